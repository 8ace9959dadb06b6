import { readPropertySet, untilNul } from '../../../parse/attachments/property-set.ts'
import { utf16Text } from '../../../parse/mime/utf16-text.ts'
import { type MetadataDraft, metadataValue } from './package-facts.ts'

/** Links listed by `_PID_HLINKS` that are read. */
const MAX_LINKS = 5_000

/** What `SummaryInformation` and `DocumentSummaryInformation` say ([MS-OLEPS] §3.1.2, [MS-OSHARED] §2.3.3.2). */
export function summaryMetadata(
  summary: Buffer | undefined,
  documentSummary: Buffer | undefined,
  metadata: MetadataDraft,
): void {
  if (summary !== undefined) {
    const { byId } = readPropertySet(summary)
    const text = (id: number): string | undefined => {
      const value = byId.get(id)
      return typeof value === 'string' ? metadataValue(value) : undefined
    }
    const time = (id: number): number | undefined => {
      const value = byId.get(id)
      return typeof value === 'number' && value > 315_532_800_000 ? value : undefined
    }
    assign(metadata, 'title', text(2))
    assign(metadata, 'author', text(4))
    assign(metadata, 'template', text(7))
    assign(metadata, 'lastModifiedBy', text(8))
    assign(metadata, 'created', time(12))
    assign(metadata, 'modified', time(13))
    assign(metadata, 'program', text(18))
    const pages = byId.get(14)
    if (typeof pages === 'number' && pages > 0) assign(metadata, 'pages', pages)
  }
  if (documentSummary !== undefined) {
    const company = readPropertySet(documentSummary).byId.get(15)
    if (typeof company === 'string') assign(metadata, 'company', metadataValue(company))
  }
}

function assign<K extends keyof MetadataDraft>(
  metadata: MetadataDraft,
  key: K,
  value: MetadataDraft[K] | undefined,
): void {
  if (value !== undefined) metadata[key] ??= value
}

/** The links that Office lists apart from the document's content (`_PID_HLINKS`, [MS-OSHARED] §2.3.3.1.21). */
export function listedLinks(documentSummary: Buffer): readonly string[] {
  const value = readPropertySet(documentSummary).byName.get('_PID_HLINKS')
  if (!(value instanceof Buffer) || value.length < 4) return []
  const links: string[] = []
  // Six values for each link: four numbers, then address and place in two strings.
  let at = 4
  while (at + 8 <= value.length && links.length < MAX_LINKS) {
    const type = value.readUInt32LE(at)
    if (type === 3) at += 8
    else if (type === 0x1f) {
      const length = value.readUInt32LE(at + 4)
      const end = at + 8 + length * 2
      if (end > value.length) break
      const text = untilNul(utf16Text(value.subarray(at + 8, end)))
      if (text !== '') links.push(text)
      at = (end + 3) & ~3
    } else break
  }
  return links.filter((link) => /^(?:[a-z][a-z0-9+.-]{1,20}:|\\\\)/i.test(link))
}
