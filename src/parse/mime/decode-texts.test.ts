import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import type { DecodedText } from '../decoded-text.ts'
import { decodeCharset } from './charset.ts'
import { decodeTexts } from './decode-texts.ts'
import { partContents } from './part-content.ts'
import { readMime } from './read-mime.ts'
import { decodeTransfer } from './transfer-decoding.ts'

const lines = (...all: string[]): string => all.join('\n')

function texts(raw: string | Buffer): readonly DecodedText[] {
  const bytes = Buffer.isBuffer(raw) ? raw : Buffer.from(raw)
  return decodeTexts(bytes, readMime(bytes).parts).texts
}
const short = (raw: string | Buffer): string[] =>
  texts(raw).map(
    (text) =>
      `${text.part} ${text.mediaType} ${text.charset}${text.attached ? ' attached' : ''} ${JSON.stringify(text.text)}`,
  )

test('texts of every kind, attached or not', () => {
  const raw = lines(
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8; format=flowed',
    '',
    'one ',
    'line é',
    '--b',
    'Content-Type: text/html; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<p title=3D"x">=E9=',
    '</p>',
    '--b',
    'Content-Type: text/csv',
    'Content-Disposition: attachment; filename=a.csv',
    'Content-Transfer-Encoding: base64',
    '',
    'YSxiDQpjLGQNCg==',
    '--b',
    'Content-Type: image/png',
    '',
    'x',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'Subject: in',
    '',
    'inside',
    '--b--',
  )
  assert.deepEqual(short(raw), [
    '1 text/plain utf-8 "one line é"',
    '2 text/html windows-1252 "<p title=\\"x\\">é</p>"',
    '3 text/csv us-ascii attached "a,b\\nc,d\\n"',
    '5.0 text/plain us-ascii attached "inside"',
  ])
})

test('what could not be opened is read as text', () => {
  assert.deepEqual(short(lines('Content-Type: multipart/mixed; boundary=b', '', 'http://hidden.test/', '')), [
    '0 text/plain us-ascii "http://hidden.test/\\n"',
  ])
  assert.deepEqual(short(lines('Content-Type: multipart/mixed; boundary=b', '', '--b--', '')), [])
})

test('line ends become LF', () => {
  assert.deepEqual(short('Subject: x\n\na\r\nb\rc\nd'), ['0 text/plain us-ascii "a\\nb\\nc\\nd"'])
})

test('HTML that names its own charset when the mail does not', () => {
  const page = Buffer.concat([
    Buffer.from('Content-Type: text/html\n\n<meta charset="koi8-r">'),
    Buffer.from([0xd0, 0xd2]),
  ])
  assert.deepEqual(short(page), ['0 text/html koi8-r "<meta charset=\\"koi8-r\\">пр"'])
  assert.deepEqual(short('Content-Type: text/html\n\n<meta charset="koi8-r">é'), [
    '0 text/html utf-8 "<meta charset=\\"koi8-r\\">é"',
  ])
  assert.deepEqual(
    texts(
      'Content-Type: text/html\n\n<META http-equiv=x content="text/html; charset=iso-2022-jp">\x1b$BF|\x1b(B',
    )[0]?.text.slice(-1),
    '日',
  )
})

test('issues say what was read otherwise', () => {
  const raw = Buffer.concat([
    Buffer.from(
      'Content-Type: text/plain; charset=x-nobody\nContent-Transfer-Encoding: quoted-printable\n\n=ZZ',
    ),
    Buffer.from([0xfc]),
  ])
  const { issues } = decodeTexts(raw, readMime(raw).parts)
  assert.deepEqual(
    issues.map((issue) => issue.code),
    ['mime.encoding-invalid', 'mime.charset-unknown'],
  )
})

test('ranges of a base64 text count in the decoded part', () => {
  const raw = `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from('é\r\nlink').toString('base64')}`
  const [text] = texts(raw)
  assert.equal(text?.text, 'é\nlink')
  assert.deepEqual(text?.rangeOf(2, 6), { start: 4, end: 8, of: '0' })
  assert.deepEqual(text?.rangeOf(0, 2), { start: 0, end: 4, of: '0' })
})

test('ranges inside an encoded message count in that message', () => {
  const inner = 'Content-Transfer-Encoding: quoted-printable\n\na=3Db'
  const raw = `Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${Buffer.from(inner).toString('base64')}`
  const text = texts(raw).at(-1)
  assert.equal(text?.text, 'a=b')
  assert.deepEqual(text?.rangeOf(1, 2), { start: 46, end: 49, of: '0' })
})

test('a range does not swallow the soft break before it', () => {
  const raw = 'Content-Transfer-Encoding: quoted-printable\n\nab=\ncd'
  const [text] = texts(raw)
  assert.deepEqual(text?.rangeOf(2, 4), { start: 49, end: 51 })
  assert.deepEqual(text?.rangeOf(2, 2), { start: 49, end: 49 })
})

/** Encodes as mail programs do: lines of at most 76 characters, soft breaks, trailing white space encoded. */
function quotedPrintable(bytes: Buffer, every: number): string {
  let out = ''
  let column = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte === 13 && bytes[at + 1] === 10) {
      out += '\r\n'
      column = 0
      at++
      continue
    }
    const isPlain = byte > 32 && byte < 127 && byte !== 61 && byte !== 46
    const piece = isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
    if (column + piece.length >= every) {
      out += '=\r\n'
      column = 0
    }
    out += piece
    column += piece.length
  }
  return out
}

