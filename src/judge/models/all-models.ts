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
  /**
   * What such an attacker cannot avoid. Each term counts its strongest channel only, times the weight: channels of
   * one term are different traces of the same thing.
   */
  readonly terms: readonly { readonly strongestOf: readonly Channel[]; readonly weight: number }[]
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
    terms: [
      { strongestOf: ['client', 'path'], weight: 1 }, // the thief's program and the thief's network come together
      { strongestOf: ['links', 'thread', 'attachments'], weight: 1 }, // one lure is enough
      { strongestOf: ['recipients'], weight: 0.5 }, // half of all hijackers write to the usual people (Ho et al. 2019)
    ],
  },
  {
    // Somebody in the owner's own session or device: client and path are the owner's.
    model: 'session-rider',
    gates: PAYLOAD_GATES,
    notEvaluated: needsPast,
    terms: [
      { strongestOf: ['links'], weight: 1 },
      { strongestOf: ['thread'], weight: 1 },
      { strongestOf: ['attachments'], weight: 1 },
      { strongestOf: ['recipients'], weight: 0.5 },
    ],
  },
  {
    // Somebody else's name or look-alike address on an address without a past.
    model: 'impostor',
    gates: ['identity-clash'],
    // Asked about every mail; its gate is shut for addresses with a past of their own.
    notEvaluated: () => undefined,
    terms: [
      { strongestOf: ['identity'], weight: 1 },
      { strongestOf: ['links'], weight: 0.5 },
      { strongestOf: ['thread', 'attachments'], weight: 1 },
    ],
  },
]

/** Strength of a model: weighted sum of −ln(tail) over its terms; and how many whole terms spoke. */
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
  for (const { strongestOf, weight } of rule.terms) {
    let most: number | undefined
    for (const channel of strongestOf) {
      const nats = surprise(channel)
      if (nats !== undefined && (most === undefined || nats > most)) most = nats
    }
    if (most === undefined) continue
    strength += weight * most
    degrees += weight
  }
  return { strength, degrees }
}
