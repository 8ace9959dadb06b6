/**
 * What must hold for any bytes whatsoever: reading them does not throw, every range lies in its bytes, the regions
 * cover the text, and the record can be built. Used by the fuzzer and by the test that replays what it found.
 */
import { statedAuthentication } from '../../src/enrich/auth/authenticate.ts'
import { messageRecord } from '../../src/enrich/record.ts'
import type { ByteRange } from '../../src/model/bytes.ts'
import type { Message, Part } from '../../src/model/message.ts'
import type { MessageRecord } from '../../src/model/record.ts'
import { partContents } from '../../src/parse/mime/part-content.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'

export interface CheckedMessage {
  readonly message: Message
  readonly record: MessageRecord
}

const SOURCE = { file: '/fuzz', format: 'eml', offset: 0, length: 0 } as const

/** The reading that is measured: from bytes to the record. Throws only when something is wrong with it. */
export function readWhole(bytes: Uint8Array): CheckedMessage {
  const message = parseMessage(bytes)
  const record = messageRecord({ source: SOURCE, issues: [] }, message, statedAuthentication(message, [], []))
  return { message, record }
}

function fail(what: string): never {
  throw new Error(`not as it must be: ${what}`)
}

/** Throws an error that says which promise of the reader a message breaks. */
export function checkMessage(bytes: Uint8Array, { message, record }: CheckedMessage): void {
  const { parts } = message
  const contents = partContents(bytes, parts)
  const byPath = new Map<string, Part>()
  for (const part of parts) {
    if (byPath.has(part.path)) fail(`path ${part.path} stands for two parts`)
    byPath.set(part.path, part)
  }
  checkOrder(message)
  /** Bytes a range counts in: decoded content of `of`, else the raw message. */
  const sizes = new Map<string, number>()
  const sizeOf = (of: string | undefined): number => {
    if (of === undefined) return bytes.length
    let size = sizes.get(of)
    if (size === undefined) {
      const part = byPath.get(of) ?? fail(`a range counts in part ${of}, which does not exist`)
      const child = part.children.find(({ headerRange }) => headerRange.of === of)
      size = Math.max(child ? contents.holder(child).length : 0, contents.decoded(part).bytes.length)
      sizes.set(of, size)
    }
    return size
  }
  const checkRange = (range: ByteRange, what: string): void => {
    const { start, end } = range
    if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end))
      fail(`${what} is ${start}–${end}`)
    if (end > sizeOf(range.of)) fail(`${what} ends at ${end} of ${sizeOf(range.of)} bytes`)
  }
  for (const part of parts) {
    checkRange(part.headerRange, `header of ${part.path}`)
    checkRange(part.bodyRange, `body of ${part.path}`)
    if (part.headerRange.of !== part.bodyRange.of) fail(`header and body of ${part.path} count differently`)
    for (const field of part.header) {
      checkRange(field.range, `field of ${part.path}`)
      checkRange(field.valueRange, `value in ${part.path}`)
    }
  }
  for (const issue of message.issues) {
    if (issue.range) checkRange(issue.range, `issue ${issue.code}`)
    if (issue.detail === '') fail(`issue ${issue.code} says nothing`)
  }
  for (const link of message.links) {
    checkRange(link.range, `link in ${link.part}`)
    if (!byPath.has(link.part)) fail(`a link stands in part ${link.part}, which does not exist`)
  }
  for (const attachment of message.attachments) {
    checkRange(attachment.range, `attachment ${attachment.part}`)
    if (!byPath.has(attachment.part)) fail(`attachment in part ${attachment.part}, which does not exist`)
  }
  for (const text of message.texts)
    if (!byPath.has(text.part)) fail(`text of part ${text.part}, which does not exist`)
  checkRegions(message)
  if (record.digest !== message.digest) fail('the record is about another message')
}

function checkOrder(message: Message): void {
  const walk: Part[] = [message.root]
  let at = 0
  while (walk.length > 0) {
    const part = walk.pop() as Part
    if (message.parts[at++] !== part) fail(`parts are not in order at ${part.path}`)
    for (let child = part.children.length - 1; child >= 0; child--) walk.push(part.children[child] as Part)
  }
  if (at !== message.parts.length) fail('parts and tree differ in number')
}

function checkRegions({ regions, mainText, texts, originals }: Message): void {
  const length = texts[mainText]?.text.length ?? 0
  let at = 0
  for (const region of regions) {
    if (region.start !== at || region.end <= region.start) fail(`a region is ${region.start}–${region.end}`)
    at = region.end
  }
  if (at !== length) fail(`the regions cover ${at} of ${length} characters`)
  for (const { start, end } of originals)
    if (start < 0 || start > end || end > length) fail(`a claim is ${start}–${end} of ${length}`)
}
