/** The text blocks of an HTML page, with the text nodes they stand in. */
import { tokenizeHtml } from '../../../parse/body/html-tokenizer.ts'
import { sourceOffset } from '../../../parse/body/source-offset.ts'
import {
  type BlockBuilder,
  type BlockRole,
  blockBuilder,
  type LayoutPlace,
  type MasterText,
  type TextBlock,
  type TextNode,
} from '../master-text.ts'
import type { TextBytes } from './text-bytes.ts'
import { escapeXml } from './xml-tokens.ts'

/** Elements that begin and end a block of text. */
const BLOCKS = new Set(
  'address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
const HEADINGS = new Set([
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'caption',
  'figcaption',
  'legend',
  'summary',
  'nav',
  'th',
  'dt',
])
const INLINE_FIXED = new Set([
  'a',
  'code',
  'kbd',
  'samp',
  'var',
  'tt',
  'q',
  'cite',
  'button',
  'abbr',
  'time',
  'data',
])
/** Their content is no text of the page. */
const UNSHOWN = new Set([
  'head',
  'title',
  'textarea',
  'select',
  'svg',
  'math',
  'template',
  'noscript',
  'object',
  'script',
  'style',
])
/** Less than a tenth of a pixel between letters. */
const STYLE = 'letter-spacing:.006em'
/** Attack: a page that opens elements for ever and closes none. */
const MAX_OPEN = 100_000

export function readHtml(bytes: TextBytes): MasterText {
  const html = bytes.text
  const nodes: TextNode[] = []
  const blocks: TextBlock[] = []
  const counts = new Map<string, number>()
  const isIn = (name: string): boolean => (counts.get(name) ?? 0) > 0
  const anyOf = (names: Iterable<string>): boolean => {
    for (const name of names) if (isIn(name)) return true
    return false
  }
  let opened = 0
  let block: BlockBuilder = blockBuilder()
  let layout: LayoutPlace | undefined
  let lastEnd = -1
  const flush = (): void => {
    if (block.length > 0) blocks.push(block.build(roleNow(), layout))
    block = blockBuilder()
    layout = undefined
    lastEnd = -1
    for (const name of INLINE_FIXED) for (let i = counts.get(name) ?? 0; i > 0; i--) block.fixFrom()
  }
  const roleNow = (): BlockRole =>
    isIn('blockquote')
      ? 'quote'
      : isIn('pre')
        ? 'code'
        : anyOf(HEADINGS)
          ? 'heading'
          : isIn('table')
            ? 'table'
            : 'prose'
  tokenizeHtml(html, {
    text(text, start, places) {
      if (anyOf(UNSHOWN)) return
      for (let i = 0; i < text.length; ) {
        const from = sourceOffset(start, places, i)
        let width = 1
        // Both halves of a character outside the basic plane stand for one reference.
        if (places.length > 0 && sourceOffset(start, places, i + 1) === from) width = 2
        const to = Math.max(sourceOffset(start, places, i + width), from + 1)
        const unit = text.slice(i, i + width)
        i += width
        const isBlank = /^[ \t\n\f\r]$/.test(unit)
        if (isBlank && block.endsInSpace) continue
        if (from !== lastEnd) nodes.push({ style: String(nodes.length), keepsEdges: true })
        block.add(isBlank ? ' ' : unit, from, to, nodes.length - 1)
        lastEnd = to
      }
    },
    startTag({ name, attributes, selfClosing, end }) {
      if (BLOCKS.has(name)) {
        flush()
        // The end of the head need not be written.
        counts.set('head', 0)
      }
      lastEnd = -1
      if (VOID.has(name) || (selfClosing && name === 'svg') || opened >= MAX_OPEN) return
      opened++
      counts.set(name, (counts.get(name) ?? 0) + 1)
      if (INLINE_FIXED.has(name)) block.fixFrom()
      if (name !== 'p') return
      const style = attributes.find((attribute) => attribute.name === 'style')
      const at = end - (selfClosing ? 2 : 1)
      layout = {
        rule: 'letter-spacing',
        state: style === undefined ? 0 : style.value.replace(/\s/g, '') === STYLE ? 1 : 'other',
        edits: style === undefined && !selfClosing ? [{ start: at, end: at, text: ` style="${STYLE}"` }] : [],
      }
    },
    endTag(name) {
      if (BLOCKS.has(name)) flush()
      lastEnd = -1
      const count = counts.get(name) ?? 0
      if (count === 0) return
      counts.set(name, count - 1)
      if (INLINE_FIXED.has(name)) block.fixTo()
    },
    comment() {
      lastEnd = -1
    },
    css() {},
    foreign: () => isIn('svg') || isIn('math'),
  })
  flush()
  return {
    format: 'html',
    source: html,
    nodes,
    blocks,
    escape: (text) =>
      bytes.unicode
        ? escapeXml(text)
        : escapeXml(text).replace(/[^\0-\x7f]/gu, (c) => `&#${c.codePointAt(0)};`),
    canWrite: () => true,
    write: bytes.encode,
  }
}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
