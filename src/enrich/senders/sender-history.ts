/**
 * What the past says about a sender. The history is built by learning messages in time order; a context is read
 * strictly before its message. State is bounded per sender (last 50 messages a profile, capped counts) and for the
 * organisation; the store's records are the log it is rebuilt from.
 */
import { NEW_ASK, PLAIN_ASK } from '../../model/ask.ts'
import { CLIENT_TRAITS, type MessageRecord, PATH_TRAITS } from '../../model/record.ts'
import type { LinkNovelty, RecipientNovelty, SenderContext, ThreadContext } from '../../model/sender.ts'
import { askHistory } from '../asks/ask-history.ts'
import { isFreeMail } from '../links/free-mail.ts'
import { styleMemory } from '../style/style-memory.ts'
import type { Acquaintance } from '../threads/participant-mismatch.ts'
import { peopleOf, rememberedMails } from '../threads/remembered-mails.ts'
import { threadMismatches } from '../threads/thread-mismatches.ts'
import { clientLabel } from './client-label.ts'
import { correspondentStates, type StatesOptions } from './correspondent-states.ts'
import { type HabitProfile, learnHabits, nearestProfile } from './habit-profiles.ts'
import { countId, type IdCounts, idCount, idCounts } from './id-counts.ts'
import { type IdentityIndex, identityIndex, identityOf, learnIdentity } from './identity.ts'
import { linkMemory, type SenderLinks, senderLinks } from './link-memory.ts'
import { type RecentMap, recentMap } from './recent-map.ts'
import { addSet, bestOverlap, type RecipientSets, recipientSets } from './recipient-sets.ts'
import { domainOf, foreignReplyTo, recipientsOf, senderDomains, senderKey } from './record-parties.ts'
import { threadMemory } from './thread-memory.ts'
import { countTraits, type TraitCounts, traitCounts } from './trait-counts.ts'
import { traitValues } from './trait-values.ts'

const DAY = 86_400_000
/** Recipients told apart of one sender; past it only known ones are counted, which errs towards "new". */
const RECIPIENTS = 500
/** Reply-To domains, and kinds of active attachments, told apart of one sender. */
const SMALL_MAP = 32
/** Longest text that is kept as one of these. */
const KEPT_TEXT = 64
/**
 * Addresses that wrote or were written to, about 150 bytes each; twice as many at most. Attack: a fresh sender with
 * every mail. What falls out took part in nothing for so many addresses, and counts as an address never written to;
 * its own habits stay known.
 */
const PARTIES = 500_000
/** Senders are counted by their number of messages up to this one. */
const COUNTED_UP_TO = 1000

/** What the organisation knows of an address. */
interface Party {
  /** Never given twice. */
  readonly id: number
  sent: number
  received: number
  held: number
  firstSeen: number
  lastSeen: number
}

/** What is known of a sender's habits: plain data, as it may be laid aside. */
interface SenderState {
  messages: number
  days: number
  lastDay: number
  firstSeen: number
  lastSeen: number
  readonly client: HabitProfile[]
  readonly path: HabitProfile[]
  readonly recipients: IdCounts
  readonly recipientSets: RecipientSets
  readonly links: SenderLinks
  posed: number
  anchored: number
  readonly replyTo: Map<string, number>
  readonly activeKinds: Map<string, number>
}

/** What is worked out of one mail alone. */
interface MailFacts {
  readonly record: MessageRecord
  readonly client: readonly number[]
  readonly path: readonly number[]
  readonly recipients: readonly string[]
  /** Domains of Reply-To that are not the sender's. */
  readonly replyDomains: readonly string[]
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
  /** Number of senders, and of those with at least `threshold` (up to 1000) messages. */
  senders(threshold: number): { readonly all: number; readonly known: number }
}

