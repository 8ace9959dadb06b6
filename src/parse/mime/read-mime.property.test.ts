import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ByteRange } from '../../model/bytes.ts'
import type { Part } from '../../model/message.ts'
import { threadTime } from '../../testing/thread-time.ts'
import { decodeTexts } from './decode-texts.ts'
import { partContents } from './part-content.ts'
import { readMime } from './read-mime.ts'

/** A message to write and to find again. */
type Node =
  | { readonly kind: 'leaf'; readonly type: string; readonly body: string }
  | { readonly kind: 'multipart'; readonly boundary: string; readonly children: readonly Node[] }
  | { readonly kind: 'message'; readonly inner: Node }

const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({
      kind: fc.constant('leaf' as const),
      type: fc.constantFrom('text/plain', 'text/html', 'application/pdf'),
      body: fc.string({ unit: fc.constantFrom('a', ' ', '\n', '-', ':', 'é'), maxLength: 60 }),
    }),
    fc.record({
      kind: fc.constant('multipart' as const),
      boundary: fc.string({ unit: fc.constantFrom('b', 'B', '=', '_'), minLength: 1, maxLength: 6 }),
      children: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('message' as const), inner: tie('node') }),
  ),
}))

/** `used` makes boundaries different from each other along a path, also as beginnings: `b`, `b1b`, … */
function write(tree: Node, end: string, used: string): string {
  if (tree.kind === 'leaf') return `Content-Type: ${tree.type}${end}${end}${tree.body.replaceAll('\n', end)}`
  if (tree.kind === 'message')
    return `Content-Type: message/rfc822${end}${end}${write(tree.inner, end, used)}`
  const boundary = `${used}${tree.boundary}`
  const children = tree.children.map(
    (child) => `--${boundary}${end}${write(child, end, `${boundary}1`)}${end}`,
  )
  return `Content-Type: multipart/mixed; boundary="${boundary}"${end}${end}preamble${end}${children.join('')}--${boundary}--`
}

function expected(tree: Node, end: string): unknown {
  if (tree.kind === 'leaf') return [tree.type, tree.body.replaceAll('\n', end)]
  if (tree.kind === 'message') return ['message/rfc822', expected(tree.inner, end)]
  return ['multipart/mixed', ...tree.children.map((child) => expected(child, end))]
}

function actual(part: Part, raw: Buffer): unknown {
  if (part.kind !== 'leaf')
    return [part.contentType.mediaType, ...part.children.map((child) => actual(child, raw))]
  return [part.contentType.mediaType, raw.toString('utf8', part.bodyRange.start, part.bodyRange.end)]
}

test('property: any tree that is written is read again', () => {
  fc.assert(
    fc.property(node, fc.constantFrom('\n', '\r\n'), (tree, end) => {
      const raw = Buffer.from(write(tree, end, ''))
      const { root, issues } = readMime(raw)
      assert.deepEqual(actual(root, raw), expected(tree, end))
      assert.deepEqual(issues, [])
    }),
    { numRuns: 1000 },
  )
})

/** Every range lies in its bytes, every child in its parent, parts come in pre-order. */
function check(raw: Buffer): void {
  const { root, parts } = readMime(raw)
  const contents = partContents(raw, parts)
  const inside = (inner: ByteRange, outer: ByteRange) => inner.start >= outer.start && inner.end <= outer.end
  for (const part of parts) {
    const size = contents.holder(part).length
    for (const range of [
      part.headerRange,
      part.bodyRange,
      ...part.header.flatMap((field) => [field.range, field.valueRange]),
    ]) {
      assert.ok(range.start >= 0 && range.start <= range.end && range.end <= size)
      assert.equal(range.of, part.headerRange.of)
    }
    for (const field of part.header) {
      assert.ok(inside(field.range, part.headerRange))
      assert.ok(inside(field.valueRange, field.range))
    }
    assert.ok(part.headerRange.end <= part.bodyRange.start)
    let reached = 0
    for (const child of part.children) {
      if (child.headerRange.of === part.headerRange.of) {
        assert.ok(inside(child.headerRange, part.bodyRange) && inside(child.bodyRange, part.bodyRange))
        assert.ok(child.headerRange.start >= reached)
        reached = child.bodyRange.end
      } else assert.equal(child.headerRange.of, part.path)
    }
  }
  const listed: Part[] = []
  const walk = [root]
  while (walk.length > 0) {
    const part = walk.pop() as Part
    listed.push(part)
    walk.push(...part.children.toReversed())
  }
  assert.deepEqual(
    listed.map((part) => part.path),
    parts.map((part) => part.path),
  )
  assert.equal(new Set(parts.map((part) => part.path)).size, parts.length)
  for (const text of decodeTexts(raw, parts).texts) {
    const part = parts.find((each) => each.path === text.part)
    assert.ok(part)
    for (const [start, end] of [
      [0, text.text.length],
      [Math.floor(text.text.length / 2), text.text.length],
    ] as const) {
      const range = text.rangeOf(start, end)
      const size = range.of === part.path ? contents.decoded(part).bytes.length : contents.holder(part).length
      assert.ok(range.start >= 0 && range.start <= range.end && range.end <= size)
    }
  }
}

