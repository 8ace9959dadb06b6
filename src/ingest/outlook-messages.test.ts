import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { RawMessage, SourceTrouble } from '../model/source.ts'
import { compoundFileOf } from '../testing/compound-file-writer.ts'
import { msgOf, type OutlookItemSpec } from '../testing/outlook-writer.ts'
import { type PstFolderSpec, pstOf } from '../testing/pst-writer.ts'
import { threadTime } from '../testing/thread-time.ts'
import { zipOf } from '../testing/zip-writer.ts'
import { type FileSourceOptions, fileSource } from './file-source.ts'

const root = mkdtempSync(join(tmpdir(), 'counterfoil-outlook-'))
after(() => rmSync(root, { recursive: true, force: true }))
let files = 0

function fileOf(content: Uint8Array, name = 'a'): string {
  const path = join(root, `${files++}-${name}`)
  writeFileSync(path, content)
  return path
}

interface Reading {
  readonly messages: RawMessage[]
  readonly trouble: SourceTrouble[]
  skipped: number
}

async function read(input: string, options: FileSourceOptions = {}): Promise<Reading> {
  const reading: Reading = { messages: [], trouble: [], skipped: 0 }
  for await (const item of fileSource(options).read([input])) {
    if (item.kind === 'raw-message') reading.messages.push(item)
    else if (item.kind === 'source-trouble') reading.trouble.push(item)
    else reading.skipped += item.skipped ?? 0
  }
  return reading
}

/** Every message is read again with the same bytes. */
async function assertReadAgain({ messages }: Reading): Promise<void> {
  const source = fileSource()
  const wanted = new Map(messages.map(({ source: place, bytes }) => [JSON.stringify(place), bytes]))
  for await (const { location, raw } of source.readMany(messages.map(({ source: place }) => place)))
    assert.deepEqual(raw?.bytes, wanted.get(JSON.stringify(location)), JSON.stringify(location))
  const last = messages.at(-1)
  if (last) assert.deepEqual((await source.readAt(last.source))?.bytes, last.bytes)
}

function text(message: RawMessage | undefined): string {
  return Buffer.from(message?.bytes ?? []).toString('latin1')
}

const HEADER =
  'Received: from mail.example.org by mx.example.com; Thu, 13 Jun 2024 09:00:00 +0000\r\nFrom: Ann <ann@example.org>\r\nTo: bob@example.com\r\nSubject: minutes\r\nMessage-ID: <1@example.org>\r\n'
const TIME = new Date(Date.UTC(2024, 5, 13, 9))

function mail(subject: string, more: OutlookItemSpec['properties'] = {}): OutlookItemSpec {
  return {
    properties: {
      26: 'IPM.Note',
      55: subject,
      66: 'Ann Lee',
      100: 'SMTP',
      101: 'ann@example.org',
      4096: `text of ${subject}\r\n`,
      57: TIME,
      3590: TIME,
      ...more,
    },
    recipients: [{ 12289: 'Bob Roe', 12290: 'SMTP', 12291: 'bob@example.com', 3093: 1 }],
  }
}

const REBUILT = [
  'From: Ann Lee <ann@example.org>',
  'To: Bob Roe <bob@example.com>',
  'Subject: one',
  'Date: Thu, 13 Jun 2024 09:00:00 +0000',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 7bit',
  '',
  'text of one',
  '',
].join('\r\n')

test('a .msg file is a mail made of its properties, and says so', async () => {
  const path = fileOf(msgOf(mail('one', { 3591: 1 | 0x20, 4225: 102, 4240: 2 })), 'one.bin')
  const reading = await read(path)
  const [message] = reading.messages
  assert.deepEqual(reading.trouble, [])
  assert.equal(text(message), REBUILT)
  assert.deepEqual(message?.source, {
    file: path,
    format: 'msg',
    offset: 0,
    length: msgOf(mail('one', { 3591: 1 | 0x20, 4225: 102, 4240: 2 })).length,
    flags: ['read', 'replied', 'sent', 'flagged'],
    rebuilt: ['header', 'body'],
  })
  assert.equal(message.containerTime, TIME.getTime())
  assert.deepEqual(
    message.issues.map(({ code }) => code),
    ['source.rebuilt'],
  )
  await assertReadAgain(reading)
})

