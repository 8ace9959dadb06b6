/** Proposes the places of a document that can be written in two ways, for its author to judge. */
import type { MarkPlace } from '../../../model/mark.ts'
import { type MasterText, type SourceEdit, type Span, sourceEdits, type TextBlock } from '../master-text.ts'
import { blockWords, touches, untouchable } from './block-words.ts'
import { languageOf, type MarkLanguage } from './language-of.ts'
import { contractionRule, hyphenRule, synonymRule } from './pair-rules.ts'
import {
  adverbRule,
  connectorRule,
  dateRule,
  numberRule,
  optionalThatRule,
  orderRule,
  serialCommaRule,
  thatWhichRule,
} from './sentence-rules.ts'
import { typographyCandidates } from './typography-rules.ts'
import type { Candidate, VariantRule } from './variant-rule.ts'

/** In the order of preference where two want the same words: what retyping keeps best comes first. */
const RULES: readonly VariantRule[] = [
  orderRule,
  connectorRule,
  adverbRule,
  thatWhichRule,
  synonymRule,
  contractionRule,
  numberRule,
  optionalThatRule,
  dateRule,
  hyphenRule,
  serialCommaRule,
]

/** Shorter paragraphs are labels, greetings and list words. */
const LEAST_WORDS = 5
/** Attack on time: a paragraph of a million words would be searched for every place again. */
const MAX_BLOCK = 50_000
/** Words between two places, so that each can be found by words that no mark changes. */
const WORDS_APART = 2

/** Places in the order of the text, numbered from 1, all of them open. */
export function proposePlaces(master: MasterText): readonly MarkPlace[] {
  const main = languageOf(master.blocks.map(({ text }) => text).join('\n'))
  const places: MarkPlace[] = []
  const add = (place: Omit<MarkPlace, 'id' | 'decision'>): void => {
    places.push({ id: places.length + 1, ...place, decision: 'open' })
  }
  for (const [number, block] of master.blocks.entries()) {
    if (block.role !== 'prose' || block.text.length > MAX_BLOCK) continue
    const words = blockWords(block.text)
    if (words.length < LEAST_WORDS) continue
    const language = languageOf(block.text) ?? main
    const wording = language === undefined ? [] : wordingOf(master, block, language)
    const typography = typographyOf(master, block, wording)
    const kept = [
      ...wording.map((candidate) => ({ candidate, layer: 'wording' as const })),
      ...typography.map((candidate) => ({ candidate, layer: 'typography' as const })),
    ].sort((a, b) => a.candidate.start - b.candidate.start)
    for (const { candidate, layer } of kept) {
      const { rule, start, end, alternative } = candidate
      add({ layer, rule, block: number, start, end, original: block.text.slice(start, end), alternative })
    }
    const taken = kept.flatMap(
      ({ candidate }) => sourceEdits(master, block, candidate, candidate.alternative) ?? [],
    )
    if (block.layout?.state === 0 && block.layout.edits.length > 0 && !meet(block.layout.edits, taken)) {
      const { rule, span = { start: 0, end: 0 } } = block.layout
      const original = block.text.slice(span.start, span.end)
      add({ layer: 'layout', rule, block: number, ...span, original, alternative: original })
    }
  }
  return places
}

function wordingOf(master: MasterText, block: TextBlock, language: MarkLanguage): readonly Candidate[] {
  const words = blockWords(block.text)
  const barred = untouchable(block)
  const kept: Candidate[] = []
  /** Word numbers that are part of a place or next to one. */
  const occupied = new Uint8Array(words.length)
  for (const rule of RULES)
    for (const candidate of rule({ text: block.text, words, language })) {
      if (candidate.alternative === block.text.slice(candidate.start, candidate.end)) continue
      if (touches(barred, candidate)) continue
      const first = words.findIndex((word) => word.end > candidate.start)
      let last = first
      while (last + 1 < words.length && words[last + 1]!.start < candidate.end) last++
      let free = first >= 0
      for (let i = first - WORDS_APART; free && i <= last + WORDS_APART; i++) if (occupied[i]) free = false
      if (!free || sourceEdits(master, block, candidate, candidate.alternative) === undefined) continue
      occupied.fill(1, first, last + 1)
      kept.push(candidate)
    }
  return kept
}

function typographyOf(
  master: MasterText,
  block: TextBlock,
  wording: readonly Candidate[],
): readonly Candidate[] {
  const barred: Span[] = [...block.fixed, ...wording]
  return typographyCandidates(block.text, master.format).filter(
    (candidate) =>
      !touches(barred, { start: candidate.start - 1, end: candidate.end + 1 }) &&
      sourceEdits(master, block, candidate, candidate.alternative) !== undefined,
  )
}

const meet = (some: readonly SourceEdit[], others: readonly SourceEdit[]): boolean =>
  some.some((one) => others.some((other) => one.start <= other.end && other.start <= one.end))
