/**
 * How the product does on the fictional campaigns of `counterfoil demo`, from the scan to what a case would say. By hand:
 * `node_modules/.bin/node bench/demo/run.ts --seeds 1-50 --out results.ndjson`. README.md says what is measured.
 */
import { hash } from 'node:crypto'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Campaign, makeCampaign } from '../../src/demo/campaign.ts'
import type { HiddenMail, Truth } from '../../src/demo/truth.ts'
import { webFetcher } from '../../src/demo/web.ts'
import {
  assertionsOf,
  type CaseAssertions,
  type GroundSource,
  hunt,
  huntLine,
  type LeakTrace,
  leakJson,
  leakTrace,
  messageLine,
  openLinkAsker,
  openStore,
  readStoredMail,
  type ScannedMessage,
  scan,
  type TraceReport,
  trace,
  traceJson,
} from '../../src/index.ts'
import type { Store } from '../../src/model/ports.ts'
import { summarise } from './summary.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1-50' },
    attachments: { type: 'string', default: 'none' },
    /** Seeds of these kinds only, by the truth: `insider,nothing`. */
    kinds: { type: 'string', default: 'intrusion,insider,nothing' },
    out: { type: 'string' },
  },
})
const [first = 1, last = first] = values.seeds.split('-').map(Number)
const attachments = values.attachments === 'all' ? 'all' : 'none'
const kinds = new Set(values.kinds.split(','))
/** Alerts the demonstration asks for, and follows. */
const SHOWN = 3

/** Where one mail of the operation came out; `rank` counts from 1 over all mails. */
interface Found {
  readonly part: HiddenMail['part']
  readonly rank: number | undefined
  readonly verdict: string
  readonly gates: readonly string[]
  /** Channels whose drift few earlier mails reached, with the share that did. */
  readonly reasons: readonly string[]
}

/** What the papers alone tell. */
interface LeakResult {
  readonly items: number
  readonly traced: number
  readonly verdict: string
  readonly because: string
  readonly named: readonly string[]
  /** The mailbox that explains the papers best. */
  readonly best: string | undefined
  /** By the truth only the mailbox they were taken from ever held all of them. */
  readonly determinable: boolean
}

/** What the case would say. */
interface CaseResult {
  readonly grounded: boolean
  readonly mails: number
  readonly judgements: readonly { readonly text: string; readonly likelihood: string | undefined }[]
  readonly notes: number
  readonly cells: number
}

