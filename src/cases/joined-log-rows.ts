import type { CaseLogRow } from '../model/case-report.ts'

/**
 * Rows of one log in which those with the same words are one, from the earliest to the latest, with their number. Who
 * signs in from home every morning fills pages otherwise, and the one who came from elsewhere is lost among them. In the
 * order of their first lines.
 */
export function joinedLogRows(rows: readonly CaseLogRow[]): readonly CaseLogRow[] {
  const joined = new Map<string, CaseLogRow>()
  for (const row of rows) {
    const key = `${row.zone === undefined} ${row.text}`
    const known = joined.get(key)
    if (known === undefined) {
      joined.set(key, row)
      continue
    }
    const earlier = row.time < known.time ? row : known
    joined.set(key, {
      ...earlier,
      line: known.line,
      more: (known.more ?? 0) + 1,
      last: Math.max(known.last ?? known.time, row.time),
    })
  }
  return [...joined.values()]
}
