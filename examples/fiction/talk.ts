// People writing to each other: threads inside and with people outside, the assistant, real forwards.
import type { Paragraph } from '../../src/testing/client-body.ts'
import type { BuiltAttachment } from '../../src/testing/message-builder.ts'
import type { SeededRandom } from '../../src/testing/seeded-random.ts'
import { day, offsetAt, spread } from './calendar.ts'
import { capital, type Desk, type Errand, HOUR, keep, same, withLink, worksAt } from './desk.ts'
import { docx, pdf, table } from './papers.ts'
import { firstName, PEOPLE, type PersonKey, STAFF_KEYS, type StaffKey, written, ZONES } from './people.ts'
import { type Sent, shown } from './post-office.ts'
import { MATTERS, PROJECTS, sentence } from './wording.ts'

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

/** Threads among colleagues and with people outside. */
export function talk(desk: Desk): Errand[] {
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
export function directorsOffice(desk: Desk): Errand[] {
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

/** Real forwards: the original is in the mailbox. */
export function forwards(desk: Desk): Errand[] {
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
