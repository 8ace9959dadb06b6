/**
 * Ways to reach each sender, from mails that were learned from: what "check on a channel you already had" can name.
 * Read strictly before a mail, like all of the past.
 */
import type { ContactContext, ContactEvidence, KnownContact, RecordContact } from '../../model/contact.ts'
import type { MessageRecord } from '../../model/record.ts'
import { correspondentStates, type StatesOptions } from '../senders/correspondent-states.ts'
import { senderKey } from '../senders/record-parties.ts'

const DAY = 86_400_000
/** Contacts kept of one sender, 0.4 KB each. Attack: a fresh number in every mail. */
const SENDER_LIMIT = 20
/** Contacts told with one mail. */
const TOLD = 3
/**
 * A contact first given so shortly before a mail is left out when the sender was known earlier. Attack: a thief
 * writes a harmless mail with their own number first, then the one that counts.
 */
const SETTLED = 7 * DAY

interface Entry {
  shown: string
  messages: number
  days: number
  lastDay: number
  /** Stood in a signature at least once. */
  signed: boolean
  firstSeen: number
  lastSeen: number
  readonly first: ContactEvidence
  last: ContactEvidence
  readonly kind: RecordContact['kind']
}

interface Owner {
  readonly firstSeen: number
  readonly entries: Map<string, Entry>
}

export interface ContactBook {
  /** What is known of an address before a time (milliseconds), most reliable first. */
  known(address: string, time: number): readonly KnownContact[]
  /** What was known before this mail, and what it gives itself; undefined when there is nothing to say. */
  context(record: MessageRecord, sameName?: string): ContactContext | undefined
  /** Adds a mail to the past; only for mails that are learned from, in the order of time. */
  learn(record: MessageRecord): void
}

/** An empty book. With scratch space what is known of senders not met for longest is laid aside there. */
export function contactBook(options: StatesOptions = {}): ContactBook {
  const owners = correspondentStates<Owner>('contacts ', options)

  function known(address: string, time: number): readonly KnownContact[] {
    const owner = owners.get(address)
    if (!owner) return []
    const isNewcomer = owner.firstSeen > time - SETTLED
    return (
      [...owner.entries]
        // A number that stood in the text of a single day is more often a conference's or a third person's.
        .filter(([, { signed, days }]) => signed || days > 1)
        .filter(([, { firstSeen }]) => isNewcomer || firstSeen <= time - SETTLED)
        .sort(
          ([one, a], [other, b]) =>
            b.days - a.days || a.firstSeen - b.firstSeen || b.messages - a.messages || (one < other ? -1 : 1),
        )
        .slice(0, TOLD)
        .map(([value, { kind, shown, messages, days, firstSeen, lastSeen, first, last }]) => ({
          kind,
          value,
          shown,
          of: address,
          messages,
          days,
          firstSeen,
          lastSeen,
          first,
          last,
        }))
    )
  }

  return {
    known,

    context(record, sameName) {
      const sender = senderKey(record)
      const own = known(sender, record.time)
      // Whoever bears a known person's name is asked on that person's channels.
      const told = own.length > 0 || sameName === undefined ? own : known(sameName, record.time)
      if (told.length === 0) return undefined
      const before = owners.get(told[0]?.of ?? sender)?.entries
      const unknown = (record.contacts ?? []).filter(({ value }) => !before?.has(value)).slice(0, TOLD)
      return { known: told, unknown }
    },

    learn(record) {
      const sender = senderKey(record)
      const owner = owners.make(sender, () => ({ firstSeen: record.time, entries: new Map() }))
      const day = Math.floor(record.time / DAY)
      for (const { kind, value, shown = value, where, part, start, end } of record.contacts ?? []) {
        const evidence: ContactEvidence = { digest: record.digest, part, start, end }
        const entry = owner.entries.get(value)
        if (entry) {
          entry.messages++
          if (day !== entry.lastDay) entry.days++
          entry.lastDay = day
          entry.lastSeen = Math.max(entry.lastSeen, record.time)
          entry.last = evidence
          entry.signed ||= where === 'signature'
          entry.shown = shown
        } else if (owner.entries.size < SENDER_LIMIT || forget(owner.entries)) {
          owner.entries.set(value, {
            kind,
            shown,
            messages: 1,
            days: 1,
            lastDay: day,
            signed: where === 'signature',
            firstSeen: record.time,
            lastSeen: record.time,
            first: evidence,
            last: evidence,
          })
        }
      }
    },
  }
}

/** Makes room by forgetting the contact of a single day that was not given for longest; false when there is none. */
function forget(entries: Map<string, Entry>): boolean {
  let oldest: string | undefined
  let lastSeen = Infinity
  for (const [value, entry] of entries)
    if (entry.days === 1 && entry.lastSeen < lastSeen) {
      oldest = value
      lastSeen = entry.lastSeen
    }
  return oldest !== undefined && entries.delete(oldest)
}
