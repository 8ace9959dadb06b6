import { copied } from '../body/copied-text.ts'
import { base64Needles } from './base64-value.ts'
import { LIMITS } from './link-limits.ts'
import { reversed, rot13 } from './turned-text.ts'
import type { UrlValue } from './url-values.ts'

/** What to look for inside URLs, prepared once per message. */
export interface RecipientNeedles {
  /** Lower case. */
  readonly plain: readonly string[]
  /** Hexadecimal, and base64 pieces; case matters. */
  readonly coded: readonly string[]
  /** Lower case: written backwards, and in rot13. */
  readonly turned: readonly string[]
}

/** Prepares the recipients' addresses; the first `recipientCount` of them. */
export function recipientNeedles(recipients: readonly string[]): RecipientNeedles {
  const plain = new Set<string>()
  const coded = new Set<string>()
  const turned = new Set<string>()
  for (const address of recipients.slice(0, LIMITS.recipientCount)) {
    const needles = addressNeedles(address)
    for (const needle of needles.plain) plain.add(needle)
    for (const needle of needles.coded) coded.add(needle)
    for (const needle of needles.turned) turned.add(needle)
  }
  return { plain: [...plain], coded: [...coded], turned: [...turned] }
}

/** The same few people and lists receive most mail of a mailbox. Bounded: a mailbox of random recipients. */
const CACHE_SIZE = 1_024
const cache = new Map<string, RecipientNeedles>()
const NOTHING: RecipientNeedles = { plain: [], coded: [], turned: [] }

function addressNeedles(address: string): RecipientNeedles {
  const known = cache.get(address)
  if (known) return known
  const lower = address.toLowerCase()
  const at = lower.lastIndexOf('@')
  if (at < 1 || lower.length < 6) return NOTHING
  const coded = [Buffer.from(lower, 'utf8').toString('hex')]
  for (const spelling of new Set([lower, address]))
    for (const needle of base64Needles(spelling)) if (needle.length >= 8) coded.push(needle)
  const needles: RecipientNeedles = {
    // VERP and many trackers write the at sign as an equals sign.
    plain: [copied(lower), `${lower.slice(0, at)}=${lower.slice(at + 1)}`],
    coded,
    turned: [reversed(lower), rot13(lower)],
  }
  if (address.length > 320) return needles
  if (cache.size >= CACHE_SIZE) cache.clear()
  cache.set(copied(address), needles)
  return needles
}

/** Whether a URL carries one of the recipients' addresses: plain, percent-encoded, base64, hexadecimal, rot13 or backwards. */
export function hasRecipient(values: readonly UrlValue[], needles: RecipientNeedles): boolean {
  if (needles.plain.length === 0) return false
  for (const { text } of values) {
    const lower = text.toLowerCase()
    for (const needle of needles.plain) if (holdsAddress(lower, needle)) return true
    for (const needle of needles.coded) if (text.includes(needle)) return true
    // Few values have an at sign that is not the start of a known needle.
    if (lower.includes('@')) for (const needle of needles.turned) if (holdsAddress(lower, needle)) return true
  }
  return false
}

const inAddress = (c: string | undefined): boolean => c !== undefined && /[a-z0-9._+-]/.test(c)

/**
 * The address as a whole: archive links carry Message-IDs such as `20240305-2-anna@example.org`, which name the
 * sender's host or address only as their end.
 */
function holdsAddress(text: string, address: string): boolean {
  let at = text.indexOf(address)
  while (at >= 0) {
    const after = at + address.length
    const goesOn = inAddress(text[after]) && (text[after] !== '.' || inAddress(text[after + 1]))
    if (!inAddress(text[at - 1]) && !goesOn) return true
    at = text.indexOf(address, at + 1)
  }
  return false
}
