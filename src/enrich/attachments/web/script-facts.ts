import { detectType } from '../../../parse/attachments/detect-type.ts'
import { codeUrls } from '../office/url-strings.ts'
import type { FoundLink, OpenContext } from '../opener.ts'
import { looksLikeText } from '../text/text-encoding.ts'

/** Content that a script carries in itself. */
export interface CarriedFile {
  readonly bytes: Buffer
  readonly name: string
}

/** Shortest string constant that can hold a file rather than a key or a word. */
const MIN_CARRIED = 400
const MAX_CARRIED = 20
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
  /\b(?:ActiveXObject|WScript\.Shell|Shell\.Application|ShellExecute|CreateObject|powershell|cmd(?:\.exe)?\s{1,10}\/c|mshta|rundll32|Start-Process|Invoke-Expression|IEX\b|DownloadString|DownloadFile)/i

/**
 * Reads a script as text: what it can do, addresses it names, files it carries as base64, hexadecimal or escaped
 * strings. Nothing is run, so what it computes is not seen.
 */
export function readScript(
  script: string,
  context: OpenContext,
  found: Omit<FoundLink, 'href' | 'text'>,
): readonly CarriedFile[] {
  const code = script.slice(0, MAX_SCRIPT)
  if (/^\s*$/.test(code.slice(0, 1_000)) && code.trim() === '') return []
  context.power('script')
  context.budget.work(1 + (code.length >> 6))
  if (MAKES_FILE.test(code) && SAVES.test(code)) context.power('embedded-program')
  if (LAUNCHES.test(code)) context.power('launch')
  if (GOES.test(code)) context.power('auto-open')
  if (SENDS.test(code) && TYPED.test(code)) context.power('form-submission')
  codeUrls(code, context, found)
  return carriedFiles(code, context, found)
}

const BASE64_RUN = /[A-Za-z0-9+/_-]{16,}={0,2}/g
const ESCAPED_RUN = /(?:%(?:u[0-9a-f]{4}|[0-9a-f]{2})|\\x[0-9a-f]{2}|\\u00[0-9a-f]{2}){8,}/gi

function carriedFiles(
  code: string,
  context: OpenContext,
  found: Omit<FoundLink, 'href' | 'text'>,
): readonly CarriedFile[] {
  const files: CarriedFile[] = []
  let short = 0
  for (const [run] of code.matchAll(BASE64_RUN)) {
    context.budget.work()
    if (files.length >= MAX_CARRIED) break
    if (run.length < MIN_CARRIED) {
      // Addresses are hidden from filters in short ones.
      if (/^[A-Za-z0-9+/]+={0,2}$/.test(run) && short++ < 2_000) {
        const text = Buffer.from(run, 'base64').toString('latin1')
        if (/^[\x20-\x7e\s]+$/.test(text)) codeUrls(text, context, found)
      }
      continue
    }
    const hex = /^[0-9a-fA-F]+$/.test(run)
    const bytes = Buffer.from(run, hex ? 'hex' : 'base64')
    if (detectType(bytes) !== undefined || looksLikeText(bytes))
      files.push({ bytes, name: `script ${hex ? 'hexadecimal' : 'base64'} ${files.length + 1}` })
  }
  let escaped = ''
  for (const [run] of code.matchAll(ESCAPED_RUN)) {
    context.budget.work()
    if (escaped.length < MAX_SCRIPT) escaped += `${unescapeRun(run)}\n`
  }
  if (escaped.length >= MIN_CARRIED / 4 && files.length < MAX_CARRIED)
    files.push({ bytes: Buffer.from(escaped, 'utf8'), name: 'script escaped' })
  else if (escaped !== '') codeUrls(escaped, context, found)
  return files
}

const unescapeRun = (run: string): string =>
  run.replace(/%u([0-9a-f]{4})|%([0-9a-f]{2})|\\x([0-9a-f]{2})|\\u([0-9a-f]{4})/gi, (_, a, b, c, d) =>
    String.fromCharCode(Number.parseInt(a ?? b ?? c ?? d, 16)),
  )
