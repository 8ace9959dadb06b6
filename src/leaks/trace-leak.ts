// From leaked files to the documents they come from, the versions, who held them when, and the mailbox that explains the
// set best.
import type { DocumentMetadata } from '../model/attachment.ts'
import type { Digest } from '../model/bytes.ts'
import type { Document, PicturePrint } from '../model/document.ts'
import type { Issue } from '../model/issue.ts'
import type { HolderOfItem, LeakedItem, LeakTrace, VersionMatch } from '../model/leak-trace.ts'
import type { Message } from '../model/message.ts'
import type { NaturalMark } from '../model/natural-mark.ts'
import { differencesOf } from './alignment/differences.ts'
import { candidateMatches, rankVersions } from './alignment/rank-versions.ts'
import { identified } from './fingerprint/identified.ts'
import type { TextIndex, TextMatch, TextSearch } from './fingerprint/text-index.ts'
import { answerMailbox } from './guilt/answer.ts'
import { attractionOf } from './guilt/attraction.ts'
import type { HolderBook } from './holdings/holder-book.ts'
import { fileMarks, sharedOrigin } from './natural-marks/file-marks.ts'
import { mailMarks } from './natural-marks/mail-marks.ts'
import { markList } from './natural-marks/mark-list.ts'
import { textMarks } from './natural-marks/text-marks.ts'
import { type HeldPage, type LeakedPage, type LookAlike, lookAlikes } from './pictures/look-alikes.ts'
import { nearestPictures } from './pictures/picture-print.ts'

/** A leaked file as far as it could be read. */
export interface LeakedFile {
  /** Hostile text. */
  readonly name: string
  readonly sha256: Digest
  /** Empty when it has none. */
  readonly text: string
  readonly metadata?: DocumentMetadata
  /** When it is a raw mail. */
  readonly message?: Message
  readonly picture?: PicturePrint
  /** How its pages look; of a picture the one page. */
  readonly pages?: readonly LeakedPage[]
  /** Pages that show pictures and have no text of their own, when it is made of pages. */
  readonly withoutText?: readonly number[]
  readonly issues: readonly Issue[]
}

/** What is held here and can be searched. */
export interface LeakLibrary {
  /** Each distinct document once, in the order of their numbers in `index`. */
  readonly documents: readonly Document[]
  readonly index: TextIndex
  readonly book: HolderBook
  /** Pictures of pages, with the number of their document. */
  readonly pictures: readonly { readonly print: PicturePrint; readonly document: number }[]
  /** How pages look, by the number of their document. */
  readonly pages: readonly HeldPage[]
  /** What documents state about themselves, where that can tell families apart. */
  readonly stated: readonly {
    readonly document: Digest
    readonly name: string
    readonly metadata: DocumentMetadata
  }[]
  /** The text of a document again; undefined when it is not there any more. */
  textOf(document: Document): Promise<string | undefined>
  /** Mailbox of the list kind: its members hold what it holds. */
  readonly lists: ReadonlySet<string>
  readonly messages: number
  readonly unread: number
}

export interface TraceOptions {
  /** Milliseconds; the leak was in other hands by then. */
  readonly until: number
  /** Holders that cannot be the source. */
  readonly without?: ReadonlySet<string>
  readonly signal?: AbortSignal
}

/** Versions told of one item; JSON carries these as well. */
const VERSIONS_TOLD = 12
/** Matches of a leaked text asked of the index. */
const MATCHES = 40
/** Documents that one leaked file may consist of: beyond it, it is a dump to be cut into files. */
const PARTS = 20

/** Traces a set of leaked files. Hostile files leave issues; nothing here throws for their content. */
export async function traceLeak(
  files: readonly LeakedFile[],
  library: LeakLibrary,
  options: TraceOptions,
): Promise<LeakTrace> {
  const numbers = new Map(library.documents.map(({ id }, number) => [id, number]))
  const items: LeakedItem[] = []
  for (const file of files) {
    options.signal?.throwIfAborted()
    items.push(...(await traceFile(file, library, numbers, options)))
  }
  const traced = items.filter(({ found }) => found === 'version' || found === 'versions')
  const leaked = new Set(traced.flatMap(({ versions }) => versions.map(({ document }) => document.id)))
  const answer = answerMailbox(
    {
      items: traced.map(({ name, versions, marks }) => ({
        id: name,
        versions: versions.map(({ document, share }) => ({ document: document.id, share })),
        namedHolders: [...new Set(marks.flatMap(({ holder }) => holder ?? []))],
      })),
      book: library.book,
      attraction: attractionOf(library.documents, leaked),
      until: options.until,
      ...(options.without && { without: options.without }),
    },
    { lists: library.lists },
  )
  return {
    kind: 'leak-trace',
    items,
    answer,
    searched: {
      documents: library.documents.length,
      holders: library.book.allHolders.length,
      messages: library.messages,
      unread: library.unread,
    },
    until: options.until,
  }
}

