import type { CaseNote, NoteKind } from '../model/case.ts'
import type { ActorActivity, CaseReport } from '../model/case-report.ts'
import { activitySvg, timelineSvg } from './case-timeline-svg.ts'
import {
  CONSISTENCY_WORDS,
  EVIDENCE_WORDS,
  gradeText,
  gradeWords,
  LABEL_MEANINGS,
  LABEL_WORDS,
  LANE_WORDS,
  NOTE_WORDS,
  sourceTimeText,
  tlpText,
  utcText,
} from './case-words.ts'
import { EDGE_LABELS, ROLE_WORDS } from './chain-words.ts'
import { type Html, html } from './html.ts'
import { countText, cutText, listText, numberText, sizeText } from './layout.ts'

/** UTF-16 units of a value of a mail in a report. */
const MAX_VALUE = 300
/** Rows of one table; JSON has all. Attack: a case of a hundred thousand sightings makes a page nobody opens. */
const MAX_ROWS = 400
/** Clocks of two computers differ by this much; milliseconds. */
const CLOCK_SLACK = 5 * 60_000
/** Links listed of one mail. */
const MAX_LINKS = 12
/** Judgements in the bottom line; more are no bottom line. */
const MAX_JUDGEMENTS = 5

/** `[E1, C2]`, each leading to its row. */
function cites(items: readonly string[]): Html | undefined {
  if (items.length === 0) return undefined
  return html` <span class="cite">[${items.map((id, at) => html`${at > 0 ? ', ' : ''}<a href="#${{ exact: anchor(id) }}">${{ exact: id }}</a>`)}]</span>`
}

const anchor = (id: string): string => id.replace(/[^A-Za-z0-9]/g, '-')

function section(id: string, title: string, content: Html): Html {
  return html`
<section id="${{ exact: id }}" aria-labelledby="${{ exact: id }}-title">
<h2 id="${{ exact: id }}-title">${title}</h2>
${content}
</section>`
}

const nothing = (words: string): Html => html`<p>${words}</p>`

function notesOf(report: CaseReport, of: NoteKind): readonly CaseNote[] {
  return report.case.notes.filter((note) => note.of === of)
}

function noteList(notes: readonly CaseNote[]): Html | undefined {
  if (notes.length === 0) return undefined
  return html`<ul>${notes.map(({ id, text, by, items }) => html`<li id="${{ exact: id }}"><bdi>${text}</bdi>${by === undefined ? '' : ` (${by})`}${cites(items)}</li>`)}</ul>`
}

export function bottomLine(report: CaseReport, most: number = MAX_JUDGEMENTS): Html {
  const { judgements } = report.case
  const shown = judgements.slice(0, most)
  const rest = judgements.slice(most)
  const item = ({ id, text, confidence, basis, evidence }: (typeof judgements)[number]): Html =>
    html`<li id="${{ exact: id }}">${text}${cites(evidence)}${confidence === undefined ? undefined : html`<span class="estimate">Confidence in this judgement is ${confidence}${basis === undefined ? '' : `: ${basis}`}.</span>`}</li>`
  return section(
    'bottom-line',
    '1. Bottom line',
    html`${shown.length === 0 ? nothing('No judgement has been made. What follows is what was collected.') : html`<ol class="judgements">${shown.map(item)}</ol>`}
${rest.length > 0 && most === MAX_JUDGEMENTS ? html`<details><summary>${countText(rest.length, 'further judgement')}</summary><ol class="judgements" start="${shown.length + 1}">${rest.map(item)}</ol></details>` : undefined}`,
  )
}

