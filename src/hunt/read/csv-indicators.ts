import type { IndicatorSet, IndicatorSource } from '../../model/indicator.ts'
import { tlpOf } from '../tlp.ts'
import { type CsvRecord, csvRecords } from './csv-records.ts'
import { type Assertion, indicatorCollector } from './indicator-collector.ts'
import { type NormalValue, valueByForm } from './indicator-value.ts'
import { isKnownType, valueOfType } from './named-types.ts'
import { READ_LIMITS } from './read-limits.ts'

/** What the columns of a table hold. */
export interface CsvLayout {
  readonly delimiter: string
  /** Record that names the columns, counted from 0 with remarks left out; -1 when none does. */
  readonly header: number
  readonly columns: readonly Column[]
  /** Share of the records looked at that have this number of cells. */
  readonly regular: number
}

interface Column {
  readonly role: Role
  /** As the header writes it, lower case; empty without header. */
  readonly name: string
}

type Role =
  | 'value'
  | 'type'
  | 'context'
  | 'labels'
  | 'published'
  | 'valid-from'
  | 'valid-until'
  | 'confidence'
  | 'tlp'
  | 'asserted'
  | 'reference'
  | 'id'
  | 'other'

/** Names of columns that vendors and platforms use, in lower case with `_` for separators. */
const ROLE_NAMES: Readonly<Record<Exclude<Role, 'other'>, ReadonlySet<string>>> = {
  value: words(
    'value indicator ioc observable indicator_value ioc_value artifact artefact data iocs indicators observable_value indicatorvalue indicators_of_compromise stix_value',
  ),
  type: words(
    'type entity_type indicator_type ioc_type kind observable_type category_type itype indicatortype artifact_type data_type attribute_type',
  ),
  context: words(
    'description comment comments note notes context threat malware family campaign details detail malware_printable title remark remarks info information actor threat_actor additional_information malware_family role usage purpose beschreibung kommentar description_fr commentaire descripcion comentario attribution object_relation event_info',
  ),
  labels: words('tags labels tag label attribute_tag keywords'),
  published: words(
    'published date date_added dateadded publication_date reported created created_at date_published added publish_date datum fecha',
  ),
  'valid-from': words(
    'first_seen firstseen first_seen_utc valid_from first_observed date_first_seen timestamp',
  ),
  'valid-until': words('valid_until expires expiration expiration_date expirationtime expiry valid_to'),
  confidence: words('confidence confidence_level confidence_score'),
  tlp: words('tlp marking tlp_label'),
  asserted: words('to_ids'),
  reference: words(
    'reference references link source permalink urlhaus_link report sources reference_url report_url source_url more_info external_reference',
  ),
  id: words('uuid id event_id attribute_id ref'),
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}

const DELIMITERS = [',', ';', '\t', '|'] as const
const SAMPLE = 60

/**
 * Tells how a table is laid out, or that this is none: the delimiter that gives most records the same number of cells,
 * a header by its words, value columns by header and content.
 */
export function csvLayout(bytes: Uint8Array): CsvLayout | undefined {
  let best: { layout: CsvLayout; score: number } | undefined
  for (const delimiter of DELIMITERS) {
    const records = sample(bytes, delimiter)
    const widths = records.map(({ cells }) => cells.length)
    const width = mostFrequent(widths)
    const regular = widths.filter((each) => each === width).length / Math.max(1, widths.length)
    if (width < 2 || regular < 0.6) continue
    const layout = layoutOf(
      records.filter(({ cells }) => cells.length === width),
      delimiter,
    )
    if (layout === undefined) continue
    const score = regular * 10 + Math.min(width, 9) + (layout.header >= 0 ? 5 : 0)
    if (best === undefined || score > best.score) best = { layout: { ...layout, regular }, score }
  }
  // One column with a header is a table as well, when its name says so.
  if (best === undefined) {
    const [first, ...rest] = sample(bytes, ',')
    const name = columnName(first?.cells[0] ?? '')
    if (first?.cells.length === 1 && (roleOfName(name) === 'value' || isKnownType(name)) && rest.length > 0)
      return { delimiter: ',', header: 0, columns: [{ role: 'value', name }], regular: 1 }
  }
  return best?.layout
}

