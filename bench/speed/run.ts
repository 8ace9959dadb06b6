/**
 * Reading mail against mailparser, postal-mime and, where installed, rspamd: in one run, alternating; then the decoded
 * texts compared with mailparser's message by message. By hand:
 * `node_modules/.bin/node bench/speed/run.ts FOLDER [ROUNDS]`. README.md says what is measured and explains every kind
 * of difference.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import PostalMime from 'postal-mime'
import { readAttachments } from '../../src/parse/attachments/read-attachments.ts'
import { decodeTexts } from '../../src/parse/mime/decode-texts.ts'
import { readMime } from '../../src/parse/mime/read-mime.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import { compareTexts } from './compare-texts.ts'

const MAILPARSER_OPTIONS = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipImageLinks: true,
  skipTextLinks: true,
}

const [folder, roundsText] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: node bench/speed/run.ts FOLDER [ROUNDS]   (a folder of .eml files)')
  process.exit(2)
}
const rounds = Number(roundsText ?? 5)

const files = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.eml'))
  .sort()
const mails = files.map((name) => readFileSync(join(folder, name)))
const size = mails.reduce((sum, mail) => sum + mail.length, 0)
console.log(
  `${mails.length} messages, ${(size / 1e6).toFixed(1)} MB, Node ${process.version}, ${rounds} rounds`,
)

interface Timing {
  readonly wall: number
  readonly cpu: number
}

async function timed(work: () => void | Promise<void>): Promise<Timing> {
  globalThis.gc?.()
  const cpu = process.cpuUsage()
  const start = process.hrtime.bigint()
  await work()
  const wall = Number(process.hrtime.bigint() - start) / 1e9
  const used = process.cpuUsage(cpu)
  return { wall, cpu: (used.user + used.system) / 1e6 }
}

/** Keeps the engines from leaving out work whose result nobody reads. */
let characters = 0

function ours(): void {
  for (const mail of mails) {
    const { parts } = readMime(mail)
    for (const text of decodeTexts(mail, parts).texts) characters += text.text.length
  }
}

/** The same, and every file decoded and hashed: mailparser does that too (MD5) and cannot be told not to decode. */
function oursWithFiles(): void {
  for (const mail of mails) {
    const { parts } = readMime(mail)
    for (const text of decodeTexts(mail, parts).texts) characters += text.text.length
    characters += readAttachments(mail, parts).length
  }
}

/** Everything a mail says by itself: addresses, dates, hops, links, quoted text, attachments, digest. */
function whole(): void {
  for (const mail of mails) characters += parseMessage(mail).links.length
}

async function mailparser(): Promise<void> {
  for (const mail of mails) {
    const parsed = await simpleParser(mail, MAILPARSER_OPTIONS)
    characters += (parsed.text ?? '').length + (parsed.html || '').length
  }
}

async function postalMime(): Promise<void> {
  for (const mail of mails)
    try {
      const parsed = await PostalMime.parse(mail)
      characters += (parsed.text ?? '').length + (parsed.html ?? '').length
    } catch {
      // It refuses mails nested deeper, or with longer headers, than it wants; ours and mailparser read them.
      refused++
    }
}
let refused = 0

const CONTESTANTS = {
  ours,
  'ours+files': oursWithFiles,
  whole,
  mailparser,
  'postal-mime': postalMime,
} as const
type Contestant = keyof typeof CONTESTANTS
const OURS = ['ours', 'ours+files', 'whole'] as const satisfies readonly Contestant[]
const OTHERS = ['mailparser', 'postal-mime'] as const satisfies readonly Contestant[]
const NAMES: readonly Contestant[] = [...OURS, ...OTHERS]

const timings: Readonly<Record<Contestant, Timing>>[] = []
// The first round warms the engines up and is not counted; the order turns around every round.
for (let round = 0; round <= rounds; round++) {
  const results: Partial<Record<Contestant, Timing>> = {}
  for (const name of round % 2 === 0 ? NAMES : NAMES.toReversed())
    results[name] = await timed(CONTESTANTS[name])
  if (round > 0) timings.push(results as Record<Contestant, Timing>)
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
for (const name of NAMES) {
  const wall = median(timings.map((timing) => timing[name].wall))
  const cpu = median(timings.map((timing) => timing[name].cpu))
  const all = timings.map((timing) => (mails.length / timing[name].cpu).toFixed(0)).join(' ')
  console.log(
    `${name.padEnd(11)} ${(mails.length / wall).toFixed(0).padStart(6)} messages/s  ` +
      `${(size / 1e6 / wall).toFixed(0).padStart(4)} MB/s  ${cpu.toFixed(2)} CPU s  ` +
      `${(mails.length / cpu).toFixed(0).padStart(6)} messages per CPU s (rounds: ${all})`,
  )
}
for (const other of OTHERS)
  for (const name of OURS) {
    const ratio = (of: keyof Timing) =>
      median(timings.map((timing) => timing[other][of] / timing[name][of])).toFixed(1)
    console.log(`${other} takes ${ratio('wall')}x the wall time and ${ratio('cpu')}x the CPU of ${name}`)
  }
if (refused > 0) console.log(`postal-mime refused ${refused / (rounds + 1)} messages`)
rspamd()

/**
 * `rspamadm mime urls` reads the structure, decodes the texts and finds the links, which is less than `whole` does. It
 * runs by itself, so its start (some tenths of a second) counts: the folder should not be small.
 */
function rspamd(): void {
  if (spawnSync('rspamadm', ['--version']).error) {
    console.log('rspamd: not installed')
    return
  }
  const paths = files.map((name) => join(folder ?? '', name))
  let cpu = 0
  // A command line holds no more than 128 KB a word and 2 MB in all.
  for (let at = 0; at < paths.length; at += 4000) {
    const { stderr, status } = spawnSync(
      'bash',
      [
        '-c',
        'TIMEFORMAT="%U %S"; time rspamadm mime urls "$@" >/dev/null',
        'bash',
        ...paths.slice(at, at + 4000),
      ],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    )
    const times = /(\d+\.\d+) (\d+\.\d+)\s*$/.exec(stderr)
    if (status !== 0 || !times) {
      console.log(`rspamd: did not run to its end (${stderr.trim().split('\n').at(-2) ?? 'no message'})`)
      return
    }
    cpu += Number(times[1]) + Number(times[2])
  }
  const ours = median(timings.map((timing) => timing.whole.cpu))
  console.log(
    `rspamd mime urls ${cpu.toFixed(2)} CPU s, ${(mails.length / cpu).toFixed(0)} messages per CPU s: ${(cpu / ours).toFixed(1)}x the CPU of whole`,
  )
}
console.log(`(${characters} characters read)`)

let agreeing = 0
const kinds = new Map<string, string[]>()
for (const [index, mail] of mails.entries()) {
  const { parts } = readMime(mail)
  const { texts } = decodeTexts(mail, parts)
  const name = files[index] ?? ''
  let kind: string | undefined
  try {
    kind = compareTexts(texts, parts, await simpleParser(mail, MAILPARSER_OPTIONS))
  } catch (error) {
    kind = `mailparser throws: ${error instanceof Error ? error.message : String(error)}`
  }
  if (kind === undefined) agreeing++
  else kinds.set(kind, [...(kinds.get(kind) ?? []), name])
}
console.log(
  `\nsame decoded text parts: ${agreeing} of ${mails.length} (${((agreeing / mails.length) * 100).toFixed(2)} %)`,
)
for (const [kind, names] of [...kinds].sort((a, b) => b[1].length - a[1].length))
  console.log(
    `${String(names.length).padStart(5)}  ${kind}  (${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''})`,
  )
