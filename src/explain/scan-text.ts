import type { Finding } from '../model/finding.ts'
import type { ScannedMessage, ScanSummary } from '../model/scan.ts'
import {
  contactsHeading,
  contactsToAsk,
  knownContactText,
  NO_CONTACT,
  unknownContactsText,
} from './contact-words.ts'
import { coverageGaps } from './coverage-words.ts'
import { evidenceText, mailboxesText, mailboxText, shortDigest, sourceDetail } from './evidence-text.ts'
import { nextSteps, strongestFirst } from './finding-order.ts'
import { ISSUE_WORDS } from './issue-words.ts'
import { continued, labelled } from './labelled-lines.ts'
import { countText, cutText, dateText, durationText, scoreText, zonedDateText } from './layout.ts'
import { type Page, startPage, type TextOptions } from './page.ts'
import { summaryRows } from './summary-words.ts'
import {
  CHANNEL_WORDS,
  LEVEL_MEANINGS,
  LEVEL_WORDS,
  MODEL_WORDS,
  NO_ALL_CLEAR,
  SEVERITY_WORDS,
  WORD_MEANINGS,
} from './words.ts'

/** More than this nobody reads for one mail; the rest is counted and `explain` shows it. */
const MAX_FINDINGS = 4
/** Pieces of evidence printed per finding. */
const MAX_EVIDENCE = 3
/** Recipients named in the head of an alert. */
const MAX_RECIPIENTS = 4
/** Columns of a subject or quoted value. Attack: a subject of many kilobytes pushes everything else off the screen. */
const MAX_VALUE_COLUMNS = 400
/** Milliseconds between the time of receipt and the mail's own date that are worth a line. */
const WORTH_SAYING = 15 * 60_000

const cut = (text: string): string => cutText(text, MAX_VALUE_COLUMNS)

/**
 * One ranked message in plain words: who, when, what; then its strongest findings with evidence (the others are
 * counted), then what to do next, each step once. Ends with a line end.
 */
export function alertText(scanned: ScannedMessage, options: TextOptions): string {
  const page = startPage(options)
  const { verdict, judgement, record } = scanned
  const findings = strongestFirst(judgement.findings)
  const shown = findings.slice(0, MAX_FINDINGS)
  alertHead(page, scanned)
  if (shown.length === 0) {
    page.gap()
    page.text(`No finding. This mail is ${LEVEL_MEANINGS[verdict.level]}.`, { indent: 2 })
  }
  shown.forEach((finding, at) => {
    page.gap()
    findingLines(page, finding, at + 1)
  })
  if (findings.length > shown.length) {
    page.gap()
    const rest = findings.slice(MAX_FINDINGS)
    page.text(
      {
        exact: `${countText(rest.length, 'weaker finding')} not shown (${[...new Set(rest.map(({ id }) => id))].join(', ')}); see them with: counterfoil explain ${shortDigest(record.digest)}`,
      },
      { indent: 2, style: 'faint' },
    )
  }
  const steps = nextSteps(shown)
  if (steps.length > 0) {
    page.gap()
    page.text('What to do next', { indent: 2, style: 'strong' })
    steps.forEach((step, at) => {
      page.text(step, { indent: 3, mark: `${at + 1}. ` })
    })
  }
  contactLines(page, scanned)
  return page.toString()
}

/** Ways to ask the sender that the mail itself could not have planted. */
function contactLines(page: Page, { judgement, record }: ScannedMessage): void {
  const contacts = contactsToAsk(judgement, record)
  if (!contacts) return
  page.gap()
  page.text(contactsHeading(contacts, record.from.address), { indent: 2, style: 'strong' })
  if (contacts.known.length === 0) page.text(NO_CONTACT, { indent: 3 })
  for (const contact of contacts.known) page.text(knownContactText(contact), { indent: 3, mark: '• ' })
  const unknown = unknownContactsText(contacts)
  if (unknown !== undefined) page.text(unknown, { indent: 3, style: 'caution' })
}

