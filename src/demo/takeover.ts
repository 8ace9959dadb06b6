// The taken-over account: a program its owner never used, a forward of a mail that never was, and a link that shows one
// address and goes through another.
import type { SeededRandom } from '../mail-writing/seeded-random.ts'
import { HOUR, offsetAt } from './calendar.ts'
import {
  AWAY_ZONES,
  type Device,
  domainOf,
  drawNetwork,
  firstName,
  machineName,
  type Person,
  written,
} from './cast.ts'
import { compose, type Desk, TOKEN } from './desk.ts'
import { HOST_WORDS, SERVICE_WORDS } from './names.ts'
import { type Sent, zoneAt } from './post-office.ts'
import { capital, sentence, TOPICS } from './wording.ts'

/** A host of whoever attacks. */
export const hostOf = (random: SeededRandom): string =>
  `${random.pick(HOST_WORDS)}-${random.pick(HOST_WORDS)}${random.chance(0.5) ? `-${random.pick(SERVICE_WORDS)}` : ''}.test`

/** What a page that wants a password looks like. */
export const LOGIN =
  '<form method="post" action="/in"><input type="email" name="user"><input type="password" name="pass"><button>Sign in</button></form>'

/** A program the owner of the account never used, at the same provider. */
export function strangeDevice(owner: Person, random: SeededRandom): Device {
  const used = new Set(owner.devices.map(({ client }) => client))
  const client = random.pick(
    (['outlook', 'thunderbird', 'gmail', 'apple-mail'] as const).filter((one) => !used.has(one)),
  )
  // half of them leave through a network in the owner's own country
  const zone = random.chance(0.5) ? (owner.devices[0] as Device).place.zone : random.pick(AWAY_ZONES)
  const place = drawNetwork(random, zone)
  const helo = client === 'gmail' ? '' : machineName(random.hex(7))
  return client === 'gmail'
    ? { client, handing: 'browser', place, weight: 1 }
    : {
        client,
        handing: 'submission',
        place: helo === '' || client !== 'outlook' ? place : { ...place, helo },
        weight: 1,
      }
}

export interface DecisiveLink {
  readonly shown: string
  readonly href: string
  readonly landing: string
  readonly about: string
  readonly original: Person
}

/** A link that shows one address and goes through another, and what the servers behind it answer. */
export function decisiveLink({ cast, random, web }: Desk): DecisiveLink {
  const original = random.pick(cast.outside.filter((one) => one !== cast.adviser))
  const about = random.pick(TOPICS)
  const own = domainOf(original.address)
  const shownHost = random.chance(0.5) && !own.includes('post') ? own : 'docs.example'
  const landing = web.page(
    `https://${shownHost}/d/${about.replaceAll(' ', '-').toLowerCase()}`,
    capital(about),
  )
  const hop = hostOf(random)
  const href = `https://${hop}/${random.letters(TOKEN, 8)}`
  const way = random.next()
  if (way < 0.5) web.redirect(href, landing)
  else if (way < 0.75) web.refresh(href, landing)
  else
    web.redirect(
      href,
      web.page(`https://${hostOf(random)}/Ref/${random.letters(TOKEN, 8)}`, 'Sign in', LOGIN),
      307,
    )
  const kit = web.replies.get(href)
  return {
    shown: random.chance(0.7) ? landing : capital(about),
    href,
    landing: kit !== undefined && 'to' in kit ? kit.to : landing,
    about,
    original,
  }
}

/** A forward of a mail that never was. */
export function fakeForward(
  desk: Desk,
  attacker: Person,
  victim: Person,
  link: DecisiveLink,
  time: number,
): Sent {
  const { random, office } = desk
  const { original, about } = link
  const lead = random.pick([
    'Please see below before you speak to them, I would like your view today. Do not pass it on yet.',
    'Kindly have a look at the remarks below and tell me what you think. It is for you only.',
    'This came to me this morning and concerns you more than me. Please read it before the meeting.',
    `Could you check what they write on the ${about}? I need to answer by tonight.`,
  ])
  return office.send({
    from: attacker,
    device: attacker.devices[0] as Device,
    to: [victim],
    subject: `Fwd: ${capital(about)}, ${random.pick(['comments', 'draft for your eyes', 'before Thursday', 'second version'])}`,
    time,
    paragraphs: compose(desk, attacker, victim, [lead]),
    forwards: {
      name: original.name,
      address: original.address,
      to: written(attacker),
      subject: capital(about),
      time: time - (3 + random.below(30)) * HOUR,
      offset: offsetAt(zoneAt(original, time), time),
      paragraphs: [
        `Dear ${firstName(attacker)}, ${sentence('opening', random, about)} The comments are in the shared document, it stays open until tomorrow evening.`,
        [{ text: link.shown, href: link.href }],
        `Regards, ${firstName(original)}`,
      ],
    },
  })
}
