import type { Sentence } from './sentences.ts'

export interface Turn {
  /** As the transcript names the speaker. */
  readonly label: string
  /** Offset in the text where the words of the sentence begin, behind the label. */
  readonly start: number
  /** Whether this speaker mostly asks. */
  readonly asks: boolean
}

/** The sentences of an interview with who speaks them. */
export type Turns = ReadonlyMap<Sentence, Turn>

/** `VERHAGEN: …`, `Mirela Sand: …`, `PRESENTER (MARA ELLIS): …` at the start of a paragraph. */
const LABEL =
  /^(\p{Lu}[\p{L}\p{M}.'’-]{0,40}(?: \p{Lu}[\p{L}\p{M}.'’-]{0,40}){0,3})(?: \((\p{Lu}[\p{L}\p{M} .'’-]{1,60})\))?:\s{1,3}(?=[^\s“"‘'])/u
const QUESTION = /^(?:Q|QUESTION)$/i
const ANSWER = /^(?:A|ANSWER)$/i
/** A first name and a surname. */
const FULL_NAME = /\p{Lu}[\p{Ll}\p{M}’'-]{1,30}(?: \p{Lu}[\p{L}\p{M}’'-]{1,30}){1,3}/gu

/** The turns of a transcript: two labels or more, at least one of them with several turns; else none. */
export function turnsOf(sentences: readonly Sentence[]): Turns {
  const turns = new Map<Sentence, { label: string; start: number }>()
  const counts = new Map<string, { turns: number; questions: number }>()
  let label = ''
  let paragraph = -1
  for (const [index, sentence] of sentences.entries()) {
    const opens = sentence.paragraph === paragraph ? null : LABEL.exec(sentence.text)
    if (sentence.paragraph !== paragraph) label = opens?.[2] ?? opens?.[1] ?? ''
    paragraph = sentence.paragraph
    if (label === '') continue
    turns.set(sentence, { label, start: sentence.start + (opens?.[0].length ?? 0) })
    const count = counts.get(label) ?? { turns: 0, questions: 0 }
    if (opens) count.turns++
    if (sentence.text.endsWith('?') && sentences[index + 1]?.paragraph !== paragraph) count.questions++
    counts.set(label, count)
  }
  if (counts.size < 2 || ![...counts.values()].some((one) => one.turns >= 3)) return new Map()
  const asks = (one: string): boolean => {
    if (QUESTION.test(one) || ANSWER.test(one)) return QUESTION.test(one)
    const { turns: all = 0, questions = 0 } = counts.get(one) ?? {}
    return questions * 2 >= all
  }
  const who = intervieweeIn(sentences, turns)
  return new Map(
    [...turns].map(([sentence, turn]) => [
      sentence,
      { ...turn, label: ANSWER.test(turn.label) ? who : turn.label, asks: asks(turn.label) },
    ]),
  )
}

/** Who answers under `A:`: the full name that stands most often before the first turn; empty when none does. */
function intervieweeIn(sentences: readonly Sentence[], turns: ReadonlyMap<Sentence, unknown>): string {
  const counts = new Map<string, number>()
  for (const sentence of sentences) {
    if (turns.has(sentence)) break
    for (const [name] of sentence.text.matchAll(FULL_NAME)) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}
