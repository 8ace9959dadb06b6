/**
 * Authorship verification on public lists: does a text come from its supposed sender, or from another member of the
 * same list? By hand: `node_modules/.bin/node bench/style/run.ts [--test] [--postings] [--keep FOLDER] MBOX…`.
 * Without `--test` the first 60 % of the time, on which everything was chosen; README.md has the protocol and results.
 */
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { cohortOf } from '../../src/enrich/style/cohort.ts'
import { fusedReading } from '../../src/enrich/style/fused-reading.ts'
import type { Habit } from '../../src/enrich/style/habits.ts'
import { withoutRepeats } from '../../src/enrich/style/repeated-lines.ts'
import { LEAST_CHARACTERS, styleMemory } from '../../src/enrich/style/style-memory.ts'
import { measures, type RawMeasures, writerModel } from '../../src/enrich/style/writer-model.ts'
import { listTexts } from './list-texts.ts'
import { auc, caught, equalError, interval } from './measure.ts'
import { folds, personOf, usable } from './trials.ts'

const SEEDS = [1, 2]
const KNOWN = [50, 25, 10]
const TUNED = 0.6
/** Habits that the mail program has a hand in. */
const FORM: ReadonlySet<Habit> = new Set([
  'wrap',
  'after-full-stop',
  'apostrophe',
  'quotes',
  'paragraph-length',
])

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    test: { type: 'boolean', default: false },
    postings: { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
})
if (positionals.length === 0) {
  console.error('usage: node bench/style/run.ts [--test] [--postings] [--keep FOLDER] MBOX…')
  process.exit(2)
}

interface Result {
  readonly target: string
  readonly list: string
  readonly genuine: boolean
  readonly score: number
  readonly raw: RawMeasures
  readonly parts: { readonly language: number; readonly likeness: number; readonly habits: number }
  readonly form: number
  readonly length: number
}

interface ListPart {
  readonly list: string
  readonly texts: ReturnType<typeof usable>
  readonly split: number
}

const lists: ListPart[] = []
for (const file of positionals) {
  const texts = usable(await listTexts(file, values.keep), values.postings)
  const split = texts[Math.floor(texts.length * TUNED)]?.time ?? 0
  lists.push({ list: basename(file), texts, split })
  console.log(`${basename(file)}: ${texts.length} usable texts`)
}
console.log(values.test ? 'test: the last 40 % of the texts' : 'tuning: the first 60 % of the texts')

