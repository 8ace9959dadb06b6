import type { HuntLimit, HuntSummary } from '../model/hunt.ts'
import type { BenignReason, Indicator, IndicatorSet, IndicatorType } from '../model/indicator.ts'
import type { HuntCoverage, Sighting, SightingTier } from '../model/sighting.ts'
import { countText, dayText, listText, numberText, shareText } from './layout.ts'

/** How a match is called, closest first. */
export const TIER_WORDS: Readonly<Record<SightingTier, string>> = {
  'exact-url': 'the same URL',
  'path-token': 'the same path on a site',
  host: 'the same host',
  'registered-domain': 'another host of the same domain',
  'look-alike': 'a domain that looks alike',
  address: 'a mail address',
  'header-host': 'a host on the mail’s way',
  ip: 'an IP address',
  'message-id': 'a Message-ID',
  'file-hash': 'the same file',
  'file-name': 'a file of that name',
  document: 'the same document',
  text: 'the same words',
  pattern: 'a pattern',
  behaviour: 'a behaviour',
}

const TYPE_WORDS: Readonly<Record<IndicatorType, readonly [one: string, many: string]>> = {
  url: ['URL', 'URLs'],
  path: ['path', 'paths'],
  host: ['host', 'hosts'],
  domain: ['domain', 'domains'],
  address: ['mail address', 'mail addresses'],
  ip: ['IP address', 'IP addresses'],
  network: ['network', 'networks'],
  'message-id': ['Message-ID', 'Message-IDs'],
  'file-hash': ['file hash', 'file hashes'],
  'file-name': ['file name', 'file names'],
  text: ['text', 'texts'],
  pattern: ['pattern', 'patterns'],
}

const PLACE_WORDS: Readonly<Record<string, string>> = {
  from: 'its From',
  to: 'its To',
  cc: 'its Cc',
  bcc: 'its Bcc',
  sender: 'its Sender',
  'reply-to': 'its Reply-To',
  received: 'the trace of its way',
  link: 'a link',
  'link-text': 'the text of a link',
  'link-nested': 'a URL inside a link',
  wrapped: 'a link, inside its wrapper',
  'message-id': 'its Message-ID',
  reference: 'a mail it answers',
  dkim: 'its DKIM signature',
  'return-path': 'its Return-Path',
  claim: 'a mail it quotes',
  header: 'its header',
  text: 'its text',
  subject: 'its subject',
  attachment: 'a file it carries',
  packed: 'a file inside a file it carries',
  'attachment-text': 'the text of a file it carries',
}

/** `a link and its text`. */
export function placesText(places: readonly string[]): string {
  return listText(places.map((place) => PLACE_WORDS[place] ?? place))
}

/** `5 hosts, 3 URLs and 1 network`, most first. */
export function indicatorCounts(indicators: readonly Indicator[]): string {
  const counts = new Map<IndicatorType, number>()
  for (const { type } of indicators) counts.set(type, (counts.get(type) ?? 0) + 1)
  return listText(
    [...counts].sort(([, a], [, b]) => b - a).map(([type, count]) => countText(count, ...TYPE_WORDS[type])),
  )
}

/** Why an indicator is set aside. Hostile text. */
export function benignText(reason: BenignReason): string {
  switch (reason.kind) {
    case 'publisher':
      return `the publisher’s own site (${reason.host})`
    case 'well-known':
      return `a site everybody uses (${reason.list})`
    case 'reference':
      return `a link to read on (“${reason.words}”)`
    case 'victim':
      return `the side that was attacked or imitated (“${reason.words}”)`
    case 'private':
      return 'not reachable from outside'
    case 'example':
      return 'reserved for examples'
  }
}

/** What was set aside, by kind of reason, most first. */
export function setAsideCounts({ indicators }: IndicatorSet): string {
  const names = {
    publisher: 'the publisher’s own',
    'well-known': 'sites everybody uses',
    reference: 'links to read on',
    victim: 'the attacked or imitated side',
    private: 'not reachable from outside',
    example: 'reserved for examples',
  } as const
  const counts = new Map<BenignReason['kind'], number>()
  for (const { benign } of indicators) if (benign) counts.set(benign.kind, (counts.get(benign.kind) ?? 0) + 1)
  return listText(
    [...counts].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${numberText(count)} ${names[kind]}`),
  )
}

/** `9 days before the report` for a lead of so many milliseconds. */
export function leadText(lead: number): string {
  const days = Math.round(Math.abs(lead) / 86_400_000)
  if (days === 0) return 'on the day of the report'
  return `${countText(days, 'day')} ${lead < 0 ? 'before' : 'after'} the report`
}

/** Where a sighting was, and how sure it is. Hostile text. */
export function sightingText({ tier, seen, places, indicator, lead, unconfirmed, cut }: Sighting): string {
  if (tier === 'behaviour') return seen
  const other = seen === indicator.value ? '' : ` (asked for: ${indicator.value})`
  const when = lead === undefined ? '' : `; ${leadText(lead)}`
  return `${TIER_WORDS[tier]}: ${seen}${other}${places.length > 0 ? ` in ${placesText(places)}` : ''}${when}${unconfirmed === undefined ? '' : `; ${unconfirmed}`}${cut === undefined ? '' : `; ${cut}`}`
}

/** What was searched, in sentences that can be quoted. */
export function coverageSentences(coverage: HuntCoverage): readonly string[] {
  const { messages, from, until, sources, unread, attachments, wrapped, notSearched } = coverage
  if (messages === 0) return ['The store holds no mail, so nothing was searched.']
  const span = from === undefined || until === undefined ? '' : ` from ${dayText(from)} to ${dayText(until)}`
  const sentences = [
    `Searched: ${countText(messages, 'message')}${span} in ${countText(sources.length, 'mailbox', 'mailboxes')}.`,
    unread === 0
      ? 'Everything in these mailboxes could be read.'
      : `${countText(unread, 'place')} in them could not be read.`,
  ]
  sentences.push(
    attachments.seen === 0
      ? 'No attachment was met.'
      : `Attachments: ${numberText(attachments.opened)} of ${numberText(attachments.seen)} (${shareText(attachments.opened, attachments.seen)}) were opened to the end.`,
    wrapped.seen === 0
      ? 'No link was inside a wrapper.'
      : `Links inside wrappers: ${numberText(wrapped.decoded)} of ${numberText(wrapped.seen)} (${shareText(wrapped.decoded, wrapped.seen)}) could be decoded without asking anybody.`,
  )
  for (const one of notSearched) sentences.push(`Not searched: ${one}.`)
  return sentences
}

/** Limits of a hunt, those of the whole of it first: lists are cut. */
export function limitsOf({ limits }: HuntSummary): readonly HuntLimit[] {
  const isWhole = ({ indicator }: HuntLimit): boolean => indicator === undefined
  return [...limits.filter(isWhole), ...limits.filter((one) => !isWhole(one))]
}

/** The outcome in one sentence. */
export function outcomeText({ sets, hunted, sightings, messages, met }: HuntSummary): string {
  if (hunted === 0 && sightings === 0 && sets.length > 0) return 'There was nothing to search for.'
  if (hunted === 0)
    return sightings === 0
      ? 'No mail fits.'
      : `${countText(messages, 'mail fits', 'mails fit')} what was asked for.`
  if (sightings === 0) return `None of ${countText(hunted, 'indicator')} was met in any mail.`
  return `${countText(met.length, 'indicator')} of ${numberText(hunted)} ${met.length === 1 ? 'was' : 'were'} met, in ${countText(messages, 'mail')}.`
}
