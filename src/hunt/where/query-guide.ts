import type { QueryContinuation, QueryGuide } from '../../model/query-guide.ts'
import { BEHAVIOURS } from '../behaviours.ts'
import { FIELDS, GROUPS } from './all-fields.ts'
import { completions } from './completions.ts'
import { OPERATORS_OF } from './typed-value.ts'

/** The fields of the hunt language and the behaviours it has names for. */
export function queryGuide(): QueryGuide {
  return {
    kind: 'query-guide',
    fields: FIELDS.map(({ name, type, list, meaning, example, words }) => {
      const of = GROUPS.find((one) => one.fields.some((field) => name === `${one.name}.${field.name}`))
      return {
        name,
        type,
        operators: OPERATORS_OF[type],
        several: list === true,
        ...(of ? { group: of.name } : {}),
        meaning,
        example,
        ...(words ? { words } : {}),
      }
    }),
    behaviours: BEHAVIOURS.map(({ name, meaning, innocent, where }) => ({ name, meaning, innocent, where })),
  }
}

/** What may follow the beginning of a query: fields, operators, and values where there are only some. */
export function queryContinuation(begun: string): QueryContinuation {
  const { from, items } = completions(begun, begun.length)
  return { kind: 'query-continuation', begun, from, items }
}
