import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../../testing/thread-time.ts'
import { readArcAuthenticationResults, readAuthenticationResults } from './authentication-results.ts'

function short(value: string): string[] {
  return readAuthenticationResults(value).results.map(({ method, result }) => `${method}=${result}`)
}

test('the examples of RFC 8601 appendix B', () => {
  const none = readAuthenticationResults('example.org 1; none')
  assert.equal(none.authservId, 'example.org')
  assert.equal(none.version, '1')
  assert.deepEqual(none.results, [])
  assert.deepEqual(none.issues, [])

  const one = readAuthenticationResults('example.com;\r\n spf=pass smtp.mailfrom=example.net')
  assert.deepEqual(one.results, [
    {
      method: 'spf',
      result: 'pass',
      written: 'pass',
      properties: [{ ptype: 'smtp', property: 'mailfrom', value: 'example.net' }],
    },
  ])

  const several = readAuthenticationResults(
    'example.com; auth=pass (cram-md5) smtp.auth=sender@example.net; spf=pass smtp.mailfrom=example.net; ' +
      'dkim=pass reason="good signature" header.i=@mail-router.example.net; ' +
      'dkim=fail reason="bad signature" header.i=@newyork.example.com',
  )
  assert.deepEqual(
    several.results.map(({ method, result, reason, comment }) => [method, result, reason, comment]),
    [
      ['auth', 'pass', undefined, 'cram-md5'],
      ['spf', 'pass', undefined, undefined],
      ['dkim', 'pass', 'good signature', undefined],
      ['dkim', 'fail', 'bad signature', undefined],
    ],
  )
  assert.deepEqual(several.issues, [])
})

test('comments everywhere, nested, with semicolons and escapes (RFC 8601 appendix B.7)', () => {
  const field = readAuthenticationResults(
    'foo.example.net (foobar) 1 (baz); dkim (Because I like it) / 1 (One yay) = (wait for it) fail ' +
      "policy (A dot can go here) . (like that) expired (this surprised me) = (as I wasn't expecting it) 1362471462",
  )
  assert.equal(field.authservId, 'foo.example.net')
  assert.equal(field.version, '1')
  assert.deepEqual(
    field.results.map(({ method, version, result, properties }) => [method, version, result, properties]),
    [['dkim', '1', 'fail', [{ ptype: 'policy', property: 'expired', value: '1362471462' }]]],
  )

  const nested = readAuthenticationResults(
    'mx.example.org; spf=pass (client-ip=192.0.2.1; helo=(a(b)c\\)); x=y) smtp.mailfrom=example.net; dkim=none',
  )
  assert.deepEqual(
    nested.results.map(({ method, comment }) => [method, comment]),
    [
      ['spf', 'client-ip=192.0.2.1; helo=(a(b)c\\)); x=y'],
      ['dkim', undefined],
    ],
  )
  assert.deepEqual(nested.issues, [])
})

test('a value may be quoted, base64 or an address with a quoted local part', () => {
  const [first] = readAuthenticationResults(
    'mx.example.org; dkim=pass header.b="a/b+c=;(d" header.d=example.net header.s=2024 smtp.mailfrom="odd name"@example.net',
  ).results
  assert.deepEqual(
    first?.properties.map(({ property, value }) => [property, value]),
    [
      ['b', 'a/b+c=;(d'],
      ['d', 'example.net'],
      ['s', '2024'],
      ['mailfrom', 'odd name@example.net'],
    ],
  )
})

test('Exchange Online: no authserv-id, bare words, empty values, several results without space', () => {
  const field = readAuthenticationResults(
    'spf=softfail (sender IP is 192.0.2.7) smtp.mailfrom=news.example.net; dkim=none (message not signed) ' +
      'header.d=none;dmarc=fail action=quarantine header.from=;compauth=fail reason=000',
  )
  assert.equal(field.authservId, '')
  assert.deepEqual(
    field.results.map(({ method, result, reason }) => [method, result, reason]),
    [
      ['spf', 'softfail', undefined],
      ['dkim', 'none', undefined],
      ['dmarc', 'fail', undefined],
      ['compauth', 'fail', '000'],
    ],
  )
  assert.deepEqual(field.results[2]?.properties, [
    { ptype: '', property: 'action', value: 'quarantine' },
    { ptype: 'header', property: 'from', value: '' },
  ])
  assert.deepEqual(
    field.issues.map(({ code }) => code),
    ['header.malformed-line'],
  )
})

