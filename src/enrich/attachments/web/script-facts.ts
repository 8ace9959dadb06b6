import { detectType } from '../../../parse/attachments/detect-type.ts'
import { codeUrls } from '../office/url-strings.ts'
import type { FoundLink, OpenContext } from '../opener.ts'
import { looksLikeText } from '../text/text-encoding.ts'

/** Begins the names that are given to what a script carries. */
export const CARRIED = 'script'

/** Content that a script carries in itself. */
export interface CarriedFile {
  readonly bytes: Buffer
  readonly name: string
}

/** Shortest string constant that can hold a file rather than a key or a word. */
const MIN_CARRIED = 400
const MAX_CARRIED = 20
/** Shortest string constant looked into for an address. */
const MIN_RUN = 16
/** Characters of one script that are searched. */
const MAX_SCRIPT = 16_000_000

/** The script makes a file out of what it holds … */
const MAKES_FILE =
  /\b(?:new\s{1,20}(?:Blob|File)\s{0,20}\(|createObjectURL|msSave(?:OrOpen)?Blob|data:application\/(?:octet-stream|zip|x-))/i
/** … and has the browser save it: HTML smuggling (MITRE ATT&CK T1027.006). */
const SAVES = /\b(?:download|msSave(?:OrOpen)?Blob|saveAs)\b/
/** Goes elsewhere as soon as it runs. */
const GOES =
  /\b(?:location(?:\.href)?\s{0,10}=(?!=)|location\.(?:replace|assign)\s{0,10}\(|window\.open\s{0,10}\()/
/** Sends what was typed. */
const SENDS = /\b(?:XMLHttpRequest|fetch\s{0,10}\(|\$\.(?:ajax|post)|axios|sendBeacon|api\.telegram\.org)/
const TYPED = /\b(?:password|passwd|pwd)\b/i
/** What scripts of Windows use to start programs. */
const LAUNCHES =
  /\b(?:ActiveXObject|WScript\.Shell|Shell\.Application|ShellExecute|CreateObject\s{0,10}\(|powershell|cmd(?:\.exe)?\s{1,10}\/c|mshta|rundll32|Start-Process|Invoke-Expression|DownloadString|DownloadFile)/i

/**
 * Reads a script as text: what it can do, addresses it names, files it carries as base64, hexadecimal or escaped
 * strings. Nothing is run, so what it computes is not seen.
 */
export function readScript(
  script: string,
  context: OpenContext,
  found: Omit<FoundLink, 'href' | 'text'>,
): readonly CarriedFile[] {
  const whole = script.slice(0, MAX_SCRIPT)
  if (whole.trim() === '') return []
  context.power('script')
  context.budget.work(1 + (whole.length >> 6))
  const { code, runs } = withoutRuns(whole)
  if (MAKES_FILE.test(code) && SAVES.test(code)) context.power('embedded-program')
  if (LAUNCHES.test(code)) context.power('launch')
  if (GOES.test(code)) context.power('auto-open')
  if (SENDS.test(code) && TYPED.test(code)) context.power('form-submission')
  codeUrls(code, context, found)
  return carriedFiles(runs, escapedText(code), context, found)
}

/** Letters of base64 and hexadecimal strings. */
const CODED = new Uint8Array(128)
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-=')
  CODED[c.charCodeAt(0)] = 1
/** Runs looked into. */
const MAX_RUNS = 2_000

/**
 * Runs of coded letters, and the code without the long ones, in which any word can be found by chance. A plain loop:
 * a regular expression over a run of millions uses up the stack.
 */
function withoutRuns(whole: string): { readonly code: string; readonly runs: readonly string[] } {
  const runs: string[] = []
  const rest: string[] = []
  let from = 0
  let start = 0
  for (let i = 0; i <= whole.length; i++) {
    const c = i < whole.length ? whole.charCodeAt(i) : 0
    if (c < 128 && CODED[c] === 1) continue
    const length = i - start
    if (length >= MIN_RUN && runs.length < MAX_RUNS) {
      runs.push(whole.slice(start, i))
      if (length >= MIN_CARRIED) {
        rest.push(whole.slice(from, start))
        from = i
      }
    }
    start = i + 1
  }
  rest.push(whole.slice(from))
  return { code: rest.join(' '), runs }
}

function carriedFiles(
  runs: readonly string[],
  escaped: string,
  context: OpenContext,
  found: Omit<FoundLink, 'href' | 'text'>,
): readonly CarriedFile[] {
  const files: CarriedFile[] = []
  for (const run of runs) {
    context.budget.work()
    if (files.length >= MAX_CARRIED) {
      context.issue('limit.attachment-files', `Only ${MAX_CARRIED} files carried in a script are opened`)
      break
    }
    const hex = isHex(run)
    const bytes = Buffer.from(run, hex ? 'hex' : 'base64')
    if (run.length >= MIN_CARRIED) {
      const known = detectType(bytes) !== undefined
      // Text of no known kind inside a script is more script.
      if (known || looksLikeText(bytes))
        files.push({
          bytes,
          name: `${CARRIED} ${hex ? 'hex' : 'base64'} ${files.length + 1}${known ? '' : '.js'}`,
        })
    } else if (looksLikeText(bytes)) {
      // Addresses are hidden from filters in short ones.
      codeUrls(bytes.toString('latin1'), context, found)
    }
  }
  if (escaped.length >= MIN_ESCAPED && files.length < MAX_CARRIED)
    files.push({ bytes: Buffer.from(escaped, 'utf8'), name: `${CARRIED} escaped` })
  else if (escaped !== '') codeUrls(escaped, context, found)
  return files
}

/** Escaped text that is long enough to be a page of its own. */
const MIN_ESCAPED = 100
const MIN_ESCAPES = 8

function isHex(run: string): boolean {
  for (let i = 0; i < run.length; i++) if (hexDigit(run.charCodeAt(i)) < 0) return false
  return true
}

/** What runs of `%41`, `%u0041`, `\x41` and `\u0041` spell, line by line. */
function escapedText(code: string): string {
  const lines: string[] = []
  let i = 0
  while (i < code.length) {
    const c = code.charCodeAt(i)
    if (c !== 37 && c !== 92) {
      i++
      continue
    }
    const codes: number[] = []
    let pieces = ''
    for (;;) {
      const one = escapeAt(code, i)
      if (one === undefined) break
      codes.push(one.value)
      i = one.end
      if (codes.length % 4_096 === 0) pieces += String.fromCharCode(...codes.splice(0))
    }
    if (pieces === '' && codes.length === 0) i++
    pieces += String.fromCharCode(...codes)
    if (pieces.length >= MIN_ESCAPES) lines.push(pieces)
  }
  return lines.join('\n')
}

/** One escape at a place: its character and where it ends. */
function escapeAt(code: string, at: number): { readonly value: number; readonly end: number } | undefined {
  const mark = code.charCodeAt(at)
  const kind = code.charCodeAt(at + 1) | 32
  let start: number
  let digits: number
  if (mark === 37) {
    start = kind === 117 ? at + 2 : at + 1
    digits = kind === 117 ? 4 : 2
  } else if (mark === 92 && (kind === 120 || kind === 117)) {
    start = at + 2
    digits = kind === 120 ? 2 : 4
  } else return undefined
  let value = 0
  for (let i = start; i < start + digits; i++) {
    const digit = hexDigit(code.charCodeAt(i))
    if (digit < 0) return undefined
    value = value * 16 + digit
  }
  return { value, end: start + digits }
}

/** Value of a hexadecimal digit, or -1. */
function hexDigit(c: number): number {
  if (c >= 48 && c <= 57) return c - 48
  const letter = c | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}
