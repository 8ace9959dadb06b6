import type { Mailbox } from '../../model/message.ts'
import { decodeWords, encodedWordAt } from './encoded-words.ts'
import type { Note } from './note.ts'
import { commentEnd } from './parameters.ts'

/** Mailboxes kept of one field. Attack: a Cc of a million addresses that every later stage compares with history. */
export const MAX_ADDRESSES = 5_000

/** One address while it is being read. */
interface Draft {
  /** Words, quoted strings and separators outside angle brackets, white space collapsed to the blanks between. */
  phrase: string[]
  /** For each piece of the phrase: it stood in quotes. */
  quoted: boolean[]
  comments: string[]
  /** An unquoted word holds an `@`. */
  hasAt: boolean
  /** Pieces before which a comma stood, while it is not known whether it separates addresses or belongs to a name. */
  commas: number[]
  /** What stood inside angle brackets. */
  angle: string | undefined
}

/**
 * Reads an address list (RFC 5322 §3.4, obsolete syntax of §4.4 included). Beyond the grammar it accepts what mail
 * clients accept: missing angle brackets, semicolons as separators, encoded-words in quotes, raw 8-bit names, stray
 * quotes. An address inside a display name stays in the name. Groups are flattened, their name kept. A mailbox whose
 * address cannot be read has an empty address and its text as name. Linear, never throws.
 */
export function parseAddresses(value: string, note?: Note): Mailbox[] {
  const found: Mailbox[] = []
  let draft = newDraft()
  let group: string | undefined
  let full = false
  const finish = () => {
    if (isEmpty(draft)) return
    for (const piece of splitAtCommas(draft, note))
      for (const mailbox of readDraft(piece, group, note)) {
        if (found.length < MAX_ADDRESSES) found.push(mailbox)
        else full = true
      }
    draft = newDraft()
  }
  /** A group name begins after the comma. */
  const lastAfterComma = () => {
    const from = draft.commas.at(-1) ?? 0
    const rest = { ...newDraft(), phrase: draft.phrase.splice(from), quoted: draft.quoted.splice(from) }
    draft.commas.pop()
    finish()
    draft = rest
  }
  let at = 0
  while (at < value.length && !full) {
    const code = value.charCodeAt(at)
    if (code <= 32) {
      at++
      continue
    }
    switch (code) {
      case 44: // ,
        // `Doe, John <…>` without quotes: the comma is part of the name when an address in brackets follows.
        if (draft.phrase.length > 0 && draft.angle === undefined && !draft.hasAt)
          draft.commas.push(draft.phrase.length)
        else finish()
        at++
        continue
      case 59: // ;
        finish()
        group = undefined
        at++
        continue
      case 58: // :
        if (draft.commas.length > 0) lastAfterComma()
        if (draft.angle === undefined && draft.phrase.length > 0 && !draft.hasAt) {
          const name = phraseText(draft, note)
          if (!/^(?:mailto|smtp|e-?mail)$/i.test(name)) group = name
          draft = newDraft()
        } else addWord(draft, ':', false)
        at++
        continue
      case 40: {
        // (
        const end = commentEnd(value, at)
        draft.comments.push(
          commentText(value.slice(at + 1, value.charCodeAt(end - 1) === 41 ? end - 1 : end)),
        )
        at = end
        continue
      }
      case 34: {
        // "
        const end = quotedEnd(value, at)
        const isLocalPart = value.charCodeAt(end) === 64
        if (isLocalPart) {
          const stop = wordEnd(value, end)
          addWord(draft, value.slice(at, stop), false)
          at = stop
        } else {
          addWord(draft, unquote(value.slice(at, end)), true)
          at = end
        }
        continue
      }
      case 60: {
        // <
        if (draft.angle !== undefined) {
          note?.('header.address-invalid', 'two addresses without a comma between them')
          finish()
        }
        const { text, end } = angleContent(value, at)
        at = end
        // `"Name" <> 123 <a@b.test>`: an empty pair in front of the address is there to confuse.
        if (text.trim() !== '') draft.angle = text
        continue
      }
      case 62: // > without <
      case 41:
        at++
        continue
    }
    if (code === 61 && value.charCodeAt(at + 1) === 63) {
      // An encoded-word is one piece, also when it holds a comma it should not.
      const word = encodedWordAt(value, at, MAX_WORD)
      if (word && !word.content.includes('<')) {
        const stop = value.charCodeAt(word.end) > 32 ? wordEnd(value, word.end) : word.end
        addWord(draft, value.slice(at, stop), false)
        at = stop
        continue
      }
    }
    const end = Math.max(wordEnd(value, at), at + 1)
    addWord(draft, value.slice(at, end), false)
    at = end
  }
  finish()
  if (full)
    note?.('limit.address-count', `more than ${MAX_ADDRESSES} addresses in one field; the rest was left out`)
  return found
}

