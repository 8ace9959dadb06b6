/** All items together: counts only. A set can be genuine and one page of it false, so it has no verdict of its own. */
import {
  type ItemVerdict,
  type KeyRecovery,
  REPAIRS_OF_KEEPING,
  type SetVerdict,
  SIGNATURE_STATES,
  type SignatureState,
  type SigningKey,
} from '../model/authenticity.ts'
import { fits } from './item-verdict.ts'
import { keyName } from './key-archive.ts'

/** Keys and missing keys that are listed. Attack: a set with a selector of its own in each of a million mails. */
const MAX_KEYS = 1_000

export interface SetTally {
  add(item: ItemVerdict): void
  verdict(recoveries: readonly KeyRecovery[]): SetVerdict
}

/** Adds items up without keeping them. */
export function setTally(): SetTally {
  const states = Object.fromEntries(SIGNATURE_STATES.map((state) => [state, 0])) as Record<
    SignatureState,
    number
  >
  const keys = new Map<string, { key: SigningKey; items: number }>()
  const missing = new Map<string, number>()
  const digests = new Set<string>()
  let items = 0
  let byAuthor = 0
  let afterRepair = 0
  let withTimeProblems = 0
  return {
    add(item) {
      items++
      states[item.state]++
      digests.add(item.digest)
      const passing = item.signatures.filter(({ state }) => fits(state))
      if (passing.some(({ author }) => author === 'same' || author === 'same-organisation')) byAuthor++
      const deciding = item.deciding === undefined ? undefined : item.signatures[item.deciding]
      if (
        deciding &&
        fits(deciding.state) &&
        deciding.repairs.some(({ name }) => !REPAIRS_OF_KEEPING.has(name))
      )
        afterRepair++
      if (item.signatures.some(({ times }) => times.problems.length > 0)) withTimeProblems++
      const seen = new Set<string>()
      for (const { key, header, state, selector, domain } of item.signatures) {
        const name = keyName(selector, domain)
        if (key !== undefined && header === 'match' && !seen.has(key.fingerprint)) {
          seen.add(key.fingerprint)
          const known = keys.get(key.fingerprint)
          if (known !== undefined) known.items++
          else if (keys.size < MAX_KEYS) keys.set(key.fingerprint, { key, items: 1 })
        } else if (state === 'no_key_found' && !seen.has(name)) {
          seen.add(name)
          if (missing.size < MAX_KEYS || missing.has(name)) missing.set(name, (missing.get(name) ?? 0) + 1)
        }
      }
    },
    verdict: (recoveries) => ({
      kind: 'set-verdict',
      items,
      states,
      byAuthor,
      afterRepair,
      withTimeProblems,
      keys: [...keys.values()].sort((one, other) => other.items - one.items),
      missingKeys: [...missing]
        .map(([name, count]) => ({ name, items: count }))
        .sort((one, other) => other.items - one.items || (one.name < other.name ? -1 : 1)),
      repeatedItems: items - digests.size,
      recoveries,
    }),
  }
}
