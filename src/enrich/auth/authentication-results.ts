import type { AuthenticationWord } from '../../model/authentication.ts'
import type { Issue } from '../../model/issue.ts'
import { type FieldScanner, fieldScanner } from './field-scanner.ts'
import { resultWord } from './result-words.ts'

/** One `ptype.property=value` (RFC 8601 §2.2); `ptype` is empty for bare words such as Exchange's `action=`. */
export interface StatedProperty {
  readonly ptype: string
  readonly property: string
  readonly value: string
}

/** One method result as a host wrote it. */
export interface StatedResult {
  /** Lower case, as written: also methods nobody here evaluates, such as `dkim-atps`. */
  readonly method: string
  readonly version?: string
  readonly result: AuthenticationWord
  /** The word that was written, lower case. */
  readonly written: string
  readonly reason?: string
  /** The first comment of this result. */
  readonly comment?: string
  readonly properties: readonly StatedProperty[]
}

export interface AuthenticationResultsField {
  /** Lower case; empty when the field names no host (Exchange Online). */
  readonly authservId: string
  readonly version?: string
  /** `i=` of an `ARC-Authentication-Results` field (RFC 8617 §4.1.1). */
  readonly instance?: number
  /** Empty for `none` (RFC 8601 §2.2) as for a field nothing could be read from; the latter has an issue. */
  readonly results: readonly StatedResult[]
  readonly issues: readonly Issue[]
}

// A field of many megabytes, or of millions of two-letter results, would make every later step slow.
const MAX_VALUE_LENGTH = 65_536
const MAX_RESULTS = 64
const MAX_PROPERTIES = 32

/** Methods whose name starts a new result even where the semicolon before it was forgotten. */
const METHODS: ReadonlySet<string> = new Set(['spf', 'dkim', 'dmarc', 'arc', 'auth', 'iprev', 'compauth'])

interface OpenResult {
  method: string
  version: string | undefined
  written: string
  reason: string | undefined
  comment: string | undefined
  properties: StatedProperty[]
}

/**
 * Reads an `Authentication-Results` value (RFC 8601 §2.2), strict where it follows the grammar and lenient where
 * real hosts do not: no authserv-id, no semicolon between results, bare words, empty values. Never throws; what
 * could not be read is in `issues`.
 */
export function readAuthenticationResults(value: string): AuthenticationResultsField {
  return readField(value, false)
}

/** Reads an `ARC-Authentication-Results` value (RFC 8617 §4.1.1): the same, after `i=N;`. */
export function readArcAuthenticationResults(value: string): AuthenticationResultsField {
  return readField(value, true)
}

function readField(value: string, arc: boolean): AuthenticationResultsField {
  const issues: Issue[] = []
  const cut = value.length > MAX_VALUE_LENGTH
  if (cut)
    issues.push({
      code: 'limit.header-size',
      detail: `authentication results cut after ${MAX_VALUE_LENGTH} characters`,
    })
  const scanner = fieldScanner(cut ? value.slice(0, MAX_VALUE_LENGTH) : value)
  const odd = (detail: string): void => {
    // One mark is enough to say that the field is not well formed.
    if (!issues.some((issue) => issue.code === 'header.malformed-line'))
      issues.push({ code: 'header.malformed-line', detail: `authentication results: ${detail}` })
  }

  let instance: number | undefined
  if (arc) {
    instance = readInstance(scanner)
    if (instance === undefined) odd('no instance')
  }
  const { authservId, version } = readHost(scanner)
  if (authservId === '') odd('no authserv-id')

  const results: StatedResult[] = []
  let none = false
  while (!scanner.atEnd()) {
    if (results.length >= MAX_RESULTS) {
      issues.push({
        code: 'limit.header-count',
        detail: `authentication results after the first ${MAX_RESULTS} of one field not read`,
      })
      break
    }
    none = readSegment(scanner, results, odd, issues) || none
  }
  if (scanner.unclosed()) odd('unclosed comment or quote')
  if (results.length === 0 && !none) odd('no result')
  return {
    authservId,
    ...(version !== undefined && { version }),
    ...(instance !== undefined && { instance }),
    results,
    issues,
  }
}

