import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import fc from 'fast-check'
import type { RedirectChain } from '../model/redirect-chain.ts'
import { pageReader } from '../parse/links/page-leads.ts'
import { allowLoopback, refusedAttempts } from '../testing/deny-network.ts'
import { type Range, rangeDomain, rangeRole, startRange } from '../testing/range/range.ts'
import type { ExpectedChain, RangeShape } from '../testing/range/shape.ts'
import { SHAPES } from '../testing/range/shapes.ts'
import { CLIENT_PROFILES, chromeBrands } from './client-profiles.ts'
import { compareProfiles } from './compare-profiles.ts'
import { guardedFetcher } from './guarded-fetcher.ts'
import { type RecordedFetch, recordingFetcher, replayFetcher } from './recorded-fetches.ts'
import { openRecording, readRecording } from './recording.ts'
import { type TraceHttpOptions, traceHttp } from './trace-http.ts'

allowLoopback()

let range: Range
let folder: string
before(async () => {
  range = await startRange()
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-trace-'))
})
after(async () => {
  await range.close()
  await rm(folder, { recursive: true })
})

/** Time is the point of some shapes, which bring their own; a busy machine must not be taken for a slow server. */
const PATIENT = { connectTime: 60_000, firstByteTime: 60_000, hopTime: 90_000, chainTime: 110_000 } as const

const sites = { registeredDomain: rangeDomain, isPublicSuffix: (host: string) => !host.includes('.') }
const clock = (): number => Date.now()

function optionsFor(shape: RangeShape | undefined): TraceHttpOptions {
  return {
    fetcher: guardedFetcher({
      resolver: range.names,
      clock,
      allowance: range.allowance,
      rates: { perHost: 100_000, overall: 100_000 },
    }),
    clock,
    reader: pageReader,
    sites,
    roleOf: rangeRole,
    limits: { ...PATIENT, ...shape?.limits },
  }
}

/** What was found, in the form of what is expected: roles only where one is expected. */
function found(chain: RedirectChain, expected: ExpectedChain): ExpectedChain {
  return {
    hops: chain.hops.map((hop, index) => {
      const role = expected.hops[index]?.[2]
      return role === undefined ? [hop.url, hop.edge] : [hop.url, hop.edge, hop.role]
    }),
    end: chain.end,
  }
}

const padded = ({ hops, end }: ExpectedChain): ExpectedChain => ({
  hops: hops.map(([url, edge, role]) => (role === undefined ? [url, edge] : [url, edge, role])),
  end,
})

suite('shapes of the range', { concurrency: 8 }, () => {
  for (const { id, why } of SHAPES)
    test(`${id}: ${why}`, async () => {
      const shape = range.shapes.find((one) => one.id === id)
      assert.ok(shape)
      const options = optionsFor(shape)
      const recorded: RecordedFetch[] = []
      const recording = recordingFetcher(options.fetcher, (one) => recorded.push(one))
      const chain = await traceHttp(shape.start, { ...options, fetcher: recording })
      const said = chain.hops.map(({ exchange }) => exchange?.error ?? exchange?.status)
      assert.deepEqual(found(chain, shape.http), padded(shape.http), JSON.stringify(said))
      if (chain.hops[0]?.exchange?.protocol === 'none' && recorded.length === 0) return
      const file = join(folder, `${id}.ndjson`)
      await writeRecording(file, recorded)
      const replay = replayFetcher((await readRecording(file)).fetches, clock)
      const again = await traceHttp(shape.start, { ...options, fetcher: replay })
      assert.deepEqual(again, chain)
    })
})

async function writeRecording(file: string, recorded: readonly RecordedFetch[]): Promise<void> {
  const recording = await openRecording(file)
  for (const one of recorded) recording.add(one)
  await recording.close()
}

test('a replay has no answer to what was not recorded', async () => {
  const options = { ...optionsFor(undefined), fetcher: replayFetcher([], clock) }
  const chain = await traceHttp('https://go.example/status-302', options)
  assert.equal(chain.end, 'not-replayed')
  assert.equal(chain.hops.length, 1)
})

test('links that do something are not opened, neither first nor on the way', async () => {
  const link = 'https://hop.example/account/reset-password?t=1'
  const before = range.requests.length
  const chain = await traceHttp(link, optionsFor(undefined))
  assert.equal(chain.end, 'one-time-link')
  assert.equal(range.requests.length, before)
  const opened = await traceHttp(link, { ...optionsFor(undefined), openAnyway: true })
  assert.equal(opened.end, 'landing')
  assert.equal(opened.hops[0]?.exchange?.status, 404)
})

