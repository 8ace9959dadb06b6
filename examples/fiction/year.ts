// The ordinary mail of fourteen months: talk among colleagues and with people outside, newsletters, a list,
// invitations, notifications. Also the innocent mail that looks odd at first sight (see examples/README.md).
import type { Paragraph, WrittenLink } from '../../src/testing/client-body.ts'
import type { BuiltAttachment } from '../../src/testing/message-builder.ts'
import { type SeededRandom, seededRandom } from '../../src/testing/seeded-random.ts'
import { day, offsetAt, spread, workingTime } from './calendar.ts'
import { docx, invitation, pdf, table } from './papers.ts'
import {
  firstName,
  LIST_ADDRESS,
  PEOPLE,
  type Person,
  type PersonKey,
  STAFF_KEYS,
  type StaffKey,
  written,
  ZONES,
} from './people.ts'
import { type PostOffice, type Sent, shown } from './post-office.ts'
import { MATTERS, PROJECTS, sentence } from './wording.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Who of the staff somebody outside writes with, and how often compared with the others. */
const TIES: readonly {
  readonly outside: PersonKey
  readonly staff: readonly StaffKey[]
  readonly weight: number
  readonly from?: string
  readonly until?: string
}[] = [
  { outside: 'edda', staff: ['ottilie', 'ottilie', 'tomas', 'jorun'], weight: 36 },
  { outside: 'rasmus', staff: ['pell', 'pell', 'jorun', 'ottilie'], weight: 12 },
  { outside: 'noor', staff: ['mirea', 'pell', 'tomas'], weight: 9 },
  { outside: 'benno', staff: ['dov', 'dov', 'ottilie'], weight: 8 },
  { outside: 'halima', staff: ['mirea', 'mirea', 'jorun'], weight: 8 },
  { outside: 'sanna', staff: ['ottilie', 'jorun'], weight: 9 },
  { outside: 'leopold', staff: ['dov', 'ottilie', 'tomas'], weight: 7 },
  { outside: 'kazu', staff: ['mirea', 'pell'], weight: 6 },
  { outside: 'petra', staff: ['mirea', 'dov'], weight: 6, until: '2025-10-27' },
  { outside: 'petraNew', staff: ['mirea', 'dov'], weight: 6, from: '2025-11-10' },
  { outside: 'yvo', staff: ['ines', 'mirea'], weight: 4 },
  { outside: 'freya', staff: ['pell', 'ottilie'], weight: 7, from: '2025-10-08' },
]

const COLLEAGUES: Readonly<Record<StaffKey, readonly StaffKey[]>> = {
  ottilie: ['tomas', 'ines', 'dov', 'mirea'],
  tomas: ['ottilie', 'jorun', 'pell', 'dov'],
  ines: ['dov', 'mirea', 'lio'],
  jorun: ['pell', 'tomas', 'lio'],
  pell: ['jorun', 'mirea', 'lio'],
  mirea: ['lio', 'pell', 'ottilie', 'dov'],
  dov: ['tomas', 'mirea', 'ines', 'lio'],
  lio: ['dov', 'jorun', 'mirea'],
}

/** Sites people point each other to once or twice; every one of them is new at some time. */
const SITES: readonly string[] = [
  'harbourpost.example/2025/dredging-vote',
  'riverstats.example/tables/low-water',
  'northernlocks.example/visit',
  'canalmuseum.example/exhibitions/steam',
  'courtregister.example/cases/118-24',
  'saltmarsh.example/blog/reed-beds',
  'ferrytimes.example/summer',
  'gaugewatch.example/tarn/live',
  'papercraft.example/samples',
  'deltaradio.example/episodes/77',
  'oldmaps.example/vessa/1871',
  'openwater.test/petition',
  'lockkeepers.example/songs',
  'tidecalc.test/today',
  'museumnight.example/programme',
  'grantfinder.example/calls/coast',
]

const SHORT = 'abcdefghijklmnopqrstuvwxyz'
const TOKEN = `${SHORT}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`

