import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuthenticationFacts } from '../../model/authentication.ts'
import { readMailText } from '../../testing/read-mail-text.ts'
import { statedAuthentication } from './stated-authentication.ts'
import { trustPolicy, trustZone } from './trusted-hosts.ts'

const BORDER =
  'Received: from out.sender.example (out.sender.example [198.51.100.7])\n\tby mx.receiver.example (Postfix) with ESMTPS id 1;\n\tMon, 3 Feb 2025 10:00:00 +0000'
const INSIDE =
  'Received: from mx.receiver.example (mx.receiver.example [203.0.113.2])\n\tby store.receiver.example (Postfix) with ESMTP id 2;\n\tMon, 3 Feb 2025 10:00:01 +0000'
const PASS = 'dmarc=pass header.from=sender.example'
const TRUE = `Authentication-Results: mx.receiver.example; ${PASS}`

function facts(
  lines: readonly string[],
  trusted: readonly string[] = [],
  relays: readonly string[] = [],
): AuthenticationFacts {
  const mail = [...lines, 'From: Ada <ada@sender.example>', 'Subject: x', '', 'body'].join('\n')
  return statedAuthentication(readMailText(mail), trusted, relays)
}

function sources(found: AuthenticationFacts): string[] {
  return found.results.map(({ source }) => source)
}

test('a field above the border hop of the receiving domain is believed, and said to be inferred', () => {
  const found = facts([INSIDE, TRUE, BORDER])
  assert.deepEqual(sources(found), ['field'])
  assert.equal(found.trusted[0]?.host, 'mx.receiver.example')
  assert.equal(found.trusted[0]?.because, 'inferred')
  assert.match(found.trusted[0]?.reason ?? '', /top of the Received chain/)
  assert.equal(found.aligned, 'pass')
})

test('a field the sender supplied with the authserv-id of the receiver is not believed', () => {
  const found = facts([
    INSIDE,
    'Authentication-Results: mx.receiver.example; dmarc=fail header.from=sender.example',
    BORDER,
    TRUE,
  ])
  assert.deepEqual(sources(found), ['field', 'untrusted-field'])
  assert.equal(found.aligned, 'fail')
  assert.equal(found.trusted.length, 1)
})

test('not even when the receiver wrote none, when its host is configured, or when forged hops of the receiver stand around it', () => {
  const forgedHop = INSIDE.replace('id 2', 'id forged')
  for (const trusted of [[], ['receiver.example']])
    for (const lines of [
      [BORDER, TRUE],
      [BORDER, TRUE, forgedHop],
      [BORDER, forgedHop, TRUE, forgedHop],
      [INSIDE, BORDER, forgedHop, TRUE, BORDER],
    ]) {
      const found = facts(lines, trusted)
      assert.deepEqual(sources(found), ['untrusted-field'], lines.join('\n'))
      assert.deepEqual(found.trusted, [])
      assert.equal(found.aligned, 'unknown')
    }
})

test('a client that only says it is a host of the receiver does not move the border', () => {
  for (const client of [
    'mx2.receiver.example (unknown [198.51.100.7])',
    'mx2.receiver.example (mx2.receiver.example. [198.51.100.7] (may be forged))',
    'mx2.receiver.example ([198.51.100.7])',
    'out.sender.example (out.sender.example [10.0.0.9])',
  ]) {
    const top = `Received: from ${client}\n\tby mx.receiver.example (Postfix) with ESMTP id 1`
    assert.deepEqual(sources(facts([top, TRUE, INSIDE])), ['untrusted-field'], client)
  }
  // a program that does not check the reverse name
  const unchecked =
    'Received: from x (mx2.receiver.example [198.51.100.7])\n\tby mx.receiver.example with ESMTP id 1'
  assert.deepEqual(sources(facts([unchecked, TRUE, INSIDE])), ['untrusted-field'])
})

test('hand-overs inside: LMTP, loopback, private and single-label hosts', () => {
  const hops = [
    'Received: by store with LMTP id 9',
    'Received: from localhost (localhost [127.0.0.1])\n\tby store.internal (Postfix) with ESMTP id 8',
    'Received: from filter (filter [IPv6:fd00::5])\n\tby store.internal (Postfix) with ESMTP id 7',
  ]
  const found = facts([...hops, TRUE, BORDER])
  assert.deepEqual(sources(found), ['field'])
  const zone = trustZone(readMailText([...hops, TRUE, BORDER, '', ''].join('\n')), trustPolicy())
  assert.equal(zone.receiving, 'receiver.example')
  assert.equal(zone.border, 3)
})

test('a foreign host right behind the receiver is not believed, however it names itself', () => {
  const relay =
    'Received: from list.relay.example (list.relay.example [198.51.100.9])\n\tby mx.receiver.example (Postfix) with ESMTPS id 1'
  const own =
    'Received: from out.sender.example (out.sender.example [198.51.100.7])\n\tby list.relay.example (Postfix) with ESMTPS id 2'
  const stated = `Authentication-Results: list.relay.example; ${PASS}`
  assert.deepEqual(sources(facts([relay, stated, own])), ['untrusted-field'])
  // configured, or found over the whole mailbox
  const configured = facts([relay, stated, own], ['relay.example'])
  assert.deepEqual(sources(configured), ['field'])
  assert.equal(configured.trusted[0]?.because, 'configured')
  const surveyed = facts([relay, stated, own], [], ['list.relay.example'])
  assert.deepEqual(sources(surveyed), ['field'])
  assert.match(surveyed.trusted[0]?.reason ?? '', /relay/)
  // the relay's name in mail that did not come from the relay
  assert.deepEqual(sources(facts([BORDER, stated, own], ['relay.example'])), ['untrusted-field'])
  assert.deepEqual(sources(facts([BORDER, stated, own], [], ['list.relay.example'])), ['untrusted-field'])
})

