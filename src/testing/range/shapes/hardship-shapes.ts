// Servers that cost time or memory, answer wrongly or not at all, and certificates that must not be believed.
import { article, type Coding, html, type RangeReply, type RangeShape, redirect } from '../shape.ts'

const END = 'https://landing.example/article'
const end = { [END]: article('Minutes of the autumn meeting') }
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n'
const META = `<meta http-equiv=refresh content="0; url=${END}">`
/** Where running out of time is the outcome. */
const SHORT = { hopTime: 2_500, firstByteTime: 2_000, chainTime: 30_000 } as const
/** Where the answer must come in time, on a machine at full load too, and only its end never does. */
const ENOUGH = { hopTime: 10_000, chainTime: 60_000 } as const

const hard = (
  id: string,
  why: string,
  reply: RangeReply,
  outcome: RangeShape['http']['end'],
  limits?: RangeShape['limits'],
): RangeShape => ({
  id,
  why,
  exact: 'http',
  start: `https://go.example/${id}`,
  serve: { [`https://go.example/${id}`]: reply },
  ...(limits === undefined ? {} : { limits }),
  http: { hops: [[`https://go.example/${id}`]], end: outcome },
})

/**
 * Hard, but the way goes on before it hurts. Chromium follows a refresh only when the page is all there: `browser` is
 * how such a page ends for its readers.
 */
const passes = (
  id: string,
  why: string,
  reply: RangeReply,
  edge: 'http' | 'meta-refresh',
  limits?: RangeShape['limits'],
  browser?: RangeShape['http']['end'],
): RangeShape => ({
  ...hard(id, why, reply, 'landing', limits),
  serve: { [`https://go.example/${id}`]: reply, ...end },
  http: { hops: [[`https://go.example/${id}`], [END, edge]], end: 'landing' },
  ...(browser === undefined ? {} : { browser: { hops: [[`https://go.example/${id}`]], end: browser } }),
})

const MEGABYTE = 1024 * 1024
const bomb = (id: string, why: string, ...coding: readonly Coding[]): RangeShape =>
  hard(
    id,
    why,
    {
      kind: 'answer',
      status: 200,
      header: [
        ['Content-Type', 'text/html'],
        ['Content-Encoding', coding.join(', ')],
      ],
      body: '<p>',
      padTo: 40 * MEGABYTE,
      coding,
    },
    'size-limit',
  )

const badCertificate = (id: string, why: string, host: string): RangeShape => ({
  id,
  why,
  exact: 'http',
  start: `https://go.example/${id}`,
  serve: {
    [`https://go.example/${id}`]: redirect(302, `https://${host}/x`),
    [`https://${host}/x`]: redirect(302, END),
    ...end,
  },
  http: { hops: [[`https://go.example/${id}`], [`https://${host}/x`, 'http']], end: 'tls-error' },
})

