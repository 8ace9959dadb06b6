import type { ContentType } from '../../model/message.ts'
import { parseContentType } from '../header/content-type.ts'
import { decodeCharset } from './charset.ts'
import {
  MAPI,
  type MapiProperty,
  TYPE_BINARY,
  TYPE_OBJECT,
  TYPE_STRING8,
  TYPE_UNICODE,
} from './mapi-properties.ts'
import { OCTETS, type PackedEntry, type PackedField } from './packed-entry.ts'
import { charsetOfPage } from './rtf-text.ts'
import type { Tnef, TnefAttachment, TnefRange } from './tnef.ts'
import { utf16Text } from './utf16-text.ts'

/** Interface identifiers of attached objects ([MS-OXTNEF] §2.1.3.4.4). */
const MESSAGE_OBJECT = '0703020000000000c000000000000046'
/** Ways a file is attached ([MS-OXCMSG] §2.2.2.9): these only name a place. */
const BY_REFERENCE: ReadonlySet<number> = new Set([2, 3, 4, 7])
/** Characters of a name or property kept. Attack: a file name of megabytes, decoded and stored. */
const VALUE = 2_000

/** What a TNEF holds, bodies first, then attachments in order. */
export function tnefEntries(bytes: Buffer, tnef: Tnef): readonly PackedEntry[] {
  const entries: PackedEntry[] = []
  const charset = charsetOfPage(tnef.codepage)
  const body = (entry: Pick<PackedEntry, 'contentType' | 'start' | 'end'> & Partial<PackedEntry>): void => {
    if (entry.end > entry.start)
      entries.push({
        unpackedFrom: 'tnef',
        disposition: { kind: 'inline', parameters: {} },
        encoding: '7bit',
        ...entry,
      })
  }
  const plain = find(tnef.properties, MAPI.body)
  if (plain && isString(plain))
    body({ contentType: textType('text/plain', plain, charset), ...unended(bytes, plain) })
  else if (tnef.body)
    body({
      contentType: { mediaType: 'text/plain', parameters: { charset } },
      ...unended(bytes, { type: TYPE_STRING8, ...tnef.body }),
    })
  const html = find(tnef.properties, MAPI.html)
  if (html && (isString(html) || html.type === TYPE_BINARY)) {
    const page = numberOf(bytes, find(tnef.properties, MAPI.internetCodepage))
    const own = page === undefined ? charset : charsetOfPage(page)
    body({ contentType: textType('text/html', html, own), ...unended(bytes, html) })
  }
  const rtf = find(tnef.properties, MAPI.compressedRtf)
  if (rtf?.type === TYPE_BINARY)
    body({
      contentType: { mediaType: 'application/rtf', parameters: {} },
      encoding: 'compressed rtf',
      start: rtf.start,
      end: rtf.end,
      opens: 'rtf',
    })
  for (const attachment of tnef.attachments) {
    const entry = attached(bytes, attachment, charset)
    if (entry) entries.push(entry)
  }
  return entries
}

function attached(bytes: Buffer, attachment: TnefAttachment, charset: string): PackedEntry | undefined {
  const { properties, data, title, transportName } = attachment
  const text = (id: number): string => valueText(bytes, find(properties, id), charset)
  const titled = (range: TnefRange | undefined): string =>
    range ? valueText(bytes, { id: 0, type: TYPE_STRING8, ...range }, charset) : ''
  const name =
    text(MAPI.attachLongFileName) ||
    titled(transportName) ||
    text(MAPI.attachFileName) ||
    titled(title) ||
    text(MAPI.displayName)
  const place = text(MAPI.attachLongPathName) || text(MAPI.attachPathName)
  const method = numberOf(bytes, find(properties, MAPI.attachMethod)) ?? 1
  const contentId = text(MAPI.attachContentId)
  const disposition = {
    kind: contentId === '' ? 'attachment' : 'inline',
    parameters: name === '' ? {} : { filename: name },
  }
  const shared = { unpackedFrom: 'tnef', disposition, encoding: '7bit' } as const
  if (BY_REFERENCE.has(method) && place !== '') {
    const property = find(properties, MAPI.attachLongPathName) ?? find(properties, MAPI.attachPathName)
    const { start, end } = property ?? { start: 0, end: 0 }
    const isUrl = /^[a-z][a-z0-9+.-]{1,30}:\/\//i.test(place)
    return {
      ...shared,
      contentType: {
        mediaType: 'message/external-body',
        parameters: isUrl
          ? { 'access-type': 'url', url: place }
          : { 'access-type': 'local-file', name: place },
      },
      start: end,
      end,
      fields: [{ name: 'Content-Location', value: place, start, end }],
    }
  }
  const object = find(properties, MAPI.attachData)
  if (object?.interfaceId === MESSAGE_OBJECT)
    return {
      ...shared,
      contentType: { mediaType: 'application/vnd.ms-tnef', parameters: {} },
      start: object.start,
      end: object.end,
      opens: 'tnef',
    }
  const content =
    data ?? (object && (object.type === TYPE_BINARY || object.type === TYPE_OBJECT) ? object : undefined)
  if (!content) return undefined
  const tag = text(MAPI.attachMimeTag)
  const contentType: ContentType = tag === '' ? OCTETS : parseContentType(tag)
  return {
    ...shared,
    contentType: contentType.mediaType.startsWith('multipart/') ? OCTETS : contentType,
    start: content.start,
    end: content.end,
    ...(contentType.mediaType === 'message/rfc822' ? { opens: 'message' as const } : {}),
  }
}

