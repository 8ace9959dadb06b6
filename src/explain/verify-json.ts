import type { ItemVerdict, SetVerdict } from '../model/authenticity.ts'
import { jsonText } from './json-text.ts'
import { isoTime } from './layout.ts'

/** One line for each item, then one for the set: the fields of `ItemVerdict` and `SetVerdict`; hostile text is raw. */
export function verdictLine(verdict: ItemVerdict | SetVerdict): string {
  return `${jsonText(verdictValue(verdict))}\n`
}

/** The value `verdictLine` writes: `type` in place of `kind`, and the item's date also in words. */
export function verdictValue({ kind, ...rest }: ItemVerdict | SetVerdict): Readonly<Record<string, unknown>> {
  const date = 'date' in rest ? isoTime(rest.date) : undefined
  return { type: kind, ...rest, ...(date !== undefined && { dateText: date }) }
}
