/**
 * The mailbox question over simulated breaches. By hand:
 * `node_modules/.bin/node --conditions=counterfoil-source bench/leaks/guilt.ts [BREACHES] [SEED]`; README.md says what is
 * measured. Half of the organisations have 50 mailboxes, half 500.
 */
import { answerMailbox } from '../../src/leaks/guilt/answer.ts'
import { attractionOf } from '../../src/leaks/guilt/attraction.ts'
import { sourceName } from '../../src/leaks/guilt/guilt-model.ts'
import { holderBook } from '../../src/leaks/holdings/holder-book.ts'
import { breach } from './breach.ts'

const [count = '200', seed = 'test'] = process.argv.slice(2)
const bins = Array.from({ length: 10 }, () => ({ given: 0, right: 0, sum: 0 }))
let [unique, first, one, oneRight, namedRight, dated, datedRight, milliseconds] = [0, 0, 0, 0, 0, 0, 0, 0]
let [twins, toldApart, bothNamed] = [0, 0, 0]
/** One breach in so many is asked again with a twin of the true mailbox. */
const TWINS_EACH = 4
const verdicts = new Map<string, { all: number; right: number }>()
for (let i = 0; i < Number(count); i++) {
  const made = breach(`${seed} ${i}`, i % 2 === 0 ? 50 : 500)
  const attraction = attractionOf(made.documents, new Set(made.leaked.flat()))
  const start = performance.now()
  const items = made.leaked.map((versions, n) => ({
    id: `item ${n}`,
    versions: versions.map((document) => ({ document, share: 1 / versions.length })),
  }))
  const answer = answerMailbox(
    {
      items,
      book: holderBook(made.known),
      attraction,
      until: made.published,
    },
    { itemByItem: false },
  )
  milliseconds += performance.now() - start
  // the same with a second mailbox that held just what the source held
  if (i % TWINS_EACH === 0 && made.source !== 'server') {
    const twin = 'twin@campaign.example'
    const held = made.known.filter(({ holder }) => holder === made.source)
    const { verdict, named } = answerMailbox(
      {
        items,
        book: holderBook([...made.known, ...held.map((each) => ({ ...each, holder: twin }))]),
        attraction,
        until: made.published,
      },
      { itemByItem: false },
    )
    twins++
    const among = [made.source, twin].filter((name) => named.includes(name)).length
    if (verdict === 'one' && among > 0) toldApart++
    else if (among === 2) bothNamed++
  }
  const mailboxes = answer.sources.filter(({ source }) => source.kind === 'mailbox')
  const [best] = mailboxes
  const right = best !== undefined && sourceName(best.source) === made.source
  if (best !== undefined) {
    const bin = bins[Math.min(9, Math.floor(best.involved * 10))]
    if (bin) {
      bin.given++
      bin.sum += best.involved
      if (right) bin.right++
    }
  }
  if (made.unique) {
    unique++
    if (right) first++
  }
  const key = `${answer.verdict}, ${answer.because}`
  const tally = verdicts.get(key) ?? { all: 0, right: 0 }
  verdicts.set(key, tally)
  tally.all++
  if (answer.named.includes(made.source)) tally.right++
  if (answer.verdict === 'one') {
    one++
    if (right) oneRight++
  }
  if (answer.named.includes(made.source)) namedRight++
  if (right && best !== undefined) {
    dated++
    if (best.accessFrom <= made.access && made.access <= best.accessTo) datedRight++
  }
  if (process.env.LEAKS_SHOW && made.unique && !right)
    console.log(
      i,
      made.leaked.length,
      best && [sourceName(best.source), best.share.toFixed(2), best.held, best.sawAttraction.toFixed(0)],
      mailboxes.flatMap((each) =>
        sourceName(each.source) === made.source
          ? [[each.share.toFixed(2), each.held, each.sawAttraction.toFixed(0)]]
          : [],
      ),
    )
}
const per = (part: number, of: number): string =>
  `${part} of ${of} (${((100 * part) / Math.max(1, of)).toFixed(1)} %, ${interval(part, of)})`
/** 95 % interval of a share in per cent (Wilson 1927). */
function interval(part: number, of: number): string {
  if (of === 0) return 'none'
  const [z, p] = [1.96, part / of]
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of)
  return `${(100 * (middle - half)).toFixed(1)} to ${(100 * (middle + half)).toFixed(1)}`
}
console.log(`breaches ${count}, seed ${seed}; ${(milliseconds / Number(count)).toFixed(0)} ms each`)
console.log(`a unique answer is possible in ${unique}; the true mailbox first in ${per(first, unique)}`)
console.log(
  `one mailbox named in ${one}, right in ${per(oneRight, one)}; the true one among those named in ${per(namedRight, Number(count))}`,
)
console.log(`time of access inside the stated span when the mailbox is right: ${per(datedRight, dated)}`)
console.log(
  `with a twin of the true mailbox: one of the two named alone in ${per(toldApart, twins)}, both named together in ${bothNamed}`,
)
for (const [verdict, { all, right }] of [...verdicts].sort())
  console.log(`  ${verdict}: ${all}, the true one named in ${right}`)
console.log('share given to the first   right')
for (const [i, { given, right, sum }] of bins.entries())
  if (given > 0)
    console.log(
      `  ${(i / 10).toFixed(1)} to ${((i + 1) / 10).toFixed(1)}   ${per(right, given)}, mean share ${((100 * sum) / given).toFixed(0)} %`,
    )