test('a forgotten semicolon still starts a new result', () => {
  assert.deepEqual(short('mx.example.org; spf=pass smtp.mailfrom=a.example dkim=fail header.d=b.example'), [
    'spf=pass',
    'dkim=fail',
  ])
})

test('words outside RFC 8601 claim no more than they say', () => {
  const words: Record<string, string> = {
    hardfail: 'fail',
    SoftFail: 'softfail',
    temperr: 'temperror',
    error: 'temperror',
    timeout: 'temperror',
    unknown: 'permerror',
    bestguesspass: 'none',
    softpass: 'neutral',
    passed: 'neutral',
    '': 'neutral',
  }
  for (const [written, result] of Object.entries(words))
    assert.deepEqual(short(`mx.example.org; spf=${written}`), [`spf=${result}`], written)
})

test('ARC-Authentication-Results starts with its instance (RFC 8617 §4.1.1)', () => {
  const field = readArcAuthenticationResults(
    'i=2; mx.microsoft.com 1; spf=pass smtp.mailfrom=example.net; arc=fail (48)',
  )
  assert.equal(field.instance, 2)
  assert.equal(field.authservId, 'mx.microsoft.com')
  assert.equal(field.version, '1')
  assert.deepEqual(
    field.results.map(({ method, result }) => `${method}=${result}`),
    ['spf=pass', 'arc=fail'],
  )
  assert.equal(readArcAuthenticationResults('i=0; a.example; none').instance, undefined)
  assert.equal(readArcAuthenticationResults('a.example; none').instance, undefined)
})

test('broken fields are read as far as they go and say so', () => {
  for (const [value, results] of [
    ['', 0],
    [';', 0],
    ['mx.example.org', 0],
    ['mx.example.org;', 0],
    ['mx.example.org; spf=pass (never closed', 1],
    ['mx.example.org; dkim=pass header.d="never closed', 1],
    ['mx.example.org; = = ;; spf=pass ==', 1],
    ['mx.example.org; header.d=example.net', 0],
  ] as const) {
    const field = readAuthenticationResults(value)
    assert.equal(field.results.length, results, value)
    assert.ok(field.issues.length > 0, value)
  }
})

test('limits leave a mark', () => {
  const many = readAuthenticationResults(`mx.example.org${'; dkim=pass'.repeat(100)}`)
  assert.equal(many.results.length, 64)
  assert.equal(many.issues.at(-1)?.code, 'limit.header-count')
  const wide = readAuthenticationResults(`mx.example.org; dkim=pass${' header.x=1'.repeat(100)}`)
  assert.equal(wide.results[0]?.properties.length, 32)
  assert.equal(wide.issues[0]?.code, 'limit.header-count')
  const long = readAuthenticationResults(`mx.example.org; dkim=pass header.d=${'a'.repeat(70_000)}`)
  assert.equal(long.issues[0]?.code, 'limit.header-size')
})

test('any text is read without throwing, and in linear time', () => {
  const part = fc.constantFrom(
    'mx.example.org',
    ';',
    '=',
    ' ',
    '(',
    ')',
    '"',
    '\\',
    'spf',
    'pass',
    'header.d',
    '.',
    'i',
    '2',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part).map((parts) => parts.join('')),
      ),
      (value) => {
        readAuthenticationResults(value)
        readArcAuthenticationResults(value)
      },
    ),
  )
  const started = threadTime()
  for (const piece of ['(', ')', '"', '\\', ';', '=', ' ', 'a=b ', 'dkim=', '(a)', '"a"', 'i=1;'])
    readAuthenticationResults(piece.repeat(60_000))
  assert.ok(threadTime() - started < 2_000)
})