export function scopeSection(report: CaseReport): Html {
  const { case: found, facts } = report
  const waiting = report.waiting.length
  const kinds = new Map<string, number>()
  for (const { of, duplicateOf, madeFrom } of found.evidence)
    if (duplicateOf === undefined && madeFrom === undefined)
      kinds.set(EVIDENCE_WORDS[of], (kinds.get(EVIDENCE_WORDS[of]) ?? 0) + 1)
  const collected = found.evidence.map((one) => one.collected)
  const held = [...kinds].map(([kind, count]) => `${numberText(count)} × ${kind}`)
  return section(
    'scope',
    '2. Scope, vantage, and what could not be seen',
    html`<p>${held.length === 0 ? 'No evidence is held.' : `Held: ${listText(held)}, collected from ${utcText(Math.min(...collected))} to ${utcText(Math.max(...collected))}.`}</p>
${noteList(notesOf(report, 'scope'))}
${found.gaps.length > 0 ? html`<h3>Not seen</h3><ul>${found.gaps.map((gap) => html`<li><bdi>${gap}</bdi></li>`)}</ul>` : nothing('Nobody has written down what could not be seen. That does not mean that everything was.')}
${facts.unread.length > 0 ? html`<h3>Not readable</h3><ul>${facts.unread.map(({ evidence, why }) => html`<li>${why}${cites([evidence])}</li>`)}</ul>` : undefined}
${waiting > 0 ? html`<p>${countText(waiting, 'claim')} read from articles ${waiting === 1 ? 'waits' : 'wait'} for a person to accept or reject, and ${waiting === 1 ? 'is' : 'are'} not in this report.</p>` : undefined}
<p class="hint">Labels: ${Object.entries(LABEL_MEANINGS).map(([label, words], at) => `${at > 0 ? '; ' : ''}${LABEL_WORDS[label as keyof typeof LABEL_WORDS]}, ${words}`)}.</p>`,
  )
}

export function timelineSection({ timeline, generated }: CaseReport, most?: number): Html {
  const late = timeline.filter(({ time }) => time > generated + CLOCK_SLACK).length
  const chosen = most === undefined ? timeline.slice(0, MAX_ROWS) : mainEvents(timeline, most)
  const left = timeline.length - chosen.length
  if (timeline.length === 0)
    return section('timeline', '3. Timeline', nothing('Nothing in this case has a time.'))
  return section(
    'timeline',
    '3. Timeline',
    html`${timelineSvg(chosen, 'lanes')}
<div class="wide" tabindex="0" role="region" aria-label="Timeline, all columns"><table><caption>Times are UTC; what the source stated stands behind. Filled marks: held here or assessed; hollow marks: said by others.</caption><thead><tr><th scope="col" class="id">No.</th><th scope="col">Time</th><th scope="col">What</th><th scope="col">Label</th></tr></thead><tbody>
${chosen.map(
  ({ id, time, until, zone, text, label, items, lane }, at) =>
    html`<tr${id === undefined ? undefined : html` id="${{ exact: id }}"`}><td class="id">${at + 1}</td><td class="time">${sourceTimeText(time, zone)}${until === undefined ? '' : ` until ${utcText(until)}`}</td><td><bdi>${cutText(text, MAX_VALUE)}</bdi>${cites(items)}</td><td class="label">${LABEL_WORDS[label]}, ${LANE_WORDS[lane].toLowerCase()}</td></tr>`,
)}
</tbody></table></div>
${left > 0 ? html`<p class="hint">${countText(left, 'more entry', 'more entries')} in the whole timeline.</p>` : undefined}
${late > 0 ? html`<p>${countText(late, 'entry lies', 'entries lie')} after this report was written: a clock was or is wrong.</p>` : undefined}`,
  )
}

/** For one sheet: what people wrote down before what follows from evidence by itself, in order of time. */
function mainEvents(timeline: CaseReport['timeline'], most: number): CaseReport['timeline'] {
  const entered = timeline.filter(({ id }) => id !== undefined)
  const rest = timeline.filter(({ id }) => id === undefined)
  const chosen = new Set([...entered, ...rest].slice(0, most))
  return timeline.filter((one) => chosen.has(one))
}

