/** Learns the model of requests from texts: a softmax on rarity-weighted features, by gradient descent (Adam). */
import { ALL_LANGUAGES } from '../../src/enrich/asks/all-languages.ts'
import { readSentences } from '../../src/enrich/asks/read-sentences.ts'
import { featureNames, modelWord } from '../../src/enrich/asks/request-words.ts'
import { makeVocabulary } from '../../src/enrich/asks/vocabulary.ts'

/** Kinds learned, behind none. */
export const LEARNED_KINDS = [
  'credential',
  'payment',
  'information',
  'channel-switch',
  'secrecy',
  'favour',
] as const

export interface TrainingText {
  readonly kind: 'none' | (typeof LEARNED_KINDS)[number]
  readonly text: string
}

export interface TrainingOptions {
  /** Weight decay; with fewer texts more. */
  readonly decay?: number
  readonly rounds?: number
  /** Texts that must have a feature. */
  readonly leastTexts?: number
  /** Features kept, by the weight they can bring. */
  readonly features?: number
}

const vocabulary = makeVocabulary(ALL_LANGUAGES)
const RATE = 0.3
/** Share of the rarity of a feature of one text alone that what was never met counts with. */
const UNKNOWN = 0.6

/** Placeholders of the texts: a name and a subject are nobody's in particular. */
const filled = (text: string): string =>
  text
    .replace(/\[([^[\]]*\|[^[\]]*)\]/g, (_whole, options: string) => options.split('|', 1)[0] ?? '')
    .replaceAll('{name}', '')
    .replaceAll('{topic}', 'that')
    .replaceAll('{day}', 'Thursday')

/** Names of a text's features, each sentence apart; `unknown` ones count as often as they are there. */
function namesOf(text: string): readonly string[] {
  const names: string[] = []
  readSentences(vocabulary, text, 0, text.length, ({ starts, ends }) => {
    names.push(...featureNames(starts.map((start, at) => modelWord(text, start, ends[at] as number))))
  })
  return names
}

/** The lines of `lists/request-words.txt` behind its head. */
export function trained(texts: readonly TrainingText[], options: TrainingOptions = {}): readonly string[] {
  const { decay = 3e-6, rounds = 400, leastTexts = 2, features = 6_000 } = options
  const kinds = ['none', ...LEARNED_KINDS]
  const width = kinds.length
  const documents = texts.map(({ kind, text }) => ({
    kind: kinds.indexOf(kind),
    names: namesOf(filled(text)),
  }))
  const texts1 = new Map<string, number>()
  for (const { names } of documents)
    for (const name of new Set(names)) texts1.set(name, (texts1.get(name) ?? 0) + 1)
  const rarity = new Map<string, number>()
  for (const [name, n] of texts1)
    if (n >= leastTexts && name !== '') rarity.set(name, Math.log(texts.length / n))
  const unknown = UNKNOWN * Math.log(texts.length)

  const learn = (known: ReadonlyMap<string, number>): Float64Array => {
    const rows = new Map([...known.keys()].map((name, row) => [name, row]))
    const vectors = documents.map(({ kind, names }) => {
      const unmet = names.filter((name) => !known.has(name)).length
      const met = [...new Set(names)].filter((name) => known.has(name))
      const square = met.reduce((sum, name) => sum + (known.get(name) ?? 0) ** 2, unmet * unknown ** 2)
      return {
        kind,
        at: met.map((name) => rows.get(name) as number),
        values: met.map((name) => (known.get(name) as number) / Math.sqrt(square)),
      }
    })
    const size = (rows.size + 1) * width
    const weights = new Float64Array(size)
    const slope = new Float64Array(size)
    const mean = new Float64Array(size)
    const spread = new Float64Array(size)
    const shares = new Float64Array(width)
    for (let round = 1; round <= rounds; round++) {
      slope.fill(0)
      for (const { kind, at, values } of vectors) {
        for (let k = 0; k < width; k++) {
          let sum = weights[rows.size * width + k] as number
          for (let i = 0; i < at.length; i++)
            sum += (weights[(at[i] as number) * width + k] as number) * (values[i] as number)
          shares[k] = sum
        }
        const most = Math.max(...shares)
        let all = 0
        for (let k = 0; k < width; k++) all += shares[k] = Math.exp((shares[k] as number) - most)
        for (let k = 0; k < width; k++) {
          const off = (shares[k] as number) / all - (k === kind ? 1 : 0)
          slope[rows.size * width + k]! += off
          for (let i = 0; i < at.length; i++)
            slope[(at[i] as number) * width + k]! += off * (values[i] as number)
        }
      }
      for (let i = 0; i < size; i++) {
        const held = i < rows.size * width ? decay * (weights[i] as number) : 0
        const g = (slope[i] as number) / vectors.length + held
        mean[i] = 0.9 * (mean[i] as number) + 0.1 * g
        spread[i] = 0.999 * (spread[i] as number) + 0.001 * g * g
        weights[i]! -=
          (RATE * ((mean[i] as number) / (1 - 0.9 ** round))) /
          (Math.sqrt((spread[i] as number) / (1 - 0.999 ** round)) + 1e-8)
      }
    }
    return weights
  }

  // Once with all features, to see which bring most; then with those alone.
  const first = learn(rarity)
  const brings = [...rarity].map(([name, rare], row) => {
    const own = first.subarray(row * width, (row + 1) * width)
    return { name, rare, most: rare * (Math.max(...own) - Math.min(...own)) }
  })
  brings.sort((a, b) => b.most - a.most || (a.name < b.name ? -1 : 1))
  const kept = new Map(
    brings
      .slice(0, features)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, rare }) => [name, rare]),
  )
  const weights = learn(kept)
  const line = (name: string, values: Iterable<number>): string =>
    [name, ...[...values].map((value) => String(Number(value.toFixed(2))))].join('\t')
  return [
    ['kinds', ...LEARNED_KINDS].join('\t'),
    line('unknown', [unknown]),
    line('bias', weights.subarray(kept.size * width)),
    ...[...kept].map(([name, rare], row) =>
      line(name, [rare, ...weights.subarray(row * width, (row + 1) * width)]),
    ),
  ]
}
