import { PLACEHOLDERS } from './placeholders.ts'

const { number, url, address, name, code } = PLACEHOLDERS

/** A longer word is no word of a language that puts blanks between words; CJK text is looked at letter by letter. */
const LONG_WORD = 40
const LEADING = /^[("'‘“`[{<*_„«¿¡]+/
const TRAILING = /[)"'’”`\]}>*_»,.;:!?…]{1,20}$/
const HASH = /^(?=.*\d)[\da-f]{7,64}$/i
/** What only programs are told: calls, members, options, assignments, paths, snake and lowerCamel names. */
const CODE =
  /\w\(|\)\w|::|->|=|\\|\w_\w|^_|^--?[a-z][\w-]*$|^\/\w|\w\/.*\/|^\.\/|\w\.\w{1,4}:\d|^[a-z]+[A-Z]\w*$|^\w+\.(?:[ch]|cpp|py|sh|ts|js|md|txt|conf|bb|dts|dtsi|yaml|yml|json|xml|log|patch|rst|service)$|^0x|[{}<>|]/
const APOSTROPHE = /['’]/

/**
 * One line with its words masked: addresses, URLs, code, runs of digits, and names of `names` (lower case) where
 * they are written with a capital. `everywhere` masks names in lower case too (greeting and closing lines).
 */
export function maskedLine(line: string, names: ReadonlySet<string>, everywhere: boolean): string {
  let out = ''
  let last = ''
  let gap = false
  for (const word of line.split(' ')) {
    if (word === '') {
      // Two blanks after a full stop are a habit; others lay out columns.
      gap = /[.?!:]$/.test(last)
      continue
    }
    const masked = maskedWord(word, names, everywhere)
    // "Given Family" is one name, "host port" of a table one number
    if (masked.startsWith(name) && last === name) out = out.slice(0, -1) + masked
    else out += out === '' ? masked : `${gap ? '  ' : ' '}${masked}`
    last = masked
    gap = false
  }
  return out
}

/**
 * Length of the letters of a word of ASCII letters with at most one mark behind, 0 for other words: most words are
 * such, and can only be names. After a small letter no capital may follow (`roomCount`).
 */
function plainLetters(word: string): number {
  const capital = word.charCodeAt(0) < 0x61
  for (let i = 0; i < word.length; i++) {
    const c = word.charCodeAt(i)
    if ((c >= 0x61 && c <= 0x7a) || (capital && c >= 0x41 && c <= 0x5a)) continue
    return i === word.length - 1 && (c === 0x2c || c === 0x2e || c === 0x3f || c === 0x21 || c === 0x3a)
      ? i
      : 0
  }
  return word.length <= LONG_WORD ? word.length : 0
}

function maskedWord(word: string, names: ReadonlySet<string>, everywhere: boolean): string {
  const letters = plainLetters(word)
  if (letters > 0 && letters <= LONG_WORD) {
    const named = (everywhere || word.charCodeAt(0) < 0x61) && names.has(word.slice(0, letters).toLowerCase())
    return named ? name + word.slice(letters) : word
  }
  const head = LEADING.exec(word)?.[0] ?? ''
  const rest = word.slice(head.length)
  const tail = TRAILING.exec(rest.slice(-24))?.[0] ?? ''
  const core = rest.slice(0, rest.length - tail.length)
  if (core === '') return word.length > LONG_WORD ? '' : word
  if (core.includes('://') || core.startsWith('www.')) return open(head) + url + shut(tail)
  const at = core.indexOf('@')
  if (at > 0) return open(head) + address + shut(tail)
  if (at === 0) return open(head) + name + shut(tail)
  if (core.length > LONG_WORD && core.charCodeAt(0) < 0x2e80) return open(head) + code + shut(tail)
  if (HASH.test(core) || CODE.test(core.slice(0, LONG_WORD)) || tail.startsWith('()'))
    return open(head) + code + shut(head.includes('(') ? tail : tail.replaceAll(')', ''))
  const named = maskedName(core, names, everywhere)
  if (named !== undefined) return head + named + tail
  return head + core.replace(/\d+(?:[.,:]\d+)*/g, number) + tail
}

/** Brackets around what was masked belong to it, quotes too. */
const open = (head: string): string => (head.includes('(') ? '(' : '')
const shut = (tail: string): string => tail.replace(/[^).,;:!?]/g, '')

function maskedName(core: string, names: ReadonlySet<string>, everywhere: boolean): string | undefined {
  const cut = core.search(APOSTROPHE)
  const stem = cut > 0 ? core.slice(0, cut) : core
  const lower = stem.toLowerCase()
  if (!everywhere && stem === lower) return undefined
  if (names.has(lower)) return name + core.slice(stem.length)
  // "Anne-Marie", "Ed/Jo": each side a name
  if (/[-/]/.test(stem) && lower.split(/[-/]/).every((one) => names.has(one)))
    return name + core.slice(stem.length)
  return undefined
}
