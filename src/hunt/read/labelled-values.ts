import type { FoundObservable } from './find-observables.ts'
import { fileNameValue, type NormalValue, pathValue, textValue } from './indicator-value.ts'
import { isSystemFile } from './known-sites.ts'
import type { ReportLine } from './report-lines.ts'

/** Whether the names of columns are those of a list of indicators. */
export const columnsOfIndicators = (columns: readonly string[]): boolean =>
  columns.some((name) =>
    /^(?:value|indicators?|iocs?|domains?|hostnames?|hosts?|urls?|ip(?: address)?(?:es)?|hash(?:es)?|md5|sha-?1|sha-?256|artefacts?|artifacts?)$/.test(
      name,
    ),
  )

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
export function labelledValues(
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

/** Whether a value that is surely a host, or a URL, lies there; `found` is in order of place. */
function looksLikeHost(found: readonly FoundObservable[], start: number, end: number): boolean {
  let low = 0
  let high = found.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((found[middle]?.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  for (let i = low; (found[i]?.start ?? end) < end; i++)
    if (found[i]?.defanged === true || found[i]?.value.type === 'url') return true
  return false
}
