import type { HuntedMessage, HuntResult } from '../model/hunt.ts'
import type { IndicatorSet } from '../model/indicator.ts'
import type { Sighting } from '../model/sighting.ts'
import { mailboxesText, mailboxText, shortDigest } from './evidence-text.ts'
import {
  benignText,
  coverageSentences,
  indicatorCounts,
  leadText,
  limitsOf,
  outcomeText,
  setAsideCounts,
  sightingText,
} from './hunt-words.ts'
import { countText, cutText, dateText, listText, numberText, rangeText } from './layout.ts'
import { type Page, startPage, type TextOptions } from './page.ts'

/** Messages shown; JSON has all. */
const MESSAGES = 50
/** Lines of one message about what was met in it. */
const SIGHTINGS = 6
/** Set-aside indicators, issues and limits that are listed. */
const LISTED = 12
const VALUE = 160
const PEOPLE = 5

/** What a hunt took in, what it met, what became of it, and what was searched. */
export function huntText({ sets, sightings, messages, summary }: HuntResult, options: TextOptions): string {
  const page = startPage(options)
  if (sets.length > 0) taken(page, sets, summary.setAside > 0)
  page.heading('Sightings')
  page.text(outcomeText(summary), { style: summary.sightings > 0 ? 'alarm' : 'strong' })
  for (const { indicator } of summary.met)
    if (indicator.source.format === 'query' && indicator.context !== undefined)
      page.text(`${indicator.value}: ${indicator.context}`)
  const { lead } = summary
  if (lead)
    page.text(
      `${countText(lead.before, 'sighting')} before its report was published, ${numberText(lead.after)} after; ` +
        (lead.before + lead.after === 1
          ? `it came ${leadText(lead.earliest)}.`
          : `the first came ${leadText(lead.earliest)}, half of them until ${leadText(lead.median)}.`),
    )
  const bySighted = new Map<string, Sighting[]>()
  for (const one of sightings) {
    const its = bySighted.get(one.digest)
    if (its) its.push(one)
    else bySighted.set(one.digest, [one])
  }
  for (const [index, message] of messages.slice(0, MESSAGES).entries())
    messageText(page, index + 1, message, bySighted.get(message.digest) ?? [])
  if (summary.messages > MESSAGES) {
    page.gap()
    page.text(`${numberText(summary.messages - MESSAGES)} more mails; --format json lists them.`)
  }
  if (summary.limits.length > 0) {
    page.heading('Limits of this hunt')
    for (const { detail } of limitsOf(summary).slice(0, LISTED)) page.text(detail, { indent: 2, mark: '· ' })
    if (summary.limits.length > LISTED)
      page.text(`and ${numberText(summary.limits.length - LISTED)} more`, { indent: 2 })
  }
  page.heading('What was searched')
  for (const sentence of coverageSentences(summary.coverage)) page.text(sentence)
  const { sources } = summary.coverage
  for (const { name, messages: count } of sources.slice(0, LISTED))
    page.text([{ exact: name }, `: ${countText(count, 'message')}`], { indent: 2 })
  if (sources.length > LISTED) page.text(`and ${numberText(sources.length - LISTED)} more`, { indent: 2 })
  return page.toString()
}

function taken(page: Page, sets: readonly IndicatorSet[], isSetAside: boolean): void {
  page.heading('Taken from the reports')
  for (const set of sets) {
    const { source, indicators, issues } = set
    const title = source.title === undefined ? '' : ` “${cutText(source.title, VALUE)}”`
    const by = source.publisher === undefined ? '' : ` by ${cutText(source.publisher, VALUE)}`
    const hunted = indicators.filter(({ benign }) => benign === undefined)
    page.text([{ exact: source.name }, ` (${source.format})${title}${by}`])
    page.text(
      indicators.length === 0 ? 'no indicator' : indicatorCounts(hunted) || 'nothing that is meant as bad',
      {
        indent: 2,
      },
    )
    const aside = indicators.length - hunted.length
    if (aside > 0) {
      page.text(`set aside: ${setAsideCounts(set)}`, { indent: 2 })
      const shown = indicators.filter(({ benign }) => benign !== undefined).slice(0, LISTED)
      for (const { wording, benign } of shown)
        if (benign) page.text(`${cutText(wording, VALUE)}: ${benignText(benign)}`, { indent: 4 })
      if (aside > shown.length) page.text(`and ${numberText(aside - shown.length)} more`, { indent: 4 })
    }
    for (const { detail } of issues.slice(0, LISTED))
      page.text(detail, { indent: 2, mark: '! ', style: 'caution' })
    if (issues.length > LISTED) page.text(`and ${numberText(issues.length - LISTED)} more`, { indent: 2 })
  }
  if (isSetAside) page.text('--accept-benign hunts what is set aside as well.', { style: 'faint' })
}

function messageText(
  page: Page,
  index: number,
  message: HuntedMessage,
  sightings: readonly Sighting[],
): void {
  page.gap()
  page.text(cutText(message.subject, VALUE) || '(no subject)', { mark: `${index}. `, style: 'strong' })
  const set = { indent: 3, at: 12 }
  page.field('from', mailboxText(message.from), set)
  page.field('to', mailboxesText(message.recipients, PEOPLE), set)
  page.field('date', dateText(message.time), set)
  page.field('mail', [{ exact: `${shortDigest(message.digest)}  ${message.source}` }], set)
  for (const one of sightings.slice(0, SIGHTINGS)) {
    const [where] = one.evidence
    const place = where?.kind === 'bytes' ? ` (part ${where.part}, ${rangeText(where.range)})` : ''
    page.field('met', `${cutText(sightingText(one), 2 * VALUE)}${place}`, { ...set, style: 'alarm' })
  }
  if (sightings.length > SIGHTINGS)
    page.field('', `and ${countText(sightings.length - SIGHTINGS, 'more indicator')}`, set)
  const { aftermath } = message
  if (!aftermath) return
  const { followedBy, related, limits } = aftermath
  if (followedBy.length === 0) page.field('then', 'no answer to it and no forward of it is held here', set)
  for (const { how, from, time, digest } of followedBy.slice(0, PEOPLE))
    page.field('then', `${how} by ${mailboxText(from)}, ${dateText(time)}, mail ${shortDigest(digest)}`, {
      ...set,
      style: 'caution',
    })
  if (followedBy.length > PEOPLE)
    page.field('', `and ${countText(followedBy.length - PEOPLE, 'more mail')}`, set)
  if (related.length > 0) {
    const words = related.slice(0, PEOPLE).map(({ digest, because }) => `${shortDigest(digest)} (${because})`)
    const rest = related.length - words.length
    page.field('see also', `${listText(words)}${rest > 0 ? ` and ${numberText(rest)} more` : ''}`, set)
  }
  for (const limit of limits) page.field('limit', limit, { ...set, style: 'caution' })
}
