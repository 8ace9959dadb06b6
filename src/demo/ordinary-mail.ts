// People writing to each other through the year: threads, the assistant, real forwards, travel and new phones.
import type { Paragraph, WrittenLink } from '../mail-writing/client-body.ts'
import { DAY, HOUR, offsetAt, spread } from './calendar.ts'
import { firstName, type Person } from './cast.ts'
import {
  compose,
  type Desk,
  type Errand,
  holds,
  paragraphOf,
  re,
  same,
  says,
  tiesOf,
  usualLink,
  withLink,
  worksAt,
} from './desk.ts'
import { type Sent, shown, zoneAt } from './post-office.ts'
import { capital, MATTERS, sentence, TOPICS } from './wording.ts'

const THREADS = 470

/** Sites people point each other to; each of them is new at some time. */
const SITES: readonly string[] = [
  'harrowtrams.example/delays',
  'cityarchive.example/maps/1911',
  'wardstats.example/tables/7',
  'marketday.test/stalls',
  'ferrytimes.example/winter',
  'housingwatch.example/reports/4',
  'brickandtimber.example/blog/roofs',
  'parkfriends.test/petition',
  'courtregister.example/cases/118',
  'openbudget.example/harrow',
  'schoolmeals.example/study',
  'cycleways.test/counts',
  'rivergauge.example/live',
  'oldbrewery.example/rooms',
  'librarynight.example/programme',
  'soundcheck.test/hire',
  'votersguide.example/harrow',
  'grantfinder.example/calls',
  'radioeast.example/episodes/77',
  'postersize.test/calculator',
]

/** Threads among colleagues and with people outside. */
export function threads(desk: Desk): Errand[] {
  const { cast, random } = desk
  const team = [...cast.owners, ...cast.owners, ...cast.staff]
  const mentioned = [...SITES]
  return spread(THREADS, random, cast.start, cast.end - 3 * DAY).map((start) => {
    const topic = random.pick(TOPICS)
    const matter = random.pick(MATTERS)
    let first: Person
    let second: Person
    if (random.chance(0.45)) {
      // the adviser of many years writes as much as three others
      const outsider = random.chance(0.22) ? cast.adviser : random.pick(cast.outside)
      const member = random.pick(tiesOf(desk, outsider))
      ;[first, second] = random.chance(0.55) ? [outsider, member] : [member, outsider]
    } else {
      first = random.pick(cast.owners)
      second = random.pick(team.filter((one) => one !== first))
      if (random.chance(0.5)) [first, second] = [second, first]
    }
    const copied = random.chance(0.2)
      ? random.pick(team.filter((one) => one !== first && one !== second))
      : undefined
    const length = random.pick([1, 1, 2, 2, 2, 3, 3, 4, 5])
    const site = random.chance(0.05) ? mentioned.shift() : undefined
    const subject = random.pick([
      `${capital(topic)}: ${matter}`,
      `${capital(matter)} for the ${topic}`,
      `${capital(topic)} (${matter})`,
      capital(topic),
    ])
    const time = worksAt(first, start + 8 * HOUR, random)
    return { time, run: () => thread(desk, { first, second, copied, length, site, subject, topic, time }) }
  })
}

interface Talk {
  readonly first: Person
  readonly second: Person
  readonly copied: Person | undefined
  readonly length: number
  readonly site: string | undefined
  readonly subject: string
  readonly topic: string
  readonly time: number
}

function thread(desk: Desk, { first, second, copied, length, site, subject, topic, time }: Talk): void {
  const { random, office, cast, web } = desk
  let previous: Sent | undefined
  let at = time
  for (let turn = 0; turn < length; turn++) {
    const [from, to] = turn % 2 === 0 ? [first, second] : [second, first]
    if (turn > 0) at = worksAt(from, at + (0.2 + random.next() ** 3 * 40) * HOUR, random)
    if (at >= cast.end) return
    const body: Paragraph[] = [paragraphOf(desk, from.voice, turn === 0 ? 'opening' : 'answer', topic)]
    if (random.chance(0.13)) body.push(withLink(sentence('link', random, topic), usualLink(desk, topic)))
    if (turn === length - 1 && site !== undefined)
      body.push(withLink(sentence('news', random, topic), same(web.page(`https://${site}`, capital(topic)))))
    const sent = office.send({
      from,
      to: [to],
      ...(copied === undefined ? {} : { cc: [copied] }),
      subject: turn === 0 ? subject : re(subject),
      time: at,
      paragraphs: compose(desk, from, to, body),
      signed: turn === 0,
      ...(previous === undefined ? {} : { answers: previous, quotes: random.chance(0.5) }),
    })
    holds(desk, sent, copied === undefined ? [first, second] : [first, second, copied])
    previous = sent
  }
}

