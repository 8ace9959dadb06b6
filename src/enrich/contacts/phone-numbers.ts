/**
 * Phone numbers in running text. A number with its country (`+49 30 1234567`) stands for itself; any other needs a
 * word such as `Tel:` in front of it, because dates, tickets, prices and hashes are digits too.
 */

export interface PhoneNumber {
  /** E.164 with `+`, or digits alone when the country is not stated. */
  readonly value: string
  /** As written, white space collapsed. */
  readonly shown: string
  readonly start: number
  readonly end: number
}

/** Characters of one number as written; E.164 has 15 digits, and every digit may have a separator. */
const WRITTEN_LENGTH = 40
/** Digits of a number with its country (ITU-T E.164 §6.1: at most 15). */
const LEAST_DIGITS = 8
const MOST_DIGITS = 15
/** Digits of a number without its country; shorter ones are extensions and short codes. */
const LEAST_NATIONAL = 6
/** Characters before a number in which its word is looked for. */
const LABEL_LENGTH = 24

/** Calling codes are assigned but for these beginnings (ITU-T E.164 list of assigned codes). */
const UNASSIGNED: ReadonlySet<string> = new Set(['28', '83', '89'])
/** Countries of one digit, whose numbers have a fixed length: North America and Russia. */
const FIXED: Readonly<Record<string, number>> = { '1': 11, '7': 11 }

const LABEL =
  /(?:^|[^\p{L}\p{N}])(?:(?:tel|phone|telephone|telefon|téléphone|teléfono|telefono|fon|tlf|mobile|mobil|mob|móvil|portable|cell|cellphone|handy|natel|whatsapp|signal|durchwahl|тел|моб)[ .]{0,2}:?|(?:t|p|m|ph|c|direct|office|home|work|büro|tm)[ .]{0,2}:)[ \t]{0,3}\(?$|[☎☏✆📞📱][\ufe0f ]{0,3}$/iu
const FAX =
  /(?:^|[^\p{L}])(?:tele)?fax[a-z]{0,3}[ .]{0,2}:?[ \t]{0,3}\(?$|(?:^|[^\p{L}])f[ .]{0,2}:[ \t]{0,3}\(?$/iu
const DATE = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?: |$)/

const isDigit = (c: number): boolean => c >= 48 && c <= 57
const isBlank = (c: number): boolean => c === 32 || c === 0xa0 || c === 0x202f || c === 0x2009
/** Space, `-`, `.`, `/`, brackets, non-breaking hyphen and en dash. */
const isSeparator = (c: number): boolean =>
  isBlank(c) ||
  c === 45 ||
  c === 46 ||
  c === 47 ||
  c === 40 ||
  c === 41 ||
  c === 0x2010 ||
  c === 0x2011 ||
  c === 0x2013
/** What glues digits to something that is no phone number: `x12`, `#12`, `$12`, `a@12`, `_12`, `1:2`, `=12`. */
const GLUE = /[\p{L}\p{N}_@#$€£%=&?+*~^\\]/u

/** The numbers of a text, in order. One pass: a run of digits and separators is read once, whatever comes of it. */
export function findPhoneNumbers(text: string): readonly PhoneNumber[] {
  const found: PhoneNumber[] = []
  BEGINNING.lastIndex = 0
  for (let match = BEGINNING.exec(text); match; match = BEGINNING.exec(text)) {
    const end = runEnd(text, match.index)
    const number = phoneIn(text, match.index, end)
    if (number) found.push(number)
    BEGINNING.lastIndex = Math.max(end, match.index + 1)
  }
  return found
}

/** Where a number can begin: looked for by the engine, as most text has none. Bounded, so linear. */
const BEGINNING = /\+|\d[\d \u00a0\u2009\u202f\u2010\u2011\u2013()./-]{4}/g

/** Where the run of digits, plus signs and single separators that begins at `start` ends. */
function runEnd(text: string, start: number): number {
  let end = start + 1
  let separators = 0
  for (let at = start + 1; at < text.length; at++) {
    const c = text.charCodeAt(at)
    if (isDigit(c)) {
      separators = 0
      end = at + 1
      // `030 12345 / 0171 98765` are two numbers, `030/12345` is one.
    } else if (!isSeparator(c) || separators >= 3 || (c === 47 && separators > 0)) break
    else separators++
  }
  return end
}

function phoneIn(text: string, start: number, end: number): PhoneNumber | undefined {
  if (end - start > WRITTEN_LENGTH || end - start < LEAST_NATIONAL) return undefined
  const written = text.slice(start, end)
  const before = start > 0 ? text[start - 1]! : ''
  // A hyphen or dot in front belongs to a longer name, but after a letter's label (`T.`) it is only punctuation.
  if (GLUE.test(before) || (/[-/:]/.test(before) && isDigit(text.charCodeAt(start - 2)))) return undefined
  const after = text[end] ?? ''
  if (GLUE.test(after) || (after === ':' && isDigit(text.charCodeAt(end + 1)))) return undefined
  const label = text.slice(Math.max(0, start - LABEL_LENGTH), start)
  const line = label.slice(label.lastIndexOf('\n') + 1)
  if (FAX.test(line)) return undefined
  const labelled = LABEL.test(line)
  const digits = written.replace(/\(0\)/, '').replace(/\D/g, '')
  const shown = written.replace(/\s+/g, ' ')
  if (written.startsWith('+')) {
    // Lines that begin with a plus are added lines of a patch; there a number has separators at least.
    const isBare = written.length === digits.length + 1
    if (isBare && (start === 0 || before === '\n') && !labelled) return undefined
    return isInternational(digits) ? { value: `+${digits}`, shown, start, end } : undefined
  }
  if (!labelled || DATE.test(written)) return undefined
  if (digits.startsWith('00'))
    return isInternational(digits.slice(2)) ? { value: `+${digits.slice(2)}`, shown, start, end } : undefined
  return digits.length >= LEAST_NATIONAL && digits.length <= MOST_DIGITS
    ? { value: digits, shown, start, end }
    : undefined
}

function isInternational(digits: string): boolean {
  if (digits.length < LEAST_DIGITS || digits.length > MOST_DIGITS) return false
  const first = digits[0] ?? '0'
  if (first === '0' || UNASSIGNED.has(digits.slice(0, 2))) return false
  const fixed = FIXED[first]
  // No area code of North America begins with 0 or 1.
  return fixed === undefined || (digits.length === fixed && (first !== '1' || /^1[2-9]/.test(digits)))
}
