import type { CompoundFile } from '../../../parse/attachments/compound-file.ts'
import { codePageText } from '../../../parse/attachments/property-set.ts'
import { utf16Text } from '../../../parse/mime/utf16-text.ts'
import type { OpenContext } from '../opener.ts'
import { reachesOut } from './field-code.ts'
import { fieldTracker } from './field-tracker.ts'
import type { MetadataDraft } from './package-facts.ts'

/** Characters of text that are read. Attack: pieces that repeat one place of the file a million times. */
const MAX_CHARACTERS = 4_000_000

/**
 * Reads a Word document of 1995 to 2003 ([MS-DOC]): whether it is encrypted, its text through the piece table (body,
 * notes, headers, comments, text boxes, in this order), the fields in it, the template it was made from. Hidden
 * formatting is not followed. Returns false when the text could not be read.
 */
export function readWordBinary(
  file: CompoundFile,
  metadata: MetadataDraft,
  context: OpenContext,
): { readonly encrypted: boolean; readonly complete: boolean } {
  const entry = file.find('WordDocument')
  if (entry === undefined) return { encrypted: false, complete: false }
  const document = file.read(entry, context.budget.inflatable())
  context.budget.inflated(document.length)
  if (document.length < 68) {
    context.issue('attachment.damaged', 'The WordDocument stream is too short')
    return { encrypted: false, complete: false }
  }
  const version = document.readUInt16LE(2)
  const flags = document.readUInt16LE(10)
  if ((flags & 0x0100) !== 0) {
    context.issue('attachment.encrypted', 'The document is encrypted')
    return { encrypted: true, complete: false }
  }
  const found = { place: { file: 'WordDocument' } }
  // Before Word 97 the text lies in one piece, in the code page of the language.
  if (version < 106) {
    const from = document.readUInt32LE(24)
    const to = document.readUInt32LE(28)
    if (to - from > MAX_CHARACTERS)
      context.issue('limit.text-size', `Only the first ${MAX_CHARACTERS} characters of the text are read`)
    const text = codePageText(document.subarray(from, Math.min(to, from + MAX_CHARACTERS)), 1252)
    context.text(readMarkedText(text, context, found))
    return { encrypted: false, complete: to <= document.length }
  }
  const tableEntry = file.find((flags & 0x0200) !== 0 ? '1Table' : '0Table')
  const table =
    tableEntry === undefined ? Buffer.alloc(0) : file.read(tableEntry, context.budget.inflatable())
  context.budget.inflated(table.length)
  const { text, complete } = pieces(document, table, context)
  context.text(readMarkedText(text, context, found))
  readTemplate(document, table, metadata, context)
  if (!complete) context.issue('attachment.damaged', 'The text of the document is not where it says')
  return { encrypted: false, complete }
}

/** A table of the File Information Block: place and length of a structure in the table stream (§2.5.6). */
function structure(document: Buffer, table: Buffer, at: number): Buffer {
  if (at + 8 > document.length) return Buffer.alloc(0)
  const start = document.readUInt32LE(at)
  return table.subarray(start, start + document.readUInt32LE(at + 4))
}

/** The text, put together from the piece table (Clx, §2.9.38; retrieving text, §2.4.1). */
function pieces(
  document: Buffer,
  table: Buffer,
  context: OpenContext,
): { readonly text: string; readonly complete: boolean } {
  const clx = structure(document, table, 0x1a2)
  let at = 0
  while (at + 3 <= clx.length && clx[at] === 1) at += 3 + clx.readUInt16LE(at + 1)
  if (at + 5 > clx.length || clx[at] !== 2) return { text: '', complete: false }
  const plc = clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1))
  const count = Math.floor((plc.length - 4) / 12)
  const parts: string[] = []
  let left = MAX_CHARACTERS
  let complete = true
  for (let i = 0; i < count && left > 0; i++) {
    context.budget.work()
    const length = Math.min(left, plc.readUInt32LE(i * 4 + 4) - plc.readUInt32LE(i * 4))
    if (length <= 0) {
      complete = false
      continue
    }
    left -= length
    const place = plc.readUInt32LE((count + 1) * 4 + i * 8 + 2)
    const narrow = (place & 0x40000000) !== 0
    const start = narrow ? (place & 0x3fffffff) >> 1 : place & 0x3fffffff
    const end = start + length * (narrow ? 1 : 2)
    if (end > document.length) complete = false
    const bytes = document.subarray(start, end)
    parts.push(narrow ? codePageText(bytes, 1252) : utf16Text(bytes))
  }
  if (left <= 0)
    context.issue('limit.text-size', `Only the first ${MAX_CHARACTERS} characters of the text are read`)
  return { text: parts.join(''), complete: complete && count > 0 }
}

/** The template's path is the second of the associated strings (SttbfAssoc, §2.9.272). */
function readTemplate(document: Buffer, table: Buffer, metadata: MetadataDraft, context: OpenContext): void {
  const strings = structure(document, table, 0x19a)
  if (strings.length < 6 || strings.readUInt16LE(0) !== 0xffff) return
  let at = 6
  const skipped = strings.length >= at + 2 ? strings.readUInt16LE(at) : 0
  at += 2 + skipped * 2
  if (at + 2 > strings.length) return
  const length = strings.readUInt16LE(at)
  const path = utf16Text(strings.subarray(at + 2, at + 2 + length * 2)).trim()
  if (path === '') return
  metadata.template ??= path.slice(0, 500)
  if (!reachesOut(path)) return
  context.power('remote-content')
  context.link({ origin: 'office-template', href: path, place: { file: 'WordDocument' } })
}

/**
 * Reads text in which fields are marked by the characters 0x13, 0x14 and 0x15 (§2.8.25), as Word and its text boxes
 * hold it: tells links of fields and of running text, returns what is shown.
 */
export function readMarkedText(
  text: string,
  context: OpenContext,
  found: { readonly place: { readonly file: string } },
): string {
  const fields = fieldTracker(context, found)
  const shown: string[] = []
  const loose: string[] = []
  const put = (raw: string): void => {
    if (raw === '') return
    const piece = plainText(raw)
    if (fields.inCode()) fields.code(piece)
    else {
      shown.push(piece)
      fields.result(piece)
      loose.push(fields.inLink() ? ' ' : piece)
    }
  }
  let from = 0
  for (const { index, 0: mark } of text.matchAll(FIELD_MARKS)) {
    put(text.slice(from, index))
    from = index + 1
    context.budget.work()
    fields.mark(mark === '\u0013' ? 'begin' : mark === '\u0014' ? 'separate' : 'end')
  }
  put(text.slice(from))
  fields.finish()
  context.linksOfText(loose.join(''), { origin: 'office-text', ...found })
  return shown
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

const FIELD_MARKS = /[\u0013-\u0015]/g

/** Paragraph, line, page and column ends, cell ends, the two hyphens; other control characters stand for objects. */
function plainText(piece: string): string {
  return piece
    .replace(/[\r\v\f\u000e]/g, '\n')
    .replaceAll('\u0007', '\t')
    .replaceAll('\u001e', '-')
    .replace(/[\u0000-\u0008\u000f-\u001f\ufffc]/g, '')
}
