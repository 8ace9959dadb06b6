// What happens beside the ordinary year: an operation from outside, or somebody of the staff who gives papers away.
// It has the shape of a real one as far as its targets could see it: rapport without a link, a fake forward from the
// taken-over account of a former adviser, a mailbox read and cleaned up behind, papers at three newsrooms.
import { createHash } from 'node:crypto'
import type { SeededRandom } from '../mail-writing/seeded-random.ts'
import { DAY, HOUR, MINUTE, offsetAt } from './calendar.ts'
import {
  AWAY_ZONES,
  addDomain,
  type Device,
  domainOf,
  drawNetwork,
  firstName,
  HOME_DOMAIN,
  type Person,
  written,
} from './cast.ts'
import { compose, type Desk, type Errand, robot, TOKEN, tiesOf, worksAt } from './desk.ts'
import { commonHolders, type ShelfItem } from './documents.ts'
import { HOST_WORDS, PERSONAS, SERVICE_WORDS, THROWAWAY_PROVIDERS } from './names.ts'
import { type Sent, zoneAt } from './post-office.ts'
import type { HiddenMail, Kind, Part, Truth } from './truth.ts'
import { drawVoice } from './voice.ts'
import { capital, sentence, TOPICS } from './wording.ts'

/** What is planned before the year is written; `truth` is complete once all errands have run. */
export interface Operation {
  readonly kind: Kind
  readonly errands: readonly Errand[]
  readonly truth: () => Omit<Truth, 'seed'>
  readonly access?: {
    readonly mailbox: string
    readonly from: number
    readonly until: number
    readonly ip: string
  }
  /** When the first newsroom was written to; for what is published afterwards. */
  readonly leaked?: number
  readonly persona?: Person
  readonly namedByVendor: readonly string[]
}

const hostOf = (random: SeededRandom): string =>
  `${random.pick(HOST_WORDS)}-${random.pick(HOST_WORDS)}${random.chance(0.5) ? `-${random.pick(SERVICE_WORDS)}` : ''}.test`

/** Part of an hour, milliseconds: nobody writes on the full hour. */
const anySecond = (random: SeededRandom): number => random.below(3600) * 1000

const iso = (time: number): string => new Date(time).toISOString()

/** Plans what this seed hides in the year. */
export function planOperation(desk: Desk): Operation {
  const { random } = desk
  const roll = random.next()
  const kind: Kind = roll < 0.7 ? 'intrusion' : roll < 0.85 ? 'insider' : 'nothing'
  // a vendor watches several groups: what it names in its report has nothing to do with the decisive host
  const listed = Array.from({ length: 5 }, () => hostOf(random))
  if (kind === 'intrusion') return intrusion(desk, listed)
  if (kind === 'insider') return insider(desk, listed)
  return {
    kind,
    errands: [],
    namedByVendor: listed,
    truth: () => ({ kind, mails: [], namedByVendor: listed }),
  }
}

/** Keeps what was sent as part of the operation. */
function ledger(): { readonly mails: HiddenMail[]; note(part: Part, sent: Sent): Sent } {
  const mails: HiddenMail[] = []
  return {
    mails,
    note(part, sent) {
      const { letter, messageId } = sent
      const to = [...letter.to, ...(letter.cc ?? [])].map(({ address }) => address)
      mails.push({
        part,
        messageId,
        from: letter.from.address,
        to,
        subject: letter.subject,
        time: iso(letter.time),
      })
      return sent
    },
  }
}

