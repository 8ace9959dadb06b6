import type { Indicator } from '../../model/indicator.ts'
import type { Sighting } from '../../model/sighting.ts'

/**
 * One cell that no spreadsheet takes for a formula (OWASP, "CSV Injection"): what begins with `= + - @`, a tab or a
 * line end gets an apostrophe before it, unless it is a number. Always in quotation marks; control characters become blanks.
 */
export function csvCell(text: string): string {
  const plain = text.toWellFormed().replace(/[\x00-\x1f\x7f\u2028\u2029]+/g, ' ')
  const isNumber = /^-?\d{1,20}(?:\.\d{1,20})?$/.test(plain)
  const safe =
    !isNumber && (/^[\s'"]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/.test(plain) || /^[\t\r\n]/.test(text))
      ? `'${plain}`
      : plain
  return `"${safe.replaceAll('"', '""')}"`
}

const row = (cells: readonly string[]): string => cells.map(csvCell).join(',')

const stamp = (time: number | undefined): string =>
  time === undefined || !Number.isFinite(time) || Math.abs(time) > 8.64e15 ? '' : new Date(time).toISOString()

const table = (header: readonly string[], rows: readonly string[]): string =>
  `${[row(header), ...rows].join('\r\n')}\r\n`

/** Indicators as a table (RFC 4180) that `readIndicators` reads back. */
export function writeIndicatorCsv(indicators: readonly Indicator[]): string {
  return table(
    'value type context labels tlp confidence published valid_from valid_until publisher title source_file benign'.split(
      ' ',
    ),
    indicators.map((each) =>
      row([
        each.type === 'file-hash'
          ? (each.value.split(':')[1] ?? '')
          : each.type === 'pattern'
            ? (each.pattern ?? '')
            : each.value,
        each.type,
        each.context ?? '',
        each.labels.join(' '),
        each.tlp ?? '',
        each.confidence === undefined ? '' : String(each.confidence),
        stamp(each.published),
        stamp(each.validFrom),
        stamp(each.validUntil),
        each.source.publisher ?? '',
        each.source.title ?? '',
        each.source.name,
        each.benign?.kind ?? '',
      ]),
    ),
  )
}

const DAY = 86_400_000

/** Sightings as a table (RFC 4180), one row each. `lead_days` is negative when the mail came before the report. */
export function writeSightingCsv(sightings: readonly Sighting[]): string {
  return table(
    'time tier indicator_type indicator seen places message lead_days publisher title source_file tlp'.split(
      ' ',
    ),
    sightings.map((each) =>
      row([
        stamp(each.time),
        each.tier,
        each.indicator.type,
        each.indicator.value,
        each.seen,
        each.places.join(' '),
        each.digest,
        each.lead === undefined ? '' : (each.lead / DAY).toFixed(1),
        each.indicator.source.publisher ?? '',
        each.indicator.source.title ?? '',
        each.indicator.source.name,
        each.indicator.tlp ?? '',
      ]),
    ),
  )
}
