import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import sharp from 'sharp'
import type { CleanedFile, LeakMark, MarkInspection } from '../../model/leak-mark.ts'
import { type CompoundTree, compoundFileOf } from '../../testing/compound-file-writer.ts'
import { msgOf } from '../../testing/outlook-writer.ts'
import { cleanCopy, inspectMarks } from './inspect-marks.ts'

const values = ({ marks }: MarkInspection, code: string): readonly string[] =>
  marks.filter((mark) => mark.code === code).map(({ value }) => value)
const one = ({ marks }: MarkInspection, code: string): LeakMark => {
  const found = marks.find((mark) => mark.code === code)
  assert.ok(found, `${code} of ${[...new Set(marks.map((mark) => mark.code))].join(', ')}`)
  return found
}

async function cleaned(bytes: Uint8Array): Promise<CleanedFile> {
  const made = await cleanCopy(bytes, 'x')
  assert.ok(typeof made !== 'string', String(made))
  return made
}

type Value = string | number | Date | Buffer

/** A property set stream ([MS-OLEPS] §2.21) with the document's values and, by name, those that were added. */
function propertySet(
  own: Readonly<Record<number, Value>>,
  added: Readonly<Record<string, Value>> = {},
): Buffer {
  const typed = (value: Value): Buffer => {
    const head = Buffer.alloc(8)
    if (typeof value === 'string') {
      const text = Buffer.from(`${value}\0`, 'latin1')
      head.writeUInt32LE(0x1e, 0)
      head.writeUInt32LE(text.length, 4)
      return Buffer.concat([head, text, Buffer.alloc((4 - (text.length % 4)) % 4)])
    }
    if (typeof value === 'number') {
      head.writeUInt32LE(3, 0)
      head.writeInt32LE(value, 4)
      return head
    }
    if (value instanceof Date) {
      const bytes = Buffer.alloc(12)
      bytes.writeUInt32LE(0x40, 0)
      bytes.writeBigInt64LE(BigInt(value.getTime()) * 10_000n + 116_444_736_000_000_000n, 4)
      return bytes
    }
    head.writeUInt32LE(0x41, 0)
    head.writeUInt32LE(value.length, 4)
    return Buffer.concat([head, value])
  }
  const section = (entries: readonly (readonly [number, Buffer])[]): Buffer => {
    const head = Buffer.alloc(8 + 8 * entries.length)
    let at = head.length
    for (const [index, [id, bytes]] of entries.entries()) {
      head.writeUInt32LE(id, 8 + 8 * index)
      head.writeUInt32LE(at, 12 + 8 * index)
      at += bytes.length
    }
    head.writeUInt32LE(at, 0)
    head.writeUInt32LE(entries.length, 4)
    return Buffer.concat([head, ...entries.map(([, bytes]) => bytes)])
  }
  const names = Object.keys(added)
  const dictionary = Buffer.concat([
    Buffer.from([names.length, 0, 0, 0]),
    ...names.map((name, index) => {
      const head = Buffer.alloc(8)
      head.writeUInt32LE(index + 2, 0)
      head.writeUInt32LE(name.length + 1, 4)
      return Buffer.concat([head, Buffer.from(`${name}\0`, 'latin1')])
    }),
  ])
  const page = typed(1252)
  page.writeUInt32LE(2, 0)
  const sections = [
    section([[1, page], ...Object.entries(own).map(([id, value]) => [Number(id), typed(value)] as const)]),
    section([
      [0, dictionary],
      [1, page],
      ...Object.values(added).map((value, index) => [index + 2, typed(value)] as const),
    ]),
  ]
  const count = names.length > 0 ? 2 : 1
  const head = Buffer.alloc(28 + 20 * count)
  head.writeUInt16LE(0xfffe, 0)
  head.writeUInt32LE(count, 24)
  head.writeUInt32LE(head.length, 44)
  if (count === 2) head.writeUInt32LE(head.length + sections[0]!.length, 64)
  return Buffer.concat([head, ...sections.slice(0, count)])
}

const SUMMARY = propertySet({
  2: 'Offer',
  4: 'Ann Lee',
  7: 'C:\\Users\\ann.lee\\Memo.dot',
  8: 'Bob Roe',
  9: '17',
  12: new Date('2004-06-13T09:12:00Z'),
  17: Buffer.from('small picture'),
  18: 'Word 2003',
})
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le')
const DOCUMENT_SUMMARY = propertySet(
  { 14: 'Cy Poe', 15: 'Harbour Watch' },
  {
    Matter: '77-B',
    _AuthorEmail: 'ann@example.org',
    _PID_GUID: wide('{0F0E0D0C-1111-11D2-9333-00A0C9112233}\0'),
    _PID_HLINKS: wide('https://example.org/offer?copy=12\0'),
  },
)

