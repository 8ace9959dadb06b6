/** Where and when a pair plays, and the real mails it is made from: nothing later than the scene's moment. */
import { readFileSync } from 'node:fs'
import type { Mailbox } from '../../src/model/message.ts'
import type { MessageRecord } from '../../src/model/record.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import { canWriteLike } from './body-writer.ts'
import type { Lures } from './lures.ts'
import type { BaseFacts, BaseMail } from './mail-maker.ts'
import { countBefore, domainOf, type PastIndex, senderOf } from './past-index.ts'
import type { Dice } from './random.ts'

/** Lists and phishing mails the generator draws from. */
export interface Sources {
  readonly index: PastIndex
  raw(record: MessageRecord): Uint8Array
  /** Another list: infrastructure that never wrote here. */
  readonly foreign: { readonly index: PastIndex; raw(record: MessageRecord): Uint8Array }
  /** Paths of real phishing mails; none when the set is not here. */
  readonly phish: readonly string[]
  readonly lures: Lures
}

const DAY = 86_400_000
const HOUR = 3_600_000
/** A sender with so many earlier mails can be known (methods.md §7.3). */
const WARM = 20
/** Victims wrote lately; nobody takes over an account that is silent to use its habits. */
const ACTIVE = 120 * DAY

/** A moment, a victim and everything both sides of a pair start from. */
export interface Scene {
  readonly place: number
  readonly time: number
  readonly victim: Mailbox
  readonly own: readonly number[]
  readonly dice: Dice
}

/** Draws a moment and a victim; undefined when nobody is known well enough then. */
export function sceneOf(
  { index }: Sources,
  window: { readonly start: number; readonly end: number },
  dice: Dice,
): Scene | undefined {
  const place = window.start + dice.below(window.end - window.start)
  const now = index.records[place]!.time
  // Senders, not mails, are drawn: a thief does not choose by how much somebody writes.
  const senders = activeSenders(index, place, now)
  if (senders.length === 0) return undefined
  const sender = dice.pick(senders)
  const places = index.bySender.get(sender)!
  const own = places.slice(0, countBefore(places, place))
  const last = index.records[own.at(-1)!]!
  return { place, time: now, victim: last.from, own, dice }
}

/** Programs that send mail by themselves; nobody rides their session. */
const ROBOT =
  /bot\b|robot|notify|noreply|no-reply|patchwork|gerrit|jenkins|syzbot|^lkp@|^root@|bugzilla|mailer|^tip-/i

function activeSenders(index: PastIndex, place: number, now: number): readonly string[] {
  const found: string[] = []
  for (const [sender, places] of index.bySender) {
    const before = countBefore(places, place)
    if (before < WARM || ROBOT.test(sender)) continue
    if (now - index.records[places[before - 1]!]!.time <= ACTIVE) found.push(sender)
  }
  return found
}

/** A mail of this make can be written anew; patches are passed over by the caller. */
function usable(record: MessageRecord, bytes: Uint8Array): BaseMail | undefined {
  const message = parseMessage(bytes)
  return canWriteLike(message) && message.from.length === 1 && record.from.address.includes('@')
    ? { record, bytes, message }
    : undefined
}

/** A program that writes under a person's address. */
const byRobot = (record: MessageRecord): boolean => ROBOT.test(record.messageId ?? '')

/** A patch that starts a thread: written by a tool, not by hand. */
export const isPatch: (record: MessageRecord) => boolean = (record) =>
  /\[[^\]]*patch/i.test(record.subject) && record.thread.poses === 'new'

/** One of the owner's last mails, one written by hand where there is one. */
export function ownBase(sources: Sources, scene: Scene): BaseMail | undefined {
  return fromRecent(sources, scene, scene.own.slice(-30))
}

/** A mail of somebody else of the same mail domain, at most half a year old. */
export function mateBase(sources: Sources, scene: Scene): BaseMail | undefined {
  const { index } = sources
  const sender = scene.victim.address.toLowerCase()
  const mates = (index.byDomain.get(domainOf(sender)) ?? []).filter(
    (one) => one !== sender && !ROBOT.test(one),
  )
  for (let round = 0; round < 30 && mates.length > 0; round++) {
    const mate = scene.dice.pick(mates)
    const places = index.bySender.get(mate)!
    const recent = places
      .slice(0, countBefore(places, scene.place))
      .slice(-20)
      .filter((place) => scene.time - index.records[place]!.time < 180 * DAY)
    // Second addresses and tools of the same person are no other hand.
    const other = recent.filter((place) => index.records[place]!.from.name !== scene.victim.name)
    const base = other.length > 0 ? fromRecent(sources, scene, other) : undefined
    if (base) return base
  }
  return undefined
}

