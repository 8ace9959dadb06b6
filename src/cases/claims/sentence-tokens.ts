import type { Quotation } from './quotations.ts'
import type { Sentence } from './sentences.ts'

/** A word, a punctuation mark, or a whole quotation of a sentence; offsets in the text the sentence stands in. */
export interface Token {
  readonly kind: 'word' | 'mark' | 'quotation'
  readonly text: string
  /** Small letters, straight apostrophes; empty for a quotation. */
  readonly lower: string
  readonly start: number
  readonly end: number
  readonly quotation?: Quotation
}

/** `Brook & Daughters`: an ampersand by itself is a word. */
const WORD = /&(?=\s\p{Lu})|[\p{L}\p{N}@£$€#][\p{L}\p{M}\p{N}@&_./'’-]*(?:,\p{N}{3})*/uy
const INITIALS = /^(?:(?:\p{L}\.)+|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Cllr|St|Rev|Hon)\.)$/u
/** Longest remark in brackets that is passed over: `(Ind, Bridge End)`. */
const BRACKETS = 120

/** The tokens of a sentence. Remarks in round brackets are left out: they stand between a name and its verb. */
export function tokensOf({ text, start, quotations }: Sentence): readonly Token[] {
  const found: Token[] = []
  let next = 0
  for (let at = 0; at < text.length; ) {
    while ((quotations[next]?.start ?? Infinity) < start + at) next++
    const quotation = quotations[next]
    if (quotation !== undefined && at === quotation.start - start) {
      const to = quotation.end - start
      found.push({
        kind: 'quotation',
        text: text.slice(at, to),
        lower: '',
        start: start + at,
        end: start + to,
        quotation,
      })
      at = to
      next++
      continue
    }
    const char = text[at] ?? ''
    if (char === '(') {
      const close = text.slice(at, at + BRACKETS).indexOf(')')
      if (close > 0) {
        at += close + 1
        continue
      }
    }
    WORD.lastIndex = at
    let word = WORD.exec(text)?.[0]
    if (word !== undefined) {
      if (!INITIALS.test(word))
        word = word.replace(/[./'’-]{1,20}$/, (tail) =>
          /^['’]/.test(tail) && /s$/.test(word ?? '') ? (tail[0] ?? '') : '',
        )
      // `IT` and `US` are no pronouns.
      const lower = /^\p{Lu}{2,}$/u.test(word) ? word : word.replace(/’/g, "'").toLowerCase()
      found.push({ kind: 'word', text: word, lower, start: start + at, end: start + at + word.length })
      at += Math.max(1, word.length)
      continue
    }
    if (
      /[,;:.!?—–…]/.test(char) ||
      (char === '-' && /\s/.test(text[at - 1] ?? '') && /\s/.test(text[at + 1] ?? ''))
    )
      found.push({
        kind: 'mark',
        text: char,
        lower: /[—–-]/.test(char) ? '—' : char,
        start: start + at,
        end: start + at + 1,
      })
    at++
  }
  return found
}

/** How far a dateline goes: `PORT ALDER, Aug 14 (Example Wire) —`, `MEERUTPUR:`. */
const DATELINE = 9

/** The tokens behind a dateline or a label in capitals, when the sentence begins with one. */
export function withoutDateline(tokens: readonly Token[]): readonly Token[] {
  if (!/^\p{Lu}{3,}$/u.test(tokens[0]?.text ?? '')) return tokens
  const end = tokens.findIndex(({ lower }) => lower === '—' || lower === ':')
  if (end < 1 || end > DATELINE || tokens[end + 1]?.kind === 'quotation') return tokens
  const plain = tokens.slice(0, end).every((one) => one.kind === 'mark' || /^[\p{Lu}\p{N}]/u.test(one.text))
  return plain ? tokens.slice(end + 1) : tokens
}

export const isWord = (token: Token | undefined, words: ReadonlySet<string>): boolean =>
  token?.kind === 'word' && words.has(token.lower)

export const isCapital = (token: Token | undefined): boolean =>
  token?.kind === 'word' && /^[@\p{Lu}]/u.test(token.text)

export const isComma = (token: Token | undefined): boolean => token?.kind === 'mark' && token.text === ','

export const wordSet = (words: string): ReadonlySet<string> =>
  new Set(words.split(/\s+/).filter((one) => one !== ''))
