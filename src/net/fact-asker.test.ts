import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DomainFacts } from '../model/domain-facts.ts'
import { answeringFetcher, type MadeAnswer } from '../testing/answering-fetcher.ts'
import { BOOTSTRAP_URL, factAsker } from './fact-asker.ts'
import { zoneOf, zoneResolver } from './zone-resolver.ts'

const LIST = { services: [[['test'], ['https://rdap.registry.test/']]] }
const DOMAIN: MadeAnswer = {
  page: '{"objectClassName":"domain","events":[{"eventAction":"registration","eventDate":"2026-02-09T00:00:00Z"}]}',
}

function asker(answers: Readonly<Record<string, MadeAnswer>>) {
  const fetcher = answeringFetcher(answers)
  const kept: DomainFacts[] = []
  const { domainFacts } = factAsker({
    fetcher,
    resolver: zoneResolver(zoneOf({}, 'test'), 7),
    clock: () => 9,
    registryDomain: (domain) => (domain.endsWith('.pages.test') ? 'pages.test' : domain),
    keep: (facts) => kept.push(facts),
  })
  return { domainFacts, kept, requests: () => fetcher.requests.map(({ url }) => url) }
}

const answers = {
  [BOOTSTRAP_URL]: { page: JSON.stringify(LIST) },
  'https://rdap.registry.test/domain/a.test': DOMAIN,
  'https://rdap.registry.test/domain/b.test': DOMAIN,
}

test('asks for the list of registries once, and about each domain once', async () => {
  const { domainFacts, kept, requests } = asker(answers)
  const [a, again, b] = await Promise.all(['a.test', 'a.test', 'b.test'].map(domainFacts))
  assert.equal(a, again)
  assert.deepEqual([a?.registered.status, b?.registered.status], ['known', 'known'])
  assert.equal(kept.length, 2)
  assert.deepEqual(requests().sort(), Object.keys(answers).sort())
})

test('does not take the age of a provider for that of its customer, and asks no stranger about inner names', async () => {
  const { domainFacts, requests } = asker(answers)
  const { registered } = await domainFacts('shop.pages.test')
  assert.ok(registered.status === 'unknown' && /pages\.test gives away/.test(registered.why))
  const inner = await domainFacts('printer.local')
  assert.ok(inner.registered.status === 'unknown' && /not asked/.test(inner.registered.why))
  assert.deepEqual([inner.lookups, requests()], [[], []])
})

test('a list that cannot be had makes dates unknown, and says so', async () => {
  for (const [said, why] of [
    [{}, /could not be asked/],
    [{ [BOOTSTRAP_URL]: { to: 'https://elsewhere.test/' } }, /answered 302/],
    [{ [BOOTSTRAP_URL]: { page: 'no json' } }, /no list/],
  ] as const) {
    const { registered } = await asker(said).domainFacts('a.test')
    assert.ok(registered.status === 'unknown' && why.test(registered.why), JSON.stringify(registered))
  }
})

test('a mail of a thousand domains is not asked about without end', async () => {
  const { domainFacts, kept, requests } = asker(answers)
  for (let i = 0; i < 200; i++) await domainFacts(`d${i}.test`)
  assert.equal(kept.length, 200)
  assert.equal(requests().length, 101)
  const last = kept.at(-1)?.registered
  assert.ok(last?.status === 'unknown' && /limit of one run/.test(last.why))
})