function intrusion(desk: Desk, listed: readonly string[]): Operation {
  const { cast, random, web, office, shelf } = desk
  const { mails, note } = ledger()
  const begins = cast.start + (205 + random.below(45)) * DAY
  const errands: Errand[] = []
  const { owners, adviser } = cast
  const victim = random.chance(0.75) ? random.pick(tiesOf(desk, adviser)) : random.pick(owners)

  // an earlier attempt at somebody else, from a host the vendor will name
  const probed = random.pick(owners.filter((one) => one !== victim))
  const probeTime = begins - (20 + random.below(40)) * DAY + random.below(86_400) * 1000
  errands.push({
    time: probeTime,
    run: () => {
      const host = listed[0] as string
      addDomain(cast.domains, host, random)
      note(
        'probe',
        office.send({
          from: robot('Document Service', `no-reply@${host}`, 'script'),
          to: [probed],
          subject: 'A file was shared with you',
          time: probeTime,
          paragraphs: [
            'A file was shared with you.',
            [
              'Sign in to open it: ',
              {
                text: 'Open file',
                href: web.page(`https://${host}/${random.letters(TOKEN, 8)}`, 'Sign in', LOGIN),
              },
            ],
          ],
        }),
      )
    },
  })

  const impostor = impostorOf(desk)
  const poses = domainOf(impostor.address)
  const named = THROWAWAY_PROVIDERS.includes(poses) ? listed : [...listed, poses]
  errands.push(...rapport(desk, impostor, random.pick(owners), begins, note))

  const fakes = begins + (14 + random.below(25)) * DAY
  const device = strangeDevice(adviser, random)
  const attacker: Person = {
    ...adviser,
    devices: [device],
    // some take the trouble to copy how the owner of the account greets and signs
    voice: random.chance(0.5) ? adviser.voice : { ...drawVoice(firstName(adviser), random), lower: false },
    hours: [6, 20],
  }
  const takes = worksAt(attacker, fakes + 6 * HOUR + anySecond(random), random)
  const link = decisiveLink(desk)
  errands.push({
    time: takes,
    run: () => void note('takeover', fakeForward(desk, attacker, victim, link, takes)),
  })

  // the mailbox is read from somewhere else, and what would tell is taken away
  const enters = takes + (1 + random.below(30)) * HOUR + anySecond(random)
  const leaves = enters + (12 + random.below(40)) * DAY
  const away = drawNetwork(random, random.pick(AWAY_ZONES))
  const notice = random.chance(0.5) ? [owners[(owners.indexOf(victim) + 1) % owners.length] as Person] : []
  errands.push({
    time: enters + 4 * MINUTE,
    run: () =>
      void office.send({
        from: robot('Mail security', `security@${HOME_DOMAIN}`, 'script'),
        to: [victim],
        cc: notice,
        subject: 'New sign-in to your mailbox',
        time: enters + 4 * MINUTE,
        paragraphs: [
          `There was a new sign-in to ${victim.address} from ${away.ip}. If it was you, there is nothing to do.`,
        ],
        header: [['Auto-Submitted', 'auto-generated']],
        clearedBy: [victim.address],
      }),
  })
  const colleague = random.pick(owners.filter((one) => one !== victim))
  const asks = enters + (2 + random.below(6)) * DAY + (5 + random.below(10)) * HOUR + anySecond(random)
  errands.push({
    time: asks,
    run: () => {
      const wanted = latest(
        shelf,
        asks,
        (item) => item.confidential && item.holders.includes(colleague.address),
      )
      if (wanted === undefined) return
      const asked = note(
        'inside-request',
        office.send({
          from: victim,
          to: [colleague],
          subject: wanted.family,
          time: asks,
          device: { client: 'gmail', handing: 'browser', place: away, weight: 1 },
          paragraphs: compose(desk, victim, colleague, [
            `I cannot open the last version of the ${wanted.family.toLowerCase()} here. Could you send it to me again as a file?`,
          ]),
          clearedBy: [victim.address],
        }),
      )
      const answers = worksAt(colleague, asks + HOUR, random)
      office.send({
        from: colleague,
        to: [victim],
        subject: `Re: ${wanted.family}`,
        time: answers,
        paragraphs: compose(desk, colleague, victim, ['Here it is.']),
        answers: asked,
        attachments: [wanted.file],
        clearedBy: [victim.address],
      })
      shelf.push({ ...wanted, holders: [colleague.address, victim.address] })
    },
  })

  const leaks = leaves + (6 + random.below(20)) * DAY
  const leak = leakPlan(desk, victim, leaves, leaks, note)
  errands.push(...leak.errands)
  const access = { mailbox: victim.address, from: enters, until: leaves, ip: away.ip }
  return {
    kind: 'intrusion',
    errands,
    access,
    leaked: leaks,
    persona: leak.persona,
    namedByVendor: named,
    truth: () => ({
      kind: 'intrusion',
      mailbox: victim.address,
      mails: mails.toSorted((a, b) => (a.time < b.time ? -1 : 1)),
      link: { shown: link.shown, href: link.href, hop: new URL(link.href).hostname, landing: link.landing },
      access: { from: iso(enters), until: iso(leaves), ip: away.ip },
      leak: leak.truth(),
      namedByVendor: named,
    }),
  }
}