function alertHead(page: Page, { verdict, record, judgement }: ScannedMessage): void {
  const model = verdict.model === undefined ? '' : ` · ${MODEL_WORDS[verdict.model]}`
  page.text(`${LEVEL_WORDS[verdict.level]} ${verdict.rank} · score ${scoreText(verdict.score)}${model}`, {
    style: verdict.level === 'alert' ? 'alarm' : verdict.level === 'review' ? 'caution' : 'strong',
  })
  const set = { indent: 2, at: 12 }
  page.field('From', cut(mailboxText(record.from)), { ...set, style: 'strong' })
  page.field('To', cut(mailboxesText([...record.to, ...record.cc, ...record.bcc], MAX_RECIPIENTS)), set)
  const known = record.timeBasis !== 'none'
  page.field('Date', known ? zonedDateText(record.time, record.statedOffset) : 'not stated anywhere', set)
  if (known && record.statedTime !== undefined && Math.abs(record.statedTime - record.time) > WORTH_SAYING)
    page.field('', `The mail itself says ${dateText(record.statedTime)}.`, { indent: 0, at: 12 })
  page.field('Subject', record.subject === '' ? '(none)' : cut(record.subject), { ...set, style: 'strong' })
  page.field('Lies in', { exact: sourceDetail(record.source) }, set)
  page.field('Digest', { exact: shortDigest(record.digest) }, set)
  if (judgement.reviewed !== undefined) page.field('Review', WORD_MEANINGS[judgement.reviewed], set)
}

function findingLines(page: Page, finding: Finding, number: number): void {
  const head = `${SEVERITY_WORDS[finding.severity]} · ${CHANNEL_WORDS[finding.channel]} · ${finding.id}`
  page.text({ exact: head }, { indent: 2, mark: `${number}. `, style: 'strong' })
  labelled(page, 'What was seen', finding.seen)
  labelled(page, 'Why it matters', finding.why)
  labelled(page, 'What else it could be', finding.innocent)
  const rest = finding.evidence.length - MAX_EVIDENCE
  const evidence = finding.evidence.slice(0, MAX_EVIDENCE).map((item) => cut(evidenceText(item)))
  if (rest > 0) evidence.push(`and ${countText(rest, 'more piece')} of evidence`)
  evidence.forEach((text, at) => {
    if (at === 0) labelled(page, 'Evidence', text)
    else continued(page, text)
  })
}

/** What the scan read, judged and could not judge. Ends with a line end. */
export function summaryText(summary: ScanSummary, options: TextOptions): string {
  const page = startPage(options)
  const { coverage, timings } = summary
  page.heading('Summary')
  for (const { label, text } of summaryRows(summary)) page.field(label, text, { at: 11 })
  page.field(
    'Time',
    `${durationText(timings.total)} (reading ${durationText(timings.reading)}, judging ${durationText(timings.judging)}, ranking ${durationText(timings.ranking)})`,
    { at: 11 },
  )
  page.field('Version', { exact: `${summary.version}, rules ${summary.rules}` }, { at: 11 })

  page.heading('What could not be evaluated')
  if (coverage.notEvaluated.length === 0) page.text('Everything this version can check was able to run.')
  for (const { what, why, messages } of coverageGaps(summary))
    page.text(`${what}: ${why} (${countText(messages, 'message')})`, { mark: '• ' })

  if (coverage.issues.length > 0) {
    page.heading('What could not be read as written')
    for (const { code, messages } of coverage.issues)
      page.text(
        { exact: `${ISSUE_WORDS[code]} (${code}; ${countText(messages, 'message')})` },
        { mark: '• ' },
      )
  }
  if (coverage.trouble.length > 0) {
    page.heading('Trouble with the input')
    for (const trouble of coverage.trouble) {
      const item = trouble.item === undefined ? '' : `#${trouble.item}`
      const at = trouble.offset === undefined ? '' : `#${trouble.offset}`
      page.text({ exact: `${trouble.file}${item}${at}: ${trouble.detail}` }, { mark: '• ', style: 'caution' })
      page.text({ exact: trouble.next }, { indent: 2 })
    }
  }
  if (coverage.trustedHosts.length > 0) {
    page.heading('Whose checks were believed')
    for (const { host, because, messages } of coverage.trustedHosts)
      page.text({ exact: `${host} (${because}, ${countText(messages, 'message')})` }, { mark: '• ' })
  }
  page.gap()
  page.text(NO_ALL_CLEAR)
  return page.toString()
}
