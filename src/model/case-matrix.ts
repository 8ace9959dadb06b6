import type { Hypothesis } from './case.ts'

/** A hypothesis and what speaks against it. */
export interface HypothesisRank {
  readonly hypothesis: Hypothesis
  /** 1 for the least inconsistent; equal scores have equal ranks. */
  readonly rank: number
  /** Sum of the weights of items that are inconsistent with it. */
  readonly inconsistency: number
  readonly inconsistent: readonly string[]
  readonly consistent: readonly string[]
  /** Items nobody has weighed against it yet. */
  readonly open: readonly string[]
}

export interface ItemDiagnosticity {
  readonly item: string
  /**
   * How far the item tells hypotheses apart: the share of pairs of them for which it says different things, 0 to 1.
   * What is consistent with all of them tells nothing, however true it is.
   */
  readonly diagnosticity: number
  /** Hypotheses that stand first when it is left out; absent when that changes nothing. */
  readonly without?: readonly string[]
}

export interface MatrixResult {
  readonly kind: 'matrix-result'
  readonly ranks: readonly HypothesisRank[]
  readonly items: readonly ItemDiagnosticity[]
  /** Ids of all that stand first. More than one: the evidence cannot tell them apart. */
  readonly first: readonly string[]
  /** True when leaving out a single item changes what stands first. */
  readonly fragile: boolean
}
