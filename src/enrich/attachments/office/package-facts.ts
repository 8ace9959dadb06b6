import type { AttachmentPower, DocumentMetadata } from '../../../model/attachment.ts'
import type { OpenContext } from '../opener.ts'
import { reachesOut } from './field-code.ts'
import { formulaFacts } from './formula.ts'
import type { PackagePart } from './package-parts.ts'
import { scanXml } from './xml-scan.ts'

/** Metadata as it is put together from several parts. */
export type MetadataDraft = { -readonly [K in keyof DocumentMetadata]: DocumentMetadata[K] }

/** Model: at most 500. */
const MAX_RSIDS = 500
const MAX_VALUE = 500

/**
 * Milliseconds of a W3CDTF date of a document's properties (`2024-03-05T10:12:00Z`); undefined when it is none.
 * A time without a zone is taken as UTC, so that every machine reads the same.
 */
export function documentTime(text: string): number | undefined {
  const written = text.trim().slice(0, 40)
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/i.exec(
    written,
  )
  if (parts === null) return undefined
  const [, year, month, day, hour, minute, second, zone] = parts
  const time = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  )
  if (zone === undefined || zone.toUpperCase() === 'Z') return time
  const offset = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return time - (zone.startsWith('-') ? -1 : 1) * offset * 60_000
}

/** A value of a metadata field, trimmed and cut; undefined when it is blank. */
export const metadataValue = (text: string): string | undefined => {
  const value = text
    .slice(0, 4 * MAX_VALUE)
    .trim()
    .slice(0, MAX_VALUE)
  return value === '' ? undefined : value
}

/** `docProps/core.xml` and `docProps/app.xml` (ISO/IEC 29500-2 §11, 29500-1 §22.2), whatever they are called. */
export function readProperties(xml: string, metadata: MetadataDraft, context: OpenContext): void {
  let name = ''
  let value = ''
  let version = ''
  scanXml(
    xml,
    {
      open(tag) {
        name = tag.empty ? '' : tag.name
        value = ''
      },
      text(text) {
        if (name !== '' && value.length < MAX_VALUE) value += text
      },
      close(closed) {
        if (closed !== name) return
        const text = metadataValue(value)
        name = ''
        if (text === undefined) return
        if (closed === 'title') metadata.title ??= text
        else if (closed === 'creator') metadata.author ??= text
        else if (closed === 'lastModifiedBy') metadata.lastModifiedBy ??= text
        else if (closed === 'Company') metadata.company ??= text
        else if (closed === 'Application') metadata.program ??= text
        else if (closed === 'AppVersion') version = text
        else if (closed === 'Template') metadata.template ??= text
        else if (closed === 'created' || closed === 'modified') {
          const time = documentTime(text)
          if (time !== undefined) metadata[closed] ??= time
        } else if (closed === 'Pages' || closed === 'Slides') {
          const pages = Number(text)
          if (Number.isSafeInteger(pages) && pages > 0) metadata.pages ??= pages
        }
      },
    },
    context.budget.work,
  )
  if (version !== '' && metadata.program !== undefined && !metadata.program.includes(version))
    metadata.program = `${metadata.program} ${version}`
}

/** Word's settings part: editing sessions, protection, mail merge. */
export function readSettings(xml: string, metadata: MetadataDraft, context: OpenContext): void {
  const rsids: string[] = []
  scanXml(
    xml,
    {
      open(tag) {
        const value = tag.attribute('val') ?? ''
        if (tag.name === 'rsidRoot' && isRsid(value)) metadata.rsidRoot ??= value.toUpperCase()
        else if (tag.name === 'rsid' && isRsid(value)) {
          if (rsids.length < MAX_RSIDS) rsids.push(value.toUpperCase())
        } else if (tag.name === 'documentProtection') {
          const edit = tag.attribute('edit')
          if (edit !== undefined && edit !== 'none') metadata.protection ??= edit.slice(0, 40)
        } else if (tag.name === 'writeProtection') metadata.protection ??= 'readOnly'
        else if (tag.name === 'mailMerge') context.power('external-data')
      },
    },
    context.budget.work,
  )
  if (rsids.length > 0) metadata.rsids = rsids
}

