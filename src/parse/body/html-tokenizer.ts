import { decodeAttribute, decodeInText, referenceEnd } from './character-references.ts'
import { elementKind, RAW } from './element-kinds.ts'
import { htmlName } from './html-names.ts'
import { AS_WRITTEN, type TextPlaces } from './source-offset.ts'

/**
 * The HTML tokenizer (HTML Standard §13.2.5) over a whole string, built to jump from mark to mark instead of walking
 * through states: several times faster than parse5's, which is the oracle of its tests. Positions are offsets of
 * the input; NUL becomes U+FFFD in names and values. CR is taken as white space, not normalised: mail text arrives
 * with LF.
 */
export interface TokenHandler {
  /** Text between tags, references decoded; `start` and `places` as `sourceOffset` takes them. */
  text(text: string, start: number, places: TextPlaces): void
  startTag(tag: StartTag): void
  endTag(name: string, start: number, end: number): void
  /** `start` is the offset of the comment's text. */
  comment(text: string, start: number): void
  /** The content of `style`. Other raw content is not told. */
  css(css: string, start: number): void
  /** Whether the place is inside SVG or MathML, where nothing is raw text and CDATA sections exist. */
  foreign(): boolean
}

export interface StartTag {
  readonly name: string
  /** What the standard says of the element (`elementKind`). */
  readonly kind: number
  readonly attributes: readonly HtmlAttribute[]
  readonly selfClosing: boolean
  readonly start: number
  readonly end: number
}

export interface HtmlAttribute {
  /** Lower case. */
  readonly name: string
  /** References decoded. */
  readonly value: string
  /** Place of the value, without quotes; of the name when there is no value. */
  readonly start: number
  readonly end: number
}

/** How the raw content of an element is read when scripts do not run. */
type RawContent = 'css' | 'script' | 'raw' | 'text' | 'decoded'
const RAW_CONTENT: ReadonlyMap<string, RawContent> = new Map([
  ['style', 'css'],
  ['script', 'script'],
  ['iframe', 'raw'],
  ['noembed', 'raw'],
  ['noframes', 'raw'],
  ['xmp', 'text'],
  ['title', 'decoded'],
  ['textarea', 'decoded'],
])

const NO_ATTRIBUTES: readonly HtmlAttribute[] = []

const isBlank = (c: number): boolean => c === 32 || c === 10 || c === 9 || c === 12 || c === 13
const isAlpha = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90)

/** 1: ends a tag name; 2: ends an attribute name; 4: ends an unquoted value. */
const STOPS = new Uint8Array(128)
for (const c of '\t\n\f\r >') STOPS[c.charCodeAt(0)] = 7
STOPS['/'.charCodeAt(0)] = 3
STOPS['='.charCodeAt(0)] = 2

const stops = (c: number, which: number): boolean => c < 128 && ((STOPS[c] as number) & which) !== 0

/** From this many attributes on, names are looked up in a set. Attack: 100,000 attributes on one tag. */
const MANY_ATTRIBUTES = 16

