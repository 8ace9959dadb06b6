import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  compressRtf,
  MESSAGE_INTERFACE,
  STORAGE_INTERFACE,
  type WrittenTnef,
  writeProperties,
  writeTnef,
} from '../../testing/tnef-writer.ts'
import { parseMessage } from '../parse-message.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { readMapiProperties } from './mapi-properties.ts'
import { partContents } from './part-content.ts'
import { readTnef } from './tnef.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const mail = (tnef: Uint8Array, text = 'Hello\n'): Buffer =>
  Buffer.from(
    `From: a@example.org\nDate: Tue, 5 Mar 2024 10:00:00 +0000\nMessage-ID: <1@example.org>\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n${text}\n--b\nContent-Type: application/ms-tnef; name="winmail.dat"\nContent-Disposition: attachment; filename="winmail.dat"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(tnef).toString('base64').replace(/.{76}/g, '$&\n')}\n--b--\n`,
  )

const outline = (raw: Uint8Array) =>
  parseMessage(raw)
    .parts.slice(2)
    .map(({ path, kind, contentType, encoding, disposition }) =>
      [path, kind, contentType.mediaType, encoding, disposition?.kind, disposition?.parameters.filename ?? '']
        .join(' ')
        .trim(),
    )

const HTML_RTF = String.raw`{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <p>}see {\*\htmltag84 <a href="https://rtf.test/x">}here{\*\htmltag92 </a>}}`
const FILE = Buffer.from('%PDF-1.7 not really')

const FULL: WrittenTnef = {
  subject: 'Plan',
  body: 'old body',
  properties: [
    { id: 0x8001, type: 0x0003, value: 1, name: 'Something' },
    { id: 0x3fde, type: 0x0003, value: 65001 },
    { id: 0x1000, type: 0x001f, value: 'Grüße https://body.test/a' },
    { id: 0x1013, type: 0x0102, value: Buffer.from('<p>é <a href="https://html.test/b">x</a></p>') },
    { id: 0x1009, type: 0x0102, value: compressRtf(HTML_RTF) },
  ],
  attachments: [
    {
      title: 'BERICH~1.PDF',
      data: FILE,
      properties: [
        { id: 0x3705, type: 0x0003, value: 1 },
        { id: 0x3704, type: 0x001e, value: 'BERICH~1.PDF' },
        { id: 0x3707, type: 0x001f, value: 'Bericht für Anna – Entwurf.pdf' },
        { id: 0x370e, type: 0x001e, value: 'application/pdf' },
      ],
    },
    {
      properties: [
        { id: 0x3705, type: 0x0003, value: 7 },
        { id: 0x370d, type: 0x001f, value: 'https://files.test/shared?id=1' },
        { id: 0x3707, type: 0x001f, value: 'shared.docx' },
      ],
    },
    {
      properties: [
        { id: 0x3705, type: 0x0003, value: 4 },
        { id: 0x370d, type: 0x001e, value: '\\\\server.test\\share\\x.exe' },
      ],
    },
    {
      title: 'object',
      properties: [
        { id: 0x3705, type: 0x0003, value: 6 },
        { id: 0x3701, type: 0x000d, value: Buffer.from('OLE'), interfaceId: STORAGE_INTERFACE },
      ],
    },
    {
      title: 'logo.png',
      data: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      properties: [{ id: 0x3712, type: 0x001e, value: 'image001@example.org' }],
    },
  ],
}

