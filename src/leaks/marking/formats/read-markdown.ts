/** The paragraphs of a Markdown text (CommonMark 0.31), as far as marks need them: when in doubt, no prose. */
import {
  type BlockBuilder,
  type BlockRole,
  blockBuilder,
  type MasterText,
  type TextBlock,
  type TextNode,
} from '../master-text.ts'
import { isBlankLine, listMarkLength, type SourceLine, sourceLines } from './source-lines.ts'
import type { TextBytes } from './text-bytes.ts'

export function readMarkdown(bytes: TextBytes): MasterText {
  const source = bytes.text
  const nodes: TextNode[] = []
  const blocks: TextBlock[] = []
  let lines: SourceLine[] = []
  let fence = ''
  let isFrontMatter = false
  let htmlBlock = false
  const flush = (role?: BlockRole): void => {
    if (lines.length > 0) blocks.push(paragraph(source, lines, nodes, role ?? roleOf(lines)))
    lines = []
  }
  const all = sourceLines(source)
  for (const [i, line] of all.entries()) {
    const { text } = line
    if (i === 0 && text === '---' && all.some((other, j) => j > 0 && j < 200 && other.text === '---')) {
      isFrontMatter = true
      continue
    }
    if (isFrontMatter) {
      if (text === '---') isFrontMatter = false
      continue
    }
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1]
    if (fence !== '') {
      if (mark?.startsWith(fence) && text.trim() === mark) fence = ''
      else if (!isBlankLine(line)) {
        lines.push(line)
        flush('code')
      }
      continue
    }
    if (mark) {
      flush()
      fence = mark
    } else if (isBlankLine(line)) {
      flush()
      htmlBlock = false
    } else if (htmlBlock || /^ {0,3}<[a-z!/?]/i.test(text)) {
      flush()
      htmlBlock = true
      lines.push(line)
      flush('other')
    } else if (/^ {0,3}#{1,6}(?:\s|$)/.test(text)) {
      flush()
      lines.push(line)
      flush('heading')
    } else if (/^ {0,3}(?:=+|-+)\s*$/.test(text) && lines.length > 0) flush('heading')
    else if (/^ {0,3}(?:[-*_] *){3,}$/.test(text)) flush()
    else if (lines.length === 0 && /^(?: {4}|\t)/.test(text) && listMarkLength(text) === 0) {
      lines.push(line)
      flush('code')
    } else {
      if (listMarkLength(text) > 0) flush()
      lines.push(line)
    }
  }
  flush()
  return {
    format: 'markdown',
    source,
    nodes,
    blocks,
    escape: (text) => text,
    canWrite: bytes.canWrite,
    write: bytes.encode,
  }
}

function roleOf(lines: readonly SourceLine[]): BlockRole {
  const first = lines[0]!.text
  if (/^ {0,3}>/.test(first)) return 'quote'
  if (/^ {0,3}\[[^\]]{1,200}\]:/.test(first)) return 'other'
  if (lines.length > 1 && lines.some(({ text }) => /^[ |:-]*-[ |:-]*$/.test(text) && text.includes('|')))
    return 'table'
  return 'prose'
}

function paragraph(
  source: string,
  lines: readonly SourceLine[],
  nodes: TextNode[],
  role: BlockRole,
): TextBlock {
  const block = blockBuilder()
  for (const [i, line] of lines.entries()) {
    const lead =
      role === 'heading'
        ? /^[ #]*/.exec(line.text)![0].length
        : role === 'quote'
          ? /^[ >]*/.exec(line.text)![0].length
          : i === 0
            ? listMarkLength(line.text) || indentation(line.text)
            : indentation(line.text)
    const previous = lines[i - 1]
    if (previous) block.add(' ', previous.start + previous.text.trimEnd().length, line.start + lead, -1)
    const start = line.start + lead
    const end = line.start + line.text.trimEnd().length
    if (role === 'code') addPlain(block, source, start, end, nodes)
    else addInline(block, source, start, end, nodes)
  }
  return block.build(role)
}

const indentation = (text: string): number => /^[ \t]*/.exec(text)![0].length

function addPlain(block: BlockBuilder, source: string, start: number, end: number, nodes: TextNode[]): void {
  if (end <= start) return
  nodes.push({ style: '', keepsEdges: true })
  block.add(source.slice(start, end), start, end, nodes.length - 1)
}

/** Longest link that is read as one. Attack: a line of a million opening brackets. */
const MAX_LINK = 2_000

/** Text of one line: emphasis marks are left out, code, links and tags fixed. Spans over lines are not needed. */
function addInline(block: BlockBuilder, source: string, start: number, end: number, nodes: TextNode[]): void {
  nodes.push({ style: '', keepsEdges: true })
  const node = nodes.length - 1
  const missing = new Set<string>()
  let at = start
  const fixed = (from: number, to: number): void => {
    block.fixFrom()
    block.add(source.slice(from, to), from, to, node)
    block.fixTo()
  }
  while (at < end) {
    const c = source[at]!
    if (c === '\\' && at + 1 < end && /[!-/:-@[-`{-~]/.test(source[at + 1]!)) {
      block.add(source[at + 1]!, at, at + 2, node)
      at += 2
      continue
    }
    if (c === '`') {
      let stop = at
      while (stop < end && source[stop] === '`') stop++
      const mark = source.slice(at, stop)
      const close = missing.has(mark) ? -1 : source.indexOf(mark, stop)
      if (close >= 0 && close < end) {
        fixed(stop, close)
        at = close + mark.length
      } else {
        missing.add(mark)
        at = stop
      }
      continue
    }
    const link = c === '[' || (c === '!' && source[at + 1] === '[') ? linkAt(source, at, end) : undefined
    if (link) {
      if (c === '[') fixed(at + 1, link.textEnd)
      at = link.end
      continue
    }
    if (c === '<') {
      const close = source.slice(at, Math.min(end, at + MAX_LINK)).indexOf('>')
      if (close > 1 && /^[a-z/!]/i.test(source[at + 1]!)) {
        if (/^<[a-z][\w+.-]*:|^<[^\s<>@]+@/i.test(source.slice(at, at + close))) fixed(at + 1, at + close)
        at += close + 1
        continue
      }
    }
    if (c === '*' || (c === '~' && source[at + 1] === '~') || (c === '_' && isUnderscoreMark(source, at))) {
      at += c === '~' ? 2 : 1
      continue
    }
    block.add(c, at, at + 1, node)
    at++
  }
}

function isUnderscoreMark(source: string, at: number): boolean {
  const isWord = (c: string | undefined): boolean => c !== undefined && /[\p{L}\p{N}]/u.test(c)
  return !(isWord(source[at - 1]) && isWord(source[at + 1]))
}

function linkAt(source: string, at: number, end: number): { textEnd: number; end: number } | undefined {
  const window = source.slice(at, Math.min(end, at + MAX_LINK))
  const found = /^!?\[([^\][]*)\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\][]*\])?/.exec(window)
  if (!found) return undefined
  return { textEnd: at + (window[0] === '!' ? 2 : 1) + found[1]!.length, end: at + found[0].length }
}
