import { htmlReport } from '../hunt/read/report-text.ts'
import type { CaseEvidence, Claim } from '../model/case.ts'
import { refusal } from './case-error.ts'
import { LONGEST_NAME, LONGEST_TEXT } from './case-items.ts'
import type { ClaimInput } from './case-statements.ts'
import { attributedStatements } from './claims/attributed-statements.ts'
import { type Speaker, TITLES } from './claims/speakers.ts'
import type { PagedText } from './read-article.ts'

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
 * sentence, and with the day it was said where the article's own day leaves no choice. Denials are claims of their own.
 * Text, Markdown and HTML; throws `CaseError` for what is no text. `pages` says where pages begin in an extracted text.
 */
export function proposedClaims(
  bytes: Uint8Array,
  article: Pick<CaseEvidence, 'id' | 'name' | 'time'>,
  pages: PagedText['pages'] = [],
): readonly ClaimInput[] {
  const { text, byteAt } = articleText(bytes, article.name)
  return attributedStatements(text, article.time).map((one): ClaimInput => {
    const { speaker, sentence, when, about, to, said } = one
    const page = pages.findLast(({ start }) => start <= one.place.start)?.page
    return {
      // What is denied must not read as what is said.
      text: (one.kind === 'denial' && !one.verbatim ? `Denied: ${denied(one.text)}` : one.text).slice(
        0,
        LONGEST_TEXT,
      ),
      verbatim: one.verbatim,
      speaker: speakerWords(speaker).slice(0, LONGEST_NAME),
      ...(to !== undefined && { via: to.slice(0, LONGEST_NAME) }),
      ...aboutOf(about, when),
      ...(said !== undefined && { said }),
      label: 'claimed',
      readIn: {
        evidence: article.id,
        range: { start: byteAt(sentence.start), end: byteAt(sentence.end) },
        ...(page !== undefined && { page }),
      } satisfies Claim['readIn'],
      state: 'proposed',
    }
  })
}

/** `Mr Fenn, a harbour pilot`; `Dana Whitlock, a spokeswoman for the campaign`. */
function speakerWords({ name, role = '' }: Speaker): string {
  const [first = '', ...others] = role.split(', ')
  const titled = TITLES.test(first) ? [`${first} ${name}`, ...others] : [name, ...(role === '' ? [] : [role])]
  return titled.join(', ')
}

/** A word that points back says nothing alone: `Mr Fenn denied it`. */
const denied = (text: string): string =>
  /^(?:(?:all|any|most|some|much|none) of )?(?:it|this|that|them|these|those)(?: all)?$/i.test(text)
    ? `what was said before (“${text}”)`
    : text

/** What it is about, and the article's own words for when. */
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
  if (start.startsWith('%PDF-') || bytes.subarray(0, 4_000).includes(0))
    throw refusal(
      `${name}: this is no text that statements could be read from`,
      'give the article as text, Markdown, HTML or PDF; add other files as evidence',
    )
  const { text, byteAt } = decoded(bytes)
  if (!/<(?:!doctype html|html|body|article)[\s>]/i.test(start)) return { text, byteAt }
  const page = htmlReport(text)
  return { text: page.text, byteAt: (offset) => byteAt(page.place(offset)) }
}

function decoded(bytes: Uint8Array): ArticleText {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { text, byteAt: utf8Places(text) }
  } catch {
    // One byte, one character: places stay right whatever the charset was.
    return { text: Buffer.from(bytes).toString('latin1'), byteAt: (offset) => offset }
  }
}

/** Characters between two marks. */
const STEP = 1_024

/** Bytes before every so many characters are counted once, so that each place costs a short walk only. */
function utf8Places(text: string): (offset: number) => number {
  // A mark never parts a pair of surrogates, whose halves alone would count as other characters.
  const markAt = (index: number): number => {
    const code = text.charCodeAt(index * STEP)
    return code >= 0xdc00 && code <= 0xdfff ? index * STEP - 1 : index * STEP
  }
  const bytesBefore: number[] = [0]
  for (let index = 1; index * STEP <= text.length; index++)
    bytesBefore.push(
      (bytesBefore[index - 1] ?? 0) + Buffer.byteLength(text.slice(markAt(index - 1), markAt(index))),
    )
  return (offset) => {
    const index = Math.floor(offset / STEP)
    return (bytesBefore[index] ?? 0) + Buffer.byteLength(text.slice(markAt(index), offset))
  }
}
