import { extensionOf } from '../../../parse/attachments/active-content.ts'
import { inlineFile } from '../calendar/calendar-opener.ts'
import { basicTime, eachContentLine, unescapeText } from '../calendar/content-lines.ts'
import { openEmbedded } from '../office/embedded-file.ts'
import { type MetadataDraft, metadataValue } from '../office/package-facts.ts'
import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { decodeText } from '../text/text-encoding.ts'

/** Pictures, sounds and keys inside that are opened. */
const MAX_FILES = 50

/** Properties that hold an address or a file (RFC 6350 §6). */
const ADDRESSES: ReadonlySet<string> = new Set(
  'URL SOURCE PHOTO LOGO SOUND KEY FBURL CALURI CALADRURI CONTACT-URI ORG-DIRECTORY IMPP MEMBER RELATED'.split(
    ' ',
  ),
)
/** Properties that address books show. */
const TEXTS: ReadonlySet<string> = new Set(
  'FN N NICKNAME ORG TITLE ROLE NOTE ADR LABEL TEL EMAIL CATEGORIES'.split(' '),
)

/** Contacts (vCard 2.1, 3.0, 4.0). */
export const vcard: Opener = {
  id: 'vcard',
  accepts: (mediaType, name) =>
    mediaType === 'text/vcard' ||
    mediaType === 'text/x-vcard' ||
    mediaType === 'text/directory' ||
    (mediaType.startsWith('text/') && ['vcf', 'vcard'].includes(extensionOf(name))),
  async open(bytes: Uint8Array, context: OpenContext): Promise<OpenedContent> {
    const text = decodeText(bytes)
    const exact = text.length === bytes.length
    const metadata: MetadataDraft = {}
    const files: { bytes: Buffer; name: string }[] = []
    let open = 0
    const whole = eachContentLine(text, context.budget.work, (line) => {
      const { name, value } = line
      const found = {
        origin: 'vcard' as const,
        ...(exact && { range: { start: line.start, end: line.end } }),
      }
      if (name === 'BEGIN') open++
      else if (name === 'END') open--
      else if (ADDRESSES.has(name) || name === 'AGENT') {
        const file = inlineFile(line, files.length + 1)
        if (file !== undefined) {
          if (file.bytes.length === 0) return
          if (files.length < MAX_FILES) files.push(file)
          else context.issue('limit.attachment-files', `Only ${MAX_FILES} files of the contacts are opened`)
          return
        }
        const href = unescapeText(value).trim()
        if (/^[a-z][a-z0-9+.-]{0,30}:/i.test(href)) {
          context.link({ ...found, href })
          if (/^(?:PHOTO|LOGO|SOUND)$/.test(name) && /^(?:https?:|\\\\)/i.test(href))
            context.power('remote-content')
        } else context.linksOfText(href, found)
        if (name === 'URL') context.text(href)
      } else if (TEXTS.has(name)) {
        const shown = unescapeText(value).replace(/;+/g, ' ').trim()
        if (name !== 'N') context.text(shown)
        if (name === 'FN') metadata.title ??= shown.slice(0, 500)
        if (name === 'ORG') metadata.company ??= shown.slice(0, 500)
        if (name === 'EMAIL') {
          if (/^[^\s@]{1,64}@[^\s@]{1,255}$/.test(shown))
            context.link({ ...found, href: `mailto:${shown}`, text: shown })
        } else context.linksOfText(shown, found)
      } else if (name === 'PRODID') {
        const program = metadataValue(value)
        if (program !== undefined) metadata.program ??= program
      } else if (name === 'REV') {
        const time = basicTime(value)
        if (time !== undefined) metadata.modified ??= time
      } else if (name.startsWith('X-')) context.linksOfText(unescapeText(value), found)
    })
    if (!whole) context.issue('limit.attachment-files', 'The contacts have more properties than are read')
    if (open !== 0) context.issue('attachment.damaged', 'The contacts end inside a card')
    for (const file of files) {
      await openEmbedded(context, file.bytes, file.name)
    }
    return { encrypted: false, metadata, complete: whole && open === 0 }
  },
}
