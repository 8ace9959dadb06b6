import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { tokenShape } from '../../src/enrich/senders/token-shape.ts'
import type { MessageRecord } from '../../src/model/record.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import { digestOf } from '../../src/pipeline/read-into.ts'
import { readMessage } from '../../src/pipeline.ts'
import { attackAndTwin, type Generated } from './generator.ts'
import { headerAuc, headerMarks } from './header-tell.ts'
import { TIERS } from './intent.ts'
import { luresFor } from './lures.ts'
import { LURES_TEST } from './lures-test.ts'
import { LURES_TUNE } from './lures-tune.ts'
import { ABROAD, HOME, listOf, SENTENCES } from './made-list.ts'
import { pastIndex } from './past-index.ts'
import { dice } from './random.ts'
import { likeMessageId, putTogether, shiftDates, takeApart } from './raw-header.ts'
import type { Sources } from './scene.ts'

const HOUR = 3_600_000

async function organisation(mails: readonly Uint8Array[]): Promise<Sources['foreign']> {
  const raw = new Map<string, Uint8Array>()
  const records: MessageRecord[] = []
  for (const [n, bytes] of mails.entries()) {
    const digest = digestOf(bytes)
    raw.set(digest, bytes)
    records.push(await record(bytes, n))
  }
  records.sort((a, b) => a.time - b.time)
  return { index: pastIndex(records), raw: (one) => raw.get(one.digest)! }
}

async function record(bytes: Uint8Array, offset = 0): Promise<MessageRecord> {
  const source = { file: 'list.mbox', format: 'mbox', offset, length: bytes.length } as const
  return (await readMessage({ kind: 'raw-message', bytes, source, issues: [] })).record
}

describe('generated attacks and twins', () => {
  let sources: Sources
  let window: { readonly start: number; readonly end: number }
  const pairs = new Map<string, readonly (readonly Generated[])[]>()

  before(async () => {
    const home = await organisation(listOf(HOME, 'everybody@list.example', 150))
    const foreign = await organisation(listOf(ABROAD, 'others@list.example', 40))
    sources = { ...home, foreign, phish: [], lures: luresFor('tune') }
    window = { start: 90, end: 150 }
    for (const tier of TIERS)
      pairs.set(
        tier,
        Array.from({ length: 8 }, (_, n) => attackAndTwin(sources, 'seed', n, tier, window)).filter(
          (one) => one !== undefined,
        ),
      )
  })

  test('the words of the test serve, too', () => {
    for (const tier of TIERS)
      assert.ok(attackAndTwin({ ...sources, lures: luresFor('test') }, 'seed', 1, tier, window), tier)
  })

  const attacks = (tier: string): readonly Generated[] => pairs.get(tier)!.map((one) => one[0]!)
  const twins = (tier: string): readonly Generated[] => pairs.get(tier)!.map((one) => one[1]!)

  test('every tier finds scenes', () => {
    for (const tier of TIERS) assert.ok(pairs.get(tier)!.length >= 4, tier)
  })

  test('the same seed makes the same bytes, another seed others', () => {
    for (const tier of TIERS) {
      const [first, again, other] = ['seed', 'seed', 'other'].map((seed) =>
        attackAndTwin(sources, seed, 1, tier, window),
      )
      assert.deepEqual(first, again)
      assert.notDeepEqual(first?.[0]?.bytes, other?.[0]?.bytes)
    }
  })

  test('the product reads each as mail of the victim, at the stated time and without trouble', async () => {
    for (const one of [...pairs.values()].flat(2)) {
      const read = await record(one.bytes)
      assert.equal(read.from.address.toLowerCase(), one.sender)
      assert.equal(read.time, one.time)
      assert.equal(read.timeBasis, 'received')
      assert.deepEqual(read.issues, [])
      assert.ok(read.to.length > 0)
      assert.ok(read.messageId && !sources.index.byMessageId.has(read.messageId))
    }
  })

  test('nothing is made from mail of a later time', () => {
    const first = sources.index.records[window.start]!.time
    for (const one of [...pairs.values()].flat(2)) assert.ok(one.time > first - 24 * HOUR)
  })

  test('a session-rider and a plain twin carry the header of the owner', async () => {
    const plain = [
      ...attacks('T4'),
      ...attacks('T5'),
      ...twins('T4').filter((one) => one.twin === 'own-link'),
    ]
    assert.ok(plain.length > 0)
    for (const one of plain) {
      const read = await record(one.bytes)
      const own = sources.index.records.find((real) => real.from.address === one.sender)!
      for (const trait of [
        'mailer',
        'header-order',
        'date-format',
        'zone',
        'from-shape',
        'header-extras',
      ] as const)
        assert.equal(
          read.client[trait]?.replace(', 9 ', ', 99 '),
          own.client[trait]?.replace(', 9 ', ', 99 '),
        )
      assert.equal(read.path['first-network'], own.path['first-network'])
    }
  })

  test('a thief of the same domain carries the header of a colleague', async () => {
    for (const one of [...attacks('T2'), ...attacks('T3'), ...attacks('T6')]) {
      const read = await record(one.bytes)
      const own = sources.index.records.find((real) => real.from.address === one.sender)!
      assert.notEqual(read.client.mailer, own.client.mailer)
      assert.equal(read.path['first-by'], own.path['first-by'])
    }
  })

  test('a blind attack comes from a host that is not the domain of the victim', async () => {
    for (const one of attacks('T1')) {
      const read = await record(one.bytes)
      const own = sources.index.records.find((real) => real.from.address === one.sender)!
      assert.notEqual(read.path['first-by'], own.path['first-by'])
      assert.match(read.path.route ?? '', /list\.example archive\.example$/)
    }
  })

  test('an attack in a live thread answers a real mail of somebody else and quotes it truly', async () => {
    for (const one of attacks('T3')) {
      const read = await record(one.bytes)
      const parent = sources.index.records[sources.index.byMessageId.get(read.thread.anchors.at(-1)!)!]!
      assert.notEqual(parent.from.address, one.sender)
      assert.ok(parent.time < one.time)
      const text = parseMessage(one.bytes).texts[0]!.text.replace(/[>\s]+/g, ' ')
      assert.ok(SENTENCES.some((sentence) => text.includes(sentence.slice(0, 40))))
    }
  })

  test('a fake forward poses as one and leads elsewhere than it says', async () => {
    for (const one of attacks('T6')) {
      const read = await record(one.bytes)
      assert.equal(read.thread.poses, 'forward')
      assert.equal(read.thread.anchors.length, 0)
      assert.ok(read.links.length > 0)
    }
  })

  test('a new host was never linked on the list, a known one was, and not by the victim', async () => {
    for (const one of [...pairs.values()].flat(2)) {
      if (one.payload !== 'host' || one.twin === 'own-forward' || one.tier === 'T3' || one.tier === 'T6')
        continue
      const read = await record(one.bytes)
      const domains = read.links
        .filter((link) => link.region === 'own')
        .map((link) => link.target?.domain ?? '')
      const seen = domains.some((domain) => sources.index.linked.has(domain))
      if (!one.knownHost) assert.ok(domains.some((domain) => !sources.index.linked.has(domain)))
      else assert.ok(seen)
    }
  })
})

