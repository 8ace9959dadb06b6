import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readBudget, readCount, readHost, readTime } from './option-values.ts'

describe('readBudget', () => {
  it('reads a number, a share and a daily number', () => {
    assert.deepEqual(readBudget('20'), { kind: 'count', alerts: 20 })
    assert.deepEqual(readBudget('5/1000'), { kind: 'share', alerts: 5, messages: 1000 })
    assert.deepEqual(readBudget('1/10000'), { kind: 'share', alerts: 1, messages: 10_000 })
    assert.deepEqual(readBudget('2/day'), { kind: 'daily', alerts: 2 })
  })
  for (const text of [
    '',
    'x',
    '-1',
    '0',
    '0/day',
    '1.5',
    '5/',
    '5/0',
    '5/week',
    '20/10',
    '1e3',
    '9999999999',
  ])
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => readBudget(text), Error))
})

describe('readTime', () => {
  const iso = (text: string, bound: 'since' | 'until' = 'since'): string =>
    new Date(readTime(text, bound)).toISOString()
  it('takes a plain date in full, in UTC', () => {
    assert.equal(iso('2024-06-13'), '2024-06-13T00:00:00.000Z')
    assert.equal(iso('2024-06-13', 'until'), '2024-06-14T00:00:00.000Z')
    assert.equal(iso('2024-12-31', 'until'), '2025-01-01T00:00:00.000Z')
    assert.equal(iso('2024-02-29'), '2024-02-29T00:00:00.000Z')
  })
  it('takes a time with its zone as the moment it is', () => {
    assert.equal(iso('2024-06-13T09:12:30Z'), '2024-06-13T09:12:30.000Z')
    assert.equal(iso('2024-06-13T09:12Z', 'until'), '2024-06-13T09:12:00.000Z')
    assert.equal(iso('2024-06-13t09:12:30.25+02:00'), '2024-06-13T07:12:30.250Z')
    assert.equal(iso('2024-06-13 00:00:00-05:30'), '2024-06-13T05:30:00.000Z')
  })
  it('does not guess a zone', () =>
    assert.throws(() => readTime('2024-06-13T09:12:30', 'since'), /"2024-06-13T09:12:30Z" for UTC/))
  for (const text of [
    '',
    'yesterday',
    '13.6.2024',
    '2024-6-13',
    '2024-02-30',
    '2023-02-29',
    '2024-13-01',
    '1969-12-31',
    '2024-06-13T24:00:00Z',
  ])
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => readTime(text, 'since'), Error))
})

describe('readCount', () => {
  it('keeps to its range', () => {
    assert.equal(readCount('1', 1, 64), 1)
    assert.equal(readCount('64', 1, 64), 64)
    for (const text of ['0', '65', '', '1.5', '-1', 'two', '1e1'])
      assert.throws(() => readCount(text, 1, 64), /from 1 to 64/)
  })
})

describe('readHost', () => {
  it('reads host names in any case', () => {
    assert.equal(readHost('MX.Example.ORG.'), 'mx.example.org')
    for (const text of ['', 'a b', '-x', 'a..b', 'a/b', 'münchen.example', `${'a.'.repeat(200)}b`])
      assert.throws(() => readHost(text), Error)
  })
})
