import type { HeaderField, Mailbox, Message, Part } from '../../src/model/message.ts'
import { fileName } from '../../src/parse/attachments/read-attachments.ts'
import { unflow } from '../../src/parse/mime/flowed.ts'
import type { PartContents } from '../../src/parse/mime/part-content.ts'
import { partContents } from '../../src/parse/mime/part-content.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import { fieldCases } from './stalwart-fields.ts'
import type { Difference, Suite, SuiteFiles, SuiteResult } from './suite.ts'
import { share, tally, versus } from './suite.ts'

interface TheirMailbox {
  readonly name: string | null
  readonly address: string | null
}
interface TheirGroup {
  readonly name: string | null
  readonly addresses: readonly TheirMailbox[]
}
export type TheirAddresses =
  | { readonly List: readonly TheirMailbox[] }
  | { readonly Group: readonly TheirGroup[] }
export interface TheirDate {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly tz_before_gmt: boolean
  readonly tz_hour: number
  readonly tz_minute: number
}
export interface TheirContentType {
  readonly c_type: string
  readonly c_subtype: string | null
  readonly attributes:
    | readonly (readonly [string, string] | { readonly name: string; readonly value: string })[]
    | null
}
type TheirValue =
  | 'Empty'
  | { readonly Text: string }
  | { readonly TextList: readonly string[] }
  | { readonly Address: TheirAddresses }
  | { readonly DateTime: TheirDate }
  | { readonly ContentType: TheirContentType }
  | { readonly Received: unknown }
interface TheirField {
  readonly name: string | { readonly other: string }
  readonly value: TheirValue
}
type TheirBody =
  | { readonly Text: string }
  | { readonly Html: string }
  | { readonly Binary: readonly number[] }
  | { readonly InlineBinary: readonly number[] }
  | { readonly Multipart: readonly number[] }
  | { readonly Message: TheirMessage }
interface TheirPart {
  readonly headers: readonly TheirField[]
  readonly body: TheirBody
  readonly offset_header: number
  readonly offset_body: number
  readonly offset_end: number
}
interface TheirMessage {
  readonly attachments: readonly number[]
  readonly parts: readonly TheirPart[]
}

/** What is compared, one by one: every agreement and every difference counts once. */
interface Comparison {
  readonly name: string
  readonly fields: Map<string, { same: number; different: number }>
  readonly differences: Difference[]
}

function compare(into: Comparison, field: string, place: string, theirs: unknown, ours: unknown): boolean {
  const count = into.fields.get(field) ?? { same: 0, different: 0 }
  into.fields.set(field, count)
  const same = JSON.stringify(theirs) === JSON.stringify(ours)
  if (same) count.same++
  else {
    count.different++
    into.differences.push({
      case: `${into.name} ${field}${place === '' ? '' : ` of ${place}`}`,
      what: versus(theirs, ours),
    })
  }
  return same
}

const key = (field: TheirField): string =>
  typeof field.name === 'string' ? field.name.replaceAll('_', '-') : field.name.other.toLowerCase()

function headerValue(part: TheirPart, name: string): TheirValue | undefined {
  return part.headers.find((field) => key(field) === name)?.value
}

export function theirMailboxes(value: TheirAddresses): { name: string; address: string; group: string }[] {
  const plain = ({ name, address }: TheirMailbox, group: string) => ({
    name: (name ?? '').replace(/\s+/g, ' ').trim(),
    address: domainInLowerCase(address ?? ''),
    group,
  })
  if ('List' in value) return value.List.map((mailbox) => plain(mailbox, ''))
  return value.Group.flatMap(({ name, addresses }) => addresses.map((mailbox) => plain(mailbox, name ?? '')))
}

export function ourMailboxes(found: readonly Mailbox[]): { name: string; address: string; group: string }[] {
  return found.map(({ name, address, group }) => ({
    name: name.replace(/\s+/g, ' ').trim(),
    address,
    group: group ?? '',
  }))
}

