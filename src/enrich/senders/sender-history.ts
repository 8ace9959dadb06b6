/**
 * What the past says about a sender. The history is built by learning messages in time order; a context is read
 * strictly before its message. State is bounded per sender (last 50 messages a profile, capped maps) and lives in
 * memory during a scan; the store's records are the log it is rebuilt from.
 */
import { NEW_ASK, PLAIN_ASK } from '../../model/ask.ts'
import { CLIENT_TRAITS, type MessageRecord, PATH_TRAITS } from '../../model/record.ts'
import type { LinkNovelty, RecipientNovelty, SenderContext, ThreadContext } from '../../model/sender.ts'
import { askHistory } from '../asks/ask-history.ts'
import { styleMemory } from '../style/style-memory.ts'
import type { Acquaintance } from '../threads/participant-mismatch.ts'
import { threadMemory } from '../threads/thread-memory.ts'
import { threadMismatches } from '../threads/thread-mismatches.ts'
import { clientLabel } from './client-label.ts'
import { type HabitProfile, learnHabits, nearestProfile } from './habit-profiles.ts'
import { type IdentityIndex, identityIndex, identityOf, learnIdentity } from './identity.ts'
import { payloadDomains } from './payload-links.ts'
import { registeredDomain } from './registered-domain.ts'
import { countServices, type ServiceCounts, serviceUses } from './service-memory.ts'
import { textKey } from './text-key.ts'
import { countTraits, type TraitCounts, traitCounts } from './trait-counts.ts'

const DAY = 86_400_000
const RECIPIENT_SETS = 20
const MAP_LIMIT = 500
const DOMAIN_SENDERS = 64

interface SenderState {
  messages: number
  days: number
  lastDay: number
  firstSeen: number
  lastSeen: number
  readonly client: HabitProfile[]
  readonly path: HabitProfile[]
  readonly recipients: Map<string, number>
  readonly recipientSets: (readonly string[])[]
  readonly linkDomains: Map<string, number>
  readonly linkHosts: Map<string, number>
  readonly services: ServiceCounts
  withLinks: number
  posed: number
  anchored: number
  readonly replyTo: Map<string, number>
  readonly activeKinds: Map<string, number>
}

interface DomainState {
  messages: number
  readonly senders: Set<string>
  firstSeen: number
}

export interface SenderHistory {
  /** Reads the past of this message's sender. Call before `learn` of the same message. */
  context(record: MessageRecord): SenderContext
  /** Adds a message to the past. */
  learn(record: MessageRecord): void
  /**
   * Remembers only that a held message exists, so that answers to it resolve; nothing of its habits is learned
   * (design §4.3).
   */
  hold(record: MessageRecord): void
  /** Number of senders, and of those with at least `threshold` messages. */
  senders(threshold: number): { readonly all: number; readonly known: number }
}

/** The address a message's history is kept under: From, lower case. */
export function senderKey(record: MessageRecord): string {
  return record.from.address.toLowerCase()
}

