/**
 * Gates make a mail worth ranking (design §5): nothing else can become an alert, however odd it looks. Each looks
 * at the record and its context and says what it saw.
 */
import { type AskKind, NEW_ASK, PLAIN_ASK } from '../../model/ask.ts'
import type { MessageRecord } from '../../model/record.ts'
import type { SenderContext } from '../../model/sender.ts'
import type { Gate, GateResult } from '../../model/verdict.ts'
import { ASK_WORDS } from '../channels/asks-channel.ts'
import { linkText } from '../channels/links-channel.ts'
import { mismatchText, rankedMismatches } from '../channels/mismatch-words.ts'
import { defanged, mails, quote } from '../quoting.ts'
import { SERVICE_WORDS } from '../service-words.ts'
import { deceptiveLinks } from './deceptive-links.ts'
import { acquaintance, isFirstContact, luresOf, NEWCOMER, plainPretences } from './first-contact.ts'

interface GateRule {
  readonly gate: Gate
  test(record: MessageRecord, context: SenderContext): Omit<GateResult, 'gate'>
}

const open = (because: string): Omit<GateResult, 'gate'> => ({ open: true, because })
const shut = (because: string): Omit<GateResult, 'gate'> => ({ open: false, because })

export { NEWCOMER } from './first-contact.ts'

/** Haste is everybody's, and a link to follow has its own gate. */
const COMMON_ASKS: ReadonlySet<AskKind> = new Set(['urgency', 'link'])

const RULES: readonly GateRule[] = [
  {
    gate: 'new-link-domain',
    test(_record, context) {
      if (context.links.length === 0) return shut('no link of the writer leads anywhere')
      const fresh =
        context.links.find((one) => !one.own && one.byAnybody === 0) ??
        context.links.find((one) => !one.own && (one.bySender === 0 || one.host.byAnybody === 0))
      if (fresh) return open(linkText(fresh))
      // A well-known share host or shortener is a new place each time.
      const service = context.services.find((one) => one.bySender === 0)
      return service
        ? open(
            `${defanged(service.host)} is ${SERVICE_WORDS[service.role]}, and this sender never linked through one`,
          )
        : shut('every linked domain is one this sender linked before, or their own')
    },
  },
  {
    gate: 'unanchored-thread',
    test(record, context) {
      const { poses, anchors } = record.thread
      if (poses === 'new') return shut('does not pose as a reply or forward')
      if (context.thread.resolved > 0) return shut('answers a mail that is here')
      if (context.thread.original === 'missing') return open('quotes a mail that should be here and is not')
      if (anchors.length > 0)
        return {
          open: false,
          because: 'names earlier mail that is not here; we may simply not hold it',
          notEvaluated: true,
        }
      return open(`poses as a ${poses} but names no earlier mail`)
    },
  },
  {
    gate: 'thread-mismatch',
    test(record, context) {
      const worst = rankedMismatches(context.thread.mismatches)[0]
      if (worst) return open(mismatchText(worst))
      return shut(
        record.thread.poses === 'new'
          ? 'does not pose as a reply or forward'
          : 'nothing about it contradicts the mail it answers',
      )
    },
  },
  {
    gate: 'deceptive-link',
    test(record, context) {
      const found = deceptiveLinks(record, context)[0]
      return found ? open(found.because) : shut('no link hides where it leads')
    },
  },
  {
    gate: 'active-attachment',
    test(record, context) {
      if (context.activeAttachmentSeen === undefined) return shut('nothing attached that can run')
      const active = record.attachments.find((one) => one.active)
      return context.activeAttachmentSeen === 0
        ? open(
            `${quote(active?.name || active?.declaredType || 'an attachment')} can run something, the first from this sender`,
          )
        : shut(`this sender sent such attachments ${context.activeAttachmentSeen} times before`)
    },
  },
  {
    gate: 'identity-clash',
    test(_record, context) {
      if (context.messages >= NEWCOMER)
        return shut(`the address has a past of its own here (${mails(context.messages)})`)
      const other = context.identity.sameName.find((one) => !one.linked)
      if (other) return open(`bears the name of ${quote(other.address)}`)
      const like = context.identity.lookalikes[0]
      return like ? open(`the address looks like ${defanged(like.address)}`) : shut('resembles nobody known')
    },
  },
  {
    gate: 'changed-ask',
    test(record, context) {
      const onsets = context.asks?.onsets ?? []
      if (onsets.length === 0) return shut('asks for nothing')
      const fresh = onsets.find(
        (one) =>
          !COMMON_ASKS.has(one.kind) &&
          one.strength >= PLAIN_ASK &&
          one.bySender < NEW_ASK &&
          !one.inThreadBySender,
      )
      return fresh
        ? open(
            `asks for ${ASK_WORDS[fresh.kind]}, new for this sender: “${quote(record.asks?.[fresh.ask]?.words ?? '')}”`,
          )
        : shut('asks for nothing that this sender did not ask for before')
    },
  },
  {
    gate: 'reply-diverted',
    test(record, context) {
      if (!context.identity.replyToDiffers) return shut('answers go to the sender')
      return context.identity.replyToSeen === 0
        ? open(`answers would go to ${defanged(record.replyTo[0]?.address ?? '')}, new for this sender`)
        : shut(`this sender used that reply address ${context.identity.replyToSeen} times before`)
    },
  },
  {
    gate: 'first-contact-lure',
    test(record, context) {
      if (!isFirstContact(context)) return shut(acquaintance(context))
      const lure = luresOf(record, context)[0]
      if (!lure) return shut('a first contact that brings no lure')
      const sign = plainPretences(record, context)[0]
      return sign
        ? open(`${lure.because}; ${sign.because}`)
        : shut('a first contact with something to open, and nothing pretended')
    },
  },
]

/** Every gate's answer, in order. Pure. */
export function gateResults(record: MessageRecord, context: SenderContext): readonly GateResult[] {
  return RULES.map((rule) => ({ gate: rule.gate, ...rule.test(record, context) }))
}
