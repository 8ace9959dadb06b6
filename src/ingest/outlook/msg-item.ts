import { ArchiveDamage } from '../archive-damage.ts'
import type { Seekable } from '../seekable.ts'
import { type CompoundStorage, openCompoundFile } from './compound-file.ts'
import {
  isRead,
  type OutlookAttachment,
  type OutlookItem,
  type OutlookProperties,
  type OutlookValue,
  PROPERTY,
  TYPE,
} from './outlook-item.ts'

/** An Outlook message file ([MS-OXMSG]): a compound file with a storage for each recipient and attachment. */

const PROPERTIES = '__properties_version1.0'
/** Bytes before the properties of the message, of a message inside, and of anything else (§2.4.1). */
const ROOT_HEADER = 32
const EMBEDDED_HEADER = 24
const OTHER_HEADER = 8
/** [MS-OXCMSG] §2.2.1.10: Outlook itself stops at some ten thousand; names beyond are there to cost time. */
const RECIPIENT_LIMIT = 20_000
const ATTACHMENT_LIMIT = 5_000
/** Messages inside messages that are opened. */
const DEPTH_LIMIT = 12

interface Loading {
  /** Bytes that may still be loaded. */
  left: number
  readonly limit: number
}

/**
 * Reads a .msg file; at most `limit` bytes of it are loaded, and what does not fit is said in `missing`. Rejects with
 * `ArchiveDamage` when it is none or is broken, or with the system's error.
 */
export async function msgItem(file: Seekable, limit: number): Promise<OutlookItem> {
  const root = await openCompoundFile(file)
  if (!root.streams.has(PROPERTIES))
    throw new ArchiveDamage(
      'not-mail',
      'is an Office document or another OLE file, not an Outlook message',
      'give .eml or .msg files, an mbox, a Maildir or a folder of them',
    )
  return itemOf(root, ROOT_HEADER, { left: limit, limit }, 0)
}

async function itemOf(
  storage: CompoundStorage,
  header: number,
  loading: Loading,
  depth: number,
): Promise<OutlookItem> {
  const missing: string[] = []
  const properties = await propertiesOf(storage, header, loading, missing)
  const recipients: OutlookProperties[] = []
  const attachments: OutlookAttachment[] = []
  // numbered in hexadecimal, in the order of Outlook
  for (const [name, inner] of numbered(storage, '__recip_version1.0_#')) {
    if (recipients.length === RECIPIENT_LIMIT) {
      missing.push(`more than ${RECIPIENT_LIMIT} recipients, from ${name} on`)
      break
    }
    recipients.push(await propertiesOf(inner, OTHER_HEADER, loading, missing))
  }
  for (const [name, inner] of numbered(storage, '__attach_version1.0_#')) {
    if (attachments.length === ATTACHMENT_LIMIT) {
      missing.push(`more than ${ATTACHMENT_LIMIT} attachments, from ${name} on`)
      break
    }
    attachments.push(await attachmentOf(inner, loading, depth, missing))
  }
  return { properties, recipients, attachments, missing }
}

function numbered(storage: CompoundStorage, prefix: string): readonly (readonly [string, CompoundStorage])[] {
  return [...storage.storages]
    .filter(([name]) => name.startsWith(prefix))
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

async function attachmentOf(
  storage: CompoundStorage,
  loading: Loading,
  depth: number,
  missing: string[],
): Promise<OutlookAttachment> {
  const properties = await propertiesOf(storage, OTHER_HEADER, loading, missing)
  const data = storage.streams.get(streamName(PROPERTY.attachDataBinary, TYPE.binary))
  if (data !== undefined) {
    const bytes = await loaded(data, loading)
    return typeof bytes === 'string' ? { properties, missing: bytes } : { properties, data: bytes }
  }
  const inner = storage.storages.get(streamName(PROPERTY.attachDataBinary, TYPE.object))
  if (inner === undefined) return { properties }
  if (!inner.streams.has(PROPERTIES)) return { properties, missing: 'it is an OLE object, not a file' }
  if (depth === DEPTH_LIMIT) return { properties, missing: `it is a message inside ${DEPTH_LIMIT} others` }
  try {
    return { properties, message: await itemOf(inner, EMBEDDED_HEADER, loading, depth + 1) }
  } catch (error) {
    if (!(error instanceof ArchiveDamage)) throw error
    return { properties, missing: error.message }
  }
}

function streamName(number: number, type: number): string {
  const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0')
  return `__substg1.0_${hex(number)}${hex(type)}`
}

const FIXED: ReadonlySet<number> = new Set([TYPE.int16, TYPE.int32, TYPE.boolean, TYPE.int64, TYPE.time])
const IN_STREAMS: ReadonlySet<number> = new Set([TYPE.unicode, TYPE.string8, TYPE.binary])

/** Fixed values stand in the property stream, others in a stream each (§2.4.2). */
async function propertiesOf(
  storage: CompoundStorage,
  header: number,
  loading: Loading,
  missing: string[],
): Promise<OutlookProperties> {
  const properties = new Map<number, OutlookValue>()
  const fixed = storage.streams.get(PROPERTIES)
  if (fixed !== undefined) {
    const bytes = await loaded(fixed, loading)
    if (typeof bytes === 'string') missing.push(`a list of properties: ${bytes}`)
    else
      for (let at = header; at + 16 <= bytes.length; at += 16) {
        const type = bytes.readUInt16LE(at)
        const number = bytes.readUInt16LE(at + 2)
        if (FIXED.has(type) && isRead(number))
          properties.set(number, { type, bytes: bytes.subarray(at + 8, at + 16) })
      }
  }
  for (const [name, stream] of storage.streams) {
    const found = /^__substg1\.0_([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})$/.exec(name)
    const number = Number.parseInt(found?.[1] ?? '', 16)
    const type = Number.parseInt(found?.[2] ?? '', 16)
    if (!isRead(number) || !IN_STREAMS.has(type) || number === PROPERTY.attachDataBinary) continue
    // Unicode text beats the same in a code page
    if (properties.get(number)?.type === TYPE.unicode) continue
    const bytes = await loaded(stream, loading)
    if (typeof bytes === 'string') missing.push(`property ${number.toString(16)}: ${bytes}`)
    else properties.set(number, { type, bytes })
  }
  return properties
}

/** The bytes, or why they are not there. */
async function loaded(
  stream: { readonly size: number; read(): Promise<Buffer> },
  loading: Loading,
): Promise<Buffer | string> {
  if (stream.size > loading.left)
    return `${stream.size} bytes, and a message is taken over up to ${loading.limit}`
  try {
    const bytes = await stream.read()
    loading.left -= bytes.length
    return bytes
  } catch (error) {
    if (!(error instanceof ArchiveDamage)) throw error
    return error.message
  }
}
