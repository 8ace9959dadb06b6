import type { ReportText } from './report-text.ts'

export type SectionKind = 'indicators' | 'references' | 'other'

/** One line of a report and where it stands. */
export interface ReportLine {
  readonly start: number
  readonly end: number
  /** 1-based. */
  readonly number: number
  readonly section: SectionKind
  /** Nearest heading above, for the words of a reason. */
  readonly heading: string
  /** Row of a table: its cells, and the names of the columns. */
  readonly cells?: readonly Cell[]
  readonly columns?: readonly string[]
}

export interface Cell {
  readonly text: string
  readonly start: number
}

/** Longest line that can be a heading. */
const HEADING_LENGTH = 90

/** Words that name a list of indicators wherever they stand in a heading. */
const NAMED_INDICATORS =
  /\b(?:indicators?|iocs?|observables?|indicateurs?|kompromittierungsindikatoren|indikatoren|indicadores|indicatori|wskaźniki|indicatoren)\b|индикатор|индикатори|侵害の痕跡|失陷指标|شاخص|مؤشرات|מזהים/iu
/** Words that do so in a short heading: in a long one they are its subject. */
const INDICATORS =
  /\b(?:indicators?|iocs?|observables?|artefacts?|artifacts?|network indicators|domains?|hostnames?|hosts|ip(?:v[46])?(?:[ -]?addresses)?|addresses|urls?(?: patterns)?|hashes|file hashes|files|samples|senders?|infrastructure|hosting|c2|c&c|command and control servers|payloads|phishing pages|indicateurs?|kompromittierungsindikatoren|indikatoren|adressen|domänen|hashwerte|dateien|absender|indicadores|dominios|direcciones ip|correos|adresses|domaines|fichiers|indicatori|indicadores de compromisso|wskaźniki|indicatoren|domeinen)\b|индикатор|домены|хеши|хэши|адреса|侵害の痕跡|ドメイン|ハッシュ|アドレス|指標|失陷|شاخص|مؤشرات|מזהים|індикатор/iu
const REFERENCES =
  /\b(?:references?|further reading|read more|sources?|resources|bibliography|acknowledge?ments?|about (?:us|the authors?)|contacts?|related (?:posts|articles|reading)|links|see also|disclaimer|mitigations?|recommendations?|what to do|credits|appendix: reading|quellen|weiterführende|kontakt|références|sources|fuentes|referencias|más información|mitigaciones|fonti|bronnen|źródła)\b|источник|ссылки|джерела|参考|منابع|مصادر|מקורות/iu
const PART = /^(?:appendix|annex\w?|anhang|anlage|part|chapter|section)\s/i
/** Words that make an indicators heading one of something else. */
const NOT_INDICATORS =
  /\b(?:benign|legitimate|not malicious|imitated|impersonated|false positives?|whitelist|allow-?list|victims?|targets?|targeted)\b/i

/** Cells apart by tabs, bars, or two and more blanks. */
export function cellsOf(line: string, start: number): readonly Cell[] | undefined {
  const bars = !line.includes('\t') && (line.match(/\|/g)?.length ?? 0) >= 2
  const separator = line.includes('\t') ? /\t/g : bars ? /\|/g : / {2,}/g
  const cells: Cell[] = []
  let at = separator.source === ' {2,}' ? line.length - line.trimStart().length : 0
  for (let count = 0; at <= line.length && count < 100; count++) {
    separator.lastIndex = at
    const found = separator.exec(line)
    const end = found?.index ?? line.length
    const text = line.slice(at, end)
    cells.push({ text: text.trim(), start: start + at + (text.length - text.trimStart().length) })
    if (found === null) break
    at = end + found[0].length
  }
  // Bars stand around a row as well.
  if (bars && cells[0]?.text === '') cells.shift()
  if (cells.length > 1 && cells.at(-1)?.text === '' && (bars || separator.source === ' {2,}')) cells.pop()
  return cells.length > 1 ? cells : undefined
}

