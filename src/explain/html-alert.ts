import type { Evidence } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import type { ReportMessage } from '../model/scan.ts'
import {
  CHANNELS_HEADING,
  contactsHeading,
  contactsToAsk,
  knownContactText,
  NO_CONTACT,
  unknownContactsText,
} from './contact-words.ts'
import { evidencePlace, evidenceValue, mailboxesText, mailboxText, sourceDetail } from './evidence-text.ts'
import { nextSteps, strongestFirst } from './finding-order.ts'
import { type Html, html } from './html.ts'
import { linksHtml } from './html-link.ts'
import { evidenceId, messageView } from './html-message.ts'
import { timelineHtml } from './html-timeline.ts'
import { countText, cutText, dateText, scoreText, zonedDateText } from './layout.ts'
import { CHANNEL_WORDS, LEVEL_WORDS, MODEL_WORDS, SEVERITY_WORDS, WORD_MEANINGS } from './words.ts'

/** Findings shown for one mail; there are about ten detectors. */
const MAX_FINDINGS = 24
/** Pieces of evidence listed for one finding. */
const MAX_EVIDENCE = 40
/** Characters of a subject in a heading. Attack: a subject of many kilobytes. */
const MAX_TITLE = 140
/** Characters of any other value in the head of an alert. */
const MAX_VALUE = 1_000
/** Recipients named. */
const MAX_RECIPIENTS = 25
/** Milliseconds between the time of receipt and the mail's own date that are worth a line. */
const WORTH_SAYING = 15 * 60_000

/** Identifies an alert in the page. */
export function alertId(report: ReportMessage): string {
  return `m${report.scanned.verdict.rank}`
}

/** The subject as a title, never empty. */
export function titleText(report: ReportMessage): string {
  const subject = report.scanned.record.subject.trim()
  return subject === '' ? '(no subject)' : cutText(subject, MAX_TITLE)
}

/** One alert: head, findings, what to do, link, message, past. */
export function alertHtml(report: ReportMessage): Html {
  const alert = alertId(report)
  const { verdict, judgement } = report.scanned
  const findings = strongestFirst(judgement.findings).slice(0, MAX_FINDINGS)
  const left = judgement.findings.length - findings.length
  const { view, placed } = messageView(report, findings, alert)
  const steps = nextSteps(findings)
  return html`
<article class="alert ${{ exact: verdict.level }}" id="${alert}" aria-labelledby="${alert}-title">
<header>
<p class="tag">${LEVEL_WORDS[verdict.level]} ${verdict.rank} <span class="score">score ${scoreText(verdict.score)}</span></p>
<h3 id="${alert}-title"><bdi>${titleText(report)}</bdi></h3>
<p class="guess">${verdict.model === undefined ? 'No single explanation stands out.' : `${capital(MODEL_WORDS[verdict.model])}.`}</p>
${factsHtml(report)}
</header>
<section>
<h4>What was found</h4>
${findings.length === 0 ? html`<p class="hint">No finding.</p>` : html`<ol class="findings">${findings.map((finding, at) => findingHtml(finding, at + 1, alert, placed))}</ol>`}
${left > 0 ? html`<p class="hint">${countText(left, 'weaker finding')} not shown.</p>` : undefined}
</section>
${steps.length > 0 ? html`<section class="steps"><h4>What to do next</h4><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol></section>` : undefined}
${contactsHtml(report)}
${linksHtml(report, findings, alert)}
<section>
<h4>The message</h4>
${view}
</section>
<section>
<h4>The sender’s past</h4>
${timelineHtml(report)}
</section>
</article>`
}