/** Writes the year into the post office. */
export function writeYear(office: PostOffice, seed: string): void {
  const random = seededRandom(`${seed} year`)
  const desk = openDesk(office, random)
  const errands: { readonly time: number; readonly run: () => void }[] = []
  for (const plan of [
    talk,
    directorsOffice,
    newsletters,
    list,
    invitations,
    notifications,
    forwards,
    oddities,
  ])
    errands.push(...plan(desk))
  // the order of sending decides identifiers, so it is the order of time and not of the plans above
  for (const errand of errands.toSorted((a, b) => a.time - b.time)) errand.run()
}

interface Errand {
  readonly time: number
  readonly run: () => void
}

/** What every plan needs: chance, the office, and a way to write a body nobody wrote before. */
interface Desk {
  readonly random: SeededRandom
  readonly office: PostOffice
  compose(from: Person, to: Person, middle: () => readonly Paragraph[]): readonly Paragraph[]
  usualLink(): WrittenLink
  /** Mail that a member of the staff holds, newest last. */
  readonly inbox: Map<PersonKey, Sent[]>
}

function openDesk(office: PostOffice, random: SeededRandom): Desk {
  const used = new Set<string>()
  return {
    random,
    office,
    inbox: new Map(),
    compose(from, to, middle) {
      for (;;) {
        const body = middle()
        const key = JSON.stringify(body)
        if (used.has(key)) continue
        used.add(key)
        const greeting = random.pick(from.greetings).replace('{name}', firstName(to))
        return [...(greeting === '' ? [] : [greeting]), ...body, random.pick(from.closings)]
      }
    },
    usualLink() {
      const roll = random.next()
      if (roll < 0.55) return same(`https://docs.example/d/${random.letters(TOKEN, 12)}`)
      if (roll < 0.8) return same(`https://share.test/s/${random.letters(TOKEN, 8)}`)
      return same(
        `https://meet.example/${random.letters(SHORT, 3)}-${random.letters(SHORT, 4)}-${random.letters(SHORT, 3)}`,
      )
    },
  }
}

const same = (href: string): WrittenLink => ({ text: href, href })

/** A lead like `See {link} for the rest.` with the link put in. */
function withLink(lead: string, link: WrittenLink): Paragraph {
  const [before = '', after = ''] = lead.split('{link}')
  return [before, link, after]
}

const zoneOf = (person: Person, time: number): Person['devices'][number]['place']['zone'] =>
  (
    person.devices.find(
      (device) =>
        (device.from === undefined || time >= day(device.from)) &&
        (device.until === undefined || time < day(device.until)),
    ) ?? (person.devices[0] as Person['devices'][number])
  ).place.zone

const worksAt = (person: Person, time: number, random: SeededRandom): number =>
  workingTime(time, zoneOf(person, time), person.hours, random)

const keep = (desk: Desk, sent: Sent, readers: readonly PersonKey[]): void => {
  for (const reader of readers) desk.inbox.set(reader, [...(desk.inbox.get(reader) ?? []), sent])
}

