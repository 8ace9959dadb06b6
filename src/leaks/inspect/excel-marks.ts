/** Marks in Excel workbooks until 2003: records of the workbook stream ([MS-XLS] §2.3, §2.4). */
import type { MarkMeaning } from '../../model/leak-mark.ts'
import { codePageText } from '../../parse/attachments/property-set.ts'
import { utf16Text } from '../../parse/mime/utf16-text.ts'
import type { MarkList } from './mark-list.ts'

const FILE_PASS = 0x2f
const NOTE = 0x1c
const PRINTER = 0x4d
const FILE_SHARING = 0x5b
const WRITE_ACCESS = 0x5c
const SHEET = 0x85
const EXTERNAL_BOOK = 0x1ae
const CUSTOM_VIEW = 0x1a9
/** Records looked at. Attack: 8 million empty ones. */
const MAX_RECORDS = 2_000_000

/** Adds who last had the workbook open, who wrote comments, printers, hidden sheets and other workbooks. */
export function excelMarks(list: MarkList, stream: (path: string) => Buffer): void {
  const [part, bytes] = (['Workbook', 'Book'] as const)
    .map((name) => [name, stream(name)] as const)
    .find(([, content]) => content.length > 0) ?? ['', Buffer.alloc(0)]
  // BIFF8 has texts of one or two bytes a character, earlier ones of one.
  const modern = bytes.length >= 6 && bytes.readUInt16LE(4) >= 0x0600
  let at = 0
  for (let record = 0; record < MAX_RECORDS && at + 4 <= bytes.length; record++) {
    const type = bytes.readUInt16LE(at)
    const start = at + 4
    const end = Math.min(bytes.length, start + bytes.readUInt16LE(at + 2))
    at = end
    const add = (code: string, means: MarkMeaning, value: string): void => {
      if (value.trim() !== '')
        list.add({ code, means, part, value: value.trim(), range: { start, end }, cleaned: 'no' })
    }
    const text = (offset: number, short = false): string =>
      countedText(bytes, start + offset, end, modern, short)
    switch (type) {
      case FILE_PASS:
        list.notRead.push('the workbook is encrypted: its records could not be read')
        return
      case WRITE_ACCESS:
        add('office.last-changed-by', 'person', text(0, !modern))
        break
      case FILE_SHARING:
        add('office.protection', 'person', text(4, !modern))
        break
      case NOTE:
        // Before BIFF8 a note holds its text and no author.
        if (modern) add('office.comments', 'person', text(8))
        break
      case PRINTER:
        add('office.printer-settings', 'device', readableName(bytes.subarray(start, end)))
        break
      case EXTERNAL_BOOK:
        if (end - start > 8 && modern)
          add('office.external-data', 'place', text(2).replace(/[\u0000-\u001f]+/g, '\\'))
        break
      case CUSTOM_VIEW:
        add('office.people', 'person', 'a view of the workbook kept for one person')
        break
      case SHEET: {
        const state = (bytes[start + 4] ?? 0) & 3
        if (state === 1 || state === 2) add('office.hidden-sheet', 'hidden', text(6, true))
      }
    }
  }
}

/** A text behind its length; with `short` the length has one byte (§2.5.240, §2.5.294). */
function countedText(bytes: Buffer, at: number, end: number, modern: boolean, short: boolean): string {
  const head = short ? 1 : 2
  if (at + head + 1 > end) return ''
  const length = short ? bytes[at]! : bytes.readUInt16LE(at)
  const from = at + head + (modern ? 1 : 0)
  const wide = modern && (bytes[at + head]! & 1) === 1
  const content = bytes.subarray(from, Math.min(end, from + length * (wide ? 2 : 1)))
  return wide ? utf16Text(content) : codePageText(content, 1252)
}

/** The printer's name at the beginning of its settings (DEVMODEW, behind the record's own two bytes). */
function readableName(block: Buffer): string {
  const name = utf16Text(block.subarray(2, 66)).split('\0', 1)[0] ?? ''
  return /^[\u0020-\u024f]{2,32}$/.test(name) ? name : `${block.length} bytes of a printer`
}
