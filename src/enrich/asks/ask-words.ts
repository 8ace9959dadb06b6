import type { AskKind } from '../../model/ask.ts'

/**
 * Lists are strings of phrases parted by `|`; white space around them does not count. A word may end in `*`: any
 * ending. `{a,b}` stands for either, also inside a word and for nothing (`{,new }`); groups do not nest. `@address`,
 * `@phone` and `@link` stand for what they say. Case and accents do not matter.
 */
export type Phrases = string

/** How one kind of request is worded. An ask is an act with an object near it, or one whole phrase. */
export interface AskWording {
  /** Verbs that become a request by their form: behind "please", at the beginning of a clause. */
  readonly acts?: Phrases
  /** Verb forms that are a request by themselves ("cliquez"). */
  readonly orders?: Phrases
  readonly objects?: Phrases
  /** Objects nobody has in an ordinary letter: they make the ask stronger. Also in `objects`. */
  readonly sharp?: Phrases
  /** What nobody but the reader has or gets: handed over or needed, whatever the verb, it is asked for. */
  readonly things?: Phrases
  /** Phrases that ask without further words. */
  readonly whole?: Phrases
}

/** The phrases of one language. */
export interface AskWords {
  /** ISO 639-1. */
  readonly language: string
  /** Frequent small words, only to tell the language. */
  readonly common: Phrases
  /** What makes a request of the verb beside it: "please", "could you", "you need to". */
  readonly please: Phrases
  /** The reader. */
  readonly you: Phrases
  readonly not: Phrases
  /** Negation also stands behind the verb. */
  readonly notFollows?: true
  /** Whoever acts instead of the reader: "we will …", right before a verb. */
  readonly others: Phrases
  /** Reported or warning speech: what follows is not asked here. */
  readonly told: Phrases
  /** Conditions right before a verb. */
  readonly unless: Phrases
  /** Words of a trade where sign-in, documents and reviews are daily talk. */
  readonly technical: Phrases
  /** Verbs of handing over, telling, fetching: with any of the `things` and the form of a request they ask for it. */
  readonly hand?: Phrases
  /** Their forms that are a request by themselves. */
  readonly orders?: Phrases
  /** Long words (from 7 letters on) of the lists that are also known with one letter wrong. */
  readonly misspelt?: Phrases
  /** What stands for a thing named in the sentence before: "send it over". */
  readonly it?: Phrases
  /** Verbs stand last: a need follows its thing at any distance. */
  readonly verbLast?: true
  /** The writer's need ("I'm looking for", "what is"): with any of the `things` it is a request by itself. */
  readonly need?: Phrases
  readonly soon: Phrases
  /** A bare verb at the beginning of a clause is an imperative. */
  readonly bareImperative?: true
  readonly asks: Readonly<Partial<Record<AskKind, AskWording>>>
}
