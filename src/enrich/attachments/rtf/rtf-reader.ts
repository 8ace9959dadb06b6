import { reachesOut } from '../office/field-code.ts'
import { fieldTracker } from '../office/field-tracker.ts'
import { type MetadataDraft, metadataValue } from '../office/package-facts.ts'
import { codePageText } from '../office/property-set.ts'
import type { OpenContext } from '../opener.ts'
import { charsetPage, destinationOf, type RtfDestination } from './rtf-destinations.ts'
import { eachRtfToken, hexDigit } from './rtf-tokens.ts'

/** An object as its hexadecimal digits give it. */
export interface RtfObject {
  readonly className: string
  readonly bytes: Buffer
  readonly range: { readonly start: number; readonly end: number }
}

export interface RtfFacts {
  readonly metadata: MetadataDraft
  readonly text: string
  readonly objects: readonly RtfObject[]
  /** HTML that the RTF was made from ([MS-OXRTFEX]); empty when it was not. */
  readonly html: string
  /** Groups opened and never closed. */
  readonly unclosed: number
  /** Deepest nesting met. */
  readonly depth: number
}

/** Groups inside each other with a state of their own. Attack: a million of them; deeper ones share the last. */
const MAX_DEPTH = 1_000
const MAX_OBJECTS = 200
const MAX_RSIDS = 500
const MAX_VALUE = 2_000
/** Characters of HTML that are put together again. */
const MAX_HTML = 16_000_000
/** Half points, see the reader of new documents. */
const UNREADABLE_SIZE = 4

interface Group {
  destination: RtfDestination
  /** Which of the `info` words. */
  info: string
  /** Characters that follow a `\u` for programs without Unicode. */
  uc: number
  hidden: boolean
  tiny: boolean
  page: number
  /** The group is a field: its end is the field's. */
  field: boolean
  object: boolean
  /** `\*` was read last. */
  ignorable: boolean
  start: number
}

/** Destinations that collect nothing of their own. */
const PASSING: ReadonlySet<RtfDestination> = new Set([
  'body',
  'skip',
  'field-code',
  'fonts',
  'sessions',
  'html-tag',
])