export interface SeedResult {
  readonly seed: number
  readonly kind: Truth['kind']
  readonly mails: number
  readonly alerts: number
  readonly reviews: number
  readonly alertSubjects: readonly string[]
  readonly found: readonly Found[]
  /** Absent without an operation; false when the chain did not name the hop. */
  readonly hopNamed?: boolean
  readonly mailbox?: string
  /** Alerts whose link, followed, went over a host that nobody here had used. */
  readonly overUnknown: number
  readonly sightings: number
  readonly leak?: LeakResult
  readonly case: CaseResult
  /**
   * With an insider: what would be said if, by coincidence, a mail in another hand had reached one of the other
   * mailboxes before. How many mailboxes were tried, and in how many of these the case would name one.
   */
  readonly coincidence?: { readonly tried: number; readonly named: readonly string[] }
  readonly seconds: number
}

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-demo-bench-'))
const results: SeedResult[] = []
try {
  for (let seed = first; seed <= last; seed++) {
    const campaign = makeCampaign(seed)
    if (!kinds.has(campaign.truth.kind)) continue
    const place = join(folder, String(seed))
    const result = await runSeed(seed, campaign, place)
    results.push(result)
    const line = JSON.stringify(result)
    if (values.out !== undefined) appendFileSync(values.out, `${line}\n`)
    console.log(line)
    rmSync(place, { recursive: true })
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(summarise(results, `seeds ${first} to ${last}`).join('\n'))

async function runSeed(seed: number, campaign: Campaign, place: string): Promise<SeedResult> {
  const began = process.cpuUsage()
  for (const [path, bytes] of campaign.files) {
    mkdirSync(dirname(join(place, path)), { recursive: true })
    writeFileSync(join(place, path), bytes)
  }
  const { truth } = campaign
  const store = await openStore(':memory:')
  try {
    const ranked = await scanned(campaign, place, store)
    const alerts = ranked.filter(({ verdict }) => verdict.level === 'alert')
    const traces = await traced(
      alerts.slice(0, SHOWN).map(({ record }) => record.digest),
      campaign,
      store,
    )
    const hunted = await huntLines(place, store)
    const leak = campaign.files.has('outside/received.csv') ? await leakOf(place, store) : undefined
    const sources: GroundSource[] = [
      source('alerts', alerts.slice(0, SHOWN).map(messageLine).join('')),
      ...traces.map((report, at) => source(`chain ${at + 1}`, traceJson(report))),
      source('hunt', hunted),
      ...(leak === undefined ? [] : [source('leak', leakJson(leak))]),
    ]
    // first what carries a case; then the mails that belong into it
    const carried = assertionsOf(sources).assertions
    for (const digest of carried.mails)
      sources.push({
        id: `mail ${digest.slice(7, 15)}`,
        bytes: (await readStoredMail(digest, { store })).bytes,
        isMail: true,
      })
    const { assertions, grounds } = assertionsOf(sources)
    const coincidence =
      leak !== undefined && truth.kind === 'insider' ? unrelated(sources, campaign, leak.until) : undefined
    const named = truth.link === undefined ? undefined : hopNamed(truth, traces)
    const { user, system } = process.cpuUsage(began)
    return {
      seed,
      kind: truth.kind,
      mails: campaign.mails,
      alerts: alerts.length,
      reviews: ranked.filter(({ verdict }) => verdict.level === 'review').length,
      alertSubjects: alerts.map(({ record }) => `${record.from.address}: ${record.subject}`),
      found: truth.mails.filter(({ part }) => part !== 'leak').map((mail) => foundOf(mail, ranked)),
      ...(named === undefined ? {} : { hopNamed: named }),
      ...(truth.mailbox !== undefined && { mailbox: truth.mailbox }),
      overUnknown: grounds.mails.filter(({ alert, stopOvers }) => alert && stopOvers.length > 0).length,
      sightings: grounds.sightings.filter(({ strong }) => strong).length,
      ...(leak !== undefined && { leak: leakResult(leak, truth) }),
      case: caseResult(assertions),
      ...(coincidence && { coincidence }),
      seconds: Math.round((user + system) / 1e5) / 10,
    }
  } finally {
    await store.close()
  }
}

function source(id: string, text: string): GroundSource {
  return { id, bytes: Buffer.from(text), isMail: false }
}

/** The same grounds beside a mail in another hand to each mailbox in turn from which nothing was taken. */
function unrelated(
  sources: readonly GroundSource[],
  { mailboxes, truth }: Campaign,
  until: number,
): NonNullable<SeedResult['coincidence']> {
  const others = mailboxes.filter((one) => one !== truth.mailbox)
  const named = others.flatMap((address) => {
    const from = 'somebody@webpost.example'
    const bytes = Buffer.from(
      `From: ${from}\r\nTo: ${address}\r\nDate: ${new Date(until - 30 * 86_400_000).toUTCString()}\r\n\r\nRead this.\r\n`,
    )
    const digest = `sha256:${hash('sha256', bytes)}`
    const { assertions } = assertionsOf([
      ...sources,
      { id: 'mail', bytes, isMail: true },
      source(
        'scan',
        JSON.stringify({
          type: 'message',
          verdict: 'alert',
          message: { digest, from },
          findings: [{ id: 'sender.client-drift', severity: 'high' }, { id: 'thread.unanchored' }],
        }),
      ),
      source(
        'trace',
        JSON.stringify({
          type: 'trace',
          mail: { digest },
          links: [{ chain: { basis: 'http' }, signs: [{ kind: 'stop-over', domain: 'gate.test' }] }],
        }),
      ),
    ])
    return assertions.judgements.some(
      ({ likelihood, text }) => likelihood !== undefined && text.includes('came from the mailbox'),
    )
      ? [address]
      : []
  })
  return { tried: others.length, named }
}

async function scanned(
  { border }: Campaign,
  place: string,
  store: Store,
): Promise<readonly ScannedMessage[]> {
  const ranked: ScannedMessage[] = []
  for await (const event of scan({
    inputs: [join(place, 'mail')],
    store,
    attachments,
    trustedHosts: [border],
    all: true,
  }))
    if (event.kind === 'scanned-message') ranked.push(event)
  return ranked
}

/** The links of these mails, followed on the fictional web. */
async function traced(
  digests: readonly string[],
  { web, followed }: Campaign,
  store: Store,
): Promise<readonly TraceReport[]> {
  const asker = await openLinkAsker({ fetcher: webFetcher(web, followed), clock: () => followed })
  const reports: TraceReport[] = []
  try {
    for (const digest of digests) reports.push(await trace(digest, { store, follow: asker.follow }))
  } finally {
    await asker.close()
  }
  return reports
}

async function huntLines(place: string, store: Store): Promise<string> {
  const name = join(place, 'outside', 'vendor-report.pdf')
  let lines = ''
  for await (const event of hunt({ store, reports: [{ name, bytes: readFileSync(name) }] }))
    lines += huntLine(event)
  return lines
}

/** As the demonstration asks: what was held before the first paper came to a newsroom. */
async function leakOf(place: string, store: Store): Promise<LeakTrace> {
  const [, first = ''] = readFileSync(join(place, 'outside', 'received.csv'), 'utf8').split('\r\n')
  const until = Date.parse(first.split(',')[0] ?? '')
  for await (const item of leakTrace({ inputs: [join(place, 'leaked')], store, until }))
    if (item.kind === 'leak-trace') return item
  throw new Error('nothing that leaked could be read')
}

function leakResult({ items, answer }: LeakTrace, truth: Truth): LeakResult {
  const best = answer.sources.find(({ source: one }) => one.kind === 'mailbox')?.source
  const held = truth.leak?.items.map(({ holders }) => new Set(holders)) ?? []
  const all = [...(held[0] ?? [])].filter((one) => held.every((holders) => holders.has(one)))
  return {
    items: items.length,
    traced: items.filter(({ found }) => found === 'version' || found === 'versions').length,
    verdict: answer.verdict,
    because: answer.because,
    named: answer.named,
    best: best?.kind === 'mailbox' ? best.holder : undefined,
    determinable: all.length === 1 && all[0] === truth.mailbox,
  }
}

function caseResult({ grounded, mails, judgements, notes, cells }: CaseAssertions): CaseResult {
  return {
    grounded,
    mails: mails.length,
    judgements: judgements.map(({ text, likelihood }) => ({ text, likelihood })),
    notes: notes.length,
    cells: cells.length,
  }
}

function foundOf({ part, messageId }: HiddenMail, ranked: readonly ScannedMessage[]): Found {
  // one mail lies in several mailboxes; the copy that stands first counts
  const one = ranked.find(({ record }) => record.messageId === messageId)
  return {
    part,
    rank: one?.verdict.rank,
    verdict: one?.verdict.level ?? 'not read',
    gates: one?.judgement.gates.filter(({ open }) => open).map(({ gate }) => gate) ?? [],
    reasons:
      one?.judgement.channels
        .filter(({ tail = 1 }) => tail < 0.05)
        .map(({ channel, tail = 1 }) => `${channel} ${tail.toFixed(3)}`) ?? [],
  }
}

/** Whether a chain that was followed gives the interposed hop its role; undefined when its mail was no alert. */
function hopNamed({ link, mails }: Truth, traces: readonly TraceReport[]): boolean | undefined {
  const takeover = mails.find(({ part }) => part === 'takeover')
  const report = traces.find(
    ({ mail }) => mail?.from.address === takeover?.from && mail?.subject === takeover?.subject,
  )
  if (report === undefined || link === undefined) return undefined
  return report.links.some(
    ({ chain, signs }) =>
      chain.hops.some(({ url, role }) => role === 'stopover' && new URL(url).hostname === link.hop) ||
      signs.some((sign) => sign.kind === 'stop-over' && sign.domain === link.hop),
  )
}
