/** What the steps of a demonstration know: where things lie, and what the steps before them found. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CaseAssertions } from '../index.ts'
import type { Library } from './library.ts'
import type { Session } from './session.ts'
import { shortPath } from './terminal.ts'

/** What a step may use: names of files as a person would type them, and what the steps before found. */
export interface DemoPlace {
  /** As given with --folder. */
  readonly folder: string
  /** The mail host whose authentication results can be believed. */
  readonly border: string
  /** Alerts of the scan, the most suspicious first; empty before the scan. */
  readonly alerts: readonly DemoAlert[]
  /** Papers that newsrooms handed on, by the name of their file; empty when there are none. */
  readonly papers: readonly string[]
  /** When the first of them came to a newsroom, as its list has it. */
  readonly received: string | undefined
  /** When the report of the vendor came out, as its list of hosts has it. */
  readonly published: string | undefined
  /** What the results so far carry; absent before they were looked at. */
  readonly assertions?: CaseAssertions
  /** Claims of the case that wait for a person. */
  readonly waiting: readonly string[]
  /** Digests, as alerts have them, of the mails that belong into the case. */
  readonly suspects: readonly string[]
  /** The hunt met something. */
  readonly met: boolean
}

/** What the lines of `scan --format ndjson` tell about an alert. */
export interface DemoAlert {
  /** The first 16 hex digits. */
  readonly digest: string
  readonly messageId: string | undefined
  readonly from: string
  readonly subject: string
  /** FILE#OFFSET. */
  readonly source: string
}

/** One command line of the demonstration. */
export interface DemoStep {
  /** With the verb below it, if it has some: `case add`. */
  readonly verb: string
  /** Why, in a sentence or two; empty for a line that belongs to the one before. */
  readonly says: string
  /** The command line after the program's name; undefined when there is nothing for this step to do. */
  readonly args: (place: DemoPlace) => readonly string[] | undefined
  /** What the steps after it know then. */
  readonly learn?: (place: DemoPlace, session: Session) => DemoPlace
}

/** File that the scan writes its alerts to, for the steps after it. */
export const ALERTS_FILE = 'alerts.ndjson'
export const HUNT_FILE = 'hunted.json'
export const LEAK_FILE = 'leak.json'
/** Of an alert, counted from 0. */
export const chainFile = (at: number): string => `chain-${at + 1}.json`
export const CASE_FOLDER = 'case'
const PAPERS_FOLDER = 'leaked'
const RECEIVED_FILE = join('outside', 'received.csv')

/** What is known of a folder before the first step. */
export function newPlace(folder: string, border: string): DemoPlace {
  const papers = namesIn(join(folder, PAPERS_FOLDER))
  const [, first] = (textOf(join(folder, RECEIVED_FILE)) ?? '').split('\r\n')
  const [, row] = (textOf(join(folder, 'outside', 'indicators.csv')) ?? '').split('\r\n')
  return {
    folder,
    border,
    alerts: [],
    papers,
    received: first?.split(',')[0] || undefined,
    published: row?.split(',')[3] || undefined,
    waiting: [],
    suspects: [],
    met: false,
  }
}

export const store = ({ folder }: Pick<DemoPlace, 'folder'>): readonly string[] => [
  '--store',
  join(folder, 'harrow.counterfoil'),
]

/** The papers as paths. */
export const paperPaths = ({ folder, papers }: DemoPlace): readonly string[] =>
  papers.map((name) => join(folder, PAPERS_FOLDER, name))

/** What the scan wrote about its alerts; none when it did not come to that. */
export function readAlerts(folder: string): readonly DemoAlert[] {
  return (textOf(join(folder, ALERTS_FILE)) ?? '').split('\n').flatMap((line): DemoAlert[] => {
    if (line === '') return []
    const { type, verdict, message } = JSON.parse(line) as {
      readonly type: string
      readonly verdict?: string
      readonly message?: Readonly<Record<'id' | 'digest' | 'from' | 'subject' | 'source', string | null>>
    }
    if (type !== 'message' || verdict !== 'alert' || message === undefined) return []
    return [
      {
        digest: shortDigest(message.digest ?? ''),
        messageId: message.id?.slice(1, -1),
        from: message.from ?? '',
        subject: message.subject ?? '',
        source: shortPath(message.source ?? ''),
      },
    ]
  })
}

const shortDigest = (digest: string): string => digest.replace(/^sha256:/, '').slice(0, 16)

/** Results that say whether there is ground for a case, as far as steps wrote them. */
export function groundFiles({ folder, alerts }: DemoPlace): readonly string[] {
  const there = new Set(namesIn(folder))
  return [ALERTS_FILE, ...alerts.map((_, at) => chainFile(at)), HUNT_FILE, LEAK_FILE]
    .filter((name) => there.has(name))
    .map((name) => join(folder, name))
}

/** What those results carry. */
export function withGrounds(place: DemoPlace, library: Library): DemoPlace {
  const sources = groundFiles(place).map((path) => ({ id: path, bytes: readFileSync(path), isMail: false }))
  const { assertions, grounds } = library.assertionsOf(sources)
  return {
    ...place,
    assertions,
    suspects: assertions.mails.map(shortDigest),
    met: grounds.sightings.length > 0,
  }
}

/** Which claims of the case wait; none when there is no case. */
export function withClaims(place: DemoPlace, library: Library, now: number): DemoPlace {
  const folder = join(place.folder, CASE_FOLDER)
  if (!library.isCase(folder)) return place
  const { claims } = library.openCase(folder, { now })
  return { ...place, waiting: claims.flatMap(({ id, state }) => (state === 'proposed' ? [id] : [])) }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}
