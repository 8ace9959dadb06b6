import { Resolver as NodeResolver } from 'node:dns/promises'
import type { Lookup } from '../model/lookup.ts'
import type { Clock, Resolver } from '../model/ports.ts'
import { type Answer, lookupId, plainName, type RecordType } from './zone-resolver.ts'

/** The part of `node:dns` promises that is used; tests give their own. */
export interface DnsBackend {
  resolve(name: string, type: string): Promise<unknown>
}

export interface DnsResolverOptions {
  readonly clock: Clock
  /** Milliseconds one name server has for one try; default 3,000. A try ends after twice this time. */
  readonly timeout?: number
  /** Tries in all; default 2. */
  readonly tries?: number
  /** Answers kept; default 10,000. */
  readonly cacheSize?: number
  readonly backend?: DnsBackend
}

const TIMEOUT = 3_000
const TRIES = 2
// A mailbox of forged senders asks for a new name with every mail.
const CACHE_SIZE = 10_000
// An answer is kept for the length of a scan; a failed question is asked again after a minute.
const UNKNOWN_FOR = 60_000
// RFC 1035 §2.3.4
const MAX_NAME = 253
const MAX_LABEL = 63
// A message decides which names are asked for, so how many questions are out at once is limited here.
const MAX_AT_ONCE = 64

/** Codes of `node:dns` for NXDOMAIN and NODATA. */
const ABSENT: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA'])

/**
 * Answers from the DNS, with timeout, retries, one question at a time for the same name, and a bounded cache.
 * NXDOMAIN and NODATA are `absent`; every other error is `unknown`. Never rejects.
 */
export function dnsResolver(options: DnsResolverOptions): Resolver {
  const { clock, timeout = TIMEOUT, tries = TRIES, cacheSize = CACHE_SIZE } = options
  const backend: DnsBackend = options.backend ?? new NodeResolver({ timeout, tries: 1 })
  const cache = new Map<string, Lookup>()
  const underWay = new Map<string, Promise<Lookup>>()
  const waiting: (() => void)[] = []
  let running = 0

  const ask = async (name: string, type: RecordType): Promise<Lookup> => {
    if (running >= MAX_AT_ONCE) await new Promise<void>((go) => waiting.push(go))
    else running++
    try {
      return await askNow(name, type)
    } finally {
      const next = waiting.shift()
      if (next === undefined) running--
      else next()
    }
  }

  const askNow = async (name: string, type: RecordType): Promise<Lookup> => {
    const base = { kind: 'lookup', id: lookupId(name, type), from: 'dns' } as const
    const unfit = unfitName(name)
    if (unfit !== undefined) return { ...base, time: clock(), status: 'unknown', error: unfit }
    let error = 'no answer'
    for (let attempt = 0; attempt < tries; attempt++) {
      try {
        const answer = answerOf(await within(backend.resolve(name, type), timeout), type)
        const time = clock()
        if (answer === undefined) return { ...base, time, status: 'unknown', error: 'answer of unknown form' }
        return answer.length === 0
          ? { ...base, time, status: 'absent' }
          : { ...base, time, status: 'answer', answer }
      } catch (thrown) {
        const code = codeOf(thrown)
        if (ABSENT.has(code)) return { ...base, time: clock(), status: 'absent' }
        error = code
      }
    }
    return { ...base, time: clock(), status: 'unknown', error }
  }

  const keep = (lookup: Lookup): void => {
    cache.delete(lookup.id)
    cache.set(lookup.id, lookup)
    if (cache.size > cacheSize) cache.delete(cache.keys().next().value!)
  }

  return {
    resolve: (name, type) => {
      const plain = plainName(name)
      const id = lookupId(plain, type)
      const known = cache.get(id)
      if (known !== undefined && (known.status !== 'unknown' || clock() - known.time < UNKNOWN_FOR)) {
        keep(known)
        return Promise.resolve(known)
      }
      const same = underWay.get(id)
      if (same !== undefined) return same
      const asked = ask(plain, type)
        .then((lookup) => {
          keep(lookup)
          return lookup
        })
        .finally(() => underWay.delete(id))
      underWay.set(id, asked)
      return asked
    },
  }
}

/**
 * Rejects with code ETIMEOUT after twice this time: the backend's own timeout counts for one name server, and a
 * backend can hang in spite of it.
 */
async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('timeout'), { code: 'ETIMEOUT' })),
      milliseconds * 2,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function codeOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return 'no answer'
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code
  return thrown instanceof Error ? thrown.message.slice(0, 80) : 'no answer'
}

/** Names in mail are written by anybody; those the DNS cannot hold are not asked for. */
function unfitName(name: string): string | undefined {
  if (name === '' || name.length > MAX_NAME) return 'not a host name: length'
  if (!/^[\x21-\x7e]+$/.test(name)) return 'not a host name: characters'
  for (const label of name.split('.'))
    if (label === '' || label.length > MAX_LABEL) return 'not a host name: label length'
  return undefined
}

/** What `node:dns` gives, in the form all resolvers share. */
function answerOf(found: unknown, type: RecordType): Answer | undefined {
  if (!Array.isArray(found)) return undefined
  const records: readonly unknown[] = found
  if (type === 'TXT') {
    const texts: string[] = []
    for (const record of records) {
      if (!Array.isArray(record) || !record.every((part) => typeof part === 'string')) return undefined
      texts.push(record.join(''))
    }
    return texts
  }
  if (type === 'MX') {
    const hosts: { exchange: string; priority: number }[] = []
    for (const record of records) {
      if (typeof record !== 'object' || record === null) return undefined
      const { exchange, priority } = record as Readonly<Record<string, unknown>>
      if (typeof exchange !== 'string' || typeof priority !== 'number') return undefined
      hosts.push({ exchange, priority })
    }
    return hosts
  }
  return records.every((record) => typeof record === 'string') ? records : undefined
}
