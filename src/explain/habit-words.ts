import { cutText } from './layout.ts'

/** UTF-16 units of one value. */
const MAX_VALUE = 60
/** How masked names stand in a style text. */
const NAME_SIGN = /¶/g

const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  it: 'Italian',
  pt: 'Portuguese',
  nl: 'Dutch',
  sv: 'Swedish',
  da: 'Danish',
  none: 'not told',
  latin: 'not told',
  cyrillic: 'in Cyrillic letters, not told',
}

/** A language or script of a style text as people call it. */
export function languageName(code: string): string {
  return LANGUAGES[code] ?? code
}

/** Habits whose value is quoted from the text; that of the others is a word of ours. */
const QUOTED: ReadonlySet<string> = new Set([
  'greeting',
  'closing',
  'last-mark',
  'short-forms',
  'sentence-opener',
  'okay',
  'emoticon',
])

/** The value of a habit of writing; names are masked in style texts and shown as NAME. Hostile text. */
export function valueText(habit: string, value: string): string {
  const shown = cutText(value.replace(NAME_SIGN, 'NAME'), MAX_VALUE)
  return value === 'none' || !QUOTED.has(habit) ? shown : `“${shown}”`
}
