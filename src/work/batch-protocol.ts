/** What the pool and its workers say to each other, and how a batch's bytes travel. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Digest } from '../model/bytes.ts'
import type { MailTrace } from '../model/mail-trace.ts'
import type { ReadResult } from '../model/ports.ts'
import type { RawMessage } from '../model/source.ts'

export type Batch = readonly { readonly digest: Digest; readonly raw: RawMessage }[]

/** Reader settings as plain data, so that they can be handed to another thread. */
export interface ReadSettings {
  readonly trustedHosts?: readonly string[]
  /** Recorded DNS answers for own verification; without it, and without `live`, no DNS question is asked. */
  readonly zoneFile?: string
  /** Ask the network's DNS for what the zone file does not hold. */
  readonly live?: boolean
  /** How far attachments are looked into; everything when not given. */
  readonly attachments?: 'all' | 'documents' | 'none'
  /** What is prepared for hunting. */
  readonly index?: 'all' | 'values' | 'none'
  /** Relays of the mailbox whose results may be believed; comes with each batch. */
  readonly relays?: readonly string[]
}

/** The bytes of all messages in one buffer, so that a batch crosses threads as one transfer and not as many clones. */
export interface PackedBatch {
  readonly id: number
  readonly relays: readonly string[]
  readonly buffer: ArrayBuffer
  readonly messages: readonly {
    readonly digest: Digest
    readonly raw: Omit<RawMessage, 'bytes'>
    readonly start: number
    readonly length: number
  }[]
}

export type WorkerAnswer =
  | { readonly kind: 'ready' }
  /** The worker cannot serve at all: its settings or its own code are at fault, not a message. */
  | { readonly kind: 'unfit'; readonly error: string }
  | { readonly kind: 'read'; readonly id: number; readonly results: readonly PackedResult[] }
  /** The reader threw on this batch. */
  | { readonly kind: 'failed'; readonly id: number; readonly error: string }

/**
 * A record crosses threads as JSON: writing and reading it takes less time than cloning the object, and the store
 * keeps the same text.
 */
export interface PackedResult {
  readonly json: string
  readonly lookups: ReadResult['lookups']
  /** The trace, as JSON. */
  readonly trace?: string
  readonly words?: string
}

export function packResult({ record, lookups, json, trace, words }: ReadResult): PackedResult {
  return {
    json: json ?? JSON.stringify(record),
    lookups,
    ...(trace ? { trace: JSON.stringify(trace) } : {}),
    ...(words !== undefined ? { words } : {}),
  }
}

/** The result again. The text is the worker's own, so it is not validated. */
export function unpackResult({ json, lookups, trace, words }: PackedResult): ReadResult {
  return {
    record: JSON.parse(json) as ReadResult['record'],
    lookups,
    json,
    ...(trace === undefined ? {} : { trace: JSON.parse(trace) as MailTrace }),
    ...(words === undefined ? {} : { words }),
  }
}

/** Copies each message once into one fresh buffer; the originals stay with the caller for a retry. */
export function packBatch(id: number, batch: Batch, relays: readonly string[]): PackedBatch {
  const buffer = new ArrayBuffer(batch.reduce((sum, { raw }) => sum + raw.bytes.length, 0))
  const target = new Uint8Array(buffer)
  let start = 0
  const messages = batch.map(({ digest, raw: { bytes, ...raw } }) => {
    target.set(bytes, start)
    const message = { digest, raw, start, length: bytes.length }
    start += bytes.length
    return message
  })
  return { id, relays, buffer, messages }
}

/** The batch again, its messages as views of the one buffer. */
export function unpackBatch({ buffer, messages }: PackedBatch): Batch {
  return messages.map(({ digest, raw, start, length }) => ({
    digest,
    raw: { ...raw, bytes: new Uint8Array(buffer, start, length) },
  }))
}

/**
 * The worker's side: answers every batch in the order of arrival. An empty batch is read first, so that settings
 * that cannot work (a zone file that is not there) are told apart from messages that cannot be read.
 */
export async function answerBatches(
  readBatch: (batch: Batch, settings: ReadSettings) => Promise<readonly ReadResult[]>,
): Promise<void> {
  const port = parentPort
  if (!port) throw new TypeError('answerBatches runs in a worker thread only')
  const settings = workerData as ReadSettings
  const say = (answer: WorkerAnswer): void => port.postMessage(answer)
  try {
    await readBatch([], settings)
  } catch (error) {
    say({ kind: 'unfit', error: textOf(error) })
    return
  }
  port.on('message', async (packed: PackedBatch) => {
    try {
      const { id, relays } = packed
      const results = await readBatch(unpackBatch(packed), { ...settings, relays })
      say({ kind: 'read', id, results: results.map(packResult) })
    } catch (error) {
      say({ kind: 'failed', id: packed.id, error: textOf(error) })
    }
  })
  say({ kind: 'ready' })
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
