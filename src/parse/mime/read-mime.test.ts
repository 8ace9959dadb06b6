import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Part } from '../../model/message.ts'
import { partContents } from './part-content.ts'
import type { MimeTree } from './read-mime.ts'
import { readMime } from './read-mime.ts'

const lines = (...all: string[]): string => all.join('\n')

/** One line per part: path, kind, type, and the raw body of leaves in quotes. */
function outline(raw: string | Buffer): string[] {
  const bytes = Buffer.isBuffer(raw) ? raw : Buffer.from(raw, 'latin1')
  const { parts } = readMime(bytes)
  const contents = partContents(bytes, parts)
  return parts.map((part) => {
    const { start, end, of } = part.bodyRange
    const text = contents.holder(part).toString('latin1', start, end)
    const place = of === undefined ? '' : ` of ${of}`
    return `${part.path} ${part.kind} ${part.contentType.mediaType}${part.kind === 'leaf' ? ` ${JSON.stringify(text)}` : ''}${place}`
  })
}
const codes = (tree: MimeTree): string[] => tree.issues.map((issue) => issue.code)

const MIXED = lines(
  'Content-Type: multipart/mixed; boundary=b',
  '',
  'preamble',
  '--b',
  'Content-Type: text/html',
  '',
  '<p>one</p>',
  '',
  '--b',
  '',
  'two',
  '--b--',
  'epilogue',
)

test('a plain message', () => {
  assert.deepEqual(outline('Subject: x\n\nHello\n'), ['0 leaf text/plain "Hello\\n"'])
})

for (const [name, end] of [
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['bare CR', '\r'],
] as const)
  test(`parts, preamble and epilogue with ${name} line ends`, () => {
    const raw = MIXED.replaceAll('\n', end)
    const blank = JSON.stringify(`<p>one</p>${end}`)
    assert.deepEqual(outline(raw), [
      '0 multipart multipart/mixed',
      `1 leaf text/html ${blank}`,
      '2 leaf text/plain "two"',
    ])
    assert.deepEqual(codes(readMime(Buffer.from(raw))), [])
  })

test('every range fits its bytes', () => {
  const raw = Buffer.from(MIXED)
  const { root, parts } = readMime(raw)
  assert.equal(
    raw.toString('latin1', root.headerRange.start, root.headerRange.end),
    'Content-Type: multipart/mixed; boundary=b\n',
  )
  assert.ok(raw.toString('latin1', root.bodyRange.start, root.bodyRange.end).startsWith('preamble'))
  assert.ok(raw.toString('latin1', root.bodyRange.start, root.bodyRange.end).endsWith('epilogue'))
  assert.equal(parts[1]?.header[0]?.value, 'text/html')
  assert.equal(
    raw.toString('latin1', parts[1]?.headerRange.start, parts[1]?.headerRange.end),
    'Content-Type: text/html\n',
  )
})

test('nested multiparts, numbered like IMAP sections', () => {
  const raw = lines(
    'Content-Type: multipart/mixed; boundary=outer',
    '',
    '--outer',
    'Content-Type: multipart/alternative; boundary="inner"',
    '',
    '--inner',
    '',
    'plain',
    '--inner',
    'Content-Type: text/html',
    '',
    'html',
    '--inner--',
    'inner epilogue',
    '--outer',
    'Content-Type: application/pdf',
    'Content-Transfer-Encoding: BASE64',
    'Content-Disposition: attachment; filename=a.pdf',
    '',
    'JVBERi0=',
    '--outer--',
  )
  assert.deepEqual(outline(raw), [
    '0 multipart multipart/mixed',
    '1 multipart multipart/alternative',
    '1.1 leaf text/plain "plain"',
    '1.2 leaf text/html "html"',
    '2 leaf application/pdf "JVBERi0="',
  ])
  const pdf = readMime(Buffer.from(raw)).parts[4]
  assert.equal(pdf?.encoding, 'base64')
  assert.deepEqual(pdf?.disposition, { kind: 'attachment', parameters: { filename: 'a.pdf' } })
})

test('an outer boundary that the inner one begins with', () => {
  for (const [outer, inner] of [
    ['abc', 'abcdef'],
    ['abcdef', 'abc'],
    ['b', 'b--'],
  ])
    assert.deepEqual(
      outline(
        lines(
          `Content-Type: multipart/mixed; boundary="${outer}"`,
          '',
          `--${outer}`,
          `Content-Type: multipart/alternative; boundary="${inner}"`,
          '',
          `--${inner}`,
          '',
          'in',
          `--${inner}--`,
          `--${outer}`,
          '',
          'out',
          `--${outer}--`,
        ),
      ),
      [
        '0 multipart multipart/mixed',
        '1 multipart multipart/alternative',
        '1.1 leaf text/plain "in"',
        '2 leaf text/plain "out"',
      ],
    )
})

