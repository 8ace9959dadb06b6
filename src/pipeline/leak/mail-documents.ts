/** The documents one mail carries: its own text and its attachments, with what they can be found by. */
import { openAttachment } from '../../enrich/attachments/open-attachment.ts'
import { fingerprint } from '../../leaks/fingerprint/winnow.ts'
import { mailText } from '../../leaks/text/mail-text.ts'
import type { OpenedAttachment } from '../../model/attachment.ts'
import type { Digest } from '../../model/bytes.ts'
import type { DocumentPlace } from '../../model/document.ts'
import type { Message } from '../../model/message.ts'
import type { MailDocuments, StoredDocument } from '../../model/ports.ts'
import { partContents } from '../../parse/mime/part-content.ts'
import { parseMessage } from '../../parse/parse-message.ts'
import { digestOf } from '../read-into.ts'
import { howItLooks } from './how-it-looks.ts'

/** Attachments of one mail read for tracing. Attack: a mail of ten thousand small PDF files. */
const ATTACHMENTS = 50
/** The part of a mail's own text, in `DocumentPlace`. */
export const MAIL_TEXT = 'text'

/** Reads one mail for tracing. Never rejects for content: what cannot be read has no text. */
export async function mailDocuments(bytes: Uint8Array): Promise<MailDocuments> {
  const message = parseMessage(bytes)
  const documents: StoredDocument[] = []
  const text = mailText(message)
  const print = fingerprint(text)
  const own = print.letters > 0 ? textDigest(text) : undefined
  if (own !== undefined)
    documents.push({
      document: {
        kind: 'document',
        id: own,
        form: 'mail-text',
        name: message.subject.slice(0, 300),
        mediaType: 'text/plain',
        size: Buffer.byteLength(text),
        place: { kind: 'mail', message: message.digest, part: MAIL_TEXT },
        letters: print.letters,
      },
      pieces: print.pieces,
    })
  for (const file of await mailFiles(message, bytes)) {
    const { pieces, letters } = fingerprint(file.opened.text)
    const { picture, pages } = await howItLooks(file.bytes, file.opened.mediaType)
    documents.push({
      document: {
        kind: 'document',
        id: file.sha256,
        form: 'attachment',
        name: file.name.slice(0, 300),
        mediaType: file.opened.mediaType,
        size: file.bytes.length,
        place: { kind: 'mail', message: message.digest, part: file.part },
        letters,
      },
      pieces,
      ...(picture !== undefined && { picture }),
      ...(pages.length > 0 && { pages }),
    })
  }
  return { message: message.digest, ...(own !== undefined && { text: own }), documents }
}

/** The identity of a mail's own text. */
export const textDigest = (text: string): Digest => digestOf(Buffer.from(text))

export interface MailFile {
  readonly part: string
  readonly name: string
  readonly sha256: Digest
  readonly bytes: Uint8Array
  readonly opened: OpenedAttachment
}

/** The attachments of a mail, looked into; with `part` only this one. */
export async function mailFiles(
  message: Message,
  bytes: Uint8Array,
  only?: string,
): Promise<readonly MailFile[]> {
  const contents = partContents(bytes, message.parts)
  const files: MailFile[] = []
  for (const { part: path, name, declaredType, sha256 } of message.attachments.slice(0, ATTACHMENTS)) {
    if (only !== undefined && path !== only) continue
    const part = message.parts.find((each) => each.path === path)
    if (part === undefined) continue
    const { bytes: content } = contents.decoded(part)
    files.push({
      part: path,
      name,
      sha256: `sha256:${sha256}`,
      bytes: content,
      opened: await openAttachment(
        { part: path, name, declaredType, bytes: content },
        { recipients: [], qr: false },
      ),
    })
  }
  return files
}

/** The text of a document again, out of the mail it lies in; undefined when it is another mail by now. */
export async function documentText(
  bytes: Uint8Array,
  place: Extract<DocumentPlace, { readonly kind: 'mail' }>,
): Promise<string | undefined> {
  if (digestOf(bytes) !== place.message) return undefined
  const message = parseMessage(bytes)
  if (place.part === MAIL_TEXT) return mailText(message)
  const [file] = await mailFiles(message, bytes, place.part)
  return file?.opened.text
}
