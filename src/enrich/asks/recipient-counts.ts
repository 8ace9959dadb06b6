/**
 * How often one sender asked each kind of thing of the recipients met last, in two arrays: a map of small arrays took
 * ten times as much, 10 KB for a sender who writes to many.
 */
import { ASK_KINDS } from '../../model/ask.ts'

/**
 * Recipients remembered per sender, the latest. With 8 bytes of key and a byte a kind each, in two arrays, they take
 * about 1 KB. Attack: mail to thousands, to push others' memory out: it pushes out the sender's own only.
 */
const RECIPIENTS = 32
const MOST = 255
const KINDS = ASK_KINDS.length
const NO_KEYS = new Float64Array(0)
const NO_COUNTS = new Uint8Array(0)

export interface RecipientCounts {
  /** By `textKey`, the one met longest ago first. */
  keys: Float64Array
  /** `ASK_KINDS.length` bytes a recipient. */
  counts: Uint8Array
  size: number
}

export function recipientCounts(): RecipientCounts {
  return { keys: NO_KEYS, counts: NO_COUNTS, size: 0 }
}

/** For each kind, by its place in `ASK_KINDS`: the most mails that any of these recipients had of it. */
export function mostToAny(own: RecipientCounts, recipients: readonly number[]): Uint8Array {
  const most = new Uint8Array(KINDS)
  for (const key of recipients) {
    const at = placeOf(own, key)
    if (at < 0) continue
    for (let kind = 0; kind < KINDS; kind++)
      most[kind] = Math.max(most[kind] as number, own.counts[at * KINDS + kind] as number)
  }
  return most
}

/** Counts a mail with these kinds (places in `ASK_KINDS`) to one recipient; the oldest leaves when there are too many. */
export function countRecipient(own: RecipientCounts, key: number, kinds: readonly number[]): void {
  const { size } = own
  const found = placeOf(own, key)
  if (found < 0 && size === own.keys.length && size < RECIPIENTS) grow(own)
  const { keys, counts } = own
  const isFull = found < 0 && size === RECIPIENTS
  // The one that is counted goes to the young end.
  const gone = found >= 0 ? found : isFull ? 0 : -1
  const row = found >= 0 ? counts.slice(found * KINDS, (found + 1) * KINDS) : undefined
  if (gone >= 0) {
    keys.copyWithin(gone, gone + 1, size)
    counts.copyWithin(gone * KINDS, (gone + 1) * KINDS, size * KINDS)
  } else own.size++
  const last = own.size - 1
  keys[last] = key
  if (row) counts.set(row, last * KINDS)
  else counts.fill(0, last * KINDS, (last + 1) * KINDS)
  for (const kind of kinds) {
    const cell = last * KINDS + kind
    counts[cell] = Math.min(MOST, (counts[cell] as number) + 1)
  }
}

function placeOf({ keys, size }: RecipientCounts, key: number): number {
  for (let at = 0; at < size; at++) if (keys[at] === key) return at
  return -1
}

function grow(own: RecipientCounts): void {
  const room = Math.min(RECIPIENTS, Math.max(2, own.size * 2))
  const keys = new Float64Array(room)
  keys.set(own.keys)
  const counts = new Uint8Array(room * KINDS)
  counts.set(own.counts)
  own.keys = keys
  own.counts = counts
}
