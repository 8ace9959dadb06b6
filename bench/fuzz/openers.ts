/** Looking into attachments, where this checkout can do so: it is a stage of its own, and asynchronous. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Message } from '../../src/model/message.ts'
import { partContents } from '../../src/parse/mime/part-content.ts'

type OpenAttachment = (
  attachment: {
    readonly part: string
    readonly name: string
    readonly declaredType: string
    readonly bytes: Uint8Array
  },
  options: { readonly recipients: readonly string[]; readonly qr: boolean },
) => Promise<{ readonly kind: string; readonly issues: readonly { readonly code: string }[] }>

const place = new URL('../../src/enrich/attachments/open-attachment.ts', import.meta.url)

/** Undefined where there are no openers. */
export const openAttachment: OpenAttachment | undefined = existsSync(fileURLToPath(place))
  ? ((await import(place.href)) as { readonly openAttachment: OpenAttachment }).openAttachment
  : undefined

/** Attachments opened per message. */
const MOST = 3

/** Opens the first attachments of a message and gives a word for each kind of issue; rejects only when an opener does. */
export async function openSome(bytes: Uint8Array, message: Message): Promise<readonly string[]> {
  if (!openAttachment) return []
  const words: string[] = []
  const contents = partContents(bytes, message.parts)
  for (const { part: path, name, declaredType, detectedType } of message.attachments.slice(0, MOST)) {
    const part = message.parts.find((each) => each.path === path)
    if (!part) continue
    const opened = await openAttachment(
      { part: path, name, declaredType, bytes: contents.decoded(part).bytes },
      { recipients: ['b@example.org'], qr: false },
    )
    if (opened.kind !== 'opened-attachment') throw new Error('no opened attachment')
    for (const { code } of opened.issues) words.push(`open ${detectedType ?? ''} ${code}`)
  }
  return words
}
