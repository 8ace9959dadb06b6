/** The paragraphs of a Word document (ECMA-376 part 1, §17), with the runs their texts stand in. */
import {
  type BlockBuilder,
  type BlockRole,
  blockBuilder,
  type LayoutPlace,
  type MasterText,
  type MasterTrouble,
  masterTrouble,
  type SourceEdit,
  type TextBlock,
  type TextNode,
} from '../master-text.ts'
import { addXmlText, escapeXml, xmlAttribute, xmlPrefix, xmlTokens } from './xml-tokens.ts'
import type { ZipMembers } from './zip-members.ts'

const NAMESPACES = [
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]
const MAIN = 'word/document.xml'
/** Content that is not the text itself, is told twice, or was deleted with changes tracked. */
const SKIPPED = new Set(['del', 'moveFrom', 'pict', 'object', 'drawing', 'txbxContent', 'sdtPr', 'instrText'])
/** What comes before `w:spacing` in run properties (CT_RPr); anything else comes after it. */
const BEFORE_SPACING = new Set(
  'rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color ins del moveFrom moveTo'.split(
    ' ',
  ),
)
/** A tenth of a point between letters, the smallest step Word's own dialog offers; a reader does not see it. */
const LETTER_SPACING = '2'

/** Reads the main part; headers, footers, notes and text boxes stay as they are. */
export function readDocx(zip: ZipMembers): MasterText | MasterTrouble {
  const bytes = zip.read(MAIN)
  if ('kind' in bytes) return bytes
  const source = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const w = xmlPrefix(source, NAMESPACES)
  if (w === undefined || !Buffer.from(source).equals(bytes))
    return masterTrouble(
      'its main part is not WordprocessingML in UTF-8',
      'open it in Word or LibreOffice and save it again as .docx',
    )
  const stylesPart = zip.names.includes('word/styles.xml') ? zip.read('word/styles.xml') : undefined
  const roles =
    stylesPart && !('kind' in stylesPart)
      ? styleRoles(new TextDecoder().decode(stylesPart))
      : new Map<string, BlockRole>()
  const { nodes, blocks } = paragraphs(source, w, roles)
  return {
    format: 'docx',
    source,
    nodes,
    blocks,
    escape: escapeXml,
    canWrite: () => true,
    write: (changed) => zip.replace(MAIN, Buffer.from(changed)),
  }
}

interface Paragraph {
  readonly block: BlockBuilder
  role: BlockRole
  /** Spacing edits of its runs with text. */
  readonly edits: SourceEdit[]
  spaced: number
  plain: number
  other: boolean
}

function paragraphs(
  xml: string,
  w: string,
  roles: ReadonlyMap<string, BlockRole>,
): { nodes: readonly TextNode[]; blocks: readonly TextBlock[] } {
  const nodes: TextNode[] = []
  const blocks: TextBlock[] = []
  let paragraph: Paragraph | undefined
  let skipped = 0
  let tables = 0
  let textFrom: { readonly keepsEdges: boolean } | undefined
  let inFieldCode = 0
  let inFieldResult = 0
  let properties:
    | { start: number; inner: number; insertAt: number; spacing: string | undefined; depth: number }
    | undefined
  let run:
    | { start: number; style: string; spacing: string | undefined; edit: SourceEdit; hasText: boolean }
    | undefined
  for (const token of xmlTokens(xml)) {
    if (token.kind === 'text') {
      if (textFrom && paragraph && skipped === 0 && inFieldCode === 0) {
        const { style } = run ?? { style: '' }
        nodes.push({ style, keepsEdges: textFrom.keepsEdges })
        addXmlText(paragraph.block, xml, token.start, token.end, nodes.length - 1)
        if (run) run.hasText = true
      }
      continue
    }
    const { kind, name, start, end } = token
    // Pictures and fallbacks stand under other prefixes; what they hold is told once and is not text of ours.
    const isOurs = name.startsWith(w) && !name.slice(w.length).includes(':')
    const local = isOurs ? name.slice(w.length) : name
    const leaves = isOurs ? SKIPPED.has(local) : local === 'mc:AlternateContent' || local.endsWith(':oMath')
    if (leaves && kind !== 'empty' && properties === undefined) skipped += kind === 'open' ? 1 : -1
    if (skipped > 0 || !isOurs) continue
    if (local === 'tbl' && kind !== 'empty') tables += kind === 'open' ? 1 : -1
    else if (local === 'p' && kind === 'open') {
      paragraph = {
        block: blockBuilder(),
        role: tables > 0 ? 'table' : 'prose',
        edits: [],
        spaced: 0,
        plain: 0,
        other: false,
      }
      if (inFieldResult > 0) paragraph.block.fixFrom()
    } else if (local === 'p' && kind === 'close' && paragraph) {
      if (paragraph.block.length > 0) blocks.push(paragraph.block.build(paragraph.role, layoutOf(paragraph)))
      paragraph = undefined
    } else if (local === 'pStyle' && paragraph && properties === undefined) {
      const role = roles.get(xmlAttribute(xml.slice(start, end), `${w}val`) ?? '')
      if (role) paragraph.role = role
    } else if (local === 'outlineLvl' && paragraph) paragraph.role = 'heading'
    else if (local === 'r' && kind === 'open')
      run = { start, style: '', spacing: undefined, edit: runSpacing(end, w), hasText: false }
    else if (local === 'r' && kind === 'close' && run && paragraph) {
      if (run.hasText) {
        if (run.spacing === undefined) {
          paragraph.plain++
          paragraph.edits.push(run.edit)
        } else if (run.spacing === LETTER_SPACING) paragraph.spaced++
        else paragraph.other = true
      }
      run = undefined
    } else if (local === 'rPr' && run && kind === 'empty')
      run.edit = { start, end, text: runSpacing(0, w).text }
    else if (local === 'rPr' && run && kind === 'open')
      properties = { start, inner: end, insertAt: -1, spacing: undefined, depth: 0 }
    else if (local === 'rPr' && run && kind === 'close' && properties) {
      const at = properties.insertAt < 0 ? start : properties.insertAt
      run.style = withoutSpacing(xml.slice(properties.inner, start), w)
      run.spacing = properties.spacing
      run.edit = { start: at, end: at, text: spacingElement(w) }
      properties = undefined
    } else if (properties) {
      // Tracked changes of the properties hold older ones inside.
      if (properties.depth === 0 && kind !== 'close') {
        if (local === 'spacing') properties.spacing = xmlAttribute(xml.slice(start, end), `${w}val`) ?? ''
        else if (!BEFORE_SPACING.has(local) && properties.insertAt < 0) properties.insertAt = start
        if (local === 'rStyle' && /code|verbatim/i.test(xml.slice(start, end)) && paragraph)
          paragraph.role = 'code'
      }
      if (kind === 'open') properties.depth++
      else if (kind === 'close') properties.depth--
    } else if (local === 't' && kind === 'open')
      textFrom = { keepsEdges: xml.slice(start, end).includes('xml:space="preserve"') }
    else if (local === 't' && kind === 'close') textFrom = undefined
    else if ((local === 'tab' || local === 'br' || local === 'cr') && run && kind !== 'close')
      paragraph?.block.add(' ', start, end, -1)
    else if (local === 'noBreakHyphen' && run && kind !== 'close') paragraph?.block.add('-', start, end, -1)
    else if (local === 'hyperlink' || local === 'fldSimple' || local === 'sdt') {
      if (kind === 'open') paragraph?.block.fixFrom()
      else if (kind === 'close') paragraph?.block.fixTo()
    } else if (local === 'fldChar') {
      const type = xmlAttribute(xml.slice(start, end), `${w}fldCharType`)
      if (type === 'begin') inFieldCode++
      else if (type === 'separate' && inFieldCode > 0) {
        inFieldCode--
        inFieldResult++
        paragraph?.block.fixFrom()
      } else if (type === 'end') {
        if (inFieldResult > 0) {
          inFieldResult--
          paragraph?.block.fixTo()
        } else if (inFieldCode > 0) inFieldCode--
      }
    }
  }
  return { nodes, blocks }
}

