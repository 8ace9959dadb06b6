import type { ByteRange } from '../../model/bytes.ts'
import type { IndicatorSet, IndicatorSource } from '../../model/indicator.ts'
import { linkHost } from '../../parse/links/link-host.ts'
import { benignReason, hostOf, type Mention, type ReportHabits } from './benign-reason.ts'
import { type FoundObservable, findObservables } from './find-observables.ts'
import { indicatorCollector } from './indicator-collector.ts'
import { addressValue, type NormalValue, urlValue } from './indicator-value.ts'
import { referenceSite, wellKnownSite } from './known-sites.ts'
import { columnsOfIndicators, labelledValues } from './labelled-values.ts'
import { READ_LIMITS } from './read-limits.ts'
import { type Refanged, refang } from './refang.ts'
import { type ReportFacts, reportFacts } from './report-facts.ts'
import { type ReportLine, reportLines } from './report-lines.ts'
import type { ReportText } from './report-text.ts'

/** Longer lines are prose without further looking. */
const LINE_LENGTH = 2_000
/** Characters of a sentence looked at on each side of a value. */
const SENTENCE = 300

export interface ReportBytes {
  /** Bytes of the file for offsets in its text, asked for in ascending order; absent where it was unpacked first. */
  readonly range?: (start: number, end: number) => ByteRange
  /** Line of an offset in the source; absent for the same reason. */
  readonly line?: (offset: number) => number
}

/**
 * Observables of a written report, each with the sentence or the line it stands in, its place in the file, and, where
 * it is most likely not meant, the reason.
 */
export function readReport(report: ReportText, source: IndicatorSource, bytes: ReportBytes): IndicatorSet {
  const clean = refang(report.text)
  const facts = reportFacts(report.stated, report.text)
  const collector = indicatorCollector({
    ...source,
    ...(facts.publisher !== undefined && { publisher: facts.publisher }),
    ...(facts.title !== undefined && { title: facts.title }),
  })
  const headings = new Set(headingsIn(clean, report.headings))
  const lines = reportLines(report, clean.text, headings)
  const found: FoundObservable[] = [...findObservables(clean.text, clean.marks)]
  const labelled = new Set<FoundObservable>()
  const taken = new Set(found.map(({ start }) => start))
  for (const named of labelledValues(clean.text, lines, [...found]))
    if (!taken.has(named.start)) {
      found.push(named)
      labelled.add(named)
    }
  const mentions = found
    .slice(0, READ_LIMITS.reportValues)
    .map((each) => {
      const mention = mentionOf(each, clean, lines, report)
      // Their kind is told by a list of indicators: they are found nowhere else.
      return { each, mention: labelled.has(each) ? { ...mention, listed: true } : mention }
    })
    .filter(({ each, mention }) => !each.doubtful || mention.listed)
  const linked = linkMentions(report, clean, lines)
  const habits: ReportHabits = {
    publishers: publishersOf(report, source.name, [
      ...mentions.map(({ mention }) => mention),
      ...linked.map(({ mention }) => mention),
    ]),
    defangs: clean.marks.length > 0,
  }
  const all = [...mentions, ...linked].sort((a, b) => a.each.start - b.each.start)
  if (found.length > READ_LIMITS.reportValues)
    collector.issue(
      'limit.intel-count',
      `Only the first ${READ_LIMITS.reportValues} values of the report are read`,
    )
  for (const { each, mention } of all) {
    const start = report.place(clean.places[each.start] ?? 0)
    const end = Math.max(
      start,
      report.place(Math.max(0, (clean.places[each.end] ?? report.text.length) - 1)) + 1,
    )
    const from = clean.places[each.start] ?? 0
    const to = clean.places[each.end] ?? report.text.length
    const benign = benignReason(mention, habits)
    const range = bytes.range?.(start, end)
    const line = bytes.line?.(start)
    const goesOn = collector.add(each.value, {
      wording: mention.linked ? each.value.value : report.text.slice(from, to),
      ...(range !== undefined && { range }),
      ...(line !== undefined && { line }),
      published: facts.published,
      tlp: facts.tlp,
      context: sentenceIn(report.text, from, to),
      ...(benign !== undefined && { benign }),
    })
    if (!goesOn) break
  }
  return collector.finish(setFacts(facts))
}

const setFacts = ({ title, publisher }: ReportFacts): Partial<IndicatorSource> => ({
  ...(publisher !== undefined && { publisher }),
  ...(title !== undefined && { title }),
})

/** Offsets of headings in the refanged text. */
function headingsIn({ places }: Refanged, headings: ReadonlySet<number>): readonly number[] {
  if (headings.size === 0) return []
  const found: number[] = []
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0
    if (headings.has(place) && places[i - 1] !== place) found.push(i)
  }
  return found
}

