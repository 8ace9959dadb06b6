// The fictional web behind the links: what each address would answer. Nothing listens anywhere; the answers are given
// to whoever follows links through the `Fetcher` port, as from a recording.
import { createHash } from 'node:crypto'
import type { FetchAnswer } from '../model/fetch.ts'
import type { Fetcher } from '../model/ports.ts'

/** Where to go, or a page. */
export type Reply = { readonly to: string; readonly status?: number } | { readonly html: string }

export interface Web {
  /** A page that says this, at this URL; returns the URL. */
  page(url: string, title: string, body?: string): string
  /** An answer that leads on; returns the URL. */
  redirect(url: string, to: string, status?: number): string
  /** A page that leads on by itself (HTML meta refresh); returns the URL. */
  refresh(url: string, to: string): string
  readonly replies: ReadonlyMap<string, Reply>
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** One with nothing in it. */
export function openWeb(): Web {
  const replies = new Map<string, Reply>()
  const put = (url: string, reply: Reply): string => {
    replies.set(new URL(url).href, reply)
    return url
  }
  return {
    replies,
    page: (url, title, body = `<p>${escapeHtml(title)}</p>`) =>
      put(url, {
        html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`,
      }),
    redirect: (url, to, status = 302) => put(url, { to, status }),
    refresh: (url, to) =>
      put(url, {
        html: `<!doctype html><html><head><meta http-equiv="refresh" content="0;url=${escapeHtml(to)}"></head><body></body></html>`,
      }),
  }
}

/** Answers requests from this web, dated from `time` on; addresses it does not know have no host. */
export function webFetcher(replies: ReadonlyMap<string, Reply>, time: number): Fetcher {
  let now = time
  return {
    exchange: async ({ url, method, header }): Promise<FetchAnswer> => {
      now += 180
      const asked = { time: now, duration: 90, method, requestHeader: header } as const
      const reply = replies.get(url)
      if (reply === undefined) {
        const detail = 'no such host'
        return {
          exchange: { ...asked, protocol: 'none', responseHeader: [], error: detail },
          body: new Uint8Array(),
          trouble: { end: 'network-error', detail },
          lookups: [],
        }
      }
      const address = addressOf(new URL(url).hostname)
      if ('to' in reply)
        return {
          exchange: {
            ...asked,
            protocol: 'http/1.1',
            status: reply.status ?? 302,
            address,
            responseHeader: [['Location', reply.to]],
          },
          body: new Uint8Array(),
          lookups: [],
        }
      const body = new TextEncoder().encode(reply.html)
      return {
        exchange: {
          ...asked,
          protocol: 'http/1.1',
          status: 200,
          address,
          responseHeader: [['Content-Type', 'text/html; charset=utf-8']],
          mediaType: 'text/html',
          body: {
            sha256: createHash('sha256').update(body).digest('hex'),
            size: body.length,
            kept: body.length,
          },
        },
        body,
        lookups: [],
      }
    },
  }
}

/** A documentation address (RFC 5737) that stays with the host. */
const addressOf = (host: string): string =>
  `203.0.113.${1 + ((createHash('sha256').update(host).digest()[0] as number) % 254)}`
