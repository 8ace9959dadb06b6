/** Marks in Word documents until 2003 ([MS-DOC]): tables of names that the file information block points at. */
import type { MarkMeaning } from '../../model/leak-mark.ts'
import { utf16Text } from '../../parse/mime/utf16-text.ts'
import type { MarkList } from './mark-list.ts'

/** Where the pairs of place and length begin in the file information block, for Word 97 and later (§2.5.1). */
const PAIRS = 0x9a
/** Numbers of the pairs (§2.5.6). */
const PRINTER = 27
const ASSOCIATED = 32
const AUTOSAVED = 35
const COMMENTERS = 36
const REVISERS = 51
const ROUTE = 70
const SAVERS = 71
const REFERENCED = 72
/** Strings of one table. Attack: a table of 65,535 empty ones in each place. */
const MAX_STRINGS = 1_000

const ASSOCIATED_STRINGS: Readonly<Record<number, readonly [string, MarkMeaning, string]>> = {
  1: ['office.template', 'place', 'template'],
  6: ['office.author', 'person', ''],
  7: ['office.last-changed-by', 'person', ''],
  8: ['office.mail-merge', 'recipient', 'data of the mail merge'],
  9: ['office.mail-merge', 'recipient', 'head of the mail merge'],
  17: ['office.protection', 'person', 'password against changes'],
}

/** Adds what a Word document says of people, printers and folders; nothing when the file is none. */
export function wordMarks(list: MarkList, stream: (path: string) => Buffer): void {
  const document = stream('WordDocument')
  if (document.length < PAIRS + 8 || document.readUInt16LE(0) !== 0xa5ec) return
  const version = document.readUInt16LE(2)
  const flags = document.readUInt16LE(10)
  if ((flags & 0x0100) !== 0) {
    list.notRead.push('the Word document is encrypted: its tables of names could not be read')
    return
  }
  if (version < 0xc1) {
    list.notRead.push('a document of Word 6 or 95: its tables of names are not read')
    return
  }
  const part = (flags & 0x0200) !== 0 ? '1Table' : '0Table'
  const table = stream(part)
  const add = (code: string, means: MarkMeaning, value: string, start: number, end: number): void => {
    if (value.trim() !== '') list.add({ code, means, part, value, range: { start, end }, cleaned: 'no' })
  }
  const place = (number: number): { readonly start: number; readonly end: number } | undefined => {
    const at = PAIRS + 8 * number
    if (at + 8 > document.length) return undefined
    const start = document.readUInt32LE(at)
    const length = document.readUInt32LE(at + 4)
    return length === 0 || start + length > table.length ? undefined : { start, end: start + length }
  }
  const strings = (number: number): readonly PlacedText[] => {
    const found = place(number)
    return found === undefined ? [] : stringTable(table, found.start, found.end)
  }
  const savers = strings(SAVERS)
  for (let at = 0; at + 1 < savers.length; at += 2)
    add(
      'office.save-history',
      'person',
      `${savers[at]!.text}: ${savers[at + 1]!.text}`,
      savers[at]!.start,
      savers[at + 1]!.end,
    )
  for (const [index, { text, start, end }] of strings(ASSOCIATED).entries()) {
    const told = ASSOCIATED_STRINGS[index]
    if (told !== undefined && text !== '')
      add(told[0], told[1], told[2] === '' ? text : `${told[2]}: ${text}`, start, end)
  }
  for (const { text, start, end } of strings(REVISERS))
    if (text !== 'Unknown') add('office.tracked-changes', 'person', text, start, end)
  for (const { text, start, end } of strings(REFERENCED)) add('office.local-path', 'place', text, start, end)
  const commenters = place(COMMENTERS)
  if (commenters !== undefined)
    for (const { text, start, end } of countedStrings(table, commenters.start, commenters.end))
      add('office.comments', 'person', text, start, end)
  const autosaved = place(AUTOSAVED)
  if (autosaved !== undefined)
    add(
      'office.local-path',
      'place',
      readable(table.subarray(autosaved.start, autosaved.end)),
      autosaved.start,
      autosaved.end,
    )
  const printer = place(PRINTER)
  if (printer !== undefined)
    add(
      'office.printer-settings',
      'device',
      readable(table.subarray(printer.start, printer.end)),
      printer.start,
      printer.end,
    )
  const route = place(ROUTE)
  if (route !== undefined)
    add(
      'office.route',
      'recipient',
      `sent round: ${readable(table.subarray(route.start, route.end))}`,
      route.start,
      route.end,
    )
  // §2.5.2: fComplex, and the number of quick saves.
  if ((flags & 0x0004) !== 0)
    list.add({
      code: 'office.earlier-text',
      means: 'hidden',
      part: 'WordDocument',
      value: 'saved quickly: text that was deleted still stands in the file',
      range: { start: 10, end: 12 },
      cleaned: 'no',
    })
}

interface PlacedText {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A STTB of two-byte characters (§2.2.4): 0xFFFF, number of strings, extra bytes of each, then the strings. */
function stringTable(table: Buffer, from: number, to: number): readonly PlacedText[] {
  if (from + 6 > to || table.readUInt16LE(from) !== 0xffff) return []
  const count = Math.min(MAX_STRINGS, table.readUInt16LE(from + 2))
  const extra = table.readUInt16LE(from + 4)
  const found: PlacedText[] = []
  let at = from + 6
  for (let index = 0; index < count && at + 2 <= to; index++) {
    const end = at + 2 + 2 * table.readUInt16LE(at)
    if (end > to) break
    found.push({ text: utf16Text(table.subarray(at + 2, end)), start: at + 2, end })
    at = end + extra
  }
  return found
}

/** Strings of two-byte characters, each behind its length. */
function countedStrings(table: Buffer, from: number, to: number): readonly PlacedText[] {
  const found: PlacedText[] = []
  let at = from
  while (at + 2 <= to && found.length < MAX_STRINGS) {
    const end = at + 2 + 2 * table.readUInt16LE(at)
    if (end > to || end === at + 2) break
    found.push({ text: utf16Text(table.subarray(at + 2, end)), start: at + 2, end })
    at = end
  }
  return found
}

/** The readable stretches of a block, in characters of one byte or of two. */
function readable(block: Buffer): string {
  const wide =
    block.length > 3 && block.filter((byte, at) => at % 2 === 1 && byte === 0).length > block.length / 4
  const text = wide ? utf16Text(block) : block.toString('latin1')
  return (text.match(/[\u0020-\u007e\u00a0-\u024f]{3,}/g) ?? []).join(', ')
}
