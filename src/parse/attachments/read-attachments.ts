import { hash } from 'node:crypto'
import type { Attachment } from '../../model/attachment.ts'
import type { Part } from '../../model/message.ts'
import { partContents } from '../mime/part-content.ts'
import { isReportType } from '../mime/report-types.ts'
import { extensionOf, isActive } from './active-content.ts'
import { detectType } from './detect-type.ts'

/**
 * The files a mail carries, in order of the parts: every part with a file name, with a disposition other than
 * `inline`, or of a type that is not shown as text; attached messages too. A text that has a name but no disposition
 * is a file unless it is the mail's first text or a version of it: some programs name the body.
 * Content is decoded, hashed and looked at by its first bytes; it is never opened. Never throws.
 */
export function readAttachments(bytes: Uint8Array, parts: readonly Part[]): readonly Attachment[] {
  const attachments: Attachment[] = []
  const contents = partContents(bytes, parts)
  const bodies = bodyTexts(parts)
  const elsewhere = new Set<Part>()
  for (const part of parts) {
    if (part.contentType.mediaType === 'message/external-body')
      for (const child of part.children) elsewhere.add(child)
    if (elsewhere.has(part) && part.bodyRange.end - part.bodyRange.start < MIN_PHANTOM) continue
    if (!isFile(part) || (part.disposition === undefined && bodies.has(part))) continue
    const content = contents.decoded(part).bytes
    const name = fileName(part)
    const extension = extensionOf(name)
    const detectedType =
      part.kind === 'message' && part.unpackedFrom === undefined ? 'message/rfc822' : detectType(content)
    attachments.push({
      part: part.path,
      name,
      extension,
      declaredType: part.contentType.mediaType,
      ...(detectedType === undefined ? {} : { detectedType }),
      size: content.length,
      sha256: hash('sha256', content, 'hex'),
      range: part.bodyRange,
      active: isActive(extension, detectedType ?? declaredActive(part), content),
    })
  }
  return attachments
}

/** The first text of the mail and, when it stands in an alternative, its other versions. */
function bodyTexts(parts: readonly Part[]): ReadonlySet<Part> {
  const first = parts.find((part) => part.kind === 'leaf' && part.contentType.mediaType.startsWith('text/'))
  const bodies = new Set<Part>()
  if (!first) return bodies
  bodies.add(first)
  for (const part of parts)
    if (part.contentType.mediaType === 'multipart/alternative' && part.children.includes(first))
      for (const child of part.children)
        if (child.contentType.mediaType.startsWith('text/')) bodies.add(child)
  return bodies
}

/** Too short or too strange to be told by content: then what it says of itself decides how it is opened. */
function declaredActive(part: Part): string | undefined {
  const { mediaType } = part.contentType
  return mediaType === 'text/html' || mediaType === 'image/svg+xml' ? mediaType : undefined
}

function isFile(part: Part): boolean {
  if (part.kind === 'multipart') return false
  // The content lies elsewhere: that is a link, and the empty part inside only says what it would be.
  if (part.contentType.mediaType === 'message/external-body') return false
  // A body in RTF is shown as what was made of it.
  if (part.disposition?.kind === 'inline' && part.children[0]?.unpackedFrom === 'rtf') return false
  if (part.kind === 'message') return part.path !== '0'
  const { mediaType } = part.contentType
  if (fileName(part) !== '') return true
  if (part.disposition !== undefined && part.disposition.kind !== 'inline') return true
  return !(mediaType.startsWith('text/') || mediaType.startsWith('multipart/') || isReportType(mediaType))
}

/** Bytes from which the body of content that lies elsewhere, which no client shows, is listed all the same. */
const MIN_PHANTOM = 3

/** The name a client would save the part under: RFC 2183 `filename`, else the old `name` of the Content-Type. */
export function fileName(part: Part): string {
  return (part.disposition?.parameters.filename ?? part.contentType.parameters.name ?? '').trim()
}
