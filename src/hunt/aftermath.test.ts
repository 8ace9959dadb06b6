import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import type { Aftermath } from '../model/sighting.ts'
import { hostKnowledge } from '../pipeline/hunt.ts'
import { openSqliteStore } from '../store/sqlite-store.ts'
import { plainRecord, save } from '../testing/store-harness.ts'
import { sampleDigest, sampleHost, sampleLink, sampleRecord } from '../testing/store-samples.ts'
import { aftermathOf } from './aftermath.ts'

const SENDER = 'anna@example.org'
const DAY = 86_400_000
const START = Date.UTC(2024, 4, 1)

const mail = (n: number, time: number, more: Partial<MessageRecord> = {}): MessageRecord =>
  plainRecord(n, { time, from: { name: '', address: `b${n}@example.net` }, ...more })
/** Answers without a reference: all that ties it to the first mail is what it quotes. */
const quoting = (n: number, time: number, subject: string): MessageRecord =>
  mail(n, time, {
    thread: {
      ...sampleRecord(n).thread,
      anchors: [],
      baseSubject: '',
      claims: [{ kind: 'quoted', from: `Anna <${SENDER}>`, subject, part: '1', start: 0, end: 9 }],
    },
  })

async function after(first: MessageRecord, others: readonly MessageRecord[]): Promise<Aftermath> {
  const store: Store = await openSqliteStore(':memory:')
  await save(store, [first, ...others])
  const aftermath = await aftermathOf(first, store, hostKnowledge())
  await store.close()
  return aftermath
}
const lure = (more: Partial<MessageRecord> = {}): MessageRecord =>
  mail(0, START, { from: { name: 'Anna', address: SENDER }, subject: 'Draft report', ...more })

test('an answer is found behind any number of older mails that name the sender', async () => {
  // The store holds the older mails first.
  const older = Array.from({ length: 700 }, (_, n) => quoting(n + 1, START - (n + 1) * DAY, 'Another'))
  const answer = quoting(800, START + DAY, 'Draft report')
  const { followedBy, limits } = await after(lure(), [...older, answer])
  assert.deepEqual(
    followedBy.map(({ digest, how }) => [digest, how]),
    [[sampleDigest(800), 'answered']],
  )
  assert.deepEqual(limits, [])
})

test('more mails that quote its sender than are looked at leave a mark', async () => {
  const later = Array.from({ length: 320 }, (_, n) => quoting(n + 1, START + (n + 1) * 60_000, 'Another'))
  const { followedBy, limits } = await after(lure(), later)
  assert.deepEqual(followedBy, [])
  assert.deepEqual(limits, [`only the first 300 mails that quote ${SENDER} within a month were looked at`])
})

test('more answers than are told leave a mark', async () => {
  const first = lure({ messageId: 'lure@example.org' })
  const answers = Array.from({ length: 60 }, (_, n) =>
    mail(n + 1, START + n * 60_000, {
      thread: { ...sampleRecord(1).thread, anchors: ['lure@example.org'], claims: [] },
    }),
  )
  const all = await after(first, answers)
  assert.equal(all.followedBy.length, 50)
  assert.deepEqual(all.limits, ['only the first 50 mails that refer to it were looked at'])
  const some = await after(first, answers.slice(0, 50))
  assert.deepEqual([some.followedBy.length, some.limits], [50, []])
  const quotes = Array.from({ length: 60 }, (_, n) => quoting(n + 1, START + n * 60_000, 'Draft report'))
  const quoted = await after(lure(), quotes)
  assert.equal(quoted.followedBy.length, 50)
  assert.deepEqual(quoted.limits, ['60 mails answer or forward it; the first 50 are told'])
})

test('hosts that were not looked for, and related mails that are not told, leave a mark', async () => {
  const link = (host: string): ReturnType<typeof sampleLink> =>
    sampleLink(`https://www.${host}/`, { target: sampleHost(`www.${host}`) })
  const many = Array.from({ length: 60 }, (_, n) => link(`place${n}.example`))
  const cut = await after(lure({ links: many }), [])
  assert.deepEqual(cut.limits, ['only 40 of its hosts, files and addresses were looked for in other mail'])
  const links = Array.from({ length: 5 }, (_, n) => link(`place${n}.example`))
  const others = Array.from({ length: 30 }, (_, n) =>
    mail(n + 1, START - (n + 1) * DAY, { links: [link(`place${n % 5}.example`)] }),
  )
  const related = await after(lure({ links }), others)
  assert.equal(related.related.length, 20)
  assert.deepEqual(related.limits, ['30 other mails belong to it; 20 are told'])
})
