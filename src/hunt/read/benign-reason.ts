import type { BenignReason } from '../../model/indicator.ts'
import { linkHost } from '../../parse/links/link-host.ts'
import type { NormalValue } from './indicator-value.ts'
import { isEmptyFile, isPublicResolver, referenceSite, wellKnownSite } from './known-sites.ts'
import { isExampleAddress, isExampleName, isPrivateAddress, isPrivateName } from './reserved-values.ts'

/** Where a value stands in a report, as far as it tells whether it is meant. */
export interface Mention {
  readonly value: NormalValue
  readonly defanged: boolean
  /** In a list or table of indicators, or alone on its line. */
  readonly listed: boolean
  /** In a list of further reading, or in the navigation of the page. */
  readonly asReference: boolean
  /** Target of a link rather than text. */
  readonly linked: boolean
  /** Text of the same sentence before and behind it, refanged. */
  readonly before: string
  readonly behind: string
  /** Heading above. */
  readonly heading: string
}

export interface ReportHabits {
  /** Registered domains of whoever published the report. */
  readonly publishers: ReadonlySet<string>
  /** Whether it defangs at all: then what it does not defang can be clicked on on purpose. */
  readonly defangs: boolean
}

/** The genuine side, named right before: `the real site shop.example`. */
const GENUINE_BEFORE =
  /(?:\b(?:legitimate|genuine|real|official|authentic|echten?|légitime|legítim[oa]|vraie?|authentique|oficial|offizielle[nr]?)|настоящ\S{0,4}|официальн\S{0,4}|正規\S{0,3}|公式\S{0,3}|واقعی|الحقيقي)(?:[\s,]+[\p{L}\p{M}'’-]{1,20}){0,5}[\s:("'`“«は]*$/iu
/** Copied, imitated. */
const IMITATED_BEFORE =
  /(?:\b(?:impersonat\w{1,4}|imitat\w{1,4}|imita\w{0,3}|mimic\w{0,4}|spoof(?:s|ed|ing)?|pretend\w{0,3} to be|pos(?:e|es|ed|ing) as|masquerad\w{1,4} as|look-?alikes? of|cop(?:y|ies) of|clones? of|typo-?squat\w{0,4}(?: of| on)?|usurp\w{1,4}|nachgeahmt\w{0,2}|imitier\w{0,3}|targeted (?:site|organi[sz]ation)s?)|подража\S{1,4}|под видом)[^.;!?:]{0,90}$/iu
const GENUINE_BEHIND =
  /^[\s,("'`”»)—–-]{0,4}(?:(?:which|that|que|qui|was|das|which in turn)\s+)?(?:(?:is|are|es|est|ist|was)\s+)?(?:(?:the|a|an|der|die|das|le|la|el|our|their)\s+)?(?:[\p{L}'’-]{1,20}\s+){0,2}(?:legitimate|genuine|real|official|legítimo|légitime|echte)\b|^[\s,)]{0,3}(?:is|are|was|n['’]est|no est[áa]|ist)\s+(?:pas\s+|nicht\s+|not\s+)?(?:itself\s+)?(?:not\s+)?(?:affected|compromised|compromis|betroffen|afectad)/iu
const NOT_MALICIOUS =
  /\b(?:not (?:malicious|related|an? (?:indicator|ioc))|benign|false positives?|do not block|not block|harmless|unrelated|legitimate (?:traffic|services?|domains?))\b/i
const VICTIM_HEADING = /\b(?:imitated|impersonated|victims?|targets?|targeted|brands?)\b/i
/** Words of a sentence that asserts something of a host it does not defang. */
const BAD_WORDS =
  /\b(?:malicious|phishing|c2|c&c|command[ -]and[ -]control|attacker|actor|adversar\w+|beacon\w*|exfiltrat\w+|payload|lure|malware|implant|backdoor|drop(?:s|ped|per)|resolv(?:es|ed)|registered|look-?alike)\b/i

/** The host a value names, and whether the value is no more than that. */
export function hostOf({ type, value }: NormalValue): string | undefined {
  if (type === 'url') return URL.parse(value)?.hostname
  if (type === 'address' || type === 'message-id') return value.slice(value.lastIndexOf('@') + 1)
  return type === 'host' || type === 'domain' ? value : undefined
}

