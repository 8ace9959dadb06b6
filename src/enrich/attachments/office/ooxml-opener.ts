import { extensionOf } from '../../../parse/attachments/active-content.ts'
import { detectType } from '../../../parse/attachments/detect-type.ts'
import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { openEmbedded } from './embedded-file.ts'
import { readFlow } from './flow-text.ts'
import {
  type MetadataDraft,
  readPeople,
  readProperties,
  readReachingPart,
  readSettings,
  readWorkbook,
  type WorkbookFacts,
} from './package-facts.ts'
import { inNaturalOrder, type PackagePart, type PackageParts, packageParts } from './package-parts.ts'
import { type Relationships, readRelationships } from './relationships.ts'
import { readSharedStrings, readSheet } from './sheet-text.ts'
import { urlStrings } from './url-strings.ts'
import { scanXml } from './xml-scan.ts'

/** Pictures of a document that are opened. Attack: a thousand pictures, each decoded. */
const MAX_PICTURES = 20

/**
 * Documents of Microsoft Office since 2007 (ISO/IEC 29500), with macros or without, templates and add-ins too.
 * Parts are told apart by their content types, as Office does, not by their names.
 */
export const ooxml: Opener = {
  id: 'ooxml',
  accepts: (mediaType) =>
    mediaType.startsWith('application/vnd.openxmlformats-officedocument.') ||
    /^application\/vnd\.ms-(?:word|excel|powerpoint)\..*macroenabled/.test(mediaType),
  open: (bytes, context) => readOoxml(packageParts(bytes, context), context),
}

/** Reads an Office document from its parts, wherever they are kept. */
export async function readOoxml(files: PackageParts, context: OpenContext): Promise<OpenedContent> {
  const metadata: MetadataDraft = {}
  const encrypted = files.find('EncryptedPackage') !== undefined
  const relations = readRelationships(
    files.parts.filter(({ key }) => key.endsWith('.rels')),
    context,
  )
  const kinds = partKinds(files, context)
  const of = (kind: PartKind): PackagePart[] =>
    files.parts.filter((part) => kinds.get(part) === kind).sort(inNaturalOrder)

  for (const part of of('properties')) readWith(part, (xml) => readProperties(xml, metadata, context))
  for (const part of of('settings')) readWith(part, (xml) => readSettings(xml, metadata, context))
  for (const part of of('reaching')) readWith(part, (xml) => readReachingPart(part, xml, context))
  const people = new Set<string>()
  for (const part of of('people')) readWith(part, (xml) => readPeople(xml, people, context))

  readSheets(of, relations, metadata, context)
  for (const kind of ['flow', 'notes'] as const)
    for (const part of of(kind))
      readWith(part, (xml) => {
        context.text(readFlow(part, xml, relations, context))
        if (kind === 'notes') readPeople(xml, people, context)
      })
  for (const part of of('drawing')) readWith(part, (xml) => readFlow(part, xml, relations, context))
  if (people.size > 0) metadata.people = [...people]
  relations.tellRest()
  await openParts(of, context)
  return { encrypted, metadata, complete: files.complete() }
}

function readWith(part: PackagePart, read: (xml: string) => void): void {
  const xml = part.xml()
  if (xml !== undefined) read(xml)
}

