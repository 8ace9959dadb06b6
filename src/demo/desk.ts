// What the plans of the year share: chance, the office, the web, and small ways of writing.
import type { Paragraph, WrittenLink } from '../mail-writing/client-body.ts'
import type { SeededRandom } from '../mail-writing/seeded-random.ts'
import { workingTime } from './calendar.ts'
import { type Cast, type Device, firstName, type Person } from './cast.ts'
import type { DocumentShelf } from './documents.ts'
import { type PostOffice, type Sent, zoneAt } from './post-office.ts'
import type { Voice } from './voice.ts'
import { spoken } from './voice.ts'
import type { Web } from './web.ts'
import { capital, type Intent, sentence } from './wording.ts'

const SHORT = 'abcdefghijklmnopqrstuvwxyz'
export const TOKEN: string = `${SHORT}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`

/** Something that happens at a time. Errands run in the order of time, whoever planned them. */
export interface Errand {
  readonly time: number
  readonly run: () => void
}

export interface Desk {
  readonly cast: Cast
  readonly random: SeededRandom
  readonly office: PostOffice
  readonly web: Web
  readonly shelf: DocumentShelf
  /** Mail that a person holds, newest last. */
  readonly read: Map<Person, Sent[]>
}

export const same = (href: string): WrittenLink => ({ text: href, href })

/** A lead like `See {link} for the rest.` with the link put in. */
export function withLink(lead: string, link: WrittenLink): Paragraph {
  const [before = '', after = ''] = lead.split('{link}')
  return [before, link, after]
}

export const worksAt = (person: Person, time: number, random: SeededRandom): number =>
  workingTime(time, zoneAt(person, time), person.hours, random)

export const says = (desk: Desk, voice: Voice, intent: Intent, topic: string): string =>
  spoken(sentence(intent, desk.random, topic), voice, desk.random)

/** Greeting, what is said, closing, as this person writes to that one. */
export function compose(
  desk: Desk,
  from: Person,
  to: Person,
  middle: readonly Paragraph[],
  voice: Voice = from.voice,
): readonly Paragraph[] {
  const greeting = desk.random.pick(voice.greetings).replace('{name}', firstName(to))
  return [...(greeting === '' ? [] : [greeting]), ...middle, desk.random.pick(voice.closings)]
}

/** Sentences of one purpose and some more, in one paragraph. */
export function paragraphOf(desk: Desk, voice: Voice, intent: Intent, topic: string): string {
  const sentences = [says(desk, voice, intent, topic)]
  for (let more = desk.random.below(voice.more + 1); more > 0; more--)
    sentences.push(says(desk, voice, 'detail', topic))
  return sentences.join(' ')
}

/** A link to one of the services everybody uses. */
export function usualLink({ random, web }: Desk, topic: string): WrittenLink {
  const roll = random.next()
  if (roll < 0.5) return same(web.page(`https://docs.example/d/${random.letters(TOKEN, 12)}`, capital(topic)))
  if (roll < 0.8) return same(web.page(`https://share.test/s/${random.letters(TOKEN, 8)}`, capital(topic)))
  const room = [3, 4, 3].map((length) => random.letters(SHORT, length)).join('-')
  return same(web.page(`https://meet.example/${room}`, 'Meeting room'))
}

export const holds = (desk: Desk, sent: Sent, readers: readonly Person[]): void => {
  for (const reader of readers) desk.read.set(reader, [...(desk.read.get(reader) ?? []), sent])
}

/** A program that sends mail. */
export function robot(
  name: string,
  address: string,
  client: Extract<Device['client'], 'newsletter' | 'script'>,
): Person {
  return {
    name,
    address,
    role: 'service',
    devices: [
      {
        client,
        handing: 'browser',
        place: { zone: { winter: 0, summerTime: false }, ip: '198.51.100.131', helo: 'worker' },
        weight: 1,
      },
    ],
    hours: [5, 9],
    voice: {
      greetings: [''],
      closings: [''],
      lower: false,
      contractions: false,
      exclaims: 0,
      fillers: [],
      more: 1,
    },
    signature: [],
  }
}

export const re = (subject: string): string => (subject.startsWith('Re: ') ? subject : `Re: ${subject}`)

/** Whom somebody outside writes with: two or three of the owners, always the same. */
export function tiesOf(desk: Desk, outsider: Person): readonly Person[] {
  const { owners, outside } = desk.cast
  const at = outside.indexOf(outsider)
  return [0, 2, 3].map((step) => owners[(at + step) % owners.length] as Person)
}
