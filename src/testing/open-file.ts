// Opens a file as an attachment in tests: no clock, no QR codes, one recipient.
import { type OpenOptions, openAttachment } from '../enrich/attachments/open-attachment.ts'
import type { OpenedAttachment } from '../model/attachment.ts'
import type { LinkOrigin } from '../model/link.ts'

export const RECIPIENT = 'dana.okafor@union.example'

/** What is found in a file of this name. */
export function openFile(
  name: string,
  content: string | Uint8Array,
  options: Partial<OpenOptions> = {},
): Promise<OpenedAttachment> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return openAttachment(
    { part: '2', name, declaredType: 'application/octet-stream', bytes },
    { recipients: [RECIPIENT], qr: false, ...options },
  )
}

/** Targets of the links, of one origin or of all, in order. */
export const targets = (opened: OpenedAttachment, origin?: LinkOrigin): readonly string[] =>
  opened.links.filter((link) => origin === undefined || link.origin === origin).map(({ href }) => href)

/** Codes of the issues, each once, in order. */
export const codes = (opened: OpenedAttachment): readonly string[] => [
  ...new Set(opened.issues.map(({ code }) => code)),
]
