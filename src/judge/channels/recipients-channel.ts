import { quote } from '../quoting.ts'
import { KNOWN_WELL } from '../rules-version.ts'
import { type ChannelRule, NO_PAST } from './channel.ts'

/**
 * How unlike this sender's earlier recipient sets this one is: one minus the best Jaccard overlap with a recent set
 * (Ho et al. 2019), plus the share of recipients the sender never wrote to, those unknown to everybody counted
 * double. Scaled by how much past there is to differ from.
 */
export const recipientsChannel: ChannelRule = {
  channel: 'recipients',
  measure(_record, context) {
    if (context.messages < KNOWN_WELL) return NO_PAST
    if (context.recipients.length === 0) return { drift: 0, because: ['no recipient is named'] }
    let fresh = 0
    const unseen: string[] = []
    for (const one of context.recipients) {
      if (one.seenBySender > 0) continue
      fresh += one.seenInOrganisation > 0 ? 1 : 2
      unseen.push(one.address)
    }
    const share = fresh / context.recipients.length
    const drift = (1 - context.recipientOverlap + share) * Math.log(1 + Math.min(context.messages, 50))
    const because: string[] = []
    if (unseen.length > 0)
      because.push(
        `${unseen.length} of ${context.recipients.length} recipients never written to by this sender: ${quote(unseen.slice(0, 3).join(', '), 100)}`,
      )
    if (context.recipientOverlap < 0.5)
      because.push(
        `best overlap with an earlier recipient set ${Math.round(context.recipientOverlap * 100)} %`,
      )
    return { drift, because }
  },
}
