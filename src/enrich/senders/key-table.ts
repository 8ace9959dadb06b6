/**
 * Small numbers under 53-bit keys (see text-key.ts), 12 bytes an entry and some room, where a Map takes 40 and an
 * object beside it as much again. Two generations, as in recent-map.ts: what was not met for longest falls out.
 */
export interface KeyTable {
  /** The number under a key, 0 when there is none. A key that is found counts as met. */
  get(key: number): number
  /** `value`: whole, 1 … 2^32 − 1. */
  set(key: number, value: number): void
}

interface Generation {
  keys: Float64Array
  values: Uint32Array
  size: number
}

const FIRST_ROOM = 1024
/** Share of places taken at most; open addressing slows down above. */
const FULL = 0.7

/** Keeps at least the last `limit` keys met, and twice as many at most. */
export function keyTable(limit: number): KeyTable {
  let young = generation(FIRST_ROOM)
  let old: Generation | undefined

  function put(key: number, value: number): void {
    const at = placeOf(young.keys, key)
    if (young.keys[at] === key) {
      young.values[at] = value
      return
    }
    if (young.size >= limit) {
      old = young
      young = generation(FIRST_ROOM)
      put(key, value)
      return
    }
    if (young.size + 1 > young.keys.length * FULL) {
      young = grown(young)
      put(key, value)
      return
    }
    young.keys[at] = key
    young.values[at] = value
    young.size++
  }

  return {
    get(given) {
      const key = given === 0 ? 1 : given
      const at = placeOf(young.keys, key)
      if (young.keys[at] === key) return young.values[at] as number
      if (!old) return 0
      const before = placeOf(old.keys, key)
      if (old.keys[before] !== key) return 0
      const value = old.values[before] as number
      put(key, value)
      return value
    },
    set: (given, value) => put(given === 0 ? 1 : given, value),
  }
}

const generation = (room: number): Generation => ({
  keys: new Float64Array(room),
  values: new Uint32Array(room),
  size: 0,
})

function grown({ keys, values, size }: Generation): Generation {
  const larger = generation(keys.length * 2)
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number
    if (key === 0) continue
    const at = placeOf(larger.keys, key)
    larger.keys[at] = key
    larger.values[at] = values[i] as number
  }
  larger.size = size
  return larger
}

/** Where the key is, or the free place where it would be; 0 marks a free place. */
function placeOf(keys: Float64Array, key: number): number {
  const mask = keys.length - 1
  const high = Math.floor(key / 0x1_0000_0000)
  let at = (Math.imul(key ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> 7) & mask
  while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & mask
  return at
}
