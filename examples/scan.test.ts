import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openResolver, type ScannedMessage, type ScanSummary, scan } from '../src/index.ts'
import { isHome } from './fiction/people.ts'
import { makeMailbox } from './make-mailbox.ts'

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const { key, mails } = makeMailbox()
const hidden = new Map(key.map((mail) => [mail.messageId, mail]))

interface Scanned {
  /** In rank order. */
  readonly messages: readonly ScannedMessage[]
  readonly summary: ScanSummary
}

async function scanned(options: Partial<Parameters<typeof scan>[0]> = {}): Promise<Scanned> {
  const messages: ScannedMessage[] = []
  let summary: ScanSummary | undefined
  for await (const event of scan({ inputs: [path('mailbox.mbox')], all: true, ...options }))
    if (event.kind === 'scanned-message') messages.push(event)
    else if (event.kind === 'scan-summary') summary = event
  assert.ok(summary)
  return { messages, summary }
}

test('the library example prints the takeover and the session rider, defanged', () => {
  const child = spawnSync(
    process.execPath,
    ['--import', path('../src/testing/deny-network.ts'), '--conditions=counterfoil-source', path('scan.ts')],
    { encoding: 'utf8' },
  )
  assert.equal(child.status, 0, child.stderr)
  assert.equal(child.stderr, '')
  for (const mail of key)
    if (mail.part !== 'rapport') assert.ok(child.stdout.includes(mail.messageId), mail.subject)
  assert.match(child.stdout, /^517 messages: \d+ alerts, \d+ worth a look$/m)
  assert.doesNotMatch(child.stdout, /https?:\/\//)
})

test('the answer key holds: every hidden mail with a link is among the first five, the others among the first ten', async () => {
  const { messages, summary } = await scanned({ budget: { kind: 'count', alerts: 5 } })
  assert.equal(summary.messages.met, mails.length)
  assert.equal(messages.length, mails.length)
  const found = new Set<string>()
  for (const { record, verdict, judgement } of messages) {
    const mail = hidden.get(record.messageId ?? '')
    if (!mail) continue
    found.add(mail.messageId)
    assert.ok(verdict.rank <= (mail.link ? 5 : 10), `${mail.part} is at rank ${verdict.rank}`)
    // An answer to a mail nobody wrote speaks for another program as much as it does for the owner's.
    if (mail.part === 'session-rider') assert.match(verdict.model ?? '', /^(session-rider|takeover)$/)
    else assert.equal(verdict.model, mail.part === 'rapport' ? 'impostor' : mail.part)
    if (mail.part !== 'rapport') assert.equal(verdict.level, 'alert', mail.subject)
    const ids = judgement.findings.map(({ id }) => id)
    if (mail.link) assert.ok(ids.includes('link.new-domain'), mail.subject)
    if (mail.part === 'takeover')
      assert.ok(ids.includes('link.deceptive') && ids.includes('sender.client-drift'))
    if (mail.part === 'rapport') assert.ok(ids.includes('identity.known-name-new-address'), mail.subject)
  }
  assert.equal(found.size, key.length)
})

test('with the default budget there is one alert in 500 mails, and it is one of the hidden ones', async () => {
  const { messages, summary } = await scanned()
  const alerts = messages.filter(({ verdict }) => verdict.level === 'alert')
  assert.equal(alerts.length, summary.verdicts.alert)
  assert.equal(alerts.length, 1)
  for (const { record } of alerts) assert.ok(hidden.has(record.messageId ?? ''), record.subject)
})

test('every alert rests on evidence, and the bytes it names read as quoted', async () => {
  const { messages } = await scanned({ budget: { kind: 'count', alerts: 5 } })
  // line ends as they stand in the mbox file
  const raw = new Map(
    mails.map((mail) => [
      mail.messageId,
      Buffer.from(mail.bytes).toString('latin1').replaceAll('\r\n', '\n'),
    ]),
  )
  let checked = 0
  for (const { verdict, judgement, record } of messages) {
    if (verdict.level !== 'alert') continue
    assert.ok(judgement.findings.length > 0, record.subject)
    for (const finding of judgement.findings) {
      // drift findings quote the trait that was read there (a shape), not the bytes themselves
      if (finding.id.startsWith('sender.')) continue
      for (const evidence of finding.evidence) {
        if (evidence.kind !== 'bytes' || evidence.range.of !== undefined) continue
        const bytes = raw.get(record.messageId ?? '')?.slice(evidence.range.start, evidence.range.end) ?? ''
        assert.ok(bytes.includes(evidence.quoted), `${finding.id}: ${bytes} is not ${evidence.quoted}`)
        checked++
      }
    }
  }
  assert.ok(checked >= 4, String(checked))
})

test('authentication of outside mail passes by the border host alone, and by own verification with the zone', async () => {
  const resolver = await openResolver({ zoneFile: path('mailbox.zone.json'), clock: () => 0 })
  for (const options of [{}, { resolver }]) {
    const { messages, summary } = await scanned(options)
    assert.ok(summary.coverage.trustedHosts.some(({ host }) => host === 'mx1.quillmere.example'))
    let outside = 0
    for (const { record } of messages) {
      if (isHome(record.from.address)) continue
      outside++
      assert.equal(record.authentication.aligned, 'pass', record.subject)
      if ('resolver' in options)
        assert.ok(
          record.authentication.results.some(
            ({ source, method, result }) => source === 'own' && method === 'dkim' && result === 'pass',
          ),
          record.subject,
        )
    }
    assert.ok(outside > 150, String(outside))
  }
})

// With five alerts one more hidden mail is found, and a first link to a new partner is told before it.
test('a new phone, a journey, an update, an assistant and a new partner do not become alerts', async () => {
  const { messages } = await scanned({ budget: { kind: 'count', alerts: 3 } })
  const innocent = [
    'tomas.wexley@quillmere.example',
    'jorun.hask@quillmere.example',
    'lio.venn@quillmere.example',
    'ottilie.brandsma@quillmere.example',
    'freya.ollander@northshoal.example',
    'halima.corvey@dailyferry.example',
    'petra.solm@papermill.example',
    'news@estuarybrief.example',
  ]
  for (const { record, verdict } of messages)
    if (innocent.includes(record.from.address))
      assert.notEqual(verdict.level, 'alert', `${record.from.address}: ${record.subject}`)
})
