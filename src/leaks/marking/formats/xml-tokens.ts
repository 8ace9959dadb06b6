/** XML as a list of tags and texts with their places. Linear, and never throws: what is not well formed is text. */
import type { BlockBuilder } from '../master-text.ts'

export type XmlToken =
  | {
      readonly kind: 'open' | 'close' | 'empty'
      /** With its prefix, as written. */
      readonly name: string
      readonly start: number
      readonly end: number
    }
  | { readonly kind: 'text'; readonly start: number; readonly end: number }

export function* xmlTokens(xml: string): Generator<XmlToken> {
  let at = 0
  while (at < xml.length) {
    const open = xml.indexOf('<', at)
    if (open < 0) break
    if (open > at) yield { kind: 'text', start: at, end: open }
    const skipped = SKIPPED.find(([mark]) => xml.startsWith(mark, open))
    if (skipped) {
      const close = xml.indexOf(skipped[1], open + skipped[0].length)
      if (close < 0) return
      at = close + skipped[1].length
      continue
    }
    const close = tagEnd(xml, open)
    if (close < 0) return
    const isClose = xml[open + 1] === '/'
    const isEmpty = xml[close - 1] === '/'
    let nameEnd = open + (isClose ? 2 : 1)
    const nameStart = nameEnd
    while (nameEnd < close && !/[\s/>]/.test(xml[nameEnd]!)) nameEnd++
    yield {
      kind: isClose ? 'close' : isEmpty ? 'empty' : 'open',
      name: xml.slice(nameStart, nameEnd),
      start: open,
      end: close + 1,
    }
    at = close + 1
  }
  if (at < xml.length) yield { kind: 'text', start: at, end: xml.length }
}

/** Text in a CDATA section is passed over: office programs write none. */
const SKIPPED: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
]

/** The `>` of a tag; one inside a quoted value does not count. */
function tagEnd(xml: string, open: number): number {
  let quote = ''
  for (let i = open + 1; i < xml.length; i++) {
    const c = xml[i]!
    if (quote !== '') {
      if (c === quote) quote = ''
    } else if (c === '"' || c === "'") quote = c
    else if (c === '>') return i
  }
  return -1
}

/** An attribute of a tag by its whole name, undecoded. */
export function xmlAttribute(tag: string, name: string): string | undefined {
  let at = 0
  for (;;) {
    at = tag.indexOf(`${name}=`, at)
    if (at < 0) return undefined
    const before = tag[at - 1]
    const quote = tag[at + name.length + 1]
    if (before !== undefined && /\s/.test(before) && (quote === '"' || quote === "'")) {
      const start = at + name.length + 2
      const end = tag.indexOf(quote, start)
      return end < 0 ? undefined : tag.slice(start, end)
    }
    at += name.length
  }
}

/** The prefix bound to one of these namespaces, with its colon; `''` when it is the default; undefined without. */
export function xmlPrefix(xml: string, namespaces: readonly string[]): string | undefined {
  // Declarations stand at the root; a long head of comments before it is nobody's habit.
  const head = xml.slice(0, 16_384)
  for (const namespace of namespaces) {
    const at = head.indexOf(`="${namespace}"`)
    if (at < 0) continue
    const name = /xmlns(?::([\w.-]{1,40}))?$/.exec(head.slice(Math.max(0, at - 60), at))
    if (name) return name[1] === undefined ? '' : `${name[1]}:`
  }
  return undefined
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Adds source text to a block, references decoded, each with its own range. */
export function addXmlText(block: BlockBuilder, xml: string, start: number, end: number, node: number): void {
  let at = start
  while (at < end) {
    const reference = xml.indexOf('&', at)
    const stop = reference < 0 || reference >= end ? end : reference
    // White space of any kind is one space to both office formats; sourceEdits sees by the source what it was.
    if (stop > at) block.add(xml.slice(at, stop).replace(/[\t\n\r]/g, ' '), at, stop, node)
    if (stop === end) return
    const close = xml.indexOf(';', stop)
    if (close < 0 || close >= end || close - stop > 12) {
      block.add('&', stop, stop + 1, node)
      at = stop + 1
      continue
    }
    block.add(decoded(xml.slice(stop + 1, close)), stop, close + 1, node)
    at = close + 1
  }
}

function decoded(name: string): string {
  const known = NAMED[name]
  if (known !== undefined) return known
  const code = /^#x[0-9a-f]{1,6}$/i.test(name)
    ? Number.parseInt(name.slice(2), 16)
    : /^#\d{1,7}$/.test(name)
      ? Number(name.slice(1))
      : -1
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
}

/** Text as the content of an element. */
export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