test('the header a mail arrived with is used as it was, but for what describes the body', async () => {
  const kept = `Microsoft Mail Internet Headers Version 2.0\r\n${HEADER}Content-Type: multipart/alternative;\r\n\tboundary="==outer=="\r\nX-Mailer: Example 1.0\r\nContent-Transfer-Encoding: base64\r\nMIME-Version: 1.0\r\n\r\n--==outer==\r\nContent-Type: text/plain\r\n`
  const item = mail('other subject', { 125: kept, 4115: Buffer.from('<p>hello</p>'), 16350: 65001 })
  const reading = await read(fileOf(msgOf(item)))
  assert.deepEqual(reading.messages[0]?.source.rebuilt, ['body'])
  assert.equal(
    text(reading.messages[0]),
    `${HEADER}Content-Type: multipart/alternative;\r\n\tboundary="==outer=="\r\nX-Mailer: Example 1.0\r\nMIME-Version: 1.0\r\n\r\n` +
      '--==outer==\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\ntext of other subject\r\n\r\n' +
      '--==outer==\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\n<p>hello</p>\r\n--==outer==--\r\n',
  )
  await assertReadAgain(reading)
})

test('a data file of each format gives folders, flags and every message', async () => {
  const long = `${'x'.repeat(70)}\r\n`
  const folders: PstFolderSpec[] = [
    {
      name: 'Top of data file',
      folders: [
        {
          name: 'Inbox',
          messages: Array.from({ length: 40 }, (_, index) =>
            mail(`in ${index}`, index === 3 ? { 4096: long.repeat(2000), 3591: 1 } : {}),
          ),
          folders: [{ name: 'a/b', messages: [mail('below')] }, { name: 'empty' }],
        },
        {
          name: 'Sent Items',
          messages: [
            {
              ...mail('sent', { 3591: 0x21 }),
              attachments: [
                {
                  properties: { 14087: 'plan.pdf', 14094: 'application/pdf' },
                  data: Buffer.alloc(90_000, '%PDF'),
                },
                { properties: { 12289: 'first mail' }, message: mail('inside') },
              ],
            },
            { properties: { 26: 'IPM.Contact', 55: 'Ann' } },
          ],
        },
      ],
    },
  ]
  for (const format of ['ansi', 'unicode', 'unicode-4k'] as const)
    for (const hidden of [false, format !== 'unicode-4k']) {
      const path = fileOf(pstOf(folders, { format, hidden }), `${format}.db`)
      const reading = await read(path)
      assert.deepEqual(reading.trouble, [], format)
      assert.equal(reading.messages.length, 42, format)
      assert.equal(reading.skipped, 1, format)
      const byFolder = (name: string): RawMessage[] =>
        reading.messages.filter(({ source }) => source.folder === `Top of data file/${name}`)
      assert.equal(byFolder('Inbox').length, 40)
      assert.ok(text(byFolder('Inbox')[3]).endsWith(long.repeat(2000)))
      assert.deepEqual(byFolder('Inbox')[3]?.source.flags, ['read'])
      assert.deepEqual(
        byFolder('Inbox/a∕b').map(({ source }) => [source.format, source.offset, source.rebuilt]),
        [['pst', 0, ['header', 'body']]],
      )
      const [sent] = byFolder('Sent Items')
      assert.deepEqual(sent?.source.flags, ['read', 'sent'])
      assert.match(text(sent), /Content-Type: application\/pdf;\r\n name="plan.pdf"/)
      assert.ok(text(sent).replaceAll('\r\n', '').includes(Buffer.alloc(90_000, '%PDF').toString('base64')))
      assert.match(text(sent), /Content-Type: message\/rfc822[\s\S]*Subject: inside\r\n[\s\S]*text of inside/)
      assert.equal(new Set(reading.messages.map(({ source }) => source.item)).size, 42)
      await assertReadAgain(reading)
    }
})

