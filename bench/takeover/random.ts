/** Seeded dice: the same seed and name give the same throws on every machine (SFC32 over a SHA-256 of both). */
import { hash } from 'node:crypto'

export interface Dice {
  /** In [0, 1). */
  next(): number
  /** A whole number in [0, n). */
  below(n: number): number
  chance(p: number): boolean
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T
  /** Dice of their own for a named purpose, whatever was thrown here before. */
  apart(purpose: string): Dice
}

/** Dice for a seed, which may be any text. */
export function dice(seed: string): Dice {
  const start = hash('sha256', seed, 'buffer')
  let a = start.readUInt32LE(0)
  let b = start.readUInt32LE(4)
  let c = start.readUInt32LE(8)
  let d = 1
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 2 ** 32
  }
  for (let i = 0; i < 12; i++) next()
  const below = (n: number): number => Math.floor(next() * n)
  return {
    next,
    below,
    chance: (p) => next() < p,
    pick(list) {
      const found = list[below(list.length)]
      if (found === undefined) throw new RangeError('nothing to pick from')
      return found
    },
    apart: (purpose) => dice(`${seed}/${purpose}`),
  }
}
