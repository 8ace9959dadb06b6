// Small real files to attach: PDFs of several pages, Word documents that say who wrote them, calendar objects.
import { createHash } from 'node:crypto'
import { zipSync } from 'fflate'
import { twoDigits, wallClock } from '../mail-writing/mail-encoding.ts'
import type { BuiltAttachment } from '../mail-writing/message-builder.ts'

/** What stands in a document, and what it says about itself. */
export interface Paper {
  readonly title: string
  readonly author: string
  /** Milliseconds: when this version was saved. */
  readonly saved: number
  readonly version: number
  readonly pages: readonly (readonly string[])[]
}

const pdfText = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, '-').replace(/[\\()]/g, (sign) => `\\${sign}`)
const stamp = (time: number): string => {
  const at = wallClock(time, 0)
  return `${at.year}${[at.month, at.day, at.hour, at.minute, at.second].map(twoDigits).join('')}`
}

/** A PDF (ISO 32000-1) with one page for each list of lines. */
export function pdf(name: string, paper: Paper): BuiltAttachment {
  const pages = paper.pages.map((lines) => {
    const shown = lines.map((line) => `(${pdfText(line)}) Tj T*`).join('\n')
    return `BT /F 11 Tf 14 TL 56 780 Td\n${shown}\nET`
  })
  const kids = pages.map((_, index) => `${5 + index * 2} 0 R`).join(' ')
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    `<</Title(${pdfText(paper.title)})/Author(${pdfText(paper.author)})/Producer(Harrow Writer 7.2)/CreationDate(D:${stamp(paper.saved)}Z)/ModDate(D:${stamp(paper.saved)}Z)>>`,
    ...pages.flatMap((stream, index) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${6 + index * 2} 0 R/Resources<</Font<</F 3 0 R>>>>>>`,
      `<</Length ${stream.length}>>\nstream\n${stream}\nendstream`,
    ]),
  ]
  let file = '%PDF-1.4\n'
  const offsets: number[] = []
  for (const [index, object] of objects.entries()) {
    offsets.push(file.length)
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
  }
  const table = file.length
  const first = createHash('md5').update(paper.title).digest('hex')
  const second = createHash('md5').update(file).digest('hex')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`
  file += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R/Info 4 0 R/ID[<${first}><${second}>]>>\nstartxref\n${table}\n%%EOF\n`
  return { name, type: 'application/pdf', content: Buffer.from(file, 'latin1') }
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
/** fflate writes the local wall clock into a zip, so a time without zone gives the same bytes everywhere. */
const ZIP_TIME = '2020-01-01T00:00:00'

/** A Word document (ECMA-376) whose properties name author, times and revision. */
export function docx(name: string, paper: Paper): BuiltAttachment {
  const saved = new Date(paper.saved).toISOString().replace(/\.\d+Z$/, 'Z')
  const body = paper.pages
    .flat()
    .map((line) => `<w:p><w:r><w:t xml:space="preserve">${xmlText(line)}</w:t></w:r></w:p>`)
    .join('')
  const office = 'http://schemas.openxmlformats.org'
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `${XML}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${office}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'word/document.xml': `${XML}<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="${office}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(paper.title)}</dc:title><dc:creator>${xmlText(paper.author)}</dc:creator><cp:lastModifiedBy>${xmlText(paper.author)}</cp:lastModifiedBy><cp:revision>${paper.version}</cp:revision><dcterms:modified xsi:type="dcterms:W3CDTF">${saved}</dcterms:modified></cp:coreProperties>`,
  }
  const bytes = zipSync(
    Object.fromEntries(Object.entries(parts).map(([part, text]) => [part, Buffer.from(text)])),
    { mtime: ZIP_TIME },
  )
  return {
    name,
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    content: bytes,
  }
}

export interface Meeting {
  readonly id: string
  readonly title: string
  readonly place: string
  /** Milliseconds. */
  readonly start: number
  readonly minutes: number
  readonly organiser: string
  readonly guests: readonly string[]
}

/** An invitation (RFC 5545, RFC 5546 REQUEST). */
export function invitation(meeting: Meeting): { readonly method: string; readonly content: string } {
  const moment = (time: number): string => `${stamp(time).slice(0, 8)}T${stamp(time).slice(8, 12)}00Z`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Harrow//Demonstration//EN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${meeting.id}`,
    `DTSTAMP:${moment(meeting.start - 86_400_000)}`,
    `DTSTART:${moment(meeting.start)}`,
    `DTEND:${moment(meeting.start + meeting.minutes * 60_000)}`,
    `SUMMARY:${meeting.title}`,
    `LOCATION:${meeting.place}`,
    `ORGANIZER:mailto:${meeting.organiser}`,
    ...meeting.guests.map((guest) => `ATTENDEE;RSVP=TRUE:mailto:${guest}`),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return { method: 'REQUEST', content: `${lines.join('\n')}\n` }
}
