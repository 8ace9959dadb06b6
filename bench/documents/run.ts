/**
 * Opens every file of a folder as an attachment and says by type what was read, what was refused and why, what took
 * longest and what took most memory. By hand:
 * `node_modules/.bin/node --conditions=counterfoil-source bench/documents/run.ts FOLDER [BATCH]`. README.md says what
 * is measured. Exit code 1 when a file crashed the reader, took more than 2 s of CPU or 300 MB, or was not read whole without
 * a reason.
 */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { OpenedAttachment } from '../../src/model/attachment.ts'

const MOST_SECONDS = 2
const MOST_MEGABYTES = 300
/** A child that says nothing for so long is killed, and the file counted as hung. Longer than a virtual machine is paused. */
const SILENCE_SECONDS = 90

interface Outcome {
  readonly file: string
  readonly type: string
  readonly seconds: number
  readonly cpuSeconds: number
  /** Highest resident memory so far above what the process had before its first file, MB. */
  readonly megabytes: number
  readonly complete: boolean
  readonly links: number
  readonly files: number
  readonly textLength: number
  readonly issues: readonly string[]
  readonly crash?: string
}

async function child(files: readonly string[]): Promise<void> {
  const { openAttachment } = await import('../../src/enrich/attachments/open-attachment.ts')
  const before = process.resourceUsage().maxRSS
  for (const file of files) {
    const bytes = readFileSync(file)
    const start = performance.now()
    const cpu = process.cpuUsage()
    const opened: OpenedAttachment = await openAttachment(
      { part: '1', name: file.slice(file.lastIndexOf('/') + 1), declaredType: '', bytes },
      { recipients: ['someone@example.org'], clock: Date.now },
    )
    const used = process.cpuUsage(cpu)
    const outcome: Outcome = {
      file,
      type: opened.mediaType,
      seconds: (performance.now() - start) / 1000,
      cpuSeconds: (used.user + used.system) / 1e6,
      megabytes: (process.resourceUsage().maxRSS - before) / 1024,
      complete: opened.complete,
      links: opened.links.length,
      files: opened.files.length,
      textLength: opened.text.length,
      issues: opened.issues.map(({ code }) => code),
    }
    process.stdout.write(`${JSON.stringify(outcome)}\n`)
  }
  process.exit(0)
}

