/** Judges what the store holds and saves the judgements; does nothing when nothing changed since the last time. */
import { KNOWN_WELL, RULES_VERSION } from '../judge/rules-version.ts'
import type { Scratch, Store } from '../model/ports.ts'
import type { ScanProgress } from '../model/scan.ts'
import type { Judgement } from '../model/verdict.ts'
import { type Coverage, coverageCount } from './coverage.ts'
import { emptyPast, replay } from './replay.ts'
import { firstAffected } from './reviewed-mail.ts'
import { ScanInterrupted } from './scan-interrupted.ts'

const SAVE_EVERY = 1000
/** Where the store keeps what the last finished pass was, and what it gave. */
const JUDGED = 'judged'

export interface Judged {
  readonly firstTime?: number
  readonly lastTime?: number
  readonly senders: { readonly all: number; readonly knownWell: number }
  readonly coverage: Coverage
  /** Judgements written by this pass. */
  readonly replaced: number
}

/** What a finished pass is filed under: the same key means the same result, as judging is pure. */
interface PassKey {
  readonly rules: string
  readonly messages: number
  /** Last place in the log of reviews; absent while nobody has said anything. */
  readonly reviews?: number
  readonly since?: number
  readonly until?: number
}

/**
 * Judgements are a pure function of the stored records, the rules version and what people said, so a pass is only
 * skipped when none changed, and an interrupted one is simply run again. Where only people said something, the past
 * is replayed as a whole, but nothing is written before the first mail their words can matter to. Yields progress
 * every SAVE_EVERY messages.
 */
export async function* judgeStore(
  store: Store,
  window: { readonly since?: number; readonly until?: number },
  signal?: AbortSignal,
): AsyncGenerator<ScanProgress, Judged, undefined> {
  const { messages } = await store.counts()
  const reviews = (await store.reviews()).at(-1)?.sequence
  const key: PassKey = {
    rules: RULES_VERSION,
    messages,
    ...(reviews !== undefined ? { reviews } : {}),
    ...window,
  }
  const last = await store.setting(JUDGED)
  let writeFrom = -Infinity
  if (last) {
    const { key: lastKey, judged } = JSON.parse(last) as { key: PassKey; judged: Omit<Judged, 'replaced'> }
    if (JSON.stringify(lastKey) === JSON.stringify(key)) return { ...judged, replaced: 0 }
    if (isSameBut(lastKey, key)) writeFrom = await firstAffected(store, lastKey.reviews ?? 0)
  }

  const scratch = await store.scratch()
  try {
    return yield* pass(store, window, { key, writeFrom, messages, scratch, ...(signal ? { signal } : {}) })
  } finally {
    scratch.close()
  }
}

/** One pass over the whole past. */
async function* pass(
  store: Store,
  window: { readonly since?: number; readonly until?: number },
  {
    key,
    writeFrom,
    messages,
    scratch,
    signal,
  }: {
    readonly key: PassKey
    /** Judgements of earlier mail are as they stand, milliseconds. */
    readonly writeFrom: number
    readonly messages: number
    readonly scratch: Scratch
    readonly signal?: AbortSignal
  },
): AsyncGenerator<ScanProgress, Judged, undefined> {
  const past = emptyPast({ scratch })
  const coverage = coverageCount()
  let firstTime: number | undefined
  let lastTime: number | undefined
  let done = 0
  let replaced = 0
  let unsaved: Judgement[] = []
  for await (const replayed of replay(past, store, window.until)) {
    const { record, judgement } = replayed
    done++
    if (record.time >= writeFrom) {
      unsaved.push(storable(judgement))
      replaced++
    }
    if (record.time >= (window.since ?? -Infinity)) {
      coverage.add(replayed)
      if (record.timeBasis !== 'none') {
        firstTime ??= record.time
        lastTime = record.time
      }
    }
    if (done % SAVE_EVERY > 0) continue
    await store.saveJudgements(unsaved)
    unsaved = []
    yield { kind: 'scan-progress', phase: 'judging', messages: done, messagesTotal: messages }
    // Nothing here waits for anything: without a turn of the event loop no signal and no timer would be heard.
    await new Promise((resolve) => setImmediate(resolve))
    if (signal?.aborted) throw new ScanInterrupted(messages)
  }
  await store.saveJudgements(unsaved)
  const { all, known } = past.history.senders(KNOWN_WELL)
  const judged = {
    ...(firstTime !== undefined ? { firstTime } : {}),
    ...(lastTime !== undefined ? { lastTime } : {}),
    senders: { all, knownWell: known },
    coverage: coverage.coverage(),
  }
  await store.saveSetting(JUDGED, JSON.stringify({ key, judged }))
  return { ...judged, replaced }
}

/** Whether the stored judgements of two passes differ by people's words only. `since` matters to the coverage alone. */
function isSameBut(last: PassKey, now: PassKey): boolean {
  return last.rules === now.rules && last.messages === now.messages && last.until === now.until
}

/** Makes the next pass run: to be called when what the store holds changes in a way that its counts do not tell. */
export async function forgetPass(store: Store): Promise<void> {
  if (await store.setting(JUDGED)) await store.saveSetting(JUDGED, '')
}

/**
 * What is kept of a judgement: all of it for held mail, numbers only for the rest. The reasons of the rest are
 * many times larger than the mail's record and can be had again at any time (`explain`).
 */
function storable(judgement: Judgement): Judgement {
  if (judgement.held) return judgement
  return {
    ...judgement,
    gates: judgement.gates.filter((one) => one.open),
    channels: [],
  }
}
