import { OPEN_LIMITS } from '../open-limits.ts'
import type { Opener } from '../opener.ts'
import { decodeText } from './text-encoding.ts'

/** Plain text, lists, source code, logs: every text file that no other opener knows. */
export const plainText: Opener = {
  id: 'text',
  accepts: (mediaType) => mediaType.startsWith('text/') || mediaType === 'application/json',
  async open(bytes, context) {
    const size = Math.min(bytes.length, OPEN_LIMITS.streamBytes)
    context.budget.inflated(size)
    const text = decodeText(bytes.subarray(0, size))
    context.linksOfText(text, { origin: 'text' })
    context.text(text)
    if (size < bytes.length)
      context.issue('limit.attachment-size', `Only the first ${size} bytes of the text are read`)
    return { encrypted: false, metadata: {}, complete: size === bytes.length }
  },
}
