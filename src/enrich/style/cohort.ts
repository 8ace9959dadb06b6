import { countHabits, type HabitCounts, habitCounts } from './habit-ratio.ts'
import { type HabitValues, habitsOf } from './habits.ts'
import { BINS, binWeights, type GramCounts, gramCounts, unitVector } from './likeness.ts'
import { modelText } from './model-text.ts'
import { type ReferenceModels, referenceModels } from './reference-models.ts'

/** A writer known well enough to compare others with. */
export interface CohortWriter {
  readonly sender: string
  /** Style texts, oldest first. */
  readonly texts: readonly string[]
}

/** The writers of an organisation that a text is compared with besides its own. */
export interface Cohort {
  /** Senders of the language models, by column. */
  readonly references: readonly string[]
  readonly models: ReferenceModels
  /** Senders of the likeness centroids, by column. */
  readonly writers: readonly string[]
  /** `BINS` rows of one value a writer: unit centroids. */
  readonly centroids: Float32Array
  readonly weights: Float32Array
  readonly habits: HabitCounts
}

/** Writers with a language model; the likeness compares with up to `COHORT` of them. */
export const REFERENCES = 13
export const COHORT = 32
/** Texts of a reference; with 50 the ratio is no better, and the table twice as large. */
const REFERENCE_TEXTS = 30
/** Texts of a writer in the centroid: about as many as a writer compared with it has. */
const CENTROID_TEXTS = 30
/** Texts of a writer in the distribution of habits. */
const HABIT_TEXTS = 10

/** A cohort of the given writers: the first `REFERENCES` of them get language models. */
export function cohortOf(all: readonly CohortWriter[]): Cohort {
  const writers = all.slice(0, COHORT)
  const references = writers.slice(0, REFERENCES)
  const habits = habitCounts()
  const grams: (readonly GramCounts[])[] = []
  for (const { texts } of writers) {
    const recent = texts.slice(-CENTROID_TEXTS)
    grams.push(recent.map((text) => gramCounts(modelText(text))))
    for (const text of recent.slice(-HABIT_TEXTS)) countHabits(habits, habitsOf(text) satisfies HabitValues)
  }
  const weights = binWeights(grams.flat())
  const centroids = new Float32Array(BINS * writers.length)
  for (const [column, texts] of grams.entries()) {
    const sum = centroidOf(texts.map((one) => unitVector(one, weights)))
    for (let bin = 0; bin < BINS; bin++) centroids[bin * writers.length + column] = sum[bin] as number
  }
  return {
    references: references.map(({ sender }) => sender),
    models: referenceModels(references.map(({ texts }) => texts.slice(-REFERENCE_TEXTS).map(modelText))),
    writers: writers.map(({ sender }) => sender),
    centroids,
    weights,
    habits,
  }
}

/** Unit sum of unit vectors, one value a bin. */
export function centroidOf(vectors: readonly GramCounts[]): Float32Array {
  const sum = new Float32Array(BINS)
  for (const { bins, counts } of vectors)
    for (let i = 0; i < bins.length; i++) sum[bins[i] as number]! += counts[i] as number
  let square = 0
  for (let i = 0; i < BINS; i++) square += (sum[i] as number) ** 2
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0
  for (let i = 0; i < BINS; i++) sum[i] = (sum[i] as number) * scale
  return sum
}
