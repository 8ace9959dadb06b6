/** Reads the objects of a TAXII 2.1 collection (OASIS TAXII 2.1 §5.4), page by page. */
import type { FetchAnswer } from '../model/fetch.ts'

/** Pages of one collection. Attack: a server that always has one more. */
const PAGES = 200
/** What clients and servers of TAXII 2.1 say they speak (§1.6.8). */
export const TAXII: string = 'application/taxii+json;version=2.1'
/** RFC 3339 as TAXII writes times (§2): what is sent back has this form and no other. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/

/** All objects as a STIX bundle, or why there are none. */
export type CollectionAnswer = { readonly content: Uint8Array } | { readonly why: string }

/** Whether an address is that of a collection's objects. */
export function isCollection(url: URL): boolean {
  return /\/collections\/[^/]+\/objects\/?$/.test(url.pathname)
}

/**
 * Reads a collection to its end: with `next` (§3.7), or where a server says only that there is more, from the time of
 * the last object on (`X-TAXII-Date-Added-Last`, §3.4). A collection that breaks off is no collection: what was read is
 * not given. Never rejects when `ask` does not.
 */
export async function readCollection(
  url: URL,
  maxBytes: number,
  ask: (url: URL) => Promise<FetchAnswer>,
): Promise<CollectionAnswer> {
  const page = new URL(url)
  const objects: unknown[] = []
  const asked = new Set<string>()
  let bytes = 0
  for (let count = 0; count < PAGES; count++) {
    if (asked.has(page.href)) return { why: 'the server gives the same page again and says there is more' }
    asked.add(page.href)
    const { exchange, body, trouble } = await ask(page)
    const where = count === 0 ? '' : ` (page ${count + 1})`
    if (trouble) return { why: `${trouble.detail}${where}` }
    if (exchange.status !== 200) return { why: `${statusText(exchange)}${where}` }
    bytes += body.length
    if (bytes > maxBytes) return { why: `it has more than ${maxBytes} bytes` }
    const envelope = envelopeOf(body)
    if (!envelope) return { why: `the answer is no TAXII 2.1 envelope${where}` }
    for (const one of envelope.objects) objects.push(one)
    if (!envelope.more) {
      const bundle = {
        type: 'bundle',
        id: 'bundle--00000000-0000-4000-8000-000000000000',
        objects: eachOnce(objects),
      }
      return { content: Buffer.from(JSON.stringify(bundle)) }
    }
    const last = fieldOf(exchange, 'x-taxii-date-added-last')
    if (envelope.next !== undefined) page.searchParams.set('next', envelope.next)
    else if (last !== undefined && TIME.test(last)) page.searchParams.set('added_after', last)
    else return { why: `the server says there is more and not how to get it${where}` }
  }
  return { why: `it has more than ${PAGES} pages` }
}

/** Each object once: pages that are asked for by time may overlap. */
function eachOnce(objects: readonly unknown[]): readonly unknown[] {
  const seen = new Set<string>()
  return objects.filter((one) => {
    const { id, modified, created } = (typeof one === 'object' && one !== null ? one : {}) as Record<
      string,
      unknown
    >
    if (typeof id !== 'string') return true
    const name = JSON.stringify([id, modified ?? created ?? null])
    if (seen.has(name)) return false
    seen.add(name)
    return true
  })
}

/** Why a server did not give what was asked for, in words (RFC 9110 §15, OASIS TAXII 2.1 §3.6). */
export function statusText(exchange: FetchAnswer['exchange']): string {
  const { status } = exchange
  if (status === undefined) return 'the server answers nothing'
  if (status >= 300 && status < 400)
    return `the server says that it moved (${status}); subscribe to the new address`
  if (status === 401 || status === 403) return `the server lets nobody in without a key (${status})`
  if (status === 404 || status === 410) return `the server does not have it (any more) (${status})`
  if (status === 406 || status === 415)
    return `the server does not speak TAXII 2.1 or gives no such form (${status})`
  if (status === 429 || status === 503) {
    const after = fieldOf(exchange, 'retry-after')
    const when = after !== undefined && /^\d{1,7}$/.test(after) ? ` in ${after} seconds` : ' later'
    return `the server asks to come back${when} (${status})`
  }
  return `the server answers ${status}`
}

function fieldOf({ responseHeader }: FetchAnswer['exchange'], name: string): string | undefined {
  return responseHeader.find(([its]) => its.toLowerCase() === name)?.[1].trim()
}

/** §3.7. */
function envelopeOf(
  body: Uint8Array,
): { readonly objects: readonly unknown[]; readonly more: boolean; readonly next?: string } | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined
    const { objects = [], more, next } = read as Record<string, unknown>
    if (!Array.isArray(objects)) return undefined
    return { objects, more: more === true, ...(typeof next === 'string' && next !== '' ? { next } : {}) }
  } catch {
    return undefined
  }
}
