// What a trace is told in, once for text and for HTML.
import type { HolderOfItem, LeakedItem, LeakTrace, VersionMatch, WeighedSource } from '../model/leak-trace.ts'
import { countText, cutText, dateText, dayText, listText, numberText } from './layout.ts'
import { ANSWER_WORDS, MARK_WORDS, MATCH_WORDS, rivalWords } from './leak-words.ts'

export type LeakBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly style?: 'strong' | 'caution' }
  | { readonly kind: 'point'; readonly text: string; readonly level: 1 | 2 }

/** Entries of one list; JSON has all. */
const LISTED = 8
/** UTF-16 units of one quote or name. Attack: a file name of kilobytes. */
const QUOTE = 90
/** Of a reason, which quotes little. */
const REASON = 240
const cut = (text: string): string => cutText(text, QUOTE)

/** All that is told about a trace, in order: what was found, then the mailbox question, then what was searched. */
export function leakBlocks(trace: LeakTrace): readonly LeakBlock[] {
  return [...trace.items.flatMap(itemBlocks), ...answerBlocks(trace), ...searchedBlocks(trace)]
}

function itemBlocks(item: LeakedItem): readonly LeakBlock[] {
  // drafts of one paper mostly have one name: hash and time tell them apart
  const firstHeld = new Map<string, number>()
  for (const { document, from } of item.holders)
    firstHeld.set(document, Math.min(from, firstHeld.get(document) ?? Infinity))
  const nameOf = ({ document: { id, name } }: VersionMatch): string => {
    const from = firstHeld.get(id)
    const since = from === undefined ? '' : `, first held ${dayText(from)}`
    return `“${cut(name)}” (${id.slice(7, 19)}${since})`
  }
  const blocks: LeakBlock[] = [{ kind: 'heading', text: cut(item.name) }]
  const [best] = item.versions
  const text = (words: string, style?: 'strong' | 'caution'): void => {
    blocks.push({ kind: 'text', text: words, ...(style && { style }) })
  }
  if (item.found === 'no-text')
    text(
      item.sha256 === OF_NOTHING
        ? 'Not searched: the file is empty.'
        : 'Not searched: no text could be read in it, and no page can be drawn. Run OCR over it and leave the text beside it as NAME.txt.',
      'caution',
    )
  else if (item.found === 'none')
    text(
      item.boilerplate > 0.5
        ? 'Not found here. Most of it is text that stands in everybody’s mail.'
        : 'Not found here.',
    )
  else if (item.found === 'version' && best !== undefined)
    text(`Comes from ${nameOf(best)}: ${MATCH_WORDS[best.by]}${fitWords(best)}.`, 'strong')
  else
    text(
      `Comes from one of ${countText(item.versions.length, 'version')} that cannot be told apart by what leaked:`,
      'strong',
    )
  if (item.found === 'versions')
    for (const version of item.versions.slice(0, LISTED))
      blocks.push({
        kind: 'point',
        level: 1,
        text: `${nameOf(version)}, ${shareWords(version.share)}: ${MATCH_WORDS[version.by]}${fitWords(version)}`,
      })
  // the runner-up, as a version is never named without it
  const next = item.found === 'version' ? item.versions[1] : undefined
  if (next?.behind !== undefined)
    blocks.push({
      kind: 'point',
      level: 2,
      text: `next: ${nameOf(next)}, ${ratioWords(-next.behind)} less likely`,
    })
  for (const { kind, leaked, document } of best?.differences.slice(0, 4) ?? [])
    blocks.push({ kind: 'point', level: 2, text: differenceWords(kind, cut(leaked), cut(document)) })
  const holders = new Map(item.holders.map((each) => [each.holder, each]))
  if (holders.size > 0) {
    text(`Held by ${countText(holders.size, 'mailbox', 'mailboxes')}:`)
    for (const each of [...holders.values()].slice(0, LISTED))
      blocks.push({
        kind: 'point',
        level: 1,
        text: `${cut(each.holder)}, ${WAY_WORDS[each.way]} ${dateText(each.from)}${endWords(each)}`,
      })
    if (holders.size > LISTED)
      blocks.push({ kind: 'point', level: 1, text: `and ${numberText(holders.size - LISTED)} more` })
  } else if (item.versions.length > 0) text('Nobody is known to have held it.')
  if (item.marks.length > 0) {
    text('Marks in the file; any of them can be planted:')
    for (const { mark, value, place } of item.marks.slice(0, LISTED))
      blocks.push({ kind: 'point', level: 1, text: `${cut(value)} (${place}): ${MARK_WORDS[mark]}` })
    if (item.marks.length > LISTED)
      blocks.push({ kind: 'point', level: 1, text: `and ${numberText(item.marks.length - LISTED)} more` })
  }
  if (item.relatives.length > 0) {
    text('Files here that state the same origin:')
    for (const { name, shared } of item.relatives.slice(0, LISTED))
      blocks.push({ kind: 'point', level: 1, text: `“${cut(name)}”: ${shared.join('; ')}` })
  }
  for (const { detail } of item.issues.slice(0, 3))
    text(`Not read whole: ${cutText(detail, REASON).replace(/\.+$/, '')}.`, 'caution')
  return blocks
}

