/** A text without its soft line breaks, and where its stretches stood. */
export interface Unflowed {
  readonly text: string
  /** Pairs of offset in `text` and offset in the input, one per stretch copied, ascending. */
  readonly runs: readonly number[]
}

/**
 * Rejoins format=flowed text (RFC 3676 §4): a line that ends in a space continues in the next line of the same quote
 * depth; one stuffed space per line is removed; `-- ` is the signature separator and never continues. With `delSp`
 * the space at a soft break goes away. Quote marks stay on the first line of each paragraph. Lines end in LF.
 */
export function unflow(text: string, delSp: boolean): Unflowed {
  const runs: number[] = []
  const pieces: string[] = []
  let written = 0
  // Quote depth of the paragraph the previous line leaves open, -1 when it ended.
  let openDepth = -1
  let line = 0
  // The stretch being copied: it grows as long as nothing is left out.
  let first = 0
  let end = 0
  const flush = () => {
    if (end <= first) return
    runs.push(written, first)
    pieces.push(text.slice(first, end))
    written += end - first
  }
  const copy = (from: number, to: number) => {
    if (to <= from) return
    if (from !== end) {
      flush()
      first = from
    }
    end = to
  }
  while (line <= text.length) {
    let stop = text.indexOf('\n', line)
    const last = stop < 0
    if (last) stop = text.length
    let depth = 0
    while (line + depth < stop && text.charCodeAt(line + depth) === 62) depth++
    let content = line + depth
    if (content < stop && text.charCodeAt(content) === 32) content++
    const isSignature = stop - content === 3 && text.startsWith('-- ', content)
    const joins = openDepth === depth && !isSignature
    if (openDepth >= 0 && !joins) copy(line - 1, line)
    if (!joins && depth > 0) copy(line, content)
    const soft = !last && !isSignature && stop > content && text.charCodeAt(stop - 1) === 32
    copy(content, soft && delSp ? stop - 1 : stop)
    if (soft) openDepth = depth
    else {
      openDepth = -1
      if (!last) copy(stop, stop + 1)
    }
    if (last) break
    line = stop + 1
  }
  flush()
  return { text: pieces.join(''), runs }
}
