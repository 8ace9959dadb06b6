/**
 * Whether two senders of a set look like one: their traits agree more than those of other senders do. What everybody
 * has counts nothing, what hardly anybody else has counts much. Abstains on few mails and few others to measure by.
 */
import type { PersonaEvidence, PersonaPair, PersonaView } from '../model/authenticity.ts'

/** What is known of one sender. */
export interface PersonaProfile {
  readonly sender: string
  /** Registered domain of the address: its provider marks all its mail alike. */
  readonly provider: string
  /** In the set that was handed in, rather than in the background only. */
  readonly inSet: boolean
  readonly items: number
  readonly traits: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** Unit vector of the sender's writing, and the characters it rests on. */
  readonly style?: ReadonlyMap<number, number>
  readonly characters: number
}

/** Mails of each that a comparison needs, other senders to measure by, and characters of writing. */
const LEAST_ITEMS = 3
const LEAST_OTHERS = 5
const LEAST_CHARACTERS = 600
/** Others of the same provider that show which of its marks everybody there has. */
const LEAST_NEIGHBOURS = 3
/** Senders compared with each other: 60 are 1,770 pairs. */
const MAX_SENDERS = 60
/** Senders measured by. */
const MAX_BACKGROUND = 300
const MAX_EVIDENCE = 8

/** Weights found on one list and tried on another (bench/authenticity/README.md). Traits of one channel hang together. */
const CHANNEL_WEIGHT: Readonly<Record<PersonaEvidence['channel'], number>> = {
  client: 0.35,
  path: 0.35,
  signature: 0.35,
  style: 1,
}
const CHANNEL_LIMIT = 4
const LIKE_ONE = 7
const LIKE_TWO = -1
/** Keeps one agreement with a rare value from deciding. */
const SMOOTHING = 0.08

/** Which channel a trait belongs to. */
function channelOf(trait: string): PersonaEvidence['channel'] {
  if (trait.startsWith('dkim-')) return 'signature'
  return /^(?:first-|route$|return-path$)/.test(trait) ? 'path' : 'client'
}

/** Compares all senders of the set with each other. Background senders are only measured by. */
export function personaView(profiles: readonly PersonaProfile[]): PersonaView {
  const set = profiles
    .filter(({ inSet }) => inSet)
    .sort((one, other) => other.items - one.items || (one.sender < other.sender ? -1 : 1))
  const compared = set.slice(0, MAX_SENDERS)
  const background = profiles.filter(({ items }) => items >= LEAST_ITEMS).slice(0, MAX_BACKGROUND)
  const pairs: PersonaPair[] = []
  for (let one = 0; one < compared.length; one++)
    for (let other = one + 1; other < compared.length; other++)
      pairs.push(comparePersonas(compared[one]!, compared[other]!, background))
  pairs.sort((one, other) => (other.score ?? -Infinity) - (one.score ?? -Infinity))
  const all = (set.length * (set.length - 1)) / 2
  return {
    kind: 'persona-view',
    senders: set.map(({ sender, items }) => ({ sender, items })),
    background: background.length,
    pairs,
    groups: groupsOf(pairs),
    left: all - pairs.length,
  }
}

/** One pair, measured by the others. */
export function comparePersonas(
  one: PersonaProfile,
  other: PersonaProfile,
  background: readonly PersonaProfile[],
): PersonaPair {
  const base = { senders: [one.sender, other.sender], items: [one.items, other.items] } as const
  const cannot = (reason: string): PersonaPair => ({
    ...base,
    verdict: 'cannot-tell',
    reason,
    evidence: [],
    notEvaluated: [],
  })
  if (Math.min(one.items, other.items) < LEAST_ITEMS)
    return cannot(`fewer than ${LEAST_ITEMS} mails of one of them`)
  const others = background.filter(({ sender }) => sender !== one.sender && sender !== other.sender)
  if (others.length < LEAST_OTHERS) return cannot(`fewer than ${LEAST_OTHERS} other senders to measure by`)

  const notEvaluated: string[] = []
  const neighbours = others.filter(({ provider }) => provider === one.provider)
  const sameProvider = one.provider === other.provider
  // What a provider writes on all its mail would make any two of its customers look alike.
  const providerHidden = sameProvider && neighbours.length < LEAST_NEIGHBOURS
  if (providerHidden)
    notEvaluated.push(
      `path and signature: both use ${one.provider}, and too few others there show what all its mail has`,
    )
  const measuredBy = sameProvider && !providerHidden ? neighbours : others
  const evidence: PersonaEvidence[] = []
  for (const trait of new Set([...one.traits.keys(), ...other.traits.keys()])) {
    const channel = channelOf(trait)
    if (providerHidden && channel !== 'client') continue
    const found = traitEvidence(one, other, trait, channel, measuredBy)
    if (found !== undefined) evidence.push(found)
  }
  const style = styleEvidence(one, other, others)
  if (typeof style === 'string') notEvaluated.push(`style: ${style}`)
  else evidence.push(style)

  const sums = new Map<string, number>()
  for (const { channel, weight } of evidence)
    sums.set(channel, (sums.get(channel) ?? 0) + weight * CHANNEL_WEIGHT[channel])
  const score = [...sums.values()].reduce(
    (sum, value) => sum + Math.max(-CHANNEL_LIMIT, Math.min(CHANNEL_LIMIT, value)),
    0,
  )
  evidence.sort(
    (a, b) => Math.abs(b.weight * CHANNEL_WEIGHT[b.channel]) - Math.abs(a.weight * CHANNEL_WEIGHT[a.channel]),
  )
  const verdict = score >= LIKE_ONE ? 'like-one' : score <= LIKE_TWO ? 'like-two' : 'cannot-tell'
  return {
    ...base,
    verdict,
    score,
    ...(verdict === 'cannot-tell' && { reason: 'what agrees and what differs is about even, or common' }),
    evidence: evidence.filter(({ weight }) => Math.abs(weight) >= 0.1).slice(0, MAX_EVIDENCE),
    notEvaluated,
  }
}

