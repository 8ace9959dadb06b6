import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CONTRACT_ZONE, resolverContract, UNANSWERED } from '../testing/resolver-contract.ts'
import { type DnsBackend, dnsResolver } from './dns-resolver.ts'

function dnsError(code: string): Error {
  return Object.assign(new Error(code), { code })
}

/** Answers as `node:dns` does. */
function backend(log: string[] = []): DnsBackend {
  return {
    resolve: async (name, type) => {
      log.push(`${type} ${name}`)
      await new Promise((done) => setImmediate(done))
      if (name === UNANSWERED) throw dnsError('ESERVFAIL')
      const records = CONTRACT_ZONE[name]
      if (records === undefined || records === null) throw dnsError('ENOTFOUND')
      const found = records[type]
      if (found === undefined || found === null) throw dnsError('ENODATA')
      // TXT comes in strings of at most 255 bytes
      return type === 'TXT' ? (found as string[]).map((text) => [text.slice(0, 3), text.slice(3)]) : found
    },
  }
}

resolverContract('dns resolver', () => dnsResolver({ clock: () => 1_700_000_000_000, backend: backend() }))

test('one question at a time for a name, then the kept answer', async () => {
  const log: string[] = []
  const resolver = dnsResolver({ clock: () => 1, backend: backend(log) })
  await Promise.all(Array.from({ length: 50 }, () => resolver.resolve('text.example.test', 'TXT')))
  await resolver.resolve('Text.Example.test.', 'TXT')
  await resolver.resolve('absent.example.test', 'TXT')
  await resolver.resolve('absent.example.test', 'TXT')
  assert.deepEqual(log, ['TXT text.example.test', 'TXT absent.example.test'])
})

test('failures are tried again, and asked again after a minute', async () => {
  const log: string[] = []
  let now = 0
  const resolver = dnsResolver({ clock: () => now, tries: 3, backend: backend(log) })
  const lookup = await resolver.resolve(UNANSWERED, 'TXT')
  assert.equal(lookup.error, 'ESERVFAIL')
  assert.equal(log.length, 3)
  now = 30_000
  await resolver.resolve(UNANSWERED, 'TXT')
  assert.equal(log.length, 3)
  now = 61_000
  await resolver.resolve(UNANSWERED, 'TXT')
  assert.equal(log.length, 6)
})

test('the cache is bounded, the answer used last stays', async () => {
  const log: string[] = []
  const resolver = dnsResolver({ clock: () => 1, cacheSize: 2, backend: backend(log) })
  const ask = async (name: string): Promise<void> =>
    void (await resolver.resolve(`${name}.example.test`, 'TXT'))
  await ask('a')
  await ask('b')
  await ask('a')
  await ask('c')
  await ask('a')
  await ask('b')
  assert.deepEqual(
    log.map((line) => line.split(/[ .]/)[1]),
    ['a', 'b', 'c', 'b'],
  )
})

test('a backend that never answers is unknown after the timeout', async () => {
  const resolver = dnsResolver({
    clock: () => 1,
    timeout: 5,
    tries: 2,
    backend: { resolve: () => new Promise(() => undefined) },
  })
  const lookup = await resolver.resolve('text.example.test', 'TXT')
  assert.equal(lookup.status, 'unknown')
  assert.equal(lookup.error, 'ETIMEOUT')
})

test('answers of another form are unknown; names the DNS cannot hold are not asked', async () => {
  const log: string[] = []
  for (const odd of ['text', [5], [[5]], [{ exchange: 5 }], null]) {
    const resolver = dnsResolver({ clock: () => 1, backend: { resolve: async () => odd } })
    for (const type of ['TXT', 'MX', 'A'] as const)
      assert.equal(
        (await resolver.resolve('a.example.test', type)).status,
        'unknown',
        JSON.stringify([odd, type]),
      )
  }
  const resolver = dnsResolver({ clock: () => 1, backend: backend(log) })
  for (const name of ['', 'a..test', 'a b.test', `${'a'.repeat(64)}.test`, 'a.'.repeat(130)]) {
    const lookup = await resolver.resolve(name, 'TXT')
    assert.match(lookup.error ?? '', /^not a host name/)
  }
  assert.deepEqual(log, [])
})

test('no more than 64 questions are out at once', async () => {
  let out = 0
  let most = 0
  const resolver = dnsResolver({
    clock: () => 1,
    backend: {
      resolve: async () => {
        most = Math.max(most, ++out)
        await new Promise((done) => setImmediate(done))
        out--
        return [['x']]
      },
    },
  })
  await Promise.all(Array.from({ length: 500 }, (_, n) => resolver.resolve(`n${n}.example.test`, 'TXT')))
  assert.equal(most, 64)
})
