import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { compressedData, signedData } from '../../testing/cms-writer.ts'
import { type CompoundStream, writeCompound } from '../../testing/compound-writer.ts'
import { threadTime } from '../../testing/thread-time.ts'
import { readMime } from '../mime/read-mime.ts'
import { extensionOf, isActive } from './active-content.ts'
import { detectType } from './detect-type.ts'
import { readAttachments } from './read-attachments.ts'

const attachments = (raw: string) => {
  const bytes = Buffer.from(raw)
  return readAttachments(bytes, readMime(bytes).parts)
}
const part = (header: readonly string[], body: string): string => `--b\n${header.join('\n')}\n\n${body}\n`
const mixed = (...parts: string[]): string =>
  `Content-Type: multipart/mixed; boundary=b\n\n${parts.join('')}--b--\n`

test('what is a file and what is text', () => {
  const found = attachments(
    mixed(
      part(['Content-Type: text/plain'], 'shown'),
      part(['Content-Type: text/plain', 'Content-Disposition: inline; filename=a.patch'], 'x'),
      part(['Content-Type: text/html', 'Content-Disposition: attachment'], '<p>'),
      part(['Content-Type: image/png; name="=?utf-8?Q?=C3=A9.png?="'], 'x'),
      part(
        ['Content-Type: message/rfc822'],
        `Content-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: application/pdf; name=in.pdf\n\nx\n--c--`,
      ),
      part(['Content-Type: message/delivery-status'], 'Status: 5.0.0'),
      part(
        [
          "Content-Disposition: x-strange; filename*=utf-8''%E2%82%AC.exe",
          'Content-Type: application/octet-stream',
        ],
        'x',
      ),
    ),
  )
  assert.deepEqual(
    found.map((each) => [each.part, each.name, each.extension, each.declaredType, each.active]),
    [
      ['2', 'a.patch', 'patch', 'text/plain', false],
      ['3', '', '', 'text/html', true],
      ['4', 'é.png', 'png', 'image/png', false],
      ['5', '', '', 'message/rfc822', false],
      ['5.1', 'in.pdf', 'pdf', 'application/pdf', false],
      ['7', '€.exe', 'exe', 'application/octet-stream', true],
    ],
  )
})

test('a body with a name is no file, a page behind it is', () => {
  const found = attachments(
    mixed(
      part(['Content-Type: text/html; name=body.html'], '<p>shown'),
      part(['Content-Type: text/html; name=invoice.htm'], '<p>'),
    ),
  )
  assert.deepEqual(
    found.map((each) => [each.part, each.active]),
    [['2', true]],
  )
})

test('content is decoded before it is measured, hashed and looked at', () => {
  const content = Buffer.from('%PDF-1.7\nhello')
  const [found] = attachments(
    mixed(
      part(
        ['Content-Type: application/octet-stream; name=a.txt', 'Content-Transfer-Encoding: base64'],
        content.toString('base64'),
      ),
    ),
  )
  assert.equal(found?.size, content.length)
  assert.equal(found?.sha256, createHash('sha256').update(content).digest('hex'))
  assert.equal(found?.detectedType, 'application/pdf')
  assert.deepEqual(found?.range, { start: 133, end: 153 })
})

/** A zip with nothing but its list of names; enough for a reader of names. */
function zip(...names: string[]): Buffer {
  const local = names.map((name) => {
    const head = Buffer.alloc(30)
    head.write('PK\u0003\u0004', 'latin1')
    head.writeUInt16LE(name.length, 26)
    return Buffer.concat([head, Buffer.from(name)])
  })
  const central = names.map((name) => {
    const head = Buffer.alloc(46)
    head.write('PK\u0001\u0002', 'latin1')
    head.writeUInt16LE(name.length, 28)
    return Buffer.concat([head, Buffer.from(name)])
  })
  return Buffer.concat([...local, ...central, Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)])
}

/** An OLE file's beginning and names of streams, as its directory holds them. */
function ole(...names: string[]): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    ...names.map((name) => Buffer.from(`${name}\0`, 'utf16le')),
  ])
}

