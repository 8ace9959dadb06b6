import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { foldedWords, holdsWords, phraseFinder } from './folded-words.ts'

test('words are folded', () => {
  assert.deepEqual(foldedWords('The Café, a “ﬁle” I sent: commit 1a2b3c4d'), [
    'the',
    'cafe',
    'file',
    'sent',
    'commit',
  ])
  assert.deepEqual(foldedWords('x'.repeat(41)), [])
})

test('a phrase is found over marks, single letters and codes between its words, and never inside a word', () => {
  const holds = phraseFinder('Re: Meeting -- a deadbeef01 Tomorrow\n> morning, prebooked')
  assert.ok(holds(['meeting', 'tomorrow', 'morning']))
  assert.ok(holds(['re']))
  assert.ok(!holds(['booked']))
  assert.ok(!holds(['morn']))
  assert.ok(!holds(['tomorrow', 'meeting']))
  assert.ok(!holds(['morning', 'prebooked', 'again']))
  assert.ok(!holds([]))
  assert.ok(phraseFinder('im Büro, morgen')(['buro', 'morgen']))
})

test('finding a phrase tells the same as folding the whole text', () => {
  const piece = fc.constantFrom(
    'on',
    'off',
    'o',
    'offon',
    'ON',
    'a1b2c3d4',
    'é',
    ' ',
    ' ',
    '-',
    '\n',
    '7',
    '42',
  )
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
  const phrase = fc.array(fc.constantFrom('on', 'off', 'offon', '42', 'onoff', 'one'), { maxLength: 4 })
  fc.assert(
    fc.property(text, phrase, (given, words) => {
      assert.equal(phraseFinder(given)(words), holdsWords(foldedWords(given), words))
    }),
    { numRuns: 2000 },
  )
})
