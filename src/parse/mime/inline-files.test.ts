import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { uuencode, yencode } from '../../testing/inline-file-writer.ts'
import { base64Lines, quotedPrintable } from '../../testing/mail-encoding.ts'
import { parseMessage } from '../parse-message.ts'
import { findInlineFiles, withoutInlineFiles } from './inline-files.ts'
import { decodeTransfer, transferCoding } from './transfer-decoding.ts'

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
/** Holds every byte, and zeros at the end of the first line. */
const FILE = Buffer.from(Array.from({ length: 300 }, (_, at) => (at >= 36 && at < 45 ? 0 : (at * 7) & 255)))

const found = (text: string) => {
  const bytes = latin1(text)
  return findInlineFiles(bytes, 0, bytes.length).map((file) => ({
    name: file.name,
    kind: file.kind,
    broken: file.broken,
    text: text.slice(file.start, file.end),
    content: decodeTransfer(transferCoding(file.encoding) ?? 'identity', bytes, file.dataStart, file.dataEnd)
      .bytes,
  }))
}

test('files between the lines of a text', () => {
  const first = uuencode('a b.bin', FILE)
  const second = yencode('c.bin', FILE)
  const third = uuencode('empty', Buffer.alloc(0))
  const text = `Hello\n\n${first}\nand\n${second}and\n${third}bye\n`
  const files = found(text)
  assert.deepEqual(
    files.map(({ name, kind, broken }) => ({ name, kind, broken })),
    [
      { name: 'a b.bin', kind: 'uuencode', broken: false },
      { name: 'c.bin', kind: 'yenc', broken: false },
      { name: 'empty', kind: 'uuencode', broken: false },
    ],
  )
  assert.deepEqual(
    files.map((file) => file.text),
    [first, second, third],
  )
  assert.ok(files[0]?.content.equals(FILE) && files[1]?.content.equals(FILE))
  assert.equal(withoutInlineFiles(latin1(text)).bytes.toString('latin1'), 'Hello\n\n\nand\nand\nbye\n')
})

test('other ways to write the same', () => {
  for (const text of [
    uuencode('x', FILE, { blank: ' ' }),
    // Blanks at the ends of lines are lost on the way.
    uuencode('x', FILE, { blank: ' ' }).replace(/ +\n/g, '\n'),
    uuencode('x', FILE).replaceAll('\n', '\r\n'),
    uuencode('x', FILE).replaceAll('\n', '\r'),
    `begin-base64 644 x\n${FILE.toString('base64').replace(/.{60}/g, '$&\n')}\n====\n`,
    yencode('x', FILE, { line: 64 }).replaceAll('\n', '\r\n'),
    // Without the line that says that nothing more comes, and without a name.
    uuencode('x', FILE).replace('`\nend', 'end'),
    uuencode('', FILE),
  ]) {
    const [file] = found(text)
    assert.ok(file, text.slice(0, 40))
    assert.equal(file.broken, false, text.slice(0, 40))
    assert.ok(file.content.equals(FILE), text.slice(0, 40))
  }
})

test('what a person writes is no file', () => {
  for (const text of [
    'begin 644 the work on Monday\nThanks\n',
    'We begin 644 things\nend\n',
    'begin 644 x\nend\n',
    'begin 644 x\n\nDear all,\nend\n',
    'begin\nM\nend\n',
    '=ybegin is how it starts\n',
    '=ybegin size=3 name=x\nabc\n',
  ])
    assert.deepEqual(found(text), [], text)
})

test('a file without an end goes as far as its lines are right, and is marked', () => {
  const uu = uuencode('x.bin', FILE)
  const cut = uu.slice(0, uu.indexOf('\n', 100) + 1)
  const [file, ...others] = found(`${cut}Then somebody writes on: https://example.org/\n`)
  assert.equal(others.length, 0)
  assert.equal(file?.broken, true)
  assert.equal(file?.text, cut)
  assert.ok(FILE.subarray(0, 45).equals((file?.content ?? FILE).subarray(0, 45)))

  const yenc = yencode('x.bin', FILE)
  const half = yenc.slice(0, yenc.indexOf('\n', 60) + 1)
  const [broken] = found(`${half}Then somebody writes on.\n`)
  assert.equal(broken?.broken, true)
  assert.equal(broken?.text, half)
  const wrong = yenc.replace(/crc32=\w{8}/, 'crc32=00000000')
  assert.equal(found(wrong)[0]?.broken, true)
  assert.equal(found(yenc.replace('=yend size=300', '=yend size=301'))[0]?.broken, true)
})

test('plain text dressed as a file keeps its links', () => {
  const text =
    '=ybegin line=128 size=9999 name=x\nDear Bob, sign in at https://example.org/login soon.\nBye\n=yend size=3\n'
  assert.ok(withoutInlineFiles(latin1(text)).bytes.includes('https://example.org/login'))
  const line = `M${'HTTPS://EXAMPLE.ORG/LOGIN'.padEnd(60, '!')}`
  const uu = `begin 644 x\n${line}\n\`\nend\n`
  assert.equal(found(uu).length, 1)
  assert.equal(withoutInlineFiles(latin1(uu)).bytes.toString('latin1'), `${line}\n`)
})

