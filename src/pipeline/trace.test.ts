import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openLinkAsker, openStore, planTrace, scan, trace } from '../index.ts'
import type { Store } from '../model/ports.ts'
import type { TracedLink, TraceReport } from '../model/trace.ts'
import { answeringFetcher } from '../testing/answering-fetcher.ts'
import { spelledUrl } from './trace.ts'

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-trace-verb-'))
after(() => rmSync(folder, { recursive: true }))
const clock = (): number => Date.UTC(2026, 1, 18)

const SAFE_LINKS = (target: string, recipient: string): string =>
  `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(target)}&data=05%7C02%7C${encodeURIComponent(recipient)}%7C0a%7C1b%7C0%7C0%7C638`

function mail(day: number, html: string, more: { from?: string; to?: string } = {}): string {
  const two = String(day).padStart(2, '0')
  return [
    `Received: from out.sender.example (out.sender.example [192.0.2.9]) by mx.recipient.example; ${two} Jan 2026 10:00:00 +0000`,
    `From: ${more.from ?? 'Anna <anna@sender.example>'}`,
    `To: ${more.to ?? 'Bruno <bruno@recipient.example>'}`,
    `Date: ${two} Jan 2026 10:00:00 +0000`,
    `Message-ID: <m${day}@sender.example>`,
    'Subject: Minutes',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    '',
    html,
    '',
  ].join('\r\n')
}

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const kinds = ({ signs }: TracedLink | { signs: TracedLink['signs'] }): string =>
  signs.map(({ kind }) => kind).join(' ')
const hosts = ({ chain }: TracedLink): string =>
  chain.hops.map(({ target, role }) => `${role} ${target?.host}`).join(' > ')
function only({ links }: TraceReport): TracedLink {
  assert.equal(links.length, 1)
  return links[0] as TracedLink
}

describe('spelledUrl', () => {
  for (const [given, expected] of [
    ['https://a.example/b', 'https://a.example/b'],
    ['hxxps://a[.]example/b?u=http://c[.]test', 'https://a.example/b?u=http://c.test'],
    ['hXXp[:]//a(.)example', 'http://a.example/'],
    ['a[dot]example/x', 'https://a.example/x'],
    ['hxxps://user[@]a[.]example/', 'https://user@a.example/'],
    [' https://a.example ', 'https://a.example/'],
    ['letter.eml', undefined],
    ['3f9c21ab', undefined],
    ['mailto:a@b.example', undefined],
    ['https://', undefined],
  ] as const)
    it(given, () => assert.equal(spelledUrl(given), expected))
})

describe('trace offline', () => {
  it('takes a wrapper off a URL and says what the shortener behind it hides', async () => {
    const report = await trace(SAFE_LINKS('https://bit.ly/3abc', 'bruno@recipient.example'))
    const link = only(report)
    assert.equal(hosts(link), 'gateway eur01.safelinks.protection.outlook.com > shortener bit.ly')
    assert.equal(report.knowledge, 'none')
    assert.equal(link.chain.hops[0]?.wrapper?.recipient, 'bruno@recipient.example')
    // Nobody is known whom the wrapper could be foreign to.
    assert.equal(kinds(link), '')
  })

  it('tells of each link of a mail once, the most interesting first, and numbers them so', async () => {
    const path = file(
      'letter.eml',
      mail(
        20,
        `<a href="https://www.recipient.example/a">ours</a> <a href="https://www.recipient.example/a">again</a>
        <a href="https://gate.test/x">https://news.example/story</a> <a href="https://gate.test/x">here</a>
        <a href="${SAFE_LINKS('https://end.example/', 'zoe@other.example')}">minutes</a>
        <img src="https://pictures.example/1.png"> <a href="mailto:anna@sender.example">mail</a>`,
      ),
    )
    const report = await trace(path)
    assert.equal(report.knowledge, 'mail')
    assert.equal(report.loaded, 1)
    assert.deepEqual(
      report.links.map((link) => [link.number, link.times, kinds(link)]),
      [
        [1, 1, 'foreign-wrapper'],
        [2, 2, 'other-landing'],
        [3, 2, ''],
      ],
    )
    const second = only(await trace(path, { only: [2] }))
    assert.deepEqual(second, report.links[1])
    assert.equal(second.place?.shown, 'news.example')
    assert.equal((await trace(path, { all: true })).links.length, 4)
    await assert.rejects(trace(path, { only: [9] }), {
      name: 'ExplainTrouble',
      message: /there are 3 links/,
      code: 'no-such-link',
    })
  })

  it('keeps the same URL under two names apart', async () => {
    const path = file(
      'two.eml',
      mail(
        20,
        '<a href="https://g.test/">https://a.example/</a> <a href="https://g.test/">https://b.example/</a>',
      ),
    )
    assert.deepEqual(
      (await trace(path)).links.map(({ place }) => place?.shown),
      ['a.example', 'b.example'],
    )
  })

  it('names addresses that a link carries, as nobody knows whether it passes on to them', async () => {
    const { chain } = only(await trace('https://pass.test/r?u=https%3A%2F%2Fend.example%2Fa'))
    assert.deepEqual(
      chain.hops.map(({ url, onward }) => [url, onward?.map(({ url }) => url)]),
      [['https://pass.test/r?u=https%3A%2F%2Fend.example%2Fa', ['https://end.example/a']]],
    )
  })

  it('rejects what is no mail and no URL', async () => {
    await assert.rejects(trace(join(folder, 'nothing.eml')), { name: 'ExplainTrouble', code: 'not-found' })
  })
})

