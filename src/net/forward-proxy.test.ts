import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { allowLoopback } from '../testing/deny-network.ts'
import { type Range, startRange } from '../testing/range/range.ts'
import { article, type RangeShape } from '../testing/range/shape.ts'
import { type ForwardProxy, openForwardProxy, type ProxyLimits } from './forward-proxy.ts'
import { carriedByFragment } from './fragment-state.ts'
import { proxyRequest } from './proxy-request.ts'
import { rateGate } from './request-rates.ts'

allowLoopback()

const shape: RangeShape = {
  id: 'proxied',
  why: 'requests through the proxy',
  exact: 'http',
  start: 'http://plain.example/a',
  names: {
    'inner.example': { kind: 'addresses', turns: [['127.0.0.1']] },
    'turning.example': { kind: 'addresses', turns: [['range'], ['127.0.0.1']] },
  },
  serve: {
    'http://plain.example/a': article('first'),
    'http://other.example/b': article('second'),
    'http://turning.example/c': article('third'),
  },
  http: { hops: [['http://plain.example/a']], end: 'landing' },
}
const clock = (): number => Date.now()
let range: Range
before(async () => {
  range = await startRange({ shapes: [shape] })
})
after(() => range.close())

async function withProxy(limits: ProxyLimits, use: (proxy: ForwardProxy) => Promise<void>): Promise<void> {
  const proxy = await openForwardProxy({
    resolver: range.names,
    clock,
    gate: rateGate(clock, { perHost: 1_000, overall: 1_000 }),
    allowance: range.allowance,
    limits,
  })
  try {
    await use(proxy)
  } finally {
    await proxy.close()
  }
}

/** Sends pieces one after the other, each when something has come back; gives all that came until the end. */
async function talk(proxy: ForwardProxy, ...pieces: readonly string[]): Promise<string> {
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1')
  let said = ''
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    said += text
  })
  socket.on('error', () => undefined)
  for (const piece of pieces) {
    if (socket.destroyed) break
    socket.write(piece)
    await Promise.race([once(socket, 'data'), once(socket, 'close')])
    // The answer's body may come in a second piece.
    await new Promise((done) => setTimeout(done, 60))
  }
  socket.destroy()
  return said
}

const get = (url: string): string => `GET ${url} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n\r\n`

test('plain requests go on in origin form, one server after the other over one connection', () =>
  withProxy({}, async (proxy) => {
    range.reset()
    const said = await talk(proxy, get('http://plain.example/a'), get('http://other.example/b'))
    assert.match(said, /first[\s\S]*HTTP\/1\.1 200[\s\S]*second/)
    assert.deepEqual(range.requests, ['GET http://plain.example/a', 'GET http://other.example/b'])
    assert.deepEqual(
      proxy.records.map(({ kind, host, port, outcome }) => [kind, host, port, outcome]),
      [
        ['request', 'plain.example', 80, 'passed'],
        ['request', 'other.example', 80, 'passed'],
      ],
    )
    assert.match(proxy.records[0]?.address ?? '', /^127\.77\./)
    assert.ok(proxy.lookups.length >= 2 && proxy.received() > 500)
  }))

test('a connection serves many requests, also one whose head comes in pieces', () =>
  withProxy({}, async (proxy) => {
    range.reset()
    const warnings: string[] = []
    const note = (warning: Error): void => void warnings.push(warning.message)
    process.on('warning', note)
    const urls = Array.from({ length: 14 }, (_, index) =>
      index % 2 === 0 ? 'http://plain.example/a' : 'http://other.example/b',
    )
    const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1')
    let said = ''
    socket.on('data', (bytes) => {
      said += bytes.toString('latin1')
    })
    for (const [index, url] of urls.entries()) {
      socket.write(get(url).slice(0, 20))
      await new Promise((done) => setTimeout(done, 5))
      socket.write(get(url).slice(20))
      while (!/<\/html>\s*$/.test(said) || said.split('HTTP/1.1 200').length - 1 <= index)
        await once(socket, 'data')
    }
    socket.destroy()
    process.off('warning', note)
    assert.equal(said.split('HTTP/1.1 200').length - 1, urls.length)
    assert.deepEqual(
      range.requests,
      urls.map((url) => `GET ${url}`),
    )
    assert.deepEqual(warnings, [])
  }))