export const HARDSHIP_SHAPES: readonly RangeShape[] = [
  hard('silent', 'takes the request and says nothing', { kind: 'silent' }, 'time-limit', SHORT),
  hard('closes', 'closes without an answer', { kind: 'reset' }, 'network-error'),
  hard(
    'drip-header',
    'a header that never ends, byte by byte',
    { kind: 'drip', head: 'HTTP/1.1 200 OK\r\nX-A: ', every: 20 },
    'time-limit',
    SHORT,
  ),
  hard(
    'drip-body',
    'a body that never ends, byte by byte: no single wait is long',
    { kind: 'drip', head: `${HEAD}\r\n<p>`, every: 20 },
    'time-limit',
    SHORT,
  ),
  passes(
    'drip-after-meta',
    'the way on stands before the drip',
    { kind: 'drip', head: `${HEAD}\r\n${META}`, every: 20 },
    'meta-refresh',
    ENOUGH,
    'time-limit',
  ),
  hard(
    'endless-header',
    'a header without end',
    { kind: 'endless', head: 'HTTP/1.1 200 OK\r\n', piece: 'X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n' },
    'size-limit',
  ),
  hard(
    'endless-body',
    'a body without end',
    { kind: 'endless', head: `${HEAD}\r\n`, piece: 'All work and no play. ' },
    'size-limit',
  ),
  passes(
    'endless-after-meta',
    'the way on stands before the flood',
    { kind: 'endless', head: `${HEAD}\r\n${META}`, piece: 'x' },
    'meta-refresh',
    undefined,
    'size-limit',
  ),
  passes(
    'endless-redirect',
    'the body of a redirect need not be read',
    { kind: 'endless', head: `HTTP/1.1 302 Found\r\nLocation: ${END}\r\n\r\n`, piece: 'x' },
    'http',
  ),
  passes(
    'drip-redirect',
    'nor waited for',
    { kind: 'drip', head: `HTTP/1.1 302 Found\r\nLocation: ${END}\r\n\r\n`, every: 20 },
    'http',
    ENOUGH,
  ),
  hard(
    'interim-endless',
    'interim answers without end, and never the answer itself',
    { kind: 'endless', head: '', piece: 'HTTP/1.1 100 Continue\r\n\r\n' },
    'time-limit',
    SHORT,
  ),
  hard(
    'other-protocol',
    'changes to another protocol that nobody asked for',
    {
      kind: 'raw',
      bytes: 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nhello',
    },
    'network-error',
  ),
  passes(
    'chunk-broken',
    'a chunk that is no chunk, after the way on',
    {
      kind: 'raw',
      bytes: `${HEAD}Transfer-Encoding: chunked\r\n\r\n${META.length.toString(16)}\r\n${META}\r\nzz\r\n`,
    },
    'meta-refresh',
    undefined,
    'network-error',
  ),
  bomb('bomb-gzip', '40 MB in 40 kB', 'gzip'),
  bomb('bomb-br', '40 MB in a few bytes', 'br'),
  bomb('bomb-zstd', '40 MB in a few kB', 'zstd'),
  bomb('bomb-twice', '40 MB packed twice', 'gzip', 'gzip'),
  hard(
    'coding-many',
    'more layers of coding than anybody needs',
    {
      kind: 'answer',
      status: 200,
      header: [
        ['Content-Type', 'text/html'],
        ['Content-Encoding', Array(30).fill('gzip').join(', ')],
      ],
      body: 'x',
    },
    'network-error',
  ),
  hard(
    'coding-lie',
    'says gzip and is not',
    {
      kind: 'answer',
      status: 200,
      header: [
        ['Content-Type', 'text/html'],
        ['Content-Encoding', 'gzip'],
      ],
      body: META,
    },
    'network-error',
  ),
  {
    ...hard(
      'not-http',
      'does not speak HTTP; Chromium takes it for HTTP/0.9 and shows it',
      { kind: 'raw', bytes: '220 mail.example ESMTP\r\n' },
      'network-error',
    ),
    browser: { hops: [['https://go.example/not-http']], end: 'landing' },
  },
  passes(
    'cut-short',
    'closes before the announced length',
    { kind: 'raw', bytes: `${HEAD}Content-Length: 9999\r\n\r\n${META}` },
    'meta-refresh',
    undefined,
    'network-error',
  ),
  {
    ...hard('dns-absent', 'the host does not exist', { kind: 'silent' }, 'network-error'),
    start: 'https://absent.example/x',
    serve: {},
    names: { 'absent.example': { kind: 'absent' } },
    http: { hops: [['https://absent.example/x']], end: 'network-error' },
  },
  {
    ...hard('dns-unknown', 'the DNS gives no answer', { kind: 'silent' }, 'network-error'),
    start: 'https://unknown.example/x',
    serve: {},
    names: { 'unknown.example': { kind: 'unknown' } },
    http: { hops: [['https://unknown.example/x']], end: 'network-error' },
  },
  badCertificate('tls-expired', 'a certificate of last year', 'expired.example'),
  badCertificate('tls-early', 'a certificate of next year', 'early.example'),
  badCertificate('tls-wrong-name', 'a certificate for somebody else', 'wrong-name.example'),
  badCertificate('tls-self-signed', 'a certificate nobody vouches for', 'self-signed.example'),
  {
    id: 'download-attachment',
    why: 'a file to keep, not a page',
    exact: 'http',
    start: 'https://go.example/download-attachment',
    serve: {
      'https://go.example/download-attachment': redirect(302, 'https://share.example/invoice'),
      'https://share.example/invoice': html('<title>not shown</title>', [
        'Content-Disposition',
        'attachment; filename="invoice.html"',
      ]),
    },
    http: {
      hops: [['https://go.example/download-attachment'], ['https://share.example/invoice', 'http']],
      end: 'download',
    },
  },
  hard(
    'download-type',
    'bytes no browser shows',
    {
      kind: 'answer',
      status: 200,
      header: [['Content-Type', 'application/zip']],
      body: 'PK',
    },
    'download',
  ),
  hard(
    'no-content',
    '204 leaves the reader where they were',
    { kind: 'answer', status: 204, header: [], body: '' },
    'landing',
  ),
  hard(
    'asks-password',
    'the server asks for a name and a password (RFC 9110 §11.6.1)',
    {
      kind: 'answer',
      status: 401,
      header: [['WWW-Authenticate', 'Basic realm="mail"']],
      body: '',
    },
    'credential-page',
  ),
  hard(
    'password-page',
    'a page with a password field',
    html(
      '<title>Sign in</title><form method=post action=/in><input name=u><input type=PASSWORD name=p><button>Go</button></form>',
    ),
    'credential-page',
  ),
  {
    id: 'single-link',
    why: 'a page whose only purpose is one link: a person has to press it',
    exact: 'http',
    start: 'https://go.example/single-link',
    serve: {
      'https://go.example/single-link': html(
        `<title>Leaving</title><p>You are leaving this site.</p><a href="${END}">Continue</a>`,
      ),
      ...end,
    },
    http: { hops: [['https://go.example/single-link', undefined, 'interstitial']], end: 'interstitial' },
  },
]
