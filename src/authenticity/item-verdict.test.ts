import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ItemVerdict, RepairName } from '../model/authenticity.ts'
import type { RawMessage, SourceLocation } from '../model/source.ts'
import { parseMessage } from '../parse/parse-message.ts'
import { dkimSignature, dkimTestKey } from '../testing/dkim-sign.ts'
import { closedSigned, type RsaSigning, rsaSigned, rsaTestKey } from '../testing/rsa-signed-mail.ts'
import { itemVerdict } from './item-verdict.ts'
import { joinRings, type KeyRing, keysFromJson, markSharedPrimes, ringOf } from './key-archive.ts'

const key = rsaTestKey('example.org', 's1')
const other = rsaTestKey('example.org', 's1')
const weak = rsaTestKey('example.org', 'old', { bits: 512 })
const ring = keysFromJson(
  { 's1._domainkey.example.org': key.record, 'old._domainkey.example.org': weak.record },
  'keys.json',
).ring

const HEAD =
  'Received: from out.example.org (out.example.org [192.0.2.7]) by mx.example.com with ESMTPS id 1; Thu, 13 Jun 2024 09:12:05 +0000\r\n' +
  'From: Ann Lee <ann@example.org>\r\nTo: bob@example.com, cy@example.com\r\nSubject: minutes of the meeting\r\n' +
  'Date: Thu, 13 Jun 2024 09:12:00 +0000\r\nMessage-ID: <1@example.org>\r\n'
const BODY = 'Dear Bob,\r\n\r\nhere are the minutes.\r\nFrom now on: Tuesdays.\r\n-- \r\nAnn\r\n'
const MAIL = `${HEAD}\r\n${BODY}`

const SOURCE: SourceLocation = { file: '/x.eml', format: 'eml', offset: 0, length: 1 }
function verdict(
  mail: string | Buffer,
  keys: KeyRing = ring,
  source: Partial<SourceLocation> = {},
  now?: number,
): ItemVerdict {
  const bytes = typeof mail === 'string' ? Buffer.from(mail, 'latin1') : mail
  const raw: RawMessage = { kind: 'raw-message', bytes, source: { ...SOURCE, ...source }, issues: [] }
  return itemVerdict(raw, parseMessage(bytes), keys, now)
}

const signed = (signing: Partial<RsaSigning> = {}, mail = MAIL): Promise<string> =>
  rsaSigned(mail, { key, ...signing })
const names = ({ signatures, deciding }: ItemVerdict): RepairName[] =>
  (signatures[deciding ?? 0]?.repairs ?? []).map(({ name }) => name)

test('a signature passes with a recorded key, in every canonical form', async () => {
  for (const canonicalization of ['relaxed/relaxed', 'relaxed/simple', 'simple/simple', 'simple/relaxed']) {
    const found = verdict(await signed({ canonicalization }))
    assert.equal(found.state, 'pass_archived_key', canonicalization)
    assert.equal(found.signatures[0]?.author, 'same')
    assert.deepEqual(names(found), [])
  }
})

test('the state says where the key was had from and what it is worth', async () => {
  const mail = await signed()
  const name = 's1._domainkey.example.org'
  const live = ringOf([{ name, value: key.record }], 'DNS', 'live')
  assert.equal(verdict(mail, live).state, 'pass_live_key')
  assert.equal(verdict(mail, joinRings([live, ring])).state, 'pass_live_key')
  const published = keysFromJson(
    [
      {
        domain: 'example.org',
        selector: 's1',
        value: key.record,
        privateKeyPublishedAt: '2024-09-01T00:00:00Z',
      },
    ],
    'list.json',
  ).ring
  const found = verdict(mail, joinRings([live, published]))
  assert.equal(found.state, 'key_compromised_or_published')
  assert.equal(found.signatures[0]?.key?.compromised?.since, Date.UTC(2024, 8, 1))
  assert.equal(verdict(await signed({ key: weak })).state, 'pass_weak_key')
  assert.equal(verdict(await signed({ algorithm: 'rsa-sha1' })).state, 'pass_weak_key')
})

