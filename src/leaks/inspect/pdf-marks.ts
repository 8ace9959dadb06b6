/**
 * Marks in a PDF (ISO 32000-2), found in its bytes and in its packed objects without building the document: what a
 * reader program skips is looked at too. A PDF is not written again here: too much of it can hold marks.
 */
import { inflateSync } from 'node:zlib'
import type { MarkMeaning } from '../../model/leak-mark.ts'
import { imageMarks } from './image-marks.ts'
import type { MarkList } from './mark-list.ts'
import { type DotsLookedFor, HOW_TO_LOOK, pictureNotes } from './picture-notes.ts'

/** Packed streams opened, and what one and all may unpack to. Attack: streams that unpack to gigabytes. */
const MAX_STREAMS = 3_000
const MAX_STREAM = 16 * 1024 * 1024
const MAX_TOTAL = 128 * 1024 * 1024
const MAX_PICTURES = 200
/** Of one metadata packet. */
const MAX_XMP = 65_536

const KEYS: Readonly<Record<string, readonly [code: string, means: MarkMeaning]>> = {
  Author: ['pdf.author', 'person'],
  Creator: ['pdf.program', 'device'],
  Producer: ['pdf.program', 'device'],
  CreationDate: ['pdf.time', 'time'],
  ModDate: ['pdf.time', 'time'],
  Title: ['pdf.title', 'hidden'],
  Subject: ['pdf.title', 'hidden'],
  Keywords: ['pdf.title', 'hidden'],
  Company: ['pdf.company', 'organisation'],
  SourceModified: ['pdf.time', 'time'],
  Manager: ['pdf.author', 'person'],
}

/** Adds the marks of a PDF. */
export async function pdfMarks(list: MarkList, bytes: Buffer): Promise<void> {
  const text = bytes.toString('latin1')
  const pages: PagesLookedAt = { looked: 0, left: 0, outcomes: new Map() }
  scan(list, text, undefined)
  structure(list, bytes, text)
  await streams(list, bytes, text, pages)
  pagesNote(list, pages)
}

