/** Other characters for the same mark. They survive copying, not retyping, and programs make some of them uniform. */
import type { MarkFormat } from '../../../model/mark.ts'
import type { Candidate } from './variant-rule.ts'

interface CharacterPair {
  readonly rule: string
  readonly pattern: RegExp
  /** Offset of what changes, in the match. */
  readonly skip: number
  readonly original: string
  readonly alternative: string
  /** Formats that fold the difference away before anybody sees it. */
  readonly not?: readonly MarkFormat[]
}

const PAIRS: readonly CharacterPair[] = [
  // Retyping and mail programs turn one into the other, hence a class that is left out when it has become uniform.
  { rule: 'apostrophe', pattern: /\p{L}'(?=\p{L})/gu, skip: 1, original: "'", alternative: '’' },
  { rule: 'apostrophe', pattern: /\p{L}’(?=\p{L})/gu, skip: 1, original: '’', alternative: "'" },
  { rule: 'dash', pattern: / – /g, skip: 1, original: '–', alternative: '—' },
  { rule: 'dash', pattern: / — /g, skip: 1, original: '—', alternative: '–' },
  { rule: 'ellipsis', pattern: /\p{L}…/gu, skip: 1, original: '…', alternative: '...' },
  { rule: 'ellipsis', pattern: /\p{L}\.\.\.(?!\.)/gu, skip: 1, original: '...', alternative: '…' },
  // White space is folded by browsers and by Markdown, and an odd double space in HTML source is no mark.
  {
    rule: 'sentence-space',
    pattern: /[\p{Ll})][.!?] (?=\p{Lu}\p{Ll})/gu,
    skip: 2,
    original: ' ',
    alternative: '  ',
    not: ['html'],
  },
]

/** Non-overlapping, in the order of the text. */
export function typographyCandidates(text: string, format: MarkFormat): readonly Candidate[] {
  const found: Candidate[] = []
  for (const { rule, pattern, skip, original, alternative, not } of PAIRS) {
    if (not?.includes(format)) continue
    for (const match of text.matchAll(pattern))
      found.push({ rule, start: match.index + skip, end: match.index + skip + original.length, alternative })
  }
  return found.sort((a, b) => a.start - b.start)
}
