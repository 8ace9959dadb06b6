/**
 * How fast mail that was read already is judged, on one thread: from records in memory, and through the store as a
 * scan does. By hand: `node_modules/.bin/node bench/speed/judging.ts STORE [ROUNDS]`, where STORE was made by
 * `counterfoil scan MAIL --store STORE`; a copy is judged. Counts processor time, which a busy machine changes less.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessageRecord } from '../../src/model/record.ts'
import { forgetPass, judgeStore } from '../../src/pipeline/judge-store.ts'
import { emptyPast, replay } from '../../src/pipeline/replay.ts'
import { openSqliteStore } from '../../src/store/sqlite-store.ts'

const [file, rounds = '3'] = process.argv.slice(2)
if (file === undefined || !(Number(rounds) >= 1)) {
  console.error('usage: node bench/speed/judging.ts STORE [ROUNDS]')
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'counterfoil-judging-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const copy = join(folder, 'judged.counterfoil')
copyFileSync(file, copy)
const store = await openSqliteStore(copy)
const records: MessageRecord[] = []
for await (const record of store.messages()) records.push(record)

const inMemory = {
  ...store,
  async *messages(): AsyncGenerator<MessageRecord> {
    yield* records
  },
}

for (let round = 1; round <= Number(rounds); round++) {
  const memory = await timed(async () => {
    let judged = 0
    for await (const _ of replay(emptyPast(), inMemory)) judged++
    return judged
  })
  await forgetPass(store)
  const stored = await timed(async () => {
    const judging = judgeStore(store, {})
    let step = await judging.next()
    while (!step.done) step = await judging.next()
    return step.value.replaced
  })
  console.log(`round ${round}: from memory ${memory}; through the store ${stored}`)
}
await store.close()

async function timed(work: () => Promise<number>): Promise<string> {
  const [wall, before] = [performance.now(), process.cpuUsage()]
  const count = await work()
  const { user, system } = process.cpuUsage(before)
  const rate = (seconds: number): string => Math.round(count / seconds).toLocaleString('en')
  return `${rate((user + system) / 1e6)} messages per processor second, ${rate((performance.now() - wall) / 1e3)} per second`
}
