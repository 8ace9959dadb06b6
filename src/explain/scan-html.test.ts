import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReportMessage, ScanReport } from '../model/scan.ts'
import {
  HOSTILE_NAME,
  pastOf,
  QUIET_SCANNED,
  REPORT,
  TAKEOVER_MAIL,
  TAKEOVER_SCANNED,
} from '../testing/scan-fixture.ts'
import { reportHtml } from './scan-html.ts'

const page = reportHtml(REPORT)

test('the page may load nothing: the policy comes before anything it could govern', () => {
  const policy = page.indexOf('http-equiv="Content-Security-Policy"')
  assert.ok(policy > 0 && policy < page.indexOf('<style>'))
  assert.match(page, /default-src 'none'; style-src 'unsafe-inline'; img-src data:;/)
  assert.doesNotMatch(page, /<(?:script|iframe|object|embed|link|base|form|img)\b/i)
  assert.doesNotMatch(page, /\son[a-z]+=["']/i)
  assert.doesNotMatch(page, /\bhttps?:|\burl\(|@import/i)
})

test('every link leads inside the page to an id that exists once', () => {
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
  assert.equal(new Set(ids).size, ids.length)
  const targets = [...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? '')
  assert.ok(targets.length > 20)
  for (const href of targets) assert.ok(href.startsWith('#') && ids.includes(href.slice(1)), href)
})

test('hostile text stays text', () => {
  assert.ok(!page.includes(HOSTILE_NAME))
  assert.match(
    page,
    /&quot;&gt;&lt;img src=x onerror=&quot;document\[\.\]title=&#39;owned&#39;&quot;&gt;⟨U\+202E⟩/,
  )
  assert.doesNotMatch(
    page.replaceAll('\n', '').replaceAll('\t', ''),
    /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u,
  )
})

test('never a word that promises', () => {
  assert.doesNotMatch(page.replace(/<style>.*<\/style>/s, ''), /\b(?:clean|safe|benign|harmless)\b/i)
})

test('header and body evidence is marked at its bytes, decoded parts included', () => {
  assert.match(
    page,
    /<span class="place">bytes 829–861<\/span><pre><span id="m1-f2-e0"><\/span><mark>X-Mailer: Outbound Web Client 9\.1<\/mark>/,
  )
  assert.match(page, /<mark>hxxps:\/\/presscoop\[\.\]example\[\.\]dossier-share\[\.\]test\/e\/7f3a<\/mark>/)
  assert.match(page, /<a class="ref" href="#m1-f1-e0">see it in the message<\/a>/)
})

test('evidence that has no place in the message is still listed, without a link to nowhere', () => {
  assert.match(page, /beyond the end/)
  assert.doesNotMatch(page, /href="#m3-f2-e2"/)
})

test('the link shows its real domain, the host its text names, and hosts inside it', () => {
  assert.match(
    page,
    /hxxps:\/\/docs\[\.\]harbourwatch\[\.\]example\[\.\]<strong class="domain">session-check\[\.\]test<\/strong>\/open/,
  )
  assert.match(page, /names the domain<\/span> <strong>harbourwatch\[\.\]example<\/strong>/)
  assert.match(page, /<em class="nested">docs\[\.\]harbourwatch\[\.\]example<\/em>/)
  assert.match(page, /<span class="user">harbourwatch\[\.\]example<\/span>\[@\]<strong class="domain">/)
  assert.match(page, /Finding 1<\/a>: The link shows .* never seen from this sender before/)
})

test('the past is drawn: a row for each program, held and present mail apart, first link domains', () => {
  const [svg = ''] = /<svg class="timeline".*?<\/g><\/svg>/s.exec(page) ?? []
  assert.equal(svg.match(/class="mail"/g)?.length, 47)
  assert.equal(svg.match(/class="held"/g)?.length, 1)
  assert.equal(svg.match(/class="this"/g)?.length, 1)
  assert.equal(svg.match(/class="tick"/g)?.length, 4)
  assert.equal(svg.match(/class="tick here"/g)?.length, 1)
  for (const row of [
    'Thunderbird',
    'Apple Mail on a phone',
    'Outbound Web Client',
    'Link domains, first seen',
  ])
    assert.ok(svg.includes(`>${row}</text>`), row)
})

const only = (message: ReportMessage): ScanReport => ({ ...REPORT, messages: [message] })

test('missing bytes are said, with the reason', () => {
  assert.match(
    page,
    /The message itself cannot be shown: the file \/mail\/old\/archive\.mbox\.gz is not there any more/,
  )
  assert.match(
    reportHtml(only({ scanned: TAKEOVER_SCANNED, past: [] })),
    /it was not read again for this report/,
  )
})

test('no message at all, and messages without alert', () => {
  const { verdicts } = REPORT.summary
  const empty = {
    ...REPORT,
    summary: { ...REPORT.summary, verdicts: { ...verdicts, alert: 0, review: 0 } },
    messages: [],
  }
  assert.match(reportHtml(empty), /<strong>0 alerts<\/strong> among 21,928 messages/)
  assert.match(reportHtml(empty), /Nothing deserved an alert\. That is no proof/)
  const quiet = reportHtml(only({ scanned: QUIET_SCANNED, past: [] }))
  assert.match(quiet, /The other messages/)
  assert.match(quiet, /nothing found, score 0\.120/)
})

test('odd pasts: one mail, the same instant, many programs, times no calendar has', () => {
  const { record } = TAKEOVER_SCANNED
  const past = pastOf(record.time, 200).map((mail, at) => ({ ...mail, client: `Program ${at % 11}` }))
  const many = reportHtml(only({ scanned: TAKEOVER_SCANNED, past }))
  assert.match(many, />Other programs<\/text>/)
  const instant = reportHtml(only({ scanned: TAKEOVER_SCANNED, past: [{ ...past[0]!, time: record.time }] }))
  assert.match(instant, /cx="50\.00%"/)
  const broken = past.map((mail, at) => ({
    ...mail,
    time: [Number.NaN, Number.POSITIVE_INFINITY, 1e300][at % 3]!,
  }))
  const odd = reportHtml(only({ scanned: TAKEOVER_SCANNED, past: broken }))
  assert.doesNotMatch(odd, /NaN|Infinity/)
})

test('a report of many large mails stays small enough to open', () => {
  const scanned = TAKEOVER_SCANNED
  const text = 'word '.repeat(400_000)
  const texts = TAKEOVER_MAIL.message.texts.map((body) => ({ ...body, text, charset: 'x-unknown' }))
  const message = { ...TAKEOVER_MAIL.message, texts }
  const messages = Array.from({ length: 20 }, () => ({
    scanned,
    message,
    bytes: TAKEOVER_MAIL.bytes,
    past: pastOf(scanned.record.time, 200),
  }))
  assert.ok(reportHtml({ ...REPORT, messages }).length < 4_000_000)
})
