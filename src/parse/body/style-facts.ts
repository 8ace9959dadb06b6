import { copied } from './copied-text.ts'
import { readStyle, type StyleFacts } from './inline-style.ts'

/**
 * The same style is written into every cell of a mail and into every mail of a template. Bounded in number and
 * length, and made of copies: a key cut from a mail would keep the whole mail in memory.
 */
const CACHE_SIZE = 4_096
const STYLE_LENGTH = 400
const cache = new Map<string, StyleFacts>()

/** Before it a look by length and three characters, as hashing a style costs more than comparing it with one. */
const SLOTS = 1 << 12
const slots: ({ readonly css: string; readonly facts: StyleFacts } | undefined)[] = new Array(SLOTS).fill(
  undefined,
)

/** What `readStyle` says, remembered. */
export function styleFacts(css: string): StyleFacts {
  const { length } = css
  if (length > STYLE_LENGTH || length === 0) return readStyle(css)
  const slot =
    ((length * 31 + css.charCodeAt(length >> 1)) * 31 +
      css.charCodeAt(length >> 2) * 7 +
      css.charCodeAt(length - (length >> 2) - 1)) &
    (SLOTS - 1)
  const near = slots[slot]
  if (near !== undefined && near.css === css) return near.facts
  let facts = cache.get(css)
  const key = copied(css)
  if (facts === undefined) {
    facts = readStyle(key)
    if (cache.size >= CACHE_SIZE) cache.clear()
    cache.set(key, facts)
  }
  slots[slot] = { css: key, facts }
  return facts
}
