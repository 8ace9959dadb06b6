import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { ReadResult, Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import {
  byTimeAndDigest,
  collect,
  hostQuery,
  MANY,
  type MadeStore,
  type MakeStore,
  olderVersion,
  plainRecord,
  save,
  withStore,
} from './store-harness.ts'
import {
  sampleDigest,
  sampleJudgement,
  sampleLink,
  sampleLookup,
  sampleResult,
  sampleResults,
  sampleVerdict,
} from './store-samples.ts'

/** Opening, closing, several handles, several processes, sudden death. */
export function lifeContract(makeStore: MakeStore): void {
  const test = withStore(makeStore)
  const withTwoHandles = (title: string, test: (first: Store, second: Store) => Promise<void>): void => {
    it(title, async (context) => {
      const made = await makeStore()
      try {
        if (!made.reopen) return context.skip('this store cannot be opened twice')
        const second = await made.reopen()
        try {
          await test(made.store, second)
        } finally {
          await second.close()
        }
      } finally {
        await made.dispose()
      }
    })
  }

  describe('life of the store', () => {
    test('closing twice is harmless, using a closed store is a mistake', async (store) => {
      await store.saveMessages(sampleResults(0, MANY))
      const started = store.messages()[Symbol.asyncIterator]()
      await started.next()
      await store.close()
      await store.close()
      await assert.rejects(async () => {
        for (let next = await started.next(); !next.done; next = await started.next());
      }, TypeError)
      const digest = sampleDigest(1)
      const calls: readonly (() => Promise<unknown>)[] = [
        () => store.known([digest]),
        () => store.saveMessages([]),
        () => store.saveSources([]),
        () => collect(store.messages()),
        () => collect(store.historyBefore(0)),
        () => store.message(digest),
        () => store.findDigest('abcd'),
        () => store.findMessageId('a@example.org'),
        () => store.sources(digest),
        () => store.findObservables(hostQuery('example.org', 'exact')),
        () => store.saveJudgements([]),
        () => store.judgement(digest),
        () => collect(store.judgements()),
        () => store.saveVerdicts([]),
        () => store.verdicts(),
        () => store.reviews(),
        () => store.senders(),
        () => store.saveReview({ kind: 'review', digest, action: 'confirm', why: 'a', by: 'b', time: 1 }),
        () => store.saveLookups([]),
        () => store.lookup('dns:TXT:example.org'),
        () => store.setting('a'),
        () => store.saveSetting('a', 'b'),
        () => store.counts(),
      ]
      for (const call of calls) await assert.rejects(call, TypeError, String(call))
    })

    it('everything is there after closing and opening again', async (context) => {
      const made = await makeStore()
      try {
        if (!made.reopen) return context.skip('this store ends with its handle')
        const records = sampleResults(0, 100).map(({ record }) => record)
        await save(made.store, records)
        await made.store.saveJudgements(records.map((record) => sampleJudgement(record)))
        await made.store.saveVerdicts([sampleVerdict(sampleDigest(1), 1)])
        await made.store.saveLookups([sampleLookup(1)])
        await made.store.saveSetting('cursor', 'a')
        const counts = await made.store.counts()
        await made.store.close()
        const again = await made.reopen()
        try {
          assert.deepEqual(await again.counts(), counts)
          assert.deepEqual(await collect(again.messages()), records)
          assert.deepEqual(
            (await again.judgement(sampleDigest(1)))?.verdict,
            sampleVerdict(sampleDigest(1), 1),
          )
          assert.deepEqual(await again.lookup(sampleLookup(1).id), sampleLookup(1))
          assert.equal(await again.setting('cursor'), 'a')
          assert.equal(await again.saveMessages(sampleResults(0, 101)), 1)
        } finally {
          await again.close()
        }
      } finally {
        await made.dispose()
      }
    })

    withTwoHandles('a reader sees whole batches while another handle writes', async (writer, reader) => {
      await writer.saveMessages(sampleResults(0, MANY))
      let batch = MANY
      let seen = 0
      for await (const record of reader.messages()) {
        assert.equal(record.digest, sampleDigest(seen++))
        if (seen % 10 === 0) {
          await writer.saveMessages(sampleResults(batch, batch + 10))
          batch += 10
          assert.equal((await reader.counts()).messages, batch)
        }
        if (seen > 2 * MANY) break
      }
      assert.ok(seen > MANY)
    })

    withTwoHandles(
      'what one handle remembers does not overwrite what the other wrote',
      async (one, other) => {
        const hostOf = (n: number): string => `host${n}.example.com`
        const results = (numbers: readonly number[]): readonly ReadResult[] =>
          numbers.map((n) => ({
            record: plainRecord(n, { links: [sampleLink(`https://${hostOf(n)}/`)] }),
            lookups: [],
          }))
        const broken = sampleResult(99, { time: Number.NaN })
        // No reading in between, which would refresh what a handle remembers.
        await one.saveMessages(results([1, 2]))
        await other.saveMessages(results([3, 4]))
        await one.saveMessages(results([5, 6]))
        await assert.rejects(one.saveMessages([...results([7]), broken]), TypeError)
        await other.saveMessages(results([10, 11, 12]))
        await one.saveMessages(results([13, 14]))
        const many = Array.from({ length: MANY }, (_, n) => 100 + n)
        await assert.rejects(one.saveMessages([...results(many), broken]), TypeError)
        await other.saveMessages(results(many.toReversed()))
        const held = [1, 2, 3, 4, 5, 6, 10, 11, 12, 13, 14, ...many]
        for (const store of [one, other]) {
          assert.deepEqual(
            await collect(store.messages()),
            results(held).map(({ record }) => record),
          )
          for (const n of held)
            assert.deepEqual(
              (await store.findObservables(hostQuery(hostOf(n), 'exact'))).map((seen) => seen.digest),
              [sampleDigest(n)],
            )
        }
      },
    )

    withTwoHandles('two handles may write in turn', async (first, second) => {
      const model = new Map<string, MessageRecord>()
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({
              n: fc.integer({ min: 0, max: 120 }),
              version: fc.constantFrom(0, 1),
              host: fc.constantFrom('a.example.com', 'b.example.com', 'c.example.net'),
            }),
            { maxLength: 40 },
          ),
          fc.boolean(),
          async (plans, which) => {
            const [writer, reader] = which ? [first, second] : [second, first]
            const records = plans.map(({ n, version, host }) =>
              plainRecord(n, {
                ...(version === 0 ? olderVersion : {}),
                links: [sampleLink(`https://${host}/${n}/${version}`)],
              }),
            )
            let fresh = 0
            for (const record of records) {
              const held = model.get(record.digest)
              if (!held) fresh++
              if (!held || held.version < record.version) model.set(record.digest, record)
            }
            assert.equal(await save(writer, records), fresh)
            const expected = [...model.values()].toSorted(byTimeAndDigest)
            assert.deepEqual(await collect(reader.messages()), expected)
            for (const host of ['a.example.com', 'b.example.com', 'c.example.net']) {
              const found = await reader.findObservables(hostQuery(host, 'exact'))
              assert.deepEqual(
                found.map((one) => one.digest).toSorted(),
                expected
                  .filter((record) => record.links.some((link) => link.target?.host === host))
                  .map((record) => record.digest)
                  .toSorted(),
              )
            }
          },
        ),
        { numRuns: 60 },
      )
    })

    it('a writer killed at any moment leaves whole batches, and the work goes on', async (context) => {
      const made = await makeStore()
      try {
        if (!made.reopen || !made.elsewhere)
          return context.skip('this store cannot be reached from another process')
        const { elsewhere } = made
        const size = 40
        // Far more than a writer can do before it is killed.
        const batches = 100_000
        let saved = 0
        // Kill points spread over the work: each time after a few more acknowledged batches, at any place in the next.
        for (const delay of [0, 1, 3, 7, 11]) {
          const writer = startWriter(elsewhere, 0, batches, size)
          const acknowledged = await killAfter(writer, saved + 8, delay)
          const store = await made.reopen()
          try {
            const { messages } = await store.counts()
            assert.equal(messages % size, 0, 'a batch is whole or not there')
            assert.ok(messages >= acknowledged * size, 'what was acknowledged is there')
            saved = messages / size
            assert.deepEqual(
              await collect(store.messages()),
              sampleResults(0, messages).map(({ record }) => record),
            )
            const links = await store.findObservables({
              ...hostQuery('files.example.com', 'suffix'),
              limit: 1e6,
            })
            assert.equal(links.length, messages)
          } finally {
            await store.close()
          }
        }
        const last = startWriter(elsewhere, 0, saved + 5, size)
        const [code] = await once(last, 'exit')
        assert.equal(code, 0)
        assert.equal((await made.store.counts()).messages, (saved + 5) * size)
      } finally {
        await made.dispose()
      }
    })

    it('several processes may write at once', async (context) => {
      const made = await makeStore()
      try {
        if (!made.elsewhere) return context.skip('this store cannot be reached from another process')
        const { elsewhere } = made
        // Ranges overlap: the same message comes from two processes.
        const writers = [0, 300, 600].map((first) => startWriter(elsewhere, first, 10, 50))
        for (const [code] of await Promise.all(writers.map((writer) => once(writer, 'exit'))))
          assert.equal(code, 0)
        assert.deepEqual(
          await collect(made.store.messages()),
          sampleResults(0, 1100).map(({ record }) => record),
        )
        const host = { ...hostQuery('files.example.com', 'suffix'), limit: 1e6 }
        assert.equal((await made.store.findObservables(host)).length, 1100)
      } finally {
        await made.dispose()
      }
    })
  })
}

function startWriter(
  { program, location }: MadeStore['elsewhere'] & {},
  first: number,
  batches: number,
  size: number,
): ChildProcess {
  const numbers = [first, batches, size].map(String)
  return spawn(process.execPath, [program, location, ...numbers], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** Kills the writer `delay` milliseconds after it has acknowledged so many batches; returns how many it did. */
async function killAfter(writer: ChildProcess, batches: number, delay: number): Promise<number> {
  let said = ''
  let timer: NodeJS.Timeout | undefined
  const lines = (): number => said.split('\n').length - 1
  writer.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (lines() >= batches) timer ??= setTimeout(() => writer.kill('SIGKILL'), delay)
  })
  await once(writer, 'close')
  clearTimeout(timer)
  assert.equal(writer.signalCode, 'SIGKILL', `the writer finished before it could be killed: ${said}`)
  return lines()
}
