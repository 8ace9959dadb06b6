import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FetchAnswer, FetchRequest } from '../model/fetch.ts'
import type { Fetcher } from '../model/ports.ts'
import { liveDomainFacts, rdapBootstrap, recordingDomainFacts, replayDomainFacts } from './domain-facts.ts'
import { zoneOf, zoneResolver } from './zone-resolver.ts'

const clock = (): number => 1_795_000_000_000
const resolver = zoneResolver(zoneOf({ 'shop.test': { A: ['192.0.2.1'], NS: ['ns.shop.test'] } }, 'test'), 7)
const bootstrap = rdapBootstrap({
  publication: '2026-01-01T00:00:00Z',
  services: [
    [
      ['test', 'EXAMPLE'],
      ['http://plain.test/', 'https://rdap.registry.test/v1'],
    ],
    [['odd'], ['http://plain.test/']],
    'nonsense',
    [['x'], 5],
  ],
})

const ANSWER = {
  objectClassName: 'domain',
  events: [
    { eventAction: 'registration', eventDate: '2026-10-01T10:00:00Z' },
    { eventAction: 'expiration', eventDate: 'soon' },
    5,
  ],
  entities: [
    {
      roles: ['registrar'],
      vcardArray: [
        'vcard',
        [
          ['version', {}, 'text', '4.0'],
          ['fn', {}, 'text', 'Names Ltd'],
        ],
      ],
    },
  ],
}

interface Said {
  readonly status?: number
  readonly location?: string
  readonly body?: unknown
  readonly trouble?: FetchAnswer['trouble']
}

function fetcherSaying(said: Readonly<Record<string, Said>>, asked: FetchRequest[] = []): Fetcher {
  return {
    exchange: async (request) => {
      asked.push(request)
      const { status, location, body, trouble } = said[request.url] ?? { status: 404 }
      return {
        exchange: {
          time: 1,
          duration: 1,
          method: 'GET',
          protocol: 'http/1.1',
          requestHeader: request.header,
          responseHeader: location === undefined ? [] : [['Location', location]],
          ...(status === undefined ? {} : { status }),
          ...(trouble === undefined ? {} : { error: trouble.detail }),
          certificate: { subject: 's', issuer: 'i', validFrom: 5, validTo: 9, sha256: 'ab'.repeat(32) },
        },
        body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? null)),
        lookups: [],
        ...(trouble === undefined ? {} : { trouble }),
      }
    },
  }
}

const FIRST = 'https://rdap.registry.test/v1/domain/shop.test'
const source = (said: Readonly<Record<string, Said>>, asked?: FetchRequest[], askServer = false) => {
  assert.ok(bootstrap)
  return liveDomainFacts({
    fetcher: fetcherSaying(said, asked),
    resolver,
    clock,
    bootstrap: async () => bootstrap,
    askServer,
  })
}

test('reads the age, the registrar, the certificate and the DNS', async () => {
  const asked: FetchRequest[] = []
  const facts = await source(
    { [FIRST]: { status: 200, body: ANSWER }, 'https://shop.test/': { status: 200 } },
    asked,
    true,
  ).domainFacts('Shop.Test.')
  assert.deepEqual(facts.registered, {
    status: 'known',
    time: Date.UTC(2026, 9, 1, 10),
    from: 'rdap rdap.registry.test',
  })
  assert.equal(facts.expires.status, 'unknown')
  assert.equal(facts.registrar, 'Names Ltd')
  assert.deepEqual(facts.certificate, { status: 'known', time: 5, from: `certificate ${'ab'.repeat(8)}` })
  assert.deepEqual(
    facts.lookups.map(({ id, status }) => `${id} ${status}`),
    [
      'dns:A:shop.test answer',
      'dns:AAAA:shop.test unknown',
      'dns:NS:shop.test answer',
      'dns:MX:shop.test unknown',
    ],
  )
  assert.deepEqual(asked.map(({ url }) => url).sort(), [FIRST, 'https://shop.test/'].sort())
})

test('asks the server itself only when told to', async () => {
  const asked: FetchRequest[] = []
  const facts = await source({ [FIRST]: { status: 200, body: ANSWER } }, asked).domainFacts('shop.test')
  assert.deepEqual(facts.certificate, { status: 'unknown', why: 'not asked' })
  assert.equal(asked.length, 1)
})

test('follows a registry that sends on, but not without encryption or end', async () => {
  const other = 'https://rdap.other.test/domain/shop.test'
  const found = await source({
    [FIRST]: { status: 302, location: other },
    [other]: { status: 200, body: ANSWER },
  }).domainFacts('shop.test')
  assert.equal(found.registered.status, 'known')
  for (const location of ['http://rdap.other.test/', FIRST])
    assert.equal(
      (await source({ [FIRST]: { status: 302, location } }).domainFacts('shop.test')).registered.status,
      'unknown',
    )
})

test('what cannot be found out is unknown, what is not registered absent', async () => {
  const status = async (said: Said, domain = 'shop.test') =>
    (await source({ [FIRST]: said }).domainFacts(domain)).registered.status
  assert.equal(await status({ status: 404 }), 'absent')
  assert.equal(await status({ status: 429 }), 'unknown')
  assert.equal(await status({ status: 200, body: 'no json' }), 'unknown')
  assert.equal(await status({ status: 200, body: { objectClassName: 'nameserver' } }), 'unknown')
  assert.equal(
    await status({ status: 200, body: { objectClassName: 'domain', events: 5, entities: [null] } }),
    'unknown',
  )
  assert.equal(await status({ trouble: { end: 'time-limit', detail: 'late' } }), 'unknown')
  assert.equal(await status({ status: 200 }, 'x.odd'), 'unknown')
  assert.equal(await status({ status: 200 }, 'x.nowhere'), 'unknown')
  assert.equal(rdapBootstrap('x'), undefined)
})

test('recorded facts are replayed; others are unknown', async () => {
  const recording = recordingDomainFacts(source({ [FIRST]: { status: 200, body: ANSWER } }))
  const live = await recording.domainFacts('shop.test')
  const kept = JSON.parse(JSON.stringify(recording.recorded())) as ReturnType<typeof recording.recorded>
  const replay = replayDomainFacts(kept, clock)
  assert.deepEqual(await replay.domainFacts('SHOP.test'), live)
  assert.deepEqual((await replay.domainFacts('other.test')).registered, {
    status: 'unknown',
    why: 'not recorded',
  })
})