function readSheets(
  of: (kind: PartKind) => PackagePart[],
  relations: Relationships,
  metadata: MetadataDraft,
  context: OpenContext,
): void {
  const hidden = new Set<string>()
  const places = new Map<string, number>()
  for (const part of of('workbook'))
    readWith(part, (xml) => {
      const facts: WorkbookFacts = readWorkbook(xml, metadata, context)
      for (const [place, id] of facts.order.entries()) {
        const target = relations.take(part.key, id)?.target
        if (target === undefined) continue
        const key = resolved(part.key, target)
        places.set(key, place)
        if (facts.hiddenSheets.has(id)) hidden.add(key)
      }
    })
  const strings: string[] = []
  for (const part of of('strings'))
    readWith(part, (xml) => {
      for (const text of readSharedStrings(xml, context)) strings.push(text)
    })
  const sheets = of('sheet')
  sheets.sort((one, other) => (places.get(one.key) ?? 1e6) - (places.get(other.key) ?? 1e6))
  for (const part of [...sheets, ...of('macro-sheet')])
    readWith(part, (xml) => {
      const visible = !hidden.has(part.key)
      context.text(readSheet(part, xml, strings, relations, visible, context))
    })
  if (of('macro-sheet').length > 0) context.power('macro')
  for (const part of of('binary-sheet')) {
    const content = part.read()
    if (content !== undefined) urlStrings(content, context, part.name)
  }
  if (of('binary-sheet').length > 0)
    context.issue('attachment.unsupported', 'Cells of a binary workbook are only searched for addresses')
}

/** `worksheets/sheet1.xml` as seen from `xl/workbook.xml`. */
function resolved(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1).toLowerCase()
  const steps = from.split('/').slice(0, -1)
  for (const step of target.toLowerCase().split('/').slice(0, 100)) {
    if (step === '..') steps.pop()
    else if (step !== '.') steps.push(step)
  }
  return steps.join('/')
}

async function openParts(of: (kind: PartKind) => PackagePart[], context: OpenContext): Promise<void> {
  if (of('macros').length > 0) context.power('macro')
  if (of('control').length > 0) context.power('embedded-program')
  const pictures = of('picture')
  if (pictures.length > MAX_PICTURES)
    context.issue(
      'limit.attachment-files',
      `${pictures.length - MAX_PICTURES} of ${pictures.length} pictures are not opened`,
    )
  const perhaps = new Set(of('perhaps'))
  for (const part of [...of('macros'), ...of('embedded'), ...perhaps, ...pictures.slice(0, MAX_PICTURES)]) {
    const content = part.read()
    if (content === undefined || content.length === 0) continue
    // A `.bin` of no stated kind is an object only when it is a compound file.
    if (perhaps.has(part) && detectType(content)?.startsWith('application/') !== true) continue
    await openEmbedded(context, content, part.name, part.range)
  }
}

type PartKind =
  | 'flow'
  | 'notes'
  | 'drawing'
  | 'workbook'
  | 'strings'
  | 'sheet'
  | 'macro-sheet'
  | 'binary-sheet'
  | 'settings'
  | 'properties'
  | 'people'
  | 'reaching'
  | 'macros'
  | 'control'
  | 'embedded'
  | 'perhaps'
  | 'picture'
  | 'other'