function traitEvidence(
  one: PersonaProfile,
  other: PersonaProfile,
  trait: string,
  channel: PersonaEvidence['channel'],
  others: readonly PersonaProfile[],
): PersonaEvidence | undefined {
  const a = one.traits.get(trait)
  const b = other.traits.get(trait)
  if (a === undefined || b === undefined) return undefined
  const agreement = overlap(a, b)
  let usual = 0
  let n = 0
  for (const { traits } of others) {
    const theirs = traits.get(trait)
    usual += theirs === undefined ? 0 : (overlap(a, theirs) + overlap(b, theirs)) / 2
    n++
  }
  usual /= Math.max(1, n)
  return {
    channel,
    trait,
    one: commonest(a),
    other: commonest(b),
    agreement,
    usual,
    weight: Math.log((agreement + SMOOTHING) / (usual + SMOOTHING)),
  }
}

/** Share of mails of both that have a value in common: Σ min(p, q). */
function overlap(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const total = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((sum, count) => sum + count, 0)
  const [ofA, ofB] = [total(a), total(b)]
  let sum = 0
  for (const [value, count] of a) sum += Math.min(count / ofA, (b.get(value) ?? 0) / ofB)
  return sum
}

function commonest(counts: ReadonlyMap<string, number>): string {
  let best = ''
  let most = 0
  for (const [value, count] of counts)
    if (count > most || (count === most && value < best)) {
      best = value
      most = count
    }
  return best
}

/** How alike the writing is, against how alike each of both is to the others, in deviations. */
function styleEvidence(
  one: PersonaProfile,
  other: PersonaProfile,
  others: readonly PersonaProfile[],
): PersonaEvidence | string {
  if (!one.style || !other.style || Math.min(one.characters, other.characters) < LEAST_CHARACTERS)
    return `fewer than ${LEAST_CHARACTERS} characters of own writing of one of them`
  const likeness: number[] = []
  for (const { style, characters } of others)
    if (style && characters >= LEAST_CHARACTERS) likeness.push(dot(one.style, style), dot(other.style, style))
  if (likeness.length < 2 * LEAST_OTHERS) return `fewer than ${LEAST_OTHERS} other writers to measure by`
  const mean = likeness.reduce((sum, value) => sum + value, 0) / likeness.length
  const deviation = Math.sqrt(likeness.reduce((sum, value) => sum + (value - mean) ** 2, 0) / likeness.length)
  const agreement = dot(one.style, other.style)
  const z = deviation > 0 ? (agreement - mean) / deviation : 0
  return {
    channel: 'style',
    trait: 'letters',
    one: `${one.characters} characters`,
    other: `${other.characters} characters`,
    agreement,
    usual: mean,
    weight: Math.max(-3, Math.min(4, z - 1)),
  }
}

function dot(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [bin, value] of small) sum += value * (large.get(bin) ?? 0)
  return sum
}

/** Senders joined by pairs that look like one. */
function groupsOf(pairs: readonly PersonaPair[]): readonly (readonly string[])[] {
  const group = new Map<string, Set<string>>()
  for (const { senders, verdict } of pairs) {
    if (verdict !== 'like-one') continue
    const joined = new Set(senders.flatMap((sender) => [...(group.get(sender) ?? [sender])]))
    for (const sender of joined) group.set(sender, joined)
  }
  return [...new Set(group.values())].map((senders) => [...senders].sort())
}
