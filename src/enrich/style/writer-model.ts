import type { Cohort } from './cohort.ts'
import { countHabits, type HabitCounts, habitCounts, habitReadings } from './habit-ratio.ts'
import { type HabitValues, habitsOf } from './habits.ts'
import { logLikelihood } from './language-model.ts'
import { BINS, type GramCounts, gramCounts, unitVector } from './likeness.ts'
import { modelText } from './model-text.ts'
import { referenceLikelihoods } from './reference-models.ts'
import { withoutRepeats } from './repeated-lines.ts'
import type { HabitReading } from './style-reading.ts'

/** Raw measures of one text against one writer; larger = less like the writer. */
export interface RawMeasures {
  /** Mean log ratio of the references against the writer, nats a character. */
  readonly language: number
  /** Likeness to the writer against that to the cohort, in the cohort's deviations, its sign turned. */
  readonly likeness: number
  /** Sum of the habits' log ratios, nats. */
  readonly habits: number
}

/** What the writer's own texts reach when each is left out once. */
export type Calibration = Pick<RawMeasures, 'likeness' | 'habits'>

/** Everything known of one writer's hand, for one cohort. */
export interface WriterModel {
  readonly sender: string
  readonly n: number
  /** Long lines of the known texts. */
  readonly lines: Set<string>
  /** What was seen in each text, whatever it is compared with. */
  readonly facts: ReadonlyMap<string, TextFacts>
  /** The known texts for the language model. */
  readonly units: readonly Uint16Array[]
  /** Sum of the unit vectors of the writer's texts, and the square of its length. */
  readonly vectorSum: Float32Array
  readonly square: number
  readonly habits: HabitCounts
  readonly calibration: readonly Calibration[]
}

/** Texts that are left out once for calibration. */
const CALIBRATION_TEXTS = 8
/** Shorter known texts do not calibrate. */
const CALIBRATING_LENGTH = 60

interface TextFacts {
  readonly units: Uint16Array
  readonly grams: GramCounts
  readonly habits: HabitValues
}

function factsOf(text: string): TextFacts {
  const units = modelText(text)
  return { units, grams: gramCounts(units), habits: habitsOf(text) }
}

/**
 * The model of a writer's texts, oldest first. `before`, an earlier model of the same writer, spares looking again
 * at the texts both have; the result is the same without it.
 */
export function writerModel(
  sender: string,
  texts: readonly string[],
  cohort: Cohort,
  before?: WriterModel,
): WriterModel {
  const lines = new Set<string>()
  const fresh = texts.map((text) => withoutRepeats(text, lines, true))
  const units: Uint16Array[] = []
  const vectorSum = new Float32Array(BINS)
  const habits = habitCounts()
  const facts = new Map<string, TextFacts>()
  const known: { readonly length: number; readonly vector: GramCounts; readonly habits: HabitValues }[] = []
  for (const text of fresh) {
    const one = before?.facts.get(text) ?? factsOf(text)
    facts.set(text, one)
    units.push(one.units)
    const vector = unitVector(one.grams, cohort.weights)
    addVector(vectorSum, vector)
    countHabits(habits, one.habits)
    known.push({ length: text.length, vector, habits: one.habits })
  }
  let square = 0
  for (let i = 0; i < BINS; i++) square += (vectorSum[i] as number) ** 2
  const model = { sender, n: texts.length, lines, facts, units, vectorSum, square, habits }
  const calibration: Calibration[] = []
  const long = known.filter(({ length }) => length >= CALIBRATING_LENGTH)
  const step = Math.max(1, long.length / CALIBRATION_TEXTS)
  for (let at = 0; at < long.length; at += step) {
    const one = long[Math.floor(at)]
    if (!one) break
    countHabits(habits, one.habits, -1)
    const ratio = habitReadings(habits, cohort.habits, one.habits).reduce(
      (sum, { logRatio }) => sum + logRatio,
      0,
    )
    countHabits(habits, one.habits)
    calibration.push({ likeness: strangeness(model, cohort, one.vector, true), habits: ratio })
  }
  return { ...model, calibration }
}

/** Measures a text against a writer's model; long lines of the known texts should be taken out of it before. */
export function measures(
  model: WriterModel,
  cohort: Cohort,
  text: string,
): { readonly raw: RawMeasures; readonly habits: readonly HabitReading[] } {
  const { units, grams, habits } = factsOf(text)
  const readings = habitReadings(model.habits, cohort.habits, habits)
  return {
    raw: {
      language: languageRatio(model, cohort, units),
      likeness: strangeness(model, cohort, unitVector(grams, cohort.weights), false),
      habits: readings.reduce((sum, { logRatio }) => sum + logRatio, 0),
    },
    habits: readings,
  }
}

function languageRatio(model: WriterModel, cohort: Cohort, units: Uint16Array): number {
  const sums = new Float64Array(cohort.models.columns)
  referenceLikelihoods(cohort.models, units, sums)
  let sum = 0
  let n = 0
  for (const [column, sender] of cohort.references.entries()) {
    if (sender === model.sender) continue
    sum += sums[column] as number
    n++
  }
  return n === 0 ? 0 : (sum / n - logLikelihood(model.units, units)) / units.length
}

/** `member`: the vector is one of the sum, and is left out of it. */
function strangeness(
  model: Omit<WriterModel, 'calibration'>,
  cohort: Cohort,
  { bins, counts }: GramCounts,
  member: boolean,
): number {
  const { centroids, writers } = cohort
  const columns = writers.length
  const dots = new Float64Array(columns)
  let own = 0
  let length = 0
  for (let i = 0; i < bins.length; i++) {
    const weight = counts[i] as number
    own += weight * (model.vectorSum[bins[i] as number] as number)
    length += weight * weight
    const row = (bins[i] as number) * columns
    for (let r = 0; r < columns; r++) dots[r]! += weight * (centroids[row + r] as number)
  }
  const square = member ? model.square - 2 * own + length : model.square
  if (member) own -= length
  own = square > 1e-9 ? own / Math.sqrt(square) : 0
  let sum = 0
  let squares = 0
  let n = 0
  for (let r = 0; r < columns; r++) {
    if (writers[r] === model.sender) continue
    const dot = dots[r] as number
    sum += dot
    squares += dot * dot
    n++
  }
  if (n === 0) return 0
  const mean = sum / n
  const deviation = Math.sqrt(Math.max(squares / n - mean * mean, 1e-6))
  return (mean - own) / deviation
}

function addVector(sum: Float32Array, { bins, counts }: GramCounts): void {
  for (let i = 0; i < bins.length; i++) sum[bins[i] as number]! += counts[i] as number
}
