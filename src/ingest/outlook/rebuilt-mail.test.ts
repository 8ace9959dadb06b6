import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message, Part } from '../../model/message.ts'
import { parseMessage } from '../../parse/parse-message.ts'
import { type OutlookItemSpec, type OutlookPropertiesSpec, typedValue } from '../../testing/outlook-writer.ts'
import type { OutlookItem, OutlookProperties } from './outlook-item.ts'
import { otherThanMail, rebuiltMail } from './rebuilt-mail.ts'

function propertiesOf(spec: OutlookPropertiesSpec): OutlookProperties {
  return new Map(Object.entries(spec).map(([number, value]) => [Number(number), typedValue(value)]))
}

function itemOf({ properties, recipients = [], attachments = [] }: OutlookItemSpec): OutlookItem {
  return {
    properties: propertiesOf(properties),
    recipients: recipients.map(propertiesOf),
    attachments: attachments.map(({ properties: own = {}, data, message }) => ({
      properties: propertiesOf(own),
      ...(data === undefined ? {} : { data }),
      ...(message === undefined ? {} : { message: itemOf(message) }),
    })),
    missing: [],
  }
}

function rebuilt(
  spec: OutlookItemSpec,
): ReturnType<typeof rebuiltMail> & { readonly message: Message; readonly text: string } {
  const mail = rebuiltMail(itemOf(spec))
  assert.deepEqual(rebuiltMail(itemOf(spec)), mail, 'the same item gives the same bytes')
  return { ...mail, message: parseMessage(mail.bytes), text: Buffer.from(mail.bytes).toString('latin1') }
}

/** Media types of the tree: `multipart/mixed(text/plain text/html)`. */
function shapeOf({ contentType, children }: Part): string {
  return children.length === 0
    ? contentType.mediaType
    : `${contentType.mediaType}(${children.map(shapeOf).join(' ')})`
}

const FROM = { 66: 'Ann', 100: 'SMTP', 101: 'ann@example.org' } as const

test('people come from the SMTP address, else from what Outlook has', () => {
  const { message } = rebuilt({
    properties: {
      66: 'Ann Lee',
      100: 'EX',
      101: '/O=EXAMPLE/CN=RECIPIENTS/CN=ANN',
      23810: 'ann@example.org',
      3098: 'Assistant',
      3102: 'EX',
      3103: '/O=EXAMPLE/CN=RECIPIENTS/CN=ASSISTANT',
      3588: 'not used; as there is a table',
      55: 'a',
    },
    recipients: [
      { 12289: 'Bob', 12290: 'EX', 12291: '/O=EXAMPLE/CN=BOB', 14846: 'bob@example.com', 3093: 1 },
      { 12289: 'Cy', 12290: 'SMTP', 12291: 'cy@example.com', 3093: 2 },
      { 12289: 'Di', 12290: 'SMTP', 12291: 'di@example.com', 3093: 0x10000003 | 0 },
    ],
  })
  const addresses = (list: Message['to']): string[] => list.map(({ address }) => address)
  assert.deepEqual([message.from, message.sender, message.to, message.cc, message.bcc].map(addresses), [
    ['ann@example.org'],
    ['/O=EXAMPLE/CN=RECIPIENTS/CN=ASSISTANT@x500.invalid'],
    ['bob@example.com'],
    ['cy@example.com'],
    ['di@example.com'],
  ])
  // without a table there are only names
  const named = rebuilt({ properties: { ...FROM, 3588: 'Bob Roe; Cy', 3587: 'Di' } }).message
  assert.deepEqual(
    [addresses(named.to), addresses(named.cc)],
    [['"Bob Roe"@name.invalid', 'Cy@name.invalid'], ['Di@name.invalid']],
  )
})

test('a diverted reply is kept: it stands in one-off entries', () => {
  const unicode = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le')
  const entry = Buffer.concat([
    Buffer.alloc(4),
    Buffer.from('812b1fa4bea310199d6e00dd010f5402', 'hex'),
    Buffer.from([0, 0, 0x01, 0x90]),
    unicode('Ann Lee'),
    unicode('SMTP'),
    unicode('ann@example.net'),
  ])
  const list = Buffer.alloc(12)
  list.writeUInt32LE(1, 0)
  list.writeUInt32LE(entry.length + 4, 4)
  list.writeUInt32LE(entry.length, 8)
  const { message } = rebuilt({ properties: { ...FROM, 79: Buffer.concat([list, entry]), 80: 'Ann Lee' } })
  assert.deepEqual(message.replyTo, [{ name: 'Ann Lee', address: 'ann@example.net' }])
})