/** The assistant writes in the name of the first owner: Sender names her, the program is hers. */
export function inSomebodysName(desk: Desk): Errand[] {
  const { cast, random } = desk
  const chief = cast.owners[0] as Person
  const { assistant } = cast
  return spread(22, random, cast.start + 10 * DAY, cast.end).map((start) => {
    const to = random.pick([...cast.outside, ...cast.owners.slice(1)])
    const time = worksAt(assistant, start + 8 * HOUR, random)
    return {
      time,
      run: () => {
        const topic = random.pick(TOPICS)
        const sent = desk.office.send({
          from: chief,
          writtenBy: assistant,
          to: [to],
          subject: random.pick([
            `Appointment: ${topic}`,
            `A date for the ${topic}`,
            `${capital(topic)}: your visit`,
          ]),
          time,
          paragraphs: [
            `Dear ${firstName(to)},`,
            `${firstName(chief)} asks me to write to you. ${paragraphOf(desk, assistant.voice, 'opening', topic)}`,
            `${assistant.name}, for ${chief.name}`,
          ],
        })
        holds(desk, sent, [to])
      },
    }
  })
}

/** Real forwards: of mail the mailboxes hold, and of mail only the sender ever had. */
export function forwards(desk: Desk): Errand[] {
  const { cast, random, office, web } = desk
  const held = spread(30, random, cast.start + 30 * DAY, cast.end).map((start) => {
    const from = random.pick([...cast.owners, ...cast.owners, ...cast.outside])
    const time = worksAt(from, start + 9 * HOUR, random)
    return {
      time,
      run: () => {
        const original = (desk.read.get(from) ?? []).filter(({ letter }) => letter.from !== from).at(-1)
        if (original === undefined) return
        const to = random.pick(tiesOrTeam(desk, from))
        const sent = office.send({
          from,
          to: [to],
          subject: `Fwd: ${original.letter.subject.replace(/^Re: /, '')}`,
          time,
          paragraphs: compose(desk, from, to, [says(desk, from.voice, 'detail', random.pick(TOPICS))]),
          forwards: { ...shown(original, offsetAt(zoneAt(from, time), time)), messageId: original.messageId },
        })
        holds(desk, sent, [to])
      },
    }
  })
  const strange = spread(11, random, cast.start + 40 * DAY, cast.end).map((start, index) => {
    const from = random.pick(cast.outside)
    const time = worksAt(from, start + 9 * HOUR, random)
    return { time, run: () => passOn(desk, from, time, index) }
  })
  return [...held, ...strange]

  function passOn({ random: chance }: Desk, from: Person, time: number, index: number): void {
    const to = chance.pick(tiesOf(desk, from))
    const topic = chance.pick(TOPICS)
    const site = `${topic.split(' ')[0]?.toLowerCase()}${chance.pick(['forum', 'notes', 'events', 'weekly'])}${index}.example`
    const page = web.page(
      `https://${site}/${chance.pick(['programme', 'call', 'register', 'news'])}`,
      capital(topic),
    )
    const link = index % 3 === 0 ? countedLink(desk, page, index) : same(page)
    office.send({
      from,
      to: [to],
      subject: `Fwd: ${capital(topic)}: ${chance.pick(['invitation', 'call for help', 'programme'])}`,
      time,
      paragraphs: compose(desk, from, to, [says(desk, from.voice, 'detail', topic)]),
      forwards: {
        name: 'Organisers',
        address: `hello@${site}`,
        to: from.name,
        subject: `${capital(topic)}: news`,
        time: time - (2 + chance.below(40)) * HOUR,
        offset: 60,
        paragraphs: [
          `Dear friends, ${sentence('opening', chance, topic)} ${sentence('detail', chance, topic)}`,
          ...(chance.chance(0.7) ? [withLink('All about it: {link}', link)] : []),
        ],
      },
    })
  }
}

/** Services that count who comes to an event; no list knows them, and each is new to whoever gets their first link. */
const COUNTERS = ['gatherlane.example', 'rsvpdesk.test', 'open-hall.example', 'townmeet.test'] as const

/** A link as event tools write them: over a counter of their own, with the page itself in the text, or just words. */
function countedLink({ web }: Desk, page: string, index: number): WrittenLink {
  const counter = COUNTERS[(index / 3) % COUNTERS.length] as string
  const href = web.redirect(
    `https://go.${counter}/e/${Buffer.from(page).toString('base64url').slice(-9)}`,
    page,
  )
  return { text: index % 2 === 0 ? page : 'the page of the event', href }
}

const tiesOrTeam = (desk: Desk, from: Person): readonly Person[] =>
  desk.cast.outside.includes(from) ? tiesOf(desk, from) : desk.cast.owners.filter((one) => one !== from)

/** Somebody says that mail now comes from a new phone; the device itself changes in the cast. */
export function newPhones(desk: Desk): Errand[] {
  const { cast, random, office } = desk
  return [...cast.owners, ...cast.staff].flatMap((from) =>
    from.devices.flatMap((device): Errand[] => {
      if (device.client !== 'iphone' || device.from === undefined) return []
      const time = worksAt(from, device.from + 10 * HOUR, random)
      const to = random.pick(cast.owners.filter((one) => one !== from))
      return [
        {
          time,
          run: () =>
            void office.send({
              from,
              to: [to],
              subject: 'New phone',
              time,
              device,
              paragraphs: compose(desk, from, to, [
                'Mail works on the new phone. The number stays the same.',
              ]),
            }),
        },
      ]
    }),
  )
}
