import type { Case, Claim } from '../model/case.ts'
import type { PackageCheck } from '../model/case-package.ts'
import type { ActorEvent, CaseReport } from '../model/case-report.ts'
import {
  CONSISTENCY_WORDS,
  dayOf,
  EVIDENCE_WORDS,
  gradeText,
  LABEL_WORDS,
  LANE_WORDS,
  NOTE_WORDS,
  sourceTimeText,
  tlpText,
  utcText,
} from './case-words.ts'
import { jsonText } from './json-text.ts'
import { countText, cutText, listText, numberText, rangeText } from './layout.ts'
import { type Page, type PageText, startPage, type TextOptions } from './page.ts'

/** UTF-16 units of one value. */
const MAX_VALUE = 400
/** Rows under one heading; --format json has all. */
const MAX_ROWS = 200
const cut = (text: string): string => cutText(text, MAX_VALUE)
const refs = (items: readonly string[]): string => (items.length === 0 ? '' : ` [${items.join(', ')}]`)

/** Everything that is in a case, for the people who work it. */
export function caseText(report: CaseReport, options: TextOptions): string {
  const { case: found, facts, matrix, activity, waiting } = report
  const page = startPage(options)
  page.heading(found.title)
  page.field('Case', { exact: found.name }, { indent: 2, at: 13 })
  page.field('Opened', utcText(found.created), { indent: 2, at: 13 })
  page.field('Marking', tlpText(report.tlp), { indent: 2, at: 13 })
  page.field(
    'Custody',
    [
      `${countText(found.custody.length, 'entry', 'entries')}, last hash `,
      { exact: report.head.slice(0, 23) },
    ],
    { indent: 2, at: 13 },
  )
  rows(page, 'Judgements', found.judgements, ({ id, text, confidence, basis, evidence }) => [
    id,
    `${cut(text)}${confidence === undefined ? '' : ` Confidence: ${confidence}${basis === undefined ? '' : ` (${cut(basis)})`}.`}${refs(evidence)}`,
  ])
  rows(page, 'Evidence', found.evidence, ({ id, title, of, grade, tlp, digest, duplicateOf, madeFrom }) => [
    id,
    [
      `${cut(title)} (${EVIDENCE_WORDS[of]}, ${gradeText(grade)}, ${tlpText(tlp)}, `,
      { exact: digest.slice(0, 23) },
      `${duplicateOf === undefined ? '' : `; same bytes as ${duplicateOf}`}${madeFrom === undefined ? '' : `; made from ${madeFrom}`})`,
    ],
  ])
  rows(page, 'Claims', found.claims, (claim) => [claim.id, claimWords(claim)])
  rows(
    page,
    'Hypotheses, least spoken against first',
    matrix.ranks,
    ({ hypothesis, rank, inconsistency, inconsistent, open }) => [
      hypothesis.id,
      `${cut(hypothesis.text)} Rank ${rank}; against it ${numberText(Math.round(inconsistency * 100) / 100)}${refs(inconsistent)}${open.length > 0 ? `; not weighed${refs(open)}` : ''}`,
    ],
  )
  if (matrix.ranks.length > 0 && matrix.items.length > 0)
    page.text(
      matrix.first.length > 1
        ? `What is held does not tell ${listText(matrix.first)} apart.`
        : matrix.fragile
          ? 'Leaving out a single item would change what stands first.'
          : 'Leaving out any single item changes nothing.',
      { indent: 2 },
    )
  rows(page, 'Weighed', found.cells, ({ hypothesis, item, value, why }) => [
    hypothesis,
    `${item} is ${CONSISTENCY_WORDS[value]}${why === undefined ? '' : `: ${cut(why)}`}`,
  ])
  rows(
    page,
    'Expected and not there',
    matrix.ranks.filter(({ hypothesis }) => hypothesis.missing.length > 0),
    ({ hypothesis }) => [hypothesis.id, listText(hypothesis.missing.map(cut))],
  )
  rows(page, 'What each item tells apart', matrix.items, ({ item, diagnosticity, without }) => [
    item,
    `${Math.round(diagnosticity * 100)} % of pairs of hypotheses; without it ${without === undefined ? 'the same stands first' : `${listText(without)} would stand first`}`,
  ])
  rows(page, `Techniques (ATT&CK ${found.attackVersion})`, found.techniques, ({ id, name, why, items }) => [
    id,
    `${name}: ${cut(why)}${refs(items)}`,
  ])
  rows(page, 'Named clusters', found.actors, ({ id, name, by, alsoNamed, items }) => [
    id,
    `${cut(by)} speaks of ${cut(name)}${alsoNamed.length > 0 ? `, and says it is also named ${listText(alsoNamed.map(cut))}` : ''}${refs(items)}`,
  ])
  rows(page, 'Activity by named cluster', activity, ({ name, by, statements, usedBy, events, undated }) => [
    statements[0] ?? '–',
    `${cut(name)} (${cut(by)}): ${eventsText(events)}${undated.length > 0 ? `; without a date${refs(undated)}` : ''}${usedBy.length > 0 ? `; ${listText(usedBy.map(cut))} ${usedBy.length === 1 ? 'uses' : 'use'} one of these names, too, which says nothing of whether they mean the same` : ''}`,
  ])
  rows(page, 'Notes', found.notes, ({ id, of, text, by, items }) => [
    id,
    `${NOTE_WORDS[of]}: ${cut(text)}${by === undefined ? '' : ` (${by})`}${refs(items)}`,
  ])
  rows(page, 'Not seen', found.gaps, (gap) => ['–', cut(gap)])
  rows(page, 'Not readable', facts.unread, ({ evidence, why }) => [evidence, cut(why)])
  rows(page, 'Claims that wait for a person', waiting, (claim) => [claim.id, claimWords(claim)])
  if (waiting.length > 0)
    page.text('counterfoil case accept C…, reject C…, or add-claims --ask', { indent: 2 })
  return page.toString()
}

