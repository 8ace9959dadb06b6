/** What marked copies and a decoding say, in words. A mark names a copy; these words never name a person as source. */
import type {
  CopyScore,
  MarkDecoding,
  MarkedCopyRecord,
  MarkLayer,
  MarkPlace,
  MarkVerdict,
} from '../model/mark.ts'
import { jsonText } from './json-text.ts'
import { countText, cutText, dateText, numberText } from './layout.ts'
import { type Page, startPage, type TextOptions } from './page.ts'

const MAX_LISTED = 10
const FIELD = { indent: 2, at: 16 }

export const MARK_LAYER_WORDS: Readonly<Record<MarkLayer, string>> = {
  wording: 'wording (survives copying, OCR and retyping)',
  typography: 'signs and spaces (survive copying)',
  layout: 'layout (survives in copies of the file)',
}

/** What rules propose, for the author who judges it. */
export const MARK_RULE_WORDS: Readonly<Record<string, string>> = {
  synonym: 'another word',
  contraction: 'short or long form',
  hyphen: 'hyphen',
  'that-which': 'that or which',
  'optional-that': 'with or without “that”',
  'serial-comma': 'comma before the last item',
  number: 'number in words or digits',
  date: 'form of a date',
  order: 'order of two items',
  connector: 'place of a connecting word',
  adverb: 'place of an adverb',
  apostrophe: 'form of the apostrophe',
  dash: 'length of the dash',
  ellipsis: 'form of the ellipsis',
  'sentence-space': 'one or two spaces after a sentence',
  'letter-spacing': 'letter spacing of a paragraph',
  'line-end': 'where the first line of a paragraph ends',
}

/** What everybody who marks copies should know and say; printed with every set of copies. */
export const MARKING_NOTES: readonly string[] = [
  'A mark names a copy, not a person: whoever could open that copy, its device or its mailbox could pass it on.',
  'Tell the people who get copies that copies are marked. Marks set in secret cost trust, and in many places the law or a works council asks for notice.',
  'Somebody who retypes everything in other words, or compares two copies, can remove or mix the marks.',
  'Keep the key and the plan: without them nothing can be read. Whoever has both can make a copy that points at anybody.',
]

/** One proposal as the author sees it: the sentence in both forms, what differs in brackets. */
export function placeText(
  {
    number,
    of,
    place,
    before,
    at,
  }: {
    readonly number: number
    readonly of: number
    readonly place: MarkPlace
    readonly before: string
    /** Where the original stands in the sentence. */
    readonly at: number
  },
  options: TextOptions,
): string {
  const page = startPage(options)
  const head = cutStart(before.slice(0, at), 200)
  const tail = cutText(before.slice(at + place.original.length), 200)
  page.gap()
  page.text(`${numberText(number)} of ${numberText(of)} · ${MARK_RULE_WORDS[place.rule] ?? place.rule}`, {
    style: 'faint',
  })
  page.text({ exact: `${head}[${place.original}]${tail}` }, { mark: '  now  ' })
  page.text({ exact: `${head}[${place.alternative}]${tail}` }, { mark: '  or   ' })
  return page.toString()
}

const cutStart = (text: string, most: number): string => (text.length > most ? `…${text.slice(-most)}` : text)

/** What was made: copies, places, and what they can and cannot do. */
export function markedCopiesText(
  made: {
    readonly folder: string
    readonly copies: readonly MarkedCopyRecord[]
    readonly accepted: readonly MarkPlace[]
    readonly needed: number
    readonly plan: string
    readonly key: string
  },
  options: TextOptions,
): string {
  const page = startPage(options)
  page.text(`${countText(made.copies.length, 'marked copy', 'marked copies')} made`, { style: 'strong' })
  page.field('folder', { exact: made.folder }, FIELD)
  page.field('plan', { exact: made.plan }, FIELD)
  page.field('key', [{ exact: made.key }, ' (for the owner of this file only; it is never printed)'], FIELD)
  for (const layer of ['wording', 'typography', 'layout'] as const) {
    const count = made.accepted.filter((place) => place.layer === layer).length
    if (count > 0) page.field(countText(count, 'place'), MARK_LAYER_WORDS[layer], FIELD)
  }
  const wording = made.accepted.filter(({ layer }) => layer === 'wording').length
  page.gap()
  page.text(strengthWords(wording, made.needed))
  page.heading('Before you send them')
  for (const note of MARKING_NOTES) page.text(note, { mark: '• ' })
  return page.toString()
}

/** Three times the least number stands one misread place in ten (docs/marks.md has the measurements). */
function strengthWords(wording: number, needed: number): string {
  const least = `To name one of these copies, at least ${numberText(needed)} places have to be readable. Wording marks stand at ${countText(wording, 'place')}`
  if (wording < needed)
    return `${least}: a retyped or scanned text will not name a copy. Approve more places.`
  if (wording < needed * 3)
    return `${least}: enough for a whole text, not for an excerpt or one with many errors. ${numberText(needed * 3)} are better.`
  return `${least}: enough for a whole text in which one place of ten is misread, or for an excerpt of about ${numberText(Math.ceil((needed / wording) * 100))} % without errors.`
}

