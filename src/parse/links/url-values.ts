import { decodeBase64, decodeHex } from './base64-value.ts'
import { LIMITS } from './link-limits.ts'
import { reversed, rot13 } from './turned-text.ts'

/** Encodings that are taken off. `jwt` is the payload of a JSON Web Token (RFC 7519). */
export type UrlLayer = 'percent' | 'base64' | 'base64url' | 'hex' | 'jwt' | 'rot13' | 'reversed'

/** A piece of a URL after some layers of encoding were taken off. */
export interface UrlValue {
  readonly text: string
  /** Layers from outside in; empty for what is written plainly. */
  readonly layers: readonly UrlLayer[]
}

/**
 * Every reading of path, query and fragment of a URL: as written, and with percent-encoding, base64, hexadecimal,
 * rot13 and writing backwards taken off, in turn, up to `nestingDepth` layers and `nestedValues` values.
 */
export function urlValues(url: URL): readonly UrlValue[] {
  const whole = url.pathname + url.search + url.hash
  if (whole.length < 6) return []
  const values: UrlValue[] = [{ text: whole, layers: [] }]
  const seen = new Set<string>([whole])
  for (let i = 0; i < values.length && values.length < LIMITS.nestedValues; i++) {
    const { text, layers } = values[i] as UrlValue
    if (layers.length >= LIMITS.nestingDepth) continue
    const add = (decoded: string | undefined, ...taken: readonly UrlLayer[]): void => {
      if (decoded === undefined || decoded.length < 4 || seen.has(decoded)) return
      if (values.length >= LIMITS.nestedValues) return
      seen.add(decoded)
      values.push({ text: decoded, layers: [...layers, ...taken] })
    }
    if (text.includes('%')) add(percentDecoded(text), 'percent')
    // The beginnings of `http` in each encoding are rare, and one search for all of them is cheap.
    const isMarked = text.length >= 16 && MARKS.test(text)
    if (isMarked && text.includes('aHR0'))
      for (const run of longRuns(text, layers)) add(decodeBase64(run), base64Kind(run))
    const cutRun = isMarked && text.includes('%') ? runBeforeEscape(text) : undefined
    const payload = isMarked ? payloadPlace(text) : -1
    for (const token of tokens(text)) {
      if (token === cutRun) continue
      if (token.length >= 16 && isHex(token)) add(decodeHex(token), 'hex')
      else if (mayBeBase64Text(token))
        add(decodeBase64(token), payload > 0 && text.startsWith(token, payload) ? 'jwt' : base64Kind(token))
    }
    if (!isMarked) continue
    if (text.includes('68747470')) for (const run of text.match(HEX_URL) ?? []) add(decodeHex(run), 'hex')
    for (const { mark, layer, cut, turn } of TURNED) {
      const at = text.indexOf(mark)
      // Once its escapes are off, a query shows no longer where the parameter ends.
      if (at < 0 || (layers.length > 0 && text.startsWith('/') && whole.includes(mark))) continue
      const piece = cut(text, at, layers.length === 0 || text.startsWith('/'))
      if (layers.length === 0 && piece.includes('%')) add(turn(percentDecoded(piece)), 'percent', layer)
      add(turn(piece), layer)
    }
  }
  return values
}

/** `http` in base64, hexadecimal, rot13 and backwards, and the payload of a token. */
const MARKS = /aHR0|68747470|uggc|ptth|\.eyJ/

const TOKEN = /[\w+-]{12,}={0,2}/g
/** Runs long enough to be an encoded address or URL; `/` is a separator here, as it is in paths. */
const tokens = (text: string): readonly string[] => (text.length >= 12 ? (text.match(TOKEN) ?? []) : [])

const isHex = (token: string): boolean => /^[0-9a-f]+$/i.test(token)

/** `http` in hexadecimal inside a longer run. */
const HEX_URL = /68747470(?:[0-9a-f]{2}){4,}/gi

const LONG_RUN = /aHR0[\w+/-]{8,}={0,2}/g
/** Base64 of a URL whose own `/` belong to it: a question mark is often written with one. Not in a path, where they separate. */
function longRuns(text: string, layers: readonly UrlLayer[]): readonly string[] {
  const query = layers.length === 0 || text.startsWith('/') ? text.indexOf('?') : 0
  return query < 0 ? [] : (text.slice(query).match(LONG_RUN) ?? []).filter((run) => run.includes('/'))
}

/** Base64 of a URL that goes on behind an escaped `/` or `+`: the layer below has all of it. */
function runBeforeEscape(text: string): string | undefined {
  const start = text.indexOf('aHR0')
  if (start < 0) return undefined
  const run = /^[\w+-]*/.exec(text.slice(start))?.[0] ?? ''
  return text[start + run.length] === '%' ? run : undefined
}

const base64Kind = (coded: string): UrlLayer => (/[-_]/.test(coded) ? 'base64url' : 'base64')

/** Where the payload of the first `HEADER.PAYLOAD.SIGNATURE` begins, or -1; header and payload both begin with `{"`. */
function payloadPlace(text: string): number {
  const stop = text.indexOf('.eyJ')
  if (stop < 0) return -1
  let start = stop
  while (start > 0 && /[\w-]/.test(text[start - 1] ?? '')) start--
  return text.startsWith('eyJ', start) ? stop + 1 : -1
}

/** From the scheme to the end of the parameter, or of the value that was decoded. */
function fromScheme(text: string, start: number, isWhole: boolean): string {
  const end = isWhole ? text.slice(start).search(/[&#]/) : -1
  return end < 0 ? text.slice(start) : text.slice(start, start + end)
}

/** The same for a URL that ends with its scheme. */
function untilScheme(text: string, mark: number, isWhole: boolean): string {
  const before = text.slice(0, mark + 4)
  if (!isWhole) return before
  const parameter = Math.max(before.lastIndexOf('&'), before.indexOf('?'), before.lastIndexOf('#'))
  const name = before.indexOf('=', parameter + 1)
  return before.slice((name < 0 ? parameter : name) + 1)
}

/** Encodings that turn the letters of a whole value, with what they make of `http`. */
const TURNED: readonly {
  readonly mark: string
  readonly layer: UrlLayer
  readonly cut: (text: string, mark: number, isWhole: boolean) => string
  readonly turn: (text: string) => string
}[] = [
  { mark: 'uggc', layer: 'rot13', cut: fromScheme, turn: rot13 },
  { mark: 'ptth', layer: 'reversed', cut: untilScheme, turn: reversed },
]

/**
 * Most long runs in URLs are random tokens or words: only those are decoded that can hold `http`, `www.` or an
 * address, told by the base64 of these in their three alignments, that begin like JSON, or that are not too long.
 * Base64 of `http`, of `www.` and of an at sign has a capital letter in every alignment; words of a path have none.
 */
function mayBeBase64Text(token: string): boolean {
  if (!/[A-Z]/.test(token)) return false
  return (
    token.length <= 120 || token.startsWith('eyJ') || /aHR0c|h0dHA|odHRw|d3d3L|3d3cu|AQ|BA|QD/.test(token)
  )
}

/** Percent-decoding by hand: `decodeURIComponent` refuses the whole text for one bad escape. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  }
}