function fromRecent(sources: Sources, scene: Scene, places: readonly number[]): BaseMail | undefined {
  const records = places
    .map((place) => sources.index.records[place]!)
    .filter((one) => one.timeBasis !== 'none' && !byRobot(one))
  const byHand = records.filter((one) => !isPatch(one))
  const pool = byHand.length > 0 ? byHand : records
  for (let round = 0; round < 6 && pool.length > 0; round++) {
    const record = scene.dice.pick(pool)
    const base = usable(record, sources.raw(record))
    if (base) return base
  }
  return undefined
}

/**
 * A mail that came to this list from outside, near the moment, whose way the forged one will take. What the border
 * host says depends on the mail: it speaks of DKIM when the mail is `signed`, of DMARC when the domain of the visible
 * sender has a policy. So a carrier is taken about which it said as much.
 */
export function carrierBase(sources: Sources, scene: Scene, signed: boolean): BaseMail | undefined {
  const { index } = sources
  const last = index.records[scene.own.at(-1)!]!.path.authentication ?? ''
  for (let round = 0; round < 200; round++) {
    const record = index.records[Math.max(0, scene.place - 1 - scene.dice.below(600))]!
    if (index.relayDomains.has(domainOf(record.from.address)) || record.timeBasis !== 'received') continue
    const stated = record.path.authentication ?? ''
    if (/dmarc=/.test(stated) !== /dmarc=/.test(last)) continue
    if (stated !== '' && /dkim=/.test(stated) !== signed) continue
    const bytes = sources.raw(record)
    return { record, bytes, message: parseMessage(bytes) }
  }
  return undefined
}

/** Lists refuse bigger mails; so do we. */
const PHISH_LIMIT = 128 * 1024
/** Where the phishing set was received. */
export const MICROSOFT: ReadonlySet<string> = new Set(['outlook.com', 'office365.com'])

/** A real phishing mail with a link; undefined when the one drawn is of no use. */
export function phishingMail({ phish }: Sources, dice: Dice): BaseMail | undefined {
  const file = readFileSync(dice.pick(phish))
  if (file.length > PHISH_LIMIT) return undefined
  const bytes = Buffer.from(file.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
  const message = parseMessage(bytes)
  const from = message.from[0]
  if (!from?.address.includes('@') || message.links.length === 0) return undefined
  return {
    bytes,
    message,
    record: {
      time: message.received[0]?.date?.time ?? message.date?.time ?? 0,
      ...(message.messageId ? { messageId: message.messageId } : {}),
      from,
      client: {},
    },
  }
}

/** A mail of the other list, by somebody who never wrote here. */
export function foreignMail({ foreign, index }: Sources, scene: Scene): BaseMail | undefined {
  const domain = domainOf(scene.victim.address)
  for (let round = 0; round < 60; round++) {
    // Programs of that time: one of the last mails there before the moment.
    const before = countUpTo(foreign.index.records, scene.time)
    if (before === 0) return undefined
    const record = foreign.index.records[Math.max(0, before - 1 - scene.dice.below(3000))]!
    if (ROBOT.test(senderOf(record))) continue
    if (domainOf(record.from.address) === domain || index.bySender.has(senderOf(record))) continue
    const base = usable(record, foreign.raw(record))
    if (base) return base
  }
  return undefined
}

function countUpTo(records: readonly MessageRecord[], time: number): number {
  let low = 0
  let high = records.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (records[middle]!.time < time) low = middle + 1
    else high = middle
  }
  return low
}

/** A mail of the last weeks by somebody else, in a thread the victim wrote in or that was sent to them. */
export function liveThread({ records, byMessageId }: PastIndex, scene: Scene): MessageRecord | undefined {
  const sender = scene.victim.address.toLowerCase()
  const found: MessageRecord[] = []
  for (let place = scene.place - 1; place >= 0; place--) {
    const record = records[place]!
    if (scene.time - record.time > 21 * DAY || found.length >= 8) break
    if (senderOf(record) === sender || !record.messageId) continue
    const took = record.thread.anchors.some((anchor) => {
      const at = byMessageId.get(anchor)
      return at !== undefined && at < scene.place && senderOf(records[at]!) === sender
    })
    const addressed = [...record.to, ...record.cc].some((one) => one.address.toLowerCase() === sender)
    if (took || addressed) found.push(record)
  }
  return found.length > 0 ? scene.dice.pick(found) : undefined
}

/** The base mail's hour on another day near the scene, after the mail it answers. */
export function timeLike(base: BaseFacts, scene: Scene, parent: MessageRecord | undefined): number {
  const days = Math.max(0, Math.round((scene.time - base.time) / DAY))
  const jitter = Math.round((scene.dice.next() - 0.5) * 3 * HOUR)
  let time = base.time + days * DAY + jitter
  const after = Math.max(base.time, parent?.time ?? 0)
  while (time <= after + HOUR / 6) time += parent ? Math.round((0.2 + scene.dice.next() * 3) * HOUR) : DAY
  return Math.floor(time / 1000) * 1000
}
