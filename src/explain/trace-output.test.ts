import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CHAIN_ENDS, EDGE_KINDS, HOP_ROLES, type RedirectChain } from '../model/redirect-chain.ts'
import type { TracedLink, TracePlan, TraceReport } from '../model/trace.ts'
import { chainOf } from '../testing/chain-fixture.ts'
import { EVERY_SIGN } from '../testing/trace-fixture.ts'
import { chainSvg } from './chain-svg.ts'
import { endText } from './chain-words.ts'
import { signWords } from './sign-words.ts'
import { traceHtml } from './trace-html.ts'
import { traceJson, traceNdjson } from './trace-json.ts'
import { tracePlanText, traceText } from './trace-text.ts'

const PAGE = { width: 100, color: false }
const NEVER = /\b(?:clean|safe|benign|harmless)\b/i

const link = (chain: RedirectChain, more: Partial<TracedLink> = {}): TracedLink => ({
  kind: 'traced-link',
  number: 1,
  url: chain.hops[0]?.url ?? '',
  times: 1,
  chain,
  signs: [],
  ...more,
})
const report = (links: readonly TracedLink[], more: Partial<TraceReport> = {}): TraceReport => ({
  kind: 'trace-report',
  knowledge: 'none',
  links,
  notAsked: 0,
  loaded: 0,
  ...more,
})
const HOPS = chainOf([
  { url: 'https://a.example/', role: 'courier', because: [{ kind: 'shape', shape: 'domain of the sender' }] },
  { url: 'https://gate.test/x', role: 'stopover', because: [{ kind: 'position', position: 'between' }] },
  { url: 'https://end.test/y', role: 'landing', because: [{ kind: 'position', position: 'last' }] },
])

test('every sign has words in all four places, none of which promises anything', () => {
  for (const sign of EVERY_SIGN) {
    const words = signWords(sign)
    for (const [name, text] of Object.entries(words)) {
      assert.ok(text.length > 5 && !text.includes('undefined'), `${sign.kind} ${name}: ${text}`)
      if (name !== 'title') assert.match(text, /\.$/, `${sign.kind} ${name}`)
      assert.doesNotMatch(text, NEVER)
    }
  }
})

test('every end, role and edge has words in text, page and picture', () => {
  for (const end of CHAIN_ENDS)
    for (const role of HOP_ROLES) {
      const chain = chainOf([{ url: 'https://a.example/', role }], { end })
      assert.match(endText(chain), /^[A-Z].*\.$/)
      assert.doesNotMatch(traceText(report([link(chain)]), PAGE), /undefined/)
    }
  for (const edge of EDGE_KINDS) {
    const chain = chainOf(['https://a.example/', { url: 'https://b.example/', edge }])
    for (const text of [traceText(report([link(chain)]), PAGE), traceHtml(report([link(chain)]), 0)])
      assert.doesNotMatch(text, /undefined/)
  }
})

test('what could not be followed says how it could', () => {
  const opaque = chainOf(['https://a.example/'], { end: 'opaque-wrapper' })
  const shortened = chainOf([{ url: 'https://a.example/', role: 'shortener' }])
  for (const chain of [opaque, shortened])
    assert.match(endText(chain), /could not be followed offline; .*--live/)
})

