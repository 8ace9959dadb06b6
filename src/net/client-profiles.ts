/**
 * Clients whose requests we can make look like theirs: names, order and case of header fields, what they accept, and
 * what of TLS Node lets us choose (ciphers, groups, signature algorithms, ALPN). A server that cloaks by these sees
 * the client; one that looks closer does not. What cannot be imitated from Node: the order and GREASE values of TLS
 * extensions, certificate compression, ALPS and Encrypted Client Hello, TCP options, HTTP/3, and the order of settings
 * and priority frames of HTTP/2; so JA3, JA4 and Akamai fingerprints differ from the real client. Nor does a profile
 * try https first for an http link, as some browsers do: the link is evidence as it stands.
 */
export interface ClientProfile {
  readonly id: ClientProfileId
  /** As people know it. */
  readonly label: string
  readonly userAgent: string
  /** The fields of one request in the order and case the client sends them. */
  header(request: ProfiledRequest): readonly (readonly [name: string, value: string])[]
  readonly tls: {
    /** OpenSSL names in the client's order, those of TLS 1.3 first. */
    readonly ciphers: string
    readonly groups: string
    readonly signatures: string
    readonly alpn: readonly string[]
  }
  /** How it speaks HTTP/2; absent for clients that do not offer it. */
  readonly http2?: {
    readonly settings: {
      readonly headerTableSize?: number
      readonly enablePush?: boolean
      readonly maxConcurrentStreams?: number
      readonly initialWindowSize?: number
      readonly maxHeaderListSize?: number
    }
    /** Bytes of the connection's window. */
    readonly window: number
    readonly pseudoHeaders: readonly string[]
    /** Value of the priority field (RFC 9218), which only goes over HTTP/2. */
    readonly priority?: string
  }
}

export const CLIENT_PROFILE_IDS = ['chrome-windows', 'safari-iphone', 'outlook-windows', 'curl'] as const
export type ClientProfileId = (typeof CLIENT_PROFILE_IDS)[number]

/** What a client's header depends on. */
export interface ProfiledRequest {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  /** Value of the Cookie field; absent without cookies. */
  readonly cookie?: string
  /** Referer as the policy of the page allows it. */
  readonly referer?: string
  /** How the page that leads here stands to it (Fetch Metadata); `none` for a link opened from a mail. */
  readonly site: 'none' | 'same-origin' | 'same-site' | 'cross-site'
  readonly body?: { readonly type: string; readonly length: number }
}

type Field = readonly [string, string]
const when = (condition: unknown, ...fields: readonly Field[]): readonly Field[] => (condition ? fields : [])

/** Major version of Chrome; everything that follows from it is computed. */
const CHROME = 156

/**
 * `sec-ch-ua` of a version: order and decoy brand follow from the number (Chromium, `GenerateBrandVersionList`).
 */
export function chromeBrands(version: number): string {
  const marks = [' ', '(', ':', '-', '.', '/', ')', ';', '=', '?', '_']
  const decoys = ['8', '99', '24']
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]
  const mark = (shift: number): string => marks[(version + shift) % marks.length] ?? ''
  const brands = [
    `"Not${mark(0)}A${mark(1)}Brand";v="${decoys[version % decoys.length] ?? ''}"`,
    `"Chromium";v="${version}"`,
    `"Google Chrome";v="${version}"`,
  ]
  const placed: string[] = []
  for (const [index, place] of (orders[version % orders.length] ?? []).entries())
    placed[place] = brands[index] ?? ''
  return placed.join(', ')
}

const TLS_13 = 'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256'
const SIGNATURES =
  'ecdsa_secp256r1_sha256:rsa_pss_rsae_sha256:rsa_pkcs1_sha256:ecdsa_secp384r1_sha384:rsa_pss_rsae_sha384:' +
  'rsa_pkcs1_sha384:rsa_pss_rsae_sha512:rsa_pkcs1_sha512'