export function evidenceSection(report: CaseReport): Html {
  const { evidence, claims } = report.case
  const told = evidence.slice(0, MAX_ROWS)
  const saying = claims.slice(0, MAX_ROWS)
  return section(
    'evidence',
    '4. Evidence and claims',
    html`${
      evidence.length === 0
        ? nothing('No evidence is held.')
        : html`<div class="wide" tabindex="0" role="region" aria-label="Evidence, all columns"><table><caption>Grade: Admiralty code, source A to F and information 1 to 6, graded apart. Hash: SHA-256 of the bytes as collected.</caption><thead><tr><th scope="col" class="id">Item</th><th scope="col">What</th><th scope="col">Collected</th><th scope="col">Grade</th></tr></thead><tbody>
${told.map(
  (one) =>
    html`<tr id="${{ exact: one.id }}"><td class="id">${{ exact: one.id }}</td><td><bdi>${one.title}</bdi> (${EVIDENCE_WORDS[one.of]}, ${sizeText(one.size)}; ${tlpText(one.tlp)})${one.duplicateOf === undefined ? undefined : html`; the same bytes as${cites([one.duplicateOf])}`}${one.madeFrom === undefined ? undefined : html`; made from${cites([one.madeFrom])}`}<br><span class="hash">${{ exact: one.digest.replace('sha256:', '') }}</span></td><td>${utcText(one.collected)}, ${one.collector}: <bdi>${one.how}</bdi>; entered with ${one.tool}</td><td>${one.grade ? gradeWords(one.grade) : 'not graded'}</td></tr>`,
)}
</tbody></table></div>`
    }
${evidence.length > told.length ? html`<p class="hint">${countText(evidence.length - told.length, 'more item')} in the case.</p>` : undefined}
${
  claims.length === 0
    ? undefined
    : html`<h3>Claims</h3><ul class="plain">
${saying.map(
  (claim) =>
    html`<li id="${{ exact: claim.id }}"><span class="tag2">${{ exact: claim.id }} ${LABEL_WORDS[claim.label]}.</span> ${claim.speaker === undefined ? undefined : html`<bdi>${claim.speaker}</bdi>${claim.via === undefined ? '' : `, through ${claim.via}`}${claim.denies === undefined ? '' : ', denying'}${claim.denies === undefined ? undefined : cites([claim.denies])}: `}${claim.verbatim ? html`<q><bdi>${claim.text}</bdi></q>` : html`<bdi>${claim.text}</bdi>`}${cites([...(claim.readIn ? [claim.readIn.evidence] : []), ...claim.supporting])}${claim.readIn?.page === undefined ? '' : ` Page ${claim.readIn.page}, by the extracted text.`}${claim.said === undefined ? '' : ` Said ${utcText(claim.said).slice(0, 10)}.`}${claim.contradicting.length > 0 ? html` Against it:${cites(claim.contradicting)}.` : undefined}</li>`,
)}
</ul>`
}
${claims.length > saying.length ? html`<p class="hint">${countText(claims.length - saying.length, 'more claim')} in the case.</p>` : undefined}`,
  )
}

export function analysisSections(report: CaseReport): Html {
  const { mails, chains } = report.facts
  const gradeOf = (id: string): string => gradeText(report.case.evidence.find((one) => one.id === id)?.grade)
  const mail = html`${noteList(notesOf(report, 'message'))}
${
  mails.length === 0
    ? nothing('No mail is among the evidence.')
    : mails.slice(0, 40).map(
        (
          one,
        ) => html`<h3><bdi>${cutText(one.subject, MAX_VALUE) || 'Mail without subject'}</bdi>${cites([one.evidence])}</h3>
<ul>
<li>From <bdi>${listText(one.from) || 'nobody stated'}</bdi> to <bdi>${cutText(listText(one.to), MAX_VALUE) || 'nobody stated'}</bdi>; ${one.time === undefined ? 'without a date' : sourceTimeText(one.time, one.zone)}; graded ${gradeOf(one.evidence)}.</li>
${one.messageId === undefined ? undefined : html`<li>Message-ID <span class="exact">${one.messageId}</span></li>`}
<li>${one.path.length === 0 ? 'No Received field states a way.' : html`The way as its Received fields state it: ${one.path.join('; ')}.`}</li>
<li>${one.authentication.length === 0 ? 'No authentication results stand in it.' : html`Authentication results that stand in it, by whomever: ${one.authentication.join('; ')}.`}</li>
${one.links.slice(0, MAX_LINKS).map(({ text, href }) => html`<li>Link: <bdi>${cutText(text, MAX_VALUE) || 'no text'}</bdi> leads to <span class="exact">${cutText(href, MAX_VALUE)}</span></li>`)}
${one.links.length > MAX_LINKS ? html`<li>${countText(one.links.length - MAX_LINKS, 'more link')}</li>` : undefined}
${one.attachments.map(({ name, sha256, size }) => html`<li>Attachment <bdi>${name}</bdi>, ${sizeText(size)}, SHA-256 <span class="hash">${{ exact: sha256.replace('sha256:', '') }}</span></li>`)}
</ul>`,
      )
}`
  const links = html`${noteList(notesOf(report, 'chain'))}
${
  chains.length === 0
    ? nothing('No chain is among the evidence.')
    : chains.slice(0, 40).map(
        ({ evidence, hops, requested, end }, at) => html`<h3>Chain ${at + 1}${cites([evidence])}</h3>
<p>${requested ? 'The servers were asked.' : 'Nobody was asked: this is what the link itself tells.'}${end === undefined ? '' : ` It ends with: ${end}.`}</p>
<ol class="hops">${hops.map((hop) => html`<li>${hop.edge === undefined ? '' : `${EDGE_LABELS[hop.edge]}: `}<strong>${hop.host ?? 'no host'}</strong>${hop.role === undefined ? '' : ` (${ROLE_WORDS[hop.role].toLowerCase()})`}${hop.status === undefined ? '' : `, answered ${hop.status}`}${hop.time === undefined ? '' : `, ${utcText(hop.time)}`}<br><span class="exact">${cutText(hop.url, MAX_VALUE)}</span></li>`)}</ol>`,
      )
}`
  return html`${section('messages', '5. The mail', mail)}${section('chains', '6. Where the links led', links)}`
}

