/** What each habit is called when a person reads about it; one without an entry is called by its own name. */
export const HABIT_NAMES: Readonly<Record<string, string>> = {
  greeting: 'greeting',
  closing: 'sign-off',
  signed: 'name at the end',
  wrap: 'line length',
  'opening-case': 'first letter of the text',
  'sentence-case': 'first letters of sentences',
  'i-case': 'the word “I”',
  apostrophe: 'apostrophes',
  contractions: 'contractions (don’t, it’s)',
  dash: 'dashes',
  ellipsis: 'dots in a row',
  exclamation: 'exclamation marks',
  'doubled-marks': 'doubled marks (!!, ??)',
  emoticon: 'smileys',
  'after-full-stop': 'blanks after a full stop',
  'before-mark': 'blank before a mark',
  quotes: 'quotation marks',
  brackets: 'words in brackets',
  semicolon: 'semicolons',
  'list-mark': 'list marks',
  emphasis: 'emphasis',
  paragraphs: 'paragraphs',
  'paragraph-length': 'length of paragraphs',
  'last-mark': 'last mark',
  'short-forms': 'short forms (btw, fyi)',
  'sentence-opener': 'favourite first word',
  okay: 'way of writing okay',
  capitals: 'words in capitals',
  language: 'language',
}

/** How one habit of a text compares with the writer's known texts. */
export interface HabitReading {
  readonly habit: string
  /** The writer's most frequent value, how often, of how many texts in which the habit could be told. */
  readonly usual: string
  readonly usualSeen: number
  readonly of: number
  /** This text's value, and how often the writer had it. */
  readonly here: string
  readonly seen: number
  /** log P(here | others) − log P(here | writer), nats, smoothed; positive speaks for another hand. */
  readonly logRatio: number
}

/** Why nothing is said about a text. */
export type StyleAbstention =
  | 'short-text' // fewer than `LEAST_CHARACTERS`
  | 'few-texts' // fewer than `LEAST_TEXTS` known texts of the writer
  | 'few-writers' // too few other well-known writers to compare with
  | 'other-script' // the known texts are in another script
  | 'other-language' // the known texts are in another language

/** Standard scores against what the writer's own texts reach; positive: less like the writer. */
export interface StyleComponents {
  /** Character language-model ratio against reference writers. */
  readonly language?: number
  /** Character n-gram likeness, normalised by the cohort. */
  readonly likeness?: number
  /** Habits, as a log-likelihood ratio. */
  readonly habits?: number
}

/** What the style of one text says about whether its supposed writer wrote it. Never enough for an alert alone. */
export interface StyleReading {
  readonly kind: 'style'
  /** Standard score, larger = more of a stranger; 0 when nothing is said. */
  readonly score: number
  /** Known texts of the writer that were compared with. */
  readonly n: number
  readonly components: StyleComponents
  /** Most telling first; only those that could be told here and before. */
  readonly habits: readonly HabitReading[]
  /** Set when the score says nothing: why. */
  readonly abstained?: StyleAbstention
}
