/**
 * Quoted text against the fingerprint of the mail it claims to come from (containment by bottom-k sketches, Broder
 * 1997): of the quote's smallest hashes those that are not above the original's largest kept one would all have to
 * be among the original's.
 */
import type { MessageRecord, TextPrint, ThreadFacts } from '../../model/record.ts'
import type { ThreadMismatch } from '../../model/sender.ts'
import { type IdentityIndex, nameKey } from '../senders/identity.ts'
import type { RememberedMail } from './remembered-mails.ts'
import { printHashes, TEXT_HASHES } from './text-print.ts'

const DAY = 86_400_000
/** Hashes that have to be comparable before "none of them" is told. */
export const COMPARABLE = 6
/** Claimed times are often without a zone, and clocks are wrong. */
const TIME_SLACK = 1.5 * DAY

export interface Containment {
  /** Hashes of the quote that would stand in the original were it quoted whole. */
  readonly compared: number
  /** …and do. */
  readonly found: number
}

/** How much of a quote stands in a text, by their fingerprints. */
export function containment(quote: TextPrint, text: TextPrint): Containment {
  const kept = printHashes(text)
  const last = kept.length < TEXT_HASHES ? Number.POSITIVE_INFINITY : (kept.at(-1) ?? 0)
  let compared = 0
  let found = 0
  for (const hash of printHashes(quote)) {
    if (hash > last) break
    compared++
    if (kept.includes(hash)) found++
  }
  return { compared, found }
}

/**
 * Quoted blocks that name the author of a mail of this thread that is remembered, and of which nothing stands in
 * that mail nor in any other of the thread. `thread` is what the mail answers, nearest first.
 */
export function differingQuotes(
  record: MessageRecord,
  thread: readonly RememberedMail[],
  identities: IdentityIndex,
): readonly ThreadMismatch[] {
  const found: ThreadMismatch[] = []
  for (const [index, claim] of record.thread.claims.entries()) {
    const { print } = claim
    if (print === undefined) continue
    const claimed = thread.find((one) => isClaimed(one, claim, identities))
    if (claimed?.print === undefined) continue
    const { compared } = containment(print, claimed.print)
    if (compared < COMPARABLE) continue
    // A quote holds older quotes, and people quote an earlier mail than they answer.
    if (thread.some((one) => one.print !== undefined && containment(print, one.print).found > 0)) continue
    found.push({ kind: 'quote-differs', claim: index, original: claimed.digest, compared })
  }
  return found
}

/** The mail is by the claimed author and of the claimed time. */
function isClaimed(
  mail: RememberedMail,
  { from, time }: ThreadFacts['claims'][number],
  identities: IdentityIndex,
): boolean {
  if (from === undefined) return false
  if (time !== undefined && Math.abs(time - mail.time) > TIME_SLACK) return false
  if (from.includes('@')) return from.toLowerCase() === mail.from
  const name = nameKey(from)
  return name !== '' && (identities.names.get(name)?.has(mail.from) ?? false)
}
