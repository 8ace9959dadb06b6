import { utf16Text } from '../../../parse/mime/utf16-text.ts'
import { decodeText } from '../text/text-encoding.ts'

/** A start tag. Names are local: the prefix before the colon is the writer's choice and is left out. */
export interface XmlTag {
  readonly name: string
  /** The prefix as written, without the colon. */
  readonly prefix: string
  /** `<a/>`: no end tag is told for it. */
  readonly empty: boolean
  /** Value by local name, references decoded; of two with one local name the one without a prefix, else the first. */
  attribute(local: string): string | undefined
  /**
   * Value of an attribute from another namespace than the element's (`r:id` of `w:hyperlink` or of `hyperlink`),
   * whatever its prefix.
   */
  foreign(local: string): string | undefined
}

export interface XmlHandler {
  open(tag: XmlTag): void
  /** Told for `</a>` only. */
  close?(name: string): void
  /** Character data, references decoded, CDATA as it stands; may come in several pieces. */
  text?(text: string): void
}

/** Attributes of one tag that are read. Attack: a tag of a million attributes. */
const MAX_ATTRIBUTES = 256

/**
 * Reads XML (XML 1.0) as a row of tags and text: one pass, no tree, nothing resolved. A document type and the
 * entities it declares are skipped, and references to them stay as written, so neither external entities nor
 * entities inside entities do anything. What cannot be XML is passed over; an unclosed construct ends the reading.
 * @param work is told how many tags were read since it was called last; it may throw to stop.
 * @returns false when the text ended inside a construct or held a bare `<`.
 */
export function scanXml(xml: string, handler: XmlHandler, work: (steps: number) => void): boolean {
  let at = 0
  let textFrom = 0
  let clean = true
  const flush = (end: number): void => {
    if (end > textFrom && handler.text) handler.text(decodeReferences(xml.slice(textFrom, end)))
  }
  for (;;) {
    const open = xml.indexOf('<', at)
    if (open < 0) break
    work(1)
    const next = xml.charCodeAt(open + 1)
    let end: number
    if (next === 33 /* ! */) {
      flush(open)
      if (xml.startsWith('<!--', open)) end = after(xml, '-->', open + 4)
      else if (xml.startsWith('<![CDATA[', open)) {
        end = after(xml, ']]>', open + 9)
        if (handler.text) handler.text(xml.slice(open + 9, end < 0 ? xml.length : end - 3))
      } else end = declarationEnd(xml, open)
    } else if (next === 63 /* ? */) {
      flush(open)
      end = after(xml, '?>', open + 2)
    } else if (next === 47 /* / */) {
      flush(open)
      end = after(xml, '>', open + 2)
      if (end > 0 && handler.close) handler.close(localName(xml, open + 2, end - 1))
    } else if (isNameStart(next)) {
      flush(open)
      end = tagEnd(xml, open + 1)
      if (end > 0) handler.open(readTag(xml, open + 1, end - 1))
    } else {
      clean = false
      at = open + 1
      continue
    }
    if (end < 0) return false
    at = end
    textFrom = end
  }
  flush(xml.length)
  return clean
}

/** Text of an XML part: byte order mark, else the encoding it declares, else UTF-8. */
export function decodeXml(bytes: Buffer): string {
  // UTF-16 without a mark: `<` and NUL in turn.
  if (bytes[0] === 0x3c && bytes[1] === 0) return utf16Text(bytes)
  return decodeText(bytes)
}

const after = (xml: string, mark: string, from: number): number => {
  const found = xml.indexOf(mark, from)
  return found < 0 ? -1 : found + mark.length
}

const isNameStart = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c >= 0xc0

/** Behind `<!DOCTYPE …>`, its inner part included. */
function declarationEnd(xml: string, open: number): number {
  const close = xml.indexOf('>', open)
  if (close < 0) return -1
  const bracket = xml.indexOf('[', open)
  if (bracket < 0 || bracket > close) return close + 1
  const inner = xml.indexOf(']', bracket)
  return inner < 0 ? -1 : after(xml, '>', inner)
}

