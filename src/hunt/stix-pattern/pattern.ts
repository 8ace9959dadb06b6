// The syntax tree of STIX 2.1 patterning (OASIS STIX 2.1 §9). Offsets count UTF-16 units of the pattern.

/** Longer patterns are refused: real ones with some hundred hashes stay below 100 kB. Attack: a 1 GB value in a feed. */
export const PATTERN_LIMIT: number = 1_000_000
/** Nesting of brackets, which becomes depth of calls here. Attack: a million opening brackets. */
export const NESTING_LIMIT: number = 64
/** Comparisons of one pattern; each is held against each object of each mail. */
export const COMPARISON_LIMIT: number = 20_000
/** Observation expressions of one pattern. */
export const OBSERVATION_LIMIT: number = 1_000
/** Messages one match can need: the product of nested REPEATS, summed over AND. Attack: `REPEATS 1000000000 TIMES`. */
export const REPEAT_LIMIT: number = 1_000

export type PatternLiteral =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'integer' | 'float'; readonly value: number; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** Each character is one byte. */
  | { readonly kind: 'hex' | 'binary'; readonly value: string }
  /** Milliseconds; `text` between the quotes. */
  | { readonly kind: 'timestamp'; readonly value: number; readonly text: string }

export type PathStep =
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number | '*' }

/** `email-message:from_ref.value` */
export interface ObjectPath {
  readonly type: string
  readonly steps: readonly PathStep[]
  readonly start: number
  readonly end: number
}

export const COMPARISON_OPERATORS = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'IN',
  'LIKE',
  'MATCHES',
  'ISSUBSET',
  'ISSUPERSET',
] as const
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number]

/** One test of one property (§9.6). */
export interface PropertyTest {
  readonly kind: 'test'
  readonly path: ObjectPath
  readonly negated: boolean
  readonly operator: ComparisonOperator
  /** One, but for IN. */
  readonly values: readonly PatternLiteral[]
  /** Of the value. */
  readonly start: number
  readonly end: number
}

export interface ExistenceTest {
  readonly kind: 'exists'
  readonly negated: boolean
  readonly path: ObjectPath
}

/** What stands between square brackets (§9.5). */
export type ComparisonExpression =
  | PropertyTest
  | ExistenceTest
  | { readonly kind: 'and' | 'or'; readonly parts: readonly ComparisonExpression[] }

/** Times in milliseconds. */
export type Qualifier =
  | { readonly kind: 'within'; readonly span: number; readonly text: string }
  | { readonly kind: 'repeats'; readonly times: number; readonly text: string }
  | {
      readonly kind: 'start-stop'
      readonly from: number
      readonly until: number
      readonly fromText: string
      readonly untilText: string
    }

export type ObservationExpression =
  | {
      readonly kind: 'observation'
      readonly test: ComparisonExpression
      readonly start: number
      readonly end: number
    }
  | {
      readonly kind: 'and' | 'or' | 'followed-by'
      readonly parts: readonly ObservationExpression[]
    }
  | {
      readonly kind: 'qualified'
      readonly of: ObservationExpression
      readonly qualifiers: readonly Qualifier[]
    }

/** Path as one writes it: for messages, and for the part of a match that says what was compared. */
export function pathText(path: ObjectPath): string {
  let text = `${path.type}:`
  for (const [i, step] of path.steps.entries()) {
    if (step.kind === 'index') text += `[${step.index}]`
    else
      text += `${i === 0 ? '' : '.'}${/^[A-Za-z_][A-Za-z0-9_]*$/.test(step.name) ? step.name : quotedText(step.name)}`
  }
  return text
}

/** A string literal, with the two escapes the language has. */
export function quotedText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
