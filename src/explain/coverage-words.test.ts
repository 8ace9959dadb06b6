import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SUMMARY } from '../testing/scan-fixture.ts'
import { coverageGaps } from './coverage-words.ts'

test('names become words, gaps of one reason and size one sentence, order is kept', () => {
  const why = 'fewer than 10 earlier mails'
  const notEvaluated = [
    { what: 'channel client', why, messages: 642 },
    { what: 'authentication', why: 'no zone', messages: 640 },
    { what: 'attacker model takeover', why, messages: 642 },
    { what: 'gate reply-diverted', why, messages: 3 },
    { what: 'channel constructor', why, messages: 642 },
  ]
  assert.deepEqual(coverageGaps({ ...SUMMARY, coverage: { ...SUMMARY.coverage, notEvaluated } }), [
    { what: 'mail program, takeover of an account and channel constructor', why, messages: 642 },
    { what: 'authentication', why: 'no zone', messages: 640 },
    { what: 'answers would go to another domain', why, messages: 3 },
  ])
})
