/** Marks in Rich Text Format (specification 1.9.1): what it says of people, sessions, folders and times. */
import type { MarkMeaning } from '../../model/leak-mark.ts'
import { codePageText } from '../../parse/attachments/property-set.ts'
import { eachRtfToken, hexDigit } from '../../parse/attachments/rtf-tokens.ts'
import { rtfForm, rtfText } from '../../parse/mime/rtf-text.ts'
import { DESTINATIONS_SKIPPED } from '../../parse/mime/rtf-words.ts'
import { imageMarks } from './image-marks.ts'
import { type MarkList, markList } from './mark-list.ts'
import { cleanMarkup, hasToken } from './markup-marks.ts'
import { plainText, textMarks } from './text-marks.ts'

type Told = readonly [code: string, means: MarkMeaning, label: string]

/** Groups whose text is a mark. */
const TEXTS: Readonly<Record<string, Told>> = {
  author: ['office.author', 'person', ''],
  operator: ['office.last-changed-by', 'person', ''],
  manager: ['office.manager', 'person', 'manager'],
  company: ['office.company', 'organisation', 'company'],
  title: ['office.property', 'hidden', 'title'],
  subject: ['office.property', 'hidden', 'subject'],
  keywords: ['office.property', 'hidden', 'keywords'],
  category: ['office.property', 'hidden', 'category'],
  comment: ['office.property', 'hidden', 'comment'],
  doccomm: ['office.property', 'hidden', 'comment'],
  hlinkbase: ['office.link-base', 'place', 'base of links'],
  template: ['office.template', 'place', 'template'],
  generator: ['office.program', 'device', ''],
  atnauthor: ['office.comments', 'person', ''],
  atnid: ['office.comments', 'person', 'initials'],
  propname: ['office.custom-properties', 'organisation', 'name'],
  staticval: ['office.custom-properties', 'organisation', 'value'],
  linkval: ['office.custom-properties', 'organisation', 'link'],
  passwordhash: ['office.protection', 'copy', 'password hash'],
  blipuid: ['image.unique-id', 'copy', 'picture'],
  mmconnectstr: ['office.mail-merge', 'recipient', 'connection'],
  mmdatasource: ['office.mail-merge', 'recipient', 'data'],
  mmquery: ['office.mail-merge', 'recipient', 'query'],
  revtbl: ['office.tracked-changes', 'person', ''],
  fldinst: ['office.link', 'recipient', ''],
  objclass: ['office.embedded-file', 'hidden', 'object'],
  docvar: ['office.document-variables', 'organisation', ''],
  filetbl: ['office.local-path', 'place', ''],
  printdata: ['office.printer-settings', 'device', ''],
}
/** Groups of numbers that make a time. */
const TIMES: Readonly<Record<string, readonly [code: string, label: string]>> = {
  creatim: ['office.created', 'created'],
  revtim: ['office.changed', 'saved'],
  printim: ['office.printed', 'printed'],
  buptim: ['office.changed', 'backup'],
  atndate: ['office.changed', 'comment'],
}
/** Words whose number is a mark. */
const NUMBERS: Readonly<Record<string, readonly [code: string, means: MarkMeaning, label: string]>> = {
  rsidroot: ['office.copy-family', 'copy', ''],
  rsid: ['office.editing-sessions', 'copy', ''],
  insrsid: ['office.editing-sessions', 'copy', ''],
  delrsid: ['office.editing-sessions', 'copy', ''],
  charrsid: ['office.editing-sessions', 'copy', ''],
  pararsid: ['office.editing-sessions', 'copy', ''],
  sectrsid: ['office.editing-sessions', 'copy', ''],
  tblrsid: ['office.editing-sessions', 'copy', ''],
  styrsid: ['office.editing-sessions', 'copy', ''],
  edmins: ['office.editing-time', 'time', 'minutes of editing'],
  version: ['office.revision', 'copy', 'revision'],
  vern: ['office.program', 'device', 'number of the program'],
  id: ['office.document-id', 'copy', 'id'],
}
/** Groups that hold bytes in hexadecimal digits. */
const BINARY: Readonly<Record<string, readonly [code: string, means: MarkMeaning, label: string]>> = {
  objdata: ['office.embedded-file', 'hidden', 'an embedded object'],
  datastore: ['office.custom-xml', 'organisation', 'data of programs of the organisation'],
}
const PASSED_ON: ReadonlySet<string> = new Set(['ud', 'upr', 'uc', 'cf', 'cb'])
const IGNORED: ReadonlySet<string> = new Set(DESTINATIONS_SKIPPED)
/** Groups inside each other with a state of their own. Attack: millions of opening braces. */
const MAX_DEPTH = 500
/** Characters of one value, of the text, and bytes of one picture. */
const MAX_VALUE = 4_096
const MAX_TEXT = 16 * 1024 * 1024
const MAX_PICTURE = 32 * 1024 * 1024
const MAX_PICTURES = 200

