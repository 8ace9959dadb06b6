// From weighed sources to what may be said: one mailbox, several, or that it cannot be told. Never a bare name: sizes of
// the holder sets, ratios to the rivals, what each item contributes, and what else would look the same.
import type {
  ItemWeight,
  MailboxAnswer,
  RivalSource,
  SourceGuess,
  WeighedSource,
} from '../../model/leak-trace.ts'
import { type GuiltQuestion, sourceName, type TracedItem, weighSources } from './guilt-model.ts'

/** Ratio below which two sources are not told apart. */
const TOLD_APART = Math.log(3)
/** Items left out in turn. Beyond so many the newest and the least-held matter, and those are kept. */
const LEFT_OUT = 60
/** Mailboxes weighed again without an item: whoever is far behind with all items is not first without one. */
const WEIGHED_AGAIN = 24
/** Belief that one mailbox needs to be named alone. */
const NAMED = 0.5

export interface AnswerOptions {
  /** Holders that stand for members nobody knows here. */
  readonly lists?: ReadonlySet<string>
  /** What each item contributes, by leaving it out; default true. Takes as many times longer as there are items. */
  readonly itemByItem?: boolean
}

/** Answers the mailbox question. */
export function answerMailbox(question: GuiltQuestion, options: AnswerOptions = {}): MailboxAnswer {
  const sources = weighSources(question).filter(({ held }) => held > 0)
  const mailboxes = sources.filter(({ source }) => source.kind === 'mailbox')
  const [best] = mailboxes
  const empty = {
    kind: 'mailbox-answer',
    verdict: 'cannot-tell',
    named: [],
    sources,
    items: [],
    rivals: [],
  } as const
  if (question.items.length === 0) return { ...empty, because: 'no-items' }
  if (best === undefined) return { ...empty, because: 'nobody-held' }
  const name = sourceName(best.source)
  const close = mailboxes.filter(({ logLikelihood }) => logLikelihood > best.logLikelihood - TOLD_APART)
  const elsewhere = sources.find(({ source }) => source.kind === 'elsewhere')
  const twins = close.filter(({ logLikelihood }) => best.logLikelihood - logLikelihood < 1e-6)
  const said = (): Pick<MailboxAnswer, 'verdict' | 'named' | 'because'> => {
    const named = close.map(({ source }) => sourceName(source))
    if (elsewhere !== undefined && elsewhere.share * Math.exp(TOLD_APART) > best.involved)
      return { verdict: 'cannot-tell', named, because: 'elsewhere-as-good' }
    if (twins.length > 1) return { verdict: 'several', named, because: 'same-holdings' }
    if (close.length > 1 || best.involved < NAMED) return { verdict: 'several', named, because: 'too-close' }
    return { verdict: 'one', named: [name], because: 'best' }
  }
  const accessNotBefore = newestHeld(question, name)
  return {
    kind: 'mailbox-answer',
    ...said(),
    sources,
    items:
      options.itemByItem === false
        ? []
        : itemWeights(
            question,
            mailboxes.slice(0, WEIGHED_AGAIN).map(({ source }) => sourceName(source)),
          ),
    rivals: rivalsOf(
      best,
      sources,
      twins.map(({ source }) => sourceName(source)),
      options.lists ?? new Set(),
    ),
    ...(accessNotBefore !== undefined && { accessNotBefore }),
  }
}

function newestHeld({ items, book, until }: GuiltQuestion, holder: string): number | undefined {
  const held = book.held(holder)
  let newest: number | undefined
  for (const { versions } of items) {
    // an item that may be one of several versions came with the first of them at the earliest
    const times = versions.flatMap(({ document, share }) => {
      const from = held.get(document)?.from
      return from === undefined || from >= until || share < 0.05 ? [] : [from]
    })
    if (times.length > 0) newest = Math.max(newest ?? -Infinity, Math.min(...times))
  }
  return newest
}

function itemWeights(asked: GuiltQuestion, close: readonly string[]): readonly ItemWeight[] {
  const { items, book, until } = asked
  const [best = ''] = close
  const question = { ...asked, without: new Set(book.allHolders.filter((holder) => !close.includes(holder))) }
  const holdersOf = (item: TracedItem): number => {
    const holders = new Set<string>()
    for (const { document } of item.versions)
      for (const [holder, { from }] of book.holders(document)) if (from < until) holders.add(holder)
    return holders.size
  }
  // how far the best is before whoever comes next
  const lead = (sources: readonly WeighedSource[]): number => {
    let [own, next] = [-Infinity, -Infinity]
    for (const { source, logLikelihood } of sources)
      if (source.kind === 'mailbox' && source.holder === best) own = logLikelihood
      else if (source.kind === 'mailbox') next = Math.max(next, logLikelihood)
    return next === -Infinity ? 0 : own - next
  }
  const all = lead(weighSources(question))
  return items
    .map((item) => ({ item, holders: holdersOf(item) }))
    .sort((a, b) => a.holders - b.holders)
    .slice(0, LEFT_OUT)
    .map(({ item, holders }): ItemWeight => {
      const without = weighSources({ ...question, items: items.filter((each) => each !== item) })
      const first = without.find(({ source, held }) => source.kind === 'mailbox' && held > 0)
      const held = book.held(best)
      return {
        item: item.id,
        holders,
        heldByBest: item.versions.some(({ document }) => (held.get(document)?.from ?? Infinity) < until),
        weight: all - lead(without),
        bestWithout: first === undefined ? '' : sourceName(first.source),
      }
    })
}

function rivalsOf(
  best: WeighedSource,
  sources: readonly WeighedSource[],
  twins: readonly string[],
  lists: ReadonlySet<string>,
): readonly RivalSource[] {
  const name = sourceName(best.source)
  const share = (of: (source: SourceGuess) => boolean): number =>
    sources.reduce((sum, each) => sum + (of(each.source) ? each.share : 0), 0)
  const rivals: RivalSource[] = []
  const others = twins.filter((twin) => twin !== name)
  if (others.length > 0) rivals.push({ kind: 'same-holdings', holders: others })
  const pair = sources.find(({ source }) => source.kind === 'two-mailboxes')
  if (pair?.source.kind === 'two-mailboxes')
    rivals.push({
      kind: 'second-mailbox',
      holders: pair.source.holders,
      share: share(({ kind }) => kind === 'two-mailboxes'),
    })
  rivals.push({ kind: 'elsewhere', holders: [], share: share(({ kind }) => kind === 'elsewhere') })
  // what the mailbox held its owner, their devices and their helpers held as well: holdings cannot tell these apart
  rivals.push({ kind: 'owner-or-device', holders: [name] })
  const listed = sources.flatMap(({ source, held }) =>
    source.kind === 'mailbox' && held > 0 && lists.has(source.holder) ? [source.holder] : [],
  )
  if (listed.length > 0) rivals.push({ kind: 'list-members', holders: listed.slice(0, 10) })
  if (best.held < 3) rivals.push({ kind: 'chance', holders: [name] })
  return rivals
}
