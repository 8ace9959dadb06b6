import type { Link } from '../../../model/link.ts'
import type { Message } from '../../../model/message.ts'
import { extensionOf } from '../../../parse/attachments/active-content.ts'
import { partContents } from '../../../parse/mime/part-content.ts'
import { parseMessage } from '../../../parse/parse-message.ts'
import { openEmbedded } from '../office/embedded-file.ts'
import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { readInPlace } from '../read-in-place.ts'

/** Mails of a mailbox file that are opened. Attack: a million of two lines. */
const MAX_MAILS = 200

/** Mails sent as a file (.eml), web archives (.mht, which are mails by form) and mailbox files (.mbox). */
export const mail: Opener = {
  id: 'mail',
  accepts: (mediaType, name) =>
    mediaType === 'message/rfc822' ||
    mediaType === 'application/mbox' ||
    (mediaType.startsWith('text/') && ['eml', 'mht', 'mhtml', 'mbox'].includes(extensionOf(name))),
  async open(bytes: Uint8Array, context: OpenContext): Promise<OpenedContent> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const mails = buffer.toString('latin1', 0, 5) === 'From ' ? splitMailbox(buffer) : undefined
    if (mails === undefined || mails.length < 2) return openMail(mails?.[0] ?? buffer, context)
    if (mails.length > MAX_MAILS)
      context.issue(
        'limit.attachment-files',
        `Only the first ${MAX_MAILS} of ${mails.length} mails are opened`,
      )
    let complete = mails.length <= MAX_MAILS
    for (const [index, one] of mails.slice(0, MAX_MAILS).entries()) {
      const start = one.byteOffset - buffer.byteOffset
      const inner = await openEmbedded(context, one, `mail ${index + 1}.eml`, {
        start,
        end: start + one.length,
      })
      complete = complete && inner.complete
    }
    return { encrypted: false, metadata: {}, complete }
  },
}

async function openMail(bytes: Buffer, context: OpenContext): Promise<OpenedContent> {
  context.budget.inflated(bytes.length)
  const message = parseMessage(bytes)
  context.budget.work(message.parts.length * 16 + message.header.length)
  const sender = message.from[0]
  context.text(message.subject)
  const main = message.texts[message.mainText]
  if (main !== undefined) context.text(main.text)
  for (const text of message.texts) if (text !== main && text.attached) context.text(text.text)
  if (!context.readInPlace) await openParts(bytes, message, context)
  return {
    encrypted: message.root.contentType.mediaType === 'multipart/encrypted',
    metadata: {
      ...(message.subject !== '' && { title: message.subject.slice(0, 500) }),
      ...(sender !== undefined && { author: sender.address.slice(0, 500) }),
      ...(message.date !== undefined && { created: message.date.time }),
    },
    complete: true,
  }
}

/** Links and files of the mail and of the messages inside it, each link once. */
async function openParts(bytes: Buffer, message: Message, context: OpenContext): Promise<void> {
  const contents = partContents(bytes, message.parts)
  const parts = new Map(message.parts.map((part) => [part.path, part]))
  const files = new Set<string>()
  for (const attachment of message.attachments) {
    const part = parts.get(attachment.part)
    if (part !== undefined && readInPlace(part) === undefined) files.add(attachment.part)
  }
  for (const link of message.links) if (!files.has(link.part)) tellLink(link, context)
  for (const { code, detail } of message.issues) if (code.startsWith('limit.')) context.issue(code, detail)
  for (const attachment of message.attachments) {
    const part = parts.get(attachment.part)
    if (part === undefined || !files.has(attachment.part)) continue
    const inner = await openEmbedded(
      context,
      contents.decoded(part).bytes,
      attachment.name || `part ${attachment.part}`,
      attachment.range.of === undefined ? attachment.range : undefined,
    )
    // Its own reader tells more of a text or page than parse does, unless it had to stop.
    if (!inner.complete)
      for (const link of message.links) if (link.part === attachment.part) tellLink(link, context)
  }
}

function tellLink(link: Link, context: OpenContext): void {
  const { origin, href, url, text, visible, region } = link
  const found = { origin, text, visible, region, place: { file: `part ${link.part}` } }
  const range = link.range.of === undefined ? { range: link.range } : {}
  if (url === undefined || link.scheme === 'data' || URL.parse(href)?.href === url)
    context.link({ ...found, ...range, href })
  else if (URL.parse(`http://${href}`)?.href === url)
    context.link({ ...found, ...range, href, prefix: 'http://' })
  // Relative to a base that is known no more: as it was resolved.
  else context.link({ ...found, ...range, href: url })
}

/** Pieces between `From ` lines that follow a blank line (RFC 4155); escaped lines are left as they are. */
function splitMailbox(bytes: Buffer): readonly Buffer[] {
  const mails: Buffer[] = []
  const lineEnd = (at: number): number => {
    const end = bytes.indexOf(10, at)
    return end < 0 ? bytes.length : end + 1
  }
  let start = lineEnd(0)
  for (const mark of ['\n\nFrom ', '\r\n\r\nFrom ']) {
    if (mails.length > 0) break
    const needle = Buffer.from(mark, 'latin1')
    let at = bytes.indexOf(needle, Math.max(0, start - needle.length))
    while (at >= 0 && mails.length <= MAX_MAILS) {
      mails.push(bytes.subarray(start, at + mark.length - 5))
      start = lineEnd(at + mark.length - 1)
      at = bytes.indexOf(needle, start)
    }
  }
  mails.push(bytes.subarray(start))
  return mails.filter((one) => one.length > 0)
}