/** `2 reports and 1 sighting from 2026-03-01 to 2026-08-09`, with what they are read in. */
function eventsText(events: readonly ActorEvent[]): string {
  const [first] = events
  const last = events.at(-1)
  if (first === undefined || last === undefined) return 'no dated report and no sighting'
  const count = (of: ActorEvent['of']): number => events.filter((one) => one.of === of).length
  const words = [
    ...(count('report') > 0 ? [countText(count('report'), 'report')] : []),
    ...(count('sighting') > 0 ? [countText(count('sighting'), 'sighting')] : []),
  ]
  const items = [...new Set(events.flatMap((one) => one.items))]
  const [from, to] = [dayOf(first.time), dayOf(last.time)]
  return `${listText(words)} ${from === to ? `on ${from}` : `from ${from} to ${to}`}${refs(items.slice(0, 20))}`
}

const claimWords = (claim: Claim): string =>
  `${LABEL_WORDS[claim.label]}${claim.state === 'proposed' ? ', waits for a person' : ''}. ${claim.speaker === undefined ? '' : `${cut(claim.speaker)}${claim.via === undefined ? '' : `, through ${cut(claim.via)}`}${claim.denies === undefined ? '' : `, denying ${claim.denies}`}: `}${claim.verbatim ? `“${cut(claim.text)}”` : cut(claim.text)}${refs([...(claim.readIn ? [claim.readIn.evidence] : []), ...claim.supporting])}${pageWords(claim)}${claim.said === undefined ? '' : `; said ${dayOf(claim.said)}`}${claim.contradicting.length > 0 ? `; against it${refs(claim.contradicting)}` : ''}`

const pageWords = ({ readIn, supporting }: Claim): string =>
  readIn?.page === undefined
    ? ''
    : ` (page ${readIn.page} of ${supporting[0] ?? 'the article'}, by its extracted text)`

/** One claim, with the bytes it was read at. */
export function claimText(claim: Claim, options: TextOptions): string {
  const page = startPage(options)
  page.field(claim.id, claimWords(claim), { indent: 2, at: 8 })
  if (claim.about !== undefined) page.text(`About: ${cut(claim.about)}`, { indent: 8 })
  if (claim.readIn)
    page.text(
      `Read in ${claim.readIn.evidence}, ${rangeText(claim.readIn.range)}${claim.readIn.page === undefined ? '' : `: that is the text taken out of ${claim.supporting[0] ?? 'the article'}, page ${claim.readIn.page}; compare it there`}`,
      { indent: 8 },
    )
  return page.toString()
}