test('Outlook files are found in archives, packed, and on standard input', async () => {
  const msg = msgOf(mail('one'))
  const pst = pstOf([{ name: 'Inbox', messages: [mail('one'), mail('two')] }])
  const path = fileOf(zipOf({ 'old/one.msg': msg, 'old/mail.pst': pst, 'old/mail.pst.gz': gzipSync(pst) }))
  const reading = await read(path)
  assert.deepEqual(reading.trouble, [])
  const [, two] = (await read(fileOf(pst))).messages
  assert.deepEqual(
    reading.messages.map(({ source }) => [source.item?.replace(/\d+$/, 'N'), source.format, source.folder]),
    [
      ['old/one.msg', 'msg', 'old'],
      ['old/mail.pst!/N', 'pst', 'old/Inbox'],
      ['old/mail.pst!/N', 'pst', 'old/Inbox'],
      ['old/mail.pst.gz!/N', 'pst', 'old/Inbox'],
      ['old/mail.pst.gz!/N', 'pst', 'old/Inbox'],
    ],
  )
  assert.deepEqual(reading.messages[2]?.bytes, two?.bytes)
  await assertReadAgain(reading)
  for (const content of [msg, gzipSync(msg), pst, gzipSync(pst)]) {
    const stdin = await read('-', { stdin: Readable.from([content]) })
    assert.deepEqual(stdin.trouble, [])
    assert.equal(text(stdin.messages[0]), REBUILT)
  }
})

test('what is no mail, and what is broken, is said', async () => {
  const office = compoundFileOf({ WordDocument: Buffer.alloc(100) })
  const contact = msgOf({ properties: { 26: 'IPM.Contact' } })
  const cut = msgOf(mail('one')).subarray(0, 700)
  const pst = pstOf([{ name: 'Inbox', messages: [mail('one')] }])
  const encoded = Buffer.from(pst)
  encoded[513] = 2
  const unknown = Buffer.from(pst)
  unknown[10] = 3
  const forms: [Buffer, string, RegExp][] = [
    [office, 'not-mail', /Office document/],
    [contact, 'not-mail', /a contact and not a mail/],
    [cut, 'corrupt', /damaged/],
    [encoded, 'unreadable', /high encryption/],
    [unknown, 'unreadable', /unknown version \(3\)/],
    [pst.subarray(0, 300), 'corrupt', /no header/],
    [pst.subarray(0, 1500), 'corrupt', /index/],
  ]
  for (const [content, code, detail] of forms) {
    const { messages, trouble } = await read(fileOf(content))
    assert.equal(messages.length, 0)
    assert.deepEqual(
      trouble.map((one) => [one.code, one.fatal]),
      [[code, true]],
    )
    assert.match(trouble[0]!.detail, detail)
  }
})

test('a folder whose table is broken gives its messages by the index', async () => {
  const broken = { name: 'Inbox', messages: [mail('one'), mail('two')], brokenTable: Buffer.alloc(40) }
  const reading = await read(fileOf(pstOf([broken, { name: 'Other', messages: [mail('three')] }])))
  assert.deepEqual(
    reading.messages.map((message) => /Subject: (.*)\r/.exec(text(message))?.[1]),
    ['one', 'two', 'three'],
  )
  assert.deepEqual(
    reading.trouble.map(({ code, fatal }) => [code, fatal]),
    [['corrupt', false]],
  )
  assert.match(reading.trouble[0]!.detail, /the folder Inbox/)
  await assertReadAgain(reading)
})

