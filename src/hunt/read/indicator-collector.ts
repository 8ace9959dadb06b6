import { hash } from 'node:crypto'
import type { ByteRange } from '../../model/bytes.ts'
import type {
  BenignReason,
  Indicator,
  IndicatorSet,
  IndicatorSource,
  TlpLabel,
} from '../../model/indicator.ts'
import type { Issue, IssueCode } from '../../model/issue.ts'
import type { NormalValue } from './indicator-value.ts'
import { READ_LIMITS } from './read-limits.ts'

/** What a reader says of one value. */
export interface Assertion {
  readonly wording: string
  readonly line?: number
  readonly range?: ByteRange
  readonly reference?: string
  readonly publisher?: string
  readonly title?: string
  readonly published?: number | undefined
  readonly validFrom?: number | undefined
  readonly validUntil?: number | undefined
  readonly confidence?: number | undefined
  readonly tlp?: TlpLabel | undefined
  readonly labels?: readonly string[]
  readonly context?: string | undefined
  readonly benign?: BenignReason | undefined
}

/** Gathers what a reader finds, within `READ_LIMITS`. */
export interface IndicatorCollector {
  /** False when the limit of indicators is reached: the reader may stop. */
  add(value: NormalValue, said: Assertion): boolean
  issue(code: IssueCode, detail: string, line?: number): void
  finish(source?: Partial<IndicatorSource>): IndicatorSet
}

/** The same statement read twice has the same id: 32 hex digits of SHA-256 over type, value and source name. */
export function indicatorId(type: string, value: string, sourceName: string): string {
  return hash('sha256', `${type}\n${value}\n${sourceName}`, 'hex').slice(0, 32)
}

/** At most so many characters, none of them half a pair; white space collapsed. */
export function shortened(text: string, length: number): string {
  const flat = text
    .slice(0, length * 4)
    .replace(/[\s\x00]+/g, ' ')
    .trim()
  return flat.length <= length
    ? flat
    : `${flat
        .slice(0, length - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
}

/**
 * A collector for one file. A value that stands twice is one indicator: labels are joined, the validity is the widest,
 * the first of other facts counts, and one that is asserted anywhere in the file is not benign.
 */
export function indicatorCollector(source: IndicatorSource): IndicatorCollector {
  const found = new Map<string, Indicator>()
  const issues: Issue[] = []
  const counts = new Map<IssueCode, number>()
  let left = 0

  return {
    add(value, said) {
      const key = `${value.type}\n${value.value}`
      const known = found.get(key)
      if (known === undefined && found.size >= READ_LIMITS.indicators) {
        left++
        return false
      }
      const made = indicator(value, said, source)
      found.set(key, known === undefined ? made : joined(known, made))
      return true
    },
    issue(code, detail, line) {
      const count = (counts.get(code) ?? 0) + 1
      counts.set(code, count)
      if (count > READ_LIMITS.issuesOfCode) return
      issues.push({ code, detail: line === undefined ? detail : `line ${line}: ${detail}` })
    },
    finish(facts) {
      for (const [code, count] of counts)
        if (count > READ_LIMITS.issuesOfCode)
          issues.push({ code, detail: `and ${count - READ_LIMITS.issuesOfCode} more of these` })
      if (left > 0)
        issues.push({
          code: 'limit.intel-count',
          detail: `Only the first ${READ_LIMITS.indicators} indicators are kept; at least ${left} more were left out`,
        })
      return {
        kind: 'indicator-set',
        source: { ...source, ...facts },
        indicators: [...found.values()],
        issues,
      }
    },
  }
}

function indicator(value: NormalValue, said: Assertion, source: IndicatorSource): Indicator {
  const publisher = said.publisher ?? source.publisher
  const title = said.title ?? source.title
  const context = said.context === undefined ? '' : shortened(said.context, READ_LIMITS.contextLength)
  return {
    kind: 'indicator',
    id: indicatorId(value.type, value.value, source.name),
    type: value.type,
    value: value.value,
    wording: shortened(said.wording, READ_LIMITS.wordingLength),
    ...(value.pattern !== undefined && { pattern: value.pattern }),
    source: {
      name: source.name,
      format: source.format,
      ...(said.range !== undefined && { range: said.range }),
      ...(said.line !== undefined && { line: said.line }),
      ...(said.reference !== undefined && { reference: shortened(said.reference, 200) }),
      ...(publisher !== undefined && { publisher: shortened(publisher, 200) }),
      ...(title !== undefined && { title: shortened(title, 300) }),
    },
    ...(said.published !== undefined && { published: said.published }),
    ...(said.validFrom !== undefined && { validFrom: said.validFrom }),
    ...(said.validUntil !== undefined && { validUntil: said.validUntil }),
    ...(said.confidence !== undefined && { confidence: said.confidence }),
    ...(said.tlp !== undefined && { tlp: said.tlp }),
    labels: labelsOf(said.labels ?? []),
    ...(context !== '' && { context }),
    ...(said.benign !== undefined && { benign: said.benign }),
  }
}

function labelsOf(labels: readonly string[]): readonly string[] {
  const kept = new Set<string>()
  for (const label of labels) {
    if (kept.size >= READ_LIMITS.labels) break
    const text = shortened(label, READ_LIMITS.labelLength)
    if (text !== '') kept.add(text)
  }
  return [...kept]
}

const STRICTNESS: readonly TlpLabel[] = ['clear', 'green', 'amber', 'amber+strict', 'red']

/** The stricter of two labels: what is shared under the looser one would break the other. */
export function stricter(one: TlpLabel | undefined, other: TlpLabel | undefined): TlpLabel | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return STRICTNESS.indexOf(one) >= STRICTNESS.indexOf(other) ? one : other
}

function joined(first: Indicator, second: Indicator): Indicator {
  // A mention in passing says less about it than a place where it is asserted.
  const main = first.benign !== undefined && second.benign === undefined ? second : first
  const other = main === first ? second : first
  const validFrom = least(first.validFrom, second.validFrom)
  const open = first.validUntil === undefined || second.validUntil === undefined
  const tlp = stricter(first.tlp, second.tlp)
  const published = main.published ?? other.published
  const confidence = main.confidence ?? other.confidence
  const context = main.context ?? other.context
  const pattern = main.pattern ?? other.pattern
  const { validUntil: _, ...rest } = main
  return {
    ...rest,
    ...(pattern !== undefined && { pattern }),
    ...(published !== undefined && { published }),
    ...(validFrom !== undefined && { validFrom }),
    ...(!open && { validUntil: Math.max(first.validUntil ?? 0, second.validUntil ?? 0) }),
    ...(confidence !== undefined && { confidence }),
    ...(tlp !== undefined && { tlp }),
    labels: second.labels.length === 0 ? first.labels : labelsOf([...first.labels, ...second.labels]),
    ...(context !== undefined && { context }),
  }
}

function least(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return undefined
  return Math.min(one, other)
}
