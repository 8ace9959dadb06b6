import { cmsContent } from '../../../parse/mime/cms-content.ts'
import { openEmbedded } from '../office/embedded-file.ts'
import type { OpenContext, OpenedContent, Opener } from '../opener.ts'

/** Signed and encrypted files (CMS, RFC 5652): `.p7m` under whatever type, and signatures that stand apart. */
export const signedFile: Opener = {
  id: 'signed',
  accepts: (mediaType) => mediaType === 'application/pkcs7-mime',
  async open(bytes: Uint8Array, context: OpenContext): Promise<OpenedContent> {
    const limit = context.budget.inflatable()
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const { kind, content, damaged, tooLarge } = cmsContent(buffer, limit)
    if (kind === 'encrypted') {
      context.issue('attachment.encrypted', 'Only its recipient can read it')
      return { encrypted: true, metadata: {}, complete: false }
    }
    if (kind === 'unknown' && !damaged) {
      context.issue('attachment.unsupported', 'The content of this kind of signed file is not read')
      return { encrypted: 'unknown', metadata: {}, complete: false }
    }
    if (damaged) context.issue('attachment.damaged', 'The signed file breaks off or breaks its rules')
    if (tooLarge) context.issue('limit.attachment-size', `Unpacks to more than ${limit} bytes`)
    let complete = !damaged && !tooLarge
    // Without content it is the signature of something that lies elsewhere, or only certificates.
    if (content !== undefined && content.length > 0) {
      context.budget.inflated(content.length)
      const name = context.name.replace(/\.p7[mz]$/i, '')
      const inner = await openEmbedded(context, content, name === context.name ? 'content' : name)
      complete = complete && inner.complete
    }
    return { encrypted: false, metadata: {}, complete }
  },
}
