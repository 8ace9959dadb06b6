import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ExplainTrouble, explain, openStore, review, reviewLog, ScanInterrupted } from '../index.ts'
import type { Source, Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import type { ReviewAction, ReviewOutcome } from '../model/review.ts'
import type { Judgement } from '../model/verdict.ts'
import { makeRecord, recordLink } from '../testing/record-fixture.ts'
import { judgeStore } from './judge-store.ts'
import { rankStore } from './rank-store.ts'
import { DOUBTED_SPAN } from './reviewed-mail.ts'

const DAY = 86_400_000
const START = Date.UTC(2024, 0, 1)
const SENDERS = ['anna', 'bela', 'carla', 'dora'] as const

/** A day of mail for each number: four people write in turn, each with one program, to the next of them. */
function office(days: number): MessageRecord[] {
  return Array.from({ length: days }, (_, n) => {
    const who = SENDERS[n % 4]!
    return makeRecord({
      time: START + n * DAY,
      from: { name: `${who} Berg`, address: `${who}@example.org` },
      to: [{ name: '', address: `${SENDERS[(n + 1) % 4]}@example.org` }],
      client: { mailer: `Program ${n % 4}`, zone: '+0100', 'header-order': `order ${n % 4}` },
    })
  })
}

/** Anna's account in another hand. */
function foreign(day: number, changes: Partial<MessageRecord> = {}): MessageRecord {
  return makeRecord({
    time: START + day * DAY + DAY / 2,
    from: { name: 'anna Berg', address: 'anna@example.org' },
    to: [{ name: '', address: 'carla@example.org' }],
    client: { mailer: 'Other', zone: '+0330', 'header-order': 'other', 'mime-shape': 'other' },
    path: { 'first-by': 'elsewhere.test', 'first-network': '198.51.0.0/16' },
    links: [recordLink('low-amber-gate.test')],
    ...changes,
  })
}

async function filled(records: readonly MessageRecord[]): Promise<Store> {
  const store = await openStore(':memory:')
  await store.saveMessages(records.map((record) => ({ record, lookups: [] })))
  await judged(store)
  return store
}

async function judged(store: Store): Promise<number> {
  const steps = judgeStore(store, {})
  let step = await steps.next()
  while (!step.done) step = await steps.next()
  for await (const _ of rankStore(store, {}, { kind: 'look-back' }));
  return step.value.replaced
}

async function say(
  store: Store,
  { digest }: MessageRecord,
  action: ReviewAction,
  more: { judge?: boolean; signal?: AbortSignal; target?: string } = {},
): Promise<ReviewOutcome> {
  const said = review(more.target ?? digest, {
    store,
    source: nowhere,
    action,
    why: 'we asked',
    by: 'eva',
    time: START,
    judge: more.judge ?? true,
    ...(more.signal ? { signal: more.signal } : {}),
  })
  for await (const event of said) if (event.kind === 'review-outcome') return event
  return assert.fail('no outcome')
}

const nowhere: Source = {
  read: async function* () {},
  readAt: async () => undefined,
  readMany: async function* () {},
}

async function judgements(store: Store): Promise<Judgement[]> {
  const all: Judgement[] = []
  for await (const one of store.judgements()) all.push(one)
  return all
}

const DAYS = 400
const lure = foreign(300)
const again = foreign(302)

test('a released mail is learned from as if it had never been held', async () => {
  const records = [...office(DAYS), lure, again]
  const store = await filled(records)
  assert.equal((await store.judgement(lure.digest))?.judgement.held, true)
  const before = await explain(again.digest, { store })
  assert.equal(before.context.heldMessages, 1)

  const { judged: effect, verdict } = await say(store, lure, 'release')
  assert.equal(verdict?.level, 'none')
  const stored = (await store.judgement(lure.digest))?.judgement
  assert.equal(stored?.held, false)
  assert.equal(stored?.reviewed, 'release')
  assert.ok(stored.findings.length > 0, 'what was found is still told')
  const after = await explain(again.digest, { store })
  assert.equal(after.context.heldMessages, 0)
  assert.equal(after.context.messages, before.context.messages + 1)
  assert.equal(after.context.links[0]?.bySender, 1)
  assert.equal(effect?.replaced, records.filter(({ time }) => time >= lure.time).length)
  await store.close()
})

test('a partial pass leaves the same judgements as one from nothing', async () => {
  const records = [...office(DAYS), lure, again]
  const store = await filled(records)
  const steps: readonly (readonly [MessageRecord, ReviewAction])[] = [
    [lure, 'release'],
    [again, 'confirm'],
    [records[250]!, 'confirm'],
    [again, 'release'],
    [records[250]!, 'withdraw'],
    [lure, 'withdraw'],
  ]
  for (const [record, action] of steps) {
    await say(store, record, action)
    const partial = await judgements(store)
    await store.saveSetting('judged', JSON.stringify({ key: {}, judged: {} }))
    assert.equal(await judged(store), records.length)
    assert.deepEqual(partial, await judgements(store), action)
    assert.equal(await judged(store), 0, 'nothing was said since')
  }
  await store.close()
})

test('taking everything back gives the judgements from before', async () => {
  const store = await filled([...office(DAYS), lure, again])
  const before = await judgements(store)
  for (const record of [lure, again]) await say(store, record, 'release')
  assert.notDeepEqual(await judgements(store), before)
  for (const record of [lure, again]) await say(store, record, 'withdraw')
  assert.deepEqual(await judgements(store), before)
  await assert.rejects(say(store, lure, 'withdraw'), ExplainTrouble)
  await store.close()
})

test('a confirmed mail is never learned from, stays in sight, and leaves the budget to others', async () => {
  const records = [...office(DAYS), lure]
  const quiet = records[250]!
  const store = await filled(records)
  assert.equal((await store.judgement(quiet.digest))?.judgement.held, false)
  await say(store, quiet, 'confirm')
  const { verdict } = await say(store, lure, 'confirm')
  assert.equal(verdict?.level, 'review')
  assert.equal((await store.judgement(quiet.digest))?.verdict?.level, 'review')
  const next = records.find((one) => one.time > quiet.time && one.from.address === quiet.from.address)!
  assert.equal((await explain(next.digest, { store })).context.heldMessages, 1)
  const levels = (await store.verdicts()).map((one) => one.level)
  assert.ok(!levels.includes('alert'))
  await store.close()
})

test('mail of the account and of those who got the confirmed mail is doubted for 90 days around it', async () => {
  const records = [...office(DAYS), lure, again]
  const store = await filled(records)
  const { rereading } = await say(store, lure, 'confirm')
  const expected = (who: string): MessageRecord[] =>
    records.filter(
      (one) =>
        one.digest !== lure.digest &&
        one.from.address === `${who}@example.org` &&
        Math.abs(one.time - lure.time) <= DOUBTED_SPAN,
    )
  assert.deepEqual(
    rereading.map(({ tie, count }) => [tie, count]),
    [
      ['same-sender', expected('anna').length],
      ['shared-contact', expected('carla').length],
    ],
  )
  assert.equal(rereading[0]?.mails[0]?.digest, again.digest, 'the strangest comes first')
  const ranks = rereading.flatMap(({ mails }) => mails.map((one) => one.after?.rank ?? 0))
  assert.deepEqual(
    ranks.slice(0, 20),
    ranks.slice(0, 20).toSorted((a, b) => a - b),
  )

  for (const record of records) {
    const isNear = [...expected('anna'), ...expected('carla')].includes(record)
    if (record !== records.at(-1) && !isNear && records.indexOf(record) % 40 > 0) continue
    const { confirmed } = (await explain(record.digest, { store })).context
    assert.equal(confirmed !== undefined, isNear, `${record.from.address} on ${record.time}`)
    if (!confirmed) continue
    assert.equal(confirmed[0]?.confirmed, lure.digest)
    assert.equal(confirmed[0]?.account, 'anna@example.org')
    assert.equal(confirmed[0]?.days, Math.trunc((record.time - lure.time) / DAY))
    if (isNear) break
  }
  await say(store, lure, 'withdraw')
  assert.equal((await explain(again.digest, { store })).context.confirmed, undefined)
  await store.close()
})

test('said for later, it counts with the next pass', async () => {
  const store = await filled([...office(DAYS), lure])
  const outcome = await say(store, lure, 'release', { judge: false })
  assert.equal(outcome.judged, undefined)
  assert.equal((await store.judgement(lure.digest))?.judgement.held, true)
  assert.ok((await judged(store)) > 0)
  assert.equal((await store.judgement(lure.digest))?.judgement.held, false)
  await store.close()
})

test('stopped in the middle, the word is kept and the next pass finishes', async () => {
  const records = [...office(2300), lure, again]
  const store = await filled(records)
  const stop = new AbortController()
  stop.abort()
  await assert.rejects(say(store, lure, 'release', { signal: stop.signal }), ScanInterrupted)
  assert.equal((await store.reviews()).length, 1)
  await judged(store)
  const partial = await judgements(store)
  await store.saveSetting('judged', JSON.stringify({ key: {}, judged: {} }))
  await judged(store)
  assert.deepEqual(partial, await judgements(store))
  await store.close()
})

test('a mail is found by the beginning of its digest or its Message-ID, and must be in the store', async () => {
  const store = await filled([...office(40), lure])
  for (const target of [lure.digest.slice(7), `<${lure.messageId}>`]) {
    const { review: word } = await say(store, lure, 'confirm', { target })
    assert.equal(word.digest, lure.digest)
  }
  await assert.rejects(say(store, lure, 'confirm', { target: 'ffffffff' }), ExplainTrouble)
  assert.equal((await store.reviews()).length, 2)
  await store.close()
})

test('a mail without a known time throws doubt on nobody', async () => {
  const timeless = foreign(0, { time: 0, timeBasis: 'none' })
  const store = await filled([...office(40), timeless])
  const { rereading } = await say(store, timeless, 'confirm')
  assert.deepEqual(rereading, [])
  await store.close()
})

test('the log names mails, what no longer counts, and how many held mails wait', async () => {
  const store = await filled([...office(DAYS), lure, again])
  const waiting = (await reviewLog(store)).waiting
  assert.ok(waiting >= 1)
  await say(store, lure, 'confirm')
  await say(store, lure, 'release')
  const log = await reviewLog(store)
  assert.deepEqual(
    log.entries.map(({ review: one, current }) => [one.sequence, one.action, current]),
    [
      [2, 'release', true],
      [1, 'confirm', false],
    ],
  )
  assert.equal(log.entries[0]?.sender, 'anna@example.org')
  await store.close()
})
