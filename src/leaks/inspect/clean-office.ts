/** OOXML written again without the parts, elements and attributes that lead to people, programs and copies. */
import { detectType } from '../../parse/attachments/detect-type.ts'
import { cleanImage } from './clean-image.ts'
import {
  CHANGE_ELEMENTS,
  DROPPED_MEMBERS,
  IDENTITY_ELEMENTS,
  isFormatChange,
  isPictureName,
  isSessionAttribute,
  plainTarget,
} from './office-marks.ts'
import { plainText } from './text-marks.ts'
import {
  escaped,
  filteredXml,
  unescaped,
  type XmlAttribute,
  type XmlTag,
  xmlAttributes,
  xmlTags,
} from './xml-filter.ts'
import type { PackageMember } from './zip-package.ts'

const CORE =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
const APP =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'

/** Markers of comments and permissions in a text; without their part they point at nothing. */
const MARKERS: ReadonlySet<string> = new Set([
  'commentRangeStart',
  'commentRangeEnd',
  'commentReference',
  'permStart',
  'permEnd',
  'moveFromRangeStart',
  'moveFromRangeEnd',
  'moveToRangeStart',
  'moveToRangeEnd',
  'annotationRef',
])
const PICTURE_TYPES: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/tiff',
  'image/webp',
])

/** The members of the cleaned package, and what in it a reader may notice. */
export async function cleanOffice(
  members: readonly PackageMember[],
): Promise<{ readonly members: readonly PackageMember[]; readonly changes: readonly string[] }> {
  const changes = new Set<string>()
  const dropped = new Set(members.filter(({ name }) => isDropped(name)).map(({ name }) => name.toLowerCase()))
  const out: PackageMember[] = []
  for (const member of members) {
    if (dropped.has(member.name.toLowerCase()) || isDropped(ownerOfRelationships(member.name))) continue
    out.push({ name: member.name, bytes: await cleanMember(member, dropped, changes) })
  }
  return { members: out, changes: [...changes] }
}

const isDropped = (name: string): boolean => DROPPED_MEMBERS.some(([pattern]) => pattern.test(name))

/** `word/document.xml` for `word/_rels/document.xml.rels`. */
function ownerOfRelationships(name: string): string {
  const found = /^(.*?)_rels\/([^/]*)\.rels$/.exec(name)
  return found === null ? '' : `${found[1]}${found[2]}`
}

