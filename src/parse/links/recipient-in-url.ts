import { base64Needles } from './base64-value.ts'
import { LIMITS } from './link-limits.ts'
import type { UrlValue } from './url-values.ts'

/** What to look for inside URLs, prepared once per message. */
export interface RecipientNeedles {
  /** Lower case. */
  readonly plain: readonly string[]
  /** Base64 pieces; case matters. */
  readonly coded: readonly string[]
}

/** Prepares the recipients' addresses; the first `recipientCount` of them. */
export function recipientNeedles(recipients: readonly string[]): RecipientNeedles {
  const plain = new Set<string>()
  const coded = new Set<string>()
  for (const address of recipients.slice(0, LIMITS.recipientCount)) {
    const lower = address.toLowerCase()
    const at = lower.lastIndexOf('@')
    if (at < 1 || lower.length < 6) continue
    plain.add(lower)
    // VERP and many trackers write the at sign as an equals sign.
    plain.add(`${lower.slice(0, at)}=${lower.slice(at + 1)}`)
    plain.add(Buffer.from(lower, 'utf8').toString('hex'))
    for (const spelling of new Set([lower, address]))
      for (const needle of base64Needles(spelling)) if (needle.length >= 8) coded.add(needle)
  }
  return { plain: [...plain], coded: [...coded] }
}

/** Whether a URL carries one of the recipients' addresses: plain, percent-encoded, base64 or hexadecimal. */
export function hasRecipient(values: readonly UrlValue[], needles: RecipientNeedles): boolean {
  if (needles.plain.length === 0) return false
  for (const { text } of values) {
    const lower = text.toLowerCase()
    for (const needle of needles.plain) if (lower.includes(needle)) return true
    for (const needle of needles.coded) if (text.includes(needle)) return true
  }
  return false
}
