import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { FetchAnswer, FetchLimits } from '../model/fetch.ts'
import { allowLoopback } from '../testing/deny-network.ts'
import { certificateAuthority } from '../testing/range/certificate-authority.ts'
import { CLIENT_PROFILES, clientProfile } from './client-profiles.ts'
import { guardedFetcher } from './guarded-fetcher.ts'
import { zoneOf, zoneResolver } from './zone-resolver.ts'

allowLoopback()

const now = Date.now()
const authority = certificateAuthority(now)
const seen: string[][] = []
let settings: unknown
let server: Http2SecureServer
let fetcher: ReturnType<typeof guardedFetcher>

const REPLIES: Readonly<Record<string, (stream: ServerHttp2Stream) => void>> = {
  '/moved': (stream) => {
    stream.respond({ ':status': 302, location: 'https://hop.example/x', 'set-cookie': ['a=1', 'b=2'] })
    stream.end()
  },
  '/page?q=1': (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'text/html', 'content-encoding': 'gzip' })
    stream.end(gzipSync('<p>hello'))
  },
  '/endless': (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'text/html' })
    const pour = (): void => {
      while (!stream.destroyed && stream.write(Buffer.alloc(16_384)));
    }
    stream.on('drain', pour)
    pour()
  },
  '/silent': () => undefined,
  '/reset': (stream) => stream.close(2),
  '/gone': (stream) => stream.session?.destroy(),
  '/cut': (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'text/html' })
    stream.write('<p>part', () => stream.close(2))
  },
}

before(async () => {
  const identity = authority.issue({ names: ['go.example'], from: now - 1e6, to: now + 1e8 })
  server = createSecureServer({ ...identity, allowHTTP1: true })
  server.on('request', (request, response) => {
    // HTTP/1.1 only; HTTP/2 arrives as streams
    if (request.httpVersionMajor === 1) response.end('one')
  })
  server.on('session', (session) => {
    session.on('error', () => undefined)
    session.once('remoteSettings', (remote) => {
      settings = remote
    })
  })
  server.on('stream', (stream, header, _flags, raw?: unknown) => {
    stream.on('error', () => undefined)
    if (Array.isArray(raw)) seen.push(raw.map(String))
    REPLIES[header[':path'] ?? '']?.(stream)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  fetcher = guardedFetcher({
    resolver: zoneResolver(zoneOf({ 'go.example': { A: ['127.77.0.1'], AAAA: null } }, 'test'), 0),
    clock: Date.now,
    allowance: {
      kind: 'test-range',
      reach: () => ({ address: '127.0.0.1', port }),
      authorities: [authority.cert],
    },
  })
})
after(() => {
  server.close()
})

async function ask(
  path: string,
  id: string = 'chrome-windows',
  limits: FetchLimits = {},
): Promise<FetchAnswer> {
  const url = new URL(`https://go.example${path}`)
  const header = clientProfile(id)?.header({ url, method: 'GET', site: 'none', cookie: 'k=v' }) ?? []
  return fetcher.exchange({ url: url.href, method: 'GET', header, profile: id, limits })
}

test('reads answers as over HTTP/1.1', async () => {
  const moved = await ask('/moved')
  assert.equal(moved.exchange.protocol, 'h2')
  assert.equal(moved.exchange.status, 302)
  assert.deepEqual(
    moved.exchange.responseHeader.filter(([name]) => name !== 'date'),
    [
      ['location', 'https://hop.example/x'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ],
  )
  const page = await ask('/page?q=1')
  assert.equal(Buffer.from(page.body).toString(), '<p>hello')
  assert.equal(page.trouble, undefined)
})

test('shows the pseudo-headers, fields and settings of the client', async () => {
  seen.length = 0
  for (const id of ['chrome-windows', 'safari-iphone', 'curl']) {
    const { exchange } = await ask('/moved', id)
    assert.equal(exchange.protocol, 'h2', id)
    const raw = seen.pop() ?? []
    const names = raw.filter((_, index) => index % 2 === 0)
    const profile = clientProfile(id)
    assert.deepEqual(names.slice(0, 4), profile?.http2?.pseudoHeaders, id)
    const fields = exchange.requestHeader
      .map(([name]) => name.toLowerCase())
      .filter((name) => name !== 'host' && name !== 'connection')
    const priority = profile?.http2?.priority === undefined ? [] : ['priority']
    assert.deepEqual(names.slice(4), [...fields, ...priority], id)
    const { initialWindowSize } = settings as { initialWindowSize: number }
    assert.equal(initialWindowSize, profile?.http2?.settings.initialWindowSize, id)
  }
})

test('clients that do not offer it are spoken to in HTTP/1.1', async () => {
  const { exchange, body } = await ask('/moved', 'outlook-windows')
  assert.equal(exchange.protocol, 'http/1.1')
  assert.equal(Buffer.from(body).toString(), 'one')
  for (const { id, tls, http2 } of CLIENT_PROFILES)
    assert.equal(tls.alpn.includes('h2'), http2 !== undefined, id)
})

test('every way of not answering is told', async () => {
  const end = async (path: string, limits?: FetchLimits) =>
    (await ask(path, 'chrome-windows', limits)).trouble?.end
  assert.equal(await end('/endless', { bodyBytes: 100_000 }), 'size-limit')
  assert.equal(await end('/silent', { firstByteTime: 200 }), 'time-limit')
  assert.equal(await end('/silent', { hopTime: 300 }), 'time-limit')
  assert.equal(await end('/reset'), 'network-error')
  assert.equal(await end('/gone'), 'network-error')
  const cut = await ask('/cut')
  assert.equal(Buffer.from(cut.body).toString(), '<p>part')
})
