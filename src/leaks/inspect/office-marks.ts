/** Marks in OOXML documents (ECMA-376): Word, Excel, PowerPoint. */
import type { LeakMark, MarkMeaning } from '../../model/leak-mark.ts'
import { imageMarks } from './image-marks.ts'
import type { MarkList } from './mark-list.ts'
import { textMarks } from './text-marks.ts'
import {
  byteRanges,
  elementTexts,
  type Ranges,
  type XmlAttribute,
  type XmlTag,
  xmlAttributes,
  xmlTags,
} from './xml-filter.ts'
import type { PackageMember, ZipPackage } from './zip-package.ts'

/** Fields of docProps/core.xml (Dublin Core), app.xml. */
const PROPERTIES: Readonly<Record<string, readonly [code: string, means: MarkMeaning]>> = {
  creator: ['office.author', 'person'],
  lastModifiedBy: ['office.last-changed-by', 'person'],
  Manager: ['office.manager', 'person'],
  Company: ['office.company', 'organisation'],
  Template: ['office.template', 'place'],
  HyperlinkBase: ['office.link-base', 'place'],
  Application: ['office.program', 'device'],
  AppVersion: ['office.program', 'device'],
  TotalTime: ['office.editing-time', 'time'],
  revision: ['office.revision', 'copy'],
  created: ['office.created', 'time'],
  modified: ['office.changed', 'time'],
  lastPrinted: ['office.printed', 'time'],
  title: ['office.property', 'hidden'],
  subject: ['office.property', 'hidden'],
  description: ['office.property', 'hidden'],
  keywords: ['office.property', 'hidden'],
  category: ['office.property', 'hidden'],
  contentStatus: ['office.property', 'hidden'],
  identifier: ['office.property', 'copy'],
  version: ['office.property', 'copy'],
}

