import { decodeCharset } from './charset.ts'
import { DESTINATIONS_SKIPPED, FONT_CHARSETS, SYMBOLS } from './rtf-words.ts'

/** What the RTF of a mail body turns into. */
export type RtfForm =
  | 'html' // the HTML it was made from, which it carries along ([MS-OXRTFEX] §2.1.3.1)
  | 'text'

/** Which of the two an RTF body holds: `\fromhtml` stands in the first control words. */
export function rtfForm(rtf: Buffer): RtfForm {
  return /\\fromhtml1?(?![0-9a-z])/.test(rtf.toString('latin1', 0, 1024)) ? 'html' : 'text'
}

/** Groups inside each other whose state is kept. Attack: millions of opening braces. */
const DEPTH = 200
/** Characters of a field instruction kept. */
const INSTRUCTION = 4096

interface Group {
  /** Nothing in it is shown. */
  skipped: boolean
  /** Its content is a piece of the HTML. */
  htmlTag: boolean
  /** `\htmlrtf`: for RTF readers only. */
  rtfOnly: boolean
  /** Fallback characters after `\u`. */
  unicodeSkip: number
  font: number
  inFontTable: boolean
  /** Its text is a field instruction. */
  instruction: boolean
}

/**
 * The HTML or the plain text of an RTF body as UTF-8 ([MS-OXRTFEX] §2.2, RTF specification 1.9.1): for HTML the
 * `htmltag` pieces and the text between them, for text what a reader would show, with the target of each hyperlink
 * field in angle brackets before its words. At most `limit` bytes. Never throws, no recursion, linear.
 */
export function rtfText(rtf: Buffer, form: RtfForm, limit: number): Buffer {
  const isHtml = form === 'html'
  const out: string[] = []
  let length = 0
  let codepage = 'windows-1252'
  const fonts = new Map<number, string>()
  let group: Group = {
    skipped: false,
    htmlTag: false,
    rtfOnly: false,
    unicodeSkip: 1,
    font: -1,
    inFontTable: false,
    instruction: false,
  }
  const outer: Group[] = []
  let tooDeep = 0
  /** Fallback characters still to be passed over. */
  let passing = 0
  /** Bytes of the font's code page, decoded together: a character may take two. */
  let pending: number[] = []
  let pendingCharset = codepage
  let instruction = ''
  /** `\*` was read: an unknown word after it starts something to skip. */
  let starred = false
  let defining = -1

  const say = (text: string): void => {
    if (group.instruction) {
      if (instruction.length < INSTRUCTION) instruction += text
      return
    }
    if (group.skipped || (isHtml && group.rtfOnly && !group.htmlTag)) return
    out.push(text)
    length += text.length
  }
  const flush = (): void => {
    if (pending.length === 0) return
    const bytes = Buffer.from(pending)
    pending = []
    say(decodeCharset(bytes, pendingCharset).text)
  }
  const byte = (value: number): void => {
    if (passing > 0) {
      passing--
      return
    }
    if (group.skipped && !group.instruction) return
    const charset = (isHtml && group.htmlTag ? undefined : fonts.get(group.font)) ?? codepage
    if (charset !== pendingCharset) {
      flush()
      pendingCharset = charset
    }
    pending.push(value)
    if (pending.length >= 4096 && value < 128) flush()
  }
  const text = (written: string): void => {
    if (passing > 0) {
      passing--
      return
    }
    flush()
    say(written)
  }
  const close = (): void => {
    flush()
    passing = 0
    starred = false
    if (tooDeep > 0) {
      tooDeep--
      return
    }
    const wasInstruction = group.instruction
    group = outer.pop() ?? group
    if (wasInstruction && !group.instruction) {
      const target = hyperlink(instruction)
      instruction = ''
      if (target !== '') {
        const { skipped } = group
        group.skipped = false
        say(`<${target}> `)
        group.skipped = skipped
      }
    }
  }

  const word = (name: string, parameter: number | undefined): void => {
    const wasStarred = starred
    starred = false
    const symbol = SYMBOLS.get(name)
    if (symbol !== undefined) {
      text(isHtml && !group.htmlTag ? symbol.html : symbol.text)
      return
    }
    switch (name) {
      case 'u': {
        passing = 0
        if (parameter !== undefined) text(String.fromCharCode(parameter & 0xffff))
        passing = group.unicodeSkip
        return
      }
      case 'uc':
        group.unicodeSkip = Math.min(Math.max(parameter ?? 1, 0), 100)
        return
      case 'ansicpg':
        if (parameter !== undefined) codepage = charsetOfPage(parameter)
        return
      case 'mac':
        codepage = 'macintosh'
        return
      case 'pc':
        codepage = 'cp437'
        return
      case 'pca':
        codepage = 'cp850'
        return
      case 'htmlrtf':
        flush()
        group.rtfOnly = parameter !== 0
        return
      case 'fonttbl':
        group.inFontTable = true
        group.skipped = true
        return
      case 'f':
      case 'deff':
        flush()
        if (group.inFontTable) defining = parameter ?? 0
        else group.font = parameter ?? 0
        return
      case 'fcharset': {
        const charset = group.inFontTable ? FONT_CHARSETS[parameter ?? 1] : undefined
        if (charset !== undefined && fonts.size < 1000) fonts.set(defining, charset)
        return
      }
      case 'plain':
        flush()
        group.font = -1
        return
      case 'htmltag':
        if (!wasStarred) return
        flush()
        group.htmlTag = true
        group.skipped = !isHtml
        return
      case 'fldinst':
        flush()
        if (!isHtml) {
          group.instruction = true
          instruction = ''
        }
        group.skipped = true
        return
    }
    if (wasStarred || DESTINATIONS_SKIPPED.has(name)) {
      flush()
      // Inside a field instruction a nested group still belongs to it.
      if (!(group.instruction && !wasStarred)) group.instruction = false
      group.skipped = true
    }
  }

  let at = 0
  while (at < rtf.length && length < limit) {
    const value = rtf[at] as number
    if (value === 0x7b) {
      flush()
      passing = 0
      starred = false
      if (outer.length < DEPTH) {
        outer.push(group)
        group = { ...group }
      } else tooDeep++
      at++
    } else if (value === 0x7d) {
      close()
      at++
    } else if (value === 0x0a || value === 0x0d || value === 0) at++
    else if (value !== 0x5c) {
      byte(value)
      at++
    } else {
      const next = rtf[at + 1] ?? 0
      if (isLetter(next)) {
        const read = controlWord(rtf, at + 1)
        at = read.end
        if (read.name === 'bin') at += Math.min(Math.max(read.parameter ?? 0, 0), rtf.length - at)
        else word(read.name, read.parameter)
        continue
      }
      at += 2
      switch (next) {
        case 0x27: {
          const hex = Number.parseInt(rtf.toString('latin1', at, at + 2), 16)
          if (!Number.isNaN(hex)) byte(hex)
          at += 2
          break
        }
        case 0x2a:
          starred = true
          break
        case 0x7e:
          text(isHtml && !group.htmlTag ? '&nbsp;' : '\u00a0')
          break
        case 0x5f:
          text(isHtml && !group.htmlTag ? '&shy;' : '\u00ad')
          break
        case 0x0a:
        case 0x0d:
          text('\n')
          break
        case 0x5c:
        case 0x7b:
        case 0x7d:
          byte(next)
          break
      }
    }
  }
  flush()
  return Buffer.from(out.join('').slice(0, limit), 'utf8')
}

