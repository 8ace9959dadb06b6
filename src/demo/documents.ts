// Documents of the campaign and their versions, who wrote them, and who holds which.

import type { BuiltAttachment } from '../mail-writing/message-builder.ts'
import type { SeededRandom } from '../mail-writing/seeded-random.ts'
import { DAY, HOUR, longDay } from './calendar.ts'
import { type Cast, type Person, shuffled, written } from './cast.ts'
import { compose, type Desk, type Errand, holds, paragraphOf, worksAt } from './desk.ts'
import { docx, pdf } from './papers.ts'
import { capital, sentence } from './wording.ts'

/** One version as it was sent around. */
export interface ShelfItem {
  readonly family: string
  readonly version: number
  /** Milliseconds: when it was sent. */
  readonly sent: number
  readonly file: BuiltAttachment
  /** Addresses of everybody who wrote or got it. */
  readonly holders: readonly string[]
  readonly confidential: boolean
}

export type DocumentShelf = ShelfItem[]

interface Family {
  readonly title: string
  readonly form: 'pdf' | 'docx'
  readonly confidential: boolean
  readonly pages: number
  readonly versions: number
}

/** The candidate for the second place on the ticket, whom the dossier is about. */
const TITLES: readonly (readonly [string, boolean])[] = [
  ['Vetting file: deputy candidate', true],
  ['Debate preparation book', true],
  ['Ward poll, full tables', true],
  ['Transit safety memo', false],
  ['Housing plan', false],
  ['Donor call list', true],
  ['Riverfront speech', false],
  ['Spring budget', true],
  ['Field plan by ward', false],
]

const families = (random: SeededRandom): readonly Family[] =>
  TITLES.map(([title, confidential], index) => ({
    title,
    confidential,
    form: index === 0 || random.chance(0.4) ? 'pdf' : 'docx',
    pages: index === 0 ? 14 + random.below(10) : 1 + random.below(4),
    versions: index === 0 ? 4 : 2 + random.below(3),
  }))

/** Versions are sent over the year, each to those who need it then. */
export function documents(desk: Desk): Errand[] {
  const { cast, random } = desk
  const team = [...cast.owners, ...cast.staff]
  return families(random).flatMap((family, at) => {
    const author = at === 0 ? (cast.owners[2] as Person) : random.pick(team)
    // the same few people see most versions, and some see only one
    const circle = shuffled(cast.owners, random).slice(0, 2 + random.below(3))
    const first = cast.start + (60 + random.below(110)) * DAY
    return Array.from({ length: family.versions }, (_, index) => {
      const version = index + 1
      const begin = first + index * (9 + random.below(16)) * DAY
      const time = worksAt(author, begin + 9 * HOUR, random)
      const readers = circle.filter((one) => one !== author && random.chance(0.7))
      const also = random.chance(0.25) ? [random.pick(team)] : []
      const to = [...new Set([...readers, ...also])].filter((one) => one !== author)
      if (to.length === 0) to.push(circle.find((one) => one !== author) as Person)
      return { time, run: () => sendVersion(desk, family, version, author, to, time) }
    })
  })
}

function sendVersion(
  desk: Desk,
  family: Family,
  version: number,
  author: Person,
  to: readonly Person[],
  time: number,
): void {
  const { random, office, shelf } = desk
  const file = document(family, version, author, time, random)
  shelf.push({
    family: family.title,
    version,
    sent: time,
    file,
    holders: [author, ...to].map(({ address }) => address),
    confidential: family.confidential,
  })
  const sent = office.send({
    from: author,
    to: to.slice(0, 1),
    cc: to.slice(1),
    subject: version === 1 ? family.title : `${family.title}, version ${version}`,
    time,
    signed: true,
    paragraphs: compose(desk, author, to[0] as Person, [
      `Version ${version} of the ${family.title.toLowerCase()} is attached. ${paragraphOf(desk, author.voice, 'detail', family.title.toLowerCase())}`,
    ]),
    attachments: [file],
  })
  holds(desk, sent, [author, ...to])
}

function document(
  family: Family,
  version: number,
  author: Person,
  saved: number,
  random: SeededRandom,
): BuiltAttachment {
  const topic = family.title.toLowerCase()
  const pages = Array.from({ length: family.pages }, (_, page) => [
    ...(page === 0
      ? [
          family.title,
          `Harrow Forward, ${longDay(saved)}, version ${version}`,
          ...(family.confidential ? ['PRIVILEGED AND CONFIDENTIAL'] : []),
          `Prepared by ${written(author)}`,
        ]
      : [`${family.title}, page ${page + 1}`]),
    '',
    ...Array.from({ length: 14 }, () => capital(sentence('detail', random, topic))),
  ])
  const name = `${family.title.replace(/[^A-Za-z]+/g, '-')}-v${version}.${family.form}`
  const paper = { title: family.title, author: author.name, saved, version, pages }
  return family.form === 'pdf' ? pdf(name, paper) : docx(name, paper)
}

/** Which of the kept mailboxes hold all of these items: what a reader of the leak can find out. */
export const commonHolders = ({ owners }: Cast, items: readonly ShelfItem[]): readonly string[] =>
  owners.map(({ address }) => address).filter((one) => items.every(({ holders }) => holders.includes(one)))