interface Group {
  /** Word that says what the group's text is; empty for the text of the document, `-` for what is passed over. */
  what: string
  hidden: boolean
  ignorable: boolean
  start: number
  value: string
  time: Map<string, number>
  /** Where the digits of a picture or object stand. */
  digits: { readonly start: number; readonly end: number }[]
}

/** Adds the marks of an RTF file; `part` when it lies in another file. Never throws. */
export async function rtfMarks(list: MarkList, bytes: Buffer, part?: string): Promise<void> {
  const { text, pictures } = walk(list, bytes, part)
  textMarks(list, text, { ...(part !== undefined && { part }) })
  for (const [number, picture] of pictures.entries()) {
    const name = `${part === undefined ? '' : `${part}, `}picture ${number + 1}`
    if (/^(?:\x89PNG|\xff\xd8\xff|GIF8)/.test(picture.toString('latin1', 0, 4)))
      await imageMarks(list, picture, name)
    else list.notRead.push(`${name}: a metafile or bitmap is not looked into`)
  }
}

interface RtfContent {
  /** All text of the document, and what of it a reader sees. */
  readonly text: string
  readonly visible: string
  readonly pictures: readonly Buffer[]
}

/** One pass over the tokens: adds marks and gives what has marks of its own. */
function walk(list: MarkList, bytes: Buffer, part?: string): RtfContent {
  const pictures: Buffer[] = []
  const shown: string[] = []
  const visible: string[] = []
  let length = 0
  let page = 1252
  let skip = 0
  let perUnicode = 1
  let tooDeep = 0
  let end = 0
  let bytesOfPage: number[] = []
  const group = (start: number, from?: Group): Group => ({
    what: from?.what ?? '',
    hidden: from?.hidden ?? false,
    ignorable: false,
    start,
    value: '',
    time: new Map(),
    digits: [],
  })
  const groups: Group[] = [group(0)]
  const current = (): Group => groups[groups.length - 1]!
  const add = (code: string, means: MarkMeaning, value: string, start: number, to: number): void => {
    if (value.trim() !== '') list.add({ code, means, part, value, range: { start, end: to } })
  }
  const put = (text: string): void => {
    const now = current()
    if (now.what === '') {
      // The first group stands for what lies outside of the document, which is told as such.
      if (groups.length === 1) return
      length += text.length
      if (length > MAX_TEXT) return
      shown.push(text)
      if (!now.hidden) visible.push(text)
    } else if (now.value.length < MAX_VALUE) now.value += text
  }
  const settle = (): void => {
    if (bytesOfPage.length === 0) return
    const text = codePageText(Buffer.from(bytesOfPage), page)
    bytesOfPage = []
    put(text)
  }
  const finish = (ended: Group, to: number): void => {
    const { what, value, start, time, digits } = ended
    const told = Object.hasOwn(TEXTS, what) ? TEXTS[what] : undefined
    const text = value.trim().replace(/;$/, '')
    if (told !== undefined && text !== '') {
      if (what === 'fldinst') fieldMark(add, text, start, to)
      else if (what !== 'revtbl' || text !== 'Unknown')
        add(told[0], told[1], told[2] === '' ? text : `${told[2]}: ${text}`, start, to)
    }
    const moment = Object.hasOwn(TIMES, what) ? TIMES[what] : undefined
    if (moment !== undefined && time.has('yr'))
      add(moment[0], 'time', `${moment[1]}: ${momentText(time)}`, start, to)
    const held = Object.hasOwn(BINARY, what) ? BINARY[what] : undefined
    const size = digits.reduce((sum, one) => sum + (one.end - one.start) / 2, 0)
    if (held !== undefined && size >= 1)
      add(held[0], held[1], `${held[2]}, ${Math.floor(size)} bytes`, start, to)
    if (what === 'pict' && size >= 4 && size <= MAX_PICTURE && pictures.length < MAX_PICTURES)
      pictures.push(hexBytes(bytes, digits))
  }
  eachRtfToken(
    bytes,
    {
      open(at) {
        settle()
        if (groups.length >= MAX_DEPTH) {
          tooDeep++
          return
        }
        const outer = current()
        // Each name of the table of revisers stands in a group of its own.
        groups.push(group(at, outer))
      },
      close(at) {
        settle()
        end = at + 1
        if (tooDeep > 0) tooDeep--
        else if (groups.length > 1) finish(groups.pop()!, at + 1)
      },
      word(word, parameter, at) {
        if (skip > 0) {
          skip--
          return
        }
        if (word === 'u') {
          settle()
          put(String.fromCharCode((parameter ?? 0) & 0xffff))
          skip = perUnicode
          return
        }
        settle()
        const now = current()
        const ignorable = now.ignorable
        now.ignorable = false
        if (word === 'uc') perUnicode = Math.min(10, Math.max(0, parameter ?? 1))
        else if (word === 'ansicpg' && parameter !== undefined && parameter > 0) page = parameter
        else if (word === 'par' || word === 'line' || word === 'row' || word === 'cell' || word === 'tab')
          put(word === 'tab' || word === 'cell' ? '\t' : '\n')
        else if (word === 'plain') now.hidden = false
        else if (word === 'v' || word === 'deleted' || word === 'revised') {
          if (now.what !== '') return
          if (word !== 'revised') now.hidden = parameter !== 0
          if (parameter === 0) return
          if (word === 'v') add('office.hidden-text', 'hidden', 'text marked as hidden', at, at + 2)
          else
            add(
              'office.tracked-changes',
              'person',
              `text that was ${word === 'deleted' ? 'deleted' : 'added'}`,
              at,
              at + word.length + 1,
            )
        } else if (/^(?:yr|mo|dy|hr|min|sec)$/.test(word) && Object.hasOwn(TIMES, now.what))
          now.time.set(word, parameter ?? 0)
        else if (
          Object.hasOwn(NUMBERS, word) &&
          parameter !== undefined &&
          (word !== 'id' || now.what === 'info')
        ) {
          const [code, means, label] = NUMBERS[word]!
          const value = code.startsWith('office.e') && word !== 'edmins' ? hex(parameter) : String(parameter)
          if (parameter !== 0)
            add(
              code,
              means,
              label === '' ? (word === 'rsidroot' ? hex(parameter) : value) : `${label}: ${value}`,
              at,
              at + word.length + 1 + String(parameter).length,
            )
        } else if (isDestination(word, ignorable) && !PASSED_ON.has(word)) now.what = destination(word)
        else if (ignorable) now.what = '-'
      },
      symbol(character) {
        if (skip > 0) {
          skip--
          return
        }
        settle()
        if (character === '*') current().ignorable = true
        else if (character === '~') put('\u00a0')
        else if (character === '_') put('-')
        else if (character === '{' || character === '}' || character === '\\') put(character)
      },
      byte(value) {
        if (skip > 0) skip--
        else bytesOfPage.push(value)
      },
      text(start, to) {
        const now = current()
        if (now.what === 'pict' || Object.hasOwn(BINARY, now.what)) {
          now.digits.push({ start, end: to })
          return
        }
        let from = start
        while (skip > 0 && from < to) {
          skip--
          from++
        }
        for (; from < to && (now.what === '' || now.value.length < MAX_VALUE); from++)
          bytesOfPage.push(bytes[from]!)
      },
      binary(start, to) {
        if (current().what === 'pict' && pictures.length < MAX_PICTURES && to - start <= MAX_PICTURE)
          pictures.push(bytes.subarray(start, to))
      },
    },
    () => {},
  )
  settle()
  if (end > 0 && bytes.subarray(end).some((byte) => byte > 0x20))
    add('rtf.trailing-data', 'hidden', `${bytes.length - end} bytes behind the end`, end, bytes.length)
  if (length > MAX_TEXT) list.notRead.push(`text behind ${MAX_TEXT} characters was not looked at`)
  return { text: shown.join(''), visible: visible.join(''), pictures }
}

