import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { MessageRecord } from '../model/record.ts'
import type { SourceLocation } from '../model/source.ts'
import {
  byTimeAndDigest,
  collect,
  hostQuery,
  MANY,
  type MakeStore,
  olderVersion,
  save,
  shuffled,
  withStore,
} from './store-harness.ts'
import {
  SAMPLE_START,
  SAMPLE_STEP,
  sampleDigest,
  sampleLink,
  sampleLookup,
  sampleRecord,
  sampleResult,
  sampleResults,
} from './store-samples.ts'

/** Messages come in once and out in order. */
export function messagesContract(makeStore: MakeStore): void {
  const test = withStore(makeStore)

  describe('messages', () => {
    test('an empty store says so', async (store) => {
      const digest = sampleDigest(1)
      assert.deepEqual(await store.counts(), {
        messages: 0,
        sources: 0,
        observables: 0,
        judgements: 0,
        lookups: 0,
      })
      assert.equal(await store.message(digest), undefined)
      assert.equal(await store.judgement(digest), undefined)
      assert.equal(await store.lookup('dns:TXT:example.org'), undefined)
      assert.equal(await store.setting('cursor'), undefined)
      assert.deepEqual(await store.sources(digest), [])
      assert.deepEqual(await collect(store.messages()), [])
      assert.deepEqual(await collect(store.historyBefore(SAMPLE_START)), [])
      assert.deepEqual(await collect(store.judgements()), [])
      assert.deepEqual(await store.findDigest('abcd'), [])
      assert.deepEqual([...(await store.known([digest]))], [])
      assert.equal(await store.saveMessages([]), 0)
      await store.saveVerdicts([])
    })

    test('a record that comes with its text is kept as one that comes without', async (store) => {
      const records = [sampleRecord(1), sampleRecord(2, { subject: 'Ünïcode "quoted" \u2028' })]
      const results = records.map((record) => ({ record, lookups: [], json: JSON.stringify(record) }))
      assert.equal(await store.saveMessages(results), 2)
      for (const record of records)
        assert.equal(JSON.stringify(await store.message(record.digest)), JSON.stringify(record))
    })

    test('a record comes back as it was, down to the order of its fields', async (store) => {
      const record = sampleRecord(3, {
        sender: { name: '', address: 'office@example.org' },
        replyTo: [{ name: 'Other', address: 'other@example.com' }],
        issues: [{ code: 'header.date-skew', range: { start: 1, end: 9 }, detail: 'two days ahead' }],
      })
      assert.equal(await store.saveMessages([{ record, lookups: [] }]), 1)
      const stored = await store.message(record.digest)
      assert.deepEqual(stored, record)
      assert.equal(JSON.stringify(stored), JSON.stringify(record))
      assert.deepEqual(await collect(store.messages()), [record])
      const other = await store.message(sampleDigest(4))
      assert.equal(other, undefined)
    })

    test('saving twice adds nothing', async (store) => {
      const results = sampleResults(0, 50).map((one, n) => ({ ...one, lookups: [sampleLookup(n)] }))
      assert.equal(await store.saveMessages(results), 50)
      const counts = await store.counts()
      assert.equal(counts.messages, 50)
      assert.equal(counts.sources, 50)
      assert.equal(counts.lookups, 50)
      assert.ok(counts.observables > 50)
      assert.equal(counts.firstTime, SAMPLE_START)
      assert.equal(counts.lastTime, SAMPLE_START + 49 * SAMPLE_STEP)
      assert.equal(await store.saveMessages(results), 0)
      assert.equal(await store.saveMessages(results.toReversed()), 0)
      assert.deepEqual(await store.counts(), counts)
      assert.equal((await collect(store.messages())).length, 50)
    })

    test('the same message twice in one batch is one message in two places', async (store) => {
      const once = sampleRecord(1)
      const again = { ...once, source: { ...once.source, offset: 77 } }
      assert.equal(
        await store.saveMessages([once, again, once].map((record) => ({ record, lookups: [] }))),
        1,
      )
      assert.deepEqual(await store.message(once.digest), once)
      assert.deepEqual(
        (await store.sources(once.digest)).map((source) => source.offset),
        [77, once.source.offset],
      )
    })

    test('places in archives are told apart and kept with all that is known of them', async (store) => {
      const first = sampleRecord(1)
      const { digest } = first
      const place = { ...first.source, file: '/mail/export.zip', offset: 0 }
      const sources = [
        { ...place, item: 'a.msg', format: 'msg', rebuilt: ['header', 'body'] },
        { ...place, item: 'b.partial.emlx', format: 'emlx', incomplete: true, flags: ['spam'] },
        { ...place, item: 'c.mbox', format: 'mbox', labels: ['Anna, Bob', 'ä'] },
      ] as const satisfies readonly SourceLocation[]
      await store.saveMessages([{ record: { ...first, source: sources[0] }, lookups: [] }])
      await store.saveSources(sources.map((source) => ({ digest, source })))
      assert.deepEqual(await store.sources(digest), sources)
    })

    test('known tells which messages are held at this version', async (store) => {
      await store.saveMessages([sampleResult(1), sampleResult(2, olderVersion)])
      const known = await store.known([sampleDigest(1), sampleDigest(2), sampleDigest(3)])
      assert.deepEqual([...known], [sampleDigest(1)])
    })

    test('a record of an older version is replaced, never the other way round', async (store) => {
      const link = (host: string): Partial<MessageRecord> => ({ links: [sampleLink(`https://${host}/`)] })
      const old = sampleRecord(1, { ...link('old.example.com'), ...olderVersion, subject: 'old' })
      const now = sampleRecord(1, { ...link('now.example.com'), time: SAMPLE_START - 5, subject: 'now' })
      const neighbour = sampleResult(2, link('old.example.com'))
      const seen = async (host: string): Promise<readonly string[]> =>
        (await store.findObservables(hostQuery(host, 'exact'))).map((one) => one.digest)
      await store.saveMessages([{ record: old, lookups: [] }, neighbour])
      assert.equal((await seen('old.example.com')).length, 2)
      assert.equal(await store.saveMessages([{ record: now, lookups: [] }]), 0)
      assert.equal(await store.saveMessages([{ record: old, lookups: [] }]), 0)
      assert.deepEqual(await store.message(now.digest), now)
      assert.deepEqual(await collect(store.messages()), [now, neighbour.record])
      assert.deepEqual(await seen('old.example.com'), [neighbour.record.digest])
      assert.deepEqual(await seen('now.example.com'), [now.digest])

      const both = [3, 3].map((n, i) =>
        sampleResult(n, i === 0 ? { ...link('old.example.com'), ...olderVersion } : link('now.example.com')),
      )
      assert.equal(await store.saveMessages(both), 1)
      assert.deepEqual(await seen('old.example.com'), [neighbour.record.digest])
      assert.deepEqual(await seen('now.example.com'), [now.digest, sampleDigest(3)])
    })

    test('messages come by time, then digest; since inclusive, until exclusive', async (store) => {
      const records = Array.from({ length: MANY }, (_, n) =>
        sampleRecord(n, { time: SAMPLE_START + Math.floor(n / 100) * 1000 }),
      )
      await save(store, shuffled(records))
      const sorted = records.toSorted(byTimeAndDigest)
      assert.deepEqual(await collect(store.messages()), sorted)
      const range = { since: SAMPLE_START + 1000, until: SAMPLE_START + 2000 }
      assert.deepEqual(await collect(store.messages(range)), sorted.slice(100, 200))
      assert.deepEqual(await collect(store.messages({ until: SAMPLE_START + 1000 })), sorted.slice(0, 100))
      assert.deepEqual(await collect(store.messages({ since: SAMPLE_START + 2001 })), [])
      assert.deepEqual(
        await collect(store.messages({ since: SAMPLE_START + 0.5, until: Number.POSITIVE_INFINITY })),
        sorted.slice(100),
      )
    })

    test('times before 1970 and far away keep their order', async (store) => {
      const times = [-8.64e15, -1, 0, 1, 8.64e15]
      await save(
        store,
        times.map((time, n) => sampleRecord(n, { time })),
      )
      assert.deepEqual(
        (await collect(store.messages())).map((one) => one.time),
        times,
      )
      assert.deepEqual(
        (await collect(store.historyBefore(0))).map((one) => one.time),
        [-1, -8.64e15],
      )
    })

    test('writing is allowed while messages are read', async (store) => {
      await store.saveMessages(sampleResults(0, MANY))
      const seen: string[] = []
      let extra = 10_000
      for await (const record of store.messages()) {
        seen.push(record.digest)
        if (seen.length % 50 === 0) await store.saveMessages([sampleResult(extra++), sampleResult(-extra)])
      }
      assert.equal(new Set(seen).size, seen.length)
      const before = seen.slice(0, MANY)
      assert.deepEqual(
        before,
        sampleResults(0, MANY).map(({ record }) => record.digest),
      )
    })

    test('a stream that is left early holds nothing up', async (store) => {
      await store.saveMessages(sampleResults(0, MANY))
      for await (const record of store.messages()) if (record.time > SAMPLE_START + 5 * SAMPLE_STEP) break
      assert.equal(await store.saveMessages([sampleResult(MANY)]), 1)
    })

    test('history is strictly before, newest first', async (store) => {
      await store.saveMessages(sampleResults(0, MANY))
      const time = SAMPLE_START + 250 * SAMPLE_STEP
      const records = sampleResults(0, 250)
        .map(({ record }) => record)
        .toReversed()
      assert.deepEqual(await collect(store.historyBefore(time)), records)
      assert.deepEqual((await collect(store.historyBefore(time + 1)))[0], sampleRecord(250))
      assert.deepEqual(await collect(store.historyBefore(time, { limit: 3 })), records.slice(0, 3))
      assert.deepEqual(await collect(store.historyBefore(time, { limit: 0 })), [])
      assert.deepEqual(await collect(store.historyBefore(SAMPLE_START)), [])
    })

    test('history of one sender, however the address is written', async (store) => {
      await store.saveMessages(sampleResults(0, MANY))
      const mine = sampleResults(0, MANY)
        .map(({ record }) => record)
        .filter((record) => record.from.address === 'Dora@Office.example.net')
        .toReversed()
      for (const sender of ['dora@office.example.net', 'Dora@Office.example.net'])
        assert.deepEqual(await collect(store.historyBefore(Number.MAX_SAFE_INTEGER, { sender })), mine)
      assert.deepEqual(await collect(store.historyBefore(SAMPLE_START, { sender: 'nobody@example.org' })), [])
    })

    test('many mails of one moment are told apart by digest, both ways', async (store) => {
      const records = Array.from({ length: MANY }, (_, n) =>
        sampleRecord(n, { time: 0, timeBasis: 'none', from: { name: '', address: '' } }),
      ).toSorted(byTimeAndDigest)
      await save(store, shuffled(records))
      assert.deepEqual(await collect(store.messages()), records)
      assert.deepEqual(await collect(store.historyBefore(1, { sender: '' })), records.toReversed())
      assert.deepEqual(await collect(store.historyBefore(0)), [])
    })

    test('a failed batch leaves nothing behind and does no harm to what follows', async (store) => {
      await store.saveMessages(sampleResults(0, 20))
      const counts = await store.counts()
      const fresh = sampleResults(20, 60).map(({ record }) => ({
        record: { ...record, links: [sampleLink(`https://${record.digest.slice(7, 17)}.example.com/`)] },
        lookups: [sampleLookup(1)],
      }))
      await assert.rejects(store.saveMessages([...fresh, sampleResult(99, { time: Number.NaN })]), TypeError)
      await assert.rejects(
        store.saveMessages([...fresh, sampleResult(99, { digest: 'sha256:12' })]),
        TypeError,
      )
      assert.deepEqual(await store.counts(), counts)
      assert.equal(await store.message(sampleDigest(20)), undefined)
      // In another order than the batches that failed: nothing remembered from them may be taken for what is stored.
      assert.equal(await store.saveMessages(fresh.toReversed()), 40)
      assert.deepEqual(
        await collect(store.messages({ since: SAMPLE_START + 20 * SAMPLE_STEP })),
        fresh.map(({ record }) => record),
      )
      for (const { record } of fresh) {
        const [link] = record.links
        assert.ok(link?.target)
        assert.deepEqual(
          (await store.findObservables(hostQuery(link.target.host, 'exact'))).map((one) => one.digest),
          [record.digest],
        )
      }
    })

    test('digests are found by their beginning', async (store) => {
      const digest = (hex: string): `sha256:${string}` => `sha256:${hex.padEnd(64, '7')}`
      const alike = Array.from({ length: 25 }, (_, n) => digest(`beef${n.toString(16).padStart(2, '0')}`))
      await save(
        store,
        [...alike, digest('beee'), digest('bef0')].map((one, n) => sampleRecord(n, { digest: one })),
      )
      assert.deepEqual(await store.findDigest('beef'), alike.slice(0, 20))
      assert.deepEqual(await store.findDigest('BEEF1'), alike.slice(16))
      assert.deepEqual(await store.findDigest(`sha256:${'beef18'}`), [digest('beef18')])
      assert.deepEqual(await store.findDigest(digest('beee')), [digest('beee')])
      for (const nothing of ['bee', '', 'xyzw', "beef' --", `${digest('beef18')}0`])
        assert.deepEqual(await store.findDigest(nothing), [], nothing)
    })
  })

  describe('sources', () => {
    test('every place is remembered once, as it was told', async (store) => {
      const record = sampleRecord(1, {
        source: { file: '-', format: 'eml', offset: 0, length: 10, flags: [] },
      })
      await save(store, [record])
      const { digest } = record
      const places = [
        { file: '/a/b.mbox.gz', format: 'mbox', offset: 7, length: 9, compression: 'gzip' },
        {
          file: '/a/cur/1:2,RS',
          format: 'maildir',
          offset: 0,
          length: 9,
          folder: '',
          flags: ['replied', 'read'],
        },
        { file: 'C:\\mail\\in.mbox', format: 'mbox', offset: 5e12, length: 9, folder: 'Inbox' },
      ] as const
      await store.saveSources(places.map((source) => ({ digest, source })))
      await store.saveSources(places.map((source) => ({ digest, source })))
      const byFile = (list: readonly { readonly file: string }[]): unknown[] =>
        list.toSorted((a, b) => (a.file < b.file ? -1 : 1))
      assert.deepEqual(byFile(await store.sources(digest)), byFile([record.source, ...places]))
      assert.equal((await store.counts()).sources, 4)
      assert.deepEqual(await store.message(digest), record)

      const moved = { ...places[0], length: 11 }
      await store.saveSources([{ digest, source: moved }])
      assert.equal((await store.counts()).sources, 4)
      assert.ok((await store.sources(digest)).some((one) => one.length === 11))
    })

    test('a place of a message that is not held is refused, with the whole call', async (store) => {
      await save(store, [sampleRecord(1)])
      const source = { ...sampleRecord(1).source, offset: 1 }
      await assert.rejects(
        store.saveSources([
          { digest: sampleDigest(1), source },
          { digest: sampleDigest(2), source },
        ]),
        TypeError,
      )
      assert.equal((await store.counts()).sources, 1)
    })
  })
}
