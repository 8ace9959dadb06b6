import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseLogRow } from '../model/case-report.ts'
import { joinedLogRows } from './joined-log-rows.ts'

const row = (line: number, time: number, text: string, more: Partial<CaseLogRow> = {}): CaseLogRow => ({
  evidence: 'E1',
  line,
  time,
  zone: 'UTC',
  text,
  ...more,
})

test('rows with the same words are one, from the earliest to the latest; the stranger stands out', () => {
  assert.deepEqual(
    joinedLogRows([
      row(2, 20, 'dov from home'),
      row(3, 30, 'dov from elsewhere'),
      row(4, 40, 'dov from home'),
      row(5, 10, 'dov from home'),
    ]),
    [row(2, 10, 'dov from home', { more: 2, last: 40 }), row(3, 30, 'dov from elsewhere')],
  )
})

test('a row without a zone is not one with a row that has one', () => {
  const { zone: _, ...zoneless } = row(3, 2, 'dov from home')
  assert.equal(joinedLogRows([row(2, 1, 'dov from home'), zoneless]).length, 2)
})
