import type { MessageRecord } from '../../model/record.ts'
import type { Judgement, Verdict } from '../../model/verdict.ts'
import type { NeededValue } from '../narrowing.ts'

/** What a query is held against. Without judgement or verdict, what asks for them has no answer. */
export interface HuntSubject {
  readonly record: MessageRecord
  readonly judgement?: Judgement
  readonly verdict?: Verdict
  /** What a host is for (`shortener`, `free-host` …), by lists; without it `links.role` has no answer. */
  readonly hostRoles?: (host: string) => readonly string[]
}

/** What can be asked of a field, and how its values are written. */
export const FIELD_TYPES = [
  'text', // compared without case; `has` looks inside
  'id', // compared exactly
  'address', // a mail address
  'host', // a host or domain name
  'url',
  'hash', // SHA-256 in hex
  'word', // one of a few words
  'number',
  'size', // bytes: 500, 20kb, 3mb
  'date', // UTC: 2024, 2024-05, 2024-05-01, 2024-05-01T12:30, now, "30d ago"
  'flag', // yes or no
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

export type Scalar = string | number | boolean

/**
 * A field of a subject, or of an item of a group. `read` gives all values, none when there is none, and `undefined`
 * when it cannot be told (not judged).
 */
export interface Field<S> {
  readonly name: string
  readonly type: FieldType
  /** It can have several values. */
  readonly list?: true
  readonly meaning: string
  /** A comparison that uses it. */
  readonly example: string
  /** Of a word: the words there are. */
  readonly words?: readonly string[]
  /** Other words can come, too. */
  readonly open?: true
  /** How the index holds the values, when it holds them all. */
  readonly index?: NeededValue['type'] | 'mail-domain' | 'domain'
  readonly needs?: Need
  readonly read: (subject: S) => readonly Scalar[] | undefined
}
/** What a subject has to bring. */
export type Need = 'judgement' | 'verdict' | 'host-roles'

/** Items that have fields together: a link with its host, text and region. */
export interface FieldGroup<I> {
  readonly name: string
  readonly meaning: string
  readonly needs?: Need
  readonly items: (subject: HuntSubject) => readonly I[] | undefined
  /** Names without the group's. */
  readonly fields: readonly Field<I>[]
}

/** One value, or none. */
export function one(value: Scalar | undefined): readonly Scalar[] {
  return value === undefined || value === '' ? [] : [value]
}
