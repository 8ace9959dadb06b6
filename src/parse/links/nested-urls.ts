import type { Link } from '../../model/link.ts'
import { linkHost } from './link-host.ts'
import { LIMITS } from './link-limits.ts'
import type { UrlValue } from './url-values.ts'

type Nested = Link['nested'][number]

/** Where a URL can start inside another one; the backslash forms are read as slashes by browsers. */
const STARTS = /https?:\/\/?|(?<=[=/?&#,;])(?:\/\/|www\.)(?=[\w-])/gi
const ENDS = /[\s"'<>\\]/

/**
 * URLs of other hosts inside a URL, in order of nesting, one for each host. `encoding` names the layers taken off, outermost first,
 * joined by `+`: `plain`, `percent`, `percent+percent`, `base64`, …
 */
export function nestedUrls(url: URL, values: readonly UrlValue[]): readonly Nested[] {
  const found: Nested[] = []
  const seen = new Set<string>()
  for (const { text, layers } of values) {
    if (found.length >= LIMITS.nestedUrls) break
    STARTS.lastIndex = 0
    for (let match = STARTS.exec(text); match; match = STARTS.exec(text)) {
      const start = match.index
      const written = cut(text, start, layers.length === 0)
      // `%2F` read plainly is part of a host to the parser; the decoded layer gives the right one.
      if (layers.length === 0 && /%/.test(written.slice(0, 12))) continue
      const nested = URL.parse(
        written.startsWith('//')
          ? `http:${written}`
          : /^www\./i.test(written)
            ? `http://${written}`
            : written,
      )
      if (!nested || nested.hostname === '' || nested.hostname === url.hostname) continue
      if (!nested.hostname.includes('.') && !nested.hostname.startsWith('[')) continue
      // The outermost reading of a URL counts; decoding it further only changes its own query.
      if (seen.has(nested.hostname)) continue
      seen.add(nested.hostname)
      found.push({
        url: nested.href,
        target: linkHost(nested.hostname),
        encoding: layers.length === 0 ? 'plain' : layers.join('+'),
      })
      if (found.length >= LIMITS.nestedUrls) break
    }
  }
  return found
}

/** The nested URL from `start`: plain ones end at the next parameter of the outer URL. */
function cut(text: string, start: number, plain: boolean): string {
  let end = Math.min(text.length, start + LIMITS.hrefLength)
  if (plain) {
    const amp = text.indexOf('&', start)
    if (amp > 0 && amp < end) end = amp
  }
  const piece = text.slice(start, end)
  const stop = piece.search(ENDS)
  return stop < 0 ? piece : piece.slice(0, stop)
}
