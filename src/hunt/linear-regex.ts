import { RE2JS, RE2JSException } from 're2js'
import { quoted } from './query-error.ts'

/** Longer expressions are refused: compiling takes time and memory with their length. */
const SOURCE_LIMIT = 10_000
/** Steps of the compiled program; matching takes at most program × text. Attack: `(a?){900}a{900}` over long texts. */
const PROGRAM_LIMIT = 3_000
/**
 * Steps for one value: program × characters that are looked at. An ordinary expression sees more than a million
 * characters so; the largest programs see 16,000. Attack: both a large program and a subject of a megabyte.
 */
const STEP_LIMIT = 50_000_000

/** A regular expression that is looked for anywhere in a text, in time linear to the text. */
export interface LinearRegex {
  readonly kind: 'regex'
  /** `limit` is told when the text was too long to be looked at whole. */
  found(text: string, limit?: (what: string) => void): boolean
}

/**
 * Compiles an expression in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax), which is PCRE without what
 * needs going back over the text. Such constructs, and repetitions that would make a huge program, give the reason
 * in words. Never throws.
 */
export function linearRegex(
  source: string,
): LinearRegex | { readonly kind: 'refused'; readonly because: string } {
  if (source.length > SOURCE_LIMIT)
    return { kind: 'refused', because: `the expression is longer than ${SOURCE_LIMIT} characters` }
  try {
    const regex = RE2JS.compile(source)
    if (regex.programSize() > PROGRAM_LIMIT)
      return { kind: 'refused', because: 'the expression is too large' }
    const characters = Math.floor(STEP_LIMIT / Math.max(1, regex.programSize()))
    return {
      kind: 'regex',
      found: (text, limit) => {
        if (text.length <= characters) return regex.test(text)
        limit?.(`of long texts the first ${characters} characters were held against an expression`)
        return regex.test(text.slice(0, characters))
      },
    }
  } catch (error) {
    // RangeError: the library recurses over nested brackets
    if (error instanceof RE2JSException || error instanceof RangeError)
      return { kind: 'refused', because: reason(source, error.message) }
    throw error
  }
}

/** Constructs of PCRE that have no linear evaluation, as people know them. */
const UNSUPPORTED: readonly (readonly [form: RegExp, name: string])[] = [
  [/\(\?(?:=|!|<=|<!)/, 'lookahead and lookbehind are'],
  [/\\[1-9]|\\k[<{']|\(\?P=/, 'a backreference is'],
  [/\(\?>/, 'an atomic group is'],
  [/\(\?\(/, 'a condition is'],
  [/\(\?(?:R|[0-9+-]|&|P>)/, 'recursion is'],
  [/[*+?}]\+/, 'a possessive quantifier is'],
]

function reason(source: string, message: string): string {
  const construct = UNSUPPORTED.find(([form]) => form.test(source))
  if (construct) return `${construct[1]} not evaluated: expressions run in linear time (RE2 syntax)`
  const said = message.replace(/^error parsing regexp: /, '')
  const colon = said.lastIndexOf(': `')
  return colon < 0 ? said.slice(0, 120) : `${said.slice(0, colon)}: ${quoted(said.slice(colon + 3, -1))}`
}
