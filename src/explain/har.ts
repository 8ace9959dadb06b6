import type { Hop, HopExchange, RedirectChain } from '../model/redirect-chain.ts'

/** HTTP Archive 1.2 (Odvarko, 2012), as far as a chain fills it. Readers are other programs: URLs stay as they are. */
export interface HarFile {
  readonly log: {
    readonly version: '1.2'
    readonly creator: { readonly name: string; readonly version: string }
    readonly pages: readonly HarPage[]
    readonly entries: readonly HarEntry[]
  }
}

export interface HarPage {
  readonly startedDateTime: string
  readonly id: string
  readonly title: string
  readonly pageTimings: { readonly onLoad: number }
  readonly comment: string
}

type NameValue = readonly { readonly name: string; readonly value: string }[]

export interface HarEntry {
  readonly pageref: string
  readonly startedDateTime: string
  readonly time: number
  readonly request: {
    readonly method: string
    readonly url: string
    readonly httpVersion: string
    readonly cookies: NameValue
    readonly headers: NameValue
    readonly queryString: NameValue
    readonly headersSize: -1
    readonly bodySize: number
  }
  readonly response: {
    readonly status: number
    readonly statusText: string
    readonly httpVersion: string
    readonly cookies: NameValue
    readonly headers: NameValue
    readonly content: {
      readonly size: number
      readonly mimeType: string
      readonly text?: string
      readonly encoding?: 'base64'
      readonly comment?: string
    }
    readonly redirectURL: string
    readonly headersSize: -1
    readonly bodySize: -1
    readonly comment?: string
  }
  readonly cache: Readonly<Record<string, never>>
  readonly timings: { readonly send: 0; readonly wait: number; readonly receive: 0 }
  readonly serverIPAddress?: string
  readonly comment: string
}

export interface HarOptions {
  readonly creator: { readonly name: string; readonly version: string }
  /** Kept body by its SHA-256 (hex); without it bodies are left out. */
  readonly body?: (sha256: string) => Uint8Array | undefined
}

/**
 * Chains as one HTTP Archive: a page for each chain, an entry for each request that was made. What the format has no
 * field for (role, certificate, trouble) stands in comments. Pure; bodies in base64.
 */
export function harOf(chains: readonly RedirectChain[], options: HarOptions): HarFile {
  const pages: HarPage[] = []
  const entries: HarEntry[] = []
  for (const [index, chain] of chains.entries()) {
    const made = chain.hops.flatMap((hop, at) =>
      hop.exchange === undefined || hop.exchange.protocol === 'none'
        ? []
        : [{ hop, exchange: hop.exchange, next: chain.hops[at + 1] }],
    )
    const id = `chain_${index + 1}`
    const first = chain.hops.find(({ exchange }) => exchange !== undefined)?.exchange
    const last = made.at(-1)?.exchange
    pages.push({
      startedDateTime: isoTime(first?.time ?? 0),
      id,
      title: chain.hops[0]?.url ?? '',
      pageTimings: {
        onLoad: first === undefined || last === undefined ? -1 : last.time + last.duration - first.time,
      },
      comment: `end: ${chain.end}${chain.profile === undefined ? '' : `; profile: ${chain.profile}`}`,
    })
    for (const { hop, exchange, next } of made) entries.push(entryOf(id, hop, exchange, next, options))
  }
  return { log: { version: '1.2', creator: options.creator, pages, entries } }
}

function entryOf(
  pageref: string,
  hop: Hop,
  exchange: HopExchange,
  next: Hop | undefined,
  options: HarOptions,
): HarEntry {
  const url = URL.parse(hop.url)
  const httpVersion = exchange.protocol === 'h2' ? 'HTTP/2' : exchange.protocol.toUpperCase()
  const { certificate } = exchange
  const held = exchange.body === undefined ? undefined : options.body?.(exchange.body.sha256)
  const sha256 = exchange.body === undefined ? [] : [`sha256: ${exchange.body.sha256}`]
  const trust =
    certificate === undefined
      ? []
      : [
          `certificate: ${certificate.sha256 ?? `for ${certificate.subject}`}${certificate.trouble === undefined ? '' : ` (${certificate.trouble})`}`,
        ]
  return {
    pageref,
    startedDateTime: isoTime(exchange.time),
    time: exchange.duration,
    request: {
      method: exchange.method,
      url: hop.url,
      httpVersion,
      cookies: cookiesOf(exchange.requestHeader, 'cookie'),
      headers: namesOf(exchange.requestHeader),
      queryString: [...(url?.searchParams ?? [])].map(([name, value]) => ({ name, value })),
      headersSize: -1,
      bodySize: exchange.method === 'POST' ? -1 : 0,
    },
    response: {
      status: exchange.status ?? 0,
      statusText: '',
      httpVersion,
      cookies: cookiesOf(exchange.responseHeader, 'set-cookie'),
      headers: namesOf(exchange.responseHeader),
      content: {
        size: exchange.body?.size ?? 0,
        mimeType: exchange.mediaType ?? '',
        ...(held === undefined ? {} : { text: Buffer.from(held).toString('base64'), encoding: 'base64' }),
        ...(sha256.length === 0 ? {} : { comment: sha256.join('') }),
      },
      redirectURL: next?.edge === 'http' ? next.url : '',
      headersSize: -1,
      bodySize: -1,
      ...(exchange.error === undefined ? {} : { comment: exchange.error }),
    },
    cache: {},
    timings: { send: 0, wait: exchange.duration, receive: 0 },
    ...(exchange.address === undefined ? {} : { serverIPAddress: exchange.address }),
    comment: [`role: ${hop.role}`, ...(hop.edge === undefined ? [] : [`edge: ${hop.edge}`]), ...trust].join(
      '; ',
    ),
  }
}

const namesOf = (header: HopExchange['requestHeader']): NameValue =>
  header.map(([name, value]) => ({ name, value }))

/** Name and value of each cookie; attributes of those that are set stay in the header. */
function cookiesOf(header: HopExchange['requestHeader'], field: 'cookie' | 'set-cookie'): NameValue {
  return header
    .filter(([name]) => name.toLowerCase() === field)
    .flatMap(([, value]) => (field === 'cookie' ? value.split(';') : [value.split(';', 1)[0] ?? '']))
    .map((pair) => {
      const equals = pair.indexOf('=')
      return { name: pair.slice(0, Math.max(equals, 0)).trim(), value: pair.slice(equals + 1).trim() }
    })
}

const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString()
