import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MessageRecord } from '../../model/record.ts'
import { makeRecord, recordLink } from '../../testing/record-fixture.ts'
import { compilePattern } from './compile-pattern.ts'
import { MAIL_OBJECT_PROPERTIES, observedMail } from './mail-objects.ts'
import type { MatchedObservation } from './pattern-run.ts'

const HASH = 'ab'.repeat(32)
const INNER = 'cd'.repeat(32)
const mail = (changes: Partial<MessageRecord> = {}): MessageRecord =>
  makeRecord({
    from: { name: 'Anna Berg', address: 'Anna@example.org' },
    replyTo: [{ name: '', address: 'anna@other.test' }],
    subject: 'Final report',
    messageId: 'm1@example.org',
    path: { route: 'relay.example.org mx.news.example', 'return-path': 'example.org' },
    links: [
      recordLink('lure.test', {
        href: 'HTTPS://Lure.test/a b',
        url: 'https://lure.test/a%20b',
        target: { host: 'lure.test', domain: 'lure.test', icannDomain: 'lure.test', isIp: false },
        range: { start: 700, end: 721 },
        nested: [{ host: 'inner.test', domain: 'inner.test', icannDomain: 'inner.test', isIp: false }],
      }),
      recordLink('x', {
        href: 'http://192.0.2.7/x',
        url: 'http://192.0.2.7/x',
        target: { host: '192.0.2.7', domain: '192.0.2.7', icannDomain: '192.0.2.7', isIp: true },
      }),
      recordLink('x', {
        href: 'http://[2001:db8::7]/',
        url: 'http://[2001:db8::7]/',
        target: { host: '[2001:db8::7]', domain: '[2001:db8::7]', icannDomain: '[2001:db8::7]', isIp: true },
      }),
    ],
    attachments: [
      {
        part: '2',
        range: { start: 900, end: 1900 },
        name: 'Final Report.pdf.exe',
        extension: 'exe',
        declaredType: 'application/pdf',
        detectedType: 'application/x-msdownload',
        size: 1280,
        sha256: HASH,
        active: true,
        opened: {
          encrypted: false,
          powers: [],
          metadata: {},
          files: [{ path: 'in/tool.js', sha256: INNER, mediaType: 'text/javascript', active: true }],
          complete: true,
        },
      },
    ],
    ...changes,
  })

function match(pattern: string, record = mail()): MatchedObservation | undefined {
  const compiled = compilePattern(pattern)
  assert.ok(compiled.kind === 'compiled-pattern', `${pattern}: ${JSON.stringify(compiled)}`)
  return compiled.start().next(observedMail(record))?.observations[0]
}

test('what a mail holds is found by the paths of the specification', () => {
  for (const one of [
    "email-message:from_ref.value = 'anna@example.org'",
    "email-message:from_ref.display_name = 'Anna Berg'",
    "email-message:to_refs[*].value LIKE '%@news.example'",
    "email-message:subject MATCHES '^Final'",
    "email-message:message_id = '<m1@example.org>'",
    "email-message:message_id = 'm1@example.org'",
    'email-message:is_multipart = true',
    "email-message:date > t'2023-01-01T00:00:00Z'",
    "email-message:additional_header_fields.'Reply-To'[*] = 'anna@other.test'",
    "email-message:body_multipart[*].body_raw_ref.name MATCHES '^Final Report.+\\\\.exe$'",
    "email-message:raw_email_ref.mime_type = 'message/rfc822'",
    "email-addr:value = 'ANNA@OTHER.TEST'",
    "url:value = 'https://lure.test/a%20b'",
    "url:value = 'HTTPS://Lure.test/a b'",
    "url:value LIKE 'https://lure.test/%'",
    "domain-name:value = 'LURE.test'",
    "domain-name:value = 'inner.test'",
    "domain-name:value = 'relay.example.org'",
    "domain-name:value = 'other.test'",
    "ipv4-addr:value = '192.0.2.7/32'",
    "ipv4-addr:value ISSUBSET '192.0.2.0/24'",
    "ipv6-addr:value = '2001:0db8:0:0:0:0:0:7'",
    `file:hashes.'SHA-256' = '${HASH.toUpperCase()}'`,
    `file:hashes.sha256 = '${INNER}' AND file:name = 'tool.js'`,
    'file:size >= 1000',
    `artifact:hashes.'SHA-256' = '${HASH}'`,
    "file:extensions.'archive-ext'.contains_refs[*].name = 'tool.js'",
    "email-message:subject LIKE '%report' AND url:value LIKE '%lure.test%' AND file:size = 1280",
  ])
    assert.ok(match(`[${one}]`), one)
  for (const one of [
    "domain-name:value = 'test'",
    "domain-name:value = '192.0.2.7'",
    "ipv4-addr:value = '192.0.2.0/24'",
    "email-message:subject = 'final report'",
    'EXISTS email-message:sender_ref',
    'EXISTS email-message:body',
  ])
    assert.equal(match(`[${one}]`), undefined, one)
})

test('a match says which value stood in which place', () => {
  const record = mail()
  const found = match(
    "[url:value LIKE '%lure.test%' AND email-message:from_ref.value = 'anna@example.org']",
    record,
  )
  assert.equal(found?.key, record.digest)
  assert.equal(found?.time, record.time)
  assert.deepEqual(found?.witnesses, [
    {
      path: 'url:value',
      value: 'https://lure.test/a%20b',
      seen: {
        place: 'link',
        evidence: {
          kind: 'bytes',
          part: '1',
          range: { start: 700, end: 721 },
          quoted: 'HTTPS://Lure.test/a b',
        },
      },
    },
    {
      path: 'email-message:from_ref.value',
      value: 'Anna@example.org',
      seen: {
        place: 'from',
        evidence: {
          kind: 'bytes',
          part: '0',
          range: { start: 10, end: 60 },
          quoted: 'Anna@example.org',
        },
      },
    },
  ])
})

test('objects have only the types and properties that are said to be held, and references lead somewhere', () => {
  const data = observedMail(mail({ sender: { name: '', address: 'desk@example.org' } }))
  for (const [type, allowed] of Object.entries(MAIL_OBJECT_PROPERTIES)) {
    const objects = data.objects(type)
    assert.ok(objects.length > 0, type)
    for (const { properties } of objects) {
      assert.equal(properties.type, type)
      for (const [name, value] of Object.entries(properties)) {
        assert.ok(allowed.includes(name), `${type}:${name}`)
        if (/_refs?$/.test(name))
          for (const id of [value].flat()) assert.ok(data.object(String(id)), `${type}:${name} ${id}`)
      }
    }
  }
  assert.deepEqual(data.objects('constructor'), [])
})

test('a mail with nothing in it has objects, too', () => {
  const empty = mail({
    from: { name: '', address: '' },
    to: [],
    replyTo: [],
    links: [],
    attachments: [],
    spans: {},
    path: {},
    timeBasis: 'none',
    time: 0,
  })
  assert.ok(match("[email-message:subject = 'Final report']", empty))
  assert.equal(match('[EXISTS email-message:from_ref]', empty), undefined)
  assert.equal(match('[EXISTS email-message:date]', empty), undefined)
})
