/**
 * What happens to a text on its way out: scanning, typing, cutting. Knows nothing of fingerprints, folding or
 * alignment: written from what OCR and people do, and drawn from its own random numbers.
 */
import type { SeededRandom } from '../../src/testing/seeded-random.ts'

/** Pairs that OCR programs confuse, as reported for tesseract and others; both directions. */
const CONFUSIONS: readonly (readonly [string, string])[] = [
  ['l', '1'], ['I', 'l'], ['O', '0'], ['o', '0'], ['S', '5'], ['B', '8'], ['Z', '2'], ['rn', 'm'], ['cl', 'd'],
  ['vv', 'w'], ['c', 'e'], ['e', 'o'], ['a', 'o'], ['h', 'b'], ['n', 'u'], ['t', 'f'], ['i', 'j'], ['g', 'q'],
  [',', '.'], [':', ';'], ['f', 'r'], ['y', 'v'], ['D', 'O'], ['U', 'V'], ['6', 'b'], ['9', 'g'], ['ii', 'n'],
  ['li', 'h'],
] // biome-ignore format: a table
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/**
 * Character noise at a rate: half of the errors confuse shapes, the others replace, drop, double or insert a letter, or
 * lose or add a space.
 */
export function characterNoise(text: string, rate: number, random: SeededRandom): string {
  let out = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string
    if (!random.chance(rate)) {
      out += letter
      continue
    }
    if (random.chance(0.5)) {
      const fitting = CONFUSIONS.flatMap(([a, b]) =>
        text.startsWith(a, at) ? [[a, b] as const] : text.startsWith(b, at) ? [[b, a] as const] : [],
      )
      if (fitting.length > 0) {
        const [from, to] = random.pick(fitting)
        out += to
        at += from.length - 1
        continue
      }
    }
    const kind = random.below(5)
    if (letter === ' ' || letter === '\n') out += kind < 3 ? '' : '  '
    else if (kind === 0) out += random.pick([...LETTERS])
    else if (kind === 1) out += ''
    else if (kind === 2) out += letter + letter
    else if (kind === 3) out += letter + random.pick([...LETTERS])
    else out += `${letter} `
  }
  return out
}

/** Words replaced at a rate by words of another text, as a person does who retypes in their own words. */
export function replacedWords(
  text: string,
  rate: number,
  others: readonly string[],
  random: SeededRandom,
): string {
  return text
    .split(/(\s+)/)
    .map((word) => (/\w/.test(word) && random.chance(rate) ? random.pick(others) : word))
    .join('')
}

/** A part of so many words, from a random place; the whole when it is shorter. */
export function excerpt(text: string, words: number, random: SeededRandom): string {
  const all = text.split(/\s+/).filter((word) => word !== '')
  const start = random.below(Math.max(1, all.length - words + 1))
  return all.slice(start, start + words).join(' ')
}

/** The words of a text, as a reader counts them. */
export const countWords = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
