import type { CompoundEntry, CompoundFile } from '../../../parse/attachments/compound-file.ts'
import type { OpenContext } from '../opener.ts'
import { codeUrls } from './url-strings.ts'

/** Characters of macro source that are read. Attack: a container of zeros that unpacks 800 to 1. */
const MAX_SOURCE = 4_000_000
const MAX_MODULE_BYTES = 8_000_000
/** Attack: the first word of a module a million times. */
const MAX_MODULES = 500

/** A module's source begins with this word, in a chunk whose first eight tokens are literals ([MS-OVBA] §2.4.1). */
const FIRST_WORD = Buffer.from('\0Attribut', 'latin1')

/** Names of procedures that Office calls by itself. */
const AUTOMATIC =
  /\b(?:auto_?(?:open|exec|close|exit|new)|(?:document|workbook|presentation|app)_?(?:open|close|beforeclose|new|activate|beforesave|contentcontrolonenter)|on(?:presentation)?load|auto_?activate|\w{1,60}_(?:layout|mouse(?:hover|move|enter)|gotfocus|resize|change))\b/i
/** What macros use to start programs or to write and call foreign code. */
const LAUNCHES =
  /\b(?:shell(?:execute[aw]?)?|createobject|getobject|wscript\.shell|urldownloadtofile[aw]?|winexec|createprocess[aw]?|createthread|virtualalloc(?:ex)?|powershell|mshta|rundll32|regsvr32|cmd(?:\.exe)? ?\/c|macscript|appleScripttask)\b/i

/** Whether an entry belongs to a VBA project ([MS-OVBA] §2.2.1): any storage named VBA, or its `_VBA_PROJECT`. */
export const isVba = ({ path }: CompoundEntry): boolean =>
  /(?:^|\/)(?:vba|_vba_project(?:_cur)?)(?:\/|$)/i.test(path)

/**
 * Reads the macros of a VBA project: that there are any, whether they run by themselves, start programs, and which
 * addresses their source names. Only the compressed source is read, not the compiled form.
 */
export function readVbaProject(file: CompoundFile, context: OpenContext): void {
  const modules = file.entries.filter((entry) => entry.kind === 'stream' && isVba(entry))
  if (modules.length === 0) return
  let left = MAX_SOURCE
  let sources = 0
  let code = false
  for (const entry of modules) {
    const content = file.read(entry, MAX_MODULE_BYTES)
    context.budget.inflated(content.length)
    let at = content.indexOf(FIRST_WORD)
    while (at >= 0 && left > 0) {
      if (sources >= MAX_MODULES) {
        context.issue('limit.attachment-files', `Only the first ${MAX_MODULES} modules of macros are read`)
        break
      }
      const source = at >= 3 && content[at - 3] === 1 ? unpackSource(content, at - 3, left) : ''
      left -= source.length + 1
      sources++
      if (source !== '') code = readSource(source, entry.path, context) || code
      at = content.indexOf(FIRST_WORD, at + 9)
    }
  }
  // A document with an empty project has attributes only: no macro. Without readable source it is taken for one.
  if (code || sources === 0) context.power('macro')
  if (left <= 0) context.issue('limit.attachment-size', `More than ${MAX_SOURCE} characters of macro source`)
}

function readSource(source: string, path: string, context: OpenContext): boolean {
  context.budget.work(1 + (source.length >> 6))
  const lines = source.split(/\r?\n/).filter((line) => !/^\s{0,20}(?:Attribute |Option |'|$)/i.test(line))
  if (lines.length === 0) return false
  const code = lines.join('\n')
  if (AUTOMATIC.test(code)) context.power('auto-open')
  if (LAUNCHES.test(code)) context.power('launch')
  codeUrls(code, context, { origin: 'office-text', place: { file: path } })
  return true
}

/** Unpacks a compressed container ([MS-OVBA] §2.4.1.3) beginning at `start`, to at most `limit` bytes. Linear. */
export function unpackSource(content: Buffer, start: number, limit: number): string {
  // Not cleared: only what was written before is ever copied or returned.
  const out = Buffer.allocUnsafe(Math.min(limit, Math.max(4096, (content.length - start) * 64)))
  let length = 0
  let at = start + 1
  while (at + 2 <= content.length && length < out.length) {
    const header = content.readUInt16LE(at)
    // Bits 12 to 14 are always 3.
    if ((header & 0x7000) !== 0x3000) break
    const end = Math.min(content.length, at + (header & 0xfff) + 3)
    at += 2
    const chunk = length
    if ((header & 0x8000) === 0) {
      const size = Math.min(end - at, out.length - length)
      content.copy(out, length, at, at + size)
      length += size
      at = end
      continue
    }
    while (at < end && length < out.length) {
      let flags = content[at++] ?? 0
      for (let bit = 0; bit < 8 && at < end && length < out.length; bit++, flags >>= 1) {
        if ((flags & 1) === 0) {
          out[length++] = content[at++] ?? 0
          continue
        }
        if (at + 2 > end) {
          at = end
          break
        }
        const token = content.readUInt16LE(at)
        at += 2
        let bits = 4
        while (1 << bits < length - chunk) bits++
        const back = (token >> (16 - bits)) + 1
        const count = (token & (0xffff >> bits)) + 3
        if (back > length - chunk) return out.toString('latin1', 0, length)
        for (let i = 0; i < count && length < out.length; i++) {
          out[length] = out[length - back] ?? 0
          length++
        }
      }
    }
  }
  return out.toString('latin1', 0, length)
}
