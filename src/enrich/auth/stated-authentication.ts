import type {
  AuthenticationFacts,
  AuthenticationMethod,
  AuthenticationResult,
} from '../../model/authentication.ts'
import type { Message } from '../../model/message.ts'
import type { SourceLocation } from '../../model/source.ts'
import type { AlignableResult } from './alignment.ts'
import { alignment } from './alignment.ts'
import {
  readArcAuthenticationResults,
  readAuthenticationResults,
  type StatedProperty,
  type StatedResult,
} from './authentication-results.ts'
import { hostIsBelow, plainHost } from './host-names.ts'
import { readReceivedSpf } from './received-spf.ts'
import { tagValue } from './tag-list.ts'
import {
  type Belief,
  believe,
  type TrustPolicy,
  type TrustZone,
  trustPolicy,
  trustZone,
} from './trusted-hosts.ts'

/** Everything header fields state, sorted into believed and not. */
export interface StatedResults {
  readonly results: readonly AuthenticationResult[]
  readonly believed: readonly AlignableResult[]
  readonly trusted: readonly Belief[]
  readonly signed: boolean
  readonly notes: readonly string[]
}

// More fields than any path writes: a sender can add thousands, each to be kept in the store.
const MAX_FIELDS = 64
const MAX_REASON = 120

export const NO_RESOLVER =
  'own DKIM verification: no recorded zone given and the network is off (use --zone FILE or --live)'

/**
 * A signature covers the bytes that were sent. Over other bytes it neither passes nor fails: it cannot be evaluated,
 * and DMARC, which asks for it, not either.
 */
function notVerifiable(altered: string): string {
  return `own DKIM verification: ${altered}`
}

/** Why the bytes of a message are not those that were received; undefined when they are. */
export function alteration(source: Pick<SourceLocation, 'rebuilt' | 'incomplete'>): string | undefined {
  if (source.rebuilt !== undefined) return 'the mail was rebuilt from Outlook properties'
  return source.incomplete ? 'the mail program keeps a part of the mail elsewhere' : undefined
}

const METHODS: ReadonlySet<string> = new Set<AuthenticationMethod>([
  'spf',
  'dkim',
  'dmarc',
  'arc',
  'auth',
  'iprev',
  'compauth',
])

/**
 * What the header of a message states about its authentication, and how much of it is believed; nothing is
 * verified. `trustedHosts` are configured authserv-ids or host suffixes; with none, the receiving side is inferred
 * from the top of the Received chain. `relays` are what `inferRelays` found over the whole mailbox. `altered`: why
 * these are not the bytes that were received (see `alteration`).
 */
export function statedAuthentication(
  message: Message,
  trustedHosts: readonly string[] = [],
  relays: readonly string[] = [],
  altered?: string,
): AuthenticationFacts {
  const stated = statedResults(message, trustPolicy(trustedHosts, relays))
  return {
    kind: 'authentication',
    results: stated.results,
    trusted: stated.trusted,
    aligned: alignment(message, stated.believed),
    notEvaluated:
      altered !== undefined
        ? [...stated.notes, notVerifiable(altered)]
        : stated.signed
          ? [...stated.notes, NO_RESOLVER]
          : stated.notes,
    lookups: [],
  }
}

/** Reads every field that states results. `verifiedSealer` is the domain of an ARC seal verified here. */
export function statedResults(message: Message, policy: TrustPolicy, verifiedSealer?: string): StatedResults {
  const results: AuthenticationResult[] = []
  const believed: AlignableResult[] = []
  const trusted: Belief[] = []
  const notes: string[] = []
  let zone: TrustZone | undefined
  let seal: NewestSeal | undefined
  let signed = false
  let fields = 0
  const add = (
    stated: StatedResult,
    field: number,
    authservId: string,
    belief: Belief | undefined,
    arc: boolean,
  ): void => {
    if (!METHODS.has(stated.method)) return
    const { domain, selector, alignable } = identity(stated)
    const reason = reasonOf(stated)
    const result: AuthenticationResult = {
      kind: 'authentication-result',
      method: stated.method as AuthenticationMethod,
      result: stated.result,
      ...(domain !== undefined && { domain }),
      ...(selector !== undefined && { selector }),
      source: belief === undefined ? 'untrusted-field' : arc ? 'arc' : 'field',
      by: belief?.host ?? authservId,
      field,
      ...(reason !== undefined && { reason }),
    }
    results.push(result)
    if (belief !== undefined) believed.push({ result, alignable })
  }
  const trust = (belief: Belief | undefined): void => {
    if (belief === undefined || trusted.some(({ host }) => host === belief.host)) return
    trusted.push(belief)
  }

  const { header } = message
  for (let index = 0; index < header.length; index++) {
    const { key, value } = header[index]!
    if (key === 'dkim-signature' || key === 'arc-seal') {
      signed = true
      continue
    }
    const plain = key === 'authentication-results'
    if (!plain && key !== 'received-spf' && key !== 'arc-authentication-results') continue
    if (++fields > MAX_FIELDS) {
      if (fields === MAX_FIELDS + 1)
        notes.push(`stated results: only the first ${MAX_FIELDS} fields were read`)
      continue
    }
    zone ??= trustZone(message, policy)
    if (key === 'received-spf') {
      const { host, result } = readReceivedSpf(value)
      if (result === undefined) continue
      // Above the border only the receiving side writes; many programs do not name their host.
      const named = host !== '' ? host : (message.received[zone.border]?.by ?? '')
      const belief = believe(index, named, zone, policy)
      trust(belief)
      add(result, index, host, belief, false)
    } else if (plain) {
      const { authservId, results: stated } = readAuthenticationResults(value)
      const belief = believe(index, authservId, zone, policy)
      if (stated.length > 0) trust(belief)
      for (const one of stated) add(one, index, authservId, belief, false)
    } else {
      const { authservId, instance, results: stated } = readArcAuthenticationResults(value)
      seal ??= newestSeal(message)
      const belief =
        instance === seal.instance ? believeSeal(seal, index, zone, policy, verifiedSealer) : undefined
      if (stated.length > 0) trust(belief)
      for (const one of stated) add(one, index, authservId, belief, true)
    }
  }
  return { results, believed, trusted, signed, notes }
}

