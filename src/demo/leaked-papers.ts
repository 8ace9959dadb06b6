// Papers from one person's mailbox go to three newsrooms, the cover page first; and what the newsrooms note of it.
import { createHash } from 'node:crypto'
import { anySecond, DAY, HOUR, isoTime } from './calendar.ts'
import { AWAY_ZONES, drawNetwork, type Person } from './cast.ts'
import { compose, type Desk, type Errand, worksAt } from './desk.ts'
import { commonHolders, type ShelfItem } from './documents.ts'
import type { Note } from './ledger.ts'
import { HOST_WORDS, PERSONAS, THROWAWAY_PROVIDERS } from './names.ts'
import type { Truth } from './truth.ts'
import { drawVoice } from './voice.ts'

/** A paper as a newsroom got it. */
export interface ReceivedPaper {
  /** Milliseconds. */
  readonly time: number
  readonly newsroom: string
  readonly from: string
  readonly file: ShelfItem['file']
}

export interface LeakPlan {
  readonly errands: readonly Errand[]
  readonly persona: Person
  /** In the order they came; complete once all errands have run. */
  readonly received: () => readonly ReceivedPaper[]
  truth(): NonNullable<Truth['leak']>
}

/**
 * Plans what goes out of what this person held until a time, from when on. Staff to whom no paper was ever sent take
 * them from where all lie.
 */
export function leakPlan(
  desk: Desk,
  source: Person,
  until: number,
  begins: number,
  note: Note,
  isStaff: boolean = false,
): LeakPlan {
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
  const received: ReceivedPaper[] = []
  let items: readonly ShelfItem[] = []
  const choose = (): readonly ShelfItem[] => {
    if (items.length > 0) return items
    const there = shelf.filter(({ sent }) => sent <= until)
    const sentTo = there.filter(({ holders }) => holders.includes(source.address))
    const held = sentTo.length === 0 && isStaff ? there : sentTo
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
        const sends = asks + (4 + random.below(40)) * HOUR
        for (const { file } of chosen)
          received.push({ time: sends, newsroom: reporter.address, from: persona.address, file })
        note(
          'leak',
          office.send({
            from: persona,
            to: [reporter],
            subject: `Re: ${first.letter.subject}`,
            time: sends,
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
    received: () => received.toSorted((a, b) => a.time - b.time),
    truth: () => ({
      persona: persona.address,
      items: items.map(({ family, version, file, sent, holders }) => ({
        family,
        version,
        name: file.name,
        sha256: createHash('sha256').update(file.content).digest('hex'),
        sent: isoTime(sent),
        holders: allHolders(shelf, file, holders),
      })),
      commonHolders: commonHolders(
        cast,
        items.map((item) => ({ ...item, holders: allHolders(shelf, item.file, item.holders) })),
      ),
    }),
  }
}

/** The papers as the newsrooms handed them on, each once, and their list of what came when from whom (CSV). */
export function receivedFiles(received: readonly ReceivedPaper[]): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  if (received.length === 0) return files
  for (const { file } of received) files.set(`leaked/${file.name}`, Buffer.from(file.content))
  const lines = received.map(
    ({ time, newsroom, from, file }) => `${isoTime(time)},${newsroom},${from},${file.name}`,
  )
  files.set('outside/received.csv', Buffer.from(`time,newsroom,from,file\r\n${lines.join('\r\n')}\r\n`))
  return files
}

/** Whoever got the same bytes, at whatever time. */
const allHolders = (
  shelf: readonly ShelfItem[],
  file: ShelfItem['file'],
  own: readonly string[],
): readonly string[] => [
  ...new Set([...own, ...shelf.filter((item) => item.file === file).flatMap(({ holders }) => holders)]),
]
