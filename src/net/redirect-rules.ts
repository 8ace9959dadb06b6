import type { HeaderFields } from './header-fields.ts'
import { headerValues, withoutBlanks } from './header-fields.ts'

/**
 * Statuses whose Location is followed. 301, 302, 303, 307 and 308 by all clients (Fetch Standard §2.2.3), 300 by some
 * (RFC 9110 §15.4.1). Not 304, 305 and 306, whose Location means something else or nothing (§15.4.5 to 7).
 */
const FOLLOWED: ReadonlySet<number> = new Set([300, 301, 302, 303, 307, 308])

export type LocationLead =
  | { readonly kind: 'location'; readonly url: URL; readonly others: readonly URL[] }
  /** Another status than those followed, with a Location nevertheless. */
  | { readonly kind: 'ignored'; readonly url: URL }
  | { readonly kind: 'invalid'; readonly written: string }
  | { readonly kind: 'none' }

/**
 * Where an answer sends its reader by status and Location. The value is resolved as browsers do: bytes above ASCII
 * are UTF-8 if all of them can be, else each is escaped; an empty one counts as missing; a fragment is inherited from
 * `from` when the new URL has none (RFC 9110 §10.2.2). Of several values the first counts, as in curl; Chromium
 * refuses when they differ, so the others are told.
 */
export function locationLead(status: number, header: HeaderFields, from: URL): LocationLead {
  const written = headerValues(header, 'location').map(locationText)
  const first = written[0]
  if (first === undefined || first === '' || status < 300 || status > 399) return { kind: 'none' }
  const url = resolved(first, from)
  if (!FOLLOWED.has(status)) return url === undefined ? { kind: 'none' } : { kind: 'ignored', url }
  if (url === undefined) return { kind: 'invalid', written: first.slice(0, 200) }
  const others = written
    .slice(1, 10)
    .map((one) => resolved(one, from))
    .filter((one): one is URL => one !== undefined && one.href !== url.href)
  return { kind: 'location', url, others }
}

function resolved(written: string, from: URL): URL | undefined {
  const url = URL.parse(written, from.href)
  if (url === null) return undefined
  if (url.hash === '' && !written.includes('#')) url.hash = from.hash
  return url
}

/** Value of a Location field, whose characters are bytes, as browsers read it. */
export function locationText(value: string): string {
  const text = withoutBlanks(value)
  if (!/[\x80-\xff]/.test(text)) return text
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(text, 'latin1'))
  } catch {
    return text.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`)
  }
}

/**
 * Method of the next request (Fetch Standard §4.4, step 12): 303 makes everything a GET, 301 and 302 a POST, the
 * others keep it.
 */
export function redirectMethod(status: number, method: 'GET' | 'POST'): 'GET' | 'POST' {
  return status === 303 || ((status === 301 || status === 302) && method === 'POST') ? 'GET' : method
}