test('bodies, certificates, addresses and lookups are handed over', async () => {
  const bodies = new Map<string, number>()
  const lookups: string[] = []
  const chain = await traceHttp('https://go.example/status-302', {
    ...optionsFor(undefined),
    keepBody: (sha256, body) => bodies.set(sha256, body.length),
    keepLookups: (found) => lookups.push(...found.map(({ id }) => id)),
  })
  const landing = chain.hops.at(-1)?.exchange
  assert.ok(landing?.body && bodies.get(landing.body.sha256) === landing.body.kept)
  assert.match(landing.address ?? '', /^127\.77\./)
  assert.match(landing.certificate?.issuer ?? '', /Test authority/)
  assert.equal(landing.certificate?.trouble, undefined)
  assert.deepEqual(lookups.sort(), [
    'dns:A:go.example',
    'dns:A:landing.example',
    'dns:AAAA:go.example',
    'dns:AAAA:landing.example',
  ])
})

test('a certificate with trouble is evidence all the same', async () => {
  const chain = await traceHttp('https://expired.example/x', optionsFor(undefined))
  const { certificate, status } = chain.hops[0]?.exchange ?? {}
  assert.equal(certificate?.trouble, 'CERT_HAS_EXPIRED')
  assert.ok((certificate?.validTo ?? Number.POSITIVE_INFINITY) < Date.now())
  assert.equal(status, undefined)
})

test('says where clients are led apart', async () => {
  const cloaked = await compareProfiles('https://go.example/cloak-user-agent', optionsFor(undefined))
  assert.equal(cloaked.diverges?.hop, 1)
  assert.equal(cloaked.diverges?.differs, 'host')
  assert.deepEqual(
    cloaked.diverges?.got.map(({ profile, url }) => [profile, url]),
    [
      ['chrome-windows', 'https://landing.example/article'],
      ['safari-iphone', 'https://decoy.example/news'],
      ['outlook-windows', 'https://decoy.example/news'],
      ['curl', 'https://decoy.example/news'],
    ],
  )
  const same = await compareProfiles('https://go.example/status-302', optionsFor(undefined))
  assert.equal(same.diverges, undefined)
  assert.equal(same.chains.length, CLIENT_PROFILES.length)
})

