import { charsetOf, decodeText } from './code-page.ts'

/** What an RTF body was made from ([MS-OXRTFEX]): HTML or plain text can be got back, RTF is what it is. */
export interface RtfText {
  readonly from: 'html' | 'text' | 'rtf'
  /** The HTML, or the text without its format. */
  readonly text: string
}

/** Groups nested deeper are read without a state of their own: no writer nests like that. */
const DEPTH_LIMIT = 256
/** Bytes decoded at once: characters of several bytes must not be cut often, and memory not be filled. */
const RUN_LIMIT = 1024 * 1024
/** Destinations that are never text. */
const PASSED_OVER: ReadonlySet<string> = new Set(
  'fonttbl colortbl stylesheet info pict object pntext header footer footnote fldinst listtable themedata'.split(
    ' ',
  ),
)
/** Control words that stand for text (§2.1.3.1.7, RTF 1.9.1 "Special Characters"). */
const CHARACTERS: Readonly<Record<string, string>> = {
  par: '\r\n',
  line: '\r\n',
  tab: '\t',
  lquote: '\u2018',
  rquote: '\u2019',
  ldblquote: '\u201c',
  rdblquote: '\u201d',
  bullet: '\u2022',
  endash: '\u2013',
  emdash: '\u2014',
}
const SYMBOLS: Readonly<Record<string, string>> = {
  '~': '\u00a0',
  _: '\u00ad',
  '{': '{',
  '}': '}',
  '\\': '\\',
}
/** Code pages of \fcharset numbers (RTF 1.9.1). */
const FONT_CODE_PAGES: Readonly<Record<number, number>> = {
  0: 1252,
  77: 10000,
  128: 932,
  129: 949,
  130: 1361,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
}

interface Group {
  /** Its text is not part of the body. */
  readonly ignored: boolean
  /** It is a piece of the original HTML. */
  readonly tag: boolean
  /** Inside `\htmlrtf`: format that only RTF needs. */
  readonly rtfOnly: boolean
  readonly fonts: boolean
  /** Characters that stand for a reader without Unicode behind each `\u`. */
  readonly skip: number
  readonly charset: string
}

/**
 * Gets the original HTML or text out of an RTF body ([MS-OXRTFEX] §2.1.3 and §3.1), else its text. One pass, without
 * recursion; whatever is broken is passed over.
 */
export function rtfText(rtf: Buffer): RtfText {
  const head = rtf.toString('latin1', 0, 1000)
  const from = /\\fromhtml1/.test(head) ? 'html' : /\\fromtext/.test(head) ? 'text' : 'rtf'
  const reader = bodyReader(from === 'html', `windows-${/\\ansicpg(\d{1,5})/.exec(head)?.[1] ?? '1252'}`)
  for (let at = 0; at < rtf.length; ) at = reader.take(rtf, at)
  return { from, text: reader.text() }
}

function bodyReader(html: boolean, ansi: string): { take(rtf: Buffer, at: number): number; text(): string } {
  const codePage = Number(ansi.slice('windows-'.length))
  const standard = charsetOf(codePage) ?? 'windows-1252'
  const pieces: string[] = []
  const fonts = new Map<number, string>()
  const stack: Group[] = []
  let deeper = 0
  let group: Group = { ignored: false, tag: false, rtfOnly: false, fonts: false, skip: 1, charset: standard }
  let font = -1
  let starred = false
  /** Characters still to be left out behind a `\u`. */
  let skip = 0
  let bytes: number[] = []
  let bytesCharset = standard

  const flush = (): void => {
    if (bytes.length > 0) pieces.push(decodeText(Uint8Array.from(bytes), bytesCharset))
    bytes = []
  }
  // around the pieces of HTML stands only what RTF makes of them, and text
  const shown = (): boolean => !group.ignored && (group.tag || !group.rtfOnly)
  const character = (text: string): void => {
    if (skip > 0) {
      skip--
      return
    }
    if (!shown()) return
    flush()
    pieces.push(text)
  }
  const byte = (value: number): void => {
    if (skip > 0) {
      skip--
      return
    }
    if (!shown()) return
    if (bytesCharset !== group.charset || bytes.length >= RUN_LIMIT) flush()
    bytesCharset = group.charset
    bytes.push(value)
  }
  const change = (changes: Partial<Group>): void => {
    group = { ...group, ...changes }
  }

  function word(name: string, value: number | undefined): void {
    const first = starred
    starred = false
    if (group.fonts) {
      if (name === 'f') font = value ?? 0
      else if (name === 'fcharset') {
        const charset = charsetOf(FONT_CODE_PAGES[value ?? 0] ?? codePage)
        if (charset !== undefined) fonts.set(font, charset)
      }
      return
    }
    if (name === 'htmltag' && first) change({ tag: html, ignored: !html })
    else if (name === 'htmlrtf') change({ rtfOnly: html && value !== 0 })
    else if (name === 'fonttbl') change({ ignored: true, fonts: true })
    else if (first || PASSED_OVER.has(name)) change({ ignored: true })
    else if (name === 'uc') change({ skip: Math.max(0, Math.min(value ?? 1, 16)) })
    else if (name === 'f') change({ charset: fonts.get(value ?? 0) ?? standard })
    else if (name === 'plain') change({ charset: standard })
    else if (name === 'u') {
      skip = 0
      const code = value ?? 0
      character(String.fromCharCode(code < 0 ? code + 0x10000 : code))
      skip = group.skip
    } else if (Object.hasOwn(CHARACTERS, name)) character(CHARACTERS[name]!)
  }

  return {
    take(rtf, start) {
      const code = rtf[start]!
      if (code === 0x7b) {
        skip = 0
        if (stack.length < DEPTH_LIMIT) stack.push(group)
        else deeper++
        return start + 1
      }
      if (code === 0x7d) {
        skip = 0
        starred = false
        if (deeper > 0) deeper--
        else group = stack.pop() ?? group
        return start + 1
      }
      if (code === 0x0d || code === 0x0a) return start + 1
      if (code !== 0x5c) {
        starred = false
        byte(code)
        return start + 1
      }
      return control(rtf, start + 1)
    },
    text() {
      flush()
      return pieces.join('')
    },
  }

  /** Reads what stands behind a backslash; returns where to go on. */
  function control(rtf: Buffer, at: number): number {
    const code = rtf[at]
    if (code === undefined) return at
    if (code === 0x27) {
      const value = Number.parseInt(rtf.toString('latin1', at + 1, at + 3), 16)
      if (!Number.isNaN(value)) byte(value)
      return at + 3
    }
    if (!isLetter(code)) {
      const symbol = String.fromCharCode(code)
      if (symbol === '*') starred = true
      else if (symbol === '\r' || symbol === '\n') word('par', undefined)
      else if (Object.hasOwn(SYMBOLS, symbol)) character(SYMBOLS[symbol]!)
      return at + 1
    }
    let end = at
    while (end < rtf.length && end - at < 32 && isLetter(rtf[end]!)) end++
    const name = rtf.toString('latin1', at, end)
    const digits = end
    if (rtf[end] === 0x2d) end++
    while (end < rtf.length && end - digits < 11 && rtf[end]! >= 0x30 && rtf[end]! <= 0x39) end++
    const number = Number.parseInt(rtf.toString('latin1', digits, end), 10)
    const value = Number.isNaN(number) ? undefined : number
    // `\binN` is followed by N bytes that are no text
    if (name === 'bin' && value !== undefined && value > 0) return Math.min(rtf.length, end + 1 + value)
    word(name, value)
    return rtf[end] === 0x20 ? end + 1 : end
  }
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}
