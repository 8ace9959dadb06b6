import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { Script } from 'node:vm'
import { CHAIN_ENDS, EDGE_KINDS, HOP_ROLES } from '../../model/redirect-chain.ts'
import { certificateAuthority } from './certificate-authority.ts'
import { SHAPES } from './shapes.ts'

test('holds enough shapes, each with a name and a purpose of its own', () => {
  assert.ok(SHAPES.length >= 60)
  assert.equal(new Set(SHAPES.map(({ id }) => id)).size, SHAPES.length)
  for (const { id, why } of SHAPES) {
    assert.match(id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    assert.ok(why.length > 5, id)
  }
})

test('no two shapes want different answers from one URL', () => {
  const said = new Map<string, string>()
  for (const { id, serve } of SHAPES)
    for (const [url, reply] of Object.entries(serve)) {
      const text = JSON.stringify(reply)
      assert.equal(said.get(url) ?? text, text, `${id}: ${url}`)
      said.set(url, text)
    }
})

test('every kind of edge and every end that needs no wrapper is among what is expected', () => {
  const chains = SHAPES.flatMap(({ http, browser }) => (browser === undefined ? [http] : [http, browser]))
  const edges = new Set(chains.flatMap(({ hops }) => hops.map(([, edge]) => edge)))
  // Wrappers are read offline; a press is an end here.
  for (const kind of EDGE_KINDS)
    if (kind !== 'wrapper' && kind !== 'user-action') assert.ok(edges.has(kind), kind)
  const ends = new Set(chains.map(({ end }) => end))
  const elsewhere = new Set(['offline', 'opaque-wrapper', 'rate-limit', 'not-replayed'])
  for (const end of CHAIN_ENDS) if (!elsewhere.has(end)) assert.ok(ends.has(end), end)
  const roles = new Set(chains.flatMap(({ hops }) => hops.map(([, , role]) => role)))
  for (const role of HOP_ROLES) if (role !== 'identity') assert.ok(roles.has(role), role)
})

test('the scripts of pages are scripts', () => {
  let count = 0
  for (const { id, serve } of SHAPES.filter(({ exact }) => exact === 'browser'))
    for (const reply of Object.values(serve)) {
      if (reply.kind !== 'answer') continue
      const type = reply.header.find(([name]) => name === 'Content-Type')?.[1] ?? ''
      const codes = type.startsWith('text/javascript')
        ? [reply.body]
        : [...reply.body.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '')
      for (const code of codes) {
        assert.doesNotThrow(() => new Script(code), id)
        count++
      }
    }
  assert.ok(count >= 20, `${count}`)
})

test('expected chains begin with the link and have an edge at every other hop', () => {
  for (const { id, start, http, browser } of SHAPES)
    for (const { hops } of browser === undefined ? [http] : [http, browser]) {
      assert.equal(hops[0]?.[0], start, id)
      assert.equal(hops[0]?.[1], undefined, id)
      for (const [, edge] of hops.slice(1)) assert.ok(edge !== undefined, id)
    }
})

test('certificates are what they are asked to be', () => {
  const now = Date.UTC(2049, 11, 31, 23)
  const authority = certificateAuthority(now)
  const root = new X509Certificate(authority.cert)
  assert.ok(root.ca && root.verify(root.publicKey))
  const own = new X509Certificate(
    authority.issue({ names: ['a.test', 'b.test', '127.0.0.1'], from: now, to: now + 1e9 }).cert,
  )
  assert.ok(own.verify(root.publicKey) && own.checkIssued(root) && !own.ca)
  assert.equal(own.checkHost('b.test'), 'b.test')
  assert.equal(own.checkIP('127.0.0.1'), '127.0.0.1')
  assert.equal(own.checkHost('c.test'), undefined)
  // one in UTCTime, the other in GeneralizedTime
  assert.equal(Date.parse(own.validFrom), now)
  assert.equal(Date.parse(own.validTo), now + 1e9)
  const lone = new X509Certificate(authority.selfSigned({ names: ['a.test'], from: now, to: now + 1 }).cert)
  assert.ok(lone.verify(lone.publicKey) && !lone.verify(root.publicKey))
})
