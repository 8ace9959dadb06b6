import {
  addressValue,
  fileNameValue,
  hashValue,
  hostValue,
  ipValue,
  messageIdValue,
  type NormalValue,
  pathValue,
  textValue,
  urlValue,
  valueByForm,
} from './indicator-value.ts'
import { READ_LIMITS } from './read-limits.ts'

interface Comparison {
  readonly path: string
  readonly operator: string
  readonly values: readonly string[]
}

/** Comparisons in one pair of square brackets. */
interface Observation {
  readonly joint: 'AND' | 'OR'
  readonly comparisons: readonly Comparison[]
}

/** What a plain pattern names; `invalid` are values that are not what their object path says. */
export interface PlainPattern {
  readonly values: readonly { readonly value: NormalValue; readonly wording: string }[]
  readonly invalid: readonly string[]
}

/**
 * The values of a STIX pattern (STIX 2.1 §9) that says no more than "one of these": comparisons by `=`, `IN`, and
 * `LIKE` as this project writes it, joined by OR; several hashes of one file joined by AND; an address AND its port.
 * Undefined for every other pattern, which has to be evaluated as a language.
 */
export function readPlainPattern(pattern: string): PlainPattern | undefined {
  if (pattern.length > READ_LIMITS.patternLength) return undefined
  const observations = parseObservations(pattern)
  if (observations === undefined) return undefined
  const values: { value: NormalValue; wording: string }[] = []
  const invalid: string[] = []
  for (const observation of observations) {
    const named = observation.joint === 'AND' ? ofAnd(observation) : ofOr(observation)
    if (named === undefined) return undefined
    for (const { value, wording } of named) {
      if (value === undefined) invalid.push(wording)
      else values.push({ value, wording })
    }
    if (values.length + invalid.length > READ_LIMITS.patternValues) return undefined
  }
  return { values, invalid }
}

interface Named {
  readonly value: NormalValue | undefined
  readonly wording: string
}

function ofOr({ comparisons }: Observation): readonly Named[] | undefined {
  const special = wordsAnywhere(comparisons) ?? zone(comparisons)
  if (special !== undefined) return [special]
  const named: Named[] = []
  for (const comparison of comparisons) {
    const read = readerOf(comparison)
    if (read === undefined) return undefined
    if (comparison.operator === 'LIKE' || comparison.operator === 'MATCHES') {
      const path = read(comparison.values[0] ?? '')
      if (path === undefined) return undefined
      named.push({ value: path, wording: comparison.values[0] ?? '' })
      continue
    }
    for (const wording of comparison.values)
      named.push({ value: read(wording) ?? valueByForm(wording), wording })
  }
  return named
}

/** Hashes of one file by several methods, or an address with its port. */
function ofAnd({ comparisons }: Observation): readonly Named[] | undefined {
  if (comparisons.every(({ path, operator }) => operator === '=' && HASH_PATH.test(path)))
    return ofOr({ joint: 'OR', comparisons })
  const of = (path: string): string | undefined => {
    const found = comparisons.filter((one) => one.path === path && one.operator === '=')
    return found.length === 1 ? found[0]?.values[0] : undefined
  }
  const address = of('network-traffic:dst_ref.value')
  const port = of('network-traffic:dst_port')
  const known = /^network-traffic:dst_(?:ref\.value|ref\.type|port)$/
  if (address === undefined || port === undefined || !comparisons.every(({ path }) => known.test(path)))
    return undefined
  const wording = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
  return [{ value: ipValue(wording), wording }]
}

const HASH_PATH = /^(?:file|artifact):hashes\.'?(?:md5|sha-?1|sha-?224|sha-?256|sha-?384|sha-?512)'?$/i

function readerOf({ path, operator }: Comparison): ((text: string) => NormalValue | undefined) | undefined {
  if (operator === 'LIKE') {
    if (path === 'url:value') return likePath
    return undefined
  }
  if (operator === 'MATCHES') return path === 'url:value' ? literalPath : undefined
  if (operator === 'ISSUBSET') return /^ipv[46]-addr:value$/.test(path) ? ipValue : undefined
  switch (path) {
    case 'domain-name:value':
      return hostValue
    case 'url:value':
      return urlValue
    case 'ipv4-addr:value':
    case 'ipv6-addr:value':
      return ipValue
    case 'email-addr:value':
      return addressValue
    case 'email-message:message_id':
      return messageIdValue
    case 'file:name':
      return fileNameValue
    default:
      return HASH_PATH.test(path) ? hashValue : undefined
  }
}

/** `%/path%`; a percent sign inside is taken for one only where it begins an escape of a URL. */
function likePath(text: string): NormalValue | undefined {
  const path = text.startsWith('%/') && text.endsWith('%') ? text.slice(1, -1) : ''
  return /%(?![0-9a-f]{2})/i.test(path) ? undefined : pathValue(path)
}

