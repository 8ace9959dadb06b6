/**
 * What is known of each correspondent, one value an address. Those met last are at hand; the rest lies in scratch
 * space, when there is any, so that memory is bounded whatever the number of correspondents. Where a value lies
 * cannot be told from what it says.
 */
import { deserialize, serialize } from 'node:v8'
import type { Scratch } from '../../model/ports.ts'

/**
 * Correspondents at hand. One who varies everything takes 108 KB (bench/memory), so that they take 880 MB at worst;
 * an organisation with fewer senders never writes to scratch space.
 */
export const AT_HAND: number = 8192

export interface CorrespondentStates<T> {
  /** The state, to be read or changed in place until the next call; undefined for an address never met. */
  get(address: string): T | undefined
  /** The state, made when there is none. */
  make(address: string, empty: () => T): T
}

export interface StatesOptions {
  /** Without it everything stays in memory. */
  readonly scratch?: Scratch
  /** How many stay at hand; AT_HAND when not given. */
  readonly atHand?: number
}

/** `kind` keeps states of several kinds apart in one scratch space. `T` is plain data: maps, arrays, numbers, texts. */
export function correspondentStates<T>(kind: string, options: StatesOptions): CorrespondentStates<T> {
  const { scratch, atHand = AT_HAND } = options
  const known = new Map<string, T>()
  /** What was asked for last, which is most often asked for next. */
  let last: { readonly address: string; readonly state: T } | undefined

  function put(address: string, state: T): void {
    known.set(address, state)
    last = { address, state }
    if (!scratch || known.size <= atHand) return
    const [oldest, value] = known.entries().next().value as [string, T]
    known.delete(oldest)
    scratch.put(kind + oldest, serialize(value))
  }

  function get(address: string): T | undefined {
    if (last?.address === address) return last.state
    let state = known.get(address)
    if (state !== undefined) {
      // The order is needed only where something falls out.
      if (!scratch) return state
      known.delete(address)
    } else {
      const bytes = scratch?.get(kind + address)
      if (!bytes) return undefined
      state = deserialize(bytes) as T
    }
    put(address, state)
    return state
  }

  return {
    get,
    make(address, empty) {
      const state = get(address)
      if (state !== undefined) return state
      const fresh = empty()
      put(address, fresh)
      return fresh
    },
  }
}
