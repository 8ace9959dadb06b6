/** How somebody writes, taken from the text they wrote themselves in earlier mails: greeting, sentences, sign-off. */
import type { Message } from '../../src/model/message.ts'

export interface Voice {
  readonly greetings: readonly string[]
  readonly sentences: readonly string[]
  /** Last lines, as a block. */
  readonly closings: readonly string[]
}

const GREETING =
  /^(hi|hello|hey|dear|good (morning|afternoon|evening)|hallo|bonjour|hola|all|[A-Z][a-z]+)\b[^.?]{0,30}[,:!.-]?$/i
const CLOSING =
  /^(thanks|thank you|thx|cheers|best|regards|kind regards|br|greetings|sincerely|yours|-+\s?[A-Z]|[A-Z][a-z]{1,12}$)/i
const CODE =
  /^(diff |index |---|\+\+\+|@@|[+-]\S|\s{2,}|\t|[A-Z][\w-]+-by:|Fixes:|Link:|Cc:|From:|Subject:|commit )|[{};]\s*$|https?:|\[\d+\]|->|==|::/

/** The sender's own lines of a mail, quotes and signatures left out. */
export function ownLines(message: Message): string[] {
  const main = message.texts[message.mainText]
  if (main?.mediaType !== 'text/plain') return []
  const own = message.regions
    .filter((one) => one.kind === 'own')
    .map((one) => main.text.slice(one.start, one.end))
    .join('\n')
  const cut = own.search(/^(---|diff --git )/m)
  return (cut >= 0 ? own.slice(0, cut) : own).split('\n')
}

/** Gathers what earlier mails show; nothing of code, patches and quotes. */
export function voiceOf(messages: readonly Message[]): Voice {
  const greetings: string[] = []
  const closings: string[] = []
  const sentences: string[] = []
  for (const message of messages) {
    const lines = ownLines(message)
    const first = lines.findIndex((line) => line.trim() !== '')
    if (first < 0) continue
    const greeting = lines[first]!.trim()
    const greets = GREETING.test(greeting) && greeting.length <= 40
    if (greets) greetings.push(greeting)
    let end = lines.length
    while (end > first && lines[end - 1]!.trim() === '') end--
    let start = end
    while (
      start > first + 1 &&
      end - start < 3 &&
      lines[start - 1]!.trim() !== '' &&
      lines[start - 1]!.length < 30
    )
      start--
    const block = lines.slice(start, end).map((line) => line.trim())
    const closes = block.length > 0 && CLOSING.test(block[0]!)
    if (closes) closings.push(block.join('\n'))
    const body = lines.slice(greets ? first + 1 : first, closes ? start : end)
    for (const paragraph of body.join('\n').split(/\n\s*\n/)) {
      const rows = paragraph.split('\n')
      if (rows.some((row) => CODE.test(row))) continue
      for (const sentence of rows.join(' ').split(/(?<=[.?!])\s+/)) {
        const text = sentence.trim().replace(/\s+/g, ' ')
        if (text.length >= 25 && text.length <= 240 && /^[A-Za-z]/.test(text) && /[.?!]$/.test(text))
          sentences.push(text)
      }
    }
  }
  return { greetings, sentences, closings }
}
