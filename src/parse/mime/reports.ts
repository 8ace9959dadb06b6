import type { ByteRange } from '../../model/bytes.ts'
import type { Issue } from '../../model/issue.ts'
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
/**
 * Attack: a report of lines that are no fields. Each is where a header may begin, and is read from there to the next
 * blank line: so many bytes are read in all. A usual report is read once, and one with 300 such lines a few times.
 */
const MAX_READ = 4 << 20

/**
 * The reports a message carries, as data (see `Report`); `parts` is the list `readMime` gave for `bytes`. Never throws;
 * limits leave issues: `limit.part-count` (too many reports), `limit.header-count` (too many groups of fields in one),
 * `limit.header-size` (a report is too long). The text of every report is among the texts all the same.
 */
export function readReports(
  bytes: Uint8Array,
  parts: readonly Part[],
): { readonly reports: readonly Report[]; readonly issues: readonly Issue[] } {
  const reports: Report[] = []
  const issues: Issue[] = []
  let contents: ReturnType<typeof partContents> | undefined
  let byChild: Map<Part, Part> | undefined
  for (const part of parts) {
    const type = TYPES[part.contentType.mediaType]
    if (type === undefined || part.kind !== 'leaf') continue
    if (reports.length >= MAX_REPORTS) {
      issues.push({
        code: 'limit.part-count',
        range: part.bodyRange,
        detail: `more than ${MAX_REPORTS} reports; the fields of this one and what follows were not read`,
      })
      break
    }
    contents ??= partContents(bytes, parts)
    byChild ??= new Map(parts.flatMap((outer) => outer.children.map((child) => [child, outer] as const)))
    const isPlain = part.encoding === '7bit' || part.encoding === '8bit' || part.encoding === 'binary'
    const buffer = isPlain ? contents.holder(part) : contents.decoded(part).bytes
    const start = isPlain ? part.bodyRange.start : 0
    const end = isPlain ? part.bodyRange.end : buffer.length
    const of = isPlain ? part.bodyRange.of : part.path
    const stop = Math.min(end, start + MAX_BYTES)
    const { groups, at } = fieldGroups(buffer, start, stop, of)
    if (at < stop)
      issues.push({
        code: 'limit.header-count',
        range: part.bodyRange,
        detail: `the report in part ${part.path} has more groups of fields, or lines that are none, than are read`,
      })
    else if (stop < end)
      issues.push({
        code: 'limit.header-size',
        range: part.bodyRange,
        detail: `only the first ${MAX_BYTES} bytes of the report in part ${part.path} were read for fields`,
      })

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
  return { reports, issues }
}

const isHeaderType = ({ contentType }: Part): boolean =>
  contentType.mediaType === 'text/rfc822-headers' || contentType.mediaType === 'message/global-headers'

function originalHeader(part: Part, contents: ReturnType<typeof partContents>): readonly HeaderField[] {
  if (!isHeaderType(part)) return part.children[0]?.header ?? []
  const isPlain = part.encoding === '7bit' || part.encoding === '8bit' || part.encoding === 'binary'
  const buffer = isPlain ? contents.holder(part) : contents.decoded(part).bytes
  const { start, end } = isPlain ? part.bodyRange : { start: 0, end: buffer.length }
  const of = isPlain ? part.bodyRange.of : part.path
  return fieldGroups(buffer, start, Math.min(end, start + MAX_BYTES), of).groups[0] ?? []
}

/** Groups of fields with blank lines between them (RFC 3464 §2.1), and the place up to which they were read. */
function fieldGroups(
  buffer: Buffer,
  start: number,
  end: number,
  of: ByteRange['of'],
): { readonly groups: readonly (readonly HeaderField[])[]; readonly at: number } {
  const groups: (readonly HeaderField[])[] = []
  let at = start
  let blank = start
  let read = 0
  while (at < end && groups.length < MAX_GROUPS) {
    if (at >= blank) blank = blankLine(buffer, at, end)
    read += blank - at
    if (read > MAX_READ) break
    const { fields, bodyStart } = readFields(buffer, at, end, DEFAULT_LIMITS, () => false, { of })
    if (fields.length > 0) groups.push(fields)
    // Lines that are no fields end a group without a blank line: they are stepped over one at a time.
    if (bodyStart > at) at = bodyStart
    else {
      const lf = buffer.indexOf(10, at)
      at = lf < 0 || lf >= end ? end : lf + 1
    }
  }
  return { groups, at }
}

/** The end of the first line from `at` that a blank one follows. */
function blankLine(buffer: Buffer, at: number, end: number): number {
  for (let lf = buffer.indexOf(10, at); lf >= 0 && lf < end; lf = buffer.indexOf(10, lf + 1)) {
    const next = buffer[lf + 1]
    if (next === 10 || (next === 13 && buffer[lf + 2] === 10)) return lf + 1
  }
  return end
}
