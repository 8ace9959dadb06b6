import type { Message } from '../../model/message.ts'
import type { ThreadFacts } from '../../model/record.ts'
import { subjectShape } from './subject.ts'

const ANCHOR_LIMIT = 100
const CLAIM_LIMIT = 10

/** What a message says of its place in a thread; whether it is true is checked against the store later. Pure. */
export function threadFacts(message: Message): ThreadFacts {
  const subject = subjectShape(message.subject)
  const because: ThreadFacts['because'][number][] = []
  if (subject.prefix !== 'none') because.push('subject')
  const forwarded = message.originals.some((one) => one.kind === 'forwarded')
  const quoted = message.originals.some((one) => one.kind === 'quoted')
  if (forwarded) because.push('forward-block')
  if (quoted) because.push('quote')
  const anchors = [...new Set([...message.references, ...message.inReplyTo])].slice(-ANCHOR_LIMIT)
  return {
    poses:
      subject.prefix === 'forward' || (forwarded && subject.prefix !== 'reply')
        ? 'forward'
        : subject.prefix === 'reply' || quoted || forwarded
          ? 'reply'
          : 'new',
    because,
    anchors,
    claims: message.originals.slice(0, CLAIM_LIMIT).map((one) => ({
      kind: one.kind,
      ...(one.from?.address ? { from: one.from.address } : one.from?.name ? { from: one.from.name } : {}),
      ...(one.subject ? { subject: subjectShape(one.subject).base.slice(0, 200) } : {}),
      ...(one.time !== undefined ? { time: one.time } : {}),
      part: one.part,
      start: one.start,
      end: one.end,
    })),
    baseSubject: subject.base.slice(0, 200),
  }
}
