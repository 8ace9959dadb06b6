import type { PersonalToken } from '../model/trace.ts'

/**
 * Parameters that name a mail, a campaign or its reader. From the documentation of the services that make them:
 * Google Ads and Analytics, Meta, Microsoft Advertising, Mailchimp, HubSpot, Marketo, Adobe, Klaviyo, Vero, Drip,
 * Matomo, Yandex, Omeda, Oracle Eloqua, Olytics, Braze, Sailthru, Customer.io, ActiveCampaign.
 */
const TRACKING: ReadonlySet<string> = new Set(
  (
    'fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid mc_eid mc_cid _hsenc _hsmi ' +
    '__hssc __hstc __hsfp hsctatracking mkt_tok s_cid _kx _ke vero_id vero_conv dm_i oly_anon_id oly_enc_id rb_clickid ' +
    'elqtrackid elqtrack elqaid elqat elqcampaignid wickedid _openstat pk_campaign pk_kwd mtm_campaign mtm_cid sc_customer ' +
    'sc_eh sc_uid bsft_uid bsft_mid bsft_clkid cid_ email_id emailid subscriber subscriber_id subscriberid recipient ' +
    'recipient_id recipientid uid userid user_id contact contact_id contactid member_id memberid rid eid mid nr_email_referer ' +
    'ml_subscriber ml_subscriber_hash ck_subscriber_id utm_id utm_email utm_user _branch_match_id srsltid'
  ).split(' '),
)

/** Attack: a URL of megabytes with a parameter for every letter. */
const LONGEST = 16_384
const MOST = 50
/** Fewer characters may be a word or a number of an article. */
const RANDOM_LENGTH = 16

const ADDRESS = /[\w.+-]{1,64}[@=][a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}/i
const PLAIN_ADDRESS = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}$/i
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[1-8][0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i

/** What in this URL looks personal, in order of place. */
export function personalTokens(url: URL): readonly PersonalToken[] {
  const found: PersonalToken[] = []
  for (const { place, name, value } of pieces(url)) {
    const token = tokenOf(name, value)
    if (token !== undefined && found.length < MOST) found.push({ ...token, place, value: value.slice(0, 80) })
  }
  return found
}

interface Piece {
  readonly place: string
  readonly name: string
  readonly value: string
}

function pieces(url: URL): readonly Piece[] {
  if (url.href.length > LONGEST) return [{ place: 'query:', name: '', value: url.search.slice(0, LONGEST) }]
  const path = url.pathname
    .split('/')
    .slice(1)
    .map((segment, index): Piece => ({ place: `path:${index}`, name: '', value: decoded(segment) }))
  const query = [...url.searchParams].map(([name, value]): Piece => {
    // A parameter without a value is one all the same: `?a2VpbmVy`.
    return value === ''
      ? { place: `query:${name}`, name: '', value: name }
      : { place: `query:${name}`, name, value }
  })
  const hash = url.hash.slice(1)
  return [...path, ...query, ...(hash === '' ? [] : [{ place: 'fragment', name: '', value: decoded(hash) }])]
}

function tokenOf(name: string, value: string): Pick<PersonalToken, 'kind' | 'address'> | undefined {
  const plain = ADDRESS.exec(value)?.[0]
  if (plain !== undefined && (plain.includes('@') || isReturnPath(value)))
    return { kind: 'address', address: plain }
  const coded = codedAddress(value)
  if (coded !== undefined) return { kind: 'coded-address', address: coded }
  if (UUID.test(value)) return { kind: 'uuid' }
  if (TRACKING.has(name.toLowerCase()) && value !== '') return { kind: 'tracking-parameter' }
  if (/^ey[\w-]{8,}\.ey[\w-]{8,}\.[\w-]*$/.test(value)) return { kind: 'signed-token' }
  return looksRandom(value) ? { kind: 'random' } : undefined
}

/** `anna=example.org`, as variable envelope return paths write an address. */
const isReturnPath = (value: string): boolean => /^[\w.+-]+=[\w-]+\.[\w.-]+$/.test(value)

/** An address in base64, base64url or hexadecimal, as a whole value or as one of its pieces. */
function codedAddress(value: string): string | undefined {
  for (const piece of value.split(/[^\w+/=-]+|[.,]/).slice(0, 8)) {
    const bare = piece.replace(/=+$/, '')
    if (bare.length >= 8 && bare.length <= 512 && /^[\w+/-]+$/.test(bare)) {
      const text = Buffer.from(bare, 'base64').toString('utf8')
      if (PLAIN_ADDRESS.test(text)) return text
      const inner = /^[\x20-\x7e]+$/.test(text) ? ADDRESS.exec(text)?.[0] : undefined
      if (inner?.includes('@')) return inner
    }
    if (bare.length >= 12 && bare.length <= 512 && bare.length % 2 === 0 && /^[0-9a-f]+$/i.test(bare)) {
      const text = Buffer.from(bare, 'hex').toString('utf8')
      if (PLAIN_ADDRESS.test(text)) return text
    }
  }
  return undefined
}

/** Long, of letters and digits mixed, and without the shape of words. */
function looksRandom(value: string): boolean {
  for (const piece of value.split(/[^A-Za-z0-9]+/)) {
    if (piece.length < RANDOM_LENGTH) continue
    const digits = piece.replace(/\D/g, '').length
    if (digits === piece.length) return piece.length >= 24
    if (digits >= 2) return true
    // Words written together have a capital for each; random letters change their case all the time.
    const rises = piece.match(/[a-z][A-Z]/g)?.length ?? 0
    if (rises >= 3 && rises * 6 > piece.length) return true
  }
  return false
}

/**
 * The URL with its personal tokens taken out or made anonymous: tracking parameters dropped, addresses replaced by
 * `someone@example.com`, everything else by letters of the same length and kind, so that the form stays. The server
 * may answer otherwise, and may know that it was asked with a token it never gave out. Undefined without tokens.
 */
export function stripTokens(url: URL): URL | undefined {
  const tokens = personalTokens(url)
  if (tokens.length === 0 || url.href.length > LONGEST) return undefined
  const stripped = new URL(url.href)
  const places = new Map(tokens.map((token) => [token.place, token]))
  const segments = url.pathname.split('/')
  stripped.pathname = segments
    .map((segment, index) => {
      const token = places.get(`path:${index - 1}`)
      return token === undefined ? segment : encodeURIComponent(anonymous(token, decoded(segment)))
    })
    .join('/')
  const query = new URLSearchParams()
  for (const [name, value] of url.searchParams) {
    const token = places.get(`query:${name}`)
    if (token?.kind === 'tracking-parameter') continue
    if (token === undefined) query.append(name, value)
    else if (value === '') query.append(anonymous(token, name), '')
    else query.append(name, anonymous(token, value))
  }
  stripped.search = query.size === 0 ? '' : query.toString()
  const fragment = places.get('fragment')
  if (fragment !== undefined) stripped.hash = anonymous(fragment, decoded(url.hash.slice(1)))
  return stripped
}

function anonymous({ kind, address }: PersonalToken, value: string): string {
  if (kind === 'address' && address !== undefined) return value.replace(address, 'someone@example.com')
  if (kind === 'coded-address') {
    const hex = /^[0-9a-f]+$/i.test(value)
    return Buffer.from('someone@example.com').toString(
      hex ? 'hex' : /[+/]/.test(value) ? 'base64' : 'base64url',
    )
  }
  return value.replace(/[0-9]/g, '0').replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