/** Attack: `=?x?q?` repeated without an end, where each one is searched to the end of the field. */
const MAX_WORD = 1000
/** Longest domain literal looked at, and longest address put together from pieces: beyond that nobody's. */
const MAX_LITERAL = 100
const MAX_GLUED = 1000

function newDraft(): Draft {
  return { phrase: [], quoted: [], comments: [], hasAt: false, commas: [], angle: undefined }
}

function isEmpty(draft: Draft): boolean {
  return draft.phrase.length === 0 && draft.comments.length === 0 && draft.angle === undefined
}

function addWord(draft: Draft, word: string, quoted: boolean): void {
  draft.phrase.push(word)
  draft.quoted.push(quoted)
  if (!quoted && hasBareAt(word)) draft.hasAt = true
}

function hasBareAt(word: string): boolean {
  return word.includes('@') && !word.startsWith('=?')
}

/** End of an unquoted word: at white space or a character with a meaning of its own. */
function wordEnd(value: string, from: number): number {
  let at = from
  while (at < value.length) {
    const code = value.charCodeAt(at)
    if (code <= 32 || code === 44 || code === 59 || code === 60 || code === 62 || code === 40 || code === 34)
      break
    if (code === 58) break
    if (code === 91) {
      // A domain literal may hold colons.
      const close = value.slice(at, at + MAX_LITERAL).indexOf(']')
      if (close > 0 && at > from && value.charCodeAt(at - 1) === 64) {
        at += close + 1
        continue
      }
    }
    at++
  }
  return at
}

/** First character after the quoted string at `at`; one that never closes ends before an angle bracket or at the end. */
function quotedEnd(value: string, at: number): number {
  for (let here = at + 1; here < value.length; here++) {
    const code = value.charCodeAt(here)
    if (code === 92) here++
    else if (code === 34) return here + 1
  }
  const angle = value.lastIndexOf('<')
  return angle > at ? angle : value.length
}

function unquote(text: string): string {
  const inner = text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text.slice(1)
  return inner.includes('\\') ? inner.replace(/\\(.?)/gs, '$1') : inner
}

function commentText(text: string): string {
  return text.includes('\\') ? text.replace(/\\(.?)/gs, '$1') : text
}

/** What stands between `<` at `at` and its `>`; a bracket that never closes ends at a comma or at the next `<`. */
function angleContent(value: string, at: number): { readonly text: string; readonly end: number } {
  let start = at + 1
  while (value.charCodeAt(start) === 60) start++
  let quoted = false
  let comma = -1
  for (let here = start; here < value.length; here++) {
    const code = value.charCodeAt(here)
    if (code === 92) here++
    else if (code === 34) quoted = !quoted
    else if (quoted) continue
    else if (code === 62) {
      let end = here + 1
      while (value.charCodeAt(end) === 62) end++
      return { text: value.slice(start, here), end }
    } else if (code === 44 && comma < 0 && value.charCodeAt(start) !== 64) comma = here
    else if (code === 60) {
      const end = comma < 0 ? here : comma
      return { text: value.slice(start, end), end }
    }
  }
  const end = comma < 0 ? value.length : comma
  return { text: value.slice(start, end), end }
}

/** One draft when an address in brackets follows the commas, else one per piece between them. */
function splitAtCommas(draft: Draft, note?: Note): Draft[] {
  if (draft.commas.length === 0) return [draft]
  if (draft.angle !== undefined) {
    note?.('header.address-invalid', 'a comma in a name without quotes')
    // One right before the bracket separates nothing and belongs to nothing.
    for (const at of draft.commas) if (at < draft.phrase.length) draft.phrase[at - 1] += ','
    return [draft]
  }
  const pieces: Draft[] = []
  let from = 0
  for (const to of [...draft.commas, draft.phrase.length]) {
    if (to === from) continue
    const piece = newDraft()
    for (let at = from; at < to; at++) addWord(piece, draft.phrase[at] ?? '', draft.quoted[at] === true)
    pieces.push(piece)
    from = to
  }
  pieces.at(-1)?.comments.push(...draft.comments)
  return pieces
}

