import type { DocumentMetadata } from '../../../model/attachment.ts'
import { decodeText } from '../text/text-encoding.ts'
import { isoDate, XMP_LENGTH, xmpValue } from '../xmp.ts'
import type { PdfFile } from './pdf-file.ts'
import { isKeyed, itemsOf, stringOf, textOf } from './pdf-value.ts'

/** Characters kept of a statement. */
const LONGEST = 300

/** What the file says of itself: Info dictionary, trailer /ID, XMP (ISO 16684-1). XMP fills what Info leaves open. */
export function pdfMetadata(file: PdfFile, pages: number): DocumentMetadata {
  const info = file.trailer('Info')
  const stated = (key: string): string | undefined => {
    const text = isKeyed(info)
      ? textOf(file.get(info, key)).replaceAll('\0', '').trim().slice(0, LONGEST)
      : ''
    return text === '' ? undefined : text
  }
  const metadata = file.catalog && file.get(file.catalog, 'Metadata')
  const xmp =
    isKeyed(metadata) && metadata.kind === 'stream' && file.encryption !== 'locked'
      ? decodeText(file.decode(metadata).data.subarray(0, XMP_LENGTH))
      : ''
  const locked = file.encryption === 'locked'
  const title = locked ? undefined : (stated('Title') ?? xmpValue(xmp, 'dc:title'))
  const author = locked ? undefined : (stated('Author') ?? xmpValue(xmp, 'dc:creator'))
  const creator = locked ? undefined : (stated('Creator') ?? xmpValue(xmp, 'xmp:CreatorTool'))
  const producer = locked ? undefined : (stated('Producer') ?? xmpValue(xmp, 'pdf:Producer'))
  const program =
    creator !== undefined && producer !== undefined && creator !== producer
      ? `${creator} (${producer})`
      : (creator ?? producer)
  const created = pdfDate(stated('CreationDate')) ?? isoDate(xmpValue(xmp, 'xmp:CreateDate'))
  const modified = pdfDate(stated('ModDate')) ?? isoDate(xmpValue(xmp, 'xmp:ModifyDate'))
  const documentId = xmpValue(xmp, 'xmpMM:DocumentID')
  const instanceId = xmpValue(xmp, 'xmpMM:InstanceID')
  const [first, second] = itemsOf(file.trailer('ID')).map((item) => stringOf(file.resolve(item))?.bytes)
  return {
    ...(title !== undefined && { title }),
    ...(author !== undefined && { author }),
    ...(program !== undefined && { program }),
    ...(created !== undefined && { created }),
    ...(modified !== undefined && { modified }),
    ...(pages > 0 && { pages }),
    ...(first !== undefined && { pdfId: [hex(first), hex(second ?? first)] as const }),
    ...(documentId !== undefined && { xmpDocumentId: documentId }),
    ...(instanceId !== undefined && { xmpInstanceId: instanceId }),
    ...(file.updates > 0 && { updates: file.updates }),
  }
}

const hex = (bytes: string): string => Buffer.from(bytes.slice(0, 64), 'latin1').toString('hex')

/** `D:YYYYMMDDHHmmSSOHH'mm'` (ISO 32000-1 §7.9.4), everything behind the year optional; without a zone as UTC. */
export function pdfDate(text: string | undefined): number | undefined {
  const match =
    /^\s*(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?\s*(?:([-+Z])(?:(\d\d)'?(\d\d)?)?)?/.exec(
      text ?? '',
    )
  if (!match) return undefined
  const [year, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)))
  if (year === undefined || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59)
    return undefined
  const zone = (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0)) * 60_000
  const time = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59))
  return match[7] === '-' ? time + zone : match[7] === '+' ? time - zone : time
}
