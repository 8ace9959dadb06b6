import type { HabitCounts } from './habit-ratio.ts'
import type { HabitReading, StyleAbstention, StyleReading } from './style-reading.ts'
import { type TextLanguage, textLanguage } from './text-language.ts'
import type { RawMeasures, WriterModel } from './writer-model.ts'

type Component = 'language' | 'likeness' | 'habits'

/**
 * What the own texts of writers reach, each left out once, with 10 known texts and what is added for every e-fold
 * more; from the first 60 % of two public lists (bench/style). A writer's own calibration is drawn towards it as by
 * `PRIOR` texts.
 */
const TYPICAL: Readonly<
  Record<Component, { readonly mean: number; readonly growth: number; readonly deviation: number }>
> = {
  language: { mean: -0.14, growth: -0.28, deviation: 0.3 },
  likeness: { mean: -3, growth: -1.2, deviation: 3.8 },
  habits: { mean: -2.8, growth: -0.4, deviation: 2.5 },
}
const PRIOR = 20

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
  const values = Object.values(components)
  const score = values.reduce((sum, one) => sum + one, 0) / Math.sqrt(values.length)
  return { ...base, score, components }
}

/** Standard score of a measure against the writer's own texts. */
export function standard(model: WriterModel, raw: RawMeasures, component: Component): number {
  const { mean, growth, deviation } = TYPICAL[component]
  const typical = mean + growth * Math.log(model.n / 10)
  const own = model.calibration.map((one) => one[component])
  const sum = own.reduce((total, one) => total + one, 0)
  const center = (sum + PRIOR * typical) / (own.length + PRIOR)
  const squares = own.reduce((total, one) => total + (one - center) ** 2, 0)
  const variance = (squares + PRIOR * deviation ** 2) / (own.length + PRIOR)
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
