import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { valueByForm } from './indicator-value.ts'
import { readPlainPattern } from './plain-pattern.ts'

const CASES: readonly (readonly [written: string, normal: string | undefined])[] = [
  ['EVIL.Example.', 'domain evil.example'],
  ['www.evil.example', 'host www.evil.example'],
  ['*.sub.evil.example', 'domain sub.evil.example'],
  ['.evil.example', 'domain evil.example'],
  // Under a suffix of the private section each name is somebody else's.
  ['mine.github.io', 'domain mine.github.io'],
  ['x.mine.github.io', 'host x.mine.github.io'],
  ['github.io', 'host github.io'],
  ['bücher.example', 'domain xn--bcher-kva.example'],
  ['evil.example:8080', 'domain evil.example'],
  ['http://EVIL.example', 'url http://evil.example/'],
  ['hxxps://evil[.]example/A?b=C#d', 'url https://evil.example/A?b=C#d'],
  ['evil.example/a', 'url http://evil.example/a'],
  ['evil.example/', 'domain evil.example'],
  ['tcp://192.0.2.1:4444', 'ip 192.0.2.1:4444'],
  ['192.0.2.1', 'ip 192.0.2.1'],
  ['192.0.2.1:080', 'ip 192.0.2.1:80'],
  ['192.0.2.77/24', 'network 192.0.2.0/24'],
  ['192.0.2.7/32', 'ip 192.0.2.7'],
  ['2001:DB8:0::1', 'ip 2001:db8::1'],
  ['[2001:db8::1]:443', 'ip [2001:db8::1]:443'],
  ['2001:db8:1:2:3:4:5:6/33', 'network 2001:db8::/33'],
  ['256.0.2.1', undefined],
  ['010.0.2.1', undefined],
  ['192.0.2.1:0', 'ip 192.0.2.1'],
  ['192.0.2.0/33', undefined],
  ['Me+X@Evil.Example', 'address me+x@evil.example'],
  ['mailto:me@evil.example', 'address me@evil.example'],
  ['*@evil.example', 'domain evil.example'],
  ['<4711@mta.evil.example>', 'message-id 4711@mta.evil.example'],
  ['A'.repeat(32), `file-hash md5:${'a'.repeat(32)}`],
  [`sha256:${'0F'.repeat(32)}`, `file-hash sha256:${'0f'.repeat(32)}`],
  ['/a/b?c=d', 'path /a/b?c=d'],
  ['/', undefined],
  ['//a', undefined],
  ['domain evil.example', 'domain evil.example'],
  ['two words', undefined],
  ['localhost', undefined],
  ['', undefined],
  ['javascript:alert(1)', undefined],
  ['http://', undefined],
  [`http://evil.example/${'a'.repeat(9_000)}`, undefined],
]

test('tells a value by how it is written, and writes it in one way', () => {
  for (const [written, normal] of CASES) {
    const value = valueByForm(written)
    assert.equal(value && `${value.type} ${value.value}`, normal, written.slice(0, 60))
  }
})

test('a normal form is its own normal form', () => {
  const any = fc.oneof(
    fc.webUrl(),
    fc.domain(),
    fc.ipV4(),
    fc.ipV6(),
    fc.emailAddress(),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(any, (written) => {
      const value = valueByForm(written)
      if (value === undefined || value.type === 'domain' || value.type === 'message-id') return
      assert.deepEqual(
        valueByForm(value.type === 'file-hash' ? (value.value.split(':')[1] ?? '') : value.value),
        value,
      )
    }),
    { numRuns: 3_000 },
  )
})

const PATTERNS: readonly (readonly [pattern: string, values: readonly string[] | undefined])[] = [
  ["[domain-name:value='evil.test']", ['domain evil.test']],
  [" [ url:value = 'http://evil.test/it\\'s' ] ", ["url http://evil.test/it's"]],
  ["[domain-name:value = 'a.test' OR ipv4-addr:value = '192.0.2.1']", ['domain a.test', 'ip 192.0.2.1']],
  [
    "([domain-name:value = 'a.test']) OR [domain-name:value IN ('b.test', 'c.test')]",
    ['domain a.test', 'domain b.test', 'domain c.test'],
  ],
  [
    `[file:hashes.'SHA-256' = '${'ab'.repeat(32)}' AND file:hashes.MD5 = '${'ab'.repeat(16)}']`,
    [`file-hash sha256:${'ab'.repeat(32)}`, `file-hash md5:${'ab'.repeat(16)}`],
  ],
  ["[ipv4-addr:value ISSUBSET '192.0.2.0/24']", ['network 192.0.2.0/24']],
  ["[domain-name:value = '192.0.2.9']", ['ip 192.0.2.9']],
  ["[url:value LIKE '%/a/b%']", ['path /a/b']],
  ["[url:value LIKE '%evil%']", undefined],
  ["[domain-name:value = 'a.test' AND ipv4-addr:value = '192.0.2.1']", undefined],
  ["[domain-name:value = 'a.test'] AND [ipv4-addr:value = '192.0.2.1']", undefined],
  ["[domain-name:value = 'a.test'] FOLLOWEDBY [ipv4-addr:value = '192.0.2.1']", undefined],
  ["[domain-name:value = 'a.test'] WITHIN 5 SECONDS", undefined],
  ["[NOT domain-name:value = 'a.test']", undefined],
  ["[domain-name:value != 'a.test']", undefined],
  ["[domain-name:value MATCHES '.*']", undefined],
  ["[process:name = 'x']", undefined],
  ["[domain-name:value = 'a.test' OR process:name = 'x']", undefined],
  ["[domain-name:value = 'a.test'", undefined],
  ['', undefined],
]

test('plain patterns give their values, all others stay patterns', () => {
  for (const [pattern, values] of PATTERNS)
    assert.deepEqual(
      readPlainPattern(pattern)?.values.map(({ value }) => `${value.type} ${value.value}`),
      values,
      pattern,
    )
})

test('hostile patterns end soon', () => {
  for (const piece of [
    "'",
    '(',
    '[',
    "a:b'",
    "[a:b='",
    "\\'",
    ' OR ',
    "[domain-name:value='",
    'a.',
    "a:'\\",
  ]) {
    const started = performance.now()
    readPlainPattern(`[a:${piece.repeat(10_000)}`.slice(0, 65_000))
    readPlainPattern(piece.repeat(10_000).slice(0, 65_000))
    assert.ok(performance.now() - started < 2_000, piece)
  }
})
