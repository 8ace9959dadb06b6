/**
 * One ranker per attacker: each adds up only the channels that such an attacker cannot avoid, so that a channel
 * dead by nature (the header channel, for somebody in the owner's own session) does not drown the live ones
 * (methods.md §7.3: one joint score loses to per-model sums).
 */
import type { Channel } from '../../model/finding.ts'
import type { SenderContext } from '../../model/sender.ts'
import type { AttackerModel, ChannelResult, Gate } from '../../model/verdict.ts'
import { isFirstContact } from '../gates/first-contact.ts'
import type { Reference, ReferenceLog } from '../reference.ts'
import { FEW_FIRST_CONTACTS, KNOWN_WELL, REFERENCE_MINIMUM, TOO_LITTLE_PAST } from '../rules-version.ts'

/**
 * What such an attacker cannot avoid, as one summand. `strongest`: the channels are different traces, one of which is
 * enough (a link, or a file). `joint`: they are traces of one thing that come together, so their drifts are added and
 * the sum is compared with earlier sums (the thief's program and the thief's network: methods.md §7.3 has the header
 * alone at 39 % of same-domain mail at 1 % false alarms, the sum of both kinds of traces reaches 49 to 77 %).
 */
export interface Term {
  readonly kind: 'strongest' | 'joint'
  readonly channels: readonly Channel[]
  readonly weight: number
  /**
   * Counted when none of the channels can speak, before weighing: 1 nat is what honest mail shows on average, so that
   * silence (a text too short for its style) is neither a sign nor an excuse. 0 when not given.
   */
  readonly silence?: number
  /** Compared with other first contacts only, whose mail is unlike that of people known for long. */
  readonly among?: 'first-contacts'
}

export interface ModelRule {
  readonly model: AttackerModel
  /** Any of these open makes a mail a candidate. */
  readonly gates: readonly Gate[]
  /** Why the model cannot be asked about this mail; undefined when it can. */
  notEvaluated(context: SenderContext, reference: Reference): string | undefined
  readonly terms: readonly Term[]
  /**
   * Taken off the sum, nats. Under the model a term is expected to show something: one that shows less than its price
   * speaks for another model, or for none. With it the strengths of different models are on one scale, as the terms
   * they have in common weigh the same (a log-likelihood ratio of exponentials: nats × (1 − 1/m) − ln m for mean m).
   */
  readonly price: number
  /** Part of the budget kept for it when another model floods. */
  readonly share: number
}

const PAYLOAD_GATES: readonly Gate[] = [
  'new-link-domain',
  'unanchored-thread',
  'thread-mismatch',
  'deceptive-link',
  'active-attachment',
  'changed-ask',
  'reply-diverted',
]

/**
 * Strangers are many and mostly what they say. Its terms weigh 3 together and are counted among newcomers only, so odd
 * newcomers would stand before takeovers: at 5 they took 6 of 38 alerts at 10 per 10,000 on the lists and cost T3 and
 * T4 0.04; at 8 none, and nothing there. What is left to them is the share that is kept.
 */
const STRANGER_PRICE = 8

/** Under which first contacts are counted among themselves. */
const firstName = (channel: Channel): string => `first:${channel}`

const needsPast = (context: SenderContext): string | undefined =>
  context.messages < KNOWN_WELL ? TOO_LITTLE_PAST : undefined

export const ALL_MODELS: readonly ModelRule[] = [
  {
    // Somebody else drives the real account, from their own program and network.
    model: 'takeover',
    gates: PAYLOAD_GATES,
    notEvaluated: needsPast,
    terms: [
      { kind: 'joint', channels: ['client', 'path'], weight: 1.5 },
      { kind: 'strongest', channels: ['links', 'services', 'thread', 'attachments', 'asks'], weight: 1 }, // one lure is enough
      { kind: 'strongest', channels: ['style'], weight: 2, silence: 1 },
    ],
    price: 2.5,
    share: 0.4,
  },
  {
    // Somebody in the owner's own session or device: client and path are the owner's.
    model: 'session-rider',
    gates: PAYLOAD_GATES,
    notEvaluated: needsPast,
    terms: [
      { kind: 'strongest', channels: ['links', 'services', 'attachments', 'asks'], weight: 1 },
      // All that such an attacker cannot borrow.
      { kind: 'strongest', channels: ['style'], weight: 2, silence: 1 },
    ],
    price: 1,
    share: 0.3,
  },
  {
    // Somebody else's name or look-alike address on an address without a past.
    model: 'impostor',
    gates: ['identity-clash'],
    // Asked about every mail; its gate is shut for addresses with a past of their own.
    notEvaluated: () => undefined,
    terms: [
      { kind: 'strongest', channels: ['identity'], weight: 1 },
      { kind: 'strongest', channels: ['links'], weight: 0.5 },
      { kind: 'strongest', channels: ['thread', 'attachments'], weight: 1 },
    ],
    price: 0,
    share: 0.2,
  },
  {
    // Nobody known, with a lure under a pretence.
    model: 'stranger',
    gates: ['first-contact-lure'],
    // Asked about every mail; its gate is shut for everybody else.
    notEvaluated: (context, reference) =>
      isFirstContact(context) && reference.tail(firstName('pretence'), 0).n < REFERENCE_MINIMUM
        ? FEW_FIRST_CONTACTS
        : undefined,
    terms: [
      {
        kind: 'strongest',
        channels: ['links', 'services', 'attachments', 'asks'],
        weight: 1,
        among: 'first-contacts',
      },
      { kind: 'strongest', channels: ['pretence', 'thread'], weight: 2, among: 'first-contacts' },
    ],
    price: STRANGER_PRICE,
    share: 0.1,
  },
]

