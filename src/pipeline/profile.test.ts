import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStore, profile, UnknownCorrespondent } from '../index.ts'
import type { Store } from '../model/ports.ts'
import type { CorrespondentProfile, NoveltyKind } from '../model/profile.ts'
import type { MessageRecord } from '../model/record.ts'
import { makeRecord, recordLink } from '../testing/record-fixture.ts'
import { sampleJudgement, sampleVerdict } from '../testing/store-samples.ts'

const DAY = 86_400_000
const MONDAY = Date.UTC(2024, 0, 1, 8)

async function storeOf(
  records: readonly MessageRecord[],
  held: readonly MessageRecord[] = [],
): Promise<Store> {
  const store = await openStore(':memory:')
  await store.saveMessages(records.map((record) => ({ record, lookups: [] })))
  await store.saveJudgements(records.map((one) => sampleJudgement(one, { held: held.includes(one) })))
  await store.saveVerdicts(records.map((one, n) => sampleVerdict(one.digest, n + 1)))
  return store
}

/** Anna, one mail a day from Monday on, two hours east of UTC. */
function anna(day: number, changes: Partial<MessageRecord> = {}): MessageRecord {
  const time = MONDAY + day * DAY
  return makeRecord({ time, statedTime: time, statedOffset: 120, ...changes })
}

const novelty = (found: CorrespondentProfile, what: NoveltyKind): readonly [times: number, of: number] => {
  const { times, of } = found.novelties.find((one) => one.what === what) ?? assert.fail()
  return [times, of]
}

test('the past is counted: names, programs, recipients, links, attachments, clock', async () => {
  const phone = {
    mailer: 'Phone',
    'mailer-version': 'Phone 3',
    'header-order': 'other',
    'mime-shape': 'plain',
    'message-id-shape': 'other',
    'boundary-shape': 'other',
    'date-format': 'other',
    'text-encoding': 'other',
  }
  const records = Array.from({ length: 28 }, (_, n) =>
    anna(n, {
      ...(n % 4 === 3 ? { client: phone, from: { name: 'anna', address: 'Anna@Example.org' } } : {}),
      to: [
        { name: 'Desk', address: 'desk@news.example' },
        ...(n % 2 ? [{ name: '', address: 'Bela@elm.example' }] : []),
      ],
      links: n % 7 === 0 ? [recordLink('oak.example')] : [],
    }),
  )
  const other = makeRecord({ time: MONDAY, from: { name: 'Bela', address: 'bela@elm.example' } })
  const store = await storeOf([...records, other])
  const found = await profile(' <ANNA@example.org> ', store)
  assert.equal(found.address, 'anna@example.org')
  assert.equal(found.messages, 28)
  assert.equal(found.learned, 28)
  assert.deepEqual(
    found.names.values.map(({ value, messages }) => [value, messages]),
    [
      ['Anna Berg', 21],
      ['anna', 7],
    ],
  )
  assert.deepEqual(
    found.programs.map(({ label, messages, firstSeen }) => [label, messages, firstSeen]),
    [
      ['Thunderbird', 21, MONDAY],
      ['Phone', 7, MONDAY + 3 * DAY],
    ],
  )
  assert.deepEqual(
    found.recipients.values.map(({ value, messages }) => [value, messages]),
    [
      ['desk@news.example', 28],
      ['bela@elm.example', 14],
    ],
  )
  assert.deepEqual(found.groups[0]?.addresses, ['bela@elm.example', 'desk@news.example'])
  assert.equal(found.withLinks, 4)
  assert.deepEqual(
    found.links.values.map(({ value, messages, firstSeen, lastSeen }) => [
      value,
      messages,
      firstSeen,
      lastSeen,
    ]),
    [['oak.example', 4, MONDAY, MONDAY + 21 * DAY]],
  )
  assert.equal(found.hours[10], 28, 'eight in UTC is ten on her clock')
  assert.deepEqual(found.weekdays, [4, 4, 4, 4, 4, 4, 4])
  assert.equal(found.days, 28)
  assert.equal(found.medianPause, DAY)
  await store.close()
})

test('held mail is listed and teaches nothing; a review is told', async () => {
  const records = Array.from({ length: 20 }, (_, n) => anna(n))
  const lure = anna(30, { links: [recordLink('gate.test')], subject: 'The draft' })
  const store = await storeOf([...records, lure], [lure])
  const review = await store.saveReview({
    kind: 'review',
    digest: lure.digest,
    action: 'confirm',
    why: 'asked',
    by: 'eva',
    time: 1,
  })
  const found = await profile('anna@example.org', store)
  assert.deepEqual([found.messages, found.learned, found.held], [21, 20, 1])
  assert.equal(found.links.distinct, 0)
  assert.deepEqual(found.setAside, [
    { digest: lure.digest, time: lure.time, subject: 'The draft', held: true, level: 'none', review },
  ])
  await store.close()
})

