// The people of one seed: who they are, what they write with, from where and how, and the mail domains they use.
// Addresses come from documentation ranges (RFC 5737, RFC 9637).
import { createHash } from 'node:crypto'
import type { ClientName } from '../mail-writing/client-shape.ts'
import type { SeededRandom } from '../mail-writing/seeded-random.ts'
import { DAY, type Zone } from './calendar.ts'
import { FIRST_NAMES, HOUSES, LAST_NAMES, OUTLETS, PROVIDERS, THROWAWAY_PROVIDERS } from './names.ts'
import { drawVoice, type Voice } from './voice.ts'

export const HOME_DOMAIN = 'harrowforward.example'

/** A place mail is written at: the network it leaves through and the clock on the wall. */
export interface Place {
  readonly zone: Zone
  readonly ip: string
  readonly reverse?: string
  /** Name or address the program gives in HELO. */
  readonly helo: string
}

/** How the program hands mail in: over SMTP, in a browser, or inside Exchange. */
export type Handing = 'submission' | 'browser' | 'exchange'

export interface Device {
  readonly client: ClientName
  readonly version?: string
  readonly handing: Handing
  readonly place: Place
  /** Share of the person's mail while the device is in use. */
  readonly weight: number
  /** Milliseconds: in use from (inclusive) and until (exclusive). */
  readonly from?: number
  readonly until?: number
}

export interface Person {
  readonly name: string
  readonly address: string
  readonly role: string
  readonly devices: readonly Device[]
  /** Working hours on the wall clock. */
  readonly hours: readonly [from: number, until: number]
  readonly voice: Voice
  readonly signature: readonly string[]
}

/** A mail domain and the machines behind it. */
export interface MailDomain {
  readonly domain: string
  readonly submit: string
  readonly relay: string
  readonly relayIp: string
  readonly selector: string
  /** Right side of Message-IDs made by the provider's own pages or servers. */
  readonly idHost: string
}

export interface Cast {
  readonly start: number
  readonly end: number
  /** Those whose mailboxes are at hand. */
  readonly owners: readonly Person[]
  /** Staff whose mailboxes are not. */
  readonly staff: readonly Person[]
  readonly adviser: Person
  /** Everybody outside who writes through the year; the adviser is among them. */
  readonly outside: readonly Person[]
  /** One at each newsroom whose mailbox is at hand. */
  readonly reporters: readonly Person[]
  /** Writes in the name of the first owner. */
  readonly assistant: Person
  readonly domains: Map<string, MailDomain>
}

const HOME_ZONE: Zone = { winter: 60, summerTime: true }
export const AWAY_ZONES: readonly Zone[] = [
  { winter: 0, summerTime: true },
  { winter: 120, summerTime: true },
  { winter: 210, summerTime: false },
  { winter: 240, summerTime: false },
  { winter: 540, summerTime: false },
]

const STAFF_ROLES = [
  'Chief of staff',
  'Campaign manager',
  'Policy director',
  'Communications',
  'Treasurer',
  'Field director',
  'Scheduler',
  'Digital',
  'Volunteer coordinator',
  'Researcher',
  'Speechwriter',
  'Office manager',
  'Legal liaison',
  'Events',
  'Ward organiser',
  'Press officer',
] as const
const PHONES = [
  'iPhone Mail (21F90)',
  'iPhone Mail (22G86)',
  'iPhone Mail (20H343)',
  'iPhone Mail (21D61)',
] as const

/** A home, hotel or mobile network of its own. */
export function drawNetwork(random: SeededRandom, zone: Zone, reverse?: string): Place {
  const ip = `3fff:${random.hex(3)}:${random.hex(2)}:${random.hex(3)}::${random.hex(2)}`
  return { zone, ip, helo: `[IPv6:${ip}]`, ...(reverse === undefined ? {} : { reverse }) }
}

/**
 * The name a computer gives itself in HELO where a program tells it, always the same for the same key. Forms as setups
 * of the system and of offices make them: none of them tells who sits at the computer.
 */
