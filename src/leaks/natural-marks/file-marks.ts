import type { DocumentMetadata } from '../../model/attachment.ts'
import type { MarkList } from './mark-list.ts'

/** What copies and downloads do to a file name: `report (2).pdf`, `Copy of report`, `~$`, a hash in front. */
const MANGLED =
  /(?:\(\d{1,3}\)|[-_ ]copy(?: ?\d{1,3})?|_\d{8,14}|-\d{1,2})(?=\.[^.]{1,5}$)|^(?:copy of|kopie von|copie de) |^[0-9a-f]{8,64}[-_]|%[0-9a-f]{2}|=\?[\w-]+\?[bq]\?/i

/** Marks in what a document states about itself, and in the name it came under. */
export function fileMarks(name: string, metadata: DocumentMetadata | undefined, marks: MarkList): void {
  const mangled = MANGLED.exec(name.slice(-300))
  if (mangled !== null) marks.add('file-name', name, `file name, at “${mangled[0].trim().slice(0, 40)}”`)
  if (metadata === undefined) return
  const place = 'metadata'
  if (metadata.pdfId !== undefined) marks.add('pdf-id', metadata.pdfId.join(' '), place)
  if (metadata.xmpDocumentId !== undefined) marks.add('xmp-document', metadata.xmpDocumentId, place)
  if (metadata.xmpInstanceId !== undefined) marks.add('xmp-instance', metadata.xmpInstanceId, place)
  if (metadata.rsidRoot !== undefined || (metadata.rsids?.length ?? 0) > 0)
    marks.add(
      'rsid-family',
      `root ${metadata.rsidRoot ?? 'unknown'}, ${metadata.rsids?.length ?? 0} editing sessions`,
      place,
    )
  for (const [label, value] of [
    ['author', metadata.author],
    ['last editor', metadata.lastModifiedBy],
    ['company', metadata.company],
  ] as const)
    if (value !== undefined) marks.add('person', `${label}: ${value}`, place)
  for (const person of metadata.people ?? []) marks.add('person', `named in it: ${person}`, place)
  if (metadata.template !== undefined) marks.add('template', metadata.template, place)
  if (metadata.camera !== undefined) marks.add('camera', metadata.camera, place)
  if (metadata.position !== undefined) marks.add('position', metadata.position.join(', '), place)
}

/** What two documents share that copies share and strangers do not; empty when nothing. */
export function sharedOrigin(a: DocumentMetadata, b: DocumentMetadata): readonly string[] {
  const shared: string[] = []
  if (a.pdfId !== undefined && a.pdfId[0] !== '' && a.pdfId[0] === b.pdfId?.[0])
    shared.push(a.pdfId[1] === b.pdfId[1] ? 'PDF /ID, both halves' : 'PDF /ID, first half: saved again since')
  if (a.xmpDocumentId !== undefined && a.xmpDocumentId === b.xmpDocumentId)
    shared.push(a.xmpInstanceId === b.xmpInstanceId ? 'XMP document and instance' : 'XMP document')
  if (a.rsidRoot !== undefined && a.rsidRoot === b.rsidRoot) {
    const theirs = new Set(b.rsids)
    const common = (a.rsids ?? []).filter((rsid) => theirs.has(rsid)).length
    shared.push(`rsid family, ${common} editing sessions in common`)
  }
  return shared
}
