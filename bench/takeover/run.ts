/**
 * How many mails of a taken-over account the product finds at a load a person can read. By hand:
 * `node_modules/.bin/node bench/takeover/run.ts --period tune --seeds 1,2,3`. README.md says what is measured.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Counted, countScan } from './counting.ts'
import { TIERS, type Tier } from './intent.ts'
import type { LureTemplate } from './lures.ts'
import { explanation, report } from './report.ts'
import type { ScanOrder, ScanResult } from './scan-list.ts'

const { values } = parseArgs({
  options: {
    period: { type: 'string', default: 'tune' },
    seeds: { type: 'string', default: '1,2,3' },
    lists: { type: 'string', default: 'openbmc,lsm' },
    tiers: { type: 'string', default: TIERS.join(',') },
    share: { type: 'string', default: '0.02' },
    jobs: { type: 'string', default: '2' },
    without: { type: 'string' },
    explain: { type: 'string' },
    asking: { type: 'string' },
    mboxes: { type: 'string', default: '/tmp/corp' },
    phish: { type: 'string', default: '/tmp/corp/phish/phishing-pot' },
    cache: { type: 'string', default: '/tmp/exp/takeover-cache' },
    out: { type: 'string' },
  },
})

const lists = values.lists.split(',')
const tiers = values.tiers.split(',') as Tier[]
const seeds = values.seeds.split(',').map(Number)
const share = Number(values.share)
const jobs = Number(values.jobs)
const { period } = values
if (
  (period !== 'tune' && period !== 'test') ||
  seeds.some((one) => !Number.isInteger(one)) ||
  tiers.some((one) => !TIERS.includes(one)) ||
  !(share > 0 && share <= 0.02) ||
  !(Number.isInteger(jobs) && jobs >= 1)
) {
  console.error(
    'usage: node bench/takeover/run.ts [--period tune|test] [--seeds 1,2] [--lists openbmc,lsm] [--tiers T1,…] [--share 0.02] [--jobs 2] [--without CHANNEL] [--asking FILE] [--explain N] [--mboxes FOLDER] [--phish FOLDER] [--cache FOLDER] [--out FILE]',
  )
  process.exit(2)
}

/** `[{"subject": "…", "text": "…"}]`, English unless `language` says otherwise, as `LureTemplate`. */
const asking =
  values.asking === undefined
    ? undefined
    : (JSON.parse(readFileSync(values.asking, 'utf8')) as Partial<LureTemplate>[]).map(
        ({ language = 'en', subject = '', text = '' }): LureTemplate => ({ language, subject, text }),
      )
const ALL_LISTS = ['openbmc', 'lsm']
const withouts = values.without === undefined ? [undefined] : [undefined, ...values.without.split(',')]
const results = new Map<string, ScanResult[]>()
const orders: ScanOrder[] = withouts.flatMap((without) =>
  lists.flatMap((list) =>
    seeds.map((seed) => ({
      list,
      foreign: ALL_LISTS.find((one) => one !== list) ?? list,
      mboxes: values.mboxes,
      phish: values.phish,
      cache: values.cache,
      period,
      seed,
      tiers,
      share,
      ...(without !== undefined ? { without } : {}),
      ...(asking !== undefined ? { asking } : {}),
    })),
  ),
)

/** A process for each channel left out and list: judging is silenced for good there, and records stay loaded. */
async function runAll(): Promise<void> {
  const groups = Map.groupBy(orders, (one) => `${one.without ?? ''} ${one.list}`)
  const waiting = [...groups.values()]
  const lane = async (): Promise<void> => {
    for (let group = waiting.shift(); group; group = waiting.shift()) {
      const child = fork(fileURLToPath(new URL('./scan-worker.ts', import.meta.url)), {
        serialization: 'advanced',
      })
      try {
        for (const order of group) {
          const result = await ask(child, order)
          const key = order.without ?? ''
          results.set(key, [...(results.get(key) ?? []), result])
          process.stderr.write(
            `${order.list} seed ${order.seed}${order.without ? ` without ${order.without}` : ''}: ${result.injected.length} injected in ${result.messages} mails, ${result.seconds.generating.toFixed(1)} s generating, ${result.seconds.judging.toFixed(1)} s judging\n`,
          )
        }
      } finally {
        child.kill()
      }
    }
  }
  await Promise.all(Array.from({ length: jobs }, lane))
}

function ask(child: ChildProcess, order: ScanOrder): Promise<ScanResult> {
  return new Promise((resolve, reject) => {
    const exit = (code: number | null): void => reject(new Error(`a scan ended with ${code}`))
    child.once('exit', exit)
    child.once('message', (answer: { readonly result?: ScanResult; readonly error?: string }) => {
      child.off('exit', exit)
      if (answer.result) resolve(answer.result)
      else reject(new Error(answer.error))
    })
    child.send(order)
  })
}

await runAll()
const counted = new Map<string, readonly Counted[]>(
  [...results].map(([key, scans]) => [key, scans.flatMap(countScan)]),
)
const text = report({ period, seeds, lists, tiers, share, scans: results.get('') ?? [], counted })
process.stdout.write(text)
if (values.explain !== undefined) {
  const file = `${values.cache}/explained-${period}-${seeds.join('-')}.txt`
  writeFileSync(file, explanation(results.get('') ?? [], counted.get('') ?? [], Number(values.explain)))
  console.log(`\nexplained: ${file}`)
}
if (values.out !== undefined)
  writeFileSync(
    values.out,
    JSON.stringify(
      [...counted].map(([without, all]) => ({
        without,
        mails: all.map(({ mail, scan, cost, simpleCost, model }) => ({
          list: scan.list,
          seed: scan.seed,
          digest: mail.digest,
          tier: mail.tier,
          role: mail.role,
          twin: mail.twin,
          payload: mail.payload,
          knownHost: mail.knownHost,
          usual: mail.usualRecipients,
          phish: mail.phish,
          sender: mail.sender,
          cost,
          simpleCost,
          model,
          strengths: mail.candidate.strengths,
          held: mail.candidate.held,
        })),
      })),
    ),
  )
