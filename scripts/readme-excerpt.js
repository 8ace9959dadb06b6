// Puts into README.md what `counterfoil scan examples/mailbox.mbox` prints, shortened: the head and two findings of
// the first alert, its first next step, and the start of the summary. With --check it only fails when README.md is stale.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const PLACE = /(?<=^## What an alert looks like\n\n[^\n]+\n\n```text\n).*?(?=^```$)/ms
/** Rows of the summary that depend on the mailbox and the rules only, not on the machine. */
const SUMMARY_ROWS = ['Messages', 'Ranked', 'Alerts', 'Verdicts', 'Senders']

const child = spawnSync(
  process.execPath,
  [
    '--import',
    './src/testing/deny-network.ts',
    'bin/counterfoil.js',
    'scan',
    'examples/mailbox.mbox',
    '--quiet',
    '--no-color',
  ],
  { encoding: 'utf8' },
)
if (child.status !== 0) {
  console.error(child.stderr)
  process.exit(1)
}
const lines = child.stdout.split('\n')
const from = (start, test) => {
  const found = lines.findIndex((line, index) => index >= start && test(line))
  if (found < 0) throw new Error('the output of scan has another form now: change scripts/readme-excerpt.js')
  return found
}
const place = from(0, (line) => line.startsWith('  Lies in'))
const findings = from(place, (line) => line.startsWith('  1. '))
const next = from(findings, (line) => line.startsWith('  What to do next'))
const third = lines.slice(0, next).findIndex((line) => line.startsWith('  3. '))
const secondStep = from(next + 2, (line) => line.trim() === '' || /^ +2\. /.test(line))
const summary = from(secondStep, (line) => line === 'Summary')
const excerpt = [
  ...lines.slice(0, place),
  '  …',
  '',
  ...(third < 0 ? lines.slice(findings, next) : [...lines.slice(findings, third), '  …', '']),
  ...lines.slice(next, secondStep),
  '  …',
  '',
  ...lines.slice(summary, summary + 2),
  ...SUMMARY_ROWS.map((row) => lines[from(summary, (line) => line.startsWith(`${row} `))]),
  '…',
  '',
].join('\n')

const readme = readFileSync('README.md', 'utf8')
if (!PLACE.test(readme)) throw new Error('README.md has no place for the excerpt')
const renewed = readme.replace(PLACE, () => excerpt)
if (process.argv.includes('--check')) {
  if (renewed !== readme) {
    console.error('the excerpt in README.md is stale: run npx node scripts/readme-excerpt.js')
    process.exit(1)
  }
} else writeFileSync('README.md', renewed)
