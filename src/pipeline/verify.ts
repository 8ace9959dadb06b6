/** `verify`: from files to a verdict for each item and the counts of the set. */
import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { betterCopy } from '../authenticity/better-copy.ts'
import { compareOriginals, type HeldMail, heldMail } from '../authenticity/compare-original.ts'
import { itemVerdict, signaturesOf, wantedKeys } from '../authenticity/item-verdict.ts'
import { joinRings, type KeyRing, keyName, markSharedPrimes, ringOf } from '../authenticity/key-archive.ts'
import type { KnownKey } from '../authenticity/key-record.ts'
import { rawMail } from '../authenticity/raw-mail.ts'
import {
  addSample,
  type RecoveredKey,
  recoverKeySteps,
  type SignedMail,
} from '../authenticity/recovered-keys.ts'
import { setTally } from '../authenticity/set-verdict.ts'
import { openAttachment } from '../enrich/attachments/open-attachment.ts'
import type { ItemVerdict, KeyRecovery, VerifyEvent, VerifyProgress } from '../model/authenticity.ts'
import type { Digest } from '../model/bytes.ts'
import type { Message } from '../model/message.ts'
import type { Clock, Resolver, Source, Store } from '../model/ports.ts'
import type { RawMessage, SourceLocation, SourceTrouble } from '../model/source.ts'
import { detectType } from '../parse/attachments/detect-type.ts'
import { parseMessage } from '../parse/parse-message.ts'
import { fileTarget, isMeant } from './locate.ts'
import { type PersonaGathering, personaGathering } from './personas.ts'

export interface VerifyRequest {
  /** Files, folders, archives, `-`; `FILE#OFFSET` names one mail. Print-outs and pictures are compared, not checked. */
  readonly inputs: readonly string[]
  /** Recorded keys, asked before the resolver. */
  readonly keys?: readonly KeyRing[]
  /** Live DNS or a recorded zone. */
  readonly resolver?: Resolver
  readonly clock: Clock
  /** Mail held independently of the set: confirms keys that were worked out from it. */
  readonly independent?: readonly string[]
  /** A store that scanned other mail: what it read counts as held independently. */
  readonly store?: Store
  /** Mails that are held and may be the originals of print-outs. */
  readonly originals?: readonly string[]
  /** Work out keys that are not known from pairs of signatures: minutes for each. */
  readonly recover?: boolean
  /** Tell which senders of the set look like one. */
  readonly personas?: boolean
  readonly signal?: AbortSignal
}

/** Mails of a store that are read again for one key. */
const SAMPLES = 6
/** Keys worked out in one run, those of most items first. */
const MAX_RECOVERED = 5
/** Held mails compared with print-outs: their words are kept in memory. */
const MAX_HELD = 20_000
/** A print-out or picture. */
const MAX_PRINT_OUT = 64 * 1024 * 1024
/** Messages between two progress events. */
const PROGRESS_STEP = 100

/**
 * Yields `SourceTrouble` and `VerifyProgress` as they happen, an `ItemVerdict` for each item in the order of the
 * inputs, with `personas` a `PersonaView`, then one `SetVerdict`. Rejects with the reason of `signal` only.
 */
