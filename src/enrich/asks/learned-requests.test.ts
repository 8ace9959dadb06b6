import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { PLAIN_ASK } from '../../model/ask.ts'
import { ALL_LANGUAGES } from './all-languages.ts'
import { learnedRequests } from './learned-requests.ts'
import { readSentences } from './read-sentences.ts'
import { requestModel } from './request-words.ts'
import { makeVocabulary } from './vocabulary.ts'
import type { WeighedAsk } from './weigh-sentences.ts'

const vocabulary = makeVocabulary(ALL_LANGUAGES)

function asked(text: string): readonly WeighedAsk[] {
  const learned = learnedRequests(requestModel())
  readSentences(vocabulary, text, 0, text.length, (sentence) => learned.take(text, sentence))
  return learned.asks()
}

// None of these is among the texts the model learned from, nor among those it was measured on.
const REQUESTS: readonly (readonly [kind: string, text: string])[] = [
  [
    'payment',
    'The caterer will not unload before the deposit is there and my card has been refused twice. Could you put the 400 on yours? You get it back from me on Friday.',
  ],
  [
    'credential',
    'I changed phones over the weekend and now the login wants a code from the old one. It goes to your number as the second contact. Tell me the six figures when they arrive.',
  ],
  [
    'channel-switch',
    'I would rather not put this in a mail. Are you on Signal, and under which number? I will write to you there in ten minutes.',
  ],
  [
    'secrecy',
    'This stays between the two of us until the board has met, not a word to Ines, and delete the mail once you have sent me the figures.',
  ],
]
const ORDINARY: readonly string[] = [
  'I changed the patch as you asked and ran the tests on both boards. The second one still resets when the fan stops, so please have a look at the trace before I send a new version.',
  'The meeting is moved to Thursday. Bring the minutes of the last one if you have them, and tell Oda that the room on the first floor is taken.',
  'Thank you for the invoice, it was paid on Monday. The card reader at the door works again.',
  'Das Protokoll der letzten Sitzung liegt im Ordner. Bitte lies es bis Donnerstag und schreib dazu, was fehlt.',
]

test('requests in words that no list of phrases has are read, with their kind', () => {
  for (const [kind, text] of REQUESTS) {
    const [best] = asked(text)
    assert.equal(best?.kind, kind, text)
    assert.ok((best?.strength ?? 0) >= PLAIN_ASK)
    assert.equal(best?.language, 'en')
  }
})

test('ordinary mail asks for nothing of that sort', () => {
  for (const text of ORDINARY) assert.deepEqual(asked(text), [], text)
})

test('a request in the midst of a long mail is found, and its place is a sentence of it', () => {
  const [, request] = REQUESTS[0] as (typeof REQUESTS)[0]
  const mail = [...ORDINARY.slice(0, 3), request, ...ORDINARY.slice(0, 3)].join('\n\n')
  const [best] = asked(mail)
  assert.ok(best)
  const from = mail.indexOf(request)
  assert.ok(best.start >= from && best.end <= from + request.length)
})

test('any text: places inside, at most four, none that overlap, the same again', () => {
  const pieces = fc.constantFrom(
    ...REQUESTS.map(([, text]) => text),
    ...ORDINARY,
    '.',
    '😀',
    '\n\n',
    '> ',
    'a',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join(' ')
      const found = asked(text)
      assert.ok(found.length <= 4)
      for (const [at, { start, end, strength }] of found.entries()) {
        assert.ok(start >= 0 && start < end && end <= text.length)
        assert.ok(strength >= PLAIN_ASK && strength <= 0.7)
        for (const other of found.slice(at + 1)) assert.ok(other.end <= start || end <= other.start)
      }
      assert.deepEqual(asked(text), found)
    }),
    { numRuns: 60 },
  )
})

test('a megabyte of one sentence takes less than seconds', () => {
  const began = performance.now()
  asked('Send me the code that just came to your phone, please, and tell nobody. '.repeat(14_000))
  assert.ok(performance.now() - began < 5_000)
})
