import type { RefreshValue } from '../../model/page-leads.ts'

const isDigit = (c: number): boolean => c >= 48 && c <= 57
const isWhite = (c: number): boolean => c === 32 || c === 9 || c === 10 || c === 12 || c === 13

/** Attack: a value of megabytes; no URL a client follows is longer. */
const LONGEST = 256 * 1024
const MOST_SECONDS = 1e9

/**
 * Value of a Refresh header or of `<meta http-equiv=refresh content>` (HTML Standard, "shared declarative refresh
 * steps"); undefined when it is none. The target is as written, up to a closing quote.
 */
export function readRefresh(written: string): RefreshValue | undefined {
  const input = written.slice(0, LONGEST)
  let at = 0
  const skipWhite = (): void => {
    while (at < input.length && isWhite(input.charCodeAt(at))) at++
  }
  skipWhite()
  const digits = at
  while (at < input.length && isDigit(input.charCodeAt(at))) at++
  if (at === digits && input[at] !== '.') return undefined
  const delay = Math.min(Number(input.slice(digits, Math.min(at, digits + 12)) || '0'), MOST_SECONDS)
  while (at < input.length && (isDigit(input.charCodeAt(at)) || input[at] === '.')) at++
  if (at >= input.length) return { delay }
  if (input[at] !== ';' && input[at] !== ',' && !isWhite(input.charCodeAt(at))) return undefined
  skipWhite()
  if (input[at] === ';' || input[at] === ',') at++
  skipWhite()
  if (at >= input.length) return { delay }
  return { delay, target: targetFrom(input, at) }
}

/** After the separator: `url=` may be left out; a name that only begins like it belongs to the URL. */
function targetFrom(input: string, from: number): string {
  let at = from
  if (input[at]?.toLowerCase() === 'u') {
    for (const letter of 'url') {
      if (input[at]?.toLowerCase() !== letter) return input.slice(from)
      at++
    }
    while (isWhite(input.charCodeAt(at))) at++
    if (input[at] !== '=') return input.slice(from)
    at++
    while (isWhite(input.charCodeAt(at))) at++
  }
  const quote = input[at]
  if (quote !== '"' && quote !== "'") return input.slice(at)
  const close = input.indexOf(quote, at + 1)
  return input.slice(at + 1, close < 0 ? input.length : close)
}