interface NewestSeal {
  /** 0 when there is none. */
  readonly instance: number
  readonly field: number
  /** d= of the seal, when it says that the chain before it was intact. */
  readonly sealer?: string
}

function newestSeal(message: Message): NewestSeal {
  let newest: NewestSeal = { instance: 0, field: -1 }
  for (let field = 0; field < message.header.length; field++) {
    const { key, value } = message.header[field]!
    if (key !== 'arc-seal') continue
    const instance = Number(tagValue(value, 'i'))
    if (!(instance > newest.instance)) continue
    const cv = tagValue(value, 'cv')?.toLowerCase()
    const sealer = cv === 'pass' || cv === 'none' ? tagValue(value, 'd') : undefined
    newest = { instance, field, ...(sealer !== undefined && sealer !== '' && { sealer: plainHost(sealer) }) }
  }
  return newest
}

/**
 * An ARC set speaks for its sealer (RFC 8617 §4.1.3). It is believed when both its fields stand where only the
 * receiving side wrote and the sealer would be believed for a field of its own; or, wherever it stands, when the
 * seal was verified here and its sealer is configured.
 */
function believeSeal(
  seal: NewestSeal,
  field: number,
  zone: TrustZone,
  policy: TrustPolicy,
  verifiedSealer: string | undefined,
): Belief | undefined {
  const { sealer } = seal
  if (sealer === undefined) return undefined
  if (sealer === verifiedSealer && hostIsBelow(sealer, policy.configured))
    return { host: sealer, because: 'configured', reason: 'configured, and its ARC seal verified here' }
  return believe(Math.max(field, seal.field), sealer, zone, policy)
}

const DOMAIN_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  spf: ['smtp.mailfrom', 'smtp.mail', 'smtp.envelope-from', 'smtp.helo'],
  dkim: ['header.d', 'header.i'],
  dmarc: ['header.from'],
  auth: ['smtp.auth', 'smtp.mailfrom'],
}

function identity(stated: StatedResult): { domain?: string; selector?: string; alignable: boolean } {
  const wanted = DOMAIN_PROPERTIES[stated.method]
  if (wanted === undefined) return { alignable: false }
  for (const name of wanted) {
    const domain = domainOf(property(stated.properties, name))
    if (domain === undefined) continue
    const selector = stated.method === 'dkim' ? property(stated.properties, 'header.s') : undefined
    return {
      domain,
      ...(selector !== undefined && selector !== '' && { selector }),
      alignable: name !== 'smtp.helo',
    }
  }
  return { alignable: false }
}

function property(properties: readonly StatedProperty[], name: string): string | undefined {
  for (const one of properties)
    if (one.property.length + one.ptype.length + 1 === name.length && `${one.ptype}.${one.property}` === name)
      return one.value
  return undefined
}

/** The domain of an address or domain as hosts write it: `a@b`, `@b`, `b`, `<a@b>`, `b.`. */
function domainOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const plain = plainHost(text.slice(text.lastIndexOf('@') + 1).replace(/[<>]/g, ''))
  // Exchange writes `header.d=none` for an unsigned mail.
  return plain === '' || plain === 'none' || plain.length > 255 ? undefined : plain
}

/** `reason=`, else what the comment says; a pass needs no words. Words outside RFC 8601 are kept here. */
function reasonOf(stated: StatedResult): string | undefined {
  const said = stated.reason ?? (stated.result === 'pass' ? undefined : stated.comment?.trim())
  const word = stated.written === stated.result ? undefined : `written as "${stated.written}"`
  const reason = word === undefined ? said : said === undefined || said === '' ? word : `${word}: ${said}`
  return reason === undefined || reason === ''
    ? undefined
    : reason.length > MAX_REASON
      ? `${reason.slice(0, MAX_REASON - 1)}…`
      : reason
}
