/** The code alone: recipients, places, misread marks, unrelated texts and colluders, without any document. */

import { type CopyBits, copyBits } from '../../src/leaks/marking/mark-code.ts'
import { scoreCopies } from '../../src/leaks/marking/score-copies.ts'
import type { MarkPlace, MarkReading } from '../../src/model/mark.ts'
import { type SeededRandom, seededRandom } from '../../src/testing/seeded-random.ts'

const place = (id: number): MarkPlace => ({
  id,
  layer: 'wording',
  rule: 'synonym',
  block: 0,
  start: id,
  end: id,
  original: 'a',
  alternative: 'b',
  decision: 'accepted',
})

/** Bits of many recipients, computed once: the same functions as in the product, remembered. */
function codesOf(
  key: Uint8Array,
  document: string,
  recipients: readonly string[],
): ReadonlyMap<string, CopyBits> {
  return new Map(recipients.map((recipient) => [recipient, copyBits(key, document, recipient)]))
}

export interface Setting {
  readonly recipients: number
  readonly places: number
  /** Share of places that read as the other form. */
  readonly errors: number
  /** Share of places that cannot be read. */
  readonly erased: number
}

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `reader-${i}@example.org`)

function readingsOf(
  bits: (id: number) => 0 | 1,
  { places, errors, erased }: Setting,
  random: SeededRandom,
): readonly MarkReading[] {
  return Array.from({ length: places }, (_, i) => {
    const id = i + 1
    if (random.chance(erased)) return { place: place(id), bit: undefined, seen: '' }
    const bit = bits(id)
    return { place: place(id), bit: random.chance(errors) ? ((1 - bit) as 0 | 1) : bit, seen: 'x' }
  })
}

/** A new key for every trial, so that no lucky key decides. */
const keyOf = (random: SeededRandom): Uint8Array => random.bytes(32)

/** How often the right copy is the only one named, another is named (alone or beside it), and none is. */
export function identification(
  setting: Setting,
  trials: number,
  seed: string,
): { right: number; wrong: number; none: number } {
  const random = seededRandom(seed)
  const recipients = names(setting.recipients)
  const found = { right: 0, wrong: 0, none: 0 }
  for (let trial = 0; trial < trials; trial++) {
    const codes = codesOf(keyOf(random), `document ${trial}`, recipients)
    const leaker = random.pick(recipients)
    const readings = readingsOf(codes.get(leaker)!, setting, random)
    const { named } = scoreCopies(readings, recipients, (recipient) => codes.get(recipient)!)
    if (named.some(({ recipient }) => recipient !== leaker)) found.wrong++
    else if (named.length === 1) found.right++
    else found.none++
  }
  return found
}

/** Texts that come from no copy of the list: of somebody else, or with every place written by chance. */
export function falseAccusations(setting: Setting, trials: number, seed: string): number {
  const random = seededRandom(seed)
  const recipients = names(setting.recipients)
  let accused = 0
  let codes = codesOf(keyOf(random), 'document', recipients)
  for (let trial = 0; trial < trials; trial++) {
    // A new key every hundred texts; codes of 500 recipients take most of the time.
    if (trial % 100 === 0) codes = codesOf(keyOf(random), `document ${trial}`, recipients)
    const chance = (): 0 | 1 => (random.chance(0.5) ? 1 : 0)
    // Half of them are written by chance, half lean to the master's words as real texts do.
    const lean = (): 0 | 1 => (random.chance(0.2) ? 1 : 0)
    const readings = readingsOf(trial % 2 === 0 ? chance : lean, setting, random)
    if (scoreCopies(readings, recipients, (recipient) => codes.get(recipient)!).named.length > 0) accused++
  }
  return accused
}

/** Colluders compare their copies and take one of the forms by chance wherever these differ. */
export function collusion(
  setting: Setting,
  colluders: number,
  trials: number,
  seed: string,
): { some: number; all: number; innocent: number } {
  const random = seededRandom(seed)
  const recipients = names(setting.recipients)
  const found = { some: 0, all: 0, innocent: 0 }
  for (let trial = 0; trial < trials; trial++) {
    const codes = codesOf(keyOf(random), `document ${trial}`, recipients)
    const guilty = new Set<string>()
    while (guilty.size < colluders) guilty.add(random.pick(recipients))
    const bits = [...guilty].map((recipient) => codes.get(recipient)!)
    const readings = readingsOf((id) => random.pick(bits)(id), setting, random)
    const { named } = scoreCopies(readings, recipients, (recipient) => codes.get(recipient)!)
    const caught = named.filter(({ recipient }) => guilty.has(recipient)).length
    if (caught > 0) found.some++
    if (caught === colluders) found.all++
    if (named.some(({ recipient }) => !guilty.has(recipient))) found.innocent++
  }
  return found
}
