import type { CompoundFile } from '../../../parse/attachments/compound-file.ts'
import { utf16Text } from '../../../parse/mime/utf16-text.ts'
import type { OpenContext } from '../opener.ts'
import { type ExcelRecord, eachRecord, pieceReader } from './excel-records.ts'
import { readHyperlinkObject } from './ole-object.ts'
import { codeUrls, urlStrings } from './url-strings.ts'

/** Types of records ([MS-XLS] §2.3.2). */
const FORMULA = 0x06
const NAME = 0x18
const FILE_PASS = 0x2f
const BOUND_SHEET = 0x85
const SST = 0xfc
const LABEL_SST = 0xfd
const TEXT_OBJECT = 0x1b6
const LINK = 0x1b8
const SUP_BOOK = 0x1ae
const NUMBER = 0x203
const LABEL = 0x204
const STRING = 0x207
const START = 0x809
const CONNECTION = 0x876
const QUERY = 0x1ad
/** A cell of the stream before BIFF8, in the same layout. */
const R_STRING = 0xd6

/** Shared strings kept. Attack: a count of four billion. */
const MAX_STRINGS = 500_000
/** Characters of cells kept before they are handed on. */
const MAX_TEXT = 2_000_000
const MAX_CELLS = 50_000

/**
 * Reads a workbook of Excel 5 to 2003 ([MS-XLS]): encryption, cells, links, macro sheets of Excel 4, names that run
 * by themselves, links to other workbooks and DDE. Numbers are told as they are stored.
 */
export function readExcelBinary(
  file: CompoundFile,
  context: OpenContext,
): { readonly encrypted: boolean; readonly complete: boolean } {
  const entry = file.find('Workbook') ?? file.find('Book')
  if (entry === undefined) return { encrypted: false, complete: false }
  const stream = file.read(entry, context.budget.inflatable())
  context.budget.inflated(stream.length)
  const found = { place: { file: entry.path } }
  const strings: string[] = []
  const lines: string[] = []
  const byCell = new Map<number, string>()
  let row: string[] = []
  let rowNumber = -1
  let textLength = 0
  let encrypted = false
  let biff8 = true

  const put = (where: number, cell: string): void => {
    if (where >>> 8 !== rowNumber) {
      if (row.length > 0) lines.push(row.join('\t'))
      row = []
      rowNumber = where >>> 8
    }
    const text = cell.trim()
    if (text === '') return
    if (byCell.size < MAX_CELLS) byCell.set(where, text.slice(0, 400))
    textLength += text.length + 1
    if (textLength > MAX_TEXT) return
    row.push(text)
    if (text.length > 3) context.linksOfText(text, { origin: 'office-text', ...found })
  }

  const string = (record: ExcelRecord, at: number): string => {
    const reader = pieceReader(record.pieces)
    reader.skip(at)
    const count = reader.word()
    return reader.characters(count, biff8 && (reader.byte() & 1) !== 0)
  }

  const read = (record: ExcelRecord): 'go on' | 'stop' => {
    const content = record.pieces[0] ?? Buffer.alloc(0)
    const cell = content.length >= 4 ? content.readUInt16LE(0) * 256 + (content.readUInt16LE(2) & 0xff) : 0
    switch (record.type) {
      case START:
        if (content.length >= 2) biff8 = content.readUInt16LE(0) >= 0x600
        byCell.clear()
        break
      case FILE_PASS:
        encrypted = true
        return 'stop'
      case BOUND_SHEET:
        if (content.length > 5 && content[5] === 1) context.power('macro')
        break
      case NAME:
        if (runsByItself(content, biff8))
          for (const power of ['macro', 'auto-open'] as const) context.power(power)
        break
      case SST:
        readStrings(record, strings, context)
        break
      case LABEL_SST:
        if (content.length >= 10) put(cell, strings[content.readUInt32LE(6)] ?? '')
        break
      case LABEL:
      case R_STRING:
        if (content.length >= 8)
          put(cell, biff8 ? string(record, 6) : content.toString('latin1', 8, 8 + content.readUInt16LE(6)))
        break
      case STRING:
        if (content.length >= 3) {
          const text = biff8 ? string(record, 0) : content.toString('latin1', 2)
          context.linksOfText(text, { origin: 'office-text', ...found })
          if (textLength < MAX_TEXT) row.push(text.slice(0, 32_767))
          textLength += text.length
        }
        break
      case NUMBER:
        if (content.length >= 14) put(cell, String(content.readDoubleLE(6)))
        break
      case TEXT_OBJECT: {
        // Text boxes: the characters are the continuation.
        const text = record.pieces[1]
        if (text !== undefined && text.length > 1)
          put(-1, (text[0] ?? 0) & 1 ? utf16Text(text.subarray(1)) : text.toString('latin1', 1))
        break
      }
      case LINK: {
        const link = readHyperlinkObject(Buffer.concat(record.pieces), 24)
        if (link !== undefined)
          context.link({
            origin: 'office-relationship',
            href: link.target,
            text:
              byCell.get(content.readUInt16LE(0) * 256 + (content.readUInt16LE(4) & 0xff)) ?? link.display,
            ...found,
          })
        break
      }
      case SUP_BOOK:
        readSupBook(content, context, entry.path)
        break
      case CONNECTION:
      case QUERY:
        context.power('external-data')
        urlStrings(Buffer.concat(record.pieces), context, entry.path)
        break
      case FORMULA:
        if (content.length > 22) urlStrings(content.subarray(22), context, entry.path)
        break
    }
    return 'go on'
  }

  const whole = eachRecord(stream, context.budget.work, read)
  if (row.length > 0) lines.push(row.join('\t'))
  context.text(lines.join('\n'))
  if (encrypted) context.issue('attachment.encrypted', 'The workbook is encrypted')
  else if (!whole) context.issue('attachment.damaged', 'The workbook ends inside a record')
  if (textLength > MAX_TEXT)
    context.issue('limit.text-size', `Only the first ${MAX_TEXT} characters of the cells are kept`)
  return { encrypted, complete: whole && !encrypted }
}

