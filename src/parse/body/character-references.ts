import { Tokenizer } from 'parse5'

/**
 * Character references of HTML (HTML Standard §13.2.5.72 ff.). The usual ones are decoded here; the rest goes
 * through parse5, which holds the table of names, and is remembered.
 */
const KNOWN: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&nbsp;': '\u00a0',
  '&#39;': "'",
  '&#x27;': "'",
  '&#160;': '\u00a0',
}
/** Mail uses a few dozen; a mail of random numbers must not fill the memory. */
const CACHE_SIZE = 4_096
/** Longer than every name; digits can go on. */
const NAME_LENGTH = 40

const inText = new Map<string, string>(Object.entries(KNOWN))
const inAttribute = new Map<string, string>(Object.entries(KNOWN))

/** End of the reference whose `&` stands at `at`: letters and digits, and the semicolon. */
export function referenceEnd(text: string, at: number, limit: number): number {
  let i = at + 1
  const digits = text.charCodeAt(i) === 35
  if (digits) i++
  const last = digits ? limit : Math.min(limit, at + NAME_LENGTH)
  while (i < last && isAlphanumeric(text.charCodeAt(i))) i++
  return i < limit && text.charCodeAt(i) === 59 ? i + 1 : i
}

/** What a reference as given by `referenceEnd` stands for in text; itself when it is none. */
export function decodeInText(reference: string): string {
  const known = inText.get(reference)
  if (known !== undefined) return known
  return remember(inText, reference, isReference(reference) ? throughText(reference) : reference)
}

/** An attribute's value with its references decoded: those without a semicolon before `=` or a letter are none. */
export function decodeAttribute(value: string): string {
  let at = value.indexOf('&')
  if (at < 0) return value
  let out = ''
  let from = 0
  while (at >= 0) {
    const end = referenceEnd(value, at, value.length)
    const numeric = value.charCodeAt(at + 1) === 35
    const closed = value.charCodeAt(end - 1) === 59
    const next = value.charCodeAt(end)
    // A name without a semicolon before `=` or a letter is a parameter of a URL.
    if (numeric || closed || !(next === 61 || isAlphanumeric(next))) {
      const reference = value.slice(at, end)
      let decoded = inAttribute.get(reference)
      if (decoded === undefined)
        decoded = remember(
          inAttribute,
          reference,
          isReference(reference) ? throughAttribute(reference) : reference,
        )
      out += value.slice(from, at) + decoded
      from = end
    }
    at = value.indexOf('&', end)
  }
  return out + value.slice(from)
}

const isReference = (reference: string): boolean =>
  reference.length > 2 && (reference.charCodeAt(1) === 35 || isAlphanumeric(reference.charCodeAt(1)))

const isAlphanumeric = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57)

function remember(cache: Map<string, string>, reference: string, decoded: string): string {
  if (reference.length <= NAME_LENGTH) {
    if (cache.size >= CACHE_SIZE) cache.clear()
    cache.set(reference, decoded)
  }
  return decoded
}

const nothing = (): void => {}

function throughText(reference: string): string {
  let out = ''
  const text = ({ chars }: { chars: string }): void => {
    out += chars
  }
  new Tokenizer(
    {},
    {
      onCharacter: text,
      onWhitespaceCharacter: text,
      onNullCharacter: text,
      onStartTag: nothing,
      onEndTag: nothing,
      onComment: nothing,
      onDoctype: nothing,
      onEof: nothing,
    },
  ).write(reference, true)
  return out
}

function throughAttribute(reference: string): string {
  let out = reference
  new Tokenizer(
    {},
    {
      onCharacter: nothing,
      onWhitespaceCharacter: nothing,
      onNullCharacter: nothing,
      onStartTag(tag) {
        out = tag.attrs[0]?.value ?? reference
      },
      onEndTag: nothing,
      onComment: nothing,
      onDoctype: nothing,
      onEof: nothing,
    },
  ).write(`<a b="${reference}">`, true)
  return out
}