/** An empty history. With scratch space the senders not met for longest are laid aside there. */
export function senderHistory(options: StatesOptions = {}): SenderHistory {
  const states = correspondentStates<SenderState>('habits ', options)
  const parties: RecentMap<string, Party> = recentMap(PARTIES)
  const clientBackground: TraitCounts = traitCounts()
  const pathBackground: TraitCounts = traitCounts()
  const traits = traitValues()
  const links = linkMemory()
  const threads = threadMemory()
  const identities: IdentityIndex = identityIndex()
  const styles = styleMemory(options)
  const remembered = rememberedMails()
  const acquaintance: Acquaintance = {
    identities,
    isMet: (address) => {
      const found = parties.get(address)
      return found !== undefined && found.sent + found.received > 0
    },
  }
  const asked = askHistory()
  /** Senders that have at least so many messages, by number of messages. */
  const reached: number[] = [0]
  let facts: MailFacts | undefined
  let partyCount = 0
  let messages = 0
  let posed = 0
  let anchored = 0

  function party(address: string): Party {
    let found = parties.get(address)
    if (!found) {
      found = { id: partyCount++, sent: 0, received: 0, held: 0, firstSeen: 0, lastSeen: 0 }
      parties.set(address, found)
    }
    return found
  }

  /** What reading the past and learning both need of a mail: learning follows reading, mostly of the same one. */
  function factsOf(record: MessageRecord): MailFacts {
    if (facts?.record !== record)
      facts = {
        record,
        client: traits.vectorOf(CLIENT_TRAITS, record.client),
        path: traits.vectorOf(PATH_TRAITS, record.path),
        recipients: recipientsOf(record),
        replyDomains: foreignReplyTo(record),
      }
    return facts
  }

  function thread(
    record: MessageRecord,
    state: SenderState | undefined,
    sender: number | undefined,
  ): ThreadContext {
    const { anchors, claims } = record.thread
    const { resolved, subjectSeen, senderInThread } = threads.view(record, sender)
    const mismatches = threadMismatches(record, remembered, acquaintance)
    return {
      resolved,
      anchors: anchors.length,
      senderAnchored: state?.anchored ?? 0,
      senderPosed: state?.posed ?? 0,
      organisationAnchored: anchored,
      organisationPosed: posed,
      original: original(claims, resolved, subjectSeen > 0),
      subjectSeen,
      senderInThread,
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
      const author = claim.from?.includes('@') ? parties.get(claim.from.toLowerCase()) : undefined
      if (
        author &&
        author.sent > 0 &&
        (claim.time === undefined ||
          (claim.time >= author.firstSeen && claim.time <= author.lastSeen + 30 * DAY))
      )
        return 'missing'
    }
    return 'not-checkable'
  }

  return {
    context(record) {
      const sender = senderKey(record)
      const self = parties.get(sender)
      const state = states.get(sender)
      const { recipients: set, replyDomains, ...vectors } = factsOf(record)
      const client =
        state &&
        nearestProfile(state.client, CLIENT_TRAITS, vectors.client, record.client, clientBackground, traits)
      const path =
        state && nearestProfile(state.path, PATH_TRAITS, vectors.path, record.path, pathBackground, traits)
      const active = record.attachments.find((one) => one.active)
      const ids: number[] = []
      const recipients = set.map((address): RecipientNovelty => {
        const known = parties.get(address)
        if (known) ids.push(known.id)
        return {
          address,
          seenBySender: idCount(state?.recipients, known?.id),
          seenInOrganisation: known ? known.received + known.sent : 0,
        }
      })
      ids.sort((a, b) => a - b)
      const threadContext = thread(record, state, self?.id)
      const novelties = links.novelties(record, state?.links, threadContext.resolved > 0)
      const services = links.services(record, state?.links, threadContext.resolved > 0)
      const signs = links.signs(record, state?.links, threadContext.resolved > 0, {
        senderDomains: () => withoutFreeMail(senderDomains(record)),
        // Whom nobody here knows may be the attacker's own second address.
        recipientDomains: () =>
          withoutFreeMail(
            recipients.flatMap((one) => (one.seenInOrganisation > 0 ? [domainOf(one.address)] : [])),
          ),
        people: () =>
          new Set([
            ...peopleOf(record),
            ...remembered.ancestors(record).flatMap(({ people }) => people),
            ...recipients.map((one) => one.address),
          ]),
      })
      const asks = asked.context(record)
      const isWorthReading =
        novelties.some(couldLure) ||
        services.some((one) => one.bySender === 0) ||
        (record.thread.poses !== 'new' &&
          threadContext.resolved === 0 &&
          (record.thread.anchors.length === 0 || threadContext.original === 'missing')) ||
        (active !== undefined && !state?.activeKinds.has(kept(active.extension))) ||
        asks.onsets.some((one) => one.strength >= PLAIN_ASK && one.bySender < NEW_ASK)
      return {
        kind: 'sender-context',
        sender,
        messages: state?.messages ?? 0,
        heldMessages: self?.held ?? 0,
        days: state?.days ?? 0,
        ...(state ? { firstSeen: state.firstSeen, lastSeen: state.lastSeen } : {}),
        organisationMessages: messages,
        organisationSenders: reached[1] ?? 0,
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
        recipients,
        recipientOverlap: bestOverlap(state?.recipientSets, ids, set.length),
        links: novelties,
        services,
        ...(signs.length > 0 ? { signs } : {}),
        linkHabit: state && state.messages > 0 ? state.links.mails / state.messages : 0,
        ...(active ? { activeAttachmentSeen: state?.activeKinds.get(kept(active.extension)) ?? 0 } : {}),
        ...(isWorthReading ? { style: styles.read(sender, record.styleText ?? '') } : {}),
        ...(asks.onsets.length > 0 ? { asks } : {}),
        thread: threadContext,
        identity: {
          ...identityOf(identities, sender, record.from.name),
          replyToDiffers: replyDomains.length > 0,
          replyToSeen: Math.min(
            ...replyDomains.map((domain) => state?.replyTo.get(kept(domain)) ?? 0),
            Number.MAX_SAFE_INTEGER,
          ),
        },
      }
    },

    learn(record) {
      const sender = senderKey(record)
      const state = states.make(sender, () => newSender(record.time))
      const self = party(sender)
      messages++
      state.messages++
      if (state.messages <= COUNTED_UP_TO) reached[state.messages] = (reached[state.messages] ?? 0) + 1
      const day = Math.floor(record.time / DAY)
      if (day !== state.lastDay) {
        state.days++
        state.lastDay = day
      }
      state.lastSeen = Math.max(state.lastSeen, record.time)
      if (self.sent === 0) self.firstSeen = state.firstSeen
      self.sent++
      self.lastSeen = state.lastSeen

      const label = clientLabel(record)
      const { client, path, recipients, replyDomains } = factsOf(record)
      traits.keep(client, CLIENT_TRAITS, record.client)
      traits.keep(path, PATH_TRAITS, record.path)
      learnHabits(state.client, client, label, record.time)
      learnHabits(state.path, path, label, record.time)
      countTraits(clientBackground, client)
      countTraits(pathBackground, path)

      learnRecipients(state, recipients)
      const isAnchored = threads.isAnchored(record)
      links.learn(record, state.links, self.id, isAnchored)
      if (record.thread.poses !== 'new') {
        posed++
        state.posed++
        if (isAnchored) {
          anchored++
          state.anchored++
        }
      }
      for (const domain of replyDomains) bump(state.replyTo, kept(domain))
      for (const attachment of record.attachments)
        if (attachment.active) bump(state.activeKinds, kept(attachment.extension))
      learnIdentity(identities, sender, record.from.name, record.time, [
        ...record.to,
        ...record.cc,
        ...record.replyTo,
      ])
      asked.learn(record)
      if (record.styleText) styles.learn(sender, record.styleText)
      threads.learn(record, self.id)
      remembered.learn(record)
    },

    hold(record) {
      threads.hold(record)
      party(senderKey(record)).held++
    },

    senders(threshold) {
      return { all: reached[1] ?? 0, known: reached[Math.max(1, Math.min(COUNTED_UP_TO, threshold))] ?? 0 }
    },
  }

  function learnRecipients(state: SenderState, set: readonly string[]): void {
    const ids = new Int32Array(set.length)
    for (const [i, address] of set.entries()) {
      const known = party(address)
      known.received++
      ids[i] = known.id
      countId(state.recipients, known.id, RECIPIENTS)
    }
    addSet(state.recipientSets, ids.sort())
  }
}