/** Behind the `>` that ends a tag: not one inside a quoted value. */
function tagEnd(xml: string, from: number): number {
  for (let i = from; i < xml.length; i++) {
    const c = xml.charCodeAt(i)
    if (c === 62) return i + 1
    if (c === 34 || c === 39) {
      i = xml.indexOf(c === 34 ? '"' : "'", i + 1)
      if (i < 0) return -1
    }
  }
  return -1
}

function localName(xml: string, from: number, end: number): string {
  let i = from
  let start = from
  while (i < end && !isSpace(xml.charCodeAt(i))) {
    if (xml.charCodeAt(i) === 58) start = i + 1
    i++
  }
  return xml.slice(start, i)
}

const isSpace = (c: number): boolean => c === 32 || c === 9 || c === 10 || c === 13

interface Attribute {
  readonly prefix: string
  readonly local: string
  readonly value: string
}

function readTag(xml: string, from: number, end: number): XmlTag {
  let stop = end
  const empty = xml.charCodeAt(stop - 1) === 47
  if (empty) stop--
  let nameEnd = from
  let colon = -1
  while (nameEnd < stop && !isSpace(xml.charCodeAt(nameEnd))) {
    if (xml.charCodeAt(nameEnd) === 58) colon = nameEnd
    nameEnd++
  }
  const prefix = colon < 0 ? '' : xml.slice(from, colon)
  let attributes: readonly Attribute[] | undefined
  const all = (): readonly Attribute[] => {
    attributes ??= readAttributes(xml, nameEnd, stop)
    return attributes
  }
  return {
    name: xml.slice(colon < 0 ? from : colon + 1, nameEnd),
    prefix,
    empty,
    attribute(local) {
      if (nameEnd === stop) return undefined
      const named = all().filter((one) => one.local === local)
      return (named.find((one) => one.prefix === '') ?? named[0])?.value
    },
    foreign(local) {
      if (nameEnd === stop) return undefined
      return all().find((one) => one.local === local && one.prefix !== '' && one.prefix !== prefix)?.value
    },
  }
}

function readAttributes(xml: string, from: number, end: number): readonly Attribute[] {
  const attributes: Attribute[] = []
  let i = from
  while (i < end && attributes.length < MAX_ATTRIBUTES) {
    while (i < end && isSpace(xml.charCodeAt(i))) i++
    const nameFrom = i
    let colon = -1
    while (i < end && xml.charCodeAt(i) !== 61 && !isSpace(xml.charCodeAt(i))) {
      if (xml.charCodeAt(i) === 58) colon = i
      i++
    }
    const nameEnd = i
    while (i < end && isSpace(xml.charCodeAt(i))) i++
    if (xml.charCodeAt(i) !== 61 || i >= end) {
      if (i === nameFrom) i++
      continue
    }
    i++
    while (i < end && isSpace(xml.charCodeAt(i))) i++
    const quote = xml.charAt(i)
    if (quote !== '"' && quote !== "'") continue
    const close = xml.indexOf(quote, i + 1)
    if (close < 0 || close > end) break
    attributes.push({
      prefix: colon < 0 ? '' : xml.slice(nameFrom, colon),
      local: xml.slice(colon < 0 ? nameFrom : colon + 1, nameEnd),
      value: decodeReferences(xml.slice(i + 1, close)),
    })
    i = close + 1
  }
  return attributes
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Replaces the five named and the numbered references (XML 1.0 §4.6, §4.1); others stay as written. */
export function decodeReferences(text: string): string {
  let at = text.indexOf('&')
  if (at < 0) return text
  const pieces: string[] = []
  let from = 0
  while (at >= 0) {
    const end = text.indexOf(';', at)
    if (end < 0) break
    const meant = end - at <= LONGEST_REFERENCE ? referenceText(text.slice(at + 1, end)) : undefined
    if (meant !== undefined) {
      pieces.push(text.slice(from, at), meant)
      from = end + 1
      at = text.indexOf('&', from)
    } else at = text.indexOf('&', at + 1)
  }
  pieces.push(text.slice(from))
  return pieces.join('')
}

const LONGEST_REFERENCE = 12

function referenceText(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(NAMED, name) ? NAMED[name] : undefined
  const code = /^#x[0-9a-f]+$/i.test(name)
    ? Number.parseInt(name.slice(2), 16)
    : /^#\d+$/.test(name)
      ? Number(name.slice(1))
      : 0
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : undefined
}
