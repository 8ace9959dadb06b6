import type { OpenContext } from '../opener.ts'
import { reachesOut } from './field-code.ts'
import { formulaFacts } from './formula.ts'
import type { PackagePart } from './package-parts.ts'
import { scanXml, type XmlTag } from './xml-scan.ts'

const LINK_TEXT = 400
const MAX_OPEN_LINKS = 32
/** Spaces of one `text:s`. Attack: `text:c="2000000000"`. */
const MAX_SPACES = 100

/** Elements whose target is loaded, not clicked. */
const LOADED: ReadonlySet<string> = new Set([
  'image',
  'object',
  'object-ole',
  'floating-frame',
  'plugin',
  'section-source',
  'background-image',
  'fill-image',
  'font-face-uri',
  'sound',
  'media',
  'template',
])
const DATA: ReadonlySet<string> = new Set(['table-source', 'cell-range-source', 'database-source'])

/**
 * Reads an XML part of an OpenDocument file (ISO/IEC 26300): text in reading order, links with the text they stand
 * under, what is loaded from outside, events that call scripts, forms, formulas.
 * @returns the text a reader sees.
 */
export function readOdfXml(part: PackagePart, xml: string, context: OpenContext): string {
  const shown: string[] = []
  const loose: string[] = []
  const links: { name: string; href: string; text: string }[] = []
  let paragraphs = 0
  let deleted = 0
  const found = { place: { file: part.name }, range: part.range }

  const put = (text: string): void => {
    if (paragraphs === 0 || deleted > 0) return
    shown.push(text)
    const open = links[links.length - 1]
    if (open === undefined) loose.push(text)
    else if (open.text.length < LINK_TEXT) open.text += text
  }

  const event = (tag: XmlTag): void => {
    const href = tag.attribute('href') ?? ''
    const language = tag.attribute('language') ?? ''
    if (/^(?:vnd\.sun\.star\.script|macro):/i.test(href) || language !== '') context.power('macro')
    if (/(?:load|open|new|focus|prepare)$/i.test(tag.attribute('event-name') ?? ''))
      context.power('auto-open')
  }

  const loaded = (tag: XmlTag, href: string): void => {
    if (!reachesOut(href)) return
    context.power(DATA.has(tag.name) ? 'external-data' : 'remote-content')
    context.link({
      origin: tag.name === 'template' ? 'office-template' : 'office-relationship',
      href,
      ...found,
    })
  }

  const clean = scanXml(
    xml,
    {
      open(tag) {
        const { name } = tag
        if (name === 'p' || name === 'h') {
          if (!tag.empty) paragraphs++
        } else if (name === 'a') {
          const href = tag.attribute('href') ?? ''
          if (!tag.empty && links.length < MAX_OPEN_LINKS)
            links.push({ name, href: href.startsWith('#') ? '' : href, text: '' })
        } else if (name === 's') {
          put(' '.repeat(Math.min(MAX_SPACES, Math.max(1, Number(tag.attribute('c') ?? 1) || 1))))
        } else if (name === 'tab') put('\t')
        else if (name === 'line-break') put('\n')
        else if (name === 'deletion') deleted += tag.empty ? 0 : 1
        else if (name === 'event-listener') event(tag)
        else if (name === 'dde-source' || name === 'dde-link' || name === 'dde-connection-decl')
          context.power('external-data')
        else if (name === 'form') {
          const href = tag.attribute('href')
          if (href !== undefined && reachesOut(href)) {
            context.power('form-submission')
            context.link({ origin: 'office-relationship', href, ...found })
          }
        } else if (LOADED.has(name) || DATA.has(name)) {
          const href = tag.attribute('href')
          if (href !== undefined) loaded(tag, href)
        } else if (name === 'table-cell') {
          const formula = tag.attribute('formula')
          if (formula !== undefined) {
            const facts = formulaFacts(formula)
            for (const power of facts.powers) context.power(power)
            for (const href of facts.links) context.link({ origin: 'office-field', href, ...found })
          }
        }
      },
      close(name) {
        if (name === 'p' || name === 'h') {
          if (paragraphs > 0) paragraphs--
          if (deleted === 0) shown.push('\n')
          loose.push('\n')
        } else if (name === 'table-cell') {
          const last = shown.length - 1
          if (shown[last] === '\n') shown[last] = '\t'
        } else if (name === 'table-row') shown.push('\n')
        else if (name === 'deletion') deleted = Math.max(0, deleted - 1)
        else if (name === 'a') {
          const last = links.pop()
          if (last && last.href !== '')
            context.link({ origin: 'office-relationship', href: last.href, text: last.text, ...found })
          loose.push(' ')
        }
      },
      text: put,
    },
    context.budget.work,
  )
  if (!clean) context.issue('attachment.damaged', `${part.name.slice(-60)} is not whole XML`)
  for (const { href, text } of links)
    if (href !== '') context.link({ origin: 'office-relationship', href, text, ...found })
  context.linksOfText(loose.join(''), { origin: 'office-text', ...found })
  return shown
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}
