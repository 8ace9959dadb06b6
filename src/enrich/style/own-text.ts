import type { Message } from '../../model/message.ts'
import { textRenderer } from '../../parse/body/visible-text.ts'
import { ANSWERS, CLOSINGS, EVERYBODY, GREETINGS } from './closing-words.ts'
import { headerNames } from './header-names.ts'
import { maskedLine } from './masked-words.ts'
import { PLACEHOLDER_SIGNS, PLACEHOLDERS } from './placeholders.ts'
import { isProse, startsPatch, startsShortlog } from './prose-lines.ts'

/** Characters kept: the beginning and, as closings are habits, the end. */
export const STYLE_TEXT_LIMIT = 1_200
const TAIL = 300
/** Attack: a mail of many megabytes. What is kept comes from this many characters of the body (HTML: of its source). */
const SCANNED = 60_000
const LINE_SCANNED = 4_000
/** Lines from the end among which a closing is looked for. */
const CLOSING_LINES = 10
const { name } = PLACEHOLDERS

/**
 * The sender's own new words, for comparing hands: without quotes, forwards, signature, patches, code and logs; with
 * URLs, addresses, digits, code words and the names of the mail's own header replaced by signs (`PLACEHOLDERS`);
 * NFKC; line breaks kept, as wrapping and paragraphs are habits; at most `STYLE_TEXT_LIMIT` characters. Empty when
 * nothing is left, or when the text says that somebody else wrote it (the `From:` line of a mailed patch). Pure,
 * linear, never throws.
 */
export function styleText(message: Message): string {
  const main = message.texts[message.mainText]
  if (!main) return ''
  const { address } = message.from[0] ?? { address: '' }
  const lines: string[] = []
  for (const piece of ownPieces(message)) {
    let listing = false
    for (let at = 0; at <= piece.length; ) {
      let end = piece.indexOf('\n', at)
      if (end < 0) end = piece.length
      const line = piece.slice(at, Math.min(end, at + LINE_SCANNED)).trimEnd()
      at = end + 1
      if (startsPatch(line)) break
      if (lines.length === 0 && writtenByAnother(line, address)) return ''
      if (startsShortlog(line)) listing = true
      else if (listing && line.startsWith(' ')) continue
      else if (isProse(line) && !ATTRIBUTION.test(line)) {
        listing = false
        lines.push(line.trimStart())
      }
    }
    lines.push('')
  }
  const kept = closed(ends(lines.map(cleaned)))
  return shortened(tidied(maskedLines(kept, headerNames(message))))
}

/** `From: Name <address>` as the first line of a mailed patch names its author when that is not the sender. */
function writtenByAnother(line: string, sender: string): boolean {
  if (!line.startsWith('From: ') || !line.endsWith('>')) return false
  const address = line.slice(line.lastIndexOf('<') + 1, -1)
  return address.includes('@') && address.toLowerCase() !== sender.toLowerCase()
}

/** The stretches of own text, in order: a patch ends with its stretch. Of HTML one, as it is seen. */
function ownPieces(message: Message): readonly string[] {
  const main = message.texts[message.mainText]
  if (!main) return []
  if (main.shown) {
    const text = textRenderer()
    for (const run of main.shown.runs) {
      if (run.start >= SCANNED) break
      text.take(run, run.region === 'own' ? run.text.slice(0, SCANNED - run.start) : '')
    }
    return [text.rendered()]
  }
  return message.regions
    .filter(({ kind, start }) => kind === 'own' && start < SCANNED)
    .map(({ start, end }) => main.text.slice(start, Math.min(end, SCANNED)).trim())
}

/** What is left of an attribution line when its quote stands elsewhere. */
const ATTRIBUTION = /(?:wrote|writes|schrieb|écrit|escribió|ha scritto) ?:$/
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const PLAIN = /^[ -~]*$/

function cleaned(line: string): string {
  if (PLAIN.test(line)) return line
  return line.normalize('NFKC').slice(0, LINE_SCANNED).replace(PLACEHOLDER_SIGNS, '').replace(INVISIBLE, '')
}

/** Only lines that can be kept: masking makes text shorter, seldom to a third. */
function ends(lines: readonly string[]): readonly string[] {
  let head = 0
  let room = 3 * STYLE_TEXT_LIMIT
  while (head < lines.length && room > 0) room -= (lines[head++]?.length ?? 0) + 1
  let tail = lines.length
  room = 3 * TAIL
  while (tail > head && room > 0) room -= (lines[--tail]?.length ?? 0) + 1
  return tail === head ? lines : [...lines.slice(0, head), '', ...lines.slice(tail)]
}

