import { type AskKind, type AskOnset, NEW_ASK } from '../../model/ask.ts'
import { mails, quote } from '../quoting.ts'
import type { ChannelRule } from './channel.ts'

/** What is asked for, as the end of a sentence. */
export const ASK_WORDS: Readonly<Record<AskKind, string>> = {
  credential: 'a password, a code or a sign-in',
  payment: 'a payment or bank details',
  file: 'a document to be opened',
  link: 'a link to be followed',
  secrecy: 'secrecy',
  'channel-switch': 'another way of writing or talking',
  information: 'information to be sent',
  meeting: 'a meeting or a call',
  favour: 'a favour not said yet',
  urgency: 'haste',
}

/** Haste goes with half of all honest requests; it counts only beside another ask. */
const WEAK: ReadonlySet<AskKind> = new Set(['urgency'])

/** What each further kind of request adds of its own surprise. */
const FURTHER = 0.4

/**
 * Surprise of the least usual request: −ln of its share in everybody's mail and, half as much, in the sender's own,
 * times how plainly it is asked; of further kinds in the same mail (secrecy beside a payment, haste, another channel) a
 * part is added, since whoever pretends puts several together. A request that this thread knows already, or that these
 * recipients had from the sender before, is half a surprise (PretextGuard 2026 calls the first one its onset).
 */
export const asksChannel: ChannelRule = {
  channel: 'asks',
  measure(record, context) {
    const found = (context.asks?.onsets ?? [])
      .map((onset) => ({ onset, here: onset.strength * askSurprise(onset) }))
      .sort((a, b) => Number(WEAK.has(a.onset.kind)) - Number(WEAK.has(b.onset.kind)) || b.here - a.here)
    const [first, ...further] = found
    if (!first || WEAK.has(first.onset.kind) || first.here === 0)
      return { drift: 0, because: ['asks for nothing out of the ordinary'] }
    const { onset } = first
    const drift = further.reduce((sum, { here }) => sum + FURTHER * here, first.here)
    return {
      drift,
      because: [
        `asks for ${ASK_WORDS[onset.kind]}: “${quote(record.asks?.[onset.ask]?.words ?? '')}”`,
        onset.bySender < NEW_ASK
          ? `this sender never asked for that before, in ${mails(Math.round(onset.senderMessages))}`
          : `this sender asked for that in ${Math.round(onset.bySender)} of ${mails(Math.round(onset.senderMessages))}`,
        ...further.map(({ onset: one }) => `and for ${ASK_WORDS[one.kind]}`),
      ],
    }
  },
}

/** Nats. */
export function askSurprise(onset: AskOnset): number {
  const anybody = Math.log((onset.messages + 2) / (onset.byAnybody + 1))
  const sender = Math.log((Math.min(onset.senderMessages, 200) + 2) / (onset.bySender + 1))
  return (anybody + 0.5 * sender) * (onset.inThread || onset.ofRecipients > 0 ? 0.5 : 1)
}
