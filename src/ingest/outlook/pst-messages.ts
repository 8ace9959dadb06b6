import { ArchiveDamage } from '../archive-damage.ts'
import {
  isRead,
  type OutlookAttachment,
  type OutlookItem,
  type OutlookProperties,
  type OutlookValue,
  PROPERTY,
  TYPE,
  textOf,
} from './outlook-item.ts'
import type { PstFile, PstNode, PstSubnode } from './pst-file.ts'
import { openHeap, type PstValue, propertyList, tableRows } from './pst-heap.ts'

/** The upper layer of an Outlook data file ([MS-PST] §2.4): folders and messages. */

const ROOT_FOLDER = 0x122
/** Kinds of nodes, the lower five bits of their number (§2.2.2.1). */
const KIND = 0x1f
const FOLDER = 0x02
const MESSAGE = 0x04
const HIERARCHY_TABLE = 0x0d
const CONTENTS_TABLE = 0x0e
/** Nodes below a message (§2.4.5). */
const RECIPIENTS = 0x692
const ATTACHMENTS = 0x671
/** Folders looked at; a file of folders that hold each other must come to an end. */
const FOLDER_LIMIT = 100_000
const FOLDER_DEPTH = 100
const NAME_LIMIT = 200
const ATTACHMENT_LIMIT = 5_000
const RECIPIENT_LIMIT = 20_000
/** Messages inside messages that are opened. */
const DEPTH_LIMIT = 12
/** A value of a property that lies in a node of its own. */
const EMBEDDED = 5

export interface PstMessage {
  readonly id: number
  /** Names from the root down. */
  readonly folder: readonly string[]
}

/** Messages by folder, and what is wrong with a folder. */
export type PstStep = PstMessage | { readonly folder: readonly string[]; readonly damage: ArchiveDamage }

/**
 * Every message of the file, folder by folder. When the table of a folder is damaged, its messages are looked for in
 * the index of all nodes. Rejects only with errors of the system, and with `ArchiveDamage` when there is no root.
 */
export async function* pstMessages(file: PstFile): AsyncGenerator<PstStep, void, undefined> {
  const root = await file.node(ROOT_FOLDER)
  if (root === undefined)
    throw new ArchiveDamage('corrupt', 'the data file is damaged: it has no root folder', REPAIR)
  const seen = new Set<number>([ROOT_FOLDER])
  const todo: { readonly node: PstNode; readonly path: readonly string[] }[] = [{ node: root, path: [] }]
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { node, path } = next
    const base = node.id & ~KIND
    try {
      for await (const { id } of rowsOf(file, base | CONTENTS_TABLE))
        if ((id & KIND) === MESSAGE) yield { id, folder: path }
    } catch (error) {
      if (!(error instanceof ArchiveDamage)) throw error
      yield { folder: path, damage: error }
      yield* childrenByIndex(file, node.id, path)
    }
    const below: typeof todo = []
    try {
      for await (const { id } of rowsOf(file, base | HIERARCHY_TABLE)) {
        if ((id & KIND) !== FOLDER || seen.has(id)) continue
        seen.add(id)
        if (seen.size > FOLDER_LIMIT || path.length >= FOLDER_DEPTH) break
        const child = await file.node(id)
        if (child !== undefined)
          below.push({ node: child, path: [...path, ...(await folderName(file, child))] })
      }
    } catch (error) {
      if (!(error instanceof ArchiveDamage)) throw error
      yield { folder: path, damage: error }
    }
    todo.push(...below.reverse())
  }
}

export const REPAIR =
  'let Outlook repair it (scanpst.exe) and scan the repaired file; what could be read was read'

/** Rows of the table in a node; none when there is no such node. */
async function* rowsOf(file: PstFile, id: number): AsyncGenerator<{ readonly id: number }, void, undefined> {
  const node = await file.node(id)
  if (node === undefined || node.data === 0n) return
  const heap = await openHeap(file, node.data)
  yield* tableRows(file, heap, await file.subnodes(node.subnodes), () => false)
}

async function* childrenByIndex(
  file: PstFile,
  folder: number,
  path: readonly string[],
): AsyncGenerator<PstStep, void, undefined> {
  try {
    for await (const batch of file.nodes())
      for (const { id, parent } of batch)
        if (parent === folder && (id & KIND) === MESSAGE) yield { id, folder: path }
  } catch (error) {
    if (!(error instanceof ArchiveDamage)) throw error
    yield { folder: path, damage: error }
  }
}

async function folderName(file: PstFile, node: PstNode): Promise<readonly string[]> {
  try {
    const heap = await openHeap(file, node.data)
    const values = propertyList(heap, (number) => number === PROPERTY.displayName)
    const name = textOf(inHeap(values), PROPERTY.displayName, 'windows-1252')
    return name === undefined ? [] : [name.slice(0, NAME_LIMIT).replaceAll('/', '∕')]
  } catch (error) {
    if (!(error instanceof ArchiveDamage)) throw error
    return []
  }
}

function inHeap(values: ReadonlyMap<number, PstValue>): OutlookProperties {
  const found = new Map<number, OutlookValue>()
  for (const [number, value] of values) if ('bytes' in value) found.set(number, value)
  return found
}

interface Loading {
  readonly file: PstFile
  /** Bytes that may still be loaded. */
  left: number
  readonly limit: number
}

/**
 * A message of the file; at most `limit` bytes of it are loaded, and what does not fit, or cannot be read, is said in
 * `missing`. Rejects with `ArchiveDamage` when nothing of it can be read, or with the system's error.
 */
export async function pstItem(file: PstFile, id: number, limit: number): Promise<OutlookItem> {
  const node = await file.node(id)
  if (node === undefined || (id & KIND) !== MESSAGE)
    throw new ArchiveDamage('corrupt', `message ${id} is missing in the data file`, REPAIR)
  return itemOf(node, { file, left: limit, limit }, 0)
}

