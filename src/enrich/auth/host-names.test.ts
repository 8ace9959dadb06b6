import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '../../testing/thread-time.ts'
import { hostIsBelow, isInternalAddress, plainHost, registeredDomain } from './host-names.ts'
import { tagValue } from './tag-list.ts'

test('registered domains by both sections of the public suffix list', () => {
  for (const [host, domain] of [
    ['mx.Mail.example.co.uk', 'example.co.uk'],
    ['a.dyndns.org', 'a.dyndns.org'],
    ['store.internal', undefined],
    ['mail', undefined],
    ['192.0.2.1', undefined],
    ['2001:db8::1', undefined],
    ['co.uk', undefined],
    ['', undefined],
  ] as const)
    assert.equal(registeredDomain(host), domain, host)
})

test('internal addresses', () => {
  for (const address of [
    '10.1.2.3',
    '127.0.0.1',
    '192.168.0.1',
    '172.16.0.1',
    '172.31.9.9',
    '169.254.1.1',
    '100.64.0.1',
    '::1',
    'fd12::1',
    'FE80::1',
    '::ffff:10.0.0.1',
    '2002:a05:6a10::1',
  ])
    assert.ok(isInternalAddress(address), address)
  for (const address of [
    '198.51.100.7',
    '172.32.0.1',
    '100.128.0.1',
    '2001:db8::1',
    '2002:c633:6407::1',
    '::ffff:198.51.100.7',
    '',
    'localhost',
  ])
    assert.ok(!isInternalAddress(address), address)
})

test('suffixes match whole labels', () => {
  assert.ok(hostIsBelow('MX.example.org', ['example.org']))
  assert.ok(hostIsBelow('example.org', ['example.org']))
  assert.ok(!hostIsBelow('badexample.org', ['example.org']))
  assert.ok(!hostIsBelow('example.org.evil.test', ['example.org']))
  assert.equal(plainHost(' *.Example.ORG. '), 'example.org')
  assert.equal(plainHost('@example.org'), 'example.org')
})

test('tags', () => {
  assert.equal(tagValue('v=1; b=ab\t c d; d = x.example ', 'b'), 'abcd')
  assert.equal(tagValue('v=1; b=ab; d = x.example ', 'd'), 'x.example')
  assert.equal(tagValue('v=1;;', 'd'), undefined)
  assert.equal(tagValue('b=a=b==', 'b'), 'a=b==')
  const started = threadTime()
  tagValue(';'.repeat(500_000), 'd')
  assert.ok(threadTime() - started < 1_000)
})
