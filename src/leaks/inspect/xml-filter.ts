/** One pass over the XML of a document: told tag by tag, or written again without what a filter drops. Linear. */

export interface XmlTag {
  /** With its prefix, as written. */
  readonly name: string
  /** Without its prefix. */
  readonly local: string
  readonly closing: boolean
  readonly empty: boolean
  /** From `<` to behind `>`. */
  readonly start: number
  readonly end: number
}

export interface XmlAttribute {
  readonly name: string
  readonly value: string
  /** Of the whole attribute, and of its value. */
  readonly start: number
  readonly end: number
}

/** Tags in order; comments, processing instructions and declarations are passed over. */
export function* xmlTags(xml: string): Generator<XmlTag, void, undefined> {
  let at = 0
  while (at < xml.length) {
    const start = xml.indexOf('<', at)
    if (start < 0) return
    if (xml.startsWith('<!--', start)) {
      const end = xml.indexOf('-->', start + 4)
      at = end < 0 ? xml.length : end + 3
      continue
    }
    if (xml.startsWith('<![CDATA[', start)) {
      const end = xml.indexOf(']]>', start + 9)
      at = end < 0 ? xml.length : end + 3
      continue
    }
    const end = tagEnd(xml, start + 1)
    if (end < 0) return
    at = end
    const second = xml[start + 1]
    if (second === '?' || second === '!') continue
    const closing = second === '/'
    const name =
      /^[^\s/>]{1,200}/.exec(xml.slice(start + (closing ? 2 : 1), Math.min(end, start + 202)))?.[0] ?? ''
    yield {
      name,
      local: name.slice(name.indexOf(':') + 1),
      closing,
      empty: xml[end - 2] === '/',
      start,
      end,
    }
  }
}

/** Behind the `>` of a tag; one in a quoted value does not count. */
function tagEnd(xml: string, from: number): number {
  let quote = ''
  for (let at = from; at < xml.length; at++) {
    const character = xml[at]!
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '>') return at + 1
  }
  return -1
}

const ATTRIBUTE = /([^\s=<>"'/]{1,200})\s{0,20}=\s{0,20}("[^"]*"|'[^']*')/g

export function xmlAttributes(xml: string, tag: XmlTag): readonly XmlAttribute[] {
  const from = tag.start + 1 + tag.name.length
  const text = xml.slice(from, tag.end)
  const found: XmlAttribute[] = []
  for (const match of text.matchAll(ATTRIBUTE)) {
    const start = from + match.index
    found.push({
      name: match[1]!,
      value: unescaped(match[2]!.slice(1, -1)),
      start,
      end: start + match[0].length,
    })
  }
  return found
}

export interface XmlFilter {
  /** `drop`: the element with all in it; `unwrap`: its tags only; undefined: as it is. */
  element?(tag: XmlTag, attributes: readonly XmlAttribute[]): 'drop' | 'unwrap' | undefined
  /** True for an attribute to be left out. */
  attribute?(tag: XmlTag, attribute: XmlAttribute): boolean
  /** Text between tags, references as written. */
  text?(text: string): string
}

/** The XML as a filter leaves it; comments are left out. */
export function filteredXml(xml: string, filter: XmlFilter): string {
  let out = ''
  let done = 0
  // Depth inside a dropped element, and whether each open element was unwrapped. Attack: deep nesting; no recursion.
  let dropped = 0
  const unwrapped: boolean[] = []
  const text = (until: number): void => {
    if (dropped > 0 || until <= done) return
    const piece = withoutComments(xml.slice(done, until))
    out += filter.text && !piece.includes('<') ? filter.text(piece) : piece
  }
  for (const tag of xmlTags(xml)) {
    text(tag.start)
    done = tag.end
    if (tag.closing) {
      if (dropped > 0) dropped--
      else if (unwrapped.pop() !== true) out += xml.slice(tag.start, tag.end)
      continue
    }
    if (dropped > 0) {
      if (!tag.empty) dropped++
      continue
    }
    const attributes = xmlAttributes(xml, tag)
    const what = filter.element?.(tag, attributes)
    if (what === 'drop') {
      if (!tag.empty) dropped = 1
      continue
    }
    if (!tag.empty) unwrapped.push(what === 'unwrap')
    if (what === 'unwrap') continue
    let from = tag.start
    for (const attribute of attributes) {
      if (filter.attribute?.(tag, attribute) !== true) continue
      out += xml.slice(from, attribute.start).trimEnd()
      from = attribute.end
    }
    out += xml.slice(from, tag.end)
  }
  text(xml.length)
  return out
}

function withoutComments(text: string): string {
  let out = ''
  let at = 0
  for (;;) {
    const start = text.indexOf('<!--', at)
    if (start < 0) return out + text.slice(at)
    out += text.slice(at, start)
    const end = text.indexOf('-->', start + 4)
    if (end < 0) return out
    at = end + 3
  }
}

/** The five predefined entities and numbers (XML 1.0 §4.6). */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/g,
    (whole, hex, number, name) => {
      if (name !== undefined) return ENTITIES[name as string] ?? whole
      const code = Number.parseInt((hex ?? number) as string, hex === undefined ? 10 : 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    },
  )
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Text of the elements of a name (without prefix), in order, at most a thousand. */
export function elementTexts(
  xml: string,
  local: string,
): readonly { text: string; start: number; end: number }[] {
  const found: { text: string; start: number; end: number }[] = []
  let open = -1
  for (const tag of xmlTags(xml)) {
    if (tag.local !== local) continue
    if (tag.closing && open >= 0) {
      found.push({ text: unescaped(withoutTags(xml.slice(open, tag.start))), start: open, end: tag.start })
      open = -1
      if (found.length >= 1_000) return found
    } else if (!tag.closing && !tag.empty) open = tag.end
  }
  return found
}

function withoutTags(xml: string): string {
  let out = ''
  let at = 0
  for (const tag of xmlTags(xml)) {
    out += xml.slice(at, tag.start)
    at = tag.end
  }
  return out + xml.slice(at)
}

/** Turns offsets of a text into ranges of its UTF-8 bytes. */
export type Ranges = (start: number, end: number) => { readonly start: number; readonly end: number }

/** For offsets that mostly grow: each is counted on from the one before. */
export function byteRanges(text: string): Ranges {
  let at = 0
  let bytes = 0
  const place = (offset: number): number => {
    if (offset < at) {
      at = 0
      bytes = 0
    }
    bytes += Buffer.byteLength(text.slice(at, offset))
    at = offset
    return bytes
  }
  return (start, end) => {
    const from = place(start)
    return { start: from, end: place(end) }
  }
}
