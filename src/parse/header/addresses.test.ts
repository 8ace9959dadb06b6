import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '../../testing/thread-time.ts'
import { MAX_ADDRESSES, parseAddresses } from './addresses.ts'

/** `name <address> [group]` for each mailbox. */
const short = (value: string): string[] =>
  parseAddresses(value).map(({ name, address, group }) =>
    `${name} <${address}>${group === undefined ? '' : ` [${group}]`}`.trim(),
  )

const cases: readonly (readonly [value: string, ...read: string[]])[] = [
  ['John Doe <jdoe@machine.example>', 'John Doe <jdoe@machine.example>'],
  ['jdoe@Example.ORG', '<jdoe@example.org>'],
  ['JDoe@example.org (John Doe)', 'John Doe <JDoe@example.org>'],
  ['"Joe Q. Public" <joe@example.com>', 'Joe Q. Public <joe@example.com>'],
  [
    'Mary <mary@x.test>, jdoe@example.org, Who? <one@y.test>',
    'Mary <mary@x.test>',
    '<jdoe@example.org>',
    'Who? <one@y.test>',
  ],
  ['"Giant; \\"Big\\" Box" <s@example.net>', 'Giant; "Big" Box <s@example.net>'],
  [
    'A Group:Ed <c@a.test>,joe@b.test; d@e.test',
    'Ed <c@a.test> [A Group]',
    '<joe@b.test> [A Group]',
    '<d@e.test>',
  ],
  ['Undisclosed recipients:;'],
  ['Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>', 'Pete <pete@silly.test>'],
  [
    'Mary <@a.test,@b.test:mary@example.net>, , jdoe@test  . example',
    'Mary <mary@example.net>',
    '<jdoe@test.example>',
  ],
  ['"john doe"@example.org', '<"john doe"@example.org>'],
  ['"john"@example.org', '<john@example.org>'],
  ['a@[192.0.2.1], b@[IPv6:2001:db8::1]', '<a@[192.0.2.1]>', '<b@[ipv6:2001:db8::1]>'],
  ['=?utf-8?Q?J=C3=B6rg?= =?utf-8?Q?_M?= <j@example.org>', 'Jörg M <j@example.org>'],
  ['"=?utf-8?Q?J=C3=B6rg?= M" <j@example.org>', 'Jörg M <j@example.org>'],
  ['=?utf-8?Q?Doe, J?= <j@example.org>', 'Doe, J <j@example.org>'],
  ['Jörg <jörg@exämple.org>', 'Jörg <jörg@exämple.org>'],
  // an address in the name stays there
  ['"boss@bank.example" <x@evil.test>', 'boss@bank.example <x@evil.test>'],
  ['boss@bank.example <x@evil.test>', 'boss@bank.example <x@evil.test>'],
  ['=?utf-8?B?Qm9zcyA8YkBiYW5rLmV4YW1wbGU+?= <x@evil.test>', 'Boss <b@bank.example> <x@evil.test>'],
  // broken, read as clients do
  ['Joe <joe@example.org', 'Joe <joe@example.org>'],
  ['joe@example.org>', '<joe@example.org>'],
  ['<<joe@example.org>>', '<joe@example.org>'],
  ['Joe joe@example.org', 'Joe <joe@example.org>'],
  ['a@b.test c@d.test', '<a@b.test>', '<c@d.test>'],
  ['a@b.test; c@d.test', '<a@b.test>', '<c@d.test>'],
  ['Joe <a@b.test> <c@d.test>', 'Joe <a@b.test>', '<c@d.test>'],
  ['Doe, John <j@example.org>, a@b.test', 'Doe, John <j@example.org>', '<a@b.test>'],
  ['Name, <a@b.test>, Name, <c@d.test>', 'Name <a@b.test>', 'Name <c@d.test>'],
  ['"Name"<>123<a@b.test>', 'Name 123 <a@b.test>'],
  ['friend, a@b.test', 'friend <>', '<a@b.test>'],
  ['mailto:a@b.test?subject=x', '<a@b.test>'],
  ['"never closed <a@b.test>', 'never closed <a@b.test>'],
  ['a@b@c.test', '<a@b@c.test>'],
  ['a@example.org.', '<a@example.org>'],
  ['<root>', 'root <>'],
  ['MAILER-DAEMON', 'MAILER-DAEMON <>'],
  ['<>'],
  ['  ,, ;'],
]
for (const [value, ...read] of cases)
  test(`reads ${JSON.stringify(value)}`, () => assert.deepEqual(short(value), read))

test('what is no address is noted', () => {
  const codes: string[] = []
  parseAddresses('root, Doe, J <j@example.org>', (code) => codes.push(code))
  assert.deepEqual(codes, ['header.address-invalid'])
})

test('a limit bites and says so', () => {
  const codes: string[] = []
  const found = parseAddresses('a@b.test, '.repeat(MAX_ADDRESSES + 10), (code) => codes.push(code))
  assert.equal(found.length, MAX_ADDRESSES)
  assert.deepEqual(codes, ['limit.address-count'])
})

test('hostile lists are linear', () => {
  for (const piece of [
    '<',
    '"',
    '(',
    '=?x?q?',
    'a,',
    'a:',
    'x@y : ',
    '@[',
    '<"',
    '. @',
    'a@b . ',
    '\\',
    '((',
    '=?a?b?c?=,',
    'a <b@c> ',
  ]) {
    const value = piece.repeat(Math.ceil(65_536 / piece.length))
    const start = threadTime()
    parseAddresses(value)
    assert.ok(threadTime() - start < 500, `${JSON.stringify(piece)}: ${threadTime() - start} ms`)
  }
})