test('bodies and attachments of a TNEF are parts', () => {
  const raw = mail(writeTnef(FULL))
  assert.deepEqual(outline(raw), [
    '2 leaf application/ms-tnef base64 attachment winmail.dat',
    '2.1 leaf text/plain 7bit inline',
    '2.2 leaf text/html 7bit inline',
    '2.3 leaf application/rtf compressed rtf inline',
    '2.3.1 leaf text/html html of rtf inline',
    '2.4 leaf application/pdf 7bit attachment Bericht für Anna – Entwurf.pdf',
    '2.5 leaf message/external-body 7bit attachment shared.docx',
    '2.6 leaf message/external-body 7bit attachment',
    '2.7 leaf application/octet-stream 7bit attachment object',
    '2.8 leaf application/octet-stream 7bit inline logo.png',
  ])
  const message = parseMessage(raw)
  assert.deepEqual(message.issues, [])
  assert.ok(
    message.parts.slice(3).every(({ unpackedFrom }) => unpackedFrom === 'tnef' || unpackedFrom === 'rtf'),
  )
  assert.deepEqual(
    message.texts.slice(1).map(({ part, text, charset, attached }) => [part, text, charset, attached]),
    [
      ['2.1', 'Grüße https://body.test/a', 'utf-16le', false],
      ['2.2', '<p>é <a href="https://html.test/b">x</a></p>', 'utf-8', false],
      ['2.3.1', '<p>see <a href="https://rtf.test/x">here</a>', 'utf-8', false],
    ],
  )
  assert.deepEqual(
    message.attachments.map(({ part, name, size, sha256: sum }) => [part, name, size, sum === sha256(FILE)]),
    [
      ['2', 'winmail.dat', writeTnef(FULL).length, false],
      ['2.4', 'Bericht für Anna – Entwurf.pdf', FILE.length, true],
      ['2.7', 'object', 3, false],
      ['2.8', 'logo.png', 8, false],
    ],
  )
})

test('links in a TNEF point at its bytes', () => {
  const tnef = writeTnef(FULL)
  const raw = mail(tnef)
  const message = parseMessage(raw)
  assert.deepEqual(
    message.links.map(({ origin, part, href, range }) => [origin, part, href, range.of]),
    [
      ['text', '2.1', 'https://body.test/a', '2'],
      ['html-anchor', '2.2', 'https://html.test/b', '2'],
      ['html-anchor', '2.3.1', 'https://rtf.test/x', '2.3.1'],
      ['external-body', '2.5', 'https://files.test/shared?id=1', '2'],
      ['external-body', '2.6', '\\\\server.test\\share\\x.exe', '2'],
    ],
  )
  const contents = partContents(raw, message.parts)
  for (const { range, href } of message.links) {
    const part = message.parts.find(({ path }) => path === range.of)
    assert.ok(part)
    const held = contents.decoded(part).bytes.subarray(range.start, range.end)
    assert.ok(
      [held.toString('latin1'), held.toString('utf16le')].some((text) => text.replace(/\0+$/, '') === href),
      href,
    )
  }
  assert.equal(message.links[4]?.target?.host, 'server.test')
})

test('a mail that is nothing but a TNEF shows its body', () => {
  const tnef = writeTnef({ codepage: 1251, body: Buffer.from('Привет', 'utf8').toString('latin1') })
  const body = Buffer.from([0xcf, 0xf0, 0xe8])
  const at = tnef.indexOf(Buffer.from('Привет', 'utf8'))
  body.copy(tnef, at)
  tnef.fill(0, at + 3, at + 12)
  const raw = Buffer.from(
    `From: a@example.org\nContent-Type: application/vnd.ms-tnef\nContent-Transfer-Encoding: base64\n\n${tnef.toString('base64')}`,
  )
  const { texts, mainText, parts } = parseMessage(raw)
  assert.equal(texts[mainText]?.text, 'При')
  assert.equal(texts[mainText]?.charset, 'windows-1251')
  assert.deepEqual(
    parts.map(({ path }) => path),
    ['0', '1'],
  )
})

test('a TNEF whose type got lost is told by its name', () => {
  const raw = Buffer.from(
    `From: a@example.org\nContent-Type: application/octet-stream; name=WINMAIL.DAT\nContent-Transfer-Encoding: base64\n\n${writeTnef(FULL).toString('base64')}`,
  )
  assert.equal(parseMessage(raw).links.length, 5)
})

const inner = (level: number): Buffer =>
  writeTnef({
    properties: [
      { id: 0x0037, type: 0x001f, value: `Level ${level}` },
      { id: 0x0042, type: 0x001f, value: 'Anna Berg' },
      { id: 0x0065, type: 0x001f, value: 'anna@example.org' },
      { id: 0x0e04, type: 0x001f, value: 'Bob' },
      { id: 0x0039, type: 0x0040, value: Date.UTC(2024, 2, 5, 10) },
      { id: 0x1000, type: 0x001f, value: `body ${level} https://level${level}.test/` },
    ],
    ...(level > 0
      ? {
          attachments: [
            {
              title: 'message',
              properties: [
                { id: 0x3705, type: 0x0003, value: 5 },
                { id: 0x3701, type: 0x000d, value: inner(level - 1), interfaceId: MESSAGE_INTERFACE },
              ],
            },
          ],
        }
      : {}),
  })

