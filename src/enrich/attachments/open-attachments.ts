import type { Attachment, OpenedAttachment } from '../../model/attachment.ts'
import type { Message } from '../../model/message.ts'
import { partContents } from '../../parse/mime/part-content.ts'
import { openAttachment } from './open-attachment.ts'
import { readInPlace } from './read-in-place.ts'

/** Attachments of one mail looked into; the rest is said. Attack: a mail of ten thousand small PDF files. */
const ATTACHMENT_LIMIT = 50

/** What is looked into: everything, all but pictures (QR codes cost most of the time), or nothing. */
export type AttachmentDepth = 'all' | 'documents' | 'none'

/**
 * Looks into the attachments of a mail, in order. Nothing is run or fetched; without a clock the same mail gives the
 * same answer everywhere. Never rejects because of content. Links of attachments that are plain text or HTML are
 * among the message's own already and are left out here.
 */
export async function openAttachments(
  message: Message,
  bytes: Uint8Array,
  depth: AttachmentDepth,
): Promise<readonly OpenedAttachment[]> {
  if (depth === 'none' || message.attachments.length === 0) return []
  const contents = partContents(bytes, message.parts)
  const recipients = [...message.to, ...message.cc, ...message.bcc].map((one) => one.address).filter(Boolean)
  const told = new Map<string, Set<string>>()
  for (const { part, href, url } of message.links) {
    const targets = told.get(part) ?? new Set()
    told.set(part, targets.add(url ?? href))
  }
  const opened: OpenedAttachment[] = []
  for (const attachment of message.attachments) {
    const part = message.parts.find((one) => one.path === attachment.part)
    if (!part) continue
    if (opened.length >= ATTACHMENT_LIMIT) {
      opened.push(notOpened(attachment))
      continue
    }
    const read = readInPlace(part)
    if (read === 'package') {
      opened.push(unpacked(attachment))
      continue
    }
    const result = await openAttachment(
      {
        part: attachment.part,
        name: attachment.name,
        declaredType: attachment.declaredType,
        bytes: contents.decoded(part).bytes,
      },
      {
        recipients,
        qr: depth === 'all',
        readInPlace: read === 'message',
      },
    )
    const known = told.get(attachment.part)
    const links = known ? result.links.filter(({ href, url }) => !known.has(url ?? href)) : result.links
    opened.push({ ...result, links })
  }
  return opened
}

/** A package whose content parse took out: what is in it are attachments and texts of the mail themselves. */
function unpacked(attachment: Attachment): OpenedAttachment {
  return { ...nothing(attachment), encrypted: false, complete: true }
}

function notOpened(attachment: Attachment): OpenedAttachment {
  return {
    ...nothing(attachment),
    issues: [
      {
        code: 'limit.attachment-files',
        range: attachment.range,
        detail: `only the first ${ATTACHMENT_LIMIT} attachments of a mail are looked into`,
      },
    ],
  }
}

const nothing = (attachment: Attachment): OpenedAttachment => ({
  kind: 'opened-attachment',
  part: attachment.part,
  mediaType: attachment.detectedType ?? attachment.declaredType,
  encrypted: 'unknown',
  powers: [],
  metadata: {},
  text: '',
  links: [],
  files: [],
  issues: [],
  complete: false,
})