export function tokenizeHtml(html: string, handler: TokenHandler): void {
  const { length } = html
  let pos = 0
  let textFrom = 0
  /** The next `--!>` at or after the last place asked for; it is rare, and is not searched for again and again. */
  let bang = -2
  /** The same for `&`, which long stretches of text can be without. */
  let amp = html.indexOf('&')
  /** Whether the tag read last ended with `/>`. */
  let selfClosed = false
  let names: Set<string> = new Set()
  const hasNul = html.includes('\0')

  while (pos < length) {
    const lt = html.indexOf('<', pos)
    if (lt < 0 || lt + 1 >= length) break
    const c = html.charCodeAt(lt + 1)
    if (isAlpha(c)) {
      flush(lt)
      pos = startTag(lt)
    } else if (c === 47) {
      const next = html.charCodeAt(lt + 2)
      if (isAlpha(next)) {
        flush(lt)
        pos = endTag(lt)
      } else if (lt + 2 >= length) break
      else {
        flush(lt)
        pos = next === 62 ? lt + 3 : bogus(lt + 2)
      }
    } else if (c === 33) {
      flush(lt)
      pos = declaration(lt)
    } else if (c === 63) {
      flush(lt)
      pos = bogus(lt + 1)
    } else {
      pos = lt + 1
      continue
    }
    textFrom = pos
  }
  flush(length)

  function flush(end: number): void {
    if (end > textFrom) decoded(textFrom, end)
    textFrom = end
  }

  function decoded(start: number, end: number): void {
    if (amp >= 0 && amp < start) amp = html.indexOf('&', start)
    if (amp < 0 || amp >= end) {
      handler.text(html.slice(start, end), start, AS_WRITTEN)
      return
    }
    const places: number[] = [0, start]
    let out = ''
    let from = start
    let at = amp
    while (at >= 0 && at < end) {
      const stop = referenceEnd(html, at, end)
      out += html.slice(from, at)
      places.push(out.length, at)
      out += decodeInText(html.slice(at, stop))
      places.push(out.length, stop)
      from = stop
      at = html.indexOf('&', stop)
    }
    out += html.slice(from, end)
    places.push(out.length, end)
    handler.text(out, start, places)
  }

  function bogus(from: number): number {
    const gt = html.indexOf('>', from)
    return gt < 0 ? length : gt + 1
  }

  function declaration(lt: number): number {
    if (html.startsWith('--', lt + 2)) return comment(lt + 4)
    if (html.startsWith('[CDATA[', lt + 2) && handler.foreign()) {
      const close = html.indexOf(']]>', lt + 9)
      const end = close < 0 ? length : close
      const start = lt + 9
      if (end > start) handler.text(html.slice(start, end), start, AS_WRITTEN)
      return close < 0 ? length : close + 3
    }
    const gt = html.indexOf('>', lt + 2)
    return gt < 0 ? length : gt + 1
  }

  function comment(start: number): number {
    if (html.charCodeAt(start) === 62) return start + 1
    if (html.startsWith('->', start)) return start + 2
    const plain = html.indexOf('-->', start)
    if (bang !== -1 && bang < start) bang = html.indexOf('--!>', start)
    let end = plain
    let after = plain + 3
    if (bang >= 0 && (plain < 0 || bang < plain)) {
      end = bang
      after = bang + 4
    }
    if (end < 0) {
      // What could have begun the end mark is not part of the comment.
      handler.comment(html.slice(start).replace(/(?:--!|--?)$/, ''), start)
      return length
    }
    handler.comment(html.slice(start, end), start)
    return after
  }

  function endTag(lt: number): number {
    const nameEnd = tagNameEnd(lt + 2)
    const end = attributesEnd(nameEnd, undefined)
    if (end < 0) return length
    handler.endTag(htmlName(html, lt + 2, nameEnd), lt, end)
    return end
  }

  function startTag(lt: number): number {
    const nameEnd = tagNameEnd(lt + 1)
    const first = html.charCodeAt(nameEnd)
    const attributes: HtmlAttribute[] | undefined = first === 62 ? undefined : []
    const end = attributesEnd(nameEnd, attributes)
    if (end < 0) return length
    const name = htmlName(html, lt + 1, nameEnd)
    const foreign = handler.foreign()
    const kind = elementKind(name)
    handler.startTag({
      name,
      kind,
      attributes: attributes ?? NO_ATTRIBUTES,
      selfClosing: selfClosed,
      start: lt,
      end,
    })
    if (foreign || !(kind & RAW)) return end
    if (name === 'plaintext') {
      if (end < length) handler.text(html.slice(end), end, AS_WRITTEN)
      return length
    }
    const raw = RAW_CONTENT.get(name)
    return raw === undefined ? end : rawContent(name, raw, end)
  }

  function rawContent(name: string, kind: RawContent, start: number): number {
    const end = kind === 'script' ? scriptEnd(start) : rawEnd(name, start)
    if (end > start) {
      if (kind === 'css') handler.css(html.slice(start, end), start)
      else if (kind === 'text') handler.text(html.slice(start, end), start, AS_WRITTEN)
      else if (kind === 'decoded') decoded(start, end)
    }
    return end
  }

  /** Where the end tag of a raw element begins. */
  function rawEnd(name: string, start: number): number {
    let at = html.indexOf('</', start)
    while (at >= 0) {
      const after = at + 2 + name.length
      const c = html.charCodeAt(after)
      if ((c === 62 || c === 47 || isBlank(c)) && html.slice(at + 2, after).toLowerCase() === name) return at
      at = html.indexOf('</', at + 2)
    }
    return length
  }

  /** The same for scripts, whose `<!-- <script>` … `</script> -->` hides an end tag (§13.2.5.15 to 31). */
  function scriptEnd(start: number): number {
    const marks = /<!--|-->|<\/?script(?=[\t\n\f\r />])/gi
    marks.lastIndex = start
    let state: 'plain' | 'escaped' | 'double' = 'plain'
    for (let match = marks.exec(html); match; match = marks.exec(html)) {
      const mark = match[0]
      if (mark === '<!--') {
        if (state === 'plain') {
          state = 'escaped'
          // `<!-->` closes what it opens.
          marks.lastIndex = match.index + 2
        }
      } else if (mark === '-->') state = 'plain'
      else if (mark.charCodeAt(1) === 47) {
        if (state !== 'double') return match.index
        state = 'escaped'
      } else if (state === 'escaped') state = 'double'
    }
    return length
  }

  /** Reads attributes up to the end of the tag; the offset after `>`, or -1 when the text ends inside the tag. */
  function attributesEnd(from: number, into: HtmlAttribute[] | undefined): number {
    let i = from
    selfClosed = false
    for (;;) {
      while (isBlank(html.charCodeAt(i))) i++
      if (i >= length) return -1
      const c = html.charCodeAt(i)
      if (c === 62) return i + 1
      if (c === 47) {
        if (html.charCodeAt(i + 1) === 62) {
          selfClosed = true
          return i + 2
        }
        i++
        continue
      }
      const nameStart = i
      // An equals sign here begins a name.
      i++
      while (i < length && !stops(html.charCodeAt(i), 2)) i++
      const nameEnd = i
      while (isBlank(html.charCodeAt(i))) i++
      if (html.charCodeAt(i) !== 61) {
        add(into, nameStart, nameEnd, nameStart, nameEnd, true)
        continue
      }
      i++
      while (isBlank(html.charCodeAt(i))) i++
      if (i >= length) return -1
      const quote = html.charCodeAt(i)
      let start = i
      let end = i
      if (quote === 34 || quote === 39) {
        start = i + 1
        end = html.indexOf(quote === 34 ? '"' : "'", start)
        if (end < 0) return -1
        i = end + 1
      } else {
        while (i < length && !stops(html.charCodeAt(i), 4)) i++
        end = i
      }
      add(into, nameStart, nameEnd, start, end, false)
    }
  }

  function add(
    into: HtmlAttribute[] | undefined,
    nameStart: number,
    nameEnd: number,
    start: number,
    end: number,
    empty: boolean,
  ): void {
    if (into === undefined) return
    const name = htmlName(html, nameStart, nameEnd)
    if (into.length < MANY_ATTRIBUTES) {
      for (const one of into) if (one.name === name) return
    } else {
      if (into.length === MANY_ATTRIBUTES) names = new Set(into.map((one) => one.name))
      if (names.has(name)) return
      names.add(name)
    }
    let value = ''
    if (!empty) {
      value = html.slice(start, end)
      if (hasNul) value = value.replaceAll('\0', '\ufffd')
      if (amp >= 0 && amp < start) amp = html.indexOf('&', start)
      if (amp >= 0 && amp < end) value = decodeAttribute(value)
    }
    into.push({ name, value, start, end })
  }

  function tagNameEnd(from: number): number {
    let i = from
    while (i < length) {
      if (stops(html.charCodeAt(i), 1)) break
      i++
    }
    return i
  }
}
