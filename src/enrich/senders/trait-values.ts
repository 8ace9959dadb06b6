/**
 * Trait values as numbers. A profile keeps 32 bits of each value, and all profiles share the texts, which are only
 * needed to show what is usual. A collision makes one strange value look known, one in four thousand million;
 * searching for one is no attack, as a value can be copied from any mail of the sender.
 */
import { type RecentMap, recentMap } from './recent-map.ts'
import { ABSENT } from './trait-counts.ts'

/**
 * Texts kept for an organisation, some 100 bytes each; twice as many at most. Attack: fresh values in every mail.
 * What falls out was not met in the last 200,000 different values, and is shown as `FORGOTTEN`; counting goes on.
 */
const TEXTS = 200_000
export const FORGOTTEN = '(not kept)'

export interface TraitValues {
  /** One number a trait; in the order of `names`. */
  vectorOf(names: readonly string[], traits: Readonly<Record<string, string | undefined>>): readonly number[]
  /** Keeps the texts of a vector that is learned. */
  keep(
    vector: readonly number[],
    names: readonly string[],
    traits: Readonly<Record<string, string | undefined>>,
  ): void
  textOf(value: number): string
}

export function traitValues(): TraitValues {
  const texts: RecentMap<number, string> = recentMap(TEXTS)
  return {
    vectorOf: (names, traits) => names.map((name) => valueKey(traits[name] ?? ABSENT)),
    keep(vector, names, traits) {
      for (let i = 0; i < names.length; i++) {
        const key = vector[i] as number
        if (texts.get(key) === undefined) texts.set(key, traits[names[i] as string] ?? ABSENT)
      }
    },
    textOf: (value) => (value === ABSENT_KEY ? ABSENT : (texts.get(value) ?? FORGOTTEN)),
  }
}

/** A signed number of 32 bits, which the engine keeps without an object. */
export function valueKey(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

const ABSENT_KEY = valueKey(ABSENT)