/** Correspondents from whom on a place is everybody's, and no lure by itself. */
const EVERYBODYS = 20

/** A link worth comparing hands for, which costs more than all else here: new to its sender and not everybody's. */
function couldLure({ own, bySender, senders, host }: LinkNovelty): boolean {
  if (own) return false
  return host.byAnybody === 0 || (bySender === 0 && (senders < EVERYBODYS || host.byAnybody < EVERYBODYS))
}

const withoutFreeMail = (domains: Iterable<string>): ReadonlySet<string> =>
  new Set([...domains].filter((domain) => domain !== '' && !isFreeMail(domain)))

function newSender(time: number): SenderState {
  return {
    messages: 0,
    days: 0,
    lastDay: -1,
    firstSeen: time,
    lastSeen: time,
    client: [],
    path: [],
    recipients: idCounts(),
    recipientSets: recipientSets(),
    links: senderLinks(),
    posed: 0,
    anchored: 0,
    replyTo: new Map(),
    activeKinds: new Map(),
  }
}

const kept = (text: string): string => (text.length > KEPT_TEXT ? text.slice(0, KEPT_TEXT) : text)

/** Counts with a cap on distinct keys: past it only known keys are counted, which errs towards "new". */
function bump(map: Map<string, number>, key: string): void {
  const n = map.get(key)
  if (n !== undefined) map.set(key, n + 1)
  else if (map.size < SMALL_MAP) map.set(key, 1)
}
