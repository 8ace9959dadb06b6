import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '../../testing/thread-time.ts'
import { decodeTexts } from './decode-texts.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import type { MimeTree } from './read-mime.ts'
import { readMime } from './read-mime.ts'

/** Milliseconds that no message of these sizes may take. */
const BOUND = 1000
/** The machine that runs the tests may be busy: the best of so many tries counts. */
const TRIES = 3

function bounded(name: string, make: () => Buffer, check: (tree: MimeTree, raw: Buffer) => void): void {
  test(name, () => {
    const raw = make()
    let best = Infinity
    for (let tries = 0; tries < TRIES && best >= BOUND; tries++) {
      const start = threadTime()
      const tree = readMime(raw)
      decodeTexts(raw, tree.parts)
      best = Math.min(best, threadTime() - start)
      if (tries === 0) check(tree, raw)
    }
    assert.ok(best < BOUND, `${best.toFixed(0)} ms`)
  })
}
const codes = (tree: MimeTree) => [...new Set(tree.issues.map((issue) => issue.code))]
const lastText = (tree: MimeTree, raw: Buffer) => decodeTexts(raw, tree.parts).texts.at(-1)?.text ?? ''

bounded(
  '50,000 parts: the rest becomes one text in which links are still found',
  () =>
    Buffer.from(
      `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(50_000)}--b\n\nhttp://end.test/\n--b--\n`,
    ),
  (tree, raw) => {
    assert.deepEqual(codes(tree), ['limit.part-count'])
    assert.equal(tree.parts.length, DEFAULT_LIMITS.partCount + 1)
    assert.ok(lastText(tree, raw).includes('http://end.test/'))
  },
)

bounded(
  '50,000 messages in each other’s place',
  () =>
    Buffer.from(
      `Content-Type: multipart/digest; boundary=b\n\n${'--b\n\nSubject: x\n\nx\n'.repeat(50_000)}--b--\n`,
    ),
  (tree) => assert.ok(codes(tree).includes('limit.part-count')),
)

bounded(
  '10,000 nested multiparts',
  () =>
    Buffer.from(
      `${Array.from({ length: 10_000 }, (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\n\n--b${level}\n`).join('')}\nhttp://deep.test/\n`,
    ),
  (tree, raw) => {
    assert.ok(codes(tree).includes('limit.part-depth'))
    assert.ok(tree.parts.length < 200)
    assert.ok(lastText(tree, raw).includes('http://deep.test/'))
  },
)

bounded(
  '10,000 nested multiparts with one boundary, all closed',
  () =>
    Buffer.from(
      `${'Content-Type: multipart/mixed; boundary=b\n\n--b\n'.repeat(10_000)}\nx\n${'--b--\n'.repeat(10_000)}`,
    ),
  (tree) => assert.ok(codes(tree).includes('limit.part-depth')),
)

bounded(
  '5,000 multiparts whose boundary no line gives in full, in 10 MB',
  () =>
    Buffer.from(
      `Content-Type: multipart/mixed; boundary=b\n\n${Array.from({ length: 5_000 }, (_, index) => `--b\nContent-Type: multipart/mixed; boundary=c${index}.\n\n--c${index}.x\n\n${'x'.repeat(2000)}\n`).join('')}--b\n\nhttp://end.test/\n--b--\n`,
    ),
  (tree, raw) => assert.ok(lastText(tree, raw).includes('http://end.test/')),
)

bounded(
  'a thousand lines of 64 KB that almost are a boundary',
  () =>
    Buffer.from(
      `Content-Type: multipart/mixed; boundary=${'b'.repeat(60_000)}\n\n${`--${'b'.repeat(59_999)}\n`.repeat(1000)}--${'b'.repeat(60_000)}\n\nhttp://end.test/\n`,
    ),
  (tree, raw) => assert.ok(lastText(tree, raw).includes('http://end.test/')),
)

bounded(
  '2,000 multiparts with a header of lines that almost are their boundary',
  () =>
    Buffer.from(
      `Content-Type: multipart/mixed; boundary=b\n\n${`--b\nContent-Type: multipart/mixed; boundary=c\n${'--cc\n'.repeat(300)}\n`.repeat(2_000)}--b\n\nhttp://end.test/\n--b--\n`,
    ),
  (tree, raw) => assert.ok(lastText(tree, raw).includes('http://end.test/')),
)

bounded(
  '10,000 nested messages',
  () =>
    Buffer.from(`${'Content-Type: message/rfc822\n\n'.repeat(10_000)}Subject: end\n\nhttp://deep.test/\n`),
  (tree, raw) => {
    assert.ok(codes(tree).includes('limit.part-depth'))
    assert.ok(lastText(tree, raw).includes('http://deep.test/'))
  },
)

bounded(
  'quoted-printable messages inside each other',
  () =>
    Buffer.from(
      `${'Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n'.repeat(100)}Subject: end\n\n${'x'.repeat(1 << 20)}`,
    ),
  (tree) => {
    assert.ok(codes(tree).includes('limit.part-depth'))
    assert.ok(tree.parts.length <= DEFAULT_LIMITS.decodedDepth + 2)
  },
)

bounded(
  'a header line of 100 MB',
  () =>
    Buffer.concat([
      Buffer.from('Subject: '),
      Buffer.alloc(100 << 20, 'x'),
      Buffer.from('\nContent-Type: text/html\n\n<p>end</p>'),
    ]),
  (tree, raw) => {
    assert.deepEqual(codes(tree), ['limit.header-size'])
    assert.equal(tree.root.contentType.mediaType, 'text/html')
    assert.equal(lastText(tree, raw), '<p>end</p>')
  },
)

