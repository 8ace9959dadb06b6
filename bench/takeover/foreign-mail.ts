/**
 * A mail from elsewhere as this list would have got it: the way behind the list's border is a real mail's of this
 * list, everything before it the foreign mail's. What the border host wrote about the sender is made to say what it
 * would have found: another server, no aligned signature, DMARC failed.
 */

import { registeredDomain } from '../../src/enrich/senders/registered-domain.ts'
import type { TraceField } from '../../src/model/message.ts'
import type { BaseMail } from './mail-maker.ts'
import { domainOf } from './past-index.ts'
import type { Dice } from './random.ts'
import { parseFields, type RawField, shiftDates, takeApart } from './raw-header.ts'

/** Fields a list or a receiving service adds; of the foreign mail they are dropped, of the carrier kept. */
const LIST_FIELD =
  /^(list-|x-mailman-|x-beenthere|x-mailing-list|precedence$|errors-to$|x-list|archived-at|x-loop)/
const RECEIVER_FIELD =
  /^(list-|x-mailman-|x-beenthere|x-mailing-list|precedence$|errors-to$|sender$|x-ms-|x-microsoft-|x-forefront|x-incoming|x-sid-|x-eop|x-sender-ip|authentication-results|received-spf|return-path|delivered-to|x-original-to|arc-|x-originatororg|x-spam|x-greylist|x-list|archived-at|x-loop|lines$|content-length$)/

/** Index of the field of the hop where the outside hands over to hosts of these domains; -1 when there is none. */
export function borderField(received: readonly TraceField[], relays: ReadonlySet<string>): number {
  let border = -1
  for (const hop of received) {
    if (!hop.by || !relays.has(registeredDomain(hop.by))) break
    border = hop.field
  }
  return border
}

/**
 * Header of the spliced mail, dates moved so that it reached the archive at `time`; undefined when one of both shows
 * no border. The foreign mail's sender fields (From, To, Subject) are still its own.
 */
export function splicedHeader(
  carrier: BaseMail,
  relays: ReadonlySet<string>,
  foreign: BaseMail,
  foreignRelays: ReadonlySet<string>,
  time: number,
  given: {
    readonly victim: string
    /** Domain that signed the foreign mail. */
    readonly signer: string | undefined
    readonly listAddress: string
    readonly dice: Dice
  },
): RawField[] | undefined {
  const border = borderField(carrier.message.received, relays)
  const foreignBorder = borderField(foreign.message.received, foreignRelays)
  const hop = carrier.message.received.find((one) => one.field === border)
  const foreignHop = foreign.message.received.find((one) => one.field === foreignBorder)
  if (!hop?.ip || !foreignHop?.ip || !hop.date || !foreignHop.date) return undefined
  const above = parsedFields(carrier, 0, border + 1)
  const sent = parsedFields(foreign, foreignBorder + 1, foreign.message.header.length).filter(
    (one) => !RECEIVER_FIELD.test(one.key),
  )
  const listed = parsedFields(carrier, border + 1, carrier.message.header.length).filter(
    (one) => LIST_FIELD.test(one.key) || (one.key === 'sender' && /bounces|owner-/.test(one.value)),
  )
  const carrierDomain = domainOf(carrier.record.from.address)
  const foreignDomain = domainOf(foreign.record.from.address)
  const delta = time - carrier.record.time
  // A list that is reached over IPv4 only would have been reached so by the foreign host too.
  const address =
    foreignHop.ip.includes(':') && !hop.ip.includes(':') ? someAddress(given.dice) : foreignHop.ip
  const swapped = above.map((one, index) => ({
    ...one,
    value: results(
      swap(one.value, hop, foreignHop, index === border, address),
      carrierDomain,
      given.victim,
      foreignDomain,
      given.signer,
    ),
  }))
  // Both halves meet at the border: the carrier's clock there is the foreign mail's.
  const sentDelta = hop.date.time + delta - foreignHop.date.time
  return [
    ...shiftDates(swapped, carrier.record.time, delta),
    ...shiftDates(addressed(sent, given.listAddress), foreignHop.date.time, sentDelta),
    ...shiftDates(listed, carrier.record.time, delta),
  ]
}

/** The foreign hops were for another list or mailbox; these would have been for this one. */
function addressed(fields: readonly RawField[], listAddress: string): RawField[] {
  return fields.map((one) =>
    one.key === 'received'
      ? { ...one, value: one.value.replace(/(\sfor\s+)<[^>]*>/, (_whole, word) => `${word}<${listAddress}>`) }
      : one,
  )
}

function parsedFields(mail: BaseMail, start: number, end: number): RawField[] {
  const raw = takeApart(mail.bytes)
  // The product skips the same lines that are no field, so both lists agree; if not, the header is read again.
  if (raw.fields.length === mail.message.header.length) return raw.fields.slice(start, end)
  const text = Buffer.from(mail.bytes).toString('latin1')
  return mail.message.header
    .slice(start, end)
    .flatMap((one) => parseFields(text.slice(one.range.start, one.range.end)))
}

/** Name and address of the handing host exchanged, in the way of writing of the border host. */
function swap(value: string, was: TraceField, is: TraceField, border: boolean, address: string): string {
  let text = was.ip ? value.replaceAll(was.ip, () => address) : value
  const name = is.helo ?? is.reverse ?? `host-${address.replace(/[.:]+/g, '-')}`
  for (const old of new Set([was.helo, was.reverse]))
    if (old && (border || old.includes('.'))) text = text.replaceAll(old, () => name)
  return text
}

/** First bytes of networks of hosting companies all over the world. */
const NETWORKS = [5, 23, 31, 45, 51, 62, 77, 80, 91, 103, 134, 146, 159, 167, 178, 185, 193, 198, 209, 217]

function someAddress(dice: Dice): string {
  return `${dice.pick(NETWORKS)}.${dice.below(256)}.${dice.below(256)}.${1 + dice.below(254)}`
}

/** What the border host would have found: the other domain's own SPF and signature at best, DMARC failed. */
function results(
  text: string,
  carrier: string,
  victim: string,
  foreign: string,
  signer: string | undefined,
): string {
  if (!/\b(dkim|spf|dmarc)=/.test(text)) return text.replaceAll(carrier, () => foreign)
  return text
    .replace(/\bdmarc=\w+(\s*\([^)]*\))?/g, 'dmarc=fail (p=none dis=none)')
    .replace(/header\.from=[^;\s]+/g, `header.from=${victim}`)
    .replace(/\bdkim=(?:pass|fail)(\s*\([^)]*\)|[^;(]*)*/g, () =>
      signer ? `dkim=pass header.d=${signer} header.i=@${signer}` : 'dkim=none',
    )
    .replaceAll(carrier, () => foreign)
}