export function accountSection(report: CaseReport): Html {
  const logs = report.case.evidence.filter(({ of }) => of === 'log')
  return section(
    'accounts',
    '7. Accounts',
    html`${noteList(notesOf(report, 'account')) ?? nothing('Nothing was written down about accounts. Whether anybody else signed in cannot be told from mail alone.')}
${logs.length > 0 ? html`<p>Logs that are held:${cites(logs.map(({ id }) => id))}</p>` : undefined}
${logs.map(({ id }) =>
  logHtml(
    report.facts.logs.filter(({ evidence }) => evidence === id),
    id,
  ),
)}`,
  )
}

/** How many rows of a log were read, and from when to when. */
function logHtml(rows: CaseReport['facts']['logs'], id: string): Html | undefined {
  if (rows.length === 0) return undefined
  const from = rows.map(({ time }) => time).reduce((a, b) => Math.min(a, b))
  const until = rows.map(({ time, last = time }) => last).reduce((a, b) => Math.max(a, b))
  const count = (some: typeof rows): number => some.reduce((sum, { more = 0 }) => sum + 1 + more, 0)
  const zoneless = count(rows.filter(({ zone }) => zone === undefined))
  const all = count(rows)
  return html`<p>${countText(all, 'row')} of it${all === 1 ? ' is' : ' are'} in the timeline${all === rows.length ? '' : ` (rows with the same words joined: ${numberText(rows.length)})`}, from ${utcText(from)} to ${utcText(until)}${zoneless > 0 ? `; ${countText(zoneless, 'row')} without a zone, read as UTC` : ''}.${cites([id])}</p>`
}

export function documentSection(report: CaseReport): Html {
  const held = report.case.evidence.filter(({ of }) => of === 'document')
  return section(
    'documents',
    '8. Documents and who held them',
    html`${noteList(notesOf(report, 'document')) ?? nothing('Nothing was written down about who held which document.')}
${held.length > 0 ? html`<p>Documents that are held:${cites(held.map(({ id }) => id))}</p>` : undefined}`,
  )
}

