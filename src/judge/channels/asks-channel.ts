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

/**
 * Surprise of the least usual request: −ln of its share in everybody's mail and, half as much, in the sender's own,
 * times how plainly it is asked. A request that this thread knows already is half a surprise (PretextGuard 2026 calls
 * the first one its onset).
 */
export const asksChannel: ChannelRule = {
  channel: 'asks',
  measure(record, context) {
    let drift = 0
    let because: string[] = []
    for (const onset of context.asks?.onsets ?? []) {
      if (WEAK.has(onset.kind)) continue
      const here = onset.strength * askSurprise(onset)
      if (here <= drift) continue
      drift = here
      because = [
        `asks for ${ASK_WORDS[onset.kind]}: “${quote(record.asks?.[onset.ask]?.words ?? '')}”`,
        onset.bySender < NEW_ASK
          ? `this sender never asked for that before, in ${mails(Math.round(onset.senderMessages))}`
          : `this sender asked for that in ${Math.round(onset.bySender)} of ${mails(Math.round(onset.senderMessages))}`,
      ]
    }
    return drift === 0 ? { drift, because: ['asks for nothing out of the ordinary'] } : { drift, because }
  },
}

/** Nats. */
export function askSurprise(onset: AskOnset): number {
  const anybody = Math.log((onset.messages + 2) / (onset.byAnybody + 1))
  const sender = Math.log((Math.min(onset.senderMessages, 200) + 2) / (onset.bySender + 1))
  return (anybody + 0.5 * sender) * (onset.inThread ? 0.5 : 1)
}