const CHROME_WINDOWS: ClientProfile = {
  id: 'chrome-windows',
  label: `Chrome ${CHROME} on Windows`,
  userAgent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${CHROME}.0.0.0 Safari/537.36`,
  header: ({ url, method, cookie, referer, site, body }) => {
    // Client hints, fetch metadata and the newer codings are only sent to secure origins.
    const secure = url.protocol === 'https:'
    return [
      ['Host', hostField(url)],
      ['Connection', 'keep-alive'],
      ...when(body, ['Content-Length', String(body?.length)]),
      ...when(body || referer !== undefined, ['Cache-Control', 'max-age=0']),
      ...when(
        secure,
        ['sec-ch-ua', chromeBrands(CHROME)],
        ['sec-ch-ua-mobile', '?0'],
        ['sec-ch-ua-platform', '"Windows"'],
      ),
      ...when(method === 'POST' && body, ['Origin', url.origin], ['Content-Type', body?.type ?? '']),
      ['Upgrade-Insecure-Requests', '1'],
      ['User-Agent', CHROME_WINDOWS.userAgent],
      [
        'Accept',
        'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7',
      ],
      ...when(
        secure,
        ['Sec-Fetch-Site', site],
        ['Sec-Fetch-Mode', 'navigate'],
        ...when(site === 'none', ['Sec-Fetch-User', '?1']),
        ['Sec-Fetch-Dest', 'document'],
      ),
      ...when(referer !== undefined, ['Referer', referer ?? '']),
      ['Accept-Encoding', secure ? 'gzip, deflate, br, zstd' : 'gzip, deflate'],
      ['Accept-Language', 'en-US,en;q=0.9'],
      ...when(cookie !== undefined, ['Cookie', cookie ?? '']),
    ]
  },
  tls: {
    ciphers: `${TLS_13}:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES256-SHA:AES128-GCM-SHA256:AES256-GCM-SHA384:AES128-SHA:AES256-SHA`,
    groups: 'X25519MLKEM768:X25519:P-256:P-384',
    signatures: SIGNATURES,
    alpn: ['h2', 'http/1.1'],
  },
  http2: {
    settings: {
      headerTableSize: 65_536,
      enablePush: false,
      initialWindowSize: 6_291_456,
      maxHeaderListSize: 262_144,
    },
    window: 15_728_640,
    pseudoHeaders: [':method', ':authority', ':scheme', ':path'],
    priority: 'u=0, i',
  },
}

const SAFARI_IPHONE: ClientProfile = {
  id: 'safari-iphone',
  label: 'Safari 26 on iPhone',
  // Since iOS 26 the system version in it stands still.
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
  header: ({ url, method, cookie, referer, site, body }) => {
    const secure = url.protocol === 'https:'
    return [
      ['Host', hostField(url)],
      ...when(method === 'POST' && body, ['Origin', url.origin], ['Content-Type', body?.type ?? '']),
      ...when(cookie !== undefined, ['Cookie', cookie ?? '']),
      ['Connection', 'keep-alive'],
      ...when(secure, ['Sec-Fetch-Dest', 'document']),
      ['Accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
      ['User-Agent', SAFARI_IPHONE.userAgent],
      ...when(secure, ['Sec-Fetch-Site', site], ['Sec-Fetch-Mode', 'navigate']),
      ...when(body, ['Content-Length', String(body?.length)]),
      ...when(referer !== undefined, ['Referer', referer ?? '']),
      ['Accept-Language', 'en-US,en;q=0.9'],
      ['Accept-Encoding', secure ? 'gzip, deflate, br' : 'gzip, deflate'],
    ]
  },
  tls: {
    ciphers:
      'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES256-SHA:ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES256-SHA:ECDHE-RSA-AES128-SHA:AES256-GCM-SHA384:AES128-GCM-SHA256:AES256-SHA:AES128-SHA',
    groups: 'X25519MLKEM768:X25519:P-256:P-384:P-521',
    signatures: `${SIGNATURES}:rsa_pkcs1_sha1`,
    alpn: ['h2', 'http/1.1'],
  },
  http2: {
    settings: { enablePush: false, maxConcurrentStreams: 100, initialWindowSize: 2_097_152 },
    window: 10_485_760,
    pseudoHeaders: [':method', ':scheme', ':authority', ':path'],
    priority: 'u=0, i',
  },
}

const OUTLOOK_WINDOWS: ClientProfile = {
  id: 'outlook-windows',
  label: 'link check of Outlook on Windows (WinINet)',
  userAgent: 'Mozilla/4.0 (compatible; ms-office; MSOffice 16)',
  header: ({ url, cookie, body, method }) => [
    ['Accept', '*/*'],
    ...when(method === 'POST' && body, ['Content-Type', body?.type ?? '']),
    ['User-Agent', OUTLOOK_WINDOWS.userAgent],
    ['Accept-Encoding', 'gzip, deflate'],
    ['Host', hostField(url)],
    ...when(body, ['Content-Length', String(body?.length)]),
    ['Connection', 'Keep-Alive'],
    ...when(cookie !== undefined, ['Cookie', cookie ?? '']),
  ],
  tls: {
    ciphers:
      'TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-SHA384:ECDHE-ECDSA-AES128-SHA256:ECDHE-RSA-AES256-SHA384:ECDHE-RSA-AES128-SHA256:AES256-GCM-SHA384:AES128-GCM-SHA256',
    groups: 'X25519:P-256:P-384',
    signatures: SIGNATURES,
    alpn: ['http/1.1'],
  },
}

const CURL: ClientProfile = {
  id: 'curl',
  label: 'curl 8',
  userAgent: 'curl/8.14.1',
  header: ({ url, cookie, body, method }) => [
    ['Host', hostField(url)],
    ['User-Agent', CURL.userAgent],
    ['Accept', '*/*'],
    ...when(cookie !== undefined, ['Cookie', cookie ?? '']),
    ...when(body, ['Content-Length', String(body?.length)]),
    ...when(method === 'POST' && body, ['Content-Type', body?.type ?? '']),
  ],
  tls: {
    ciphers:
      'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:AES256-GCM-SHA384:AES128-GCM-SHA256',
    groups: 'X25519MLKEM768:X25519:P-256:P-384:P-521',
    signatures: `${SIGNATURES}:ed25519`,
    alpn: ['h2', 'http/1.1'],
  },
  http2: {
    settings: { enablePush: false, maxConcurrentStreams: 100, initialWindowSize: 10_485_760 },
    window: 1_048_576_000,
    pseudoHeaders: [':method', ':scheme', ':authority', ':path'],
  },
}

/** All profiles, the usual one first. */
export const CLIENT_PROFILES: readonly ClientProfile[] = [
  CHROME_WINDOWS,
  SAFARI_IPHONE,
  OUTLOOK_WINDOWS,
  CURL,
]

/** The profile of that name; undefined when there is none. */
export const clientProfile = (id: string): ClientProfile | undefined =>
  CLIENT_PROFILES.find((profile) => profile.id === id)

/** Host without the scheme's own port (WHATWG `URL.host` leaves it out). */
const hostField = (url: URL): string => url.host