/** The domain has no case (RFC 5321 §2.4); we write it in lower case. */
function domainInLowerCase(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? address : address.slice(0, at) + address.slice(at).toLowerCase()
}

/** Milliseconds; undefined when it is no date of the calendar. */
export function theirTime(date: TheirDate): number | undefined {
  const zone = (date.tz_hour * 60 + date.tz_minute) * (date.tz_before_gmt ? -1 : 1)
  return Date.UTC(date.year, date.month - 1, date.day, date.hour, date.minute, date.second) - zone * 60_000
}

const lf = (text: string): string => text.replace(/\r\n?/g, '\n')

function compareHeader(into: Comparison, place: string, theirs: TheirPart, ours: Message): void {
  const values = theirs.headers.map((field) => ({ key: key(field), value: field.value }))
  for (const [name, found] of [
    ['from', ours.from],
    ['sender', ours.sender],
    ['reply-to', ours.replyTo],
    ['to', ours.to],
    ['cc', ours.cc],
    ['bcc', ours.bcc],
  ] as const) {
    const fields = values.filter((field) => field.key === name)
    if (fields.length === 0 && found.length === 0) continue
    const expected = fields.flatMap(({ value }) =>
      value !== 'Empty' && 'Address' in value ? theirMailboxes(value.Address) : [],
    )
    compare(into, name, place, expected, ourMailboxes(found))
  }
  const first = (name: string) => values.find((field) => field.key === name)?.value
  const subject = first('subject')
  if (subject !== undefined)
    compare(
      into,
      'subject',
      place,
      (subject !== 'Empty' && 'Text' in subject ? subject.Text : '').replace(/\s+/g, ' ').trim(),
      ours.subject.replace(/\s+/g, ' '),
    )
  const date = first('date')
  if (date !== undefined)
    compare(
      into,
      'date',
      place,
      date !== 'Empty' && 'DateTime' in date ? theirTime(date.DateTime) : undefined,
      ours.date?.time,
    )
  for (const [name, found] of [
    ['message-id', ours.messageId === undefined ? [] : [ours.messageId]],
    ['in-reply-to', ours.inReplyTo],
    ['references', ours.references],
  ] as const) {
    const value = first(name)
    if (value === undefined) continue
    const expected =
      value === 'Empty' ? [] : 'Text' in value ? [value.Text] : 'TextList' in value ? value.TextList : []
    compare(into, name, place, expected, found)
  }
}

