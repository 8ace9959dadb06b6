import { decodeYenc, yencLine } from './yenc.ts'

/** A file written into a text: uuencode (POSIX), its base64 form, or yEnc. */
export interface InlineFile {
  readonly kind: 'uuencode' | 'yenc'
  /** The Content-Transfer-Encoding its bytes can be read with. */
  readonly encoding: 'x-uuencode' | 'base64' | 'x-yenc'
  readonly name: string
  /** From its first line to the end of its last one, line end included. */
  readonly start: number
  readonly end: number
  /** What to decode; for base64 the lines between first and last. */
  readonly dataStart: number
  readonly dataEnd: number
  /** No end line, a line that is not what it says, wrong size or checksum. */
  readonly broken: boolean
  /** Which part of a file in several messages this is. */
  readonly part?: number
  readonly total?: number
}

const BEGIN = Buffer.from('begin')
const UU_BEGIN = /^begin(-base64)? {1,10}[0-7]{3,4}(?: ([^\r\n]{0,255}))?(?=[\r\n])/
const FIRST_LINE = 300

/**
 * The files inside the text in `[start, end)`, in order. A `begin` line counts only when a line of data, or the end,
 * follows: people write "begin", too. A block without an end goes as far as its lines are right. Never throws;
 * every line is looked at once.
 */
export function findInlineFiles(bytes: Buffer, start: number, end: number): readonly InlineFile[] {
  const files: InlineFile[] = []
  const text = end < bytes.length ? bytes.subarray(0, end) : bytes
  for (let at = text.indexOf(BEGIN, start); at >= 0; ) {
    const isYenc = at >= start + 2 && text[at - 1] === 0x79 && text[at - 2] === 0x3d
    const lineStart = isYenc ? at - 2 : at
    let found: InlineFile | undefined
    if (lineStart === start || text[lineStart - 1] === 10 || text[lineStart - 1] === 13)
      found = isYenc ? yencFile(text, lineStart) : uuFile(text, lineStart)
    if (found) files.push(found)
    at = text.indexOf(BEGIN, found ? Math.max(found.end, at + 1) : at + 5)
  }
  return files
}

/**
 * The text without its files, and pairs of offset in it and offset in the input, one per stretch kept, ascending.
 * Lines of data in which an address can be read stay: a client that does not know the encoding shows and links them.
 * `count` is how many files became parts: what lies behind a limit stays text.
 */
export function withoutInlineFiles(
  bytes: Buffer,
  count: number = Infinity,
): {
  readonly bytes: Buffer
  readonly runs: readonly number[]
} {
  const pieces: Buffer[] = []
  const runs: number[] = []
  let written = 0
  let from = 0
  const keep = (to: number) => {
    if (to <= from) return
    runs.push(written, from)
    pieces.push(bytes.subarray(from, to))
    written += to - from
  }
  const files = findInlineFiles(bytes, 0, bytes.length)
  for (const file of files.slice(0, count)) {
    keep(file.start)
    from = file.end
    for (const [start, end] of readableLines(bytes, file)) {
      from = start
      keep(end)
      from = file.end
    }
  }
  keep(bytes.length)
  return { bytes: pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces), runs }
}

const ADDRESS_MARK = /:\/\/|www\.|mailto:/gi
/** Bytes of a block looked at in one piece. */
const PIECE = 1 << 20

function readableLines(bytes: Buffer, { start, end }: InlineFile): readonly (readonly [number, number])[] {
  const lines: [number, number][] = []
  for (let from = start; from < end; from += PIECE) {
    const text = bytes.toString('latin1', from, Math.min(end, from + PIECE + 8))
    for (const match of text.matchAll(ADDRESS_MARK)) {
      const at = from + match.index
      if (at < (lines.at(-1)?.[1] ?? start)) continue
      const lineStart = Math.max(start, bytes.lastIndexOf(10, at) + 1)
      lines.push([lineStart, Math.min(end, nextLine(bytes, at))])
    }
  }
  return lines
}

/** First byte after the line that holds `at`. */
function lineEnd(bytes: Buffer, at: number): number {
  let stop = at
  while (stop < bytes.length && bytes[stop] !== 10 && bytes[stop] !== 13) stop++
  if (bytes[stop] === 13 && bytes[stop + 1] === 10) return stop + 2
  return Math.min(stop + 1, bytes.length)
}

/** The same without line end and blanks at the end. */
function trimmedEnd(bytes: Buffer, start: number, after: number): number {
  let stop = after
  while (stop > start && (bytes[stop - 1] as number) <= 32) stop--
  return stop
}

