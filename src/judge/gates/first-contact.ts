/**
 * Somebody nobody here knows, with a lure and a pretence (incident.md §2.1: first contact, posing as somebody with a
 * reason to write). A newcomer with a link is everyday life; what counts is a lure together with a sign that the mail
 * is not what it poses as.
 */
import { type AskKind, NEW_ASK, PLAIN_ASK } from '../../model/ask.ts'
import type { MessageRecord } from '../../model/record.ts'
import type { SenderContext } from '../../model/sender.ts'
import { ASK_WORDS } from '../channels/asks-channel.ts'
import { linkText } from '../channels/links-channel.ts'
import { mismatchText, rankedMismatches } from '../channels/mismatch-words.ts'
import { defanged, mails, quote } from '../quoting.ts'
import { KNOWN_WELL } from '../rules-version.ts'
import { signText } from '../sign-words.ts'
import { deceptiveLinks } from './deceptive-links.ts'

/** How many earlier mails a newcomer's identity may have before it counts as somebody of their own. */
export const NEWCOMER = 5

const LURING_ASKS: ReadonlySet<AskKind> = new Set(['credential', 'payment', 'secrecy', 'channel-switch'])

/** It trades on a known name or address: that is the impostor's, not the stranger's. */
export function isIdentityClash({ messages, identity }: SenderContext): boolean {
  return (
    messages < NEWCOMER && (identity.sameName.some((one) => !one.linked) || identity.lookalikes.length > 0)
  )
}

/** Too few mails to know the sender by, and nobody they could be taken for. */
export function isFirstContact(context: SenderContext): boolean {
  return context.messages < KNOWN_WELL && !isIdentityClash(context)
}

export interface Lure {
  readonly kind: 'deceptive-link' | 'unknown-link' | 'active-attachment' | 'ask'
  readonly because: string
  /** Index into the record's links, attachments or asks. */
  readonly index: number
}

/** What a stranger would want the reader to open or do; strongest first. */
export function luresOf(record: MessageRecord, context: SenderContext): readonly Lure[] {
  const found: Lure[] = []
  const deceptive = deceptiveLinks(record, context)[0]
  if (deceptive) found.push({ kind: 'deceptive-link', because: deceptive.because, index: deceptive.index })
  const active = record.attachments.findIndex((one) => one.active)
  if (active >= 0 && (context.activeAttachmentSeen ?? 0) === 0)
    found.push({
      kind: 'active-attachment',
      because: `${quote(record.attachments[active]?.name || 'an attachment')} can run something`,
      index: active,
    })
  const asked = (context.asks?.onsets ?? []).find(
    (one) => LURING_ASKS.has(one.kind) && one.strength >= PLAIN_ASK && one.bySender < NEW_ASK,
  )
  if (asked)
    found.push({
      kind: 'ask',
      because: `asks for ${ASK_WORDS[asked.kind]}: “${quote(record.asks?.[asked.ask]?.words ?? '')}”`,
      index: asked.ask,
    })
  const unknown = context.links.find((one) => !one.own && one.byAnybody === 0)
  if (unknown) found.push({ kind: 'unknown-link', because: linkText(unknown), index: unknown.link })
  return found
}

export interface Pretence {
  readonly kind: 'thread' | 'mismatch' | 'authentication' | 'reply-diverted' | 'courier'
  readonly because: string
  /** Header fields it can be seen in. */
  readonly fields: readonly string[]
  /** Nats, roughly; how rare it is among first contacts is counted, this only puts the signs in one order. */
  readonly weight: number
}

/** Signs that a first contact is not what it poses as, strongest first. */
export function pretencesOf(record: MessageRecord, context: SenderContext): readonly Pretence[] {
  const found: Pretence[] = []
  const { poses, anchors } = record.thread
  const mismatch = rankedMismatches(context.thread.mismatches)[0]
  if (mismatch)
    found.push({ kind: 'mismatch', because: mismatchText(mismatch), fields: ['to', 'subject'], weight: 3 })
  if (context.thread.original === 'missing')
    found.push({
      kind: 'thread',
      because: 'quotes somebody known here, and that mail is not here',
      fields: ['subject'],
      weight: 3,
    })
  else if (poses !== 'new' && context.thread.resolved === 0)
    found.push({
      kind: 'thread',
      because:
        anchors.length === 0
          ? `poses as a ${poses} but names no earlier mail`
          : `poses as a ${poses} of mail that is not here`,
      fields: ['subject'],
      weight: anchors.length === 0 ? 2 : 1,
    })
  const { aligned, results } = record.authentication
  if (aligned === 'fail')
    found.push({
      kind: 'authentication',
      because: 'nothing proves that it comes from the domain it shows',
      fields: ['authentication-results', 'from'],
      weight: 2,
    })
  else if (aligned === 'unknown' && results.length === 0)
    found.push({
      kind: 'authentication',
      because: 'no server says where it comes from',
      fields: ['from'],
      weight: 0.5,
    })
  if (context.identity.replyToDiffers && context.identity.replyToSeen === 0)
    found.push({
      kind: 'reply-diverted',
      because: `answers would go to ${defanged(record.replyTo[0]?.address ?? '')}`,
      fields: ['reply-to'],
      weight: 1.5,
    })
  const courier = courierWords(record, context)
  if (courier) found.push({ kind: 'courier', because: courier, fields: [], weight: 1.5 })
  return found.sort((a, b) => b.weight - a.weight)
}

/**
 * Signs enough to make a lure worth ranking. That no server vouches for a mail is no sign where none vouches for
 * anybody's (88 of 100 first contacts of one list); among other signs it still counts.
 */
export function plainPretences(record: MessageRecord, context: SenderContext): readonly Pretence[] {
  return pretencesOf(record, context).filter((one) => one.weight >= 1)
}

/** A link that carries its reader or its target in itself, or a new door of a place others use. */
function courierWords(record: MessageRecord, { links, signs = [] }: SenderContext): string | undefined {
  const carried = signs.find(({ sign }) => sign.kind === 'recipient-carried')
  if (carried) return `a link ${signText(carried.sign)}`
  for (const link of record.links) {
    if (link.region === 'signature' || link.region === 'quoted') continue
    // The wrapper of the reader's own gateway names the reader on every link.
    if (link.chain === undefined && link.traits.includes('recipient-in-url'))
      return 'a link carries the address of its reader'
  }
  const inside = links.find((one) => one.nested && one.byAnybody === 0 && !one.own)
  if (inside) return `a link leads on to ${defanged(inside.domain)} by way of another host`
  const door = links.find((one) => one.byAnybody > 0 && one.host.byAnybody === 0 && !one.own)
  if (door) return `${defanged(door.host.name)} is a new door of ${defanged(door.domain)}, which others use`
  return undefined
}

/** Why it is nobody's first contact, in a few words. */
export function acquaintance(context: SenderContext): string {
  return isIdentityClash(context)
    ? 'bears a known name or address, which is looked at by itself'
    : `the sender is known here (${mails(context.messages)})`
}
