import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { MailTrace } from '../model/mail-trace.ts'
import type { ObservableQuery, ReadResult, Store } from '../model/ports.ts'
import type { SourceTrouble } from '../model/source.ts'
import { collect, MANY, type MakeStore, olderVersion, plainRecord, save, withStore } from './store-harness.ts'
import { SAMPLE_START, SAMPLE_STEP, sampleDigest, sampleHost, sampleLink } from './store-samples.ts'

const noTrace: Omit<MailTrace, 'values'> = {
  kind: 'trace',
  version: 1,
  wrapped: { seen: 0, decoded: 0 },
  attachments: { seen: 0, opened: 0 },
  complete: true,
}

function traced(n: number, values: MailTrace['values'], more: Partial<ReadResult> = {}): ReadResult {
  return { record: plainRecord(n, {}), lookups: [], trace: { ...noTrace, values }, ...more }
}

const exact = (type: ObservableQuery['type'], value: string): ObservableQuery => ({
  type,
  value,
  match: 'exact',
  limit: 100,
})

/** The numbers of the samples that hold a value, with the places. */
async function placesOf(store: Store, query: ObservableQuery): Promise<Record<string, readonly string[]>> {
  const [found] = await store.seen([query])
  const numbers = new Map(Array.from({ length: 50 }, (_, n) => [sampleDigest(n), n]))
  return Object.fromEntries((found?.seen ?? []).map(({ digest, places }) => [numbers.get(digest), places]))
}

