/** One scan: a list with the attacks and twins of one seed in it, judged by the product from its first mail on. */
import { hash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { payloadDomains } from '../../src/enrich/senders/payload-links.ts'
import { openStore } from '../../src/index.ts'
import { ALL_CHANNELS } from '../../src/judge/channels/all-channels.ts'
import { type Candidate, candidateOf } from '../../src/judge/ranking.ts'
import type { Digest } from '../../src/model/bytes.ts'
import type { Store } from '../../src/model/ports.ts'
import type { MessageRecord } from '../../src/model/record.ts'
import type { SenderContext } from '../../src/model/sender.ts'
import type { Judgement } from '../../src/model/verdict.ts'
import { digestOf } from '../../src/pipeline/read-into.ts'
import { emptyPast, replay } from '../../src/pipeline/replay.ts'
import { readMessage } from '../../src/pipeline.ts'
import { attackAndTwin, type Generated } from './generator.ts'
import { headerMarks } from './header-tell.ts'
import type { Tier } from './intent.ts'
import { type LureTemplate, luresFor } from './lures.ts'
import { type Organisation, openOrganisation, readerVersion } from './organisation.ts'
import { pastIndex, senderOf } from './past-index.ts'
import type { Sources } from './scene.ts'

export interface ScanOrder {
  readonly list: string
  readonly foreign: string
  /** Folder with `<list>.mbox` of both. */
  readonly mboxes: string
  readonly phish: string
  readonly cache: string
  readonly period: 'tune' | 'test'
  readonly seed: number
  readonly tiers: readonly Tier[]
  /** Attacks and twins together, of the tested mails. */
  readonly share: number
  /** A channel whose tails are dropped. */
  readonly without?: string
  /** Wordings of requests without a link, in place of the period's own of their language. */
  readonly asking?: readonly LureTemplate[]
}

export type InjectedFacts = Omit<Generated, 'bytes'> & {
  readonly digest: Digest
  /** Header features one mail alone shows. */
  readonly marks: readonly string[]
}

/** What counting needs of a judged mail. */
export interface Judged {
  readonly candidate: Candidate
  readonly sender: string
  /** Score of the simple reference: header likelihood behind an organisation-new link; absent when its gate is shut. */
  readonly simple?: number
  readonly explained: string
}

export interface ScanResult {
  readonly list: string
  readonly seed: number
  /** Real mails of the tested period. */
  readonly messages: number
  /** The held ones of them; nothing else can become an alert. */
  readonly held: readonly Judged[]
  /** Simple-reference scores of real mail whose gate is open. */
  readonly simple: readonly number[]
  readonly injected: readonly (InjectedFacts & Judged)[]
  readonly seconds: { readonly generating: number; readonly judging: number }
}

/** Where the periods lie, as shares of the list. */
const TUNE_END = 0.6
const TUNE_START = 0.3

/** Version of the reader and of everything here that makes mail, as this process loaded it. */
const GENERATOR_VERSION = hash(
  'sha256',
  globSync('*.ts', { cwd: fileURLToPath(new URL('.', import.meta.url)) })
    .filter((file) => !/\.test\.ts$|^(run|report|counting|scan-worker|made-list)\.ts$/.test(file))
    .sort()
    .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
    .join(readerVersion()),
)

const opened = new Map<string, Promise<Organisation>>()

function organisation(order: ScanOrder, list: string): Promise<Organisation> {
  const share = order.period === 'tune' ? TUNE_END : 1
  const key = `${list} ${share}`
  const found =
    opened.get(key) ??
    openOrganisation(list, join(order.mboxes, `${list}.mbox`), { cache: order.cache, share, jobs: 2 })
  opened.set(key, found)
  return found
}

const silenced = new Set<string>()

/** Runs one order. A process that silenced a channel keeps it silenced: use one process for each. */
export async function scanList(order: ScanOrder): Promise<ScanResult> {
  if (order.without !== undefined && !silenced.has(order.without)) {
    const channels = ALL_CHANNELS as (typeof ALL_CHANNELS)[number][]
    const index = channels.findIndex((one) => one.channel === order.without)
    if (index < 0) throw new Error(`no channel ${order.without}`)
    channels.splice(index, 1)
    silenced.add(order.without)
  }
  const home = await organisation(order, order.list)
  const foreign = await organisation(order, order.foreign)
  const { records } = home
  const window = {
    start: Math.floor(records.length * (order.period === 'tune' ? TUNE_START / TUNE_END : TUNE_END)),
    end: records.length,
  }
  const started = performance.now()
  const generated = await keptInjections(order, home.relays, window, () => ({
    index: pastIndex(records),
    raw: (record) => home.raw(record),
    foreign: { index: pastIndex(foreign.records), raw: (record) => foreign.raw(record) },
    phish: globSync(join(order.phish, '*.eml')).sort(),
    lures: luresFor(order.period, order.asking),
  }))
  const startedJudging = performance.now()
  const scanned = await judged(order, records, window, generated)
  return {
    list: order.list,
    seed: order.seed,
    ...scanned,
    seconds: {
      generating: (startedJudging - started) / 1000,
      judging: (performance.now() - startedJudging) / 1000,
    },
  }
}

interface Injection {
  readonly record: MessageRecord
  readonly facts: InjectedFacts
}

/** Generated records are kept in the cache: making them again takes longer than judging them. Facts only, no mail. */
async function keptInjections(
  order: ScanOrder,
  relays: readonly string[],
  window: { readonly start: number; readonly end: number },
  sources: () => Sources,
): Promise<readonly Injection[]> {
  const { list, foreign, mboxes, phish, period, seed, tiers, share, asking = [] } = order
  const key = hash(
    'sha256',
    JSON.stringify([GENERATOR_VERSION, list, foreign, mboxes, phish, period, seed, tiers, share, ...asking]),
  )
  const file = join(order.cache, `injected.${list}.${period}.${seed}.${key.slice(0, 16)}.json`)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Injection[]
  const made = await injections(order, sources(), relays, window)
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(made))
  renameSync(`${file}.${process.pid}`, file)
  return made
}