/** Threads among colleagues and with people outside. */
function talk(desk: Desk): Errand[] {
  const { random } = desk
  const subjects = shuffle(
    PROJECTS.flatMap((project) => MATTERS.map((matter) => ({ project, matter }))),
    random,
  )
  const mentioned = [...SITES]
  return spread(150, random).map((start, index) => {
    const { project, matter } = subjects[index % subjects.length] as (typeof subjects)[number]
    const outside = random.chance(0.6)
    const ties = TIES.filter(
      (tie) =>
        (tie.from === undefined || start >= day(tie.from)) &&
        (tie.until === undefined || start < day(tie.until)),
    )
    let first: PersonKey
    let second: PersonKey
    if (outside) {
      const tie = weighted(ties, random)
      const member = random.pick(tie.staff)
      ;[first, second] = random.chance(0.55) ? [tie.outside, member] : [member, tie.outside]
    } else {
      const member = random.pick(STAFF_KEYS)
      ;[first, second] = [member, random.pick(COLLEAGUES[member])]
    }
    const copied = random.chance(0.22)
      ? STAFF_KEYS.filter((key) => key !== first && key !== second)[random.below(6)]
      : undefined
    const length = random.pick([1, 1, 2, 2, 2, 3, 3, 3, 4, 5])
    const site = random.chance(0.2) ? mentioned.shift() : undefined
    const subject = random.pick([
      `${capital(project)}: ${matter}`,
      `${capital(matter)} – ${project}`,
      `${capital(matter)} for the ${project}`,
      `${capital(project)} (${matter})`,
    ])
    const time = worksAt(PEOPLE[first], start + 8 * HOUR, random)
    return {
      time,
      run: () => {
        let previous: Sent | undefined
        let at = time
        for (let turn = 0; turn < length; turn++) {
          const key = turn % 2 === 0 ? first : second
          const person = PEOPLE[key]
          const other = PEOPLE[turn % 2 === 0 ? second : first]
          if (turn > 0) at = worksAt(person, at + (0.2 + random.next() ** 3 * 40) * HOUR, random)
          if (at >= day('2026-03-14')) break
          const paragraphs = desk.compose(person, other, () => {
            const sentences = [sentence(turn === 0 ? 'opening' : 'answer', random, project)]
            for (let more = random.below(3); more > 0; more--)
              sentences.push(sentence('detail', random, project))
            const body: Paragraph[] = [sentences.join(' ')]
            if (random.chance(0.16)) body.push(withLink(sentence('link', random, project), desk.usualLink()))
            return body
          })
          const extra: Paragraph[] =
            turn === length - 1 && site !== undefined
              ? [withLink(sentence('news', random, project), same(`https://${site}`))]
              : []
          const attachment = random.chance(0.07) ? paper(project, matter, random) : undefined
          const sent = desk.office.send({
            from: person,
            to: [written(other)],
            ...(copied === undefined ? {} : { cc: [written(PEOPLE[copied])] }),
            subject: turn === 0 ? subject : `Re: ${subject}`,
            time: at,
            paragraphs: [...paragraphs.slice(0, -1), ...extra, ...paragraphs.slice(-1)],
            signed: turn === 0,
            ...(previous === undefined ? {} : { answers: previous, quotes: random.chance(0.45) }),
            ...(attachment === undefined ? {} : { attachments: [attachment] }),
          })
          keep(desk, sent, copied === undefined ? [first, second] : [first, second, copied])
          previous = sent
        }
      },
    }
  })
}

function paper(project: string, matter: string, random: SeededRandom): BuiltAttachment {
  const name = `${project} ${matter}`.replaceAll(' ', '-')
  switch (random.below(6)) {
    case 0:
      return docx(`${name}.docx`, `${project}: ${matter}`)
    case 1:
    case 2:
      return table(
        `${name}.csv`,
        [0, 1, 2, 3].map((row) => [`item ${row + 1}`, random.below(900), random.below(90)]),
      )
    default:
      return pdf(`${name}.pdf`, `${project}: ${matter}`)
  }
}

/** The assistant writes in her director's name: Sender names her, the program is hers. */
function directorsOffice(desk: Desk): Errand[] {
  const { random } = desk
  const { ottilie, ines } = PEOPLE
  const outside: readonly PersonKey[] = ['edda', 'sanna', 'benno', 'leopold', 'rasmus', 'halima']
  return spread(17, random).map((start) => {
    const to = random.pick(outside)
    const time = worksAt(ines, start + 8 * HOUR, random)
    return {
      time,
      run: () => {
        const project = random.pick(PROJECTS)
        const sent = desk.office.send({
          from: ottilie,
          writtenBy: ines,
          to: [written(PEOPLE[to])],
          subject: random.pick([
            `Appointment: ${project}`,
            `Your visit and the ${project}`,
            `${capital(project)}: a date`,
          ]),
          time,
          paragraphs: [
            `Dear ${firstName(PEOPLE[to])},`,
            ...desk
              .compose(ines, PEOPLE[to], () => [
                `Ottilie asks me to write to you. ${sentence('opening', random, project)} ${sentence('detail', random, project)}`,
              ])
              .slice(1, -1),
            'Ines Qualder, for Ottilie Brandsma',
          ],
        })
        keep(desk, sent, ['ottilie', 'ines'])
      },
    }
  })
}

