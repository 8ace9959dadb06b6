import { hash } from 'node:crypto'
import { parameterOf } from './header-text.ts'

/** A MIME entity (RFC 2045 §2.4): its own header fields, each with its CRLF, and its body. */
export interface Entity {
  /** Lower case, `text/html`. */
  readonly type: string
  readonly fields: readonly string[]
  readonly body: readonly Buffer[]
}

/** RFC 5322 §2.1.1. */
const LINE_LIMIT = 998
const CRLF: Buffer = Buffer.from('\r\n')
const LF = 0x0a
const CR = 0x0d

/** A text: as it is while its lines may stand in a mail, else quoted-printable. Line ends become CRLF. */
export function textEntity(type: string, charset: string, text: Buffer): Entity {
  const body = withCrlf(text)
  const shape = linesOf(body)
  const encoding = !shape.fits ? 'quoted-printable' : shape.ascii ? '7bit' : '8bit'
  return {
    type,
    fields: [`Content-Type: ${type}; charset=${charset}\r\n`, `Content-Transfer-Encoding: ${encoding}\r\n`],
    body: [shape.fits ? body : quotedPrintable(body)],
  }
}

/** A file, in base64. */
export function fileEntity(
  type: string,
  name: string,
  data: Uint8Array,
  options: { readonly contentId?: string; readonly location?: string; readonly inline: boolean },
): Entity {
  return {
    type,
    fields: [
      `Content-Type: ${type}${name === '' ? '' : parameterOf('name', name)}\r\n`,
      ...dispositionFields(name, options),
      'Content-Transfer-Encoding: base64\r\n',
    ],
    body: [base64Lines(data)],
  }
}

/** A message inside the message (RFC 2046 §5.2.1), as it is. */
export function messageEntity(name: string, mail: Buffer): Entity {
  const encoding = linesOf(mail).ascii ? '7bit' : '8bit'
  return {
    type: 'message/rfc822',
    fields: [
      'Content-Type: message/rfc822\r\n',
      ...dispositionFields(name, { inline: false }),
      `Content-Transfer-Encoding: ${encoding}\r\n`,
    ],
    body: [mail],
  }
}

/**
 * Entities as one. `preferred` is the boundary of the mail as it was sent, used again when nothing in the parts can
 * be taken for it. Else it is made of the parts' own bytes: the same parts give the same mail, and nobody can write
 * a text that holds its own boundary.
 */
export function multipartEntity(
  type: string,
  parts: readonly Entity[],
  preferred?: { readonly boundary: string; readonly field: string },
): Entity {
  const bytes = parts.map((part) => Buffer.concat([Buffer.from(part.fields.join('')), CRLF, ...part.body]))
  const reused = preferred !== undefined && !bytes.some((part) => part.includes(preferred.boundary))
  const boundary = reused
    ? preferred.boundary
    : `=_${hash('sha256', Buffer.concat(bytes), 'hex').slice(0, 32)}`
  const body = bytes.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), part, CRLF])
  return {
    type,
    fields: [reused ? preferred.field : `Content-Type: ${type};\r\n boundary="${boundary}"\r\n`],
    body: [...body, Buffer.from(`--${boundary}--\r\n`)],
  }
}

function dispositionFields(
  name: string,
  {
    contentId,
    location,
    inline,
  }: { readonly contentId?: string; readonly location?: string; readonly inline: boolean },
): readonly string[] {
  const file = name === '' ? '' : parameterOf('filename', name)
  return [
    `Content-Disposition: ${inline ? 'inline' : 'attachment'}${file}\r\n`,
    ...(contentId === undefined ? [] : [`Content-ID: <${contentId}>\r\n`]),
    ...(location === undefined ? [] : [`Content-Location: ${location}\r\n`]),
  ]
}

function linesOf(body: Buffer): { readonly fits: boolean; readonly ascii: boolean } {
  let ascii = true
  let fits = true
  let line = 0
  for (const byte of body) {
    if (byte === LF) line = 0
    else if (byte !== CR && ++line > LINE_LIMIT) fits = false
    if (byte >= 0x80) ascii = false
    if (byte === 0) fits = false
  }
  return { fits, ascii }
}

/** CR, LF and CRLF become CRLF. */
export function withCrlf(text: Buffer): Buffer {
  let breaks = 0
  for (let at = 0; at < text.length; at++) if (text[at] === LF || text[at] === CR) breaks++
  const out = Buffer.allocUnsafe(text.length + breaks)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const byte = text[at]!
    if (byte !== LF && byte !== CR) {
      out[length++] = byte
      continue
    }
    if (byte === CR && text[at + 1] === LF) at++
    out[length++] = CR
    out[length++] = LF
  }
  return out.subarray(0, length)
}

/** RFC 2045 §6.7; `body` has CRLF line ends. */
function quotedPrintable(body: Buffer): Buffer {
  const out: string[] = []
  let line = ''
  const put = (token: string): void => {
    if (line.length + token.length > 75) {
      out.push(line, '=\r\n')
      line = ''
    }
    line += token
  }
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!
    if (byte === CR && body[at + 1] === LF) {
      // white space at the end of a line would be lost on the way (rule 3)
      const last = line.at(-1)
      if (last === ' ' || last === '\t') {
        line = line.slice(0, -1)
        put(last === ' ' ? '=20' : '=09')
      }
      out.push(line, '\r\n')
      line = ''
      at++
    } else if ((byte > 0x20 && byte < 0x7f && byte !== 0x3d) || byte === 0x20 || byte === 0x09)
      put(String.fromCharCode(byte))
    else put(`=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
  }
  out.push(line)
  return Buffer.from(out.join(''), 'latin1')
}

/** RFC 2045 §6.8, in lines of 76. */
function base64Lines(data: Uint8Array): Buffer {
  const text = Buffer.from(data.buffer, data.byteOffset, data.length).toString('base64')
  const lines: string[] = []
  for (let at = 0; at < text.length; at += 76) lines.push(text.slice(at, at + 76))
  return Buffer.from(lines.length === 0 ? '' : `${lines.join('\r\n')}\r\n`, 'latin1')
}