test('threads, subjects and importance', () => {
  const { message, text } = rebuilt({
    properties: {
      ...FROM,
      61: 'Re: ',
      3613: 'Übersicht',
      4149: '<2@example.org>',
      4153: '<0@example.org>\r\n <1@example.org>',
      4162: '<1@example.org>',
      112: 'Übersicht',
      113: Buffer.from([1, 2, 3]),
      23: 2,
    },
  })
  assert.equal(message.subject, 'Re: Übersicht')
  assert.equal(message.messageId, '2@example.org')
  assert.deepEqual(message.references, ['0@example.org', '1@example.org'])
  assert.match(text, /Thread-Index: AQID\r\n/)
  assert.match(text, /Importance: high\r\n/)
  // a data file puts a mark before the subject
  assert.equal(rebuilt({ properties: { ...FROM, 55: '\x01\x05Re: a' } }).message.subject, 'Re: a')
})

test('bodies: text, HTML in its charset, HTML out of RTF, RTF itself', () => {
  const html = Buffer.from('<p>Gr\xfc\xdfe</p>', 'latin1')
  const both = rebuilt({ properties: { ...FROM, 4096: 'Grüße', 4115: html, 16350: 28591 } })
  assert.equal(shapeOf(both.message.root), 'multipart/alternative(text/plain text/html)')
  assert.deepEqual(
    both.message.texts.map(({ text, charset }) => [text.trim(), charset]),
    [
      ['Grüße', 'utf-8'],
      ['<p>Grüße</p>', 'windows-1252'],
    ],
  )
  assert.match(both.text, /text\/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit/)

  const rtf = (text: string): Buffer => {
    const head = Buffer.alloc(16)
    head.writeUInt32LE(text.length, 4)
    head.write('MELA', 8)
    return Buffer.concat([head, Buffer.from(text, 'latin1')])
  }
  const wrapped = rebuilt({
    properties: { ...FROM, 4105: rtf('{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag <p>}a{\\*\\htmltag </p>}}') },
  })
  assert.deepEqual(
    [shapeOf(wrapped.message.root), wrapped.message.texts[0]?.text.trim()],
    ['text/html', '<p>a</p>'],
  )
  const native = rebuilt({ properties: { ...FROM, 4105: rtf('{\\rtf1\\ansi see\\par this}') } })
  assert.equal(shapeOf(native.message.root), 'multipart/alternative(text/plain text/rtf)')
  assert.equal(native.message.texts[0]?.text.trim(), 'see\nthis')
  // a code page, for a text that is not Unicode
  const ansi = rebuilt({ properties: { ...FROM, 16381: 1251, 4096: { ansi: Buffer.from('cff0e8', 'hex') } } })
  assert.equal(ansi.message.texts[0]?.text.trim(), 'При')
  // lines no mail may have
  const long = rebuilt({ properties: { ...FROM, 4096: `${'x'.repeat(5000)} = \t\r\nend` } })
  assert.match(long.text, /quoted-printable/)
  assert.ok(long.text.split('\r\n').every((line) => line.length <= 998))
  assert.equal(long.message.texts[0]?.text, `${'x'.repeat(5000)} = \t\nend`)
  assert.equal(shapeOf(rebuilt({ properties: FROM }).message.root), 'text/plain')
})

test('attachments: names, types, pictures in the text, messages inside', () => {
  const { message, text } = rebuilt({
    properties: { ...FROM, 4096: 'see', 4115: Buffer.from('<img src="cid:pic@1">') },
    attachments: [
      { properties: { 14087: 'plän "a".pdf', 14094: 'application/pdf' }, data: Buffer.from('%PDF-1.4') },
      { properties: { 14084: 'PIC.PNG', 14094: 'image/png', 14098: 'pic@1' }, data: Buffer.from('png') },
      { properties: { 14087: 'x', 14094: 'multipart/mixed\r\nX-Evil: 1' }, data: Buffer.from('x') },
      {
        properties: { 12289: 'earlier mail' },
        message: { properties: { ...FROM, 55: 'inner', 4096: 'deep' } },
      },
      { properties: { 14087: 'lost.bin' } },
    ],
  })
  assert.equal(
    shapeOf(message.root),
    'multipart/mixed(multipart/related(multipart/alternative(text/plain text/html) image/png) application/pdf application/octet-stream message/rfc822(text/plain))',
  )
  assert.deepEqual(message.attachments.map(({ name, size }) => [name, size]).slice(0, 3), [
    ['PIC.PNG', 3],
    ['plän "a".pdf', 8],
    ['x', 1],
  ])
  assert.match(text, /Content-ID: <pic@1>\r\n/)
  assert.doesNotMatch(text, /^X-Evil/m)
  const { issues } = rebuilt({ properties: FROM, attachments: [{ properties: { 14087: 'lost.bin' } }] })
  assert.match(issues[1]?.detail ?? '', /attachment 1 \(lost\.bin\) is missing/)
})

