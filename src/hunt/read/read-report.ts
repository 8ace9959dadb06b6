import type { ByteRange } from '../../model/bytes.ts'
import type { IndicatorSet, IndicatorSource } from '../../model/indicator.ts'
import { linkHost } from '../../parse/links/link-host.ts'
import { benignReason, hostOf, type Mention, type ReportHabits } from './benign-reason.ts'
import { type FoundObservable, findObservables } from './find-observables.ts'
import { indicatorCollector } from './indicator-collector.ts'
import {
  addressValue,
  fileNameValue,
  type NormalValue,
  pathValue,
  textValue,
  urlValue,
} from './indicator-value.ts'
import { isSystemFile, referenceSite, wellKnownSite } from './known-sites.ts'
import { READ_LIMITS } from './read-limits.ts'
import { type Refanged, refang } from './refang.ts'
import { type ReportFacts, reportFacts } from './report-facts.ts'
import { type ReportLine, reportLines } from './report-lines.ts'
import type { ReportText } from './report-text.ts'

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
  const found = [...findObservables(clean.text, clean.marks)]
  const taken = new Set(found.map(({ start }) => start))
  for (const named of labelledValues(clean.text, lines, found)) if (!taken.has(named.start)) found.push(named)
  const mentions = found
    .slice(0, READ_LIMITS.reportValues)
    .map((each) => ({ each, mention: mentionOf(each, clean, lines, report) }))
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
  const text = clean.text.slice(line?.start ?? start, Math.max(end, line?.end ?? end))
  const around = isAround(report, clean.places[start] ?? 0)
  const bare = text.replace(/^[\s>*•‣–+|-]*(?:\d{1,3}[.)]\s+)?/, '').replace(/[\s|,;`"'*.]+$/, '')
  const alone = bare.replace(/^[`"'*<(]+/, '').length <= end - start + 2
  const section = line?.section ?? 'other'
  const inTable = line?.columns !== undefined && columnsOfIndicators(line.columns)
  const prose = isProse(text)
  const label = text.slice(0, start - (line?.start ?? start))
  const toRead = REFERENCE_LABEL.test(label)
  const genuine = GENUINE_LABEL.exec(label)?.[0]
  // On one line an author defangs all that is meant, or nothing.
  const otherMarked = line !== undefined && hasMark(clean.marks, line.start, line.end)
  const numeric = value.type === 'ip' || value.type === 'network' || value.type === 'file-hash'
  const beside = otherMarked && !defanged && !numeric && !inTable && line?.cells === undefined
  const asserting =
    section === 'indicators' && !beside && (!prose || alone || isItem(text, start - (line?.start ?? start)))
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

const columnsOfIndicators = (columns: readonly string[]): boolean =>
  columns.some((name) =>
    /^(?:value|indicators?|iocs?|domains?|hostnames?|hosts?|urls?|ip(?: address)?(?:es)?|hash(?:es)?|md5|sha-?1|sha-?256|artefacts?|artifacts?)$/.test(
      name,
    ),
  )

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
    const start = cleanOffset(link.start)
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

const FILE_ENDING =
  'exe dll msi scr lnk iso img vhdx? zip rar 7z gz tar cab ps1 psm1 bat cmd vbs vbe jse? wsf hta sh py jar apk ipa dmg pkg docx? docm dotm xlsx? xlsm xlsb xll pptx? pptm rtf pdf s?html? one chm url eml msg svg ics bin dat so elf sys ocx cpl tmp php aspx? jsp txt csv'.replaceAll(
    ' ',
    '|',
  )
const FILE_NAME = new RegExp(
  `^[\\p{L}\\p{N}_][\\p{L}\\p{N}_ .()\\[\\]~@+,&-]{0,120}\\.(?:${FILE_ENDING})$`,
  'iu',
)
const FILE_IN_LINE = new RegExp(
  `(?<![\\p{L}\\p{N}_./\\\\-])[\\p{L}\\p{N}_][\\p{L}\\p{N}_.()~+-]{0,100}\\.(?:${FILE_ENDING})(?![\\p{L}\\p{N}_/-])`,
  'giu',
)
const HAS_HASH = /(?<![A-Za-z0-9])(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})(?![A-Za-z0-9])/i
const PATH_LABEL = /^(?:uri|url)?[ -]?paths?$|^uris?$|^(?:uri|url) path|^path$/i
const FILE_LABEL = /^(?:file ?names?|names?|files?|attachments?|attachment names?)$/i
const SUBJECT_LABEL = /^(?:e-?mail )?subjects?(?: lines?)?$|^betreff$|^objet$|^asunto$|^тема$/i
const ID_LABEL = /^message-?\s?id$/i

/**
 * Values whose kind is told by a label or a column only: paths of URLs, names of files, subject lines. Names of files
 * count in lists of indicators: alone, under such a column, or beside a hash.
 */
function labelledValues(
  text: string,
  lines: readonly ReportLine[],
  found: readonly FoundObservable[],
): readonly FoundObservable[] {
  const named: FoundObservable[] = []
  const add = (value: NormalValue | undefined, start: number, length: number): void => {
    if (value === undefined || (value.type === 'file-name' && isSystemFile(value.value))) return
    named.push({ value, start, end: start + length, defanged: false, doubtful: false })
  }
  for (const line of lines) {
    const inTable = line.columns !== undefined && columnsOfIndicators(line.columns)
    if (line.section !== 'indicators' && !inTable) continue
    const whole = text.slice(line.start, line.end)
    if (whole.length > 2_000) continue
    const cells = line.cells ?? [
      { text: whole.trim(), start: line.start + whole.length - whole.trimStart().length },
    ]
    const hashed = HAS_HASH.test(whole)
    const first = label(cells[0]?.text ?? '')
    for (const [i, cell] of cells.entries()) {
      const bare = cell.text.replace(/^(?:[-*•‣–]|\d{1,3}[.)])\s+/, '').replace(/^[`"'“*]+|[`"'”*]+$/g, '')
      const start = cell.start + cell.text.indexOf(bare)
      const column = cells.length === line.columns?.length ? (line.columns[i] ?? '') : ''
      const types = cells.length > 1 ? [column, i > 0 ? first : '', label(cells[i + 1]?.text ?? '')] : []
      if (types.some((name) => PATH_LABEL.test(name)) && bare.startsWith('/'))
        add(pathValue(bare), start, bare.length)
      else if (types.slice(0, 2).some((name) => SUBJECT_LABEL.test(name)) && !SUBJECT_LABEL.test(label(bare)))
        add(textValue(bare), start, bare.length)
      else if (types.slice(0, 2).some((name) => ID_LABEL.test(name))) continue
      else if (FILE_NAME.test(bare) && !looksLikeHost(found, start, start + bare.length)) {
        if (cells.length === 1 || hashed || types.some((name) => FILE_LABEL.test(name)))
          add(fileNameValue(bare), start, bare.length)
      } else if (hashed || /\b(?:attachment|attached|file ?name)\b/i.test(bare))
        for (const match of bare.matchAll(FILE_IN_LINE))
          if (!looksLikeHost(found, start + match.index, start + match.index + match[0].length))
            add(fileNameValue(match[0]), start + match.index, match[0].length)
    }
    if (line.cells === undefined) {
      const [, name = '', rest = ''] = /^[\s*•-]*([\p{L} -]{3,20}):\s+(.{3,300})$/u.exec(whole) ?? []
      const bare = rest.replace(/^["'“`]+|["'”`]+$/g, '')
      if (SUBJECT_LABEL.test(name.trim())) add(textValue(bare), line.start + whole.indexOf(bare), bare.length)
    }
  }
  return named
}

const label = (cell: string): string => cell.replace(/^[\W_]+|[\W_]+$/g, '').toLowerCase()

function looksLikeHost(found: readonly FoundObservable[], start: number, end: number): boolean {
  return found.some(
    (each) => each.start < end && each.end > start && (each.defanged || each.value.type === 'url'),
  )
}
