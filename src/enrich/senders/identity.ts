/**
 * Who else this sender could be taken for: known names on new addresses, and addresses that look like known ones
 * (UTS 39 skeleton, one edit, other top-level domain).
 */
import type { IdentityContext } from '../../model/sender.ts'
import { isOneEdit } from '../../parse/links/one-edit.ts'
import { skeleton } from '../../parse/links/skeleton.ts'
import { type RecentMap, recentMap } from './recent-map.ts'

/** A correspondent needs this many mails before a look-alike of them means anything. */
const KNOWN = 5
const NAME_LIMIT = 32
/** Names counted of one address. Attack: a new name with every mail. */
const NAMES_OF_ONE = 8
/**
 * Share of an address's mail that has to bear a name for the address to be that person's. A service that writes in
 * everybody's name, or a list that puts itself into From, is nobody's.
 */
const OWN_SHARE = 1 / 4
/** Addresses that say themselves that nobody reads them: whoever's name they bear is somebody else. */
const NOBODY =
  /(?:^|[-_.+])(?:no|do-?not|don-?t|never)[-_.]?reply(?:$|[-_.+\d])|(?:^|[-_.+])(?:noresponder|no[-_.]responder|ne[-_.]?pas[-_.]?repondre|nicht[-_.]?antworten|keine[-_.]?antwort)(?:$|[-_.+])|^(?:mailer-daemon|postmaster|bounces?|notifications?)(?:$|[-_.+])/

interface KnownAddress {
  readonly address: string
  messages: number
  lastSeen: number
  /** Normalised names and how many mails bore them. */
  readonly names: Map<string, number>
}

/**
 * Senders and names remembered, about 250 bytes each; twice as many at most. Attack: a fresh sender and name with
 * every mail, until those worth imitating are pushed out. A look-alike or namesake of an address is told only while
 * the address, or its name, was met in the last 200,000 different ones: what is written by people who write is met
 * all the time, what is pushed out is the correspondent silent for that long, and their first mail counts from one
 * again.
 */
const SENDERS = 200_000
/**
 * Look-alike keys, some 20 to an address that wrote five times, about 200 bytes each. The attack above costs five
 * mails an address, 25,000 addresses to push out any. Keys of who goes on writing are entered again every 50 mails,
 * so that only somebody silent for long can be imitated without its being told.
 */
const KEYS = 500_000
const ENTERED_AGAIN = 50
/** Addresses with a second one of their own; only the holder of the name makes any. */
const PAIRS = 200_000

export interface IdentityIndex {
  readonly addresses: RecentMap<string, KnownAddress>
  /** Normalised display name → addresses that used it. */
  readonly names: RecentMap<string, Set<string>>
  /** Look-alike keys of known addresses' domains and local parts → addresses. */
  readonly keys: RecentMap<string, Set<string>>
  /** Pairs of addresses that appeared together on one mail: shared by the person themselves. */
  readonly together: RecentMap<string, Set<string>>
}

/** An empty index; of several kinds of entries the ones met last stay, when there are too many (`limits`). */
export function identityIndex(
  limits: { readonly senders?: number; readonly keys?: number; readonly pairs?: number } = {},
): IdentityIndex {
  const { senders = SENDERS, keys = KEYS, pairs = PAIRS } = limits
  return {
    addresses: recentMap(senders),
    names: recentMap(senders),
    keys: recentMap(keys),
    together: recentMap(pairs),
  }
}

/**
 * Display name for comparison: skeleton, lower case, letters only, words sorted, so that `Berg, Anna` equals
 * `Anna Berg`. Empty for names of one word or of an address: too common to identify anybody.
 */
export function nameKey(name: string): string {
  if (name.length > LONGEST_KEPT) return madeKey(name)
  const kept = keys.get(name)
  if (kept !== undefined) return kept
  const key = madeKey(name)
  keys.set(name, key)
  return key
}

/** Keys of the names met last: the same names stand on mail after mail, and a skeleton takes a hundred look-ups. */
const keys: RecentMap<string, string> = recentMap(4096)
const LONGEST_KEPT = 80

function madeKey(name: string): string {
  if (name.includes('@')) return ''
  // "Anna Berg via Lists" is how list software rewrites From; the person is what stands before it.
  const person = name.replace(/\s+(via|über|par)\s.*$/i, '').replace(/\([^)]*\)/g, ' ')
  const words = skeleton(person.toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? []
  const long = words.filter((word) => word.length > 1)
  return long.length < 2 ? '' : long.sort().join(' ')
}

function splitAddress(address: string): readonly [local: string, domain: string] {
  const at = address.lastIndexOf('@')
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)]
}

