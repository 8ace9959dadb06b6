import type { Attachment, OpenedAttachment } from '../../model/attachment.ts'
import type { Message } from '../../model/message.ts'
import { partContents } from '../../parse/mime/part-content.ts'
import { openAttachment } from './open-attachment.ts'

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
  const linked = new Set(message.links.map((one) => one.part))
  const opened: OpenedAttachment[] = []
  for (const attachment of message.attachments) {
    const part = message.parts.find((one) => one.path === attachment.part)
    if (!part) continue
    if (opened.length >= ATTACHMENT_LIMIT) {
      opened.push(notOpened(attachment))
      continue
    }
    const result = await openAttachment(
      {
        part: attachment.part,
        name: attachment.name,
        declaredType: attachment.declaredType,
        bytes: contents.decoded(part).bytes,
      },
      { recipients, qr: depth === 'all' },
    )
    opened.push(linked.has(attachment.part) ? { ...result, links: [] } : result)
  }
  return opened
}

function notOpened(attachment: Attachment): OpenedAttachment {
  return {
    kind: 'opened-attachment',
    part: attachment.part,
    mediaType: attachment.detectedType ?? attachment.declaredType,
    encrypted: 'unknown',
    powers: [],
    metadata: {},
    text: '',
    links: [],
    files: [],
    issues: [
      {
        code: 'limit.attachment-files',
        range: attachment.range,
        detail: `only the first ${ATTACHMENT_LIMIT} attachments of a mail are looked into`,
      },
    ],
    complete: false,
  }
}