const robot = (name: string, address: string, client: 'newsletter' | 'script'): Person => ({
  name,
  address,
  devices: [
    {
      client,
      handing: 'browser',
      place: { zone: { winter: 0, summerTime: false }, ip: '198.51.100.131', helo: 'worker' },
      weight: 1,
    },
  ],
  hours: [5, 9],
  greetings: [''],
  closings: [''],
  signature: [],
})

/** Bulk mail: every link goes through the sender's click counter, whatever the text shows. */
function newsletters(desk: Desk): Errand[] {
  const { random } = desk
  const brief = robot('The Estuary Brief', 'news@estuarybrief.example', 'newsletter')
  const fund = robot('Tide Fund News', 'news@tidefund.example', 'newsletter')
  const issue = (from: Person, number: number, start: number, to: StaffKey): Errand => ({
    time: start + 6 * HOUR + random.below(90) * 60_000,
    run: () => {
      const tracked = (text: string): WrittenLink => ({
        text,
        href: `https://click.sendwave.example/c/${random.letters(TOKEN, 10)}?u=${random.hex(6)}`,
      })
      const project = random.pick(PROJECTS)
      desk.office.send({
        from,
        to: [written(PEOPLE[to])],
        subject:
          from === brief
            ? `Estuary Brief ${number}: ${random.pick(MATTERS)}, ${random.pick(MATTERS)} and more`
            : `Tide Fund news ${number}`,
        time: start + 6 * HOUR + random.below(90) * 60_000,
        paragraphs: [
          `Issue ${number}. ${sentence('opening', random, project)}`,
          [sentence('detail', random, project), ' ', tracked('Read on')],
          [
            sentence('answer', random, project),
            ' ',
            tracked(`${from === brief ? 'estuarybrief' : 'tidefund'}.example/issues/${number}`),
          ],
          ['You get this mail because you asked for it. ', tracked('Unsubscribe')],
        ],
        header: [
          ['List-ID', `${from.name} <news.${from === brief ? 'estuarybrief' : 'tidefund'}.example>`],
          ['List-Unsubscribe', `<https://click.sendwave.example/u/${random.letters(TOKEN, 10)}>`],
          ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
        ],
      })
    },
  })
  return [
    ...spread(14, random).map((start, index) => issue(brief, 130 + index, start, 'mirea')),
    ...spread(7, random).map((start, index) => issue(fund, 51 + index, start, 'dov')),
  ]
}

/** The mailing list: posters keep their From, the list adds its own way and fields. */
function list(desk: Desk): Errand[] {
  const { random } = desk
  const posters: readonly PersonKey[] = ['zoe', 'zoe', 'casimir', 'casimir', 'rasmus', 'noor']
  let previous: Sent | undefined
  return spread(22, random).map((start) => {
    const person = PEOPLE[random.pick(posters)]
    const time = worksAt(person, start + 8 * HOUR, random)
    return {
      time,
      run: () => {
        const project = random.pick(PROJECTS)
        const answers = previous !== undefined && random.chance(0.5) ? previous : undefined
        const subject = answers
          ? re(answers.letter.subject)
          : `[basin-forum] ${capital(random.pick(MATTERS))}: ${project}`
        previous = desk.office.send({
          from: person,
          to: [`Basin Forum <${LIST_ADDRESS}>`],
          subject,
          time,
          viaList: true,
          paragraphs: desk.compose(person, person, () => [
            `${sentence(answers ? 'answer' : 'opening', random, project)} ${sentence('detail', random, project)}`,
          ]),
          ...(answers === undefined ? {} : { answers }),
        })
      },
    }
  })
}