test('parts of a file in several mails are named', () => {
  const part = { part: 1, total: 2, offset: 0, size: 600 }
  const raw = latin1(`Subject: x\n\n${yencode('big.bin', FILE, { part })}`)
  const { parts, issues, attachments } = parseMessage(raw)
  assert.deepEqual(
    parts.map(({ path }) => path),
    ['0', '1'],
  )
  assert.ok(issues.some(({ code, detail }) => code === 'mime.partial' && detail.includes('part 1 of 2')))
  assert.equal(
    issues.some(({ code }) => code === 'mime.inline-file-invalid'),
    false,
  )
  assert.equal(attachments[0]?.sha256, sha256(FILE))
})

test('the file is an attachment with its place, the text around it keeps its own places', () => {
  const block = uuencode('report.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), FILE]))
  const body = `Grüße https://before.test/a\n${block}see https://after.test/b\n`
  const utf8 = Buffer.from(body, 'utf8')
  const cases: readonly (readonly [coding: string, body: string])[] = [
    ['8bit', utf8.toString('latin1')],
    ['quoted-printable', quotedPrintable(Buffer.from(body.replaceAll('\n', '\r\n'), 'utf8'))],
    ['base64', base64Lines(utf8)],
  ]
  for (const [coding, written] of cases) {
    const raw = latin1(
      `Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ${coding}\n\n${written}\n--b--\n`,
    )
    const message = parseMessage(raw)
    const file = message.parts.find(({ path }) => path === '1.1')
    assert.equal(file?.unpackedFrom, 'uuencode', coding)
    const [attachment] = message.attachments
    assert.equal(attachment?.name, 'report.pdf')
    assert.equal(attachment?.detectedType, 'application/pdf')
    assert.equal(attachment?.size, 309)
    const content =
      coding === '8bit' ? raw : coding === 'base64' ? utf8 : Buffer.from(body.replaceAll('\n', '\r\n'))
    const { start = 0, end = 0, of } = attachment?.range ?? {}
    assert.equal(of, coding === '8bit' ? undefined : '1', coding)
    assert.equal(content.toString('latin1', start, end).replaceAll('\r', ''), block, coding)
    assert.equal(
      message.texts[0]?.text.trimEnd(),
      'Grüße https://before.test/a\nsee https://after.test/b',
      coding,
    )
    assert.deepEqual(
      message.links.map(({ href }) => href),
      ['https://before.test/a', 'https://after.test/b'],
      coding,
    )
    for (const link of message.links) {
      const held = link.range.of === undefined ? raw : utf8
      assert.equal(
        held.toString('latin1', link.range.start, link.range.end).replace(/=\r?\n/g, ''),
        link.href,
        coding,
      )
    }
    assert.deepEqual(
      message.issues.filter(({ code }) => code.startsWith('mime.')),
      [],
      coding,
    )
  }
})

test('a text behind a file of 20 MB is still read', () => {
  const line = `M${'A'.repeat(60)}\n`
  const raw = Buffer.concat([
    latin1('Subject: x\n\nbegin 644 x\n'),
    Buffer.alloc(20 << 20, line).subarray(0, Math.floor((20 << 20) / line.length) * line.length),
    latin1('`\nend\nhttps://after.test/\n'),
  ])
  const { links, texts, attachments } = parseMessage(raw)
  assert.deepEqual(
    links.map(({ href }) => href),
    ['https://after.test/'],
  )
  assert.equal(texts[0]?.text, 'https://after.test/\n')
  assert.equal(attachments[0]?.size, 45 * Math.floor((20 << 20) / line.length))
})

test('files behind the limit of parts stay text', () => {
  const { parts, texts, links } = parseMessage(
    latin1(
      `Subject: x\n\n${'begin 644 a\n#86)C\n`\nend\n'.repeat(10_001)}begin 644 b\n#HTTPS://B.TEST/\nend\n`,
    ),
  )
  assert.equal(parts.length, 10_000)
  assert.ok(texts[0]?.text.startsWith('begin 644 a\n#86)C'))
  assert.equal(links.length, 1)
})

test('property: any file in any text comes back', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '\n', '>', 'begin ', '='), maxLength: 30 })
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      text,
      text,
      fc.boolean(),
      (file, before, after, isYenc) => {
        const block = isYenc ? yencode('f', file) : uuencode('f', file)
        const [read, ...others] = found(`${before}\n${block}${after}`)
        assert.equal(others.length, 0)
        assert.equal(read?.broken, false)
        assert.ok(read?.content.equals(file))
      },
    ),
    { numRuns: 1000 },
  )
})