test('a nested multipart that uses its parent’s boundary again', () => {
  assert.deepEqual(
    outline(
      lines(
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: multipart/alternative; boundary=b',
        '',
        '--b',
        '',
        'in',
        '--b--',
        '--b',
        '',
        'out',
        '--b--',
      ),
    ),
    [
      '0 multipart multipart/mixed',
      '1 multipart multipart/alternative',
      '1.1 leaf text/plain "in"',
      '2 leaf text/plain "out"',
    ],
  )
})

test('white space around boundaries', () => {
  const raw = lines('Content-Type: multipart/mixed; boundary="b  "', '', '--b \t', '', 'x', '--b--   ', '')
  assert.deepEqual(outline(raw), ['0 multipart multipart/mixed', '1 leaf text/plain "x"'])
})

test('lines that only resemble the boundary are content', () => {
  const raw = lines(
    'Content-Type: multipart/mixed; boundary=bb',
    '',
    '--bb',
    '',
    '--b',
    '--bbc',
    ' --bb',
    '-- ',
    'x--bb',
    '--bb--',
  )
  assert.deepEqual(outline(raw), [
    '0 multipart multipart/mixed',
    '1 leaf text/plain "--b\\n--bbc\\n --bb\\n-- \\nx--bb"',
  ])
})

test('a boundary longer than any standard allows', () => {
  const long = 'b'.repeat(20_000)
  const raw = lines(
    `Content-Type: multipart/mixed; boundary="${long}"`,
    '',
    `--${long}`,
    '',
    'x',
    `--${long}--`,
  )
  assert.deepEqual(outline(raw), ['0 multipart multipart/mixed', '1 leaf text/plain "x"'])
})

test('boundary lines that all have something behind the boundary', () => {
  const raw = lines(
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b1',
    'Content-Type: multipart/alternative; boundary=bb',
    '',
    '--bb2',
    'Content-Type: text/html',
    '',
    'x',
    '--bb3',
    '',
    'y',
  )
  assert.deepEqual(outline(raw), [
    '0 multipart multipart/mixed',
    '1 multipart multipart/alternative',
    '1.1 leaf text/html "x"',
    '1.2 leaf text/plain "y"',
  ])
})

