import { utf16Text } from '../../../parse/mime/utf16-text.ts'
import type { FoundLink, OpenContext } from '../opener.ts'

/** Runs of printable characters kept per search. Attack: 50 MB of them. */
const MAX_RUNS = 5_000
const MAX_RUN = 2_048

/**
 * Searches binary content for addresses, as 8-bit and as 16-bit text, where the format's own structure cannot be
 * read. What it finds may be remains that nobody sees, so the links are marked as not visible. Linear.
 */
export function urlStrings(content: Buffer, context: OpenContext, file: string): void {
  const found = new Set<string>()
  for (const wide of [false, true]) {
    for (const mark of ['http://', 'https://', 'ftp://']) {
      const needle = Buffer.from(mark, wide ? 'utf16le' : 'latin1')
      let at = content.indexOf(needle)
      while (at >= 0 && found.size < MAX_RUNS) {
        const end = runEnd(content, at, wide)
        found.add(wide ? utf16Text(content.subarray(at, end)) : content.toString('latin1', at, end))
        at = content.indexOf(needle, end)
        context.budget.work()
      }
    }
  }
  if (found.size >= MAX_RUNS)
    context.issue('limit.link-count', `Only ${MAX_RUNS} addresses in binary content are looked for`)
  for (const text of found) codeUrls(text, context, { origin: 'office-text', place: { file } })
}

/** Addresses with a scheme; the slashes may be escaped as in JSON. */
const ADDRESS = /\b(?:https?|ftp):(?:\\?\/){2}[^\s"'<>`\\)\]};,]{3,2000}/gi
const MAX_ADDRESSES = 5_000

/**
 * Addresses in program code and commands: only those written with their scheme, because `object.name` looks like a
 * bare domain. Nobody sees code, so the links are marked as not visible. Linear.
 */
export function codeUrls(code: string, context: OpenContext, found: Omit<FoundLink, 'href' | 'text'>): void {
  context.budget.work(1 + (code.length >> 8))
  let count = 0
  for (const [address] of code.matchAll(ADDRESS)) {
    if (++count > MAX_ADDRESSES) {
      context.issue('limit.link-count', `Only the first ${MAX_ADDRESSES} addresses in code are read`)
      return
    }
    context.link({ ...found, href: withoutEnd(address.replaceAll('\\/', '/')), visible: false })
  }
}

/** Marks that end a sentence or a statement, not an address. */
function withoutEnd(address: string): string {
  let end = address.length
  while (end > 0 && '.:!?*'.includes(address.charAt(end - 1))) end--
  return address.slice(0, end)
}

function runEnd(content: Buffer, from: number, wide: boolean): number {
  const step = wide ? 2 : 1
  const last = Math.min(content.length - step + 1, from + MAX_RUN * step)
  let at = from
  while (at < last) {
    const c = content[at] ?? 0
    if (c <= 32 || c >= 127 || c === 34 || c === 60 || c === 62) break
    if (wide && content[at + 1] !== 0) break
    at += step
  }
  return at
}
