/**
 * A print-out, picture text or converted mail beside a mail that is held: how far they agree, and the words in which
 * they differ. No signature is behind it; it is only as good as the held mail.
 */
import type { OriginalComparison } from '../model/authenticity.ts'
import type { Message } from '../model/message.ts'
import type { SourceLocation } from '../model/source.ts'
import { findHumanDate } from '../parse/body/human-date.ts'

/** Words compared on each side: the table of the alignment has their product, 9 million cells. */
const MAX_WORDS = 3_000
/** Differing stretches told on each side, and the words told of one. */
const MAX_STRETCHES = 20
const MAX_STRETCH_WORDS = 30
/** Lines of a print-out in which From, Sent and the like are looked for. */
const MAX_HEAD_LINES = 60
/** Below this share of common words two texts are not taken for the same mail. */
const MIN_LIKENESS = 0.3
const DAY = 86_400_000

/** A held mail ready to be compared. */
export interface HeldMail {
  readonly message: Message
  readonly source: SourceLocation
  readonly words: readonly string[]
  readonly seen: ReadonlySet<string>
}

export function heldMail(message: Message, source: SourceLocation): HeldMail {
  const body = message.texts[message.mainText]
  const text = body?.shown?.runs.map((run) => run.text).join(' ') ?? body?.text ?? ''
  const words = wordsOf(text)
  return { message, source, words, seen: new Set(words) }
}

/** The held mails a shown text most probably is a copy of, best first, at most three. */
export function compareOriginals(text: string, held: readonly HeldMail[]): readonly OriginalComparison[] {
  const shown = wordsOf(text)
  if (shown.length === 0) return []
  const counted = new Set(shown)
  const likely = held
    .map((mail) => ({ mail, common: commonShare(mail.seen, counted) }))
    .filter(({ common }) => common >= MIN_LIKENESS)
    .sort((one, other) => other.common - one.common)
    .slice(0, 5)
  return likely
    .map(({ mail }) => comparison(text, shown, mail))
    .filter(({ likeness, fields }) => likeness >= MIN_LIKENESS || fields.some(({ agrees }) => agrees))
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, 3)
}

function commonShare(held: ReadonlySet<string>, shown: ReadonlySet<string>): number {
  if (held.size === 0) return 0
  let common = 0
  for (const word of held) if (shown.has(word)) common++
  return common / held.size
}

function comparison(text: string, shown: readonly string[], mail: HeldMail): OriginalComparison {
  const { common, onlyShown, onlyHeld } = aligned(shown, mail.words)
  return {
    digest: mail.message.digest,
    source: mail.source,
    fields: comparedFields(text, mail.message),
    likeness: mail.words.length === 0 ? 0 : common / Math.min(MAX_WORDS, mail.words.length),
    words: { shown: shown.length, held: mail.words.length },
    onlyShown,
    onlyHeld,
  }
}

function comparedFields(text: string, message: Message): OriginalComparison['fields'] {
  const head = text.split(/\r?\n/, MAX_HEAD_LINES)
  const flat = wordsOf(head.join(' ')).join(' ')
  const fields: { name: string; agrees: boolean }[] = []
  const subject = wordsOf(message.subject).join(' ')
  if (subject !== '') fields.push({ name: 'Subject', agrees: ` ${flat} `.includes(` ${subject} `) })
  const sender = message.from[0]
  if (sender !== undefined)
    fields.push({
      name: 'From',
      agrees: [sender.address, sender.name]
        .map((one) => wordsOf(one).join(' '))
        .some((one) => one !== '' && ` ${flat} `.includes(` ${one} `)),
    })
  const time = message.date?.time
  const dates = head.flatMap((line) => {
    const found = findHumanDate(line)?.time
    return found === undefined ? [] : [found]
  })
  if (time !== undefined && dates.length > 0)
    // A print-out states no zone: the day before and after agree, too.
    fields.push({ name: 'Date', agrees: dates.some((date) => Math.abs(date - time) <= DAY) })
  return fields
}

/** Words without case and punctuation, so that line breaks and quotation marks do not count. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** Longest common sequence of words, and what stands only on one side between its first and last word. */
function aligned(
  shown: readonly string[],
  held: readonly string[],
): { common: number; onlyShown: readonly string[]; onlyHeld: readonly string[] } {
  const a = shown.slice(0, MAX_WORDS)
  const b = held.slice(0, MAX_WORDS)
  const width = b.length + 1
  const table = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] =
        a[i] === b[j]
          ? table[(i + 1) * width + j + 1]! + 1
          : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!)
  const left: string[][] = []
  const right: string[][] = []
  let begun = false
  let open: { left: string[]; right: string[] } = { left: [], right: [] }
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      if (begun && open.left.length > 0) left.push(open.left)
      if (open.right.length > 0) right.push(open.right)
      open = { left: [], right: [] }
      begun = true
      i++
      j++
    } else if (table[(i + 1) * width + j]! >= table[i * width + j + 1]!) open.left.push(a[i++]!)
    else open.right.push(b[j++]!)
  }
  // What follows the last common word: another ending, or one that is missing.
  const [restShown, restHeld] = [
    [...open.left, ...a.slice(i)],
    [...open.right, ...b.slice(j)],
  ]
  if (begun && restShown.length > 0 && shown.length <= MAX_WORDS) left.push(restShown)
  if (begun && restHeld.length > 0 && held.length <= MAX_WORDS) right.push(restHeld)
  const told = (stretches: readonly string[][]): readonly string[] =>
    stretches.slice(0, MAX_STRETCHES).map((words) => words.slice(0, MAX_STRETCH_WORDS).join(' '))
  return { common: table[0]!, onlyShown: told(left), onlyHeld: told(right) }
}