function rows<T>(
  page: Page,
  title: string,
  items: readonly T[],
  row: (item: T) => readonly [id: string, text: PageText],
): void {
  if (items.length === 0) return
  page.heading(title)
  for (const item of items.slice(0, MAX_ROWS)) {
    const [id, text] = row(item)
    page.field(id, text, { indent: 2, at: 8 })
  }
  if (items.length > MAX_ROWS) page.text(`${items.length - MAX_ROWS} more`, { indent: 2 })
}

/** The timeline: UTC, then what the source stated, what it is, and what shows it. */
export function timelineText({ timeline, facts }: CaseReport, options: TextOptions): string {
  const page = startPage(options)
  if (timeline.length === 0) page.text('Nothing in this case has a time.')
  for (const { time, until, zone, text, label, lane, items } of timeline) {
    page.text(`${sourceTimeText(time, zone)}${until === undefined ? '' : ` until ${utcText(until)}`}`)
    page.text(`${LANE_WORDS[lane]}, ${LABEL_WORDS[label].toLowerCase()}: ${cut(text)}${refs(items)}`, {
      indent: 2,
    })
  }
  for (const { evidence, why } of facts.unread) page.text(`Not in it: ${cut(why)}${refs([evidence])}`)
  return page.toString()
}

/** The case as JSON: what the file holds, with what was found when it was opened. Raw values. */
export function caseJson({ case: found, matrix, timeline, activity, facts, waiting }: CaseReport): string {
  return `${jsonText({ type: 'case', case: found, waiting, matrix, timeline, activity, facts }, true)}\n`
}

/** What entered with a change: one line for each item. */
export function addedText(before: Case | undefined, after: Case, options: TextOptions): string {
  const page = startPage(options)
  const known = before?.custody.length ?? 0
  for (const { item, what, digest } of after.custody.slice(known)) {
    const evidence = after.evidence.find((one) => one.id === item)
    const title = evidence?.title ?? titleOf(after, item)
    page.text([
      `${item === undefined ? '' : `${item}  `}${what}${title === undefined ? '' : `: ${cutText(title, 160)}`}`,
      ...(evidence && digest !== undefined ? [' ', { exact: digest.slice(0, 23) }] : []),
    ])
  }
  return page.toString()
}

function titleOf(found: Case, id: string | undefined): string | undefined {
  const all: readonly { readonly id?: string; readonly text?: string; readonly name?: string }[] = [
    found.claims,
    found.hypotheses,
    found.judgements,
    found.timeline,
    found.actors,
    found.techniques,
    found.notes,
  ].flat()
  const claim = found.claims.find((item) => item.id === id)
  if (claim?.speaker !== undefined) return `${claim.speaker}: ${claim.text}`
  const one = all.find((item) => item.id === id)
  return one?.text ?? one?.name
}

/** What `case check` found in a case. */
export function caseCheckText({ case: found, head }: CaseReport, options: TextOptions): string {
  const page = startPage(options)
  const bytes = found.evidence.length
  page.text(
    `${countText(bytes, 'piece')} of evidence and ${countText(found.custody.length, 'entry', 'entries')} of the custody log were checked.`,
  )
  for (const { code, detail } of found.issues)
    page.text({ exact: `${cutText(detail, 1_000)} (${code})` }, { mark: '• ', style: 'alarm' })
  if (found.issues.length === 0)
    page.text('Every byte of evidence has the hash it was added with, and the log and the case fit together.')
  page.text(['Last hash of the log: ', { exact: head }])
  return page.toString()
}

/** What `case check` found in a package. */
export function packageCheckText(check: PackageCheck, options: TextOptions): string {
  const page = startPage(options)
  page.text(
    `${countText(check.files, 'file')} and ${countText(check.bytes, 'byte')} of the package were checked.`,
  )
  for (const { detail, code } of check.issues)
    page.text({ exact: `${cutText(detail, 1_000)} (${code})` }, { mark: '• ', style: 'alarm' })
  if (check.issues.length === 0)
    page.text(
      'Every byte is as it was written: the package, each file in it, the custody log, and what the manifest says of them.',
    )
  page.text(['SHA-256 of the package: ', { exact: check.digest }])
  if (check.head !== undefined) page.text(['Last hash of the log:   ', { exact: check.head }])
  page.text(
    'Whoever could change the package could also make it anew as a whole: compare these with what its sender told you on another way.',
  )
  return page.toString()
}
