/** The paragraphs of an OpenDocument text (ODF 1.3 part 3, §5 and §6). */
import {
  type BlockBuilder,
  type BlockRole,
  blockBuilder,
  type MasterText,
  type MasterTrouble,
  masterTrouble,
  type TextBlock,
  type TextNode,
} from '../master-text.ts'
import { roleOfName } from './read-docx.ts'
import { addXmlText, escapeXml, xmlAttribute, xmlTokens } from './xml-tokens.ts'
import type { ZipMembers } from './zip-members.ts'

const MAIN = 'content.xml'
/** Not the text itself: notes, comments, deleted text, frames, lists that the program writes. */
const SKIPPED = new Set([
  'text:note',
  'text:tracked-changes',
  'text:table-of-content',
  'text:alphabetical-index',
  'text:illustration-index',
  'text:bibliography',
  'office:annotation',
  'draw:frame',
  'draw:custom-shape',
  'office:forms',
])
/** Elements inside a paragraph whose text is the author's own. */
const TRANSPARENT = new Set([
  'text:span',
  'text:soft-page-break',
  'text:bookmark',
  'text:bookmark-start',
  'text:bookmark-end',
  'text:change',
  'text:change-start',
  'text:change-end',
])

export function readOdt(zip: ZipMembers): MasterText | MasterTrouble {
  const bytes = zip.read(MAIN)
  if ('kind' in bytes) return bytes
  const source = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  if (!source.includes('<office:text') || !Buffer.from(source).equals(bytes))
    return masterTrouble(
      'its content is not an OpenDocument text in UTF-8',
      'open it in LibreOffice and save it again as .odt',
    )
  const { nodes, blocks } = paragraphs(source)
  return {
    format: 'odt',
    source,
    nodes,
    blocks,
    escape: escapeXml,
    canWrite: () => true,
    write: (changed) => zip.replace(MAIN, Buffer.from(changed)),
  }
}

function paragraphs(xml: string): { nodes: readonly TextNode[]; blocks: readonly TextBlock[] } {
  const nodes: TextNode[] = []
  const blocks: TextBlock[] = []
  const parents = new Map<string, string>()
  const spans: string[] = []
  let block: BlockBuilder | undefined
  let role: BlockRole = 'prose'
  let skipped = 0
  let tables = 0
  let fixed = 0
  for (const token of xmlTokens(xml)) {
    if (token.kind === 'text') {
      if (block && skipped === 0) {
        nodes.push({ style: spans.at(-1) ?? '', keepsEdges: true })
        addXmlText(block, xml, token.start, token.end, nodes.length - 1)
      }
      continue
    }
    const { kind, name, start, end } = token
    if (SKIPPED.has(name) && kind !== 'empty') skipped += kind === 'open' ? 1 : -1
    if (skipped > 0) continue
    const tag = xml.slice(start, end)
    if (name === 'style:style' && kind !== 'close')
      parents.set(xmlAttribute(tag, 'style:name') ?? '', xmlAttribute(tag, 'style:parent-style-name') ?? '')
    else if (name === 'table:table' && kind !== 'empty') tables += kind === 'open' ? 1 : -1
    else if ((name === 'text:p' || name === 'text:h') && kind === 'open') {
      block = blockBuilder()
      spans.length = 0
      fixed = 0
      const style = xmlAttribute(tag, 'text:style-name') ?? ''
      const known =
        roleOfName(style.replaceAll('_20_', ' ')) ??
        roleOfName((parents.get(style) ?? '').replaceAll('_20_', ' '))
      role = name === 'text:h' ? 'heading' : tables > 0 ? 'table' : (known ?? 'prose')
    } else if ((name === 'text:p' || name === 'text:h') && kind === 'close') {
      if (block && block.length > 0) blocks.push(block.build(role))
      block = undefined
    } else if (!block) {
      // between paragraphs
    } else if (name === 'text:s' && kind !== 'close') {
      const count = Number(xmlAttribute(tag, 'text:c') ?? 1)
      for (let i = 0; i < Math.min(count, 100); i++) block.add(' ', start, end, -1)
    } else if ((name === 'text:tab' || name === 'text:line-break') && kind !== 'close')
      block.add(' ', start, end, -1)
    else if (name === 'text:span') {
      if (kind === 'open') spans.push(xmlAttribute(tag, 'text:style-name') ?? '')
      else if (kind === 'close') spans.pop()
    } else if (!TRANSPARENT.has(name) && kind !== 'empty') {
      // Links, dates, numbers and references: their text belongs to the program or to the target.
      if (kind === 'open') {
        fixed++
        block.fixFrom()
      } else if (fixed > 0) {
        fixed--
        block.fixTo()
      }
    }
  }
  return { nodes, blocks }
}