function insider(desk: Desk, listed: readonly string[]): Operation {
  const { cast, random } = desk
  const { mails, note } = ledger()
  const person = random.pick(random.chance(0.7) ? cast.owners : cast.staff)
  const until = cast.start + (250 + random.below(40)) * DAY
  const leaks = until + (6 + random.below(20)) * DAY
  const leak = leakPlan(desk, person, until, leaks, note)
  return {
    kind: 'insider',
    errands: leak.errands,
    leaked: leaks,
    persona: leak.persona,
    namedByVendor: listed,
    truth: () => ({
      kind: 'insider',
      mailbox: person.address,
      mails,
      leak: leak.truth(),
      namedByVendor: listed,
    }),
  }
}

const LOGIN =
  '<form method="post" action="/in"><input type="email" name="user"><input type="password" name="pass"><button>Sign in</button></form>'

/** Somebody who writes in the name of an expert, from an address that looks like theirs. */
function impostorOf({ cast, random }: Desk): Person {
  const expert = random.pick(cast.outside.filter(({ role }) => role === 'Adviser'))
  const domain = domainOf(expert.address)
  const near = random.pick([
    domain.replace('i', 'l'),
    domain.replace('m', 'rn'),
    domain.replace('.example', '-mail.example'),
    random.pick(THROWAWAY_PROVIDERS),
  ])
  const looks = near === domain ? domain.replace('.example', '.test') : near
  addDomain(cast.domains, looks, random)
  return {
    ...expert,
    address: `${expert.address.split('@')[0]}@${looks}`,
    voice: { ...drawVoice(firstName(expert), random), lower: false },
    signature: [],
    devices: [
      { client: 'gmail', handing: 'browser', place: drawNetwork(random, random.pick(AWAY_ZONES)), weight: 1 },
    ],
    role: 'impostor',
  }
}

/** Mail without a link, and answers to it. */
function rapport(
  desk: Desk,
  impostor: Person,
  target: Person,
  begins: number,
  note: (part: Part, sent: Sent) => Sent,
): Errand[] {
  const { random, office } = desk
  const topic = random.pick(TOPICS)
  const subject = random.pick([
    'A small round on city politics',
    `A question on the ${topic}`,
    'A closed workshop in spring',
  ])
  const told = [
    `I hope this finds you well. I write from my other address while ours is being moved. A few people meet next month to talk about the ${topic}, and I was asked to name one person from the campaigns. I thought of you. Would you be willing in principle?`,
    'That is good news. The names stay among us for now, please do not mention it in the office yet. May I have a number where you read messages? The organisers send papers to participants directly.',
    'Of course, mail is fine. I will come back to you when the date is fixed.',
  ]
  const answered = [
    'Thank you for thinking of me. In principle yes, who else will be there?',
    'I would rather stay with mail.',
  ]
  const first = worksAt(impostor, begins + 8 * HOUR + anySecond(random), random)
  return [
    {
      time: first,
      run: () => {
        let at = first
        let previous: Sent | undefined
        for (const [turn, text] of told.entries()) {
          if (turn > 0) at = worksAt(impostor, at + (10 + random.below(60)) * HOUR, random)
          const paragraphs = compose(desk, impostor, target, [text])
          const own = {
            from: impostor,
            to: [target],
            subject: turn === 0 ? subject : `Re: ${subject}`,
            time: at,
            paragraphs,
          }
          previous = note('rapport', office.send({ ...own, ...(previous && { answers: previous }) }))
          const reply = answered[turn]
          if (reply === undefined) continue
          at = worksAt(target, at + (1 + random.below(20)) * HOUR, random)
          const back = compose(desk, target, impostor, [reply])
          previous = office.send({
            from: target,
            to: [impostor],
            subject: `Re: ${subject}`,
            time: at,
            paragraphs: back,
            answers: previous,
          })
        }
      },
    },
  ]
}

/** A program the owner of the account never used, at the same provider. */
function strangeDevice(owner: Person, random: SeededRandom): Device {
  const used = new Set(owner.devices.map(({ client }) => client))
  const client = random.pick(
    (['outlook', 'thunderbird', 'gmail', 'apple-mail'] as const).filter((one) => !used.has(one)),
  )
  // half of them leave through a network in the owner's own country
  const zone = random.chance(0.5) ? (owner.devices[0] as Device).place.zone : random.pick(AWAY_ZONES)
  const place = drawNetwork(random, zone)
  return client === 'gmail'
    ? { client, handing: 'browser', place, weight: 1 }
    : {
        client,
        handing: 'submission',
        place: { ...place, helo: `WIN-${random.hex(7).toUpperCase()}` },
        weight: 1,
      }
}

interface DecisiveLink {
  readonly shown: string
  readonly href: string
  readonly landing: string
  readonly about: string
  readonly original: Person
}

