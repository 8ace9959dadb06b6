import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { REVIEW_ACTIONS, REVIEW_TEXT_LIMIT, type Review } from '../model/review.ts'
import { MANY, type MakeStore, save, withStore } from './store-harness.ts'
import {
  SAMPLE_START,
  sampleDigest,
  sampleJudgement,
  sampleRecord,
  sampleResults,
  sampleVerdict,
} from './store-samples.ts'

function word(n: number, more: Partial<Omit<Review, 'sequence'>> = {}): Omit<Review, 'sequence'> {
  return {
    kind: 'review',
    digest: sampleDigest(n),
    action: REVIEW_ACTIONS[n % REVIEW_ACTIONS.length] ?? 'confirm',
    why: `reason ${n}`,
    by: `person ${n % 2}`,
    time: SAMPLE_START + n,
    ...more,
  }
}

/** What people said, and what is asked about it: senders and the last ranking. */
export function reviewsContract(makeStore: MakeStore): void {
  const test = withStore(makeStore)

  describe('reviews', () => {
    test('the log keeps every word, in the order in which they were said', async (store) => {
      await save(store, [sampleRecord(1), sampleRecord(2), sampleRecord(3)])
      assert.deepEqual(await store.reviews(), [])
      const said = [word(2), word(1, { time: SAMPLE_START - 5 }), word(2, { action: 'withdraw' }), word(2)]
      const kept: Review[] = []
      for (const one of said) kept.push(await store.saveReview(one))
      assert.deepEqual(
        kept.map(({ sequence: _, ...rest }) => rest),
        said,
      )
      assert.deepEqual(
        kept.map(({ sequence }) => sequence),
        [1, 2, 3, 4],
      )
      assert.deepEqual(await store.reviews(), kept)
      assert.deepEqual(await store.reviews(sampleDigest(2)), [kept[0], kept[2], kept[3]])
      assert.deepEqual(await store.reviews(sampleDigest(3)), [])
      assert.deepEqual(await store.reviews(sampleDigest(99)), [])
    })

    test('text of people is kept as it is, as far as it is text', async (store) => {
      await save(store, [sampleRecord(1)])
      const why = 'she said: "no"; \'); DROP TABLE review; --\n\u001b[31m \u202e'
      assert.equal((await store.saveReview(word(1, { why }))).why, why)
      assert.equal((await store.saveReview(word(1, { why: 'a\ud800b' }))).why, 'a\ufffdb')
      assert.deepEqual(
        (await store.reviews()).map((one) => one.why),
        [why, 'a\ufffdb'],
      )
    })

    test('a word about an unknown mail, at no time, by nobody or without end is refused', async (store) => {
      await save(store, [sampleRecord(1)])
      const wrong = [
        word(2),
        word(1, { time: 0.5 }),
        word(1, { by: ' ' }),
        word(1, { why: '' }),
        word(1, { why: 'x'.repeat(REVIEW_TEXT_LIMIT + 1) }),
      ]
      for (const one of wrong) await assert.rejects(store.saveReview(one), TypeError)
      assert.deepEqual(await store.reviews(), [])
      assert.equal((await store.saveReview(word(1))).sequence, 1)
    })

    test('words stay when mail is judged, ranked and saved again', async (store) => {
      await save(store, [sampleRecord(1)])
      const kept = await store.saveReview(word(1))
      await save(store, [sampleRecord(1)])
      for (const held of [true, false])
        await store.saveJudgements([sampleJudgement(sampleRecord(1), { held })])
      await store.saveVerdicts([])
      assert.deepEqual(await store.reviews(), [kept])
    })
  })

  describe('senders and ranking', () => {
    test('senders are counted, most mail first', async (store) => {
      assert.deepEqual(await store.senders(), [])
      await save(store, [
        ...sampleResults(0, 10).map(({ record }) => record),
        sampleRecord(20, { from: { name: 'Nobody', address: '' } }),
      ])
      const counted = await store.senders()
      const sizes = counted.map(({ messages }) => messages)
      assert.deepEqual(
        sizes,
        sizes.toSorted((a, b) => b - a),
      )
      assert.deepEqual(Object.fromEntries(counted.map(({ address, messages }) => [address, messages])), {
        'ann@example.org': 3,
        'bob@mail.example.org': 3,
        'carol@example.com': 2,
        'dora@office.example.net': 2,
        '': 1,
      })
    })

    test('the last ranking is given in the order of rank', async (store) => {
      assert.deepEqual(await store.verdicts(), [])
      const records = sampleResults(0, MANY).map(({ record }) => record)
      await save(store, records)
      const verdicts = records.map(({ digest }, n) => sampleVerdict(digest, n + 1))
      await store.saveVerdicts(verdicts.toReversed())
      assert.deepEqual(await store.verdicts(), verdicts)
      const { model: _, ...plain } = sampleVerdict(sampleDigest(4), 1)
      await store.saveVerdicts([plain])
      assert.deepEqual(await store.verdicts(), [plain])
    })
  })
}
