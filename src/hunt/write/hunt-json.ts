import { type ExportOptions, exportedIndicators, type HuntExport } from './hunt-export.ts'

/** Version of the layout below; a change that breaks readers raises it. */
const LAYOUT = 1

/** Everything a hunt found as one JSON text, in the words of the model; values are raw, times in milliseconds. */
export function writeHuntJson(hunt: HuntExport, { now, author }: ExportOptions): string {
  return `${JSON.stringify(
    {
      type: 'counterfoil-hunt',
      layout: LAYOUT,
      made: now,
      ...(author !== undefined && { author }),
      indicators: exportedIndicators(hunt),
      sightings: hunt.sightings.map(({ indicator, ...rest }) => ({ indicator: indicator.id, ...rest })),
      messages: Object.fromEntries(hunt.messages ?? []),
      ...(hunt.coverage !== undefined && { coverage: hunt.coverage }),
    },
    null,
    2,
  )}\n`
}