function invitations(desk: Desk): Errand[] {
  const { random } = desk
  const organisers: readonly PersonKey[] = ['yvo', 'ines', 'ines', 'lio', 'noor']
  return spread(14, random).map((start) => {
    const key = random.pick(organisers)
    const person = PEOPLE[key]
    const guests = [random.pick(STAFF_KEYS), random.pick(STAFF_KEYS)].filter((guest) => guest !== key)
    const time = worksAt(person, start + 8 * HOUR, random)
    return {
      time,
      run: () => {
        const project = random.pick(PROJECTS)
        const begin = Math.floor((time + (2 + random.below(9)) * DAY) / HOUR) * HOUR
        const readers = [...new Set<StaffKey>([...guests, 'ottilie'])].filter((reader) => reader !== key)
        desk.office.send({
          from: person,
          to: readers.map((reader) => written(PEOPLE[reader])),
          subject: `Invitation: ${project}`,
          time,
          paragraphs: desk.compose(person, PEOPLE[readers[0] as StaffKey], () => [
            `Please keep the time for the ${project}. ${sentence('detail', random, project)}`,
          ]),
          calendar: invitation({
            id: `${random.hex(12)}@${person.address.split('@')[1]}`,
            title: capital(project),
            place: random.pick(['Reading room', 'North quay', 'Hall 2', 'Online']),
            start: begin,
            minutes: random.pick([30, 60, 90]),
            organiser: person.address,
            guests: readers.map((reader) => PEOPLE[reader].address),
          }),
        })
      },
    }
  })
}

/** Services that write in somebody's name: the name is known, the address is the service's. */
function notifications(desk: Desk): Errand[] {
  const { random } = desk
  return spread(16, random).map((start) => {
    const person = PEOPLE[random.pick(['rasmus', 'noor', 'kazu', 'edda'] as const)]
    const to = PEOPLE[random.pick(STAFF_KEYS)]
    const meeting = random.chance(0.3)
    const time = worksAt(person, start + 9 * HOUR, random)
    return {
      time,
      run: () => {
        const title = `${capital(random.pick(PROJECTS))}, ${random.pick(MATTERS)}`
        const href = meeting
          ? `https://meet.example/${random.letters(SHORT, 3)}-${random.letters(SHORT, 4)}-${random.letters(SHORT, 3)}`
          : `https://docs.example/d/${random.letters(TOKEN, 12)}`
        desk.office.send({
          from: meeting
            ? robot('Meet', 'no-reply@meet.example', 'script')
            : robot(`${person.name} (via Docs)`, 'no-reply@docs.example', 'script'),
          replyTo: written(person),
          to: [written(to)],
          subject: meeting
            ? `${person.name} invites you to a meeting`
            : `${person.name} shared “${title}” with you`,
          time,
          paragraphs: [
            meeting
              ? `${person.name} asks you to join “${title}”.`
              : `${person.name} has invited you to edit “${title}”.`,
            [meeting ? 'Join: ' : 'Open: ', same(href)],
          ],
          header: [['Auto-Submitted', 'auto-generated']],
        })
      },
    }
  })
}

/** Real forwards: the original is in the mailbox. */
function forwards(desk: Desk): Errand[] {
  const { random } = desk
  return spread(16, random, '2025-02-10').map((start) => {
    const key = random.pick(STAFF_KEYS)
    const person = PEOPLE[key]
    const time = worksAt(person, start + 9 * HOUR, random)
    return {
      time,
      run: () => {
        const original = (desk.inbox.get(key) ?? [])
          .filter((sent) => sent.time < time && sent.letter.from !== person)
          .at(-1)
        if (original === undefined) return
        const to = PEOPLE[random.pick(COLLEAGUES[key])]
        const sent = desk.office.send({
          from: person,
          to: [written(to)],
          subject: `Fwd: ${original.letter.subject.replace(/^Re: /, '')}`,
          time,
          paragraphs: desk.compose(person, to, () => [
            `For your information. ${sentence('detail', random, random.pick(PROJECTS))}`,
          ]),
          forwards: {
            ...shown(original, offsetAt(ZONES.central, time)),
            messageId: original.messageId,
          },
        })
        keep(desk, sent, [key])
      },
    }
  })
}

