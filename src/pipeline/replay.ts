/** Replays the store's messages in time order: each is judged against what was known before, then learned or held. */
import { type ContactBook, contactBook } from '../enrich/contacts/contact-book.ts'
import type { StatesOptions } from '../enrich/senders/correspondent-states.ts'
import { type SenderHistory, senderHistory } from '../enrich/senders/sender-history.ts'
import { judge, learnReference } from '../judge/judge.ts'
import { type ReferenceLog, referenceLog } from '../judge/reference.ts'
import type { Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import type { SenderContext } from '../model/sender.ts'
import type { Judgement } from '../model/verdict.ts'
import { NOTHING_SAID, type ReviewedMail, reviewedMail, withWord } from './reviewed-mail.ts'

export interface Past {
  readonly history: SenderHistory
  readonly reference: ReferenceLog
  readonly contacts: ContactBook
  /** What people said; a replay reads it from its store. */
  reviews: ReviewedMail
}

export interface Replayed {
  readonly record: MessageRecord
  readonly context: SenderContext
  readonly judgement: Judgement
}

/**
 * The past before the first mail. With scratch space what is known of correspondents not met for longest is laid
 * aside there; what is said of any mail is the same with it and without.
 */
export function emptyPast(options: StatesOptions = {}): Past {
  return {
    history: senderHistory(options),
    reference: referenceLog(),
    contacts: contactBook(options),
    reviews: NOTHING_SAID,
  }
}

/** One message against the past as it stands. */
export function judgeOne(past: Past, record: MessageRecord): Replayed {
  const confirmed = past.reviews.corroborationOf(record)
  const history = past.history.context(record)
  const contacts = past.contacts.context(record, history.identity.sameName[0]?.address)
  const context: SenderContext = {
    ...history,
    ...(confirmed.length > 0 ? { confirmed } : {}),
    ...(contacts ? { contacts } : {}),
  }
  const judgement = withWord(judge(record, context, past.reference), past.reviews.wordOn(record.digest))
  return {
    record,
    context,
    judgement: judgement.held && contacts ? { ...judgement, contacts } : judgement,
  }
}

/**
 * Judges every stored message before `until` (milliseconds, exclusive), oldest first, and leaves `past` as it was
 * known then. Messages of one instant are judged before any of them is learned: strictly before means just that.
 * A message whose time could not be told is judged against nothing and teaches nothing.
 */
export async function* replay(
  past: Past,
  store: Store,
  until?: number,
): AsyncGenerator<Replayed, void, undefined> {
  past.reviews = await reviewedMail(store)
  let instant: Replayed[] = []
  const learn = (): void => {
    for (const { record, judgement } of instant) {
      if (record.timeBasis === 'none') continue
      learnReference(past.reference, judgement)
      if (judgement.held) past.history.hold(record)
      else {
        past.history.learn(record)
        past.contacts.learn(record)
      }
    }
    instant = []
  }
  for await (const record of store.messages(until === undefined ? {} : { until })) {
    if (instant.length > 0 && instant[0]!.record.time !== record.time) learn()
    const replayed = judgeOne(past, record)
    instant.push(replayed)
    yield replayed
  }
  learn()
}