const isDestination = (word: string, ignorable: boolean): boolean =>
  Object.hasOwn(TEXTS, word) ||
  Object.hasOwn(TIMES, word) ||
  Object.hasOwn(BINARY, word) ||
  word === 'pict' ||
  word === 'info' ||
  word === 'userprops' ||
  word === 'rsidtbl' ||
  IGNORED.has(word) ||
  (ignorable && !PASSED_ON.has(word))

const destination = (word: string): string =>
  Object.hasOwn(TEXTS, word) ||
  Object.hasOwn(TIMES, word) ||
  Object.hasOwn(BINARY, word) ||
  word === 'pict' ||
  word === 'info'
    ? word
    : '-'

const hex = (value: number): string => (value >>> 0).toString(16).toUpperCase().padStart(8, '0')

function momentText(time: ReadonlyMap<string, number>): string {
  const two = (name: string): string => String(time.get(name) ?? 0).padStart(2, '0')
  return `${time.get('yr') ?? 0}-${two('mo')}-${two('dy')} ${two('hr')}:${two('min')}`
}

/** A field that leads somewhere: an address with a number of its own, or a folder. */
function fieldMark(
  add: (code: string, means: MarkMeaning, value: string, start: number, end: number) => void,
  instruction: string,
  start: number,
  end: number,
): void {
  const target = /"([^"]{1,2000})"/.exec(instruction)?.[1] ?? instruction.split(/\s+/, 2)[1] ?? ''
  const kind = instruction.split(/\s/, 1)[0]?.toUpperCase() ?? ''
  if (/^(?:[a-z]:[\\/]|\\\\|file:)/i.test(target)) add('office.local-path', 'place', target, start, end)
  else if (kind === 'HYPERLINK') {
    if (hasToken(target)) add('office.link', 'recipient', target, start, end)
  } else if (/^INCLUDE/.test(kind)) add('office.remote-content', 'recipient', target, start, end)
  else if (
    /^(?:AUTHOR|USERNAME|USERADDRESS|USERINITIALS|FILENAME|LASTSAVEDBY|DOCVARIABLE|MERGEFIELD)$/.test(kind)
  )
    add('office.field', 'person', instruction, start, end)
}