test('messages inside a TNEF have fields, a body and an end', () => {
  const message = parseMessage(mail(inner(2)))
  const one = message.parts.find(({ path }) => path === '2.2')
  assert.equal(one?.kind, 'message')
  assert.deepEqual(
    one?.header.map(({ name, value }) => [name, value]),
    [
      ['From', 'Anna Berg <anna@example.org>'],
      ['To', 'Bob'],
      ['Subject', 'Level 1'],
      ['Date', 'Tue, 05 Mar 2024 10:00:00 GMT'],
    ],
  )
  assert.deepEqual(
    message.texts.slice(1).map(({ part, attached }) => [part, attached]),
    [
      ['2.1', false],
      ['2.2.1', true],
      ['2.2.2.1', true],
    ],
  )
  assert.deepEqual(
    message.links.map(({ target }) => target?.host),
    ['level2.test', 'level1.test', 'level0.test'],
  )

  const deep = parseMessage(mail(inner(20)))
  assert.ok(deep.issues.some(({ code }) => code === 'limit.part-depth'))
  assert.ok(deep.parts.length < 3 * DEFAULT_LIMITS.decodedDepth + 5)
})

test('a mail attached to a TNEF is read as a mail', () => {
  const attached = Buffer.from('From: c@example.org\nSubject: inside\n\nhttps://inner.test/\n')
  const tnef = writeTnef({
    attachments: [
      { title: 'x.eml', data: attached, properties: [{ id: 0x370e, type: 0x001e, value: 'message/rfc822' }] },
    ],
  })
  const message = parseMessage(mail(tnef))
  assert.deepEqual(outline(mail(tnef)), [
    '2 leaf application/ms-tnef base64 attachment winmail.dat',
    '2.1 message message/rfc822 7bit attachment x.eml',
    '2.1.0 leaf text/plain 7bit',
  ])
  assert.deepEqual(
    message.links.map(({ part, range }) => [part, range.of]),
    [['2.1.0', '2.1']],
  )
  assert.equal(message.texts.at(-1)?.attached, true)
})

test('an RTF body with an object in it is also a file to look into', () => {
  const rtf = String.raw`{\rtf1 text {\object\objemb{\*\objdata 0105}}}`
  const tnef = writeTnef({ properties: [{ id: 0x1009, type: 0x0102, value: compressRtf(rtf) }] })
  const { attachments, texts } = parseMessage(mail(tnef))
  assert.deepEqual(attachments.map(({ part, detectedType, size }) => [part, detectedType, size]).at(-1), [
    '2.1',
    'application/rtf',
    rtf.length,
  ])
  assert.equal(texts.at(-1)?.text, 'text ')
})

test('wrong checksums are read over and said; damage is said and what is there is kept', () => {
  const wrong = parseMessage(mail(writeTnef({ ...FULL, checksumError: 1 })))
  assert.deepEqual(
    wrong.issues.map(({ code }) => code),
    ['mime.package-invalid'],
  )
  assert.equal(wrong.parts.length, parseMessage(mail(writeTnef(FULL))).parts.length)
  const whole = writeTnef(FULL)
  const half = parseMessage(mail(whole.subarray(0, whole.indexOf(FILE) + 5)))
  assert.deepEqual(
    half.issues.map(({ code }) => code),
    ['mime.package-invalid'],
  )
  assert.equal(half.links.length, 3)
  const none = parseMessage(mail(Buffer.from('no TNEF at all')))
  assert.deepEqual(
    none.issues.map(({ code }) => code),
    ['mime.package-invalid'],
  )
  // Line ends that the mail added are no damage.
  assert.deepEqual(parseMessage(mail(Buffer.concat([whole, Buffer.from('\r\n')]))).issues, [])
})

