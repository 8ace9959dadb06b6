import type { SenderContext } from '../../model/sender.ts'
import { NEWCOMER } from '../gates/all-gates.ts'
import { defanged, mails, quote } from '../quoting.ts'
import { ASK, type Detector, fieldEvidence } from './detector.ts'

/** What came from this address earlier; held mail taught nothing, but it came. */
function before({ messages, heldMessages }: SenderContext): string {
  if (messages + heldMessages === 0) return 'It is the first mail from this address.'
  const held = heldMessages > 0 ? `, ${heldMessages} of them held back` : ''
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
      seen: `Comes from ${quote(record.from.address)} under the name ${quote(record.from.name)}, whom we know as ${quote(other.address)} (${mails(other.messages)}). ${before(context)}`,
      why: 'Taking a known person’s name on a fresh address needs no break-in at all, and often comes before a link does: first rapport, then the lure.',
      innocent: 'People have private and work addresses, change employers, and share common names.',
      next: ASK,
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
      seen: `The address ${defanged(record.from.address)} looks like ${defanged(other.address)}, known here, but is not it${sure ? ': letters were replaced by ones that look the same' : other.how === 'domain-tld' ? ': only the ending differs' : ': one letter differs'}.`,
      why: 'Look-alike domains are registered to be mistaken for the real one.',
      innocent:
        'Organisations own several endings of their name, and short names resemble each other by chance.',
      next: ASK,
      evidence: evidence ? [evidence, statistic] : [statistic],
    }
  },
}