test('what is too large for a message is left out and said', async () => {
  const item: OutlookItemSpec = {
    ...mail('big'),
    attachments: [{ properties: { 14087: 'big.bin' }, data: Buffer.alloc(200_000, 1) }],
  }
  for (const content of [msgOf(item), pstOf([{ name: 'Inbox', messages: [item] }])]) {
    const path = fileOf(content)
    const { messages } = await read(path, { messageBytes: 100_000 })
    assert.equal(messages.length, 1)
    assert.match(text(messages[0]), /text of big/)
    assert.ok(messages[0]!.bytes.length < 100_000)
    assert.deepEqual(
      messages[0]!.issues.map(({ code }) => code),
      ['source.rebuilt', 'source.incomplete'],
    )
    assert.match(messages[0]!.issues[1]!.detail, /big\.bin.*200000 bytes/)
    assert.equal((await read(path)).messages[0]!.issues.length, 1)
  }
})

test('broken bytes anywhere end in messages or trouble, soon', async () => {
  const item: OutlookItemSpec = {
    ...mail('one'),
    attachments: [
      { properties: { 14087: 'a.bin' }, data: Buffer.alloc(9000, 7) },
      { message: { ...mail('inside'), attachments: [{ data: Buffer.from('deep') }] } },
    ],
  }
  const contents = [
    msgOf(item),
    pstOf([{ name: 'Inbox', messages: [item, mail('two')] }]),
    pstOf([{ name: 'Inbox', messages: [item] }], { format: 'unicode-4k' }),
    pstOf([{ name: 'Inbox', messages: [item] }], { format: 'ansi' }),
  ]
  let state = 1
  const random = (below: number): number => {
    state = Math.imul(state, 1_103_515_245) + 12_345
    return ((state >>> 8) & 0x7fffff) % below
  }
  for (const content of contents)
    for (let round = 0; round < 120; round++) {
      const bytes = Buffer.from(content)
      for (let count = 1 + random(6); count > 0; count--) {
        // headers and tables are at the front or the back; a word of ones is what breaks most
        const at = 8 + random(bytes.length - 12)
        if (random(2) === 0) bytes[at] = random(256)
        else bytes.writeUInt32LE([0, 1, 0xffffffff, 0xfffffffe, random(64)][random(5)]!, at)
      }
      const start = threadTime()
      const { messages } = await read(fileOf(bytes))
      const seconds = (threadTime() - start) / 1000
      assert.ok(seconds < 5, `round ${round} took ${seconds} s`)
      for (const { bytes: mailBytes } of messages) assert.ok(mailBytes.length < 1_000_000)
    }
})

test('chains, trees and lists that lead in circles come to an end', async () => {
  // every sector of the table points at itself
  const circle = Buffer.from(msgOf(mail('one')))
  const fatStart = circle.readUInt32LE(76)
  for (let at = 0; at < 128; at++) circle.writeUInt32LE(at, (fatStart + 1) * 512 + 4 * at)
  assert.deepEqual(
    (await read(fileOf(circle))).trouble.map(({ code }) => code),
    ['corrupt'],
  )
  // the directory's entries are each other's children
  const tree = Buffer.from(msgOf(mail('one')))
  const directory = (tree.readUInt32LE(48) + 1) * 512
  for (let entry = 0; entry < 8; entry++)
    for (const field of [68, 72, 76]) tree.writeUInt32LE((entry + 1) % 4, directory + entry * 128 + field)
  assert.ok((await read(fileOf(tree))).messages.length <= 1)
  // a folder holds itself and its parent: the number of a folder is changed to that of another
  const pst = pstOf([{ name: 'one', folders: [{ name: 'two', messages: [mail('one')] }] }])
  const loop = Buffer.from(pst)
  const inner = Buffer.alloc(4)
  inner.writeUInt32LE((0x801 << 5) | 2)
  const outer = Buffer.alloc(4)
  outer.writeUInt32LE((0x800 << 5) | 2)
  for (let at = loop.indexOf(inner); at >= 0; at = loop.indexOf(inner, at + 4)) outer.copy(loop, at)
  assert.ok((await read(fileOf(loop))).messages.length <= 1)
})
