import type { About } from '../model/hunt.ts'
import type { Store } from '../model/ports.ts'
import { linkHost } from '../parse/links/link-host.ts'

/** Entries of each list. */
const LISTED = 50
/** Newest messages that are read for what stands beside. */
const READ = 200

/** Everything a store knows about a host or an address; undefined when the text is neither. Rejects with `StoreError`. */
export async function about(text: string, store: Store): Promise<About | undefined> {
  const bare = text.trim()
  const at = bare.lastIndexOf('@')
  const type = at > 0 ? 'address' : 'host'
  const name = at >= 0 ? bare.slice(at + 1) : (URL.parse(bare)?.hostname || bare).replace(/^\*?\./, '')
  const { host, isIp } = linkHost(name)
  if (host === '' || /[\s/]/.test(host)) return undefined
  const value = type === 'address' ? bare.toLowerCase() : host
  const limit = LISTED
  const exact = await store.acquaintance(
    isIp && type === 'host'
      ? { type: 'ip', value: host, match: 'exact', limit: READ }
      : { type, value, match: 'exact', limit: READ },
  )
  const below = await store.acquaintance(
    isIp
      ? { type: 'ip', value: host, match: 'exact', limit }
      : { type: 'host', value: host, match: 'suffix', limit },
  )
  const hosts = new Map<string, number>()
  const names = new Map<string, number>()
  const newest: About['newest'][number][] = []
  const listed = exact.messages > 0 ? exact.newest : below.newest
  for (const { digest } of listed) {
    const record = await store.message(digest)
    if (!record) continue
    const { from, subject, time } = record
    if (newest.length < LISTED) newest.push({ digest, time, from, subject })
    if (from.address.toLowerCase() === value) count(names, from.name)
    const own = new Set(
      record.links.flatMap(({ target }) => (target && target.host !== value ? [target.host] : [])),
    )
    for (const one of own) count(hosts, one)
  }
  const cut = ({ messages, first, last, places, senders, values, newest }: typeof exact): typeof exact => ({
    messages,
    ...(first !== undefined ? { first } : {}),
    ...(last !== undefined ? { last } : {}),
    places,
    senders: senders.slice(0, LISTED),
    values: values.slice(0, LISTED),
    newest: newest.slice(0, LISTED),
  })
  return {
    kind: 'about',
    value,
    type,
    exact: cut(exact),
    below: cut(below),
    beside: mostFirst(hosts).map(([host, messages]) => ({ host, messages })),
    names: mostFirst(names).map(([name, messages]) => ({ name, messages })),
    newest,
    read: listed.length,
  }
}

function count(counts: Map<string, number>, name: string): void {
  if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1)
}

function mostFirst(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, LISTED)
}