function skipComments(scanner: FieldScanner): void {
  while (scanner.comment() !== undefined);
}

function readInstance(scanner: FieldScanner): number | undefined {
  skipComments(scanner)
  if (scanner.peek().toLowerCase() !== 'i') return undefined
  const name = scanner.name()
  skipComments(scanner)
  if (name.toLowerCase() !== 'i' || !scanner.take('=')) return undefined
  skipComments(scanner)
  const text = scanner.value()
  skipComments(scanner)
  scanner.take(';')
  // RFC 8617 §4.2.1: 1 to 50
  return /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 50 ? Number(text) : undefined
}

/** The part before the first semicolon, unless it is already a result; then nothing is taken. */
function readHost(scanner: FieldScanner): { authservId: string; version?: string } {
  skipComments(scanner)
  const start = scanner.position()
  const first = scanner.peek() === '"' ? scanner.value() : scanner.name()
  skipComments(scanner)
  if (scanner.peek() === '=') {
    scanner.rewind(start)
    return { authservId: '' }
  }
  let version: string | undefined
  while (!scanner.atEnd() && !scanner.take(';')) {
    if (scanner.comment() !== undefined) continue
    const word = scanner.value()
    if (word === '') scanner.take(scanner.peek())
    else if (/^\d+$/.test(word)) version ??= word
  }
  return { authservId: first.toLowerCase(), ...(version !== undefined && { version }) }
}

/** A name with its `/version` or `.property`, between which white space and comments may stand. */
function joinedName(scanner: FieldScanner): string {
  let name = scanner.name()
  for (;;) {
    skipComments(scanner)
    const next = scanner.peek()
    if (next !== '/' && next !== '.' && !name.endsWith('/') && !name.endsWith('.')) break
    const more = scanner.name()
    if (more === '') break
    name += more
  }
  return name.toLowerCase()
}

/** Reads up to the next semicolon; true when the segment says `none` (RFC 8601 §2.2 no-result). */
function readSegment(
  scanner: FieldScanner,
  results: StatedResult[],
  odd: (detail: string) => void,
  issues: Issue[],
): boolean {
  let open: OpenResult | undefined
  let none = false
  while (!scanner.atEnd() && !scanner.take(';')) {
    const comment = scanner.comment()
    if (comment !== undefined) {
      if (open !== undefined) open.comment ??= comment
      continue
    }
    const name = joinedName(scanner)
    if (name === '') {
      odd('stray characters')
      if (scanner.value() === '') scanner.take(scanner.peek())
      continue
    }
    if (!scanner.take('=')) {
      if (name === 'none' && open === undefined) none = true
      else odd('stray words')
      continue
    }
    skipComments(scanner)
    const value = scanner.value()
    const slash = name.indexOf('/')
    const method = slash < 0 ? name : name.slice(0, slash)
    const dot = name.indexOf('.')
    if (dot < 0 && (open === undefined || METHODS.has(method))) {
      if (open !== undefined) {
        odd('no semicolon between results')
        results.push(closed(open))
        if (results.length >= MAX_RESULTS) return none
      }
      open = {
        method,
        version: slash < 0 ? undefined : name.slice(slash + 1),
        written: value.toLowerCase(),
        reason: undefined,
        comment: undefined,
        properties: [],
      }
    } else if (open === undefined) odd('property before any method')
    else if (name === 'reason') open.reason ??= value
    else if (open.properties.length < MAX_PROPERTIES)
      open.properties.push({ ptype: name.slice(0, Math.max(dot, 0)), property: name.slice(dot + 1), value })
    else if (!issues.some((issue) => issue.code === 'limit.header-count'))
      issues.push({
        code: 'limit.header-count',
        detail: `properties after the first ${MAX_PROPERTIES} of one result not read`,
      })
  }
  if (open !== undefined) results.push(closed(open))
  return none
}

function closed(open: OpenResult): StatedResult {
  return {
    method: open.method,
    ...(open.version !== undefined && { version: open.version }),
    result: resultWord(open.written).result,
    written: open.written,
    ...(open.reason !== undefined && { reason: open.reason }),
    ...(open.comment !== undefined && { comment: open.comment }),
    properties: open.properties,
  }
}
