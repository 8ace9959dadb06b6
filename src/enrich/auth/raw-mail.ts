/** Line feed without carriage return before it becomes CRLF. */
export interface CrlfMail {
  readonly bytes: Buffer
  /** True when at least one line end had to be changed. */
  readonly converted: boolean
}

const LF = 10
const CR = 13

/**
 * Signatures are made over CRLF line ends (RFC 6376 §5.3), stores on Unix keep LF. Returns the bytes themselves
 * when nothing has to be changed.
 */
export function withCrlf(mail: Uint8Array): CrlfMail {
  const bytes = Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength)
  let bare = 0
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1))
    if (at === 0 || bytes[at - 1] !== CR) bare++
  if (bare === 0) return { bytes, converted: false }
  const out = Buffer.allocUnsafe(bytes.length + bare)
  let from = 0
  let to = 0
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    if (at > 0 && bytes[at - 1] === CR) continue
    to += bytes.copy(out, to, from, at)
    out[to++] = CR
    from = at
  }
  bytes.copy(out, to, from)
  return { bytes: out, converted: true }
}

// mailauth joins folded lines, trims white space with regular expressions and splits From in ways that are
// quadratic: a header of 100,000 one-character lines, or one run of 200,000 spaces, costs it minutes.
const MAX_HEADER_BYTES = 131_072
const MAX_HEADER_LINES = 4_096
const MAX_WHITE_SPACE = 1_000

/** Why the header of a mail is not given to mailauth; undefined when it may be. */
export function headerTooCostly(bytes: Uint8Array): string | undefined {
  let lines = 0
  let run = 0
  let lineStart = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === 32 || byte === 9 || byte === LF || byte === CR) {
      if (byte === LF) {
        if (at === lineStart || (at === lineStart + 1 && bytes[lineStart] === CR)) return undefined
        lineStart = at + 1
        if (++lines > MAX_HEADER_LINES) return `header longer than ${MAX_HEADER_LINES} lines`
      }
      if (++run > MAX_WHITE_SPACE)
        return `more than ${MAX_WHITE_SPACE} characters of white space in the header`
    } else run = 0
    if (at > MAX_HEADER_BYTES) return `header larger than ${MAX_HEADER_BYTES} bytes`
  }
  return undefined
}
