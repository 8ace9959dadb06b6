import type { QueryError } from '../query-error.ts'
import { pathValues } from './object-path.ts'
import type { ObservedData, ObservedObject, ObservedPlace } from './observed-data.ts'
import { type ComparisonExpression, type PatternLiteral, type PropertyTest, pathText } from './pattern.ts'
import { type Limit, type ValueTest, valueTest } from './property-test.ts'

/** Objects of different types are tried together at most so often. Attack: ten types with 200 objects each. */
const JOINT_LIMIT = 4_096
/** Characters of a value kept as proof. */
const QUOTE_LIMIT = 300

/** A value that made a test hold. */
export interface Witness {
  /** Of the pattern. */
  readonly path: string
  /** Hostile text. */
  readonly value: string
  readonly seen?: ObservedPlace
}

/** What makes an observation fit; `undefined` when it does not. `limit` is called when a limit decided. */
export type ObservationTest = (data: ObservedData, limit: Limit) => readonly Witness[] | undefined

type Formula =
  | {
      readonly kind: 'test'
      readonly type: string
      readonly leaf: number
      readonly regex: boolean
      readonly holds: LeafTest
    }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Formula[] }
type LeafTest = (object: ObservedObject, data: ObservedData, limit: Limit) => Witness | undefined

/**
 * Compiles what stands between square brackets. Tests of the same object type speak of one and the same object (as in
 * the OASIS matcher); tests of different types joined by AND speak of objects of the same observation.
 */
export function observationTest(expression: ComparisonExpression): ObservationTest | QueryError {
  let leaves = 0
  const compile = (node: ComparisonExpression): Formula | QueryError => {
    if ('parts' in node) {
      const parts: Formula[] = []
      for (const part of node.kind === 'or' ? joinedEqualities(node.parts) : node.parts) {
        const compiled = compile(part)
        if ('message' in compiled) return compiled
        parts.push(compiled)
      }
      // expressions last: they take longest, and the others often decide
      return { kind: node.kind, parts: parts.toSorted((a, b) => Number(hasRegex(a)) - Number(hasRegex(b))) }
    }
    const { path, negated } = node
    const name = pathText(path)
    const leaf = leaves++
    if (node.kind === 'exists') {
      const holds: LeafTest = (object, data) => {
        const value = pathValues(path, object, data).find((one) => one.value !== null)
        return (value !== undefined) !== negated ? witness(name, value?.value, value?.seen()) : undefined
      }
      return { kind: 'test', type: path.type, leaf, regex: false, holds }
    }
    const passes = valueTest(node)
    if (typeof passes !== 'function') return passes
    return {
      kind: 'test',
      type: path.type,
      leaf,
      regex: node.operator === 'MATCHES',
      holds: leafTest(name, path, passes),
    }
  }
  const formula = compile(expression)
  return 'message' in formula ? formula : planned(formula)
}

/**
 * `a = 'x' OR a = 'y'` is one look at `a` with a list of values: feeds write hundreds of hashes so. Literals of
 * several types fit one list here, as equality takes each by itself.
 */
function joinedEqualities(parts: readonly ComparisonExpression[]): readonly ComparisonExpression[] {
  const others: ComparisonExpression[] = []
  const byPath = new Map<string, { readonly first: PropertyTest; readonly values: PatternLiteral[] }>()
  for (const part of parts) {
    if (part.kind !== 'test' || part.negated || (part.operator !== '=' && part.operator !== 'IN')) {
      others.push(part)
      continue
    }
    const name = pathText(part.path)
    const known = byPath.get(name)
    if (known) for (const value of part.values) known.values.push(value)
    else byPath.set(name, { first: part, values: [...part.values] })
  }
  const joined = [...byPath.values()].map(
    ({ first, values }): PropertyTest => ({ ...first, operator: 'IN', values }),
  )
  return [...joined, ...others]
}

function hasRegex(formula: Formula): boolean {
  return formula.kind === 'test' ? formula.regex : formula.parts.some(hasRegex)
}

function leafTest(name: string, path: Parameters<typeof pathValues>[0], passes: ValueTest): LeafTest {
  return (object, data, limit) => {
    for (const value of pathValues(path, object, data))
      if (passes(value, limit)) return witness(name, value.value, value.seen())
    return undefined
  }
}

function witness(path: string, value: unknown, seen: ObservedPlace | undefined): Witness {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
  return { path, value: text.slice(0, QUOTE_LIMIT), ...(seen ? { seen } : {}) }
}

