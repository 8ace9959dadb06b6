// The syntax tree of the hunt language (docs/hunt-language.md). Offsets count UTF-16 units of the query.

/** Longer queries are refused. Attack: a saved hunt of a megabyte from somebody else. */
export const QUERY_LIMIT: number = 100_000
/** Nesting of brackets and `not`, which becomes depth of calls here. */
export const NESTING_LIMIT: number = 64
/** Comparisons and listed values of one query. */
export const COMPARISON_LIMIT: number = 10_000

export const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', '~', 'has', 'in', 'within', 'exists'] as const
export type Operator = (typeof OPERATORS)[number]

/** `any`: of the values of a list one is enough, which is meant when nothing is written. */
export type Quantifier = 'any' | 'all'

export interface Comparison {
  readonly kind: 'compare'
  readonly quantifier: Quantifier
  /** Full name as in the table of fields, or `list.count`. */
  readonly field: string
  readonly operator: Operator
  /** As written, without quotes: none for `exists`, several for `in`, span and date for `within`. */
  readonly values: readonly string[]
}

/** `links[host ~ *.test and region = own]`: one and the same item satisfies all. */
export interface GroupTest {
  readonly kind: 'group'
  readonly quantifier: Quantifier
  readonly group: string
  /** Fields in it are named without the group. */
  readonly where: Where
  /** `links[…].count > 3` */
  readonly count?: { readonly operator: Operator; readonly value: string }
}

export type Where =
  | Comparison
  | GroupTest
  | { readonly kind: 'not'; readonly of: Where }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Where[] }
