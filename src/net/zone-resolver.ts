import { open } from 'node:fs/promises'
import type { Lookup } from '../model/lookup.ts'
import type { Resolver } from '../model/ports.ts'

/**
 * The kinds of record a zone file can hold. Answers have the same form from every resolver: TXT, A, AAAA, PTR, NS
 * and CNAME are strings (the strings of one TXT record joined, RFC 7208 §3.3), MX are `{ exchange, priority }`.
 */
export const RECORD_TYPES = ['TXT', 'A', 'AAAA', 'MX', 'PTR', 'NS', 'CNAME'] as const
export type RecordType = (typeof RECORD_TYPES)[number]

export interface MailExchange {
  readonly exchange: string
  readonly priority: number
}

export type Answer = readonly string[] | readonly MailExchange[]

/** A recorded piece of DNS. */
export interface ZoneFile {
  readonly kind: 'zone-file'
  /** Where it was read from. */
  readonly file: string
  /**
   * By name in lower case without the root dot, then by type; `absent` says that there authoritatively is none,
   * for a type or for the whole name. What is not in here was not recorded.
   */
  readonly names: ReadonlyMap<string, ReadonlyMap<RecordType, Answer | 'absent'> | 'absent'>
}

/** Operator trouble with a zone file: says which file, what is wrong and what to do. */
export class ZoneFileError extends Error {
  override readonly name: string = 'ZoneFileError'
  readonly file: string
  readonly next: string
  constructor(file: string, reason: string, next: string, cause?: unknown) {
    super(`${file}: ${reason}`, cause === undefined ? undefined : { cause })
    this.file = file
    this.next = next
  }
}

// A zone file is held in memory as a whole; a wrong path (a mailbox, a device) must not fill it.
const MAX_FILE_BYTES = 64 * 1024 * 1024

/**
 * Reads a recorded zone. JSON, in either or both of two forms: `{"name": "TXT record"}` and
 * `{"name": {"TXT": ["…"], "A": ["192.0.2.1"], "MX": [{"exchange": "…", "priority": 10}]}}`. `null` instead of a
 * value, or an empty list, records that the name or type does not exist. Rejects only with `ZoneFileError`.
 */
export async function readZoneFile(file: string): Promise<ZoneFile> {
  let text: string
  try {
    const handle = await open(file, 'r')
    try {
      const { size } = await handle.stat()
      if (size > MAX_FILE_BYTES)
        throw new ZoneFileError(
          file,
          `is ${size} bytes, more than a zone file can be (${MAX_FILE_BYTES})`,
          FORM,
        )
      text = await handle.readFile('utf8')
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof ZoneFileError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new ZoneFileError(file, `cannot be read: ${reason}`, 'Check the path given with --zone.', error)
  }
  let json: unknown
  try {
    json = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ZoneFileError(file, `is not JSON: ${reason}`, FORM, error)
  }
  return zoneOf(json, file)
}

const FORM = 'A zone file is JSON of the form {"selector._domainkey.example.org": "v=DKIM1; …"}.'
const MAX_REPORTED = 10

/** The zone in a parsed JSON value; `file` is for messages. Throws `ZoneFileError` naming every bad entry (first ten). */
export function zoneOf(json: unknown, file: string): ZoneFile {
  if (!isObject(json)) throw new ZoneFileError(file, 'holds no JSON object', FORM)
  const names = new Map<string, ReadonlyMap<RecordType, Answer | 'absent'> | 'absent'>()
  const wrong: string[] = []
  for (const [name, value] of Object.entries(json)) {
    const key = plainName(name)
    if (value === null) names.set(key, 'absent')
    else if (typeof value === 'string') names.set(key, new Map([['TXT', [value]]]))
    else if (isObject(value)) names.set(key, recordsOf(name, value, wrong))
    else wrong.push(`"${name}" is neither text, an object nor null`)
  }
  if (wrong.length > 0) {
    const more = wrong.length > MAX_REPORTED ? `; and ${wrong.length - MAX_REPORTED} more` : ''
    throw new ZoneFileError(file, wrong.slice(0, MAX_REPORTED).join('; ') + more, FORM)
  }
  return { kind: 'zone-file', file, names }
}

function recordsOf(
  name: string,
  value: Readonly<Record<string, unknown>>,
  wrong: string[],
): Map<RecordType, Answer | 'absent'> {
  const records = new Map<RecordType, Answer | 'absent'>()
  for (const [written, listed] of Object.entries(value)) {
    const type = RECORD_TYPES.find((known) => known === written.toUpperCase())
    if (type === undefined) {
      wrong.push(`"${name}": no records of type ${written} can be given`)
      continue
    }
    const list: readonly unknown[] = listed === null ? [] : Array.isArray(listed) ? listed : [listed]
    const answer = answerOf(list, type)
    if (answer === undefined)
      wrong.push(
        `"${name}": ${type} must be ${type === 'MX' ? 'a list of {"exchange", "priority"}' : 'text or a list of texts'}`,
      )
    else records.set(type, answer.length === 0 ? 'absent' : answer)
  }
  return records
}

function answerOf(list: readonly unknown[], type: RecordType): Answer | undefined {
  if (type === 'MX') return list.every(isExchange) ? list : undefined
  if (type === 'TXT') {
    // also as node:dns gives them: each record a list of its strings
    const texts = list.map((one) => (isTexts(one) ? one.join('') : one))
    return isTexts(texts) ? texts : undefined
  }
  return isTexts(list) ? list : undefined
}

function isTexts(list: unknown): list is readonly string[] {
  return Array.isArray(list) && list.every((one) => typeof one === 'string')
}

function isExchange(value: unknown): value is MailExchange {
  return isObject(value) && typeof value.exchange === 'string' && typeof value.priority === 'number'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Names are compared in lower case and without the root dot (RFC 4343). */
export function plainName(name: string): string {
  const lower = name.toLowerCase()
  return lower.endsWith('.') ? lower.slice(0, -1) : lower
}

/** `dns:TYPE:name` */
export function lookupId(name: string, type: RecordType): string {
  return `dns:${type}:${plainName(name)}`
}

/**
 * Answers from a recorded zone; `time` (milliseconds) is when it was recorded. A name the zone does not hold is
 * `unknown`, not absent: the zone is a recording of some questions, not the truth about all.
 */
export function zoneResolver(zone: ZoneFile, time: number): Resolver {
  return {
    resolve: async (name, type) => {
      const found = zone.names.get(plainName(name))
      const answer = found === 'absent' ? found : found?.get(type)
      const base: Pick<Lookup, 'kind' | 'id' | 'time' | 'from'> = {
        kind: 'lookup',
        id: lookupId(name, type),
        time,
        from: 'zone-file',
      }
      if (answer === undefined) return { ...base, status: 'unknown', error: 'not in the recorded zone' }
      if (answer === 'absent') return { ...base, status: 'absent' }
      return { ...base, status: 'answer', answer }
    },
  }
}