function readDraft(draft: Draft, group: string | undefined, note?: Note): Mailbox[] {
  const inGroup = group === undefined || group === '' ? {} : { group }
  if (draft.angle !== undefined) {
    const written = withoutComments(draft.angle, draft.comments)
    const address = normaliseAddress(written)
    let name = phraseText(draft, note)
    if (name === '') name = decodeWords(draft.comments.join(' '), note).trim()
    if (address === '' && written.trim() !== '') {
      note?.('header.address-invalid', `"${written.trim().slice(0, 60)}" is no address`)
      if (name === '') name = decodeWords(written, note).trim()
    }
    return address === '' && name === '' ? [] : [{ name, address, ...inGroup }]
  }
  const words = glueAddress(draft)
  const at = words.filter((word) => !word.quoted && hasBareAt(word.text))
  const comment = () => decodeWords(draft.comments.join(' '), note).trim()
  if (at.length === 0) {
    const name = words.length > 0 ? phraseText(draft, note) : comment()
    if (words.length === 0 && group !== undefined) return []
    note?.('header.address-invalid', `"${name.slice(0, 60)}" is no address`)
    return name === '' ? [] : [{ name, address: '', ...inGroup }]
  }
  if (at.length > 1) {
    // Addresses without commas between them.
    note?.('header.address-invalid', 'several addresses without a comma between them')
    return at.map((word) => ({ name: '', address: normaliseAddress(word.text), ...inGroup }))
  }
  const address = normaliseAddress(at[0]?.text ?? '')
  const rest = words.filter((word) => word !== at[0])
  const name = decodeWords(rest.map((word) => word.text).join(' '), note).trim() || comment()
  if (address === '') {
    note?.('header.address-invalid', `"${(at[0]?.text ?? '').slice(0, 60)}" is no address`)
    return [{ name: phraseText(draft, note), address: '', ...inGroup }]
  }
  return [{ name, address, ...inGroup }]
}

/** RFC 5322 §4.4 allows white space around the dots and the `@` of an address. */
function glueAddress(draft: Draft): { text: string; quoted: boolean }[] {
  const words: { text: string; quoted: boolean }[] = []
  draft.phrase.forEach((text, index) => {
    const quoted = draft.quoted[index] === true
    const previous = words.at(-1)
    const joins =
      previous !== undefined &&
      !quoted &&
      !previous.quoted &&
      previous.text.length < MAX_GLUED &&
      (/^[@.]/.test(text) || /[@.]$/.test(previous.text)) &&
      (text.includes('@') || previous.text.includes('@'))
    if (joins && previous) previous.text += text
    else words.push({ text, quoted })
  })
  return words
}

/** Display name: pieces joined by spaces, encoded-words decoded, wherever they stood. */
function phraseText(draft: Draft, note?: Note): string {
  const joined = draft.phrase.length === 1 ? (draft.phrase[0] as string) : draft.phrase.join(' ')
  return decodeWords(joined, note)
    .replace(/[\r\n]+/g, '')
    .trim()
}

/** An address may hold comments (RFC 5322 §3.4.1); they go to `comments`. */
function withoutComments(text: string, comments: string[]): string {
  if (!text.includes('(')) return text
  let out = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 92 && at + 1 < text.length) {
      out += text.slice(at, at + 2)
      at++
      continue
    }
    if (code === 34) quoted = !quoted
    if (code === 40 && !quoted) {
      const end = commentEnd(text, at)
      comments.push(commentText(text.slice(at + 1, text.charCodeAt(end - 1) === 41 ? end - 1 : end)))
      at = end - 1
      continue
    }
    out += text.charAt(at)
  }
  return out
}

/**
 * `local@domain` with the domain in lower case: source routes (`@a,@b:`) and `mailto:` removed, white space outside
 * quotes removed, needless quotes of the local part removed. Empty when there is no `@` with something on both sides.
 */
export function normaliseAddress(written: string): string {
  let text = written.trim()
  if (/^mailto:/i.test(text)) text = text.slice(7)
  if (text.startsWith('@')) {
    const colon = text.indexOf(':')
    if (colon > 0) text = text.slice(colon + 1)
  }
  if (text.startsWith("'") && text.endsWith("'") && text.length > 2) text = text.slice(1, -1)
  const quoteEnd = text.startsWith('"') ? quotedEnd(text, 0) : 0
  const at = text.lastIndexOf('@')
  if (at <= 0 || at < quoteEnd - 1 || at === text.length - 1) return ''
  let local = text.slice(0, at)
  if (quoteEnd > 0 && quoteEnd === local.trimEnd().length) {
    const inner = unquote(local.trim())
    local = /^[^\s"(),:;<>@[\\\]]+$/.test(inner) ? inner : `"${inner.replace(/["\\]/g, '\\$&')}"`
  } else local = local.replace(/\s+/g, '')
  const domain = text
    .slice(at + 1)
    .replace(/[\s>"']+/g, '')
    .replace(/\?.*$/, '')
    .replace(/\.$/, '')
    .toLowerCase()
  return local === '' || domain === '' ? '' : `${local}@${domain}`
}
