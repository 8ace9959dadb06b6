import type { HabitCounts } from './habit-ratio.ts'
import type { HabitReading, StyleAbstention, StyleReading } from './style-reading.ts'
import { type TextLanguage, textLanguage } from './text-language.ts'
import type { RawMeasures, WriterModel } from './writer-model.ts'

type Component = 'language' | 'likeness' | 'habits'

interface Typical {
  /** With 10 known texts, and what every e-fold more adds. */
  readonly mean: number
  readonly growth: number
  readonly deviation: number
  readonly deviationGrowth: number
}

/**
 * What writers' own texts reach, from the first 60 % of two public lists (bench/style). For the language model it is
 * all there is: leaving each known text out once costs much and tells no more. A writer's own calibration of the
 * other two is drawn towards it as by `PRIOR` texts.
 */
const TYPICAL: Readonly<Record<Component, Typical>> = {
  language: { mean: -0.11, growth: -0.29, deviation: 0.37, deviationGrowth: -0.05 },
  likeness: { mean: -2.46, growth: -0.95, deviation: 2.5, deviationGrowth: 0 },
  habits: { mean: -2.73, growth: -0.43, deviation: 2.5, deviationGrowth: 0 },
}
const PRIOR = 20
/** Mean and deviation of the sum over own texts, same place: the components are not independent. */
const CENTER = 0.28
const SPREAD = 1.25

/** The reading of a text from its raw measures. */
export function fusedReading(
  model: WriterModel,
  { raw, habits }: { readonly raw: RawMeasures; readonly habits: readonly HabitReading[] },
  text: string,
): StyleReading {
  const foreign = otherLanguage(model.habits, textLanguage(text))
  const base = { kind: 'style', n: model.n, habits } as const
  if (foreign) return { ...base, score: 0, components: {}, abstained: foreign }
  const components = {
    language: standard(model, raw, 'language'),
    likeness: standard(model, raw, 'likeness'),
    habits: standard(model, raw, 'habits'),
  }
  const sum = components.language + components.likeness + components.habits
  const score = (sum / Math.sqrt(3) - CENTER) / SPREAD
  return { ...base, score, components }
}

/** Standard score of a measure against the writer's own texts. */
export function standard(model: WriterModel, raw: RawMeasures, component: Component): number {
  const { mean, growth, deviation, deviationGrowth } = TYPICAL[component]
  const size = Math.log(model.n / 10)
  const typical = mean + growth * size
  const spread = deviation + deviationGrowth * size
  const own = component === 'language' ? [] : model.calibration.map((one) => one[component])
  const center = (own.reduce((total, one) => total + one, 0) + PRIOR * typical) / (own.length + PRIOR)
  const squares = own.reduce((total, one) => total + (one - center) ** 2, 0)
  const variance = (squares + PRIOR * spread ** 2) / (own.length + PRIOR)
  return (raw[component] - center) / Math.sqrt(variance)
}

/** Texts whose language must be known before another one is called foreign. */
const LANGUAGE_KNOWN = 3

/** Says so when none of the known texts is in this text's script or language. */
function otherLanguage(known: HabitCounts, here: TextLanguage): StyleAbstention | undefined {
  const value = here.language ?? (here.script === 'latin' || here.script === 'none' ? undefined : here.script)
  if (value === undefined) return undefined
  let total = 0
  let sameScript = 0
  for (const [one, n] of known.language) {
    total += n
    if (scriptOf(one) === here.script) sameScript += n
  }
  if (total < LANGUAGE_KNOWN || known.language.has(value)) return undefined
  if (sameScript === 0) return 'other-script'
  return here.language === undefined ? undefined : 'other-language'
}

const CYRILLIC: ReadonlySet<string> = new Set(['ru', 'uk'])
/** Values of the habit are languages of two letters, or names of scripts. */
const scriptOf = (value: string): string =>
  value.length > 2 ? value : CYRILLIC.has(value) ? 'cyrillic' : 'latin'