describe('trace with a store', () => {
  const wrapped = '<a href="https://pass.test/r?desturl=https%3A%2F%2Fend.example%2Fa">minutes</a>'
  async function storeOf(mails: readonly string[]): Promise<Store> {
    const store = await openStore(':memory:')
    const inputs = mails.map((text, at) => file(`stored-${mails.length}-${at}.eml`, text))
    for await (const _ of scan({ inputs, store })) {
      // Only the store matters here.
    }
    return store
  }

  it('counts what was linked strictly before the mail, by its sender and by anybody', async () => {
    const store = await storeOf([
      mail(3, '<a href="https://pass.test/r?1">x</a>'),
      mail(4, '<a href="https://www.pass.test/r?2">x</a>', { from: 'Carl <carl@sender.example>' }),
      mail(10, wrapped),
      mail(12, '<a href="https://pass.test/r?3">x</a>'),
    ])
    const [first, target, later] = await Promise.all(
      [3, 10, 12].map(async (day) => (await store.findMessageId(`m${day}@sender.example`))[0]),
    )
    assert.ok(first && target && later)
    const { chain, signs } = only(await trace(target, { store }))
    assert.deepEqual(chain.hops[0]?.because[0], {
      kind: 'history',
      statistic: 'earlier mails of the sender that link it',
      n: 1,
    })
    assert.equal(chain.hops[0]?.role, 'courier')
    assert.equal(kinds({ signs }), 'courier-to-unseen')
    const report = await trace(target.slice('sha256:'.length, 20), { store })
    assert.equal(report.knowledge, 'store')
    assert.equal(report.mail?.subject, 'Minutes')
    await store.close()
  })

  it('calls the same hop a stop-over when only later mail links it', async () => {
    const store = await storeOf([mail(10, wrapped), mail(12, '<a href="https://pass.test/r?3">x</a>')])
    const [target] = await store.findMessageId('m10@sender.example')
    assert.ok(target)
    assert.match(kinds(only(await trace(target, { store }))), /stop-over/)
    // A URL alone is asked about now, so all mail came before.
    const url =
      'https://www.google.com/url?q=https%3A%2F%2Fpass.test%2Fr%3Fdesturl%3Dhttps%253A%252F%252Fend.example'
    assert.match(hosts(only(await trace(url, { store }))), /courier pass\.test/)
    await store.close()
  })

  it('takes no host of the writer in Cc for the recipient’s own', async () => {
    const store = await storeOf([
      ...[1, 2, 3, 4, 5, 6].map((day) => mail(day, 'x')),
      mail(10, '<a href="https://gate.test/?desturl=https%3A%2F%2Fend.example">x</a>', {
        to: 'bruno@recipient.example, desk@gate.test',
      }),
    ])
    const [target] = await store.findMessageId('m10@sender.example')
    assert.ok(target)
    assert.match(kinds(only(await trace(target, { store }))), /stop-over/)
    await store.close()
  })
})

