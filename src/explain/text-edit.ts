/**
 * A replacement of `length` UTF-16 units at `at`. Kept apart from the text so that ranges into the original
 * (evidence, link parts) still hold while the text is made harmless to show.
 */
export interface TextEdit {
  readonly at: number
  readonly length: number
  readonly with: string
}

/** Joins lists of edits that touch different characters into one list in order of place. */
export function mergeEdits(...lists: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  return lists.flat().sort((a, b) => a.at - b.at)
}

/**
 * The stretch `[from, to)` of the text with its edits done. An edit belongs to the stretch its first character is
 * in, so neighbouring stretches joined give the same as the whole. Edits must be in order and touch different
 * characters. Linear in the stretch.
 */
export function applyEdits(
  text: string,
  edits: readonly TextEdit[],
  from: number = 0,
  to: number = text.length,
): string {
  const pieces: string[] = []
  let at = from
  for (let index = firstEndingAfter(edits, from); index < edits.length; index++) {
    const edit = edits[index]!
    if (edit.at >= to) break
    if (edit.at < from) {
      // Done by the stretch before; only skip what it took.
      at = Math.max(at, edit.at + edit.length)
      continue
    }
    if (edit.at > at) pieces.push(text.slice(at, edit.at))
    pieces.push(edit.with)
    at = edit.at + edit.length
  }
  if (at < to) pieces.push(text.slice(at, to))
  return pieces.join('')
}

function firstEndingAfter(edits: readonly TextEdit[], place: number): number {
  let low = 0
  let high = edits.length
  while (low < high) {
    const middle = (low + high) >> 1
    const edit = edits[middle]!
    if (edit.at + edit.length <= place) low = middle + 1
    else high = middle
  }
  return low
}