function sample(bytes: Uint8Array, delimiter: string): CsvRecord[] {
  const records: CsvRecord[] = []
  let last: CsvRecord | undefined
  for (const record of csvRecords(bytes.subarray(0, 1 << 20), delimiter)) {
    if (record.trouble !== undefined) continue
    if (isRemark(record)) {
      last = record
      continue
    }
    // Some feeds put the names of the columns into their last remark.
    if (records.length === 0 && last !== undefined) {
      const cells = withoutMark(last.cells)
      if (cells.length === record.cells.length && cells.length > 1 && headerScore(cells) > 0.3)
        records.push({ ...last, cells })
    }
    records.push(record)
    if (records.length >= SAMPLE) break
  }
  return records
}

const isRemark = ({ cells }: CsvRecord): boolean => /^(?:#|\/\/)/.test(cells[0] ?? '')
const withoutMark = (cells: readonly string[]): readonly string[] =>
  cells.map((cell, i) => (i === 0 ? cell.replace(/^[#/\s]+/, '') : cell).replace(/^"|"$/g, ''))

function mostFrequent(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const each of numbers) counts.set(each, (counts.get(each) ?? 0) + 1)
  let most = 0
  let found = 0
  for (const [each, count] of counts)
    if (count > most) {
      most = count
      found = each
    }
  return found
}

const columnName = (cell: string): string =>
  cell
    .trim()
    .slice(0, 60)
    .toLowerCase()
    .replace(/[\s.:/()-]+/g, '_')
    .replace(/^_|_$/g, '')

function roleOfName(name: string): Role | undefined {
  for (const [role, names] of Object.entries(ROLE_NAMES)) if (names.has(name)) return role as Role
  return undefined
}

/** The share of cells that are known names of columns. */
function headerScore(cells: readonly string[]): number {
  const names = cells.filter((cell) => {
    const name = columnName(cell)
    return name !== '' && (roleOfName(name) !== undefined || isKnownType(name))
  })
  return names.length / cells.length
}

function layoutOf(records: readonly CsvRecord[], delimiter: string): CsvLayout | undefined {
  const [first] = records
  if (first === undefined) return undefined
  const firstHasValue = first.cells.some((cell) => valueByForm(cell) !== undefined)
  const hasHeader =
    !firstHasValue &&
    first.cells.every((cell) => cell.length <= 60) &&
    (headerScore(first.cells) > 0 || records.length > 1)
  const names = hasHeader ? first.cells.map(columnName) : []
  const body = hasHeader ? records.slice(1) : records
  const hasValue = names.some((name) => ROLE_NAMES.value.has(name))
  const columns = first.cells.map((_, i): Column => {
    const name = names[i] ?? ''
    const named = roleOfName(name)
    if (named !== undefined && named !== 'context') return { role: named, name }
    if (isKnownType(name)) return { role: 'value', name }
    const cells = body.map(({ cells: each }) => each[i] ?? '').filter((cell) => cell !== '')
    const values = cells.filter((cell) => cellParts(cell) !== undefined).length
    // Where a column is called `value`, others that look like values are sources, names, and what hosts resolve to.
    if (named === undefined && !hasValue && cells.length > 0 && values / cells.length >= 0.5)
      return { role: 'value', name }
    if (name === '' && cells.length > 0 && cells.filter(isKnownType).length / cells.length >= 0.8)
      return { role: 'type', name }
    if (named === undefined && cells.some((cell) => /\s/.test(cell) && cell.length > 12))
      return { role: 'context', name }
    return { role: named ?? 'other', name }
  })
  // A column called `value` or the like must hold some; a column of links to read on is none.
  const valued = columns.some(({ role, name }, i) => {
    if (role !== 'value') return false
    return isKnownType(name) || body.some(({ cells }) => cellParts(cells[i] ?? '') !== undefined)
  })
  return valued ? { delimiter, header: hasHeader ? 0 : -1, columns, regular: 1 } : undefined
}

/** The values of one cell: one, or several behind each other (`sha256,sha1,md5` of one file, `host|ip`). */
function cellParts(
  cell: string,
): readonly { readonly value: NormalValue; readonly wording: string }[] | undefined {
  const whole = valueByForm(cell)
  if (whole !== undefined) return [{ value: whole, wording: cell }]
  if (!/[\s,;|]/.test(cell) || cell.length > READ_LIMITS.valueLength) return undefined
  const parts: { value: NormalValue; wording: string }[] = []
  for (const wording of cell.split(/[\s,;|]+/)) {
    if (wording === '') continue
    const value = valueByForm(wording)
    if (value === undefined) return undefined
    parts.push({ value, wording })
  }
  return parts.length > 0 ? parts : undefined
}

/**
 * Reads a table of indicators. A value column's own name (`sha256`, `domain`) or the cell of the type column tells how
 * a value is read; what is none is an issue with its line. Ranges are those of the record.
 */
export function readCsv(bytes: Uint8Array, source: IndicatorSource, layout: CsvLayout): IndicatorSet {
  const collector = indicatorCollector(source)
  const at = (role: Role): number => layout.columns.findIndex((column) => column.role === role)
  const typeAt = at('type')
  let headerSeen = layout.header < 0
  for (const record of csvRecords(bytes, layout.delimiter)) {
    if (record.trouble !== undefined)
      collector.issue(
        record.cells.length === 0 ? 'limit.intel-value' : 'intel.unreadable',
        record.trouble,
        record.line,
      )
    if (isRemark(record) || record.cells.every((cell) => cell === '')) continue
    if (!headerSeen) {
      headerSeen = true
      if (record.cells.every((cell) => valueByForm(cell) === undefined)) continue
    }
    const type = typeAt < 0 ? '' : (record.cells[typeAt] ?? '')
    const said = assertionOf(record, layout)
    let found = 0
    let tried = ''
    for (const [i, column] of layout.columns.entries()) {
      // The apostrophe that keeps a spreadsheet from taking a value for a formula.
      const cell = (record.cells[i] ?? '').replace(/^'(?=[=+\-@|%])/, '')
      if (column.role !== 'value' || cell === '') continue
      tried ||= cell
      for (const { value, wording } of valuesOf(cell, column.name, type)) {
        found++
        if (!collector.add(value, { ...said, wording })) return collector.finish()
      }
    }
    if (found > 0) continue
    const why = type !== '' && !isKnownType(type) ? 'intel.type-unsupported' : 'intel.value-invalid'
    const what = why === 'intel.type-unsupported' ? `type ‹${type.slice(0, 30)}›, ` : ''
    collector.issue(
      why,
      `${what}no value can be made out in ‹${(tried || record.cells.join(' ')).slice(0, 60)}›`,
      record.line,
    )
  }
  return collector.finish()
}

function valuesOf(
  cell: string,
  column: string,
  type: string,
): readonly { readonly value: NormalValue; readonly wording: string }[] {
  const parts = cellParts(cell)
  if (type === 'pattern' && /^\(*\[/.test(cell))
    return [{ value: { type: 'pattern', value: cell, pattern: cell }, wording: cell }]
  // A pair of MISP: a name, and the hash or the address that goes with it.
  if (type.includes('|') && cell.includes('|')) {
    const pair = pairOf(cell, type)
    if (pair !== undefined) return pair
  }
  for (const name of [type, column]) {
    if (name === '' || !isKnownType(name)) continue
    const value = valueOfType(name, cell)
    if (value !== undefined && (parts === undefined || parts.length === 1)) return [{ value, wording: cell }]
  }
  return parts ?? []
}

/** `a|b` typed `x|y`: hashes carry the name they stand with; a host and its address are one each. */
export function pairOf(
  written: string,
  type: string,
): readonly { readonly value: NormalValue; readonly wording: string }[] | undefined {
  const [firstType = '', secondType = ''] = type.split('|')
  const bar = written.indexOf('|')
  if (bar < 0) return undefined
  const [first, second] = [written.slice(0, bar).trim(), written.slice(bar + 1).trim()]
  if (secondType === 'port') {
    const value = valueOfType(firstType, first.includes(':') ? `[${first}]:${second}` : `${first}:${second}`)
    return value && [{ value, wording: written }]
  }
  const one = valueOfType(firstType, first)
  const other = valueOfType(secondType, second)
  if (other?.type === 'file-hash') return [{ value: { ...other, pattern: first }, wording: second }]
  const pair: { value: NormalValue; wording: string }[] = []
  if (one !== undefined) pair.push({ value: other ? { ...one, pattern: other.value } : one, wording: first })
  if (other !== undefined)
    pair.push({ value: one ? { ...other, pattern: one.value } : other, wording: second })
  return pair.length > 0 ? pair : undefined
}

function assertionOf(record: CsvRecord, { columns }: CsvLayout): Omit<Assertion, 'wording'> {
  const context: string[] = []
  const labels: string[] = []
  const said: {
    published?: number | undefined
    validFrom?: number | undefined
    validUntil?: number | undefined
    confidence?: number | undefined
    tlp?: Assertion['tlp']
    reference?: string
    benign?: Assertion['benign']
  } = {}
  for (const [i, { role, name }] of columns.entries()) {
    const cell = record.cells[i] ?? ''
    if (cell === '') continue
    if (role === 'context') context.push(cell)
    else if (role === 'reference') context.push(`${name}: ${cell}`)
    else if (role === 'labels') labels.push(...cell.split(/[,;|\s]+/))
    else if (role === 'published') said.published ??= dateOf(cell)
    else if (role === 'valid-from') said.validFrom ??= dateOf(cell)
    else if (role === 'valid-until') said.validUntil ??= dateOf(cell)
    else if (role === 'confidence') said.confidence ??= confidenceOf(cell)
    else if (role === 'tlp') said.tlp ??= tlpOf(cell)
    else if (role === 'id') said.reference ??= cell
    else if (role === 'asserted' && /^(?:0|false|no)$/i.test(cell))
      said.benign = { kind: 'reference', words: 'to_ids is off' }
  }
  // Exports of MISP write the only date of an attribute as the column `date` or `timestamp`.
  return {
    line: record.line,
    range: { start: record.start, end: record.end },
    ...said,
    labels,
    context: context.length > 0 ? context.join('. ') : undefined,
  }
}

/** ISO 8601, read as UTC when it names no zone; seconds since the epoch. */
function dateOf(cell: string): number | undefined {
  if (/^\d{10}$/.test(cell)) return Number(cell) * 1_000
  const iso =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))?\s?(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(cell)
  if (iso?.[1] === undefined) return undefined
  const zone = iso[3] === undefined || iso[3] === 'UTC' ? 'Z' : iso[3]
  const milliseconds = Date.parse(iso[2] === undefined ? iso[1] : `${iso[1]}T${iso[2]}${zone}`)
  return Number.isFinite(milliseconds) ? milliseconds : undefined
}

/** STIX 2.1 appendix A: None, Low, Med, High. */
const CONFIDENCE_WORDS: ReadonlyMap<string, number> = new Map([
  ['none', 0],
  ['low', 15],
  ['medium', 50],
  ['med', 50],
  ['moderate', 50],
  ['high', 85],
])

function confidenceOf(cell: string): number | undefined {
  const number = /^(\d{1,3})\s?%?$/.exec(cell)?.[1]
  if (number !== undefined) return Number(number) <= 100 ? Number(number) : undefined
  return CONFIDENCE_WORDS.get(cell.toLowerCase())
}
