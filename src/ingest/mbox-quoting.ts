/**
 * The quoting of lines that would look like separators.
 *
 * One `>` is taken from every line that matches `^>+From `. For mboxrd that is exact. An mboxo writer quotes only
 * `^From `: there un-quoting restores every line that was quoted, and with it the signed body (DKIM), and takes
 * one `>` too many from lines that began with `>From ` when they were sent. Those are rarer, and no look at the
 * file could tell them: a `>>From ` line, which mboxo leaves alone, is just what makes a file look like mboxrd.
 * So the same rule serves both, and a message can be read again without the rest of its file.
 *
 * A message with a fitting Content-Length and an unquoted `From ` line in its body comes from a writer that does
 * not quote (mboxcl2): nothing is taken from it.
 */

const FROM: Buffer = Buffer.from('From ')
const LF = 0x0a
const QUOTE = 0x3e

/** Index of the first `>` when only `>` stands between the start of the line and `hit`; else -1. */
export function quoteStart(view: Buffer, hit: number, from: number): number {
  let at = hit
  while (at > from && view[at - 1] === QUOTE) at--
  return at === from || view[at - 1] === LF ? at : -1
}

/** A copy with memory of its own: a slice would keep the whole window alive, and could not be given to a worker. */
export function unquotedCopy(view: Buffer, start: number, end: number, unquote: boolean): Uint8Array {
  const copy = Buffer.allocUnsafeSlow(end - start)
  let length = 0
  let from = start
  if (unquote)
    for (let hit = view.indexOf(FROM, start); hit >= 0 && hit < end; hit = view.indexOf(FROM, hit + 1)) {
      if (hit + FROM.length > end || view[hit - 1] !== QUOTE) continue
      const quote = quoteStart(view, hit, start)
      if (quote < 0) continue
      length += view.copy(copy, length, from, quote)
      from = quote + 1
    }
  length += view.copy(copy, length, from, end)
  return new Uint8Array(copy.buffer, 0, length)
}
