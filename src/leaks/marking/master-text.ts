/** The texts of a document with the place of every character in its source, so that an edit touches nothing else. */
import type { MarkFormat } from '../../model/mark.ts'

/** What a block is for its reader. Marks are set in prose only; the rest helps to find the place again. */
export type BlockRole = 'prose' | 'heading' | 'quote' | 'code' | 'table' | 'other'

export interface Span {
  readonly start: number
  readonly end: number
}

/** One stretch of source text without markup inside: a `w:t`, a text node, a line. */
export interface TextNode {
  /** Nodes of equal style can share an edit. */
  readonly style: string
  /** False where white space at the edges of the node would be lost (`w:t` without `xml:space`). */
  readonly keepsEdges: boolean
}

export interface TextBlock {
  readonly role: BlockRole
  /** What a reader sees; line ends inside a paragraph are spaces. */
  readonly text: string
  /** Source range of each UTF-16 unit of `text`. */
  readonly from: readonly number[]
  readonly to: readonly number[]
  /** Number of the node in `MasterText.nodes`; -1 for what stands for markup (a tab, a line break). */
  readonly node: readonly number[]
  /** Ranges of `text` that no edit may touch: links, code, fields. Sorted. */
  readonly fixed: readonly Span[]
  /** Where the block's layout can be changed, when the format has a way; `undefined` without. */
  readonly layout: LayoutPlace | undefined
}

/** How a block shows, and what to do to the source to change it invisibly. */
export interface LayoutPlace {
  readonly rule: 'letter-spacing' | 'line-end'
  /** What it is about in the block's text, when it is not the whole block. */
  readonly span?: Span
  /** The block carries the change already, or what stands there is neither of both. */
  readonly state: 0 | 1 | 'other'
  /** Edits that set it; empty when it cannot be set here. */
  readonly edits: readonly SourceEdit[]
}

export interface SourceEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface MasterText {
  readonly format: MarkFormat
  /** What all places refer to: the whole file, or its main part when it is a package. */
  readonly source: string
  readonly nodes: readonly TextNode[]
  readonly blocks: readonly TextBlock[]
  /** Writes text as the source needs it: character references in markup. */
  readonly escape: (text: string) => string
  /** Whether the file's encoding has all these characters. */
  readonly canWrite: (text: string) => boolean
  /** The bytes of a file with this source; everything else as in the file that was read. */
  readonly write: (source: string) => Uint8Array
}

/** Why a file cannot be marked or read: operator trouble, in words with the way out. */
export interface MasterTrouble {
  readonly kind: 'master-trouble'
  readonly what: string
  readonly next: string
}

export const masterTrouble = (what: string, next: string): MasterTrouble => ({
  kind: 'master-trouble',
  what,
  next,
})

/** Collects one block. */
export interface BlockBuilder {
  /** One UTF-16 unit or several that come from one source range. */
  add(text: string, from: number, to: number, node: number): void
  fixFrom(): void
  fixTo(): void
  readonly length: number
  readonly endsInSpace: boolean
  build(role: BlockRole, layout?: LayoutPlace): TextBlock
}

export function blockBuilder(): BlockBuilder {
  let text = ''
  const from: number[] = []
  const to: number[] = []
  const node: number[] = []
  const fixed: Span[] = []
  let depth = 0
  let fixedStart = 0
  return {
    add(part, start, end, number) {
      for (let i = 0; i < part.length; i++) {
        // A unit of its own for each character where the source has one for each, else the range as a whole.
        const single = end - start === part.length
        from.push(single ? start + i : start)
        to.push(single ? start + i + 1 : end)
        node.push(number)
      }
      text += part
    },
    fixFrom() {
      if (depth++ === 0) fixedStart = text.length
    },
    fixTo() {
      if (depth > 0 && --depth === 0 && text.length > fixedStart)
        fixed.push({ start: fixedStart, end: text.length })
    },
    get length() {
      return text.length
    },
    get endsInSpace() {
      return text === '' || text.endsWith(' ')
    },
    build(role, layout) {
      if (depth > 0 && text.length > fixedStart) fixed.push({ start: fixedStart, end: text.length })
      return { role, text, from, to, node, fixed, layout }
    },
  }
}

/** The part in which two texts differ: `start` and the ends in each. */
export function differingCore(one: string, other: string): { start: number; end: number; otherEnd: number } {
  let start = 0
  const most = Math.min(one.length, other.length)
  while (start < most && one[start] === other[start]) start++
  let end = one.length
  let otherEnd = other.length
  while (end > start && otherEnd > start && one[end - 1] === other[otherEnd - 1]) {
    end--
    otherEnd--
  }
  return { start, end, otherEnd }
}

/**
 * The edits that put `replacement` for `[start, end)` of a block, touching only the characters that differ.
 * `undefined` when they cannot be made without touching markup: the change spans runs of different look, a line
 * end, a character written in an unusual way, or something fixed.
 */
export function sourceEdits(
  master: MasterText,
  block: TextBlock,
  { start, end }: Span,
  replacement: string,
): readonly SourceEdit[] | undefined {
  const original = block.text.slice(start, end)
  const core = differingCore(original, replacement)
  const first = start + core.start
  const last = start + core.end
  const text = replacement.slice(core.start, core.otherEnd)
  if (!master.canWrite(text)) return undefined
  if (block.fixed.some((span) => span.start < Math.max(last, first + 1) && span.end > first)) return undefined
  if (first === last) return insertion(master, block, first, text)
  const edits: SourceEdit[] = []
  let at = first
  while (at < last) {
    const node = block.node[at]!
    const known = master.nodes[node]
    if (!known) return undefined
    if (known.style !== master.nodes[block.node[first]!]!.style) return undefined
    let stop = at + 1
    while (stop < last && block.node[stop] === node) {
      // A gap inside a node is markup that the text does not show (an emphasis mark, a line end).
      if (block.from[stop] !== block.to[stop - 1]) return undefined
      stop++
    }
    const part = edits.length === 0 ? text : ''
    const atEdge = block.node[at - 1] !== node || block.node[stop] !== node
    if (!known.keepsEdges && atEdge && (part === '' || /^\s|\s$/.test(part))) return undefined
    // A line end shows as a space and has to stay one.
    for (let i = at; i < stop; i++)
      if (block.text[i] === ' ' && master.source.slice(block.from[i], block.to[i]) !== ' ') return undefined
    edits.push({ start: block.from[at]!, end: block.to[stop - 1]!, text: master.escape(part) })
    at = stop
  }
  return edits
}

function insertion(
  master: MasterText,
  block: TextBlock,
  at: number,
  text: string,
): readonly SourceEdit[] | undefined {
  const node = block.node[at - 1] ?? -1
  const known = master.nodes[node]
  if (!known) return undefined
  const atEdge = block.node[at] !== node
  if (atEdge && !known.keepsEdges && /\s$/.test(text)) return undefined
  const place = block.to[at - 1]!
  return [{ start: place, end: place, text: master.escape(text) }]
}

/** The source with all edits made. They must not overlap; throws `TypeError` when they do. */
export function withEdits(source: string, edits: readonly SourceEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end)
  const out: string[] = []
  let at = 0
  for (const edit of sorted) {
    if (edit.start < at) throw new TypeError(`edits overlap at ${edit.start}`)
    out.push(source.slice(at, edit.start), edit.text)
    at = edit.end
  }
  out.push(source.slice(at))
  return out.join('')
}
