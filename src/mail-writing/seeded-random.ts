import { createHash } from 'node:crypto'

/** Numbers that look random and are the same on every run and machine. Not for secrets. */
export interface SeededRandom {
  /** 0 ≤ value < 1. */
  next(): number
  /** Whole number, 0 ≤ value < limit. */
  below(limit: number): number
  /** True with this probability. */
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** `length` characters, each taken from the alphabet. */
  letters(alphabet: string, length: number): string
  /** Lower-case hex digits. */
  hex(length: number): string
  /** Lower-case UUID of version 4. */
  uuid(): string
  bytes(length: number): Uint8Array
}

/** A generator for one seed (sfc32 by Chris Doty-Humphrey, started from the seed's SHA-256). */
export function seededRandom(seed: string): SeededRandom {
  const digest = createHash('sha256').update(seed).digest()
  let a = digest.readUInt32LE(0)
  let b = digest.readUInt32LE(4)
  let c = digest.readUInt32LE(8)
  let counter = 1
  const word = (): number => {
    const sum = (a + b + counter) >>> 0
    counter = (counter + 1) >>> 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) >>> 0
    c = ((c << 21) | (c >>> 11)) >>> 0
    c = (c + sum) >>> 0
    return sum
  }
  for (let round = 0; round < 12; round++) word()

  const next = (): number => word() / 2 ** 32
  const below = (limit: number): number => Math.floor(next() * limit)
  const letters = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[below(alphabet.length)]).join('')
  const hex = (length: number): string => letters('0123456789abcdef', length)
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (list) => {
      if (list.length === 0) throw new TypeError('pick from an empty list')
      return list[below(list.length)] as (typeof list)[number]
    },
    letters,
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${letters('89ab', 1)}${hex(3)}-${hex(12)}`,
    bytes: (length) => Uint8Array.from({ length }, () => word() & 0xff),
  }
}
