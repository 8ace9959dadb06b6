import type { CaseEvidence, Claim } from '../model/case.ts'
import { refusal } from './case-error.ts'
import { LONGEST_NAME, LONGEST_TEXT } from './case-items.ts'
import type { ClaimInput } from './case-statements.ts'
import { attributedStatements } from './claims/attributed-statements.ts'

/** An article as text, and the byte of the file where a character of it stands. */
interface ArticleText {
  readonly text: string
  /** Ascending offsets to bytes; asked in any order. */
  readonly byteAt: (offset: number) => number
}

/** Bytes of an article. Attack: a file of gigabytes that never ends a sentence. */
const LARGEST = 16 * 1024 * 1024

/**
 * Statements of others that an article or report holds, as claims that wait for a person: each with the bytes of its
 * sentence. Denials are claims of their own. Text and Markdown; throws `CaseError` for what is no text.
 */
export function proposedClaims(
  bytes: Uint8Array,
  article: Pick<CaseEvidence, 'id' | 'name'>,
): readonly ClaimInput[] {
  const { text, byteAt } = articleText(bytes, article.name)
  return attributedStatements(text).map((one): ClaimInput => {
    const { speaker, sentence, when, about, to } = one
    const role = speaker.role === undefined ? '' : `, ${speaker.role}`
    return {
      // What is denied must not read as what is said.
      text: `${one.kind === 'denial' && !one.verbatim ? 'Denied: ' : ''}${one.text}`.slice(0, LONGEST_TEXT),
      verbatim: one.verbatim,
      speaker: `${speaker.name}${role}`.slice(0, LONGEST_NAME),
      ...(to !== undefined && { via: to.slice(0, LONGEST_NAME) }),
      ...aboutOf(about, when),
      label: 'claimed',
      readIn: {
        evidence: article.id,
        range: { start: byteAt(sentence.start), end: byteAt(sentence.end) },
      } satisfies Claim['readIn'],
      state: 'proposed',
    }
  })
}

/** What it is about; the article's words for when, as they name no date a program may rely on. */
function aboutOf(about: string | undefined, when: string | undefined): Pick<ClaimInput, 'about'> {
  const parts = [...(about === undefined ? [] : [about]), ...(when === undefined ? [] : [`said ${when}`])]
  return parts.length === 0 ? {} : { about: parts.join('; ').slice(0, LONGEST_TEXT) }
}

function articleText(bytes: Uint8Array, name: string): ArticleText {
  if (bytes.length > LARGEST)
    throw refusal(
      `${name}: ${bytes.length} bytes are more than an article has`,
      'give the text of the article alone',
    )
  const start = Buffer.from(bytes.subarray(0, 1_000)).toString('latin1')
  if (
    start.startsWith('%PDF-') ||
    /^\s*(?:<!doctype html|<html|<\?xml)/i.test(start) ||
    bytes.subarray(0, 4_000).includes(0)
  )
    throw refusal(
      `${name}: statements are read from plain text and Markdown`,
      'save the article as text (.txt), and give that; add the file itself as evidence, too',
    )
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { text, byteAt: utf8Places(text) }
  } catch {
    // One byte, one character: places stay right whatever the charset was.
    return { text: Buffer.from(bytes).toString('latin1'), byteAt: (offset) => offset }
  }
}

/** Bytes before every 1,024th character, so that each place costs a short walk only. */
function utf8Places(text: string): (offset: number) => number {
  const STEP = 1_024
  const marks: number[] = [0]
  for (let at = STEP; at < text.length; at += STEP)
    marks.push((marks.at(-1) ?? 0) + Buffer.byteLength(text.slice(at - STEP, at)))
  // A pair of surrogates that a mark cuts counts 3 + 3 bytes; both halves are looked at from the mark before it.
  for (let index = 1; index < marks.length; index++) {
    const code = text.charCodeAt(index * STEP)
    if (code >= 0xdc00 && code <= 0xdfff)
      marks[index] =
        (marks[index - 1] ?? 0) + Buffer.byteLength(text.slice((index - 1) * STEP, index * STEP - 1))
  }
  return (offset) => {
    const mark = Math.floor(offset / STEP)
    const code = text.charCodeAt(mark * STEP)
    const from = code >= 0xdc00 && code <= 0xdfff ? mark * STEP - 1 : mark * STEP
    return (marks[mark] ?? 0) + Buffer.byteLength(text.slice(from, offset))
  }
}