/** Reads an RTF file in one pass; links and powers go to the context. Everything hostile ends here: see the limits. */
export function readRtf(bytes: Buffer, context: OpenContext): RtfFacts {
  const metadata: MetadataDraft = {}
  const people = new Set<string>()
  const rsids: string[] = []
  const shown: string[] = []
  const loose: string[] = []
  const html: string[] = []
  const objects: RtfObject[] = []
  const fonts = new Map<number, number>()
  let htmlLength = 0
  let fromHtml = false
  let htmlRtf = false
  let defaultPage = 1252
  let font = 0
  let value = ''
  let shapeName = ''
  let skip = 0
  let high = -1
  let objectClass = ''
  let objectFrom = 0
  let position = 0
  let date: { readonly key: 'created' | 'modified'; readonly parts: Map<string, number> } | undefined
  const data = byteCollector(bytes.length)
  /** Bytes in the code page that holds now, not decoded yet. */
  const pending = byteCollector(bytes.length)
  const fields = fieldTracker(context, {}, 'rtf-field', () => position)

  let group: Group = {
    destination: 'body',
    info: '',
    uc: 1,
    hidden: false,
    tiny: false,
    page: 0,
    field: false,
    object: false,
    ignorable: false,
    start: 0,
  }
  const outer: Group[] = []
  /** Groups deeper than the limit. */
  let deeper = 0
  let deepest = 0

  const settle = (): void => {
    if (pending.length() === 0) return
    const text = codePageText(pending.take(), group.page === 0 ? defaultPage : group.page)
    put(text)
  }

  const put = (text: string): void => {
    switch (group.destination) {
      case 'body':
        if (fromHtml) {
          if (!htmlRtf) addHtml(text)
          return
        }
        if (group.hidden || group.tiny) return
        shown.push(text)
        fields.result(text)
        loose.push(fields.inLink() ? ' ' : text)
        return
      case 'field-code':
        fields.code(text)
        return
      case 'html-tag':
        if (fromHtml) addHtml(text)
        return
      case 'object-class':
      case 'info':
      case 'authors':
      case 'shape-name':
      case 'shape-value':
      case 'link-source':
        if (value.length < MAX_VALUE) value += text.slice(0, MAX_VALUE)
        return
    }
  }

  const addHtml = (text: string): void => {
    htmlLength += text.length
    if (htmlLength <= MAX_HTML) html.push(text)
  }

  /** Text of a destination is complete. */
  const finish = (ended: Group, at: number): void => {
    if (PASSING.has(ended.destination)) return
    const trimmed = value.slice(0, MAX_VALUE).trimEnd()
    const text = metadataValue(trimmed.endsWith(';') ? trimmed.slice(0, -1) : trimmed)
    const range = { start: ended.start, end: at }
    switch (ended.destination) {
      case 'info':
        if (text !== undefined) readInfo(ended.info, text, range)
        break
      case 'authors':
        for (const name of value.split(';').slice(0, 200))
          if (name.trim() !== '' && people.size < 200) people.add(name.trim().slice(0, 200))
        break
      case 'object-class':
        objectClass = value.trim()
        break
      case 'shape-name':
        shapeName = value.trim()
        break
      case 'shape-value':
        // A picture by its address, loaded when the document is shown.
        if (
          text !== undefined &&
          (shapeName === 'pibName' || shapeName === 'pihlShape') &&
          reachesOut(text)
        ) {
          context.power('remote-content')
          context.link({ origin: 'rtf-field', href: text, range })
        }
        break
      case 'link-source':
        if (text !== undefined) context.link({ origin: 'rtf-field', href: text, range })
        break
      case 'object-data':
        if (data.length() > 0 && objects.length < MAX_OBJECTS)
          objects.push({
            className: objectClass,
            bytes: Buffer.from(data.take()),
            range: { start: objectFrom, end: at },
          })
        break
    }
    value = ''
  }

  const readInfo = (word: string, text: string, range: { start: number; end: number }): void => {
    if (word === 'title') metadata.title ??= text
    else if (word === 'author') metadata.author ??= text
    else if (word === 'operator') metadata.lastModifiedBy ??= text
    else if (word === 'company') metadata.company ??= text
    else if (word === 'generator') metadata.program ??= text
    else if (word === 'template') {
      metadata.template ??= text
      if (!reachesOut(text)) return
      context.power('remote-content')
      context.link({ origin: 'office-template', href: text, range })
    }
  }

  const word = (name: string, parameter: number | undefined, at: number): void => {
    position = at
    if (skip > 0) {
      skip--
      return
    }
    const ignorable = group.ignorable
    group.ignorable = false
    if (name === 'u') {
      settle()
      put(String.fromCharCode((parameter ?? 0) & 0xffff))
      skip = group.uc
      return
    }
    const destination = destinationOf(name, ignorable)
    if (destination !== undefined) {
      settle()
      if (group.destination === 'skip' && destination !== 'object-data' && destination !== 'field-code')
        return
      group.destination = destination
      group.info = name
      group.start = at
      value = ''
      if (destination === 'object-data') {
        data.take()
        high = -1
        objectFrom = at
      }
      return
    }
    switch (name) {
      case 'par':
      case 'line':
      case 'sect':
      case 'page':
      case 'row':
        // In HTML that was wrapped the line ends are the HTML's own.
        settle()
        put('\n')
        break
      case 'tab':
      case 'cell':
      case 'nestcell':
        settle()
        put('\t')
        break
      case 'emdash':
      case 'endash':
      case 'lquote':
      case 'rquote':
      case 'ldblquote':
      case 'rdblquote':
      case 'bullet':
      case 'emspace':
      case 'enspace':
        settle()
        put(CHARACTERS[name] ?? '')
        break
      case 'ansicpg':
        if (parameter !== undefined && parameter > 0) defaultPage = parameter
        break
      case 'mac':
        defaultPage = 10000
        break
      case 'pc':
        defaultPage = 437
        break
      case 'uc':
        group.uc = Math.min(16, Math.max(0, parameter ?? 1))
        break
      case 'f':
        font = parameter ?? 0
        if (group.destination === 'fonts') break
        settle()
        group.page = fonts.get(font) ?? 0
        break
      case 'fcharset':
        if (group.destination === 'fonts' && fonts.size < 5_000)
          fonts.set(font, charsetPage(parameter ?? 0) ?? 0)
        break
      case 'plain':
        settle()
        group.hidden = group.tiny = false
        group.page = 0
        break
      case 'v':
        settle()
        group.hidden = parameter !== 0
        break
      case 'fs':
        settle()
        if (parameter !== undefined) group.tiny = parameter <= UNREADABLE_SIZE
        break
      case 'fromhtml':
        fromHtml = true
        break
      case 'htmlrtf':
        settle()
        htmlRtf = parameter !== 0
        break
      case 'field':
        settle()
        group.field = true
        fields.mark('begin')
        break
      case 'fldrslt':
        settle()
        fields.mark('separate')
        group.destination = 'body'
        break
      case 'object':
        group.object = true
        objectClass = ''
        break
      case 'objautlink':
      case 'objupdate':
        context.power('auto-open')
        break
      case 'objocx':
      case 'objemb':
        context.power('embedded-program')
        break
      case 'rsid':
      case 'rsidroot':
      case 'insrsid': {
        if (parameter === undefined) break
        const rsid = parameter.toString(16).toUpperCase().padStart(8, '0')
        if (name === 'rsidroot') metadata.rsidRoot ??= rsid
        else if (group.destination === 'sessions' && rsids.length < MAX_RSIDS) rsids.push(rsid)
        break
      }
      case 'creatim':
      case 'revtim':
        date = { key: name === 'creatim' ? 'created' : 'modified', parts: new Map() }
        break
      case 'yr':
      case 'mo':
      case 'dy':
      case 'hr':
      case 'min':
        if (date !== undefined) date.parts.set(name, parameter ?? 0)
        break
      case 'nofpages':
        if (parameter !== undefined && parameter > 0) metadata.pages ??= parameter
        break
      case 'readprot':
      case 'annotprot':
      case 'formprot':
        metadata.protection ??= PROTECTION[name] ?? name
        break
    }
  }

  eachRtfToken(
    bytes,
    {
      open(at) {
        position = at
        skip = 0
        settle()
        if (outer.length >= MAX_DEPTH) deeper++
        else {
          outer.push(group)
          group = { ...group, field: false, object: false, ignorable: false, start: at }
        }
        deepest = Math.max(deepest, outer.length + deeper)
      },
      close(at) {
        position = at + 1
        skip = 0
        settle()
        if (deeper > 0) {
          deeper--
          return
        }
        const ended = group
        const back = outer.pop()
        if (back === undefined) return
        // What a destination collects ends with the group that began it, not with groups inside.
        if (ended.destination !== back.destination || ended.info !== back.info) finish(ended, at + 1)
        if (ended.field) fields.mark('end')
        if (date !== undefined && date.parts.size > 0) {
          const part = (name: string): number => date?.parts.get(name) ?? 0
          if (part('yr') >= 1980)
            metadata[date.key] ??= Date.UTC(part('yr'), part('mo') - 1, part('dy'), part('hr'), part('min'))
          date = undefined
        }
        group = back
      },
      word,
      symbol(character) {
        if (character === '*') {
          group.ignorable = true
          return
        }
        if (skip > 0) {
          skip--
          return
        }
        if (character === '\\' || character === '{' || character === '}') pending.add(character.charCodeAt(0))
        else if (character === '~') {
          settle()
          put('\u00a0')
        } else if (character === '_') pending.add(0x2d)
      },
      byte(byte) {
        if (skip > 0) {
          skip--
          return
        }
        if (group.destination !== 'object-data') pending.add(byte)
      },
      text(start, end) {
        position = start
        let from = start
        if (skip > 0) {
          from = Math.min(end, start + skip)
          skip -= from - start
        }
        group.ignorable = false
        if (group.destination === 'skip' || group.destination === 'fonts') return
        if (group.destination !== 'object-data') {
          pending.addAll(bytes.subarray(from, end))
          return
        }
        for (let i = from; i < end; i++) {
          const digit = hexDigit(bytes[i])
          if (digit < 0) continue
          if (high < 0) high = digit
          else {
            data.add(high * 16 + digit)
            high = -1
          }
        }
      },
      binary(start, end) {
        if (group.destination === 'object-data') data.addAll(bytes.subarray(start, end))
      },
    },
    context.budget.work,
  )
  settle()
  position = bytes.length
  finish(group, bytes.length)
  fields.finish()
  context.linksOfText(loose.join(''), { origin: 'office-text' })
  if (people.size > 0) metadata.people = [...people]
  if (rsids.length > 0) metadata.rsids = rsids
  return {
    metadata,
    text: shown
      .join('')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n'),
    objects,
    html: html.join(''),
    unclosed: outer.length + deeper,
    depth: deepest,
  }
}