/** Hexadecimal digits as bytes, what is none left out. */
function hexBytes(
  bytes: Buffer,
  ranges: readonly { readonly start: number; readonly end: number }[],
): Buffer {
  const out = Buffer.alloc(Math.ceil(ranges.reduce((sum, { start, end }) => sum + end - start, 0) / 2))
  let length = 0
  let high = -1
  for (const { start, end } of ranges)
    for (let at = start; at < end; at++) {
      const digit = hexDigit(bytes[at])
      if (digit < 0) continue
      if (high < 0) high = digit
      else {
        out[length++] = high * 16 + digit
        high = -1
      }
    }
  return out.subarray(0, length)
}

/** The text an RTF file shows, without anything else; HTML when it was made from HTML. */
export function cleanRtf(bytes: Buffer): { readonly text: string; readonly changes: readonly string[] } {
  if (rtfForm(bytes) === 'html')
    return {
      text: cleanMarkup(rtfText(bytes, 'html', MAX_TEXT).toString('utf8')),
      changes: ['it is HTML now, as it was before it was RTF', 'layout, pictures and objects were left out'],
    }
  const { visible } = walk(markList(), bytes)
  return {
    text: `${plainText(visible, { lines: true }).trim()}\n`,
    changes: ['it is a plain text now: layout, pictures, objects, links and fields were left out'],
  }
}
