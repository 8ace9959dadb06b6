/**
 * What every Store must do, whatever it keeps its data in. Each implementation runs the same suite.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import type { Observable, ObservableQuery, Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import {
  SAMPLE_START,
  SAMPLE_STEP,
  sampleDigest,
  sampleFinding,
  sampleHost,
  sampleJudgement,
  sampleLink,
  sampleLookup,
  sampleRecord,
  sampleResult,
  sampleResults,
  sampleVerdict,
} from './store-samples.ts'

export interface MadeStore {
  readonly store: Store
  /** Another handle on the same data, while the first may still be open; absent where that cannot be. */
  readonly reopen?: () => Promise<Store>
  /** How another process opens the same data; absent where that cannot be. */
  readonly elsewhere?: { readonly module: string; readonly opener: string; readonly location: string }
  /** Closes and removes everything. */
  dispose(): Promise<void>
}

/** More than any implementation reads in one step, so that paging is crossed. */
const MANY = 300
const WRITER = fileURLToPath(new URL('./store-writer.ts', import.meta.url))

/** Registers the suite under `name`; `makeStore` gives a new empty store each time. */
export function storeContract(name: string, makeStore: () => Promise<MadeStore>): void {
  const withStore = (title: string, test: (store: Store, made: MadeStore) => Promise<void>): void => {
    it(title, async () => {
      const made = await makeStore()
      try {
        await test(made.store, made)
      } finally {
        await made.dispose()
      }
    })
  }
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

  describe(`store contract: ${name}`, () => {
    describe('messages', () => {
      withStore('an empty store says so', async (store) => {
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

      withStore('a record comes back as it was, down to the order of its fields', async (store) => {
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

      withStore('saving twice adds nothing', async (store) => {
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

      withStore('the same message twice in one batch is one message in two places', async (store) => {
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

      withStore('known tells which messages are held at this version', async (store) => {
        await store.saveMessages([sampleResult(1), sampleResult(2, olderVersion)])
        const known = await store.known([sampleDigest(1), sampleDigest(2), sampleDigest(3)])
        assert.deepEqual([...known], [sampleDigest(1)])
      })

      withStore('a record of an older version is replaced, never the other way round', async (store) => {
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
          sampleResult(
            n,
            i === 0 ? { ...link('old.example.com'), ...olderVersion } : link('now.example.com'),
          ),
        )
        assert.equal(await store.saveMessages(both), 1)
        assert.deepEqual(await seen('old.example.com'), [neighbour.record.digest])
        assert.deepEqual(await seen('now.example.com'), [now.digest, sampleDigest(3)])
      })

      withStore('messages come by time, then digest; since inclusive, until exclusive', async (store) => {
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

      withStore('times before 1970 and far away keep their order', async (store) => {
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

      withStore('writing is allowed while messages are read', async (store) => {
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

      withStore('a stream that is left early holds nothing up', async (store) => {
        await store.saveMessages(sampleResults(0, MANY))
        for await (const record of store.messages()) if (record.time > SAMPLE_START + 5 * SAMPLE_STEP) break
        assert.equal(await store.saveMessages([sampleResult(MANY)]), 1)
      })

      withStore('history is strictly before, newest first', async (store) => {
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

      withStore('history of one sender, however the address is written', async (store) => {
        await store.saveMessages(sampleResults(0, MANY))
        const mine = sampleResults(0, MANY)
          .map(({ record }) => record)
          .filter((record) => record.from.address === 'Dora@Office.example.net')
          .toReversed()
        for (const sender of ['dora@office.example.net', 'Dora@Office.example.net'])
          assert.deepEqual(await collect(store.historyBefore(Number.MAX_SAFE_INTEGER, { sender })), mine)
        assert.deepEqual(
          await collect(store.historyBefore(SAMPLE_START, { sender: 'nobody@example.org' })),
          [],
        )
      })

      withStore('many mails of one moment are told apart by digest, both ways', async (store) => {
        const records = Array.from({ length: MANY }, (_, n) =>
          sampleRecord(n, { time: 0, timeBasis: 'none', from: { name: '', address: '' } }),
        ).toSorted(byTimeAndDigest)
        await save(store, shuffled(records))
        assert.deepEqual(await collect(store.messages()), records)
        assert.deepEqual(await collect(store.historyBefore(1, { sender: '' })), records.toReversed())
        assert.deepEqual(await collect(store.historyBefore(0)), [])
      })

      withStore('a failed batch leaves nothing behind and does no harm to what follows', async (store) => {
        await store.saveMessages(sampleResults(0, 20))
        const counts = await store.counts()
        const fresh = sampleResults(20, 60).map(({ record }) => ({
          record: { ...record, links: [sampleLink(`https://${record.digest.slice(7, 17)}.example.com/`)] },
          lookups: [sampleLookup(1)],
        }))
        await assert.rejects(
          store.saveMessages([...fresh, sampleResult(99, { time: Number.NaN })]),
          TypeError,
        )
        await assert.rejects(
          store.saveMessages([...fresh, sampleResult(99, { digest: 'sha256:12' })]),
          TypeError,
        )
        assert.deepEqual(await store.counts(), counts)
        assert.equal(await store.message(sampleDigest(20)), undefined)
        assert.equal(await store.saveMessages(fresh), 40)
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

      withStore('digests are found by their beginning', async (store) => {
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
        for (const nothing of ['bee', '', 'xyzw', "beef' --", digest('beef18') + '0'])
          assert.deepEqual(await store.findDigest(nothing), [], nothing)
      })
    })

    describe('sources', () => {
      withStore('every place is remembered once, as it was told', async (store) => {
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

      withStore('a place of a message that is not held is refused, with the whole call', async (store) => {
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

    describe('observables', () => {
      withStore('a host suffix matches whole labels only', async (store) => {
        const hosts = ['example.org', 'www.example.org', 'ample.org', 'a.b.example.org', 'example.org.test']
        const more = [
          'notexample.org',
          'example-x.org',
          'example.orgx',
          'www.ample.org',
          'xn--exmple-cua.org',
        ]
        const all = [...hosts, ...more]
        await save(
          store,
          all.map((host, n) => plainRecord(n, { links: [sampleLink('', { target: sampleHost(host) })] })),
        )
        const find = async (value: string, match: 'exact' | 'suffix'): Promise<readonly string[]> =>
          (await store.findObservables(hostQuery(value, match))).map((one) => one.value).toSorted()
        assert.deepEqual(await find('example.org', 'suffix'), [
          'a.b.example.org',
          'example.org',
          'www.example.org',
        ])
        for (const spelling of ['.example.org', '*.example.org', 'EXAMPLE.org.', ' example.org '])
          assert.equal((await find(spelling, 'suffix')).length, 3, spelling)
        assert.deepEqual(await find('ample.org', 'suffix'), ['ample.org', 'www.ample.org'])
        assert.deepEqual(await find('b.example.org', 'suffix'), ['a.b.example.org'])
        assert.deepEqual(await find('example.org', 'exact'), ['example.org'])
        assert.deepEqual(await find('Example.ORG.', 'exact'), ['example.org'])
        assert.deepEqual(await find('exämple.org', 'exact'), ['xn--exmple-cua.org'])
        assert.deepEqual(await find('test', 'suffix'), ['example.org.test'])
        for (const nothing of ['', '.', 'xample.org', 'example', 'www', '%', 'example.or_'])
          assert.deepEqual(await find(nothing, 'suffix'), [], nothing)
      })

      it('a suffix search finds what a plain comparison of labels finds', async () => {
        const label = fc.constantFrom('a', 'ab', 'b', 'a-b', 'example', 'xn--a', '0', 'ü')
        const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'))
        const ascii = (name: string): string => name.replaceAll('ü', 'xn--tda')
        await fc.assert(
          fc.asyncProperty(
            fc.uniqueArray(host, { minLength: 1, maxLength: 8 }),
            host,
            async (hosts, wanted) => {
              const { store, dispose } = await makeStore()
              try {
                await save(
                  store,
                  hosts.map((one, n) =>
                    plainRecord(n, {
                      links: [sampleLink('', { target: { ...sampleHost(one), isIp: false } })],
                    }),
                  ),
                )
                const found = await store.findObservables(hostQuery(wanted, 'suffix'))
                const expected = hosts.map(ascii).filter((one) => `.${one}`.endsWith(`.${ascii(wanted)}`))
                assert.deepEqual(found.map((one) => one.value).toSorted(), [...new Set(expected)].toSorted())
              } finally {
                await dispose()
              }
            },
          ),
          { numRuns: 25 },
        )
      })

      withStore('a host is also seen in mail addresses, an address in every place', async (store) => {
        const record = plainRecord(1, {
          from: { name: 'Ann', address: 'Ann@Mail.Example.org' },
          sender: { name: '', address: 'ann@mail.example.org' },
          to: [
            { name: '', address: 'bob@example.org' },
            { name: '', address: 'BOB@example.org' },
          ],
          cc: [{ name: '', address: 'carol@bücher.example' }],
          thread: {
            ...sampleRecord(1).thread,
            anchors: [],
            claims: [
              { kind: 'quoted', from: 'Eve <eve@example.net>', part: '1', start: 0, end: 9 },
              { kind: 'quoted', from: 'no address here', part: '1', start: 10, end: 19 },
            ],
          },
        })
        await save(store, [record])
        const find = async (
          query: Partial<ObservableQuery> & { value: string },
        ): Promise<readonly string[]> =>
          (await store.findObservables({ type: 'address', match: 'exact', limit: 100, ...query }))
            .map((one) => `${one.place} ${one.value}`)
            .toSorted()
        assert.deepEqual(await find({ value: 'ann@MAIL.example.org' }), [
          'from ann@mail.example.org',
          'sender ann@mail.example.org',
        ])
        assert.deepEqual(await find({ value: 'bob@example.org' }), ['to bob@example.org'])
        assert.deepEqual(await find({ value: '@example.org', match: 'suffix' }), [
          'from ann@mail.example.org',
          'sender ann@mail.example.org',
          'to bob@example.org',
        ])
        assert.deepEqual(await find({ value: 'bob@example.org', match: 'suffix' }), ['to bob@example.org'])
        assert.deepEqual(await find({ type: 'host', value: 'example.org' }), ['to example.org'])
        assert.deepEqual(await find({ type: 'host', value: 'example.org', match: 'suffix' }), [
          'from mail.example.org',
          'sender mail.example.org',
          'to example.org',
        ])
        assert.deepEqual(await find({ type: 'host', value: 'bücher.example' }), ['cc xn--bcher-kva.example'])
        assert.deepEqual(await find({ value: 'carol@xn--bcher-kva.example' }), [
          'cc carol@xn--bcher-kva.example',
        ])
        assert.deepEqual(await find({ value: 'eve@example.net' }), ['claim eve@example.net'])
        assert.deepEqual(await find({ value: 'ob@example.org', match: 'suffix' }), [])
      })

      withStore('the other types are found by their whole value', async (store) => {
        const url = 'https://files.example.com/a?b=%C3%BC#c'
        const sha256 = 'ab'.repeat(32)
        const record = plainRecord(1, {
          messageId: 'Own.Id@mx.example.org',
          thread: { ...sampleRecord(1).thread, anchors: ['earlier@example.org'], claims: [] },
          path: {
            'return-path': 'bounce.test',
            route: 'relay.test example.net',
            'dkim-domain': 'signer.test',
          },
          links: [
            sampleLink(url, { textHost: sampleHost('bank.example'), nested: [sampleHost('inner.test')] }),
            sampleLink('http://0x7f.1/x', { url: 'http://127.0.0.1/x', target: sampleHost('127.0.0.1') }),
            sampleLink('http://[2001:db8::1]/', { target: sampleHost('[2001:db8::1]') }),
            sampleLink('cid:logo@example.org'),
            sampleLink('/relative'),
          ],
          attachments: [
            {
              part: '2',
              range: { start: 0, end: 9 },
              name: 'a.html',
              extension: 'html',
              declaredType: 'text/html',
              size: 9,
              sha256,
              active: true,
            },
          ],
        })
        await save(store, [record])
        const places = async (type: ObservableQuery['type'], value: string): Promise<readonly string[]> =>
          (await store.findObservables({ type, value, match: 'exact', limit: 10 })).map((one) => one.place)
        assert.deepEqual(await places('url', url), ['link'])
        assert.deepEqual(await places('url', 'HTTPS://FILES.example.com/a?b=ü#c'), ['link'])
        assert.deepEqual(await places('url', 'http://127.0.0.1/x'), ['link'])
        assert.deepEqual(await places('url', 'cid:logo@example.org'), [])
        assert.deepEqual(await places('ip', '127.0.0.1'), ['link'])
        assert.deepEqual(await places('ip', '2001:DB8:0::1'), ['link'])
        assert.deepEqual(await places('host', '127.0.0.1'), [])
        assert.deepEqual(await places('host', 'bank.example'), ['link-text'])
        assert.deepEqual(await places('host', 'inner.test'), ['link-nested'])
        assert.deepEqual(await places('host', 'relay.test'), ['received'])
        assert.deepEqual(await places('host', 'signer.test'), ['dkim'])
        assert.deepEqual(await places('host', 'bounce.test'), ['return-path'])
        assert.deepEqual(await places('message-id', '<Own.Id@mx.example.org>'), ['message-id'])
        assert.deepEqual(await places('message-id', 'own.id@mx.example.org'), [])
        assert.deepEqual(await places('message-id', 'earlier@example.org'), ['reference'])
        assert.deepEqual(await places('sha256', `sha256:${sha256.toUpperCase()}`), ['attachment'])
        for (const type of ['url', 'ip', 'message-id', 'sha256'] as const)
          await assert.rejects(
            store.findObservables({ type, value: 'example.org', match: 'suffix', limit: 1 }),
            TypeError,
          )
      })

      withStore('no more than the limit, each value and place of a message once', async (store) => {
        const link = sampleLink('https://www.example.com/')
        await save(
          store,
          Array.from({ length: MANY }, (_, n) => plainRecord(n, { links: [link, link, link] })),
        )
        const find = (limit: number): Promise<readonly Observable[]> =>
          store.findObservables({ type: 'host', value: 'example.com', match: 'suffix', limit })
        assert.equal((await find(1e6)).length, MANY)
        assert.equal((await find(7)).length, 7)
        assert.deepEqual(await find(0), [])
      })

      withStore('a Message-ID finds the messages that carry it, not those that answer', async (store) => {
        const messageId = `"odd id"' OR 1=1 --\u0000\u{1f4ee}@example.org`
        await save(store, [
          plainRecord(1, { messageId }),
          plainRecord(2, { messageId }),
          plainRecord(3, { thread: { ...sampleRecord(1).thread, anchors: [messageId] } }),
        ])
        assert.deepEqual(await store.findMessageId(messageId), [sampleDigest(1), sampleDigest(2)])
        assert.deepEqual(await store.findMessageId(`<${messageId}>`), [sampleDigest(1), sampleDigest(2)])
        assert.deepEqual(await store.findMessageId('none@example.org'), [])
      })
    })

    describe('hostile content', () => {
      const hostile = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc
          .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
          .map((codes) => String.fromCharCode(...codes)),
        fc.constantFrom(
          "'",
          '"; DROP TABLE message; --',
          '\0',
          '\ud800',
          '\udc00x',
          '\n',
          '@',
          '.',
          '..',
          '📮',
          '%',
          '\u2028',
          '__proto__',
        ),
      )

      it('any text in any field is stored and given back', async () => {
        await fc.assert(
          fc.asyncProperty(hostile, hostile, hostile, async (one, two, three) => {
            const { store, dispose } = await makeStore()
            try {
              const record = sampleRecord(1, {
                subject: one,
                messageId: two,
                from: { name: two, address: `${one}@${two}` },
                to: [{ name: three, address: three }],
                replyTo: [{ name: one, address: `@${one}` }],
                client: { mailer: three, 'header-order': one },
                path: { route: `${one} ${two}`, 'dkim-domain': three },
                thread: { ...sampleRecord(1).thread, anchors: [one, three] },
                links: [
                  sampleLink(one, { text: two }),
                  sampleLink(`http:${three}`, { target: { ...sampleHost(one), domain: two } }),
                ],
              })
              await store.saveMessages([{ record, lookups: [] }])
              assert.deepEqual(await store.message(record.digest), record)
              assert.equal(
                (await collect(store.historyBefore(Number.MAX_SAFE_INTEGER, { sender: record.from.address })))
                  .length,
                1,
              )
              const { address } = record.from
              const found = await store.findObservables({
                type: 'address',
                value: address,
                match: 'exact',
                limit: 9,
              })
              // Typed queries are trimmed; an address that begins or ends in white space is no use to anybody.
              if (address === address.trim())
                assert.ok(
                  found.some((seen) => seen.place === 'from'),
                  JSON.stringify(address),
                )
              const judgement = sampleJudgement(record, { rules: one, findings: [sampleFinding(two)] })
              await store.saveJudgements([judgement])
              assert.deepEqual((await store.judgement(record.digest))?.judgement, judgement)
              await store.saveSetting(one, two)
              await store.saveSetting(`${one}x`, three)
              assert.equal(await store.setting(one), two)
              const lookup = sampleLookup(1, { id: one, answer: [two, { [three]: one }], error: three })
              await store.saveLookups([lookup])
              assert.deepEqual(await store.lookup(one), JSON.parse(JSON.stringify(lookup)))
            } finally {
              await dispose()
            }
          }),
          { numRuns: 60 },
        )
      })

      withStore('huge values are kept, and found by their whole self', async (store) => {
        const host = `${'a'.repeat(200_000)}.example.com`
        const url = `https://www.example.com/${'p'.repeat(3_000_000)}`
        const other = `${url}q`
        const record = sampleRecord(1, {
          subject: 'ü'.repeat(2_000_000),
          to: Array.from({ length: 5000 }, (_, n) => ({ name: `Name ${n}`, address: `a${n}@many.test` })),
          links: [sampleLink(url), sampleLink(other), sampleLink('', { target: sampleHost(host) })],
        })
        const results = [...sampleResults(2, 10), { record, lookups: [] }, ...sampleResults(10, 20)]
        assert.equal(await store.saveMessages(results), 19)
        assert.deepEqual(await store.message(record.digest), record)
        assert.deepEqual(await store.message(sampleDigest(9)), sampleRecord(9))
        assert.deepEqual(await store.message(sampleDigest(10)), sampleRecord(10))
        const count = async (query: Omit<ObservableQuery, 'limit'>): Promise<number> =>
          (await store.findObservables({ ...query, limit: 1e5 })).length
        assert.equal(await count({ type: 'url', value: url, match: 'exact' }), 1)
        assert.equal(await count({ type: 'url', value: other, match: 'exact' }), 1)
        assert.equal(await count({ type: 'url', value: url.slice(0, -1), match: 'exact' }), 0)
        assert.equal(await count({ type: 'host', value: host, match: 'exact' }), 1)
        assert.equal(await count({ type: 'host', value: `a${host}`, match: 'exact' }), 0)
        assert.equal(await count({ type: 'host', value: 'many.test', match: 'suffix' }), 1)
        assert.equal(await count({ type: 'address', value: 'many.test', match: 'suffix' }), 5000)
      })
    })

    describe('judgements and verdicts', () => {
      withStore('a judgement replaces the one before', async (store) => {
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

      withStore(
        'a judgement of a message that is not held is refused, with the whole call',
        async (store) => {
          await save(store, [sampleRecord(1)])
          const judgements = [sampleJudgement(sampleRecord(1)), sampleJudgement(sampleRecord(2))]
          await assert.rejects(store.saveJudgements(judgements), TypeError)
          assert.equal(await store.judgement(sampleDigest(1)), undefined)
          assert.equal((await store.counts()).judgements, 0)
          await store.saveJudgements(judgements.slice(0, 1))
          assert.deepEqual(await store.judgement(sampleDigest(1)), { judgement: judgements[0] })
        },
      )

      withStore('a ranking replaces the one before as a whole, or not at all', async (store) => {
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
      withStore('all answers are kept, the latest speaks', async (store) => {
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

      withStore('a setting is what was saved last', async (store) => {
        await store.saveSetting('cursor', '{"offset":1}')
        await store.saveSetting('cursor', '')
        await store.saveSetting('Cursor', 'x')
        assert.equal(await store.setting('cursor'), '')
        assert.equal(await store.setting('Cursor'), 'x')
        assert.equal(await store.setting('other'), undefined)
      })
    })

    describe('life of the store', () => {
      withStore('closing twice is harmless, using a closed store is a mistake', async (store) => {
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
          const batches = 150
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
          const last = startWriter(elsewhere, 0, batches, size)
          const [code] = await once(last, 'exit')
          assert.equal(code, 0)
          assert.equal((await made.store.counts()).messages, batches * size)
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
  })
}

/** Version 0 was never released: it stands for any version older than the one at hand. */
const olderVersion = { version: 0 } as unknown as Partial<MessageRecord>

/** A sample whose only observables are those the test gives it. */
function plainRecord(n: number, more: Partial<MessageRecord>): MessageRecord {
  const { messageId: _, ...record } = sampleRecord(n)
  return {
    ...record,
    from: { name: '', address: '' },
    to: [],
    cc: [],
    path: {},
    authentication: { ...record.authentication, results: [] },
    thread: { ...record.thread, anchors: [] },
    links: [],
    ...more,
  }
}

function hostQuery(value: string, match: 'exact' | 'suffix'): ObservableQuery {
  return { type: 'host', value, match, limit: 1000 }
}

function save(store: Store, records: readonly MessageRecord[]): Promise<number> {
  return store.saveMessages(records.map((record) => ({ record, lookups: [] })))
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

function byTimeAndDigest(a: MessageRecord, b: MessageRecord): number {
  return a.time - b.time || (a.digest < b.digest ? -1 : 1)
}

/** In an order that is neither by time nor by digest, and always the same. */
function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item, n) => ({ item, key: sampleDigest(`shuffle ${n}`) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item)
}

function startWriter(
  { module, opener, location }: MadeStore['elsewhere'] & {},
  first: number,
  batches: number,
  size: number,
): ChildProcess {
  const numbers = [first, batches, size].map(String)
  return spawn(process.execPath, [WRITER, module, opener, location, ...numbers], {
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