test('words and hosts for the test are not those for tuning', () => {
  const texts = (lures: typeof LURES_TUNE): string[] =>
    [...lures.sharing, ...lures.asking, ...lures.covering, ...lures.forwarded].map((one) => one.text)
  const both = (a: readonly string[], b: readonly string[]): string[] =>
    a.filter((one) => one !== '' && b.includes(one))
  assert.deepEqual(both(texts(LURES_TUNE), texts(LURES_TEST)), [])
  assert.deepEqual(both(LURES_TUNE.syllables, LURES_TEST.syllables), [])
  assert.deepEqual(both(LURES_TUNE.words, LURES_TEST.words), [])
  assert.deepEqual(both(LURES_TUNE.couriers, LURES_TEST.couriers), [])
  assert.deepEqual(both(LURES_TUNE.familyNames, LURES_TEST.familyNames), [])
  for (const language of ['en', 'de', 'fr', 'es'] as const)
    assert.deepEqual(both(LURES_TUNE.greetings[language], LURES_TEST.greetings[language]), [])
})

test('a header taken apart and put together is the same', () => {
  for (const bytes of listOf(HOME, 'everybody@list.example', 9))
    assert.deepEqual(putTogether(takeApart(bytes)), Buffer.from(bytes))
})

test('dates move in their own zone and way of writing', () => {
  const from = Date.UTC(2024, 0, 8, 9, 0, 0)
  const moved = (value: string, delta: number): string =>
    shiftDates([{ name: 'Date', key: 'date', value }], from, delta)[0]!.value
  assert.equal(moved(' Mon, 8 Jan 2024 10:00:00 +0100', 24 * HOUR), ' Tue, 9 Jan 2024 10:00:00 +0100')
  assert.equal(moved(' Mon, 08 Jan 2024 10:00:00 +0100', 24 * HOUR), ' Tue, 09 Jan 2024 10:00:00 +0100')
  assert.equal(moved(' Mon,  8 Jan 2024 10:00:00 +0100', 48 * HOUR), ' Wed, 10 Jan 2024 10:00:00 +0100')
  assert.equal(moved(' Mon, 8 Jan 2024 09:00:00 GMT', 24 * HOUR), ' Tue, 9 Jan 2024 09:00:00 GMT')
  assert.equal(moved(' Mon, 8 Jan 2001 09:00:00 GMT', 24 * HOUR), ' Mon, 8 Jan 2001 09:00:00 GMT')
})

test('a fresh Message-ID has the shape of the old one', () => {
  for (const id of [
    '3f2b6c1e-8d1a-4c2b-9e77-0a1b2c3d4e5f@example.org',
    'CAxyzABC123_-deFGh+ij=Klm4nOPqrstUvWxYz012345678@mail.gmail.com',
    '20240108090000.4711-2-anna@example.org',
    '1610358177-3874-1-git-send-email-anna@example.org',
  ]) {
    const fresh = likeMessageId(id, dice(id), 3 * 24 * HOUR)
    assert.notEqual(fresh, id)
    if (!id.includes('gmail')) assert.equal(tokenShape(fresh.split('@')[0]!), tokenShape(id.split('@')[0]!))
    assert.equal(fresh.split('@')[1], id.split('@')[1])
  }
})

test('the header classifier tells headers apart that differ, and nothing else', () => {
  const people = listOf(HOME, 'everybody@list.example', 120)
  const marked = (attack: (n: number) => boolean): number =>
    headerAuc(
      people.map((bytes, n) => ({
        sender: `sender ${n % 40}`,
        attack: attack(n),
        marks: headerMarks(bytes),
      })),
    )
  assert.ok(marked((n) => n % 3 === 0) > 0.95)
  const throws = dice('coin')
  const coins = people.map(() => throws.chance(0.5))
  const chance = marked((n) => coins[n]!)
  assert.ok(chance > 0.3 && chance < 0.7, `${chance}`)
})