/** Strings as Word keeps lists of them (STTB, [MS-DOC] §2.2.4). */
function stringTable(strings: readonly string[]): Buffer {
  const head = Buffer.alloc(6)
  head.writeUInt16LE(0xffff, 0)
  head.writeUInt16LE(strings.length, 2)
  return Buffer.concat([head, ...strings.map(counted)])
}

function counted(text: string): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16LE(text.length)
  return Buffer.concat([length, wide(text)])
}

function wordFile(flags = 0x0204): CompoundTree {
  const document = Buffer.alloc(2_048)
  document.writeUInt16LE(0xa5ec, 0)
  document.writeUInt16LE(0xc1, 2)
  document.writeUInt16LE(flags, 10)
  const pieces: Buffer[] = []
  const put = (number: number, bytes: Buffer): void => {
    document.writeUInt32LE(
      pieces.reduce((sum, piece) => sum + piece.length, 0),
      0x9a + 8 * number,
    )
    document.writeUInt32LE(bytes.length, 0x9a + 8 * number + 4)
    pieces.push(bytes)
  }
  put(
    71,
    stringTable(['Ann Lee', 'C:\\WINDOWS\\TEMP\\AutoRecovery save of offer.asd', 'Bob Roe', 'A:\\offer.doc']),
  )
  put(51, stringTable(['Unknown', 'Cy Poe']))
  put(36, counted('Di Fox'))
  put(27, Buffer.from('office-2 on floor 3\0LPT1:\0', 'latin1'))
  put(32, stringTable(['', 'Memo.dot', 'Offer', '', '', '', 'Ann Lee', 'Bob Roe']))
  return {
    WordDocument: document,
    '1Table': Buffer.concat(pieces),
    '\u0005SummaryInformation': SUMMARY,
    '\u0005DocumentSummaryInformation': DOCUMENT_SUMMARY,
    Macros: { VBA: { dir: Buffer.from('x') } },
    ObjectPool: {
      _1: { '\u0001Ole10Native': Buffer.from(`..${'\0'}C:\\Users\\ann.lee\\Desktop\\list.xls\0`) },
    },
  }
}

test('an old Word document tells who saved it where, changed it and commented on it', async () => {
  const bytes = compoundFileOf(wordFile())
  const found = await inspectMarks(bytes, 'offer.doc')
  assert.equal(found.mediaType, 'application/msword')
  assert.deepEqual(values(found, 'office.author'), ['Ann Lee', 'Ann Lee'])
  assert.deepEqual(values(found, 'office.last-changed-by'), ['Bob Roe', 'Bob Roe'])
  assert.deepEqual(values(found, 'office.save-history'), [
    'Ann Lee: C:\\WINDOWS\\TEMP\\AutoRecovery save of offer.asd',
    'Bob Roe: A:\\offer.doc',
  ])
  assert.deepEqual(values(found, 'office.tracked-changes'), ['Cy Poe'])
  assert.deepEqual(values(found, 'office.comments'), ['Di Fox'])
  assert.match(values(found, 'office.printer-settings')[0]!, /office-2 on floor 3/)
  assert.deepEqual(values(found, 'office.company'), ['company: Harbour Watch'])
  assert.deepEqual(values(found, 'office.manager'), ['manager: Cy Poe'])
  assert.deepEqual(values(found, 'office.custom-properties'), ['Matter: 77-B'])
  assert.deepEqual(values(found, 'office.people'), ['_AuthorEmail: ann@example.org'])
  assert.deepEqual(values(found, 'office.network-card'), ['00:A0:C9:11:22:33'])
  assert.deepEqual(values(found, 'office.link'), ['https://example.org/offer?copy=12'])
  assert.deepEqual(values(found, 'office.created'), ['created: 2004-06-13T09:12:00.000Z'])
  for (const code of ['office.thumbnail', 'office.macros', 'office.embedded-file', 'office.earlier-text'])
    one(found, code)
  assert.ok(values(found, 'office.local-path').some((path) => path.includes('Desktop\\list.xls')))
  const author = one(found, 'office.author')
  assert.equal(author.part, 'SummaryInformation')
  assert.match(SUMMARY.toString('latin1', author.range?.start, author.range?.end), /Ann Lee/)
  assert.ok(found.marks.every((mark) => mark.cleaned === 'no'))
  assert.ok(found.notRead.some((why) => /characters of the text/.test(why)))
  assert.match(String(await cleanCopy(bytes, 'x')), /not written again.*LibreOffice/)
})