const firstWord = (line: string): string =>
  /^[("'*_-]{0,3} ?([\p{L}\p{M}]+)/u.exec(line)?.[1]?.toLowerCase() ?? ''
const wordsOf = (line: string): readonly string[] => line.split(' ').filter((one) => one !== '')

/** A line that says good-bye and little else. */
export function isClosing(line: string): boolean {
  return line.length <= 60 && CLOSINGS.has(firstWord(line)) && wordsOf(line).length <= 6
}

/** A line that greets and little else. */
export function isGreeting(line: string): boolean {
  return line.length <= 60 && GREETINGS.has(firstWord(line)) && wordsOf(line).length <= 6
}

/** A name alone on a line, as people sign: one to three words, each with a capital, no full stop. */
function isSigned(line: string): boolean {
  const words = wordsOf(line.replace(/^[-–—~/*]+ ?/, ''))
  return (
    words.length > 0 &&
    words.length <= 3 &&
    line.length <= 40 &&
    words.every((word) => /^\p{Lu}[\p{L}\p{M}'’.-]*,?$/u.test(word)) &&
    !/[.!?]$/.test(line) &&
    !ANSWERS.has(firstWord(line)) &&
    !CLOSINGS.has(firstWord(line))
  )
}

/** Without what follows a closing and a name: job titles, telephone numbers, slogans. A postscript stays. */
function closed(lines: readonly string[]): readonly string[] {
  let end = lines.length
  while (end > 0 && lines[end - 1] === '') end--
  for (let i = Math.max(0, end - CLOSING_LINES); i < end; i++) {
    if (!isClosing(lines[i] ?? '')) continue
    let after = i + 1
    while (after < end && lines[after] === '') after++
    if (after >= end) break
    if (!isSigned(lines[after] ?? '')) continue
    const rest = lines.slice(after + 1, end)
    const postscript = rest.findIndex((line) => /^p\.? ?s\b/i.test(line))
    return [...lines.slice(0, after + 1), ...(postscript < 0 ? [] : rest.slice(postscript))]
  }
  return lines.slice(0, end)
}

function maskedLines(lines: readonly string[], names: ReadonlySet<string>): readonly string[] {
  let first = 0
  while (lines[first] === '') first++
  let last = lines.length - 1
  while (last > first && lines[last] === '') last--
  return lines.map((line, index) => {
    if (index === first && (isGreeting(line) || isAddressed(line))) return maskedGreeting(line, names)
    if (index > last - 3 && index > first) {
      if (index === last && (isSigned(line) || isNamed(line, names))) return signedLine(line)
      if (isClosing(line) || isSigned(line)) return maskedGreeting(line, names)
    }
    return maskedLine(line, names, false)
  })
}

/** "Robin," or "Robin:" as the whole first line. */
const isAddressed = (line: string): boolean =>
  /^\p{Lu}[\p{L}\p{M}'’-]*(?: \p{Lu}[\p{L}\p{M}'’-]*)?[,:]$/u.test(line)

/** "robin", "-robin h": few words, one of them a name of the header. */
function isNamed(line: string, names: ReadonlySet<string>): boolean {
  if (line.length > 40 || /[.!?:,]$/.test(line)) return false
  const words = line.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  return (
    words.length <= 3 &&
    words.some((word) => names.has(word)) &&
    !CLOSINGS.has(words[0] ?? '') &&
    !ANSWERS.has(words[0] ?? '')
  )
}

/** "-Robin" stays recognisable as a dash and a name. */
const signedLine = (line: string): string => (/^[-–—~/*]+ ?/.exec(line)?.[0] ?? '') + name

/** In a line of greeting or good-bye every word with a capital but the first is a name, unless it means everybody. */
function maskedGreeting(line: string, names: ReadonlySet<string>): string {
  let index = 0
  const marked = line.replace(/[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu, (word) => {
    const lower = word.toLowerCase()
    const known = GREETINGS.has(lower) || CLOSINGS.has(lower) || EVERYBODY.has(lower)
    const first = index++ === 0
    if (known) return word
    return names.has(lower) || (word !== lower && (!first || isAddressed(line))) ? name : word
  })
  return maskedLine(marked.replace(/¶(?:[ .]*¶)+/g, name), names, true)
}

/** Blank lines: none at the ends, one between paragraphs. */
function tidied(lines: readonly string[]): string {
  const kept: string[] = []
  for (const line of lines) if (line !== '' || (kept.length > 0 && kept.at(-1) !== '')) kept.push(line)
  while (kept.at(-1) === '') kept.pop()
  return kept.join('\n')
}

function shortened(text: string): string {
  if (text.length <= STYLE_TEXT_LIMIT) return text
  const room = STYLE_TEXT_LIMIT - TAIL - 2
  const head = text.slice(0, room).replace(/\S{1,60}$/, '')
  const tail = text.slice(-TAIL).replace(/^\S{1,60}/, '')
  return `${head.trimEnd()}\n\n${tail.trimStart()}`
}