export async function* verifyFiles(
  request: VerifyRequest,
  source: Source,
): AsyncGenerator<VerifyEvent, void, undefined> {
  const { signal, clock } = request
  const asked = liveKeys(request.resolver)
  const recorded = markSharedPrimes(joinRings(request.keys ?? []))
  let recovered: KeyRing | undefined
  let recoveries: readonly KeyRecovery[] = []
  if (request.recover) {
    const done = yield* recoverKeys(request, source, recorded, asked)
    recovered = done.ring
    recoveries = done.recoveries
  }
  const held = request.originals === undefined ? [] : yield* heldMails(request, source)
  const tally = setTally()
  const personas = request.personas ? personaGathering() : undefined
  if (personas) await addBackground(personas, request, source)
  let done = 0
  for (const input of request.inputs) {
    const meant = fileTarget(input)
    for await (const item of source.read([meant.file], signal)) {
      signal?.throwIfAborted()
      if (item.kind === 'source-trouble') {
        const printed = item.item === undefined ? await printOut(item, held) : undefined
        if (printed === undefined) yield item
        else {
          tally.add(printed)
          yield printed
        }
      }
      if (item.kind !== 'raw-message' || !isMeant(meant, item.source)) continue
      const message = parseMessage(item.bytes)
      personas?.add(message, true)
      const verdict = await verifyMessage(item, message, { recorded, recovered, asked, held, clock })
      tally.add(verdict)
      yield verdict
      if (++done % PROGRESS_STEP === 0) yield { kind: 'verify-progress', phase: 'reading', done }
    }
  }
  if (personas && done > 0) yield personas.view()
  yield tally.verdict(recoveries)
}

/** Mail held besides the set shows what is common among senders. */
async function addBackground(
  personas: PersonaGathering,
  { independent = [], originals = [], signal }: VerifyRequest,
  source: Source,
): Promise<void> {
  let added = 0
  for await (const item of source.read([...new Set([...independent, ...originals])], signal))
    if (item.kind === 'raw-message' && added++ < MAX_HELD) personas.add(parseMessage(item.bytes), false)
}

interface KnownSoFar {
  readonly recorded: KeyRing
  readonly recovered: KeyRing | undefined
  readonly asked: LiveKeys
  readonly held: readonly HeldMail[]
  readonly clock: Clock
}

async function verifyMessage(
  raw: RawMessage,
  message: Message,
  { recorded, recovered, asked, held, clock }: KnownSoFar,
): Promise<ItemVerdict> {
  const live = await asked.ring(wantedKeys(rawMail(raw.bytes)))
  const ring = joinRings([live, recorded, ...(recovered ? [recovered] : [])])
  const verdict = itemVerdict(raw, message, ring, clock())
  if (verdict.state !== 'not_raw' || held.length === 0) return verdict
  const { words, message: own } = { ...heldMail(message, raw.source) }
  const text = `${own.subject}\n${own.from.map(({ address, name }) => `${name} ${address}`).join('\n')}\n${own.date?.text ?? ''}\n${words.join(' ')}`
  return { ...verdict, comparisons: compareOriginals(text, held) }
}

interface LiveKeys {
  ring(names: Iterable<string>): Promise<KeyRing>
}

/** Keys from the resolver, each name asked for once. Answers of a recorded zone count as recorded. */
function liveKeys(resolver: Resolver | undefined): LiveKeys {
  const known = new Map<string, Promise<KeyRing>>()
  const ask = async (name: string): Promise<KeyRing> => {
    const found = await resolver!.resolve(name, 'TXT')
    if (found.status !== 'answer' || !Array.isArray(found.answer))
      return {
        keys: new Map(),
        missing: new Map([
          [
            name,
            found.status === 'absent'
              ? 'the domain publishes no such key'
              : `no answer: ${found.error ?? 'unknown'}`,
          ],
        ]),
      }
    const answer: readonly unknown[] = found.answer
    const values = answer.filter((one) => typeof one === 'string')
    return ringOf(
      values.map((value) => ({ name, value, ...(found.from === 'dns' && { lastSeen: found.time }) })),
      found.from === 'dns' ? 'DNS' : 'the recorded zone',
      found.from === 'dns' ? 'live' : 'archive',
    )
  }
  return {
    async ring(names) {
      if (resolver === undefined) return { keys: new Map(), missing: new Map() }
      const rings: KeyRing[] = []
      for (const name of names) {
        const asked = known.get(name) ?? ask(name)
        known.set(name, asked)
        rings.push(await asked)
      }
      return joinRings(rings)
    },
  }
}

