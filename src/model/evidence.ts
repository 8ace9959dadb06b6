import type { ByteRange, Digest } from './bytes.ts'

/** What a finding rests on: bytes, a recorded answer, or a statistic with its n (design §4.7). */
export type Evidence =
  | {
      readonly kind: 'bytes'
      /** The message the bytes are in; absent when it is the judged message. */
      readonly message?: Digest
      readonly part: string
      readonly range: ByteRange
      /** The value read there, at most 300 characters. Hostile text. */
      readonly quoted: string
    }
  | { readonly kind: 'lookup'; readonly lookup: string; readonly quoted: string }
  | {
      readonly kind: 'statistic'
      /** Whose: an address, or `organisation`. */
      readonly profile: string
      readonly name: string
      readonly value: number | string
      /** Number of earlier messages it was counted over. */
      readonly n: number
    }
