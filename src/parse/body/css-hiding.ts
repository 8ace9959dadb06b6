import { eachDeclaration } from './inline-style.ts'
import { styleFacts } from './style-facts.ts'

/** Attack: a sheet of a million rules; past this many hiding selectors the rest is not looked at. */
const SELECTOR_COUNT = 2000
const SELECTOR_LENGTH = 100
const PRELUDE_LENGTH = 2000

/**
 * Selectors of a style sheet that take their element out of sight everywhere: single `.class`, `#id`, `tag.class`
 * or `tag#id`, outside media queries (those answer to the screen). A later rule for the same selector that shows it
 * again wins. Adds to `earlier` and returns the union, or `earlier` when there is nothing.
 */
export function hidingSelectors(
  css: string,
  earlier: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  let found: Set<string> | undefined
  let at = 0
  while (at < css.length) {
    const open = css.indexOf('{', at)
    if (open < 0) break
    const before = css.slice(Math.max(at, open - PRELUDE_LENGTH), open)
    const prelude = before.slice(before.lastIndexOf(';') + 1)
    if (prelude.includes('@')) {
      at = afterBlock(css, open)
      continue
    }
    const close = css.indexOf('}', open)
    const body = css.slice(open + 1, close < 0 ? css.length : close)
    at = close < 0 ? css.length : close + 1
    if (body.length > 2000 || !/display|visibility|opacity|font-size|overflow|left|top/i.test(body)) continue
    const style = styleFacts(body)
    const hides = style.gone || style.visibility === false || style.tiny === true
    let shows = false
    if (!hides)
      eachDeclaration(body, (name) => {
        if (name === 'display') shows = true
      })
    if (!hides && !shows) continue
    for (const part of prelude.slice(prelude.lastIndexOf('*/') + 1).split(',')) {
      const selector = part.slice(-SELECTOR_LENGTH).replace(/^\//, '').trim()
      if (!/^[a-z0-9]*[.#][\w-]+$/i.test(selector)) continue
      found ??= new Set(earlier)
      if (shows) found.delete(selector)
      else if (found.size < SELECTOR_COUNT) found.add(selector)
    }
  }
  return found ?? earlier
}

/** Position after the block opened at `open`, nested blocks included. */
function afterBlock(css: string, open: number): number {
  let depth = 0
  for (let i = open; i < css.length; i++) {
    const c = css.charCodeAt(i)
    if (c === 123) depth++
    else if (c === 125 && --depth === 0) return i + 1
  }
  return css.length
}
