import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CustodyEntry } from '../model/case.ts'
import { custodyLines, firstBreak, readCustody, withEntry } from './custody-log.ts'

const NOTES = [
  { time: 1_000, person: 'Ana', tool: 'counterfoil 0.1', what: 'case opened' },
  {
    time: 2_000,
    person: 'Ana',
    tool: 'counterfoil 0.1',
    what: 'evidence added',
    item: 'E1',
    digest: 'sha256:00',
  },
  { time: 2_000, person: 'Béla', tool: 'counterfoil 0.1', what: 'claim accepted\n', item: 'C1' },
  { time: 3_000, person: 'Ana', tool: 'counterfoil 0.1', what: 'report written' },
]
const log = NOTES.reduce<readonly CustodyEntry[]>(withEntry, [])

test('a log as it was written has no break, and reads back from its lines', () => {
  assert.equal(firstBreak(log), undefined)
  assert.deepEqual(readCustody(custodyLines(log)), { log })
  assert.deepEqual(readCustody(''), { log: [] })
})

test('entries taken out, put in, exchanged or changed are told by their place', () => {
  const [first, second, third, fourth] = log as [CustodyEntry, CustodyEntry, CustodyEntry, CustodyEntry]
  const broken = (entries: readonly CustodyEntry[]): unknown => {
    const found = firstBreak(entries)
    return [found?.sequence, found?.found]
  }
  assert.deepEqual(broken([first, third, fourth]), [2, 'missing'])
  assert.deepEqual(broken([first, { ...third, sequence: 2 }, fourth]), [2, 'changed'])
  assert.deepEqual(broken([first, { ...second, person: 'Eve' }, third, fourth]), [2, 'changed'])
  assert.deepEqual(broken([first, second, { ...third, hash: second.hash }, fourth]), [3, 'changed'])
  assert.deepEqual(broken([second, third, fourth]), [1, 'missing'])
  // Somebody who makes the chain anew from there on gives other hashes than the report printed.
  const forged = withEntry([first], { ...NOTES[1]!, person: 'Eve' })
  assert.equal(firstBreak(forged), undefined)
  assert.notEqual(forged.at(-1)?.hash, second.hash)
})

test('a clock that was set back is told, but is no forgery', () => {
  const late = withEntry(log, { ...NOTES[0]!, time: 2_999 })
  assert.equal(firstBreak(late)?.found, 'backwards-in-time')
})

test('every single byte that is changed in the lines is found', () => {
  const bytes = Buffer.from(custodyLines(log))
  for (let at = 0; at < bytes.length; at++)
    for (const value of new Set([bytes[at]! ^ 1, 0x20, 0x0a, 0x30])) {
      if (value === bytes[at]) continue
      const changed = Buffer.from(bytes)
      changed[at] = value
      assert.ok(readCustody(changed.toString('utf8')).broken, `byte ${at} to ${value}`)
    }
})