const WAY_WORDS = {
  sent: 'who sent it, since',
  received: 'since',
  list: 'a list, since',
  registered: 'registered, since',
  deleted: 'deleted by',
} as const

/** Until when it was held, as far as that is known. */
function endWords({ until, seen, trashed }: HolderOfItem): string {
  const last =
    seen === undefined
      ? ''
      : `, still there ${trashed ? 'among deleted mail ' : ''}in an export of about ${dayText(seen)}`
  return until === undefined ? last : `${last}, gone by ${dateText(until)}`
}

function differenceWords(kind: string, leaked: string, document: string): string {
  if (kind === 'added') return `only in the leak: “${leaked}”`
  if (kind === 'missing') return `only in the document: “${document}”`
  if (kind === 'apart') return `differs over a long stretch: “${leaked}” for “${document}”`
  return `“${leaked}” in the leak, “${document}” in the document`
}

/** Pages told of one match. */
const PAGES = 4

function fitWords({ words, pages, likeness }: VersionMatch): string {
  if (words !== undefined) return ` (${numberText(words[0])} of ${countText(words[1], 'word')} fit)`
  if (pages === undefined) return ''
  const told = pages
    .slice(0, PAGES)
    .map(([leaked, own]) => `page ${leaked} is like page ${own}`)
    .join(', ')
  const more = pages.length > PAGES ? ` and ${pages.length - PAGES} more` : ''
  return ` (${told}${more}; likeness ${(likeness ?? 0).toFixed(2)} of 1)`
}

const shareWords = (share: number): string => `${Math.min(99, Math.max(1, Math.round(share * 100)))} %`

function answerBlocks({ answer, items, until }: LeakTrace): readonly LeakBlock[] {
  const blocks: LeakBlock[] = [{ kind: 'heading', text: 'Which mailbox' }]
  const point = (text: string, level: 1 | 2 = 1): void => {
    blocks.push({ kind: 'point', level, text })
  }
  blocks.push({ kind: 'text', text: ANSWER_WORDS[answer.because], style: 'strong' })
  const mailboxes = answer.sources.filter(({ source }) => source.kind === 'mailbox')
  const traced = items.filter(({ found }) => found === 'version' || found === 'versions').length
  const top = mailboxes[0]
  for (const [i, source] of mailboxes
    .slice(0, answer.verdict === 'one' ? 4 : Math.max(4, answer.named.length))
    .slice(0, LISTED)
    .entries())
    point(sourceWords(source, i === 0 ? undefined : top, traced))
  if (answer.accessNotBefore !== undefined && top?.source.kind === 'mailbox')
    point(
      `If it was ${top.source.holder}: read on ${dayText(answer.accessNotBefore)} or later (the newest item it held came then), and before ${dayText(Math.min(until, top.accessTo))}.`,
    )
  const weighed = answer.items.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  const telling = weighed.slice(0, LISTED)
  if (telling.length > 0 && top !== undefined) {
    blocks.push({ kind: 'text', text: 'What each item adds, by leaving it out:' })
    for (const { item, holders, weight, bestWithout } of telling) {
      const name = top.source.kind === 'mailbox' ? top.source.holder : ''
      const changes =
        bestWithout !== name && bestWithout !== '' ? `; without it ${bestWithout} comes first` : ''
      point(
        `${cut(item)}: held by ${countText(holders, 'mailbox', 'mailboxes')}, ${weightWords(weight)}${changes}`,
      )
    }
    if (weighed.length > LISTED)
      point(`and ${countText(weighed.length - LISTED, 'item')} that say less; JSON has them`)
  }
  if (answer.rivals.length > 0) {
    blocks.push({ kind: 'text', text: 'What else would look like this:' })
    for (const rival of answer.rivals)
      point(`${rivalWords(rival)}${rival.share === undefined ? '' : ` (${smallShare(rival.share)})`}`)
  }
  if (answer.sources.length > 0)
    blocks.push({
      kind: 'text',
      text: 'Likelihoods are weighed over what is held here. They are a lead for whoever can look at access logs, and no proof against a person.',
      style: 'caution',
    })
  return blocks
}