/** Works out keys of the set that are not known otherwise. Reads the set once more than without. */
async function* recoverKeys(
  { inputs, independent = [], store, signal }: VerifyRequest,
  source: Source,
  recorded: KeyRing,
  asked: LiveKeys,
): AsyncGenerator<VerifyEvent, { ring: KeyRing; recoveries: readonly KeyRecovery[] }, undefined> {
  const set = await signedMails(inputs, source, signal)
  const held = await signedMails(independent, source, signal)
  const wanted: string[] = []
  for (const name of set.keys())
    if (!recorded.keys.has(name) && !(await asked.ring([name])).keys.has(name)) wanted.push(name)
  wanted.sort((one, other) => set.get(other)!.count - set.get(one)!.count)
  if (store !== undefined && wanted.length > 0) await addFromStore(held, wanted, store, source)
  const keys = new Map<string, readonly KnownKey[]>()
  const recoveries: KeyRecovery[] = []
  const all = [...recorded.keys.values()].flat()
  for (const [at, name] of wanted.entries()) {
    signal?.throwIfAborted()
    const { domain, selector, samples } = set.get(name)!
    if (at >= MAX_RECOVERED) {
      recoveries.push({
        domain,
        selector,
        result: 'not-tried',
        detail: `only ${MAX_RECOVERED} keys are worked out in one run`,
      })
      continue
    }
    const { key, recovery } = yield* finished(
      recoverKeySteps({ domain, selector }, samples, held.get(name)?.samples ?? [], all),
      {
        kind: 'verify-progress',
        phase: 'recovering',
        done: at,
        total: Math.min(MAX_RECOVERED, wanted.length),
      },
      name,
      signal,
    )
    if (key !== undefined) keys.set(name, [key])
    recoveries.push(recovery)
  }
  return { ring: { keys, missing: new Map() }, recoveries }
}

