import type { HuntResult } from '../../model/hunt.ts'
import { writeSightingCsv } from './csv-table.ts'
import { writeMisp } from './misp-event.ts'
import { writeStix } from './stix-bundle.ts'

/**
 * A hunt for other programs: a STIX 2.1 bundle, a MISP event, or a table of the sightings. Who received a mail is left
 * out: it concerns nobody outside. `now` in milliseconds.
 */
export function exportHunt(
  { sets, sightings, messages, summary }: HuntResult,
  format: 'stix' | 'misp' | 'csv',
  now: number,
): string {
  if (format === 'csv') return writeSightingCsv(sightings)
  const hunt = {
    indicators: sets.flatMap(({ indicators }) => indicators),
    sightings,
    messages: new Map(
      messages.map(({ digest, messageId, from, subject }) => [
        digest,
        { from, subject, ...(messageId === undefined ? {} : { messageId }) },
      ]),
    ),
    coverage: summary.coverage,
  }
  return format === 'stix' ? writeStix(hunt, { now }) : writeMisp(hunt, { now })
}