test('an encrypted Word document is said to be so', async () => {
  const found = await inspectMarks(compoundFileOf(wordFile(0x0304)), 'x.doc')
  assert.ok(found.notRead.some((why) => /encrypted/.test(why)))
  assert.deepEqual(values(found, 'office.save-history'), [])
  one(found, 'office.author')
})

/** Records of a workbook ([MS-XLS] §2.1.4). */
const records = (list: readonly (readonly [number, Buffer])[]): Buffer =>
  Buffer.concat(
    list.flatMap(([type, content]) => {
      const head = Buffer.alloc(4)
      head.writeUInt16LE(type, 0)
      head.writeUInt16LE(content.length, 2)
      return [head, content]
    }),
  )

test('an old workbook tells who had it open, who commented, and its hidden sheets', async () => {
  const text = (value: string): Buffer =>
    Buffer.concat([Buffer.from([value.length, 0, 0]), Buffer.from(value, 'latin1')])
  const sheet = (name: string, state: number): Buffer =>
    Buffer.concat([Buffer.from([0, 0, 0, 0, state, 0, name.length, 1]), wide(name)])
  const bytes = compoundFileOf({
    Workbook: records([
      [0x809, Buffer.from([0, 6, 5, 0])],
      [0x5c, Buffer.concat([text('Ann Lee'), Buffer.alloc(20, 32)])],
      [0x85, sheet('Plan', 0)],
      [0x85, sheet('Sources', 1)],
      [0x1c, Buffer.concat([Buffer.alloc(8), text('Di Fox')])],
      [0x1ae, Buffer.concat([Buffer.from([1, 0]), text('\u0001\u0001X\u0003ann.lee\u0003prices.xls')])],
    ]),
    '\u0005SummaryInformation': SUMMARY,
  })
  const found = await inspectMarks(bytes, 'x.xls')
  assert.deepEqual(values(found, 'office.last-changed-by'), ['Bob Roe', 'Ann Lee'])
  assert.deepEqual(values(found, 'office.hidden-sheet'), ['Sources'])
  assert.deepEqual(values(found, 'office.comments'), ['Di Fox'])
  assert.match(values(found, 'office.external-data')[0]!, /ann\.lee\\prices\.xls/)
  const locked = await inspectMarks(
    compoundFileOf({
      Workbook: records([
        [0x809, Buffer.from([0, 6, 5, 0])],
        [0x2f, Buffer.alloc(6)],
      ]),
    }),
    'x.xls',
  )
  assert.ok(locked.notRead.some((why) => /encrypted/.test(why)))
})

test('an old presentation tells who had it open, its earlier states, and who commented', async () => {
  const record = (type: number, content: Buffer, head = 0): Buffer => {
    const bytes = Buffer.alloc(8)
    bytes.writeUInt16LE(head, 0)
    bytes.writeUInt16LE(type, 2)
    bytes.writeUInt32LE(content.length, 4)
    return Buffer.concat([bytes, content])
  }
  const first = record(0x0ff5, Buffer.alloc(28))
  const comment = record(
    0x2ee0,
    Buffer.concat([record(0x0fba, wide('Di Fox'), 0), record(0x0fba, wide('why?'), 0x10)]),
    0xf,
  )
  const second = Buffer.alloc(28)
  second.writeUInt32LE(8, 8)
  const document = Buffer.concat([Buffer.alloc(8), first, comment, record(0x0ff5, second)])
  const user = Buffer.alloc(20)
  user.writeUInt32LE(20, 0)
  user.writeUInt32LE(0xe391c05f, 4)
  user.writeUInt32LE(document.length - 36, 8)
  user.writeUInt16LE(7, 12)
  const bytes = compoundFileOf({
    'PowerPoint Document': document,
    'Current User': record(0x0ff6, Buffer.concat([user, Buffer.from('Ann Lee', 'latin1'), Buffer.alloc(4)])),
  })
  const found = await inspectMarks(bytes, 'x.ppt')
  assert.deepEqual(values(found, 'office.last-changed-by'), ['Ann Lee'])
  assert.deepEqual(values(found, 'office.comments'), ['Di Fox'])
  assert.deepEqual(values(found, 'office.earlier-text'), ['saved quickly: 1 earlier state is still in it'])
})