bounded(
  'a header line of 100 MB that is no field, and no body',
  () => Buffer.alloc(100 << 20, 'x'),
  (tree) => assert.equal(tree.root.bodyRange.end, 100 << 20),
)

bounded(
  'a header of a million lines',
  () => Buffer.from(`${'X-A: b\n'.repeat(1_000_000)}Content-Type: text/html\n\n<p>end</p>`),
  (tree, raw) => {
    assert.ok(codes(tree).includes('limit.header-count'))
    assert.equal(tree.root.header.length, DEFAULT_LIMITS.fieldCount + 1)
    assert.equal(lastText(tree, raw), '<p>end</p>')
  },
)

bounded(
  'one field folded a million times',
  () => Buffer.from(`Subject: a\n${' b\n'.repeat(1_000_000)}\nend`),
  (tree, raw) => assert.equal(lastText(tree, raw), 'end'),
)

bounded(
  'a million lines that are no fields',
  () => Buffer.from(`Subject: a\n${'b\n'.repeat(1_000_000)}`),
  (tree) => assert.equal(tree.root.header.length, 1),
)

bounded(
  'a million lines in bare CR',
  () => Buffer.from(`Subject: a\r${'X-A: b\r'.repeat(1_000_000)}\rend`),
  (tree, raw) => assert.equal(lastText(tree, raw), 'end'),
)

bounded(
  'half a million different field names',
  () => Buffer.from(`${Array.from({ length: 500_000 }, (_, n) => `X-${n}: b\n`).join('')}\nend`),
  (tree, raw) => assert.equal(lastText(tree, raw), 'end'),
)

bounded(
  '100,000 encoded words in a subject',
  () => Buffer.from(`Subject: ${'=?utf-8?Q?=C3=A9?= '.repeat(100_000)}\n\nend`),
  (tree, raw) => assert.equal(lastText(tree, raw), 'end'),
)

bounded(
  'three million lines of two dashes',
  () =>
    Buffer.from(
      `Content-Type: multipart/mixed; boundary=-\n\n${'--\n'.repeat(3_000_000)}---\n\nend\n-----\n`,
    ),
  (tree, raw) => assert.equal(lastText(tree, raw), 'end'),
)

bounded(
  'lines that share all but the end of many long boundaries',
  () => {
    const long = 'a'.repeat(60)
    const head = Array.from(
      { length: 90 },
      (_, n) => `Content-Type: multipart/mixed; boundary=${long}${n}\n\n--${long}${n}\n`,
    )
    return Buffer.from(`${head.join('')}\n${`--${long}x\n`.repeat(100_000)}`)
  },
  (tree) => assert.equal(tree.parts.length, 91),
)

bounded(
  'a Content-Type of 60,000 parameters',
  () => Buffer.from(`Content-Type: text/plain${'; a=b'.repeat(12_000)}\n\nend`),
  (tree) => assert.ok(codes(tree).includes('mime.parameter-invalid')),
)

bounded(
  'a text of 40 MB is cut and it is said',
  () => Buffer.concat([Buffer.from('Content-Type: text/html\n\n'), Buffer.alloc(40 << 20, 'a b\r\n')]),
  (tree, raw) => {
    const { texts, issues } = decodeTexts(raw, tree.parts)
    assert.ok((texts[0]?.text.length ?? 0) <= DEFAULT_LIMITS.textBytes)
    assert.deepEqual(
      issues.map((issue) => issue.code),
      ['limit.text-size'],
    )
  },
)

test('a base64 text of 40 MB is cut, and its places stay in the decoded part', () => {
  const body = Buffer.alloc(40 << 20, `${Buffer.from('x'.repeat(54)).toString('base64')}\r\n`)
  const raw = Buffer.concat([Buffer.from('Content-Transfer-Encoding: base64\n\n'), body])
  const { texts, issues } = decodeTexts(raw, readMime(raw).parts)
  assert.equal(texts[0]?.text.length, DEFAULT_LIMITS.textBytes)
  assert.deepEqual(texts[0]?.rangeOf(5, DEFAULT_LIMITS.textBytes), {
    start: 5,
    end: DEFAULT_LIMITS.textBytes,
    of: '0',
  })
  assert.deepEqual(
    issues.map((issue) => issue.code),
    ['limit.text-size'],
  )
})

for (const encoding of ['base64', 'quoted-printable', 'x-uuencode'])
  for (const piece of ['=', '= ', '=\n', 'A=', 'A=\n', ' \t', '!', '\r', 'begin 644 x\n', 'M\n'])
    bounded(
      `4 MB of ${JSON.stringify(piece)} as ${encoding}`,
      () =>
        Buffer.from(`Content-Transfer-Encoding: ${encoding}\n\n${piece.repeat((4 << 20) / piece.length)}`),
      (tree) => assert.equal(tree.parts.length, 1),
    )

for (const charset of ['utf-7', 'iso-2022-jp', 'hz-gb-2312', 'iso-2022-kr', 'utf-16', 'gb18030', 'cp850'])
  bounded(
    `4 MB of ${charset}`,
    () =>
      Buffer.from(
        `Content-Type: text/plain; charset=${charset}\n\n${'+AGE-~{ab~}\x1b$B\x0e'.repeat(200_000)}`,
        'latin1',
      ),
    (tree) => assert.equal(tree.parts.length, 1),
  )

bounded(
  '4 MB of flowed text',
  () => Buffer.from(`Content-Type: text/plain; format=flowed\n\n${'> \n>> \n \n'.repeat(500_000)}`),
  (tree) => assert.equal(tree.parts.length, 1),
)
