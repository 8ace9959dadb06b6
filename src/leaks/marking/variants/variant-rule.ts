import type { BlockWord } from './block-words.ts'
import type { MarkLanguage } from './language-of.ts'

/** A range of a block's text that can be written in another way. */
export interface Candidate {
  readonly rule: string
  readonly start: number
  readonly end: number
  readonly alternative: string
}

export interface RuleInput {
  readonly text: string
  readonly words: readonly BlockWord[]
  readonly language: MarkLanguage
}

/** Finds places of one kind. Pure; linear in the text. */
export type VariantRule = (input: RuleInput) => readonly Candidate[]

/** The first letter as large or small as in the model. */
export function cased(alternative: string, model: string): string {
  const first = model[0] ?? ''
  return first !== first.toLowerCase() ? alternative[0]!.toUpperCase() + alternative.slice(1) : alternative
}
