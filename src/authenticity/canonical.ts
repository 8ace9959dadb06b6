/** Canonical forms of fields and bodies (RFC 6376 §3.4). Input has CRLF line ends; all of it is linear. */

export type Canonicalization = 'simple' | 'relaxed'

const LF = 10
const CR = 13
const SPACE = 32
const TAB = 9

/** One field without its last CRLF, as latin1. */
export function canonicalField(text: string, form: Canonicalization): string {
  if (form === 'simple') return text
  const colon = text.indexOf(':')
  if (colon < 0) return `${text.toLowerCase()}:`
  return `${text.slice(0, colon).trimEnd().toLowerCase()}:${relaxedValue(text.slice(colon + 1))}`
}

/** White space of a value made single, none at its ends (§3.4.2). Only SP, TAB and CRLF count, so no `\s`. */
function relaxedValue(value: string): string {
  let out = ''
  let from = -1
  let blank = false
  for (let at = 0; at <= value.length; at++) {
    const code = at < value.length ? value.charCodeAt(at) : SPACE
    const isBlank =
      code === SPACE ||
      code === TAB ||
      (code === CR && value.charCodeAt(at + 1) === LF) ||
      (code === LF && value.charCodeAt(at - 1) === CR)
    if (isBlank) {
      if (from >= 0) {
        out += out === '' || !blank ? value.slice(from, at) : ` ${value.slice(from, at)}`
        from = -1
        blank = true
      }
    } else if (from < 0) from = at
  }
  return out
}

/** The canonical body with the places of its lines, as far as a footer search needs them. */
export function canonicalBody(body: Buffer, form: Canonicalization): Buffer {
  return form === 'simple' ? simpleBody(body) : relaxedBody(body)
}

/** §3.4.3: empty lines at the end are one CRLF; an empty body is one too. */
function simpleBody(body: Buffer): Buffer {
  let end = body.length
  while (end >= 2 && body[end - 1] === LF && body[end - 2] === CR) end -= 2
  if (end + 2 <= body.length) return body.subarray(0, end + 2)
  return Buffer.concat([body, Buffer.from('\r\n')])
}

/** §3.4.4: white space single, none at the end of a line, no empty lines at the end; an empty body stays empty. */
function relaxedBody(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length + 2)
  let length = 0
  let lineStart = 0
  let kept = 0
  let at = 0
  let blank = false
  while (at < body.length) {
    const byte = body[at]!
    if (byte === CR && body[at + 1] === LF) {
      out[length++] = CR
      out[length++] = LF
      if (length - lineStart > 2) kept = length
      lineStart = length
      blank = false
      at += 2
      continue
    }
    if (byte === SPACE || byte === TAB) blank = true
    else {
      if (blank) out[length++] = SPACE
      blank = false
      out[length++] = byte
    }
    at++
  }
  if (length > lineStart) {
    out[length++] = CR
    out[length++] = LF
    kept = length
  }
  return out.subarray(0, kept)
}

/**
 * The byte of the body (CRLF line ends) at which its canonical form has reached a length: where the rest begins that
 * `l=` leaves out (§3.4.5).
 */
export function bodyPlace(body: Buffer, form: Canonicalization, length: number): number {
  if (form === 'simple') return Math.min(length, body.length)
  let out = 0
  let blank = false
  for (let at = 0; at < body.length; ) {
    if (out >= length) return at
    const byte = body[at]!
    if (byte === CR && body[at + 1] === LF) {
      out += 2
      blank = false
      at += 2
      continue
    }
    if (byte === SPACE || byte === TAB) blank = true
    else {
      out += blank ? 2 : 1
      blank = false
    }
    at++
  }
  return body.length
}
