/** The paragraphs of a plain text. */
import {
  type BlockRole,
  blockBuilder,
  type MasterText,
  type TextBlock,
  type TextNode,
} from '../master-text.ts'
import { lineEndPlace } from './line-end.ts'
import { isBlankLine, listMarkLength, type SourceLine, sourceLines } from './source-lines.ts'
import type { TextBytes } from './text-bytes.ts'

export function readPlain(bytes: TextBytes): MasterText {
  const source = bytes.text
  const nodes: TextNode[] = []
  const blocks: TextBlock[] = []
  let lines: SourceLine[] = []
  const flush = (): void => {
    if (lines.length > 0) blocks.push(paragraph(source, lines, nodes))
    lines = []
  }
  for (const line of sourceLines(source)) {
    if (isBlankLine(line)) flush()
    else {
      const startsItem = listMarkLength(line.text) > 0
      const changesQuote = lines.length > 0 && isQuoted(lines.at(-1)!) !== isQuoted(line)
      if (startsItem || changesQuote) flush()
      lines.push(line)
    }
  }
  flush()
  return {
    format: 'text',
    source,
    nodes,
    blocks,
    escape: (text) => text,
    canWrite: bytes.canWrite,
    write: bytes.encode,
  }
}

const isQuoted = (line: SourceLine): boolean => /^ {0,3}[>|]/.test(line.text)

function paragraph(source: string, lines: readonly SourceLine[], nodes: TextNode[]): TextBlock {
  const block = blockBuilder()
  let previous: SourceLine | undefined
  for (const line of lines) {
    const lead = previous ? leadLength(line.text) : listMarkLength(line.text) || leadLength(line.text)
    // The line end and what leads the next line are one space for the reader.
    if (previous) block.add(' ', previous.start + previous.text.trimEnd().length, line.start + lead, -1)
    nodes.push({ style: '', keepsEdges: true })
    const text = line.text.trimEnd().slice(lead)
    block.add(text, line.start + lead, line.start + lead + text.length, nodes.length - 1)
    previous = line
  }
  const first = lines[0]!
  const lead = listMarkLength(first.text) || leadLength(first.text)
  return block.build(roleOf(lines), lineEndPlace(source, first, lines[1], lead))
}

const leadLength = (text: string): number => /^[ \t]*/.exec(text)![0].length

function roleOf(lines: readonly SourceLine[]): BlockRole {
  const first = lines[0]!
  if (lines.every(isQuoted)) return 'quote'
  if (lines.some((line) => /^\s*[-=_*~#]{3,}\s*$/.test(line.text))) return 'heading'
  if (lines.length > 1 && lines.every((line) => /\S(?: {3,}|\t+)\S/.test(line.text.slice(0, 2_000))))
    return 'table'
  const isItem = listMarkLength(first.text) > 0
  if (!isItem && lines.every((line) => /^(?: {4}|\t)/.test(line.text))) return 'code'
  const only = first.text.trim()
  if (lines.length === 1 && !isItem && only.length < 80 && !/[.!?:;,…»”"')]$/.test(only)) return 'heading'
  if (/^-----BEGIN |^[A-Z][\w-]{1,30}: \S+$/.test(only) && lines.length === 1) return 'other'
  return 'prose'
}