/** An expression that is nothing but a path, every sign in it escaped. */
function literalPath(expression: string): NormalValue | undefined {
  return /^\/(?:[\w/-]|\\[^\w\s])+$/.test(expression)
    ? pathValue(expression.replace(/\\(.)/g, '$1'))
    : undefined
}

/** The words stand in the subject or in the body. */
function wordsAnywhere(comparisons: readonly Comparison[]): Named | undefined {
  const [first, second] = comparisons
  if (comparisons.length !== 2 || first?.operator !== 'LIKE' || second?.operator !== 'LIKE') return undefined
  const [words = '', others] = [first.values[0], second.values[0]]
  const paths = [first.path, second.path].sort().join(' ')
  if (words !== others || paths !== 'email-message:body email-message:subject') return undefined
  const wording = words.replace(/^%|%$/g, '')
  return { value: textValue(wording), wording }
}

/** A name and everything below it. */
function zone(comparisons: readonly Comparison[]): Named | undefined {
  const like = comparisons.find(({ operator }) => operator === 'LIKE')
  if (like?.path !== 'domain-name:value' || comparisons.length > 2) return undefined
  const wording = like.values[0] ?? ''
  if (!wording.startsWith('%.') || /[%_]/.test(wording.slice(2))) return undefined
  const other = comparisons.find((one) => one !== like)
  if (other !== undefined && (other.path !== like.path || other.values[0] !== wording.slice(2)))
    return undefined
  return { value: hostValue(`*${wording.slice(1)}`), wording }
}

const BLANKS = /\s*/y
const PATH = /[a-z][a-z0-9-]*:(?:[\w-]+|'(?:[^'\\]|\\.)*'|\[(?:\*|\d+)\]|\.)+/y
const OPERATOR = /=|\b(?:LIKE|IN|ISSUBSET|MATCHES)\b/y
const STRING = /'((?:[^'\\]|\\.)*)'|(\d{1,20})(?![\d.])/y
const JOINT = /\b(?:AND|OR)\b/y

/** Undefined when there is anything that is not plain: NOT, qualifiers, FOLLOWEDBY, mixed joints, other operators. */
function parseObservations(pattern: string): readonly Observation[] | undefined {
  let at = 0
  const take = (expression: RegExp): RegExpExecArray | undefined => {
    BLANKS.lastIndex = at
    at += BLANKS.exec(pattern)?.[0].length ?? 0
    expression.lastIndex = at
    const found = expression.exec(pattern)
    if (found === null) return undefined
    at += found[0].length
    return found
  }
  const sign = (wanted: string): boolean => {
    BLANKS.lastIndex = at
    const next = at + (BLANKS.exec(pattern)?.[0].length ?? 0)
    if (pattern[next] !== wanted) return false
    at = next + 1
    return true
  }

  const comparison = (): Comparison | undefined => {
    const path = take(PATH)?.[0]
    const operator = take(OPERATOR)?.[0]
    if (path === undefined || operator === undefined) return undefined
    const values: string[] = []
    const several = operator === 'IN'
    if (several && !sign('(')) return undefined
    do {
      const literal = take(STRING)
      if (literal === undefined || values.length >= READ_LIMITS.patternValues) return undefined
      values.push(literal[2] ?? (literal[1] ?? '').replace(/\\(.)/gs, '$1'))
    } while (several && sign(','))
    if (several && !sign(')')) return undefined
    return { path, operator: several ? '=' : operator, values }
  }

  const observation = (): Observation | undefined => {
    const comparisons: Comparison[] = []
    let joint: string | undefined
    let open = 0
    for (;;) {
      while (sign('(')) open++
      const next = comparison()
      if (next === undefined) return undefined
      comparisons.push(next)
      while (open > 0 && sign(')')) open--
      if (sign(']')) break
      const word = take(JOINT)?.[0]
      if (word === undefined || (joint !== undefined && joint !== word)) return undefined
      if (comparisons.length > READ_LIMITS.patternValues) return undefined
      joint = word
    }
    return open === 0 ? { joint: joint === 'AND' ? 'AND' : 'OR', comparisons } : undefined
  }

  const observations: Observation[] = []
  let open = 0
  for (;;) {
    while (sign('(')) open++
    if (!sign('[')) return undefined
    const next = observation()
    if (next === undefined) return undefined
    observations.push(next)
    while (open > 0 && sign(')')) open--
    const word = take(JOINT)?.[0]
    if (word === undefined) break
    if (word !== 'OR') return undefined
  }
  BLANKS.lastIndex = at
  at += BLANKS.exec(pattern)?.[0].length ?? 0
  return at === pattern.length && open === 0 ? observations : undefined
}