async function parent(folder: string | undefined, batch: number): Promise<void> {
  if (folder === undefined || !(batch >= 1)) {
    console.error('usage: node bench/documents/run.ts FOLDER [BATCH]')
    process.exit(2)
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const outcomes: Outcome[] = []
  for (let at = 0; at < files.length; ) {
    const done = await runChild(files.slice(at, at + batch))
    outcomes.push(...done)
    at += done.length
  }
  // What a batch blames on a file may be its neighbours' memory or a busy machine: the file alone decides.
  const judged: Outcome[] = []
  for (const outcome of outcomes) {
    const [alone] = isBad(outcome) ? await runChild([outcome.file]) : []
    judged.push(alone ?? outcome)
  }
  report(judged, folder)
}

const isBad = ({ cpuSeconds, megabytes }: Outcome): boolean =>
  cpuSeconds > MOST_SECONDS || megabytes > MOST_MEGABYTES

/** Outcomes up to and with the file that ended the child. */
function runChild(files: readonly string[]): Promise<readonly Outcome[]> {
  return new Promise((resolve) => {
    const flags = ['--conditions=counterfoil-source', fileURLToPath(import.meta.url), '--child']
    const process_ = spawn(process.execPath, [...flags, ...files], { stdio: ['ignore', 'pipe', 'pipe'] })
    const outcomes: Outcome[] = []
    let complaint = ''
    process_.stderr.on('data', (data: Buffer) => {
      complaint = (complaint + data.toString()).slice(-2_000)
    })
    let silence = setTimeout(() => process_.kill('SIGKILL'), SILENCE_SECONDS * 1_000)
    createInterface({ input: process_.stdout }).on('line', (line) => {
      clearTimeout(silence)
      silence = setTimeout(() => process_.kill('SIGKILL'), SILENCE_SECONDS * 1_000)
      outcomes.push(JSON.parse(line) as Outcome)
    })
    process_.on('close', (code, signal) => {
      clearTimeout(silence)
      const next = files[outcomes.length]
      if (next !== undefined)
        outcomes.push({
          file: next,
          type: 'unknown',
          seconds: 0,
          cpuSeconds: 0,
          megabytes: 0,
          complete: false,
          links: 0,
          files: 0,
          textLength: 0,
          issues: [],
          crash:
            signal ??
            `exit code ${code}: ${complaint.split('\n').find((line) => line.includes('Error')) ?? ''}`,
        })
      resolve(outcomes)
    })
  })
}

function report(outcomes: readonly Outcome[], folder: string): void {
  const short = (file: string): string => file.slice(folder.length + 1)
  const types = Map.groupBy(outcomes, ({ type }) => type)
  const rows = [...types]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([type, of]) => {
      const reasons = new Map<string, number>()
      for (const { complete, issues } of of)
        if (!complete) for (const code of new Set(issues)) reasons.set(code, (reasons.get(code) ?? 0) + 1)
      return [
        type.replace('application/', '').slice(-48),
        `${of.length}`,
        `${of.filter(({ complete }) => complete).length}`,
        `${of.filter(({ complete }) => !complete).length}`,
        `${of.reduce((sum, { links }) => sum + links, 0)}`,
        `${(of.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0) * 1_000).toFixed(0)}`,
        Math.max(...of.map(({ cpuSeconds }) => cpuSeconds)).toFixed(2),
        Math.max(...of.map(({ seconds }) => seconds)).toFixed(2),
        Math.max(...of.map(({ megabytes }) => megabytes)).toFixed(0),
        [...reasons].map(([code, count]) => `${code} ${count}`).join(', '),
      ]
    })
  table(['type', 'files', 'whole', 'not', 'links', 'CPU ms', 'max CPU s', 'max s', 'max MB', 'reasons'], rows)
  const list = (title: string, by: (outcome: Outcome) => number, unit: string): void => {
    console.log(`\n${title}`)
    for (const outcome of outcomes.toSorted((a, b) => by(b) - by(a)).slice(0, 5))
      console.log(`  ${by(outcome).toFixed(2)} ${unit}  ${short(outcome.file)}`)
  }
  list('Most CPU', ({ cpuSeconds }) => cpuSeconds, 's')
  list('Largest (resident memory above the start of its process)', ({ megabytes }) => megabytes, 'MB')
  const failures = outcomes.flatMap((outcome) => {
    if (outcome.crash !== undefined) return [`${short(outcome.file)}: ${outcome.crash}`]
    if (isBad(outcome))
      return [
        `${short(outcome.file)}: ${outcome.cpuSeconds.toFixed(2)} s of CPU, ${outcome.megabytes.toFixed(0)} MB`,
      ]
    if (!outcome.complete && outcome.issues.length === 0)
      return [`${short(outcome.file)}: not read whole, no reason given`]
    return []
  })
  const whole = outcomes.filter(({ complete }) => complete).length
  const seconds = outcomes.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)
  console.log(
    `\n${outcomes.length} files: ${whole} read whole, ${outcomes.length - whole} not, ${failures.length} failures; ${seconds.toFixed(1)} s of CPU, Node ${process.version}`,
  )
  for (const failure of failures) console.log(`FAILED ${failure}`)
  process.exitCode = failures.length > 0 ? 1 : 0
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)))
  for (const row of [head, ...rows])
    console.log(
      row
        .map((cell, i) =>
          i === 0 || i === head.length - 1 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
}

if (process.argv[2] === '--child') await child(process.argv.slice(3))
else await parent(process.argv[2], Number(process.argv[3] ?? 25))
