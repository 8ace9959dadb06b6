/**
 * Can one mail's header alone, without any history, tell an attack from its twin? Logistic regression on hashed
 * features, cross-validated by sender. Above 0.6 the generator has left a mark.
 */
import { hash } from 'node:crypto'
import { takeApart } from './raw-header.ts'

/** What a classifier without a past could look at. */
export function headerMarks(bytes: Uint8Array): readonly string[] {
  const { fields } = takeApart(bytes)
  const marks: string[] = []
  const key = (index: number): string => fields[index]?.name ?? ''
  for (const [index, { name, value }] of fields.entries()) {
    marks.push(
      `has ${name}`,
      `next ${name}>${key(index + 1)}`,
      `folds ${name} ${Math.min(3, value.split('\n').length)}`,
    )
    marks.push(`lead ${name} ${/^\s*/.exec(value)?.[0].length}`)
  }
  const of = (name: string): string => fields.find((one) => one.key === name)?.value.trim() ?? ''
  const shape = (text: string): string =>
    text
      .replace(/[A-Z]+/g, 'A')
      .replace(/[a-z]+/g, 'a')
      .replace(/\d+/g, (n) => `9${Math.min(n.length, 9)}`)
      .slice(0, 60)
  for (const name of [
    'message-id',
    'date',
    'mime-version',
    'content-type',
    'content-transfer-encoding',
    'user-agent',
    'x-mailer',
  ])
    marks.push(`${name} ${shape(of(name))}`)
  const count = (name: string): number => (of(name) === '' ? 0 : of(name).split('@').length - 1)
  marks.push(
    `to ${Math.min(6, count('to'))}`,
    `cc ${Math.min(12, count('cc'))}`,
    `received ${fields.filter((one) => one.key === 'received').length}`,
  )
  const date = new Date(of('date').replace(/\([^)]*\)/g, ''))
  if (!Number.isNaN(date.getTime())) marks.push(`hour ${date.getUTCHours() >> 1}`, `day ${date.getUTCDay()}`)
  marks.push(`references ${Math.min(8, count('references'))}`)
  const subject = of('subject')
  marks.push(`subject length ${Math.min(8, subject.length >> 3)}`, `subject case ${/^[A-Z]/.test(subject)}`)
  for (const word of subject.toLowerCase().match(/[\p{L}]{2,}/gu) ?? []) marks.push(`word ${word}`)
  return marks
}

export interface Marked {
  readonly sender: string
  readonly attack: boolean
  readonly marks: readonly string[]
}

const BUCKETS = 4096
const FOLDS = 5
const ROUNDS = 30
const RATE = 0.05
const DECAY = 1e-3

/** Area under the ROC curve of held-out scores; 0.5 when there is nothing to tell. */
export function headerAuc(mails: readonly Marked[]): number {
  const rows = mails.map((one) => ({
    fold: hash('sha256', one.sender, 'buffer').readUInt32LE(0) % FOLDS,
    attack: one.attack,
    on: [...new Set(one.marks.map((mark) => hash('sha256', mark, 'buffer').readUInt32LE(0) % BUCKETS))],
  }))
  const scored: { readonly score: number; readonly attack: boolean }[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = new Float64Array(BUCKETS + 1)
    const train = rows.filter((one) => one.fold !== fold)
    for (let round = 0; round < ROUNDS; round++)
      for (const row of train) {
        const error = (row.attack ? 1 : 0) - sigmoid(sum(weights, row.on))
        const step = RATE * error
        for (const at of row.on) weights[at]! += step - RATE * DECAY * weights[at]!
        weights[BUCKETS]! += step
      }
    for (const row of rows)
      if (row.fold === fold) scored.push({ score: sum(weights, row.on), attack: row.attack })
  }
  return areaUnderCurve(scored)
}

function sum(weights: Float64Array, on: readonly number[]): number {
  let all = weights[BUCKETS]!
  for (const at of on) all += weights[at]!
  return all
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** Chance that an attack scores above a twin, ties counted half (Mann-Whitney). */
export function areaUnderCurve(
  scored: readonly { readonly score: number; readonly attack: boolean }[],
): number {
  const sorted = [...scored].sort((a, b) => a.score - b.score)
  let ranks = 0
  let attacks = 0
  for (let i = 0; i < sorted.length; ) {
    let j = i
    while (j < sorted.length && sorted[j]!.score === sorted[i]!.score) j++
    for (let k = i; k < j; k++)
      if (sorted[k]!.attack) {
        attacks++
        ranks += (i + j + 1) / 2
      }
    i = j
  }
  const twins = sorted.length - attacks
  return attacks === 0 || twins === 0 ? 0.5 : (ranks - (attacks * (attacks + 1)) / 2) / (attacks * twins)
}