/** An empty history. */
export function senderHistory(): SenderHistory {
  const senders = new Map<string, SenderState>()
  const clientBackground: TraitCounts = traitCounts()
  const pathBackground: TraitCounts = traitCounts()
  const domains = new Map<string, DomainState>()
  const hosts = new Map<string, number>()
  const services: ServiceCounts = new Map()
  const mailDomains = new Set<string>()
  const recipients = new Map<string, number>()
  const messageIds = new Set<number>()
  const heldBy = new Map<string, number>()
  const subjects = new Map<number, { seen: number; readonly senders: Set<string> }>()
  const threadSenders = new Map<number, Set<string>>()
  const identities: IdentityIndex = identityIndex()
  const styles = styleMemory()
  const threads = threadMemory()
  const acquaintance: Acquaintance = {
    identities,
    isMet: (address) => recipients.has(address) || senders.has(address),
  }
  const asked = askHistory()
  let messages = 0
  let posed = 0
  let anchored = 0

  /** It names a mail that is here. */
  function isAnchored(record: MessageRecord): boolean {
    return record.thread.anchors.some((anchor) => messageIds.has(textKey(anchor)))
  }

  function thread(record: MessageRecord, state: SenderState | undefined, sender: string): ThreadContext {
    const { anchors, baseSubject, claims } = record.thread
    let resolved = 0
    let inThread = false
    for (const anchor of anchors) {
      const key = textKey(anchor)
      if (messageIds.has(key)) resolved++
      if (threadSenders.get(key)?.has(sender)) inThread = true
    }
    const subject = baseSubject.length >= 4 ? subjects.get(textKey(baseSubject)) : undefined
    if (subject?.senders.has(sender)) inThread = true
    const mismatches = threadMismatches(record, threads, acquaintance)
    return {
      resolved,
      anchors: anchors.length,
      senderAnchored: state?.anchored ?? 0,
      senderPosed: state?.posed ?? 0,
      organisationAnchored: anchored,
      organisationPosed: posed,
      original: original(claims, resolved, subject !== undefined),
      subjectSeen: subject?.seen ?? 0,
      senderInThread: inThread,
      ...(mismatches.length > 0 ? { mismatches } : {}),
    }
  }

  /**
   * Whether what the mail claims to quote is here. "Missing" is said only where we should hold it: mail of the
   * claimed author from before the claimed time is in the store.
   */
  function original(
    claims: MessageRecord['thread']['claims'],
    resolved: number,
    subjectKnown: boolean,
  ): ThreadContext['original'] {
    if (claims.length === 0) return 'not-checkable'
    if (resolved > 0 || subjectKnown) return 'found'
    for (const claim of claims) {
      const author = claim.from?.includes('@') ? senders.get(claim.from.toLowerCase()) : undefined
      if (
        author &&
        (claim.time === undefined ||
          (claim.time >= author.firstSeen && claim.time <= author.lastSeen + 30 * DAY))
      )
        return 'missing'
    }
    return 'not-checkable'
  }

  function links(record: MessageRecord, state: SenderState | undefined): readonly LinkNovelty[] {
    const own = registeredDomain(senderKey(record).split('@').at(-1) ?? '')
    return payloadDomains(record, isAnchored(record)).map(({ domain, hosts: names, link, nested }) => {
      const known = domains.get(domain)
      return {
        link,
        domain,
        nested,
        bySender: state?.linkDomains.get(domain) ?? 0,
        byAnybody: known?.messages ?? 0,
        senders: known?.senders.size ?? 0,
        host: leastKnown(names, state),
        ...(known ? { firstSeen: known.firstSeen } : {}),
        own: domain === own,
        mailDomain: mailDomains.has(domain),
      }
    })
  }

  function leastKnown(names: readonly string[], state: SenderState | undefined): LinkNovelty['host'] {
    const all = names.map((name) => ({
      name,
      bySender: state?.linkHosts.get(name) ?? 0,
      byAnybody: hosts.get(name) ?? 0,
    }))
    return all.reduce((least, one) => (one.byAnybody < least.byAnybody ? one : least))
  }

  function recipientNovelty(
    record: MessageRecord,
    state: SenderState | undefined,
  ): readonly RecipientNovelty[] {
    return recipientsOf(record).map((address) => ({
      address,
      seenBySender: state?.recipients.get(address) ?? 0,
      seenInOrganisation: (recipients.get(address) ?? 0) + (senders.get(address)?.messages ?? 0),
    }))
  }

  return {
    context(record) {
      const sender = senderKey(record)
      const state = senders.get(sender)
      const client = state && nearestProfile(state.client, CLIENT_TRAITS, record.client, clientBackground)
      const path = state && nearestProfile(state.path, PATH_TRAITS, record.path, pathBackground)
      const replyDomains = foreignReplyTo(record)
      const active = record.attachments.find((one) => one.active)
      const set = recipientsOf(record)
      let overlap = 0
      for (const past of state?.recipientSets ?? []) overlap = Math.max(overlap, jaccard(past, set))
      const novelties = links(record, state)
      const used = serviceUses(record, isAnchored(record), state?.services, services)
      const threadContext = thread(record, state, sender)
      const asks = asked.context(record)
      const isWorthReading =
        novelties.some(couldLure) ||
        used.some((one) => one.bySender === 0) ||
        (record.thread.poses !== 'new' &&
          threadContext.resolved === 0 &&
          (record.thread.anchors.length === 0 || threadContext.original === 'missing')) ||
        (active !== undefined && !state?.activeKinds.has(active.extension)) ||
        asks.onsets.some((one) => one.strength >= PLAIN_ASK && one.bySender < NEW_ASK)
      return {
        kind: 'sender-context',
        sender,
        messages: state?.messages ?? 0,
        heldMessages: heldBy.get(sender) ?? 0,
        days: state?.days ?? 0,
        ...(state ? { firstSeen: state.firstSeen, lastSeen: state.lastSeen } : {}),
        organisationMessages: messages,
        organisationSenders: senders.size,
        ...(client
          ? {
              profile: {
                label: client.profile.label,
                messages: client.profile.messages,
                firstSeen: client.profile.firstSeen,
                lastSeen: client.profile.lastSeen,
              },
            }
          : {}),
        profiles: state?.client.length ?? 0,
        client: client?.surprises ?? [],
        clientDrift: client?.drift ?? 0,
        path: path?.surprises ?? [],
        pathDrift: path?.drift ?? 0,
        recipients: recipientNovelty(record, state),
        recipientOverlap: overlap,
        links: novelties,
        services: used,
        linkHabit: state && state.messages > 0 ? state.withLinks / state.messages : 0,
        ...(active ? { activeAttachmentSeen: state?.activeKinds.get(active.extension) ?? 0 } : {}),
        ...(isWorthReading ? { style: styles.read(sender, record.styleText ?? '') } : {}),
        ...(asks.onsets.length > 0 ? { asks } : {}),
        thread: threadContext,
        identity: {
          ...identityOf(identities, sender, record.from.name),
          replyToDiffers: replyDomains.length > 0,
          replyToSeen: Math.min(
            ...replyDomains.map((domain) => state?.replyTo.get(domain) ?? 0),
            Number.MAX_SAFE_INTEGER,
          ),
        },
      }
    },

    learn(record) {
      const sender = senderKey(record)
      let state = senders.get(sender)
      if (!state) {
        state = newSender(record.time)
        senders.set(sender, state)
      }
      messages++
      state.messages++
      const day = Math.floor(record.time / DAY)
      if (day !== state.lastDay) {
        state.days++
        state.lastDay = day
      }
      state.lastSeen = Math.max(state.lastSeen, record.time)

      const label = clientLabel(record)
      learnHabits(state.client, CLIENT_TRAITS, record.client, label, record.time)
      learnHabits(state.path, PATH_TRAITS, record.path, label, record.time)
      countTraits(clientBackground, CLIENT_TRAITS, record.client)
      countTraits(pathBackground, PATH_TRAITS, record.path)

      const set = recipientsOf(record)
      for (const address of set) {
        bump(state.recipients, address)
        recipients.set(address, (recipients.get(address) ?? 0) + 1)
      }
      state.recipientSets.push(set)
      if (state.recipientSets.length > RECIPIENT_SETS) state.recipientSets.shift()

      const payload = payloadDomains(record, isAnchored(record))
      if (payload.length > 0) {
        state.withLinks++
        const used = serviceUses(record, isAnchored(record), state.services, services)
        countServices(used, state.services)
        countServices(used, services)
      }
      for (const { domain, hosts: names } of payload) {
        bump(state.linkDomains, domain)
        for (const name of names) {
          bump(state.linkHosts, name)
          hosts.set(name, (hosts.get(name) ?? 0) + 1)
        }
        let known = domains.get(domain)
        if (!known) {
          known = { messages: 0, senders: new Set(), firstSeen: record.time }
          domains.set(domain, known)
        }
        known.messages++
        if (known.senders.size < DOMAIN_SENDERS) known.senders.add(sender)
      }
      const own = registeredDomain(sender.split('@').at(-1) ?? '')
      if (own) mailDomains.add(own)

      if (record.thread.poses !== 'new') {
        posed++
        state.posed++
        if (isAnchored(record)) {
          anchored++
          state.anchored++
        }
      }
      for (const domain of foreignReplyTo(record)) bump(state.replyTo, domain)
      for (const attachment of record.attachments)
        if (attachment.active) bump(state.activeKinds, attachment.extension)
      learnIdentity(identities, sender, record.from.name, record.time, [
        ...record.to,
        ...record.cc,
        ...record.replyTo,
      ])
      asked.learn(record)
      if (record.styleText) styles.learn(sender, record.styleText)
      rememberThread(record, sender)
      threads.learn(record)
    },

    hold(record) {
      if (record.messageId) messageIds.add(textKey(record.messageId))
      const sender = senderKey(record)
      heldBy.set(sender, (heldBy.get(sender) ?? 0) + 1)
    },

    senders(threshold) {
      let known = 0
      for (const state of senders.values()) if (state.messages >= threshold) known++
      return { all: senders.size, known }
    },
  }

  function rememberThread(record: MessageRecord, sender: string): void {
    if (record.messageId) {
      const key = textKey(record.messageId)
      messageIds.add(key)
      threadSenders.set(key, new Set([sender]))
    }
    const { anchors, baseSubject } = record.thread
    // Only the direct parent carries who took part, or long threads would make this quadratic.
    for (const anchor of anchors.slice(-2)) {
      const seen = threadSenders.get(textKey(anchor))
      if (seen && seen.size < DOMAIN_SENDERS) seen.add(sender)
    }
    if (baseSubject.length < 4) return
    const key = textKey(baseSubject)
    let subject = subjects.get(key)
    if (!subject) {
      subject = { seen: 0, senders: new Set() }
      subjects.set(key, subject)
    }
    subject.seen++
    if (subject.senders.size < DOMAIN_SENDERS) subject.senders.add(sender)
  }
}