export function matrixSection({ case: found, matrix }: CaseReport, short: boolean = false): Html {
  const { hypotheses, cells } = found
  if (hypotheses.length === 0)
    return section('hypotheses', '9. Competing hypotheses', nothing('No hypotheses were written down.'))
  const value = (hypothesis: string, item: string): string =>
    cells.findLast((one) => one.hypothesis === hypothesis && one.item === item)?.value ?? '·'
  const first = matrix.first
  const verdict =
    matrix.items.length === 0
      ? 'Nothing was weighed against them yet.'
      : first.length > 1
        ? `What is held does not tell ${listText(first)} apart.`
        : `Least speaks against ${first[0]}.${matrix.fragile ? ' Leaving out a single item would change that.' : ''}`
  const rows = matrix.ranks.map(
    ({ hypothesis, rank, inconsistency, inconsistent, open }) =>
      html`<tr id="${{ exact: hypothesis.id }}"><td class="id">${{ exact: hypothesis.id }}</td><td><bdi>${hypothesis.text}</bdi>${!short && hypothesis.missing.length > 0 ? html`<br>Expected and not there: <bdi>${listText(hypothesis.missing)}</bdi>.` : undefined}</td><td>${rank}</td><td>${numberText(Math.round(inconsistency * 100) / 100)}${cites(inconsistent)}${open.length > 0 ? html`<br>not weighed:${cites(open)}` : undefined}</td></tr>`,
  )
  const grid = html`<h3>The matrix</h3><div class="wide" tabindex="0" role="region" aria-label="Matrix, all columns"><table><caption>${Object.entries(CONSISTENCY_WORDS).map(([key, words], at) => `${at > 0 ? ', ' : ''}${key} ${words}`)}, · not weighed. Told apart: share of pairs of hypotheses for which the item says different things.</caption><thead><tr><th scope="col">Item</th>${hypotheses.map(({ id }) => html`<th scope="col" class="cell">${{ exact: id }}</th>`)}<th scope="col">Told apart</th><th scope="col">Without it</th></tr></thead><tbody>
${matrix.items
  .slice(0, MAX_ROWS)
  .map(
    ({ item, diagnosticity, without }) =>
      html`<tr><th scope="row"><a href="#${{ exact: anchor(item) }}">${{ exact: item }}</a></th>${hypotheses.map(({ id }) => html`<td class="cell">${{ exact: value(id, item) }}</td>`)}<td>${Math.round(diagnosticity * 100)} %</td><td>${without === undefined ? 'the same' : `first: ${listText(without)}`}</td></tr>`,
  )}
</tbody></table></div>
<ul>${cells.flatMap(({ hypothesis, item, value: said, why }) => (why === undefined ? [] : [html`<li>${{ exact: hypothesis }}: ${CONSISTENCY_WORDS[said]}. <bdi>${why}</bdi>${cites([item])}</li>`]))}</ul>`
  return section(
    'hypotheses',
    '9. Competing hypotheses',
    html`<p>${verdict} Hypotheses stand in the order of how much speaks against them; what fits counts nothing, because it mostly fits several.</p>
<div class="wide" tabindex="0" role="region" aria-label="Hypotheses, all columns"><table><thead><tr><th scope="col" class="id">No.</th><th scope="col">Hypothesis</th><th scope="col">Rank</th><th scope="col">Against it</th></tr></thead><tbody>
${rows}
</tbody></table></div>
${short || matrix.items.length === 0 ? undefined : grid}`,
  )
}

export function attackSection({ case: found, activity }: CaseReport): Html {
  const { techniques, actors, attackVersion } = found
  return section(
    'attack',
    '10. Techniques and named clusters',
    html`${
      techniques.length === 0
        ? nothing('No technique was named.')
        : html`<p>MITRE ATT&amp;CK, version ${{ exact: attackVersion }}.</p><ul>${techniques.map(({ id, name, tactics, why, items }) => html`<li id="${{ exact: anchor(id) }}"><strong>${{ exact: id }}</strong> ${name} (${listText(tactics)}): <bdi>${why}</bdi>${cites(items)}</li>`)}</ul>`
    }
${
  actors.length === 0
    ? undefined
    : html`<h3>What others call it</h3><p>Each line is a statement of who is named there. No two names are taken for one here.</p><ul>${actors.map(({ id, name, by, alsoNamed, said, items }) => html`<li id="${{ exact: id }}"><bdi>${by}</bdi> speaks of <bdi>${name}</bdi>${alsoNamed.length > 0 ? html`, and says it is also named <bdi>${listText(alsoNamed)}</bdi>` : undefined}${said === undefined ? '' : ` (${utcText(said).slice(0, 10)})`}.${cites(items)}</li>`)}</ul>${activityHtml(activity)}`
}`,
  )
}

