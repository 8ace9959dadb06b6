import type { CompoundFile } from '../../../parse/attachments/compound-file.ts'
import { utf16Text } from '../../../parse/mime/utf16-text.ts'
import { inflate } from '../archive/inflate.ts'
import type { OpenContext } from '../opener.ts'
import { openEmbedded } from './embedded-file.ts'

/** Types of records ([MS-PPT] §2.13.24). */
const TEXT_CHARS = 0x0fa0
const TEXT_BYTES = 0x0fa8
const STRING = 0x0fba
const LINK = 0x0fd7
const OBJECT = 0x1011
const ENCRYPTION = 0x2f14
const MASTER = 0x03f8
const INTERACTIVE = 0x0ff3

/** Embedded objects that are opened. Attack: a thousand, each unpacked. */
const MAX_OBJECTS = 20

/**
 * Reads a PowerPoint presentation of 1997 to 2003 ([MS-PPT]): text of the slides, listed links, actions that start
 * programs or macros, embedded objects (a macro project among them).
 */
export async function readPowerPointBinary(
  file: CompoundFile,
  context: OpenContext,
): Promise<{ readonly encrypted: boolean; readonly complete: boolean }> {
  const entry = file.find('PowerPoint Document')
  if (entry === undefined) return { encrypted: false, complete: false }
  const stream = file.read(entry, context.budget.inflatable())
  context.budget.inflated(stream.length)
  const user = file.find('Current User')
  if (user !== undefined) {
    const current = file.read(user, 64)
    // headerToken of CurrentUserAtom (§2.3.2).
    if (current.length >= 16 && current.readUInt32LE(12) === 0xf3d1c4df) {
      context.issue('attachment.encrypted', 'The presentation is encrypted')
      return { encrypted: true, complete: false }
    }
  }
  const place = { file: entry.path }
  const texts: string[] = []
  const objects: Buffer[] = []
  const link = { end: -1, text: '', target: '', place: '' }
  let masterEnd = -1
  let complete = true
  let at = 0
  const tellLink = (): void => {
    if (link.target !== '')
      context.link({ origin: 'office-relationship', href: link.target, text: link.text, place })
    link.text = link.target = ''
  }
  while (at + 8 <= stream.length) {
    context.budget.work()
    const head = stream.readUInt16LE(at)
    const type = stream.readUInt16LE(at + 2)
    const length = stream.readUInt32LE(at + 4)
    const start = at + 8
    if (start + length > stream.length) complete = false
    const end = Math.min(stream.length, start + length)
    if (link.end >= 0 && start > link.end) {
      tellLink()
      link.end = -1
    }
    if (type === ENCRYPTION) {
      context.issue('attachment.encrypted', 'The presentation is encrypted')
      return { encrypted: true, complete: false }
    }
    if ((head & 0xf) === 0xf) {
      // A container: what is in it comes next.
      if (type === LINK) link.end = end
      if (type === MASTER) masterEnd = end
      at = start
      continue
    }
    if (type === TEXT_CHARS && start > masterEnd) texts.push(utf16Text(stream.subarray(start, end)))
    else if (type === TEXT_BYTES && start > masterEnd) texts.push(stream.toString('latin1', start, end))
    else if (type === STRING && link.end >= 0) {
      const text = utf16Text(stream.subarray(start, Math.min(end, start + 16_384)))
      if (head >> 4 === 0) link.text = text
      else if (head >> 4 === 1) link.target = text
    } else if (type === INTERACTIVE && end - start >= 9) {
      // InteractiveInfoAtom (§2.8.7): 1 a macro, 2 a program, 5 an object.
      const action = stream[start + 8] ?? 0
      if (action === 1) context.power('macro')
      else if (action === 2) context.power('launch')
    } else if (type === OBJECT && objects.length >= MAX_OBJECTS)
      context.issue('limit.attachment-files', `Only ${MAX_OBJECTS} embedded objects are opened`)
    else if (type === OBJECT) {
      const content = stream.subarray(start, end)
      // Instance 1: packed with zlib behind its size (§2.10.34).
      if (head >> 4 === 1) {
        const unpacked = inflate(content.subarray(4), 'zlib', context.budget.inflatable())
        context.budget.inflated(unpacked.bytes.length)
        if (unpacked.end !== 'done') complete = false
        objects.push(unpacked.bytes)
      } else objects.push(content)
    }
    at = end
  }
  tellLink()
  const text = texts
    .map((one) => one.replace(/[\r\v]/g, '\n').trim())
    .filter((one) => one !== '' && one !== '*')
  const shown = text.join('\n')
  context.text(shown)
  context.linksOfText(shown, { origin: 'office-text', place })
  for (const [index, content] of objects.entries())
    if (content.length > 0) {
      await openEmbedded(context, content, `${entry.path}/object ${index + 1}.bin`)
    }
  if (!complete) context.issue('attachment.damaged', 'Records of the presentation do not fit together')
  return { encrypted: false, complete }
}
