import { hash } from 'node:crypto'
import type { CustodyEntry } from '../model/case.ts'

/** What is written into the log; the chain is added. */
export type CustodyNote = Omit<CustodyEntry, 'kind' | 'sequence' | 'before' | 'hash'>

/** Where a log is broken, and how. */
export interface CustodyBreak {
  /** Of the first entry that does not follow from the one before. */
  readonly sequence: number
  readonly found: 'changed' | 'missing' | 'backwards-in-time' | 'unreadable'
  readonly words: string
}

/** The hash before the first entry. */
const NOTHING = `sha256:${hash('sha256', '')}`

/**
 * The log with one more entry. Each entry holds the hash of the one before, so that nothing in the middle can be
 * changed, taken out or put in without changing every hash after it. Cutting off the end is seen only by whoever wrote
 * down the last hash: reports print it.
 */
export function withEntry(log: readonly CustodyEntry[], note: CustodyNote): readonly CustodyEntry[] {
  const before = log.at(-1)?.hash ?? NOTHING
  const entry: Omit<CustodyEntry, 'hash'> = { kind: 'custody', sequence: log.length + 1, ...note, before }
  return [...log, { ...entry, hash: hashOf(entry) }]
}

/**
 * First break of a log, or undefined when every entry follows from the one before. Times may stand still and, as clocks
 * are set, go back; that is told only when nothing worse is found.
 */
export function firstBreak(log: readonly CustodyEntry[]): CustodyBreak | undefined {
  let before = NOTHING
  let late: CustodyBreak | undefined
  for (const [index, entry] of log.entries()) {
    const sequence = index + 1
    if (entry.sequence !== sequence)
      return {
        sequence,
        found: 'missing',
        words: `entry ${sequence} of the custody log is missing: entry ${entry.sequence} stands in its place`,
      }
    if (entry.before !== before || entry.hash !== hashOf(entry))
      return {
        sequence,
        found: 'changed',
        words: `entry ${sequence} of the custody log, or one before it, was changed after it was written`,
      }
    const previous = log[index - 1]
    if (previous !== undefined && entry.time < previous.time)
      late ??= {
        sequence,
        found: 'backwards-in-time',
        words: `entry ${sequence} of the custody log is dated before entry ${sequence - 1}: a clock was wrong or was set`,
      }
    before = entry.hash
  }
  return late
}

/** One entry to a line, as it lies in the case folder and in packages. */
export function custodyLines(log: readonly CustodyEntry[]): string {
  return log.map((entry) => `${JSON.stringify(fieldsOf(entry))}\n`).join('')
}

/**
 * The log written by `custodyLines`, and the first break in its text or chain. Any byte that differs is one: a line has
 * to be written exactly as this program writes it.
 */
export function readCustody(text: string): {
  readonly log: readonly CustodyEntry[]
  readonly broken?: CustodyBreak
} {
  const log: CustodyEntry[] = []
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    const last = index === lines.length - 1
    if (last && line === '') break
    const entry = parsedEntry(line)
    if (entry === undefined || last || JSON.stringify(fieldsOf(entry)) !== line) {
      const sequence = index + 1
      const words = `line ${sequence} of the custody log is not as it was written`
      return { log, broken: firstBreak(log) ?? { sequence, found: 'unreadable', words } }
    }
    log.push(entry)
  }
  const broken = firstBreak(log)
  return { log, ...(broken && { broken }) }
}

/** Over the fields in a fixed order, so that the hash does not depend on how an object was made. */
function hashOf(entry: Omit<CustodyEntry, 'hash'>): string {
  const { hash: _, ...fields } = fieldsOf({ ...entry, hash: '' })
  return `sha256:${hash('sha256', JSON.stringify(fields))}`
}

function fieldsOf(entry: CustodyEntry): CustodyEntry {
  const { kind, sequence, time, person, tool, what, item, digest, state, before, hash } = entry
  return {
    kind,
    sequence,
    time,
    person,
    tool,
    what,
    ...(item !== undefined && { item }),
    ...(digest !== undefined && { digest }),
    ...(state !== undefined && { state }),
    before,
    hash,
  }
}

function parsedEntry(line: string): CustodyEntry | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, sequence, time, person, tool, what, item, digest, state, before, hash } = value as Record<
    keyof CustodyEntry,
    unknown
  >
  const texts = [person, tool, what, before, hash]
  const optional = [item, digest, state]
  if (
    kind !== 'custody' ||
    typeof sequence !== 'number' ||
    typeof time !== 'number' ||
    texts.some((one) => typeof one !== 'string') ||
    optional.some((one) => one !== undefined && typeof one !== 'string')
  )
    return undefined
  return value as CustodyEntry
}
