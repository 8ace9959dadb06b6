import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HuntLimit } from '../../model/hunt.ts'
import type { Indicator, IndicatorType } from '../../model/indicator.ts'
import type { MessageRecord } from '../../model/record.ts'
import { linkHost } from '../../parse/links/link-host.ts'
import { hostKnowledge } from '../../pipeline/hunt.ts'
import { openSqliteStore } from '../../store/sqlite-store.ts'
import { plainRecord, save } from '../../testing/store-harness.ts'
import { sampleDigest, sampleLink } from '../../testing/store-samples.ts'
import { isDistinctivePath } from './distinctive-path.ts'
import { lookAlikesSeen } from './look-alikes.ts'
import { matchIndicators } from './match-indicators.ts'

const linking = (n: number, ...urls: readonly string[]): MessageRecord =>
  plainRecord(n, { links: urls.map((url) => sampleLink(url, { target: linkHost(new URL(url).hostname) })) })

/** `number of the mail: tier`, and the kinds of limits, of one indicator over these mails. */
async function hunted(
  records: readonly MessageRecord[],
  type: IndicatorType,
  value: string,
  more: Partial<Indicator> = {},
): Promise<{ readonly found: Record<string, string>; readonly limits: readonly string[] }> {
  const store = await openSqliteStore(':memory:')
  await save(store, records)
  const limits: HuntLimit[] = []
  const indicator: Indicator = {
    kind: 'indicator',
    id: 'one',
    type,
    value,
    wording: value,
    source: { name: 'test', format: 'list' },
    labels: [],
    ...more,
  }
  const numbers = new Map(Array.from({ length: 300 }, (_, n) => [sampleDigest(n), n]))
  const found: Record<string, string> = {}
  const options = {
    store,
    knowledge: hostKnowledge(),
    limits,
    async *readTexts() {
      yield* []
    },
  }
  for await (const { digest, tier } of matchIndicators([indicator], options)) {
    const n = String(numbers.get(digest))
    assert.ok(!(n in found), 'one sighting for each mail')
    found[n] = tier
  }
  await store.close()
  return { found, limits: limits.map(({ kind }) => kind) }
}

test('a URL is met as itself, by its path, its host, its domain: the closest counts', async () => {
  const records = [
    linking(1, 'https://login.bad-place.example/Gcollection/Ref9x'),
    linking(2, 'http://login.bad-place.example/Gcollection/Ref9x'),
    linking(3, 'https://elsewhere.example/Gcollection/Ref9x?a=b'),
    linking(4, 'https://login.bad-place.example/other'),
    linking(5, 'https://mail.bad-place.example/'),
    linking(6, 'https://bad-place.example.net/'),
  ]
  const { found } = await hunted(records, 'url', 'https://login.bad-place.example/Gcollection/Ref9x')
  assert.deepEqual(found, {
    1: 'exact-url',
    2: 'exact-url',
    3: 'path-token',
    4: 'host',
    5: 'registered-domain',
  })
})

test('what many customers share is never widened to', async () => {
  const records = [
    linking(1, 'https://evil-one.github.io/a'),
    linking(2, 'https://good-one.github.io/a'),
    linking(3, 'https://bit.ly/abc'),
    linking(4, 'https://bit.ly/other'),
  ]
  assert.deepEqual((await hunted(records, 'host', 'evil-one.github.io')).found, { 1: 'host' })
  assert.deepEqual(await hunted(records, 'url', 'https://bit.ly/abc'), {
    found: { 3: 'exact-url' },
    limits: ['shared-host'],
  })
  assert.deepEqual(await hunted(records, 'domain', 'github.io'), { found: {}, limits: ['shared-host'] })
})

test('a host that stands in much mail was not meant by a URL, and that is said', async () => {
  const many = Array.from({ length: 120 }, (_, n) => linking(n, 'https://www.daily-read.example/news'))
  const { found, limits } = await hunted(
    [...many, linking(200, 'https://www.daily-read.example/odd/Pl4n')],
    'url',
    'https://www.daily-read.example/odd/Pl4n',
  )
  assert.deepEqual(found, { 200: 'exact-url' })
  assert.ok(limits.includes('common-domain'))
})

