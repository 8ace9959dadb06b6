import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { CLIENT_NAMES } from './client-shape.ts'
import { dkimTestKey } from './dkim-sign.ts'
import { buildMessage, type MessageSpec, messageIdOf } from './message-builder.ts'

const parse = async (spec: MessageSpec): Promise<ParsedMail> => simpleParser(Buffer.from(buildMessage(spec)))
const first = (list: AddressObject | AddressObject[] | undefined): string =>
  (Array.isArray(list) ? list[0] : list)?.text ?? ''
const raw = (spec: MessageSpec): string => Buffer.from(buildMessage(spec)).toString('latin1')

const rich: MessageSpec = {
  from: 'Zoë Martelin <zoe@example.org>',
  to: ['Ben Holt <ben@example.com>', 'Ødegaard, Carl <carl@example.net>'],
  cc: 'dana@example.net',
  subject: 'Größe und Länge der Überschrift, die für eine Zeile viel zu lang geraten ist – wirklich',
  date: { time: Date.UTC(2025, 5, 9, 22, 15, 1), offset: 120 },
  references: ['one@example.com', 'two@example.com'],
  inReplyTo: 'two@example.com',
  body: {
    paragraphs: [
      'Grüße, a line with = signs, trailing blanks   \nand “quotes”.',
      ['See ', { text: 'the plan', href: 'https://docs.example/d/plan?a=1&b=2' }, '.'],
    ],
  },
  attachments: [
    { name: 'Übersicht.pdf', type: 'application/pdf', content: Uint8Array.from([0, 255, 13, 10, 37]) },
  ],
}

test('every client writes mail that another parser reads back as it was meant', async () => {
  for (const client of CLIENT_NAMES) {
    const mail = await parse({ ...rich, client })
    assert.equal(mail.subject, rich.subject, client)
    assert.equal(mail.from?.value[0]?.name, 'Zoë Martelin', client)
    assert.match(first(mail.to), /Ødegaard, Carl/, client)
    assert.equal(mail.date?.getTime(), Date.UTC(2025, 5, 9, 22, 15, 1), client)
    assert.match(mail.text ?? '', /Grüße, a line with = signs/, client)
    assert.match(mail.text ?? '', /“quotes”/, client)
    if (mail.html) assert.match(mail.html, /href="https:\/\/docs\.example\/d\/plan\?a=1&(amp;)?b=2"/, client)
    assert.equal(mail.attachments[0]?.filename, 'Übersicht.pdf', client)
    assert.deepEqual([...(mail.attachments[0]?.content ?? [])], [0, 255, 13, 10, 37], client)
    assert.equal(mail.messageId, `<${messageIdOf({ ...rich, client })}>`, client)
  }
})

test('clients can be told apart by the order of their fields, their Message-ID and their boundary', () => {
  const shapes = new Set<string>()
  for (const client of CLIENT_NAMES) {
    const head = raw({ ...rich, client, html: '<p>x</p>' }).split('\r\n\r\n')[0] as string
    const names = [...head.matchAll(/^([A-Za-z-]+):/gm)].map((match) => match[1])
    shapes.add(names.join())
  }
  assert.equal(shapes.size, CLIENT_NAMES.length)
})

test('the same specification gives the same bytes, another seed other identifiers', () => {
  assert.deepEqual(buildMessage(rich), buildMessage({ ...rich }))
  assert.notEqual(messageIdOf({ ...rich, seed: 'a' }), messageIdOf({ ...rich, seed: 'b' }))
})

test('charset and transfer encoding can be chosen', async () => {
  for (const encoding of ['8bit', 'quoted-printable', 'base64'] as const) {
    const mail = await parse({ text: 'Füße kosten 5 €\n', charset: 'iso-8859-15', encoding })
    assert.equal(mail.text?.trim(), 'Füße kosten 5 €', encoding)
  }
  assert.throws(() => buildMessage({ charset: 'no-such-charset', text: 'ü' }))
})