/** Names of Excel 4 macros that run at opening or closing: built-in 1, 2, 10, 11 (§2.4.150), or written out. */
function runsByItself(content: Buffer, biff8: boolean): boolean {
  if (content.length < 16) return false
  const builtIn = (content.readUInt16LE(0) & 0x20) !== 0
  const length = content[3] ?? 0
  const start = biff8 ? 15 : 14
  if (builtIn && length === 1) return [1, 2, 10, 11].includes(content[start] ?? 0)
  const wide = biff8 && ((content[14] ?? 0) & 1) !== 0
  const name = wide
    ? utf16Text(content.subarray(start, start + length * 2))
    : content.toString('latin1', start, start + length)
  return /^auto_(?:open|close|activate|deactivate)/i.test(name)
}

/** The table of shared strings (§2.4.265), over as many CONTINUE records as it takes. */
function readStrings(record: ExcelRecord, strings: string[], context: OpenContext): void {
  const reader = pieceReader(record.pieces)
  reader.skip(4)
  const count = Math.min(MAX_STRINGS, reader.long())
  for (let i = 0; i < count && !reader.ended(); i++) {
    context.budget.work()
    const length = reader.word()
    const flags = reader.byte()
    const runs = (flags & 8) !== 0 ? reader.word() : 0
    const extra = (flags & 4) !== 0 ? reader.long() : 0
    strings.push(reader.characters(length, (flags & 1) !== 0))
    reader.skip(runs * 4 + extra)
  }
}

/** A supporting link (§2.4.271): another workbook, a DDE server, an OLE object. */
function readSupBook(content: Buffer, context: OpenContext, file: string): void {
  if (content.length < 6) return
  const length = content.readUInt16LE(2)
  // This workbook itself, or add-in functions.
  if (length === 0x0401 || length === 0x3a01) return
  const wide = ((content[4] ?? 0) & 1) !== 0
  const raw = wide
    ? utf16Text(content.subarray(5, 5 + Math.min(length, 2_000) * 2))
    : content.toString('latin1', 5, 5 + Math.min(length, 2_000))
  const command = raw.indexOf('\u0003')
  if (command > 0) {
    context.power('external-data')
    codeUrls(raw, context, { origin: 'office-relationship', place: { file } })
    return
  }
  // Path steps are separated by control characters (VirtualPath, §2.5.277).
  const path = raw
    .replace(/^\u0001\u0001@/, '\\\\')
    .replace(/^\u0001\u0005./, '')
    .replace(/[\u0001-\u0008]/g, '\\')
  if (path.replace(/[\\\s\0]/g, '') === '') return
  context.power('external-data')
  context.link({ origin: 'office-relationship', href: path, place: { file }, visible: false })
}