function sourceWords(
  { source, involved, held, logLikelihood }: WeighedSource,
  best: WeighedSource | undefined,
  traced: number,
): string {
  const name = source.kind === 'mailbox' ? source.holder : ''
  const ratio =
    best === undefined
      ? ''
      : best.logLikelihood - logLikelihood < 1e-6
        ? ', as likely as the first'
        : `, ${ratioWords(best.logLikelihood - logLikelihood)} less likely than the first`
  return `${cut(name)}: likelihood ${smallShare(involved)}; held ${numberText(held)} of ${countText(traced, 'traced item')}${ratio}`
}

/** SHA-256 of no bytes. */
const OF_NOTHING = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** A ratio nearer to 1 than this tells nothing. */
const TELLING = Math.log(1.2)

const weightWords = (weight: number): string =>
  Math.abs(weight) < TELLING
    ? 'says nothing for or against the first'
    : `${weight > 0 ? 'for' : 'against'} the first by ${ratioWords(Math.abs(weight))}`

function ratioWords(log: number): string {
  const ratio = Math.exp(Math.min(log, 14))
  if (log >= 13.8) return 'more than a million times'
  return ratio < 10 ? `${ratio.toFixed(1)} times` : `${numberText(Number(ratio.toPrecision(2)))} times`
}

function smallShare(share: number): string {
  if (share > 0.99) return 'more than 99 %'
  return share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`
}

function searchedBlocks({ searched, until, items }: LeakTrace): readonly LeakBlock[] {
  const missing = items.filter(({ found }) => found === 'none').length
  const unsearched = items.filter(({ found }) => found === 'no-text').length
  const said = [
    `${countText(searched.documents, 'document')} of ${countText(searched.messages, 'mail')}`,
    `${countText(searched.holders, 'holder')}`,
  ]
  const blocks: LeakBlock[] = [
    { kind: 'heading', text: 'What was searched' },
    { kind: 'text', text: `${listText(said)}; holdings before ${dateText(until)} count.` },
  ]
  if (searched.unread > 0)
    blocks.push({
      kind: 'text',
      text: `${countText(searched.unread, 'mail')} could not be read again where the scan found ${searched.unread === 1 ? 'it' : 'them'}, so what ${searched.unread === 1 ? 'it' : 'they'} carried was not searched.`,
      style: 'caution',
    })
  if (missing > 0)
    blocks.push({
      kind: 'text',
      text: `${countText(missing, 'leaked item')} ${missing === 1 ? 'was' : 'were'} not found among them. That does not say that ${missing === 1 ? 'it' : 'they'} never ${missing === 1 ? 'was' : 'were'} here.`,
    })
  if (unsearched > 0)
    blocks.push({
      kind: 'text',
      text: `${countText(unsearched, 'leaked item')} could not be searched for: nothing is known of where ${unsearched === 1 ? 'it comes' : 'they come'} from.`,
      style: 'caution',
    })
  return blocks
}
