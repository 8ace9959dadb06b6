import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { type DKIMSignOptions, dkimSign, sealMessage } from 'mailauth'
import type { AuthenticationFacts } from '../../model/authentication.ts'
import type { Lookup } from '../../model/lookup.ts'
import type { Resolver } from '../../model/ports.ts'
import { zoneOf, zoneResolver } from '../../net/zone-resolver.ts'
import { readMailText } from '../../testing/read-mail-text.ts'
import { threadTime } from '../../testing/thread-time.ts'
import { authenticate } from './authenticate.ts'

const TIME = Date.UTC(2025, 1, 3, 10, 0, 0)

function keyPair(bits: number): { privateKey: string; record: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    record: `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
  }
}

const key = keyPair(2048)
const weak = keyPair(768)

const MAIL = [
  'From: Ada <ada@sender.example>',
  'To: Ben <ben@receiver.example>',
  'Subject: The minutes',
  'Date: Mon, 03 Feb 2025 10:00:00 +0000',
  'Message-ID: <1@sender.example>',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Dear Ben,',
  '',
  'here are the minutes of Friday.',
  '',
].join('\r\n')

const BORDER = [
  'Return-Path: <ada@sender.example>',
  'Received: from out.sender.example (out.sender.example [198.51.100.7])',
  '\tby mx.receiver.example (Postfix) with ESMTPS id 1;',
  '\tMon, 03 Feb 2025 10:00:05 +0000',
  '',
].join('\r\n')

const ZONE: Record<string, unknown> = {
  's1._domainkey.sender.example': key.record,
  'weak._domainkey.sender.example': weak.record,
  'test._domainkey.sender.example': key.record.replace('k=rsa;', 'k=rsa; t=y;'),
  'gone._domainkey.sender.example': null,
  'arc._domainkey.list.example': key.record,
}

interface Signing {
  readonly selector?: string
  readonly privateKey?: string
  readonly expires?: number
  readonly maxBodyLength?: number
  readonly canonicalization?: string
  readonly algorithm?: string
}

async function signed(mail: string, signing: Signing = {}): Promise<string> {
  const { expires, ...rest } = signing
  // the declared type of the options asks for what it then only reads from signatureData
  const data: DKIMSignOptions = {
    signingDomain: 'sender.example',
    selector: 's1',
    privateKey: key.privateKey,
    ...rest,
  }
  const { signatures, errors } = await dkimSign(mail, {
    ...data,
    signTime: new Date(TIME),
    ...(expires !== undefined && { expires: new Date(expires) }),
    signatureData: [data],
  })
  assert.deepEqual(errors, [])
  return signatures + mail
}

async function verify(
  mail: string,
  zone: Record<string, unknown> = ZONE,
  trustedHosts: readonly string[] = [],
): Promise<{ facts: AuthenticationFacts; lookups: readonly Lookup[] }> {
  const bytes = Buffer.from(mail, 'latin1')
  return authenticate(readMailText(bytes), {
    bytes,
    trustedHosts,
    resolver: zoneResolver(zoneOf(zone, 'test'), TIME),
  })
}

function dkim(facts: AuthenticationFacts): unknown[] {
  return facts.results
    .filter(({ method, source }) => method === 'dkim' && source === 'own')
    .map(({ result, reason, field }) => [result, reason, field])
}

test('a good signature passes, with its place, selector and the lookup it used', async () => {
  const { facts, lookups } = await verify(BORDER + (await signed(MAIL)))
  const [own] = facts.results
  assert.deepEqual(own, {
    kind: 'authentication-result',
    method: 'dkim',
    result: 'pass',
    source: 'own',
    by: 'counterfoil',
    domain: 'sender.example',
    selector: 's1',
    field: 2,
  })
  assert.equal(facts.aligned, 'pass')
  assert.ok(facts.lookups.includes('dns:TXT:s1._domainkey.sender.example'))
  assert.deepEqual(
    facts.lookups,
    lookups.map(({ id }) => id),
  )
  assert.equal(lookups[0]?.status, 'answer')
})

test('mail stored with LF line ends verifies, and the result says so', async () => {
  for (const canonicalization of ['relaxed/relaxed', 'simple/simple']) {
    const mail = (BORDER + (await signed(MAIL, { canonicalization }))).replaceAll('\r\n', '\n')
    const { facts } = await verify(mail)
    assert.deepEqual(dkim(facts), [['pass', 'line ends converted from LF to CRLF', 2]], canonicalization)
  }
})

test('one altered byte fails: in the body as a body hash, in a signed field as a signature', async () => {
  const mail = BORDER + (await signed(MAIL))
  const body = await verify(mail.replace('minutes of Friday', 'minutes of Fridax'))
  assert.deepEqual(dkim(body.facts), [['fail', 'body hash did not verify', 2]])
  const field = await verify(mail.replace('Subject: The minutes', 'Subject: The minuteS'))
  assert.deepEqual(dkim(field.facts), [['fail', 'bad signature', 2]])
  assert.equal(field.facts.aligned, 'unknown')
})

test('expiry is judged at the time the mail was received', async () => {
  const later = await verify(BORDER + (await signed(MAIL, { expires: TIME + 7 * 86_400_000 })))
  assert.deepEqual(dkim(later.facts), [['pass', undefined, 2]])
  const replayed = BORDER.replace('03 Feb 2025 10:00:05', '13 Feb 2025 10:00:05')
  const expired = await verify(replayed + (await signed(MAIL, { expires: TIME + 7 * 86_400_000 })))
  assert.deepEqual(dkim(expired.facts), [['neutral', 'expired', 2]])
})

test('l= passes for what it covers; what follows is said and the pass does not speak for the author', async () => {
  const mail = BORDER + (await signed(MAIL, { maxBodyLength: 11 }))
  const whole = await verify(mail)
  assert.match(String((dkim(whole.facts)[0] as unknown[])[1]), /^l= leaves \d+ bytes of the body unsigned$/)
  const appended = await verify(`${mail}\r\nand pay this invoice\r\n`)
  assert.equal((dkim(appended.facts)[0] as unknown[])[0], 'pass')
  assert.equal(appended.facts.aligned, 'unknown')
})

test('weak keys, withdrawn algorithms and test mode are not believed', async () => {
  const short = await verify(BORDER + (await signed(MAIL, { selector: 'weak', privateKey: weak.privateKey })))
  assert.deepEqual(dkim(short.facts), [['policy', 'weak-key', 2]])
  const sha1 = await verify(BORDER + (await signed(MAIL, { algorithm: 'rsa-sha1' })))
  assert.deepEqual(dkim(sha1.facts), [['policy', 'weak-algorithm', 2]])
  const testing = await verify(BORDER + (await signed(MAIL, { selector: 'test' })))
  assert.deepEqual(dkim(testing.facts), [['pass', 'the domain is testing its signatures (t=y)', 2]])
  assert.equal(testing.facts.aligned, 'unknown')
})

test('without a key the question stays open; a key that is gone is not a failure either', async () => {
  const unknown = await verify(BORDER + (await signed(MAIL, { selector: 'other' })))
  assert.deepEqual(dkim(unknown.facts), [['temperror', 'no key: not in the recorded zone', 2]])
  assert.ok(
    unknown.facts.notEvaluated.includes('own DKIM verification: no answer for the key of a signature'),
  )
  assert.equal(unknown.facts.aligned, 'unknown')
  const gone = await verify(BORDER + (await signed(MAIL, { selector: 'gone' })))
  assert.deepEqual(dkim(gone.facts), [['neutral', 'no key', 2]])
})

test('a live key that does not match an old mail proves nothing', async () => {
  const bytes = Buffer.from(BORDER + (await signed(MAIL)))
  const other = keyPair(1024)
  const live = (time: number): Resolver => ({
    resolve: async (name, type) => ({
      kind: 'lookup',
      id: `dns:${type}:${name}`,
      time,
      from: 'dns',
      ...(name.startsWith('s1.') ? { status: 'answer', answer: [other.record] } : { status: 'absent' }),
    }),
  })
  const old = await authenticate(readMailText(bytes), { bytes, resolver: live(TIME + 400 * 86_400_000) })
  assert.deepEqual(dkim(old.facts), [
    ['neutral', 'does not match the key published long after the message was sent', 2],
  ])
  const fresh = await authenticate(readMailText(bytes), { bytes, resolver: live(TIME + 60_000) })
  assert.deepEqual(dkim(fresh.facts), [['fail', 'bad signature', 2]])
})

test('each of several signatures keeps its own field; one that cannot be processed is neutral', async () => {
  const broken = 'DKIM-Signature: v=1; a=gost-x; d=odd.example; s=q; h=from; bh=AA==; b=BB==\r\n'
  const twice = await signed(await signed(MAIL), { selector: 'gone' })
  const { facts } = await verify(BORDER + broken + twice)
  assert.deepEqual(dkim(facts), [
    ['neutral', 'signature could not be processed', 2],
    ['neutral', 'no key', 3],
    ['pass', undefined, 4],
  ])
})

test('SPF and DMARC with records in the zone', async () => {
  const zone = {
    ...ZONE,
    'sender.example': 'v=spf1 include:spf.sender.example mx -all',
    'spf.sender.example': { TXT: ['v=spf1 ip4:198.51.100.0/28 -all'] },
    '_dmarc.sender.example': 'v=DMARC1; p=reject',
    '_dmarc.example': null,
  }
  const { facts } = await verify(BORDER + MAIL, zone)
  assert.deepEqual(
    facts.results.map(({ method, result, domain, source }) => [method, result, domain, source]),
    [
      ['spf', 'pass', 'sender.example', 'own'],
      ['dmarc', 'pass', 'sender.example', 'own'],
    ],
  )
  assert.equal(facts.aligned, 'pass')
  assert.deepEqual(facts.notEvaluated, [])

  const forged = await verify(BORDER.replace('198.51.100.7', '192.0.2.99') + MAIL, {
    ...zone,
    'sender.example': { TXT: ['v=spf1 include:spf.sender.example -all'], MX: null },
  })
  assert.deepEqual(
    forged.facts.results.map(({ method, result }) => `${method}=${result}`),
    ['spf=fail', 'dmarc=fail'],
  )
  assert.equal(forged.facts.aligned, 'fail')
})

test('SPF and DMARC without records say why, and give no result', async () => {
  const { facts } = await verify(BORDER + MAIL)
  assert.deepEqual(facts.results, [])
  assert.deepEqual(facts.notEvaluated, [
    'own SPF check: no answer for the sender domain',
    'own DMARC check: no answer for the author domain',
  ])
  assert.deepEqual((await verify(MAIL)).facts.notEvaluated, [
    'own SPF check: no client address at the border hop',
    'own DMARC check: no answer for the author domain',
  ])
})

test('an ARC chain verified here makes its configured sealer believed wherever the set stands', async () => {
  const sealed = await sealMessage(MAIL, {
    signingDomain: 'list.example',
    selector: 'arc',
    privateKey: key.privateKey,
    cv: 'none',
    authResults: 'mx.list.example; dmarc=pass header.from=sender.example',
    signTime: new Date(TIME),
  })
  const mail = BORDER + sealed.toString('latin1') + MAIL
  const arc = (facts: AuthenticationFacts): string[] =>
    facts.results
      .filter(({ method }) => method === 'arc' || method === 'dmarc')
      .map(({ method, result, source }) => `${method}=${result} ${source}`)
  const configured = await verify(mail, ZONE, ['list.example'])
  assert.deepEqual(arc(configured.facts), ['dmarc=pass arc', 'arc=pass own'])
  assert.equal(configured.facts.aligned, 'pass')
  // anybody can seal
  const stranger = await verify(mail)
  assert.deepEqual(arc(stranger.facts), ['dmarc=pass untrusted-field', 'arc=pass own'])
  assert.equal(stranger.facts.aligned, 'unknown')
  // altered
  const altered = await verify(mail.replace('dmarc=pass', 'dmarc=fail'), ZONE, ['list.example'])
  assert.deepEqual(arc(altered.facts), ['dmarc=fail untrusted-field', 'arc=fail own'])
  // without the key of the seal
  const open = await verify(mail, {}, ['list.example'])
  assert.deepEqual(arc(open.facts), ['dmarc=pass untrusted-field', 'arc=temperror own'])
  assert.ok(open.facts.notEvaluated.includes('own ARC verification: no answer for the key of a seal'))
})

test('headers made to cost the verifier time are not given to it', async () => {
  const signature = 'DKIM-Signature: v=1; a=rsa-sha256; d=sender.example; s=s1; h=from; bh=AA==; b=BB==\r\n'
  const hostile: Record<string, string> = {
    'more than 16 signatures': signature.repeat(17) + MAIL,
    'header longer than 4096 lines': `X: a\r\n${' \r\n'.repeat(200)}${' b\r\n'.repeat(5_000)}${signature}${MAIL}`,
    'more than 1000 characters of white space in the header': `X: a${' '.repeat(2_000)}b\r\n${signature}${MAIL}`,
    'header larger than 131072 bytes': `X: ${'a'.repeat(140_000)}\r\n${signature}${MAIL}`,
  }
  for (const [why, mail] of Object.entries(hostile)) {
    const { facts } = await verify(mail)
    assert.ok(facts.notEvaluated.includes(`own DKIM verification: ${why}`), why)
    assert.deepEqual(dkim(facts), [])
  }
})

test('what the limits let through stays cheap', async () => {
  const signature = (n: number): string =>
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=sender.example; s=s1; l=${n}; h=from; bh=AA==; b=BB==\r\n`
  const sixteen = Array.from({ length: 16 }, (_, n) => signature(n)).join('')
  const hostile = [
    `${sixteen}From: a@sender.example\r\n\r\n${'a '.repeat(500_000)}`,
    `${signature(1)}From: a@sender.example\r\n\r\n${'\r\n'.repeat(500_000)}x`,
    `${signature(1)}X: a${'\r\n b'.repeat(3_500)}\r\nFrom: ${'<'.repeat(30_000)}\r\n\r\n`,
    `${signature(1)}From: ${'("'.repeat(20_000)}\r\n\r\n`,
    `${signature(1)}From: ${'a,'.repeat(30_000)}\r\n\r\n`,
    `${signature(1)}From: a@sender.example\r\nX: ${`a${' '.repeat(990)}`.repeat(100)}b\r\n\r\n`,
    `DKIM-Signature: ${'a=b;'.repeat(25_000)}\r\nFrom: a@sender.example\r\n\r\n`,
    `ARC-Seal: i=1; ${';'.repeat(60_000)}\r\n${signature(1)}From: a@sender.example\r\n\r\n`,
    `Content-Type: multipart/mixed; ${'boundary*0=a;'.repeat(5_000)}\r\n${signature(1)}From: a@sender.example\r\n\r\n`,
    `ARC-Authentication-Results: i=1${'('.repeat(60_000)}\r\n${signature(1)}From: a@sender.example\r\n\r\n`,
  ]
  for (const [index, mail] of hostile.entries()) {
    const started = threadTime()
    await verify(mail)
    assert.ok(threadTime() - started < 2_000, `case ${index}: ${threadTime() - started} ms`)
  }
})
