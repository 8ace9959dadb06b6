import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMailText } from '../../testing/read-mail-text.ts'
import { inferRelays, observeRelay, type RelayObservation } from './relay-survey.ts'

function listMail(from: string, client = 'list.relay.example'): string {
  return [
    `Received: from ${client} (${client} [198.51.100.9])\n\tby mx.receiver.example (Postfix) with ESMTPS id 1`,
    'Authentication-Results: list.relay.example; spf=pass smtp.mailfrom=x.example',
    `Received: from out.x.example (out.x.example [198.51.100.7])\n\tby list.relay.example (Postfix) with ESMTPS id 2`,
    `From: someone@${from}`,
    '',
    '',
  ].join('\n')
}

test('the relay right behind the receiver is observed when the receiver vouches for its name', () => {
  assert.deepEqual(observeRelay(readMailText(listMail('mail.a.example'))), {
    from: 'a.example',
    relay: 'list.relay.example',
  })
  assert.deepEqual(observeRelay(readMailText(listMail('a.example', 'out.other.example'))), {
    from: 'a.example',
  })
  assert.deepEqual(observeRelay(readMailText('Subject: x\n\n')), { from: '' })
})

function observations(count: number, domains: number, relay?: string): RelayObservation[] {
  return Array.from({ length: count }, (_, index) => ({
    from: `d${index % domains}.example`,
    ...(relay !== undefined && { relay }),
  }))
}

test('only a relay of a large share of the mail, for many organisations, is inferred', () => {
  const relay = 'list.relay.example'
  assert.deepEqual(inferRelays([...observations(100, 12, relay), ...observations(100, 12)]), [
    { host: relay, messages: 100, share: 0.5 },
  ])
  assert.deepEqual(inferRelays([]), [])
  assert.deepEqual(inferRelays(observations(49, 12, relay)), [], 'few messages')
  assert.deepEqual(inferRelays([...observations(100, 12, relay), ...observations(500, 9)]), [], 'small share')
  assert.deepEqual(inferRelays(observations(400, 9, relay)), [], 'one newsletter')
})