test('what was changed is told apart: body, fields, or key', async () => {
  const mail = await signed()
  const body = verdict(mail.replace('Tuesdays', 'Thursday'))
  assert.equal(body.state, 'fail_body')
  assert.equal(body.signatures[0]?.header, 'match', 'the fields are still as signed')
  const fields = verdict(mail.replace('Subject: minutes', 'Subject: seconds'))
  assert.equal(fields.state, 'fail_headers')
  assert.match(fields.signatures[0]?.reason ?? '', /this key made the signature/)
  const elsewhere = keysFromJson({ 's1._domainkey.example.org': other.record }, 'k').ring
  const unknown = verdict(mail, elsewhere)
  assert.equal(unknown.state, 'no_key_found')
  assert.match(unknown.signatures[0]?.reason ?? '', /did not make this signature/)
  const lived = keysFromJson(
    [
      {
        domain: 'example.org',
        selector: 's1',
        value: other.record,
        firstSeenAt: '2024-01-01',
        lastSeenAt: '2024-12-31',
      },
    ],
    'k',
  ).ring
  assert.equal(verdict(mail, lived).state, 'fail_headers', 'the key was in use at that time')
  assert.equal(verdict(mail, keysFromJson({}, 'k').ring).state, 'no_key_found')
  const revoked = keysFromJson({ 's1._domainkey.example.org': 'v=DKIM1; p=' }, 'k').ring
  assert.match(verdict(mail, revoked).signatures[0]?.reason ?? '', /revoked/)
})

test('a key that took the place of another passes beside it', async () => {
  const both = keysFromJson({ 's1._domainkey.example.org': [other.record, key.record] }, 'k').ring
  assert.equal(verdict(await signed(), both).state, 'pass_archived_key')
})

test('Ed25519 (RFC 8463)', () => {
  const ed = dkimTestKey('example.org', 'ed')
  const field = dkimSignature(HEAD.split('\r\n').slice(0, -1), BODY, { key: ed, time: Date.UTC(2024, 5, 13) })
  const edRing = keysFromJson({ 'ed._domainkey.example.org': ed.record }, 'k').ring
  assert.equal(verdict(`${field}${MAIL}`, edRing).state, 'pass_archived_key')
  assert.equal(verdict(`${field}${MAIL.replace('minutes of', 'hours of')}`, edRing).state, 'fail_headers')
})

test('no signature, or none that could be checked', () => {
  assert.equal(verdict(MAIL).state, 'unsigned')
  const rebuilt = verdict(MAIL, ring, { rebuilt: ['header', 'body'] })
  assert.equal(rebuilt.state, 'not_raw')
  assert.match(rebuilt.notRaw ?? '', /Outlook/)
  assert.match(rebuilt.ask ?? '', /as the server holds it/)
  assert.equal(verdict(MAIL, ring, { incomplete: true }).state, 'not_raw')
})

test('of a mail whose body Outlook made again, the signed fields are still checked', async () => {
  const mail = (await signed()).replace(BODY, 'Dear Bob, made again\r\n')
  const found = verdict(mail, ring, { rebuilt: ['body'] })
  assert.equal(found.state, 'not_raw')
  assert.equal(found.signatures[0]?.state, 'not_raw')
  assert.equal(found.signatures[0]?.header, 'match')
  assert.equal(found.signatures[0]?.body, 'unknown')
  const changed = verdict(mail.replace('\r\nSubject: minutes', '\r\nSubject: hours'), ring, {
    rebuilt: ['body'],
  })
  assert.equal(changed.signatures[0]?.header, 'mismatch')
  const same = verdict(await signed(), ring, { rebuilt: ['body'] })
  assert.equal(same.state, 'pass_archived_key', 'a body whose hash fits is the one that was signed')
  assert.match(same.notRaw ?? '', /Outlook/)
  assert.equal(same.ask, undefined, 'nothing better is needed')
})

test('damage of handling is undone and named', async () => {
  const relaxed = await signed()
  const simple = await signed({ canonicalization: 'simple/simple' })
  const folded = MAIL.replace('com, cy', 'com,\r\n\tcy')
  const foldedSimple = await signed({ canonicalization: 'simple/simple' }, folded)
  const latin = await signed({}, MAIL.replace('Bob', 'Ren\xe9'))
  const cases: [RepairName, string | Buffer][] = [
    ['line-ends', relaxed.replaceAll('\r\n', '\n')],
    ['bare-carriage-returns', relaxed.replaceAll('\r\n', '\r')],
    ['doubled-carriage-returns', relaxed.replaceAll('\r\n', '\r\r\n')],
    ['byte-order-mark', `\xef\xbb\xbf${relaxed}`],
    ['mbox-separator', `From ann@example.org Thu Jun 13 09:12:00 2024\r\n${relaxed}`],
    ['mbox-quoting', relaxed.replace('\r\nFrom now', '\r\n>From now')],
    ['blank-line', relaxed.replace('\r\n\r\nDear', '\r\n\r\n\r\nDear')],
    [
      'list-footer',
      `${relaxed}\r\n_____________\r\nMeetings mailing list\r\nhttps://lists.example.com/meetings\r\n`,
    ],
    ['signature-delimiter', simple.replace('\r\n-- \r\n', '\r\n--\r\n')],
    ['folding', foldedSimple.replace('\r\n\tcy', '\r\n cy')],
    ['folding', foldedSimple.replace(/\r\n /g, '\r\n\t')],
    ['charset', Buffer.from(latin, 'utf8')],
    ['address-spacing', relaxed.replace('com, cy', 'com,cy')],
    ['address-order', relaxed.replace('bob@example.com, cy@example.com', 'cy@example.com, bob@example.com')],
    ['subject-tag', relaxed.replace('\r\nSubject: ', '\r\nSubject: [meetings] ')],
  ]
  for (const [name, mail] of cases) {
    const found = verdict(mail)
    assert.equal(found.state, 'pass_archived_key', name)
    assert.ok(names(found).includes(name), `${name}: ${names(found).join(', ')}`)
  }
})