/** Ways to ask the sender that the mail itself could not have planted. */
function contactsHtml({ scanned }: ReportMessage): Html | undefined {
  const contacts = contactsToAsk(scanned.judgement, scanned.record)
  if (!contacts) return undefined
  const unknown = unknownContactsText(contacts)
  return html`<section><h4>${CHANNELS_HEADING}</h4>
${contacts.known.length === 0 ? html`<p>${NO_CONTACT}</p>` : html`<p class="hint"><bdi>${contactsHeading(contacts, scanned.record.from.address)}:</bdi></p><ul>${contacts.known.map((contact) => html`<li><bdi>${knownContactText(contact)}</bdi></li>`)}</ul>`}
${unknown === undefined ? undefined : html`<p class="warning"><bdi>${unknown}</bdi></p>`}
</section>`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function factsHtml({ scanned }: ReportMessage): Html {
  const { record, judgement } = scanned
  const known = record.timeBasis !== 'none'
  const drifts =
    known && record.statedTime !== undefined && Math.abs(record.statedTime - record.time) > WORTH_SAYING
  const recipients = [...record.to, ...record.cc, ...record.bcc]
  const row = (label: string, value: Html): Html => html`<div><dt>${label}</dt><dd>${value}</dd></div>`
  return html`<dl class="facts">
${row('From', html`<bdi>${cutText(mailboxText(record.from), MAX_VALUE)}</bdi>`)}
${row('To', html`<bdi>${cutText(mailboxesText(recipients, MAX_RECIPIENTS), MAX_VALUE)}</bdi>`)}
${row('Date', html`${known ? zonedDateText(record.time, record.statedOffset) : 'not stated anywhere'}${drifts ? html`<br>The mail itself says ${dateText(record.statedTime)}.` : undefined}`)}
${record.subject.length > MAX_TITLE ? row('Subject', html`<bdi>${cutText(record.subject, MAX_VALUE)}</bdi>`) : undefined}
${row('Lies in', html`<span class="exact">${{ exact: sourceDetail(record.source) }}</span>`)}
${row('Digest', html`<span class="exact">${{ exact: record.digest }}</span>`)}
${judgement.reviewed === undefined ? undefined : row('Review', html`${WORD_MEANINGS[judgement.reviewed]}`)}
</dl>`
}

function findingHtml(finding: Finding, number: number, alert: string, placed: ReadonlySet<string>): Html {
  const evidence = finding.evidence
    .slice(0, MAX_EVIDENCE)
    .map((item, at) => evidenceHtml(item, evidenceId(alert, number, at), placed))
  const left = finding.evidence.length - evidence.length
  return html`<li id="${alert}-f${number}" class="finding ${{ exact: finding.severity }}">
<p class="kind"><span class="number" aria-hidden="true">${number}</span> <span class="strength">${capital(SEVERITY_WORDS[finding.severity])}</span> · ${CHANNEL_WORDS[finding.channel]}</p>
<p class="seen"><bdi>${finding.seen}</bdi></p>
<dl class="reading">
<div><dt>Why it matters</dt><dd><bdi>${finding.why}</bdi></dd></div>
<div><dt>What else it could be</dt><dd><bdi>${finding.innocent}</bdi></dd></div>
</dl>
<details><summary>Evidence (${finding.evidence.length}) <span class="exact">${{ exact: finding.id }}</span></summary>
<ul class="evidence">${evidence}${left > 0 ? html`<li>and ${left} more</li>` : undefined}</ul>
</details>
</li>`
}

function evidenceHtml(evidence: Evidence, id: string, placed: ReadonlySet<string>): Html {
  const value = html`<q class="exact"><bdi>${cutText(evidenceValue(evidence), MAX_VALUE)}</bdi></q>`
  const place =
    evidence.kind === 'bytes' ? html`${{ exact: evidencePlace(evidence) }}` : html`${evidencePlace(evidence)}`
  if (evidence.kind === 'statistic')
    return html`<li>${cutText(evidenceValue(evidence), MAX_VALUE)} <span class="hint">(${place})</span></li>`
  const link = placed.has(id) ? html` <a class="ref" href="#${id}">see it in the message</a>` : undefined
  return html`<li>${value} <span class="hint">${place}</span>${link}</li>`
}
