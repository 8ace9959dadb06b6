import { defanged, mails, quote } from '../quoting.ts'
import type { ChannelRule } from './channel.ts'

/** How much this address trades on somebody else's name or address. 0 for senders with a past of their own. */
export const identityChannel: ChannelRule = {
  channel: 'identity',
  measure(record, context) {
    const { sameName, lookalikes } = context.identity
    let drift = 0
    const because: string[] = []
    const fresh = 1 / (1 + context.messages)
    for (const other of sameName) {
      if (other.linked) continue
      drift = Math.max(drift, Math.log(1 + other.messages) * fresh)
      because.push(
        `${quote(other.name)} is known here as ${quote(other.address)} (${mails(other.messages)}), not as ${quote(record.from.address)}`,
      )
    }
    for (const other of lookalikes) {
      drift = Math.max(drift, (2 + Math.log(1 + other.messages)) * fresh)
      because.push(`${defanged(record.from.address)} looks like ${defanged(other.address)}`)
    }
    return { drift, because: because.slice(0, 3) }
  },
}
