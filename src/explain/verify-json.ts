import type { ItemVerdict, PersonaView, SetVerdict } from '../model/authenticity.ts'
import { jsonText } from './json-text.ts'
import { isoTime } from './layout.ts'

/** One line for each item, then one for the set: the fields of `ItemVerdict`, `PersonaView` and `SetVerdict`; hostile text is raw. */
export function verdictLine(verdict: ItemVerdict | PersonaView | SetVerdict): string {
  return `${jsonText(verdictValue(verdict))}\n`
}

/** The value `verdictLine` writes: `type` in place of `kind`, and the item's date also in words. */
export function verdictValue({
  kind,
  ...rest
}: ItemVerdict | PersonaView | SetVerdict): Readonly<Record<string, unknown>> {
  const date = 'date' in rest ? isoTime(rest.date) : undefined
  return { type: kind, ...rest, ...(date !== undefined && { dateText: date }) }
}
