/**
 * What is remembered of how each sender writes, and the reading of a new text against it. Texts are learned in time
 * order, after their mail was judged; a reading sees only what was learned before it. What is read depends on the
 * texts learned and their order alone, never on which readings were asked for.
 */
import {
  type CorrespondentStates,
  correspondentStates,
  type StatesOptions,
} from '../senders/correspondent-states.ts'
import { COHORT, type Cohort, type CohortWriter, cohortOf } from './cohort.ts'
import { fusedReading } from './fused-reading.ts'
import { withoutRepeats } from './repeated-lines.ts'
import type { StyleAbstention, StyleReading } from './style-reading.ts'
import { measures, type WriterModel, writerModel } from './writer-model.ts'

/** A text shorter than this says nothing about its writer, and is not learned. */
export const LEAST_CHARACTERS = 60
/** Known texts without which no reading is given. */
export const LEAST_TEXTS = 8
/** Known texts from which on a sender stands for others in the cohort; the number is lowered when few have it. */
const WELL_KNOWN = 25
export const FAIRLY_KNOWN = 10
/** Other writers without whom no reading is given. */
export const LEAST_WRITERS = 6
/** Texts kept of a sender, and bytes of their characters in memory. Attack: long mails that fill the memory. */
export const KEPT_TEXTS = 50
export const KEPT_BYTES: number = 28 * 1024
/** Bytes of older texts that the present model still holds; then it is made anew. */
export const OUTGOING_BYTES: number = 10 * 1024
/** The cohort is drawn again when this many times as many texts were learned. */
const REDRAWN = 2
const FIRST_DRAW = 100
/**
 * Senders remembered as fit to stand for others, about 100 bytes each; the one not learned from for longest goes
 * first. Attack: fresh senders with ten texts each, to make the cohort theirs: 200,000 mails, and who goes on writing
 * stays among those the hash draws from. A sender who fell out is read as before, but stands for nobody until their
 * next mail.
 */
const STANDING = 20_000
/** Models kept, about 200 KB each; the one not used for longest is dropped. */
const CACHED_MODELS = 128

export interface StyleMemory {
  /** Adds the style text of a mail its sender really wrote. Short texts are left out. */
  learn(sender: string, text: string): void
  /** Compares a style text with what was learned of the sender. Changes nothing that can be observed. */
  read(sender: string, text: string): StyleReading
  /** Bytes that the kept texts of a sender take. */
  bytesOf(sender: string): number
}

interface WriterState {
  readonly texts: string[]
  bytes: number
  /** Bytes of the model's texts that are no longer among `texts`. */
  outgoing: number
  learned: number
  /** The texts as they were when `learned` was `modelAt`: models are made anew only now and then. */
  model: readonly string[]
  modelAt: number
}

interface CohortState {
  readonly generation: number
  readonly writers: readonly CohortWriter[]
  built?: Cohort
}

/** An empty memory. With scratch space the texts of senders not met for longest are laid aside there. */
export function styleMemory(options: StatesOptions = {}): StyleMemory {
  const senders = correspondentStates<WriterState>('style ', options)
  /** Senders that may stand for others, with the number of texts kept of them. */
  const known = new Map<string, number>()
  const models = new Map<string, { readonly version: string; readonly model: WriterModel }>()
  let learned = 0
  let nextDraw = FIRST_DRAW
  let cohort: CohortState = { generation: 0, writers: [] }

  function modelOf(sender: string, state: WriterState, built: Cohort): WriterModel {
    const version = `${cohort.generation} ${state.modelAt}`
    const cached = models.get(sender)
    models.delete(sender)
    const entry =
      cached?.version === version
        ? cached
        : { version, model: writerModel(sender, state.model, built, cached?.model) }
    models.set(sender, entry)
    if (models.size > CACHED_MODELS) models.delete(models.keys().next().value as string)
    return entry.model
  }

  return {
    learn(sender, text) {
      if (text.length < LEAST_CHARACTERS) return
      const state = senders.make(sender, emptyWriter)
      state.texts.push(text)
      state.bytes += bytesIn(text)
      while (state.texts.length > KEPT_TEXTS || state.bytes > KEPT_BYTES) {
        const gone = bytesIn(state.texts.shift() ?? '')
        state.bytes -= gone
        state.outgoing += gone
      }
      state.learned++
      if (state.learned >= nextModel(state.modelAt) || state.outgoing > OUTGOING_BYTES) {
        state.outgoing = 0
        state.model = [...state.texts]
        state.modelAt = state.learned
      }
      known.delete(sender)
      if (state.texts.length >= FAIRLY_KNOWN) known.set(sender, state.texts.length)
      if (known.size > STANDING) known.delete(known.keys().next().value as string)
      learned++
      if (learned >= nextDraw) {
        nextDraw = Math.ceil(learned * REDRAWN)
        cohort = { generation: cohort.generation + 1, writers: drawn(senders, known) }
      }
    },

    read(sender, text) {
      const state = senders.get(sender)
      const n = state?.model.length ?? 0
      if (text.length < LEAST_CHARACTERS) return abstained('short-text', n)
      if (!state || n < LEAST_TEXTS) return abstained('few-texts', n)
      const others = cohort.writers.length - (cohort.writers.some((one) => one.sender === sender) ? 1 : 0)
      if (others < LEAST_WRITERS) return abstained('few-writers', n)
      cohort.built ??= cohortOf(cohort.writers)
      const model = modelOf(sender, state, cohort.built)
      const fresh = withoutRepeats(text, model.lines, false)
      if (fresh.length < LEAST_CHARACTERS) return abstained('short-text', n)
      return fusedReading(model, measures(model, cohort.built, fresh), fresh)
    },

    bytesOf(sender) {
      const state = senders.get(sender)
      return state ? state.bytes + state.outgoing : 0
    },
  }
}

/** V8 keeps a text in one byte a character when all are Latin-1, in two otherwise. */
const bytesIn = (text: string): number => (/^[\u0000-\u00ff]*$/.test(text) ? text.length : text.length * 2)

/** A model is made anew after half as many more texts, and after twenty at most. */
const nextModel = (made: number): number =>
  made < LEAST_TEXTS ? LEAST_TEXTS : made + Math.min(20, Math.floor(made / 2))

const emptyWriter = (): WriterState => ({
  texts: [],
  bytes: 0,
  outgoing: 0,
  learned: 0,
  model: [],
  modelAt: 0,
})

/** The best known senders, in the order of a hash of their address: nobody can choose to be among them. */
function drawn(
  senders: CorrespondentStates<WriterState>,
  known: ReadonlyMap<string, number>,
): CohortWriter[] {
  const all = [...known].map(([sender, texts]) => ({
    sender,
    rank: texts >= WELL_KNOWN ? 0 : 1,
    order: orderOf(sender),
  }))
  all.sort((a, b) => a.rank - b.rank || a.order - b.order || (a.sender < b.sender ? -1 : 1))
  return all
    .slice(0, COHORT)
    .map(({ sender }) => ({ sender, texts: [...(senders.get(sender)?.texts ?? [])] }))
}

function orderOf(sender: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < sender.length; i++) h = Math.imul(h ^ sender.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  return (h ^ (h >>> 13)) >>> 0
}

function abstained(why: StyleAbstention, n: number): StyleReading {
  return { kind: 'style', score: 0, n, components: {}, habits: [], abstained: why }
}
