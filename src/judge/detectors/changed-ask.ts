import { type AskOnset, NEW_ASK } from '../../model/ask.ts'
import type { Evidence } from '../../model/evidence.ts'
import { ASK_WORDS, askSurprise } from '../channels/asks-channel.ts'
import { mails, quote } from '../quoting.ts'
import { howOften, howRare } from './client-drift.ts'
import { ASK, channelOf, type Detector, fieldEvidence } from './detector.ts'

/** A request this rare is told; rarer than the second value it is told loudly. */
const TELL = 1 / 50
const LOUD = 1 / 500

/** How often the sender asked for it before, in a sentence. */
function askedBefore({ senderMessages, bySender }: AskOnset, sender: string): string {
  const asked = bySender < NEW_ASK ? 0 : Math.round(bySender)
  const before = Math.round(senderMessages)
  if (before <= 1)
    return `${before === 0 ? 'No recent mail' : 'The one recent mail'} of ${sender} is there to compare with${asked === 1 ? ', and it asked for that' : before === 1 ? ', and it did not ask for that' : ''}.`
  return `Of ${mails(before, 'recent')} of ${sender} ${asked === 0 ? 'none' : asked} asked for that.`
}

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
    if (result.tail > TELL)
      return `a usual request: ${howOften(result.tail, result.n, 'asked for something as unusual')}`
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
      // What no phrase says may be no request at all: never told loudly.
      severity: result.tail <= LOUD && !ask.learned ? 'medium' : 'low',
      seen: `${ask.learned ? 'No set phrase asks for anything, but its words as a whole read like a request for' : 'It asks for'} ${ASK_WORDS[onset.kind]} (“${quote(ask.words, 80)}”). ${askedBefore(onset, quote(record.from.address))}`,
      why: `Whoever uses a stolen account wants something from the people it writes to: a password, money, papers, or to talk elsewhere. ${howRare(result.tail, result.n, 'asked for something as unusual')}.`,
      innocent: `${ask.learned ? 'It asks for nothing of the kind and only talks of it: read the mail. Or a' : 'A'} new task, a yearly matter such as fees or elections, or something that was asked by telephone so far.`,
      next: ASK,
      evidence: subject ? [subject, counted] : [counted],
    }
  },
}