async function cleanMember(
  { name, bytes }: PackageMember,
  dropped: ReadonlySet<string>,
  changes: Set<string>,
): Promise<Uint8Array> {
  const type = detectType(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (type !== undefined && PICTURE_TYPES.has(type)) {
    const clean = await cleanImage(bytes, type)
    if (clean !== undefined) changes.add('pictures were compressed anew')
    return clean ?? bytes
  }
  if (!/\.(?:xml|rels|vml)$/i.test(name)) return bytes
  const xml = Buffer.from(bytes).toString('utf8')
  return Buffer.from(cleanXml(name, xml, dropped, changes))
}

function cleanXml(name: string, xml: string, dropped: ReadonlySet<string>, changes: Set<string>): string {
  if (/^docProps\/core\.xml$/i.test(name)) return CORE
  if (/^docProps\/app\.xml$/i.test(name)) return APP
  if (name === '[Content_Types].xml')
    return filteredXml(xml, {
      element: ({ local }, attributes) =>
        local === 'Override' &&
        dropped.has((attributeValue(attributes, 'PartName') ?? '').replace(/^\//, '').toLowerCase())
          ? 'drop'
          : undefined,
    })
  if (/\.rels$/i.test(name)) return cleanRelationships(name, xml, dropped)
  const lost = lostTargets(name, dropped)
  return filteredXml(withoutMarkedRuns(xml, changes), {
    element: (tag, attributes) => {
      const what = cleanElement(tag, attributes, changes)
      return what ?? (lost(attributes) ? 'drop' : undefined)
    },
    attribute: (_, attribute) =>
      isSessionAttribute(attribute) ||
      isPictureName(attribute) ||
      /^(?:refreshedBy|userName)$/.test(attribute.name),
    text: (text) => (/^[ \t\r\n]*$/.test(text) ? text : escaped(plainText(unescaped(text)))),
  })
}

function cleanElement(
  tag: XmlTag,
  attributes: readonly XmlAttribute[],
  changes: Set<string>,
): 'drop' | 'unwrap' | undefined {
  const { local, name } = tag
  if (isFormatChange(local)) return 'drop'
  if (
    CHANGE_ELEMENTS.has(local) &&
    name.startsWith('w:') &&
    (tag.empty ||
      attributeValue(attributes, 'w:author') !== undefined ||
      attributeValue(attributes, 'w:id') !== undefined)
  ) {
    changes.add('tracked changes were accepted')
    return local === 'del' || local === 'moveFrom' ? 'drop' : tag.empty ? 'drop' : 'unwrap'
  }
  if (MARKERS.has(local)) return 'drop'
  if (IDENTITY_ELEMENTS[local] !== undefined || local === 'rsidRoot') return 'drop'
  // The way a comment or printer setting is pulled in by a sheet.
  if (/^(?:legacyDrawing|legacyDrawingHF|printerSettings)$/.test(local)) return 'drop'
  return undefined
}

/** Runs of Word that are marked as hidden go with their text: a reader does not see them, a tool does. */
function withoutMarkedRuns(xml: string, changes: Set<string>): string {
  if (!xml.includes('<w:vanish')) return xml
  const hidden: { start: number; end: number }[] = []
  let run = -1
  let isHidden = false
  for (const tag of xmlTags(xml)) {
    if (tag.name === 'w:r') {
      if (tag.closing && run >= 0 && isHidden) hidden.push({ start: run, end: tag.end })
      run = tag.closing || tag.empty ? -1 : tag.start
      isHidden = false
    } else if (tag.name === 'w:vanish' && run >= 0 && !tag.closing) {
      const value = attributeValue(xmlAttributes(xml, tag), 'w:val')
      isHidden = value !== '0' && value !== 'false'
    }
  }
  if (hidden.length > 0) changes.add('text marked as hidden was taken out')
  let out = ''
  let at = 0
  for (const { start, end } of hidden) {
    out += xml.slice(at, start)
    at = end
  }
  // Marks of paragraphs and styles hide nothing once the runs are gone.
  return (out + xml.slice(at)).replace(/<w:vanish(?:\s[^<>]{0,40})?\/>/g, '')
}

function cleanRelationships(name: string, given: string, dropped: ReadonlySet<string>): string {
  const folder = name.replace(/_rels\/[^/]*$/, '')
  const xml = withPlainTargets(given)
  return filteredXml(xml, {
    element: ({ local }, attributes) => {
      if (local !== 'Relationship') return undefined
      const target = attributeValue(attributes, 'Target') ?? ''
      if (attributeValue(attributes, 'TargetMode') === 'External') {
        const type = attributeValue(attributes, 'Type') ?? ''
        return type.endsWith('/attachedTemplate') ? 'drop' : undefined
      }
      return dropped.has(resolved(folder, target)) ? 'drop' : undefined
    },
  })
}

/** Targets outside of the package without what is somebody's: folders, queries. */
function withPlainTargets(xml: string): string {
  let out = ''
  let at = 0
  for (const tag of xmlTags(xml)) {
    if (tag.local !== 'Relationship') continue
    const attributes = xmlAttributes(xml, tag)
    const target = attributes.find((attribute) => attribute.name === 'Target')
    if (target === undefined || attributeValue(attributes, 'TargetMode') !== 'External') continue
    const plain = plainTarget(target.value, attributeValue(attributes, 'Type') ?? '')
    if (plain === target.value) continue
    out += `${xml.slice(at, target.start)}Target="${escaped(plain).replaceAll('"', '&quot;')}"`
    at = target.end
  }
  return out + xml.slice(at)
}

/** A relationship's target from the root of the package, lower case. */
function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1).toLowerCase()
  const parts = folder.split('/').filter(Boolean)
  for (const piece of target.split('/')) {
    if (piece === '..') parts.pop()
    else if (piece !== '.' && piece !== '') parts.push(piece)
  }
  return parts.join('/').toLowerCase()
}

/** Elements of a sheet that stand for a printer setting carry its id beside others that must stay. */
function lostTargets(
  name: string,
  dropped: ReadonlySet<string>,
): (attributes: readonly XmlAttribute[]) => boolean {
  const without =
    /^xl\/worksheets\//i.test(name) && [...dropped].some((one) => one.includes('printersettings'))
  return (attributes) =>
    without &&
    attributes.some(({ name: attribute }) => attribute === 'r:id') &&
    attributes.some(({ name: attribute }) => attribute === 'orientation' || attribute === 'paperSize')
}

const attributeValue = (attributes: readonly XmlAttribute[], name: string): string | undefined =>
  attributes.find((attribute) => attribute.name === name)?.value
