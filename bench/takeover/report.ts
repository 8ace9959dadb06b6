/** The tables of a run. */
import { rank } from '../../src/judge/ranking.ts'
import type { Verdict } from '../../src/model/verdict.ts'
import { type Counted, type Counting, caughtInterval, RATES, shareCaught } from './counting.ts'
import { headerAuc } from './header-tell.ts'
import type { Tier } from './intent.ts'
import type { ScanResult } from './scan-list.ts'

export interface Run {
  readonly period: string
  readonly seeds: readonly number[]
  readonly lists: readonly string[]
  readonly tiers: readonly Tier[]
  readonly share: number
  readonly scans: readonly ScanResult[]
  /** By channel left out; the empty key is the whole product. */
  readonly counted: ReadonlyMap<string, readonly Counted[]>
}

interface Row {
  readonly name: string
  readonly of: (one: Counted) => boolean
}

const attack = (one: Counted): boolean => one.mail.role === 'attack'
const asks = (one: Counted): boolean => one.mail.payload === 'ask'

function rowsFor(tiers: readonly Tier[]): readonly Row[] {
  return [
    ...tiers.map((tier) => ({
      name: tier,
      of: (one: Counted) => attack(one) && one.mail.tier === tier && !asks(one),
    })),
    { name: 'T1 phish', of: (one) => attack(one) && one.mail.phish },
    {
      name: 'asks T1-T3',
      of: (one) => attack(one) && asks(one) && ['T1', 'T2', 'T3'].includes(one.mail.tier),
    },
    { name: 'asks T4-T5', of: (one) => attack(one) && asks(one) && ['T4', 'T5'].includes(one.mail.tier) },
  ]
}

/** The whole report as text. */
export function report(run: Run): string {
  const all = run.counted.get('') ?? []
  const lines: string[] = []
  const messages = run.scans.reduce((sum, one) => sum + one.messages, 0)
  lines.push(
    `period ${run.period}, seeds ${run.seeds.join(',')}, lists ${run.lists.join(',')}: ${run.scans.length} scans, ${messages} real mails, ${all.filter(attack).length} attacks and ${all.length - all.filter(attack).length} twins (${((100 * all.length) / messages).toFixed(2)} %)`,
  )
  lines.push(
    '',
    'caught at n false alarms per 10,000 mails [95 %, senders drawn again]; behind the bar: the simple reference',
  )
  for (const counting of ['ham', 'all'] as const) {
    lines.push(
      '',
      `${counting.padEnd(12)}${'n'.padStart(5)} ${RATES.map((rate) => `${rate}`.padStart(17)).join('')}  | ${RATES.map((rate) => `${rate}`.padStart(5)).join('')}`,
    )
    for (const row of [
      ...rowsFor(run.tiers),
      { name: 'twins alerted', of: (one: Counted) => !attack(one) },
    ]) {
      const chosen = all.filter(row.of)
      if (chosen.length > 0) lines.push(line(row.name, chosen, counting))
    }
  }
  lines.push(
    '',
    'ham at 1 per 10,000, counting whole alerts only (none where one alert is more than that):',
    `  ${[...rowsFor(run.tiers), { name: 'twins', of: (one: Counted) => !attack(one) }]
      .map(
        ({ name, of }) =>
          `${name} ${two(
            shareCaught(
              all.filter(of).map((one) => one.cost.ham),
              1,
              true,
            ),
          )}`,
      )
      .join('  ')}`,
  )
  lines.push('', `twins alerted by kind at ham 10, of how many: ${kinds(all)}`)
  lines.push('', 'by list, ham, at 1 and 10 per 10,000:')
  for (const list of run.lists)
    lines.push(
      `  ${list}: ${run.tiers
        .map(
          (tier) =>
            `${tier} ${RATES.filter((rate) => rate === 1 || rate === 10)
              .map((rate) =>
                two(
                  shareCaught(
                    all
                      .filter(
                        (one) =>
                          attack(one) && !asks(one) && one.mail.tier === tier && one.scan.list === list,
                      )
                      .map((one) => one.cost.ham),
                    rate,
                  ),
                ),
              )
              .join('/')}`,
        )
        .join('  ')}`,
    )
  lines.push('', 'model that ranked what is caught at ham 10:')
  for (const tier of run.tiers) {
    const caught = all.filter((one) => attack(one) && one.mail.tier === tier && one.cost.ham.before <= 10)
    const byModel = Map.groupBy(caught, (one) => one.model ?? 'none')
    lines.push(
      `  ${tier}: ${[...byModel].map(([model, mails]) => `${model} ${mails.length}`).join(', ') || 'none'}`,
    )
  }
  const alarms = run.scans.flatMap((scan) => falseAlarms(scan, Math.floor((scan.messages * 10) / 10_000)))
  const alarmsBy = Map.groupBy(alarms, (one) => one.model ?? 'none')
  lines.push(`  false alarms: ${[...alarmsBy].map(([model, all]) => `${model} ${all.length}`).join(', ')}`)
  lines.push('', 'by host of the link, ham, at 1 and 10 per 10,000:')
  for (const [name, of] of SLICES) {
    const chosen = all.filter((one) => attack(one) && !one.mail.phish && of(one))
    lines.push(
      `  ${name} (${chosen.length}): ${run.tiers
        .map(
          (tier) =>
            `${tier} ${[1, 10]
              .map((rate) =>
                two(
                  shareCaught(
                    chosen.filter((one) => one.mail.tier === tier).map((one) => one.cost.ham),
                    rate,
                  ),
                ),
              )
              .join('/')}`,
        )
        .join('  ')}`,
    )
  }
  lines.push('', tells(all))
  for (const [without, counted] of run.counted) {
    if (without === '') continue
    lines.push('', `without ${without}, lost at ham 1 / ham 10 / all 10:`)
    for (const row of rowsFor(run.tiers)) {
      const before = all.filter(row.of)
      const after = counted.filter(row.of)
      if (before.length === 0) continue
      const lost = (counting: Counting, rate: number): string =>
        two(
          shareCaught(
            before.map((one) => one.cost[counting]),
            rate,
          ) -
            shareCaught(
              after.map((one) => one.cost[counting]),
              rate,
            ),
        )
      lines.push(`  ${row.name.padEnd(12)} ${lost('ham', 1)} ${lost('ham', 10)} ${lost('all', 10)}`)
    }
  }
  return `${lines.join('\n')}\n`
}

