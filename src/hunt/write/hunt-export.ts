import type { Digest } from '../../model/bytes.ts'
import type { Indicator } from '../../model/indicator.ts'
import type { Mailbox } from '../../model/message.ts'
import type { HuntCoverage, Sighting } from '../../model/sighting.ts'

/** What of a message with a sighting is told to others. */
export interface SightedMessage {
  readonly messageId?: string
  readonly from?: Mailbox
  readonly subject?: string
  /** Who received it: given only when it may be told. */
  readonly recipients?: readonly Mailbox[]
}

/** What a hunt gives to other programs. Benign indicators without a sighting are no assertions and are left out. */
export interface HuntExport {
  readonly indicators: readonly Indicator[]
  readonly sightings: readonly Sighting[]
  readonly messages?: ReadonlyMap<Digest, SightedMessage>
  readonly coverage?: HuntCoverage
}

export interface ExportOptions {
  /** Milliseconds: when the export is made. The same input at the same time gives the same bytes. */
  readonly now: number
  /** Who asserts the sightings; `Counterfoil` when absent. */
  readonly author?: string
}

/** Indicators to write, each once: those that are meant, and those that were met. */
export function exportedIndicators({ indicators, sightings }: HuntExport): readonly Indicator[] {
  const met = new Set(sightings.map(({ indicator }) => indicator.id))
  const byId = new Map<string, Indicator>()
  for (const indicator of [...indicators, ...sightings.map((each) => each.indicator)])
    if (indicator.benign === undefined || met.has(indicator.id)) byId.set(indicator.id, indicator)
  return [...byId.values()]
}

/** What was searched, in a sentence. */
export function coverageText(coverage: HuntCoverage): string {
  const day = (time: number | undefined): string =>
    time === undefined ? '' : new Date(time).toISOString().slice(0, 10)
  const time = coverage.from === undefined ? '' : ` from ${day(coverage.from)} to ${day(coverage.until)}`
  return [
    `${coverage.messages} messages${time} in ${coverage.sources.length} sources`,
    `${coverage.unread} could not be read`,
    `attachments: ${coverage.attachments.opened} of ${coverage.attachments.seen} opened`,
    `links inside wrappers: ${coverage.wrapped.decoded} of ${coverage.wrapped.seen} decoded`,
    ...coverage.notSearched.map((each) => `not searched: ${each}`),
  ].join('; ')
}
