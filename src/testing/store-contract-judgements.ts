import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { collect, MANY, type MakeStore, save, shuffled, withStore } from './store-harness.ts'
import {
  SAMPLE_START,
  SAMPLE_STEP,
  sampleDigest,
  sampleFinding,
  sampleJudgement,
  sampleLookup,
  sampleRecord,
  sampleResults,
  sampleVerdict,
} from './store-samples.ts'

/** Judgements, verdicts, lookups and settings. */
export function judgementsContract(makeStore: MakeStore): void {
  const test = withStore(makeStore)

  describe('judgements and verdicts', () => {
    test('a judgement replaces the one before', async (store) => {
      const records = sampleResults(0, MANY).map(({ record }) => record)
      await save(store, records)
      await store.saveJudgements(shuffled(records).map((record) => sampleJudgement(record)))
      const held = records.map((record, n) =>
        sampleJudgement(record, {
          rules: '2',
          held: n % 7 === 0,
          unknown: n % 2 === 0,
          findings: n % 7 === 0 ? [sampleFinding(), sampleFinding(), sampleFinding('links.new')] : [],
        }),
      )
      await store.saveJudgements(held)
      await store.saveJudgements(held)
      assert.deepEqual(await collect(store.judgements()), held)
      assert.deepEqual(await store.judgement(sampleDigest(7)), { judgement: held[7] })
      assert.equal(
        JSON.stringify((await store.judgement(sampleDigest(7)))?.judgement),
        JSON.stringify(held[7]),
      )
      assert.equal((await store.counts()).judgements, MANY)
      const range = { since: SAMPLE_START + 100 * SAMPLE_STEP, until: SAMPLE_START + 110 * SAMPLE_STEP }
      assert.deepEqual(await collect(store.judgements(range)), held.slice(100, 110))
    })

    test('a judgement of a message that is not held is refused, with the whole call', async (store) => {
      await save(store, [sampleRecord(1)])
      const judgements = [sampleJudgement(sampleRecord(1)), sampleJudgement(sampleRecord(2))]
      await assert.rejects(store.saveJudgements(judgements), TypeError)
      assert.equal(await store.judgement(sampleDigest(1)), undefined)
      assert.equal((await store.counts()).judgements, 0)
      await store.saveJudgements(judgements.slice(0, 1))
      assert.deepEqual(await store.judgement(sampleDigest(1)), { judgement: judgements[0] })
    })

    test('a ranking replaces the one before as a whole, or not at all', async (store) => {
      const records = sampleResults(0, 10).map(({ record }) => record)
      await save(store, records)
      await store.saveJudgements(records.map((record) => sampleJudgement(record)))
      const verdicts = records.map((record, n) => sampleVerdict(record.digest, n + 1))
      await store.saveVerdicts(verdicts)
      const verdictOf = async (n: number): Promise<unknown> =>
        (await store.judgement(sampleDigest(n)))?.verdict
      assert.deepEqual(await verdictOf(3), verdicts[3])
      const { model: _, ...unranked } = sampleVerdict(sampleDigest(3), 1, { level: 'unknown', score: 0 })
      await assert.rejects(store.saveVerdicts([unranked, sampleVerdict(sampleDigest(99), 2)]), TypeError)
      assert.deepEqual(await verdictOf(3), verdicts[3])
      await store.saveVerdicts([unranked])
      assert.deepEqual(await verdictOf(3), unranked)
      assert.equal(await verdictOf(4), undefined)
      await store.saveVerdicts([])
      assert.equal(await verdictOf(3), undefined)
    })
  })

  describe('lookups and settings', () => {
    test('all answers are kept, the latest speaks', async (store) => {
      const id = 'dns:TXT:example.org'
      const early = sampleLookup(1, { id, status: 'absent' })
      const late = sampleLookup(2, { id, answer: { nested: [1, null, 'x'] } })
      await store.saveLookups([late, early])
      await store.saveMessages([{ record: sampleRecord(1), lookups: [early, late] }])
      assert.deepEqual(await store.lookup(id), late)
      assert.equal((await store.counts()).lookups, 2)
      const { answer: _, ...failed } = sampleLookup(3, {
        id,
        status: 'unknown',
        from: 'dns',
        error: 'timeout',
      })
      await store.saveLookups([failed])
      assert.deepEqual(await store.lookup(id), failed)
      await store.saveLookups([{ ...failed, error: 'refused' }])
      assert.equal((await store.lookup(id))?.error, 'refused')
      assert.equal((await store.counts()).lookups, 4)
      await assert.rejects(store.saveLookups([early, sampleLookup(9), { ...late, time: 0.5 }]), TypeError)
      assert.equal(await store.lookup(sampleLookup(9).id), undefined)
    })

    test('a setting is what was saved last', async (store) => {
      await store.saveSetting('cursor', '{"offset":1}')
      await store.saveSetting('cursor', '')
      await store.saveSetting('Cursor', 'x')
      assert.equal(await store.setting('cursor'), '')
      assert.equal(await store.setting('Cursor'), 'x')
      assert.equal(await store.setting('other'), undefined)
    })
  })
}
