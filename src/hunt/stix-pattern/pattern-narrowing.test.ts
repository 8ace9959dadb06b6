import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { observables } from '../../store/observables.ts'
import { makeRecord, recordLink } from '../../testing/record-fixture.ts'
import { compilePattern } from './compile-pattern.ts'
import { observedMail } from './mail-objects.ts'
import { parsePattern } from './parse-pattern.ts'
import { plainValues } from './plain-values.ts'

function narrowed(pattern: string): unknown {
  const compiled = compilePattern(pattern)
  assert.ok(compiled.kind === 'compiled-pattern', JSON.stringify(compiled))
  return compiled.narrowing
}
const exact = (type: string, value: string) => ({ type, value, match: 'exact' })
const below = (type: string, value: string) => ({ type, value, match: 'suffix' })

test('each value a match cannot do without', () => {
  const hash = 'AB'.repeat(32)
  for (const [pattern, anyOf] of [
    ["[url:value = 'HTTP://Example.ORG']", [exact('url', 'http://example.org/')]],
    ["[url:value = 'no scheme']", undefined],
    ["[domain-name:value IN ('A.test', 'b.test')]", [exact('host', 'a.test'), exact('host', 'b.test')]],
    ["[email-message:from_ref.value = 'A@b.test']", [exact('address', 'a@b.test')]],
    ["[email-message:to_refs[*].value LIKE '%@b.test']", [exact('host', 'b.test')]],
    ["[domain-name:value LIKE '%.b.test']", [below('host', 'b.test')]],
    ["[domain-name:value LIKE '%b.test']", undefined],
    ["[url:value LIKE 'https://b.test/%']", [exact('host', 'b.test')]],
    ["[url:value LIKE 'https://b.test%']", undefined],
    ["[url:value LIKE 'http://192.0.2.1/%']", [exact('ip', '192.0.2.1')]],
    ["[email-message:message_id = '<x@y>']", [exact('message-id', 'x@y')]],
    [
      `[email-message:body_multipart[*].body_raw_ref.hashes.'SHA-256' = '${hash}']`,
      [exact('sha256', hash.toLowerCase())],
    ],
    // files inside files are not in the index
    [`[file:hashes.'SHA-256' = '${hash}']`, undefined],
    ["[url:value != 'http://a.test/']", undefined],
    ["[url:value NOT = 'http://a.test/']", undefined],
    ["[email-message:subject = 'x' AND domain-name:value = 'a.test']", [exact('host', 'a.test')]],
    ["[email-message:subject = 'x' OR domain-name:value = 'a.test']", undefined],
    [
      "[domain-name:value = 'a.test'] FOLLOWEDBY [domain-name:value = 'b.test']",
      [exact('host', 'a.test'), exact('host', 'b.test')],
    ],
    ["[domain-name:value = 'a.test'] AND [email-message:subject = 'b']", undefined],
    // what records do not hold finds nothing
    ["[process:name = 'x']", []],
    ["[process:name = 'x' OR domain-name:value = 'a.test']", [exact('host', 'a.test')]],
  ] as const)
    assert.deepEqual(narrowed(pattern), anyOf === undefined ? {} : { anyOf }, pattern)
})

test('START and STOP bound the time', () => {
  const pattern = "[email-message:subject = 'x'] START t'2024-01-01T00:00:00Z' STOP t'2024-02-01T00:00:00Z'"
  const [since, until] = [Date.UTC(2024, 0, 1), Date.UTC(2024, 1, 1)]
  assert.deepEqual(narrowed(pattern), { since, until })
  assert.deepEqual(narrowed(`${pattern} OR [email-message:subject = 'y']`), {})
})

test('what is asked and not held is named', () => {
  const compiled = compilePattern(
    "[email-message:body LIKE '%x%' AND file:hashes.MD5 = 'cead3f77f6cda6ec00f57d76c9a69faa'] OR [process:name = 'x' AND email-message:from_ref.value = 'a@b.test' AND email-message:from_ref.belongs_to_ref.user_id = 'u' AND file:hashes.sha256 != 'x' AND email-message:additional_header_fields.'X-Mailer' = 'y']",
  )
  assert.ok(compiled.kind === 'compiled-pattern')
  assert.deepEqual(compiled.unheld, [
    'email-message:body',
    'file:hashes.MD5',
    'process:name',
    'email-message:from_ref.belongs_to_ref.user_id',
    "email-message:additional_header_fields.'X-Mailer'",
  ])
})

test('the index holds the needed values of every mail that fits', () => {
  const record = makeRecord({
    links: [recordLink('lure.test', { href: 'https://www.lure.test', url: 'https://www.lure.test/' })],
    replyTo: [{ name: '', address: 'x@reply.test' }],
  })
  const held = new Set<string>()
  observables(record, (type, value) => held.add(`${type} ${value.toLowerCase()}`))
  for (const pattern of [
    "[url:value = 'https://www.lure.test']",
    "[domain-name:value = 'WWW.lure.test']",
    "[email-addr:value = 'X@reply.test']",
    `[email-message:message_id = '${record.messageId}']`,
  ]) {
    const compiled = compilePattern(pattern)
    assert.ok(compiled.kind === 'compiled-pattern')
    assert.ok(compiled.start().next(observedMail(record)), pattern)
    assert.ok(
      compiled.narrowing.anyOf?.some(({ type, value }) => held.has(`${type} ${value}`)),
      pattern,
    )
  }
})

