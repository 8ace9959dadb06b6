import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { RawMessage } from '../model/source.ts'
import { parseMessage } from '../parse/parse-message.ts'
import { statedAuthentication } from './auth/authenticate.ts'
import { messageRecord } from './record.ts'

const source = { file: '/box.mbox', format: 'mbox', offset: 0, length: 1 } as const

function recordOf(text: string | Uint8Array, raw: Partial<RawMessage> = {}) {
  const message = parseMessage(typeof text === 'string' ? Buffer.from(text) : text)
  return messageRecord({ source, issues: [], ...raw }, message, statedAuthentication(message))
}

test('the receiving side’s time orders history, not the sender’s', () => {
  const record = recordOf(
    'Received: from a by mx.oak.example; Thu, 13 Jun 2024 09:12:00 +0000\nDate: Mon, 1 Jan 2035 00:00:00 +0100\nFrom: a@b.example\n\nx\n',
  )
  assert.equal(record.time, Date.UTC(2024, 5, 13, 9, 12))
  assert.equal(record.timeBasis, 'received')
  assert.equal(record.statedTime, Date.UTC(2034, 11, 31, 23))
  assert.equal(record.statedOffset, 60)
})

test('without a trace the stated time counts, then the container’s, then none', () => {
  assert.equal(recordOf('Date: Thu, 13 Jun 2024 09:12:00 +0000\nFrom: a@b.example\n\nx\n').timeBasis, 'date')
  assert.equal(
    recordOf('From: a@b.example\n\nx\n', { containerTime: Date.UTC(2020, 1, 1) }).timeBasis,
    'container',
  )
  assert.equal(recordOf('From: a@b.example\n\nx\n').timeBasis, 'none')
  assert.equal(recordOf('Date: Thu, 13 Jun 9999 09:12:00 +0000\nFrom: a@b.example\n\nx\n').timeBasis, 'none')
})

test('a record holds nothing of the text', () => {
  const record = recordOf('From: a@b.example\nSubject: s\n\nThe password is swordfish.\n')
  assert.doesNotMatch(JSON.stringify(record), /swordfish/)
  assert.ok(record.textLength > 0)
})

test('of what a mail asks for the record keeps the words of the request and where they stand', () => {
  const record = recordOf(
    'From: a@b.example\nSubject: s\n\nHello Bo. Please confirm your password to Anna.\n',
  )
  assert.deepEqual(record.asks, [
    {
      kind: 'credential',
      strength: 0.85,
      place: 'text',
      part: '0',
      start: 17,
      end: 38,
      words: 'confirm your password',
      language: 'en',
    },
  ])
  assert.doesNotMatch(JSON.stringify(record), /Hello|Anna/)
})

test('bulk is told by the header only', () => {
  for (const field of [
    'List-Id: <l.oak.example>',
    'Precedence: bulk',
    'Auto-Submitted: auto-replied',
    'List-Unsubscribe: <mailto:x@y.example>',
  ])
    assert.equal(recordOf(`From: a@b.example\n${field}\n\nx\n`).bulk, true, field)
  assert.equal(recordOf('From: a@b.example\nAuto-Submitted: no\n\nx\n').bulk, false)
})

test('issues of the container and of the reading both stay with the record', () => {
  const record = recordOf('Subject: x\n\ny\n', { issues: [{ code: 'source.truncated', detail: 'cut' }] })
  const codes = record.issues.map((one) => one.code)
  assert.ok(codes.includes('source.truncated'))
  assert.ok(codes.includes('header.missing-from'))
})

test('any bytes make a record that survives JSON', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 200 }), (bytes, text) => {
      for (const input of [
        bytes,
        Buffer.from(`From: ${text}\nTo: ${text}\nSubject: ${text}\nReceived: ${text}\n\n${text}`),
      ]) {
        const record = recordOf(input)
        assert.deepEqual(JSON.parse(JSON.stringify(record)), record)
      }
    }),
  )
})
