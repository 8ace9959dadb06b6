// Somebody who writes in another's name before anything happens: mail without a link, so that answering becomes a habit.
import { anySecond, HOUR } from './calendar.ts'
import { AWAY_ZONES, addDomain, domainOf, drawNetwork, firstName, type Person } from './cast.ts'
import { compose, type Desk, type Errand, worksAt } from './desk.ts'
import type { Note } from './ledger.ts'
import { THROWAWAY_PROVIDERS } from './names.ts'
import type { Sent } from './post-office.ts'
import { drawVoice } from './voice.ts'
import { TOPICS } from './wording.ts'

/** Somebody who writes in the name of an expert, from an address that looks like theirs. */
export function impostorOf({ cast, random }: Desk): Person {
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
export function rapport(desk: Desk, impostor: Person, target: Person, begins: number, note: Note): Errand[] {
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
