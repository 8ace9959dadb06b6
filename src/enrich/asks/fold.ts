/**
 * Characters as phrases compare them: lower case, without accents (people and lures leave them out), the Arabic and
 * Persian spellings of one letter as one. One UTF-16 unit to one, so places stay places.
 */

/** Not part of a word. */
export const BREAK = 0
/** Invisible or combining: passed over inside a word, so that a hidden character does not hide the word. */
export const SKIP = 1

/** Scripts end here for us; what lies behind (CJK, pictures) has no phrases yet and only separates words. */
const TABLE = 0x2000
const table = foldTable()

/** The folded letter, `BREAK` or `SKIP`. */
export function fold(unit: number): number {
  if (unit < TABLE) return table[unit] as number
  if (unit === 0x2019) return 39
  if ((unit >= 0x200b && unit <= 0x200f) || (unit >= 0x202a && unit <= 0x202e)) return SKIP
  if (unit === 0x2060 || unit === 0xfeff || (unit >= 0xfe00 && unit <= 0xfe0f)) return SKIP
  // Full-width Latin, a way to write "password" that filters miss.
  if (unit >= 0xff10 && unit <= 0xff5a) return table[unit - 0xfee0] as number
  return BREAK
}

function foldTable(): Uint16Array {
  const made = new Uint16Array(TABLE)
  for (let unit = 0; unit < TABLE; unit++) {
    const character = String.fromCharCode(unit)
    if (/[\p{M}\u00ad\u0640\u180e]/u.test(character)) made[unit] = SKIP
    else if (/[\p{L}\p{N}]/u.test(character)) {
      const plain = character.normalize('NFD').toLowerCase().normalize('NFD')
      made[unit] = plain.charCodeAt(0)
    }
  }
  const same: readonly (readonly [string, string])[] = [
    ['ł', 'l'],
    ['Ł', 'l'],
    ['ı', 'i'],
    ['ø', 'o'],
    ['Ø', 'o'],
    ['đ', 'd'],
    ['Đ', 'd'],
    ['ك', 'ک'],
    ['ي', 'ی'],
    ['ى', 'ی'],
    ['ة', 'ه'],
    ['ٱ', 'ا'],
    ['`', "'"],
    ["'", "'"],
    ['´', "'"],
    ['’', "'"],
    ['׳', "'"],
  ]
  for (const [from, to] of same) if (from.charCodeAt(0) < TABLE) made[from.charCodeAt(0)] = to.charCodeAt(0)
  return made
}

/** A phrase word as text is folded; characters that break words are left out. */
export function foldWord(word: string): string {
  let folded = ''
  for (let i = 0; i < word.length; i++) {
    const unit = fold(word.charCodeAt(i))
    if (unit > SKIP) folded += String.fromCharCode(unit)
  }
  return folded
}

/** Scripts that write small words (and, the, to) in front of the next word, and those small words' letters. */
export const HEBREW_PREFIXES = 'והבלכשמ'
export const ARABIC_PREFIXES = 'والبلکف'
export const isHebrew = (unit: number): boolean => unit >= 0x5d0 && unit <= 0x5ea
export const isArabic = (unit: number): boolean => unit >= 0x621 && unit <= 0x6d5

/** Letters of other scripts, and figures, that look like a Latin letter ("pаssw0rd"). */
const LOOKALIKES: ReadonlyMap<number, number> = new Map(
  [...'аaеeоoрpсcхxуyіiјjѕsһhԁdԛqԝwкkмmтtвbнhαaοoρpεeιiκkνvτtυuγyχx0o1l3e5s@a'].reduce<[number, number][]>(
    (pairs, letter, at, all) => {
      const latin = all[at + 1]
      if (at % 2 === 0 && latin !== undefined) pairs.push([letter.charCodeAt(0), latin.charCodeAt(0)])
      return pairs
    },
    [],
  ),
)

/** The Latin letter a folded one looks like, or itself. */
export const looksLike = (folded: number): number => LOOKALIKES.get(folded) ?? folded