async function injections(
  order: ScanOrder,
  sources: Sources,
  relays: readonly string[],
  window: { readonly start: number; readonly end: number },
): Promise<readonly Injection[]> {
  const first = sources.index.records[window.start]!.time
  const last = sources.index.records[window.end - 1]!.time
  const wanted = Math.floor(((window.end - window.start) * order.share) / 2)
  const made: Injection[] = []
  const inject = async (one: Generated): Promise<void> => {
    const { bytes, ...facts } = one
    const digest = digestOf(bytes)
    const raw = {
      kind: 'raw-message',
      bytes,
      source: {
        file: `generated ${order.list} ${order.seed}`,
        format: 'eml',
        offset: 0,
        length: bytes.length,
      },
      issues: [],
    } as const
    const { record } = await readMessage(raw, { relays }, digest)
    if (senderOf(record) !== one.sender)
      throw new Error(`made a mail of ${senderOf(record)} for ${one.sender}`)
    if (record.time !== one.time)
      throw new Error(`made a mail at ${record.time} for ${one.time} (${one.tier} ${one.role})`)
    made.push({ record, facts: { ...facts, digest, marks: headerMarks(bytes) } })
  }
  for (let n = 0; n < wanted; n++) {
    const tier = order.tiers[n % order.tiers.length]!
    const pair = attackAndTwin(sources, `${order.period}/${order.list}/${order.seed}`, n, tier, window)
    // Both or none, so that there are as many twins as attacks.
    if (pair?.every((one) => one.time >= first && one.time <= last)) for (const one of pair) await inject(one)
  }
  return made
}

async function judged(
  order: ScanOrder,
  records: readonly MessageRecord[],
  window: { readonly start: number; readonly end: number },
  injected: readonly Injection[],
): Promise<Pick<ScanResult, 'messages' | 'held' | 'simple' | 'injected'>> {
  const facts = new Map(injected.map((one) => [one.facts.digest, one.facts]))
  const tested = new Set(records.slice(window.start, window.end).map((one) => one.digest))
  const stream = [...records, ...injected.map((one) => one.record)].sort(
    (a, b) => a.time - b.time || (a.digest < b.digest ? -1 : 1),
  )
  const memory = await openStore(':memory:')
  // The product's own replay, over records that lie in memory.
  const store: Store = {
    ...memory,
    async *messages() {
      yield* stream
    },
  }
  let messages = 0
  const held: Judged[] = []
  const simple: number[] = []
  const found: (InjectedFacts & Judged)[] = []
  for await (const { record, context, judgement } of replay(emptyPast(), store)) {
    const made = facts.get(record.digest)
    if (!made && !tested.has(record.digest)) continue
    const score = simpleScore(record, context)
    const one: Judged = {
      candidate: candidateOf(judgement),
      sender: judgement.sender,
      ...(score !== undefined ? { simple: score } : {}),
      explained: judgement.held || made ? explained(record, context, judgement) : '',
    }
    if (made) found.push({ ...made, ...one })
    else {
      messages++
      if (score !== undefined) simple.push(score)
      if (judgement.held) held.push(one)
    }
  }
  await memory.close()
  if (found.length !== injected.length)
    throw new Error(`${order.list}: ${injected.length} mails made, ${found.length} judged`)
  return { messages, held, simple, injected: found }
}

/** methods.md §2 and §7.3: the writer links a domain nobody here linked before; then how unlike them the header is. */
function simpleScore(record: MessageRecord, context: SenderContext): number | undefined {
  if (context.messages < 10) return undefined
  const fresh = context.links.some((one) => !one.own && one.byAnybody === 0)
  return fresh && payloadDomains(record, true).length > 0 ? context.clientDrift : undefined
}

/** One line for the founder; digest, gates and tails, no text of the mail. */
function explained(record: MessageRecord, context: SenderContext, judgement: Judgement): string {
  const tails = judgement.channels.map((one) =>
    one.tail === undefined
      ? `${one.channel} -`
      : `${one.channel} ${one.tail < 0.1 ? one.tail.toPrecision(2) : one.tail.toFixed(2)}`,
  )
  const models = judgement.models.map(
    (one) => `${one.model} ${one.strength.toFixed(1)}/${(one.tail ?? 1).toPrecision(2)}`,
  )
  const gates = judgement.gates.filter((one) => one.open).map((one) => one.gate)
  return `${record.digest.slice(7, 19)} n=${context.messages} held=${judgement.held} | ${gates.join(' ') || 'no gate'} | ${tails.join(', ')} | ${models.join(', ')}`
}
