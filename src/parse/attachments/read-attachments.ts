import { hash } from 'node:crypto'
import type { Attachment } from '../../model/attachment.ts'
import type { Part } from '../../model/message.ts'
import { partContents } from '../mime/part-content.ts'
import { extensionOf, isActive } from './active-content.ts'
import { detectType } from './detect-type.ts'

/**
 * The files a mail carries, in order of the parts: every part with a file name, with a disposition other than
 * `inline`, or of a type that is not shown as text; attached messages too, but not what is inside them again.
 * Content is decoded, hashed and looked at by its first bytes; it is never opened. Never throws.
 */
export function readAttachments(bytes: Uint8Array, parts: readonly Part[]): readonly Attachment[] {
  const attachments: Attachment[] = []
  const contents = partContents(bytes, parts)
  for (const part of parts) {
    if (!isFile(part)) continue
    const content = contents.decoded(part).bytes
    const name = fileName(part)
    const extension = extensionOf(name)
    const detectedType = part.kind === 'message' ? 'message/rfc822' : detectType(content)
    attachments.push({
      part: part.path,
      name,
      extension,
      declaredType: part.contentType.mediaType,
      ...(detectedType === undefined ? {} : { detectedType }),
      size: content.length,
      sha256: hash('sha256', content, 'hex'),
      range: part.bodyRange,
      active: isActive(extension, detectedType, content),
    })
  }
  return attachments
}

function isFile(part: Part): boolean {
  if (part.kind === 'multipart') return false
  if (part.kind === 'message') return part.path !== '0'
  const { mediaType } = part.contentType
  if (fileName(part) !== '') return true
  if (part.disposition !== undefined && part.disposition.kind !== 'inline') return true
  return !(
    mediaType.startsWith('text/') ||
    mediaType.startsWith('multipart/') ||
    mediaType === 'message/delivery-status' ||
    mediaType === 'message/disposition-notification' ||
    mediaType === 'message/global-delivery-status'
  )
}

/** The name a client would save the part under: RFC 2183 `filename`, else the old `name` of the Content-Type. */
export function fileName(part: Part): string {
  return (part.disposition?.parameters.filename ?? part.contentType.parameters.name ?? '').trim()
}
