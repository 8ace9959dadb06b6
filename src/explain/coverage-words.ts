import type { ScanSummary } from '../model/scan.ts'
import { listText } from './layout.ts'
import { CHANNEL_WORDS, GATE_WORDS, MODEL_NAMES } from './words.ts'

/** What could not be evaluated for one reason and number of messages. */
export interface CoverageGap {
  /** In plain words, a list for a sentence. */
  readonly what: string
  readonly why: string
  readonly messages: number
}

const KINDS: readonly (readonly [prefix: string, words: Readonly<Record<string, string>>])[] = [
  ['channel ', CHANNEL_WORDS],
  ['attacker model ', MODEL_NAMES],
  ['gate ', GATE_WORDS],
]

/** `channel path` becomes `way the mail took`; what is no name of ours stays as it is. */
function plainName(what: string): string {
  for (const [prefix, words] of KINDS) {
    const name = what.slice(prefix.length)
    if (what.startsWith(prefix) && Object.hasOwn(words, name)) return words[name] ?? what
  }
  return what
}

/** The gaps in plain words; those with one reason and as many messages are said in one sentence. Order is kept. */
export function coverageGaps({ coverage }: ScanSummary): readonly CoverageGap[] {
  const groups = new Map<string, { names: string[]; why: string; messages: number }>()
  for (const { what, why, messages } of coverage.notEvaluated) {
    const key = `${messages} ${why}`
    const group = groups.get(key) ?? { names: [], why, messages }
    group.names.push(plainName(what))
    groups.set(key, group)
  }
  return [...groups.values()].map(({ names, why, messages }) => ({ what: listText(names), why, messages }))
}
