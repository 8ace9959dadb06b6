/** The tags of a signature field (RFC 6376 §3.2, §3.5; RFC 8617 §4.1). */
import type { Canonicalization } from './canonical.ts'
import type { RawField } from './raw-mail.ts'

export type SignatureRole = 'dkim' | 'arc-message' | 'arc-seal'

export interface Signature {
  readonly role: SignatureRole
  /** Index into `RawMail.fields`. */
  readonly field: number
  /** `rsa-sha256` and the like, lower case. */
  readonly algorithm: string
  readonly domain: string
  readonly selector: string
  /** `i=` of a DKIM signature: the part behind the @. */
  readonly agentDomain?: string
  readonly instance?: number
  readonly headerForm: Canonicalization
  readonly bodyForm: Canonicalization
  /** There is no `c=`. */
  readonly formUnstated?: true
  /** Names of `h=` in order, lower case. */
  readonly names: readonly string[]
  readonly bodyHash: string
  /** `l=`. */
  readonly length?: number
  /** `t=` and `x=`, milliseconds. */
  readonly signed?: number
  readonly expires?: number
  readonly cv?: string
  readonly value: Buffer
  /** The field with the value of `b=` taken out (§3.5, b=). */
  readonly unsignedText: string
  /** Why it cannot be verified whatever the key; absent when it can. */
  readonly malformed?: string
}

interface Tag {
  readonly name: string
  readonly value: string
  /** In the text of the field. */
  readonly start: number
  readonly end: number
}

const ROLES: Readonly<Record<string, SignatureRole>> = {
  'dkim-signature': 'dkim',
  'arc-message-signature': 'arc-message',
  'arc-seal': 'arc-seal',
}
const ALGORITHMS: ReadonlySet<string> = new Set(['rsa-sha256', 'rsa-sha1', 'ed25519-sha256'])
/** `h=` of real mail has about forty names. Attack: a field of 64 KB of colons in each of many signatures. */
const MAX_NAMES = 1_000
const MAX_TAGS = 200

/** The signature in a field, or undefined when the field is none. Unreadable ones are returned as `malformed`. */
export function readSignature(field: RawField, index: number): Signature | undefined {
  const role = ROLES[field.key]
  if (role === undefined) return undefined
  const tags = tagsOf(field.text)
  const get = (name: string): string | undefined => tags.find((tag) => tag.name === name)?.value
  const bare = (name: string): string => (get(name) ?? '').replace(/[ \t\r\n]+/g, '')
  const algorithm = bare('a').toLowerCase()
  const [headerForm = '', bodyForm = 'simple'] = (bare('c').toLowerCase() || 'simple/simple').split('/')
  const forms: Record<string, Canonicalization> = { simple: 'simple', relaxed: 'relaxed' }
  const names = bare('h').toLowerCase().split(':').slice(0, MAX_NAMES).filter(Boolean)
  const length = numberOf(bare('l'))
  const signed = numberOf(bare('t'))
  const expires = numberOf(bare('x'))
  const instance = role === 'dkim' ? undefined : numberOf(bare('i'))
  const agent = role === 'dkim' ? bare('i').toLowerCase() : ''
  const value = bare('b')
  const place = tags.find((tag) => tag.name === 'b')
  const signature: Omit<Signature, 'malformed'> = {
    role,
    field: index,
    algorithm,
    domain: bare('d').toLowerCase(),
    selector: bare('s').toLowerCase(),
    ...(agent !== '' && { agentDomain: agent.slice(agent.lastIndexOf('@') + 1) }),
    ...(instance !== undefined && { instance }),
    // The canonical form of a seal is always relaxed (RFC 8617 §5.1.1).
    headerForm: role === 'arc-seal' ? 'relaxed' : (forms[headerForm] ?? 'simple'),
    bodyForm: forms[bodyForm] ?? 'simple',
    ...(get('c') === undefined && { formUnstated: true as const }),
    names,
    bodyHash: bare('bh'),
    ...(length !== undefined && { length }),
    ...(signed !== undefined && { signed: signed * 1000 }),
    ...(expires !== undefined && { expires: expires * 1000 }),
    ...(role === 'arc-seal' && { cv: bare('cv').toLowerCase() }),
    value: Buffer.from(value, 'base64'),
    unsignedText:
      place === undefined ? field.text : field.text.slice(0, place.start) + field.text.slice(place.end),
  }
  const malformed = whyMalformed(signature, tags, { value, headerForm, bodyForm, rawLength: bare('l') })
  return { ...signature, ...(malformed !== undefined && { malformed }) }
}

function whyMalformed(
  signature: Omit<Signature, 'malformed'>,
  tags: readonly Tag[],
  written: { value: string; headerForm: string; bodyForm: string; rawLength: string },
): string | undefined {
  const { role, domain, selector, names, algorithm, bodyHash, agentDomain } = signature
  const version = tags.find(({ name }) => name === 'v')?.value.trim()
  if (new Set(tags.map(({ name }) => name)).size !== tags.length) return 'a tag stands twice'
  if (role === 'dkim' && version !== '1') return 'v= is not 1'
  if (!isName(domain) || !isName(selector)) return 'd= or s= is no name'
  if (!ALGORITHMS.has(algorithm)) return `algorithm ${algorithm.slice(0, 30) || '(none)'} is unknown`
  if (!isBase64(written.value)) return 'b= is not base64'
  if (role !== 'dkim' && !(signature.instance !== undefined && signature.instance >= 1))
    return 'i= is no number'
  if (role === 'arc-seal') return undefined
  if (!isBase64(bodyHash)) return 'bh= is not base64'
  if (!/^(simple|relaxed)$/.test(written.headerForm) || !/^(simple|relaxed)$/.test(written.bodyForm))
    return 'c= is unknown'
  if (names.length === 0) return 'h= is empty'
  if (role === 'dkim' && !names.includes('from')) return 'From is not signed'
  if (role === 'arc-message' && names.includes('arc-seal')) return 'h= names ARC-Seal'
  if (written.rawLength !== '' && signature.length === undefined) return 'l= is no number'
  if (agentDomain !== undefined && agentDomain !== domain && !agentDomain.endsWith(`.${domain}`))
    return 'i= is not below d='
  return undefined
}

/** `name=value` pieces between semicolons; only the first `MAX_TAGS`. */
function tagsOf(text: string): Tag[] {
  const tags: Tag[] = []
  let start = text.indexOf(':') + 1
  while (start <= text.length && tags.length < MAX_TAGS) {
    let end = text.indexOf(';', start)
    if (end < 0) end = text.length
    const equals = text.slice(start, end).indexOf('=')
    if (equals >= 0) {
      const name = text.slice(start, start + equals).replace(/[ \t\r\n]+/g, '')
      tags.push({ name, value: text.slice(start + equals + 1, end), start: start + equals + 1, end })
    }
    start = end + 1
  }
  return tags
}

function numberOf(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

function isName(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9_\x80-\xff-]+(?:\.[a-z0-9_\x80-\xff-]+)*\.?$/.test(text)
}

function isBase64(text: string): boolean {
  return text.length > 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text)
}
