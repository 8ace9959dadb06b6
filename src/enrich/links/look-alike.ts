import { domainToUnicode } from 'node:url'
import type { LinkHost } from '../../model/link.ts'
import type { Likeness } from '../../model/link-sign.ts'
import { isOneEdit } from '../../parse/links/one-edit.ts'
import { skeleton } from '../../parse/links/skeleton.ts'

/** Names of the registered domains that somebody could be made to believe in, prepared once for many hosts. */
export interface KnownNames {
  readonly domains: ReadonlySet<string>
  /** Skeleton of the domain → domain. */
  readonly shapes: ReadonlyMap<string, string>
  /** Registered name without its public suffix → domain. */
  readonly names: ReadonlyMap<string, string>
  /** Name with one letter left out, or whole → names. Two names one edit apart share one of these. */
  readonly near: ReadonlyMap<string, readonly string[]>
}

/** Below this a changed ending means nothing: `acme` and `mail` belong to many. */
const ENDING = 6
/** Below this, names one edit apart are mostly unrelated words. */
const EDIT = 7
/** A known name inside a longer one: with a word that lures like, and with any other word. */
const WITH_LURE_WORD = 5
const WITH_ANY_WORD = 9
/** The bare name as a label of somebody else's host. */
const LABEL = 6
/** Longest name looked at: labels end at 63 (RFC 1035 §2.3.4). Also bounds the deletions kept. */
const LONGEST = 63
/** Names kept for one deletion. Attack: a correspondent under hundreds of names that differ in one place. */
const MOST_NEAR = 8

const LURE_WORDS: ReadonlySet<string> = new Set(
  (
    'login signin logon auth sso secure security account accounts verify verification support help helpdesk service ' +
    'services portal mail email webmail mailbox docs document documents files share drive cloud online official ' +
    'update billing payment pay invoice team group global news press media events event meeting conference invite ' +
    'web site my the app apps hr admin office client access panel check info'
  ).split(' '),
)
/** Words that people overlook in the middle of a name: `understandingthewar`. */
const FILLERS = ['the', 'and', 'of', 'for', 'in', 'on', 'my', 'de', 'la', 'our']

/** Prepares registered domains: of displayed hosts, of landings, of correspondents. Free hosts should not be among them. */
export function knownNames(domains: Iterable<string>): KnownNames {
  const index = nameIndex()
  for (const domain of domains) index.add(domain)
  return index
}

/** Names that are added to as they become known. */
export interface NameIndex extends KnownNames {
  /** Adds a registered domain; nothing happens for one that is there, or that is a single label. */
  add(domain: string): void
}

/** An index without names. About 2 kB a name. */
export function nameIndex(): NameIndex {
  const domains = new Set<string>()
  const shapes = new Map<string, string>()
  const names = new Map<string, string>()
  const near = new Map<string, string[]>()
  return {
    domains,
    shapes,
    names,
    near,
    add(domain) {
      if (domains.has(domain) || !domain.includes('.')) return
      domains.add(domain)
      const shape = skeleton(unicode(domain))
      if (!shapes.has(shape)) shapes.set(shape, domain)
      const name = nameOf(domain)
      if (names.has(name)) return
      names.set(name, domain)
      if (name.length < EDIT || name.length > LONGEST) return
      for (const key of deletions(name)) {
        const others = near.get(key)
        if (others === undefined) near.set(key, [name])
        else if (others.length < MOST_NEAR) others.push(name)
      }
    },
  }
}

/**
 * The known domain that a host could be taken for, and how; undefined for a known domain itself, for addresses, and
 * for hosts that resemble none. The likeness that misleads most comes first. Own method: UTS 39 skeletons, one edit,
 * and the forms of names in the indicators of Google TAG and Mandiant on APT42 (2024).
 */
