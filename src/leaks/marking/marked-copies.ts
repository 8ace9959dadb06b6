/** One marked copy for each recipient. */
import { createHash } from 'node:crypto'
import type { MarkPlan } from '../../model/mark.ts'
import { escapeXml } from './formats/xml-tokens.ts'
import { copyBits, sameRecipient } from './mark-code.ts'
import { markedSource } from './mark-plan.ts'
import type { MasterText } from './master-text.ts'

/** Longest address or name of a recipient. RFC 5321 allows 254 for an address. */
const MAX_RECIPIENT = 320

/** The bytes of a recipient's copy; the same master, plan, key and recipient give the same bytes. */
export function markedCopy(
  master: MasterText,
  plan: MarkPlan,
  key: Uint8Array,
  recipient: string,
): Uint8Array {
  return master.write(markedSource(master, plan.places, copyBits(key, plan.document, recipient)))
}

export interface RecipientList {
  readonly recipients: readonly string[]
  /** Lines that are no recipient, with the reason. */
  readonly wrong: readonly { readonly line: number; readonly why: string }[]
}

/** One recipient a line: an address or a name; blank lines and those that begin with # do not count. */
export function readRecipients(text: string): RecipientList {
  const recipients: string[] = []
  const wrong: { line: number; why: string }[] = []
  const seen = new Set<string>()
  for (const [i, written] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const recipient = written.trim()
    if (recipient === '' || recipient.startsWith('#')) continue
    const key = sameRecipient(recipient)
    if (recipient.length > MAX_RECIPIENT)
      wrong.push({ line: i + 1, why: `longer than ${MAX_RECIPIENT} characters` })
    else if (/[\p{Cc}\p{Cf}]/u.test(recipient))
      wrong.push({ line: i + 1, why: 'has characters that cannot be seen' })
    else if (seen.has(key)) wrong.push({ line: i + 1, why: 'stands in the list already' })
    else {
      seen.add(key)
      recipients.push(recipient)
    }
  }
  return { recipients, wrong }
}

/** File names for copies: the master's name with the recipient in it, safe for every file system, no two alike. */
export function copyNames(name: string, recipients: readonly string[]): readonly string[] {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  const taken = new Set<string>()
  return recipients.map((recipient) => {
    const slug =
      recipient
        .normalize('NFKD')
        .replace(/[^A-Za-z0-9@._-]+/g, '-')
        .replace(/^[.-]+|[.-]+$/g, '')
        .slice(0, 80) || 'copy'
    let file = `${stem}.${slug}${ending}`
    for (let i = 2; taken.has(file.toLowerCase()); i++) file = `${stem}.${slug}.${i}${ending}`
    taken.add(file.toLowerCase())
    return file
  })
}

/** SHA-256 in lower-case hex: the id of a document and of a copy. */
export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * A copy as a page to print: HTML as it is, plain text in lines as it stands. Undefined for formats that only their own
 * programs set as their author sees them.
 */
export function printableCopy(
  master: MasterText,
  plan: MarkPlan,
  key: Uint8Array,
  recipient: string,
): string | undefined {
  const source = markedSource(master, plan.places, copyBits(key, plan.document, recipient))
  if (master.format === 'html') return source
  if (master.format !== 'text') return undefined
  return `<!doctype html><meta charset="utf-8"><style>body{margin:0}pre{font:10pt/1.35 monospace;white-space:pre-wrap;margin:0}</style><pre>\n${escapeXml(source.replace(/^\ufeff/, ''))}</pre>`
}