async function rtfFile(): Promise<Buffer> {
  const picture = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
    .withExif({ IFD0: { Artist: 'Ann Lee' } })
    .jpeg()
    .toBuffer()
  return Buffer.from(
    String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\template C:\\Users\\ann.lee\\Memo.dot}{\*\generator Northwriter 4.2;}{\info{\title Offer}{\author Ann Lee}{\operator B\'f6b Roe}{\*\company Harbour Watch}{\creatim\yr2024\mo6\dy13\hr9\min12}{\printim\yr0}\edmins44\version17}{\*\rsidtbl \rsid1234567\rsid7654321}{\*\revtbl {Unknown;}{Cy Poe;}}{\*\userprops {\propname Matter}{\staticval 77-B}}{\mmathPr\mwrapIndent1440}\pard\insrsid1234567 The plan\u8203? stands.{\*\atnid DF}{\*\atnauthor Di Fox}{\field{\*\fldinst HYPERLINK "https://example.org/offer?copy=12"}{\fldrslt more}}{\v secret}{\pict\jpegblip ${picture.toString('hex')}}\par Second.}` +
      'rest behind',
    'latin1',
  )
}

test('RTF tells its people, times, sessions, folders, links and pictures, and becomes a plain text', async () => {
  const bytes = await rtfFile()
  const found = await inspectMarks(bytes, 'offer.rtf')
  assert.deepEqual(values(found, 'office.author'), ['Ann Lee'])
  assert.deepEqual(values(found, 'office.last-changed-by'), ['Böb Roe'])
  assert.deepEqual(values(found, 'office.company'), ['company: Harbour Watch'])
  assert.deepEqual(values(found, 'office.program'), ['Northwriter 4.2'])
  assert.deepEqual(values(found, 'office.template'), ['template: C:\\Users\\ann.lee\\Memo.dot'])
  assert.deepEqual(values(found, 'office.created'), ['created: 2024-06-13 09:12'])
  assert.deepEqual(values(found, 'office.editing-time'), ['minutes of editing: 44'])
  assert.deepEqual(values(found, 'office.revision'), ['revision: 17'])
  assert.deepEqual(values(found, 'office.tracked-changes'), ['Cy Poe'])
  assert.deepEqual(values(found, 'office.comments'), ['initials: DF', 'Di Fox'])
  assert.deepEqual(values(found, 'office.custom-properties'), ['name: Matter', 'value: 77-B'])
  assert.deepEqual(values(found, 'office.editing-sessions'), ['0012D687', '0074CBB1'])
  assert.deepEqual(values(found, 'office.link'), ['https://example.org/offer?copy=12'])
  assert.deepEqual(values(found, 'image.author'), ['Artist: Ann Lee'])
  for (const code of ['office.hidden-text', 'rtf.trailing-data', 'text.zero-width']) one(found, code)
  const author = one(found, 'office.author')
  assert.equal(bytes.toString('latin1', author.range?.start, author.range?.end), '{\\author Ann Lee}')

  const made = await cleaned(bytes)
  assert.deepEqual(made.left, [])
  const text = Buffer.from(made.bytes).toString()
  assert.match(text, /The plan stands\./)
  assert.match(text, /Second\./)
  assert.doesNotMatch(text, /Ann|Roe|Harbour|77-B|copy=12|rest behind/)
})

function outlookItem(): Buffer {
  return msgOf({
    properties: {
      55: 'offer',
      4096: 'Dear Bob,\r\nthe plan\u200b stands, see ann@example.org.\r\n',
      4115: Buffer.from('<p>the plan</p><img width=1 src="https://t.example.org/o.gif?u=8f3a">'),
      125: 'Delivered-To: bob@example.com\r\nReceived: from a.example.org by mx.example.com for <bob@example.com>; Thu, 13 Jun 2024 09:12:00 +0000\r\nX-Campaign: 77\r\n',
      3098: 'Ann Lee',
      118: '/o=Harbour Watch/ou=First/cn=Recipients/cn=bob.roe',
      3588: 'Bob Roe',
      16378: 'Cy Poe',
      12299: Buffer.from('00112233445566778899aabbccddeeff', 'hex'),
      63: Buffer.from('\u0001\u0002/O=HARBOUR WATCH/CN=RECIPIENTS/CN=BOB.ROE', 'latin1'),
      12296: new Date('2024-06-14T10:00:00Z'),
    },
    recipients: [{ 12289: 'Bob Roe', 14846: 'bob@example.com' }],
    attachments: [
      {
        properties: { 14087: 'list.xls', 14093: 'C:\\Users\\ann.lee\\Desktop\\list.xls' },
        data: Buffer.from('x'),
      },
      { message: { properties: { 55: 'inner', 4149: '<inner@example.org>' } } },
    ],
  })
}

test('an Outlook item tells its mailbox, people, path and folders, and becomes a text', async () => {
  const bytes = outlookItem()
  const found = await inspectMarks(bytes, 'offer.msg')
  assert.equal(found.mediaType, 'application/vnd.ms-outlook')
  assert.ok(values(found, 'mail.recipient').includes('Delivered-To: bob@example.com'))
  assert.ok(values(found, 'mail.recipient').includes('received for bob@example.com'))
  assert.ok(values(found, 'mail.recipient').some((value) => value.includes('/cn=bob.roe')))
  assert.ok(values(found, 'outlook.mailbox').some((value) => value.includes('CN=BOB.ROE')))
  assert.deepEqual(values(found, 'outlook.person'), ['last changed by: Cy Poe'])
  assert.deepEqual(values(found, 'outlook.folder'), ['taken from: C:\\Users\\ann.lee\\Desktop\\list.xls'])
  assert.deepEqual(values(found, 'outlook.copy-id'), ['number of the item: 00112233445566778899aabbccddeeff'])
  assert.deepEqual(values(found, 'mail.message-id'), ['Message-ID: <inner@example.org>'])
  assert.ok(values(found, 'mail.time').includes('last changed: 2024-06-14T10:00:00.000Z'))
  for (const code of [
    'mail.path',
    'mail.other-field',
    'html.tracking-pixel',
    'mail.attachment',
    'text.zero-width',
  ])
    one(found, code)
  const made = await cleaned(bytes)
  assert.deepEqual(made.left, [])
  const text = Buffer.from(made.bytes).toString()
  assert.match(text, /^offer\n\nDear Bob,\nthe plan stands/)
  assert.doesNotMatch(text, /ann@|8f3a|Recipients/)
  assert.ok(made.changes.includes('attachments were left out'))
})

test('a mail: who it was received for, lists, envelope fields and wrapped links', async () => {
  const mail = Buffer.from(
    'Return-Path: <bounce+bob=example.com@lists.example.org>\r\nX-Envelope-To: bob@example.com\r\nReceived: from a.example.org by mx.example.com with ESMTP id 1 for <bob@example.com>; Thu, 13 Jun 2024 09:12:00 +0000\r\nErrors-To: <bounce+7@lists.example.org>\r\nList-Id: <plans.lists.example.org>\r\nFrom: Ann Lee <ann@example.org>\r\nTo: plans@lists.example.org\r\nSubject: offer\r\nDate: Thu, 13 Jun 2024 09:12:00 +0000\r\nMessage-ID: <1@example.org>\r\n\r\nhttps://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fplan&data=05%7C02%7Cbob%40example.com%7C0011223344%7C5566%7C0%7C0&sdata=x&reserved=0\r\n',
  )
  const found = await inspectMarks(mail, 'x.eml')
  assert.ok(values(found, 'mail.recipient').includes('received for bob@example.com'))
  assert.ok(values(found, 'mail.recipient').includes('X-Envelope-To: bob@example.com'))
  assert.ok(values(found, 'mail.list').some((value) => value.startsWith('List-Id')))
  assert.equal(values(found, 'mail.return-path').length, 2)
  assert.match(values(found, 'mail.wrapped-link')[0]!, /for bob@example\.com/)
  assert.deepEqual((await cleaned(mail)).left, [])
})

test('damaged old files are told of, never thrown at', async () => {
  const seeds = [
    compoundFileOf(wordFile()),
    await rtfFile(),
    outlookItem(),
    Buffer.from('{\\rtf1'.repeat(2_000)),
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }),
      async (seed, cut, changes) => {
        const bytes = Buffer.from(seed.subarray(0, cut % 3 === 0 ? 1 + (cut % seed.length) : seed.length))
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte
        assert.equal((await inspectMarks(bytes, 'x')).kind, 'mark-inspection')
        await cleanCopy(bytes, 'x')
      },
    ),
    { numRuns: 120 },
  )
})
