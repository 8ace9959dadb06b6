import { SENT_FROM } from './reply-words.ts'
import type { TextLine } from './text-line.ts'
import { mayBegin } from './word-starts.ts'

/**
 * How many lines the signature or list footer that begins at `index` takes before `stop` (the next line that is
 * something else, or the end); 0 when none begins. Signatures: the `-- ` line (RFC 3676 §4.3), the same without
 * its blank when little follows, "Sent from my …". Footers: the rule and text that mailing lists add.
 */
export function signatureAt(lines: readonly TextLine[], index: number, stop: number, raw: string): number {
  const { text } = lines[index] ?? { text: '' }
  if (text === '--' || text === '—' || text === '-- ') {
    const exact = raw.startsWith('-- ')
    return exact || (text === '--' && stop - index <= SHORT) ? stop - index : 0
  }
  if (isRule(text)) return isListFooter(lines, index, stop) ? stop - index : 0
  if (text.length < 120 && stop - index <= SHORT && maySayFrom(text, 0)) {
    const lower = text.toLowerCase()
    if (SENT_FROM.some((words) => lower.startsWith(words))) return stop - index
  }
  return 0
}

const maySayFrom = mayBegin(SENT_FROM)

/** Lines a signature has that is not marked by the exact delimiter. */
const SHORT = 12
const FOOTER_LINES = 12

function isRule(text: string): boolean {
  const c = text.charCodeAt(0)
  if ((c !== 95 && c !== 45 && c !== 61) || text.length < 10) return false
  for (let i = 1; i < text.length; i++) if (text.charCodeAt(i) !== c) return false
  return true
}

const FOOTER_WORDS =
  /mailing list|unsubscribe|abmelden|désabonner|désinscription|darse de baja|listinfo|subscribed to|google groups|yahoo! groups|reply to this email directly/i

/** Mailman and others: a rule, the list's name, an address, up to the end of the text. */
function isListFooter(lines: readonly TextLine[], index: number, stop: number): boolean {
  if (stop - index > FOOTER_LINES) return false
  for (let i = index + 1; i < stop; i++) if (FOOTER_WORDS.test(lines[i]?.text ?? '')) return true
  return false
}
