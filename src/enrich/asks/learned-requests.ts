import { PLAIN_ASK } from '../../model/ask.ts'
import type { Sentence } from './read-sentences.ts'
import { modelWord, type RequestModel, type SentenceFeatures, sentenceFeatures } from './request-words.ts'
import type { WeighedAsk } from './weigh-sentences.ts'

/** Sentences one behind the other that are read as one request, and their words. */
const SENTENCES = 5
const WORDS = 90
/** With fewer words a stretch says too little, but as a whole mail. */
const LEAST_WORDS = 12
/** Strength of what is certain; below what a phrase written down can reach. */
const CERTAIN = 0.7
/** Requests of one text. */
const KEPT = 4

interface ReadSentence extends SentenceFeatures {
  readonly start: number
  readonly end: number
  readonly words: number
}

/** Requests in a text as a whole says them, in words that no list of phrases has. English only so far. */
export interface LearnedRequests {
  /** Takes the sentences in order. */
  take(text: string, sentence: Sentence): void
  /** At most 4, strongest first; none that overlap. The place is the sentence that says most for it. */
  asks(): readonly WeighedAsk[]
}

/** Reads stretches of up to five sentences by the model. Linear, but for sorting the stretches that ask. */
export function learnedRequests(model: RequestModel): LearnedRequests {
  const sentences: ReadSentence[] = []
  return {
    take(text, { starts, ends }) {
      if (starts.length === 0) return
      const words = starts.map((start, at) => modelWord(text, start, ends[at] as number))
      sentences.push({
        ...sentenceFeatures(model, words),
        start: starts[0] as number,
        end: ends.at(-1) as number,
        words: words.length,
      })
    },
    asks() {
      const found: { readonly ask: WeighedAsk; readonly first: number; readonly last: number }[] = []
      for (const stretch of stretches(model, sentences)) {
        if (found.length >= KEPT) break
        if (found.some(({ first, last }) => first <= stretch.last && stretch.first <= last)) continue
        const kind = model.kinds[stretch.kind]
        const place = sentences[telling(model, sentences, stretch)]
        if (kind === undefined || place === undefined) continue
        const share = (stretch.probability - model.threshold) / (1 - model.threshold)
        const strength = Math.round((PLAIN_ASK + share * (CERTAIN - PLAIN_ASK)) * 100) / 100
        const { start, end } = place
        found.push({ ask: { kind, strength, start, end, language: 'en', learned: true }, ...stretch })
      }
      return found.map(({ ask }) => ask)
    },
  }
}

interface Stretch {
  readonly first: number
  readonly last: number
  /** That it asks for something. */
  readonly probability: number
  /** Index among the model's kinds. */
  readonly kind: number
}

/** Stretches that reach the threshold, the likeliest first. */
function stretches(model: RequestModel, sentences: readonly ReadSentence[]): readonly Stretch[] {
  const { bias, rarity, weights, threshold } = model
  const width = bias.length
  const found: Stretch[] = []
  // Each feature counts once in a stretch: the number of the stretch it was last counted in.
  const counted = new Int32Array(rarity.length)
  const sums = new Float64Array(width)
  const shares = new Float64Array(width)
  for (let first = 0; first < sentences.length; first++) {
    sums.fill(0)
    let square = 0
    let words = 0
    for (let last = first; last < Math.min(sentences.length, first + SENTENCES); last++) {
      const sentence = sentences[last] as ReadSentence
      words += sentence.words
      if (last > first && words > WORDS) break
      square += sentence.unknown * model.unknown ** 2
      for (const row of sentence.rows) {
        if (counted[row] === first + 1) continue
        counted[row] = first + 1
        square += (rarity[row] as number) ** 2
        for (let k = 0; k < width; k++) sums[k]! += weights[row * width + k] as number
      }
      if (words < LEAST_WORDS && (first > 0 || last < sentences.length - 1)) continue
      const probability = asked(bias, sums, Math.sqrt(square), shares)
      if (probability < threshold) continue
      let kind = 1
      for (let k = 2; k < width; k++) if ((shares[k] as number) > (shares[kind] as number)) kind = k
      found.push({ first, last, probability, kind: kind - 1 })
    }
  }
  return found.sort((a, b) => b.probability - a.probability || a.first - b.first || a.last - b.last)
}

/** Probability of any kind of request; `shares` gets what each has. */
function asked(bias: Float64Array, sums: Float64Array, length: number, shares: Float64Array): number {
  let most = -Infinity
  for (let k = 0; k < bias.length; k++) {
    shares[k] = (bias[k] as number) + (length === 0 ? 0 : (sums[k] as number) / length)
    most = Math.max(most, shares[k] as number)
  }
  let all = 0
  for (let k = 0; k < bias.length; k++) {
    shares[k] = Math.exp((shares[k] as number) - most)
    all += shares[k] as number
  }
  return 1 - (shares[0] as number) / all
}

/** The sentence of a stretch whose features speak most for its kind against none. */
function telling(
  { weights, bias }: RequestModel,
  sentences: readonly ReadSentence[],
  { first, last, kind }: Stretch,
): number {
  let best = first
  let most = -Infinity
  for (let at = first; at <= last; at++) {
    let sum = 0
    for (const row of sentences[at]?.rows ?? [])
      sum += (weights[row * bias.length + kind + 1] as number) - (weights[row * bias.length] as number)
    if (sum > most) {
      most = sum
      best = at
    }
  }
  return best
}
