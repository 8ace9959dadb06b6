import assert from 'node:assert/strict'
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { TIERS } from './intent.ts'
import { ABROAD, HOME, listOf, type Person } from './made-list.ts'
import { type ScanOrder, scanList } from './scan-list.ts'

const folder = mkdtempSync(join(tmpdir(), 'takeover-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function writeMbox(name: string, people: readonly Person[], mails: number): void {
  const entries = listOf(people, `${name}@list.example`, mails).map(
    (bytes) =>
      `From someone@list.example Mon Jan  8 09:00:00 2024\n${Buffer.from(bytes)
        .toString('latin1')
        .replace(/^>*From /gm, '>$&')}\n`,
  )
  writeFileSync(join(folder, `${name}.mbox`), Buffer.from(entries.join(''), 'latin1'))
}

const order: ScanOrder = {
  list: 'home',
  foreign: 'abroad',
  mboxes: folder,
  phish: join(folder, 'none'),
  cache: join(folder, 'cache'),
  period: 'tune',
  seed: 1,
  tiers: TIERS,
  share: 0.2,
}

before(() => {
  writeMbox('home', HOME, 300)
  writeMbox('abroad', ABROAD, 100)
})

test('a scan judges every mail of its window and what was put into it, and again the same', async () => {
  const first = await scanList(order)
  // Tune ends at 60 % of 300 mails and tests its second half.
  assert.equal(first.messages, 90)
  assert.ok(first.injected.length >= 8)
  const attacks = first.injected.filter((one) => one.role === 'attack')
  assert.equal(attacks.length * 2, first.injected.length)
  const start = Date.UTC(2024, 0, 8, 9) + 90 * 5 * 3_600_000
  const end = Date.UTC(2024, 0, 8, 9) + 179 * 5 * 3_600_000
  for (const one of first.injected) {
    assert.ok(
      one.time >= start && one.time <= end,
      `${one.tier} ${one.role} at ${new Date(one.time).toISOString()}`,
    )
    assert.ok(one.candidate.strengths.length > 0)
    assert.ok(!one.explained.includes('@'), 'explanations name no address')
  }
  const kept = await scanList(order)
  assert.deepEqual({ ...kept, seconds: 0 }, { ...first, seconds: 0 })
  for (const file of globSync(join(folder, 'cache', 'injected.*'))) rmSync(file)
  const again = await scanList(order)
  assert.deepEqual({ ...again, seconds: 0 }, { ...first, seconds: 0 })
  const other = await scanList({ ...order, seed: 2 })
  assert.notDeepEqual(
    other.injected.map((one) => one.digest),
    first.injected.map((one) => one.digest),
  )
})

test('a channel left out has no tail any more', async () => {
  const before = await scanList(order)
  assert.ok(before.injected.every((one) => one.explained.includes('links ')))
  const after = await scanList({ ...order, without: 'links' })
  assert.ok(after.injected.every((one) => !/, links /.test(one.explained)))
})
