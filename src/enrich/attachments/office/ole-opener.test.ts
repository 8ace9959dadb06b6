import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deflateSync } from 'node:zlib'
import {
  excelStream,
  packagedFile,
  vbaModule,
  wordStreams,
  writeCompound,
} from '../../../testing/compound-writer.ts'
import { codes, openFile, targets } from '../../../testing/open-file.ts'

const long = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4)
  return bytes
}
const word = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2)
  return bytes
}
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le')
const URL_MONIKER = Buffer.from('e0c9ea79f9bace118c8200aa004ba90b', 'hex')

/** A property set of text values, by number. */
function propertySet(values: readonly (readonly [id: number, value: Buffer])[]): Buffer {
  const offsets: Buffer[] = []
  const content: Buffer[] = []
  let at = 8 + values.length * 8
  for (const [id, value] of values) {
    offsets.push(long(id, at))
    content.push(value)
    at += value.length
  }
  const head = Buffer.alloc(48)
  head.writeUInt16LE(0xfffe, 0)
  head.writeUInt32LE(1, 24)
  head.writeUInt32LE(48, 44)
  return Buffer.concat([head, long(at, values.length), ...offsets, ...content])
}
const narrowValue = (text: string): Buffer =>
  Buffer.concat([
    long(0x1e, text.length + 1),
    Buffer.from(`${text}\0`, 'latin1'),
    Buffer.alloc(3 - (text.length % 4)),
  ])

describe('a Word document of the old format', () => {
  it('gives text through the piece table, fields and metadata', async () => {
    const opened = await openFile(
      'x.doc',
      writeCompound([
        ...wordStreams(
          'Hello\rSee \u0013 HYPERLINK "https://evil.test/doc" \u0014https://bank.example\u0015 or https://plain.example/x\r',
          { template: 'https://evil.test/t.dot' },
        ),
        {
          path: '\u0005SummaryInformation',
          content: propertySet([
            [1, long(2, 1252)],
            [2, narrowValue('Plan')],
            [4, narrowValue('Mia')],
            [12, Buffer.concat([long(0x40), long(0x2e5c4000, 0x01da6ee5)])],
          ]),
        },
      ]),
    )
    assert.equal(opened.text, 'Hello\nSee https://bank.example or https://plain.example/x')
    assert.deepEqual(
      opened.links.map(({ origin, href, text, traits }) => [origin, href, text, traits]),
      [
        ['office-field', 'https://evil.test/doc', 'https://bank.example', ['text-host-differs']],
        ['office-text', 'https://plain.example/x', 'https://plain.example/x', []],
        ['office-template', 'https://evil.test/t.dot', '', []],
      ],
    )
    assert.equal(opened.metadata.title, 'Plan')
    assert.equal(opened.metadata.author, 'Mia')
    assert.equal(new Date(opened.metadata.created ?? 0).getUTCFullYear(), 2024)
    assert.deepEqual(opened.powers, ['remote-content'])
    assert.equal(opened.complete, true)
  })

  it('says that it is encrypted', async () => {
    const opened = await openFile('x.doc', writeCompound(wordStreams('secret', { encrypted: true })))
    assert.equal(opened.encrypted, true)
    assert.equal(opened.text, '')
    assert.deepEqual(codes(opened), ['attachment.encrypted'])
  })

  it('tells macros, packed files and linked objects', async () => {
    const opened = await openFile(
      'x.doc',
      writeCompound([
        ...wordStreams('Hi\r'),
        { path: 'Macros/VBA/ThisDocument', content: vbaModule('Private Sub Document_Open()\r\nEnd Sub') },
        {
          path: 'ObjectPool/_1/\u0001Ole10Native',
          content: packagedFile('setup.exe', 'C:\\Users\\kim\\setup.exe', Buffer.from('MZ fictional')),
        },
        {
          path: 'ObjectPool/_2/\u0001Ole',
          content: Buffer.concat([
            long(0x02000001, 1, 1, 0, 0),
            URL_MONIKER,
            long(wide('https://evil.test/o.hta\0').length),
            wide('https://evil.test/o.hta\0'),
          ]),
        },
      ]),
    )
    assert.deepEqual(opened.powers, ['macro', 'remote-content', 'embedded-program', 'auto-open'])
    assert.deepEqual(targets(opened), ['https://evil.test/o.hta'])
    assert.deepEqual(
      opened.files.map(({ path, active }) => [path, active]),
      [['setup.exe', true]],
    )
  })

  it('does not take an empty macro project for a macro', async () => {
    const opened = await openFile(
      'x.doc',
      writeCompound([
        ...wordStreams('Hi\r'),
        { path: 'Macros/VBA/ThisDocument', content: vbaModule('Option Explicit\r\n') },
      ]),
    )
    assert.deepEqual(opened.powers, [])
  })
})

