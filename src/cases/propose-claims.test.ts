import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CaseError } from './case-error.ts'
import { proposedClaims } from './propose-claims.ts'

const ARTICLE = { id: 'E1', name: 'article.txt' }
const TEXT =
  'Zeitung – Süd\n\n"We did not send these papers to anybody," said Mara Lund, a spokeswoman for the harbour office.\n\nNorthgate Labs said that the mail was part of a wider campaign.\n'

const at = (bytes: Uint8Array, claim: ReturnType<typeof proposedClaims>[number]): string =>
  Buffer.from(bytes.subarray(claim.readIn?.range.start, claim.readIn?.range.end)).toString('utf8')

test('what an article says that somebody said waits for a person, with the bytes of its sentence', () => {
  const bytes = Buffer.from(TEXT)
  const claims = proposedClaims(bytes, ARTICLE)
  assert.equal(claims.length, 2)
  for (const claim of claims) {
    assert.equal(claim.state, 'proposed')
    assert.equal(claim.label, 'claimed')
  }
  const [lund, labs] = claims as [(typeof claims)[0], (typeof claims)[0]]
  assert.match(lund.speaker ?? '', /^Mara Lund/)
  assert.equal(at(bytes, lund).slice(0, 24), '"We did not send these p')
  assert.equal(at(bytes, labs), 'Northgate Labs said that the mail was part of a wider campaign.')
})

test('of HTML the bytes are those of the file', () => {
  const bytes = Buffer.from(
    `<!doctype html><title>Süd</title><script>x</script><p>–– <b>Northgate Labs</b> said that the mail was part of a wider campaign.</p>`,
  )
  const [claim] = proposedClaims(bytes, ARTICLE)
  assert.ok(claim)
  assert.match(at(bytes, claim), /Northgate Labs<\/b> said that the mail was part of a wider campaign\./)
})

test('a denial told in other words reads as one', () => {
  const [claim] = proposedClaims(
    Buffer.from('The embassy denied that its government had any role in the leak.'),
    ARTICLE,
  )
  assert.match(claim?.text ?? '', /^Denied: /)
})

test('a title stands before its name, a role behind it', () => {
  const speakers = (text: string): readonly (string | undefined)[] =>
    proposedClaims(Buffer.from(text), ARTICLE).map(({ speaker }) => speaker)
  assert.deepEqual(speakers('Mr Fenn said that the pilot boat was late.'), ['Mr Fenn'])
  assert.deepEqual(speakers('Mr Fenn, a harbour pilot, said that the boat was late.'), [
    'Mr Fenn, a harbour pilot',
  ])
  assert.deepEqual(
    speakers('Mara Lund, a spokeswoman for the harbour office, said that the boat was late.'),
    ['Mara Lund, a spokeswoman for the harbour office'],
  )
})

test('a denial of what a pronoun points to says so', () => {
  const [, claim] = proposedClaims(
    Buffer.from('Northgate Labs said that the mail was part of a wider campaign. Mr Fenn denied it.'),
    ARTICLE,
  )
  assert.equal(claim?.text, 'Denied: what was said before (“it”)')
})

test('what is no text is refused with what to do', () => {
  for (const bytes of [Buffer.from('%PDF-1.7 x'), Buffer.from('a\0b')])
    assert.throws(() => proposedClaims(bytes, ARTICLE), CaseError)
})

test('any text, any charset: places lie inside the file', () => {
  const words = fc.constantFrom(
    '“We 😀 did not,” said Mara Lund.',
    '\n',
    'é',
    '😀',
    'He said that it was not so at all. ',
  )
  fc.assert(
    fc.property(fc.array(words, { maxLength: 60 }), fc.boolean(), (parts, latin) => {
      const text = parts.join(' ').repeat(20)
      const bytes = latin ? Buffer.from(text.replace(/[“”😀]/gu, '"'), 'latin1') : Buffer.from(text)
      for (const claim of proposedClaims(bytes, ARTICLE)) {
        const { start, end } = claim.readIn?.range ?? { start: 0, end: 0 }
        assert.ok(start < end && end <= bytes.length)
        if (!latin) assert.doesNotMatch(at(bytes, claim), /\ufffd/)
      }
    }),
    { numRuns: 200 },
  )
})
