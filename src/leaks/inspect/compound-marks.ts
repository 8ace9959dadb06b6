/**
 * Marks in the old Office formats (.doc, .xls, .ppt): compound files ([MS-CFB]) with property sets ([MS-OLEPS]) and
 * tables of their own for the names of those who wrote, saved, changed and commented. Such a file is not written again.
 */
import type { MarkMeaning } from '../../model/leak-mark.ts'
import { type CompoundFile, openCompound } from '../../parse/attachments/compound-file.ts'
import { type PropertyValue, readPropertySet } from '../../parse/attachments/property-set.ts'
import { utf16Text } from '../../parse/mime/utf16-text.ts'
import { excelMarks } from './excel-marks.ts'
import { pathMarks } from './local-paths.ts'
import type { MarkList } from './mark-list.ts'
import { hasToken } from './markup-marks.ts'
import { powerPointMarks } from './power-point-marks.ts'
import { wordMarks } from './word-marks.ts'

/** Of one stream, and of all streams together. Attack: small streams that all state the size of the file. */
const MAX_STREAM = 32 * 1024 * 1024
const MAX_TOTAL = 256 * 1024 * 1024

type Told = readonly [code: string, means: MarkMeaning, label: string]

/** SummaryInformation ([MS-OLEPS] §3.1.2). */
const SUMMARY: Readonly<Record<number, Told>> = {
  2: ['office.property', 'hidden', 'title'],
  3: ['office.property', 'hidden', 'subject'],
  4: ['office.author', 'person', ''],
  5: ['office.property', 'hidden', 'keywords'],
  6: ['office.property', 'hidden', 'comments'],
  7: ['office.template', 'place', 'template'],
  8: ['office.last-changed-by', 'person', ''],
  9: ['office.revision', 'copy', 'revision'],
  11: ['office.printed', 'time', 'printed'],
  12: ['office.created', 'time', 'created'],
  13: ['office.changed', 'time', 'saved'],
  17: ['office.thumbnail', 'hidden', 'a small picture of the first page, which may show an earlier state'],
  18: ['office.program', 'device', ''],
}
/** DocumentSummaryInformation ([MS-OSHARED] §2.3.3.2.2.1). */
const DOCUMENT_SUMMARY: Readonly<Record<number, Told>> = {
  2: ['office.property', 'hidden', 'category'],
  14: ['office.manager', 'person', 'manager'],
  15: ['office.company', 'organisation', 'company'],
  26: ['office.property', 'hidden', 'content type'],
  27: ['office.property', 'hidden', 'status'],
  29: ['office.property', 'copy', 'version'],
}
/** Storages and streams that are marks by being there. */
const CARRIED: readonly (readonly [pattern: RegExp, code: string, means: MarkMeaning, value: string])[] = [
  [/(?:^|\/)(?:\u0001ole10native|package|contents)$/i, 'office.embedded-file', 'hidden', 'an embedded file'],
  [/(?:^|\/)(?:macros|_vba_project_cur)$/i, 'office.macros', 'hidden', 'macros, which have an author’s hand'],
  [/^(?:_signatures|_xmlsignatures|\u0006dataspaces)$/i, 'office.signature', 'person', 'a digital signature'],
  [/^msodatastore$/i, 'office.custom-xml', 'organisation', 'data of programs of the organisation'],
  [/^(?:revision log|user names)$/i, 'office.tracked-changes', 'person', 'who changed the shared workbook'],
]

/** Adds the marks of an old Office document. Never throws. */
export function compoundMarks(list: MarkList, bytes: Buffer): void {
  const file = openCompound(bytes)
  if (file === undefined) {
    list.notRead.push('the file is too short to be read')
    return
  }
  const stream = streamReader(file, list)
  propertyMarks(list, stream('\u0005SummaryInformation'), 'SummaryInformation', SUMMARY)
  propertyMarks(
    list,
    stream('\u0005DocumentSummaryInformation'),
    'DocumentSummaryInformation',
    DOCUMENT_SUMMARY,
  )
  for (const { path, size } of file.entries)
    for (const [pattern, code, means, value] of CARRIED)
      if (pattern.test(path))
        list.add({
          code,
          means,
          part: printable(path),
          value: size > 0 ? `${value}, ${size} bytes` : value,
          cleaned: 'no',
        })
  if (file.find('EncryptedPackage') !== undefined) list.notRead.push('the document is encrypted')
  wordMarks(list, stream)
  excelMarks(list, stream)
  powerPointMarks(list, stream)
  for (const entry of file.entries)
    if (entry.kind === 'stream') pathMarks(list, stream(entry.path), printable(entry.path))
  for (const damage of file.damage.slice(0, 5)) list.notRead.push(damage)
  list.notRead.push(
    'the characters of the text: save the document as .docx, .xlsx, .pptx or OpenDocument and look again',
    'what is left of deleted text between the parts in use',
  )
}

