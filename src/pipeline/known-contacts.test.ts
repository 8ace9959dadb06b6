import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explain, openStore, review } from '../index.ts'
import type { RecordContact } from '../model/contact.ts'
import type { Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import { makeRecord, recordLink } from '../testing/record-fixture.ts'
import { judgeStore } from './judge-store.ts'

const DAY = 86_400_000
const START = Date.UTC(2024, 0, 1)
const phone = (value: string): readonly RecordContact[] => [
  { kind: 'phone', value, where: 'signature', part: '1', start: 10, end: 23 },
]

const habit = Array.from({ length: 300 }, (_, n) =>
  makeRecord({ time: START + n * DAY, ...(n % 30 === 5 ? { contacts: phone('+442079460958') } : {}) }),
)
/** Another hand, with a number of its own. */
const lure = (day: number): MessageRecord =>
  makeRecord({
    time: START + day * DAY + DAY / 2,
    client: { mailer: 'Other', zone: '+0330', 'header-order': 'other', 'mime-shape': 'other' },
    path: { 'first-by': 'elsewhere.test', 'first-network': '198.51.0.0/16' },
    links: [recordLink('low-amber-gate.test')],
    contacts: phone('+442079460001'),
  })

async function judged(records: readonly MessageRecord[]): Promise<Store> {
  const store = await openStore(':memory:')
  await store.saveMessages(records.map((record) => ({ record, lookups: [] })))
  for await (const _ of judgeStore(store, {}));
  return store
}

test('held mail names the contacts known before it, and warns of its own', async () => {
  const [first, second] = [lure(200), lure(240)]
  const store = await judged([...habit, first, second])
  for (const one of [first, second]) {
    const { held, contacts } = (await store.judgement(one.digest))?.judgement ?? assert.fail()
    assert.equal(held, true)
    assert.deepEqual(
      contacts?.known.map(({ value, messages }) => [value, messages]),
      [['+442079460958', habit.filter(({ time, contacts: given }) => given && time < one.time).length]],
    )
    assert.ok((contacts?.known[0]?.lastSeen ?? Infinity) < one.time, 'strictly before')
    assert.deepEqual(
      contacts?.unknown.map(({ value }) => value),
      ['+442079460001'],
      'what a held mail gave was not learned',
    )
  }
  const quiet = (await store.judgement(habit[250]!.digest))?.judgement
  assert.equal(quiet?.held, false)
  assert.equal(quiet.contacts, undefined, 'kept of held mail only')
  assert.equal((await explain(habit[250]!.digest, { store })).context.contacts?.known.length, 1)
  await store.close()
})

test('a released mail gives its contacts, a confirmed one does not', async () => {
  const [first, second] = [lure(200), lure(240)]
  const store = await judged([...habit, first, second])
  const say = async (action: 'confirm' | 'release'): Promise<readonly string[] | undefined> => {
    const asked = { store, action, why: 'asked', by: 'eva', time: START, judge: true }
    for await (const _ of review(first.digest, asked));
    const { contacts } = (await explain(second.digest, { store })).context
    return contacts?.known.map(({ value }) => value)
  }
  assert.deepEqual(await say('release'), ['+442079460958', '+442079460001'])
  assert.deepEqual(await say('confirm'), ['+442079460958'])
  await store.close()
})