test('text, page and JSON show the whole chain, defanged where people read', () => {
  const one = report([link(HOPS, { signs: EVERY_SIGN })])
  const text = traceText(one, PAGE)
  for (const host of ['a[.]example', 'gate[.]test', 'end[.]test']) assert.ok(text.includes(host), host)
  assert.doesNotMatch(text, /https?:\/\//)
  assert.match(text, /STOP-OVER: gate\[\.\]test/)
  assert.match(text, /because: domain of the sender/)
  const json = JSON.parse(traceJson(one)) as {
    links: (Pick<TracedLink, 'chain' | 'signs'> & { findings: object[] })[]
  }
  const [first] = json.links
  assert.deepEqual(first?.chain, HOPS)
  assert.deepEqual(first?.signs, EVERY_SIGN)
  assert.equal(first?.findings.length, EVERY_SIGN.length)
  assert.deepEqual(Object.keys(first?.findings[0] ?? {}), ['title', 'seen', 'why', 'innocent', 'next'])
  // Values are raw, sentences are not.
  assert.doesNotMatch(JSON.stringify(first?.findings), /gate\.test|end\.test|share\.example/)
  const lines = traceNdjson(one).trimEnd().split('\n')
  assert.deepEqual(
    lines.map((line) => (JSON.parse(line) as { type: string }).type),
    ['link', 'trace-summary'],
  )
})

test('a hostile link stays text in the page and makes no terminal move', () => {
  const evil = 'https://e.test/"><script>alert(1)</script>\u202e?x=\u001b[31m'
  const chain = chainOf([{ url: 'https://e.test/' }])
  const hostile = {
    ...chain,
    page: { url: evil, screenshot: evil },
    issues: [{ code: 'source.truncated' as const, detail: evil }],
    hops: [
      {
        ...chain.hops[0]!,
        url: evil,
        target: {
          host: '"><svg onload=x>.test',
          domain: '"><svg onload=x>.test',
          icannDomain: 'x',
          isIp: false,
        },
        onward: [{ edge: 'script' as const, url: `javascript:${evil}`, why: '<b>why</b>' }],
        because: [{ kind: 'page' as const, seen: '<img src=x>' }],
      },
    ],
  }
  const page = traceHtml(report([link(hostile, { url: evil })]), 0)
  assert.doesNotMatch(page, /<(?:script|img|b|iframe|form|object|embed)\b/i)
  assert.doesNotMatch(page, /<svg onload|\son[a-z]+="/i)
  assert.doesNotMatch(page, /\bhttps?:|\burl\(|@import/i)
  assert.doesNotMatch(page.replaceAll('\n', ''), /[\p{Cc}\u202a-\u202e]/u)
  assert.doesNotMatch(traceText(report([link(hostile)]), PAGE).replaceAll('\n', ''), /[\p{Cc}\u202a-\u202e]/u)
})

test('the page loads nothing, and its picture has words for those who cannot see it', () => {
  const page = traceHtml(report([link(HOPS, { signs: EVERY_SIGN }), link(HOPS, { number: 2 })]), 0)
  assert.match(page, /default-src 'none'/)
  assert.doesNotMatch(page, /\ssrc=|\shref=|<link\b/)
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const [, named] of page.matchAll(/aria-labelledby="([^"]*)"/g))
    for (const id of (named ?? '').split(' ')) assert.ok(ids.includes(id), id)
  assert.match(page, /<desc[^>]*>a\[\.\]example \(courier\), then wrapped to gate\[\.\]test \(stop-over\)/)
  assert.doesNotMatch(page.replace(/<style>.*<\/style>/s, ''), NEVER)
})

test('a picture of a long chain and of a long host stays a picture', () => {
  const host = `${'a'.repeat(60)}.${'b'.repeat(60)}.end.test`
  const long = chainOf(Array.from({ length: 60 }, (_, at) => `https://${at === 59 ? host : `h${at}.test`}/`))
  const svg = chainSvg(long, 'x').html
  assert.equal(svg.match(/<rect/g)?.length, 14)
  assert.match(svg, /46 hops left out/)
  assert.match(svg, /\.\]end\[\.\]test<\/text>/)
  assert.ok(svg.length < 12_000)
})

test('a mail of many links is listed in groups, and ends with how to see one', () => {
  const place = {
    origin: 'html-anchor',
    part: '1',
    range: { of: 'message', start: 0, end: 1 },
    text: 'x',
    region: 'own',
    visible: true,
  } as unknown as NonNullable<TracedLink['place']>
  const links = [
    link(HOPS, { place, signs: EVERY_SIGN.slice(0, 1) }),
    link(chainOf([{ url: 'https://s.test/', role: 'shortener' }]), { number: 2, place }),
    link(chainOf(['https://own.example/']), { number: 3, place, times: 4 }),
  ]
  const text = traceText(report(links, { loaded: 2 }), PAGE)
  assert.match(
    text,
    /Link 1\n[\s\S]*Could not be followed to their end \(1\)\n─+\n {2}2\. s\[\.\]test \(shortener\)/,
  )
  assert.match(
    text,
    /Nothing found by what was able to run \(1\)\n─+\n {2}3\. own\[\.\]example \(landing\), 4 times/,
  )
  assert.match(text, /--link N/)
  assert.match(text, /2 addresses that a mail program loads/)
})

test('several clients are told apart in words', () => {
  const other = { ...HOPS, profile: 'curl' }
  const chain = { ...HOPS, profile: 'chrome-windows' }
  assert.match(
    traceText(report([link(chain, { compared: [{ chain: other, signs: [] }] })]), PAGE),
    /no difference between chrome-windows and curl/,
  )
  const diverges = {
    hop: 2,
    differs: 'host' as const,
    got: [
      { profile: 'chrome-windows', url: 'https://end.test/y', status: 200 },
      { profile: 'curl', end: 'landing' as const },
    ],
  }
  const text = traceText(
    report([link(chain, { compared: [{ chain: other, signs: EVERY_SIGN.slice(5, 6) }], diverges })]),
    PAGE,
  )
  assert.match(text, /hop 3 differs in the host/)
  assert.match(text, /curl: its chain had\s+ended before \(landing\)/)
  assert.match(text, /Seen as curl only: share\[\.\]example/)
  for (const label of ['What was seen', 'Why it matters', 'What else it could be', 'What to do'])
    assert.equal(text.split(label).length, 3, label)
})

test('the plan names hosts, tokens and what is not opened', () => {
  const plan: TracePlan = {
    kind: 'trace-plan',
    hosts: ['a.example'],
    notOpened: 1,
    requests: [
      {
        link: 'http://a.example/?u=anna@b.example',
        url: 'http://a.example/',
        of: 'a.example',
        encrypted: false,
        tokens: [{ kind: 'address', place: 'query:u', value: 'anna@b.example' }],
        stripped: 'http://a.example/',
      },
      {
        link: 'https://c.example/unsubscribe',
        tokens: [],
        oneTime: 'unsubscribe',
        refused: 'opening it may do something (unsubscribe)',
      },
    ],
  }
  const text = tracePlanText(plan, PAGE)
  assert.match(text, /1 host would learn at once/)
  assert.match(text, /left out, as it looks personal: a mail address at query:u/)
  assert.match(text, /not encrypted/)
  assert.match(text, /not requested: opening it may do something \(unsubscribe\)/)
  assert.match(text, /--open-anyway would open it/)
  assert.match(tracePlanText({ ...plan, hosts: [], requests: [] }, PAGE), /Nothing\./)
  assert.match(text, /No script is run/)
  assert.match(text, /Answers are not kept/)
})

test('the plan tells of a browser, of visits as several clients, and of what is kept', () => {
  const plan: TracePlan = {
    kind: 'trace-plan',
    hosts: ['a.example'],
    notOpened: 0,
    requests: [],
    clients: ['chrome-windows', 'safari-iphone'],
    browser: { version: '156.0', sandboxed: false, pages: '/case/a.example/seen\u001b[2J' },
    record: '/case/visit.trace',
  }
  const text = tracePlanText(plan, PAGE)
  assert.match(text, /opened 2 times, one after the other: as chrome-windows and safari-iphone/)
  assert.match(text, /Chromium 156[\s\S]*scripts run[\s\S]*Nothing\s+is\s+typed/)
  assert.match(text, /without its sandbox/)
  // Paths are the person's own, to be copied.
  assert.match(text, /kept in \/case\/a\.example\/seen⟨U\+001B⟩/)
  assert.match(text, /Answers are kept in \/case\/visit\.trace\./)
  const other = tracePlanText({ ...plan, browser: { version: '156.0', sandboxed: true } }, PAGE)
  assert.doesNotMatch(other, /sandbox/)
  assert.match(other, /--pages FOLDER keeps them/)
})