test('a domain that looks like an indicator is a sighting when it is rare, and the genuine one when it is common', async () => {
  const rare = [linking(1, 'https://harborp0st.example/')]
  assert.deepEqual((await hunted(rare, 'domain', 'harborpost.example')).found, { 1: 'look-alike' })
  const common = Array.from({ length: 20 }, (_, n) => linking(n, 'https://www.harborpost.example/'))
  assert.deepEqual(await hunted(common, 'domain', 'harborp0st.example'), {
    found: {},
    limits: ['common-look-alike'],
  })
})

test('a STIX pattern is held against the mails that have its values', async () => {
  const records = [
    linking(1, 'https://one.example/a', 'https://two.example/'),
    linking(2, 'https://one.example/b'),
  ]
  const pattern = "[domain-name:value = 'one.example' AND url:value LIKE '%two.example/']"
  assert.deepEqual((await hunted(records, 'pattern', pattern, { pattern })).found, { 1: 'pattern' })
  assert.deepEqual((await hunted(records, 'pattern', '[x', { pattern: '[x' })).limits, ['not-searchable'])
})

test('a path is distinctive when somebody else would hardly have it', () => {
  for (const path of [
    '/Gcollection/Ref',
    '/a/b/c8f3a91e',
    '/kj3h4kjh',
    '/invoice-2291.iso',
    '/secret-plan/step',
  ])
    assert.equal(isDistinctivePath(path), true, path)
  for (const path of ['', '/', '/login', '/index.html', '/wp-admin/', '/docs/api', '/newsletter', '/a/b/c'])
    assert.equal(isDistinctivePath(path), false, path)
})

test('sightings whose bytes were not looked up say so, and so does the hunt', async () => {
  const url = 'https://login.bad-place.example/Gcollection/Ref9x'
  const store = await openSqliteStore(':memory:')
  const records = Array.from({ length: 14 }, (_, n) =>
    linking(n, ...Array<string>(n === 0 ? 5 : 1).fill(url)),
  )
  await save(store, records)
  const limits: HuntLimit[] = []
  const indicator = {
    kind: 'indicator',
    id: 'one',
    type: 'url',
    value: url,
    wording: url,
    labels: [],
  } as const
  const cuts: string[] = []
  const options = {
    store,
    knowledge: hostKnowledge(),
    limits,
    async *readTexts() {
      yield* []
    },
  }
  for await (const { cut, evidence, digest } of matchIndicators(
    [{ ...indicator, source: { name: 'test', format: 'list' } }],
    options,
  )) {
    cuts.push(cut ?? '')
    assert.equal(evidence.length, digest === sampleDigest(0) ? 3 : cut === undefined ? 1 : 0)
  }
  assert.deepEqual(cuts, [
    'more places of this mail hold it than are told',
    ...Array<string>(9).fill(''),
    ...Array<string>(4).fill('its bytes were not looked up'),
  ])
  assert.deepEqual(
    limits.map(({ kind }) => kind),
    ['evidence-not-read'],
  )
  assert.match(limits[0]?.detail ?? '', /^of 4 sightings/)
  await store.close()
})

test('domains that were not compared with those of indicators are said', async () => {
  const store = await openSqliteStore(':memory:')
  await save(store, [linking(1, 'https://a.example/', 'https://b.example/', 'https://bad-plaice.example/')])
  const indicator = { kind: 'indicator', id: 'one', type: 'domain', labels: [] } as const
  const value = 'bad-place.example'
  const all = [{ ...indicator, value, wording: value, source: { name: 'test', format: 'list' } as const }]
  const limits: HuntLimit[] = []
  for (const most of [1, 500_000])
    for await (const { domain } of lookAlikesSeen(all, store, hostKnowledge(), limits, most))
      assert.equal(domain, 'bad-plaice.example')
  assert.deepEqual(
    limits.map(({ kind }) => kind),
    ['look-alikes-not-read'],
  )
  await store.close()
})