const CHARACTERS: Readonly<Record<string, string>> = {
  emdash: '\u2014',
  endash: '\u2013',
  lquote: '\u2018',
  rquote: '\u2019',
  ldblquote: '\u201c',
  rdblquote: '\u201d',
  bullet: '\u2022',
  emspace: '\u2003',
  enspace: '\u2002',
}
const PROTECTION: Readonly<Record<string, string>> = {
  readprot: 'readOnly',
  annotprot: 'comments',
  formprot: 'forms',
}

/** Bytes put together one by one, in a buffer that doubles. */
function byteCollector(most: number): {
  add(byte: number): void
  addAll(bytes: Buffer): void
  length(): number
  /** What was collected; it begins anew. The bytes are valid until the next addition. */
  take(): Buffer
} {
  let buffer = Buffer.alloc(1_024)
  let length = 0
  const room = (count: number): void => {
    if (length + count <= buffer.length) return
    const larger = Buffer.alloc(Math.max(buffer.length * 2, length + count))
    buffer.copy(larger, 0, 0, length)
    buffer = larger
  }
  return {
    add(byte) {
      if (length >= most) return
      room(1)
      buffer[length++] = byte
    },
    addAll(bytes) {
      const piece = bytes.subarray(0, Math.max(0, most - length))
      room(piece.length)
      piece.copy(buffer, length)
      length += piece.length
    },
    length: () => length,
    take() {
      const taken = buffer.subarray(0, length)
      length = 0
      return taken
    },
  }
}
