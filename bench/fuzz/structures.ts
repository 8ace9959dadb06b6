/** Writers of the formats that can lie inside a mail, for the grammar. */
import type { SeededRandom } from '../../src/testing/seeded-random.ts'
import type { Entity } from './grammar.ts'

export const STRUCTURES: readonly ((random: SeededRandom) => Entity)[] = []
