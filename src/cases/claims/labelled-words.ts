import {
  DOCUMENT,
  ORGANISATION_NAME,
  ORGANISATION_NOUN,
  PERSON_NOUN,
  phraseFrom,
  type Subject,
  subjectBefore,
  subjectOfSentence,
} from './noun-phrases.ts'
import { clausePart, type Part } from './said-part.ts'
import { isWord, type Token, wordSet } from './sentence-tokens.ts'
import type { Sentence } from './sentences.ts'
import type { SpeakerMemory } from './speakers.ts'

/** `IT contractor Sable Systems: “…”`, `Brandt was blunt: “…”` */
export function labelled(
  tokens: readonly Token[],
  own: readonly number[],
  memory: SpeakerMemory,
): readonly Part[] {
  const at = own.find((index) => tokens[index - 1]?.lower === ':')
  if (at === undefined) return []
  const bare = tokens.slice(0, at - 1)
  if (bare.length === 1 && HEADING.test(bare[0]?.text ?? '')) return []
  const subject = makerBefore(bare) ?? subjectOfSentence(bare) ?? subjectBefore(tokens, at - 1)
  const pieces = subject?.pieces.map((piece, index) => (index === 0 ? piece.replace(OWN_WORDS, '') : piece))
  const speaker = pieces && memory.resolve(pieces[0] === subject?.pieces[0] ? pieces : pieces.slice(0, 1))
  if (speaker === undefined) return []
  return own
    .filter((index) => index >= at)
    .flatMap((index) => {
      const one = tokens[index]?.quotation
      return one ? [{ speaker, verbatim: true, place: { start: one.from, end: one.to }, denied: false }] : []
    })
}

/** `TRANSCRIPT: “The Late Hour”` */
const HEADING =
  /^(?:transcript|video|watch|read|listen|photos?|picture|update|updated|exclusive|breaking|opinion|analysis|live|note|source|caption|more|related|headline|subject|title|re)$/i

/** `Here is the full statement from the National Cyber Centre`: whose paper it is. */
function makerBefore(tokens: readonly Token[]): Subject | undefined {
  const by = tokens.findLastIndex(
    (one, index) =>
      isWord(one, MAKER) &&
      tokens.slice(Math.max(0, index - 2), index).some(({ text }) => DOCUMENT.test(text)),
  )
  const found = by < 0 ? undefined : phraseFrom(tokens, by + 1, false)
  return found?.to === tokens.length ? found : undefined
}
const MAKER = wordSet('from by')

/** Words of a label in a list, at most, and of what it says, at least. */
const LABEL_WORDS = 5
const SAID_WORDS = 3

/** `• Minister: no sign of a foreign state`, in a list of headlines. */
export function bulleted(
  { text }: Sentence,
  tokens: readonly Token[],
  memory: SpeakerMemory,
): readonly Part[] | undefined {
  if (!/^[•*·‣–-]\s/.test(text)) return undefined
  const from = tokens.findIndex(({ kind }) => kind === 'word')
  const colon = tokens.findIndex(({ lower }) => lower === ':')
  const words = tokens.slice(from, colon)
  const label = words.map((one) => one.text).join(' ')
  if (colon < 0 || words.length > LABEL_WORDS || words.some(({ kind }) => kind !== 'word')) return undefined
  if (!PERSON_NOUN.test(label) && !ORGANISATION_NOUN.test(label) && !ORGANISATION_NAME.test(label))
    return undefined
  if (tokens.length - colon <= SAID_WORDS || tokens[colon + 1]?.kind !== 'word') return undefined
  const speaker = memory.resolve([label])
  const part = speaker && clausePart(tokens, colon + 1, tokens.length, speaker, false)
  return part && [part]
}

/** `Velora’s line`: what is Velora's. */
const OWN_WORDS = /['’]s? (?:line|words?|answer|reply|response|verdict|message|comment|statement)$/
