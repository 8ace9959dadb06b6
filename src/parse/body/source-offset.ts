/**
 * Where references stand in a decoded text: pairs of offset in the text and offset in the source, ascending, the
 * last one for the end of both. Empty when nothing was decoded: one character is one character.
 */
export type TextPlaces = readonly number[]

export const AS_WRITTEN: TextPlaces = []

/** The source offset of a character of a text that begins at `start`; what a reference stands for lies inside it. */
export function sourceOffset(start: number, places: TextPlaces, offset: number): number {
  if (places.length === 0) return start + offset
  let low = 0
  let high = places.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle * 2] as number) <= offset) low = middle + 1
    else high = middle
  }
  const at = (places[low * 2 - 1] as number) + offset - (places[low * 2 - 2] as number)
  return Math.min(at, places[places.length - 1] as number)
}