/** Subject, sender, date and recipients of a message inside a TNEF, as the fields a mail would have. */
export function tnefFields(bytes: Buffer, tnef: Tnef): readonly PackedField[] {
  const fields: PackedField[] = []
  const charset = charsetOfPage(tnef.codepage)
  const text = (property: MapiProperty | undefined): string => valueText(bytes, property, charset)
  const add = (name: string, value: string, at: TnefRange | undefined): void => {
    if (value !== '' && at) fields.push({ name, value, start: at.start, end: at.end })
  }
  const first = (...ids: number[]): MapiProperty | undefined => {
    for (const id of ids) {
      const property = find(tnef.properties, id)
      if (property && text(property) !== '') return property
    }
    return undefined
  }
  const name = first(MAPI.representingName, MAPI.senderName)
  const address = first(MAPI.representingSmtp, MAPI.senderSmtp, MAPI.representingAddress, MAPI.senderAddress)
  const shownAddress = text(address).includes('@') ? `<${text(address)}>` : ''
  add('From', `${text(name)} ${shownAddress}`.trim(), name ?? address)
  add('To', text(first(MAPI.displayTo)), first(MAPI.displayTo))
  const subject = first(MAPI.subject)
  if (subject) add('Subject', text(subject), subject)
  else if (tnef.subject) {
    const range = { id: MAPI.subject, type: TYPE_STRING8, ...tnef.subject }
    add('Subject', text(range), range)
  }
  const sent = find(tnef.properties, MAPI.submitTime)
  if (sent && sent.end - sent.start === 8) {
    const time = Number(bytes.readBigUInt64LE(sent.start) / 10_000n) - 11_644_473_600_000
    // The range a Date holds; what lies outside was no time.
    if (Math.abs(time) < 8.64e15) add('Date', new Date(time).toUTCString(), sent)
  }
  add('Message-ID', text(first(MAPI.messageId)), first(MAPI.messageId))
  return fields
}

const find = (properties: readonly MapiProperty[], id: number): MapiProperty | undefined =>
  properties.find((property) => property.id === id)

const isString = ({ type }: MapiProperty): boolean => type === TYPE_STRING8 || type === TYPE_UNICODE

function textType(mediaType: string, { type }: MapiProperty, charset: string): ContentType {
  return { mediaType, parameters: { charset: type === TYPE_UNICODE ? 'utf-16le' : charset } }
}

/** Strings end in a NUL that is none of their text. */
function unended(
  bytes: Buffer,
  { type, start, end }: Pick<MapiProperty, 'type' | 'start' | 'end'>,
): TnefRange {
  const width = type === TYPE_UNICODE ? 2 : 1
  let stop = end - ((end - start) % width)
  while (stop - width >= start && bytes[stop - 1] === 0 && bytes[stop - width] === 0) stop -= width
  return { start, end: stop }
}

function valueText(bytes: Buffer, property: MapiProperty | undefined, charset: string): string {
  if (!property || !isString(property)) return ''
  const { start, end } = unended(bytes, property)
  const view = bytes.subarray(start, Math.min(end, start + VALUE))
  const text = property.type === TYPE_UNICODE ? utf16Text(view) : decodeCharset(view, charset).text
  return text.replace(/[\0\r\n]+/g, ' ').trim()
}

function numberOf(bytes: Buffer, property: MapiProperty | undefined): number | undefined {
  return property && property.type === 0x0003 && property.end - property.start >= 4
    ? bytes.readUInt32LE(property.start)
    : undefined
}
