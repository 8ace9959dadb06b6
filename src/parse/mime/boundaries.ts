import { looksLikeField } from '../header/read-fields.ts'
import { MAX_BOUNDARY } from './limits.ts'

export interface Delimiter {
  /** Index of the multipart whose boundary it is, as given to `add`. */
  readonly level: number
  /** `--boundary--`. */
  readonly closes: boolean
  /** End of the content before it: the line end in front of a boundary line belongs to the boundary (RFC 2046 §5.1.1). */
  readonly bodyEnd: number
  /** First byte after the line. */
  readonly lineEnd: number
}

interface OpenBoundary {
  readonly text: string
  readonly level: number
  /** The entry this one hides, when a nested multipart uses its parent's boundary again. */
  readonly hidden: number | undefined
  /** Where the multipart's body starts. */
  readonly from: number
  /** Whether a line gives it in full, once that was looked for. */
  hasLine?: boolean
}

/** Lines looked at for a multipart that names no boundary. */
const MAX_GUESSES = 20

/**
 * Multiparts whose own lines are looked for, and places looked at for all of them. Attack: thousands of multiparts,
 * each searched to the end of the mail, with something like its boundary in every line.
 */
const MAX_LOOKS = 20
const MAX_LOOK_PLACES = 20_000

/**
 * The boundaries of the multiparts that are open, and the search for their lines. A line counts for the multipart
 * whose boundary it gives in full, innermost first, so that a boundary that begins like another one is not taken
 * for it, and one that is used again inside belongs inside until it is closed there. Every line is looked at once:
 * the search costs nothing per level of nesting.
 */
export class Boundaries {
  readonly #buffer: Buffer
  readonly #open: OpenBoundary[] = []
  readonly #levels = new Map<string, number>()
  /** How many open boundaries start with this byte: most lines that start with two dashes are none. */
  #firstBytes: Uint16Array | undefined
  #afterCr = false
  /** Remembered so that bytes without such a line are not searched twice. */
  #nextLf = -1
  #nextCr = -1
  #looks = 0
  #lookPlaces = 0

  constructor(buffer: Buffer) {
    this.#buffer = buffer
  }

  get none(): boolean {
    return this.#open.length === 0
  }

  /** Lines may end in a bare CR. */
  alsoAfterCr(): void {
    this.#afterCr = true
  }

  get endsInCr(): boolean {
    return this.#afterCr
  }

  add(boundary: string, level: number, from: number): void {
    const text = toBytes(boundary)
    this.#open.push({ text, level, hidden: this.#levels.get(text), from })
    this.#levels.set(text, level)
    this.#firstBytes ??= new Uint16Array(256)
    this.#firstBytes[text.charCodeAt(0)]!++
  }