/** Members that are marks as a whole; the cleaned rewrite has none of them. */
export const DROPPED_MEMBERS: readonly (readonly [pattern: RegExp, code: string, means: MarkMeaning])[] = [
  [/^docProps\/custom\.xml$/i, 'office.custom-properties', 'organisation'],
  [/^docProps\/thumbnail\./i, 'office.thumbnail', 'hidden'],
  [/^docProps\/psmdcp|^package\/services\/metadata\//i, 'office.property', 'hidden'],
  [
    /^(?:word|xl|ppt)\/(?:comments\w*|threadedComments?)\b|\/threadedComments\/|^xl\/comments|^ppt\/comments\//i,
    'office.comments',
    'person',
  ],
  [/^word\/people\.xml$|^xl\/persons\/|^ppt\/(?:commentAuthors|authors)\.xml$/i, 'office.people', 'person'],
  [/printerSettings/i, 'office.printer-settings', 'device'],
  [/^customXml\//i, 'office.custom-xml', 'organisation'],
  [/^xl\/revisions\//i, 'office.tracked-changes', 'person'],
  [/^docMetadata\//i, 'office.label', 'organisation'],
  [/^ppt\/(?:tags|changesInfos|revisionInfo)\b/i, 'office.tags', 'copy'],
  [/^word\/(?:glossary)\//i, 'office.building-blocks', 'hidden'],
  [/^_xmlsignatures\//i, 'office.signature', 'person'],
]

/** Content that may hold marks of its own and is not opened here. */
const CARRIED: readonly (readonly [pattern: RegExp, code: string])[] = [
  [/\/embeddings\//i, 'office.embedded-file'],
  [/vbaProject\.bin$/i, 'office.macros'],
  [/\/externalLinks\//i, 'office.external-data'],
  [/\/activeX\//i, 'office.control'],
  [/\/fonts\/.+\.(?:odttf|fntdata)$/i, 'office.embedded-font'],
  [/^ppt\/notesSlides\/[^/]+\.xml$/i, 'office.notes'],
]

/** Elements of Word that record who changed what (ECMA-376 part 1, §17.13.5). */
export const CHANGE_ELEMENTS: ReadonlySet<string> = new Set([
  'ins',
  'del',
  'moveFrom',
  'moveTo',
  'cellIns',
  'cellDel',
  'cellMerge',
])
export const isFormatChange = (local: string): boolean =>
  /^(?:rPr|pPr|sectPr|tblPr|trPr|tcPr|tblGrid|tblPrEx|numbering)Change$/.test(local)

/** Attributes that are the same in all copies of one family, or new with each editing session. */
export const isSessionAttribute = ({ name, value }: XmlAttribute): boolean =>
  /^w:rsid/.test(name) ||
  /^w1\d\w*:(?:paraId|textId)$/.test(name) ||
  /^xr\d*:uid$/.test(name) ||
  (/^(?:xmlns:)?xr/.test(name) && value === '')

/** Elements of settings and other parts that hold identities. */
export const IDENTITY_ELEMENTS: Readonly<Record<string, readonly [code: string, means: MarkMeaning]>> = {
  rsids: ['office.editing-sessions', 'copy'],
  docId: ['office.document-id', 'copy'],
  docVars: ['office.document-variables', 'organisation'],
  mailMerge: ['office.mail-merge', 'recipient'],
  attachedTemplate: ['office.template', 'place'],
  writeProtection: ['office.protection', 'person'],
  fileSharing: ['office.protection', 'person'],
  absPath: ['office.folder', 'place'],
  modifyVerifier: ['office.protection', 'copy'],
  permStart: ['office.permission', 'person'],
  creationId: ['office.document-id', 'copy'],
  modId: ['office.editing-sessions', 'copy'],
}

/** Adds everything in a package that could lead to its source. */
export async function officeMarks(
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
  for (const member of members) await memberMarks(list, member)
}

async function memberMarks(list: MarkList, { name, bytes }: PackageMember): Promise<void> {
  const whole = DROPPED_MEMBERS.find(([pattern]) => pattern.test(name))
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (whole !== undefined)
    list.add({
      code: whole[1],
      means: whole[2],
      part: name,
      value: wholeValue(name, content),
      range: { start: 0, end: content.length },
    })
  const carried = CARRIED.find(([pattern]) => pattern.test(name))
  if (carried !== undefined)
    list.add({
      code: carried[1],
      means: 'hidden',
      part: name,
      value: `${content.length} bytes, which have marks of their own`,
      cleaned: 'no',
    })
  if (/\.(?:jpe?g|png|tiff?|gif|webp|emf|wmf|bmp)$/i.test(name)) return await imageMarks(list, content, name)
  if (!/\.(?:xml|rels|vml)$/i.test(name)) return
  const xml = content.toString('utf8')
  if (/^docProps\/(?:core|app)\.xml$/i.test(name)) propertyMarks(list, xml, name)
  else if (/\.rels$/i.test(name)) relationshipMarks(list, xml, name)
  else documentMarks(list, xml, name)
}

/** What of a dropped member is told: names and values rather than markup. */
function wholeValue(name: string, content: Buffer): string {
  if (!/\.xml$/i.test(name)) return `${content.length} bytes`
  const xml = content.toString('utf8')
  const told: string[] = []
  for (const tag of xmlTags(xml)) {
    if (tag.closing || told.length >= 20) continue
    for (const { name: attribute, value } of xmlAttributes(xml, tag))
      if (
        /(?:^|:)(?:name|author|displayName|userId|providerId|initials|email)$/i.test(attribute) &&
        value !== ''
      )
        told.push(value)
  }
  for (const value of ['lpwstr', 'lpstr', 'author', 'i4', 'filetime'])
    told.push(
      ...elementTexts(xml, value)
        .slice(0, 10)
        .map(({ text }) => text),
    )
  return [...new Set(told)].join(', ') || `${content.length} bytes`
}

function propertyMarks(list: MarkList, xml: string, part: string): void {
  const range = byteRanges(xml)
  for (const [local, [code, means]] of Object.entries(PROPERTIES))
    for (const { text, start, end } of elementTexts(xml, local))
      if (text.trim() !== '' && !isPlainProperty(local, text))
        list.add({
          code,
          means,
          part,
          value: local === 'creator' || local === 'lastModifiedBy' ? text : `${local}: ${text}`,
          range: range(start, end),
        })
}

/** What the cleaned rewrite writes itself. */
const isPlainProperty = (local: string, text: string): boolean => local === 'revision' && text.trim() === '1'

function relationshipMarks(list: MarkList, xml: string, part: string): void {
  const range = byteRanges(xml)
  for (const tag of xmlTags(xml)) {
    if (tag.local !== 'Relationship') continue
    const attributes = xmlAttributes(xml, tag)
    const value = (wanted: string): string => attributes.find(({ name }) => name === wanted)?.value ?? ''
    const target = value('Target')
    const type = value('Type')
    if (
      value('TargetMode') !== 'External' ||
      (target === plainTarget(target, type) && !type.endsWith('/attachedTemplate'))
    )
      continue
    const [code, means] = type.endsWith('/attachedTemplate')
      ? (['office.template', 'place'] as const)
      : isLocal(target)
        ? (['office.local-path', 'place'] as const)
        : type.endsWith('/hyperlink')
          ? (['office.link', 'recipient'] as const)
          : (['office.remote-content', 'place'] as const)
    list.add({ code, means, part, value: target, range: range(tag.start, tag.end) })
  }
}

/** Stands where a target was that cannot be kept. */
const NOWHERE = 'about:blank'

const isLocal = (target: string): boolean => /^(?:file:|[a-z]:[\\/]|\\\\|\/(?:home|users)\/)/i.test(target)

/**
 * A target outside of the package as the cleaned rewrite has it: web links without query and fragment, nothing for
 * folders and for content that is loaded when the document is opened.
 */
export function plainTarget(target: string, type: string): string {
  if (!type.endsWith('/hyperlink') || isLocal(target)) return NOWHERE
  if (/^mailto:/i.test(target)) return target.split('?', 1)[0] ?? NOWHERE
  const end = target.search(/[?#]/)
  const plain = end < 0 ? target : target.slice(0, end)
  return /@|%40/.test(plain) ? NOWHERE : plain
}

/** Names of pictures as programs fill them in: the path they were taken from. */
export const isPictureName = ({ name, value }: XmlAttribute): boolean =>
  /^(?:descr|title)$/.test(name) && /[\\/]|@/.test(value)

function documentMarks(list: MarkList, xml: string, part: string): void {
  const ranges = byteRanges(xml)
  const text: string[] = []
  let runs = 0
  let previous: XmlTag | undefined
  for (const tag of xmlTags(xml)) {
    if (previous?.local === 't' && !previous.closing && !previous.empty && runs < 2_000_000) {
      const piece = xml.slice(previous.end, tag.start)
      runs += piece.length
      text.push(piece)
    }
    previous = tag
    if (tag.closing) {
      if (tag.local === 'p') text.push('\n')
      continue
    }
    tagMarks(list, xml, part, tag, ranges)
  }
  textMarks(list, text.join(''), { part })
}

function tagMarks(list: MarkList, xml: string, part: string, tag: XmlTag, ranges: Ranges): void {
  const attributes = xmlAttributes(xml, tag)
  const range = ranges(tag.start, tag.end)
  const value = (name: string): string | undefined => attributes.find((one) => one.name.endsWith(name))?.value
  const add = (code: string, means: LeakMark['means'], text: string): void =>
    list.add({ code, means, part, value: text, range })
  if (
    (CHANGE_ELEMENTS.has(tag.local) && tag.name.startsWith('w:') && value(':author') !== undefined) ||
    isFormatChange(tag.local)
  )
    add(
      'office.tracked-changes',
      'person',
      `${value(':author') ?? 'nobody'} at ${value(':date') ?? 'no time'}`,
    )
  else if (tag.name === 'w:vanish' && value(':val') !== '0' && value(':val') !== 'false')
    add('office.hidden-text', 'hidden', 'text marked as hidden')
  else if (tag.local === 'sheet' && /^(?:hidden|veryHidden)$/.test(value('state') ?? ''))
    list.add({
      code: 'office.hidden-sheet',
      means: 'hidden',
      part,
      value: value('name') ?? '',
      range,
      cleaned: 'no',
    })
  else if (tag.name === 'p:sld' && value('show') === '0')
    list.add({
      code: 'office.hidden-slide',
      means: 'hidden',
      part,
      value: 'a slide that is not shown',
      range,
      cleaned: 'no',
    })
  else if ((tag.local === 'row' || tag.local === 'col') && value('hidden') === '1')
    list.add({
      code: 'office.hidden-cells',
      means: 'hidden',
      part,
      value: `a hidden ${tag.local === 'row' ? 'row' : 'column'}`,
      range,
      cleaned: 'no',
    })
  else if (tag.local === 'commentReference')
    add('office.comments', 'person', 'a place that a comment is about')
  const identity = IDENTITY_ELEMENTS[tag.local]
  if (identity !== undefined && tag.local !== 'docId')
    add(
      identity[0],
      identity[1],
      attributes
        .filter(({ name }) => !name.startsWith('xmlns'))
        .map(({ value: text }) => text)
        .join(' ') || tag.local,
    )
  if (tag.local === 'docId' && /^w1\d:docId$/.test(tag.name))
    add('office.document-id', 'copy', value('val') ?? '')
  if (tag.local === 'rsidRoot') add('office.copy-family', 'copy', value(':val') ?? '')
  for (const attribute of attributes) {
    if (isSessionAttribute(attribute))
      add(
        /rsid/.test(attribute.name) ? 'office.editing-sessions' : 'office.paragraph-id',
        'copy',
        attribute.value,
      )
    if (attribute.name === 'refreshedBy' || attribute.name === 'userName')
      add('office.people', 'person', attribute.value)
    if (isPictureName(attribute)) add('office.picture-name', 'place', attribute.value)
  }
}
