// The fictional campaign of one seed, made in memory: a year of mail in six mailboxes, what three newsrooms got, what
// others published, and what really happened.
import { dkimTestKey } from '../mail-writing/dkim-sign.ts'
import { seededRandom } from '../mail-writing/seeded-random.ts'
import { HOUR } from './calendar.ts'
import { type Cast, drawCast, HOME_DOMAIN } from './cast.ts'
import type { Desk } from './desk.ts'
import { documents } from './documents.ts'
import { receivedFiles } from './leaked-papers.ts'
import { planOperation } from './operation.ts'
import { forwards, inSomebodysName, newPhones, threads } from './ordinary-mail.ts'
import { publishedFiles, signIns } from './outside.ts'
import { mboxrd, openPostOffice } from './post-office.ts'
import {
  harmlessLookAlikes,
  invitations,
  newsletters,
  newsroomMail,
  notifications,
  spam,
} from './services.ts'
import type { Truth } from './truth.ts'
import { openWeb, type Reply } from './web.ts'

export interface Campaign {
  /** Bytes by path below the folder of the demonstration, `/` between names; without `truth.json`. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** The six mailboxes, by address; their folder is `mail/ADDRESS`. */
  readonly mailboxes: readonly string[]
  /** Mails in them, copies counted. */
  readonly mails: number
  /** The border host whose authentication results can be believed. */
  readonly border: string
  /** What every address on the fictional web answers. */
  readonly web: ReadonlyMap<string, Reply>
  /** Milliseconds: when links are followed, after everything was published. */
  readonly followed: number
  readonly truth: Truth
}

/** Largest seed, so that a seed is a whole number everywhere. */
export const LARGEST_SEED = 999_999_999

/**
 * The campaign of a seed, a whole number from 0 to `LARGEST_SEED`: the same bytes on every run and machine. The seed
 * decides people, times, hosts and programs, whose mailbox is read by others, or whether it was somebody of the staff,
 * or nothing happened at all. Everything is made up. Throws RangeError for other seeds.
 */
export function makeCampaign(seed: number): Campaign {
  if (!Number.isInteger(seed) || seed < 0 || seed > LARGEST_SEED)
    throw new RangeError(`a seed is a whole number from 0 to ${LARGEST_SEED}`)
  const random = seededRandom(`harrow ${seed}`)
  const cast = drawCast(random)
  const keepers = new Set([...cast.owners, ...cast.reporters].map(({ address }) => address))
  const office = openPostOffice(`harrow ${seed}`, cast.domains, keepers)
  const desk: Desk = { cast, random, office, web: openWeb(), shelf: [], read: new Map() }
  const operation = planOperation(desk)
  const errands = [
    threads,
    inSomebodysName,
    documents,
    newsletters,
    invitations,
    notifications,
    forwards,
    newPhones,
    spam,
    harmlessLookAlikes,
    newsroomMail,
  ].flatMap((plan) => plan(desk))
  for (const { run } of [...errands, ...operation.errands].toSorted((a, b) => a.time - b.time)) run()

  const files = new Map<string, Uint8Array>()
  const copies = office.copies().filter(({ time }) => time < cast.end)
  for (const { address } of cast.owners)
    for (const folder of ['Inbox', 'Sent'] as const) {
      const held = copies.filter((copy) => copy.mailbox === address && copy.folder === folder)
      files.set(`mail/${address}/${folder}.mbox`, mboxrd(held))
    }
  for (const { address } of cast.reporters)
    files.set(`newsrooms/${address}.mbox`, mboxrd(copies.filter(({ mailbox }) => mailbox === address)))
  for (const [path, bytes] of receivedFiles(operation.received?.() ?? [])) files.set(path, bytes)
  for (const [path, bytes] of publishedFiles(cast, operation, random)) files.set(path, bytes)
  files.set('logs/sign-ins.csv', signIns(cast, operation, random))
  files.set('senders.zone.json', Buffer.from(`${JSON.stringify(zoneOf(cast), undefined, 2)}\n`))

  const owned = new Set(cast.owners.map(({ address }) => address))
  return {
    files,
    mailboxes: [...owned],
    mails: copies.filter(({ mailbox }) => owned.has(mailbox)).length,
    border: `mx1.${HOME_DOMAIN}`,
    web: desk.web.replies,
    followed: cast.end + HOUR,
    truth: { seed, ...operation.truth() },
  }
}

/** DKIM keys (RFC 6376), SPF (RFC 7208) and DMARC (RFC 7489) of every domain that sends. */
function zoneOf({ domains }: Cast): Readonly<Record<string, string>> {
  const zone: Record<string, string> = {}
  for (const { domain, selector, relayIp } of domains.values()) {
    zone[domain] = `v=spf1 ip4:${relayIp} -all`
    zone[`${selector}._domainkey.${domain}`] = dkimTestKey(domain, selector).record
    zone[`_dmarc.${domain}`] = 'v=DMARC1; p=reject'
  }
  return zone
}
