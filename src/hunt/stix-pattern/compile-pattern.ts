import type { Narrowing } from '../narrowing.ts'
import type { QueryError } from '../query-error.ts'
import { observationTest } from './observation.ts'
import { parsePattern } from './parse-pattern.ts'
import type { ObservationExpression } from './pattern.ts'
import { patternNarrowing } from './pattern-narrowing.ts'
import { type PatternRun, type RunNode, runAlternatives } from './pattern-run.ts'
import { unheldPaths } from './unheld-paths.ts'

/** A pattern ready to be held against observations. */
export interface CompiledPattern {
  readonly kind: 'compiled-pattern'
  readonly pattern: ObservationExpression
  /** Messages an index may leave out. */
  readonly narrowing: Narrowing
  /** Paths that records of mail never hold (`process:name`, `email-message:body`): to be said, as not searched. */
  readonly unheld: readonly string[]
  /** True when one observation alone decides, so that the order of messages means nothing. */
  readonly single: boolean
  /** A new evaluation, for observations in order of time. */
  start(): PatternRun
}

/**
 * Reads and compiles a STIX pattern. An error has the place in the text: of the syntax, or of an expression that has no
 * evaluation in linear time. Never throws.
 */
export function compilePattern(
  text: string,
): CompiledPattern | { readonly kind: 'error'; readonly error: QueryError } {
  const reading = parsePattern(text)
  if (reading.kind === 'error') return reading
  const { pattern } = reading
  let parts = 0
  const compile = (node: ObservationExpression): RunNode | QueryError => {
    if (node.kind === 'observation') {
      const test = observationTest(node.test)
      return typeof test === 'function' ? { kind: 'part', part: parts++, test } : test
    }
    const inner = node.kind === 'qualified' ? [node.of] : node.parts
    const compiled: RunNode[] = []
    for (const part of inner) {
      const one = compile(part)
      if ('message' in one) return one
      compiled.push(one)
    }
    const holds = new Set(compiled.flatMap((one) => (one.kind === 'part' ? [one.part] : [...one.holds])))
    return node.kind === 'qualified'
      ? { kind: 'qualified', of: compiled[0]!, qualifiers: node.qualifiers, holds }
      : { kind: node.kind, parts: compiled, holds }
  }
  // alternatives share nothing: each keeps only what it needs itself
  const alternatives: { node: RunNode; source: ObservationExpression }[] = []
  for (const source of joinedObservations(topAlternatives(pattern))) {
    const node = compile(source)
    if ('message' in node) return { kind: 'error', error: node }
    alternatives.push({ node, source })
  }
  return {
    kind: 'compiled-pattern',
    pattern,
    narrowing: patternNarrowing(pattern),
    unheld: unheldPaths(pattern),
    single: alternatives.every(({ node }) => node.kind === 'part'),
    start: () => runAlternatives(alternatives),
  }
}

/** `[a] OR [b]` is `[a OR b]`, when one observation alone decides. */
function joinedObservations(
  alternatives: readonly ObservationExpression[],
): readonly ObservationExpression[] {
  const single = alternatives.filter((one) => one.kind === 'observation')
  const [first] = single
  if (!first || single.length === 1) return alternatives
  const parts = single.flatMap(({ test }) => (test.kind === 'or' ? test.parts : [test]))
  return [
    { ...first, test: { kind: 'or', parts } },
    ...alternatives.filter((one) => one.kind !== 'observation'),
  ]
}

function topAlternatives(pattern: ObservationExpression): readonly ObservationExpression[] {
  return pattern.kind === 'or' ? pattern.parts.flatMap(topAlternatives) : [pattern]
}