test('what came up anew is counted after the first ten mails, each kind among the mails that could bring it', async () => {
  const records = Array.from({ length: 30 }, (_, n) =>
    anna(n, {
      client: { mailer: n < 20 ? 'One' : 'Two', zone: '+0200' },
      links: n % 3 === 0 ? [recordLink(`site${n}.example`)] : [],
      thread: {
        poses: n >= 25 ? 'reply' : 'new',
        because: [],
        anchors: n === 26 ? ['nowhere@test'] : n > 26 ? ['start@example.org'] : [],
        claims: [],
        baseSubject: 'plan',
      },
      ...(n === 0 ? { messageId: 'start@example.org' } : {}),
    }),
  )
  const store = await storeOf(records)
  const found = await profile('anna@example.org', store)
  assert.deepEqual(novelty(found, 'program'), [1, 20])
  assert.deepEqual(novelty(found, 'zone'), [0, 20])
  assert.deepEqual(novelty(found, 'link-domain'), [6, 20])
  assert.deepEqual(novelty(found, 'unanchored'), [2, 5])
  assert.equal(found.anchored, 3)
  assert.equal(found.novelties.find(({ what }) => what === 'program')?.lastTime, records[20]?.time)
  await store.close()
})

test('a mail does not anchor in a later one, and one without a time counts for nothing', async () => {
  const reply = anna(1, {
    thread: { poses: 'reply', because: [], anchors: ['later@example.org'], claims: [], baseSubject: 'x' },
  })
  const later = anna(2, { messageId: 'later@example.org' })
  const timeless = anna(3, { time: 0, timeBasis: 'none' })
  const store = await storeOf([reply, later, timeless])
  const found = await profile('anna@example.org', store)
  assert.deepEqual([found.replies, found.anchored, found.timeless, found.learned], [1, 0, 1, 2])
  await store.close()
})

const words = (n: number): string =>
  `hi ¶,\n\nthe plan for the hall lies on the table again, for day ${'x'.repeat(n % 5)} of the week.\n\ncheers`

test('wording is described, and what stands against comparing it is said', async () => {
  const written = (days: number, from = 'anna@example.org'): readonly MessageRecord[] =>
    Array.from({ length: days }, (_, n) =>
      anna(n, { from: { name: '', address: from }, styleText: words(n) }),
    )
  const styleOf = async (records: readonly MessageRecord[], held: readonly MessageRecord[] = []) => {
    const store = await storeOf(records, held)
    const { style } = await profile('anna@example.org', store)
    await store.close()
    return style
  }
  assert.equal((await styleOf(written(7)))?.abstains, 'few-texts')
  const alone = await styleOf(written(12))
  assert.deepEqual([alone?.texts, alone?.abstains], [12, 'few-writers'])
  const others = Array.from({ length: 6 }, (_, n) => written(10, `p${n}@elm.example`))
  assert.equal((await styleOf([...written(12), ...others.flat()]))?.abstains, undefined)
  // What is held of them teaches nothing, here as in judging.
  assert.equal(
    (await styleOf([...written(12), ...others.flat()], others[0]!.slice(0, 1)))?.abstains,
    'few-writers',
  )
})

test('what they ask for is counted by kind, haste left out, and a new kind is noticed', async () => {
  const asking = (
    kind: 'file' | 'payment' | 'urgency',
    strength = 0.8,
  ): NonNullable<MessageRecord['asks']> => [
    { kind, strength, place: 'text', part: '1', start: 0, end: 4, words: `${kind} please`, language: 'en' },
  ]
  const records = Array.from({ length: 30 }, (_, n) =>
    anna(n, {
      ...(n % 5 === 0 ? { asks: asking('file') } : {}),
      ...(n === 21 ? { asks: asking('payment') } : {}),
      ...(n === 22 ? { asks: asking('urgency') } : {}),
      ...(n === 23 ? { asks: asking('payment', 0.1) } : {}),
    }),
  )
  const store = await storeOf(records)
  const found = await profile('anna@example.org', store)
  assert.deepEqual(
    found.asks.map(({ kind, messages, words: said, digest }) => [kind, messages, said, digest]),
    [
      ['file', 6, 'file please', records[25]?.digest],
      ['payment', 1, 'payment please', records[21]?.digest],
    ],
  )
  assert.equal(found.withAsks, 7)
  assert.deepEqual(novelty(found, 'ask'), [1, 20])
  await store.close()
})

test('an unknown address is answered with the nearest known ones', async () => {
  const people = ['anna.berg@oak.example', 'bela.kun@elm.example', 'bob@elm.example', 'ann@elm.example']
  const records = people.map((address) => makeRecord({ from: { name: '', address } }))
  const store = await storeOf(records)
  const nearest = async (typed: string): Promise<readonly string[]> => {
    try {
      await profile(typed, store)
    } catch (error) {
      assert.ok(error instanceof UnknownCorrespondent)
      return error.nearest.map(({ address }) => address)
    }
    return assert.fail('known')
  }
  assert.deepEqual(await nearest('berg'), ['anna.berg@oak.example'])
  assert.deepEqual(await nearest('Anna Berg'), ['anna.berg@oak.example'])
  assert.deepEqual(await nearest('ana.berg@oak.exampel'), ['anna.berg@oak.example'])
  assert.deepEqual(await nearest('anna.berg@home.test'), ['anna.berg@oak.example'])
  assert.deepEqual(await nearest('zoe@sea.test'), [])
  assert.deepEqual(await nearest(''), [])
  assert.deepEqual(await nearest('x'.repeat(100_000)), [])
  await assert.rejects(profile('desk@news.example', store), (error: unknown) => {
    assert.ok(error instanceof UnknownCorrespondent)
    assert.equal(error.mentions, people.length)
    return true
  })
  await store.close()
})