const spacingElement = (w: string): string => `<${w}spacing ${w}val="${LETTER_SPACING}"/>`

const runSpacing = (at: number, w: string): SourceEdit => ({
  start: at,
  end: at,
  text: `<${w}rPr>${spacingElement(w)}</${w}rPr>`,
})

/** Runs that Word cut only to remember who typed them look the same: spacing marks and languages do not count. */
const withoutSpacing = (properties: string, w: string): string =>
  properties.replaceAll(spacingElement(w), '').replace(/<[\w.-]*:?lang [^<>]*\/>/g, '')

function layoutOf({ edits, spaced, plain, other }: Paragraph): LayoutPlace | undefined {
  if (spaced + plain === 0 && !other) return undefined
  const state = other || (spaced > 0 && plain > 0) ? 'other' : spaced > 0 ? 1 : 0
  return { rule: 'letter-spacing', state, edits: state === 0 ? edits : [] }
}

/** Styles whose paragraphs are not prose, by the names Word gives them in every language, with those based on them. */
function styleRoles(xml: string): ReadonlyMap<string, BlockRole> {
  const found = new Map<string, { role: BlockRole | undefined; basedOn: string | undefined }>()
  const w = xmlPrefix(xml, NAMESPACES) ?? 'w:'
  let id = ''
  for (const token of xmlTokens(xml)) {
    if (token.kind === 'text' || token.kind === 'close' || !token.name.startsWith(w)) continue
    const local = token.name.slice(w.length)
    const tag = xml.slice(token.start, token.end)
    if (local === 'style') {
      id = xmlAttribute(tag, `${w}styleId`) ?? ''
      found.set(id, { role: undefined, basedOn: undefined })
      continue
    }
    const style = found.get(id)
    if (!style) continue
    const value = xmlAttribute(tag, `${w}val`) ?? ''
    if (local === 'name') style.role = roleOfName(value) ?? style.role
    else if (local === 'basedOn') style.basedOn = value
    else if (local === 'outlineLvl' && /^[0-8]$/.test(value)) style.role = 'heading'
  }
  const roles = new Map<string, BlockRole>()
  for (const name of found.keys()) {
    let at: string | undefined = name
    // A circle of styles ends with the steps.
    for (let step = 0; at !== undefined && step < 12; step++) {
      const style = found.get(at)
      if (style?.role) {
        roles.set(name, style.role)
        break
      }
      at = style?.basedOn
    }
  }
  return roles
}

/** The role a style's name tells, in English as stored by office programs; undefined for prose. */
export function roleOfName(name: string): BlockRole | undefined {
  if (/quot/i.test(name)) return 'quote'
  if (/code|preformatted|source text|macro/i.test(name)) return 'code'
  if (/^(?:heading|title|subtitle|toc |caption|contents)/i.test(name)) return 'heading'
  return undefined
}