/** A mail from somebody outside this mailbox, passed on by a correspondent: its original cannot be found here. */
const STRANGERS = {
  call: {
    name: 'Call Office',
    address: 'call@coastlaw.example',
    subject: 'Call for papers: law of the coast',
  },
  mill: {
    name: 'Ruben Aalbrecht',
    address: 'ruben@tarnvalley.example',
    subject: 'Flood marks on the old mill',
  },
  museum: {
    name: 'Gauge Museum',
    address: 'visit@gaugemuseum.example',
    subject: 'Open day at the gauge museum',
  },
  tender: {
    name: 'Imke Dorval',
    address: 'imke.dorval@weirworks.example',
    subject: 'Tender for the upper weir',
  },
  students: {
    name: 'Students’ Council',
    address: 'council@coastuni.example',
    subject: 'Summer school places',
  },
  notes: {
    name: 'Zoë Martelin',
    address: 'zoe@fieldnotes.example',
    subject: 'Field notes from the reed belt',
  },
} as const

/** Innocent mail that is odd at first sight. */
function oddities(desk: Desk): Errand[] {
  const { random } = desk
  const errands: Errand[] = []
  const at = (time: number, run: (time: number) => void): void => {
    errands.push({ time, run: () => run(time) })
  }

  // forwards whose original lies elsewhere, some with a link to a site never seen before
  const passes: readonly {
    readonly date: string
    readonly by: PersonKey
    readonly to: StaffKey
    readonly of: keyof typeof STRANGERS
    readonly href?: string
  }[] = [
    { date: '2025-03-19', by: 'edda', to: 'jorun', of: 'mill' },
    { date: '2025-05-13', by: 'noor', to: 'pell', of: 'call', href: 'https://coastlaw.example/call-2026' },
    {
      date: '2025-07-08',
      by: 'edda',
      to: 'ottilie',
      of: 'notes',
      href: 'https://docs.example/d/9tWq4LmxB2Za',
    },
    {
      date: '2025-09-23',
      by: 'noor',
      to: 'mirea',
      of: 'museum',
      href: 'https://gaugemuseum.example/open-day',
    },
    {
      date: '2025-11-06',
      by: 'rasmus',
      to: 'jorun',
      of: 'tender',
      href: 'https://weirworks.example/tender/12',
    },
    { date: '2025-12-09', by: 'edda', to: 'tomas', of: 'call' },
    { date: '2026-01-27', by: 'noor', to: 'tomas', of: 'students', href: 'https://coastuni.example/summer' },
  ]
  for (const { date, by, to, of, href } of passes) {
    const person = PEOPLE[by]
    const stranger = STRANGERS[of]
    at(worksAt(person, day(date) + 8 * HOUR, random), (time) =>
      desk.office.send({
        from: person,
        to: [written(PEOPLE[to])],
        subject: `Fwd: ${stranger.subject}`,
        time,
        paragraphs: desk.compose(person, PEOPLE[to], () => [
          `This came to me and may be of use to you. ${sentence('detail', random, random.pick(PROJECTS))}`,
        ]),
        forwards: {
          ...stranger,
          to: written(person),
          time: time - 20 * HOUR,
          offset: 60,
          paragraphs: [
            `Dear friends, ${stranger.subject.toLowerCase()}: please pass this on. ${sentence('detail', random, 'call')}`,
            ...(href === undefined ? [] : [withLink('All details: {link}', same(href))]),
          ],
        },
      }),
    )
  }

  // a new partner, introduced by one we know, sends a first mail with a link to her own site and a document
  const { noor, freya, pell, petra, petraNew, mirea, halima, tomas, lio, edda, ottilie } = PEOPLE
  at(worksAt(noor, day('2025-10-06') + 8 * HOUR, random), (time) => {
    const introduction = desk.office.send({
      from: noor,
      to: [written(pell), written(freya)],
      subject: 'Introducing Freya and Pell',
      time,
      paragraphs: [
        'Hi Pell,',
        'meet Freya of North Shoal, who wants to count birds where you count reeds. I leave the two of you to it.',
        'Noor',
      ],
    })
    desk.office.send({
      from: freya,
      to: [written(pell)],
      cc: [written(noor)],
      subject: 'Re: Introducing Freya and Pell',
      time: worksAt(freya, time + 20 * HOUR, random),
      paragraphs: [
        'Dear Pell,',
        'thank you Noor for the introduction. We have counted along the reed belt for nine years and would like to put our sheets beside your maps.',
        withLink('Who we are: {link}', same('https://northshoal.example/about')),
        'I attach our counting plan for 2026.',
        'Best wishes, Freya',
      ],
      signed: true,
      answers: introduction,
      attachments: [pdf('counting-plan-2026.pdf', 'North Shoal: counting plan 2026')],
    })
  })

  // the printer changes her employer: said from the old address, then a known name on a new address
  at(worksAt(petra, day('2025-10-23') + 6 * HOUR, random), (time) =>
    desk.office.send({
      from: petra,
      to: [written(mirea), written(PEOPLE.dov)],
      cc: [petraNew.address],
      subject: 'My new address from November',
      time,
      paragraphs: [
        'Dear Mirea, dear Dov,',
        'I leave Ink Press at the end of the month. From 10 November you reach me as petra.solm@papermill.example, in copy here. The proofs of the fisheries handbook stay with my colleague.',
        'Kind regards, Petra Solm',
      ],
      signed: true,
    }),
  )
  at(worksAt(petraNew, day('2025-11-10') + 7 * HOUR, random), (time) =>
    desk.office.send({
      from: petraNew,
      to: [written(mirea)],
      subject: 'Hello from Paper Mill',
      time,
      paragraphs: [
        'Dear Mirea,',
        'as announced, this is me at the new place. Our paper samples are on the site.',
        withLink('Look under {link}', same('https://papermill.example/samples')),
        'Kind regards, Petra Solm',
      ],
      signed: true,
    }),
  )

  // the reporter writes from the road: other client, zone, network, and a link
  at(day('2025-11-18') + 6 * HOUR, (time) =>
    desk.office.send({
      from: halima,
      to: [written(mirea)],
      subject: 'Quote for Sunday',
      time,
      paragraphs: [
        'Hi Mirea,',
        'I am at the dam conference until next week and only have the phone. Is the second sentence right as it stands?',
        withLink('{link}', same('https://dailyferry.example/drafts/dam-conference')),
        'Halima',
      ],
    }),
  )

  // the new phone says so
  at(worksAt(tomas, day('2025-09-08') + 8 * HOUR, random), (time) =>
    desk.office.send({
      from: tomas,
      to: [written(lio)],
      subject: 'New phone',
      time,
      device: tomas.devices[1] as (typeof tomas.devices)[number],
      paragraphs: [
        'Hi Lio,',
        'mail works on the new phone, thank you. The calendar still shows last year.',
        'T.',
      ],
    }),
  )

  // automatic answers
  for (const [date, who, to] of [
    ['2025-04-17', noor, PEOPLE.mirea],
    ['2025-08-11', ottilie, PEOPLE.benno],
    ['2025-08-12', ottilie, edda],
    ['2025-12-23', PEOPLE.benno, PEOPLE.dov],
  ] as const)
    at(day(date) + 9 * HOUR, (time) =>
      desk.office.send({
        from: who,
        to: [written(to)],
        subject: 'Automatic reply: away',
        time,
        device: robot(who.name, who.address, 'script').devices[0] as Person['devices'][number],
        paragraphs: [
          `I am away and read mail again after ${2 + random.below(8)} days. In urgent cases please call the office, ${firstName(to)}.`,
        ],
        header: [['Auto-Submitted', 'auto-replied']],
      }),
    )
  return errands
}

const re = (subject: string): string => (subject.startsWith('Re: ') ? subject : `Re: ${subject}`)
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function weighted<T extends { readonly weight: number }>(options: readonly T[], random: SeededRandom): T {
  let left = random.next() * options.reduce((sum, option) => sum + option.weight, 0)
  for (const option of options) {
    left -= option.weight
    if (left < 0) return option
  }
  return options.at(-1) as T
}

function shuffle<T>(list: readonly T[], random: SeededRandom): T[] {
  const copy = [...list]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    ;[copy[i], copy[j]] = [copy[j] as T, copy[i] as T]
  }
  return copy
}
