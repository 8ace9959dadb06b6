/** A person's word about a mail: written down, judged by, ranked again, and told what it changed (design §4.3, §5). */
import { senderKey } from '../enrich/senders/record-parties.ts'
import type { Digest } from '../model/bytes.ts'
import type { Source, Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import {
  CORROBORATION_TIES,
  type Rereading,
  type Review,
  type ReviewAction,
  type ReviewEntry,
  type ReviewLog,
  type ReviewOutcome,
  type VerdictChange,
} from '../model/review.ts'
import type { ScanProgress } from '../model/scan.ts'
import type { Verdict } from '../model/verdict.ts'
import { ExplainTrouble, targetRecord } from './explain-message.ts'
import { judgeStore } from './judge-store.ts'
import { lastRanking, rankStore } from './rank-store.ts'
import { corroborationBy, DOUBTED_SPAN, lastWords } from './reviewed-mail.ts'

/** Mails listed for reading again, for each tie to the confirmed one. */
const REREADING_LIMIT = 20
/** Changed verdicts listed. */
const CHANGES_LIMIT = 20

export interface ReviewRequest {
  /** Digest, the beginning of one, Message-ID, file or FILE#PLACE of a mail the store holds. */
  readonly target: string
  readonly action: ReviewAction
  readonly why: string
  readonly by: string
  /** Milliseconds; now. */
  readonly time: number
  /** Judge and rank again now; else the next scan does. */
  readonly judge: boolean
  readonly signal?: AbortSignal
}

/**
 * Writes the word down, then judges and ranks again what it can matter to, as the last scan did. Yields progress.
 * Throws `ExplainTrouble` when the mail cannot be told or is not in the store, `ScanInterrupted` on abort (the word
 * is kept, the next scan finishes the judging), and `StoreError`.
 */
export async function* reviewMessage(
  request: ReviewRequest,
  store: Store,
  source: Source,
): AsyncGenerator<ScanProgress, ReviewOutcome, undefined> {
  const { target, action, why, by, time } = request
  const found = await targetRecord(target, store, source, { attachments: 'none' })
  const record = await store.message(found.digest)
  if (!record)
    throw new ExplainTrouble(
      'not-found',
      `the mail “${target}” is not in this store`,
      'Scan it with this store first: counterfoil scan FILE --store STORE.',
    )
  const earlier = (await store.reviews(record.digest)).at(-1)
  if (action === 'withdraw' && (!earlier || earlier.action === 'withdraw'))
    throw new ExplainTrouble(
      'nothing-said',
      'nobody has said anything about this mail that could be withdrawn',
      'counterfoil review --list shows what was said about which mail.',
    )
  const before = verdictsByDigest(await store.verdicts())
  const review = await store.saveReview({ kind: 'review', digest: record.digest, action, why, by, time })

  let after = before
  let replaced: number | undefined
  if (request.judge) {
    const { window, budget } = await lastRanking(store)
    const judged = yield* judgeStore(store, window, request.signal)
    replaced = judged.replaced
    after = verdictsByDigest((yield* rankStore(store, window, budget)).verdicts)
  }
  const words = lastWords(await store.reviews())
  const changeOf = changeReader(before, after, words)
  const verdict = after.get(record.digest)
  return {
    kind: 'review-outcome',
    review,
    ...(earlier ? { earlier } : {}),
    subject: record.subject,
    sender: senderKey(record),
    time: record.time,
    ...(verdict ? { verdict } : {}),
    ...(replaced !== undefined
      ? { judged: { replaced, ...(await changes(store, record.digest, before, after, changeOf)) } }
      : {}),
    rereading: action === 'confirm' ? await rereading(store, record, after, changeOf) : [],
  }
}

const verdictsByDigest = (verdicts: readonly Verdict[]): ReadonlyMap<Digest, Verdict> =>
  new Map(verdicts.map((one) => [one.digest, one]))

type ChangeReader = (record: MessageRecord) => VerdictChange

function changeReader(
  before: ReadonlyMap<Digest, Verdict>,
  after: ReadonlyMap<Digest, Verdict>,
  words: ReadonlyMap<Digest, Review>,
): ChangeReader {
  return (record) => {
    const [was, is, said] = [before.get(record.digest), after.get(record.digest), words.get(record.digest)]
    return {
      digest: record.digest,
      time: record.time,
      sender: senderKey(record),
      subject: record.subject,
      ...(was ? { before: was } : {}),
      ...(is ? { after: is } : {}),
      ...(said && said.action !== 'withdraw' ? { reviewed: said.action } : {}),
    }
  }
}

/** Other mails whose level is another one now. */
async function changes(
  store: Store,
  reviewed: Digest,
  before: ReadonlyMap<Digest, Verdict>,
  after: ReadonlyMap<Digest, Verdict>,
  changeOf: ChangeReader,
): Promise<{ readonly changed: number; readonly changes: readonly VerdictChange[] }> {
  const other = [...after.values()].filter(({ digest, level }) => {
    const was = before.get(digest)?.level
    return digest !== reviewed && was !== undefined && was !== level
  })
  const listed: VerdictChange[] = []
  for (const { digest } of other.slice(0, CHANGES_LIMIT)) {
    const record = await store.message(digest)
    if (record) listed.push(changeOf(record))
  }
  return { changed: other.length, changes: listed }
}

/** Mail of the account and of those who got the confirmed mail, near in time; what a person spoke about is left out. */
async function rereading(
  store: Store,
  confirmed: MessageRecord,
  after: ReadonlyMap<Digest, Verdict>,
  changeOf: ChangeReader,
): Promise<readonly Rereading[]> {
  if (confirmed.timeBasis === 'none') return []
  const near = CORROBORATION_TIES.map((tie) => ({ tie, mails: [] as VerdictChange[] }))
  const range = { since: confirmed.time - DOUBTED_SPAN, until: confirmed.time + DOUBTED_SPAN + 1 }
  for await (const record of store.messages(range)) {
    const tie = corroborationBy(confirmed, record)?.tie
    const change = tie && changeOf(record)
    if (change && change.reviewed === undefined) near.find((one) => one.tie === tie)?.mails.push(change)
  }
  const rank = ({ digest }: VerdictChange): number => after.get(digest)?.rank ?? Infinity
  return near
    .filter(({ mails }) => mails.length > 0)
    .map(({ tie, mails }) => ({
      tie,
      count: mails.length,
      mails: mails
        .toSorted((a, b) => {
          const [first, second] = [rank(a), rank(b)]
          return first === second ? a.time - b.time : first - second
        })
        .slice(0, REREADING_LIMIT),
    }))
}

/** The whole log, newest first, with what each word is about, and how many held mails wait for one. */
export async function reviewLog(store: Store): Promise<ReviewLog> {
  const log = await store.reviews()
  const words = lastWords(log)
  const entries: ReviewEntry[] = []
  for (const review of log.toReversed()) {
    const record = await store.message(review.digest)
    if (!record) continue
    entries.push({
      review,
      sender: senderKey(record),
      subject: record.subject,
      time: record.time,
      current: words.get(review.digest)?.sequence === review.sequence,
    })
  }
  let waiting = 0
  for (const { digest, level } of await store.verdicts()) {
    const said = words.get(digest)?.action
    if ((level === 'alert' || level === 'review') && (said === undefined || said === 'withdraw')) waiting++
  }
  return { kind: 'review-log', entries, waiting }
}