const isLetter = (byte: number): boolean => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a)

/** Attack: a control word of megabytes. The specification has 32 letters and a 32-bit number. */
const WORD = 32

function controlWord(
  rtf: Buffer,
  start: number,
): { readonly name: string; readonly parameter: number | undefined; readonly end: number } {
  let at = start
  while (at - start < WORD && isLetter(rtf[at] ?? 0)) at++
  const name = rtf.toString('latin1', start, at)
  const numberStart = at
  if (rtf[at] === 0x2d) at++
  while (at - numberStart < 11 && (rtf[at] ?? 0) >= 0x30 && (rtf[at] ?? 0) <= 0x39) at++
  const parameter = Number.parseInt(rtf.toString('latin1', numberStart, at), 10)
  if (Number.isNaN(parameter)) at = numberStart
  // One blank ends the word and is no text.
  if (rtf[at] === 0x20) at++
  return { name, parameter: Number.isNaN(parameter) ? undefined : parameter, end: at }
}

/** The target of `HYPERLINK "https://…"`, without the switches. */
function hyperlink(written: string): string {
  const match = /\bHYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]*)"|(\S+))/i.exec(written.slice(0, INSTRUCTION))
  return (match?.[1] ?? match?.[2] ?? '').trim()
}

/** Windows code page numbers as charset names. */
export function charsetOfPage(page: number): string {
  switch (page) {
    case 65001:
      return 'utf-8'
    case 1200:
      return 'utf-16le'
    case 20127:
      return 'windows-1252'
    case 20866:
      return 'koi8-r'
    case 21866:
      return 'koi8-u'
    case 10000:
      return 'macintosh'
  }
  if (page >= 28591 && page <= 28605) return `iso-8859-${page - 28590}`
  if (page === 874 || (page >= 1250 && page <= 1258)) return `windows-${page}`
  return page > 0 && page < 65536 ? `cp${page}` : 'windows-1252'
}