async function traceFile(
  file: LeakedFile,
  library: LeakLibrary,
  numbers: ReadonlyMap<Digest, number>,
  options: TraceOptions,
): Promise<readonly LeakedItem[]> {
  const marks = marksOf(file)
  const search = library.index.search(file.text, MATCHES)
  const base = {
    kind: 'leaked-item',
    name: file.name,
    sha256: file.sha256,
    letters: search.letters,
    marks,
    relatives: relativesOf(file, library),
    boilerplate: search.boilerplate,
  } as const
  const issues: Issue[] = [...file.issues]
  if (search.cut)
    issues.push({
      code: 'limit.text-size',
      detail: 'The text is too long to be searched whole; its beginning was',
    })
  const done = (versions: readonly VersionMatch[], name = file.name, decided = false): LeakedItem => ({
    ...base,
    name,
    found:
      versions.length > 0
        ? versions.length === 1 || decided
          ? 'version'
          : 'versions'
        : search.letters === 0 && file.picture === undefined && (file.pages ?? []).length === 0
          ? 'no-text'
          : 'none',
    versions,
    holders: holdersOf(versions, library.book, options.until),
    issues,
  })

  const same = numbers.get(file.sha256)
  const document = same === undefined ? undefined : library.documents[same]
  if (document !== undefined) return [done([{ document, by: 'bytes', share: 1, differences: [] }])]

  const parts: LeakedItem[] = []
  for (const matches of families(search).slice(0, PARTS)) {
    const { versions, decided } = await compared(file.text, { ...search, matches }, library)
    if (versions.length > 0)
      parts.push(
        done(versions, parts.length === 0 ? file.name : `${file.name}, part ${parts.length + 1}`, decided),
      )
  }
  // pages that were read are known by their words; the others by how they look
  const unread = new Set(file.withoutText)
  const looked = (file.pages ?? []).filter(({ page }) => parts.length === 0 || unread.has(page))
  const alike = lookAlikes(looked, library.pages)
  const near =
    file.picture === undefined ? [] : nearestPictures(file.picture, library.pictures).slice(0, VERSIONS_TOLD)
  // pages that nobody read
  const matched = new Set(alike.flatMap(({ pages }) => pages.map(({ leaked }) => leaked)))
  const left = [...unread].filter((page) => !matched.has(page))
  if (left.length > 0 && near.length === 0)
    issues.push({
      code: 'attachment.unsupported',
      detail: `No text on ${countedPages(left)}, and nothing held here looks the same: run OCR and lay the text beside it as NAME.txt`,
    })
  else if (left.length === 0 && unread.size > 0 && near.length === 0)
    issues.push({
      code: 'attachment.unsupported',
      detail: `No text on ${countedPages([...unread])}: compared by how it looks, which does not tell versions apart by a word`,
    })
  for (const group of alike.slice(0, PARTS)) {
    const versions = pageVersions(group, library).map((version): VersionMatch => {
      const number = numbers.get(version.document.id)
      // the whole picture is the same, not only where its ink stands
      return near.some(({ document }) => document === number) ? { ...version, by: 'picture' } : version
    })
    if (versions.length > 0)
      parts.push(
        done(
          versions,
          parts.length === 0 && alike.length === 1 ? file.name : `${file.name}, ${pageWords(group)}`,
          versions.length === 1,
        ),
      )
  }
  if (parts.length > 0) return parts
  const [first] = near
  if (first !== undefined) {
    const equal = near.filter(({ distance }) => distance <= first.distance + 2)
    return [
      done(
        equal.flatMap(({ document: number }) => {
          const found = library.documents[number]
          return found === undefined
            ? []
            : [{ document: found, by: 'picture', share: 1 / equal.length, differences: [] } as const]
        }),
      ),
    ]
  }
  return [done([])]
}

/** Documents with pages that look like these; what looks the same shares the belief. */
function pageVersions({ pages, documents }: LookAlike, library: LeakLibrary): readonly VersionMatch[] {
  return documents.slice(0, VERSIONS_TOLD).flatMap(({ document: number, likeness }): VersionMatch[] => {
    const document = library.documents[number]
    if (document === undefined) return []
    return [
      {
        document,
        by: 'page',
        share: 1 / documents.length,
        pages: pages.map(({ leaked, held }) => [leaked, held.get(number) ?? 0] as const),
        likeness,
        differences: [],
      },
    ]
  })
}

const pageWords = ({ pages }: LookAlike): string => countedPages(pages.map(({ leaked }) => leaked))

/** `page 3`, `pages 1, 2, 5` */
function countedPages(numbers: readonly number[]): string {
  const PAGES_TOLD = 12
  const told = numbers.slice(0, PAGES_TOLD).join(', ')
  if (numbers.length === 1) return `page ${told}`
  return `pages ${told}${numbers.length > PAGES_TOLD ? ` and ${numbers.length - PAGES_TOLD} more` : ''}`
}

/** Matches that cover different stretches of the leaked text: each group is one document in its versions. */
function families(search: TextSearch): readonly (readonly TextMatch[])[] {
  const groups: TextMatch[][] = []
  for (const match of search.matches) {
    const group = groups.find(([first]) => first !== undefined && overlap(first, match) > 0.3)
    if (group !== undefined) group.push(match)
    else groups.push([match])
  }
  return groups
}

