/**
 * Runs the suites of others against the reader and prints for each how many cases passed, differ or ask nothing of
 * a mail reader. Every deliberate difference is listed with its reason in deliberate-differences.json; one that is
 * not listed, or is listed and does not happen any more, fails the command.
 *
 *   npm run suites                      all, from ../shared/corpora/suites beside the project
 *   npm run suites -- --from FOLDER     from another place
 *   npm run suites -- stalwart wooyun   only those whose archive's name holds one of the words
 *   npm run suites -- --show            shows what differs, not only where: quotes the suites' mails
 *
 * The archives hold mails of real people and live malware: they are unpacked into a temporary folder that is removed
 * at the end, nothing in them is opened but by the reader, and the network is denied.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { authentication } from './authentication.ts'
import { csdmc, spamassassin } from './mailparser-oracle.ts'
import { mime4j } from './mime4j.ts'
import { publicsuffix } from './publicsuffix.ts'
import { rspamd } from './rspamd.ts'
import { sisimai } from './sisimai.ts'
import { stalwart } from './stalwart.ts'
import type { Suite, SuiteResult } from './suite.ts'
import { share } from './suite.ts'
import { unpack } from './unpack.ts'
import { wooyun } from './wooyun.ts'
import { wptUrl } from './wpt-url.ts'

const SUITES: readonly Suite[] = [
  stalwart,
  mime4j,
  sisimai,
  rspamd,
  wooyun,
  csdmc,
  spamassassin,
  wptUrl,
  publicsuffix,
  authentication,
]

/**
 * Why a difference stands. `rfc`: the standard is against the expectation · `clients`: what mail clients do is
 * against it · `ours`: neither decides, the reason says why ours was chosen.
 */
const GROUNDS = ['rfc', 'clients', 'ours'] as const

interface Deliberate {
  readonly suite: string
  readonly ground: (typeof GROUNDS)[number]
  readonly reason: string
  /** Case and how often it differs: in both line-end variants of a mail, or in so many mails of a kind. */
  readonly cases: Readonly<Record<string, number>>
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { from: { type: 'string' }, show: { type: 'boolean', default: false } },
})
const folder = values.from ?? join(import.meta.dirname, '../../../shared/corpora/suites')
const suites = SUITES.filter(
  ({ archive }) => positionals.length === 0 || positionals.some((word) => archive.includes(word)),
)
if (suites.length === 0) {
  console.error(`no suite is named ${positionals.join(' or ')}`)
  process.exit(2)
}
if (!existsSync(folder)) {
  console.log(`suites: not run, there is no ${folder}`)
  process.exit(0)
}

const deliberate = JSON.parse(
  readFileSync(join(import.meta.dirname, 'deliberate-differences.json'), 'utf8'),
) as readonly Deliberate[]
const failures: string[] = []
for (const { suite, ground, reason, cases } of deliberate)
  if (!GROUNDS.includes(ground) || reason === '' || Object.keys(cases).length === 0)
    failures.push(`${suite}: an entry of deliberate-differences.json lacks its ground, reason or cases`)

const temporary = mkdtempSync(join(tmpdir(), 'counterfoil-suites-'))
process.once('exit', () => rmSync(temporary, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const results: SuiteResult[] = []
for (const { archive, run } of suites) {
  const file = join(folder, archive)
  if (!existsSync(file)) {
    console.log(`${archive}: not run, it is not in ${folder}`)
    continue
  }
  const place = join(temporary, archive.replace(/\..*$/, ''))
  mkdirSync(place)
  results.push(...(await run(unpack(file, place), folder)))
  rmSync(place, { recursive: true, force: true })
}

const row = (...cells: readonly (string | number)[]): string =>
  `${String(cells[0]).padEnd(26)}${cells
    .slice(1)
    .map((cell) => String(cell).padStart(16))
    .join('')}`
console.log(row('suite', 'passed', 'differing', 'not applicable'))
for (const result of results) {
  const skipped = [...result.notApplicable.values()].reduce((sum, count) => sum + count, 0)
  console.log(row(result.suite, result.passed, result.differing.length, skipped))
}

/** `rfc` or `clients` is against what the suite expects there. */
function isExplained(result: SuiteResult, name: string): boolean {
  return deliberate.some(
    ({ suite, ground, cases }) => suite === result.suite && ground !== 'ours' && Object.hasOwn(cases, name),
  )
}

console.log(
  '\nAgreement: as expected; and with the cases whose expectation the standard or the clients are against',
)
for (const result of results) {
  const cases = result.passed + result.differing.length
  if (cases === 0) continue
  const explained = result.differing.filter((each) =>
    each.every((one) => isExplained(result, one.case)),
  ).length
  console.log(
    `  ${result.suite}: cases ${share(result.passed, cases)}; ${share(result.passed + explained, cases)}`,
  )
  const shares = [(result.passed + explained) / cases]
  if (result.fields !== undefined) {
    const differences = result.differing.flat()
    const open = differences.filter((one) => !isExplained(result, one.case)).length
    const { fields } = result
    console.log(
      `  ${result.suite}: fields ${share(fields - differences.length, fields)}; ${share(fields - open, fields)}`,
    )
    shares.push((fields - open) / fields)
  }
  if (result.goal !== undefined && Math.min(...shares) < result.goal)
    failures.push(`${result.suite}: less than ${result.goal * 100} % agree`)
}

for (const { suite, notes, notApplicable } of results) {
  if (notes.length === 0 && notApplicable.size === 0) continue
  console.log(`\n${suite}`)
  for (const note of notes) console.log(`  ${note}`)
  for (const [reason, count] of notApplicable) console.log(`  not applicable, ${count}: ${reason}`)
}

console.log('\nDeliberate differences')
for (const result of results) {
  const entries = deliberate.filter(({ suite }) => suite === result.suite)
  const found = new Map<string, { count: number; what: string }>()
  for (const { case: name, what } of result.differing.flat())
    found.set(name, { count: (found.get(name)?.count ?? 0) + 1, what })
  for (const { ground, reason, cases } of entries) {
    console.log(`  ${result.suite}: ${reason} [${ground}]`)
    console.log(
      `    ${Object.entries(cases)
        .map(([name, times]) => (times === 1 ? name : `${name} (${times})`))
        .join(', ')}`,
    )
    for (const [name, times] of Object.entries(cases)) {
      const actual = found.get(name)
      if (actual?.count !== times)
        failures.push(
          `${result.suite}: ${name} is listed ${times} times and differs ${actual?.count ?? 0} times`,
        )
      if (values.show && actual) console.log(`      ${name}: ${actual.what}`)
      found.delete(name)
    }
  }
  for (const [name, { count, what }] of found)
    failures.push(
      `${result.suite}: ${name} differs ${count === 1 ? '' : `${count} times `}and is not listed${values.show ? `: ${what}` : ''}`,
    )
  failures.push(...result.failures.map((line) => `${result.suite}: ${line}`))
}

// Only a full run knows the names of all rows.
if (
  results.length > 0 &&
  positionals.length === 0 &&
  suites.every(({ archive }) => existsSync(join(folder, archive)))
)
  for (const suite of new Set(deliberate.map((each) => each.suite)))
    if (!results.some((result) => result.suite === suite))
      failures.push(`${suite}: deliberate-differences.json speaks of a suite that does not exist`)

if (failures.length > 0) {
  console.error(`\nFAILED\n${failures.map((line) => `  ${line}`).join('\n')}`)
  process.exitCode = 1
} else console.log('\nno difference but those listed')