test('what the address rules forbid is not connected to, by tunnel or request, in any spelling', () =>
  withProxy({}, async (proxy) => {
    const { port } = range.canary
    for (const host of [
      '127.0.0.1',
      '0x7f.1',
      '2130706433',
      '[::1]',
      '[::ffff:7f00:1]',
      'inner.example',
      'localhost',
    ]) {
      const tunnel = await talk(proxy, `CONNECT ${host}:${port} HTTP/1.1\r\nHost: x\r\n\r\n`)
      assert.match(tunnel, /^HTTP\/1\.1 403/, host)
      assert.equal(await talk(proxy, get(`http://${host}:${port}/`)), '', host)
    }
    assert.deepEqual(range.canary.seen, [])
    assert.equal(proxy.records.length, 14)
    for (const { outcome, kind, detail } of proxy.records) {
      assert.equal(outcome, 'refused-address')
      assert.ok((kind === 'tunnel' || kind === 'request') && detail)
    }
  }))

test('a name is resolved once: what was checked is what is connected to', () =>
  withProxy({}, async (proxy) => {
    range.reset()
    for (let i = 0; i < 3; i++) assert.match(await talk(proxy, get('http://turning.example/c')), /third/)
    assert.equal(range.names.asked.filter((one) => one === 'A turning.example').length, 1)
  }))

test('bytes and connections are counted', async () => {
  await withProxy({ bytes: 300 }, async (proxy) => {
    await talk(proxy, get('http://plain.example/a'))
    assert.equal(await talk(proxy, get('http://plain.example/a')), '')
    assert.equal(proxy.records.at(-1)?.outcome, 'size-limit')
  })
  await withProxy({ connections: 1 }, async (proxy) => {
    assert.match(await talk(proxy, get('http://plain.example/a')), /first/)
    assert.equal(await talk(proxy, get('http://plain.example/a')), '')
    assert.equal(proxy.records.at(-1)?.outcome, 'rate-limit')
  })
})

test('a request is read whole, and one that hides where the next begins is not', () => {
  assert.equal(proxyRequest(Buffer.from('GET http://a.example/ HTTP/1.1\r\nHost')), undefined)
  const post = proxyRequest(
    Buffer.from(
      'POST http://a.example?x HTTP/1.1\r\nHost: a.example\r\nProxy-Connection: keep-alive\r\nContent-Length: 3\r\n\r\nabcGET',
    ),
  )
  assert.ok(post?.kind === 'request')
  assert.equal(post.length, 3)
  assert.equal(post.rest.toString(), 'abcGET')
  assert.match(
    post.head.toString(),
    /^POST \/.* HTTP\/1\.1\r\nHost: a\.example\r\nConnection: keep-alive\r\n/,
  )
  assert.ok(!post.head.toString().includes('Proxy'))
  for (const text of [
    'GET http://a.example/ HTTP/1.0\r\n\r\n',
    'GET ftp://a.example/ HTTP/1.1\r\n\r\n',
    'GET /a HTTP/1.1\r\n\r\n',
    'CONNECT a.example:443/x HTTP/1.1\r\n\r\n',
    'CONNECT u@a.example:443 HTTP/1.1\r\n\r\n',
    'POST http://a.example/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n',
    'POST http://a.example/ HTTP/1.1\r\nContent-Length: 1, 2\r\n\r\n',
  ])
    assert.deepEqual(proxyRequest(Buffer.from(text)), { kind: 'unreadable' }, text)
})

test('the next URL is found in a fragment, plain and coded', () => {
  const next = 'https://landing.example/article'
  const carriers = [
    next,
    `to=${encodeURIComponent(next)}&x=1`,
    Buffer.from(next).toString('base64'),
    Buffer.from(next).toString('base64url'),
    Buffer.from(next).toString('hex'),
    [...next].reverse().join(''),
  ]
  for (const fragment of carriers)
    assert.ok(carriedByFragment(`https://go.example/#${fragment}`, next), fragment)
  for (const from of [
    'https://go.example/',
    'https://go.example/#top',
    'https://go.example/#%E0%A4%A',
    'nothing',
  ])
    assert.ok(!carriedByFragment(from, next), from)
})
