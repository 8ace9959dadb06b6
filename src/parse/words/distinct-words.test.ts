import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distinctWords } from './distinct-words.ts'
import { foldedWords } from './folded-words.ts'

const collected = (texts: readonly string[], limit = 20_000): string => {
  const words = distinctWords(limit)
  for (const text of texts) words.read(text)
  return words.text()
}
const plain = (texts: readonly string[], limit = 20_000): string =>
  [...new Set(texts.flatMap((text) => foldedWords(text)))].slice(0, limit).join(' ')

test('the same words as folding each text as a whole', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'the',
      'The',
      'a',
      'fo-o',
      'deadbeef01',
      '1234567',
      'x'.repeat(39),
      'y'.repeat(5),
      'café',
      'Ω',
      'ΑΣ',
      'ΑΣ.',
      'Σ',
      'ﬁ',
      '\u00ad',
      '\u0301',
      'İ',
      '\u212a',
      '漢字',
      '\ud800',
      ' ',
      '\n',
      '\u00a0',
      "'",
      '.',
      '_',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.string({ maxLength: 6 }),
  )
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 3 }), (texts) => {
      // Words before one beyond ASCII in the same run come earlier, so only the set is the same.
      const sorted = (words: string): string => words.split(' ').sort().join(' ')
      assert.equal(sorted(collected(texts)), sorted(plain(texts)))
    }),
    { numRuns: 3000 },
  )
})

test('thousands of words, and no more than the limit', () => {
  const text = Array.from({ length: 30_000 }, (_, n) => `word${n.toString(36)}q`).join(', ')
  assert.equal(collected([text, text], 100_000), plain([text], 100_000))
  assert.equal(collected([text]), plain([text]))
  assert.equal(collected([]), '')
  assert.equal(collected([' -- ']), '')
})

test('words that fall on one place of the table cost no more than others', () => {
  // Many words with the same lowest bits of the hash as the table begins.
  const hashOf = (word: string): number => {
    let hash = 0x811c9dc5 | 0
    for (let index = 0; index < word.length; index++)
      hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193)
    return hash ^ (hash >>> 15)
  }
  const words: string[] = []
  for (let n = 0; words.length < 2_000; n++) {
    const word = `z${n.toString(36)}z`
    if ((hashOf(word) & 0x7ff) === 5) words.push(word)
  }
  const text = words.join(' ')
  assert.equal(collected([text, text]), plain([text]))
})
