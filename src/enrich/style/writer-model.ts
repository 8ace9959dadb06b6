import type { Cohort } from './cohort.ts'
import { countHabits, type HabitCounts, habitCounts, habitReadings } from './habit-ratio.ts'
import { type HabitValues, habitsOf } from './habits.ts'
import { add, type LanguageModel, languageModel, logLikelihood, places, remove } from './language-model.ts'
import { BINS, type GramCounts, gramCounts, unitVector } from './likeness.ts'
import { modelText } from './model-text.ts'
import { referenceLikelihoods } from './reference-models.ts'
import { withoutRepeats } from './repeated-lines.ts'
import type { HabitReading } from './style-reading.ts'

/** Raw measures of one text against one writer; larger = less like the writer. */
export interface RawMeasures {
  /** Mean log ratio of the references against the writer, nats a character. */
  readonly language: number
  /** Cohort-normalised likeness, its sign turned. */
  readonly likeness: number
  /** Sum of the habits' log ratios, nats. */
  readonly habits: number
  readonly characters: number
}

/** Everything known of one writer's hand, for one cohort. */
export interface WriterModel {
  readonly sender: string
  readonly n: number
  /** Long lines of the known texts. */
  readonly lines: Set<string>
  readonly language: LanguageModel
  /** Sum of the unit vectors of the writer's texts. */
  readonly vectorSum: Float32Array
  readonly habits: HabitCounts
  /** What the writer's own texts reach, each left out once. */
  readonly calibration: readonly RawMeasures[]
}

/** Texts that are left out once for calibration. */
export const CALIBRATION_TEXTS = 12
/** Shorter known texts do not calibrate. */
const CALIBRATING_LENGTH = 60

interface KnownText {
  readonly units: Uint16Array
  readonly found: Int32Array
  readonly vector: GramCounts
  readonly habits: HabitValues
}

export function writerModel(sender: string, texts: readonly string[], cohort: Cohort): WriterModel {
  const lines = new Set<string>()
  const fresh = texts.map((text) => withoutRepeats(text, lines, true))
  let characters = 0
  for (const text of fresh) characters += text.length + 2
  const language = languageModel(characters)
  const vectorSum = new Float32Array(BINS)
  const habits = habitCounts()
  const known: KnownText[] = []
  for (const text of fresh) {
    const units = modelText(text)
    const found = places(language, units, true)
    add(language, found)
    const vector = unitVector(gramCounts(units), cohort.weights)
    addVector(vectorSum, vector, 1)
    const values = habitsOf(text)
    countHabits(habits, values)
    known.push({ units, found, vector, habits: values })
  }
  const model = { sender, n: texts.length, lines, language, vectorSum, habits }
  const calibration: RawMeasures[] = []
  const long = known.filter(({ units }) => units.length >= CALIBRATING_LENGTH)
  const step = Math.max(1, long.length / CALIBRATION_TEXTS)
  for (let at = 0; at < long.length; at += step) {
    const one = long[Math.floor(at)] as KnownText
    remove(language, one.found)
    addVector(vectorSum, one.vector, -1)
    countHabits(habits, one.habits, -1)
    calibration.push(measured(model, cohort, one).raw)
    add(language, one.found)
    addVector(vectorSum, one.vector, 1)
    countHabits(habits, one.habits)
  }
  return { ...model, calibration }
}

/** Measures a text against a writer's model; long lines of the known texts should be taken out of it before. */
export function measures(
  model: WriterModel,
  cohort: Cohort,
  text: string,
): { readonly raw: RawMeasures; readonly habits: readonly HabitReading[] } {
  const units = modelText(text)
  return measured(model, cohort, {
    units,
    found: places(model.language, units, false),
    vector: unitVector(gramCounts(units), cohort.weights),
    habits: habitsOf(text),
  })
}

function measured(
  model: Omit<WriterModel, 'calibration'>,
  cohort: Cohort,
  text: KnownText,
): { raw: RawMeasures; habits: readonly HabitReading[] } {
  const readings = habitReadings(model.habits, cohort.habits, text.habits)
  return {
    raw: {
      language: languageRatio(model, cohort, text),
      likeness: strangeness(model, cohort, text.vector),
      habits: readings.reduce((sum, { logRatio }) => sum + logRatio, 0),
      characters: text.units.length,
    },
    habits: readings,
  }
}

function languageRatio(model: Omit<WriterModel, 'calibration'>, cohort: Cohort, text: KnownText): number {
  const sums = new Float64Array(cohort.models.columns)
  referenceLikelihoods(cohort.models, text.units, sums)
  let sum = 0
  let n = 0
  for (const [column, sender] of cohort.references.entries()) {
    if (sender === model.sender) continue
    sum += sums[column] as number
    n++
  }
  return n === 0 ? 0 : (sum / n - logLikelihood(model.language, text.found)) / text.units.length
}

function strangeness(model: Omit<WriterModel, 'calibration'>, cohort: Cohort, vector: GramCounts): number {
  const { bins, counts } = vector
  const { centroids, writers } = cohort
  const dots = new Float64Array(writers.length)
  let own = 0
  for (let i = 0; i < bins.length; i++) {
    const weight = counts[i] as number
    own += weight * (model.vectorSum[bins[i] as number] as number)
    const row = (bins[i] as number) * writers.length
    for (let r = 0; r < writers.length; r++) dots[r]! += weight * (centroids[row + r] as number)
  }
  let square = 0
  for (let i = 0; i < BINS; i++) square += (model.vectorSum[i] as number) ** 2
  own = square > 0 ? own / Math.sqrt(square) : 0
  let sum = 0
  let squares = 0
  let n = 0
  for (const [column, sender] of writers.entries()) {
    if (sender === model.sender) continue
    const dot = dots[column] as number
    sum += dot
    squares += dot * dot
    n++
  }
  if (n === 0) return 0
  const mean = sum / n
  const deviation = Math.sqrt(Math.max(squares / n - mean * mean, 1e-6))
  return (mean - own) / deviation
}

function addVector(sum: Float32Array, { bins, counts }: GramCounts, by: 1 | -1): void {
  for (let i = 0; i < bins.length; i++) sum[bins[i] as number]! += by * (counts[i] as number)
}