/** What hunting asks of a store. */
export function huntingContract(makeStore: MakeStore): void {
  const test = withStore(makeStore)

  describe('hunting', () => {
    test('a trace is kept, and its values are found in their places', async (store) => {
      const one = traced(1, {
        received: { host: ['relay.example.net'], ip: ['198.51.100.7', '2001:db8::7'] },
        wrapped: { url: ['https://inner.test/a'], host: ['inner.test'] },
        attachment: { md5: ['a'.repeat(32)], sha1: ['b'.repeat(40)] },
        packed: { 'file-name': ['Plan.LNK'] },
        text: { host: ['relay.example.net'], address: ['ann@text.test'] },
      })
      await store.saveMessages([one, traced(2, {})])
      assert.deepEqual(await store.trace(sampleDigest(1)), one.trace)
      assert.equal(await store.trace(sampleDigest(9)), undefined)
      assert.deepEqual(await placesOf(store, exact('host', 'relay.example.net')), { 1: ['received', 'text'] })
      assert.deepEqual(await placesOf(store, exact('url', 'https://inner.test/a')), { 1: ['wrapped'] })
      assert.deepEqual(await placesOf(store, exact('md5', 'A'.repeat(32))), { 1: ['attachment'] })
      assert.deepEqual(await placesOf(store, exact('sha1', `sha1:${'b'.repeat(40)}`)), { 1: ['attachment'] })
      assert.deepEqual(await placesOf(store, exact('file-name', 'plan.lnk')), { 1: ['packed'] })
      assert.deepEqual(await placesOf(store, exact('host', 'text.test')), { 1: ['text'] })
    })

    test('a trace replaces the registered domains a record gives for its way', async (store) => {
      const path = { route: 'example.net', 'return-path': 'bounce.test' }
      await store.saveMessages([
        { record: plainRecord(1, { path }), lookups: [] },
        { record: plainRecord(2, { path }), lookups: [], trace: { ...noTrace, values: {} } },
      ])
      assert.deepEqual(await placesOf(store, exact('host', 'example.net')), { 1: ['received'] })
      assert.deepEqual(await placesOf(store, exact('host', 'bounce.test')), { 1: ['return-path'] })
    })

    test('networks hold the addresses between their ends, in every spelling', async (store) => {
      const ips = [
        '198.51.100.0',
        '198.51.100.255',
        '198.51.101.0',
        '198.51.99.255',
        '2001:DB8:0:1::9',
        '2001:db8:1::',
      ]
      await store.saveMessages(ips.map((ip, n) => traced(n, { received: { ip: [ip] } })))
      const within = async (value: string): Promise<readonly string[]> =>
        Object.keys(await placesOf(store, { type: 'ip', value, match: 'within', limit: 100 }))
      assert.deepEqual(await within('198.51.100.0/24'), ['0', '1'])
      assert.deepEqual(await within('198.51.100.77/23'), ['0', '1', '2'])
      assert.deepEqual(await within('198.51.100.255'), ['1'])
      assert.deepEqual(await within('0.0.0.0/0'), ['0', '1', '2', '3'])
      assert.deepEqual(await within('2001:db8::/48'), ['4'])
      assert.deepEqual(await within('2001:db8::/32'), ['4', '5'])
      for (const nothing of ['', 'example.org', '198.51.100.0/33', '198.51.100/24', '::/129', '1.2.3.4/x'])
        assert.deepEqual(await within(nothing), [], nothing)
      assert.deepEqual(await placesOf(store, exact('ip', '2001:0db8:0:1:0:0:0:9')), { 4: ['received'] })
      assert.deepEqual(await placesOf(store, exact('ip', '::ffff:198.51.101.0')), { 2: ['received'] })
      await assert.rejects(
        store.seen([{ type: 'host', value: '10.0.0.0/8', match: 'within', limit: 1 }]),
        TypeError,
      )
    })

    test('a path is found by its words in order, wherever it stands in a URL', async (store) => {
      const urls = [
        'https://a.test/x/Gcollection/Ref',
        'https://b.test/gcollection-ref?y',
        'https://c.test/Ref/Gcollection',
        'https://gcollection.test/ref',
        'https://d.test/?u=Gcollection%2FRef',
      ]
      await save(
        store,
        urls.map((url, n) => plainRecord(n, { links: [sampleLink(url)] })),
      )
      const path = async (value: string): Promise<readonly string[]> =>
        Object.keys(await placesOf(store, { type: 'url', value, match: 'path', limit: 100 }))
      assert.deepEqual(await path('/Gcollection/Ref'), ['0', '1'])
      assert.deepEqual(await path('/ref'), ['0', '1', '2', '3'])
      for (const nothing of ['', '/', '"', '" OR "', '/nothing'])
        assert.deepEqual(await path(nothing), [], nothing)
      await assert.rejects(store.seen([{ type: 'host', value: '/a', match: 'path', limit: 1 }]), TypeError)
    })

    test('answers come in the order of the questions, and say when there is more', async (store) => {
      const link = sampleLink('https://www.example.com/')
      await save(
        store,
        Array.from({ length: MANY }, (_, n) => plainRecord(n, { links: [link] })),
      )
      const [none, some, all] = await store.seen([
        exact('host', 'nothing.test'),
        { type: 'host', value: 'example.com', match: 'suffix', limit: 7 },
        { type: 'host', value: 'example.com', match: 'suffix', limit: MANY },
      ])
      assert.deepEqual(none, { seen: [], more: false })
      assert.deepEqual([some?.seen.length, some?.more], [7, true])
      assert.deepEqual([all?.seen.length, all?.more], [MANY, false])
      assert.deepEqual(await store.seen([]), [])
    })

    test('a query can ask for one place and a time, and its limit counts only what fits', async (store) => {
      await store.saveMessages(
        Array.from({ length: MANY }, (_, n) =>
          traced(n, {
            received: { host: ['mx.relay.example'] },
            ...(n % 50 === 7 ? { text: { host: ['mx.relay.example'] } } : {}),
          }),
        ),
      )
      const numbers = async (more: Partial<ObservableQuery>): Promise<readonly string[]> => {
        const [answer] = await store.seen([{ ...exact('host', 'mx.relay.example'), limit: 6, ...more }])
        return answer?.seen.map(({ time }) => String((time - SAMPLE_START) / SAMPLE_STEP)) ?? []
      }
      assert.deepEqual(await numbers({ place: 'text' }), ['7', '57', '107', '157', '207', '257'])
      assert.deepEqual(await numbers({ place: 'link' }), [])
      assert.deepEqual(await numbers({ place: 'no such place' }), [])
      const [since, until] = [57, 158].map((n) => SAMPLE_START + n * SAMPLE_STEP)
      const span = { since: since ?? 0, until: until ?? 0 }
      assert.deepEqual(await numbers({ place: 'text', ...span }), ['57', '107', '157'])
      assert.deepEqual(await numbers({ since: span.since }), ['57', '58', '59', '60', '61', '62'])
      assert.deepEqual(await numbers({ until: SAMPLE_START + 2 * SAMPLE_STEP }), ['0', '1'])
      const [answer] = await store.seen([
        { type: 'host', value: 'relay.example', match: 'suffix', place: 'text', limit: 6 },
      ])
      assert.deepEqual([answer?.seen.length, answer?.more], [6, false])
    })

    test('words are found together, whatever they are', async (store) => {
      await store.saveMessages([
        traced(1, {}, { words: 'minutes of the meeting' }),
        traced(2, {}, { words: 'meeting minutes or not near and' }),
        traced(3, {}, { words: 'überblick 会 議' }),
        traced(4, {}, { words: '' }),
        traced(5, {}),
      ])
      const found = async (...words: readonly string[]): Promise<readonly string[]> =>
        (await store.withWords(words, 10)).seen.map(({ digest }) => digest)
      const digests = (...numbers: readonly number[]): readonly string[] => numbers.map(sampleDigest)
      assert.deepEqual(await found('meeting'), digests(2, 1))
      assert.deepEqual(await found('meeting', 'of'), digests(1))
      assert.deepEqual(await found('or', 'not', 'and', 'near'), digests(2))
      assert.deepEqual(await found('会', '議'), digests(3))
      assert.deepEqual(await found('überblick'), digests(3))
      assert.deepEqual(await found('minute'), [])
      assert.deepEqual(await found(), [])
      for (const odd of ['"', '*', '(', 'a"b', '\0', ' ', 'words:', '-x', '^m'])
        assert.deepEqual(await found(odd), [], JSON.stringify(odd))
      assert.deepEqual(await store.withWords(['meeting'], 1), {
        seen: [{ digest: sampleDigest(2), time: SAMPLE_START + 2 * SAMPLE_STEP }],
        more: true,
      })
      await store.forgetWords()
      assert.deepEqual(await found('meeting'), [])
      assert.equal((await store.indexCoverage()).worded, 0)
    })

    test('mail without words is known only to who wants none, and gets them later', async (store) => {
      const digest = sampleDigest(1)
      await store.saveMessages([traced(1, { text: { host: ['one.test'] } })])
      assert.deepEqual(await store.known([digest]), new Set([digest]))
      assert.deepEqual(await store.known([digest], { words: true }), new Set())
      assert.equal(
        await store.saveMessages([traced(1, { text: { host: ['two.test'] } }, { words: 'plan' })]),
        0,
      )
      assert.deepEqual(await store.known([digest], { words: true }), new Set([digest]))
      assert.equal((await store.withWords(['plan'], 9)).seen.length, 1)
      assert.deepEqual(await placesOf(store, exact('host', 'one.test')), {})
      assert.deepEqual(await placesOf(store, exact('host', 'two.test')), { 1: ['text'] })
      // The same again changes nothing.
      assert.equal(await store.saveMessages([traced(1, {}, { words: 'other' })]), 0)
      assert.equal((await store.withWords(['plan'], 9)).seen.length, 1)
    })

    test('a newer record takes the values and words of the older one out', async (store) => {
      const older = {
        ...traced(1, { text: { host: ['old.test'] } }, { words: 'old' }),
        record: plainRecord(1, olderVersion),
      }
      await store.saveMessages([older])
      assert.deepEqual(await placesOf(store, exact('host', 'old.test')), { 1: ['text'] })
      await store.saveMessages([traced(1, { text: { host: ['new.test'] } }, { words: 'new' })])
      assert.deepEqual(await placesOf(store, exact('host', 'old.test')), {})
      assert.deepEqual(await placesOf(store, exact('host', 'new.test')), { 1: ['text'] })
      assert.equal((await store.withWords(['old'], 9)).seen.length, 0)
      assert.equal((await store.withWords(['new'], 9)).seen.length, 1)
    })

    test('everything about a value: when, with whom, where', async (store) => {
      const link = sampleLink('https://www.plan.test/a')
      const from = (address: string) => ({ from: { name: '', address } })
      await save(store, [
        plainRecord(1, { ...from('ann@example.org'), links: [link, link] }),
        plainRecord(5, { ...from('Ann@example.org'), links: [link, sampleLink('https://b.plan.test/')] }),
        plainRecord(3, { ...from('bob@plan.test'), links: [] }),
      ])
      const time = (n: number): number => SAMPLE_START + n * SAMPLE_STEP
      const all = await store.acquaintance({ type: 'host', value: 'plan.test', match: 'suffix', limit: 10 })
      assert.deepEqual([all.messages, all.first, all.last], [3, time(1), time(5)])
      assert.deepEqual(all.senders, [
        { address: 'ann@example.org', messages: 2, first: time(1), last: time(5) },
        { address: 'bob@plan.test', messages: 1, first: time(3), last: time(3) },
      ])
      assert.deepEqual(
        all.values.map(({ value, messages }) => [value, messages]),
        [
          ['www.plan.test', 2],
          ['b.plan.test', 1],
          ['plan.test', 1],
        ],
      )
      assert.deepEqual(
        all.newest.map(({ time }) => time),
        [time(5), time(3), time(1)],
      )
      assert.deepEqual(
        all.places.find(({ place }) => place === 'link'),
        { place: 'link', messages: 2 },
      )
      const none = await store.acquaintance(exact('host', 'nothing.test'))
      assert.deepEqual(none, { messages: 0, places: [], senders: [], values: [], newest: [] })
    })

    test('hosts come once each, those of a domain together', async (store) => {
      const hosts = ['www.b.test', 'a.test', 'x.b.test', 'a.test', 'b.test', `${'h'.repeat(2000)}.test`]
      await save(
        store,
        hosts.map((host, n) => plainRecord(n, { links: [sampleLink('', { target: sampleHost(host) })] })),
      )
      const all = await collect(store.hosts())
      assert.deepEqual(all.slice(0, 4), ['a.test', 'b.test', 'www.b.test', 'x.b.test'])
      assert.equal(all.length, 5)
    })

    test('what can be searched is counted', async (store) => {
      const empty = await store.indexCoverage()
      assert.deepEqual([empty.messages, empty.traced, empty.worded, empty.unread], [0, 0, 0, 0])
      const some = traced(1, {}, { words: 'a' })
      await store.saveMessages([
        {
          ...some,
          trace: {
            ...noTrace,
            values: {},
            attachments: { seen: 3, opened: 2 },
            wrapped: { seen: 5, decoded: 4 },
          },
        },
        { record: plainRecord(2, {}), lookups: [] },
      ])
      const coverage = await store.indexCoverage()
      assert.deepEqual(coverage, {
        messages: 2,
        firstTime: SAMPLE_START + SAMPLE_STEP,
        lastTime: SAMPLE_START + 2 * SAMPLE_STEP,
        traced: 1,
        worded: 1,
        wordsFrom: SAMPLE_START + SAMPLE_STEP,
        wordlessUntil: SAMPLE_START + 2 * SAMPLE_STEP,
        attachments: { seen: 3, opened: 2 },
        wrapped: { seen: 5, decoded: 4 },
        sources: [{ name: '/srv/mail/archive.mbox', messages: 2 }],
        unread: 0,
      })
    })

    test('trouble is kept for each file as the last scan met it', async (store) => {
      const trouble = (file: string, offset?: number): SourceTrouble => ({
        kind: 'source-trouble',
        code: 'corrupt',
        file,
        ...(offset === undefined ? {} : { offset }),
        detail: 'x',
        next: 'y',
        fatal: false,
      })
      const unread = async (): Promise<number> => (await store.indexCoverage()).unread
      await store.saveTrouble(['/a', '/b'], [trouble('/a', 1), trouble('/a', 2), trouble('/b')])
      assert.equal(await unread(), 3)
      await store.saveTrouble(['/a'], [trouble('/a', 1), trouble('/a', 1)])
      assert.equal(await unread(), 2)
      await store.saveTrouble(['/b', '/c'], [])
      assert.equal(await unread(), 1)
    })

    test('a feed is kept as it was last read', async (store) => {
      const content = new TextEncoder().encode('evil.test\n'.repeat(1000))
      const feed = { location: 'https://feeds.test/a', content, etag: '"1"', read: 5, changed: 4 }
      await store.saveFeed(feed)
      await store.saveFeed({ location: '/srv/b.csv', failed: { time: 7, why: 'not there' } })
      const [file, web] = await store.feeds()
      assert.deepEqual(file, { location: '/srv/b.csv', failed: { time: 7, why: 'not there' } })
      assert.deepEqual({ ...web, content: new Uint8Array(web?.content ?? []) }, feed)
      await store.saveFeed({ location: '/srv/b.csv', content: new Uint8Array(0), read: 9 })
      await store.removeFeed('https://feeds.test/a')
      assert.deepEqual(
        (await store.feeds()).map(({ location, read }) => [location, read]),
        [['/srv/b.csv', 9]],
      )
    })
  })
}
