/**
 * One ranker per attacker: each adds up only the channels that such an attacker cannot avoid, so that a channel
 * dead by nature (the header channel, for somebody in the owner's own session) does not drown the live ones
 * (methods.md §7.3: one joint score loses to per-model sums).
 */
import type { Channel } from '../../model/finding.ts'
import type { SenderContext } from '../../model/sender.ts'
import type { AttackerModel, ChannelResult, Gate } from '../../model/verdict.ts'
import { KNOWN_WELL, TOO_LITTLE_PAST } from '../rules-version.ts'

export interface ModelRule {
  readonly model: AttackerModel
  /** Any of these open makes a mail a candidate. */
  readonly gates: readonly Gate[]
  /** Why the model cannot be asked about this mail; undefined when it can. */
  notEvaluated(context: SenderContext): string | undefined
  /** Channels added up in full (the drift such an attacker leaves), and those of which only the strongest counts (the payload). */
  readonly drift: readonly (readonly [channel: Channel, weight: number])[]
  readonly payload: readonly Channel[]
}

const PAYLOAD_GATES: readonly Gate[] = [
  'new-link-domain',
  'unanchored-thread',
  'deceptive-link',
  'active-attachment',
  'reply-diverted',
]

const needsPast = (context: SenderContext): string | undefined =>
  context.messages < KNOWN_WELL ? TOO_LITTLE_PAST : undefined

export const ALL_MODELS: readonly ModelRule[] = [
  {
    // Somebody else drives the real account, from their own program and network.
    model: 'takeover',
    gates: PAYLOAD_GATES,
    notEvaluated: needsPast,
    drift: [
      ['client', 1],
      ['path', 0.5], // travels with the client: a full weight would count the same change twice
      ['recipients', 0.5], // half of all hijackers write to the usual people (Ho et al. 2019)
    ],
    payload: ['links', 'thread', 'attachments'],
  },
  {
    // Somebody in the owner's own session or device: client and path are the owner's.
    model: 'session-rider',
    gates: PAYLOAD_GATES,
    notEvaluated: needsPast,
    drift: [
      ['links', 1],
      ['thread', 1],
      ['attachments', 1],
      ['recipients', 0.5],
    ],
    payload: [],
  },
  {
    // Somebody else's name or look-alike address on an address without a past.
    model: 'impostor',
    gates: ['identity-clash'],
    // Asked about every mail; its gate is shut for addresses with a past of their own.
    notEvaluated: () => undefined,
    drift: [
      ['identity', 1],
      ['links', 0.5],
    ],
    payload: ['thread', 'attachments'],
  },
]

/** Strength of a model: weighted sum of −ln(tail) over what its channels gave; and the degrees of freedom of that sum. */
export function modelStrength(
  rule: ModelRule,
  channels: readonly ChannelResult[],
): { readonly strength: number; readonly degrees: number } {
  const surprise = (channel: Channel): number | undefined => {
    const found = channels.find((one) => one.channel === channel)
    return found?.tail === undefined ? undefined : -Math.log(found.tail)
  }
  let strength = 0
  let degrees = 0
  for (const [channel, weight] of rule.drift) {
    const nats = surprise(channel)
    if (nats === undefined) continue
    strength += weight * nats
    degrees += weight
  }
  let payload: number | undefined
  for (const channel of rule.payload) {
    const nats = surprise(channel)
    if (nats !== undefined && (payload === undefined || nats > payload)) payload = nats
  }
  if (payload !== undefined) {
    strength += payload
    degrees += 1
  }
  return { strength, degrees }
}