/** A compound file whose directory is a chain of a million sectors, each entry pointing at others. */
function largeDirectory(): Buffer {
  const bytes = Buffer.alloc(16 << 20, 1)
  bytes.write('d0cf11e0a1b11ae1', 0, 'hex')
  bytes.writeUInt16LE(9, 30)
  bytes.writeUInt32LE(1, 48)
  for (let i = 0; i < 109; i++) bytes.writeUInt32LE(0, 76 + i * 4)
  for (let i = 0; i < 128; i++) bytes.writeUInt32LE(i + 1, 512 + i * 4)
  bytes[1024 + 66] = 5
  return bytes
}

const latin = (text: string) => Buffer.from(text, 'latin1')
const iso = Buffer.alloc(0x8100)
iso.write('CD001', 0x8001, 'latin1')

const stream = (path: string): CompoundStream => ({ path, content: Buffer.from('x') })
const PROFILE = '<?xml version="1.0"?><plist><dict><key>PayloadContent</key></dict></plist>'

const contents: readonly (readonly [
  name: string,
  bytes: Buffer,
  type: string | undefined,
  active: boolean,
])[] = [
  ['PDF', latin('%PDF-1.4'), 'application/pdf', false],
  ['PDF behind junk', latin('junk\n%PDF-1.4'), 'application/pdf', false],
  ['PNG', latin('\u0089PNG\r\n\u001a\n'), 'image/png', false],
  ['JPEG', latin('\u00ff\u00d8\u00ff\u00e0'), 'image/jpeg', false],
  ['GIF', latin('GIF89a'), 'image/gif', false],
  ['RTF', latin('{\\rtf1'), 'application/rtf', false],
  ['Windows program', latin('MZ\u0090\u0000'), 'application/vnd.microsoft.portable-executable', true],
  ['ELF', latin('\u007fELF'), 'application/x-elf', true],
  ['7z', latin("7z\u00bc\u00af'\u001c"), 'application/x-7z-compressed', false],
  ['RAR', latin('Rar!\u001a\u0007\u0001\u0000'), 'application/vnd.rar', false],
  ['gzip', latin('\u001f\u008b\u0008\u0000'), 'application/gzip', false],
  ['ISO image', iso, 'application/x-iso9660-image', true],
  [
    'shortcut',
    Buffer.from('4c0000000114020000000000c000000000000046', 'hex'),
    'application/x-ms-shortcut',
    true,
  ],
  ['OneNote', Buffer.from('e4525c7b8cd8a74daeb15378d02996d3', 'hex'), 'application/onenote', true],
  ['HTML', latin('\u00ef\u00bb\u00bf \n<!DOCTYPE HTML><p>'), 'text/html', true],
  ['SVG', latin('<?xml version="1.0"?>\n<svg xmlns="x">'), 'image/svg+xml', true],
  ['XML', latin('<?xml version="1.0"?><a/>'), 'text/xml', false],
  ['mail', latin('From: a@example.org\nSubject: x\n\n'), 'message/rfc822', false],
  ['calendar', latin('BEGIN:VCALENDAR\r\n'), 'text/calendar', false],
  ['zip', zip('a.txt'), 'application/zip', false],
  ['zip with a script', zip('a.txt', 'invoice.pdf.js'), 'application/zip', true],
  [
    'docx',
    zip('[Content_Types].xml', 'word/document.xml'),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    false,
  ],
  [
    'docm',
    zip('[Content_Types].xml', 'word/vbaProject.bin'),
    'application/vnd.ms-word.document.macroenabled.12',
    true,
  ],
  [
    'xlsx with old macros',
    zip('[Content_Types].xml', 'xl/macrosheets/sheet1.xml'),
    'application/vnd.ms-excel.sheet.macroenabled.12',
    true,
  ],
  ['jar', zip('META-INF/MANIFEST.MF', 'A.class'), 'application/java-archive', true],
  ['doc', ole('Root Entry', 'WordDocument'), 'application/msword', false],
  ['doc with macros', ole('Root Entry', 'WordDocument', '_VBA_PROJECT'), 'application/msword', true],
  ['msg', ole('__properties_version1.0'), 'application/vnd.ms-outlook', false],
  ['doc under names in capitals', writeCompound([stream('WORDDOCUMENT')]), 'application/msword', false],
  [
    'doc with a workbook inside',
    writeCompound([stream('ObjectPool/_1/Workbook'), stream('WordDocument')]),
    'application/msword',
    false,
  ],
  ['xls of 1995', writeCompound([stream('Book')]), 'application/vnd.ms-excel', false],
  ['unknown compound file', writeCompound([stream('Other')]), 'application/x-ole-storage', false],
  [
    'compound file that names an installer table in its text',
    writeCompound([{ path: 'Contents', content: Buffer.from('\u4840\u4840 WordDocument', 'utf16le') }]),
    'application/x-ole-storage',
    false,
  ],
  ['installer by its tables', writeCompound([stream('\u4840\u3f7f')]), 'application/x-msi', true],
  [
    'installer by its class',
    writeCompound([stream('x')], Buffer.from('84100c0000000000c000000000000046', 'hex')),
    'application/x-msi',
    true,
  ],
  ['text', latin('hello world'), undefined, false],
  ['text with a colon', latin('Note: x\nTo: do\n'), undefined, false],
  [
    'mail with folded fields',
    latin('Received: a\n\tby b;\n c\nX-Own: y\nSubject: x\n\n'),
    'message/rfc822',
    false,
  ],
  ['mailbox', latin('From a@example.org Tue Mar  5 10:12:00 2024\nReceived: x\n'), 'application/mbox', false],
  ['letter', latin('From here on\nnothing: really\n'), undefined, false],
  ['signed file', signedData(latin('hello')), 'application/pkcs7-mime', false],
  [
    'signed file of open length',
    signedData(latin('x'), { indefinite: true }),
    'application/pkcs7-mime',
    false,
  ],
  ['packed signed file', compressedData(latin('x')), 'application/pkcs7-mime', false],
  ['profile', latin(PROFILE), 'application/x-apple-aspen-config', true],
  ['signed profile', signedData(latin(PROFILE)), 'application/x-apple-aspen-config', true],
  ['property list', latin('<?xml version="1.0"?><plist><dict/></plist>'), 'text/xml', false],
  ['nothing', Buffer.alloc(0), undefined, false],
]
for (const [name, bytes, type, active] of contents)
  test(`by content: ${name}`, () => {
    assert.equal(detectType(bytes), type)
    assert.equal(isActive('dat', detectType(bytes), bytes), active)
  })

