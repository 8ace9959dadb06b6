// Small real files to attach: a one-page PDF, a Word document, a table, a calendar object.
import { crc32 } from 'node:zlib'
import { twoDigits, wallClock } from '../../src/testing/mail-encoding.ts'
import type { BuiltAttachment } from '../../src/testing/message-builder.ts'

/** A one-page PDF (ISO 32000-1 §7.5) that shows one line. */
export function pdf(name: string, line: string): BuiltAttachment {
  const stream = `BT /F 14 Tf 50 760 Td (${line.replace(/[()\\]/g, '')}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>',
    `<</Length ${stream.length}>>\nstream\n${stream}\nendstream`,
  ]
  let file = '%PDF-1.4\n'
  const offsets: number[] = []
  for (const [index, object] of objects.entries()) {
    offsets.push(file.length)
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
  }
  const table = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`
  file += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`
  return { name, type: 'application/pdf', content: Buffer.from(file, 'latin1') }
}

/** A zip archive with stored entries (APPNOTE 6.3.3 §4.3). */
function zip(entries: readonly (readonly [name: string, content: string])[]): Uint8Array {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of entries) {
    const data = Buffer.from(content, 'utf8')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x21, 8) // 1 January 1980
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02', 'latin1'),
        Buffer.from([20, 0]),
        common,
        tail,
        Buffer.from(name),
      ]),
    )
    bodies.push(local)
    offset += local.length
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end])
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>'

/** A Word document with one paragraph (ECMA-376). */
export function docx(name: string, line: string): BuiltAttachment {
  const text = line.replace(/[<&]/g, '')
  return {
    name,
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    content: zip([
      [
        '[Content_Types].xml',
        `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/w.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      ],
      [
        '_rels/.rels',
        `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="w.xml"/></Relationships>`,
      ],
      [
        'w.xml',
        `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
      ],
    ]),
  }
}

/** A table as comma-separated values. */
export function table(name: string, rows: readonly (readonly (string | number)[])[]): BuiltAttachment {
  return { name, type: 'text/csv', content: rows.map((row) => `${row.join(',')}\r\n`).join('') }
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
export function invitation(meeting: Meeting): { method: string; content: string } {
  const stamp = (time: number): string => {
    const at = wallClock(time, 0)
    return `${at.year}${twoDigits(at.month)}${twoDigits(at.day)}T${twoDigits(at.hour)}${twoDigits(at.minute)}00Z`
  }
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Quillmere//Example//EN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${meeting.id}`,
    `DTSTAMP:${stamp(meeting.start - 86_400_000)}`,
    `DTSTART:${stamp(meeting.start)}`,
    `DTEND:${stamp(meeting.start + meeting.minutes * 60_000)}`,
    `SUMMARY:${meeting.title}`,
    `LOCATION:${meeting.place}`,
    `ORGANIZER:mailto:${meeting.organiser}`,
    ...meeting.guests.map((guest) => `ATTENDEE;RSVP=TRUE:mailto:${guest}`),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return { method: 'REQUEST', content: `${lines.join('\n')}\n` }
}
