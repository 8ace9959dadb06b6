import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { threadTime } from '../../testing/thread-time.ts'
import { hostRole } from './host-role.ts'
import { listedHosts, readLists } from './listed-hosts.ts'

const head = '# Some list.\n\n# source: Somebody\n# date: 2026-01-02\n# licence: CC0-1.0\n'
const hosts = readLists([
  [
    'couriers',
    'courier',
    `${head}portal.example/url\nportal.example/go/\nportal.example/url/deep\nfiles.portal.example\n`,
  ],
  ['shorteners', 'shortener', `${head}s.test\n-left.out.test\n# remark\n`],
  ['free-hosts', 'free-host', `${head}.free.test\n.portal.example\n`],
])
const entry = (url: string): string | undefined =>
  hostRole({ host: new URL(url).hostname }, url, hosts)?.entry

describe('hostRole', () => {
  it('meets a host and the names below it, by whole labels', () => {
    assert.equal(entry('https://s.test/x'), 's.test')
    assert.equal(entry('https://a.b.s.test/'), 's.test')
    assert.equal(entry('https://as.test/'), undefined)
    assert.equal(entry('https://s.test.example.org/'), undefined)
    assert.equal(entry('https://left.out.test/'), undefined)
  })
  it('takes an entry with a leading dot for the names below only', () => {
    assert.equal(entry('https://free.test/'), undefined)
    assert.equal(entry('https://somebody.free.test/'), '.free.test')
  })
  it('meets a path by whole segments, and the longest first', () => {
    assert.equal(entry('https://www.portal.example/url?q=x'), 'portal.example/url')
    assert.equal(entry('https://portal.example/url'), 'portal.example/url')
    assert.equal(entry('https://portal.example/url/deep/x'), 'portal.example/url/deep')
    assert.equal(entry('https://portal.example/urlaub'), undefined)
    assert.equal(entry('https://portal.example/go/away'), 'portal.example/go/')
    assert.equal(entry('https://portal.example/go'), undefined)
    assert.equal(entry('https://portal.example/'), undefined)
    assert.equal(entry('https://user@portal.example/url'), 'portal.example/url')
  })
  it('prefers the longest name, then the path, then the host', () => {
    assert.equal(entry('https://files.portal.example/url'), 'files.portal.example')
    assert.equal(entry('https://x.portal.example/url'), 'portal.example/url')
    assert.equal(entry('https://x.portal.example/other'), '.portal.example')
  })
  it('says which list, by whom and of when', () => {
    assert.deepEqual(hostRole({ host: 's.test' }, 'https://s.test/', hosts), {
      role: 'shortener',
      list: 'shorteners',
      entry: 's.test',
      source: 'Somebody',
      date: '2026-01-02',
    })
  })
  it('is not slowed by a name longer than the DNS allows', () => {
    const host = `${'a.'.repeat(500_000)}s.test`
    const start = threadTime()
    assert.equal(hostRole({ host }, `https://${host}/`, hosts)?.entry, 's.test')
    assert.equal(hostRole({ host: 'a'.repeat(1_000_000) }, '', hosts), undefined)
    assert.ok(threadTime() - start < 1_000)
  })
  it('knows the lists of the package', () => {
    const cases = [
      ['https://bit.ly/abc', 'shortener'],
      ['https://www.google.com/url?q=https://example.org', 'courier'],
      ['https://www.google.com/search?q=x', undefined],
      ['https://www.google.co.uk/url?q=x', 'courier'],
      ['https://eur01.safelinks.protection.outlook.com/?url=x', 'gateway'],
      ['https://urldefense.com/v3/__x', 'gateway'],
      ['https://x.us12.list-manage.com/track/click', 'tracker'],
      ['https://www.bing.com/ck/a?u=a1', 'courier'],
      ['https://www.bing.com/search', undefined],
      ['https://a-b.pages.dev/', 'free-host'],
      ['https://pages.dev/', undefined],
      ['https://a.duckdns.org/', 'dynamic-dns'],
      ['https://accounts.google.com/o/oauth2', 'identity'],
      ['https://linktr.ee/x', 'link-page'],
      ['https://github.com/x/y', undefined],
      ['https://www.youtube.com/watch?v=x', undefined],
      ['https://www.youtube.com/redirect?q=x', 'courier'],
      ['https://example.org/', undefined],
    ] as const
    for (const [url, role] of cases)
      assert.equal(hostRole({ host: new URL(url).hostname }, url)?.role, role, url)
  })
})

describe('the lists of the package', () => {
  const folder = new URL('../../../lists/', import.meta.url)
  // Beside the lists of hosts lie one of attack techniques and one of words.
  const texts = readdirSync(folder)
    .filter((file) => file.endsWith('.txt') && file !== 'request-words.txt')
    .map((file) => [file, readFileSync(new URL(file, folder), 'utf8')] as const)
  const entries = (text: string): string[] =>
    text.split('\n').filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('-'))

  it('hold hosts only, each once, with source, date and a licence that lets them be given on', () => {
    const seen = new Map<string, string>()
    for (const [file, text] of texts) {
      const sections = text.split(/^# source: /m).slice(1)
      assert.ok(sections.length > 0, file)
      assert.equal(entries(text.slice(0, text.indexOf('# source: '))).length, 0, file)
      for (const section of sections)
        assert.match(
          section,
          /^[\w. -]+\n# date: \d{4}-\d\d-\d\d\n# licence: (?:Apache-2\.0|CC0-1\.0|MIT)\n/,
          file,
        )
      for (const line of entries(text)) {
        assert.match(line, /^\.?(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*(?:\/[!-~]+)?$/, file)
        const name = line.replace(/^\./, '')
        assert.equal(seen.get(name), undefined, `${line} in ${file}`)
        seen.set(name, file)
      }
    }
    assert.ok(seen.size > 2500)
  })
  it('are all read', () => {
    let read = 0
    for (const { paths, whole, below } of listedHosts().values())
      read += paths.length + (whole ? 1 : 0) + (below ? 1 : 0)
    assert.equal(
      read,
      texts.reduce((sum, [, text]) => sum + entries(text).length, 0),
    )
  })
})
