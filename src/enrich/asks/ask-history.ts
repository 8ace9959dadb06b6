import { ASK_KINDS, type Ask, type AskContext, type AskKind, type AskOnset } from '../../model/ask.ts'
import type { MessageRecord } from '../../model/record.ts'
import { textKey } from '../senders/text-key.ts'
import { countRecipient, mostToAny, type RecipientCounts, recipientCounts } from './recipient-counts.ts'

/** What was asked before, by whom, of whom and in which thread. */
export interface AskHistory {
  /** Reads the past of this message's asks. Call before `learn` of the same message. */
  context(record: MessageRecord): AskContext
  /** Adds a message to the past. */
  learn(record: MessageRecord): void
}

/**
 * From this strength on an ask counts as asked, in the past as in the message looked at. Below `PLAIN_ASK`: talk of a
 * matter opens no gate but says something beside a link.
 */
const COUNTED = 0.4
/**
 * Half-life of what a sender asked. What somebody asked years ago is no habit any more; a year keeps yearly matters
 * (fees, elections, accounts).
 */
const HALF_LIFE = 365 * 86_400_000
/** Recipients of one mail looked at. */
const RECIPIENTS_OF_MAIL = 16
/** Senders, and keys of threads, remembered; the oldest go first. Attack: a new sender or thread with every mail. */
const SENDERS = 200_000
const THREADS = 500_000
/** Anchors of one mail by which its thread is looked up and remembered: the nearest ones. */
const ANCHORS = 3
/** Shorter subjects ("hi") are those of many threads. */
const SUBJECT_LETTERS = 8

interface SenderAsks {
  /** Decayed to `time`: mails, and mails by kind. */
  mails: number
  readonly kinds: Float32Array
  time: number
  /** Mails by kind to the recipients met last. */
  readonly recipients: RecipientCounts
}

interface ThreadAsks {
  /** Bit set over `ASK_KINDS`. */
  kinds: number
  /** The same by the sender who asked last; more would grow with the thread. Absent while nobody asked anything. */
  bySender?: Map<number, number>
}
/** Askers remembered per thread. */
const THREAD_SENDERS = 16

/**
 * An empty history of asks. Memory: about 1.5 KB per sender (10 counts, at most 32 recipients) and about 100 bytes per
 * remembered thread key, both bounded in number. Strict time is the caller's: `context` knows only what was learned.
 */
export function askHistory(): AskHistory {
  const senders = new Map<string, SenderAsks>()
  const threads = new Map<number, ThreadAsks>()
  const organisation = new Float64Array(ASK_KINDS.length)
  let mails = 0

  return {
    context(record) {
      const strongest = byKind(record.asks ?? [])
      const known = threadKeys(record).flatMap((key) => threads.get(key) ?? [])
      if (strongest.size === 0) return { kind: 'ask-context', onsets: [], threadKnown: known.length > 0 }
      const sender = senderOf(record)
      const senderKey = textKey(sender)
      const state = senders.get(sender)
      const weight = state ? decay(state.time, record.time) : 0
      const toThem = state ? mostToAny(state.recipients, recipientKeys(record)) : undefined
      const onsets: AskOnset[] = []
      for (const [kind, { ask, index }] of strongest) {
        const at = ASK_KINDS.indexOf(kind)
        const bit = 1 << at
        onsets.push({
          kind,
          strength: ask.strength,
          ask: index,
          bySender: (state?.kinds[at] ?? 0) * weight,
          senderMessages: (state?.mails ?? 0) * weight,
          byAnybody: organisation[at] ?? 0,
          messages: mails,
          ofRecipients: toThem?.[at] ?? 0,
          inThread: known.some((one) => (one.kinds & bit) !== 0),
          inThreadBySender: known.some((one) => ((one.bySender?.get(senderKey) ?? 0) & bit) !== 0),
        })
      }
      return { kind: 'ask-context', onsets, threadKnown: known.length > 0 }
    },

    learn(record) {
      const asked = [...byKind(record.asks ?? []).keys()].map((kind) => ASK_KINDS.indexOf(kind))
      const sender = senderOf(record)
      const state = remembered(senders, sender, SENDERS, () => ({
        mails: 0,
        kinds: new Float32Array(ASK_KINDS.length),
        time: record.time,
        recipients: recipientCounts(),
      }))
      // Mail out of order in time decays nothing.
      const weight = decay(state.time, record.time)
      state.time = Math.max(state.time, record.time)
      state.mails = state.mails * weight + 1
      for (let at = 0; at < state.kinds.length; at++) state.kinds[at] = (state.kinds[at] as number) * weight
      mails++
      let bits = 0
      for (const at of asked) {
        state.kinds[at] = (state.kinds[at] as number) + 1
        organisation[at] = (organisation[at] as number) + 1
        bits |= 1 << at
      }
      if (asked.length > 0)
        for (const key of recipientKeys(record)) countRecipient(state.recipients, key, asked)
      const senderKey = textKey(sender)
      const keys = threadKeys(record)
      if (record.messageId) keys.push(textKey(record.messageId))
      // What the thread had already goes on to the keys this mail adds.
      let all = bits
      for (const key of keys) all |= threads.get(key)?.kinds ?? 0
      for (const key of keys) {
        const thread = remembered(threads, key, THREADS, (): ThreadAsks => ({ kinds: 0 }))
        thread.kinds |= all
        if (bits !== 0) {
          thread.bySender ??= new Map()
          const own = remembered(thread.bySender, senderKey, THREAD_SENDERS, () => 0)
          thread.bySender.set(senderKey, own | bits)
        }
      }
    },
  }
}

const senderOf = (record: MessageRecord): string => record.from.address.toLowerCase()

/** The strongest ask of each kind that counts. */
function byKind(asks: readonly Ask[]): ReadonlyMap<AskKind, { readonly ask: Ask; readonly index: number }> {
  const found = new Map<AskKind, { readonly ask: Ask; readonly index: number }>()
  for (const [index, ask] of asks.entries()) {
    const known = found.get(ask.kind)
    // Urgency never reaches the mark and is a fact about the other asks.
    const counts = ask.strength >= COUNTED || ask.kind === 'urgency'
    if (counts && (!known || ask.strength > known.ask.strength)) found.set(ask.kind, { ask, index })
  }
  return found
}

function recipientKeys(record: MessageRecord): number[] {
  const keys = new Set<number>()
  for (const { address } of [...record.to, ...record.cc, ...record.bcc]) {
    if (keys.size >= RECIPIENTS_OF_MAIL) break
    if (address !== '') keys.add(textKey(address.toLowerCase()))
  }
  return [...keys]
}

/** A mail is in a thread by its nearest anchors and, for an answer or a forward, by its subject. */
function threadKeys(record: MessageRecord): number[] {
  const { anchors, baseSubject } = record.thread
  const keys = anchors.slice(-ANCHORS).map(textKey)
  // The mark keeps a subject apart from a Message-ID.
  if (baseSubject.length >= SUBJECT_LETTERS) keys.push(textKey(`subject ${baseSubject}`))
  return keys
}

const decay = (from: number, to: number): number => (to <= from ? 1 : 2 ** ((from - to) / HALF_LIFE))

/** The value under `key`, made when new and moved to the young end; the oldest leaves when there are too many. */
function remembered<K, V>(map: Map<K, V>, key: K, limit: number, make: () => V): V {
  const known = map.get(key)
  const value = known ?? make()
  if (known !== undefined) map.delete(key)
  else if (map.size >= limit) {
    const oldest = map.keys().next()
    if (!oldest.done) map.delete(oldest.value)
  }
  map.set(key, value)
  return value
}