test('a multipart that is never closed', () => {
  const raw = lines('Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'x', '')
  assert.deepEqual(outline(raw), ['0 multipart multipart/mixed', '1 leaf text/plain "x\\n"'])
  assert.deepEqual(codes(readMime(Buffer.from(raw))), ['mime.multipart-unclosed'])
})

test('an inner multipart ended by the outer boundary', () => {
  const raw = lines(
    'Content-Type: multipart/mixed; boundary=out',
    '',
    '--out',
    'Content-Type: multipart/mixed; boundary=in',
    '',
    '--in',
    '',
    'x',
    '--out',
    '',
    'y',
    '--out--',
  )
  assert.deepEqual(outline(raw), [
    '0 multipart multipart/mixed',
    '1 multipart multipart/mixed',
    '1.1 leaf text/plain "x"',
    '2 leaf text/plain "y"',
  ])
  assert.deepEqual(codes(readMime(Buffer.from(raw))), ['mime.multipart-unclosed'])
})

test('a header cut off by a boundary line', () => {
  assert.deepEqual(
    outline(
      lines(
        'Content-Type: multipart/mixed; boundary=":x"',
        '',
        '--:x',
        '--:x',
        'Content-Type: text/html',
        '--:x--',
      ),
    ),
    ['0 multipart multipart/mixed', '1 leaf text/plain ""', '2 leaf text/html ""'],
  )
})

test('a multipart whose header runs into its own boundary line', () => {
  const raw = lines(
    'From: a@a.test',
    'Content-Type: multipart/mixed; boundary=b',
    'MIME-Version: 1.0',
    '--b',
    'Content-Type: text/html',
    '',
    'x',
    '--b--',
  )
  assert.deepEqual(outline(raw), ['0 multipart multipart/mixed', '1 leaf text/html "x"'])
  assert.deepEqual(
    readMime(Buffer.from(raw)).root.header.map(({ key }) => key),
    ['from', 'content-type', 'mime-version'],
  )
})

test('no boundary named: the one in the body is found, else the body is one text', () => {
  const found = lines(
    'Content-Type: multipart/mixed',
    '',
    '-- not this',
    '--zz',
    'Content-Type: text/html',
    '',
    'x',
    '--zz--',
  )
  assert.deepEqual(outline(found), ['0 multipart multipart/mixed', '1 leaf text/html "x"'])
  assert.deepEqual(codes(readMime(Buffer.from(found))), ['mime.boundary-missing'])
  const none = lines('Content-Type: multipart/mixed', '', 'just text', '')
  assert.deepEqual(outline(none), ['0 leaf multipart/mixed "just text\\n"'])
})

test('an empty multipart', () => {
  assert.deepEqual(outline(lines('Content-Type: multipart/mixed; boundary=b', '', '--b--', '')), [
    '0 multipart multipart/mixed',
  ])
})

test('a message inside, in its place', () => {
  const raw = lines(
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'Subject: in',
    'Content-Type: multipart/mixed; boundary=c',
    '',
    '--c',
    '',
    'deep',
    '--c--',
    '--b',
    'Content-Type: message/rfc822',
    '',
    '',
    'From a@example.org Mon Jan  1 00:00:00 2024',
    'Subject: two',
    '',
    'leaf',
    '--b--',
  )
  assert.deepEqual(outline(raw), [
    '0 multipart multipart/mixed',
    '1 message message/rfc822',
    '1.0 multipart multipart/mixed',
    '1.1 leaf text/plain "deep"',
    '2 message message/rfc822',
    '2.0 leaf text/plain "leaf"',
  ])
  const { parts } = readMime(Buffer.from(raw))
  assert.equal(parts[2]?.header[0]?.value, 'in')
  assert.deepEqual(parts[1]?.children, [parts[2]])
})

test('a message inside a digest needs no type', () => {
  const raw = lines(
    'Content-Type: multipart/digest; boundary=b',
    '',
    '--b',
    '',
    'Subject: one',
    '',
    'x',
    '--b',
    '',
    'Subject: two',
    '',
    'y',
    '--b--',
  )
  assert.deepEqual(outline(raw), [
    '0 multipart multipart/digest',
    '1 message message/rfc822',
    '1.0 leaf text/plain "x"',
    '2 message message/rfc822',
    '2.0 leaf text/plain "y"',
  ])
})

test('an encoded message: ranges count in its decoded content', () => {
  const inner = lines(
    'Subject: in',
    'Content-Type: multipart/mixed; boundary=c',
    '',
    '--c',
    '',
    'deep',
    '--c--',
    '',
  )
  for (const [encoding, body] of [
    ['base64', Buffer.from(inner).toString('base64')],
    ['quoted-printable', inner.replaceAll('=', '=3D')],
  ]) {
    const raw = lines(
      'Content-Type: message/rfc822',
      `Content-Transfer-Encoding: ${encoding}`,
      '',
      body ?? '',
    )
    assert.deepEqual(outline(raw), [
      '0 message message/rfc822',
      '0.0 multipart multipart/mixed of 0',
      '0.1 leaf text/plain "deep" of 0',
    ])
    const { parts } = readMime(Buffer.from(raw))
    assert.deepEqual(parts[1]?.header[0]?.range, { start: 0, end: 11, of: '0' })
  }
})

test('a message called base64 that is not encoded', () => {
  const raw = lines(
    'Content-Type: message/rfc822',
    'Content-Transfer-Encoding: base64',
    '',
    'Subject: in',
    '',
    'x',
  )
  assert.deepEqual(outline(raw), ['0 message message/rfc822', '0.0 leaf text/plain "x"'])
})

test('reports stay text', () => {
  assert.deepEqual(
    outline(lines('Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; a.test', '')),
    ['0 leaf message/delivery-status "Reporting-MTA: dns; a.test\\n"'],
  )
})

test('what stands before the header: byte order mark, blank lines, separator', () => {
  for (const before of [
    '\u00ef\u00bb\u00bf',
    '\n\r\n',
    ' \n\n',
    'From a@b.test Mon Jan  1 00:00:00 2024\n',
    '\n>From a@b.test Mon\n',
  ])
    assert.deepEqual(
      outline(Buffer.from(`${before}Content-Type: text/html\n\nx`, 'latin1')),
      ['0 leaf text/html "x"'],
      JSON.stringify(before),
    )
})

test('no header at all', () => {
  assert.deepEqual(outline('\n\nwords\n'), ['0 leaf text/plain "\\nwords\\n"'])
  assert.deepEqual(outline(''), ['0 leaf text/plain ""'])
})

test('unknown encodings and bad types are said; quotes and comments in the encoding are not', () => {
  const raw = 'Content-Type: nonsense\nContent-Transfer-Encoding: hexa\n\nx'
  assert.deepEqual(codes(readMime(Buffer.from(raw))), ['mime.content-type-invalid', 'mime.encoding-unknown'])
  const quoted = readMime(Buffer.from('Content-Transfer-Encoding: "Base64" (x);\n\nx'))
  assert.equal(quoted.root.encoding, 'base64')
  assert.deepEqual(codes(quoted), [])
})

test('NUL bytes are said', () => {
  assert.deepEqual(codes(readMime(Buffer.from('Subject: a\0b\n\nx\0y'))), [
    'header.nul-byte',
    'body.nul-byte',
  ])
})

test('the result is plain data', () => {
  const tree = readMime(Buffer.from(MIXED))
  assert.deepEqual(JSON.parse(JSON.stringify(tree.parts)) as Part[], structuredClone(tree.parts))
})
