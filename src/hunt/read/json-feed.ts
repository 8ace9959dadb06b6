import { feedText } from './feed-text.ts'
import { READ_LIMITS } from './read-limits.ts'

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [name: string]: JsonValue
}

export type JsonReading =
  | { readonly ok: true; readonly value: JsonValue }
  | {
      readonly ok: false
      readonly code: 'intel.unreadable' | 'limit.intel-size'
      readonly why: string
      readonly line?: number
    }

/**
 * Reads one JSON text, or several, one on each line (then as an array). Size, number of values and depth are looked at
 * before anything is made of it, so that what comes back can be walked without care. Errors name the line.
 */
export function readJson(bytes: Uint8Array): JsonReading {
  if (bytes.length > READ_LIMITS.treeBytes)
    return {
      ok: false,
      code: 'limit.intel-size',
      why: `${bytes.length} bytes are more than the ${READ_LIMITS.treeBytes} that are read of JSON`,
    }
  const { text } = feedText(bytes)
  const shape = measure(text)
  if (shape !== undefined) return { ok: false, code: 'limit.intel-size', ...shape }
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue }
  } catch (error) {
    const lines = jsonLines(text)
    if (lines !== undefined) return { ok: true, value: lines }
    return { ok: false, code: 'intel.unreadable', ...parseTrouble(error, text) }
  }
}

/** Why it is not to be parsed, or undefined. */
function measure(text: string): { readonly why: string; readonly line: number } | undefined {
  let depth = 0
  let values = 0
  let line = 1
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 34) {
      for (i++; i < text.length; i++) {
        const d = text.charCodeAt(i)
        if (d === 92) i++
        else if (d === 34) break
      }
    } else if (c === 123 || c === 91) {
      values++
      if (++depth > READ_LIMITS.treeDepth)
        return { why: `Nested more than ${READ_LIMITS.treeDepth} deep`, line }
    } else if (c === 125 || c === 93) depth--
    else if (c === 44) values++
    else if (c === 10) line++
    if (values > READ_LIMITS.treeValues) return { why: `More than ${READ_LIMITS.treeValues} values`, line }
  }
  return undefined
}

/** One JSON object on each line, as some feeds are given; blank lines between do no harm. */
function jsonLines(text: string): readonly JsonValue[] | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  const values: JsonValue[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    try {
      values.push(JSON.parse(line) as JsonValue)
    } catch {
      return undefined
    }
  }
  return values.length > 1 ? values : undefined
}

function parseTrouble(error: unknown, text: string): { readonly why: string; readonly line?: number } {
  const message = error instanceof Error ? error.message : String(error)
  const position = / at position (\d{1,12})/.exec(message)?.[1]
  const at = position === undefined ? text.length : Number(position)
  let line = 1
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++
  // What V8 quotes of the input stands between quotation marks; it is hostile and adds nothing.
  const why = message.replace(/,? ?(?:\.\.\.)?".*$/s, '').replace(/ (?:in JSON )?at position.*$/s, '')
  return { why: `Not valid JSON: ${why.slice(0, 80)}`, line }
}

export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The property itself, never one of the prototype (`__proto__`, `constructor`). */
export function member(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

export function text(object: JsonObject, name: string): string | undefined {
  const value = member(object, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function list(object: JsonObject, name: string): readonly JsonValue[] {
  const value = member(object, name)
  return Array.isArray(value) ? (value as readonly JsonValue[]) : []
}

export function strings(object: JsonObject, name: string): readonly string[] {
  return list(object, name).filter((each): each is string => typeof each === 'string')
}

/** RFC 3339 in milliseconds. */
export function time(object: JsonObject, name: string): number | undefined {
  const value = text(object, name)
  if (value === undefined || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined
  const milliseconds = Date.parse(value)
  return Number.isFinite(milliseconds) ? milliseconds : undefined
}