describe('trace by requests', () => {
  const start = 'https://news.example/c/1?u=anna%40example.org'
  const gate = 'https://gate.test/k'
  const landing = 'https://docs.example/d/1'
  const answers = {
    [start]: { to: gate },
    'https://news.example/c/1?u=someone%40example.com': { to: gate },
    [gate]: { page: `<meta http-equiv="refresh" content="0; url=${landing}">` },
    [landing]: { page: '<p>The minutes.</p>' },
  }

  it('asks from behind the gateway’s wrapper on, and joins both halves', async () => {
    const fetcher = answeringFetcher(answers)
    const asker = await openLinkAsker({ fetcher, clock })
    const url = SAFE_LINKS(start, 'anna@example.org')
    assert.deepEqual(planTrace(await trace(url)).hosts, ['news.example'])
    const link = only(await trace(url, { follow: asker.follow }))
    assert.deepEqual(
      fetcher.requests.map(({ url }) => url),
      [start, gate, landing],
    )
    assert.match(
      hosts(link),
      /^gateway eur01\S+ > stopover news\.example > stopover gate\.test > landing docs/,
    )
    assert.deepEqual(
      link.chain.hops.map(({ edge }) => edge),
      [undefined, 'wrapper', 'http', 'meta-refresh'],
    )
    assert.match(kinds(link), /^stop-over stop-over/)
  })

  it('leaves out what looks personal, and asks for the same link once', async () => {
    const fetcher = answeringFetcher(answers)
    const asker = await openLinkAsker({ fetcher, clock, stripTokens: true })
    await asker.follow(start)
    await asker.follow(start)
    assert.equal(fetcher.requests.length, 3)
    assert.doesNotMatch(fetcher.requests[0]?.url ?? '', /anna/)
  })

  it('opens no link that does something, unless told to', async () => {
    const link = 'https://news.example/unsubscribe?id=1'
    const fetcher = answeringFetcher({ [link]: { page: 'done' } })
    const refused = await openLinkAsker({ fetcher, clock })
    const report = await trace(link, { follow: refused.follow })
    assert.equal(only(report).chain.end, 'one-time-link')
    assert.equal(fetcher.requests.length, 0)
    assert.deepEqual(planTrace(report).hosts, [])
    const opened = await openLinkAsker({ fetcher, clock, openAnyway: true })
    assert.equal(only(await trace(link, { follow: opened.follow })).chain.end, 'landing')
  })

  it('compares clients, and counts the hop that differs from the wrapper on', async () => {
    const fetcher = answeringFetcher({ ...answers, [`curl ${gate}`]: { page: '<p>Nothing here.</p>' } })
    const asker = await openLinkAsker({ fetcher, clock, profiles: ['chrome-windows', 'curl'] })
    const link = only(await trace(SAFE_LINKS(start, 'anna@example.org'), { follow: asker.follow }))
    assert.equal(link.compared?.length, 1)
    assert.equal(link.diverges?.hop, 3)
    assert.deepEqual(
      link.diverges?.got.map(({ profile, url }) => [profile, url]),
      [
        ['chrome-windows', landing],
        ['curl', undefined],
      ],
    )
  })

  it('gives the same report again from a recording, and writes the archive', async () => {
    const recording = join(folder, 'visit.trace')
    const asker = await openLinkAsker({ fetcher: answeringFetcher(answers), clock, record: recording })
    const report = await trace(start, { follow: asker.follow })
    await asker.close()
    assert.equal(asker.asked(), 3)
    assert.equal(statSync(recording).mode & 0o777, 0o600)
    const again = await openLinkAsker({ replay: recording, keep: ['hops'], clock: () => 0 })
    assert.deepEqual(await trace(start, { follow: again.follow }), report)
    const har = JSON.parse(again.har(report)) as { log: { entries: { response: { content: object } }[] } }
    assert.equal(har.log.entries.length, 3)
    assert.deepEqual(Object.keys(har.log.entries[2]?.response.content ?? {}), [
      'size',
      'mimeType',
      'text',
      'encoding',
      'comment',
    ])
    const other = await openLinkAsker({ replay: recording, profiles: ['curl'], clock })
    assert.equal(only(await trace(start, { follow: other.follow })).chain.end, 'not-replayed')
    assert.match(readFileSync(recording, 'utf8'), /^\{"format":"counterfoil-recorded-fetches"/)
  })

  it('ends when it is told to', async () => {
    const stop = new AbortController()
    const asker = await openLinkAsker({ fetcher: answeringFetcher(answers), clock, signal: stop.signal })
    stop.abort()
    await assert.rejects(trace(start, { follow: asker.follow, signal: stop.signal }), { name: 'AbortError' })
    assert.equal(asker.asked(), 0)
  })
})
