import { createHash } from 'node:crypto'
import type { FetchRequest } from '../model/fetch.ts'
import type { Fetcher } from '../model/ports.ts'

/** What a made-up server answers: where to go, or a page. */
export type MadeAnswer = { readonly to: string } | { readonly page: string }

/** A fetcher over made-up answers by URL, or by client and URL (`curl https://…`); no network. */
export function answeringFetcher(
  answers: Readonly<Record<string, MadeAnswer>>,
): Fetcher & { readonly requests: FetchRequest[] } {
  const requests: FetchRequest[] = []
  let time = Date.UTC(2026, 1, 18, 9, 0, 0)
  return {
    requests,
    exchange: async (request) => {
      requests.push(request)
      time += 120
      const { method, url, profile } = request
      const answer = answers[`${profile} ${url}`] ?? answers[url]
      const exchange = { time, duration: 80, method, requestHeader: [], protocol: 'http/1.1' } as const
      if (answer === undefined) {
        const detail = 'no such host'
        const trouble = { end: 'network-error', detail } as const
        const unmade = { ...exchange, protocol: 'none', responseHeader: [], error: detail } as const
        return { exchange: unmade, body: new Uint8Array(), trouble, lookups: [] }
      }
      const address = '192.0.2.7'
      if ('to' in answer)
        return {
          exchange: { ...exchange, status: 302, address, responseHeader: [['location', answer.to]] },
          body: new Uint8Array(),
          lookups: [],
        }
      const body = new TextEncoder().encode(answer.page)
      const sha256 = createHash('sha256').update(body).digest('hex')
      return {
        exchange: {
          ...exchange,
          status: 200,
          address,
          responseHeader: [['content-type', 'text/html; charset=utf-8']],
          mediaType: 'text/html',
          body: { sha256, size: body.length, kept: body.length },
        },
        body,
        lookups: [],
      }
    },
  }
}