/** Name of a domain without its public suffix part is not needed: the key covers label by label. */
function domainKeys(domain: string): readonly string[] {
  const dot = domain.lastIndexOf('.')
  const stem = dot > 0 ? domain.slice(0, dot) : domain
  return [`=${skeleton(domain)}`, `~${stem}`]
}

/** All strings one deletion away: two names share one exactly when they are at most one edit apart (or two deletions; checked after). */
function deletions(text: string): readonly string[] {
  if (text.length < 6 || text.length > 60) return []
  const out: string[] = [text]
  for (let i = 0; i < text.length; i++) out.push(text.slice(0, i) + text.slice(i + 1))
  return out
}

function add(map: RecentMap<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key)
  if (!set) map.set(key, new Set([value]))
  else if (set.size < NAME_LIMIT) set.add(value)
}

/** Remembers one mail of a sender. Mutates the index. */
export function learnIdentity(
  index: IdentityIndex,
  address: string,
  name: string,
  time: number,
  others: readonly { readonly name: string; readonly address: string }[],
): void {
  const key = nameKey(name)
  let known = index.addresses.get(address)
  if (!known) {
    known = { address, messages: 0, lastSeen: time, names: new Map() }
    index.addresses.set(address, known)
  }
  known.messages++
  known.lastSeen = time
  if (key) {
    add(index.names, key, address)
    const borne = known.names.get(key)
    if (borne !== undefined || known.names.size < NAMES_OF_ONE) known.names.set(key, (borne ?? 0) + 1)
  }
  if (known.messages === KNOWN || known.messages % ENTERED_AGAIN === 0) {
    const [, domain] = splitAddress(address)
    for (const one of domainKeys(domain)) add(index.keys, `d${one}`, domain)
    for (const one of deletions(domain)) add(index.keys, `e${one}`, domain)
    add(index.keys, `a${skeleton(address)}`, address)
  }
  // The person writes, and a second address of the same name is on the same mail: their own doing.
  if (key)
    for (const other of others) {
      const theirs = other.address.toLowerCase()
      if (theirs && theirs !== address && nameKey(other.name) === key) {
        add(index.together, address, theirs)
        add(index.together, theirs, address)
      }
    }
}

/** What the index, strictly before this mail, says about its sender's address and name. */
export function identityOf(
  index: IdentityIndex,
  address: string,
  name: string,
): Pick<IdentityContext, 'sameName' | 'lookalikes'> {
  const own = index.addresses.get(address)?.messages ?? 0
  const key = nameKey(name)
  const [local, domain] = splitAddress(address)
  const sameName: IdentityContext['sameName'][number][] = []
  if (key)
    for (const other of index.names.get(key) ?? []) {
      const known = index.addresses.get(other)
      if (!known || other === address || known.messages <= own) continue
      const messages = known.names.get(key) ?? 0
      if (messages < KNOWN || messages < known.messages * OWN_SHARE) continue
      if (NOBODY.test(splitAddress(other)[0])) continue
      sameName.push({
        address: other,
        name,
        messages,
        lastSeen: known.lastSeen,
        linked: (index.together.get(address)?.has(other) ?? false) || splitAddress(other)[0] === local,
      })
    }
  sameName.sort((a, b) => b.messages - a.messages || (a.address < b.address ? -1 : 1))

  const lookalikes: IdentityContext['lookalikes'][number][] = []
  if (own < KNOWN && domain) {
    const seen = new Set<string>()
    const push = (other: string, how: IdentityContext['lookalikes'][number]['how']): void => {
      if (other === address || other === domain || seen.has(other)) return
      seen.add(other)
      lookalikes.push({ address: other, messages: index.addresses.get(other)?.messages ?? 0, how })
    }
    for (const other of index.keys.get(`a${skeleton(address)}`) ?? []) push(other, 'skeleton')
    if (!index.keys.get(`d=${skeleton(domain)}`)?.has(domain)) {
      for (const other of index.keys.get(`d=${skeleton(domain)}`) ?? []) push(other, 'domain-skeleton')
      for (const variant of deletions(domain))
        for (const other of index.keys.get(`e${variant}`) ?? [])
          if (isOneEdit(domain, other)) push(other, 'domain-edit')
      const stem = domain.slice(0, Math.max(0, domain.lastIndexOf('.')))
      // A short or one-label stem (`mail`, `news`) is shared by unrelated organisations under many endings.
      if (stem.length >= 6) for (const other of index.keys.get(`d~${stem}`) ?? []) push(other, 'domain-tld')
    }
  }
  return { sameName: sameName.slice(0, 3), lookalikes: lookalikes.slice(0, 3) }
}
