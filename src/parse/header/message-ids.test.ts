import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '../../testing/thread-time.ts'
import { parseMessageIds } from './message-ids.ts'

const cases: readonly (readonly [value: string, ...ids: string[]])[] = [
  ['<1@example.org>', '1@example.org'],
  ['<1@a.test> <2@b.test>,<3@c.test>', '1@a.test', '2@b.test', '3@c.test'],
  ['<1@a.test>\t<2@ b.test>', '1@a.test', '2@b.test'],
  ['Message from "x" of "Monday" <1@a.test>', '1@a.test'],
  ['1@a.test', '1@a.test'],
  ['no-at-sign', 'no-at-sign'],
  ['Your message of Monday 1@a.test', '1@a.test'],
  ['<1@a.test', '1@a.test'],
  ['<1@a.test <2@b.test>', '1@a.test', '2@b.test'],
  ['<<1@a.test>>', '1@a.test'],
  ['<>'],
  [''],
]
for (const [value, ...ids] of cases)
  test(`reads ${JSON.stringify(value)}`, () => assert.deepEqual(parseMessageIds(value), ids))

test('brackets that never close are linear', () => {
  const start = threadTime()
  assert.equal(parseMessageIds('<a'.repeat(200_000)).length, 200_000)
  assert.ok(threadTime() - start < 1000)
})