test('patterns that say no more than values', () => {
  const md5 = 'cead3f77f6cda6ec00f57d76c9a69faa'
  for (const [pattern, values] of [
    ["[url:value = 'http://a.test/x']", ['url http://a.test/x']],
    ["[domain-name:value = 'a.test' OR ipv4-addr:value = '192.0.2.1']", ['domain a.test', 'ip 192.0.2.1']],
    [
      "[ipv4-addr:value = '192.0.2.0/24'] OR [ipv4-addr:value ISSUBSET '10.0.0.0/8']",
      ['network 192.0.2.0/24', 'network 10.0.0.0/8'],
    ],
    ["[ipv4-addr:value = '192.0.2.1/32']", ['ip 192.0.2.1/32']],
    [`[file:hashes.md5 IN ('${md5}')]`, [`file-hash md5:${md5}`]],
    ["[email-message:from_ref.value = 'a@b.test']", ['address a@b.test']],
    ["[network-traffic:dst_ref.value = 'c2.test']", ['domain c2.test']],
    ["[email-message:message_id = '<a@b>']", ['message-id a@b']],
    ["[file:name = 'a.exe']", ['file-name a.exe']],
    ["[email-message:subject = 'a']", undefined],
    ["[url:value LIKE 'a%']", undefined],
    ["[url:value != 'a']", undefined],
    ["[url:value = 'a' AND domain-name:value = 'b']", undefined],
    ["[url:value = 'a'] AND [url:value = 'b']", undefined],
    ["[url:value = 'a'] REPEATS 2 TIMES", undefined],
    ['[url:value IN ()]', undefined],
  ] as const) {
    const reading = parsePattern(pattern)
    assert.ok(reading.kind === 'pattern', pattern)
    assert.deepEqual(
      plainValues(reading.pattern)?.map(({ type, value }) => `${type} ${value}`),
      values,
      pattern,
    )
  }
})

test('a mail that fits is never left out by the narrowing, and no pattern throws', () => {
  const record = makeRecord({
    from: { name: 'Anna', address: 'anna@example.org' },
    subject: 'Final report',
    links: [
      recordLink('lure.test', { href: 'https://www.lure.test/a', url: 'https://www.lure.test/a' }),
      recordLink('x', {
        href: 'http://192.0.2.7/',
        url: 'http://192.0.2.7/',
        target: { host: '192.0.2.7', domain: '192.0.2.7', icannDomain: '192.0.2.7', isIp: true },
      }),
    ],
  })
  const held: { type: string; value: string }[] = []
  observables(record, (type, value) => held.push({ type, value: value.toLowerCase() }))
  for (const { type, value } of [...held])
    if (type === 'address') held.push({ type: 'host', value: value.slice(value.lastIndexOf('@') + 1) })
  const path = fc.constantFrom(
    'url:value',
    'domain-name:value',
    'email-addr:value',
    'ipv4-addr:value',
    'email-message:from_ref.value',
    'email-message:to_refs[*].value',
    'email-message:subject',
    'email-message:message_id',
    'email-message:body',
    'file:name',
    'process:name',
  )
  const value = fc.constantFrom(
    'https://www.lure.test/a',
    'HTTPS://www.lure.test/%',
    'www.lure.test',
    '%.lure.test',
    'Anna@Example.org',
    '%@example.org',
    '192.0.2.7',
    '192.0.2.7/32',
    'Final report',
    '%report',
    'x',
  )
  const operator = fc.constantFrom('=', '!=', 'NOT =', 'LIKE', 'NOT LIKE', '>', 'MATCHES', 'IN')
  const comparison = fc
    .tuple(path, operator, value)
    .map(([one, how, text]) => `${one} ${how} ${how === 'IN' ? `('${text}', 'y')` : `'${text}'`}`)
  const { test: tested, pattern } = fc.letrec<{ test: string; pattern: string }>((tie) => ({
    test: fc.oneof(
      { depthSize: 'small' },
      comparison,
      path.map((one) => `EXISTS ${one}`),
      fc
        .tuple(tie('test'), fc.constantFrom('AND', 'OR'), tie('test'))
        .map(([a, join, b]) => `(${a}) ${join} (${b})`),
    ),
    pattern: fc.oneof(
      { depthSize: 'small' },
      tie('test').map((one) => `[${one}]`),
      fc
        .tuple(tie('pattern'), fc.constantFrom('AND', 'OR', 'FOLLOWEDBY'), tie('pattern'))
        .map(([a, join, b]) => `(${a}) ${join} (${b})`),
    ),
  }))
  let fitted = 0
  fc.assert(
    fc.property(
      fc.oneof(
        tested.map((one) => `[${one}]`),
        pattern,
      ),
      (text) => {
        const compiled = compilePattern(text)
        assert.ok(compiled.kind === 'compiled-pattern', text)
        if (!compiled.start().next(observedMail(record))) return
        fitted++
        const { anyOf } = compiled.narrowing
        if (anyOf)
          assert.ok(
            anyOf.some((needed) =>
              held.some(
                (one) =>
                  one.type === needed.type &&
                  (one.value === needed.value.toLowerCase() ||
                    (needed.match === 'suffix' && one.value.endsWith(`.${needed.value}`))),
              ),
            ),
            text,
          )
      },
    ),
    { numRuns: 2000 },
  )
  assert.ok(fitted > 200)
})