/** Their tree and ours, as far as both have the same shape; what we unpack from a leaf is no part to them. */
function comparePart(
  into: Comparison,
  message: TheirMessage,
  theirs: TheirPart,
  ours: Part,
  contents: PartContents,
  whole: Message,
  isRoot: boolean,
): void {
  const { path } = ours
  const type = headerValue(theirs, 'content-type')
  compare(
    into,
    'field names',
    path,
    theirs.headers.map(key),
    ours.header.map((field: HeaderField) => field.key),
  )
  if (type !== undefined && type !== 'Empty' && 'ContentType' in type) {
    const { c_type, c_subtype } = type.ContentType
    compare(into, 'type', path, `${c_type}/${c_subtype ?? ''}`.toLowerCase(), ours.contentType.mediaType)
  }
  const { body } = theirs
  const kind = 'Multipart' in body ? 'multipart' : 'Message' in body ? 'message' : 'leaf'
  const children = 'Multipart' in body ? body.Multipart.length : 'Message' in body ? 1 : 0
  compare(
    into,
    'place',
    path,
    [theirs.offset_header, theirs.offset_body, theirs.offset_end],
    [ours.headerRange.start, ours.bodyRange.start, ours.bodyRange.end],
  )
  if (isRoot) compareHeader(into, path, theirs, path === '0' ? whole : parseMessage(nested(ours, contents)))
  if (
    !compare(
      into,
      'structure',
      path,
      [kind, children],
      [ours.kind, ours.children.filter((child) => child.unpackedFrom === undefined).length],
    )
  )
    return
  if ('Multipart' in body) {
    for (const [index, child] of body.Multipart.entries())
      comparePart(into, message, message.parts[child]!, ours.children[index]!, contents, whole, false)
  } else if ('Message' in body) {
    comparePart(into, body.Message, body.Message.parts[0]!, ours.children[0]!, contents, whole, true)
  } else {
    const attributes = [headerValue(theirs, 'content-disposition'), type].map((value) =>
      value !== undefined && value !== 'Empty' && 'ContentType' in value
        ? attributesOf(value.ContentType)
        : {},
    )
    const name = attributes[0]?.filename ?? attributes[1]?.name
    if (name !== undefined || fileName(ours) !== '')
      compare(into, 'name', path, name?.trim() ?? '', fileName(ours))
    if ('Text' in body || 'Html' in body) {
      const text = 'Text' in body ? body.Text : body.Html
      const read = whole.texts.find((each) => each.part === path)
      if (read) {
        const expected =
          ours.contentType.parameters.format?.toLowerCase() === 'flowed'
            ? unflow(lf(text), ours.contentType.parameters.delsp?.toLowerCase() === 'yes').text
            : lf(text)
        compare(into, 'text', path, expected, read.text)
      } else compare(into, 'text', path, lf(text), lf(contents.decoded(ours).bytes.toString('utf8')))
    } else {
      const bytes = Buffer.from('Binary' in body ? body.Binary : body.InlineBinary)
      const decoded = contents.decoded(ours).bytes
      compare(into, 'size', path, bytes.length, decoded.length)
      if (bytes.length === decoded.length)
        compare(into, 'bytes', path, bytes.toString('hex'), decoded.toString('hex'))
    }
  }
}

/** The bytes of a message that is a part, from its header on. */
function nested(root: Part, contents: PartContents): Buffer {
  return contents.holder(root).subarray(root.headerRange.start, root.bodyRange.end)
}

export function attributesOf(type: TheirContentType): Record<string, string> {
  const pairs = (type.attributes ?? []).map((attribute): readonly [string, string] =>
    'name' in attribute ? [attribute.name, attribute.value] : attribute,
  )
  const attributes: Record<string, string> = {}
  for (const [name, value] of pairs) attributes[name.toLowerCase()] ??= value
  return attributes
}

function messages(files: SuiteFiles): SuiteResult {
  const rows = tally('stalwart messages')
  const fields: Comparison['fields'] = new Map()
  for (const name of files.names.filter((each) => /\/eml\/.*\.eml$/.test(each))) {
    const raw = files.read(name).toString('latin1')
    for (const [variant, text] of [
      ['json', raw.replaceAll('\r', '')],
      ['crlf.json', raw.replace(/(^|[^\r])\n/g, '$1\r\n').replace(/(^|[^\r])\n/g, '$1\r\n')],
    ] as const) {
      const expected = JSON.parse(files.read(name.replace(/eml$/, variant)).toString('utf8')) as TheirMessage
      const bytes = Buffer.from(text, 'latin1')
      const into: Comparison = {
        name: `${name.replace(/^.*\/eml\//, '').replace(/\.eml$/, '')}`,
        fields,
        differences: [],
      }
      const read = parseMessage(bytes)
      comparePart(into, expected, expected.parts[0]!, read.root, partContents(bytes, read.parts), read, true)
      rows.add(into.differences)
    }
  }
  let same = 0
  let all = 0
  for (const [field, count] of fields) {
    same += count.same
    all += count.same + count.different
    rows.note(`  ${field}: ${share(count.same, count.same + count.different)}`)
  }
  rows.note(`all fields: ${share(same, all)}`)
  rows.measure(all, 0.98)
  return rows.result()
}

export const stalwart: Suite = {
  archive: 'stalwart-mail-parser.tar.zst',
  run: (files) => [messages(files), fieldCases(files)],
}
