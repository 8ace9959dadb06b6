import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../../testing/thread-time.ts'
import { readConversationIndex } from './conversation-index.ts'

const FILETIME_START = 11_644_473_600_000n
const GUID = Buffer.from('00112233445566778899aabbccddeeff', 'hex')

/** `Outlook`: the six upper bytes of the FILETIME; `reserved`: a byte 1 and the five upper ones. */
function written(layout: 'outlook' | 'reserved', time: number, answers: number): string {
  const ticks = Buffer.alloc(8)
  ticks.writeBigUInt64BE((BigInt(time) + FILETIME_START) * 10_000n)
  const head =
    layout === 'outlook' ? ticks.subarray(0, 6) : Buffer.concat([Buffer.from([1]), ticks.subarray(0, 5)])
  return Buffer.concat([head, GUID, Buffer.alloc(5 * answers, 7)]).toString('base64')
}

const time = Date.UTC(2024, 4, 14, 9, 30)

test('both layouts in use give beginning, conversation and answers', () => {
  for (const [layout, precision] of [
    ['outlook', 7],
    ['reserved', 1_700],
  ] as const) {
    const index = readConversationIndex(written(layout, time, 3))
    assert.ok(index && Math.abs(index.started - time) <= precision, layout)
    assert.equal(index.conversation, '0011223344556677')
    assert.equal(index.answers, 3)
  }
})

test('a folded field is read, what is not an index is not', () => {
  const whole = written('outlook', time, 8)
  assert.equal(readConversationIndex(`${whole.slice(0, 40)}\r\n\t${whole.slice(40)}`)?.answers, 8)
  for (const text of [
    '',
    'AQ==',
    'not base64 at all!',
    whole.slice(0, -4),
    Buffer.alloc(22, 0xff).toString('base64'),
    written('outlook', Date.UTC(1975, 0, 1), 0),
  ])
    assert.equal(readConversationIndex(text), undefined, text)
})

test('no text makes it throw, and a megabyte costs nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
      readConversationIndex(text)
    }),
  )
  const started = threadTime()
  assert.equal(readConversationIndex(`AQ${' '.repeat(5_000_000)}`), undefined)
  assert.equal(readConversationIndex(written('outlook', time, 300_000)), undefined)
  assert.ok(threadTime() - started < 500)
})
