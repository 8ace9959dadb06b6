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
 * in, so neighbouring stretches joined give the same as the whole. Linear in the stretch plus the edits.
 */
export function applyEdits(
  text: string,
  edits: readonly TextEdit[],
  from: number = 0,
  to: number = text.length,
): string {
  const pieces: string[] = []
  let at = from
  for (const edit of edits) {
    if (edit.at + edit.length <= from) continue
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
