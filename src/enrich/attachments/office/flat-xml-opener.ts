import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { plainText } from '../text/text-opener.ts'
import { openEmbedded } from './embedded-file.ts'
import { reachesOut } from './field-code.ts'
import { readFlow } from './flow-text.ts'
import { formulaFacts } from './formula.ts'
import { readOdfXml } from './odf-text.ts'
import { readOoxml } from './ooxml-opener.ts'
import { type MetadataDraft, readProperties } from './package-facts.ts'
import type { PackagePart, PackageParts } from './package-parts.ts'
import { decodeXml, scanXml } from './xml-scan.ts'

/** Characters looked at to tell what an XML file is. */
const HEAD = 8_192
/** Parts of a flat package. Attack: a million empty ones. */
const MAX_PARTS = 5_000

/**
 * Office documents in one XML file: the package written flat (Word, "XML document"), the formats of Office 2003, flat
 * OpenDocument. Windows gives them to Office by a processing instruction, whatever their name. Other XML is text.
 */
export const flatXml: Opener = {
  id: 'flat-xml',
  accepts: (mediaType) => mediaType === 'text/xml' || mediaType === 'application/xml',
  async open(bytes: Uint8Array, context: OpenContext): Promise<OpenedContent> {
    const size = Math.min(bytes.length, context.budget.inflatable())
    const xml = decodeXml(Buffer.from(bytes.buffer, bytes.byteOffset, size))
    const head = xml.slice(0, HEAD)
    const flat =
      /xmlns(?::([\w-]{1,40}))?=["']http:\/\/schemas\.microsoft\.com\/office\/2006\/xmlPackage/.exec(head)
    const word = head.includes('schemas.microsoft.com/office/word/2003/wordml')
    const sheet = head.includes('urn:schemas-microsoft-com:office:spreadsheet')
    const open = head.includes('urn:oasis:names:tc:opendocument') && /<[\w-]{1,40}:document\b/.test(head)
    if (flat === null && !word && !sheet && !open) return plainText.open(bytes, context)
    context.budget.inflated(size)
    if (flat !== null)
      return readOoxml(flatParts(xml, flat[1] === undefined ? '' : `${flat[1]}:`, context), context)
    const part = wholeFile(xml, size, context.name)
    const metadata: MetadataDraft = {}
    readProperties(xml, metadata, context)
    if (open) context.text(readOdfXml(part, xml, context))
    else if (word) {
      context.text(readFlow(part, xml, NO_RELATIONSHIPS, context))
      await readWordParts(xml, context)
    } else context.text(readOldSheet(part, xml, context))
    return { encrypted: false, metadata, complete: size === bytes.length }
  },
}

const NO_RELATIONSHIPS = { take: () => undefined, tellRest: () => {} }

const wholeFile = (xml: string, size: number, name: string): PackagePart => ({
  name,
  key: name.toLowerCase(),
  range: { start: 0, end: size },
  read: () => Buffer.from(xml),
  xml: () => xml,
})

/** `<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>…` and `<pkg:binaryData>` in base64. */
function flatParts(xml: string, prefix: string, context: OpenContext): PackageParts {
  const parts: PackagePart[] = []
  const open = `<${prefix}part `
  const close = `</${prefix}part>`
  let types = ''
  let at = xml.indexOf(open)
  while (at >= 0 && parts.length < MAX_PARTS) {
    context.budget.work()
    const end = xml.indexOf(close, at)
    const piece = xml.slice(at, end < 0 ? xml.length : end)
    const tag = piece.slice(0, 2_000)
    const name = (/\bname="([^"]{1,500})"/.exec(tag)?.[1] ?? '').replace(/^\//, '')
    const type = /\bcontentType="([^"]{1,200})"/.exec(tag)?.[1] ?? ''
    types += `<Override PartName="/${name}" ContentType="${type}"/>`
    parts.push(flatPart(piece, prefix, name, { start: at, end: at + piece.length }))
    at = end < 0 ? -1 : xml.indexOf(open, end)
  }
  if (at >= 0) context.issue('limit.attachment-files', `Only the first ${MAX_PARTS} parts are read`)
  const list = `<Types>${types}</Types>`
  const contentTypes = { ...wholeFile(list, 0, '[Content_Types].xml') }
  const byKey = new Map(parts.map((part) => [part.key, part]))
  return {
    parts,
    find: (name) => (name === '[Content_Types].xml' ? contentTypes : byKey.get(name.toLowerCase())),
    complete: () => true,
  }
}

