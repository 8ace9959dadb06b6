import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FetchAnswer, FetchRequest } from '../model/fetch.ts'
import type { Store } from '../model/ports.ts'
import { openSqliteStore } from '../store/sqlite-store.ts'
import { type FeedReading, readFeeds } from './feeds.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

async function readOne(
  store: Store,
  readFile: (path: string) => Promise<Uint8Array>,
  exchange?: (request: FetchRequest) => FetchAnswer,
): Promise<FeedReading & { readonly values: readonly string[] }> {
  const [reading] = await readFeeds({
    store,
    clock: () => 7,
    readFile,
    ...(exchange ? { fetcher: { exchange: async (request) => exchange(request) } } : {}),
  })
  assert.ok(reading)
  return { ...reading, values: reading.set?.indicators.map(({ value }) => value) ?? [] }
}

const answer = (
  status: number,
  body: string,
  header: readonly (readonly [string, string])[] = [],
): FetchAnswer => ({
  exchange: {
    time: 0,
    duration: 1,
    method: 'GET',
    status,
    protocol: 'h2',
    requestHeader: [],
    responseHeader: header,
  },
  body: bytes(body),
  lookups: [],
})
const noFile = async (): Promise<Uint8Array> => assert.fail('no file is meant')

test('a file that vanishes or goes empty leaves the last good feed', async () => {
  const store = await openSqliteStore(':memory:')
  await store.saveFeed({ location: '/srv/list.txt' })
  const first = await readOne(store, async () => bytes('one.bad-place.example\n'))
  assert.deepEqual([first.values, first.changed, first.why], [['one.bad-place.example'], true, undefined])
  assert.equal((await readOne(store, async () => bytes('one.bad-place.example\n'))).changed, false)
  const gone = await readOne(store, () => Promise.reject(new Error('no such file')))
  assert.deepEqual(
    [gone.values, gone.why, gone.feed.failed],
    [['one.bad-place.example'], 'no such file', { time: 7, why: 'no such file' }],
  )
  const empty = await readOne(store, async () => bytes('\n'))
  assert.deepEqual(empty.values, ['one.bad-place.example'])
  assert.match(empty.why ?? '', /no indicator any more/)
  const back = await readOne(store, async () => bytes('two.bad-place.example\n'))
  assert.deepEqual(
    [back.values, back.changed, back.feed.failed],
    [['two.bad-place.example'], true, undefined],
  )
  await store.close()
})

test('a feed of the web is asked only through a fetcher, and not sent again when it did not change', async () => {
  const store = await openSqliteStore(':memory:')
  await store.saveFeed({ location: 'https://feeds.example.org/a.txt' })
  const silent = await readOne(store, noFile)
  assert.deepEqual([silent.values, silent.feed.failed], [[], undefined])
  const asked: FetchRequest[] = []
  const serve = (request: FetchRequest): FetchAnswer => {
    asked.push(request)
    return request.header.some(([name]) => name === 'If-None-Match')
      ? answer(304, '')
      : answer(200, 'one.bad-place.example\n', [['ETag', '"v1"']])
  }
  assert.deepEqual((await readOne(store, noFile, serve)).values, ['one.bad-place.example'])
  const again = await readOne(store, noFile, serve)
  assert.deepEqual([again.values, again.changed, again.why], [['one.bad-place.example'], false, undefined])
  assert.equal(asked.length, 2)
  for (const [status, words] of [
    [301, /moved/],
    [403, /key/],
    [500, /500/],
  ] as const) {
    const failed = await readOne(store, noFile, () => answer(status, ''))
    assert.match(failed.why ?? '', words)
    assert.deepEqual(failed.values, ['one.bad-place.example'])
  }
  assert.deepEqual((await readOne(store, noFile)).values, ['one.bad-place.example'])
  await store.close()
})

test('a TAXII collection is read page by page', async () => {
  const store = await openSqliteStore(':memory:')
  await store.saveFeed({ location: 'https://taxii.example.org/api/collections/1/objects/' })
  const indicator = (host: string): object => ({
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--00000000-0000-4000-8000-0000000000${host.length}`,
    created: '2024-01-01T00:00:00Z',
    modified: '2024-01-01T00:00:00Z',
    pattern: `[domain-name:value = '${host}']`,
    pattern_type: 'stix',
    valid_from: '2024-01-01T00:00:00Z',
  })
  const read = await readOne(store, noFile, ({ url }) =>
    answer(
      200,
      JSON.stringify(
        url.includes('next=2')
          ? { objects: [indicator('second.bad-place.example')] }
          : { more: true, next: '2', objects: [indicator('first.bad-place.example')] },
      ),
    ),
  )
  assert.deepEqual([...read.values].sort(), ['first.bad-place.example', 'second.bad-place.example'])
  assert.match((await readOne(store, noFile, () => answer(200, '<html>'))).why ?? '', /TAXII/)
  await store.close()
})