/** Correspondents from whom on a place is everybody's, and no lure by itself. */
const EVERYBODYS = 20

/** A link worth comparing hands for, which costs more than all else here: new to its sender and not everybody's. */
function couldLure({ own, bySender, senders, host }: LinkNovelty): boolean {
  if (own) return false
  return host.byAnybody === 0 || (bySender === 0 && (senders < EVERYBODYS || host.byAnybody < EVERYBODYS))
}

function newSender(time: number): SenderState {
  return {
    messages: 0,
    days: 0,
    lastDay: -1,
    firstSeen: time,
    lastSeen: time,
    client: [],
    path: [],
    recipients: new Map(),
    recipientSets: [],
    linkDomains: new Map(),
    linkHosts: new Map(),
    services: new Map(),
    withLinks: 0,
    posed: 0,
    anchored: 0,
    replyTo: new Map(),
    activeKinds: new Map(),
  }
}

/** Recipient addresses, lower case, each once, without the sender. */
export function recipientsOf(record: MessageRecord): readonly string[] {
  const sender = senderKey(record)
  const found = new Set<string>()
  for (const { address } of [...record.to, ...record.cc, ...record.bcc]) {
    const key = address.toLowerCase()
    if (key && key !== sender) found.add(key)
    if (found.size >= 100) break
  }
  return [...found]
}

/** Registered domains of Reply-To addresses that are not the From domain's. */
export function foreignReplyTo(record: MessageRecord): readonly string[] {
  const own = registeredDomain(senderKey(record).split('@').at(-1) ?? '')
  const found = new Set<string>()
  for (const { address } of record.replyTo) {
    const domain = registeredDomain(address.toLowerCase().split('@').at(-1) ?? '')
    if (domain && domain !== own) found.add(domain)
  }
  return [...found]
}

function jaccard(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 && b.length === 0) return 1
  let both = 0
  for (const one of b) if (a.includes(one)) both++
  return both / (a.length + b.length - both)
}

/** Counts with a cap on distinct keys: past it only known keys are counted, which errs towards "new". */
function bump(map: Map<string, number>, key: string): void {
  const n = map.get(key)
  if (n !== undefined) map.set(key, n + 1)
  else if (map.size < MAP_LIMIT) map.set(key, 1)
}