test('a text cannot hold the boundary of its own mail, and the original one is used only where it is safe', () => {
  const header = 'From: ann@example.org\r\nContent-Type: multipart/alternative; boundary="abc"\r\n'
  const safe = rebuilt({ properties: { 125: header, 4096: 'a', 4115: Buffer.from('<p>a</p>') } })
  assert.match(safe.text, /boundary="abc"/)
  const unsafe = rebuilt({
    properties: {
      125: header,
      4096: '--abc\r\nContent-Type: text/html\r\n\r\nx',
      4115: Buffer.from('<p>a</p>'),
    },
  })
  assert.doesNotMatch(unsafe.text, /boundary="abc"/)
  assert.equal(shapeOf(unsafe.message.root), 'multipart/alternative(text/plain text/html)')
  // an inner part never takes the boundary of the whole
  const mixed = rebuilt({
    properties: { 125: header, 4096: 'a', 4115: Buffer.from('<p>a</p>') },
    attachments: [{ data: Buffer.from('x') }],
  })
  assert.equal(
    shapeOf(mixed.message.root),
    'multipart/mixed(multipart/alternative(text/plain text/html) application/octet-stream)',
  )
})

test('a header without From is completed, and then counts as rebuilt', () => {
  const partial = rebuilt({
    properties: { 125: 'X-Mailer: Example\r\nSubject: kept\r\n', ...FROM, 55: 'other' },
  })
  assert.deepEqual(partial.rebuilt, ['header', 'body'])
  assert.deepEqual([partial.message.subject, partial.message.from[0]?.address], ['kept', 'ann@example.org'])
  assert.deepEqual(rebuilt({ properties: { 125: 'From: x@example.org\r\n' } }).rebuilt, ['body'])
})

test('a signed mail keeps what was signed', () => {
  const signed =
    'Content-Type: multipart/signed; boundary="s"; protocol="application/pkcs7-signature"\r\n\r\n--s\r\nContent-Type: text/plain\r\n\r\nsigned text\r\n--s\r\nContent-Type: application/pkcs7-signature\r\n\r\nabc\r\n--s--\r\n'
  const { message, text } = rebuilt({
    properties: { ...FROM, 26: 'IPM.Note.SMIME.MultipartSigned' },
    attachments: [
      { properties: { 14087: 'smime.p7m', 14094: 'multipart/signed' }, data: Buffer.from(signed) },
    ],
  })
  assert.equal(shapeOf(message.root), 'multipart/signed(text/plain application/pkcs7-signature)')
  assert.ok(text.endsWith(signed.slice(signed.indexOf('\r\n\r\n'))))
})

test('messages nest as deep as there is sense in, and the rest is said', () => {
  let spec: OutlookItemSpec = { properties: { ...FROM, 55: 'innermost' } }
  for (let depth = 0; depth < 40; depth++)
    spec = { properties: { ...FROM, 55: `level ${depth}` }, attachments: [{ message: spec }] }
  const { issues, text } = rebuilt(spec)
  assert.match(issues[1]?.detail ?? '', /a message inside 10 others/)
  assert.equal(text.match(/Subject: level/g)?.length, 11)
})

test('what Outlook keeps beside mail is told by its class', () => {
  const other = (name: string): string | undefined => otherThanMail(itemOf({ properties: { 26: name } }))
  assert.equal(other('IPM.Contact'), 'a contact')
  assert.equal(other('IPM.Contact.Example'), 'a contact')
  for (const name of [
    'IPM.Note',
    'IPM.Note.SMIME',
    'REPORT.IPM.Note.NDR',
    'IPM.Schedule.Meeting.Request',
    'IPM.TaskRequest',
    '',
    'IPM.Contacts',
  ])
    assert.equal(other(name), undefined, name)
})
