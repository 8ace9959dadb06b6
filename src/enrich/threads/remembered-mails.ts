/**
 * What is remembered of mails so that answers to them can be compared: who was on them, their fingerprint, their
 * conversation index. Read strictly before a message, like the sender's history that holds it; held mail is never
 * put in, so that a forged mail cannot vouch for the next.
 */
import type { Digest } from '../../model/bytes.ts'
import type { ConversationIndex, MessageRecord, TextPrint } from '../../model/record.ts'
import { textKey } from '../senders/text-key.ts'

/** Mails remembered; the oldest go first. An answer to an older one is compared with nothing. */
const MAIL_LIMIT = 50_000
const SUBJECT_LIMIT = 50_000
const CONVERSATION_LIMIT = 20_000
/** Attack: a mail to thousands. Who stands behind these is not compared. */
const PEOPLE_LIMIT = 40
/** Attack: a hundred anchors on every mail. The nearest count. */
const ANCESTORS = 10
/** Latest mails remembered under one subject. */
const SUBJECT_MAILS = 6
/** A shorter subject is everybody's: "hello", "minutes". */
const SUBJECT_MINIMUM = 12

export interface RememberedMail {
  readonly digest: Digest
  readonly time: number
  /** Lower case. */
  readonly from: string
  /** Everybody on it, the sender first; lower case, at most 40. */
  readonly people: readonly string[]
  /** True when `people` is all of them. */
  readonly isWhole: boolean
  readonly print?: TextPrint
  readonly index?: ConversationIndex
}

export interface RememberedMails {
  /** Mails this one names as what it answers that are remembered, nearest first. */
  ancestors(record: MessageRecord): readonly RememberedMail[]
  /** The latest mails with its base subject, newest first; none for a short subject. */
  sameSubject(record: MessageRecord): readonly RememberedMail[]
  /** Base subject under which this conversation index was first seen. */
  conversation(id: string): string | undefined
  learn(record: MessageRecord): void
}

/** An empty memory; bounded, about half a kilobyte for each of the last 50,000 mails. */
export function rememberedMails(): RememberedMails {
  const mails = new Map<number, RememberedMail>()
  const subjects = new Map<number, RememberedMail[]>()
  const conversations = new Map<string, string>()
  /** One string for each address, however many mails it stands on. */
  const addresses = new Map<string, string>()

  function shared(address: string): string {
    const known = addresses.get(address)
    if (known !== undefined) return known
    if (addresses.size >= MAIL_LIMIT) addresses.clear()
    addresses.set(address, address)
    return address
  }

  return {
    ancestors(record) {
      const found: RememberedMail[] = []
      const { anchors } = record.thread
      for (let i = anchors.length - 1; i >= 0 && i >= anchors.length - ANCESTORS; i--) {
        const mail = mails.get(textKey(anchors[i] ?? ''))
        if (mail) found.push(mail)
      }
      return found
    },
    sameSubject({ thread: { baseSubject } }) {
      if (baseSubject.length < SUBJECT_MINIMUM) return []
      return subjects.get(textKey(baseSubject))?.toReversed() ?? []
    },
    conversation: (id) => conversations.get(id),
    learn(record) {
      const everybody = peopleOf(record)
      const { print, index, baseSubject } = record.thread
      const people = everybody.slice(0, PEOPLE_LIMIT).map(shared)
      const mail: RememberedMail = {
        digest: record.digest,
        time: record.time,
        from: people[0] ?? '',
        people,
        isWhole: everybody.length <= PEOPLE_LIMIT,
        ...(print ? { print } : {}),
        ...(index ? { index } : {}),
      }
      if (record.messageId) put(mails, textKey(record.messageId), mail, MAIL_LIMIT)
      if (index && !conversations.has(index.conversation))
        put(conversations, index.conversation, baseSubject, CONVERSATION_LIMIT)
      if (baseSubject.length < SUBJECT_MINIMUM) return
      const key = textKey(baseSubject)
      const before = subjects.get(key)
      if (!before) put(subjects, key, [mail], SUBJECT_LIMIT)
      else if (before.push(mail) > SUBJECT_MAILS) before.shift()
    },
  }
}

/** Puts a value in, and the oldest key out when there are too many. */
function put<K, V>(map: Map<K, V>, key: K, value: V, limit: number): void {
  map.set(key, value)
  if (map.size <= limit) return
  for (const oldest of map.keys()) {
    map.delete(oldest)
    return
  }
}

/** Sender and recipients of a mail, lower case, each once. */
export function peopleOf(record: MessageRecord): readonly string[] {
  const found = new Set([record.from.address.toLowerCase()])
  for (const { address } of [...record.to, ...record.cc, ...record.bcc]) {
    if (address) found.add(address.toLowerCase())
    if (found.size > PEOPLE_LIMIT) break
  }
  return [...found]
}