test('extensions as the system that opens the file sees them', () => {
  assert.equal(extensionOf('Invoice.PDF'), 'pdf')
  assert.equal(extensionOf('invoice.pdf.exe'), 'exe')
  assert.equal(extensionOf('invoice.exe. . '), 'exe')
  assert.equal(extensionOf('annex\u202efdp.scr'), 'scr')
  assert.equal(extensionOf('a.e\u200bxe'), 'exe')
  assert.equal(extensionOf('dir.d/name'), '')
  assert.equal(extensionOf('C:\\x.y\\name.lnk'), 'lnk')
  assert.equal(extensionOf('no extension. really none'), '')
  assert.equal(extensionOf(''), '')
})

test('hostile files are linear', () => {
  const start = threadTime()
  for (const bytes of [
    Buffer.concat([latin('PK\u0003\u0004'), latin('PK\u0001\u0002'.repeat(1_000_000))]),
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(8 << 20, '_\0V\0')]),
    Buffer.alloc(8 << 20, ' '),
    Buffer.alloc(8 << 20, '<!--'),
    latin(`<?xml ${' '.repeat(1 << 20)}`),
    latin(`From ${'x '.repeat(1 << 20)}`),
    latin(`From: x\n${' x\n'.repeat(1 << 20)}`),
    largeDirectory(),
  ])
    isActive('x', detectType(bytes), bytes)
  assert.ok(threadTime() - start < 1000, `${threadTime() - start} ms`)
})
