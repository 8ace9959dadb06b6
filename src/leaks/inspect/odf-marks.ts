/** Marks in OpenDocument files (OASIS ODF 1.3), and the files written again without them. */
import type { MarkMeaning } from '../../model/leak-mark.ts'
import { detectType } from '../../parse/attachments/detect-type.ts'
import { cleanImage } from './clean-image.ts'
import { imageMarks } from './image-marks.ts'
import type { MarkList } from './mark-list.ts'
import { plainText, textMarks } from './text-marks.ts'
import {
  byteRanges,
  elementTexts,
  escaped,
  filteredXml,
  unescaped,
  type XmlAttribute,
  type XmlTag,
  xmlAttributes,
  xmlTags,
} from './xml-filter.ts'
import type { PackageMember, ZipPackage } from './zip-package.ts'

const META: Readonly<Record<string, readonly [code: string, means: MarkMeaning]>> = {
  creator: ['office.last-changed-by', 'person'],
  'initial-creator': ['office.author', 'person'],
  'printed-by': ['office.people', 'person'],
  generator: ['office.program', 'device'],
  'creation-date': ['office.created', 'time'],
  date: ['office.changed', 'time'],
  'print-date': ['office.printed', 'time'],
  'editing-cycles': ['office.revision', 'copy'],
  'editing-duration': ['office.editing-time', 'time'],
  'user-defined': ['office.custom-properties', 'organisation'],
  title: ['office.property', 'hidden'],
  subject: ['office.property', 'hidden'],
  description: ['office.property', 'hidden'],
  keyword: ['office.property', 'hidden'],
}
const DROPPED: readonly (readonly [pattern: RegExp, code: string, means: MarkMeaning])[] = [
  [/^Thumbnails\//, 'office.thumbnail', 'hidden'],
  [/^Configurations2\//, 'office.settings', 'device'],
  [/^META-INF\/documentsignatures\.xml$/, 'office.signature', 'person'],
  [/^layout-cache$/, 'office.settings', 'device'],
  [/^manifest\.rdf$/, 'office.settings', 'device'],
]
const SESSION = /^(?:officeooo|loext):(?:paragraph-)?rsid$/
/** Settings of LibreOffice that name printers, folders and sessions. */
const SETTING =
  /^(?:PrinterName|PrinterSetup|PrinterPaperFromSetup|Rsid|RsidRoot|CurrentDatabaseDataSource|TemplateName|RedactedFor)$/
const PLAIN_META =
  '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/></office:document-meta>'

export async function odfMarks(
  list: MarkList,
  { members, times, comment, extras, notRead }: ZipPackage,
): Promise<void> {
  list.notRead.push(...notRead)
  for (const time of times) list.add({ code: 'package.time', means: 'time', value: time })
  if (comment !== '') list.add({ code: 'package.comment', means: 'hidden', value: comment })
  for (const name of extras)
    list.add({
      code: 'package.extra-field',
      means: 'device',
      part: name,
      value: 'extra data in the directory',
    })
  for (const { name, bytes } of members) {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const whole = DROPPED.find(([pattern]) => pattern.test(name))
    if (whole !== undefined) {
      list.add({
        code: whole[1],
        means: whole[2],
        part: name,
        value: `${content.length} bytes`,
        range: { start: 0, end: content.length },
      })
      continue
    }
    if (detectType(content)?.startsWith('image/')) {
      await imageMarks(list, content, name)
      continue
    }
    if (/^(?:Object|ObjectReplacements|Basic|Scripts)\b/.test(name))
      list.add({
        code: 'office.embedded-file',
        means: 'hidden',
        part: name,
        value: `${content.length} bytes, which have marks of their own`,
        cleaned: 'no',
      })
    if (!name.endsWith('.xml') || name.startsWith('META-INF/')) continue
    const xml = content.toString('utf8')
    if (name === 'meta.xml') metaMarks(list, xml)
    else contentMarks(list, xml, name)
  }
}

function metaMarks(list: MarkList, xml: string): void {
  const range = byteRanges(xml)
  for (const [local, [code, means]] of Object.entries(META))
    for (const { text, start, end } of elementTexts(xml, local))
      if (text.trim() !== '')
        list.add({ code, means, part: 'meta.xml', value: text, range: range(start, end) })
  for (const tag of xmlTags(xml))
    if (tag.local === 'template' && !tag.closing)
      list.add({
        code: 'office.template',
        means: 'place',
        part: 'meta.xml',
        value: xmlAttributes(xml, tag).find(({ name }) => name === 'xlink:href')?.value ?? '',
        range: range(tag.start, tag.end),
      })
}

function contentMarks(list: MarkList, xml: string, part: string): void {
  const range = byteRanges(xml)
  const text: string[] = []
  let done = 0
  let length = 0
  for (const tag of xmlTags(xml)) {
    if (length < 4_000_000 && tag.start > done) {
      const piece = xml.slice(done, tag.start)
      length += piece.length
      if (!piece.includes('<')) text.push(piece)
    }
    done = tag.end
    if (tag.closing) {
      if (tag.local === 'p' || tag.local === 'h') text.push('\n')
      continue
    }
    const attributes = xmlAttributes(xml, tag)
    const add = (code: string, means: MarkMeaning, value: string): void =>
      list.add({ code, means, part, value, range: range(tag.start, tag.end) })
    if (tag.name === 'text:tracked-changes') add('office.tracked-changes', 'person', people(xml, tag))
    else if (tag.name === 'office:annotation') add('office.comments', 'person', people(xml, tag))
    else if (isHidden(tag, attributes)) add('office.hidden-text', 'hidden', tag.name)
    else if (tag.name === 'config:config-item') {
      const name = attributes.find((one) => one.name === 'config:name')?.value ?? ''
      if (SETTING.test(name)) add('office.printer-settings', 'device', name)
    }
    for (const attribute of attributes) {
      if (SESSION.test(attribute.name)) add('office.editing-sessions', 'copy', attribute.value)
      if (
        attribute.name === 'xlink:href' &&
        /^(?:file:|\/home\/|\/Users\/|[a-z]:\\|\\\\)/i.test(attribute.value)
      )
        list.add({
          code: 'office.local-path',
          means: 'place',
          part,
          value: attribute.value,
          range: range(tag.start, tag.end),
          cleaned: 'no',
        })
    }
  }
  textMarks(list, unescaped(text.join('')), { part })
}

/** Who is named inside an element, as far as the next few thousand characters tell. */
function people(xml: string, tag: XmlTag): string {
  const near = xml.slice(tag.end, tag.end + 20_000)
  return (
    [...new Set(elementTexts(near, 'creator').map(({ text }) => text))].slice(0, 20).join(', ') ||
    'nobody named'
  )
}

const isHidden = (tag: XmlTag, attributes: readonly XmlAttribute[]): boolean =>
  tag.name === 'text:hidden-text' ||
  tag.name === 'text:hidden-paragraph' ||
  attributes.some(({ name, value }) => name === 'text:display' && value === 'none')

/** The members of the cleaned package. */
export async function cleanOdf(
  members: readonly PackageMember[],
): Promise<{ readonly members: readonly PackageMember[]; readonly changes: readonly string[] }> {
  const changes = new Set<string>()
  const kept = members.filter(({ name }) => !DROPPED.some(([pattern]) => pattern.test(name)))
  const names = new Set(kept.map(({ name }) => name))
  const out: PackageMember[] = []
  for (const { name, bytes } of kept) {
    const type = detectType(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    if (type?.startsWith('image/')) {
      const clean = await cleanImage(bytes, type)
      if (clean !== undefined) changes.add('pictures were compressed anew')
      out.push({ name, bytes: clean ?? bytes })
    } else if (!name.endsWith('.xml')) out.push({ name, bytes })
    else
      out.push({
        name,
        bytes: Buffer.from(cleanXml(name, Buffer.from(bytes).toString('utf8'), names, changes)),
      })
  }
  // ODF part 2, §3.3: mimetype is the first member.
  out.sort((one, other) => Number(other.name === 'mimetype') - Number(one.name === 'mimetype'))
  return { members: out, changes: [...changes] }
}

function cleanXml(name: string, xml: string, names: ReadonlySet<string>, changes: Set<string>): string {
  if (name === 'meta.xml') return PLAIN_META
  const isManifest = name === 'META-INF/manifest.xml'
  return filteredXml(xml, {
    element: (tag, attributes) => {
      if (isManifest) {
        const path = attributes.find((one) => one.name === 'manifest:full-path')?.value
        return path !== undefined && path !== '/' && !path.endsWith('/') && !names.has(path)
          ? 'drop'
          : undefined
      }
      if (tag.name === 'text:tracked-changes' || /^text:change(?:-start|-end)?$/.test(tag.name)) {
        changes.add('tracked changes were accepted')
        return 'drop'
      }
      if (/^office:annotation(?:-end)?$/.test(tag.name)) {
        changes.add('comments were taken out')
        return 'drop'
      }
      if (isHidden(tag, attributes) && tag.name.startsWith('text:')) return 'drop'
      if (
        tag.name === 'config:config-item' &&
        SETTING.test(attributes.find((one) => one.name === 'config:name')?.value ?? '')
      )
        return 'drop'
      return undefined
    },
    attribute: (_, attribute) =>
      SESSION.test(attribute.name) || (attribute.name === 'text:display' && attribute.value === 'none'),
    text: (text) => (isManifest || text.trim() === '' ? text : escaped(plainText(unescaped(text)))),
  })
}
