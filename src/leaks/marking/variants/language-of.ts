/** Which of our languages a text is in, by its most frequent words. */
export type MarkLanguage = 'en' | 'de' | 'fr' | 'es'

const FREQUENT: Readonly<Record<MarkLanguage, ReadonlySet<string>>> = {
  en: new Set(
    'the of and to in is that for it was with be by this are from have has will not we they which'.split(' '),
  ),
  de: new Set(
    'der die das und ist nicht den von zu mit auf für im dem ein eine wird werden sich auch des als'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le la les des et est dans du que pour une par sur pas au ce qui avec sont nous cette aux'.split(' '),
  ),
  es: new Set(
    'el los las del que en por con una para es se no su al lo como más este esta son han'.split(' '),
  ),
}

/** The language with the most frequent words, when it has two more than any other; undefined for too little text. */
export function languageOf(text: string): MarkLanguage | undefined {
  const counts: Record<MarkLanguage, number> = { en: 0, de: 0, fr: 0, es: 0 }
  const languages = Object.keys(FREQUENT) as MarkLanguage[]
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu))
    for (const language of languages) if (FREQUENT[language].has(word)) counts[language]++
  const [first, second] = languages.sort((a, b) => counts[b] - counts[a])
  return counts[first!] >= counts[second!] + 2 ? first : undefined
}
