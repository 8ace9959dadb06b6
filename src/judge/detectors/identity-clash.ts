import type { SenderContext } from '../../model/sender.ts'
import { NEWCOMER } from '../gates/all-gates.ts'
import { defanged, mails, quote } from '../quoting.ts'
import { ASK, type Detector, fieldEvidence } from './detector.ts'

/** What came from this address earlier; held mail taught nothing, but it came. */
function before({ messages, heldMessages }: SenderContext): string {
  if (messages + heldMessages === 0) return 'It is the first mail from this address.'
  const held =
    heldMessages > 0
      ? messages === 0
        ? ', and no person has released any of it'
        : `, ${heldMessages} of them held back`
      : ''
  return `Only ${mails(messages + heldMessages)} from this address came before${held}.`
}

/** A name that is known here under another address. */
export const knownNameNewAddress: Detector = {
  id: 'identity.known-name-new-address',
  channel: 'identity',
  detect({ record, context }) {
    if (context.messages >= NEWCOMER)
      return `the address has a past of its own here (${mails(context.messages)})`
    const other = context.identity.sameName.find((one) => !one.linked)
    if (!other)
      return context.identity.sameName.length > 0
        ? 'the same person used both addresses before'
        : 'nobody known bears this name'
    const evidence = fieldEvidence(record, ['from'], `${record.from.name} <${record.from.address}>`)
    const statistic = {
      kind: 'statistic',
      profile: other.address,
      name: 'mails under this name',
      value: other.messages,
      n: context.organisationMessages,
    } as const
    return {
      severity: other.messages >= 20 ? 'medium' : 'low',
      seen: `Comes from ${quote(record.from.address)} under the name “${quote(record.from.name)}”, which is known here from ${quote(other.address)} (${mails(other.messages)}). ${before(context)}`,
      why: 'To write under a known person’s name from a new address needs no break-in. Often the first such mails are friendly, and the link comes later.',
      innocent: 'People have a private and a work address, change employers, or share a common name.',
      next: `Write a new mail to the address known here, ${quote(other.address)}, and ask whether this one is theirs; do not answer this one. ${ASK}`,
      evidence: evidence ? [evidence, statistic] : [statistic],
    }
  },
}

/** An address or domain that looks like a known one. */
export const lookalikeAddress: Detector = {
  id: 'identity.lookalike',
  channel: 'identity',
  detect({ record, context }) {
    if (context.messages >= NEWCOMER)
      return `the address has a past of its own here (${mails(context.messages)})`
    const other = context.identity.lookalikes[0]
    if (!other) return 'the address looks like no known one'
    const evidence = fieldEvidence(record, ['from'], `${record.from.name} <${record.from.address}>`)
    const statistic = {
      kind: 'statistic',
      profile: other.address,
      name: 'mails of the address it looks like',
      value: other.messages,
      n: context.organisationMessages,
    } as const
    const sure = other.how === 'skeleton' || other.how === 'domain-skeleton'
    return {
      severity: sure ? 'high' : other.how === 'domain-tld' ? 'low' : 'medium',
      seen: `The address ${defanged(record.from.address)} looks like ${defanged(other.address)}, which is known here, but it is another one${sure ? ': letters were replaced by ones that look the same' : other.how === 'domain-tld' ? ': only the ending differs' : ': one letter differs'}.`,
      why: 'Look-alike names are registered to be mistaken for the real one.',
      innocent:
        'An organisation may own its name with several endings, and short names resemble each other by chance.',
      next: `Compare the address letter by letter with the one you know, ${defanged(other.address)}. ${ASK}`,
      evidence: evidence ? [evidence, statistic] : [statistic],
    }
  },
}
