import { existsSync } from 'node:fs'
import { detectorTraces } from '../judge/detectors/all-detectors.ts'
import type { Digest } from '../model/bytes.ts'
import type { Source, Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import type { Explanation } from '../model/scan.ts'
import { type ReadOptions, readMessage } from '../pipeline.ts'
import { concerns, fileTarget, isExactly, isMeant } from './locate.ts'
import { emptyPast, judgeOne, type Replayed, replay } from './replay.ts'

export type ExplainTroubleCode = 'not-found' | 'no-such-link' | 'ambiguous' | 'unreadable' | 'nothing-said'

/** Operator trouble: which mail was meant cannot be told. */
export class ExplainTrouble extends Error {
  override readonly name: string = 'ExplainTrouble'
  readonly code: ExplainTroubleCode
  readonly next: string
  constructor(code: ExplainTroubleCode, message: string, next: string) {
    super(message)
    this.code = code
    this.next = next
  }
}

/**
 * Why every gate, channel, model and detector spoke about a message or kept silent. The past is replayed from the
 * store up to the message's own time, so the answer is the one the scan gave. `target` is a digest, the beginning
 * of one (at least 4 hex digits), a Message-ID, a file, FILE#OFFSET or FILE#ITEM#OFFSET. Throws `ExplainTrouble`, and `StoreError`
 * when the store fails.
 */
export async function explainMessage(
  target: string,
  store: Store,
  source: Source,
  options: ReadOptions = {},
): Promise<Explanation> {
  const record = await targetRecord(target, store, source, options)
  const found = await replayTo(store, record)
  const { context, judgement } = found
  const stored = await store.judgement(record.digest)
  return {
    kind: 'explanation',
    record,
    sources: await store.sources(record.digest),
    context,
    judgement,
    ...(stored?.verdict ? { verdict: stored.verdict } : {}),
    reviews: await store.reviews(record.digest),
    detectors: detectorTraces(record, context, judgement.gates, judgement.channels),
  }
}

/** The part of a store that finds one mail. */
export type MailFinder = Pick<Store, 'findDigest' | 'findMessageId' | 'message'>

/** The record of the mail that is meant; `target` as for `explainMessage`. Throws `ExplainTrouble`. */
export async function targetRecord(
  target: string,
  store: MailFinder,
  source: Source,
  options: ReadOptions = {},
): Promise<MessageRecord> {
  return (await storedRecord(target, store)) ?? (await recordFromFile(target, source, options))
}

async function replayTo(store: Store, record: MessageRecord): Promise<Replayed> {
  const scratch = await store.scratch()
  try {
    const past = emptyPast({ scratch })
    // Everything up to and including the message's own instant is replayed; its own entry, when stored, is the answer.
    for await (const replayed of replay(past, store, record.time + 1))
      if (replayed.record.digest === record.digest) return replayed
    return judgeOne(past, record)
  } finally {
    scratch.close()
  }
}

async function storedRecord(target: string, store: MailFinder): Promise<MessageRecord | undefined> {
  const hex = /^(?:sha256:)?([0-9a-f]{4,64})$/i.exec(target)?.[1]?.toLowerCase()
  const digests: readonly Digest[] = hex
    ? await store.findDigest(hex)
    : target.includes('@')
      ? await store.findMessageId(target.replace(/^<|>$/g, ''))
      : []
  if (digests.length > 1)
    throw new ExplainTrouble(
      'ambiguous',
      `“${target}” stands for ${digests.length} messages`,
      `Give more of the digest: ${digests.slice(0, 5).join(', ')}`,
    )
  return digests[0] ? await store.message(digests[0]) : undefined
}

async function recordFromFile(target: string, source: Source, options: ReadOptions): Promise<MessageRecord> {
  const meant = fileTarget(target)
  const { file } = meant
  let first: MessageRecord | undefined
  let messages = 0
  let trouble: string | undefined
  for await (const item of source.read([file])) {
    if (item.kind === 'source-trouble' && concerns(meant, item)) trouble ??= `${item.detail}. ${item.next}`
    if (item.kind !== 'raw-message' || !isMeant(meant, item.source)) continue
    messages++
    first ??= (await readMessage(item, options)).record
    if (messages > 1 || isExactly(meant, item.source)) break
  }
  if (!first) {
    const named = /^(sha256:)?[0-9a-f]{4,64}$/i.test(target) || target.includes('@')
    throw new ExplainTrouble(
      'not-found',
      named && !existsSync(file)
        ? `no message in the store is called “${target}”, and there is no file of that name`
        : `no message found for “${target}”${trouble ? `: ${trouble}` : ''}`,
      'Give the digest or Message-ID of a message in the store (--store FILE), a mail file, or FILE#OFFSET.',
    )
  }
  if (messages > 1)
    throw new ExplainTrouble(
      'ambiguous',
      `${meant.place === undefined ? file : target} holds more than one message`,
      'Say which: FILE#OFFSET as the scan prints it, or the digest.',
    )
  return first
}
