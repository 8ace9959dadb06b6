import type { AskWords } from './ask-words.ts'
import { arabic } from './phrases/arabic.ts'
import { czech } from './phrases/czech.ts'
import { dutch } from './phrases/dutch.ts'
import { english } from './phrases/english.ts'
import { french } from './phrases/french.ts'
import { german } from './phrases/german.ts'
import { hebrew } from './phrases/hebrew.ts'
import { italian } from './phrases/italian.ts'
import { persian } from './phrases/persian.ts'
import { polish } from './phrases/polish.ts'
import { portuguese } from './phrases/portuguese.ts'
import { russian } from './phrases/russian.ts'
import { spanish } from './phrases/spanish.ts'
import { swedish } from './phrases/swedish.ts'
import { turkish } from './phrases/turkish.ts'
import { ukrainian } from './phrases/ukrainian.ts'

/** Every language there are phrases for; a mail is read in all of them at once. */
export const ALL_LANGUAGES: readonly AskWords[] = [
  arabic,
  czech,
  dutch,
  english,
  french,
  german,
  hebrew,
  italian,
  persian,
  polish,
  portuguese,
  russian,
  spanish,
  swedish,
  turkish,
  ukrainian,
]
