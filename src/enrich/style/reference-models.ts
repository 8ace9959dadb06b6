import { extended, finished } from './gram-hash.ts'
import { ALPHABET, ORDER } from './language-model.ts'

/**
 * The language models of several other writers side by side in one hash table: one look-up of a sequence gives the
 * counts of all of them.
 */
export interface ReferenceModels {
  readonly columns: number
  readonly keys: Uint32Array
  /** Row by row: `columns` counts, then `columns` numbers of different following characters. */
  readonly cells: Uint16Array
  readonly totals: Float64Array
  readonly alphabets: Float64Array
}

/** Models of writers, each given as the texts of one. */
export function referenceModels(writers: readonly (readonly Uint16Array[])[]): ReferenceModels {
  let characters = 0
  for (const texts of writers) for (const text of texts) characters += text.length
  let size = 1 << 12
  while (size < characters * 2.5) size <<= 1
  const columns = writers.length
  const models: ReferenceModels = {
    columns,
    keys: new Uint32Array(size),
    cells: new Uint16Array(size * columns * 2),
    totals: new Float64Array(columns),
    alphabets: new Float64Array(columns),
  }
  const before = new Int32Array(ORDER)
  const now = new Int32Array(ORDER)
  const room = { left: Math.floor(size * 0.85) }
  for (const [column, texts] of writers.entries())
    for (const text of texts) count(models, column, text, before, now, room)
  return models
}

function count(
  models: ReferenceModels,
  column: number,
  text: Uint16Array,
  before: Int32Array,
  now: Int32Array,
  room: { left: number },
): void {
  const { keys, cells, columns, totals, alphabets } = models
  const mask = keys.length - 1
  before.fill(-1)
  for (let i = 0; i < text.length; i++) {
    let hash = 0
    now.fill(-1)
    for (let k = 0; k < ORDER && k <= i; k++) {
      hash = extended(hash, text[i - k] as number)
      const key = finished(hash, k + 1)
      let at = key & mask
      while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & mask
      if (keys[at] === 0) {
        // Text that repeats nothing fills the table: its longer sequences say nothing about a hand.
        if (room.left-- <= 0) break
        keys[at] = key
      }
      now[k] = at
      const cell = at * columns * 2 + column
      if (cells[cell] === 0) {
        if (k === 0) alphabets[column]!++
        else cells[(before[k - 1] as number) * columns * 2 + columns + column]!++
      }
      if ((cells[cell] as number) < 0xffff) cells[cell]!++
    }
    totals[column]!++
    before.set(now)
  }
}

/**
 * log P of a text under each model, nats, summed over its characters but the first; as `logLikelihood` of one model.
 * Written into `sums`, which has an entry a column.
 */
export function referenceLikelihoods(models: ReferenceModels, text: Uint16Array, sums: Float64Array): void {
  const { keys, cells, columns, totals, alphabets } = models
  const mask = keys.length - 1
  const row = columns * 2
  const p = new Float64Array(columns)
  const product = new Float64Array(columns).fill(1)
  let factors = 0
  let before = new Int32Array(ORDER).fill(-1)
  let now = new Int32Array(ORDER).fill(-1)
  sums.fill(0)
  for (let i = 0; i < text.length; i++) {
    let hash = 0
    now.fill(-1)
    for (let k = 0; k < ORDER && k <= i; k++) {
      hash = extended(hash, text[i - k] as number)
      const key = finished(hash, k + 1)
      let at = key & mask
      while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & mask
      if (keys[at] === 0) break
      now[k] = at
    }
    if (i > 0) {
      const one = now[0] as number
      for (let r = 0; r < columns; r++)
        p[r] =
          ((one < 0 ? 0 : (cells[one * row + r] as number)) + ((alphabets[r] as number) + 1) / ALPHABET) /
          ((totals[r] as number) + (alphabets[r] as number) + 1)
      for (let k = 1; k < ORDER; k++) {
        const context = before[k - 1] as number
        if (context < 0) break
        const at = now[k] as number
        const counts = context * row
        const types = counts + columns
        if (at < 0)
          for (let r = 0; r < columns; r++) {
            const t = cells[types + r] as number
            if (t > 0) p[r] = (t * (p[r] as number)) / ((cells[counts + r] as number) + t)
          }
        else {
          const seen = at * row
          for (let r = 0; r < columns; r++) {
            const t = cells[types + r] as number
            if (t > 0)
              p[r] =
                ((cells[seen + r] as number) + t * (p[r] as number)) / ((cells[counts + r] as number) + t)
          }
        }
      }
      for (let r = 0; r < columns; r++) product[r]! *= p[r] as number
      if (++factors === FACTORS) {
        factors = 0
        takeLogs(product, sums)
      }
    }
    const swap = before
    before = now
    now = swap
  }
  takeLogs(product, sums)
}

/** No probability is below 1e-8 (one of 256 characters in 65,535): this many multiplied stay above 1e-300. */
const FACTORS = 32

function takeLogs(product: Float64Array, sums: Float64Array): void {
  for (let r = 0; r < product.length; r++) {
    sums[r]! += Math.log(product[r] as number)
    product[r] = 1
  }
}
