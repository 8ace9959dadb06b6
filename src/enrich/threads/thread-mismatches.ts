import type { MessageRecord } from '../../model/record.ts'
import type { ThreadMismatch } from '../../model/sender.ts'
import { indexMismatch } from './index-mismatch.ts'
import { type Acquaintance, claimedAddresses, swappedParticipants } from './participant-mismatch.ts'
import { differingQuotes } from './quote-mismatch.ts'
import type { RememberedMails } from './remembered-mails.ts'

/**
 * Everything about a mail that does not fit the mail it answers, as far as that is remembered. Without a named
 * original the last mails on the same subject stand in for it. Facts only, strictly before the mail.
 */
export function threadMismatches(
  record: MessageRecord,
  memory: RememberedMails,
  acquaintance: Acquaintance,
): readonly ThreadMismatch[] {
  const { thread } = record
  const found: ThreadMismatch[] = []
  if (thread.poses === 'new' && !thread.index) return found
  const ancestors = memory.ancestors(record)
  const related = ancestors.length > 0 ? ancestors : memory.sameSubject(record)
  const original = related[0]
  if (thread.poses === 'reply' && original) found.push(...swappedParticipants(record, original, acquaintance))
  if (thread.poses !== 'new') {
    found.push(...claimedAddresses(record, acquaintance))
    found.push(...differingQuotes(record, related, acquaintance.identities))
  }
  const index = indexMismatch(
    record,
    ancestors,
    thread.index && memory.conversation(thread.index.conversation),
  )
  if (index) found.push(index)
  return found
}
