/** Area under the curve, equal error rate and hits at fixed false alarms, with bootstrap over writers. */
import { stream } from './trials.ts'

export interface Scored {
  readonly target: string
  readonly genuine: boolean
  readonly score: number
}

/** Probability that an impostor's text scores above a genuine one; ties count half. */
export function auc(scored: readonly Scored[]): number {
  const sorted = [...scored].sort((a, b) => a.score - b.score)
  let sum = 0
  let genuine = 0
  let impostors = 0
  for (let i = 0; i < sorted.length; ) {
    let end = i
    let here = 0
    let there = 0
    while (end < sorted.length && sorted[end]?.score === sorted[i]?.score) {
      if (sorted[end]?.genuine) here++
      else there++
      end++
    }
    sum += there * (genuine + here / 2)
    genuine += here
    impostors += there
    i = end
  }
  return sum / (genuine * impostors)
}

/** Share of impostors above the score that `rate` of the genuine texts reach. */
export function caught(scored: readonly Scored[], rate: number): number {
  const genuine = scored.filter((one) => one.genuine).map(({ score }) => score)
  genuine.sort((a, b) => b - a)
  const limit = genuine[Math.floor(genuine.length * rate)] ?? Number.POSITIVE_INFINITY
  const others = scored.filter((one) => !one.genuine)
  return others.filter(({ score }) => score > limit).length / others.length
}

export function equalError(scored: readonly Scored[]): number {
  const sorted = [...scored].sort((a, b) => b.score - a.score)
  const genuine = sorted.filter((one) => one.genuine).length
  const impostors = sorted.length - genuine
  let alarms = 0
  let hits = 0
  for (const one of sorted) {
    if (one.genuine) alarms++
    else hits++
    if (alarms / genuine >= 1 - hits / impostors) return (alarms / genuine + 1 - hits / impostors) / 2
  }
  return Number.NaN
}

/** 95 % interval of the AUC, drawing writers with all their texts. */
export function interval(scored: readonly Scored[], draws = 400): readonly [number, number] {
  const byTarget = [...Map.groupBy(scored, ({ target }) => target).values()]
  const random = stream(17)
  const values: number[] = []
  for (let i = 0; i < draws; i++)
    values.push(auc(byTarget.flatMap(() => byTarget[Math.floor(random() * byTarget.length)] as Scored[])))
  values.sort((a, b) => a - b)
  return [values[Math.floor(draws * 0.025)] as number, values[Math.floor(draws * 0.975)] as number]
}