function flatPart(piece: string, prefix: string, name: string, range: PackagePart['range']): PackagePart {
  const inside = (element: string): string | undefined => {
    const start = piece.indexOf(`<${prefix}${element}`)
    const from = start < 0 ? -1 : piece.indexOf('>', start) + 1
    if (from <= 0) return undefined
    const end = piece.lastIndexOf(`</${prefix}${element}`)
    return piece.slice(from, end < from ? piece.length : end)
  }
  const xml = (): string => inside('xmlData') ?? ''
  return {
    name,
    key: name.toLowerCase(),
    range,
    xml,
    read: () => {
      const binary = inside('binaryData')
      return binary === undefined ? Buffer.from(xml()) : Buffer.from(binary, 'base64')
    },
  }
}

/** What Word 2003 keeps in the XML apart from text: links with their target, templates, macros and objects in base64. */
async function readWordParts(xml: string, context: OpenContext): Promise<void> {
  const files: { readonly bytes: Buffer; readonly name: string }[] = []
  const links: { href: string; text: string }[] = []
  let name: string | undefined
  let data: string[] = []
  scanXml(
    xml,
    {
      open(tag) {
        if (tag.name === 'binData') {
          name = tag.empty ? undefined : (tag.attribute('name') ?? 'object')
          data = []
          if (/\.mso$/i.test(name ?? '')) context.power('macro')
        } else if (tag.name === 'hlink') {
          const href = tag.attribute('dest')
          if (href !== undefined && !tag.empty) links.push({ href, text: '' })
        } else if (tag.name === 'attachedTemplate') {
          const href = tag.attribute('val') ?? ''
          if (!reachesOut(href)) return
          context.power('remote-content')
          context.link({ origin: 'office-template', href })
        } else if (tag.name === 'docOleData') context.power('embedded-program')
      },
      close(closed) {
        if (closed === 'binData' && name !== undefined) {
          if (files.length < 50)
            files.push({
              bytes: Buffer.from(data.join(''), 'base64'),
              name: name.replace(/^wordml:\/\//, ''),
            })
          name = undefined
        } else if (closed === 'hlink') {
          const last = links.pop()
          if (last) context.link({ origin: 'office-relationship', ...last })
        }
      },
      text(text) {
        if (name !== undefined) data.push(text)
        else {
          const last = links[links.length - 1]
          if (last !== undefined && last.text.length < 400) last.text += text
        }
      },
    },
    context.budget.work,
  )
  // Macros and OLE data are in a container of their own (ActiveMime), which is not opened further.
  for (const { bytes, name: file } of files)
    if (bytes.length > 0 && !/\.(?:mso|wmz|emz)$/i.test(file)) await openEmbedded(context, bytes, file)
}

/** A workbook of Excel 2003 in XML: cells, `ss:HRef`, `ss:Formula`. */
function readOldSheet(part: PackagePart, xml: string, context: OpenContext): string {
  const lines: string[] = []
  let row: string[] = []
  let cell = { href: '', text: '' }
  let inData = false
  scanXml(
    xml,
    {
      open(tag) {
        if (tag.name === 'Row') row = []
        else if (tag.name === 'Cell') {
          cell = { href: tag.attribute('HRef') ?? '', text: '' }
          const facts = formulaFacts(tag.attribute('Formula') ?? '')
          for (const power of facts.powers) context.power(power)
          for (const href of facts.links) context.link({ origin: 'office-field', href, range: part.range })
          if (tag.empty && cell.href !== '')
            context.link({ origin: 'office-relationship', ...cell, range: part.range })
        } else if (tag.name === 'Data') inData = !tag.empty
      },
      text(text) {
        if (inData) cell.text += text
      },
      close(name) {
        if (name === 'Data') inData = false
        else if (name === 'Row') lines.push(row.join('\t'))
        else if (name === 'Cell') {
          if (cell.text !== '') row.push(cell.text)
          if (cell.href !== '' && !cell.href.startsWith('#'))
            context.link({ origin: 'office-relationship', ...cell, range: part.range })
          else context.linksOfText(cell.text, { origin: 'office-text', range: part.range })
        }
      },
    },
    context.budget.work,
  )
  return lines.join('\n')
}
