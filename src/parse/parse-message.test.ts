import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Message } from '../model/message.ts'
import { parseMessage, parseTopHeader } from './parse-message.ts'

const parse = (...lines: string[]): Message => parseMessage(Buffer.from(lines.join('\n')))
const codes = (message: Message): string[] => message.issues.map((issue) => issue.code)

const HEAD = [
  'Received: from mail.a.test (mail.a.test [192.0.2.7]) by mx.b.test with ESMTPS id 2; Thu, 13 Jun 2024 09:12:30 +0200',
  'Received: from laptop by mail.a.test with ESMTPSA id 1; Thu, 13 Jun 2024 09:12:10 +0200',
  'From: "Anna Example" <anna@a.test>',
  'Reply-To: anna@home.test',
  'To: Bob <bob@b.test>, carol@b.test',
  'Cc: Team: dan@b.test;',
  'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
  '\tfrom here',
  'Date: Thu, 13 Jun 2024 09:12:00 +0200',
  'Message-ID: <1@a.test>',
  'In-Reply-To: <0@b.test>',
  'References: <x@b.test> <0@b.test>',
]

test('names and subject in bytes that no field names a charset for are in that of the text', () => {
  const mail = (type: string) =>
    parseMessage(
      Buffer.from(
        [
          'From: \xc1\xc2 <a@a.test>',
          'Subject: x',
          ' \xc1\xc2',
          `Content-Type: ${type}`,
          '',
          '<meta charset=koi8-r>\xc1',
        ].join('\n'),
        'latin1',
      ),
    )
  for (const type of ['text/plain; charset=koi8-r', 'text/html']) {
    const message = mail(type)
    assert.equal(message.from[0]?.name, 'аб')
    assert.equal(message.subject, 'x аб')
    assert.equal(message.header[0]?.value, 'ÁÂ <a@a.test>')
  }
  for (const type of ['text/plain', 'text/plain; charset=utf-8', 'text/plain; charset=utf-16'])
    assert.equal(mail(type).subject, 'x ÁÂ')
  const utf8 = parse('From: b@a.test', 'Subject: аб', 'Content-Type: text/plain; charset=koi8-r', '', 'x')
  assert.equal(utf8.subject, 'аб')
})

test('the facts of a usual mail', () => {
  const message = parse(
    ...HEAD,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=m',
    '',
    '--m',
    'Content-Type: multipart/alternative; boundary=a',
    '',
    '--a',
    'Content-Type: text/plain',
    '',
    'See https://news.test/story',
    '--a',
    'Content-Type: text/html',
    '',
    '<p>See <a href="https://other.test/x">the story</a></p>',
    '--a--',
    '--m',
    'Content-Type: application/pdf; name=a.pdf',
    '',
    '%PDF-1.4',
    '--m--',
    '',
  )
  assert.deepEqual(message.issues, [])
  assert.deepEqual(message.from, [{ name: 'Anna Example', address: 'anna@a.test' }])
  assert.deepEqual(message.replyTo, [{ name: '', address: 'anna@home.test' }])
  assert.deepEqual(
    message.to.map((mailbox) => mailbox.address),
    ['bob@b.test', 'carol@b.test'],
  )
  assert.deepEqual(message.cc, [{ name: '', address: 'dan@b.test', group: 'Team' }])
  assert.equal(message.subject, 'Grüße from here')
  assert.deepEqual(message.date, {
    time: Date.UTC(2024, 5, 13, 7, 12),
    offset: 120,
    text: 'Thu, 13 Jun 2024 09:12:00 +0200',
  })
  assert.equal(message.messageId, '1@a.test')
  assert.deepEqual(message.inReplyTo, ['0@b.test'])
  assert.deepEqual(message.references, ['x@b.test', '0@b.test'])
  assert.deepEqual(
    message.received.map((hop) => [hop.by, hop.field]),
    [
      ['mx.b.test', 0],
      ['mail.a.test', 1],
    ],
  )
  assert.deepEqual(
    message.texts.map((text) => [text.part, text.mediaType]),
    [
      ['1.1', 'text/plain'],
      ['1.2', 'text/html'],
    ],
  )
  assert.equal(message.mainText, 0)
  assert.deepEqual(
    message.texts.map(({ shown }) => shown?.runs.map(({ text }) => text)),
    [undefined, ['See ', 'the story']],
  )
  assert.equal(message.regions.at(-1)?.end, message.texts[0]?.text.length)
  assert.deepEqual(message.links.map((link) => link.target?.host).sort(), ['news.test', 'other.test'])
  assert.deepEqual(
    message.attachments.map((each) => each.name),
    ['a.pdf'],
  )
  assert.deepEqual(JSON.parse(JSON.stringify(message)), structuredClone(message))
})