export function machineName(key: string): string {
  const [form = 0, ...rest] = createHash('sha256').update(key).digest()
  const letters = rest.map((byte) => 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'.charAt(byte % 34)).join('')
  const number = String((rest[0] ?? 0) % 100).padStart(2, '0')
  return [
    `DESKTOP-${letters.slice(0, 7)}`,
    `LAPTOP-${letters.slice(0, 8)}`,
    `WIN-${letters.slice(0, 11)}`,
    `PC${number}`,
    `DESKTOP-${letters.slice(0, 7)}`,
  ][form % 5] as string
}

/** The mail domain with its machines; the same name keeps its first machines. */
export function addDomain(
  domains: Map<string, MailDomain>,
  domain: string,
  random: SeededRandom,
): MailDomain {
  const known = domains.get(domain)
  if (known) return known
  const n = domains.size + 10
  const net = ['192.0.2', '198.51.100', '203.0.113'][n % 3] as string
  const made: MailDomain = {
    domain,
    submit: `smtp.${domain}`,
    relay: `out${1 + random.below(4)}.${domain}`,
    relayIp: `${net}.${10 + ((n * 7) % 240)}`,
    selector: `${random.pick(['s', 'mail', 'k', 'selector'])}${1 + random.below(3)}`,
    idHost: random.chance(0.5) ? `mail.${domain}` : domain,
  }
  domains.set(domain, made)
  return made
}

function staffDevices(number: number, start: number, random: SeededRandom): Device[] {
  const desk: Place = {
    zone: HOME_ZONE,
    ip: '198.51.100.40',
    reverse: `office.${HOME_DOMAIN}`,
    helo: `[10.30.1.${number + 20}]`,
  }
  const client = random.pick(['outlook', 'apple-mail', 'thunderbird', 'owa', 'outlook'] as const)
  // one program gives the name of the computer, the others its address
  const named = (place: Place): Place =>
    client === 'outlook' ? { ...place, helo: machineName(`desk ${number} ${start}`) } : place
  const main: Device = {
    client,
    handing: client === 'owa' ? 'exchange' : 'submission',
    place: named(desk),
    weight: 0.7,
  }
  const devices: Device[] = []
  // travel: the same program for two weeks on another clock and network
  if (random.chance(0.2)) {
    const leaves = start + (60 + random.below(240)) * DAY
    const back = leaves + (7 + random.below(9)) * DAY
    const hotel = drawNetwork(random, random.pick(AWAY_ZONES), 'room.grandharbour.example')
    devices.push({ ...main, until: leaves })
    devices.push({ ...main, place: named(hotel), from: leaves, until: back }, { ...main, from: back })
  } else devices.push(main)
  if (random.chance(0.6)) {
    const phone: Device = {
      client: 'iphone',
      version: random.pick(PHONES),
      handing: 'submission',
      place: drawNetwork(random, HOME_ZONE, `m${random.below(99)}.talkline.example`),
      weight: 0.3,
    }
    // a new phone in the middle of the year for some
    if (random.chance(0.35)) {
      const changes = start + (90 + random.below(230)) * DAY
      devices.push({ ...phone, until: changes }, { ...phone, version: random.pick(PHONES), from: changes })
    } else devices.push(phone)
  }
  return devices
}

function outsideDevices(personal: boolean, random: SeededRandom): Device[] {
  const zone = random.chance(0.8) ? HOME_ZONE : random.pick(AWAY_ZONES)
  const place = drawNetwork(
    random,
    zone,
    random.chance(0.5) ? `dsl${random.below(99)}.northline.example` : undefined,
  )
  const client = personal
    ? random.pick(['gmail', 'gmail', 'apple-mail', 'iphone'] as const)
    : random.pick(['outlook', 'owa', 'thunderbird', 'apple-mail', 'gmail'] as const)
  const handing: Handing = client === 'gmail' ? 'browser' : client === 'owa' ? 'exchange' : 'submission'
  const helo = client === 'outlook' ? machineName(place.helo) : place.helo
  const main: Device = { client, handing, place: { ...place, helo }, weight: 0.75 }
  if (client === 'iphone' || random.chance(0.5)) return [main]
  const mobile = drawNetwork(random, zone, `m${random.below(99)}.talkline.example`)
  return [
    main,
    { client: 'iphone', version: random.pick(PHONES), handing: 'submission', place: mobile, weight: 0.25 },
  ]
}

/** Everybody of one seed. */
export function drawCast(random: SeededRandom): Cast {
  const start = Date.UTC(2025, 7, 4) + random.below(60) * DAY
  const domains = new Map<string, MailDomain>()
  const firsts = shuffled(FIRST_NAMES, random)
  const lasts = shuffled(LAST_NAMES, random)
  let drawn = 0
  const person = (
    role: string,
    address: (local: string) => string,
    devices: Device[],
    house = '',
  ): Person => {
    const first = firsts[drawn % firsts.length] as string
    const last = lasts[drawn++ % lasts.length] as string
    const plain = last.toLowerCase().replace(/[^a-z-]/g, '')
    const local = random.pick([
      `${first}.${plain}`,
      `${first.charAt(0)}.${plain}`,
      `${first}${plain.replace('-', '')}`,
    ])
    const from = 7 + random.below(4)
    return {
      name: `${first} ${last}`,
      role,
      address: address(local.toLowerCase()),
      devices,
      hours: [from, from + 8 + random.below(3)],
      voice: drawVoice(first, random),
      signature: random.chance(0.6) ? [`${first} ${last}`, house === '' ? role : `${role}, ${house}`] : [],
    }
  }
  addDomain(domains, HOME_DOMAIN, random)
  for (const provider of [...PROVIDERS, ...THROWAWAY_PROVIDERS]) addDomain(domains, provider, random)
  const team = STAFF_ROLES.map((role, index) =>
    person(role, (local) => `${local}@${HOME_DOMAIN}`, staffDevices(index, start, random), 'Harrow Forward'),
  )
  const provider = random.pick(PROVIDERS)
  const adviser = person('Former adviser', (local) => `${local}@${provider}`, outsideDevices(true, random))
  const houses = shuffled(HOUSES, random).slice(0, 5)
  const experts = houses.map(([house, domain]) => {
    addDomain(domains, domain, random)
    return person('Adviser', (local) => `${local}@${domain}`, outsideDevices(false, random), house)
  })
  const friends = [0, 1, 2].map(() => {
    const home = random.pick(PROVIDERS)
    return person(
      random.pick(['Donor', 'Volunteer']),
      (local) => `${local}@${home}`,
      outsideDevices(true, random),
    )
  })
  addDomain(domains, 'baymountprint.example', random)
  const printer = person(
    'Printer',
    (local) => `${local}@baymountprint.example`,
    outsideDevices(false, random),
    'Baymount Print',
  )
  const reporters = shuffled(OUTLETS, random)
    .slice(0, 3)
    .map(([outlet, domain]) => {
      addDomain(domains, domain, random)
      return person('Reporter', (local) => `${local}@${domain}`, outsideDevices(false, random), outlet)
    })
  return {
    start,
    end: start + 364 * DAY,
    owners: team.slice(0, 6),
    staff: team.slice(6),
    adviser,
    outside: [adviser, ...experts, ...friends, printer, ...reporters],
    reporters,
    assistant: team[6] as Person,
    domains,
  }
}

export function shuffled<T>(list: readonly T[], random: SeededRandom): T[] {
  const copy = [...list]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    ;[copy[i], copy[j]] = [copy[j] as T, copy[i] as T]
  }
  return copy
}

export const firstName = (person: Person): string => person.name.split(' ')[0] as string
export const written = (person: Person): string => `${person.name} <${person.address}>`
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)
export const isHome = (address: string): boolean => domainOf(address) === HOME_DOMAIN