const HEADINGS: Readonly<Record<MarkVerdict, string>> = {
  'exact-copy': 'This file is one of the copies, byte for byte',
  'one-copy': 'The marks are those of one copy',
  'several-copies': 'The marks of more than one copy are in it',
  master: 'It reads as the unmarked document',
  'cannot-tell': 'Cannot tell which copy it came from',
}

/** What a suspect text says, with the chance of error and the runner-up. */
export function markDecodingText(decoding: MarkDecoding, options: TextOptions): string {
  const page = startPage(options)
  const { verdict, named, ranking, holders, needed } = decoding
  const read = decoding.layers.reduce((sum, layer) => sum + layer.read, 0)
  page.text(HEADINGS[verdict], {
    style: verdict === 'one-copy' || verdict === 'exact-copy' ? 'strong' : 'plain',
  })
  for (const score of named.slice(0, MAX_LISTED)) scoreLines(page, 'copy for', score)
  const next = ranking.find(({ recipient }) => !named.some((score) => score.recipient === recipient))
  if (named.length > 0 && next) scoreLines(page, 'next best', next)
  if (named.length === 0)
    for (const score of ranking.slice(0, 2))
      scoreLines(page, score === ranking[0] ? 'nearest' : 'next best', score)
  page.gap()
  page.field(
    'compared',
    `${countText(holders, 'copy', 'copies')}; chances are corrected for all of them`,
    FIELD,
  )
  for (const layer of decoding.layers)
    if (layer.places > 0)
      page.field(
        layer.layer,
        `${numberText(layer.read)} of ${countText(layer.places, 'place')} read${layer.levelled > 0 ? `; ${numberText(layer.levelled)} left out, as their kind was made uniform on the way` : ''}`,
        FIELD,
      )
  page.field('decided by', decoding.used === 'wording' ? 'wording alone' : 'all layers', FIELD)
  page.gap()
  page.text(conclusion(decoding, read))
  if (named.length > 0) {
    page.gap()
    page.text(
      'This names a copy, not a person. Whoever could open that copy, its device, its mailbox or a backup of them could have passed it on, with or without the recipient’s knowledge; and whoever holds the key and the plan can make such a copy. Look for how the copy travelled before you ask anybody.',
    )
  }
  if (verdict === 'cannot-tell' && read < needed)
    page.text(
      `With ${countText(holders, 'copy', 'copies')} at least ${numberText(needed)} readable places are needed.`,
    )
  return page.toString()
}

function scoreLines(page: Page, label: string, score: CopyScore): void {
  page.field(label, { exact: score.recipient }, FIELD)
  if (score.of === 0) return
  page.field(
    '',
    `${numberText(score.agree)} of ${countText(score.of, 'place')} agree; an unrelated copy does so with chance ${chanceText(score.chance)}, one of all copies with ${chanceText(score.corrected)}`,
    FIELD,
  )
}

function conclusion({ verdict, threshold, asMaster, ranking, named }: MarkDecoding, read: number): string {
  const of = ranking[0]?.of ?? 0
  switch (verdict) {
    case 'exact-copy':
      return 'The SHA-256 of the file is that of the copy as it was made.'
    case 'one-copy':
      return `A copy is named only when chance would name any of them in at most ${chanceText(threshold)} of unrelated texts.`
    case 'several-copies':
      return `${countText(named.length, 'copy', 'copies')} agree more than chance allows: the text was mixed from them, or one was marked after another.`
    case 'master':
      return `All ${countText(asMaster, 'place')} that could be read are written as in the unmarked document. It comes from the document itself or from a draft, not from a copy made with this plan.`
    case 'cannot-tell':
      return read === 0
        ? 'None of the marked places is in it, or nothing around them could be found.'
        : `No copy agrees more than chance allows (${chanceText(threshold)}). ${numberText(asMaster)} of ${countText(of, 'place')} are written as in the unmarked document. A text of another origin, too short an excerpt, and a mixture of several copies all look like this.`
  }
}

/** `1 in 1,000`; `1 in 10^56` for what nobody counts; a percentage above one in ten. */
export function chanceText(chance: number): string {
  if (chance >= 0.995) return '1'
  if (chance > 0.1) return `${Math.round(chance * 100)} %`
  if (chance <= 0) return 'less than 1 in 10^300'
  const power = Math.floor(-Math.log10(chance))
  return power >= 7 ? `1 in 10^${power}` : `1 in ${numberText(Number((1 / chance).toPrecision(2)))}`
}

/** The fields of `MarkDecoding` as one JSON document. Values are raw; the key is not among them. */
export function markDecodingJson({ kind: _, ...decoding }: MarkDecoding): string {
  return `${jsonText({ type: 'mark-decoding', ...decoding }, true)}\n`
}

/** What `leak mark` made, as one JSON document. */
export function markedCopiesJson(made: Parameters<typeof markedCopiesText>[0]): string {
  return `${jsonText({ type: 'marked-copies', folder: made.folder, plan: made.plan, places: made.accepted.length, needed: made.needed, copies: made.copies }, true)}\n`
}

/** When earlier copies were made, for the note that they are kept. */
export const copyTimeText = (copy: MarkedCopyRecord): string => dateText(copy.time)