test('property lists with several values, and lists that lie', () => {
  const many = Buffer.concat([
    Buffer.from('02000000', 'hex'),
    Buffer.from('03103a30', 'hex'), // 0x303a, several numbers
    Buffer.from('020000000100000002000000', 'hex'),
    Buffer.from('1f103b30', 'hex'), // 0x303b, several texts
    Buffer.from('02000000', 'hex'),
    Buffer.from('0400000061000000', 'hex'),
    Buffer.from('0400000062000000', 'hex'),
  ])
  const read = readMapiProperties(many, 0, many.length)
  assert.deepEqual(
    read.list.map(({ id, start, end }) => [id, end - start, many[start]]),
    [
      [0x303a, 4, 1],
      [0x303b, 4, 0x61],
    ],
  )
  assert.equal(read.damaged, false)
  for (const lie of [
    'ffffffff',
    'ffffffff03000100',
    'ffffffff1f10010 0ffffffff'.replace(' ', ''),
    '0100000099000100',
  ]) {
    const bytes = Buffer.from(lie, 'hex')
    assert.deepEqual(readMapiProperties(bytes, 0, bytes.length), { list: [], damaged: true })
  }
})

test('property: no bytes whatsoever make it throw', () => {
  const whole = writeTnef(FULL)
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 12 }), (at, noise) => {
      const bytes = Buffer.from(whole)
      Buffer.from(noise).copy(bytes, at)
      const read = readTnef(bytes)
      for (const { properties, data } of read?.attachments ?? [])
        for (const range of [...properties, ...(data ? [data] : [])])
          assert.ok(range.start <= range.end && range.end <= bytes.length)
      parseMessage(mail(bytes))
    }),
    { numRuns: 1000 },
  )
})

test('hostile shapes are read in under a second', () => {
  const attribute = (level: number, tag: number, content: Buffer): Buffer => {
    const head = Buffer.alloc(9)
    head.writeUInt8(level)
    head.writeUInt32LE(tag, 1)
    head.writeUInt32LE(content.length, 5)
    return Buffer.concat([head, content, Buffer.alloc(2)])
  }
  const times = (count: number, piece: Buffer): Buffer => Buffer.alloc(count * piece.length, piece)
  const head = writeTnef({}).subarray(0, 6)
  const shapes: readonly (readonly [name: string, tnef: Buffer])[] = [
    [
      'attachments without end',
      Buffer.concat([head, times(200_000, attribute(2, 0x00069002, Buffer.alloc(0)))]),
    ],
    [
      'lists without end',
      Buffer.concat([
        head,
        attribute(2, 0x00069002, Buffer.alloc(0)),
        times(100_000, attribute(2, 0x00069005, writeProperties([{ id: 0x3707, type: 0x001e, value: 'x' }]))),
      ]),
    ],
    ['empty attributes', Buffer.concat([head, times(400_000, attribute(1, 0x00010000, Buffer.alloc(0)))])],
    [
      'a list of a million values',
      Buffer.concat([
        head,
        attribute(
          1,
          0x00069003,
          Buffer.concat([
            Buffer.from('40420f00', 'hex'),
            times(1_000_000, Buffer.from('0300010000000000', 'hex')),
          ]),
        ),
      ]),
    ],
    [
      'long names',
      Buffer.concat([
        head,
        times(
          200,
          Buffer.concat([
            attribute(2, 0x00069002, Buffer.alloc(0)),
            attribute(2, 0x00018010, Buffer.alloc(20_000, 'a')),
            attribute(2, 0x0006800f, Buffer.from('x')),
          ]),
        ),
      ]),
    ],
    [
      'RTF of nothing but references',
      writeTnef({
        properties: [
          {
            id: 0x1009,
            type: 0x0102,
            value: Buffer.concat([
              Buffer.from('ffffffffffffffff4c5a467500000000', 'hex'),
              Buffer.alloc(2_000_000, Buffer.from('ff000e000e000e000e000e000e000e000e', 'hex')),
            ]),
          },
        ],
      }),
    ],
  ]
  for (const [name, tnef] of shapes) {
    const raw = mail(tnef)
    let best = Infinity
    for (let tries = 0; tries < 3 && best > 1000; tries++) {
      const start = process.cpuUsage()
      parseMessage(raw)
      const { user, system } = process.cpuUsage(start)
      best = Math.min(best, (user + system) / 1000)
    }
    assert.ok(best < 1000, `${name}: ${best.toFixed(0)} ms`)
  }
})