/** Reads a stream of the file; empty when there is none. What all streams together may take is bounded. */
export type StreamReader = (path: string) => Buffer

function streamReader(file: CompoundFile, list: MarkList): StreamReader {
  const read = new Map<string, Buffer>()
  let total = 0
  let told = false
  return (path) => {
    const known = read.get(path)
    if (known !== undefined) return known
    const entry = file.find(path)
    const limit = Math.min(MAX_STREAM, MAX_TOTAL - total)
    const content = entry === undefined ? Buffer.alloc(0) : file.read(entry, limit)
    total += content.length
    if (entry !== undefined && entry.size > limit && !told) {
      told = true
      list.notRead.push(`${printable(entry.path)} and what follows: too large, only a part was looked into`)
    }
    if (read.size < 100) read.set(path, content)
    return content
  }
}

/** Names of streams begin with control characters. */
export const printable = (path: string): string => path.replace(/[\u0000-\u001f]/g, '')

function propertyMarks(
  list: MarkList,
  stream: Buffer,
  part: string,
  known: Readonly<Record<number, Told>>,
): void {
  for (const { set, id, name, value, start, end } of readPropertySet(stream).all) {
    const range = { start, end }
    if (set === 1) {
      if (name !== undefined) addedProperty(list, name, value, part, range)
      continue
    }
    const told = known[id]
    if (told === undefined) continue
    const [code, means, label] = told
    const text = id === 17 ? '' : shown(value, means === 'time')
    if (text === '' && id !== 17) continue
    list.add({
      code,
      means,
      part,
      value: [label, text].filter(Boolean).join(': '),
      range,
      cleaned: 'no',
    })
  }
}

function addedProperty(
  list: MarkList,
  name: string,
  value: PropertyValue,
  part: string,
  range: { readonly start: number; readonly end: number },
): void {
  const add = (code: string, means: MarkMeaning, text: string): void =>
    list.add({ code, means, part, value: text, range, cleaned: 'no' })
  if (name === '_PID_HLINKS') {
    for (const [link] of wideText(value).matchAll(/(?:https?:|mailto:|file:|\\\\)[^\0]{1,500}/g))
      if (hasToken(link)) add('office.link', 'recipient', link)
      else if (/^(?:file:|\\\\)/.test(link)) add('office.local-path', 'place', link)
  } else if (name === '_PID_GUID') {
    const id = wideText(value).replace(/\0/g, '')
    add('office.document-id', 'copy', id)
    // A number of version 1 ends with the network card of the computer (RFC 9562 §5.1); Office 97 wrote such ones.
    const node = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[0-9a-f]{4}-([0-9a-f]{12})\}?/i.exec(id)?.[1]
    if (node !== undefined) add('office.network-card', 'device', node.match(/../g)!.join(':'))
  } else if (/^_(?:AuthorEmail|ReviewingTools|EmailSubject|PreviousAdHoc|AdHocReview)/i.test(name))
    add('office.people', 'person', `${name}: ${shown(value, false)}`)
  else add('office.custom-properties', 'organisation', `${name}: ${shown(value, false)}`)
}

const wideText = (value: PropertyValue): string => (Buffer.isBuffer(value) ? utf16Text(value) : String(value))

function shown(value: PropertyValue, isTime: boolean): string {
  if (Buffer.isBuffer(value)) return `${value.length} bytes`
  if (typeof value === 'string') return value.trim()
  return isTime ? (value > 0 ? new Date(value).toISOString() : '') : String(value)
}
