/** What generated mail says and where it leads: word lists, kept apart for tuning and for the test. */
import { LURES_TEST } from './lures-test.ts'
import { LURES_TUNE } from './lures-tune.ts'
import type { Dice } from './random.ts'

export type Language = 'en' | 'de' | 'fr' | 'es'

/**
 * A text with choices: `[a|b|c]` is one of them, `{link}` the link, `{name}` the reader's first name, `{topic}` a
 * subject of the list, `{day}` a weekday.
 */
export interface LureTemplate {
  readonly language: Language
  readonly subject: string
  readonly text: string
}

export interface Lures {
  /** Mail that shares a link; honest mail says just this, so twins draw from it too. */
  readonly sharing: readonly LureTemplate[]
  /** Mail that asks for something without a link. */
  readonly asking: readonly LureTemplate[]
  /** Words before a forwarded mail, and the forwarded mail itself. */
  readonly covering: readonly LureTemplate[]
  readonly forwarded: readonly LureTemplate[]
  readonly greetings: Readonly<Record<Language, readonly string[]>>
  readonly closings: Readonly<Record<Language, readonly string[]>>
  /** Building blocks of host names nobody has. */
  readonly syllables: readonly string[]
  readonly words: readonly string[]
  readonly endings: readonly string[]
  readonly paths: readonly string[]
  /** Well-known hosts that carry or hide other people's pages, with how their links look. */
  readonly couriers: readonly string[]
  readonly givenNames: readonly string[]
  readonly familyNames: readonly string[]
}

/**
 * The word lists of a period; nothing is in both but what a language has only one of. `asking` takes the place of the
 * period's own requests in the languages it has.
 */
export function luresFor(period: 'tune' | 'test', asking: readonly LureTemplate[] = []): Lures {
  const own = period === 'tune' ? LURES_TUNE : LURES_TEST
  const languages = new Set(asking.map(({ language }) => language))
  return { ...own, asking: [...own.asking.filter(({ language }) => !languages.has(language)), ...asking] }
}

/** Chooses among `[a|b]`; choices do not nest. */
export function chosen(text: string, dice: Dice): string {
  return text.replace(/\[([^[\]]*\|[^[\]]*)\]/g, (_whole, options: string) => dice.pick(options.split('|')))
}

const CHARS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** `*` random letters and figures (as many as stars), `~` a word. */
export function filledPath(pattern: string, lures: Lures, dice: Dice): string {
  return pattern
    .replace(/~/g, () => dice.pick(lures.words))
    .replace(/\*/g, () => dice.pick([...CHARS]))
    .replace(/#/g, () => String(dice.below(10)))
}

/** A host name put together from syllables and words, in several habits of naming. */
export function inventedHost(lures: Lures, dice: Dice): string {
  const made = (n: number): string => Array.from({ length: n }, () => dice.pick(lures.syllables)).join('')
  const name = dice.pick([
    () => made(2 + dice.below(2)),
    () => `${made(2)}-${dice.pick(lures.words)}`,
    () => `${dice.pick(lures.words)}${made(2)}`,
    () => `${made(2)}${dice.pick(lures.words)}`,
  ])()
  const ending = dice.pick(lures.endings)
  const host = dice.pick(['', '', '', 'www.', `${dice.pick(lures.words)}.`])
  return `${host}${name}.${ending}`
}
