import { percentText } from './percent-text.ts'
import { queryValue } from './query-value.ts'
import { targetUrl } from './target-url.ts'
import { decodedLink, opaqueLink, type Unwrapped, type Wrapper } from './wrapper.ts'

/**
 * Proofpoint URL Defense, the three formats of its published decoder (help.proofpoint.com, «How do I decode a
 * rewritten URL»): v1 percent-encoded, v2 with `-` for `%` and `_` for `/`, v3 with every character outside a safe
 * set replaced by `*` and listed in base64url behind the URL.
 */
export const proofpoint: Wrapper = {
  wrapper: 'proofpoint',
  product: 'Proofpoint URL Defense',
  role: 'gateway',
  hosts: ['urldefense.com', 'urldefense.proofpoint.com', 'urldefense.us', 'urldefense.eu'],
  unwrap(url) {
    const path = url.pathname
    if (path.startsWith('/v3/')) return v3(url)
    if (!path.startsWith('/v1/') && !path.startsWith('/v2/')) return undefined
    const raw = queryValue(url.search, ['u'])
    if (raw === undefined) return opaqueLink(this)
    const isV2 = path.startsWith('/v2/')
    const escaped = isV2 ? raw.replaceAll('-', '%').replaceAll('_', '/') : raw
    // The published decoder unescapes `+` in neither version.
    const target = targetUrl(unescaped(percentText(escaped, false)), url)
    const tenant = queryValue(url.search, [isV2 ? 'c' : 'k'])
    const extra = tenant ? { tenant: percentText(tenant, false).trim() } : {}
    if (target === undefined) return opaqueLink(this, extra)
    return decodedLink(this, target, [isV2 ? 'proofpoint-v2' : 'percent'], extra)
  },
}

/** Characters for the run lengths of v3: `**A` stands for two characters, `**B` for three, … */
const RUNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const LIST = /__;([\w-]*=*)!/g

function v3(url: URL): Unwrapped {
  const { href } = url
  const start = href.indexOf('/v3/__') + 6
  LIST.lastIndex = start
  // The list of characters holds neither `;` nor `!`, and the URL before it no `!`: the first match is the end.
  const end = start < 6 ? null : LIST.exec(href)
  if (!end) return opaqueLink(proofpoint)
  const kept = percentText(href.slice(start, end.index), false)
  const replaced = [...Buffer.from(end[1] ?? '', 'base64url').toString('utf8')]
  const target = targetUrl(restored(kept, replaced))
  const [tenant] = href.slice(end.index + end[0].length + 1).split('!', 1)
  const extra = tenant && tenant.length < 64 ? { tenant } : {}
  return target === undefined
    ? opaqueLink(proofpoint, extra)
    : decodedLink(proofpoint, target, ['proofpoint-v3'], extra)
}

/** Puts the listed characters back; a star without one stays, so that a cut link still shows where it leads. */
function restored(kept: string, replaced: readonly string[]): string {
  const pieces: string[] = []
  let used = 0
  let from = 0
  for (let star = kept.indexOf('*'); star >= 0; star = kept.indexOf('*', from)) {
    pieces.push(kept.slice(from, star))
    const run = kept[star + 1] === '*' ? RUNS.indexOf(kept[star + 2] ?? '?') : -1
    const count = run >= 0 ? run + 2 : 1
    from = star + (run >= 0 ? 3 : 1)
    pieces.push(used < replaced.length ? replaced.slice(used, used + count).join('') : '*')
    used += count
  }
  pieces.push(kept.slice(from))
  return pieces.join('')
}

const ENTITY = /&(?:amp|lt|gt|quot|apos|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi
const NAMED: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
])

/** v1 and v2 took the URL out of the HTML as it stood: the published decoder undoes its escapes. */
function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(ENTITY, (entity, decimal?: string, hex?: string) => {
    const named = NAMED.get(entity.toLowerCase())
    if (named !== undefined) return named
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code > 0 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : entity
  })
}
