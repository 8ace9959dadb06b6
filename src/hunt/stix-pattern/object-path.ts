import type { ObservedData, ObservedObject, ObservedPlace } from './observed-data.ts'
import type { ObjectPath, PathStep } from './pattern.ts'

/** Values one path is followed to. Attack: `refs[*].refs[*]…` over objects that all refer to each other. */
const VALUES_LIMIT = 5_000

/** How a value is written has no meaning in some respect. */
export type Spelling =
  | 'exact'
  | 'any-case' // hosts, addresses, hashes
  | 'url' // as the WHATWG parser writes it
  | 'address' // IP address or block
  | 'brackets' // Message-ID, with or without <>

/** A value a path leads to. */
export interface PathValue {
  readonly value: unknown
  readonly spelling: Spelling
  /** The property holds bytes, in this coding (STIX 2.1 §2.6, §3.1: `_hex`, `_bin`). */
  readonly bytes?: 'hex' | 'base64'
  readonly seen: () => ObservedPlace | undefined
}

interface Position {
  readonly value: unknown
  /** The property that holds it, and the one that holds that. */
  readonly key: string
  readonly above: string
  readonly owner: ObservedObject
  /** Property of the owner on the way. */
  readonly top: string
}

/**
 * Every value the path leads to from one object, references followed. Each object is visited once per step, so that
 * circles of references stay linear.
 */
export function pathValues(path: ObjectPath, root: ObservedObject, data: ObservedData): readonly PathValue[] {
  let positions: Position[] = [{ value: root.properties, key: '', above: '', owner: root, top: '' }]
  for (const step of path.steps) {
    const next: Position[] = []
    const visited = new Set<unknown>()
    for (const position of positions)
      for (const reached of stepFrom(position, step, data)) {
        if (next.length >= VALUES_LIMIT) break
        if (typeof reached.value === 'object' && reached.value !== null) {
          if (visited.has(reached.value)) continue
          visited.add(reached.value)
        } else if (reached.value === undefined) continue
        next.push(reached)
      }
    if (next.length === 0) return []
    positions = next
  }
  return positions.map(valueAt)
}

function stepFrom(position: Position, step: PathStep, data: ObservedData): readonly Position[] {
  const { value, key } = position
  if (step.kind === 'index') {
    const items = Array.isArray(value)
      ? value
      : isDictionary(value) && step.index === '*'
        ? Object.values(value)
        : []
    const chosen: readonly unknown[] = step.index === '*' ? items : items.slice(step.index, step.index + 1)
    return chosen.map((item) => ({ ...position, value: item }))
  }
  if (typeof value === 'string' && /_refs?$/.test(key)) {
    const object = data.object(value)
    if (!object) return []
    const inside = propertyOf(object.properties, step.name, '')
    return [{ value: inside, key: step.name, above: '', owner: object, top: step.name }]
  }
  if (!isDictionary(value)) return []
  return [
    {
      value: propertyOf(value, step.name, key),
      key: step.name,
      above: key,
      owner: position.owner,
      top: position.top || step.name,
    },
  ]
}

/** `hashes.md5`, `hashes.'SHA256'` and names of header fields are written in every way; other names have one. */
function propertyOf(holder: Readonly<Record<string, unknown>>, name: string, key: string): unknown {
  if (Object.hasOwn(holder, name)) return holder[name]
  if (key !== 'hashes' && key !== 'additional_header_fields') return undefined
  const plain = plainName(name)
  for (const [other, value] of Object.entries(holder)) if (plainName(other) === plain) return value
  return undefined
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll('-', '')
}

function isDictionary(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function valueAt({ value, key, above, owner, top }: Position): PathValue {
  return {
    value,
    spelling: spellingOf(owner.type, key, above),
    ...(key.endsWith('_hex') ? { bytes: 'hex' } : key.endsWith('_bin') ? { bytes: 'base64' } : {}),
    seen: () => owner.seenProperty?.(top) ?? owner.seen,
  }
}

function spellingOf(type: string, key: string, above: string): Spelling {
  if (above === 'hashes') return 'any-case'
  if (key === 'message_id') return 'brackets'
  if (key !== 'value') return 'exact'
  if (type === 'domain-name' || type === 'email-addr') return 'any-case'
  if (type === 'url') return 'url'
  return type === 'ipv4-addr' || type === 'ipv6-addr' ? 'address' : 'exact'
}
