import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PLAIN_ASK } from '../../model/ask.ts'
import { HELD_OUT_MAILS } from '../../testing/held-out-mails.ts'
import { textAsks } from './message-asks.ts'

const lines = (block: string): readonly string[] => block.trim().split('\n')

/** Kinds asked for plainly; haste and links are everybody's. */
const asked = (text: string): readonly string[] =>
  textAsks(text, [[0, text.length]])
    .asks.filter(({ kind, strength }) => kind !== 'urgency' && kind !== 'link' && strength >= PLAIN_ASK)
    .map(({ kind }) => kind)

test('ten requests and ten innocent mails in each of sixteen languages', () => {
  assert.equal(HELD_OUT_MAILS.length, 16)
  for (const { language, requests, innocent } of HELD_OUT_MAILS) {
    assert.equal(lines(requests).length, 10, language)
    assert.equal(lines(innocent).length, 10, language)
  }
})

for (const { language, requests, innocent } of HELD_OUT_MAILS)
  test(`${language}: at least 8 of 10 requests are found, at most 2 of 10 innocent mails`, () => {
    const missed = lines(requests).filter((text) => asked(text).length === 0)
    assert.ok(missed.length <= 2, missed.join('\n'))
    const wrong = lines(innocent).filter((text) => asked(text).length > 0)
    assert.ok(wrong.length <= 2, wrong.join('\n'))
  })

test('over all languages 19 of 20 requests are found, at most 1 of 20 innocent mails', () => {
  const share = (of: 'requests' | 'innocent'): number => {
    const all = HELD_OUT_MAILS.flatMap((one) => lines(one[of]))
    return all.filter((text) => asked(text).length > 0).length / all.length
  }
  assert.ok(share('requests') >= 0.95)
  assert.ok(share('innocent') <= 0.05)
})
