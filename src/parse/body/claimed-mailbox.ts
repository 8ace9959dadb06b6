import type { Mailbox } from '../../model/message.ts'

/** Quoted headers are short; what is longer is cut. Bounds the loops and expressions here. */
const LENGTH = 2_000
const MAILBOX_COUNT = 50

const ADDRESS = /[^\s<>()[\]",;:*]{1,64}@[^\s<>()[\]",;:*]{1,255}/

/** Place and spelling of the first address in a short text. */
export function findAddress(text: string): { start: number; end: number; address: string } | undefined {
  if (!text.includes('@')) return undefined
  const match = ADDRESS.exec(text.slice(0, LENGTH))
  if (!match) return undefined
  const written = match[0].replace(/^mailto:/i, '').replace(/[.'’]+$/, '')
  return { start: match.index, end: match.index + match[0].length, address: lowerDomain(written) }
}

const lowerDomain = (address: string): string => {
  const at = address.lastIndexOf('@')
  return address.slice(0, at + 1) + address.slice(at + 1).toLowerCase()
}

/**
 * Mailboxes of a quoted `From:` or `To:` line as people see them: `Name <a@b>`, `Name [mailto:a@b]`, `a@b`,
 * `Name (a@b)`, or only a name; separated by semicolons, or by commas outside quotes and after an address.
 */
export function readMailboxes(value: string): readonly Mailbox[] {
  const found: Mailbox[] = []
  for (const piece of pieces(value.slice(0, LENGTH))) {
    if (found.length >= MAILBOX_COUNT) break
    const box = readMailbox(piece)
    if (box) found.push(box)
  }
  return found
}

function readMailbox(piece: string): Mailbox | undefined {
  const place = findAddress(piece)
  if (!place) {
    const name = cleanName(piece)
    return name === '' ? undefined : { name, address: '' }
  }
  const name = cleanName(piece.slice(0, place.start))
  return { name: name === place.address ? '' : name, address: place.address }
}

function pieces(value: string): readonly string[] {
  const semicolons = value.includes(';')
  const out: string[] = []
  let from = 0
  let quoted = false
  let hasAddress = false
  for (let i = 0; i < value.length; i++) {
    const c = value[i]
    if (c === '"') quoted = !quoted
    else if (c === '@') hasAddress = true
    else if (!quoted && (c === ';' || (c === ',' && !semicolons && (hasAddress || !value.includes('@'))))) {
      out.push(value.slice(from, i))
      from = i + 1
      hasAddress = false
    }
  }
  out.push(value.slice(from))
  return out
}

/** A display name without quotes, brackets and the words of mail clients around it. */
export function cleanName(written: string): string {
  return written
    .slice(0, 300)
    .replace(/\[?mailto:/gi, '')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/^[\s"'‘’“”<>()[\]*,;:_.、，-]+/u, '')
    .replace(/[\s"'‘’“”<>()[\]*,;:_、，-]+$/u, '')
    .replace(/\s+/g, ' ')
}
