import type { ByteRange } from '../../model/bytes.ts'
import type { HeaderField, Part, Report } from '../../model/message.ts'
import { readFields } from '../header/read-fields.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { partContents } from './part-content.ts'
import { isMessageType } from './read-mime.ts'

const TYPES: Readonly<Record<string, Report['type']>> = {
  'message/delivery-status': 'delivery-status',
  'message/global-delivery-status': 'delivery-status',
  'message/disposition-notification': 'disposition-notification',
  'message/global-disposition-notification': 'disposition-notification',
  'message/feedback-report': 'feedback-report',
}

/** Attack: a thousand reports, or a report about a million recipients. */
const MAX_REPORTS = 20
const MAX_GROUPS = 500
const MAX_BYTES = 1 << 20

/** The reports a message carries, as data (see `Report`); `parts` is the list `readMime` gave for `bytes`. */
export function readReports(bytes: Uint8Array, parts: readonly Part[]): readonly Report[] {
  const reports: Report[] = []
  let contents: ReturnType<typeof partContents> | undefined
  let byChild: Map<Part, Part> | undefined
  for (const part of parts) {
    const type = TYPES[part.contentType.mediaType]
    if (type === undefined || part.kind !== 'leaf') continue
    if (reports.length >= MAX_REPORTS) break
    contents ??= partContents(bytes, parts)
    byChild ??= new Map(parts.flatMap((outer) => outer.children.map((child) => [child, outer] as const)))
    const isPlain = part.encoding === '7bit' || part.encoding === '8bit' || part.encoding === 'binary'
    const buffer = isPlain ? contents.holder(part) : contents.decoded(part).bytes
    const start = isPlain ? part.bodyRange.start : 0
    const end = isPlain ? part.bodyRange.end : buffer.length
    const of = isPlain ? part.bodyRange.of : part.path
    const groups = fieldGroups(buffer, start, Math.min(end, start + MAX_BYTES), of)

    const outer = byChild.get(part)
    const whole = outer?.contentType.mediaType === 'multipart/report' ? outer : undefined
    const returned = whole?.children.find(
      (child) => child !== part && (isHeaderType(child) || isMessageType(child.contentType.mediaType)),
    )
    const original = returned && originalHeader(returned, contents)
    reports.push({
      part: whole?.path ?? part.path,
      type,
      groups,
      ...(original && returned ? { original, originalPart: returned.path } : {}),
    })
  }
  return reports
}

const isHeaderType = ({ contentType }: Part): boolean =>
  contentType.mediaType === 'text/rfc822-headers' || contentType.mediaType === 'message/global-headers'

function originalHeader(part: Part, contents: ReturnType<typeof partContents>): readonly HeaderField[] {
  if (!isHeaderType(part)) return part.children[0]?.header ?? []
  const isPlain = part.encoding === '7bit' || part.encoding === '8bit' || part.encoding === 'binary'
  const buffer = isPlain ? contents.holder(part) : contents.decoded(part).bytes
  const { start, end } = isPlain ? part.bodyRange : { start: 0, end: buffer.length }
  const of = isPlain ? part.bodyRange.of : part.path
  return fieldGroups(buffer, start, Math.min(end, start + MAX_BYTES), of)[0] ?? []
}

/** Groups of fields with blank lines between them (RFC 3464 §2.1). */
function fieldGroups(
  buffer: Buffer,
  start: number,
  end: number,
  of: ByteRange['of'],
): readonly (readonly HeaderField[])[] {
  const groups: (readonly HeaderField[])[] = []
  let at = start
  while (at < end && groups.length < MAX_GROUPS) {
    const { fields, bodyStart } = readFields(buffer, at, end, DEFAULT_LIMITS, () => false, { of })
    if (fields.length > 0) groups.push(fields)
    // Lines that are no fields end a group without a blank line: they are stepped over one at a time.
    if (bodyStart > at) at = bodyStart
    else {
      const lf = buffer.indexOf(10, at)
      at = lf < 0 || lf >= end ? end : lf + 1
    }
  }
  return groups
}