/** Share of the second match's stretches that lies inside those of the first. */
function overlap(a: TextMatch, b: TextMatch): number {
  let [all, inside] = [0, 0]
  for (const [start, end] of b.stretches) {
    all += end - start
    for (const [from, to] of a.stretches) inside += Math.max(0, Math.min(end, to) - Math.max(start, from))
  }
  return all === 0 ? 0 : inside / all
}

/** The versions of one group, weighed by their words where these can be read, by their pieces where not. */
async function compared(
  leaked: string,
  search: TextSearch,
  library: LeakLibrary,
): Promise<{ readonly versions: readonly VersionMatch[]; readonly decided: boolean }> {
  const candidates = candidateMatches(search)
  const texts = new Map<number, string>()
  for (const { document: number } of candidates) {
    const document = library.documents[number]
    const text = document === undefined ? undefined : await library.textOf(document)
    if (text !== undefined) texts.set(number, text)
  }
  // a group that covers a part of the leaked text is compared with that part
  const [from, to] = reach(search, leaked.length)
  const part = leaked.slice(from, to)
  const ranked = rankVersions(part, { ...search, matches: candidates }, (number) => texts.get(number))
  const versions: VersionMatch[] = []
  for (const { version, alignment, share, behind } of ranked.evidence.fits) {
    const match = ranked.compared[version]
    const document = match && library.documents[match.document]
    if (match === undefined || document === undefined || behind < -6) continue
    if (!identified(match, alignment)) continue
    const text = texts.get(match.document) ?? ''
    const whole =
      alignment.before === 0 &&
      alignment.after === 0 &&
      alignment.stretches.every(({ kind }) => kind === 'same')
    versions.push({
      document,
      by: whole ? 'words' : 'part',
      share,
      behind,
      words: [alignment.fitting, alignment.words],
      differences: differencesOf(alignment, part, ranked.words, text),
    })
  }
  const unread = candidates.filter((match) => !texts.has(match.document) && identified(match))
  const [strongest] = candidates
  for (const match of unread) {
    const document = library.documents[match.document]
    if (document === undefined || match.strength < (strongest?.strength ?? 0) * 0.9) continue
    versions.push({ document, by: 'pieces', share: 0, differences: [] })
  }
  if (unread.length > 0)
    return {
      versions: versions
        .slice(0, VERSIONS_TOLD)
        .map(({ behind: _, ...each }, __, all) => ({ ...each, share: 1 / all.length })),
      decided: false,
    }
  return {
    versions: versions.slice(0, VERSIONS_TOLD),
    decided: ranked.evidence.decided !== undefined && versions[0]?.behind === 0,
  }
}

/** From where to where a group of matches covers the leaked text, with room for damaged words at both ends. */
function reach({ matches }: TextSearch, length: number): readonly [number, number] {
  const ROOM = 400
  const stretches = matches[0]?.stretches ?? []
  const [first, last] = [stretches[0]?.[0] ?? 0, stretches.at(-1)?.[1] ?? length]
  return [first <= ROOM ? 0 : first - ROOM, last + ROOM >= length ? length : last + ROOM]
}

function holdersOf(
  versions: readonly VersionMatch[],
  book: HolderBook,
  until: number,
): readonly HolderOfItem[] {
  const holders: HolderOfItem[] = []
  for (const { document } of versions)
    for (const [holder, hold] of book.holders(document.id)) {
      if (hold.from >= until) continue
      holders.push({
        holder,
        way: hold.first.way,
        from: hold.from,
        document: document.id,
        ...(hold.until !== Infinity && { until: hold.until }),
        ...(hold.seen !== undefined && { seen: hold.seen }),
        ...(hold.trashed && { trashed: true }),
        ...(hold.first.message !== undefined && { message: hold.first.message }),
      })
    }
  return holders.sort((a, b) => a.from - b.from || (a.holder < b.holder ? -1 : 1))
}

/** Relatives told of one item. */
const RELATIVES = 20

/** Files that state the same origin: other versions, copies, descendants of one template. */
function relativesOf({ metadata, sha256 }: LeakedFile, { stated }: LeakLibrary): LeakedItem['relatives'] {
  if (metadata === undefined) return []
  const relatives = new Map<Digest, LeakedItem['relatives'][number]>()
  for (const { document, name, metadata: theirs } of stated) {
    if (document === sha256 || relatives.has(document)) continue
    const shared = sharedOrigin(metadata, theirs)
    if (shared.length > 0) relatives.set(document, { document, name, shared })
    if (relatives.size >= RELATIVES) break
  }
  return [...relatives.values()]
}

/** The natural marks of a leaked file. */
export function marksOf(file: LeakedFile): readonly NaturalMark[] {
  const marks = markList()
  if (file.message !== undefined) mailMarks(file.message, marks)
  textMarks(file.text, marks)
  fileMarks(file.name, file.metadata, marks)
  return marks.finish()
}
