import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ALPHABET, logLikelihood, ORDER } from './language-model.ts'
import { modelText } from './model-text.ts'
import { referenceLikelihoods, referenceModels } from './reference-models.ts'

/** The definition, written down without hashing. */
function defined(known: readonly Uint16Array[], text: Uint16Array): number {
  const counts = new Map<string, number>()
  const followers = new Map<string, Set<string>>()
  let total = 0
  for (const units of known) {
    const all = String.fromCharCode(...units)
    total += all.length
    for (let end = 1; end <= all.length; end++)
      for (let length = 1; length <= Math.min(ORDER, end); length++) {
        const gram = all.slice(end - length, end)
        counts.set(gram, (counts.get(gram) ?? 0) + 1)
        const context = gram.slice(0, -1)
        followers.set(context, (followers.get(context) ?? new Set()).add(gram.slice(-1)))
      }
  }
  const all = String.fromCharCode(...text)
  const alphabet = followers.get('')?.size ?? 0
  let sum = 0
  for (let i = 1; i < all.length; i++) {
    let p = ((counts.get(all[i] ?? '') ?? 0) + (alphabet + 1) / ALPHABET) / (total + alphabet + 1)
    for (let k = 1; k < ORDER && k <= i; k++) {
      const context = all.slice(i - k, i)
      const types = followers.get(context)?.size ?? 0
      if (types === 0) break
      p = ((counts.get(context + all[i]) ?? 0) + types * p) / ((counts.get(context) ?? 0) + types)
    }
    sum += Math.log(p)
  }
  return sum
}

const text = fc
  .oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  .map(modelText)

describe('language model', () => {
  it('is Witten-Bell interpolation, for one writer and for several side by side', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(text, { maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        text,
        (all, asked) => {
          const models = referenceModels(all)
          const sums = new Float64Array(all.length)
          referenceLikelihoods(models, asked, sums)
          for (const [column, known] of all.entries()) {
            const expected = defined(known, asked)
            const near = (value: number | undefined): void =>
              assert.ok(
                Math.abs((value ?? Number.NaN) - expected) < 1e-6 * (1 + Math.abs(expected)),
                `${value} ${expected}`,
              )
            near(logLikelihood(known, asked))
            near(sums[column])
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('does not depend on the order of the known texts', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), text, (known, asked) => {
        assert.equal(logLikelihood(known.toReversed(), asked), logLikelihood(known, asked))
      }),
    )
  })

  it('reads breaks of lines as blanks and of paragraphs as one break', () => {
    assert.deepEqual([...modelText('a\nb\n\nc')], [10, 97, 32, 98, 10, 99, 3])
  })
})
