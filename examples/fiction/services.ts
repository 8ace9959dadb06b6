// Mail by programs and to many: newsletters, the mailing list, invitations, notifications.
import type { WrittenLink } from '../../src/testing/client-body.ts'
import { spread } from './calendar.ts'
import { capital, DAY, type Desk, type Errand, HOUR, robot, SHORT, same, TOKEN, worksAt } from './desk.ts'
import { invitation } from './papers.ts'
import {
  LIST_ADDRESS,
  PEOPLE,
  type Person,
  type PersonKey,
  STAFF_KEYS,
  type StaffKey,
  written,
} from './people.ts'
import type { Sent } from './post-office.ts'
import { MATTERS, PROJECTS, sentence } from './wording.ts'

/** Bulk mail: every link goes through the sender's click counter, whatever the text shows. */
export function newsletters(desk: Desk): Errand[] {
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
export function list(desk: Desk): Errand[] {
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

export function invitations(desk: Desk): Errand[] {
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
export function notifications(desk: Desk): Errand[] {
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

const re = (subject: string): string => (subject.startsWith('Re: ') ? subject : `Re: ${subject}`)
