import type { ReportMessage, ScanReport } from '../model/scan.ts'
import { coverageGaps } from './coverage-words.ts'
import { mailboxText } from './evidence-text.ts'
import { strongestFirst } from './finding-order.ts'
import { type Html, html } from './html.ts'
import { alertHtml, alertId, titleText } from './html-alert.ts'
import { pageHtml } from './html-page.ts'
import { summaryHtml } from './html-summary.ts'
import { countText, cutText, dateText, numberText, scoreText } from './layout.ts'
import { LEVEL_WORDS } from './words.ts'

/** Messages without alert or review that are listed; `--all` on a large mailbox would make an unusable page. */
const MAX_OTHERS = 1_000
/** Characters of a sender in a list. */
const MAX_NAME = 120

/**
 * The report as one HTML file: opens offline, makes no request, needs no script. Every value from the mail is
 * defanged and escaped; nothing in it links anywhere but inside the page. Readable on a phone, in the dark and on
 * paper.
 */
export function reportHtml(report: ScanReport): string {
  const { summary } = report
  const at = (level: string): readonly ReportMessage[] =>
    report.messages.filter(({ scanned }) => scanned.verdict.level === level)
  const alerts = at('alert')
  const reviews = at('review')
  const others = report.messages.filter(({ scanned }) => !['alert', 'review'].includes(scanned.verdict.level))
  return pageHtml({
    title: html`Mail report: ${countText(summary.verdicts.alert, 'alert')} in ${countText(summary.messages.ranked, 'message')}`,
    heading: 'Mail its sender may not have written',
    generated: report.generated,
    main: html`${bottomLine(report, alerts, reviews)}
${group('alerts', 'Alerts', alerts)}
${group('review', 'Worth a look', reviews)}
${othersHtml(others)}
${summaryHtml(report)}`,
  })
}

function bottomLine(
  { summary }: ScanReport,
  alerts: readonly ReportMessage[],
  reviews: readonly ReportMessage[],
): Html {
  const { verdicts, messages, coverage, senders } = summary
  return html`<section id="bottom-line" aria-labelledby="bottom-line-title">
<h2 id="bottom-line-title">The bottom line</h2>
<p class="lead"><strong>${countText(verdicts.alert, 'alert')}</strong> among ${countText(messages.ranked, 'message')}. ${verdicts.review === 0 ? '' : `${numberText(verdicts.review)} more may be worth a look.`}</p>
<ul>
${verdicts.unknown > 0 ? html`<li>${countText(verdicts.unknown, 'message')} could not be judged: what they would be compared with is not known.</li>` : undefined}
<li>${numberText(senders.knownWell)} of ${countText(senders.all, 'sender')} are known well enough to notice a stranger’s hand.</li>
${coverageGaps(summary)
  .slice(0, 3)
  .map(
    ({ what, why, messages: count }) =>
      html`<li>Not seen: ${what}, for ${countText(count, 'message')} (${why}).</li>`,
  )}
${coverage.trouble.length > 0 ? html`<li>${coverage.trouble.length === 1 ? 'One place' : `${numberText(coverage.trouble.length)} places`} in the input could not be read; see <a href="#summary">the summary</a>.</li>` : undefined}
</ul>
${alerts.length + reviews.length > 0 ? html`<nav aria-label="Mails in this report"><ol class="contents">${[...alerts, ...reviews].map(entry)}</ol></nav>` : html`<p>Nothing deserved an alert. That is no proof that all is well: it says that nothing was found by what was able to run.</p>`}
</section>`
}

function entry(report: ReportMessage): Html {
  const { verdict, record, judgement } = report.scanned
  const strongest = strongestFirst(judgement.findings)[0]
  return html`<li class="${{ exact: verdict.level }}"><span class="rank">${verdict.rank}</span><div><a href="#${alertId(report)}"><bdi>${titleText(report)}</bdi></a>
<span class="who">${verdict.level === 'review' ? 'Worth a look: ' : ''}<bdi>${cutText(mailboxText(record.from), MAX_NAME)}</bdi>, ${record.timeBasis === 'none' ? 'no date' : dateText(record.time)}</span>
${strongest ? html`<span class="first"><bdi>${strongest.seen}</bdi></span>` : undefined}</div></li>`
}

function group(id: string, title: string, messages: readonly ReportMessage[]): Html | undefined {
  if (messages.length === 0) return undefined
  return html`
<section id="${{ exact: id }}" aria-labelledby="${{ exact: id }}-title">
<h2 id="${{ exact: id }}-title">${title}</h2>
${messages.map(alertHtml)}
</section>`
}

function othersHtml(messages: readonly ReportMessage[]): Html | undefined {
  if (messages.length === 0) return undefined
  const rows = messages.slice(0, MAX_OTHERS).map((report) => {
    const { verdict, record } = report.scanned
    return html`<li>${verdict.rank}. <bdi>${titleText(report)}</bdi> <span class="hint"><bdi>${cutText(mailboxText(record.from), MAX_NAME)}</bdi>, ${record.timeBasis === 'none' ? 'no date' : dateText(record.time)}; ${LEVEL_WORDS[verdict.level].toLowerCase()}, score ${scoreText(verdict.score)}</span></li>`
  })
  const left = messages.length - rows.length
  return html`
<section id="others" aria-labelledby="others-title">
<h2 id="others-title">The other messages</h2>
<ul class="others">${rows}</ul>
${left > 0 ? html`<p class="hint">${countText(left, 'more message')} not listed here; --format ndjson --all gives every one.</p>` : undefined}
</section>`
}