/** A link that shows one address and goes through another, and what the servers behind it answer. */
function decisiveLink({ cast, random, web }: Desk): DecisiveLink {
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
function fakeForward(desk: Desk, attacker: Person, victim: Person, link: DecisiveLink, time: number): Sent {
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

const latest = (
  shelf: readonly ShelfItem[],
  until: number,
  fits: (item: ShelfItem) => boolean,
): ShelfItem | undefined =>
  shelf.filter((item) => item.sent <= until && fits(item)).toSorted((a, b) => b.sent - a.sent)[0]

/** Papers from one person's mailbox go to three newsrooms, the cover page first. */
function leakPlan(
  desk: Desk,
  source: Person,
  until: number,
  begins: number,
  note: (part: Part, sent: Sent) => Sent,
): { readonly errands: readonly Errand[]; readonly persona: Person; truth(): NonNullable<Truth['leak']> } {
  const { cast, random, office, shelf } = desk
  const name = random.pick(PERSONAS)
  const provider = random.pick(THROWAWAY_PROVIDERS)
  const persona: Person = {
    name,
    role: 'anonymous',
    address: `${name.toLowerCase()}.${random.pick(HOST_WORDS)}${random.below(90)}@${provider}`,
    devices: [
      { client: 'gmail', handing: 'browser', place: drawNetwork(random, random.pick(AWAY_ZONES)), weight: 1 },
    ],
    hours: [6, 22],
    voice: { ...drawVoice(name, random), lower: false },
    signature: [],
  }
  let items: readonly ShelfItem[] = []
  const choose = (): readonly ShelfItem[] => {
    if (items.length > 0) return items
    const held = shelf.filter((item) => item.sent <= until && item.holders.includes(source.address))
    const newest = new Map<string, ShelfItem>()
    for (const item of held.toSorted((a, b) => a.sent - b.sent)) newest.set(item.family, item)
    const secret = [...newest.values()]
      .filter(({ confidential }) => confidential)
      .toSorted((a, b) => b.file.content.length - a.file.content.length)
    const plain = [...newest.values()].filter(({ confidential }) => !confidential)
    items = [...secret.slice(0, 2), ...plain.slice(0, 1)]
    return items
  }
  const errands = cast.reporters.map((reporter, index): Errand => {
    const time =
      begins + index * (3 + random.below(4)) * DAY + (8 + random.below(9)) * HOUR + anySecond(random)
    return {
      time,
      run: () => {
        const chosen = choose()
        const [main] = chosen
        if (main === undefined) return
        const first = note(
          'leak',
          office.send({
            from: persona,
            to: [reporter],
            subject: random.pick([
              'Harrow Forward papers',
              'Internal papers of a campaign',
              'For your paper',
            ]),
            time,
            paragraphs: compose(desk, persona, reporter, [
              `I have access to internal papers of Harrow Forward, among them the ${main.family.toLowerCase()}. It is marked privileged and confidential. Are you interested? I suggest you do not ask where I have them from.`,
            ]),
          }),
        )
        const asks = worksAt(reporter, time + HOUR, random)
        const asked = office.send({
          from: reporter,
          to: [persona],
          subject: `Re: ${first.letter.subject}`,
          time: asks,
          paragraphs: compose(desk, reporter, persona, [
            'Yes. Can we speak on the phone? And please send what you have.',
          ]),
          answers: first,
        })
        note(
          'leak',
          office.send({
            from: persona,
            to: [reporter],
            subject: `Re: ${first.letter.subject}`,
            time: asks + (4 + random.below(40)) * HOUR,
            paragraphs: compose(desk, persona, reporter, [
              'No calls. The files are attached. There is more.',
            ]),
            answers: asked,
            attachments: chosen.map(({ file }) => file),
          }),
        )
      },
    }
  })
  return {
    errands,
    persona,
    truth: () => ({
      persona: persona.address,
      items: items.map(({ family, version, file, sent, holders }) => ({
        family,
        version,
        name: file.name,
        sha256: createHash('sha256').update(file.content).digest('hex'),
        sent: iso(sent),
        holders: allHolders(shelf, file, holders),
      })),
      commonHolders: commonHolders(
        cast,
        items.map((item) => ({ ...item, holders: allHolders(shelf, item.file, item.holders) })),
      ),
    }),
  }
}

/** Whoever got the same bytes, at whatever time. */
const allHolders = (
  shelf: readonly ShelfItem[],
  file: ShelfItem['file'],
  own: readonly string[],
): readonly string[] => [
  ...new Set([...own, ...shelf.filter((item) => item.file === file).flatMap(({ holders }) => holders)]),
]