/** Endings of content types (ISO/IEC 29500-1 §15), and of names for packages that state none. */
const BY_TYPE: readonly (readonly [RegExp, PartKind])[] = [
  [/wordprocessingml\.(?:comments|people)\+xml$|presentationml\.comments?\+xml$/, 'notes'],
  [
    /wordprocessingml\.(?:document|template)[.\w]*main\+xml$|ms-word\.(?:document|template)\..*main\+xml$/,
    'flow',
  ],
  [/wordprocessingml\.(?:document\.glossary|header|footer|footnotes|endnotes)\+xml$/, 'flow'],
  [/presentationml\.(?:slide|notesslide)\+xml$|drawingml\.(?:diagramdata|chart)\+xml$/, 'flow'],
  // What stands on every slide: read for links only, its text is mostly `Click to edit`.
  [/presentationml\.(?:slidemaster|slidelayout)\+xml$/, 'drawing'],
  [/officedocument\.drawing\+xml$/, 'flow'],
  [/drawing\+xml$|drawingml\.chartshapes\+xml$/, 'drawing'],
  [/vmldrawing$/, 'drawing'],
  [/spreadsheetml\.comments\+xml$|ms-excel\.threadedcomments\+xml$/, 'notes'],
  [/spreadsheetml\.sharedstrings\+xml$/, 'strings'],
  [/spreadsheetml\.(?:worksheet|dialogsheet)\+xml$/, 'sheet'],
  [/ms-excel\.(?:intl)?macrosheet\+xml$/, 'macro-sheet'],
  [/ms-excel\.(?:worksheet|sharedstrings|macrosheet|intlmacrosheet)$/, 'binary-sheet'],
  [/(?:spreadsheetml|ms-excel)\..*main\+xml$/, 'workbook'],
  [/wordprocessingml\.settings\+xml$/, 'settings'],
  [/core-properties\+xml$|extended-properties\+xml$/, 'properties'],
  [/commentauthors\+xml$|\.person\+xml$|\.people\+xml$/, 'people'],
  [/externallink\+xml$|connections\+xml$|querytable\+xml$|websettings\+xml$/, 'reaching'],
  [/vbaproject$/, 'macros'],
  [/activex\+xml$|activex$/, 'control'],
  [/oleobject$/, 'embedded'],
]
const BY_NAME: readonly (readonly [RegExp, PartKind])[] = [
  [/^docprops\/(?:core|app)\.xml$/, 'properties'],
  [/customui[^/]*\.xml$/, 'reaching'],
  [/(?:^|\/)(?:printersettings\d*\.bin|thumbnail\.\w+)$/, 'other'],
  [/\.(?:png|jpe?g|gif|bmp|tiff?|webp|svg)$/, 'picture'],
  [/vbaproject\.bin$/, 'macros'],
  [/activex\d*\.(?:bin|xml)$/, 'control'],
  [/\.vml$/, 'drawing'],
  [/macrosheets\/[^/]*\.xml$/, 'macro-sheet'],
  [/worksheets\/[^/]*\.xml$/, 'sheet'],
  [/worksheets\/[^/]*\.bin$|sharedstrings\.bin$/, 'binary-sheet'],
  [/^xl\/workbook\.xml$/, 'workbook'],
  [/^xl\/sharedstrings\.xml$/, 'strings'],
  [/^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/, 'flow'],
  [/^word\/comments\.xml$/, 'notes'],
  [/^word\/settings\.xml$/, 'settings'],
  [/^ppt\/(?:slides|notesslides)\/[^/]*\.xml$/, 'flow'],
]
/** What a package holds for its own looks. */
const OWN = new Set('xml rels vml odttf fntdata emf wmf emz wmz wdp psmdcp sigs'.split(' '))

function partKinds(files: PackageParts, context: OpenContext): ReadonlyMap<PackagePart, PartKind> {
  const types = new Map<string, string>()
  const defaults = new Map<string, string>()
  const xml = files.find('[Content_Types].xml')?.xml()
  if (xml !== undefined)
    scanXml(
      xml,
      {
        open(tag) {
          const type = tag.attribute('ContentType')?.slice(0, 200).toLowerCase() ?? ''
          if (tag.name === 'Override')
            types.set((tag.attribute('PartName') ?? '').replace(/^\/+/, '').toLowerCase(), type)
          else if (tag.name === 'Default')
            defaults.set((tag.attribute('Extension') ?? '').toLowerCase(), type)
        },
      },
      context.budget.work,
    )
  const kinds = new Map<PackagePart, PartKind>()
  for (const part of files.parts) {
    context.budget.work()
    const extension = extensionOf(part.key)
    const type = types.get(part.key) ?? defaults.get(extension) ?? ''
    kinds.set(part, kindOf(part.key, extension, type))
  }
  return kinds
}

function kindOf(key: string, extension: string, type: string): PartKind {
  if (extension === 'rels' || key === '[content_types].xml' || key.startsWith('customxml/')) return 'other'
  const found = BY_TYPE.find(([form]) => form.test(type)) ?? BY_NAME.find(([form]) => form.test(key))
  if (found !== undefined) return found[1]
  if (key.includes('embeddings/') || key.includes('afchunk')) return 'embedded'
  if (extension === 'bin') return 'perhaps'
  return OWN.has(extension) ? 'other' : 'embedded'
}
