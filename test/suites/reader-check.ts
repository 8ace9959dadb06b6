import type { ByteRange } from '../../src/model/bytes.ts'
import type { Message } from '../../src/model/message.ts'
import { partContents } from '../../src/parse/mime/part-content.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'

/** One mail read, and what of our own promises it broke: nothing is thrown, and every place lies where it should. */
export interface CheckedMail {
  readonly message: Message | undefined
  readonly broken: readonly string[]
}

/** Reads a mail and checks what must hold for every input: ranges inside the bytes, children inside their part. */
export function readChecked(bytes: Buffer): CheckedMail {
  let message: Message
  try {
    message = parseMessage(bytes)
  } catch (error) {
    return {
      message: undefined,
      broken: [`thrown: ${error instanceof Error ? error.message : String(error)}`],
    }
  }
  const broken: string[] = []
  const contents = partContents(bytes, message.parts)
  const byPath = new Map(message.parts.map((part) => [part.path, part]))
  const size = (of: string | undefined): number => {
    const part = of === undefined ? undefined : byPath.get(of)
    return part ? contents.decoded(part).bytes.length : of === undefined ? bytes.length : -1
  }
  const inside = (what: string, range: ByteRange) => {
    if (range.start < 0 || range.end < range.start || range.end > size(range.of))
      broken.push(`${what} lies outside`)
  }
  for (const part of message.parts) {
    inside('header of a part', part.headerRange)
    inside('body of a part', part.bodyRange)
    for (const field of part.header) inside('field', field.range)
    for (const child of part.children)
      if (
        child.headerRange.of === part.bodyRange.of &&
        (child.headerRange.start < part.bodyRange.start || child.bodyRange.end > part.bodyRange.end)
      )
        broken.push('a child lies outside its part')
  }
  for (const link of message.links) {
    if (!byPath.has(link.part)) broken.push('link of no part')
    inside('link', link.range)
  }
  for (const attachment of message.attachments) inside('attachment', attachment.range)
  return { message, broken: [...new Set(broken)] }
}