/** Strength of a model: weighted sum of −ln(tail) over its terms less its price, nats; and how many whole terms spoke. */
export function modelStrength(
  rule: ModelRule,
  channels: readonly ChannelResult[],
  reference: Reference,
): { readonly strength: number; readonly degrees: number } {
  let strength = 0
  let degrees = 0
  for (const term of rule.terms) {
    const nats =
      term.kind === 'joint' ? joint(term, channels, reference) : strongest(term, channels, reference)
    strength += term.weight * (nats ?? term.silence ?? 0)
    if (nats !== undefined) degrees += term.weight
  }
  return { strength: Math.max(0, strength - rule.price), degrees }
}

/** What a mail can lure with. */
const LURES: ReadonlySet<Channel> = new Set(['links', 'services', 'thread', 'attachments', 'asks'])
/**
 * The most one lure counts, nats: 1 in 3,000. Somebody sends the strangest link, file or request of the year, and
 * mostly it is theirs; beyond this a lure outweighed the traces of another hand.
 */
const MOST_OF_A_LURE = 8

/** The strongest channel, and half of the second: a forward that cannot be found with a new link is more than either. */
function strongest(
  { channels: names, among }: Term,
  channels: readonly ChannelResult[],
  reference: Reference,
): number | undefined {
  let first: number | undefined
  let second = 0
  const count = (nats: number): void => {
    if (first === undefined || nats > first) {
      second = first ?? 0
      first = nats
    } else second = Math.max(second, nats)
  }
  // Both look at the same links: one trace, not two.
  let link: number | undefined
  for (const result of channels) {
    const { channel } = result
    if (!names.includes(channel)) continue
    const tail = among === undefined ? result.tail : firstTail(result, reference)
    if (tail === undefined) continue
    const nats = LURES.has(channel) ? Math.min(MOST_OF_A_LURE, -Math.log(tail)) : -Math.log(tail)
    if (channel === 'links' || channel === 'services') link = Math.max(link ?? 0, nats)
    else count(nats)
  }
  if (link !== undefined) count(link)
  return first === undefined ? undefined : first + second / 2
}

function firstTail(
  { channel, drift, notEvaluated }: ChannelResult,
  reference: Reference,
): number | undefined {
  if (notEvaluated !== undefined) return undefined
  const { tail, n } = reference.tail(firstName(channel), drift)
  return n < REFERENCE_MINIMUM ? undefined : tail
}

/** Adds what a first contact's channels measured to the reference of first contacts; nothing for other mail. */
export function learnFirstContact(reference: ReferenceLog, channels: readonly ChannelResult[]): void {
  const isFirst = channels.some((one) => one.channel === 'pretence' && one.notEvaluated === undefined)
  if (!isFirst) return
  for (const { channel, drift, notEvaluated } of channels)
    if (notEvaluated === undefined && FIRST_CHANNELS.has(channel)) reference.learn(firstName(channel), drift)
}

const FIRST_CHANNELS: ReadonlySet<Channel> = new Set(
  ALL_MODELS.flatMap(({ terms }) =>
    terms.flatMap((term) => (term.among === 'first-contacts' ? term.channels : [])),
  ),
)

/** One alone is compared with its own past. */
function joint(term: Term, channels: readonly ChannelResult[], reference: Reference): number | undefined {
  const sum = jointDrift(term, channels)
  if (sum === undefined) return strongest(term, channels, reference)
  const { tail, n } = reference.tail(jointName(term), sum)
  return n < REFERENCE_MINIMUM ? undefined : -Math.log(tail)
}

/** Undefined unless every channel of the term was evaluated. */
function jointDrift({ channels: names }: Term, channels: readonly ChannelResult[]): number | undefined {
  let sum = 0
  for (const name of names) {
    const found = channels.find((one) => one.channel === name)
    if (!found || found.notEvaluated !== undefined) return undefined
    sum += found.drift
  }
  return sum
}

const jointName = ({ channels }: Term): string => `joint:${channels.join('+')}`

const JOINT_TERMS: readonly Term[] = [
  ...new Map(
    ALL_MODELS.flatMap(({ terms }) => terms)
      .filter((term) => term.kind === 'joint')
      .map((term) => [jointName(term), term]),
  ).values(),
]

/** Adds the sums of a judged mail to the reference. */
export function learnJoint(reference: ReferenceLog, channels: readonly ChannelResult[]): void {
  for (const term of JOINT_TERMS) {
    const sum = jointDrift(term, channels)
    if (sum !== undefined) reference.learn(jointName(term), sum)
  }
}