describe('a workbook of the old format', () => {
  const START = [0x809, word(0x600, 5, 0, 0, 0, 0, 0, 0)] as const
  const END = [0x0a, Buffer.alloc(0)] as const

  it('gives cells, shared strings over continued records, and links', async () => {
    const strings = Buffer.concat([
      long(2, 2),
      word(5),
      Buffer.from([0]),
      Buffer.from('Hello'),
      word(10),
      Buffer.from([0]),
      Buffer.from('abcde'),
    ])
    const rest = Buffer.concat([Buffer.from([1]), wide('fghij')])
    const target = wide('https://evil.test/xls\0')
    const opened = await openFile(
      'x.xls',
      writeCompound([
        excelStream([
          START,
          [0xfc, strings],
          [0x3c, rest],
          [0xfd, Buffer.concat([word(0, 0, 0), long(0)])],
          [0xfd, Buffer.concat([word(0, 1, 0), long(1)])],
          [
            0x1b8,
            Buffer.concat([
              word(0, 0, 0, 0),
              Buffer.alloc(16),
              long(2, 3),
              URL_MONIKER,
              long(target.length),
              target,
            ]),
          ],
          END,
        ]),
      ]),
    )
    assert.equal(opened.text, 'Hello\tabcdefghij')
    assert.deepEqual(
      opened.links.map(({ href, text }) => [href, text]),
      [['https://evil.test/xls', 'Hello']],
    )
    assert.equal(opened.complete, true)
  })

  it('sees Excel 4 macros that run by themselves, DDE and encryption', async () => {
    const sheet = Buffer.concat([long(0), Buffer.from([2, 1, 2, 0]), Buffer.from('M1')])
    const name = Buffer.concat([word(0x20), Buffer.from([0, 1]), word(0, 0, 0, 0, 0), Buffer.from([0, 1])])
    const dde = Buffer.concat([word(0, 9), Buffer.from([0]), Buffer.from('cmd\u0003/c x ')])
    const opened = await openFile(
      'x.xls',
      writeCompound([excelStream([START, [0x85, sheet], [0x18, name], [0x1ae, dde], END])]),
    )
    assert.deepEqual(opened.powers, ['macro', 'auto-open', 'external-data'])
    const locked = await openFile('x.xls', writeCompound([excelStream([START, [0x2f, word(0, 0, 0)], END])]))
    assert.equal(locked.encrypted, true)
    assert.deepEqual(codes(locked), ['attachment.encrypted'])
  })
})

describe('a presentation of the old format', () => {
  const record = (head: number, type: number, content: Buffer): Buffer =>
    Buffer.concat([word(head, type), long(content.length), content])

  it('gives text, links, actions and packed objects', async () => {
    const inner = writeCompound([{ path: 'VBA/Module1', content: vbaModule('Sub Auto_Open()\r\nEnd Sub') }])
    const stream = Buffer.concat([
      record(
        0xf,
        0x03e8,
        Buffer.concat([
          record(0, 0x0fa0, wide('Title https://plain.example/s')),
          record(0, 0x0fa8, Buffer.from('Body')),
        ]),
      ),
      record(
        0xf,
        0x0fd7,
        Buffer.concat([
          record(0, 0x0fba, wide('Open me')),
          record(0x10, 0x0fba, wide('https://evil.test/ppt')),
        ]),
      ),
      record(0, 0x0ff3, Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0])),
      record(0x10, 0x1011, Buffer.concat([long(inner.length), deflateSync(inner)])),
    ])
    const opened = await openFile('x.ppt', writeCompound([{ path: 'PowerPoint Document', content: stream }]))
    assert.equal(opened.text, 'Title https://plain.example/s\nBody')
    assert.deepEqual(targets(opened), ['https://evil.test/ppt', 'https://plain.example/s'])
    assert.deepEqual(opened.powers, ['macro', 'launch', 'auto-open'])
  })
})

describe('an Outlook message as a file', () => {
  it('gives subject, body, header links and attached files, those of messages inside too', async () => {
    const opened = await openFile(
      'x.msg',
      writeCompound([
        { path: '__properties_version1.0', content: Buffer.alloc(32) },
        { path: '__substg1.0_0037001F', content: wide('Hello') },
        { path: '__substg1.0_1000001F', content: wide('Please see https://evil.test/msg') },
        { path: '__attach_version1.0_#00000000/__substg1.0_3707001F', content: wide('a.html') },
        {
          path: '__attach_version1.0_#00000000/__substg1.0_37010102',
          content: Buffer.from('<html><a href="https://evil.test/att">x</a></html>'),
        },
        {
          path: '__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_1000001F',
          content: wide('inner https://inner.test/'),
        },
      ]),
    )
    assert.equal(opened.text, 'Hello\nPlease see https://evil.test/msg\ninner https://inner.test/\nx')
    assert.deepEqual(targets(opened), [
      'https://evil.test/msg',
      'https://inner.test/',
      'https://evil.test/att',
    ])
    assert.deepEqual(
      opened.files.map(({ path }) => path),
      ['a.html'],
    )
  })
})
