import type { Mailbox } from '../../model/message.ts'
import { readMailboxes } from './claimed-mailbox.ts'
import { findHumanDate } from './human-date.ts'
import {
  type ClaimField,
  FIELD_LABELS,
  FORWARD_MARKERS,
  LONGEST_LABEL,
  ORIGINAL_MARKERS,
} from './reply-words.ts'
import type { TextLine } from './text-line.ts'
import { mayBegin } from './word-starts.ts'

/** Quoted header lines (From, Sent, To, Subject), read. */
export interface HeaderBlock {
  /** How many lines it takes. */
  readonly lines: number
  readonly from?: Mailbox
  readonly to?: readonly Mailbox[]
  readonly subject?: string
  readonly dateText?: string
  readonly time?: number
}

/** Attack: a To line for every line of a large text. Real blocks with wrapped recipients stay below. */
const LINES = 60

/** `forwarded` or `quoted` for a line such as `---------- Forwarded message ---------`. */
export function separatorKind(text: string): 'forwarded' | 'quoted' | undefined {
  if (text.length < 4 || text.length > 120 || !maySeparate(text)) return undefined
  const dashed = /^(?:>\s?)?[-_=*–—]{2,}/.test(text)
  const words = text
    .replace(/^[\s>_=*–—-]+/, '')
    .replace(/[\s:：_=*–—-]+$/, '')
    .toLowerCase()
    .replaceAll('’', "'")
  if (FORWARD.has(words)) return 'forwarded'
  // Notes and others add who forwarded it; only between dashes can this be told from running text.
  if (dashed && (words.startsWith('forwarded by ') || words.startsWith('weitergeleitet von ')))
    return 'forwarded'
  return dashed && ORIGINAL.has(words) ? 'quoted' : undefined
}

/** What stands before the words of a separator line, as ASCII codes. */
const BEFORE_WORDS = new Uint8Array(128)
for (const c of '\t\n\v\f\r >_=*-') BEFORE_WORDS[c.charCodeAt(0)] = 1

/** A look at the first letters: nearly every line of a text fails here. */
function maySeparate(text: string): boolean {
  let i = 0
  let c = text.charCodeAt(0)
  while (c < 128 && BEFORE_WORDS[c] === 1) c = text.charCodeAt(++i)
  return i < text.length && (mayBeForward(text, i) || (i > 1 && mayBeOriginal(text, i)))
}

const straight = (words: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...words].map((word) => word.replaceAll('’', "'")))
const FORWARD = straight(FORWARD_MARKERS)
const ORIGINAL = straight(ORIGINAL_MARKERS)
const mayBeForward = mayBegin([...FORWARD, 'forwarded by ', 'weitergeleitet von '])
const mayBeOriginal = mayBegin(ORIGINAL)

/**
 * The block of quoted header lines that begins at line `index`. Without a separator line before it (`announced`)
 * the sender and two more of date, recipients and subject are needed, one more when `followed` by quoted text.
 */
export function headerBlockAt(
  lines: readonly TextLine[],
  index: number,
  announced: boolean,
  followed: (line: number) => boolean = () => false,
): HeaderBlock | undefined {
  const line = lines[index]?.text ?? ''
  if (!announced && !mayNameSender(line)) return undefined
  const first = labelled(line)
  if (!first || (first.field !== 'from' && !announced)) return undefined
  const values = new Map<ClaimField, string>()
  let open: ClaimField | undefined
  let count = 0
  for (let i = index; i < lines.length && count < LINES; i++) {
    const line = lines[i]
    if (!line) break
    if (line.text === '') {
      // Converted HTML has blank lines between the fields.
      const next = lines[i + 1]
      if (!next || next.text === '' || !labelled(next.text)) break
      count++
      continue
    }
    const field = labelled(line.text)
    if (field) {
      if (field.field === 'from' && values.has('from')) break
      if (!values.has(field.field)) values.set(field.field, field.value)
      open = field.field
    } else {
      const value = open === undefined ? undefined : values.get(open)
      if (open === undefined || value === undefined || !continues(open, value, line.text)) break
      if (value.length < 2_000) values.set(open, `${value} ${line.text}`.trim())
    }
    count++
  }
  const from = values.get('from')
  let others = 0
  for (const field of ['date', 'to', 'subject'] as const) if (values.has(field)) others++
  if (announced ? values.size === 0 : from === undefined || others < (followed(index + count) ? 1 : 2))
    return undefined
  const date = values.get('date')
  const time = date === undefined ? undefined : findHumanDate(date)?.time
  const to = values.get('to')
  const subject = values.get('subject')
  const sender = from === undefined ? undefined : readMailboxes(from)[0]
  return {
    lines: count,
    ...(sender && { from: sender }),
    ...(to !== undefined && to !== '' && { to: readMailboxes(to) }),
    ...(subject !== undefined && { subject: subject.slice(0, 500) }),
    ...(date !== undefined && date !== '' && { dateText: date.slice(0, 200) }),
    ...(time !== undefined && { time }),
  }
}

const mayBeFrom = mayBegin([...FIELD_LABELS].filter(([, field]) => field === 'from').map(([label]) => label))
/** What is taken off before a label, as ASCII codes. */
const BEFORE_LABEL = new Uint8Array(128)
for (const c of '\t\n\v\f\r *_|') BEFORE_LABEL[c.charCodeAt(0)] = 1

/** A look at the first letters: nearly every line of a text fails here. */
function mayNameSender(text: string): boolean {
  let i = 0
  let c = text.charCodeAt(0)
  while (c < 128 && BEFORE_LABEL[c] === 1) c = text.charCodeAt(++i)
  return mayBeFrom(text, i)
}

/** A value goes on in the next line when it is empty so far, ends with a separator, or its address comes next. */
const continues = (field: ClaimField, value: string, next: string): boolean =>
  value === '' ||
  ((field === 'to' || field === 'other') && /[;,]$/.test(value)) ||
  (field === 'from' && /^[[<(]/.test(next) && !value.includes('@'))

/** Whether a line is a field of a header block, and which. */
export function labelled(text: string): { readonly field: ClaimField; readonly value: string } | undefined {
  const colon = firstColon(text)
  if (colon < 0) return undefined
  const label = text
    .slice(0, colon)
    .replace(/[*_|\s\u00a0]+/g, ' ')
    .trim()
    .toLowerCase()
  const field = FIELD_LABELS.get(label)
  if (!field) return undefined
  return {
    field,
    value: text
      .slice(colon + 1)
      .replace(/^[\s*_]+/, '')
      .trim(),
  }
}

function firstColon(text: string): number {
  const last = Math.min(text.length, LONGEST_LABEL + 6)
  for (let i = 0; i < last; i++) {
    const c = text.charCodeAt(i)
    if (c === 58 || c === 0xff1a) return i
  }
  return -1
}
