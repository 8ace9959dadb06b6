/**
 * Damage that handling does to bodies, undone. Each form is only a guess: it counts when the body hash of a signature
 * fits it, which no change that is not the exact reverse of the damage can bring about.
 */
import { isUtf8 } from 'node:buffer'
import type { Repair, RepairName } from '../model/authenticity.ts'
import type { RawField, RawMail } from './raw-mail.ts'

export interface BodyForm {
  readonly body: Buffer
  readonly repairs: readonly Repair[]
}

/** Larger bodies are checked as they are. Attack: 64 MB copied a dozen times for each of many mails. */
const MAX_REPAIRED = 8 * 1024 * 1024
/** Encoded parts of one mail that are looked at. */
const MAX_ENCODED_PARTS = 50

/** The body as it is, then each repaired form, made when it is asked for. */
export function* bodyForms(mail: RawMail): Generator<BodyForm, void, undefined> {
  const { body } = mail
  yield { body, repairs: [] }
  if (body.length > MAX_REPAIRED) return
  const text = body.toString('latin1')
  for (const [name, change] of CHANGES) {
    const changed = change(text)
    if (changed !== undefined && changed !== text)
      yield { body: Buffer.from(changed, 'latin1'), repairs: [{ name }] }
  }
  const transcoded = fromUtf8(body)
  if (transcoded !== undefined) yield { body: transcoded, repairs: [{ name: 'charset', detail: 'UTF-8' }] }
  yield* otherEncodings(mail.fields, text)
  const withoutPart = lastPartDropped(mail.fields, text)
  if (withoutPart !== undefined)
    yield { body: Buffer.from(withoutPart, 'latin1'), repairs: [{ name: 'list-footer-part' }] }
}

type Change = (text: string) => string | undefined

const CHANGES: readonly (readonly [RepairName, Change])[] = [
  ['mbox-quoting', (text) => lineStarts(text, (line) => (/^>+From /.test(line) ? line.slice(1) : line))],
  ['mbox-unquoting', (text) => lineStarts(text, (line) => (/^>*From /.test(line) ? `>${line}` : line))],
  ['dot-stuffing', (text) => lineStarts(text, (line) => (line.startsWith('..') ? line.slice(1) : line))],
  ['signature-delimiter', (text) => lineStarts(text, (line) => (line === '--' ? '-- ' : line))],
  ['blank-line', (text) => (text.startsWith('\r\n') ? text.slice(2) : `\r\n${text}`)],
]

function lineStarts(text: string, change: (line: string) => string): string {
  return text.split('\r\n').map(change).join('\r\n')
}

/** Lines at the end that a list may have added. */
const MAX_FOOTER_LINES = 25
const MAX_FOOTER_BYTES = 4_096

/** Ends of canonical bodies that lack up to `MAX_FOOTER_LINES` of their last lines, longest first. */
export function footerEnds(canonical: Buffer): readonly { readonly end: number; readonly lines: number }[] {
  const ends: { end: number; lines: number }[] = []
  let lines = 0
  let end = canonical.length
  while (end >= 2 && lines < MAX_FOOTER_LINES && canonical.length - end < MAX_FOOTER_BYTES) {
    const before = canonical.lastIndexOf('\r\n', end - 3)
    const start = before < 0 ? 0 : before + 2
    if (start >= end) break
    lines++
    end = start
    // A canonical body does not end in empty lines: these are gone with the footer.
    let tight = end
    while (tight >= 4 && canonical.subarray(tight - 4, tight).equals(TWO_ENDS)) tight -= 2
    ends.push({ end: tight, lines })
  }
  return ends
}

const TWO_ENDS = Buffer.from('\r\n\r\n')

/** A body that an editor saved as UTF-8 though it was sent in ISO 8859-1. */
function fromUtf8(body: Buffer): Buffer | undefined {
  if (!body.some((byte) => byte >= 0x80) || !isUtf8(body)) return undefined
  const text = body.toString('utf8')
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0xff) return undefined
  return Buffer.from(text, 'latin1')
}

interface EncodedPart {
  /** Of the value of the Content-Transfer-Encoding field; -1 when it is in the header of the mail. */
  readonly fieldStart: number
  readonly fieldEnd: number
  readonly encoding: string
  readonly start: number
  readonly end: number
}

/** Relays without 8BITMIME encode what they pass on (RFC 6376 §5.3 warns of it): decoded again, and base64 set anew. */
function* otherEncodings(fields: readonly RawField[], text: string): Generator<BodyForm, void, undefined> {
  const parts = encodedParts(fields, text)
  if (parts.length === 0) return
  for (const to of ['8bit', '7bit', 'base64'] as const) {
    const made = reencoded(text, parts, to)
    if (made !== undefined)
      yield {
        body: Buffer.from(made.text, 'latin1'),
        repairs: [{ name: 'transfer-encoding', detail: `${made.from} back to ${to}` }],
      }
  }
}