const COLUMN =
  /^(?:\W{0,3})(?:value|indicator|ioc|type|kind|notes?|comment|description|domain|hostname|host|url|path|uri(?: path)?|url path|ip(?: address)?|hash|md5|sha-?1|sha-?256|file ?name|name|file|artefact|artifact|attachment|first seen|last (?:seen|observed)|subject|from|role|port|size|date|brand|screenshot|#|no\.?|target|victim|country|registrar|asn?|hosting|status|registered|tlp|source|wartość|rodzaj|wert|typ|art|valeur|valor|tipo|значение|тип)s?(?:\W{0,3})$/i

/**
 * Lines with their section and, in tables, their cells. A heading is one by its markup, or a short line that stands
 * alone, is numbered, in capitals, underlined, or ends with a colon; only those whose words say something about
 * indicators or about further reading change the section, and a heading by markup that says neither ends it.
 */
export function reportLines(
  { headings }: ReportText,
  text: string,
  lineHeadings: ReadonlySet<number> = headings,
): readonly ReportLine[] {
  const lines: ReportLine[] = []
  let section: SectionKind = 'other'
  let heading = ''
  /** The section that goes on behind the list of a small heading, and whether the list has begun. */
  let below: SectionKind | undefined
  let filled = false
  let columns: readonly string[] | undefined
  let at = 0
  let before = ''
  const raw = text.split('\n')
  for (const [index, line] of raw.entries()) {
    // Only short lines can be headings; a long one is not looked at as a whole.
    const trimmed = line
      .slice(0, 2 * HEADING_LENGTH)
      .replace(/^[\s#>*|+=-]+/, '')
      .replace(/[\s*#|=+_-]+$/, '')
    const marked = lineHeadings.has(at)
    const kind =
      marked || looksLikeHeading(line, before, raw[index + 1]) ? sectionOf(trimmed, marked) : undefined
    if (kind !== undefined) {
      // `Senders:` names the list right below it, and nothing behind that.
      const small = !marked && trimmed.endsWith(':') && kind === 'indicators' && section !== 'indicators'
      below = small ? section : undefined
      filled = false
      section = kind
      heading = trimmed.slice(0, 80)
      columns = undefined
    } else if (line.trim() !== '') filled = true
    else if (filled && below !== undefined) {
      section = below
      below = undefined
    }
    const cells = cellsOf(line, at)
    const isRule = /^[\s|+:=-]+$/.test(line) && line.trim() !== ''
    if (
      cells !== undefined &&
      cells.filter(({ text: cell }) => COLUMN.test(cell)).length >= Math.max(2, cells.length / 2)
    )
      columns = cells.map(({ text: cell }) => cell.toLowerCase().replace(/^\W+|\W+$/g, ''))
    else if (cells === undefined && !isRule && line.trim() === '') {
      // A blank line ends a table drawn with bars; tables drawn with blanks have some below their header.
      if (before.includes('|')) columns = undefined
    } else if (cells === undefined && !isRule) columns = undefined
    lines.push({
      start: at,
      end: at + line.length,
      number: index + 1,
      section,
      heading,
      ...(cells !== undefined && { cells }),
      ...(columns !== undefined && cells !== undefined && { columns }),
    })
    at += line.length + 1
    before = line
  }
  return lines
}

function looksLikeHeading(line: string, before: string, after: string | undefined): boolean {
  const text = line.trim()
  if (text === '' || text.length > HEADING_LENGTH || /^[>|]|\t/.test(text)) return false
  const words = text.replace(/^[#*=\s]+|[*=\s]+$/g, '')
  if (/[.,;!?]$/.test(words) || /:\/\/|\[\.\]|@|\.\S{2,}\.\S/.test(words)) return false
  if (words.endsWith(':')) return words.split(/\s+/).length <= 8
  if (after !== undefined && /^\s*(?:={3,}|-{3,}|~{3,})\s*$/.test(after)) return true
  if (/^\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+\p{Lu}/u.test(words)) return true
  if (words === words.toUpperCase() && /\p{Lu}{2}/u.test(words)) return true
  if (/^(?:table|figure|appendix|annex)\s+[A-Z\d]/i.test(words)) return true
  // Words alone between blank lines, or above a list.
  const alone = before.trim() === '' && words.split(/\s+/).length <= 8 && !/\d{3}/.test(words)
  return alone && (after === undefined || after.trim() === '' || /^\s*(?:[-*•]|\d+[.)])\s/.test(after))
}

function sectionOf(words: string, marked: boolean): SectionKind | undefined {
  if (NOT_INDICATORS.test(words)) return 'other'
  if (REFERENCES.test(words) && !/\biocs?\b|indicators/i.test(words)) return 'references'
  if (NAMED_INDICATORS.test(words)) return 'indicators'
  if (words.split(/\s+/).length <= 4 && INDICATORS.test(words)) return 'indicators'
  // A number or a heading of the text ends a list; `Domains:` above did not begin one.
  const ends = marked || PART.test(words) || /^\d{1,2}\.?\s|^\p{Lu}[\p{Lu}\s]{4,}$/u.test(words)
  return ends ? 'other' : undefined
}