/** Tells how far a long calculation is, and lets the program look at signals between its steps. */
async function* finished(
  steps: ReturnType<typeof recoverKeySteps>,
  progress: VerifyProgress,
  name: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<VerifyEvent, RecoveredKey, undefined> {
  let told = ''
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    const now = `${value.pair} ${Math.floor(value.share * 100)}`
    if (now !== told) yield { ...progress, recovery: { name, ...value } }
    told = now
    await new Promise((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
  }
}

interface Samples {
  readonly domain: string
  readonly selector: string
  /** Signatures that were met, usable or not. */
  count: number
  readonly samples: SignedMail[]
}

/** A few signatures of each selector. Standard input can be read once only, so it is left for the verdicts. */
async function signedMails(
  inputs: readonly string[],
  source: Source,
  signal: AbortSignal | undefined,
): Promise<Map<string, Samples>> {
  const found = new Map<string, Samples>()
  for (const input of inputs) {
    if (input === '-') continue
    const meant = fileTarget(input)
    for await (const item of source.read([meant.file], signal)) {
      if (item.kind !== 'raw-message' || !isMeant(meant, item.source) || item.source.rebuilt) continue
      addSamples(found, item)
    }
  }
  return found
}

function addSamples(found: Map<string, Samples>, { bytes }: RawMessage): void {
  const mail = rawMail(bytes)
  const digest: Digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  for (const signature of signaturesOf(mail).signatures) {
    if (signature.role === 'arc-seal' || signature.malformed !== undefined) continue
    const name = keyName(signature.selector, signature.domain)
    const { domain, selector } = signature
    const known = found.get(name) ?? { domain, selector, count: 0, samples: [] }
    known.count++
    found.set(name, known)
    addSample(known.samples, { digest, mail, signature })
  }
}

/** Mail a store has read whose signature is of a wanted key, read again from where it lies. */
async function addFromStore(
  held: Map<string, Samples>,
  wanted: readonly string[],
  store: Store,
  source: Source,
): Promise<void> {
  const places: SourceLocation[] = []
  const counts = new Map<string, number>()
  for await (const { digest, path } of store.messages()) {
    const name = keyName(path['dkim-selector'] ?? '', path['dkim-domain'] ?? '')
    const count = counts.get(name) ?? 0
    if (!wanted.includes(name) || count >= SAMPLES) continue
    counts.set(name, count + 1)
    const [place] = await store.sources(digest)
    if (place !== undefined) places.push(place)
  }
  for await (const { raw } of source.readMany(places))
    if (raw !== undefined && !raw.source.rebuilt) addSamples(held, raw)
}

async function* heldMails(
  { originals = [], signal }: VerifyRequest,
  source: Source,
): AsyncGenerator<VerifyEvent, readonly HeldMail[], undefined> {
  const held: HeldMail[] = []
  for await (const item of source.read(originals, signal)) {
    if (item.kind === 'source-trouble') yield item
    if (item.kind !== 'raw-message' || held.length >= MAX_HELD) continue
    held.push(heldMail(parseMessage(item.bytes), item.source))
  }
  return held
}

/**
 * A file that is no mail: a print-out, a picture, a text. There is no signature in it; its text, as far as it has any,
 * is compared with held mails. Undefined when it is nothing that could show a mail.
 */
async function printOut(trouble: SourceTrouble, held: readonly HeldMail[]): Promise<ItemVerdict | undefined> {
  if (trouble.code !== 'not-mail' || trouble.file === '-') return undefined
  const bytes = await content(trouble.file)
  if (bytes === undefined) return undefined
  const type = detectType(bytes) ?? (isText(bytes) ? 'text/plain' : undefined)
  if (
    type === undefined ||
    !/^(?:application\/pdf|image\/|text\/|application\/(?:msword|rtf|vnd\.|x-ooxml-protected))/.test(type)
  )
    return undefined
  const copy = type.startsWith('image/') ? 'picture' : type.startsWith('text/') ? 'text' : 'document'
  const opened =
    type === 'text/plain' || (copy === 'picture' && type !== 'image/svg+xml')
      ? undefined
      : await openAttachment(
          { part: '0', name: trouble.file, declaredType: type, bytes },
          { recipients: [], qr: false },
        )
  const text = type === 'text/plain' ? bytes.toString('utf8') : (opened?.text ?? '')
  const notEvaluated: string[] = []
  if (opened?.encrypted === true)
    notEvaluated.push('it is encrypted and could not be opened: ask for the password, or for an open copy')
  else if (opened?.issues.some(({ code }) => code === 'attachment.damaged'))
    notEvaluated.push('it is damaged and was read in part at most: ask for it again')
  if (copy === 'picture' && text.trim() === '')
    notEvaluated.push(
      'the text in a picture is not read here: hand in what it says as a text file to compare it',
    )
  else if (text.trim() === '' && opened?.encrypted !== true)
    notEvaluated.push(
      'no text could be read in it, as in pages that are pictures: hand in what it says as a text file to compare it',
    )
  if (held.length === 0) notEvaluated.push('no held mails were given to compare it with (--originals)')
  return {
    kind: 'item-verdict',
    file: trouble.file,
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    from: '',
    subject: '',
    state: 'not_raw',
    signatures: [],
    arc: { result: 'none', reason: 'not checked', sets: [] },
    repeated: [],
    notRaw: NOT_MAIL[copy],
    ask: betterCopy(copy),
    comparisons: text === '' ? [] : compareOriginals(text, held),
    notEvaluated,
  }
}

const NOT_MAIL = {
  picture: 'a picture of a mail holds no signature: it can show anything',
  document: 'a print-out of a mail holds no signature: it can say anything',
  text: 'a text holds no signature: it can say anything',
} as const

async function content(file: string): Promise<Buffer | undefined> {
  try {
    const about = await stat(file)
    if (!about.isFile() || about.size > MAX_PRINT_OUT) return undefined
    const handle = await open(file, 'r')
    try {
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch {
    return undefined
  }
}

function isText(bytes: Buffer): boolean {
  return bytes.length > 0 && !bytes.subarray(0, 4_096).includes(0)
}