async function itemOf(node: PstSubnode, loading: Loading, depth: number): Promise<OutlookItem> {
  const { file } = loading
  const missing: string[] = []
  const heap = await openHeap(file, node.data)
  const values = propertyList(heap, isRead)
  const subnodes = await orNothing(file.subnodes(node.subnodes), missing, 'its parts')
  const below = subnodes ?? new Map<number, PstSubnode>()
  const properties = await loadedAll(values, below, loading, missing)
  const recipients: OutlookProperties[] = []
  const attachments: OutlookAttachment[] = []
  await eachRow(below.get(RECIPIENTS), loading, missing, 'recipients', async (row, inner) => {
    if (recipients.length >= RECIPIENT_LIMIT) return `more than ${RECIPIENT_LIMIT} recipients`
    recipients.push(await loadedAll(row.values, inner, loading, missing))
    return undefined
  })
  await eachRow(below.get(ATTACHMENTS), loading, missing, 'attachments', async ({ id }) => {
    if (attachments.length >= ATTACHMENT_LIMIT) return `more than ${ATTACHMENT_LIMIT} attachments`
    attachments.push(await attachmentOf(below.get(id), loading, depth))
    return undefined
  })
  return { properties, recipients, attachments, missing }
}

async function eachRow(
  table: PstSubnode | undefined,
  { file }: Loading,
  missing: string[],
  what: string,
  take: (
    row: { readonly id: number; readonly values: ReadonlyMap<number, PstValue> },
    inner: ReadonlyMap<number, PstSubnode>,
  ) => Promise<string | undefined>,
): Promise<void> {
  if (table === undefined) return
  try {
    const heap = await openHeap(file, table.data)
    const inner = await file.subnodes(table.subnodes)
    for await (const row of tableRows(file, heap, inner, isRead)) {
      const stop = await take(row, inner)
      if (stop !== undefined) {
        missing.push(stop)
        return
      }
    }
  } catch (error) {
    if (!(error instanceof ArchiveDamage)) throw error
    missing.push(`${what}: ${error.message}`)
  }
}

async function attachmentOf(
  node: PstSubnode | undefined,
  loading: Loading,
  depth: number,
): Promise<OutlookAttachment> {
  const { file } = loading
  const nothing: OutlookProperties = new Map()
  if (node === undefined) return { properties: nothing, missing: 'the data file is damaged there' }
  let properties = nothing
  try {
    const values = new Map(propertyList(await openHeap(file, node.data), isRead))
    const below = await file.subnodes(node.subnodes)
    const content = values.get(PROPERTY.attachDataBinary)
    values.delete(PROPERTY.attachDataBinary)
    properties = await loadedAll(values, below, loading, [])
    if (content === undefined) return { properties }
    if (content.type !== TYPE.object) {
      const bytes = await loadedValue(content, below, loading)
      return typeof bytes === 'string' ? { properties, missing: bytes } : { properties, data: bytes }
    }
    // an object (§2.3.3.5): the node it is kept in, and its size
    const method = methodOf(properties)
    const inner =
      'bytes' in content && content.bytes.length >= 4 ? below.get(nodeNumber(content.bytes)) : undefined
    if (method !== EMBEDDED) return { properties, missing: 'it is an OLE object, not a file' }
    if (inner === undefined) return { properties, missing: 'the data file is damaged there' }
    if (depth === DEPTH_LIMIT) return { properties, missing: `it is a message inside ${DEPTH_LIMIT} others` }
    return { properties, message: await itemOf(inner, loading, depth + 1) }
  } catch (error) {
    if (!(error instanceof ArchiveDamage)) throw error
    return { properties, missing: error.message }
  }
}

function nodeNumber(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true)
}

function methodOf(properties: OutlookProperties): number {
  const bytes = properties.get(PROPERTY.attachMethod)?.bytes
  return bytes === undefined || bytes.length === 0 ? 0 : bytes[0]!
}

async function loadedAll(
  values: ReadonlyMap<number, PstValue>,
  subnodes: ReadonlyMap<number, PstSubnode>,
  loading: Loading,
  missing: string[],
): Promise<OutlookProperties> {
  const properties = new Map<number, OutlookValue>()
  for (const [number, value] of values) {
    const bytes = await loadedValue(value, subnodes, loading)
    if (typeof bytes === 'string') missing.push(`property ${number.toString(16)}: ${bytes}`)
    else properties.set(number, { type: value.type, bytes })
  }
  return properties
}

/** The bytes, or why they are not there. */
async function loadedValue(
  value: PstValue,
  subnodes: ReadonlyMap<number, PstSubnode>,
  loading: Loading,
): Promise<Uint8Array | string> {
  if ('bytes' in value) {
    loading.left -= value.bytes.length
    return value.bytes
  }
  const node = subnodes.get(value.subnode)
  if (node === undefined) return 'the data file is damaged there'
  try {
    const size = await loading.file.size(node.data)
    if (size > loading.left) return `${size} bytes, and a message is taken over up to ${loading.limit}`
    const blocks = await loading.file.blocks(node.data, Math.max(0, loading.left))
    const bytes = blocks.length === 1 ? blocks[0]! : Buffer.concat(blocks)
    loading.left -= bytes.length
    return bytes
  } catch (error) {
    if (!(error instanceof ArchiveDamage)) throw error
    return error.message
  }
}

async function orNothing<Value>(
  promise: Promise<Value>,
  missing: string[],
  what: string,
): Promise<Value | undefined> {
  try {
    return await promise
  } catch (error) {
    if (!(error instanceof ArchiveDamage)) throw error
    missing.push(`${what}: ${error.message}`)
    return undefined
  }
}
