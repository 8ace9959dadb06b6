import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CLIENT_TRAITS } from '../../model/record.ts'
import { parseMessage } from '../../parse/parse-message.ts'
import { CLIENT_NAMES, type ClientName } from '../../testing/client-shape.ts'
import { dkimTestKey } from '../../testing/dkim-sign.ts'
import { buildMessage, type MessageSpec } from '../../testing/message-builder.ts'
import { statedAuthentication } from '../auth/authenticate.ts'
import { clientTraits } from './client-traits.ts'
import { pathTraits } from './path-traits.ts'

const START = Date.UTC(2025, 2, 4, 9, 30)
const mail = (client: ClientName, n: number, changes: MessageSpec = {}) =>
  parseMessage(
    buildMessage({
      client,
      from: 'Anna Berg <anna@oak.example>',
      to: 'Desk <desk@paper.example>',
      subject: `Note ${n}`,
      date: { time: START + n * 3_700_000, offset: 60 },
      text: `Some words, number ${n}.\n`,
      seed: `${client} ${n}`,
      ...changes,
    }),
  )

/** Share of the traits in which two mails agree. */
function agreement(a: ReturnType<typeof clientTraits>, b: ReturnType<typeof clientTraits>): number {
  const named = CLIENT_TRAITS.filter((one) => a[one] !== undefined || b[one] !== undefined)
  return named.filter((one) => a[one] === b[one]).length / named.length
}

test('two mails of one program agree in nearly every trait', () => {
  for (const client of CLIENT_NAMES) {
    const share = agreement(clientTraits(mail(client, 1)), clientTraits(mail(client, 2)))
    assert.ok(share >= 0.85, `${client}: ${share}`)
  }
})

test('mails of different programs disagree in several traits', () => {
  for (const a of CLIENT_NAMES)
    for (const b of CLIENT_NAMES)
      if (a < b) {
        const share = agreement(clientTraits(mail(a, 1)), clientTraits(mail(b, 1)))
        assert.ok(share <= 0.75, `${a} and ${b}: ${share}`)
      }
})

test('thread fields, recipients and attachments do not change the program’s traits', () => {
  const plain = clientTraits(mail('thunderbird', 1))
  const busy = clientTraits(
    mail('thunderbird', 2, {
      cc: 'Bela Kun <bela@oak.example>',
      inReplyTo: 'x@oak.example',
      references: ['x@oak.example'],
      attachments: [{ name: 'a.pdf', type: 'application/pdf', content: '%PDF-1.4' }],
    }),
  )
  for (const trait of [
    'mailer',
    'header-order',
    'message-id-shape',
    'date-format',
    'zone',
    'from-shape',
  ] as const)
    assert.equal(busy[trait], plain[trait], trait)
})

test('the zone is the one stated', () => {
  assert.equal(clientTraits(mail('gmail', 1, { date: { time: START, offset: -330 } })).zone, '-0530')
})

test('the path is read from the first hop, the signature and the border’s statement', () => {
  const message = mail('thunderbird', 1, {
    received: [
      {
        from: 'out.oak.example',
        reverse: 'out.oak.example',
        ip: '198.51.100.7',
        by: 'mx.paper.example',
        with: 'ESMTPS',
        id: 'b',
        time: START + 2000,
      },
      {
        from: '[192.168.1.20]',
        ip: '203.0.113.9',
        by: 'out.oak.example',
        with: 'ESMTPSA',
        id: 'a',
        time: START + 1000,
      },
    ],
    authenticationResults:
      'mx.paper.example; spf=pass smtp.mailfrom=oak.example; dmarc=pass header.from=oak.example',
    returnPath: 'anna@oak.example',
    dkim: { key: dkimTestKey('oak.example', 's1'), time: START },
  })
  const traits = pathTraits(message, statedAuthentication(message))
  assert.deepEqual(
    [traits['first-helo'], traits['first-by'], traits['first-with'], traits['first-network'], traits.route],
    ['[private]', 'oak.example', 'ESMTPSA', '203.0.0.0/16', 'oak.example paper.example'],
  )
  assert.deepEqual(
    [traits['dkim-domain'], traits['dkim-selector'], traits['return-path'], traits.authentication],
    ['oak.example', 's1', 'oak.example', 'spf=pass dmarc=pass'],
  )
})

test('a mail without a trace has no path, and is still read', () => {
  const message = parseMessage(Buffer.from('From: a@b.example\n\nhello\n'))
  assert.deepEqual(pathTraits(message, statedAuthentication(message)), {})
  assert.equal(clientTraits(message).mailer, 'unnamed')
})