function reencoded(
  text: string,
  parts: readonly EncodedPart[],
  to: '8bit' | '7bit' | 'base64',
): { text: string; from: string } | undefined {
  let out = ''
  let done = 0
  const from = new Set<string>()
  for (const part of parts) {
    const content = text.slice(part.start, part.end)
    const encodes = part.encoding === 'base64' || part.encoding === 'quoted-printable'
    if (to === 'base64' ? part.encoding === 'quoted-printable' : !encodes) continue
    const bytes = decoded(content, part.encoding)
    const made = to === 'base64' ? inBase64(bytes) : bytes
    if (made === content) continue
    if (part.fieldStart >= 0) {
      out += text.slice(done, part.fieldStart) + to
      done = part.fieldEnd
    }
    out += text.slice(done, part.start) + made
    done = part.end
    from.add(part.encoding)
  }
  return from.size === 0 ? undefined : { text: out + text.slice(done), from: [...from].join(', ') }
}

/** Text of a part in its bytes, as latin1, with CRLF line ends. */
function decoded(content: string, encoding: string): string {
  if (encoding === 'base64')
    return Buffer.from(content, 'base64').toString('latin1').replaceAll('\r\n', '\n').replaceAll('\n', '\r\n')
  if (encoding !== 'quoted-printable') return content
  return content
    .split('\r\n')
    .map((line) => {
      let end = line.length
      while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--
      const soft = line[end - 1] === '='
      const plain = line
        .slice(0, soft ? end - 1 : end)
        .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      return soft ? plain : `${plain}\r\n`
    })
    .join('')
    .replace(/\r\n$/, '')
}

/** Lines of 76 characters (RFC 2045 §6.8), the commonest length. */
function inBase64(text: string): string {
  const encoded = Buffer.from(text, 'latin1').toString('base64')
  const lines: string[] = []
  for (let at = 0; at < encoded.length; at += 76) lines.push(encoded.slice(at, at + 76))
  return lines.length === 0 ? '' : `${lines.join('\r\n')}\r\n`
}

/** The body itself, or the text parts of a multipart, with their Content-Transfer-Encoding. */
function encodedParts(fields: readonly RawField[], text: string): readonly EncodedPart[] {
  const boundary = boundaryOf(fields)
  if (boundary === undefined) {
    const field = fields.find(({ key }) => key === 'content-transfer-encoding')
    const encoding = field === undefined ? '7bit' : writtenValue(field.text)
    return [{ fieldStart: -1, fieldEnd: -1, encoding, start: 0, end: text.length }]
  }
  const parts: EncodedPart[] = []
  const line = `--${boundary}`
  let at = text.startsWith(line) ? 0 : text.indexOf(`\r\n${line}`)
  while (at >= 0 && parts.length < MAX_ENCODED_PARTS) {
    const head = text.indexOf('\r\n', at + 2)
    if (head < 0) break
    const blank = text.indexOf('\r\n\r\n', head)
    const next = text.indexOf(`\r\n${line}`, head)
    if (blank < 0 || next < 0) break
    const header = text.slice(head, Math.min(blank, next))
    const found = /\r\ncontent-transfer-encoding:[ \t]*([a-z0-9-]+)/i.exec(header)
    if (found?.[1] !== undefined && blank + 4 <= next) {
      const start = head + found.index + found[0].length - found[1].length
      parts.push({
        fieldStart: start,
        fieldEnd: start + found[1].length,
        encoding: found[1].toLowerCase(),
        start: blank + 4,
        end: next,
      })
    }
    at = next
  }
  return parts
}

/** A multipart without its last part: lists put their footer there. */
function lastPartDropped(fields: readonly RawField[], text: string): string | undefined {
  const boundary = boundaryOf(fields)
  if (boundary === undefined) return undefined
  const close = text.lastIndexOf(`\r\n--${boundary}--`)
  const last = close < 0 ? -1 : text.lastIndexOf(`\r\n--${boundary}\r\n`, close - 1)
  const first = text.indexOf(`--${boundary}\r\n`)
  if (last < 0 || first < 0 || last <= first) return undefined
  return text.slice(0, last) + text.slice(close)
}

function boundaryOf(fields: readonly RawField[]): string | undefined {
  const type = fields.find(({ key }) => key === 'content-type')?.text
  if (type === undefined || !/:\s*multipart\//i.test(type.slice(0, 200))) return undefined
  const found = /[;\s]boundary[ \t]*=[ \t]*(?:"([^"\r\n]{1,100})"|([^\s;"]{1,100}))/i.exec(
    type.slice(0, 4_000),
  )
  return found?.[1] ?? found?.[2]
}

function writtenValue(field: string): string {
  return field
    .slice(field.indexOf(':') + 1)
    .trim()
    .toLowerCase()
}
