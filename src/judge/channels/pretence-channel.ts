import { isFirstContact, pretencesOf } from '../gates/first-contact.ts'
import { NO_FIRST_CONTACT } from '../rules-version.ts'
import type { ChannelRule } from './channel.ts'

/**
 * Signs that a first contact is not what it poses as, added up; compared with other first contacts only. What the
 * thread channel measures itself is left to it.
 */
export const pretenceChannel: ChannelRule = {
  channel: 'pretence',
  measure(record, context) {
    if (!isFirstContact(context)) return { drift: 0, because: [], notEvaluated: NO_FIRST_CONTACT }
    const signs = pretencesOf(record, context)
    let drift = 0
    for (const { kind, weight } of signs) if (kind !== 'thread' && kind !== 'mismatch') drift += weight
    return { drift, because: signs.slice(0, 3).map((one) => one.because) }
  },
}
