import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import type { Resolver, Store } from '../model/ports.ts'
import { guardedFetcher } from '../net/guarded-fetcher.ts'
import { openSqliteStore } from '../store/sqlite-store.ts'
import { allowLoopback, refusedAttempts } from '../testing/deny-network.ts'
import { type FeedReading, readFeeds } from './feeds.ts'

allowLoopback()

/** A documentation address (RFC 5737) stands for the server, which really listens on loopback. */
const ADDRESS = '192.0.2.10'
const COLLECTION = `http://${ADDRESS}/api1/collections/91a7b528-80eb-42ed-a74d-c6fbd5a26116/objects/`
const MEDIA_TYPE = 'application/taxii+json;version=2.1'

type Reply = (request: IncomingMessage, response: ServerResponse, url: URL) => void
let server: Server
let reply: Reply
let asked: { readonly url: URL; readonly accept: string | undefined }[] = []
let port = 0
let store: Store

before(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', COLLECTION)
    asked.push({ url, accept: request.headers.accept })
    reply(request, response, url)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
after(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(async (context) => {
  asked = []
  store = await openSqliteStore(':memory:')
  await store.saveFeed({ location: COLLECTION })
  if ('after' in context) context.after(() => store.close())
})

const resolver: Resolver = { resolve: async () => assert.fail('no name is asked for') }

async function read(at: number = port): Promise<FeedReading & { readonly hosts: readonly string[] }> {
  const clock = (): number => Date.now()
  const [reading] = await readFeeds({
    store,
    clock,
    readFile: async () => assert.fail('no file is meant'),
    fetcher: guardedFetcher({
      resolver,
      clock,
      allowance: {
        kind: 'test-range',
        reach: (address, its) =>
          address === ADDRESS && its === 80 ? { address: '127.0.0.1', port: at } : undefined,
        authorities: [],
      },
      rates: { perHost: 100_000, overall: 100_000 },
    }),
  })
  assert.ok(reading)
  const hosts = (reading.set?.indicators.map(({ value }) => value) ?? []).sort()
  return { ...reading, hosts }
}

const indicator = (n: number): object => ({
  type: 'indicator',
  spec_version: '2.1',
  id: `indicator--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  created: '2024-01-01T00:00:00.000Z',
  modified: '2024-01-01T00:00:00.000Z',
  pattern: `[domain-name:value = '${hostOf(n)}']`,
  pattern_type: 'stix',
  valid_from: '2024-01-01T00:00:00.000Z',
})
const hostOf = (n: number): string => `h${n}.bad-place.example`
const hosts = (from: number, below: number): string[] =>
  Array.from({ length: below - from }, (_, n) => hostOf(from + n)).sort()
const time = (n: number): string => `2024-01-01T00:00:${String(n).padStart(2, '0')}.000000Z`

function send(response: ServerResponse, envelope: unknown, header: Record<string, string> = {}): void {
  response.writeHead(200, { 'Content-Type': MEDIA_TYPE, ...header })
  response.end(typeof envelope === 'string' ? envelope : JSON.stringify(envelope))
}

/** A server of 25 objects, ten to a page, as the specification has it. */
const withNext: Reply = (_request, response, url) => {
  const from = Number(url.searchParams.get('next') ?? '0')
  const objects = Array.from({ length: Math.min(10, 25 - from) }, (_, n) => indicator(from + n))
  send(
    response,
    { ...(from + 10 < 25 ? { more: true, next: String(from + 10) } : {}), objects },
    { 'X-TAXII-Date-Added-First': time(from), 'X-TAXII-Date-Added-Last': time(from + objects.length - 1) },
  )
}
const failing =
  (status: number, header: Record<string, string> = {}): Reply =>
  (_request, response) => {
    response.writeHead(status, { 'Content-Type': MEDIA_TYPE, ...header })
    response.end(JSON.stringify({ title: 'no', http_status: String(status) }))
  }

test('pages are followed by next, and the collection is asked for in the words of TAXII 2.1', async () => {
  reply = withNext
  const { why, hosts: found, changed } = await read()
  assert.equal(why, undefined)
  assert.deepEqual(found, hosts(0, 25))
  assert.ok(changed)
  assert.deepEqual(
    asked.map(({ url }) => url.search),
    ['', '?next=10', '?next=20'],
  )
  assert.ok(asked.every(({ accept }) => accept === MEDIA_TYPE))
  assert.equal((await read()).changed, false)
})

test('where only the time of the last object is told, the rest is asked for from there; what overlaps counts once', async () => {
  reply = (_request, response, url) => {
    const last = url.searchParams.get('added_after')
    // The last object again, as servers do that take "after" for "from".
    const from = last === null ? 0 : Number(last.slice(17, 19))
    const objects = Array.from({ length: Math.min(10, 25 - from) }, (_, n) => indicator(from + n))
    send(
      response,
      { more: from + 10 < 25, objects },
      { 'x-taxii-date-added-last': time(from + objects.length - 1) },
    )
  }
  const { why, set, hosts: found } = await read()
  assert.equal(why, undefined)
  assert.deepEqual(found, hosts(0, 25))
  assert.equal(set?.indicators.length, 25)
  assert.equal(asked[1]?.url.searchParams.get('added_after'), time(9))
})

test('a query of the subscription is kept on every page', async () => {
  await store.removeFeed(COLLECTION)
  await store.saveFeed({ location: `${COLLECTION}?match[type]=indicator&limit=10` })
  reply = withNext
  assert.equal((await read()).hosts.length, 25)
  assert.ok(asked.every(({ url }) => url.searchParams.get('match[type]') === 'indicator'))
})

test('an empty collection is no failure until it held something', async () => {
  reply = (_request, response) => send(response, {})
  const empty = await read()
  assert.deepEqual([empty.why, empty.hosts], [undefined, []])
  reply = withNext
  assert.equal((await read()).hosts.length, 25)
  reply = (_request, response) => send(response, {})
  const gone = await read()
  assert.match(gone.why ?? '', /no indicator any more/)
  assert.equal(gone.hosts.length, 25)
})

test('whatever the server answers later, the last good collection stays, and it is said why', async () => {
  reply = withNext
  await read()
  const page =
    (second: Reply): Reply =>
    (request, response, url) =>
      url.searchParams.has('next') ? second(request, response, url) : withNext(request, response, url)
  const cases: readonly (readonly [name: string, reply: Reply, why: RegExp])[] = [
    ['401', failing(401, { 'WWW-Authenticate': 'Basic' }), /without a key \(401\)/],
    ['403', failing(403), /without a key \(403\)/],
    ['404', failing(404), /does not have it.*404/],
    ['406', failing(406), /does not speak TAXII 2\.1.*406/],
    ['429', failing(429, { 'Retry-After': '120' }), /come back in 120 seconds \(429\)/],
    [
      '429 with a lie',
      failing(429, { 'Retry-After': 'Fri, 31 Dec 1999 23:59:59 GMT; rm' }),
      /come back later \(429\)/,
    ],
    ['503', failing(503), /come back later \(503\)/],
    ['500', failing(500), /answers 500/],
    ['302', failing(302, { Location: 'http://127.0.0.1/' }), /moved \(302\)/],
    ['HTML', (_q, response) => send(response, '<html>please sign in</html>'), /no TAXII 2\.1 envelope/],
    ['a list', (_q, response) => send(response, '[]'), /no TAXII 2\.1 envelope/],
    ['null', (_q, response) => send(response, 'null'), /no TAXII 2\.1 envelope/],
    ['objects that are none', (_q, response) => send(response, '{"objects":7}'), /no TAXII 2\.1 envelope/],
    ['noise', (_q, response) => send(response, '\0\xff'.repeat(5000)), /no TAXII 2\.1 envelope/],
    ['half a page', (_q, response) => send(response, '{"objects":[{"type":'), /no TAXII 2\.1 envelope/],
    [
      'other content',
      (_q, response) => send(response, { objects: [{ type: 'x' }, 7, null] }),
      /no indicator any more/,
    ],
    [
      'more without a way',
      (_q, response) => send(response, { more: true, objects: [] }),
      /not how to get it/,
    ],
    [
      'more with a bad time',
      (_q, response) => send(response, { more: true }, { 'X-TAXII-Date-Added-Last': 'yesterday&x=y' }),
      /not how to get it/,
    ],
    ['always the same page', (_q, response) => send(response, { more: true, next: 'a' }), /same page again/],
    [
      'always one more page',
      (_q, response, url) => send(response, { more: true, next: `${url.searchParams.get('next') ?? ''}a` }),
      /more than 200 pages/,
    ],
    ['an error on the second page', page(failing(500)), /answers 500 \(page 2\)/],
    ['garbage on the second page', page((_q, response) => send(response, 'x')), /envelope \(page 2\)/],
    ['a connection cut at once', (request) => void request.socket.destroy(), /./],
    [
      'a connection cut within the second page',
      page((_request, response) => {
        response.writeHead(200, { 'Content-Type': MEDIA_TYPE, 'Content-Length': '100000' })
        response.write('{"objects":[', () => response.socket?.destroy())
      }),
      /\(page 2\)/,
    ],
  ]
  for (const [name, given, words] of cases) {
    reply = given
    const reading = await read()
    assert.match(reading.why ?? '', words, name)
    assert.deepEqual(reading.hosts, hosts(0, 25), name)
    assert.equal(reading.changed, false, name)
    const [feed] = await store.feeds()
    assert.equal(feed?.failed?.why, reading.why, name)
    assert.doesNotMatch(reading.why ?? '', /[\p{Cc}\p{Cf}]/u, name)
  }
  reply = withNext
  const back = await read()
  assert.deepEqual([back.why, back.feed.failed, back.hosts.length], [undefined, undefined, 25])
})

test('a server that is gone, and one that speaks no HTTP', async () => {
  reply = withNext
  await read()
  const odd: TcpServer = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.end('220 mx.example.org ESMTP\r\n', () => socket.destroy())
  })
  await new Promise<void>((done) => odd.listen(0, '127.0.0.1', done))
  const oddPort = (odd.address() as AddressInfo).port
  for (const at of [oddPort, undefined]) {
    // Nothing listens any more on the port of a server that was closed.
    if (at === undefined) odd.close()
    const reading = await read(at ?? oddPort)
    assert.ok(reading.why, String(at))
    assert.deepEqual(reading.hosts, hosts(0, 25))
  }
})

test('nothing else was reached', () => {
  assert.deepEqual(refusedAttempts(), [])
})