const SLICES: readonly (readonly [string, (one: Counted) => boolean])[] = [
  ['new host', (one) => one.mail.payload === 'host' && !one.mail.knownHost],
  ['known rare host', (one) => one.mail.payload === 'host' && one.mail.knownHost],
  ['courier', (one) => one.mail.payload === 'courier'],
]

function line(name: string, mails: readonly Counted[], counting: Counting): string {
  const cells = RATES.map((rate) => {
    const { share, low, high } = caughtInterval(
      mails.map((one) => ({ sender: one.mail.sender, cost: one.cost[counting] })),
      rate,
    )
    return `  ${two(share)} [${two(low)}-${two(high)}]`.padStart(17)
  })
  const simple = RATES.map((rate) =>
    two(
      shareCaught(
        mails.map((one) => one.simpleCost[counting]),
        rate,
      ),
    ).padStart(5),
  )
  return `${name.padEnd(12)}${String(mails.length).padStart(5)} ${cells.join('')}  | ${simple.join('')}`
}

function two(share: number): string {
  return Number.isNaN(share) ? '-' : share.toFixed(2)
}

function kinds(all: readonly Counted[]): string {
  const byKind = Map.groupBy(
    all.filter((one) => !attack(one)),
    (one) => one.mail.twin ?? '',
  )
  return [...byKind]
    .map(
      ([kind, mails]) =>
        `${kind} ${two(
          shareCaught(
            mails.map((one) => one.cost.ham),
            10,
          ),
        )} of ${mails.length}`,
    )
    .join(', ')
}

/** Session-riders against owners who send a link: one header alone must not tell. */
function tells(all: readonly Counted[]): string {
  const of = (tiers: readonly string[]): string => {
    const mails = all
      .filter((one) => tiers.includes(one.mail.tier) && (attack(one) || one.mail.twin === 'own-link'))
      .map((one) => ({ sender: one.mail.sender, attack: attack(one), marks: one.mail.marks }))
    const auc = headerAuc(mails)
    return `${auc.toFixed(3)} ± ${(1.96 * aucError(auc, mails.filter((one) => one.attack).length, mails.filter((one) => !one.attack).length)).toFixed(2)} (${mails.length} mails)`
  }
  return `one header alone, attacks against twins, AUC: T4 ${of(['T4'])}, T5 ${of(['T5'])}, both ${of(['T4', 'T5'])}`
}

/** Standard error of an AUC (Hanley and McNeil 1982). */
function aucError(auc: number, attacks: number, twins: number): number {
  const one = auc / (2 - auc)
  const two = (2 * auc * auc) / (1 + auc)
  const spread = auc * (1 - auc) + (attacks - 1) * (one - auc * auc) + (twins - 1) * (two - auc * auc)
  return Math.sqrt(spread / Math.max(1, attacks * twins))
}

/** Attacks missed at ham 10 and the false alarms ahead, by digest and tails; nothing of their text. */
export function explanation(scans: readonly ScanResult[], counted: readonly Counted[], n: number): string {
  const lines: string[] = []
  const tiers = [...new Set(counted.map((one) => one.mail.tier))].sort()
  for (const tier of tiers) {
    const missed = counted.filter((one) => attack(one) && one.mail.tier === tier && one.cost.ham.before > 10)
    lines.push(`== ${tier}: ${missed.length} missed at ham 10`)
    for (const { mail, scan, cost } of missed.slice(0, n))
      lines.push(
        `${scan.list}/${scan.seed} cost ${cost.ham.before.toFixed(1)} ${mail.payload}${mail.knownHost ? ' known' : ' new'}${mail.usualRecipients ? ' usual' : ' unusual'}${mail.phish ? ' phish' : ''} ${mail.explained}`,
      )
  }
  for (const scan of scans) {
    lines.push(`== ${scan.list}/${scan.seed}: top false alarms of ${scan.held.length} held`)
    const byDigest = new Map(scan.held.map((one) => [one.candidate.digest, one]))
    for (const { digest, model } of falseAlarms(scan, n))
      lines.push(`by ${model} ${byDigest.get(digest)?.explained}`)
  }
  return `${lines.join('\n')}\n`
}

/** The first real mails a reader would be alerted to. */
function falseAlarms(scan: ScanResult, n: number): readonly Verdict[] {
  const { verdicts } = rank(
    scan.held.map((one) => one.candidate),
    { kind: 'count', alerts: n },
  )
  return verdicts.filter((one) => one.level === 'alert')
}
