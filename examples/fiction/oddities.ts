// Innocent mail that looks odd at first sight; examples/README.md lists it.
import { day } from './calendar.ts'
import { type Desk, type Errand, HOUR, robot, same, withLink, worksAt } from './desk.ts'
import { pdf } from './papers.ts'
import { firstName, PEOPLE, type Person, type PersonKey, type StaffKey, written } from './people.ts'
import { PROJECTS, sentence } from './wording.ts'

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
export function oddities(desk: Desk): Errand[] {
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