test('the digest is taken over the raw bytes, or believed', () => {
  const raw = Buffer.from('Subject: x\n\ny')
  assert.equal(parseMessage(raw).digest, `sha256:${createHash('sha256').update(raw).digest('hex')}`)
  assert.equal(parseMessage(raw, { digest: 'sha256:abc' }).digest, 'sha256:abc')
})

test('the text a reader sees first', () => {
  const alternative = (...parts: string[]) =>
    parse(
      'Content-Type: multipart/alternative; boundary=b',
      '',
      ...parts.flatMap((part) => ['--b', part]),
      '--b--',
    )
  const plain = 'Content-Type: text/plain\n\nplain words'
  const blank = 'Content-Type: text/plain\n\n  \n'
  const html = 'Content-Type: text/html\n\n<p>html words</p>'
  assert.equal(alternative(plain, html).mainText, 0)
  assert.equal(alternative(html, plain).mainText, 1)
  assert.equal(alternative(blank, html).mainText, 1)
  assert.equal(alternative(html).mainText, 0)
  assert.equal(parse('Content-Type: application/pdf', '', 'x').mainText, -1)
  const attached = parse(
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    'Content-Disposition: attachment',
    '',
    'not this',
    '--b',
    'Content-Type: text/html',
    '',
    'this',
    '--b--',
  )
  assert.equal(attached.texts[attached.mainText]?.text, 'this')
})

const DATE = 'Date: Thu, 13 Jun 2024 09:12:00 +0200'
const FROM = 'From: a@a.test'
const ID = 'Message-ID: <1@a.test>'
const cases: readonly (readonly [name: string, header: readonly string[], code: string])[] = [
  ['no From', [DATE, ID], 'header.missing-from'],
  ['an empty From', ['From: ', DATE, ID], 'header.missing-from'],
  ['two mailboxes in From', ['From: a@a.test, b@b.test', DATE, ID], 'header.multiple-from'],
  ['no Date', [FROM, ID], 'header.date-missing'],
  ['a Date that is none', [FROM, 'Date: yesterday', ID], 'header.date-invalid'],
  ['no Message-ID', [FROM, DATE], 'header.message-id-missing'],
  ['raw 8-bit', [FROM, DATE, ID, 'Subject: é'], 'header.eight-bit'],
  ['two subjects', [FROM, DATE, ID, 'Subject: a', 'Subject: b'], 'header.duplicate'],
  [
    'a Date from next year',
    ['Received: by b.test; Thu, 13 Jun 2023 09:12:30 +0200', FROM, DATE, ID],
    'header.date-skew',
  ],
  [
    'an old Date',
    ['Received: by b.test; Thu, 27 Jun 2024 09:12:30 +0200', FROM, DATE, ID],
    'header.date-skew',
  ],
  ['no address', [FROM, DATE, ID, 'To: nobody'], 'header.address-invalid'],
  ['a NUL byte', [FROM, DATE, ID, 'Subject: a\0b'], 'header.nul-byte'],
  ['an unknown charset', [FROM, DATE, ID, 'Subject: =?x-nobody?Q?=FC?='], 'mime.charset-unknown'],
]
for (const [name, header, code] of cases)
  test(`says: ${name}`, () => assert.deepEqual(codes(parse(...header, '', 'x')), [code]))

test('a second From is seen, not hidden', () => {
  const message = parse(FROM, 'From: b@b.test', DATE, ID, '', 'x')
  assert.deepEqual(
    message.from.map((mailbox) => mailbox.address),
    ['a@a.test', 'b@b.test'],
  )
  assert.deepEqual(codes(message).sort(), ['header.duplicate', 'header.multiple-from'])
})

test('property: never throws, whatever the bytes', () => {
  const piece = fc.constantFrom(
    ...HEAD.map((line) => `${line}\r\n`),
    '\r\n',
    '\n',
    '\r',
    '\0',
    ' ',
    '--b\n',
    '--b--\n',
    '<a href="http://x.test">',
    '> quoted\n',
    '-----Original Message-----\n',
    'Content-Type: multipart/mixed; boundary=b\n',
    'Content-Type: text/html; charset=utf-8\n',
    'Content-Type: message/rfc822\n',
    'Content-Transfer-Encoding: base64\n',
    'Content-Transfer-Encoding: quoted-printable\n',
    'PGEgaHJlZj0iaHR0cDovL3gudGVzdCI+\n',
    '=3D=\n',
    'é',
    '\u202e',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const raw = Buffer.from(pieces.join(''))
      const message = parseMessage(raw)
      assert.equal(message.size, raw.length)
      for (const [key, value] of Object.entries(parseTopHeader(raw)))
        assert.deepEqual(value, message[key as keyof Message], key)
      const text = message.texts[message.mainText]
      let reached = 0
      for (const region of message.regions) {
        assert.equal(region.start, reached)
        reached = region.end
      }
      if (text) assert.equal(reached, text.text.length)
    }),
    { numRuns: 1500 },
  )
})
