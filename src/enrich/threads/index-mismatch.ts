/**
 * The conversation index against the mail it stands on and the mail that is answered. Header times, GUIDs and answer
 * blocks are copied from the original by every Outlook, so an index that was made up contradicts the thread.
 */
import type { MessageRecord } from '../../model/record.ts'
import type { ThreadMismatch } from '../../model/sender.ts'
import type { RememberedMail } from './remembered-mails.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The two layouts of the header keep the time to 6.6 ms and 1.7 s. */
const SAME_TIME = 5_000

type How = Extract<ThreadMismatch, { kind: 'conversation-index' }>['how']

/** The first contradiction found, undefined when there is none or no index. */
export function indexMismatch(
  record: MessageRecord,
  ancestors: readonly RememberedMail[],
  conversation: string | undefined,
): ThreadMismatch | undefined {
  const how = contradiction(record, ancestors[0], conversation)
  return how ? { kind: 'conversation-index', how } : undefined
}

function contradiction(
  record: MessageRecord,
  parent: RememberedMail | undefined,
  conversation: string | undefined,
): How | undefined {
  const { index, baseSubject } = record.thread
  if (!index) return undefined
  if (index.started > (record.statedTime ?? record.time) + DAY) return 'began-after-sent'
  if (parent?.index?.conversation === index.conversation) {
    if (Math.abs(parent.index.started - index.started) > SAME_TIME) return 'other-beginning'
    if (parent.index.answers >= index.answers) return 'too-few-answers'
  }
  if (parent && index.answers > 0 && index.started > parent.time + DAY) return 'began-after-original'
  if (index.otherTopic) return 'other-topic'
  if (
    !parent &&
    conversation !== undefined &&
    !conversation.includes(baseSubject) &&
    !baseSubject.includes(conversation)
  )
    return 'reused'
  return undefined
}