const CHARSETS: readonly (readonly [name: string, alphabet: string])[] = [
  ['us-ascii', 'abc .=-<'],
  ['utf-8', 'aé漢😀 =b'],
  ['windows-1252', 'aé€ =b'],
  ['iso-8859-2', 'ač =b'],
  ['koi8-r', 'aж =b'],
  ['gbk', 'a你 =b'],
  ['gb18030', 'a你 b€'],
  ['big5', 'a你 =b'],
  ['shift_jis', 'a漢ｱ =b'],
  ['euc-jp', 'a漢 =b'],
  ['euc-kr', 'a가 =b'],
  ['utf-16le', 'aé漢😀 b'],
  ['cp850', 'aü =b'],
]

const CASE = fc
  .tuple(
    fc.constantFrom(...CHARSETS),
    fc.constantFrom('7bit', 'quoted-printable', 'base64'),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
    fc.boolean(),
    fc.integer({ min: 8, max: 76 }),
  )
  .chain(([[charset, alphabet], encoding, end, flowed, bom, width]) =>
    fc.record({
      charset: fc.constant(charset),
      encoding: fc.constant(charset.startsWith('utf-16') && encoding === '7bit' ? 'base64' : encoding),
      end: fc.constant(charset.startsWith('utf-16') ? '\n' : end),
      flowed: fc.constant(flowed),
      bom: fc.constant(bom && charset === 'utf-8'),
      width: fc.constant(width),
      lines: fc.array(
        fc.array(fc.constantFrom(...alphabet), { maxLength: 40 }).map((letters) => letters.join('')),
        { maxLength: 60 },
      ),
      from: fc.nat(10_000),
      length: fc.nat(300),
    }),
  )

test('property: the bytes at rangeOf(start, end) decode to that text again', () => {
  fc.assert(
    fc.property(CASE, ({ charset, encoding, end, flowed, bom, width, lines: written, from, length }) => {
      const source = (bom ? '\ufeff' : '') + written.join(end)
      const content =
        charset === 'us-ascii' ? Buffer.from(source) : iconv.encode(source, charset, { addBOM: false })
      const body =
        encoding === '7bit'
          ? content
          : Buffer.from(
              encoding === 'base64'
                ? content.toString('base64').replace(/.{60}/g, '$&\r\n')
                : quotedPrintable(content, width),
            )
      const raw = Buffer.concat([
        Buffer.from(
          `Content-Type: text/plain; charset=${charset}${flowed ? '; format=flowed' : ''}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`,
        ),
        body,
      ])
      const { parts } = readMime(raw)
      const [text] = decodeTexts(raw, parts).texts
      assert.ok(text)
      const letters = Array.from(text.text)
      const first = Math.min(from % (letters.length + 1), letters.length)
      const last = Math.min(first + length, letters.length)
      const wanted = letters.slice(first, last).join('')
      const start = letters.slice(0, first).join('').length
      const range = text.rangeOf(start, start + wanted.length)

      const contents = partContents(raw, parts)
      const part = parts[0]
      assert.ok(part)
      const holder = range.of === undefined ? raw : contents.decoded(part).bytes
      assert.ok(range.start <= range.end && range.end <= holder.length)
      assert.equal(range.of, encoding === 'base64' ? '0' : undefined)
      const slice =
        range.of === undefined && encoding === 'quoted-printable'
          ? decodeTransfer('quoted-printable', raw, range.start, range.end).bytes
          : holder.subarray(range.start, range.end)
      const again = decodeCharset(slice, charset).text.replace(/\r\n?/g, '\n')
      // Unflowing drops line ends, stuffed spaces and quote marks between the letters: compare without them.
      const bare = (value: string) => (flowed ? value.replace(/[\s>]+/g, '') : value)
      assert.equal(bare(again), bare(wanted))
    }),
    { numRuns: 3000 },
  )
})

test('property: ranges of neighbouring stretches do not overlap and ascend', () => {
  fc.assert(
    fc.property(CASE, ({ encoding, end, width, lines: written }) => {
      const content = Buffer.from(written.join(end))
      const body =
        encoding === 'quoted-printable' ? quotedPrintable(content, width) : content.toString('utf8')
      const coding = encoding === 'quoted-printable' ? encoding : '8bit'
      const raw = Buffer.from(
        `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ${coding}\n\n${body}`,
      )
      const [text] = decodeTexts(raw, readMime(raw).parts).texts
      assert.ok(text)
      let reached = 0
      let at = 0
      for (const letter of text.text) {
        const range = text.rangeOf(at, at + letter.length)
        assert.ok(range.start >= reached, 'overlap')
        assert.ok(range.end > range.start, 'empty')
        reached = range.end
        at += letter.length
      }
      assert.ok(reached <= raw.length)
    }),
    { numRuns: 300 },
  )
})

test('broken text in a charset whose streaming decoder gives up: the lines around are the place', () => {
  const broken = Buffer.from('61626364 0a b049f841ef35b768 0a 78797a'.replaceAll(' ', ''), 'hex')
  for (const charset of ['gbk', 'gb18030']) {
    const head = Buffer.from(`Content-Type: text/plain; charset=${charset}\n\n`)
    const raw = Buffer.concat([head, broken])
    const [text] = texts(raw)
    assert.ok(text)
    for (let at = 0; at < text.text.length; at++) {
      const range = text.rangeOf(at, at + 1)
      assert.ok(range.start >= head.length && range.start <= range.end && range.end <= raw.length)
    }
    const link = text.rangeOf(text.text.indexOf('xyz'), text.text.length)
    assert.ok(raw.toString('latin1', link.start, link.end).includes('xyz'))
  }
})
