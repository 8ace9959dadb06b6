import type { Message } from '../../model/message.ts'
import type { ConversationIndex, ThreadFacts } from '../../model/record.ts'
import { decodeWords } from '../../parse/header/encoded-words.ts'
import { readConversationIndex } from './conversation-index.ts'
import { messagePrints } from './message-prints.ts'
import { subjectShape } from './subject.ts'

const ANCHOR_LIMIT = 100
const CLAIM_LIMIT = 10
const NAME_LIMIT = 100
/** A shorter topic stands in any subject. */
const TOPIC_MINIMUM = 4

/** What a message says of its place in a thread; whether it is true is checked against the store later. Pure. */
export function threadFacts(message: Message): ThreadFacts {
  const subject = subjectShape(message.subject)
  const because: ThreadFacts['because'][number][] = []
  if (subject.prefix !== 'none') because.push('subject')
  const forwarded = message.originals.some((one) => one.kind === 'forwarded')
  const quoted = message.originals.some((one) => one.kind === 'quoted')
  if (forwarded) because.push('forward-block')
  if (quoted) because.push('quote')
  const prints = messagePrints(message)
  const index = conversationIndex(message, subject.base)
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
    claims: message.originals.slice(0, CLAIM_LIMIT).map((one, at) => ({
      kind: one.kind,
      ...(one.from?.address ? { from: one.from.address } : one.from?.name ? { from: one.from.name } : {}),
      ...(one.from?.address && one.from.name ? { name: one.from.name.slice(0, NAME_LIMIT) } : {}),
      ...(one.subject ? { subject: subjectShape(one.subject).base.slice(0, 200) } : {}),
      ...(one.time !== undefined ? { time: one.time } : {}),
      part: one.part,
      start: one.start,
      end: one.end,
      ...(one.range ? { range: one.range } : {}),
      ...(prints.quotes[at] ? { print: prints.quotes[at] } : {}),
    })),
    ...(index ? { index } : {}),
    ...(prints.text ? { print: prints.text } : {}),
    baseSubject: subject.base.slice(0, 200),
  }
}

function conversationIndex(message: Message, subject: string): ConversationIndex | undefined {
  const value = message.header.find(({ key }) => key === 'thread-index')?.value
  const index = value === undefined ? undefined : readConversationIndex(value)
  if (!index) return undefined
  const written = message.header.find(({ key }) => key === 'thread-topic')?.value ?? ''
  const topic = subjectShape(decodeWords(written.slice(0, 2_000), () => {})).base
  // "Canceled: Board" on the topic "Board" is one matter; fields are cut at lengths of their own.
  const differs =
    topic.length >= TOPIC_MINIMUM &&
    subject.length >= TOPIC_MINIMUM &&
    !subject.includes(topic) &&
    !topic.includes(subject)
  return differs ? { ...index, otherTopic: true } : index
}
