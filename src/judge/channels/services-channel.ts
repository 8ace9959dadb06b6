import type { ServiceUse } from '../../model/sender.ts'
import { mails } from '../quoting.ts'
import { SERVICE_WORDS } from '../service-words.ts'
import type { ChannelRule } from './channel.ts'

/** Mails of everybody that a sender's own rate is drawn towards, as if it were that many of their own. */
const PRIOR_MAILS = 20

/**
 * Surprise of the least usual kind of service a link goes through (shortener, share host or open redirect, click
 * counter, mail gateway): −ln of the rate at which this sender uses such a thing, drawn towards everybody's. Where a
 * link through such a service ends is unknown, so how often its domain was linked here says nothing.
 */
export const servicesChannel: ChannelRule = {
  channel: 'services',
  measure(_record, { services, messages, organisationMessages }) {
    let drift = 0
    let worst: ServiceUse | undefined
    for (const one of services) {
      const everybody = (one.byAnybody + 1) / (organisationMessages + 2)
      const rate = (one.bySender + PRIOR_MAILS * everybody) / (messages + PRIOR_MAILS)
      if (-Math.log(rate) <= drift) continue
      drift = -Math.log(rate)
      worst = one
    }
    if (!worst) return { drift: 0, because: ['no link goes through a shortener, share host or the like'] }
    return {
      drift,
      because: [
        `a link goes through ${SERVICE_WORDS[worst.role]}, as ${worst.bySender} of ${mails(messages, 'earlier')} of this sender and ${worst.byAnybody} of anybody did`,
      ],
    }
  },
}
