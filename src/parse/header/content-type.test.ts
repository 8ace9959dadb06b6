import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '../../testing/thread-time.ts'
import { parseContentType, parseDisposition } from './content-type.ts'

type Case = readonly [value: string, mediaType: string, parameters?: Readonly<Record<string, string>>]
const cases: readonly Case[] = [
  ['text/plain', 'text/plain'],
  ['TEXT/HTML; Charset="UTF-8"', 'text/html', { charset: 'UTF-8' }],
  [' message / rfc822', 'message/rfc822'],
  ['text/plain; charset =us-ascii (Plain text)', 'text/plain', { charset: 'us-ascii' }],
  ['(a) text (b (c)) / (d) plain (e); x=1', 'text/plain', { x: '1' }],
  ['multipart/mixed; boundary="a;b c"', 'multipart/mixed', { boundary: 'a;b c' }],
  ['multipart/mixed; boundary="=?utf-8?Q?x?="', 'multipart/mixed', { boundary: '=?utf-8?Q?x?=' }],
  ['text/plain;;; = ;; name="v"', 'text/plain', { name: 'v' }],
  ['text/plain; name="a \\"b\\" \\\\ x.ex\\e"', 'text/plain', { name: 'a "b" \\ x.exe' }],
  ['text/plain; name="a\\', 'text/plain', { name: 'a\\' }],
  ['text/plain; name="never closed', 'text/plain', { name: 'never closed' }],
  [
    'text/plain; name=My old report (1).doc; charset=x',
    'text/plain',
    { name: 'My old report (1).doc', charset: 'x' },
  ],
  ['text/plain charset=utf-8', 'text/plain', { charset: 'utf-8' }],
  ['text/plain; a=b c=d', 'text/plain', { a: 'b', c: 'd' }],
  ['text/plain; charset=', 'text/plain', {}],
  ['text/plain; boundary=one; boundary=two', 'text/plain', { boundary: 'one' }],
  ['text/plain/extra; a=1', 'text/plain', { a: '1' }],
  ['multipart; boundary=b', 'multipart/mixed', { boundary: 'b' }],
  ['html', 'text/plain', {}],
  ['', 'text/plain', {}],
  ['text/plain; __proto__=x', 'text/plain', {}],
  // RFC 2231 §3, §4, §4.1
  ["a/b; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A", 'a/b', { title: 'This is ***fun***' }],
  [
    "a/b; title*0*=us-ascii'en'This%20is%20even%20more%20; title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\"",
    'a/b',
    { title: "This is even more ***fun*** isn't it!" },
  ],
  ['a/b; URL*1="c.test/d"; URL*0="ftp://"', 'a/b', { url: 'ftp://c.test/d' }],
  ["a/b; name*0*=utf-8''%F0%9F; name*1*=%98%80", 'a/b', { name: '😀' }],
  ["a/b; name=old.txt; name*=utf-8''n%C3%A9w.txt", 'a/b', { name: 'néw.txt' }],
  ["a/b; name*=utf-8''n%C3%A9w.txt; name=old.txt", 'a/b', { name: 'néw.txt' }],
  ["a/b; name*=''100%25%zz", 'a/b', { name: '100%%zz' }],
  // bytes above 127 in a value that names its charset
  ["a/b; name*=iso-8859-1''n\u00e9w%E9.txt", 'a/b', { name: 'néwé.txt' }],
  ["a/b; name*=koi8-r''\u00c1%C2", 'a/b', { name: 'аб' }],
  ["a/b; name*=utf-8''n\u00e9w%C3%A9.txt", 'a/b', { name: 'néwé.txt' }],
  // RFC 2047 inside parameters: not allowed, read by every client
  ['a/b; name="=?utf-8?Q?=C3=A9t=C3=A9?=.pdf"', 'a/b', { name: 'été.pdf' }],
  ['a/b; name==?utf-8?B?w6l0w6k=?= =?utf-8?Q?.pdf?=', 'a/b', { name: 'été.pdf' }],
]
for (const [value, mediaType, parameters] of cases)
  test(`reads ${JSON.stringify(value)}`, () => {
    assert.deepEqual(parseContentType(value), { mediaType, parameters: parameters ?? {} })
  })

test('order of writing is kept', () => {
  const { parameters } = parseContentType('a/b; z=1; name*1=b; a=2; name*0=a')
  assert.deepEqual(Object.keys(parameters), ['z', 'name', 'a'])
})

test('what is no media type and what is given twice is noted', () => {
  const codes: string[] = []
  parseContentType('html; a=1; a=2', (code) => codes.push(code))
  assert.deepEqual(codes, ['mime.parameter-invalid', 'mime.content-type-invalid'])
})

test('a disposition', () => {
  assert.deepEqual(parseDisposition('Attachment; filename="x.pdf"'), {
    kind: 'attachment',
    parameters: { filename: 'x.pdf' },
  })
  assert.deepEqual(parseDisposition('"inline"'), { kind: 'inline', parameters: {} })
})

test('hostile parameters are linear', () => {
  const start = threadTime()
  for (const value of [
    `a/b;${'x=y;'.repeat(100_000)}`,
    `a/b; x=${'a b= '.repeat(100_000)}`,
    `a/b; ${'x*0*=%'.repeat(100_000)}`,
    `a/b ${'('.repeat(500_000)}`,
    `a/b; n="${'\\"'.repeat(300_000)}`,
    `a/b; x=${'a '.repeat(300_000)}`,
  ])
    parseContentType(value)
  assert.ok(threadTime() - start < 2000, `${threadTime() - start} ms`)
})
