/** How one correspondent writes, from what a store holds of them. */
import { contactBook } from '../enrich/contacts/contact-book.ts'
import { profileTally } from '../enrich/senders/profile-view.ts'
import { COMPARISON, isComparable, writerTally } from '../enrich/style/writer-description.ts'
import type { Store } from '../model/ports.ts'
import type { CorrespondentProfile, SetAside, WritingStyle } from '../model/profile.ts'
import type { MessageRecord } from '../model/record.ts'
import { nearestAddresses } from './nearest-address.ts'
import { lastWords } from './reviewed-mail.ts'

/** Newest mails looked at. Attack: millions of mails under one address fill the memory. */
const MAIL_LIMIT = 20_000
/** References looked up for one mail; a real thread resolves with its first or last ones. */
const ANCHOR_LIMIT = 10
/** Other senders looked at for their texts, and mails of each. Attack: thousands of senders of machine mail. */
const WRITER_LIMIT = 60
const WRITER_MAILS = 60
/** Held and reviewed mails listed. */
const SET_ASIDE_LIMIT = 20

/** Nothing is known of how an address writes. */
export class UnknownCorrespondent extends Error {
  override readonly name: string = 'UnknownCorrespondent'
  /** Known addresses that may have been meant, nearest first. */
  readonly nearest: readonly { readonly address: string; readonly messages: number }[]
  /** Mails in the store that were sent to the address, or name it otherwise. */
  readonly mentions: number
  constructor(address: string, nearest: UnknownCorrespondent['nearest'], mentions: number) {
    super(
      mentions > 0
        ? `the store holds no mail from “${address}”, only mail that names this address`
        : `the store holds no mail from “${address}”`,
    )
    this.nearest = nearest
    this.mentions = mentions
  }
}

/**
 * The profile of a sender, counted over the mail that was learned from: held mail is listed, and teaches nothing.
 * Throws `UnknownCorrespondent`, and `StoreError` when the store fails.
 */
export async function senderProfile(typed: string, store: Store): Promise<CorrespondentProfile> {
  const address = typed
    .trim()
    .replace(/^.*<|>$/g, '')
    .toLowerCase()
  const records: MessageRecord[] = []
  let messages = 0
  for await (const record of store.historyBefore(Infinity, { sender: address })) {
    messages++
    if (records.length < MAIL_LIMIT) records.push(record)
  }
  if (messages === 0) throw await unknown(address, store)
  records.reverse()

  const words = lastWords(await store.reviews())
  const tally = profileTally()
  const contacts = contactBook()
  const writer = writerTally()
  const setAside: SetAside[] = []
  let held = 0
  let timeless = 0
  for (const record of records) {
    const stored = await store.judgement(record.digest)
    const review = words.get(record.digest)
    const isHeld = stored?.judgement.held === true
    if (isHeld) held++
    if (isHeld || review)
      setAside.push({
        digest: record.digest,
        time: record.time,
        subject: record.subject,
        held: isHeld,
        ...(stored?.verdict ? { level: stored.verdict.level } : {}),
        ...(review ? { review } : {}),
      })
    if (record.timeBasis === 'none') timeless++
    else if (!isHeld) {
      tally.add(record, await isAnchored(record, store))
      contacts.learn(record)
      writer.add(record)
    }
  }
  const habits = tally.habits()
  return {
    kind: 'correspondent-profile',
    address,
    messages,
    held,
    timeless,
    older: messages - records.length,
    ...habits,
    ...(habits.learned > 0 ? { style: await styleOf(writer.description(), address, store) } : {}),
    contacts: contacts.known(address, Infinity),
    setAside: setAside.toReversed().slice(0, SET_ASIDE_LIMIT),
  }
}

/** The description with what stands against a comparison. */
async function styleOf(
  description: Omit<WritingStyle, 'abstains'>,
  address: string,
  store: Store,
): Promise<WritingStyle> {
  if (description.texts < COMPARISON.leastTexts) return { ...description, abstains: 'few-texts' }
  let writers = 0
  for (const { address: other, messages } of (await store.senders()).slice(0, WRITER_LIMIT)) {
    if (messages < COMPARISON.writersTexts) break
    if (other !== address && (await isWriter(other, store)) && ++writers >= COMPARISON.leastWriters)
      return description
  }
  return { ...description, abstains: 'few-writers' }
}

/** Enough texts are known of this sender to compare others with. */
async function isWriter(address: string, store: Store): Promise<boolean> {
  let texts = 0
  for await (const record of store.historyBefore(Infinity, { sender: address, limit: WRITER_MAILS }))
    if (isComparable(record) && (await store.judgement(record.digest))?.judgement.held !== true)
      if (++texts >= COMPARISON.writersTexts) return true
  return false
}

/** A mail it refers to is in the store, from before it. */
async function isAnchored(record: MessageRecord, store: Store): Promise<boolean> {
  for (const anchor of record.thread.anchors.toReversed().slice(0, ANCHOR_LIMIT))
    for (const digest of await store.findMessageId(anchor)) {
      const original = await store.message(digest)
      if (original && original.time < record.time) return true
    }
  return false
}

async function unknown(address: string, store: Store): Promise<UnknownCorrespondent> {
  const named = await store.findObservables({ type: 'address', value: address, match: 'exact', limit: 1000 })
  return new UnknownCorrespondent(
    address,
    nearestAddresses(address, await store.senders()),
    new Set(named.map(({ digest }) => digest)).size,
  )
}