test('fields can be added, doubled and left out; lines can end in LF', () => {
  const text = raw({
    header: [
      ['List-Id', '<x.example.org>'],
      ['Subject', 'second'],
    ],
    omit: ['Date', 'to'],
    messageId: null,
    lineEnd: '\n',
  })
  assert.match(text, /^List-Id: <x\.example\.org>$/m)
  assert.equal(text.match(/^Subject:/gm)?.length, 2)
  assert.doesNotMatch(text, /^(Date|To|Message-ID):/im)
  assert.doesNotMatch(text, /\r/)
})

test('trace fields stand on top in the order given', () => {
  const hop = { by: 'mx.example.org', with: 'ESMTPS', time: Date.UTC(2025, 2, 4, 9, 31) }
  const text = raw({
    returnPath: 'anna.berg@example.org',
    authenticationResults: 'mx.example.org; spf=pass smtp.mailfrom=example.org',
    received: [
      {
        ...hop,
        from: 'out.example.org',
        reverse: 'out.example.org',
        ip: '2001:db8::1',
        for: 'b@example.com',
      },
      { ...hop, by: 'out.example.org', with: 'ESMTPSA', from: '[192.0.2.7]', ip: '192.0.2.7' },
    ],
  })
  const names = [...(text.split('\r\n\r\n')[0] as string).matchAll(/^([A-Za-z-]+):/gm)].map(
    (match) => match[1],
  )
  assert.deepEqual(names.slice(0, 5), [
    'Return-Path',
    'Authentication-Results',
    'Received',
    'Received',
    'Date',
  ])
  assert.match(text, /from out\.example\.org \(out\.example\.org \[IPv6:2001:db8::1\]\)/)
})

test('no line is longer than RFC 5322 allows, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CLIENT_NAMES),
      fc.string({ unit: 'grapheme', maxLength: 3000 }),
      (client, text) => {
        for (const line of raw({ client, text, subject: text.replace(/\s/g, ' ') }).split('\r\n'))
          assert.ok(line.length <= 998)
      },
    ),
    { numRuns: 60 },
  )
})

test('text survives every client and encoding', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...CLIENT_NAMES),
      fc.constantFrom(undefined, 'quoted-printable' as const, 'base64' as const),
      fc.array(fc.constantFrom('a', ' ', '=', '.', 'é', '漢', '\n', 'word ', '=3D'), { maxLength: 400 }),
      async (client, encoding, pieces) => {
        const text = `${pieces.join('')}|\n`
        const mail = await parse({ client, text, ...(encoding === undefined ? {} : { encoding }) })
        // format=flowed lets a reader rejoin lines, so white space is not compared there
        const plain = (value: string): string =>
          client === 'thunderbird' ? value.replace(/\s/g, '') : value.trimEnd()
        assert.equal(plain(mail.text ?? ''), plain(text))
      },
    ),
    { numRuns: 60 },
  )
})

test('signatures verify with the key of the test zone and break when the mail is changed', async () => {
  const key = dkimTestKey('example.org', 'spring')
  const asked: string[] = []
  const resolver = async (name: string): Promise<string[][]> => {
    asked.push(name)
    if (name === 'spring._domainkey.example.org') return [[key.record]]
    throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
  }
  for (const client of CLIENT_NAMES) {
    const bytes = Buffer.from(buildMessage({ ...rich, client, dkim: { key, time: Date.UTC(2025, 5, 9) } }))
    const good = await dkimVerify(bytes, { resolver })
    assert.equal(good.results[0]?.status.result, 'pass', client)
    const changed = Buffer.from(bytes.toString('latin1').replace('Subject: ', 'Subject: x'), 'latin1')
    const bad = await dkimVerify(changed, { resolver })
    assert.equal(bad.results[0]?.status.result, 'fail', client)
  }
  assert.ok(asked.includes('spring._domainkey.example.org'))
})
