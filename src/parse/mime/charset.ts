import { isAscii, isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import iconv from 'iconv-lite'
import { copied } from '../body/copied-text.ts'

/** A stateful decoder of one text; bytes may arrive in pieces of any size. */
export interface CharsetStream {
  write(bytes: Uint8Array): string
  end(): string
}

/** How a charset is decoded, and how its characters lie in the bytes. */
export interface Charset {
  /** WHATWG name, or iconv-lite's where WHATWG has none. */
  readonly name: string
  /** `single`: one byte, one UTF-16 unit. `utf-8` and `other` need a walk to find a character's bytes. */
  readonly width: 'single' | 'utf-8' | 'other'
  /** Bytes below 128 are always the ASCII characters. */
  readonly ascii: boolean
  decode(bytes: Buffer): string
  stream(): CharsetStream
}

export interface DecodedCharset {
  readonly text: string
  readonly charset: Charset
  /** The declared name is not known to anybody. */
  readonly unknown: boolean
  /** Bytes that the charset does not have were replaced. */
  readonly invalid: boolean
  /** Every byte is ASCII and means ASCII. */
  readonly plain: boolean
  /** Bytes of a byte order mark that is not part of `text`. */
  readonly skipped: number
}

/** Names that say nothing: the text is read like undeclared text. */
const UNDECLARED = new Set([
  '',
  'us-ascii',
  'ascii',
  'usascii',
  'us_ascii',
  'ansi_x3.4-1968',
  'iso-ir-6',
  'iso646-us',
  'us',
  'default',
  'default_charset',
  'none',
  'unknown',
  'unknown-8bit',
  'x-unknown',
  'binary',
  '7bit',
  '8bit',
  'charset',
  '_autodetect_all',
  '_autodetect',
  'x-user-defined',
])

/** Spellings found in mail that neither WHATWG nor iconv-lite knows. */
const ALIASES: Readonly<Record<string, string>> = {
  utf: 'utf-8',
  utf8mb4: 'utf-8',
  unicode: 'utf-8',
  cp65001: 'utf-8',
  'windows-65001': 'utf-8',
  'unicode-1-1-utf-7': 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  csunicode11utf7: 'utf-7',
  'utf-16le-bom': 'utf-16le',
  'iso-8859-8-e': 'iso-8859-8',
  'cp-850': 'cp850',
  cp932: 'shift_jis',
  cp943: 'shift_jis',
  'shift-jisx0213': 'shift_jis',
  cp936: 'gbk',
  cp54936: 'gb18030',
  cp949: 'euc-kr',
  cp950: 'big5',
  cp51932: 'euc-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  cp50222: 'iso-2022-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  gb_18030: 'gb18030',
  'gb18030-2000': 'gb18030',
  'euc-cn': 'gbk',
  euccn: 'gbk',
  'gb2312-80': 'gbk',
  'x-cp20936': 'gbk',
  'big5-eten': 'big5',
  'x-euc-tw': 'big5',
  ks_c_5601: 'euc-kr',
  ksc5601: 'euc-kr',
  uhc: 'euc-kr',
  hz: 'hz-gb-2312',
  latin1: 'windows-1252',
  'latin-1': 'windows-1252',
  latin9: 'iso-8859-15',
  ansi: 'windows-1252',
  western: 'windows-1252',
  'x-mac-roman': 'macintosh',
  'x-mac-centraleurroman': 'maccenteuro',
  'x-mac-ce': 'maccenteuro',
  'koi8-ru': 'koi8-u',
}

const MULTI_BYTE = new Set([
  'gbk',
  'gb18030',
  'big5',
  'euc-jp',
  'euc-kr',
  'shift_jis',
  'iso-2022-jp',
  'utf-16le',
  'utf-16be',
])
const NOT_ASCII = new Set(['iso-2022-jp', 'utf-16le', 'utf-16be'])

const utf8: Charset = {
  name: 'utf-8',
  width: 'utf-8',
  ascii: true,
  decode: (bytes) => bytes.toString('utf8'),
  stream: () => textDecoderStream('utf-8'),
}
const latin: Charset = whatwg('windows-1252') as Charset

/** Attack: a new charset name in every encoded-word. */
const MAX_REMEMBERED = 500
const remembered = new Map<string, Charset | undefined>()

/**
 * The charset a label means, or undefined when nobody knows it: WHATWG Encoding labels first, then iconv-lite
 * (code pages, the Macintosh sets), after repairing the spellings found in mail.
 */
export function findCharset(label: string): Charset | undefined {
  const key = label.length > 100 ? label.slice(0, 100) : label
  const known = remembered.get(key)
  if (known !== undefined || remembered.has(key)) return known
  const found = lookUp(key)
  if (remembered.size < MAX_REMEMBERED) remembered.set(copied(key), found)
  return found
}

function lookUp(label: string): Charset | undefined {
  const cleaned = label
    .toLowerCase()
    .replace(/[\s"'<>\\\0]+/g, '')
    .replace(/^charset=/, '')
    .replace(/[;,*].*$/s, '')
  if (UNDECLARED.has(cleaned)) return undefined
  const candidates = spellings(cleaned).map((spelling) => ALIASES[spelling] ?? spelling)
  for (const find of [ownOrWhatwg, fromIconv])
    for (const candidate of candidates) {
      const found = UNDECLARED.has(candidate) ? undefined : find(candidate)
      if (found) return found
    }
  return undefined
}

/** The label, then the labels it may have been meant to be, most literal first. */
function spellings(label: string): string[] {
  const list = [label, label.replaceAll('_', '-'), label.replace(/^(?:x-|cs)/, '')]
  const page = /^(?:x-)?(?:cp|windows|win|ibm|dos|msdos|oem|x-cp)[-_]?(\d{3,5})/.exec(label)
  if (page) list.push(`windows-${page[1]}`, `cp${page[1]}`, `ibm${page[1]}`)
  const iso = /^(?:x-)?iso[-_ ]?8859[-_ ]?(\d{1,2})(?!\d)/.exec(label)
  if (iso) list.push(`iso-8859-${iso[1]}`)
  if (/^(?:x-)?utf[-_]?8/.test(label)) list.push('utf-8')
  if (/^(?:x-)?utf[-_]?16/.test(label)) list.push('utf-16le')
  if (/^(?:x-)?gb[-_]?2312/.test(label)) list.push('gbk')
  if (/^iso[-_]?2022[-_]?jp/.test(label)) list.push('iso-2022-jp')
  if (/^koi8[-_]?r/.test(label)) list.push('koi8-r')
  const glued = /^([a-z0-9-]*\d)[a-z].*$/.exec(label)
  if (glued?.[1]) list.push(glued[1])
  return list
}

function ownOrWhatwg(name: string): Charset | undefined {
  if (name === 'utf-7') return shifted('utf-7', 'utf-16be', utf7ToUtf16)
  if (name === 'hz-gb-2312') return shifted('hz-gb-2312', 'gbk', hzToGbk)
  if (name === 'iso-2022-kr') return shifted('iso-2022-kr', 'euc-kr', iso2022KrToEucKr)
  return whatwg(name)
}

function fromIconv(name: string): Charset | undefined {
  // Never iconv-lite's transfer codings (`base64`, `hex`), which are no charsets.
  if (/^(?:base64|hex|binary|ucs2|internal|native)/.test(name) || !iconv.encodingExists(name))
    return undefined
  return {
    name: name.replace(/[^a-z0-9-]/g, ''),
    width: 'other',
    // What iconv-lite has beyond WHATWG is code pages that extend ASCII, but for UTF-7-IMAP and UTF-32.
    ascii: !/^(?:utf|unicode)/.test(name),
    decode: (bytes) => iconv.decode(bytes, name, { stripBOM: false }),
    stream: () => {
      const decoder = iconv.getDecoder(name, { stripBOM: false })
      return { write: (bytes) => decoder.write(Buffer.from(bytes)), end: () => decoder.end() ?? '' }
    },
  }
}

function whatwg(name: string): Charset | undefined {
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(name, { ignoreBOM: true })
  } catch {
    return undefined
  }
  const { encoding } = decoder
  if (encoding === 'utf-8') return utf8
  if (encoding === 'iso-2022-jp') return shifted(encoding, encoding, withoutVoidEscapes)
  return {
    name: encoding,
    width: MULTI_BYTE.has(encoding) ? 'other' : 'single',
    ascii: !NOT_ASCII.has(encoding),
    decode: (bytes) => decoder.decode(bytes),
    stream: () => textDecoderStream(encoding),
  }
}

function textDecoderStream(name: string): CharsetStream {
  const decoder = new TextDecoder(name, { ignoreBOM: true })
  return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() }
}

/** Bytes that may be held back from one piece to the next. */
const MAX_HELD = 8

/** Where unshifted bytes go; never more than two for each byte read, and those held back. */
interface Sink {
  readonly bytes: Uint8Array
  length: number
}

function put(out: Sink, byte: number): void {
  out.bytes[out.length++] = byte
}

/** A charset that is another one behind shift sequences; `unshift` works byte by byte and keeps its state. */
function shifted(name: string, inner: string, unshift: () => (byte: number, out: Sink) => void): Charset {
  const stream = (): CharsetStream => {
    const decoder = textDecoderStream(inner)
    const step = unshift()
    return {
      write: (bytes) => {
        const out = { bytes: new Uint8Array(bytes.length * 2 + MAX_HELD), length: 0 }
        for (const byte of bytes) step(byte, out)
        return decoder.write(out.bytes.subarray(0, out.length))
      },
      end: () => decoder.end(),
    }
  }
  return {
    name,
    width: 'other',
    ascii: false,
    decode: (bytes) => {
      const whole = stream()
      return whole.write(bytes) + whole.end()
    },
    stream,
  }
}

/** RFC 2152: `+` begins base64 of UTF-16, anything but a base64 digit ends it and a `-` there vanishes; `+-` is a plus. */
function utf7ToUtf16(): (byte: number, out: Sink) => void {
  let inside = false
  let isFirst = false
  let bits = 0
  let held = 0
  return (byte, out) => {
    if (!inside) {
      if (byte === 0x2b) {
        inside = true
        isFirst = true
        bits = 0
        held = 0
      } else {
        put(out, 0)
        put(out, byte)
      }
      return
    }
    const digit = base64Digit(byte)
    if (digit >= 0) {
      isFirst = false
      bits = ((bits << 6) | digit) & 0x3fffff
      held += 6
      if (held >= 16) {
        held -= 16
        put(out, (bits >> (held + 8)) & 255)
        put(out, (bits >> held) & 255)
      }
      return
    }
    inside = false
    if (byte !== 0x2d) {
      put(out, 0)
      put(out, byte)
    } else if (isFirst) {
      put(out, 0)
      put(out, 0x2b)
    }
  }
}

function base64Digit(byte: number): number {
  if (byte >= 65 && byte <= 90) return byte - 65
  if (byte >= 97 && byte <= 122) return byte - 71
  if (byte >= 48 && byte <= 57) return byte + 4
  return byte === 43 ? 62 : byte === 47 ? 63 : -1
}

/** RFC 1843: `~{` and `~}` switch to GB 2312 with the high bit cleared and back, `~~` is a tilde. */
function hzToGbk(): (byte: number, out: Sink) => void {
  let double = false
  let tilde = false
  return (byte, out) => {
    if (tilde) {
      tilde = false
      if (byte === 0x7b) double = true
      else if (byte === 0x7d) double = false
      else if (byte === 0x7e) put(out, 0x7e)
      else if (byte !== 10) {
        put(out, 0x7e)
        put(out, byte)
      }
      return
    }
    if (byte === 0x7e) tilde = true
    else if (byte === 10) {
      double = false
      put(out, byte)
    } else put(out, double && byte > 0x20 ? byte | 0x80 : byte)
  }
}

/**
 * An escape sequence that another one follows at once switches nothing: encoded-words and lines that each return to
 * ASCII, put together, have them. WHATWG takes the second for an error, mail clients do not.
 */
function withoutVoidEscapes(): (byte: number, out: Sink) => void {
  const held: number[] = []
  let isWhole = false
  const release = (out: Sink) => {
    for (const byte of held) put(out, byte)
    held.length = 0
    isWhole = false
  }
  return (byte, out) => {
    if (byte === 0x1b) {
      if (isWhole) held.length = 0
      else release(out)
      isWhole = false
      held.push(byte)
    } else if (held.length === 0 || isWhole || held.length >= MAX_HELD) {
      release(out)
      put(out, byte)
    } else {
      held.push(byte)
      // ISO 2022: intermediate bytes, then one final byte.
      if (byte < 0x20 || byte > 0x7e) release(out)
      else isWhole = byte >= 0x30
    }
  }
}

/** RFC 1557: `ESC $ ) C` announces KS C 5601, SO and SI switch to it and back. */
function iso2022KrToEucKr(): (byte: number, out: Sink) => void {
  let double = false
  let escaped = 0
  return (byte, out) => {
    if (byte === 0x1b) escaped = 3
    else if (escaped > 0) escaped--
    else if (byte === 0x0e) double = true
    else if (byte === 0x0f) double = false
    else {
      if (byte === 10) double = false
      put(out, double && byte > 0x20 ? byte | 0x80 : byte)
    }
  }
}

/**
 * Decodes text as a mail client would. Undeclared text and text declared US-ASCII is read as UTF-8 when it is valid
 * UTF-8, else as windows-1252; so is text in a charset nobody knows. A byte order mark is left out. Never throws.
 */
export function decodeCharset(bytes: Buffer, label: string | undefined): DecodedCharset {
  const declared = label === undefined ? undefined : findCharset(label)
  if ((declared === undefined || declared.ascii) && isAscii(bytes))
    return {
      text: bytes.toString('latin1'),
      charset: declared ?? ascii,
      unknown: isUnknown(label, declared),
      invalid: false,
      plain: true,
      skipped: 0,
    }
  const charset = declared ?? (isUtf8(bytes) ? utf8 : latin)
  let skipped = 0
  if (charset.width === 'utf-8' && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) skipped = 3
  else if (charset.name.startsWith('utf-16') && bytes.length > 1) {
    const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)
    if (mark === 0xfffe || mark === 0xfeff) {
      const other = findCharset(mark === 0xfeff ? 'utf-16be' : 'utf-16le') ?? charset
      return whole(other, bytes, 2, false)
    }
  }
  return whole(charset, bytes, skipped, isUnknown(label, declared))
}

const ascii: Charset = { ...latin, name: 'us-ascii' }

function isUnknown(label: string | undefined, declared: Charset | undefined): boolean {
  if (label === undefined || declared !== undefined) return false
  return !UNDECLARED.has(label.toLowerCase().replace(/[\s"'<>\\\0]+/g, ''))
}

function whole(charset: Charset, bytes: Buffer, skipped: number, unknown: boolean): DecodedCharset {
  const view = skipped > 0 ? bytes.subarray(skipped) : bytes
  let text: string
  try {
    text = charset.decode(view)
  } catch {
    // iconv-lite has no promise not to throw on every code page.
    return { text: latin.decode(view), charset: latin, unknown, invalid: true, plain: false, skipped }
  }
  const invalid = charset.width === 'utf-8' ? !isUtf8(view) : text.includes('\ufffd')
  return { text, charset, unknown, invalid, plain: false, skipped }
}
