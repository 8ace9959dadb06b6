import type { Evidence } from '../../model/evidence.ts'

/** Where a property of an object was read. */
export interface ObservedPlace {
  /** In the words of `Observable.place` of the store. */
  readonly place: string
  /** Absent when the record does not hold the bytes. */
  readonly evidence?: Evidence
}

/** A cyber-observable object (STIX 2.1 §6): JSON properties, `type` among them. */
export interface ObservedObject {
  /** Unique inside its observation; what `_ref` properties hold. */
  readonly id: string
  readonly type: string
  readonly properties: Readonly<Record<string, unknown>>
  /** Where the object was read. */
  readonly seen?: ObservedPlace
  /** Where one property was read, when that is another place. */
  readonly seenProperty?: (name: string) => ObservedPlace | undefined
}

/** Something observed at one time (STIX 2.1 §4.14). Times in milliseconds. */
export interface ObservedData {
  /** Whoever evaluates knows by this what it was; unique in a stream. */
  readonly key: string
  readonly first: number
  readonly last: number
  /** How many times it was observed. */
  readonly count: number
  objects(type: string): readonly ObservedObject[]
  object(id: string): ObservedObject | undefined
}

/** Observed data of given objects. */
export function observedData(
  key: string,
  first: number,
  last: number,
  count: number,
  objects: readonly ObservedObject[],
): ObservedData {
  const byType = Map.groupBy(objects, ({ type }) => type)
  const byId = new Map(objects.map((one) => [one.id, one]))
  return {
    key,
    first,
    last,
    count,
    objects: (type) => byType.get(type) ?? [],
    object: (id) => byId.get(id),
  }
}
