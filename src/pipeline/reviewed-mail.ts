/** What people said about mails, as judging uses it: who decides over `held`, and which takeovers are confirmed. */
import { senderKey } from '../enrich/senders/record-parties.ts'
import type { Digest } from '../model/bytes.ts'
import type { Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import type { Corroboration, Review } from '../model/review.ts'
import type { Judgement } from '../model/verdict.ts'

const DAY = 86_400_000
/** Around a confirmed takeover mail of the account and of those who received it is doubted (design §5), milliseconds. */
export const DOUBTED_SPAN: number = 90 * DAY
/** Confirmed mails told with one mail. */
const TOLD = 3
/** Recipients of a confirmed mail that are followed. Attack: a mail to thousands makes everybody a suspect. */
const CONTACT_LIMIT = 100

export interface ReviewedMail {
  /** The last place in the log, 0 when nobody has said anything. */
  readonly sequence: number
  /** The last word about a mail; undefined when there is none or it was withdrawn. */
  wordOn(digest: Digest): 'confirm' | 'release' | undefined
  /** Confirmed takeovers that speak about this mail, nearest in time first. */
  corroborationOf(record: MessageRecord): readonly Corroboration[]
}

/** Nobody has said anything. */
export const NOTHING_SAID: ReviewedMail = {
  sequence: 0,
  wordOn: () => undefined,
  corroborationOf: () => [],
}

/** Reads the log and the confirmed mails it names. */
export async function reviewedMail(store: Store): Promise<ReviewedMail> {
  const log = await store.reviews()
  if (log.length === 0) return NOTHING_SAID
  const words = lastWords(log)
  const confirmed: MessageRecord[] = []
  for (const [digest, { action }] of words) {
    if (action !== 'confirm') continue
    const record = await store.message(digest)
    // Nothing is near a mail whose time is not known.
    if (record && record.timeBasis !== 'none') confirmed.push(record)
  }
  const takeovers = takeoverIndex(confirmed)
  return {
    sequence: log.at(-1)?.sequence ?? 0,
    wordOn(digest) {
      const action = words.get(digest)?.action
      return action === 'withdraw' ? undefined : action
    },
    corroborationOf: (record) => corroborationOf(record, takeovers),
  }
}

/** The last word about each mail; the log is oldest first. */
export function lastWords(log: readonly Review[]): ReadonlyMap<Digest, Review> {
  const words = new Map<Digest, Review>()
  for (const review of log) words.set(review.digest, review)
  return words
}

/** Corroboration that this one confirmed mail gives to another; undefined when it gives none. */
export function corroborationBy(confirmed: MessageRecord, record: MessageRecord): Corroboration | undefined {
  return corroborationOf(record, takeoverIndex([confirmed]))[0]
}

/** Confirmed mails by the addresses they throw doubt on. */
type TakeoverIndex = ReadonlyMap<
  string,
  readonly Pick<Corroboration, 'confirmed' | 'tie' | 'account' | 'time'>[]
>

function takeoverIndex(confirmed: readonly MessageRecord[]): TakeoverIndex {
  const index = new Map<string, Pick<Corroboration, 'confirmed' | 'tie' | 'account' | 'time'>[]>()
  for (const record of confirmed) {
    const account = senderKey(record)
    const ties = new Map<string, Corroboration['tie']>([[account, 'same-sender']])
    for (const { address } of [...record.to, ...record.cc, ...record.bcc]) {
      const contact = address.toLowerCase()
      if (contact !== '' && !ties.has(contact)) ties.set(contact, 'shared-contact')
      if (ties.size > CONTACT_LIMIT) break
    }
    for (const [address, tie] of ties) {
      const known = index.get(address) ?? []
      known.push({ confirmed: record.digest, tie, account, time: record.time })
      index.set(address, known)
    }
  }
  return index
}

function corroborationOf(record: MessageRecord, index: TakeoverIndex): readonly Corroboration[] {
  const known = index.get(senderKey(record))
  if (!known || record.timeBasis === 'none') return []
  return known
    .filter(
      ({ confirmed, time }) => confirmed !== record.digest && Math.abs(record.time - time) <= DOUBTED_SPAN,
    )
    .toSorted(
      (a, b) =>
        Math.abs(record.time - a.time) - Math.abs(record.time - b.time) ||
        (a.confirmed < b.confirmed ? -1 : 1),
    )
    .slice(0, TOLD)
    .map((one) => ({
      kind: 'confirmed-takeover',
      ...one,
      days: Math.trunc((record.time - one.time) / DAY),
    }))
}

/**
 * The judgement with a person's word over it: what they confirmed stays held, whatever the judge thought of it, and
 * what they released is not. The findings stay as they were found.
 */
export function withWord(judgement: Judgement, word: 'confirm' | 'release' | undefined): Judgement {
  return word === undefined ? judgement : { ...judgement, held: word === 'confirm', reviewed: word }
}

/**
 * The first time from which stored judgements can be other than before `after` (a place in the log), milliseconds;
 * Infinity when nothing was said since. A word changes the mail it is about and what is judged after it; where the
 * mail was ever confirmed, also the mail before it that it threw doubt on.
 */
export async function firstAffected(store: Store, after: number): Promise<number> {
  const log = await store.reviews()
  const touched = new Set(log.filter(({ sequence }) => sequence > after).map(({ digest }) => digest))
  const everConfirmed = new Set(log.filter(({ action }) => action === 'confirm').map(({ digest }) => digest))
  let first = Infinity
  for (const digest of touched) {
    const time = (await store.message(digest))?.time ?? -Infinity
    first = Math.min(first, everConfirmed.has(digest) ? time - DOUBTED_SPAN : time)
  }
  return first
}
