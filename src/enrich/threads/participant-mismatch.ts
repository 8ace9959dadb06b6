/**
 * Who stands on an answer against who stood on the original. Thread hijackers answer a real mail with one address
 * replaced, so that the next answer comes to them (sublime-rules `vendor_impersonation_thread_hijack`; methods.md §3).
 */
import type { MessageRecord } from '../../model/record.ts'
import type { ThreadMismatch } from '../../model/sender.ts'
import { isOneEdit } from '../../parse/links/one-edit.ts'
import { skeleton } from '../../parse/links/skeleton.ts'
import { type IdentityIndex, nameKey } from '../senders/identity.ts'
import { peopleOf, type RememberedMail } from './remembered-mails.ts'

/** Attack: dozens of new addresses on an answer to a mail with dozens of people. */
const COMPARED = 12
/** Shorter names differ by one letter from each other by chance. */
const EDITED_MINIMUM = 6
/** A correspondent needs this many mails before another address under their name means anything. */
const KNOWN = 3

/** What is known of the people here, strictly before the mail. */
export interface Acquaintance {
  readonly identities: IdentityIndex
  /** Somebody here wrote to this address, or it wrote. */
  isMet(address: string): boolean
}

/**
 * Addresses of this mail that nobody here met before and that replace one of the original's, which is not on it any
 * more: they look alike, or bear the name the other is known by. Addresses both seen on one mail of that person are
 * their own doing.
 */
export function swappedParticipants(
  record: MessageRecord,
  original: RememberedMail,
  { identities, isMet }: Acquaintance,
): readonly ThreadMismatch[] {
  if (!original.isWhole) return []
  const sender = record.from.address.toLowerCase()
  const people = peopleOf(record)
  const fresh = people
    .filter((one) => one && !original.people.includes(one) && !isMet(one))
    .slice(0, COMPARED)
  if (fresh.length === 0) return []
  const gone = original.people.filter((one) => !people.includes(one)).slice(0, COMPARED)
  const found: ThreadMismatch[] = []
  for (const here of fresh) {
    const name = nameKey(nameOf(record, here))
    const bearers = name ? identities.names.get(name) : undefined
    for (const known of gone) {
      if (identities.together.get(known)?.has(here)) continue
      const how = looksLike(here, known)
        ? 'lookalike'
        : bearers?.has(known) && (identities.addresses.get(known)?.messages ?? 0) >= KNOWN
          ? 'same-name'
          : undefined
      if (how) found.push({ kind: 'participant-swapped', known, here, how, isSender: here === sender })
    }
  }
  return found
}

/**
 * Quoted blocks that give a known person's name an address which nobody here met. `claims` in quotes are data the
 * writer can invent; an invented original often has the right name and the attacker's mailbox.
 */
export function claimedAddresses(
  record: MessageRecord,
  { identities, isMet }: Acquaintance,
): readonly ThreadMismatch[] {
  const found: ThreadMismatch[] = []
  for (const [claim, { from, name }] of record.thread.claims.entries()) {
    if (!name || !from?.includes('@')) continue
    const here = from.toLowerCase()
    if (isMet(here) || here === record.from.address.toLowerCase()) continue
    const bearers = identities.names.get(nameKey(name))
    if (!bearers || bearers.has(here)) continue
    const known = [...bearers]
      .filter((one) => (identities.addresses.get(one)?.messages ?? 0) >= KNOWN)
      .sort(
        (a, b) => (identities.addresses.get(b)?.messages ?? 0) - (identities.addresses.get(a)?.messages ?? 0),
      )
    const best = known[0]
    if (best === undefined || known.some((one) => identities.together.get(one)?.has(here))) continue
    found.push({ kind: 'claimed-address', claim, known: best, here })
  }
  return found
}

function nameOf(record: MessageRecord, address: string): string {
  for (const one of [record.from, ...record.to, ...record.cc, ...record.bcc])
    if (one.name && one.address.toLowerCase() === address) return one.name
  return ''
}

/** Two addresses a reader takes for one: the same skeleton, or one edit in the domain or in a longer local part. */
function looksLike(a: string, b: string): boolean {
  if (a === b) return false
  const [localA, domainA] = split(a)
  const [localB, domainB] = split(b)
  if (localA === localB) {
    if (domainA.length >= EDITED_MINIMUM && isOneEdit(domainA, domainB)) return true
    const [stemA, stemB] = [stem(domainA), stem(domainB)]
    if (stemA.length >= EDITED_MINIMUM && stemA === stemB) return true
  } else if (
    domainA === domainB &&
    localA.length >= EDITED_MINIMUM &&
    localB.length >= EDITED_MINIMUM &&
    isOneEdit(localA, localB)
  )
    return true
  return skeleton(a) === skeleton(b)
}

function split(address: string): readonly [local: string, domain: string] {
  const at = address.lastIndexOf('@')
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)]
}

/** The domain without its last label. */
const stem = (domain: string): string => domain.slice(0, Math.max(0, domain.lastIndexOf('.')))