/**
 * Why a value of a written report is not taken for an indicator, or undefined when it is. What the author defanged or
 * put into a list of indicators is meant, unless it belongs to the publisher, is the imitated side, a site everybody
 * uses with nothing behind its name, or cannot be reached from outside; what is neither is a reference, unless the
 * report defangs nothing and the sentence says that it is bad. Reserved names count as examples only where they are
 * not asserted, so that exercises written with them can be read.
 */
export function benignReason(mention: Mention, habits: ReportHabits): BenignReason | undefined {
  const { value, defanged, listed, before, behind } = mention
  if (value.type === 'file-hash')
    return isEmptyFile(value.value) ? { kind: 'well-known', list: 'empty file' } : undefined
  const asserted = defanged || listed
  const place = placeReason(value, asserted)
  if (place?.kind === 'private') return place
  const host = hostOf(value)
  if (host !== undefined) {
    const { domain, isIp } = linkHost(host)
    if (!isIp && habits.publishers.has(domain)) return { kind: 'publisher', host: domain }
  }
  const negated = NOT_MALICIOUS.exec(before.slice(-200))?.[0]
  const site = host === undefined ? undefined : wellKnownSite(host)
  // An account, or a page that somebody put there, is more than the name of the service.
  const bare =
    value.type === 'host' || value.type === 'domain' || (value.type === 'url' && isFrontPage(value.value))
  if (site !== undefined && (bare || !asserted)) return { kind: 'well-known', list: site }
  const victim = victimWords(mention)
  if (victim !== undefined) return { kind: 'victim', words: victim }
  if ((value.type === 'ip' || value.type === 'host') && isPublicResolver(value.value))
    return { kind: 'well-known', list: 'public resolvers' }
  if (negated !== undefined) return { kind: 'reference', words: negated }
  if (defanged) return undefined
  const reference = host === undefined ? undefined : referenceSite(host)
  if (reference !== undefined && value.type !== 'address') return { kind: 'reference', words: reference }
  if (listed && !mention.linked) return undefined
  if (place !== undefined) return place
  if (mention.asReference) return { kind: 'reference', words: mention.heading || 'link' }
  if (value.type === 'ip' || value.type === 'network') return undefined
  const sentence = `${before} ${behind}`
  if (!habits.defangs && !mention.linked && BAD_WORDS.test(sentence)) return undefined
  return { kind: 'reference', words: words(before) }
}

function placeReason({ type, value }: NormalValue, asserted: boolean): BenignReason | undefined {
  const url = type === 'url' ? (URL.parse(value)?.hostname ?? '') : ''
  const host = url || (type === 'address' ? value.slice(value.lastIndexOf('@') + 1) : value)
  const address = host.replace(/^\[|\](?::\d+)?$/g, '')
  const numeric = type === 'ip' || type === 'network' || /^[\d.]+$/.test(host) || host.startsWith('[')
  if (numeric ? isPrivateAddress(address) : isPrivateName(host)) return { kind: 'private' }
  if (!asserted && (numeric ? isExampleAddress(address) : isExampleName(host))) return { kind: 'example' }
  return undefined
}

function victimWords({ before, behind, defanged, listed, heading, value }: Mention): string | undefined {
  if (value.type === 'ip' || value.type === 'network') return undefined
  // What is defanged is meant, unless the genuine side is named right before it.
  const genuine =
    GENUINE_BEFORE.exec(before.slice(-160))?.[0] ??
    (defanged ? undefined : GENUINE_BEHIND.exec(behind.slice(0, 120))?.[0])
  if (genuine !== undefined && !(listed && defanged)) return words(genuine)
  if (defanged || listed) return undefined
  const imitated = IMITATED_BEFORE.exec(before.slice(-160))?.[0]
  if (imitated !== undefined) return words(imitated)
  const named = VICTIM_HEADING.exec(heading)?.[0]
  return named
}

const isFrontPage = (value: string): boolean => {
  const url = URL.parse(value)
  return url !== null && url.pathname === '/' && url.search === ''
}

/** The last words of a text, for a person. */
const words = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(-60)
