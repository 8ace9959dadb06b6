/**
 * Which mails are here, and who took part in which thread. Everything is kept under hashes in number tables: some
 * 60 bytes a mail, where sets of addresses took 700.
 */
import type { MessageRecord } from '../../model/record.ts'
import { type KeyTable, keyTable } from './key-table.ts'
import { pairKey, textKey } from './text-key.ts'

/**
 * Message-IDs, subjects, and pairs of a sender and one of these, remembered; twice as many at most. The tables take
 * 17 to 35 bytes an entry, 400 MB when all are full. What falls out was neither sent nor answered in the last two
 * million mails: an answer to it then looks like one to a mail that is not here, as with mail from before the store
 * began. Attack: floods of mail, to make others' answers look odd. It costs the attacker two million mails.
 */
const MAILS = 2_000_000
const SUBJECTS = 1_000_000
const PAIRS = 4_000_000
/** Senders remembered of one thread. */
const THREAD_SENDERS = 64
/** A shorter subject is that of many threads. */
const SUBJECT_LETTERS = 4

/** In a cell of the tables: senders remembered, above them how often it was sent (0: held, nothing learned). */
const SENDERS = 0x80
const MOST = 0x1ff_ffff

export interface ThreadView {
  /** Anchors that are here. */
  readonly resolved: number
  readonly subjectSeen: number
  readonly senderInThread: boolean
}

export interface ThreadMemory {
  /** It names a mail that is here. */
  isAnchored(record: MessageRecord): boolean
  /** `sender`: its number; undefined for one never met. */
  view(record: MessageRecord, sender: number | undefined): ThreadView
  learn(record: MessageRecord, sender: number): void
  /** Remembers only that the mail exists. */
  hold(record: MessageRecord): void
}

/** An empty memory. */
export function threadMemory(): ThreadMemory {
  const mails: KeyTable = keyTable(MAILS)
  const subjects: KeyTable = keyTable(SUBJECTS)
  const pairs: KeyTable = keyTable(PAIRS)

  /** A Message-ID sent again begins anew. */
  const roundOf = (key: number, cell: number): number => pairKey(key, Math.floor(cell / SENDERS))
  const HELD = MOST * SENDERS

  /** Adds the sender to those of a thread, when there is room; gives the cell as it is then. */
  function join(key: number, cell: number, sender: number): number {
    if (cell % SENDERS >= THREAD_SENDERS) return cell
    const pair = pairKey(key, sender)
    if (pairs.get(pair) !== 0) return cell
    pairs.set(pair, 1)
    return cell + 1
  }

  return {
    isAnchored: (record) => record.thread.anchors.some((anchor) => mails.get(textKey(anchor)) !== 0),

    view({ thread: { anchors, baseSubject } }, sender) {
      let resolved = 0
      let senderInThread = false
      for (const anchor of anchors) {
        const key = textKey(anchor)
        const cell = mails.get(key)
        if (cell === 0) continue
        resolved++
        if (cell !== HELD && sender !== undefined && pairs.get(pairKey(roundOf(key, cell), sender)) !== 0)
          senderInThread = true
      }
      const subject = baseSubject.length >= SUBJECT_LETTERS ? subjectKey(baseSubject) : undefined
      const cell = subject === undefined ? 0 : subjects.get(subject)
      if (cell !== 0 && sender !== undefined && pairs.get(pairKey(subject as number, sender)) !== 0)
        senderInThread = true
      return { resolved, subjectSeen: Math.floor(cell / SENDERS), senderInThread }
    },

    learn({ messageId, thread: { anchors, baseSubject } }, sender) {
      if (messageId) {
        const key = textKey(messageId)
        const before = mails.get(key)
        const times = before === 0 || before === HELD ? 0 : Math.floor(before / SENDERS)
        const cell = Math.min(times + 1, MOST - 1) * SENDERS
        mails.set(key, join(roundOf(key, cell), cell, sender))
      }
      // Only the direct parent carries who took part, or long threads would make this quadratic.
      for (const anchor of anchors.slice(-2)) {
        const key = textKey(anchor)
        const cell = mails.get(key)
        if (cell !== 0 && cell !== HELD) mails.set(key, join(roundOf(key, cell), cell, sender))
      }
      if (baseSubject.length < SUBJECT_LETTERS) return
      const key = subjectKey(baseSubject)
      const before = subjects.get(key)
      const seen = Math.min(Math.floor(before / SENDERS) + 1, MOST)
      subjects.set(key, join(key, seen * SENDERS + (before % SENDERS), sender))
    },

    hold({ messageId }) {
      if (!messageId) return
      const key = textKey(messageId)
      if (mails.get(key) === 0) mails.set(key, HELD)
    },
  }
}

/** Kept apart from the key of a Message-ID that reads the same, as both have pairs in one table. */
const subjectKey = (subject: string): number => pairKey(textKey(subject), -1)
