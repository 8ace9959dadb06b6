/**
 * A pattern with two wildcards, one for any run of characters and one for a single character (LIKE of STIX, glob of
 * the hunt language), ready to be held against whole texts.
 */
export interface Wildcard {
  /** The text as a whole fits. */
  matches(text: string): boolean
}

/** One piece between wildcards: code points, `undefined` for one character whatever it is. */
type Piece = readonly (number | undefined)[]

/**
 * Compiles a pattern. The first fit of each piece between runs is enough (the greedy argument of Kleene stars over
 * literals), so matching takes at most text × pattern steps and never goes back over a piece that was found.
 * Characters are code points.
 */
export function wildcard(pattern: string, run: string, single: string): Wildcard {
  const pieces: (number | undefined)[][] = [[]]
  for (const char of pattern) {
    if (char === run) pieces.push([])
    else pieces.at(-1)?.push(char === single ? undefined : char.codePointAt(0))
  }
  if (pieces.length === 1 && !pieces[0]!.includes(undefined)) {
    return { matches: (text) => text === pattern }
  }
  if (!pattern.includes(single)) return literalRuns(pattern.split(run))
  const first = pieces[0]!
  const last = pieces.at(-1)!
  const middle = pieces.slice(1, -1).filter((piece) => piece.length > 0)
  const least = pieces.reduce((sum, piece) => sum + piece.length, 0)
  return {
    matches(text) {
      const chars = codePoints(text)
      if (chars.length < least) return false
      if (pieces.length === 1) return chars.length === first.length && fits(first, chars, 0)
      if (!fits(first, chars, 0)) return false
      const end = chars.length - last.length
      let at = first.length
      for (const piece of middle) {
        while (at + piece.length <= end && !fits(piece, chars, at)) at++
        if (at + piece.length > end) return false
        at += piece.length
      }
      return at <= end && fits(last, chars, end)
    },
  }
}

/** Without single characters the search of the engine does. */
function literalRuns(pieces: readonly string[]): Wildcard {
  const first = pieces[0]!
  const last = pieces.at(-1)!
  const middle = pieces.slice(1, -1).filter((piece) => piece !== '')
  return {
    matches(text) {
      if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
        return false
      const end = text.length - last.length
      let at = first.length
      for (const piece of middle) {
        const found = text.indexOf(piece, at)
        if (found < 0 || found + piece.length > end) return false
        at = found + piece.length
      }
      return true
    },
  }
}

function fits(piece: Piece, chars: readonly number[], at: number): boolean {
  for (let i = 0; i < piece.length; i++) {
    const wanted = piece[i]
    if (wanted !== undefined && wanted !== chars[at + i]) return false
  }
  return true
}

function codePoints(text: string): number[] {
  const chars: number[] = []
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i)!
    chars.push(code)
    if (code > 0xffff) i++
  }
  return chars
}