const isRsid = (value: string): boolean => /^[0-9a-f]{8}$/i.test(value)

/** Names of those who commented or changed, from any part that states them. */
export function readPeople(xml: string, people: Set<string>, context: OpenContext): void {
  scanXml(
    xml,
    {
      open(tag) {
        if (
          !(
            tag.name === 'person' ||
            tag.name === 'comment' ||
            tag.name === 'cmAuthor' ||
            tag.name === 'author'
          )
        )
          return
        const name = metadataValue(
          tag.attribute('author') ?? tag.attribute('name') ?? tag.attribute('displayName') ?? '',
        )
        if (name !== undefined && people.size < 200) people.add(name)
      },
    },
    context.budget.work,
  )
}

export interface WorkbookFacts {
  /** Keys of relationships of sheets that are hidden. */
  readonly hiddenSheets: ReadonlySet<string>
  /** Relationship ids of the sheets, as they stand in the tabs. */
  readonly order: readonly string[]
}

/** The workbook part: order and state of the sheets, names that run by themselves, protection. */
export function readWorkbook(xml: string, metadata: MetadataDraft, context: OpenContext): WorkbookFacts {
  const hiddenSheets = new Set<string>()
  const order: string[] = []
  let inName = false
  let formula = ''
  scanXml(
    xml,
    {
      open(tag) {
        if (tag.name === 'sheet') {
          const id = tag.foreign('id') ?? ''
          if (order.length < 10_000) order.push(id)
          if (/hidden/i.test(tag.attribute('state') ?? '')) hiddenSheets.add(id)
        } else if (tag.name === 'definedName') {
          inName = !tag.empty
          formula = ''
          // Excel 4 macros are run by these names, in front of any suffix ([MS-XLS] 2.4.150).
          if (/^(?:_xlnm\.)?auto_(?:open|close|activate|deactivate)/i.test(tag.attribute('name') ?? ''))
            for (const power of ['macro', 'auto-open'] as const) context.power(power)
        } else if (tag.name === 'workbookProtection') metadata.protection ??= 'workbook'
      },
      text(text) {
        if (inName && formula.length < 16_384) formula += text
      },
      close(name) {
        if (name !== 'definedName') return
        inName = false
        for (const power of formulaFacts(formula).powers) context.power(power)
      },
    },
    context.budget.work,
  )
  return { hiddenSheets, order }
}

/**
 * Small parts that reach out: external links of a workbook (DDE, OLE, other workbooks), data connections, queries,
 * ribbon customisation that calls a macro when the document is opened.
 */
export function readReachingPart(part: PackagePart, xml: string, context: OpenContext): void {
  const tell = (href: string | undefined, power: AttachmentPower): void => {
    if (href === undefined || href.trim() === '') return
    context.power(power)
    context.link({ origin: 'office-relationship', href, place: { file: part.name }, range: part.range })
  }
  scanXml(
    xml,
    {
      open(tag) {
        switch (tag.name) {
          case 'ddeLink':
            context.power('external-data')
            break
          case 'externalBook':
          case 'oleLink':
            context.power('external-data')
            break
          case 'webPr':
          case 'webPublishItem':
            tell(tag.attribute('url') ?? tag.attribute('destinationFile'), 'external-data')
            break
          case 'textPr':
            tell(tag.attribute('sourceFile'), 'external-data')
            break
          case 'connection':
          case 'queryTable':
            context.power('external-data')
            if (/^(?:1|true)$/.test(tag.attribute('refreshOnLoad') ?? '')) context.power('auto-open')
            break
          case 'dbPr': {
            const connection = tag.attribute('connection') ?? ''
            context.power('external-data')
            context.linksOfText(connection, { origin: 'office-relationship', place: { file: part.name } })
            break
          }
          case 'customUI':
            if (tag.attribute('onLoad') !== undefined) context.power('auto-open')
            break
          case 'frame':
          case 'src': {
            const source = tag.attribute('src') ?? ''
            if (reachesOut(source)) tell(source, 'remote-content')
            break
          }
        }
      },
    },
    context.budget.work,
  )
}
