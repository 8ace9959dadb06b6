import type {
  CorroborationTie,
  ReviewAction,
  ReviewLog,
  ReviewOutcome,
  VerdictChange,
} from '../model/review.ts'
import type { Verdict } from '../model/verdict.ts'
import { shortDigest } from './evidence-text.ts'
import { countText, cutText, dateText, dayText, numberText } from './layout.ts'
import { type Page, startPage, type TextOptions } from './page.ts'
import { LEVEL_WORDS } from './words.ts'

/** UTF-16 units of a subject or reason. */
const MAX_VALUE = 300
/** Mails listed under one heading; JSON has more. */
const MAX_LISTED = 10
const cut = (text: string): string => cutText(text, MAX_VALUE)
const FIELD = { indent: 2, at: 13 }

/** What a person said, in one word for a list. */
export const REVIEW_WORDS: Readonly<Record<ReviewAction, string>> = {
  confirm: 'confirmed',
  release: 'released',
  withdraw: 'withdrawn',
}

const HEADINGS: Readonly<Record<ReviewAction, string>> = {
  confirm: 'Confirmed: somebody else wrote this mail',
  release: 'Released: the sender wrote this mail',
  withdraw: 'Withdrawn: what was said about this mail no longer counts',
}

const CONSEQUENCES: Readonly<Record<ReviewAction, string>> = {
  confirm:
    'Nothing is ever learned from it. It stays in sight as worth a look, and takes no place among the alerts.',
  release: 'It is learned from as if it had never been held, and is no alert any more.',
  withdraw: 'It is judged as if nothing had been said about it.',
}

const REREAD_WORDS: Readonly<Record<CorroborationTie, (count: number) => string>> = {
  'same-sender': (count) =>
    `${countText(count, 'mail')} of the same sender, at most 90 days before or after it. Whoever holds the account may have written ${count === 1 ? 'this one' : 'some of these'} too.`,
  'shared-contact': (count) =>
    `${countText(count, 'mail')} of people who received it, at most 90 days before or after it. Their accounts may be the next.`,
}

/** `Worth a look (rank 3)`; `not ranked` without a verdict. */
function verdictWords(verdict: Verdict | undefined): string {
  return verdict ? `${LEVEL_WORDS[verdict.level]} (rank ${numberText(verdict.rank)})` : 'not ranked'
}

function changeLine(page: Page, change: VerdictChange, by: 'named' | 'same sender'): void {
  const subject = change.subject === '' ? '(no subject)' : `“${cut(change.subject)}”`
  const who = by === 'named' ? `, ${change.sender}` : ''
  page.text([{ exact: shortDigest(change.digest) }, `  ${dayText(change.time)}${who}: ${subject}`], {
    mark: '• ',
  })
  const said = change.reviewed === undefined ? '' : `; ${REVIEW_WORDS[change.reviewed]} by a person`
  const [before, now] = [verdictWords(change.before), verdictWords(change.after)]
  page.text(before === now ? `${now}, as before${said}` : `before: ${before}; now: ${now}${said}`, {
    indent: 4,
    style: 'faint',
  })
}

/** What saying something about a mail led to: the mail, the word, what changed, and what to read again. */
export function reviewText(outcome: ReviewOutcome, options: TextOptions): string {
  const { review, earlier, judged, rereading } = outcome
  const page = startPage(options)
  page.heading(HEADINGS[review.action])
  page.field('From', outcome.sender, FIELD)
  page.field('Subject', outcome.subject === '' ? '(none)' : cut(outcome.subject), FIELD)
  page.field('Date', dateText(outcome.time), FIELD)
  page.field('Digest', { exact: shortDigest(review.digest) }, FIELD)
  page.field('Reason', cut(review.why), FIELD)
  page.field(
    'Said by',
    [{ exact: review.by }, `, ${dateText(review.time)} (review ${review.sequence})`],
    FIELD,
  )
  if (earlier)
    page.field(
      'Before',
      [
        `${REVIEW_WORDS[earlier.action]} by `,
        { exact: earlier.by },
        `, ${dayText(earlier.time)}: ${cut(earlier.why)}`,
      ],
      FIELD,
    )
  if (judged && review.action !== 'release') page.field('Verdict', verdictWords(outcome.verdict), FIELD)
  page.gap()
  page.text(CONSEQUENCES[review.action])
  if (judged) {
    page.text(
      `${countText(judged.replaced, 'mail')} judged again; ${judged.changed === 0 ? 'no other verdict changed' : `${countText(judged.changed, 'other verdict')} changed`}.`,
    )
    if (judged.changed > 0) {
      page.heading('Other verdicts that changed')
      const shown = judged.changes.slice(0, MAX_LISTED)
      for (const change of shown) changeLine(page, change, 'named')
      rest(page, judged.changed, shown.length)
    }
  } else page.text('It counts from the next scan on.')
  if (review.action === 'confirm') {
    page.heading('Worth reading again')
    if (rereading.length === 0)
      page.text('No other mail of this sender, or of those who received it, within 90 days of it.')
    for (const { tie, count, mails } of rereading) {
      page.gap()
      page.text(`${REREAD_WORDS[tie](count)} Most suspicious first:`)
      const shown = mails.slice(0, MAX_LISTED)
      for (const change of shown) changeLine(page, change, tie === 'same-sender' ? 'same sender' : 'named')
      rest(page, count, shown.length)
    }
    if (rereading.length > 0) {
      page.gap()
      page.text({
        exact: 'counterfoil explain DIGEST --store FILE shows what every check saw in one of them.',
      })
    }
  }
  return page.toString()
}

function rest(page: Page, count: number, shown: number): void {
  if (count > shown) page.text(`and ${numberText(count - shown)} more`, { indent: 2, style: 'faint' })
}

/** What people said about mails, newest first. */
export function reviewLogText({ entries, waiting }: ReviewLog, options: TextOptions): string {
  const page = startPage(options)
  page.heading('What people said about mails')
  if (entries.length === 0) page.text('Nothing yet.')
  for (const { review, sender, subject, time, current } of entries) {
    page.text(
      [
        `${REVIEW_WORDS[review.action]} by `,
        { exact: review.by },
        `, ${dateText(review.time)}${current ? '' : ' (no longer counts)'}: ${cut(review.why)}`,
      ],
      { mark: `${review.sequence}. `, style: current ? 'plain' : 'faint' },
    )
    page.text(
      [
        { exact: shortDigest(review.digest) },
        `  ${dayText(time)}, ${sender}: ${subject === '' ? '(no subject)' : `“${cut(subject)}”`}`,
      ],
      { indent: 4, style: 'faint' },
    )
  }
  page.gap()
  page.text(
    waiting === 0
      ? 'No held mail waits for a word.'
      : `${countText(waiting, 'held mail')} ${waiting === 1 ? 'waits' : 'wait'} for a word. Nothing is learned from ${waiting === 1 ? 'it' : 'them'} until a person releases ${waiting === 1 ? 'it' : 'them'}.`,
  )
  return page.toString()
}
