import { codePageText } from '../../../parse/attachments/property-set.ts'
import { eachRtfToken, hexDigit } from '../../../parse/attachments/rtf-tokens.ts'
import { fieldTracker } from '../office/field-tracker.ts'
import type { MetadataDraft } from '../office/package-facts.ts'
import type { OpenContext } from '../opener.ts'
import { byteCollector } from './byte-collector.ts'
import { charsetPage, destinationOf, type RtfDestination } from './rtf-destinations.ts'
import { MAX_VALUE, type RtfObject, rtfValues } from './rtf-values.ts'

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
  const values = rtfValues(context)
  const { metadata } = values
  const shown: string[] = []
  const loose: string[] = []
  const html: string[] = []
  const fonts = new Map<number, number>()
  let htmlLength = 0
  let fromHtml = false
  let htmlRtf = false
  let defaultPage = 1252
  let font = 0
  let value = ''
  let skip = 0
  let high = -1
  let position = 0
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
    else context.issue('limit.text-size', `Only ${MAX_HTML} characters of the HTML inside are read`)
  }

  /** A group that collected something has ended. */
  const finish = (ended: Group, at: number): void => {
    const range = { start: ended.start, end: at }
    if (ended.destination === 'object-data') {
      if (data.length() > 0) values.object(Buffer.from(data.take()), range)
    } else if (!PASSING.has(ended.destination)) {
      values.end(ended.destination, ended.info, value, range)
      value = ''
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
        values.newObject()
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
        if (name === 'rsidroot' || group.destination === 'sessions') values.session(name, parameter)
        break
      case 'creatim':
      case 'revtim':
      case 'yr':
      case 'mo':
      case 'dy':
      case 'hr':
      case 'min':
        values.dateWord(name, parameter ?? 0)
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
          group = { ...group, field: false, ignorable: false, start: at }
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
        values.endDate()
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
  values.finish()
  return {
    metadata,
    text: shown
      .join('')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n'),
    objects: values.objects,
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
