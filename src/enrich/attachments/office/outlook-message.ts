import type { CompoundEntry, CompoundFile } from '../../../parse/attachments/compound-file.ts'
import { codePageText } from '../../../parse/attachments/property-set.ts'
import { utf16Text } from '../../../parse/mime/utf16-text.ts'
import type { OpenContext } from '../opener.ts'
import { openEmbedded } from './embedded-file.ts'
import { unpackRtf } from './rtf-compression.ts'

/** Files of one message that are opened, messages inside it included. */
const MAX_FILES = 200
const MAX_STREAM = 16_000_000

/**
 * Reads an Outlook message ([MS-OXMSG]) that is itself an attachment: subject, bodies, transport header, attached
 * files. Messages attached to it are storages inside the same file and are read the same way, all levels in one pass.
 */
export async function readOutlookMessage(
  file: CompoundFile,
  context: OpenContext,
): Promise<{ readonly complete: boolean }> {
  /** Streams of properties by the storage they are in. */
  const storages = new Map<string, Map<string, CompoundEntry>>()
  for (const entry of file.entries) {
    const slash = entry.path.lastIndexOf('/')
    const property = /^__substg1\.0_([0-9a-f]{8})$/i.exec(entry.name)?.[1]
    if (entry.kind !== 'stream' || property === undefined) continue
    const storage = slash < 0 ? '' : entry.path.slice(0, slash)
    const streams = storages.get(storage) ?? new Map<string, CompoundEntry>()
    streams.set(property.toLowerCase(), entry)
    storages.set(storage, streams)
  }
  const inner: { bytes: Buffer; name: string }[] = []
  for (const [storage, streams] of storages) {
    if (inner.length >= MAX_FILES) {
      context.issue('limit.attachment-files', `Only ${MAX_FILES} files of the message are opened`)
      break
    }
    const last = storage.slice(storage.lastIndexOf('/') + 1)
    if (/^__(?:recip|nameid)/i.test(last)) continue
    const read = (property: string): Buffer | undefined => {
      const entry = streams.get(property)
      if (entry === undefined) return undefined
      const content = file.read(entry, Math.min(MAX_STREAM, context.budget.inflatable()))
      context.budget.inflated(content.length)
      return content
    }
    const text = (id: string): string => {
      const wide = read(`${id}001f`)
      if (wide !== undefined) return utf16Text(wide)
      const narrow = read(`${id}001e`)
      return narrow === undefined ? '' : codePageText(narrow, 1252)
    }
    if (/^__attach/i.test(last)) {
      const name = text('3707') || text('3704') || 'attachment'
      const content = read('37010102')
      if (content !== undefined) inner.push({ bytes: content, name })
      continue
    }
    readMessage(text, read, storage, context, inner)
  }
  let complete = true
  for (const { bytes, name } of inner)
    if (bytes.length > 0) {
      const opened = await openEmbedded(context, bytes, name)
      complete = complete && opened.complete
    }
  return { complete }
}

function readMessage(
  text: (id: string) => string,
  read: (property: string) => Buffer | undefined,
  storage: string,
  context: OpenContext,
  inner: { bytes: Buffer; name: string }[],
): void {
  const place = { file: storage === '' ? 'message' : storage }
  const subject = text('0037')
  const body = text('1000')
  context.text(subject)
  context.text(body)
  context.linksOfText(`${subject}\n${body}`, { origin: 'text', place })
  const headers = text('007d')
  if (headers !== '') context.linksOfText(headers, { origin: 'header', place, visible: false })
  const html = read('10130102') ?? bytesOf(text('1013'))
  if (html !== undefined && html.length > 0) inner.push({ bytes: html, name: nameOf(storage, 'body.html') })
  const rich = html === undefined || html.length === 0 ? read('10090102') : undefined
  const rtf = rich === undefined ? undefined : unpackRtf(rich)
  if (rtf !== undefined && rtf.length > 0) inner.push({ bytes: rtf, name: nameOf(storage, 'body.rtf') })
  else if (rich !== undefined && rich.length > 0)
    context.issue('attachment.damaged', `The formatted body of ${place.file} cannot be unpacked`)
}

const nameOf = (storage: string, name: string): string =>
  storage === '' ? name : `${storage.slice(-60)}/${name}`

const bytesOf = (text: string): Buffer | undefined => (text === '' ? undefined : Buffer.from(text, 'utf8'))