/** Chooses how to evaluate: object by object where one type is enough, part by part where parts share no type. */
function planned(formula: Formula): ObservationTest {
  const types = typesOf(formula)
  if (types.size === 1) return ofOneType(formula, [...types][0]!)
  if (formula.kind === 'or') {
    const parts = formula.parts.map(planned)
    return (data, limit) => {
      for (const part of parts) {
        const witnesses = part(data, limit)
        if (witnesses) return witnesses
      }
      return undefined
    }
  }
  const groups = formula.kind === 'and' ? groupsWithoutCommonType(formula.parts) : []
  if (groups.length < 2) return ofSeveralTypes(formula, [...types])
  const parts = groups.map((group) => planned(group.length === 1 ? group[0]! : { kind: 'and', parts: group }))
  return (data, limit) => {
    const all: Witness[] = []
    for (const part of parts) {
      const witnesses = part(data, limit)
      if (!witnesses) return undefined
      all.push(...witnesses)
    }
    return all
  }
}

function typesOf(formula: Formula): Set<string> {
  if (formula.kind === 'test') return new Set([formula.type])
  const types = new Set<string>()
  for (const part of formula.parts) for (const type of typesOf(part)) types.add(type)
  return types
}

function groupsWithoutCommonType(parts: readonly Formula[]): Formula[][] {
  let groups: { types: Set<string>; parts: Formula[] }[] = []
  for (const part of parts) {
    const types = typesOf(part)
    const joined = groups.filter((group) => [...types].some((type) => group.types.has(type)))
    groups = groups.filter((group) => !joined.includes(group))
    groups.push({
      types: new Set([...types, ...joined.flatMap((group) => [...group.types])]),
      parts: [...joined.flatMap((group) => group.parts), part],
    })
  }
  return groups.map((group) => group.parts)
}

function ofOneType(formula: Formula, type: string): ObservationTest {
  return (data, limit) => {
    for (const object of data.objects(type)) {
      const witnesses: Witness[] = []
      if (holdsFor(formula, (leaf) => leaf.holds(object, data, limit), witnesses)) return witnesses
    }
    return undefined
  }
}

function holdsFor(
  formula: Formula,
  ask: (leaf: Formula & { readonly kind: 'test' }) => Witness | undefined,
  witnesses: Witness[],
): boolean {
  if (formula.kind === 'test') {
    const held = ask(formula)
    if (held) witnesses.push(held)
    return held !== undefined
  }
  const mark = witnesses.length
  for (const part of formula.parts) {
    const holds = holdsFor(part, ask, witnesses)
    if (formula.kind === 'or' && holds) return true
    if (formula.kind === 'and' && !holds) {
      witnesses.length = mark
      return false
    }
  }
  return formula.kind === 'and'
}

/**
 * One object of each type has to be chosen. Objects of which the same tests hold are the same choice, so that few
 * choices remain; what is still too many is cut off and said.
 */
function ofSeveralTypes(formula: Formula, types: readonly string[]): ObservationTest {
  const leaves = leavesOf(formula)
  return (data, limit) => {
    const choices = types.map((type) => {
      const found = new Map<string, ReadonlyMap<number, Witness>>([['', new Map()]])
      for (const object of data.objects(type)) {
        const held = new Map<number, Witness>()
        for (const leaf of leaves) {
          const one = leaf.type === type ? leaf.holds(object, data, limit) : undefined
          if (one) held.set(leaf.leaf, one)
        }
        found.set([...held.keys()].join(' '), held)
      }
      // the object of which nothing holds is never the better choice
      if (found.size > 1) found.delete('')
      return [...found.values()]
    })
    const total = choices.reduce((product, one) => product * one.length, 1)
    if (total > JOINT_LIMIT)
      limit(`objects of several types were tried together ${JOINT_LIMIT} times, not ${total}`)
    for (let i = 0; i < Math.min(total, JOINT_LIMIT); i++) {
      let rest = i
      const held = new Map<number, Witness>()
      for (const of of choices) {
        for (const [leaf, one] of of[rest % of.length]!) held.set(leaf, one)
        rest = Math.floor(rest / of.length)
      }
      const witnesses: Witness[] = []
      if (holdsFor(formula, (leaf) => held.get(leaf.leaf), witnesses)) return witnesses
    }
    return undefined
  }
}

function leavesOf(formula: Formula): readonly (Formula & { readonly kind: 'test' })[] {
  return formula.kind === 'test' ? [formula] : formula.parts.flatMap(leavesOf)
}
