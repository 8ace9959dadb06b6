import { FIELDS, GROUPS } from './all-fields.ts'
import { type Expectation, readWhere } from './parse-where.ts'
import { OPERATORS_OF } from './typed-value.ts'

/** Texts that can stand at a place. */
export interface Completions {
  /** What is replaced: half-open, in UTF-16 units of the query; `to` is the cursor. */
  readonly from: number
  readonly to: number
  readonly items: readonly { readonly text: string; readonly meaning: string }[]
}

const ITEM_LIMIT = 100
const TYPED = /[^\s()[\],"'=<>~!]*$/

/**
 * What could be typed at the cursor: field names, operators of the field before it, and values where there are only
 * some (words, yes and no, forms of dates). Names that begin with what is typed come first, then names that hold it.
 */
export function completions(text: string, cursor: number): Completions {
  const to = Math.min(Math.max(0, cursor), text.length)
  const head = text.slice(0, to)
  const typed = TYPED.exec(head)?.[0] ?? ''
  const from = to - typed.length
  const expected: Expectation[] = []
  // read only up to the word being typed, so that what is asked for is that word
  readWhere(head.slice(0, from), (what) => {
    if (head.slice(what.at, from).trim() === '') expected.push(what)
  })
  const all = [...new Map(expected.flatMap(candidates).map((item) => [item.text, item])).values()]
  const wanted = typed.toLowerCase()
  const begins = all.filter((item) => item.text.startsWith(wanted))
  const inside =
    wanted.length > 1 ? all.filter((item) => !item.text.startsWith(wanted) && item.text.includes(wanted)) : []
  return { from, to, items: [...begins, ...inside].slice(0, ITEM_LIMIT) }
}

function candidates(what: Expectation): readonly { readonly text: string; readonly meaning: string }[] {
  switch (what.kind) {
    case 'field': {
      if (what.group) return what.group.fields.map(({ name, meaning }) => ({ text: name, meaning }))
      const fields = FIELDS.map(({ name, meaning }) => ({ text: name, meaning }))
      const groups = GROUPS.flatMap(({ name, meaning }) => [
        { text: `${name}[`, meaning: `${meaning} One and the same satisfies all that stands in [ ].` },
        { text: `${name}.count`, meaning: `How many ${name} there are.` },
      ])
      const counts = FIELDS.filter(
        ({ name, list }) => list && !GROUPS.some((of) => name.startsWith(`${of.name}.`)),
      ).map(({ name }) => ({ text: `${name}.count`, meaning: `How many ${name} there are.` }))
      return [
        ...fields,
        ...groups,
        ...counts,
        { text: 'not', meaning: 'The opposite of what follows.' },
        { text: 'all', meaning: 'Every value, and at least one.' },
      ]
    }
    case 'operator':
      return OPERATORS_OF[what.field.type].map((text) => ({ text, meaning: OPERATOR_MEANINGS[text] }))
    case 'value': {
      const { type, words = [] } = what.field
      if (type === 'flag') return ['yes', 'no'].map((text) => ({ text, meaning: '' }))
      if (type === 'date')
        return ['today', 'yesterday', 'now', '"30d ago"'].map((text) => ({
          text,
          meaning: 'UTC; or 2024-05-01, 2024-05',
        }))
      return words.map((text) => ({ text, meaning: '' }))
    }
    case 'span':
      return ['24h', '7d', '30d', '90d', '1y'].map((text) => ({ text, meaning: 'before and after' }))
    case 'of':
      return [{ text: 'of', meaning: '' }]
    case 'joiner':
      return [
        { text: 'and', meaning: 'Both hold.' },
        { text: 'or', meaning: 'One of both holds.' },
      ]
  }
}

const OPERATOR_MEANINGS = {
  '=': 'is the value (without case)',
  '!=': 'is not the value; of lists: none is',
  '<': 'is less, or before',
  '<=': 'is at most, or before the end of',
  '>': 'is more, or after',
  '>=': 'is at least, or from the beginning of',
  '~': 'fits a pattern: * any characters, ? one',
  has: 'holds the characters; of words: has the word',
  in: 'is one of a list in ( )',
  within: 'lies within a span of a date: within 90d of 2024-05-01',
  exists: 'has a value',
} as const
