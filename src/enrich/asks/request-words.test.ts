import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { featureNames, modelWord, readRequestModel, requestModel, sentenceFeatures } from './request-words.ts'

const SMALL = [
  '# a remark',
  '',
  'kinds\tcredential\tpayment',
  'threshold\t0.9',
  'unknown\t4',
  'bias\t1\t0\t0',
  'code\t2\t-1\t3\t0',
  'trans*\t3\t0\t0\t1',
  'the code\t5\t0\t1\t0',
  'send _ code\t6\t0\t2\t0',
].join('\n')

test('features are words, beginnings of long words, and pairs with at most one word between', () => {
  assert.deepEqual(featureNames(['send', 'the', 'transfer', 'code']), [
    'send',
    'the',
    'send the',
    'transfer',
    'trans*',
    'the transfer',
    'send _ transfer',
    'code',
    'transfer code',
    'the _ code',
  ])
  assert.deepEqual(featureNames([]), [])
})

test('words are folded, figures are one, and no word is longer than a word', () => {
  const word = (text: string): string => modelWord(text, 0, text.length)
  assert.equal(word('Überweisung'), 'uberweisung')
  assert.equal(word('4711'), '0')
  assert.equal(word('4th'), '0')
  assert.equal(word('x'.repeat(25)), '')
})

test('looking features up finds what naming them finds', () => {
  const model = readRequestModel(SMALL)
  const rows = new Map(
    SMALL.split('\n')
      .slice(6)
      .map((line, row) => [line.split('\t')[0], row]),
  )
  const word = fc.constantFrom('send', 'the', 'code', 'transfer', 'transit', 'other', '')
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const named = featureNames(words).map((name) => rows.get(name))
      const found = sentenceFeatures(model, words)
      assert.deepEqual(
        [...found.rows],
        named.filter((row) => row !== undefined),
      )
      assert.equal(found.unknown, named.filter((row) => row === undefined).length)
    }),
  )
})

test('a file that is no model is refused with its line', () => {
  assert.throws(() => readRequestModel(`${SMALL}\nword\t1\t2`), /line 11: 1 weights/)
  assert.throws(() => readRequestModel(`${SMALL}\nword\t1\t2\tx\t3`), /line 11: not numbers/)
  assert.throws(() => readRequestModel(SMALL.replace('bias\t1\t0\t0', 'bias\t1')), TypeError)
  assert.throws(() => readRequestModel(''), TypeError)
})

test('the model that comes with Counterfoil can be read, and knows six kinds', () => {
  const { kinds, threshold, weights, bias, rarity } = requestModel()
  assert.deepEqual(kinds, ['credential', 'payment', 'information', 'channel-switch', 'secrecy', 'favour'])
  assert.ok(threshold > 0.5 && threshold < 1)
  assert.equal(weights.length, rarity.length * bias.length)
  assert.ok(rarity.every((one) => one > 0))
})
