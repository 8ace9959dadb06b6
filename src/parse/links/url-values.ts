import { decodeBase64, decodeHex } from './base64-value.ts'
import { LIMITS } from './link-limits.ts'

/** A piece of a URL after some layers of encoding were taken off. */
export interface UrlValue {
  readonly text: string
  /** Layers from outside in: `percent`, `base64`, `hex`; empty for what is written plainly. */
  readonly layers: readonly ('percent' | 'base64' | 'hex')[]
}

/**
 * Every reading of path, query and fragment of a URL: as written, and with percent-encoding, base64 and hexadecimal
 * taken off, in turn, up to `nestingDepth` layers and `nestedValues` values. Decoders of known gateways can add
 * their readings here: what follows only looks at values.
 */
export function urlValues(url: URL): readonly UrlValue[] {
  const whole = url.pathname + url.search + url.hash
  if (whole.length < 6) return []
  const values: UrlValue[] = [{ text: whole, layers: [] }]
  const seen = new Set<string>([whole])
  for (let i = 0; i < values.length && values.length < LIMITS.nestedValues; i++) {
    const { text, layers } = values[i] as UrlValue
    if (layers.length >= LIMITS.nestingDepth) continue
    const add = (decoded: string | undefined, layer: 'percent' | 'base64' | 'hex'): void => {
      if (decoded === undefined || decoded.length < 4 || seen.has(decoded)) return
      if (values.length >= LIMITS.nestedValues) return
      seen.add(decoded)
      values.push({ text: decoded, layers: [...layers, layer] })
    }
    if (text.includes('%')) add(percentDecoded(text), 'percent')
    for (const token of tokens(text)) {
      if (token.length >= 16 && isHex(token)) add(decodeHex(token), 'hex')
      else if (mayBeBase64Text(token)) add(decodeBase64(token), 'base64')
    }
  }
  return values
}

const TOKEN = /[\w+-]{12,}={0,2}/g
/** Runs long enough to be an encoded address or URL; `/` is a separator here, as it is in paths. */
const tokens = (text: string): readonly string[] => (text.length >= 12 ? (text.match(TOKEN) ?? []) : [])

const isHex = (token: string): boolean => /^[0-9a-f]+$/i.test(token)

/**
 * Most long runs in URLs are random tokens: only those are decoded that can hold `http`, `www.` or an address, told
 * by the base64 of these in their three alignments, or that begin like encoded text and are not too long.
 */
function mayBeBase64Text(token: string): boolean {
  return /aHR0c|h0dHA|odHRw|d3d3L|3d3cu|AQ|BA|QD|@/.test(token) || token.length <= 120
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