function lineOf(lines: readonly ReportLine[], offset: number): ReportLine | undefined {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return lines[low]
}

function mentionOf(
  { value, start, end, defanged }: FoundObservable,
  clean: Refanged,
  lines: readonly ReportLine[],
  report: ReportText,
): Mention {
  const line = lineOf(lines, start)
  // Attack: a report on one line, which each of its values would look at as a whole.
  const short = line !== undefined && line.end - line.start <= LINE_LENGTH
  const text = short ? clean.text.slice(line.start, Math.max(end, line.end)) : ''
  const around = isAround(report, clean.places[start] ?? 0)
  const bare = text.replace(/^[\s>*•‣–+|-]*(?:\d{1,3}[.)]\s+)?/, '').replace(/[\s|,;`"'*.]+$/, '')
  const alone = short && bare.replace(/^[`"'*<(]+/, '').length <= end - start + 2
  const section = line?.section ?? 'other'
  const inTable = line?.columns !== undefined && columnsOfIndicators(line.columns)
  const prose = !short || isProse(text)
  const marks = clean.marks.length
  const label = text.slice(0, start - (line?.start ?? start)).slice(0, 200)
  const toRead = REFERENCE_LABEL.test(label)
  const column = columnAt(line, start)
  const genuine =
    GENUINE_LABEL.exec(label)?.[0] ?? (/^(?:brand|target|victim|imitate)/.test(column) ? column : undefined)
  // On one line an author defangs all that is meant, or nothing.
  const otherMarked = line !== undefined && hasMark(clean.marks, line.start, line.end)
  const numeric = value.type === 'ip' || value.type === 'network' || value.type === 'file-hash'
  const beside = otherMarked && !defanged && !numeric && !inTable && line?.cells === undefined
  const asserting =
    section === 'indicators' &&
    !beside &&
    // A report that defangs its indicators does not leave one as it is in the middle of a line.
    (alone || (short && isItem(text, start - line.start)) || (!prose && (numeric || defanged || marks === 0)))
  const listed =
    !around &&
    !toRead &&
    genuine === undefined &&
    section !== 'references' &&
    (asserting ||
      inTable ||
      (otherMarked && numeric) ||
      (alone && section === 'other' && value.type !== 'url'))
  const { before, behind } = sides(clean.text, start, end)
  return {
    value,
    defanged,
    listed,
    asReference: around || toRead || section === 'references',
    linked: false,
    before,
    behind,
    heading: genuine ?? line?.heading ?? '',
  }
}

/** A label before a link to read on, or an address to write to. */
const REFERENCE_LABEL =
  /^[\s>*#|•-]*(?:more info\w*|for more|further\b|see\b|sources?\b|references?\b|contacts?\b|e-?mail us|report(?:ed)? to|write to|más info\w*|mehr\b|weitere\b|kontakt\b|plus d['’]info\w*|contacto\b|подробнее|контакт\S*|sandbox\b|virustotal\b|report\b)[^:\n]{0,40}:?\s*[<("'`]?$/iu
/** A label before names that are not bad. */
const GENUINE_LABEL =
  /^[\s>*#|•-]*(?:imitated|impersonated|spoofed|targeted|targets?|victims?|legitimate|genuine|benign|not malicious|not related|unrelated|our own|false positives?)\b[^:\n]{0,40}:/iu

/** Name of the column a value stands in. */
function columnAt(line: ReportLine | undefined, start: number): string {
  if (line?.cells === undefined || line.columns === undefined) return ''
  // Empty cells are left out: from the right their columns can no longer be told.
  if (line.cells.length > line.columns.length) return ''
  const index = line.cells.findLastIndex((cell) => cell.start <= start)
  return line.columns[index] ?? ''
}

function hasMark(marks: readonly number[], start: number, end: number): boolean {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((marks[middle] ?? 0) < start) low = middle + 1
    else high = middle
  }
  return (marks[low] ?? end) < end
}

/** A sentence rather than an entry: several words with a full stop at the end. */
const isProse = (line: string): boolean => {
  const words = line.trim().split(/\s+/)
  return words.length > 8 && /[.!?:]["')]?$/.test(line.trim())
}

/** The value begins an entry: what stands behind it is a remark. */
const isItem = (line: string, at: number): boolean =>
  /^[\s>*•‣–+|`"'(-]*(?:\d{1,3}[.)]\s+)?[`"'*]*$/.test(line.slice(0, at))

function isAround({ around }: ReportText, place: number): boolean {
  let low = 0
  let high = around.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((around[middle]?.[1] ?? 0) <= place) low = middle + 1
    else high = middle
  }
  return (around[low]?.[0] ?? place + 1) <= place
}

/** What stands before and behind in the same sentence; a blank line ends a sentence. */
function sides(
  text: string,
  start: number,
  end: number,
): { readonly before: string; readonly behind: string } {
  const head = text.slice(Math.max(0, start - SENTENCE), start)
  const cut = Math.max(head.lastIndexOf('\n\n'), lastStop(head))
  const tail = text.slice(end, end + SENTENCE)
  const stop = tail.search(/\n\s*\n|[.!?。](?:\s|$)/)
  return {
    before: head.slice(cut + 1).replace(/\s+/g, ' '),
    behind: (stop < 0 ? tail : tail.slice(0, stop + 1)).replace(/\s+/g, ' '),
  }
}

function lastStop(head: string): number {
  for (let i = head.length - 2; i >= 0; i--) {
    const c = head.charAt(i)
    if (c === '。' || ((c === '.' || c === '!' || c === '?') && /\s/.test(head.charAt(i + 1)))) return i
  }
  return -1
}

/** The sentence or line around a value, in the words of the report. */
function sentenceIn(text: string, start: number, end: number): string {
  const { before, behind } = sides(text, start, end)
  return `${before.trimStart().slice(-220)}${text.slice(start, end)}${behind.trimEnd().slice(0, 220)}`
}

interface Placed {
  readonly each: FoundObservable
  readonly mention: Mention
}

/** Targets of the links in the text; those of navigation only say whose page it is. */
function linkMentions(report: ReportText, clean: Refanged, lines: readonly ReportLine[]): readonly Placed[] {
  const placed: Placed[] = []
  const cleanOffset = inverse(clean.places)
  for (const link of report.links) {
    const written = link.href.trim()
    const value = /^mailto:/i.test(written)
      ? addressValue(written.replace(/\?.*$/, ''))
      : /^https?:\/\//i.test(written)
        ? urlValue(written)
        : undefined
    if (value === undefined || isAround(report, link.start)) continue
    let start = cleanOffset(link.start)
    // The element begins before the cell or line its text begins.
    while (/\s/.test(clean.text.charAt(start))) start++
    const each: FoundObservable = {
      value,
      start,
      end: Math.max(start, cleanOffset(link.end)),
      defanged: false,
      doubtful: false,
    }
    placed.push({ each, mention: { ...mentionOf(each, clean, lines, report), linked: true, listed: false } })
  }
  return placed
}

function inverse(places: Uint32Array): (offset: number) => number {
  return (offset) => {
    let low = 0
    let high = places.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((places[middle] ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low
  }
}

const OWN_WORDS =
  /\b(?:our|unser\w{0,3}|notre|nos|nuestr\w{1,2}|il nostro|onze)\s+(?:own\s+)?(?:\w+\s+)?(?:blog|site|web ?site|research|reports?|page|posts?|team)\W{0,6}$/i
const CONTACT_WORDS =
  /\b(?:contact|e-?mail us|write to|report(?:ed)? to|reach us|questions|press|author|posted|by|kontakt|contacto|tips|from)\b|©|&copy;/i

/** Registered domains of the report's own site: as it states, as its file was named, by its own words and contacts. */
function publishersOf(report: ReportText, name: string, mentions: readonly Mention[]): ReadonlySet<string> {
  const publishers = new Set<string>()
  const add = (host: string | undefined): void => {
    if (host === undefined || host === '') return
    const { domain, isIp } = linkHost(host)
    if (
      !isIp &&
      domain.includes('.') &&
      wellKnownSite(domain) === undefined &&
      referenceSite(domain) === undefined
    )
      publishers.add(domain)
  }
  if (report.stated.url !== undefined) add(URL.parse(report.stated.url)?.hostname)
  if (/^https?:\/\//i.test(name)) add(URL.parse(name)?.hostname)
  const known = publishers.size > 0
  // Nobody writes a name of their own so that it cannot be clicked.
  const marked = new Set(mentions.filter(({ defanged }) => defanged).map(({ value }) => domainOf(value)))
  const defangs = mentions.some(({ defanged }) => defanged)
  for (const mention of mentions) {
    if (mention.defanged || mention.listed || marked.has(domainOf(mention.value))) continue
    if (OWN_WORDS.test(mention.before)) add(hostOf(mention.value))
    if (known || mention.value.type !== 'address') continue
    // In a report that defangs, an address that is not defanged is one to write to.
    if (defangs || CONTACT_WORDS.test(mention.before)) add(hostOf(mention.value))
  }
  return publishers
}

function domainOf(value: NormalValue): string | undefined {
  const host = hostOf(value)
  return host === undefined ? undefined : linkHost(host).domain
}
