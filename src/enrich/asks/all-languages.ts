import type { AskWords } from './ask-words.ts'
import { dutch } from './phrases/dutch.ts'
import { english } from './phrases/english.ts'
import { french } from './phrases/french.ts'
import { german } from './phrases/german.ts'
import { italian } from './phrases/italian.ts'
import { portuguese } from './phrases/portuguese.ts'
import { spanish } from './phrases/spanish.ts'
import { swedish } from './phrases/swedish.ts'

/** Every language there are phrases for; a mail is read in all of them at once. */
export const ALL_LANGUAGES: readonly AskWords[] = [
  english,
  german,
  french,
  spanish,
  italian,
  portuguese,
  dutch,
  swedish,
]