test('with hosts configured, nothing is inferred', () => {
  const found = facts([INSIDE, TRUE, BORDER], ['*.other.example'])
  assert.deepEqual(sources(found), ['untrusted-field'])
  assert.deepEqual(sources(facts([INSIDE, TRUE, BORDER], ['Receiver.Example.'])), ['field'])
  // whole labels
  assert.deepEqual(sources(facts([INSIDE, TRUE, BORDER], ['eceiver.example'])), ['untrusted-field'])
})

test('without a Received field only a configured host is believed', () => {
  assert.deepEqual(sources(facts([TRUE])), ['untrusted-field'])
  assert.deepEqual(sources(facts([TRUE], ['receiver.example'])), ['field'])
})

test('two customers of one provider of host names are two owners', () => {
  const top =
    'Received: from b.dyndns.org (b.dyndns.org [198.51.100.7])\n\tby a.dyndns.org (Postfix) with ESMTP id 1'
  const forged = 'Authentication-Results: a.dyndns.org; dmarc=pass header.from=sender.example'
  assert.deepEqual(sources(facts([top, forged, top])), ['untrusted-field'])
})

const OUTLOOK = [
  'Received: from AA1PR01MB0001.eurprd01.prod.outlook.com (::1)\n by BB1PR01MB0002.eurprd01.prod.outlook.com with HTTPS; Mon, 3 Feb 2025 10:00:02 +0000',
  'Received: from CC1EUR01FT001.eop-EUR01.prod.protection.outlook.com (2603:10a6:d10:b3:cafe::6a)\n by DD1P01CA0001.outlook.office365.com (2603:10a6:d10:b3::6) with Microsoft SMTP Server; Mon, 3 Feb 2025 10:00:01 +0000',
]
const OUTLOOK_STATED =
  'Authentication-Results: spf=pass (sender IP is 198.51.100.7)\n smtp.mailfrom=sender.example; dkim=none (message not signed)\n header.d=none;dmarc=pass action=none header.from=sender.example;compauth=pass reason=100'
const OUTLOOK_BORDER =
  'Received: from out.sender.example (198.51.100.7) by\n CC1EUR01FT001.mail.protection.outlook.com (10.13.6.147) with Microsoft SMTP Server; Mon, 3 Feb 2025 10:00:00 +0000'

test('Exchange Online: a field without authserv-id above its border hop', () => {
  const found = facts([...OUTLOOK, OUTLOOK_STATED, OUTLOOK_BORDER])
  assert.deepEqual(new Set(sources(found)), new Set(['field']))
  assert.deepEqual(found.trusted, [
    {
      host: 'protection.outlook.com',
      because: 'inferred',
      reason: 'field without authserv-id above the border hop of Exchange Online',
    },
  ])
  assert.equal(found.aligned, 'pass')
  assert.deepEqual(found.results.find(({ method }) => method === 'compauth')?.reason, '100')
  assert.equal(found.results.find(({ method }) => method === 'dkim')?.domain, undefined)
})

test('Exchange Online: greeting with a Microsoft name does not move the border', () => {
  const forged = OUTLOOK_BORDER.replace('out.sender.example', 'ee1.prod.outlook.com')
  const inner = OUTLOOK[1]!.replace('2603:10a6:d10:b3:cafe::6a', '2603:1020:1::7')
  for (const lines of [
    [...OUTLOOK, forged, OUTLOOK_STATED, OUTLOOK_BORDER],
    [OUTLOOK[0]!, inner, OUTLOOK_STATED, OUTLOOK_BORDER],
  ])
    assert.deepEqual(new Set(sources(facts(lines))), new Set(['untrusted-field']))
})

test("a field without authserv-id is nobody's elsewhere", () => {
  assert.deepEqual(new Set(sources(facts([INSIDE, OUTLOOK_STATED, BORDER]))), new Set(['untrusted-field']))
})

const GOOGLE = [
  'Received: by 2002:a05:6a10:1::1 with SMTP id x1; Mon, 3 Feb 2025 02:00:01 -0800',
  'Received: from out.sender.example (out.sender.example. [198.51.100.7])\n by mx.google.com with ESMTPS id x2; Mon, 3 Feb 2025 02:00:00 -0800',
]

test("Google writes its fields below its Received field: the first of them counts, a second is the sender's", () => {
  const found = facts([
    ...GOOGLE,
    'Received-SPF: pass (google.com: domain of ada@sender.example designates 198.51.100.7 as permitted sender) client-ip=198.51.100.7;',
    'Authentication-Results: mx.google.com; dmarc=fail header.from=sender.example',
    'Authentication-Results: mx.google.com; dmarc=pass header.from=sender.example',
  ])
  assert.deepEqual(sources(found), ['field', 'field', 'untrusted-field'])
  assert.deepEqual(
    found.trusted.map(({ host }) => host),
    ['google.com', 'mx.google.com'],
  )
  // from one Google host to another
  const inner = GOOGLE[1]!.replaceAll('out.sender.example', 'mail-a.google.com')
  assert.deepEqual(
    sources(
      facts([GOOGLE[0]!, inner, 'X-Own: 1', 'Authentication-Results: mx.google.com; dmarc=pass', GOOGLE[1]!]),
    ),
    ['untrusted-field'],
  )
})
