// What the plans of the year share: a desk to write at, and small ways of writing.
import type { Paragraph, WrittenLink } from '../../src/testing/client-body.ts'
import type { SeededRandom } from '../../src/testing/seeded-random.ts'
import { day, workingTime } from './calendar.ts'
import { firstName, type Person, type PersonKey } from './people.ts'
import type { PostOffice, Sent } from './post-office.ts'

export const HOUR = 3_600_000
export const DAY: number = 24 * HOUR

export const SHORT = 'abcdefghijklmnopqrstuvwxyz'
export const TOKEN: string = `${SHORT}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`

export interface Errand {
  readonly time: number
  readonly run: () => void
}

/** What every plan needs: chance, the office, and a way to write a body nobody wrote before. */
export interface Desk {
  readonly random: SeededRandom
  readonly office: PostOffice
  compose(from: Person, to: Person, middle: () => readonly Paragraph[]): readonly Paragraph[]
  usualLink(): WrittenLink
  /** Mail that a member of the staff holds, newest last. */
  readonly inbox: Map<PersonKey, Sent[]>
}

export function openDesk(office: PostOffice, random: SeededRandom): Desk {
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

export const same = (href: string): WrittenLink => ({ text: href, href })

/** A lead like `See {link} for the rest.` with the link put in. */
export function withLink(lead: string, link: WrittenLink): Paragraph {
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

export const worksAt = (person: Person, time: number, random: SeededRandom): number =>
  workingTime(time, zoneOf(person, time), person.hours, random)

export const keep = (desk: Desk, sent: Sent, readers: readonly PersonKey[]): void => {
  for (const reader of readers) desk.inbox.set(reader, [...(desk.inbox.get(reader) ?? []), sent])
}

export const robot = (name: string, address: string, client: 'newsletter' | 'script'): Person => ({
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

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
