import { NEW_ASK } from '../../model/ask.ts'
import type { Evidence } from '../../model/evidence.ts'
import { ASK_WORDS, askSurprise } from '../channels/asks-channel.ts'
import { mails, quote } from '../quoting.ts'
import { oneIn } from './client-drift.ts'
import { ASK, channelOf, type Detector, fieldEvidence } from './detector.ts'

/** A request this rare is told; rarer than the second value it is told loudly. */
const TELL = 1 / 50
const LOUD = 1 / 500

/** The mail asks for something its sender did not use to ask for. */
export const changedAsk: Detector = {
  id: 'ask.changed',
  channel: 'asks',
  detect(facts) {
    const { record, context, gates } = facts
    const result = channelOf(facts, 'asks')
    if (!gates.some((one) => one.gate === 'changed-ask' && one.open)) return 'asks for nothing new'
    if (result?.tail === undefined)
      return `not evaluated: only ${result?.n ?? 0} earlier mails to compare with`
    if (result.tail > TELL) return `a usual request: ${oneIn(result.tail)} earlier mails asked as strangely`
    const onset = context.asks?.onsets
      .filter((one) => one.kind !== 'urgency')
      .toSorted((a, b) => b.strength * askSurprise(b) - a.strength * askSurprise(a))[0]
    const ask = onset && record.asks?.[onset.ask]
    if (!onset || !ask) return 'asks for nothing new'
    const counted: Evidence = {
      kind: 'statistic',
      profile: context.sender,
      name: `mails that asked for ${ASK_WORDS[onset.kind]}`,
      value: Math.round(onset.bySender),
      n: Math.round(onset.senderMessages),
    }
    const subject = ask.place === 'subject' ? fieldEvidence(record, ['subject'], record.subject) : undefined
    return {
      severity: result.tail <= LOUD ? 'medium' : 'low',
      seen: `It asks for ${ASK_WORDS[onset.kind]} (“${quote(ask.words, 80)}”). Of ${mails(Math.round(onset.senderMessages), 'earlier')} of ${quote(record.from.address)} ${onset.bySender < NEW_ASK ? 'none' : Math.round(onset.bySender)} asked for that.`,
      why: `Whoever uses a stolen account wants something from its contacts: a password, money, papers, or a talk elsewhere. Only ${oneIn(result.tail)} of ${result.n} earlier mails asked for something as unusual.`,
      innocent:
        'A new task, a yearly matter such as fees or elections, or an old habit that happened by telephone so far.',
      next: ASK,
      evidence: subject ? [subject, counted] : [counted],
    }
  },
}
