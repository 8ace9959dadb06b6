// Writes small Office and OpenDocument files for tests.
import { writeZip, type ZipMember } from './zip-package-writer.ts'

/** A relationship of a part; `mode` is External when left out. */
export interface WrittenRelationship {
  readonly id: string
  /** Last word of the type's address: `hyperlink`, `attachedTemplate`. */
  readonly type: string
  readonly target: string
  readonly internal?: boolean
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" ' +
  `xmlns:r="${RELATIONSHIPS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** A `.rels` file. */
export function relationshipsXml(relationships: readonly WrittenRelationship[]): string {
  const items = relationships.map(
    ({ id, type, target, internal }) =>
      `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${type}" Target="${xmlText(target)}"${internal ? '' : ' TargetMode="External"'}/>`,
  )
  return `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  'word/document.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  'word/settings.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml',
  'word/comments.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml',
  'word/header1.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml',
  'docProps/core.xml': 'application/vnd.openxmlformats-package.core-properties+xml',
  'docProps/app.xml': 'application/vnd.openxmlformats-officedocument.extended-properties+xml',
  'word/vbaProject.bin': 'application/vnd.ms-office.vbaProject',
  'xl/workbook.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
  'xl/sharedStrings.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml',
  'xl/worksheets/sheet1.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml',
  'xl/worksheets/sheet2.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml',
  'xl/macrosheets/sheet1.xml': 'application/vnd.ms-excel.macrosheet+xml',
  'ppt/presentation.xml':
    'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
  'ppt/slides/slide1.xml': 'application/vnd.openxmlformats-officedocument.presentationml.slide+xml',
}

function contentTypes(names: readonly string[]): string {
  const overrides = names
    .filter((name) => CONTENT_TYPES[name] !== undefined)
    .map((name) => `<Override PartName="/${name}" ContentType="${CONTENT_TYPES[name]}"/>`)
  return `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
}

/** A package of these parts; content types and the outermost relationships are added. */
export function writePackage(main: string, parts: readonly ZipMember[]): Buffer {
  return writeZip([
    { name: '[Content_Types].xml', content: contentTypes(parts.map(({ name }) => name)) },
    {
      name: '_rels/.rels',
      content: relationshipsXml([{ id: 'rId1', type: 'officeDocument', target: main, internal: true }]),
    },
    ...parts,
  ])
}

export interface DocxSpec {
  /** What stands in `w:body`. */
  readonly body: string
  readonly relationships?: readonly WrittenRelationship[]
  /** Further parts, whole. */
  readonly parts?: readonly ZipMember[]
}

/** A Word document. */
export function writeDocx(spec: DocxSpec): Buffer {
  return writePackage('word/document.xml', [
    {
      name: 'word/document.xml',
      content: `<?xml version="1.0"?><w:document ${NAMESPACES}><w:body>${spec.body}</w:body></w:document>`,
    },
    { name: 'word/_rels/document.xml.rels', content: relationshipsXml(spec.relationships ?? []) },
    ...(spec.parts ?? []),
  ])
}

/** A paragraph of plain text in one run. */
export const paragraph = (text: string): string => `<w:p><w:r><w:t>${xmlText(text)}</w:t></w:r></w:p>`

/** A field whose code is cut into runs of `size` characters, with this result. */
export function field(code: string, result: string, size = 1_000): string {
  const pieces: string[] = []
  for (let at = 0; at < code.length; at += size)
    pieces.push(
      `<w:r><w:instrText xml:space="preserve">${xmlText(code.slice(at, at + size))}</w:instrText></w:r>`,
    )
  return (
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r>${pieces.join('')}<w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
    `<w:r><w:t>${xmlText(result)}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
  )
}

export interface XlsxSpec {
  /** Shared strings. */
  readonly strings?: readonly string[]
  /** What stands in `worksheet`, per sheet. */
  readonly sheets: readonly string[]
  /** States of the sheets: `hidden`, `veryHidden`. */
  readonly states?: readonly string[]
  /** Relationships of the first sheet. */
  readonly relationships?: readonly WrittenRelationship[]
  /** Written into `workbook` behind the sheets. */
  readonly workbook?: string
  readonly parts?: readonly ZipMember[]
}

/** An Excel workbook. */
export function writeXlsx(spec: XlsxSpec): Buffer {
  const ids = spec.sheets.map((_, index) => `rId${index + 1}`)
  const sheets = ids.map(
    (id, index) =>
      `<sheet name="S${index + 1}" sheetId="${index + 1}" ${spec.states?.[index] ? `state="${spec.states[index]}" ` : ''}r:id="${id}"/>`,
  )
  return writePackage('xl/workbook.xml', [
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="${RELATIONSHIPS}"><sheets>${sheets.join('')}</sheets>${spec.workbook ?? ''}</workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relationshipsXml(
        ids.map((id, index) => ({
          id,
          type: 'worksheet',
          target: `worksheets/sheet${index + 1}.xml`,
          internal: true,
        })),
      ),
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst>${(spec.strings ?? []).map((text) => `<si><t>${xmlText(text)}</t></si>`).join('')}</sst>`,
    },
    ...spec.sheets.map((sheet, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: `<worksheet xmlns:r="${RELATIONSHIPS}">${sheet}</worksheet>`,
    })),
    { name: 'xl/worksheets/_rels/sheet1.xml.rels', content: relationshipsXml(spec.relationships ?? []) },
    ...(spec.parts ?? []),
  ])
}

/** A PowerPoint presentation of one slide, given by what stands in its text body. */
export function writePptx(slide: string, relationships: readonly WrittenRelationship[] = []): Buffer {
  return writePackage('ppt/presentation.xml', [
    { name: 'ppt/presentation.xml', content: `<p:presentation ${NAMESPACES}/>` },
    { name: 'ppt/slides/slide1.xml', content: `<p:sld ${NAMESPACES}>${slide}</p:sld>` },
    { name: 'ppt/slides/_rels/slide1.xml.rels', content: relationshipsXml(relationships) },
  ])
}

export interface OdtSpec {
  /** What stands in `office:text`. */
  readonly body: string
  readonly meta?: string
  readonly manifest?: string
  readonly parts?: readonly ZipMember[]
}

/** A text document of LibreOffice. */
export function writeOdt(spec: OdtSpec): Buffer {
  const open =
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ' +
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
  return writeZip([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', method: 'stored' },
    {
      name: 'content.xml',
      content: `<?xml version="1.0"?><office:document-content ${open}><office:body><office:text>${spec.body}</office:text></office:body></office:document-content>`,
    },
    {
      name: 'meta.xml',
      content: `<office:document-meta ${open}><office:meta>${spec.meta ?? ''}</office:meta></office:document-meta>`,
    },
    {
      name: 'META-INF/manifest.xml',
      content: `<manifest:manifest>${spec.manifest ?? ''}</manifest:manifest>`,
    },
    ...(spec.parts ?? []),
  ])
}
