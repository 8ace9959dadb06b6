/**
 * Puts a raw mail together for fixtures and knows the byte range of everything in it, without any of our readers:
 * so that what explains mail can be tested before and apart from what reads it.
 */
import { createHash } from 'node:crypto'
import type { ByteRange, Digest } from '../model/bytes.ts'
import type { Evidence } from '../model/evidence.ts'
import type { ContentType, HeaderField, Mailbox, Message, Part, TextBody } from '../model/message.ts'

/** A part to write: `text` for a leaf, `children` for a multipart. */
export interface PartPlan {
  readonly mediaType: string
  readonly encoding?: '7bit' | '8bit' | 'quoted-printable' | 'base64'
  readonly text?: string
  readonly children?: readonly PartPlan[]
  readonly fileName?: string
}

export interface MailPlan {
  /** Name and raw value, in order; a value may be folded with `\r\n `. */
  readonly header: readonly (readonly [name: string, value: string])[]
  readonly body: PartPlan
  /** Decoded facts of the message, as a reader would give them. */
  readonly facts: Partial<Message> & { readonly from: readonly Mailbox[]; readonly subject: string }
}

export interface AssembledMail {
  readonly bytes: Uint8Array
  readonly digest: Digest
  readonly message: Message
}

/** RFC 2045 §6.7, good enough for text we write ourselves. */
export function quotedPrintable(text: string): string {
  const lines = text.split('\n').map((line) => {
    let out = ''
    let length = 0
    for (const byte of Buffer.from(line)) {
      const piece =
        byte === 0x3d || byte < 0x20 || byte > 0x7e
          ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
          : String.fromCharCode(byte)
      if (length + piece.length > 72) {
        out += '=\r\n'
        length = 0
      }
      out += piece
      length += piece.length
    }
    return out
  })
  return lines.join('\r\n')
}

function encode(plan: PartPlan): string {
  const text = plan.text ?? ''
  if (plan.encoding === 'quoted-printable') return quotedPrintable(text)
  if (plan.encoding === 'base64')
    return Buffer.from(text)
      .toString('base64')
      .replace(/.{76}(?=.)/g, '$&\r\n')
  return text.replaceAll('\n', '\r\n')
}

/** Writes the mail; ranges are true to the byte. */
export function assembleMail(plan: MailPlan): AssembledMail {
  const chunks: Buffer[] = []
  let length = 0
  const write = (text: string): ByteRange => {
    const chunk = Buffer.from(text)
    chunks.push(chunk)
    const start = length
    length += chunk.length
    return { start, end: length }
  }
  const writeField = (name: string, value: string): HeaderField => {
    const range = write(`${name}: ${value}`)
    write('\r\n')
    return {
      name,
      key: name.toLowerCase(),
      value: value.replaceAll('\r\n', ''),
      range,
      valueRange: { start: range.start + Buffer.byteLength(name) + 1, end: range.end },
    }
  }
  const texts: TextBody[] = []
  const parts: Part[] = []

  const writePart = (
    part: PartPlan,
    path: string,
    extra: readonly (readonly [name: string, value: string])[],
  ): Part => {
    const index = parts.length
    const boundary = `=_harbour_${path.replaceAll('.', '_')}`
    const parameters: Record<string, string> = part.children ? { boundary } : { charset: 'utf-8' }
    const start = length
    const header = extra.map(([name, value]) => writeField(name, value))
    const written = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`)
    header.push(writeField('Content-Type', `${part.mediaType}; ${written.join('; ')}`))
    if (part.encoding !== undefined) header.push(writeField('Content-Transfer-Encoding', part.encoding))
    if (part.fileName !== undefined)
      header.push(writeField('Content-Disposition', `attachment; filename="${part.fileName}"`))
    const headerRange = { start, end: length }
    write('\r\n')
    const contentType: ContentType = { mediaType: part.mediaType, parameters }
    parts.length = index + 1
    const bodyStart = length
    const children: Part[] = []
    if (part.children) {
      part.children.forEach((child, at) => {
        write(`${at === 0 ? '' : '\r\n'}--${boundary}\r\n`)
        children.push(writePart(child, path === '0' ? `${at + 1}` : `${path}.${at + 1}`, []))
      })
      write(`\r\n--${boundary}--`)
    } else {
      write(encode(part))
      if (part.mediaType.startsWith('text/'))
        texts.push({
          part: path,
          mediaType: part.mediaType,
          charset: 'utf-8',
          text: part.text ?? '',
          attached: part.fileName !== undefined,
        })
    }
    const done: Part = {
      kind: part.children ? 'multipart' : 'leaf',
      path,
      contentType,
      ...(part.fileName === undefined
        ? {}
        : { disposition: { kind: 'attachment', parameters: { filename: part.fileName } } }),
      encoding: part.encoding ?? '7bit',
      header,
      headerRange,
      bodyRange: { start: bodyStart, end: length },
      children,
    }
    parts[index] = done
    return done
  }

  const root = writePart(plan.body, '0', plan.header)
  write('\r\n')
  const bytes = new Uint8Array(Buffer.concat(chunks))
  const digest: Digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  const main = texts.findIndex(({ attached }) => !attached)
  const message: Message = {
    kind: 'message',
    digest,
    size: bytes.length,
    root,
    parts,
    header: root.header,
    sender: [],
    replyTo: [],
    to: [],
    cc: [],
    bcc: [],
    inReplyTo: [],
    references: [],
    received: [],
    texts,
    regions: main < 0 ? [] : [{ kind: 'own', start: 0, end: texts[main]?.text.length ?? 0 }],
    mainText: main,
    originals: [],
    links: [],
    attachments: [],
    issues: [],
    ...plan.facts,
  }
  return { bytes, digest, message }
}

/** Where a stretch of text stands: in the raw bytes, or in the decoded part when `of` is given. Throws when it does not. */
export function rangeIn(mail: AssembledMail, text: string, of?: string): ByteRange {
  const part = mail.message.texts.find(({ part }) => part === of)
  const haystack = of === undefined ? Buffer.from(mail.bytes) : Buffer.from(part?.text ?? '')
  const start = haystack.indexOf(text)
  if (start < 0)
    throw new TypeError(`fixture: "${text}" is not in ${of === undefined ? 'the mail' : `part ${of}`}`)
  const range = { start, end: start + Buffer.byteLength(text) }
  return of === undefined ? range : { ...range, of }
}

/** Evidence that quotes a stretch of the mail. */
export function quoteFrom(mail: AssembledMail, part: string, text: string, of?: string): Evidence {
  return { kind: 'bytes', part, range: rangeIn(mail, text, of), quoted: text.slice(0, 300) }
}
