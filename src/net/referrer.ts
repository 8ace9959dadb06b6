import type { HeaderFields } from './header-fields.ts'
import { headerValues } from './header-fields.ts'

/** Referrer Policy §3. */
const POLICIES = [
  'no-referrer',
  'no-referrer-when-downgrade',
  'same-origin',
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
] as const
export type ReferrerPolicy = (typeof POLICIES)[number]

/** Words that `<meta name=referrer>` may still use (HTML Standard §4.2.5.1). */
const OLD_WORDS: Readonly<Record<string, ReferrerPolicy>> = {
  never: 'no-referrer',
  default: 'strict-origin-when-cross-origin',
  always: 'unsafe-url',
  'origin-when-crossorigin': 'origin-when-cross-origin',
}

/**
 * The policy of a page: what its `<meta name=referrer>` says last, else the last known word of its header, else the
 * default. Attack: a shortener that hides where its readers come from, before a host that looks at just that.
 */
export function referrerPolicy(header: HeaderFields, metas: readonly string[]): ReferrerPolicy {
  const ofMeta = metas
    .map((word) => word.trim().toLowerCase())
    .map((word) => known(word) ?? (Object.hasOwn(OLD_WORDS, word) ? OLD_WORDS[word] : undefined))
  const ofHeader = headerValues(header, 'referrer-policy')
    .join(',')
    .split(',', 50)
    .map((word) => known(word.trim().toLowerCase()))
  return (
    ofMeta.findLast((policy) => policy !== undefined) ??
    ofHeader.findLast((policy) => policy !== undefined) ??
    'strict-origin-when-cross-origin'
  )
}

const known = (word: string): ReferrerPolicy | undefined => POLICIES.find((policy) => policy === word)

/** What the Referer field says of a page to the next host (Referrer Policy §8.3); undefined when nothing is sent. */
export function refererField(from: URL, to: URL, policy: ReferrerPolicy): string | undefined {
  const origin = `${from.origin}/`
  const whole = `${from.origin}${from.pathname}${from.search}`
  const same = from.origin === to.origin
  const downgrade = from.protocol === 'https:' && to.protocol !== 'https:'
  switch (policy) {
    case 'no-referrer':
      return undefined
    case 'no-referrer-when-downgrade':
      return downgrade ? undefined : whole
    case 'same-origin':
      return same ? whole : undefined
    case 'origin':
      return origin
    case 'strict-origin':
      return downgrade ? undefined : origin
    case 'origin-when-cross-origin':
      return same ? whole : origin
    case 'strict-origin-when-cross-origin':
      return same ? whole : downgrade ? undefined : origin
    case 'unsafe-url':
      return whole
  }
}
