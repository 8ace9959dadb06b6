import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, it } from 'node:test'
import { zstdCompressSync } from 'node:zlib'

// @ts-expect-error plain JavaScript without declarations
import { refreshedLists as untyped } from '../scripts/refresh-lists.js'

type Lists = ReadonlyMap<string, string>
const refreshedLists = untyped as (folder: string, date: string, now: Lists) => Lists

const LISTS =
  'gateways identity-providers trackers link-pages shorteners dynamic-dns free-hosts couriers'.split(' ')
const own = (...lines: string[]): string =>
  `# What it holds.\n\n# source: Counterfoil\n# date: 2026-01-01\n# licence: Apache-2.0\n${lines.map((line) => `${line}\n`).join('')}`
const now = new Map([
  ...LISTS.map((list) => [list, own(`own-${list}.test`)] as const),
  ['shorteners', own('s.test', '# Kept out.', '-everybody.test')] as const,
])

let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'lists-'))
  mkdirSync(join(folder, 'sublime'))
  mkdirSync(join(folder, 'misp-warninglists'))
  const put = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text)
  for (const name of [
    'bulk_mailer_url_root_domains',
    'social_landing_hosts',
    'free_subdomain_hosts',
    'free_file_hosts',
    'self_service_creation_platform_domains',
  ])
    put(`sublime/${name}.txt`, '')
  put(
    'sublime/url_shorteners.txt',
    'z.test\nS.TEST\neverybody.test\nx.own-couriers.test\nnot a host\na.test\n',
  )
  put('misp-warninglists/link-in-bio.json', '{"list":[]}')
  put('misp-warninglists/url-shortener.json', '{"list":["a.test"]}')
  put('misp-warninglists/lots-project.json', '{"list":[".sites.test","files.test"]}')
  put(
    'misp-warninglists/dynamic-dns.json.zst',
    zstdCompressSync(Buffer.from('{"list":[".duckdns.org",".somebody.test"]}')),
  )
})
after(() => rmSync(folder, { recursive: true }))

it('takes sources over, once each, without what our own entries hold or keep out', () => {
  const lists = refreshedLists(folder, '2026-02-02', now)
  assert.equal(
    lists.get('shorteners'),
    `${own('s.test', '# Kept out.', '-everybody.test')}
# source: MISP warninglists
# date: 2026-02-02
# licence: CC0-1.0
a.test

# source: Sublime Security static-files
# date: 2026-02-02
# licence: MIT
z.test
`,
  )
  assert.equal(lists.get('gateways'), own('own-gateways.test'))
})
it('takes sites of customers with a dot, and of dynamic DNS only zones of providers', () => {
  const lists = refreshedLists(folder, '2026-02-02', now)
  assert.match(lists.get('free-hosts') ?? '', /^\.sites\.test$/m)
  assert.match(lists.get('couriers') ?? '', /^files\.test$/m)
  assert.match(lists.get('dynamic-dns') ?? '', /^\.duckdns\.org$/m)
  assert.doesNotMatch(lists.get('dynamic-dns') ?? '', /somebody/)
})
it('changes nothing the second time, not even the date', () => {
  const once = refreshedLists(folder, '2026-02-02', now)
  assert.deepEqual(refreshedLists(folder, '2026-03-03', once), once)
})
it('is what the lists of the repository came from: their own sections stand first', () => {
  for (const list of LISTS) {
    const text = readFileSync(new URL(`../lists/${list}.txt`, import.meta.url), 'utf8')
    assert.match(text, /^(?:# .*\n)+\n# source: Counterfoil\n/, list)
  }
})