/** What stands in clear, in the file or in an unpacked object stream. */
function scan(list: MarkList, text: string, part: string | undefined): void {
  const add = (code: string, means: MarkMeaning, value: string, start: number, end: number): void =>
    list.add({ code, means, part, value, range: { start, end }, cleaned: 'no' })
  for (const match of text.matchAll(
    /\/(Author|Creator|Producer|CreationDate|ModDate|Title|Subject|Keywords|Company|SourceModified|Manager)\s{0,4}(?=[(<])/g,
  )) {
    const from = match.index + match[0].length
    const value = stringAt(text, from)
    const [code, means] = KEYS[match[1]!]!
    if (value !== undefined && value.text !== '')
      add(code, means, `${match[1]}: ${value.text}`, match.index, value.end)
  }
  for (const match of text.matchAll(/\/ID\s{0,4}\[\s{0,4}(?=[<(])/g)) {
    const first = stringAt(text, match.index + match[0].length)
    if (first !== undefined)
      add(
        'pdf.id',
        'copy',
        `ID ${Buffer.from(first.text, 'latin1').toString('hex').slice(0, 64)}`,
        match.index,
        first.end,
      )
  }
  for (const match of text.matchAll(/\/BaseFont\s{0,4}\/([A-Z]{6})\+([^\s/<>[\]()]{1,80})/g))
    add('pdf.font-subset', 'copy', `${match[1]}+${match[2]}`, match.index, match.index + match[0].length)
  for (const match of text.matchAll(
    /\/Subtype\s{0,4}\/(Text|FreeText|Highlight|Underline|StrikeOut|Squiggly|Stamp|Ink|Popup|FileAttachment|Caret|Redact|Watermark)\b/g,
  ))
    add(
      'pdf.annotation',
      'person',
      annotation(text, match.index, match[1]!),
      match.index,
      match.index + match[0].length,
    )
  for (const match of text.matchAll(
    /\/(EmbeddedFiles?|JavaScript|AcroForm|Collection|OCProperties|PieceInfo|Thumb|SourceInfo|Perms)\b/g,
  ))
    add(
      ...(FEATURES[match[1]!] ?? ['pdf.feature', 'hidden']),
      match[1]!,
      match.index,
      match.index + match[0].length,
    )
  for (const match of text.matchAll(/\/URI\s{0,4}(?=\()/g)) {
    const value = stringAt(text, match.index + match[0].length)
    if (value !== undefined && /[?#@]|%40/.test(value.text))
      add('pdf.link', 'recipient', value.text, match.index, value.end)
  }
  for (const match of text.matchAll(/\/Type\s{0,4}\/Sig\b/g))
    add('pdf.signature', 'person', 'a digital signature', match.index, match.index + match[0].length)
  for (const match of text.matchAll(/<x:xmpmeta/g)) {
    const near = text.slice(match.index, match.index + MAX_XMP)
    const end = near.indexOf('</x:xmpmeta>')
    const packet = end < 0 ? near : near.slice(0, end)
    xmp(add, packet, match.index)
  }
}

const FEATURES: Readonly<Record<string, readonly [string, MarkMeaning]>> = {
  EmbeddedFile: ['pdf.embedded-file', 'hidden'],
  EmbeddedFiles: ['pdf.embedded-file', 'hidden'],
  JavaScript: ['pdf.script', 'hidden'],
  AcroForm: ['pdf.form', 'hidden'],
  Collection: ['pdf.embedded-file', 'hidden'],
  OCProperties: ['pdf.layers', 'hidden'],
  PieceInfo: ['pdf.program-data', 'device'],
  Thumb: ['pdf.thumbnail', 'hidden'],
  SourceInfo: ['pdf.source', 'place'],
  Perms: ['pdf.signature', 'person'],
}

type Add = (code: string, means: MarkMeaning, value: string, start: number, end: number) => void

function xmp(add: Add, packet: string, at: number): void {
  for (const match of packet.matchAll(
    /(DocumentID|InstanceID|OriginalDocumentID|CreatorTool|Producer|creator|ManageTo|RenditionOf|DerivedFrom|SourceModified|Company)\b[^<>]{0,40}[=>]\s{0,5}["']?([^<>"'\s][^<>"']{1,200})/g,
  ))
    add(
      'pdf.xmp',
      /ID$|Derived|Rendition|ManageTo/.test(match[1]!)
        ? 'copy'
        : /creator$|Company/.test(match[1]!)
          ? 'person'
          : 'device',
      `${match[1]}: ${match[2]}`,
      at + match.index,
      at + match.index + match[0].length,
    )
}

/** Who wrote an annotation, looked for in the dictionary around it. */
function annotation(text: string, at: number, kind: string): string {
  const before = text.slice(Math.max(0, at - 2_000), at)
  const near = before.slice(Math.max(0, before.lastIndexOf('obj'))) + text.slice(at, at + 2_000)
  const match = /\/T\s{0,4}(?=[(<])/.exec(near)
  const author = match === null ? undefined : stringAt(near, match.index + match[0].length)?.text
  return author === undefined || author === '' ? kind : `${kind} by ${author}`
}

/** A literal or hexadecimal string (§7.3.4) at a place, decoded; UTF-16 when it says so. */
function stringAt(text: string, at: number): { readonly text: string; readonly end: number } | undefined {
  if (text[at] === '<' && text[at + 1] !== '<') {
    const end = text.indexOf('>', at)
    if (end < 0 || end - at > 20_000) return undefined
    return {
      text: decoded(
        Buffer.from(text.slice(at + 1, end).replace(/[^0-9a-fA-F]/g, ''), 'hex').toString('latin1'),
      ),
      end: end + 1,
    }
  }
  if (text[at] !== '(') return undefined
  let depth = 0
  let out = ''
  for (let place = at; place < text.length && place - at < 20_000; place++) {
    const character = text[place]!
    if (character === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(place + 1, place + 4))?.[0]
      if (octal !== undefined) {
        out += String.fromCharCode(Number.parseInt(octal, 8) & 255)
        place += octal.length
      } else
        out +=
          ({ n: '\n', r: '\r', t: '\t', b: '', f: '' } as Record<string, string>)[text[++place] ?? ''] ??
          text[place] ??
          ''
      continue
    }
    if (character === '(' && depth++ === 0) continue
    if (character === ')' && --depth === 0) return { text: decoded(out), end: place + 1 }
    out += character
  }
  return undefined
}

function decoded(text: string): string {
  const bytes = Buffer.from(text, 'latin1')
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, 2 + ((bytes.length - 2) & ~1)))
      .swap16()
      .toString('utf16le')
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3)
  return text
}

/** Earlier versions the file still holds, and what lies outside of it. */
function structure(list: MarkList, bytes: Buffer, text: string): void {
  const ends = [...text.matchAll(/%%EOF/g)].map(({ index }) => index)
  // A linearised file has an end of its own behind its first page (Annex F).
  const once = text.slice(0, 1_024).includes('/Linearized') ? 2 : 1
  if (ends.length > once)
    list.add({
      code: 'pdf.earlier-versions',
      means: 'hidden',
      value: `saved ${ends.length - once + 1} times: earlier versions are still in it`,
      range: { start: 0, end: ends.at(-2)! + 5 },
      cleaned: 'no',
    })
  const last = ends.at(-1)
  if (last !== undefined && bytes.length - last > 5 + 1_024)
    list.add({
      code: 'pdf.trailing-data',
      means: 'hidden',
      value: `${bytes.length - last - 5} bytes behind the end`,
      range: { start: last + 5, end: bytes.length },
      cleaned: 'no',
    })
  const start = text.indexOf('%PDF-')
  if (start > 0)
    list.add({
      code: 'pdf.leading-data',
      means: 'hidden',
      value: `${start} bytes before the beginning`,
      range: { start: 0, end: start },
      cleaned: 'no',
    })
  if (/\/Encrypt\s/.test(text))
    list.notRead.push('the PDF is encrypted: texts inside its objects could not be read')
}

/** Object streams and metadata that are packed, and pictures with their own metadata. */
async function streams(list: MarkList, bytes: Buffer, text: string, pages: PagesLookedAt): Promise<void> {
  let total = 0
  let opened = 0
  let pictures = 0
  let nextEnd = -1
  for (let at = text.indexOf('stream'); at >= 0; at = text.indexOf('stream', at + 6)) {
    if (text.startsWith('end', at - 3) || at === 0) continue
    const head = text.slice(Math.max(0, at - 600), at)
    const dictionary = head.slice(Math.max(0, head.lastIndexOf(' obj')))
    const from = at + 6 + (text.startsWith('\r\n', at + 6) ? 2 : 1)
    // Looked for once for each end, so that a million beginnings without ends cost one pass.
    if (nextEnd < from) nextEnd = text.indexOf('endstream', from)
    if (nextEnd < 0) break
    const end = nextEnd
    if (/\/DCTDecode\b/.test(dictionary) && !/\/FlateDecode\b/.test(dictionary) && pictures++ < MAX_PICTURES)
      await pictureMarks(list, bytes, from, end, pages)
    if (!/\/Type\s{0,4}\/(?:ObjStm|Metadata)\b/.test(dictionary) || !/\/FlateDecode\b/.test(dictionary))
      continue
    if (++opened > MAX_STREAMS || total > MAX_TOTAL) {
      list.notRead.push(`only ${opened - 1} packed objects were opened`)
      return
    }
    try {
      const content = inflateSync(bytes.subarray(from, end), { maxOutputLength: MAX_STREAM, finishFlush: 2 })
      total += content.length
      const number = /(\d{1,10})\s\d{1,5}\sobj/.exec(text.slice(Math.max(0, at - 620), at))?.[1] ?? '?'
      scan(list, content.toString('latin1'), `object ${number}, unpacked`)
    } catch {
      list.notRead.push(`a packed object at byte ${from} could not be opened`)
    }
  }
}

/** Pictures of pages in which printer dots were looked for. */
interface PagesLookedAt {
  looked: number
  left: number
  readonly outcomes: Map<DotsLookedFor, number>
}

/** Pictures in which printer dots are looked for: each page of a scan takes up to a second. */
const MAX_PAGES = 20

function pagesNote(list: MarkList, { looked, left, outcomes }: PagesLookedAt): void {
  if (looked + left === 0) return
  const words: Readonly<Record<DotsLookedFor, string>> = {
    found: 'a pattern found',
    'none-seen': 'none seen, which does not show that there is none',
    'too-many': 'could not be told',
    'too-small': 'too small to show them',
    'too-large': 'too large to look',
    unreadable: 'could not be decoded',
  }
  const told = [...outcomes].map(([outcome, count]) => `${count} ${words[outcome]}`)
  if (left > 0) told.push(`${left} not looked at`)
  list.notRead.push(
    `printer dots in the pictures that lie in the file as JPEG: ${told.join(', ')}; ${HOW_TO_LOOK}`,
  )
}

async function pictureMarks(
  list: MarkList,
  bytes: Buffer,
  from: number,
  end: number,
  pages: PagesLookedAt,
): Promise<void> {
  const inner: Parameters<MarkList['add']>[0][] = []
  const picture = bytes.subarray(from, end)
  const within: MarkList = { add: (mark) => inner.push(mark), notRead: list.notRead, marks: () => [] }
  await imageMarks({ ...within, notRead: [] }, picture)
  if (pages.looked < MAX_PAGES) {
    const outcome = await pictureNotes(within, picture, '', `picture at byte ${from}`)
    if (outcome !== 'too-small') pages.looked++
    pages.outcomes.set(outcome, (pages.outcomes.get(outcome) ?? 0) + 1)
  } else pages.left++
  for (const { range, ...mark } of inner)
    if (mark.code !== 'image.trailing-data')
      list.add({
        ...mark,
        cleaned: 'no',
        ...(range && { range: { start: from + range.start, end: from + range.end } }),
      })
}