function activityHtml(activity: readonly ActorActivity[]): Html {
  const active = activity.filter(({ events }) => events.length > 0)
  return html`<h3>Activity over time</h3>
<p>Reports of a cluster and sightings of what its source published, by the name that source gives it. Hollow marks: reports; filled marks: sightings in mail held here.</p>
${active.length === 0 ? nothing('No report of them has a date, and no sighting stands under any of these names.') : activitySvg(active, 'activity')}
<ul class="plain">${activity.map(
    ({
      name,
      by,
      usedBy,
      events,
      undated,
    }) => html`<li><strong><bdi>${name}</bdi></strong> as <bdi>${by}</bdi> names it${usedBy.length === 0 ? '.' : html`. <bdi>${listText(usedBy)}</bdi> ${usedBy.length === 1 ? 'uses' : 'use'} one of these names, too: whether they mean the same is not known here.`}
${events.length === 0 ? undefined : html`<ul>${events.slice(0, MAX_LINKS).map(({ of, time, text, items, why }) => html`<li>${utcText(time).slice(0, 16)}, ${of}: <bdi>${cutText(text, MAX_VALUE)}</bdi>${cites(items)} (${why})</li>`)}${events.length > MAX_LINKS ? html`<li>${countText(events.length - MAX_LINKS, 'more entry', 'more entries')}</li>` : undefined}</ul>`}${undated.length > 0 ? html`Without a date:${cites(undated)}.` : undefined}</li>`,
  )}</ul>`
}

export function indicatorSection({ facts, generated }: CaseReport): Html {
  const { sightings } = facts
  if (sightings.length === 0)
    return section('indicators', '11. Indicators', nothing('No sighting is among the evidence.'))
  return section(
    'indicators',
    '11. Indicators',
    html`<div class="wide" tabindex="0" role="region" aria-label="Indicators, all columns"><table><caption>Addresses are written so that no program opens them.</caption><thead><tr><th scope="col">Value</th><th scope="col">Published by</th><th scope="col">Seen in mail of</th><th scope="col">Holds until</th></tr></thead><tbody>
${sightings
  .slice(0, MAX_ROWS)
  .map(
    ({ evidence, type, value, tier, source, published, time, validUntil }) =>
      html`<tr><td><span class="exact">${cutText(value, MAX_VALUE)}</span> (${type})</td><td><bdi>${source}</bdi>${published === undefined ? '' : `, ${utcText(published).slice(0, 10)}`}</td><td>${utcText(time)}, met by ${tier}${cites([evidence])}</td><td>${validUntil === undefined ? 'its source states no end' : `${utcText(validUntil).slice(0, 10)}${validUntil < generated ? ' (past)' : ''}`}</td></tr>`,
  )}
</tbody></table></div>`,
  )
}

export function actionsSection(report: CaseReport, short: boolean = false): Html {
  const actions = notesOf(report, 'action')
  const notified = notesOf(report, 'notification')
  return section(
    'actions',
    '12. Actions and notifications',
    html`${noteList(actions) ?? nothing('No action was written down.')}
${notified.length > 0 ? html`<h3>${NOTE_WORDS.notification}s</h3>${noteList(notified)}` : short ? undefined : nothing('Nobody was notified, as far as was written down.')}`,
  )
}

export function gapsSection(report: CaseReport, short: boolean = false): Html {
  const { claims, hypotheses, gaps } = report.case
  const falsifiers = claims.filter(({ falsifier }) => falsifier !== undefined)
  const missing = hypotheses.filter((one) => one.missing.length > 0)
  const dissent = notesOf(report, 'dissent')
  return section(
    'dissent',
    '13. Dissent, gaps, and what would change this',
    html`${noteList(dissent) ?? nothing('No dissent was written down.')}
${short ? html`<ul>${gaps.map((gap) => html`<li><bdi>${gap}</bdi></li>`)}</ul>` : undefined}
${
  falsifiers.length + missing.length === 0
    ? undefined
    : html`<h3>What would change this</h3><ul>${falsifiers.map(({ id, falsifier }) => html`<li><bdi>${falsifier}</bdi> would speak against${cites([id])}</li>`)}${missing.map(({ id, missing: words }) => html`<li>Finding <bdi>${listText(words)}</bdi> would speak for${cites([id])}</li>`)}</ul>`
}`,
  )
}
