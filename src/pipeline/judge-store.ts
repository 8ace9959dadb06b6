/** Judges what the store holds and saves the judgements; does nothing when nothing changed since the last time. */
import { KNOWN_WELL, RULES_VERSION } from '../judge/rules-version.ts'
import type { Store } from '../model/ports.ts'
import type { ScanProgress } from '../model/scan.ts'
import type { Judgement } from '../model/verdict.ts'
import { type Coverage, coverageCount } from './coverage.ts'
import { emptyPast, replay } from './replay.ts'
import { ScanInterrupted } from './scan-interrupted.ts'

const SAVE_EVERY = 1000
/** Where the store keeps what the last finished pass was, and what it gave. */
const JUDGED = 'judged'

export interface Judged {
  readonly firstTime?: number
  readonly lastTime?: number
  readonly senders: { readonly all: number; readonly knownWell: number }
  readonly coverage: Coverage
}

/** What a finished pass is filed under: the same key means the same result, as judging is pure. */
interface PassKey {
  readonly rules: string
  readonly messages: number
  readonly since?: number
  readonly until?: number
}

/**
 * Judgements are a pure function of the stored records and the rules version, so a pass is only skipped when
 * neither changed, and an interrupted one is simply run again. Yields progress every SAVE_EVERY messages.
 */
export async function* judgeStore(
  store: Store,
  window: { readonly since?: number; readonly until?: number },
  signal?: AbortSignal,
): AsyncGenerator<ScanProgress, Judged, undefined> {
  const { messages } = await store.counts()
  const key: PassKey = { rules: RULES_VERSION, messages, ...window }
  const last = await store.setting(JUDGED)
  if (last) {
    const { key: lastKey, judged } = JSON.parse(last) as { key: PassKey; judged: Judged }
    if (JSON.stringify(lastKey) === JSON.stringify(key)) return judged
  }

  const past = emptyPast()
  const coverage = coverageCount()
  let firstTime: number | undefined
  let lastTime: number | undefined
  let done = 0
  let unsaved: Judgement[] = []
  for await (const replayed of replay(past, store, window.until)) {
    const { record, judgement } = replayed
    done++
    unsaved.push(storable(judgement))
    if (record.time >= (window.since ?? -Infinity)) {
      coverage.add(replayed)
      if (record.timeBasis !== 'none') {
        firstTime ??= record.time
        lastTime = record.time
      }
    }
    if (unsaved.length < SAVE_EVERY) continue
    await store.saveJudgements(unsaved)
    unsaved = []
    yield { kind: 'scan-progress', phase: 'judging', messages: done, messagesTotal: messages }
    // Nothing here waits for anything: without a turn of the event loop no signal and no timer would be heard.
    await new Promise((resolve) => setImmediate(resolve))
    if (signal?.aborted) throw new ScanInterrupted(messages)
  }
  await store.saveJudgements(unsaved)
  const { all, known } = past.history.senders(KNOWN_WELL)
  const judged: Judged = {
    ...(firstTime !== undefined ? { firstTime } : {}),
    ...(lastTime !== undefined ? { lastTime } : {}),
    senders: { all, knownWell: known },
    coverage: coverage.coverage(),
  }
  await store.saveSetting(JUDGED, JSON.stringify({ key, judged }))
  return judged
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
