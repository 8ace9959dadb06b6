/**
 * Addresses a style loads: `url(…)` and `@import "…"` (CSS Values 4 §4.5). One pass over the text; escapes are
 * decoded. Calls `each` with the address and its place in `css`.
 */
export function eachCssUrl(css: string, each: (href: string, start: number, end: number) => void): void {
  let at = 0
  for (;;) {
    const open = css.indexOf('(', at)
    if (open < 0) break
    // From the end of the address before: what is inside it is no address of its own.
    if (open - 3 >= at && css.slice(open - 3, open).toLowerCase() === 'url')
      at = take(css, open + 1, ')', each)
    else at = open + 1
  }
  at = 0
  for (;;) {
    const rule = css.indexOf('@', at)
    if (rule < 0) break
    if (css.slice(rule, rule + 7).toLowerCase() !== '@import') {
      at = rule + 1
      continue
    }
    const start = skipBlanks(css, rule + 7)
    const quote = css.charAt(start)
    at = quote === '"' || quote === "'" ? take(css, start, ';', each) : rule + 7
  }
}

/** Reads a quoted address, or one that ends at `close`; gives the position after it. */
function take(
  css: string,
  from: number,
  close: string,
  each: (href: string, start: number, end: number) => void,
): number {
  let start = skipBlanks(css, from)
  const quote = css.charAt(start)
  const quoted = quote === '"' || quote === "'"
  if (quoted) start++
  let end = css.indexOf(quoted ? quote : close, start)
  if (end < 0) end = css.length
  const after = end + 1
  while (end > start && isBlank(css.charCodeAt(end - 1))) end--
  if (end > start) each(unescaped(css.slice(start, end)), start, end)
  return Math.max(after, from)
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\([0-9a-f]{1,6})\s?|\\(.)/gi, (_, hex: string | undefined, other: string) => {
    if (hex === undefined) return other
    const code = Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
  })
}

function skipBlanks(text: string, from: number): number {
  let i = from
  while (i < text.length && isBlank(text.charCodeAt(i))) i++
  return i
}

const isBlank = (c: number): boolean => c === 32 || (c >= 9 && c <= 13)
