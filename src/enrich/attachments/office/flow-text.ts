import type { OpenContext } from '../opener.ts'
import { fieldTracker } from './field-tracker.ts'
import type { PackagePart } from './package-parts.ts'
import type { Relationships } from './relationships.ts'
import { scanXml, type XmlTag } from './xml-scan.ts'

/** Characters of one link's text that are kept while reading. */
const LINK_TEXT = 400
/** Links inside each other. Attack: a million opened, none closed. */
const MAX_OPEN_LINKS = 32
/** Half points; smaller letters are there to be found by programs, not to be read. */
const UNREADABLE_SIZE = 4

/**
 * Reads a part with running text, of Word (`w:`) or of shapes and slides (DrawingML `a:`): text in reading order,
 * links with the text they stand under, field codes (put together over all their runs), hidden text left out. Text
 * shown twice for old programs (`mc:Fallback`) is read for links only.
 * @returns the text a reader sees.
 */
export function readFlow(
  part: PackagePart,
  xml: string,
  relationships: Relationships,
  context: OpenContext,
): string {
  const shown: string[] = []
  /** Visible text outside of links, for addresses in running text. */
  const loose: string[] = []
  const links: { href: string; text: string; seen: boolean }[] = []
  let runLink: { href: string; text: string } | undefined
  let fallback = 0
  let inRun = false
  let hidden = false
  let inText = false
  let inCode = false
  let deleted = 0
  const place = { file: part.name }
  // Only a slide show acts when the pointer passes; Word shows a hint.
  const slides = context.mediaType.includes('presentation') || context.mediaType.includes('powerpoint')

  const fields = fieldTracker(context, { place, range: part.range })

  const link = (href: string, text: string, visible: boolean): void =>
    context.link({ origin: 'office-relationship', href, text, place, range: part.range, visible })

  const put = (text: string): void => {
    if (fields.inCode()) return
    const visible = !hidden && deleted === 0
    if (visible) {
      if (fallback === 0) shown.push(text)
      fields.result(text)
      const open = links[links.length - 1]
      if (open !== undefined) {
        open.seen = true
        if (open.text.length < LINK_TEXT) open.text += text
      } else if (runLink !== undefined) runLink.text += text
      else if (!fields.inLink()) loose.push(text)
      else loose.push(' ')
    }
  }

  const target = (id: string | undefined, anchor: string | undefined): string | undefined => {
    const relationship = id === undefined ? undefined : relationships.take(part.key, id)
    if (relationship === undefined || !relationship.external) return undefined
    return anchor === undefined || anchor === '' ? relationship.target : `${relationship.target}#${anchor}`
  }

  const click = (tag: XmlTag, hovering: boolean): void => {
    const action = tag.attribute('action') ?? ''
    if (/^ppaction:\/\/program/i.test(action)) context.power('launch')
    if (/^ppaction:\/\/macro/i.test(action)) context.power('macro')
    if (/^ppaction:\/\/ole/i.test(action)) context.power('embedded-program')
    const href = target(tag.foreign('id'), undefined)
    // A pointer that passes over it is enough.
    if (hovering && (href !== undefined || /^ppaction:\/\/(?:program|macro)/i.test(action)))
      context.power('auto-open')
    if (href === undefined) return
    if (inRun) runLink ??= { href, text: '' }
    else link(href, tag.attribute('tooltip') ?? '', true)
  }

  const open = (tag: XmlTag): void => {
    switch (tag.name) {
      case 't':
        inText = !tag.empty
        break
      case 'instrText':
        inCode = !tag.empty
        break
      case 'r':
        inRun = !tag.empty
        hidden = false
        break
      case 'vanish':
      case 'webHidden':
        if (inRun && isOn(tag)) hidden = true
        break
      case 'sz':
        if (inRun && Number(tag.attribute('val') ?? 99) <= UNREADABLE_SIZE) hidden = true
        break
      case 'tab':
        if (inRun) put('\t')
        break
      case 'br':
      case 'cr':
        put('\n')
        break
      case 'fldChar':
        fields.mark(tag.attribute('fldCharType') ?? '')
        break
      case 'fldSimple':
        fields.mark('begin')
        fields.code(tag.attribute('instr') ?? '')
        fields.mark('separate')
        if (tag.empty) fields.mark('end')
        break
      case 'hyperlink': {
        const href = target(tag.foreign('id'), tag.attribute('anchor'))
        if (tag.empty) break
        if (links.length < MAX_OPEN_LINKS) links.push({ href: href ?? '', text: '', seen: false })
        break
      }
      case 'hlinkClick':
        click(tag, false)
        break
      case 'hlinkHover':
      case 'hlinkMouseOver':
        click(tag, slides)
        break
      case 'OLEObject':
        if (tag.attribute('UpdateMode')?.toLowerCase() === 'always') context.power('auto-open')
        break
      case 'shape':
      case 'rect':
      case 'roundrect':
      case 'oval':
      case 'line':
      case 'group':
      case 'image': {
        // Drawings of the old kind (VML) have their address on themselves.
        const href = tag.attribute('href')
        if (href !== undefined && !href.startsWith('#')) link(href, tag.attribute('title') ?? '', true)
        break
      }
      case 'control':
        context.power('embedded-program')
        break
      case 'del':
      case 'moveFrom':
        if (!tag.empty) deleted++
        break
      case 'Fallback':
        if (!tag.empty) fallback++
        break
    }
  }

  const close = (name: string): void => {
    switch (name) {
      case 't':
        inText = false
        break
      case 'instrText':
        inCode = false
        break
      case 'r':
        inRun = false
        hidden = false
        if (runLink !== undefined) {
          link(runLink.href, runLink.text, true)
          runLink = undefined
        }
        break
      case 'fldSimple':
        fields.mark('end')
        break
      case 'hyperlink': {
        const last = links.pop()
        if (last && last.href !== '') link(last.href, last.text, last.seen)
        loose.push(' ')
        break
      }
      case 'p':
        if (fallback === 0) shown.push('\n')
        loose.push('\n')
        break
      case 'tc':
        if (fallback === 0) shown.push('\t')
        break
      case 'del':
      case 'moveFrom':
        if (deleted > 0) deleted--
        break
      case 'Fallback':
        if (fallback > 0) fallback--
        break
    }
  }

  const clean = scanXml(
    xml,
    {
      open,
      close,
      text(text) {
        if (inCode) fields.code(text)
        else if (inText) put(text)
      },
    },
    context.budget.work,
  )
  if (!clean) context.issue('attachment.damaged', `${part.name.slice(-60)} is not whole XML`)
  for (const last of links) if (last.href !== '') link(last.href, last.text, last.seen)
  fields.finish()
  context.linksOfText(loose.join(''), { origin: 'office-text', place, range: part.range })
  return shown
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

const isOn = (tag: XmlTag): boolean => !/^(?:0|false|off|none)$/i.test(tag.attribute('val') ?? '')