for (const k of KNOWN) {
  const results: Result[] = []
  const targets = new Set<string>()
  const sizes: number[] = []
  let abstained = 0
  const build = { ms: 0, n: 0 }
  const read = { ms: 0, n: 0 }
  for (const { list, texts, split } of lists)
    for (const seed of SEEDS)
      for (const fold of folds(
        texts,
        values.test ? [split, Number.POSITIVE_INFINITY] : [0, split],
        k,
        split,
        seed,
      )) {
        const cohort = cohortOf(fold.cohort)
        sizes.push(cohort.writers.length)
        for (const task of fold.tasks) {
          const target = `${list} ${task.target}`
          targets.add(target)
          const began = cpu()
          const model = writerModel(task.target, task.known, cohort)
          const built = cpu()
          build.ms += built - began
          build.n++
          for (const { text, genuine } of task.trials) {
            const fresh = withoutRepeats(text, model.lines, false)
            const measured = measures(model, cohort, fresh)
            const reading = fusedReading(model, measured, fresh)
            const { language, likeness, habits } = reading.components
            if (
              fresh.length < LEAST_CHARACTERS ||
              language === undefined ||
              likeness === undefined ||
              habits === undefined
            ) {
              abstained++
              continue
            }
            results.push({
              target,
              list,
              genuine,
              score: reading.score,
              raw: measured.raw,
              parts: { language, likeness, habits },
              form: reading.habits.reduce(
                (sum, one) => sum + (FORM.has(one.habit as Habit) ? one.logRatio : 0),
                0,
              ),
              length: fresh.length,
            })
          }
          read.ms += cpu() - built
          read.n += task.trials.length
        }
      }
  console.log(
    `\nK = ${k}: ${targets.size} writers, ${results.length} texts, ${abstained} abstained, cohorts of ${Math.min(...sizes)} to ${Math.max(...sizes)}; ` +
      `model ${(build.ms / build.n).toFixed(1)} ms, reading ${(read.ms / read.n).toFixed(2)} ms of processor time`,
  )
  const rows: readonly (readonly [string, (one: Result) => number, (one: Result) => boolean])[] = [
    ['fused', ({ score }) => score, always],
    ['language model alone', ({ parts }) => parts.language, always],
    ['likeness alone', ({ parts }) => parts.likeness, always],
    ['habits alone', ({ parts }) => parts.habits, always],
    ['language model, uncalibrated', ({ raw }) => raw.language, always],
    ['likeness, uncalibrated', ({ raw }) => raw.likeness, always],
    ['habits, uncalibrated', ({ raw }) => raw.habits, always],
    ['without language model', ({ parts }) => parts.likeness + parts.habits, always],
    ['without likeness', ({ parts }) => parts.language + parts.habits, always],
    ['without habits', ({ parts }) => parts.language + parts.likeness, always],
    [
      'without habits of form',
      ({ parts, form }) => parts.language + parts.likeness + parts.habits - form / 2.5,
      always,
    ],
    ['60 to 200 characters', ({ score }) => score, ({ length }) => length < 200],
    ['200 to 500', ({ score }) => score, ({ length }) => length >= 200 && length < 500],
    ['500 and more', ({ score }) => score, ({ length }) => length >= 500],
    ...lists.map(
      ({ list }) => [list, ({ score }: Result) => score, (one: Result) => one.list === list] as const,
    ),
  ]
  for (const [name, score, kept] of rows) {
    const scored = results.filter(kept).map((one) => ({ ...one, score: score(one) }))
    const [low, high] = interval(scored)
    console.log(
      `${name.padEnd(30)} AUC ${auc(scored).toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]  EER ${(equalError(scored) * 100).toFixed(1).padStart(4)} %  ` +
        `caught at 5 % ${(caught(scored, 0.05) * 100).toFixed(0).padStart(3)} %, at 1 % ${(caught(scored, 0.01) * 100).toFixed(0).padStart(3)} %`,
    )
  }
}

// As a scan reads: in time order, everybody learned, also the impostor, whose text is the last one before by somebody
// else, so mostly of the same thread.
const EVERY = 15
for (const { list, texts, split } of lists) {
  const memory = styleMemory()
  const scored: { target: string; genuine: boolean; score: number }[] = []
  const silent = new Map<string, number>()
  let asked = 0
  let other: (typeof texts)[number] | undefined
  let previous: (typeof texts)[number] | undefined
  const began = cpu()
  for (const [index, one] of texts.entries()) {
    if (previous && personOf(previous) !== personOf(one)) other = previous
    if (one.time >= split && !values.test) break
    if (index % EVERY === 0 && other && one.time >= split === values.test)
      for (const [text, genuine] of [[one.text, true] as const, [other.text, false] as const]) {
        const { score, abstained } = memory.read(one.from, text)
        asked++
        if (abstained === undefined) scored.push({ target: one.from, genuine, score })
        else silent.set(abstained, (silent.get(abstained) ?? 0) + 1)
      }
    memory.learn(one.from, one.text)
    previous = one
  }
  const [low, high] = interval(scored)
  console.log(
    `\n${list} in order, impostors mostly of the same thread: ${asked} asked, ${scored.length} answered, ` +
      `${((cpu() - began) / asked).toFixed(2)} ms of processor time each with all models and cohorts; silent: ` +
      [...silent].map(([why, n]) => `${why} ${n}`).join(', '),
  )
  console.log(
    `AUC ${auc(scored).toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]  EER ${(equalError(scored) * 100).toFixed(1)} %  ` +
      `caught at 5 % ${(caught(scored, 0.05) * 100).toFixed(0)} %, at 1 % ${(caught(scored, 0.01) * 100).toFixed(0)} %`,
  )
}

function always(): boolean {
  return true
}

/** Milliseconds of processor time so far: on a busy machine wall time says nothing. */
function cpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
