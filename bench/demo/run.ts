/**
 * How the product does on the fictional campaigns of `counterfoil demo`. By hand:
 * `node_modules/.bin/node bench/demo/run.ts --seeds 1-50 --out results.ndjson`. README.md says what is measured.
 */
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Campaign, makeCampaign } from '../../src/demo/campaign.ts'
import type { HiddenMail } from '../../src/demo/truth.ts'
import { webFetcher } from '../../src/demo/web.ts'
import { openLinkAsker, openStore, type ScannedMessage, scan, trace } from '../../src/index.ts'
import type { Store } from '../../src/model/ports.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1-50' },
    attachments: { type: 'string', default: 'none' },
    out: { type: 'string' },
  },
})
const [first = 1, last = first] = values.seeds.split('-').map(Number)
const attachments = values.attachments === 'all' ? 'all' : 'none'

/** Where one mail of the operation came out; `rank` counts from 1 over all mails. */
interface Found {
  readonly part: HiddenMail['part']
  readonly rank: number | undefined
  readonly verdict: string
  readonly gates: readonly string[]
  /** Channels whose drift few earlier mails reached, with the share that did. */
  readonly reasons: readonly string[]
}

export interface SeedResult {
  readonly seed: number
  readonly kind: Campaign['truth']['kind']
  readonly mails: number
  readonly alerts: number
  readonly reviews: number
  readonly alertSubjects: readonly string[]
  readonly found: readonly Found[]
  /** Absent without an operation; false when the chain did not name the hop. */
  readonly hopNamed?: boolean
  readonly commonHolders?: readonly string[]
  readonly mailbox?: string
  readonly seconds: number
}

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-demo-bench-'))
const results: SeedResult[] = []
try {
  for (let seed = first; seed <= last; seed++) {
    const result = await runSeed(seed, join(folder, String(seed)))
    results.push(result)
    const line = JSON.stringify(result)
    if (values.out !== undefined) appendFileSync(values.out, `${line}\n`)
    console.log(line)
    rmSync(join(folder, String(seed)), { recursive: true })
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
summarise()

async function runSeed(seed: number, place: string): Promise<SeedResult> {
  const began = process.cpuUsage()
  const campaign = makeCampaign(seed)
  for (const [path, bytes] of campaign.files) {
    if (!path.startsWith('mail/')) continue
    mkdirSync(dirname(join(place, path)), { recursive: true })
    writeFileSync(join(place, path), bytes)
  }
  const { truth } = campaign
  const store = await openStore(':memory:')
  const ranked: ScannedMessage[] = []
  try {
    for await (const event of scan({
      inputs: [join(place, 'mail')],
      store,
      attachments,
      trustedHosts: [campaign.border],
      all: true,
    }))
      if (event.kind === 'scanned-message') ranked.push(event)
    const alerts = ranked.filter(({ verdict }) => verdict.level === 'alert')
    const hidden = truth.mails.filter(({ part }) => part !== 'leak')
    const named = truth.link === undefined ? undefined : await hopNamed(campaign, ranked, store)
    const { user, system } = process.cpuUsage(began)
    return {
      seed,
      kind: truth.kind,
      mails: campaign.mails,
      alerts: alerts.length,
      reviews: ranked.filter(({ verdict }) => verdict.level === 'review').length,
      alertSubjects: alerts.map(({ record }) => `${record.from.address}: ${record.subject}`),
      found: hidden.map((mail) => foundOf(mail, ranked)),
      ...(named === undefined ? {} : { hopNamed: named }),
      ...(truth.leak && { commonHolders: truth.leak.commonHolders }),
      ...(truth.mailbox !== undefined && { mailbox: truth.mailbox }),
      seconds: Math.round((user + system) / 1e5) / 10,
    }
  } finally {
    await store.close()
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

/** Whether the chain of the decisive link, followed on the fictional web, gives the interposed hop its role. */
async function hopNamed(
  { truth, web, followed }: Campaign,
  ranked: readonly ScannedMessage[],
  store: Store,
): Promise<boolean> {
  const takeover = truth.mails.find(({ part }) => part === 'takeover')
  const record = ranked.find((one) => one.record.messageId === takeover?.messageId)?.record
  if (record === undefined || truth.link === undefined) return false
  const asker = await openLinkAsker({ fetcher: webFetcher(web, followed), clock: () => followed })
  try {
    const { links } = await trace(record.digest, { store, follow: asker.follow })
    const { hop } = truth.link
    return links.some(
      ({ chain, signs }) =>
        chain.hops.some(({ url, role }) => role === 'stopover' && new URL(url).hostname === hop) ||
        signs.some((sign) => sign.kind === 'stop-over' && sign.domain === hop),
    )
  } finally {
    await asker.close()
  }
}

function summarise(): void {
  const of = (kind: SeedResult['kind']): SeedResult[] => results.filter((one) => one.kind === kind)
  const hits = of('intrusion')
  const rankOf = ({ found }: SeedResult): Found | undefined => found.find(({ part }) => part === 'takeover')
  const within = (limit: number): number =>
    hits.filter((one) => {
      const takeover = rankOf(one)
      return takeover?.verdict === 'alert' && (takeover.rank ?? Infinity) <= limit
    }).length
  const lines = [
    `seeds ${first} to ${last}: ${hits.length} intrusion, ${of('insider').length} insider, ${of('nothing').length} nothing`,
    `takeover mail: first alert ${within(1)}, inside the first 3 ${within(3)}, any alert ${within(1e9)} of ${hits.length}`,
    `interposed hop named: ${hits.filter(({ hopNamed }) => hopNamed).length} of ${hits.length} traced`,
    `breached mailbox alone holds all leaked papers: ${hits.filter(({ commonHolders, mailbox }) => commonHolders?.length === 1 && commonHolders[0] === mailbox).length} of ${hits.length}`,
    `alerts where nothing happened: ${of('nothing').map(({ alerts }) => alerts)}; with an insider: ${of('insider').map(({ alerts }) => alerts)}`,
  ]
  console.log(lines.join('\n'))
}
