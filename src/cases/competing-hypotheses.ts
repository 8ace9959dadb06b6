import type { AdmiraltyGrade, Consistency, Hypothesis, MatrixCell } from '../model/case.ts'
import type { MatrixResult } from '../model/case-matrix.ts'

/** What an item of the matrix weighs, 0 to 1. */
export interface MatrixItem {
  readonly id: string
  readonly grade?: AdmiraltyGrade
}

/** Weight of information by its grade; 6, and no grade, count as the middle. Sources are weighed by SOURCE. */
const INFORMATION: Readonly<Record<AdmiraltyGrade['information'], number>> = {
  1: 1,
  2: 0.8,
  3: 0.6,
  4: 0.4,
  5: 0.2,
  6: 0.5,
}
const SOURCE: Readonly<Record<AdmiraltyGrade['source'], number>> = {
  A: 1,
  B: 0.9,
  C: 0.7,
  D: 0.5,
  E: 0.2,
  F: 0.5,
}
const UNGRADED = 0.5

/**
 * Analysis of competing hypotheses (Heuer 1999, ch. 8): hypotheses in the order of least inconsistency. What is
 * consistent counts nothing, because evidence is mostly consistent with many hypotheses; it is listed only. With each
 * item left out in turn (step 6). Cells of unknown hypotheses or items are passed over; the last of two cells counts.
 */
export function weighHypotheses(
  hypotheses: readonly Hypothesis[],
  items: readonly MatrixItem[],
  cells: readonly MatrixCell[],
): MatrixResult {
  const values = new Map(cells.map((cell) => [key(cell.hypothesis, cell.item), cell.value]))
  const cellOf = (hypothesis: string, item: string): Consistency | undefined =>
    values.get(key(hypothesis, item))
  const scores = hypotheses.map((hypothesis) => {
    const of = (wanted: Consistency | undefined): readonly string[] =>
      items.filter(({ id }) => cellOf(hypothesis.id, id) === wanted).map(({ id }) => id)
    return { hypothesis, inconsistent: of('I'), consistent: of('C'), open: of(undefined) }
  })
  const weights = new Map(items.map((item) => [item.id, weightOf(item.grade)]))
  const scoreOf = (inconsistent: readonly string[], without?: string): number =>
    rounded(inconsistent.reduce((sum, item) => (item === without ? sum : sum + (weights.get(item) ?? 0)), 0))
  const firstOf = (without?: string): readonly string[] => {
    const all = scores.map(({ hypothesis, inconsistent }) => ({
      id: hypothesis.id,
      score: scoreOf(inconsistent, without),
    }))
    const least = Math.min(...all.map(({ score }) => score))
    return all.filter(({ score }) => score === least).map(({ id }) => id)
  }
  const first = firstOf()
  const diagnosed = items.map(({ id }) => {
    const without = firstOf(id)
    return {
      item: id,
      diagnosticity: diagnosticity(hypotheses.map((one) => cellOf(one.id, id))),
      ...(without.join() === first.join() ? {} : { without }),
    }
  })
  const ranked = scores
    .map((one) => ({ ...one, inconsistency: scoreOf(one.inconsistent) }))
    .sort((a, b) => a.inconsistency - b.inconsistency)
  return {
    kind: 'matrix-result',
    ranks: ranked.map((one) => ({
      ...one,
      rank: 1 + ranked.filter(({ inconsistency }) => inconsistency < one.inconsistency).length,
    })),
    items: diagnosed,
    first,
    fragile: diagnosed.some(({ without }) => without !== undefined),
  }
}

const key = (hypothesis: string, item: string): string => `${hypothesis} ${item}`
const rounded = (sum: number): number => Math.round(sum * 1e6) / 1e6

/** 0 to 1. Source and information are graded apart, so neither replaces the other. */
export function weightOf(grade: AdmiraltyGrade | undefined): number {
  return grade === undefined ? UNGRADED : SOURCE[grade.source] * INFORMATION[grade.information]
}

function diagnosticity(values: readonly (Consistency | undefined)[]): number {
  const said = values.filter((value) => value === 'C' || value === 'I' || value === 'N')
  let different = 0
  let pairs = 0
  for (const [index, one] of said.entries())
    for (const other of said.slice(index + 1)) {
      pairs++
      if (one !== other) different++
    }
  return pairs === 0 ? 0 : different / pairs
}
