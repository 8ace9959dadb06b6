/** What the tokens of an RTF file are told to. Positions count bytes. */
export interface RtfHandler {
  open(at: number): void
  close(at: number): void
  /** `\word`, with its number when it has one. */
  word(word: string, parameter: number | undefined, at: number): void
  /** `\*`, `\~`, `\{` and so on: the character. */
  symbol(character: string): void
  /** `\'hh`. */
  byte(value: number): void
  /** Characters as they stand, line ends left out. */
  text(start: number, end: number): void
  /** Raw bytes behind `\binN`. */
  binary(start: number, end: number): void
}

/** Longest control word (RTF 1.9.1, "Control Words": 32 letters). */
const MAX_WORD = 32
const MAX_DIGITS = 10

/**
 * Splits RTF (Microsoft's Rich Text Format Specification 1.9.1) into tokens, as Word does: damage is passed over,
 * nothing is nested here, one pass. Never throws but for what `work` throws.
 */
export function eachRtfToken(bytes: Buffer, handler: RtfHandler, work: (steps: number) => void): void {
  let at = 0
  let textFrom = 0
  const flush = (end: number): void => {
    if (end > textFrom) handler.text(textFrom, end)
  }
  while (at < bytes.length) {
    const c = bytes[at]
    if (c !== 0x5c && c !== 0x7b && c !== 0x7d && c !== 10 && c !== 13) {
      at++
      continue
    }
    work(1)
    flush(at)
    if (c === 0x7b) handler.open(at++)
    else if (c === 0x7d) handler.close(at++)
    else if (c === 0x5c) at = control(at)
    else at++
    textFrom = at
  }
  flush(bytes.length)

  function control(start: number): number {
    let i = start + 1
    const first = bytes[i] ?? 0
    if (!isLetter(first)) {
      if (first === 0x27) {
        const high = hexDigit(bytes[i + 1])
        const low = hexDigit(bytes[i + 2])
        if (high >= 0 && low >= 0) handler.byte(high * 16 + low)
        return i + 1 + (high >= 0 ? 1 : 0) + (high >= 0 && low >= 0 ? 1 : 0)
      }
      if (first === 10 || first === 13) handler.word('par', undefined, start)
      else if (i < bytes.length) handler.symbol(String.fromCharCode(first))
      return i + 1
    }
    while (i < bytes.length && i - start <= MAX_WORD && isLetter(bytes[i] ?? 0)) i++
    const word = bytes.toString('latin1', start + 1, i)
    const numberFrom = i
    if (bytes[i] === 0x2d) i++
    const digitsFrom = i
    while (i < bytes.length && i - digitsFrom < MAX_DIGITS && isDigit(bytes[i] ?? 0)) i++
    let parameter: number | undefined
    if (i > digitsFrom) parameter = Number(bytes.toString('latin1', numberFrom, i))
    else i = numberFrom
    if (bytes[i] === 0x20) i++
    if (word === 'bin') {
      const end = Math.min(bytes.length, i + Math.max(0, parameter ?? 0))
      handler.binary(i, end)
      return end
    }
    handler.word(word, parameter, start)
    return i
  }
}

const isLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90)
const isDigit = (c: number): boolean => c >= 48 && c <= 57

/** Value of a hexadecimal digit, or -1. */
export function hexDigit(c: number | undefined): number {
  if (c === undefined) return -1
  if (c >= 48 && c <= 57) return c - 48
  const letter = c | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}
