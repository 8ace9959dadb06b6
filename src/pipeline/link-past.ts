/** What a mail and the store's earlier mail tell about the links of that mail. */
import { isFreeMail } from '../enrich/links/free-mail.ts'
import { isUnseen, type LinkKnowledge } from '../enrich/links/link-knowledge.ts'
import { type KnownNames, knownNames } from '../enrich/links/look-alike.ts'
import { siteOf } from '../enrich/links/site-of.ts'
import { toldTenants } from '../enrich/links/told-tenants.ts'
import { domainOf } from '../enrich/senders/record-parties.ts'
import type { Digest } from '../model/bytes.ts'
import type { LinkHost } from '../model/link.ts'
import type { Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import type { RedirectChain } from '../model/redirect-chain.ts'
import { offlineChain } from '../parse/links/offline-chain.ts'
import { type RecipientNeedles, recipientNeedles } from '../parse/links/recipient-in-url.ts'

/** Mails looked at for one domain. Attack: none; a large service stands in every mail, and counting on changes nothing. */
const MAILS_OF_DOMAIN = 2_000
/** Earlier mails of a gateway's customers read for whose tenant it is. */
const MAILS_OF_TENANT = 200
/** Newest mails that tell whose mailbox this is, and the share of them a domain must be written to in. */
const MAILS_OF_OWNER = 500
const OWNER_SHARE = 0.2
/** Correspondents a host could pose as, and mails that make one. */
const CORRESPONDENTS = 2_000
const MAILS_OF_CORRESPONDENT = 3
/** Mails of the thread whose people count as taking part. */
const THREAD_MAILS = 10

export interface LinkPast {
  readonly basis: 'none' | 'mail' | 'store'
  /** Whether sender and recipients are known. */
  readonly hasMail: boolean
  readonly needles: RecipientNeedles
  /** What is known of the hosts of one chain. Rejects with `StoreError`. */
  knowledge(chain: RedirectChain, shown: LinkHost | undefined): Promise<LinkKnowledge>
  /** Names that hosts of the chain could be taken for. */
  names(chain: RedirectChain, knowledge: LinkKnowledge): KnownNames
}

interface Seen {
  readonly time: number
  readonly timeless: boolean
  readonly sender: string
  readonly held: boolean
}

/**
 * Gathers what is known: of the mail (without one nobody sends and nobody receives) and of the store (without one
 * nothing was linked before). Strictly before the mail's own time, and nothing from mail that is held. Rejects with
 * `StoreError`.
 */
export async function linkPast(
  record: MessageRecord | undefined,
  store: Store | undefined,
): Promise<LinkPast> {
  const before = record === undefined || record.timeBasis === 'none' ? Infinity : record.time
  const sender = record?.from.address.toLowerCase()
  const senderDomains = new Set(record === undefined ? [] : domainsOfSender(record))
  const recipients = record === undefined ? [] : recipientAddresses(record)
  const recipientDomains = await domainsOfRecipients(recipients, before, store)
  const people = new Set(record === undefined ? [] : await peopleOf(record, before, store))
  const correspondents = await knownCorrespondents(store)
  const base = new Set([...correspondents, ...senderDomains, ...recipientDomains])
  const namesOf = new Map<string, KnownNames>()
  const seen = new Map<Digest, Seen | undefined>()
  const used = new Map<string, { bySender: number; byAnybody: number }>()
  const owners = new Map<string, ReadonlySet<string>>()

  const seenAt = async (digest: Digest, store: Store): Promise<Seen | undefined> => {
    if (seen.has(digest)) return seen.get(digest)
    const found = await store.message(digest)
    const value = found && {
      time: found.time,
      timeless: found.timeBasis === 'none',
      sender: found.from.address.toLowerCase(),
      held: (await store.judgement(digest))?.judgement.held === true,
    }
    seen.set(digest, value)
    return value
  }
  /** Mails that link a domain, learned from and strictly before. */
  const mailsOf = async (domain: string, most: number, store: Store): Promise<readonly Digest[]> => {
    const type = /^[\d.]+$|^\[/.test(domain) ? 'ip' : 'host'
    const found = await store.findObservables({
      type,
      value: domain,
      match: type === 'ip' ? 'exact' : 'suffix',
      limit: most * 4,
    })
    const digests = new Set<Digest>()
    for (const { digest, place } of found)
      if ((place === 'link' || place === 'link-nested') && digest !== record?.digest) digests.add(digest)
    const kept: Digest[] = []
    for (const digest of [...digests].slice(0, most)) {
      const one = await seenAt(digest, store)
      if (one && !one.timeless && one.time < before && !one.held) kept.push(digest)
    }
    return kept
  }
  const use = async (domain: string, store: Store): Promise<void> => {
    if (used.has(domain)) return
    const digests = await mailsOf(domain, MAILS_OF_DOMAIN, store)
    const bySender = digests.filter((digest) => seen.get(digest)?.sender === sender).length
    used.set(domain, { bySender, byAnybody: digests.length })
  }
  const tell = async (wrapper: string, tenant: string, domain: string, store: Store): Promise<void> => {
    const key = `${wrapper} ${tenant}`
    if (owners.has(key)) return
    const told = new Set<string>()
    for (const digest of await mailsOf(domain, MAILS_OF_TENANT, store))
      for (const { url, target } of (await store.message(digest))?.links ?? []) {
        if (url === undefined || target?.domain !== domain) continue
        for (const one of toldTenants(offlineChain(url)))
          if (one.wrapper === wrapper && one.tenant === tenant) told.add(one.owner)
      }
    owners.set(key, told)
  }

  return {
    basis: store !== undefined ? 'store' : record !== undefined ? 'mail' : 'none',
    hasMail: record !== undefined,
    needles: recipientNeedles(recipients),
    async knowledge(chain, shown) {
      if (store !== undefined)
        for (const { target, url, wrapper } of chain.hops) {
          if (target === undefined) continue
          await use(siteOf(target, url), store)
          if (wrapper?.role === 'gateway' && wrapper.tenant !== undefined)
            await tell(wrapper.wrapper, wrapper.tenant, target.domain, store)
        }
      return {
        senderDomains,
        recipientDomains,
        people,
        ...(shown !== undefined && { shown }),
        usedBefore: (domain) => used.get(domain) ?? { bySender: 0, byAnybody: 0 },
        tenantOwners: (wrapper, tenant) => owners.get(`${wrapper} ${tenant}`) ?? new Set(),
      }
    },
    names(chain, knowledge) {
      const more: string[] = []
      const { shown } = knowledge
      // A host is no likeness of itself: what is shown counts only where the chain does not go there.
      if (shown && !chain.hops.some(({ target }) => target?.domain === shown.domain)) more.push(shown.domain)
      const last = chain.hops.at(-1)
      if (last?.target && chain.hops.length > 1 && !isUnseen(siteOf(last.target, last.url), knowledge))
        more.push(last.target.domain)
      const key = more.join(' ')
      const known = namesOf.get(key) ?? knownNames([...base, ...more])
      namesOf.set(key, known)
      return known
    },
  }
}

function domainsOfSender({ from, sender, path }: MessageRecord): readonly string[] {
  const found = [domainOf(from.address.toLowerCase())]
  if (sender) found.push(domainOf(sender.address.toLowerCase()))
  for (const trait of [path['return-path'], path['dkim-domain']]) if (trait) found.push(domainOf(trait))
  return found.filter((domain) => domain !== '' && !isFreeMail(domain))
}

const recipientAddresses = ({ to, cc, bcc }: MessageRecord): readonly string[] => [
  ...new Set([...to, ...cc, ...bcc].map(({ address }) => address.toLowerCase()).filter(Boolean)),
]

/**
 * Domains of the recipients that are the mailbox's own. Attack: a lure names an address below its own host in Cc, so
 * that this host counts as the recipient's. With a store only domains count that its newest mail is written to often.
 */
async function domainsOfRecipients(
  recipients: readonly string[],
  before: number,
  store: Store | undefined,
): Promise<ReadonlySet<string>> {
  const named = new Set(recipients.map(domainOf).filter((domain) => domain !== '' && !isFreeMail(domain)))
  if (store === undefined || recipients.length === 0) return named
  const counts = new Map<string, number>()
  let mails = 0
  for await (const one of store.historyBefore(before, { limit: MAILS_OF_OWNER })) {
    mails++
    for (const domain of new Set(recipientAddresses(one).map(domainOf)))
      counts.set(domain, (counts.get(domain) ?? 0) + 1)
  }
  const own = new Set([...named].filter((domain) => (counts.get(domain) ?? 0) >= mails * OWNER_SHARE))
  return mails === 0 ? named : own
}

async function peopleOf(
  record: MessageRecord,
  before: number,
  store: Store | undefined,
): Promise<readonly string[]> {
  const people = [...partiesOf(record)]
  if (store !== undefined)
    for (const anchor of record.thread.anchors.toReversed().slice(0, THREAD_MAILS))
      for (const digest of await store.findMessageId(anchor)) {
        const one = await store.message(digest)
        if (one && one.time < before) people.push(...partiesOf(one))
      }
  return people
}

const partiesOf = ({ from, sender, replyTo, to, cc, bcc }: MessageRecord): readonly string[] =>
  [from, ...(sender ? [sender] : []), ...replyTo, ...to, ...cc, ...bcc].map(({ address }) =>
    address.toLowerCase(),
  )

async function knownCorrespondents(store: Store | undefined): Promise<readonly string[]> {
  if (store === undefined) return []
  const found = new Set<string>()
  for (const { address, messages } of await store.senders()) {
    if (messages < MAILS_OF_CORRESPONDENT || found.size >= CORRESPONDENTS) break
    const domain = domainOf(address)
    if (domain !== '' && !isFreeMail(domain)) found.add(domain)
  }
  return [...found]
}