export function lookAlike(
  { host, domain, icannDomain, isIp }: LinkHost,
  known: KnownNames,
): { readonly of: string; readonly how: Likeness } | undefined {
  if (isIp || !domain.includes('.') || known.domains.has(domain)) return undefined
  const shape = known.shapes.get(skeleton(unicode(domain)))
  if (shape !== undefined) return { of: shape, how: 'skeleton' }
  const name = nameOf(domain)
  const edited = editOf(name, known)
  if (edited !== undefined) return { of: edited, how: 'edit' }
  const same = name.length >= ENDING ? known.names.get(name) : undefined
  // Below a provider of free names it is no ending that was changed but a name somebody took there.
  if (same !== undefined) return { of: same, how: domain === icannDomain ? 'ending' : 'label' }
  const longer = wordAdded(name, known)
  if (longer !== undefined) return { of: longer, how: 'word' }
  const label = labelOf(host, domain, known)
  return label === undefined ? undefined : { of: label, how: 'label' }
}

const unicode = (domain: string): string => (domain.includes('xn--') ? domainToUnicode(domain) : domain)
const nameOf = (domain: string): string => domain.slice(0, domain.indexOf('.') >>> 0)

function* deletions(name: string): Generator<string> {
  yield name
  for (let i = 0; i < name.length; i++) yield name.slice(0, i) + name.slice(i + 1)
}

function editOf(name: string, { near, names }: KnownNames): string | undefined {
  if (name.length < EDIT - 1 || name.length > LONGEST || names.has(name)) return undefined
  for (const key of deletions(name))
    for (const other of near.get(key) ?? []) if (isOneEdit(name, other)) return names.get(other)
  return undefined
}

function wordAdded(name: string, { names }: KnownNames): string | undefined {
  if (name.length > LONGEST || name.startsWith('xn--')) return undefined
  const joined = name.replaceAll('-', '')
  if (joined !== name && joined.length >= ENDING && names.has(joined)) return names.get(joined)
  for (let cut = 3; cut <= name.length - 2; cut++) {
    const [front, back] = [name.slice(0, cut), name.slice(cut)]
    for (const [part, rest] of [
      [front, back],
      [back, front],
    ] as const) {
      const of = names.get(part.replace(/^-|-$/g, ''))
      if (of !== undefined && isAddedWord(nameOf(of), rest.replace(/^-|-$/g, ''))) return of
    }
  }
  for (const filler of FILLERS)
    for (
      let at = name.indexOf(filler, 3);
      at > 0 && at < name.length - 3;
      at = name.indexOf(filler, at + 1)
    ) {
      const without = name.slice(0, at) + name.slice(at + filler.length)
      if (without.length >= WITH_ANY_WORD && names.has(without)) return names.get(without)
    }
  return undefined
}

function isAddedWord(known: string, rest: string): boolean {
  if (known.length >= WITH_ANY_WORD && /^[a-z-]{2,}$/.test(rest)) return true
  return known.length >= WITH_LURE_WORD && rest.split('-').every((word) => LURE_WORDS.has(word))
}

/** Labels below the registered domain. Attack: thousands of labels; no name on the DNS has more. */
const MOST_LABELS = 127

function labelOf(host: string, domain: string, { domains, names }: KnownNames): string | undefined {
  if (host.length <= domain.length) return undefined
  const labels = host.slice(0, -domain.length - 1).split('.', MOST_LABELS)
  for (const [at, label] of labels.entries()) {
    const two = `${label}.${labels[at + 1] ?? ''}`
    for (const whole of [two, `${two}.${labels[at + 2] ?? ''}`, label.replaceAll('-', '.')])
      if (domains.has(whole)) return whole
    if (label.length >= LABEL && names.has(label)) return names.get(label)
    const words = label.length > LABEL && label.includes('-') ? label.split('-') : []
    for (const word of words)
      if (
        word.length >= LABEL &&
        names.has(word) &&
        words.every((one) => one === word || LURE_WORDS.has(one))
      )
        return names.get(word)
  }
  return undefined
}