test('a “>” that a mailbox reader took off too many is put back', async () => {
  const mail = await signed({}, MAIL.replace('From now', '>From now'))
  const found = verdict(mail.replace('>From now', 'From now'))
  assert.deepEqual(names(found), ['mbox-unquoting'])
})

test('doubled dots of a broken SMTP client', async () => {
  const mail = await signed({}, MAIL.replace('From now', '.hidden'))
  assert.deepEqual(names(verdict(mail.replace('\r\n.hidden', '\r\n..hidden'))), ['dot-stuffing'])
})

test('fields and parts a list added', async () => {
  const closed = closedSigned(MAIL, key, ['from', 'subject', 'date', 'sender', 'list-id'])
  const listed = verdict(`List-Id: <meetings.example.com>\r\nSender: meetings@example.com\r\n${closed}`)
  assert.equal(listed.state, 'pass_archived_key')
  assert.deepEqual(names(listed), ['list-fields', 'list-fields'])
  const from = await signed()
  const rewritten = from
    .replace('From: Ann Lee <ann@example.org>', 'From: Ann via Meetings <meetings@example.com>')
    .replace('\r\nTo:', '\r\nX-Original-From: Ann Lee <ann@example.org>\r\nTo:')
  assert.deepEqual(names(verdict(rewritten)), ['from-rewritten'])
  const multipart = `${HEAD}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1\r\n\r\nHello\r\n--b1--\r\n`
  const withPart = (await signed({}, multipart)).replace(
    '\r\n--b1--',
    '\r\n--b1\r\nContent-Type: text/plain\r\n\r\nMeetings list\r\n--b1--',
  )
  assert.deepEqual(names(verdict(withPart)), ['list-footer-part'])
})

test('a body that a relay encoded', async () => {
  const eight = `${HEAD}Content-Transfer-Encoding: 8bit\r\n\r\nCaf\xe9 = 3\r\nbye\r\n`
  const fields = ['from', 'subject', 'content-transfer-encoding']
  const mail = await signed({ fields }, eight)
  const quoted = mail.replace(': 8bit', ': quoted-printable').replace('Caf\xe9 = 3', 'Caf=E9 =3D=\r\n 3')
  assert.deepEqual(names(verdict(quoted)), ['transfer-encoding', 'encoding-field'])
  const base64 = mail
    .replace(': 8bit', ': base64')
    .replace(
      'Caf\xe9 = 3\r\nbye\r\n',
      `${Buffer.from('Caf\xe9 = 3\r\nbye\r\n', 'latin1').toString('base64')}\r\n`,
    )
  assert.deepEqual(names(verdict(base64)), ['transfer-encoding', 'encoding-field'])
})

test('a repair never saves a mail whose content was changed', async () => {
  const mail = await signed()
  for (const changed of [
    mail.replace('minutes.', 'minutes!'),
    `${mail.replace('Tuesdays', 'Mondays')}\r\n__\r\nlist\r\n`,
    mail.replace('\r\nSubject: minutes', '\r\nSubject: [x] hours'),
    mail.replace('cy@', 'di@'),
    mail.replace(BODY, ''),
    mail.replace(BODY, 'Dear Bob,\r\n'),
  ])
    assert.match(verdict(changed).state, /^fail_/)
})

