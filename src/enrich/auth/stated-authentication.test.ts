import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readMailText } from '../../testing/read-mail-text.ts'
import { NO_RESOLVER, statedAuthentication } from './stated-authentication.ts'

const BORDER =
  'Received: from out.sender.example (out.sender.example [198.51.100.7]) by mx.receiver.example (Postfix) with ESMTPS id 1'

function facts(
  lines: readonly string[],
  trusted: readonly string[] = [],
): ReturnType<typeof statedAuthentication> {
  return statedAuthentication(
    readMailText([...lines, 'From: Ada <ada@sender.example>', '', ''].join('\n')),
    trusted,
  )
}

test('domain, selector, reason and place of each result; methods nobody evaluates are left out', () => {
  const found = facts([
    'Subject: first',
    'Authentication-Results: mx.receiver.example; spf=hardfail (not listed) smtp.mailfrom=Bounce@News.Sender.Example.;' +
      ' dkim=pass (2048-bit key; unprotected) header.d=sender.example header.s=s2024; dkim-atps=neutral; iprev=pass policy.iprev=198.51.100.7',
    BORDER,
  ])
  assert.deepEqual(found.results, [
    {
      kind: 'authentication-result',
      method: 'spf',
      result: 'fail',
      domain: 'news.sender.example',
      source: 'field',
      by: 'mx.receiver.example',
      field: 1,
      reason: 'written as "hardfail": not listed',
    },
    {
      kind: 'authentication-result',
      method: 'dkim',
      result: 'pass',
      domain: 'sender.example',
      selector: 's2024',
      source: 'field',
      by: 'mx.receiver.example',
      field: 1,
    },
    {
      kind: 'authentication-result',
      method: 'iprev',
      result: 'pass',
      source: 'field',
      by: 'mx.receiver.example',
      field: 1,
    },
  ])
})

test('several fields of one host are one believed host', () => {
  const found = facts([
    'Authentication-Results: mx.receiver.example; dkim=pass header.d=sender.example',
    'Authentication-Results: mx.receiver.example; spf=pass smtp.mailfrom=sender.example',
    'Received-SPF: Pass (sender SPF authorized) identity=mailfrom; client-ip=198.51.100.7; envelope-from=ada@sender.example; receiver=<UNKNOWN>',
    BORDER,
    'Received-SPF: pass (mx.receiver.example: forged) envelope-from=ada@sender.example',
  ])
  assert.deepEqual(
    found.results.map(({ method, source }) => `${method} ${source}`),
    ['dkim field', 'spf field', 'spf field', 'spf untrusted-field'],
  )
  assert.deepEqual(
    found.trusted.map(({ host }) => host),
    ['mx.receiver.example'],
  )
})

function arcSet(instance: number, domain: string, cv: string): string[] {
  return [
    `ARC-Seal: i=${instance}; a=rsa-sha256; cv=${cv}; d=${domain}; s=arc; b=AAAA`,
    `ARC-Authentication-Results: i=${instance}; mx.${domain}; dmarc=pass header.from=sender.example`,
  ]
}

test('the newest ARC set is believed above the border when the receiver sealed an intact chain', () => {
  const inside = facts([...arcSet(1, 'receiver.example', 'none'), BORDER])
  assert.deepEqual(
    inside.results.map(({ source, by }) => [source, by]),
    [['arc', 'receiver.example']],
  )
  assert.equal(inside.aligned, 'pass')
  for (const [lines, why] of [
    [[BORDER, ...arcSet(1, 'receiver.example', 'none')], 'below the border, where the sender can write'],
    [[...arcSet(1, 'receiver.example', 'fail'), BORDER], 'the chain before it was broken'],
    [[...arcSet(1, 'other.example', 'none'), BORDER], 'sealed by somebody else'],
    [
      [...arcSet(1, 'receiver.example', 'none'), BORDER, ...arcSet(2, 'other.example', 'pass')],
      'not the newest set',
    ],
    [
      [arcSet(1, 'receiver.example', 'none')[1]!, BORDER, arcSet(1, 'receiver.example', 'none')[0]!],
      'seal below the border',
    ],
    [[arcSet(1, 'receiver.example', 'none')[1]!, BORDER], 'no seal'],
  ] as const) {
    const found = facts(lines)
    assert.deepEqual(new Set(found.results.map(({ source }) => source)), new Set(['untrusted-field']), why)
    assert.equal(found.aligned, 'unknown', why)
  }
})

test('why nothing was verified is said only for a message with a signature', () => {
  assert.deepEqual(facts([BORDER]).notEvaluated, [])
  assert.deepEqual(facts([BORDER, 'DKIM-Signature: v=1; d=sender.example']).notEvaluated, [NO_RESOLVER])
})

test('a header full of results is read up to a limit, which is said', () => {
  const found = facts(Array.from({ length: 100 }, () => 'Authentication-Results: x.example; spf=pass'))
  assert.equal(found.results.length, 64)
  assert.deepEqual(found.notEvaluated, ['stated results: only the first 64 fields were read'])
})

test('any header gives facts', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'mx.receiver.example; dmarc=pass',
      'from a by mx.receiver.example',
      'by mx.receiver.example',
      'i=1; d=receiver.example; cv=none',
      'spf=pass',
    ),
  )
  const name = fc.constantFrom(
    'Received',
    'Authentication-Results',
    'ARC-Seal',
    'ARC-Authentication-Results',
    'From',
    'Received-SPF',
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 12 }), (fields) => {
      const found = facts(fields.map(([key, text]) => `${key}: ${text.replace(/[\r\n]/g, ' ')}`))
      assert.equal(found.kind, 'authentication')
    }),
  )
})
