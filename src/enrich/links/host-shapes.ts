import type { LinkHost } from '../../model/link.ts'
import type { HostShape } from '../../model/link-sign.ts'
import type { ListedRole } from './listed-hosts.ts'

/** Endings of kits published by Google TAG (2024-08-14) and Mandiant (2024-05-01). */
const CHEAP: ReadonlySet<string> = new Set(
  'live cfd online site lol top buzz icu shop info xyz click sbs cyou rest quest bond monster'.split(' '),
)
/** Labels below the registered domain, from which on a narrow screen hides who owns the host. */
const MANY_LABELS = 4

/** Shapes of a host as they are made for one use. All are common in honest mail too. */
export function hostShapes(
  { host, domain, isIp }: LinkHost,
  listed: ListedRole | undefined,
): readonly HostShape[] {
  if (isIp) return []
  const shapes: HostShape[] = []
  if (listed === 'dynamic-dns' || listed === 'free-host') shapes.push(listed)
  const dot = domain.indexOf('.')
  const name = dot < 0 ? domain : domain.slice(0, dot)
  const below = host.length > domain.length ? host.slice(0, -domain.length - 1).split('.', 128) : []
  if (isRandomLabel(name) || below.some(isRandomLabel)) shapes.push('random-label')
  if (!name.startsWith('xn--') && name.split('-').filter((word) => word !== '').length >= 3)
    shapes.push('three-words')
  if (below.length >= MANY_LABELS) shapes.push('many-labels')
  if (CHEAP.has(domain.slice(domain.lastIndexOf('.') + 1))) shapes.push('cheap-ending')
  return shapes
}

const VOWELS = new Set('aeiouy')

/**
 * Whether a label looks drawn rather than chosen: letters and digits change places three times or more, or five
 * consonants stand in a row and vowels are fewer than one letter in ten. Eight characters at least; below that every
 * abbreviation would count. A rule of thumb without a word list: names in any language have to pass.
 */
export function isRandomLabel(label: string): boolean {
  if (label.length < 8 || label.startsWith('xn--')) return false
  let changes = 0
  let row = 0
  let longest = 0
  let letters = 0
  let vowels = 0
  let before: 'letter' | 'digit' | undefined
  for (const c of label) {
    const isDigit = c >= '0' && c <= '9'
    const isLetter = c >= 'a' && c <= 'z'
    const now = isDigit ? 'digit' : isLetter ? 'letter' : undefined
    if (now && before && now !== before) changes++
    before = now
    if (!isLetter) row = 0
    else {
      letters++
      if (VOWELS.has(c)) {
        vowels++
        row = 0
      } else longest = Math.max(longest, ++row)
    }
  }
  return changes >= 3 || (longest >= 5 && vowels * 10 < letters)
}
