import type { AskWords } from './ask-words.ts'
import { english } from './phrases/english.ts'
import { french } from './phrases/french.ts'
import { german } from './phrases/german.ts'

/** Every language there are phrases for; a mail is read in all of them at once. */
export const ALL_LANGUAGES: readonly AskWords[] = [english, german, french]