const isWord = (bytes: Buffer, start: number, stop: number, word: string): boolean =>
  stop - start === word.length && bytes.toString('latin1', start, stop) === word

function uuFile(bytes: Buffer, start: number): InlineFile | undefined {
  const first = UU_BEGIN.exec(bytes.toString('latin1', start, Math.min(bytes.length, start + FIRST_LINE)))
  if (!first) return undefined
  const isBase64 = first[1] !== undefined
  const dataStart = lineEnd(bytes, start)
  const name = Buffer.from(first[2] ?? '', 'latin1')
    .toString('utf8')
    .trim()
  const close = (end: number, dataEnd: number, broken: boolean): InlineFile => ({
    kind: 'uuencode',
    encoding: isBase64 ? 'base64' : 'x-uuencode',
    name,
    start,
    end,
    dataStart: isBase64 ? dataStart : start,
    dataEnd: isBase64 ? dataEnd : end,
    broken,
  })
  let hasData = false
  let isOver = false
  let at = dataStart
  while (at < bytes.length) {
    const after = lineEnd(bytes, at)
    const stop = trimmedEnd(bytes, at, after)
    if (isBase64) {
      if (isWord(bytes, at, stop, '====')) return close(after, at, false)
      if (!isBase64Line(bytes, at, stop)) break
    } else {
      if (isWord(bytes, at, stop, 'end')) return hasData || isOver ? close(after, at, false) : undefined
      // An empty line, a blank or a backquote says that nothing more comes.
      const isZero = stop === at || (stop === at + 1 && bytes[at] === 0x60)
      if (isOver) break
      if (isZero) {
        if (!hasData && stop === at) return undefined
        isOver = true
        at = after
        continue
      }
      if (!isUuLine(bytes, at, stop)) break
    }
    hasData = true
    at = after
  }
  return hasData || isOver ? close(at, at, true) : undefined
}

/**
 * A length and as many groups of characters; blanks at the end of a line are lost on the way, and some programs
 * write one character more.
 */
function isUuLine(bytes: Buffer, start: number, stop: number): boolean {
  const length = ((bytes[start] as number) - 32) & 63
  const wanted = Math.ceil(length / 3) * 4
  const there = stop - start - 1
  if (length === 0 || there > wanted + 2 || there < Math.min(4, wanted)) return false
  // Lines cut short by lost blanks are rare; nearly all of a line has to be there.
  if (there < wanted - 12) return false
  for (let at = start; at < stop; at++) {
    const byte = bytes[at] as number
    if (byte < 32 || byte > 96) return false
  }
  return true
}

function isBase64Line(bytes: Buffer, start: number, stop: number): boolean {
  if (stop === start || stop - start > 1000) return false
  return /^[A-Za-z0-9+/]+={0,2}$/.test(bytes.toString('latin1', start, stop))
}

/**
 * All lines of data but the last are as long as the first line says; what is shorter and not followed by the end is
 * no data any more. Attack: a `=ybegin` line above plain text, which few clients would decode, to hide that text.
 */
function yencFile(bytes: Buffer, start: number): InlineFile | undefined {
  const first = yencLine(bytes, start, bytes.length)
  if (first?.keyword !== 'begin' || first.size === undefined || first.line === undefined) return undefined
  let at = nextLine(bytes, start)
  let isEnded = false
  for (;;) {
    const line = yencLine(bytes, at, bytes.length)
    const after = nextLine(bytes, at)
    if (line?.keyword === 'end') {
      isEnded = true
      at = after
      break
    }
    if (line?.keyword === 'begin' || at >= bytes.length) break
    if (line === undefined) {
      let stop = after
      while (stop > at && (bytes[stop - 1] === 10 || bytes[stop - 1] === 13)) stop--
      const length = stop - at
      if (length > first.line + 1) break
      if (length < first.line && yencLine(bytes, after, bytes.length)?.keyword !== 'end') break
    }
    at = after
  }
  return {
    kind: 'yenc',
    encoding: 'x-yenc',
    name: first.name,
    start,
    end: at,
    dataStart: start,
    dataEnd: at,
    broken: !isEnded || decodeYenc(bytes, start, at).invalid,
    ...(first.part === undefined ? {} : { part: first.part }),
    ...(first.total === undefined ? {} : { total: first.total }),
  }
}

/** yEnc never writes a CR or LF as data, so any LF ends a line. */
function nextLine(bytes: Buffer, at: number): number {
  const lf = bytes.indexOf(10, at)
  return lf < 0 ? bytes.length : lf + 1
}
