/**
 * Scanner for the value of a structured field (RFC 5322 §3.2): skips white space, reads comments, quoted strings
 * and runs of other characters. Every method moves forward (`rewind` is for one token looked at too early), so
 * reading a field is linear in its length, and an unclosed comment or quote ends with the text.
 */
export interface FieldScanner {
  /** True when only white space is left. */
  atEnd(): boolean
  /** The next character that is not white space; empty at the end. */
  peek(): string
  /** Takes this character when it is the next one. */
  take(character: string): boolean
  /** The comment that starts here without its outer parentheses, nested ones kept; undefined when there is none. */
  comment(): string | undefined
  /** The name that starts here: up to white space, `;`, `=`, `(` or `"`. May be empty. */
  name(): string
  /** The value that starts here, up to white space, `;` or `(`; quoted parts unquoted. May be empty. */
  value(): string
  position(): number
  rewind(position: number): void
  /** Whether a comment or quote was cut off by the end of the text. */
  unclosed(): boolean
}

const TAB = 9
const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34
const OPEN = 40
const CLOSE = 41
const SEMICOLON = 59
const EQUALS = 61
const BACKSLASH = 92

function isSpace(code: number): boolean {
  return code === SPACE || code === TAB || code === LF || code === CR
}

export function fieldScanner(text: string): FieldScanner {
  let at = 0
  let broken = false
  const skip = (): void => {
    while (at < text.length && isSpace(text.charCodeAt(at))) at++
  }
  const quoted = (): string => {
    at++
    let out = ''
    let from = at
    while (at < text.length) {
      const code = text.charCodeAt(at)
      if (code === BACKSLASH && at + 1 < text.length) {
        out += text.slice(from, at)
        from = at + 1
        at += 2
      } else if (code === QUOTE) {
        out += text.slice(from, at)
        at++
        return out
      } else at++
    }
    broken = true
    return out + text.slice(from)
  }
  return {
    atEnd: () => {
      skip()
      return at >= text.length
    },
    peek: () => {
      skip()
      return text.charAt(at)
    },
    take: (character) => {
      skip()
      if (text.charAt(at) !== character) return false
      at++
      return true
    },
    comment: () => {
      skip()
      if (text.charCodeAt(at) !== OPEN) return undefined
      const start = at + 1
      let depth = 0
      for (; at < text.length; at++) {
        const code = text.charCodeAt(at)
        if (code === BACKSLASH) at++
        else if (code === OPEN) depth++
        else if (code === CLOSE && --depth === 0) return text.slice(start, at++)
      }
      at = text.length
      broken = true
      return text.slice(start)
    },
    name: () => {
      skip()
      const start = at
      while (at < text.length) {
        const code = text.charCodeAt(at)
        if (isSpace(code) || code === SEMICOLON || code === EQUALS || code === OPEN || code === QUOTE) break
        at++
      }
      return text.slice(start, at)
    },
    value: () => {
      skip()
      let out = ''
      let from = at
      while (at < text.length) {
        const code = text.charCodeAt(at)
        if (code === QUOTE) {
          out += text.slice(from, at) + quoted()
          from = at
        } else if (isSpace(code) || code === SEMICOLON || code === OPEN) break
        else at++
      }
      return out + text.slice(from, at)
    },
    position: () => at,
    rewind: (position) => {
      at = position
    },
    unclosed: () => broken,
  }
}