test('what a server sees has the order and case of the client', async () => {
  const seen: string[] = []
  const server = createServer((socket) => {
    socket.once('data', (data) => {
      seen.push(data.toString('latin1'))
      socket.end('HTTP/1.1 204 No Content\r\n\r\n')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const fetcher = guardedFetcher({
    resolver: range.names,
    clock,
    allowance: { kind: 'test-range', reach: () => ({ address: '127.0.0.1', port }), authorities: [] },
  })
  const url = new URL('http://go.example/a?b')
  for (const profile of CLIENT_PROFILES) {
    const header = profile.header({ url, method: 'GET', site: 'none', cookie: 'k=v' })
    await fetcher.exchange({ url: url.href, method: 'GET', header, profile: profile.id })
    const lines = header.map(([name, value]) => `${name}: ${value}\r\n`).join('')
    assert.equal(seen.pop(), `GET /a?b HTTP/1.1\r\n${lines}\r\n`)
  }
  await new Promise((done) => server.close(done))
})

test('any bytes a server sends are an answer or a trouble', async () => {
  let reply: Buffer = Buffer.alloc(0)
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(reply))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const fetcher = guardedFetcher({
    resolver: range.names,
    clock,
    allowance: { kind: 'test-range', reach: () => ({ address: '127.0.0.1', port }), authorities: [] },
    rates: { perHost: 1e9, overall: 1e9 },
  })
  const piece = fc.constantFrom(
    ...[
      'HTTP/1.1 200 OK\r\n',
      'HTTP/1.1 302 Found\r\n',
      'HTTP/1.1 100 Continue\r\n\r\n',
      'HTTP/9.9 999\r\n',
      '\r\n',
      '\n',
      '\0',
    ],
    ...[
      'Location: /x\r\n',
      'Location: //[\r\n',
      'Location:\r\n',
      'Refresh: 0;url=/y\r\n',
      'Set-Cookie: a=b; Domain=\r\n',
      ': x\r\n',
      ' x\r\n',
    ],
    ...[
      'Content-Length: 5\r\n',
      'Content-Length: -1\r\n',
      'Transfer-Encoding: chunked\r\n',
      'Content-Encoding: br\r\n',
      'Content-Encoding: zstd\r\n',
    ],
    ...[
      '5\r\nhello\r\n',
      '0\r\n\r\n',
      'fffffffffffffffff\r\n',
      '<meta http-equiv=refresh content="0;url=/z">',
      '\xff\xfe',
      'Content-Type: text/html\r\n',
    ],
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      reply = Buffer.from(pieces.join(''), 'latin1')
      const chain = await traceHttp('http://go.example/', {
        ...optionsFor(undefined),
        fetcher,
        limits: { ...PATIENT, hops: 4 },
      })
      assert.ok(chain.hops.length >= 1 && chain.hops.length <= 4)
    }),
    { numRuns: 400 },
  )
  await new Promise((done) => server.close(done))
})

test('brands of Chrome follow from its version', () => {
  assert.equal(chromeBrands(120), '"Not_A Brand";v="8", "Chromium";v="120", "Google Chrome";v="120"')
  assert.equal(chromeBrands(131), '"Google Chrome";v="131", "Chromium";v="131", "Not_A Brand";v="24"')
})

test('too many requests are waited for, then given up', async () => {
  const fetcher = guardedFetcher({
    resolver: range.names,
    clock,
    allowance: range.allowance,
    rates: { perHost: 3, overall: 100, patience: 0 },
  })
  const chain = await traceHttp('https://go.example/forty/0', { ...optionsFor(undefined), fetcher })
  assert.equal(chain.end, 'rate-limit')
  assert.equal(chain.hops.length, 4)
})

test('the whole chain has a time', async () => {
  const chain = await traceHttp('https://go.example/silent', {
    ...optionsFor(undefined),
    limits: { chainTime: 200 },
  })
  assert.equal(chain.end, 'time-limit')
  // Less than any limit of a single hop.
  assert.ok((chain.hops[0]?.exchange?.duration ?? 0) < 14_000)
})

test('stopping at any moment ends the chain, and nothing else', async () => {
  for (let wait = 0; wait < 40; wait++) {
    const stop = new AbortController()
    const chain = traceHttp('https://go.example/forty/0', { ...optionsFor(undefined), signal: stop.signal })
    await new Promise((done) => setTimeout(done, wait))
    stop.abort()
    const { end } = await chain
    assert.ok(end === 'time-limit' || end === 'landing', end)
  }
  const stopped = await traceHttp('https://go.example/status-302', {
    ...optionsFor(undefined),
    signal: AbortSignal.abort(),
  })
  assert.equal(stopped.end, 'time-limit')
})

test('a chain can be stopped from outside', async () => {
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 50)
  const chain = await traceHttp('https://go.example/silent', {
    ...optionsFor(undefined),
    signal: stop.signal,
  })
  assert.equal(chain.end, 'time-limit')
})

test('a form that the caller sends is a POST until a redirect makes it a GET', async () => {
  const first = { body: Buffer.from('t=1'), type: 'application/x-www-form-urlencoded' }
  const sent = await traceHttp('https://landing.example/form', { ...optionsFor(undefined), first })
  assert.equal(sent.hops[0]?.exchange?.status, 200)
  for (const [status, method] of [
    [302, 'GET'],
    [303, 'GET'],
    [307, 'POST'],
    [308, 'POST'],
  ] as const) {
    const chain = await traceHttp(`https://go.example/status-${status}`, { ...optionsFor(undefined), first })
    assert.deepEqual(
      chain.hops.map(({ exchange }) => exchange?.method),
      ['POST', method],
    )
  }
})

test('without the allowance no server of the range is reached', async () => {
  const before = range.requests.length
  const fetcher = guardedFetcher({ resolver: range.names, clock })
  const chain = await traceHttp('https://go.example/status-302', { ...optionsFor(undefined), fetcher })
  assert.equal(chain.end, 'refused-address')
  assert.equal(range.requests.length, before)
})

suite('the listener nobody may reach', () => {
  test('was not reached by any shape, and nothing else was tried', () => {
    assert.deepEqual(range.canary.seen, [])
    assert.deepEqual(
      refusedAttempts().filter((what) => !what.startsWith('fetch')),
      [],
    )
  })

  test('sees a connection when there is one', async () => {
    for (const host of ['127.0.0.1', '127.1.2.3'])
      await new Promise<void>((done, fail) => {
        const socket = connect(range.canary.port, host, () => socket.resume())
        socket.on('error', fail)
        socket.on('close', () => done())
      })
    assert.deepEqual(range.canary.seen, ['127.0.0.1 as 127.0.0.1', '127.1.2.3 as 127.1.2.3'])
  })
})