  /** Forgets the boundary added last. */
  remove(): void {
    const last = this.#open.pop()
    if (!last) return
    if (last.hidden === undefined) this.#levels.delete(last.text)
    else this.#levels.set(last.text, last.hidden)
    if (this.#firstBytes) this.#firstBytes[last.text.charCodeAt(0)]!--
  }

  /** True when the line that starts at `lineStart` with two dashes is a boundary line. */
  matches(lineStart: number): boolean {
    return this.#open.length > 0 && this.#match(lineStart) !== undefined
  }

  /** The next boundary line at or after `from`, which is the start of a line. */
  next(from: number): Delimiter | undefined {
    const buffer = this.#buffer
    let at = from
    for (;;) {
      const lineStart = this.#nextDashes(at)
      if (lineStart < 0) return undefined
      const found = this.#match(lineStart)
      if (found) {
        let bodyEnd = lineStart
        if (bodyEnd > 0 && buffer[bodyEnd - 1] === 10) bodyEnd--
        if (bodyEnd > 0 && buffer[bodyEnd - 1] === 13) bodyEnd--
        return { level: found.level, closes: found.closes, bodyEnd, lineEnd: this.#lineEnd(lineStart + 2) }
      }
      at = lineStart + 2
    }
  }

  /** Start of the next line that begins with two dashes; `at` is the start of a line or inside one. */
  #nextDashes(at: number): number {
    const buffer = this.#buffer
    if (buffer[at] === 45 && buffer[at + 1] === 45 && this.#isLineStart(at)) return at
    const from = Math.max(0, at - 1)
    if (this.#nextLf !== -2 && this.#nextLf < from) {
      const near = nearDashes(buffer, from)
      this.#nextLf = near >= 0 ? near : buffer.indexOf(LF_DASHES, from)
      if (this.#nextLf < 0) this.#nextLf = -2
    }
    if (this.#afterCr && this.#nextCr !== -2 && this.#nextCr < from) {
      this.#nextCr = buffer.indexOf(CR_DASHES, from)
      if (this.#nextCr < 0) this.#nextCr = -2
    }
    const lf = this.#nextLf >= from ? this.#nextLf : -1
    const cr = this.#nextCr >= from ? this.#nextCr : -1
    if (lf < 0) return cr < 0 ? -1 : cr + 1
    return cr >= 0 && cr < lf ? cr + 1 : lf + 1
  }

  #isLineStart(at: number): boolean {
    if (at === 0) return true
    const before = this.#buffer[at - 1]
    return before === 10 || (before === 13 && this.#afterCr)
  }

  #match(lineStart: number): { readonly level: number; readonly closes: boolean } | undefined {
    const buffer = this.#buffer
    const start = lineStart + 2
    if (this.#firstBytes?.[buffer[start] ?? 0] === 0) return undefined
    const last = Math.min(buffer.length, start + MAX_BOUNDARY + 2)
    let stop = start
    while (stop < last && buffer[stop] !== 10 && buffer[stop] !== 13) stop++
    while (stop > start && (buffer[stop - 1] === 32 || buffer[stop - 1] === 9)) stop--
    const line = buffer.toString('latin1', start, stop)
    let level = this.#levels.get(line)
    if (level !== undefined) return { level, closes: false }
    if (line.endsWith('--')) {
      level = this.#levels.get(line.slice(0, -2).trimEnd())
      if (level !== undefined) return { level, closes: true }
    }
    // RFC 2046 §5.1.1 only asks that the line starts with the boundary. That is believed for the innermost one when
    // what follows cannot be the rest of a longer boundary, or when no line gives this one in full: some servers read
    // it so, and content must not hide behind a letter too many.
    const inner = this.#open.at(-1)
    if (!inner || !line.startsWith(inner.text)) return undefined
    const rest = line.slice(inner.text.length)
    if (rest.startsWith('--')) return { level: inner.level, closes: true }
    const opens = rest.startsWith(' ') || rest.startsWith('\t') || !this.#hasLine(inner)
    return opens ? { level: inner.level, closes: false } : undefined
  }

  /** True when some line of the multipart is its boundary and nothing else. */
  #hasLine(open: OpenBoundary): boolean {
    if (open.hasLine !== undefined) return open.hasLine
    open.hasLine = true
    if (this.#looks++ >= MAX_LOOKS) return true
    const buffer = this.#buffer
    const line = Buffer.from(`--${open.text}`, 'latin1')
    for (let at = buffer.indexOf(line, open.from); at >= 0; at = buffer.indexOf(line, at + line.length)) {
      if (this.#lookPlaces++ >= MAX_LOOK_PLACES) return true
      const after = at + line.length
      const isEnd = after >= buffer.length || LINE_REST.has(buffer[after] as number)
      const closes = buffer[after] === 45 && buffer[after + 1] === 45
      if ((isEnd || closes) && this.#isLineStart(at)) return true
    }
    open.hasLine = false
    return false
  }

  #lineEnd(from: number): number {
    const buffer = this.#buffer
    let at = from
    while (at < buffer.length && buffer[at] !== 10) {
      if (buffer[at] === 13 && this.#afterCr) return buffer[at + 1] === 10 ? at + 2 : at + 1
      at++
    }
    return Math.min(at + 1, buffer.length)
  }

  /**
   * A boundary for a multipart that names none: the first line of two dashes and a word that is no open boundary
   * and is followed by a header or a blank line.
   */
  guess(from: number): string | undefined {
    const buffer = this.#buffer
    let at = from
    for (let tries = 0; tries < MAX_GUESSES; tries++) {
      const lineStart = this.#nextDashes(at)
      if (lineStart < 0 || (this.#open.length > 0 && this.#match(lineStart))) return undefined
      const lineEnd = this.#lineEnd(lineStart)
      const line = buffer
        .toString('latin1', lineStart + 2, Math.min(lineEnd, lineStart + 2 + MAX_BOUNDARY))
        .trimEnd()
      const following = buffer[lineEnd]
      const opens = following === 10 || following === 13 || looksLikeField(buffer, lineEnd, buffer.length)
      if (/^[^\s-].*[^\s-]$/.test(line) && opens) return Buffer.from(line, 'latin1').toString('utf8')
      at = lineStart + 2
    }
    return undefined
  }
}

/**
 * A look at the next few bytes before the search of the whole rest: that call costs more than a short line.
 * Attack: millions of lines of two dashes.
 */
function nearDashes(buffer: Buffer, from: number): number {
  const last = Math.min(buffer.length - 2, from + 64)
  for (let at = from; at < last; at++)
    if (buffer[at] === 10 && buffer[at + 1] === 45 && buffer[at + 2] === 45) return at
  return -1
}

/** White space and line ends. */
const LINE_REST = new Set([9, 10, 13, 32])
const LF_DASHES = Buffer.from('\n--')
const CR_DASHES = Buffer.from('\r--')

/** The boundary as the bytes of the message read as latin1: parameters are decoded text, boundary lines are bytes. */
function toBytes(boundary: string): string {
  return /[^\x00-\x7f]/.test(boundary) ? Buffer.from(boundary, 'utf8').toString('latin1') : boundary
}