test('what is not covered is named with its place', async () => {
  const mail = await signed({ fields: ['from', 'date'], length: 20 })
  const found = verdict(`${mail}added by somebody\r\n`)
  const [one] = found.signatures
  assert.equal(found.state, 'pass_archived_key')
  assert.deepEqual(
    one?.coverage?.uncovered.map(({ name, why }) => [name, why]),
    [
      ['To', 'not-signed'],
      ['Subject', 'not-signed'],
      ['Message-ID', 'not-signed'],
    ],
  )
  const bytes = Buffer.from(`${mail}added by somebody\r\n`, 'latin1')
  const subject = one?.coverage?.uncovered[1]
  assert.equal(
    bytes.toString('latin1', subject?.range.start, subject?.range.end),
    'Subject: minutes of the meeting',
  )
  assert.equal(one?.coverage?.bodySigned, 20)
  assert.ok((one?.coverage?.bodyUnsigned ?? 0) > 17)
  assert.equal(one?.coverage?.unsignedFrom, bytes.indexOf(BODY) + 20)
  assert.deepEqual(one?.coverage?.unsignedParts, ['0'])
})

test('a second Subject or From is seen, and a closed field keeps it out', async () => {
  const open = await signed()
  const doubled = verdict(`Subject: pay today\r\n${open}`)
  assert.equal(doubled.state, 'pass_archived_key')
  assert.deepEqual(doubled.repeated, [{ name: 'Subject', count: 2 }])
  assert.deepEqual(
    doubled.signatures[0]?.coverage?.uncovered.map(({ name, value, why }) => [name, value, why]),
    [['Subject', 'pay today', 'extra']],
  )
  const closed = closedSigned(MAIL, key, ['from', 'from', 'to', 'subject', 'subject', 'date', 'message-id'])
  assert.deepEqual(verdict(closed).signatures[0]?.coverage?.closed, ['from', 'subject'])
  assert.equal(verdict(`Subject: pay today\r\n${closed}`).state, 'fail_headers')
})

test('who signed is set beside the visible sender', async () => {
  const list = rsaTestKey('lists.example.net', 'l')
  const keys = joinRings([ring, keysFromJson({ 'l._domainkey.lists.example.net': list.record }, 'k').ring])
  const byList = await signed({ key: list })
  assert.equal(verdict(byList, keys).signatures[0]?.author, 'other')
  const both = verdict(await rsaSigned(byList, { key }), keys)
  assert.equal(both.signatures.length, 2)
  assert.equal(both.signatures[both.deciding!]?.domain, 'example.org', 'the author’s own decides')
  const mail = rsaTestKey('mail.example.org', 'm')
  const below = keysFromJson({ 'm._domainkey.mail.example.org': mail.record }, 'k').ring
  assert.equal(verdict(await signed({ key: mail }), below).signatures[0]?.author, 'same-organisation')
})

test('times that do not fit are told, and change no verdict', async () => {
  const day = 86_400_000
  const sent = Date.UTC(2024, 5, 13, 9, 12)
  const codes = async (signing: Partial<RsaSigning>, keys: KeyRing = ring): Promise<string[]> => {
    const found = verdict(await signed(signing), keys)
    assert.match(found.state, /^pass_/)
    return found.signatures[0]!.times.problems.map(({ code }) => code)
  }
  assert.deepEqual(await codes({}), [])
  assert.deepEqual(await codes({ time: sent + day / 2 }), ['signed-after-received'])
  assert.deepEqual(await codes({ time: sent - 10 * day }), [
    'signed-long-before-received',
    'date-far-from-signature',
  ])
  assert.deepEqual(await codes({ time: sent - 3_600_000, expires: sent - 60_000 }), ['expired-when-received'])
  const life = (firstSeenAt: string, lastSeenAt: string): KeyRing =>
    keysFromJson([{ domain: 'example.org', selector: 's1', value: key.record, firstSeenAt, lastSeenAt }], 'k')
      .ring
  assert.deepEqual(await codes({}, life('2024-09-01', '2025-01-01')), ['key-not-yet-seen'])
  assert.deepEqual(await codes({}, life('2020-01-01', '2023-01-01')), ['key-no-longer-seen'])
})

test('signatures that cannot be read are told, never thrown', async () => {
  const mail = await signed()
  const changes: [string, string][] = [
    ['v=1', 'v=2'],
    ['a=rsa-sha256', 'a=rsa-md5'],
    [' d=example.org;', ' d=;'],
    ['c=relaxed/relaxed', 'c=tight'],
  ]
  for (const [from, to] of changes) {
    assert.ok(mail.includes(from), from)
    const found = verdict(mail.replace(from, to))
    assert.equal(found.state, 'fail_headers')
    assert.match(found.signatures[0]?.reason ?? '', /cannot be read/)
  }
  const unsignedFrom = mail.replace(/h=[^;]+;/, 'h=x-none;')
  assert.match(verdict(unsignedFrom).signatures[0]?.reason ?? '', /From is not signed/)
  for (const junk of [
    '',
    '\0',
    'DKIM-Signature: b=;;;=;h',
    'ARC-Seal: i=0',
    'ARC-Seal\r\n\r\n',
    ':\r\n\r\n:',
  ])
    assert.ok(verdict(junk).kind)
})

