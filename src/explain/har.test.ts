import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RedirectChain } from '../model/redirect-chain.ts'
import { harOf } from './har.ts'

const chain: RedirectChain = {
  kind: 'redirect-chain',
  basis: 'http',
  profile: 'curl',
  end: 'refused-address',
  issues: [],
  hops: [
    {
      url: 'https://track.example/c?id=1&x=%C3%A4#f',
      role: 'tracker',
      because: [],
      exchange: {
        time: Date.UTC(2026, 10, 23, 12),
        duration: 30,
        method: 'GET',
        status: 302,
        protocol: 'http/1.1',
        address: '192.0.2.1',
        certificate: {
          subject: 's',
          issuer: 'i',
          validFrom: 0,
          validTo: 1,
          sha256: 'ff',
          trouble: 'CERT_HAS_EXPIRED',
        },
        requestHeader: [
          ['Host', 'track.example'],
          ['Cookie', 'a=1; b=2'],
        ],
        responseHeader: [
          ['Location', 'http://127.0.0.1/'],
          ['Set-Cookie', 'k=v; Path=/'],
        ],
        mediaType: 'text/html',
        body: { sha256: 'abcd', size: 5, kept: 5 },
      },
    },
    {
      url: 'http://127.0.0.1/',
      role: 'landing',
      because: [],
      edge: 'http',
      exchange: {
        time: Date.UTC(2026, 10, 23, 12) + 30,
        duration: 0,
        method: 'GET',
        protocol: 'none',
        requestHeader: [],
        responseHeader: [],
        error: '127.0.0.1 is loopback (RFC 1122)',
      },
    },
  ],
}

test('a chain is a page, a request that was made an entry', () => {
  const creator = { name: 'counterfoil', version: '0.1.0' }
  const { log } = harOf([chain], {
    creator,
    body: (sha256) => (sha256 === 'abcd' ? Buffer.from('hello') : undefined),
  })
  assert.equal(log.version, '1.2')
  assert.deepEqual(log.pages, [
    {
      startedDateTime: '2026-11-23T12:00:00.000Z',
      id: 'chain_1',
      title: 'https://track.example/c?id=1&x=%C3%A4#f',
      pageTimings: { onLoad: 30 },
      comment: 'end: refused-address; profile: curl',
    },
  ])
  assert.equal(log.entries.length, 1)
  const [entry] = log.entries
  assert.ok(entry)
  assert.deepEqual(entry.request.queryString, [
    { name: 'id', value: '1' },
    { name: 'x', value: 'ä' },
  ])
  assert.deepEqual(entry.request.cookies, [
    { name: 'a', value: '1' },
    { name: 'b', value: '2' },
  ])
  assert.deepEqual(entry.response.cookies, [{ name: 'k', value: 'v' }])
  assert.equal(entry.response.redirectURL, 'http://127.0.0.1/')
  assert.deepEqual(entry.response.content, {
    size: 5,
    mimeType: 'text/html',
    text: 'aGVsbG8=',
    encoding: 'base64',
    comment: 'sha256: abcd',
  })
  assert.equal(entry.serverIPAddress, '192.0.2.1')
  assert.equal(entry.comment, 'role: tracker; certificate: ff (CERT_HAS_EXPIRED)')
  assert.equal(entry.time, entry.timings.send + entry.timings.wait + entry.timings.receive)
})

test('has every field that HAR 1.2 asks for', () => {
  const { log } = harOf([chain], { creator: { name: 'x', version: '1' } })
  const entry = log.entries[0]
  assert.ok(entry)
  for (const field of ['startedDateTime', 'time', 'request', 'response', 'cache', 'timings'])
    assert.ok(field in entry, field)
  for (const field of [
    'method',
    'url',
    'httpVersion',
    'cookies',
    'headers',
    'queryString',
    'headersSize',
    'bodySize',
  ])
    assert.ok(field in entry.request, field)
  for (const field of [
    'status',
    'statusText',
    'httpVersion',
    'cookies',
    'headers',
    'content',
    'redirectURL',
    'headersSize',
    'bodySize',
  ])
    assert.ok(field in entry.response, field)
  assert.equal('text' in entry.response.content, false)
})

test('a chain without requests has a page and no entry', () => {
  const offline = {
    ...chain,
    basis: 'offline' as const,
    hops: [{ url: 'https://x.example/', role: 'landing' as const, because: [] }],
  }
  const { log } = harOf([offline], { creator: { name: 'x', version: '1' } })
  assert.equal(log.entries.length, 0)
  assert.equal(log.pages[0]?.pageTimings.onLoad, -1)
})
