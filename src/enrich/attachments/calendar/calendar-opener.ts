import { extensionOf } from '../../../parse/attachments/active-content.ts'
import { openEmbedded } from '../office/embedded-file.ts'
import type { MetadataDraft } from '../office/package-facts.ts'
import { metadataValue } from '../office/package-facts.ts'
import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { decodeText } from '../text/text-encoding.ts'
import { readHtmlFile } from '../web/html-file.ts'
import { basicTime, type ContentLine, eachContentLine, unescapeText } from './content-lines.ts'

/** Files inside a calendar that are opened. */
const MAX_FILES = 50
/** Pages inside a calendar that are read: descriptions in HTML. Attack: a thousand events with one each. */
const MAX_PAGES = 50

/** Properties whose value is an address (RFC 5545, RFC 7986). */
const ADDRESSES: ReadonlySet<string> = new Set([
  'URL',
  'CONFERENCE',
  'SOURCE',
  'TZURL',
  'IMAGE',
  'STRUCTURED-DATA',
])
/** Properties that calendars show as text. */
const TEXTS: ReadonlySet<string> = new Set([
  'SUMMARY',
  'LOCATION',
  'DESCRIPTION',
  'COMMENT',
  'CONTACT',
  'RESOURCES',
  'NAME',
  'X-WR-CALNAME',
  'X-WR-CALDESC',
])

/** Calendars and invitations (iCalendar, RFC 5545; vCalendar 1.0). */
export const calendar: Opener = {
  id: 'calendar',
  accepts: (mediaType, name) =>
    mediaType === 'text/calendar' ||
    mediaType === 'text/x-vcalendar' ||
    (mediaType.startsWith('text/') && ['ics', 'ical', 'ifb', 'icalendar', 'vcs'].includes(extensionOf(name))),
  open: openCalendar,
}

async function openCalendar(bytes: Uint8Array, context: OpenContext): Promise<OpenedContent> {
  const text = decodeText(bytes)
  const exact = text.length === bytes.length
  const metadata: MetadataDraft = {}
  const files: { bytes: Buffer; name: string }[] = []
  const components: string[] = []
  let events = 0
  let pages = 0

  const html = (value: string): void => {
    if (pages++ >= MAX_PAGES)
      context.issue('limit.attachment-files', `Only ${MAX_PAGES} descriptions in HTML are read`)
    else for (const file of readHtmlFile(value, context, { scripts: false })) files.push(file)
  }

  const whole = eachContentLine(text, context.budget.work, (line) => {
    const { name, value } = line
    const found = {
      origin: 'calendar' as const,
      ...(exact && { range: { start: line.start, end: line.end } }),
    }
    if (name === 'BEGIN') {
      if (components.length < 100) components.push(value.trim().toUpperCase())
      if (value.trim().toUpperCase() === 'VEVENT') events++
      return
    }
    if (name === 'END') {
      components.pop()
      return
    }
    readMetadata(line, metadata, events)
    const reference = line.parameter('ALTREP')
    if (reference !== undefined) context.link({ ...found, href: reference })
    if (name === 'X-ALT-DESC' || name === 'STYLED-DESCRIPTION') html(unescapeText(value))
    else if (TEXTS.has(name)) {
      const shown = unescapeText(value)
      if (/^\s{0,20}<(?:html|!doctype|body|p|div|a|br)\b/i.test(shown.slice(0, 60))) html(shown)
      else {
        context.text(shown)
        context.linksOfText(shown, found)
      }
    } else if (name === 'ATTACH' || (name === 'IMAGE' && isInline(line))) {
      const file = inlineFile(line, files.length + 1)
      if (file !== undefined) {
        if (files.length < MAX_FILES) files.push(file)
        else context.issue('limit.attachment-files', `Only ${MAX_FILES} files of the calendar are opened`)
      } else if (value.trim() !== '') {
        context.link({
          ...found,
          href: value,
          text: line.parameter('FILENAME') ?? line.parameter('X-FILENAME') ?? '',
        })
        if (components.at(-1) === 'VALARM') alarm(value, context)
      }
    } else if (ADDRESSES.has(name)) {
      if (value.trim() !== '') context.link({ ...found, href: value, text: line.parameter('LABEL') ?? '' })
    } else if (name === 'ACTION' && /^PROCEDURE$/i.test(value.trim())) context.power('launch')
    else if (name === 'ORGANIZER' || name === 'ATTENDEE') {
      context.link({ ...found, href: value, text: line.parameter('CN') ?? '' })
      const directory = line.parameter('DIR')
      if (directory !== undefined) context.link({ ...found, href: directory })
    } else if (name.startsWith('X-')) context.linksOfText(unescapeText(value), { ...found, visible: false })
  })
  if (!whole) context.issue('limit.attachment-files', 'The calendar has more properties than are read')
  if (components.length > 0)
    context.issue('attachment.damaged', `The calendar ends inside ${components.at(-1)?.slice(0, 40)}`)
  for (const file of files) {
    await openEmbedded(context, file.bytes, file.name)
  }
  return { encrypted: false, metadata, complete: whole && components.length === 0 }
}

/** The reminder loads a sound, or starts a program, from elsewhere: Outlook signed in to shares this way (CVE-2023-23397). */
function alarm(target: string, context: OpenContext): void {
  if (!/^(?:cid|mailto):/i.test(target))
    for (const power of ['remote-content', 'auto-open'] as const) context.power(power)
}

function readMetadata(line: ContentLine, metadata: MetadataDraft, events: number): void {
  const text = metadataValue(unescapeText(line.value))
  if (text === undefined) return
  switch (line.name) {
    case 'PRODID':
      metadata.program ??= text
      return
    case 'SUMMARY':
      metadata.title ??= text
      return
    case 'ORGANIZER':
      metadata.author ??= metadataValue(line.parameter('CN') ?? '') ?? text.replace(/^mailto:/i, '')
      return
    case 'CREATED':
    case 'LAST-MODIFIED': {
      const time = basicTime(line.value)
      if (time !== undefined && events > 0)
        metadata[line.name === 'CREATED' ? 'created' : 'modified'] ??= time
      return
    }
  }
}

const isInline = (line: ContentLine): boolean =>
  /^(?:base64|b)$/i.test(line.parameter('ENCODING') ?? '') || /^binary$/i.test(line.parameter('VALUE') ?? '')

/** A file that stands in the property itself, as base64 or as a `data:` address. */
export function inlineFile(line: ContentLine, number: number): { bytes: Buffer; name: string } | undefined {
  const type = line.parameter('FMTTYPE') ?? line.parameter('MEDIATYPE') ?? line.parameter('TYPE') ?? ''
  const extension = extensionOf(`x.${type.slice(type.lastIndexOf('/') + 1).toLowerCase()}`)
  const name =
    line.parameter('FILENAME') ??
    line.parameter('X-FILENAME') ??
    line.parameter('X-APPLE-FILENAME') ??
    `${line.name.toLowerCase()} ${number}${extension === '' ? '' : `.${extension}`}`
  if (isInline(line)) return { bytes: Buffer.from(line.value, 'base64'), name }
  const data = /^\s{0,10}data:([^,]{0,200}),/i.exec(line.value.slice(0, 300))
  if (data === null) return undefined
  const content = line.value.slice(data[0].length)
  const coded = /;base64$/i.test(data[1] ?? '')
  return { bytes: coded ? Buffer.from(content, 'base64') : Buffer.from(content, 'latin1'), name }
}
