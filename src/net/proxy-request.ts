/** One request as a browser sends it to its proxy (RFC 9112 §3.2.2, §3.2.3). */
export type ProxyRequest =
  /** CONNECT; the URL is `https://host:port/`, whatever is spoken inside. */
  | { readonly kind: 'tunnel'; readonly url: URL; readonly rest: Buffer }
  | {
      readonly kind: 'request'
      readonly method: string
      readonly url: URL
      /** Head as the server gets it: origin form, and nothing that says a proxy is between. */
      readonly head: Buffer
      /** Bytes of the body, and what of them is here already (with what follows, if anything does). */
      readonly length: number
      readonly rest: Buffer
    }
  | { readonly kind: 'unreadable' }

/** Bytes of a request head that are read. Attack: none; the browser is ours. A page can make cookies and paths long. */
export const REQUEST_HEAD: number = 256 * 1024

const END_OF_HEAD: Buffer = Buffer.from('\r\n\r\n')

/** Reads a request from its first bytes; undefined while its head is not all there. Never throws. */
export function proxyRequest(bytes: Buffer): ProxyRequest | undefined {
  const end = bytes.indexOf(END_OF_HEAD)
  if (end < 0) return undefined
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const rest = bytes.subarray(end + END_OF_HEAD.length)
  const [method = '', target = '', version = ''] = first.split(' ')
  if (version !== 'HTTP/1.1') return { kind: 'unreadable' }
  if (method === 'CONNECT') {
    const url = URL.parse(`https://${target}/`)
    if (url === null || url.username !== '' || url.pathname !== '/') return { kind: 'unreadable' }
    return { kind: 'tunnel', url, rest }
  }
  const url = URL.parse(target)
  if (url === null || url.protocol !== 'http:') return { kind: 'unreadable' }

  const kept: string[] = []
  let length = 0
  for (const line of lines) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase()
    const value = line.slice(line.indexOf(':') + 1).trim()
    // A browser sends bodies of unknown length over HTTP/2 only. Anything else would hide where the next request begins.
    if (name === 'transfer-encoding') return { kind: 'unreadable' }
    if (name === 'content-length') {
      if (!/^\d{1,12}$/.test(value)) return { kind: 'unreadable' }
      length = Number(value)
    }
    if (name === 'proxy-authorization') continue
    kept.push(name === 'proxy-connection' ? `Connection: ${value}` : line)
  }
  const path = target.slice(target.indexOf('/', 'http://'.length))
  const head = Buffer.from(
    `${method} ${target.indexOf('/', 'http://'.length) < 0 ? '/' : path} HTTP/1.1\r\n${kept.join('\r\n')}\r\n\r\n`,
    'latin1',
  )
  return { kind: 'request', method, url, head, length, rest: Buffer.from(rest) }
}