const SEEDS = [
  'From: a@example.org\r\nSubject: =?utf-8?Q?=C3=A9?=\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\npre\r\n--b\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=C3=A9 =\r\nx \r\n> q \r\n--b\r\nContent-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: base64\r\n\r\nPGI+xOM8L2I+\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\ninner\r\n--b--\r\nepilogue\r\n',
  `Subject: x\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${Buffer.from('Subject: in\nContent-Type: multipart/mixed; boundary=c\n\n--c\nContent-Transfer-Encoding: quoted-printable\n\na=3Db=\n\n--c\nContent-Type: text/plain; charset=utf-16\n\n\xfe\xff\0a\0\r\0\n--c--\n', 'latin1').toString('base64')}`,
  'Subject: a\n b\nX: y\rContent-Type: multipart/alternative; boundary=b\r\r--b\r\rplain\r--b\rContent-Type: text/html; charset=iso-2022-jp\r\r\x1b$BF|\x1b(B\r--b--\r',
  'Content-Type: text/plain; charset=utf-7\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n%2&5L;&\\\n`\nend\n',
]

test('property: nothing that happens to a message makes it unreadable', () => {
  const edit = fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at: fc.nat(2000), bit: fc.nat(7) }),
    fc.record({ kind: fc.constant('cut' as const), at: fc.nat(2000), length: fc.nat(200) }),
    fc.record({
      kind: fc.constant('insert' as const),
      at: fc.nat(2000),
      text: fc.constantFrom(
        '\r',
        '\n',
        '\0',
        '\r\n\r\n',
        '--b\n',
        '--b--',
        '=',
        '=?',
        ';',
        '"',
        ':',
        '\xff',
        'Content-Type: multipart/mixed\n\n',
        'Content-Type: message/rfc822\n\n',
        '\x1b$B',
      ),
    }),
    fc.record({
      kind: fc.constant('copy' as const),
      at: fc.nat(2000),
      length: fc.nat(300),
      to: fc.nat(2000),
    }),
  )
  const start = threadTime()
  fc.assert(
    fc.property(fc.constantFrom(...SEEDS), fc.array(edit, { minLength: 1, maxLength: 12 }), (seed, edits) => {
      let text = seed
      for (const change of edits) {
        const at = change.at % (text.length + 1)
        if (change.kind === 'flip')
          text =
            text.slice(0, at) +
            String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << change.bit)) +
            text.slice(at + 1)
        else if (change.kind === 'cut') text = text.slice(0, at) + text.slice(at + change.length)
        else if (change.kind === 'insert') text = text.slice(0, at) + change.text + text.slice(at)
        else {
          const to = change.to % (text.length + 1)
          text = text.slice(0, to) + text.slice(at, at + change.length) + text.slice(to)
        }
      }
      check(Buffer.from(text, 'latin1'))
    }),
    { numRuns: 5000 },
  )
  assert.ok(threadTime() - start < 30_000)
})

test('property: any bytes are a message', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => check(Buffer.from(bytes))),
    { numRuns: 1000 },
  )
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('\n', '\r', ' ', ':', '-', '=', 'a', '--b\n', 'A:', '\0'),
        maxLength: 100,
      }),
      (text) => check(Buffer.from(text, 'latin1')),
    ),
    { numRuns: 2000 },
  )
})