test('two keys with a common prime are both taken for broken', () => {
  const factor = (1n << 521n) - 1n
  const record = (modulus: bigint): string => {
    const hex = modulus.toString(16)
    const even = hex.length % 2 === 0 ? hex : `0${hex}`
    const number = Buffer.from(`00${even}`, 'hex')
    const length = (size: number): Buffer =>
      size < 128 ? Buffer.from([size]) : Buffer.from([0x82, size >> 8, size & 0xff])
    const inner = Buffer.concat([
      Buffer.from([2]),
      length(number.length),
      number,
      Buffer.from('0203010001', 'hex'),
    ])
    return `v=DKIM1; p=${Buffer.concat([Buffer.from([0x30]), length(inner.length), inner]).toString('base64')}`
  }
  const a = factor * ((1n << 607n) - 1n)
  const b = factor * ((1n << 1279n) - 1n)
  const marked = markSharedPrimes(
    keysFromJson({ 'a._domainkey.example.org': record(a), 'b._domainkey.example.org': record(b) }, 'k').ring,
  )
  for (const [one] of marked.keys.values())
    assert.match(one?.facts.compromised?.reason ?? '', /shares a prime/)
  assert.equal(marked.keys.size, 2)
})

test('thirty signatures over a large body and header that fit nothing end in good time', () => {
  const ed = dkimTestKey('example.org', 'ed')
  const edRing = keysFromJson({ 'ed._domainkey.example.org': ed.record }, 'k').ring
  const cc = Array.from({ length: 2_000 }, (_, at) => `somebody${at}@example.com`).join(', ')
  const fields = Array.from(
    { length: 30 },
    (_, at) =>
      `DKIM-Signature: v=1; a=ed25519-sha256; c=simple/simple; d=example.org; s=ed; h=from:to:cc:sender:reply-to:list-id:subject; bh=${Buffer.alloc(32, at).toString('base64')}; b=${Buffer.alloc(64, at).toString('base64')}\r\n`,
  ).join('')
  const mail = `${fields}From: a@example.org\r\nTo: b@example.com, c@example.com\r\nCc: ${cc}\r\nSender: x@example.com\r\nReply-To: y@example.com\r\nList-Id: <l.example.com>\r\nSubject: [l] x\r\n\r\n${'From x\r\n..\r\n--\r\n\xc3\xa9 \r\n'.repeat(100_000)}`
  const start = process.cpuUsage().user
  assert.equal(verdict(mail, edRing).state, 'fail_body')
  assert.ok(process.cpuUsage().user - start < 10_000_000)
})

test('one signed byte changed never passes, and no damage makes the check throw', async () => {
  const whole = Buffer.from(
    await signed({ fields: ['from', 'to', 'subject', 'date', 'message-id'] }),
    'latin1',
  )
  const header = whole.indexOf('From: Ann')
  const blank = whole.indexOf('\r\n\r\n')
  const names = /^(?:From|To|Subject|Date|Message-ID): /gm
  const places: number[] = []
  for (let at = blank + 4; at < whole.length; at++) if (whole[at]! > 0x20) places.push(at)
  for (const match of whole.toString('latin1', header, blank).matchAll(names)) {
    const start = header + match.index + match[0].length
    for (let at = start; at < whole.indexOf('\r\n', start); at++) if (whole[at]! > 0x20) places.push(at)
  }
  fc.assert(
    fc.property(fc.nat(places.length - 1), fc.integer({ min: 0x21, max: 0xff }), (place, byte) => {
      const bytes = Buffer.from(whole)
      if (bytes[places[place]!] === byte) return
      bytes[places[place]!] = byte
      assert.doesNotMatch(verdict(bytes).state, /^pass_/)
    }),
    { numRuns: 300 },
  )
  fc.assert(
    fc.property(
      fc.nat(whole.length),
      fc.nat(whole.length),
      fc.uint8Array({ maxLength: 20 }),
      (at, cut, junk) => {
        const bytes = Buffer.concat([whole.subarray(0, at), junk, whole.subarray(cut)])
        assert.equal(verdict(bytes).kind, 'item-verdict')
      },
    ),
    { numRuns: 200 },
  )
})
