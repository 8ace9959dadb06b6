// When a mailbox stopped holding a mail: it stands in an export of the mailbox and not in a later one. Whose mailbox an
// export is, and when it was taken, is worked out from the mail in it; where that is in doubt nothing is concluded, so
// that a mail moved to another folder, or an export of one folder, does not look like a deletion.
import type { Digest } from '../../model/bytes.ts'
import type { SourceLocation } from '../../model/source.ts'

/** A mail with the places it was found in. */
export interface FoundMail {
  readonly digest: Digest
  /** Milliseconds. */
  readonly time: number
  /** Lower-case addresses of its sender and recipients. */
  readonly addresses: readonly string[]
  /** List and automatic mail. */
  readonly bulk: boolean
  readonly sources: readonly SourceLocation[]
}

/** What exports of a mailbox say of one mail in it. */
export interface MailboxTrace {
  /** Milliseconds; when the last export was taken that has it, at the latest. */
  readonly seen: number
  /** Milliseconds; when the first export was taken that lacks it. Absent while it was never missed. */
  readonly gone?: number
  /** The last export that has it keeps it among deleted mail. */
  readonly trashed: boolean
}

/** Mails of one place that make it the export of a mailbox. */
const LEAST_MAILS = 10
/** Share of them that its owner wrote or got under their own address. Lists and blind copies are the rest. */
const OWNERS_SHARE = 0.8
/** Share of a place's mails that a later export of the same has to hold, of those it could hold. */
const SAME_SHARE = 0.5
const LEAST_COMMON = 5
/** Addresses counted of one mail. Attack: a mail to a million people. */
const MOST_ADDRESSES = 200
const DAY = 86_400_000

interface Place {
  readonly name: string
  readonly mails: Set<Digest>
  readonly addresses: Map<string, number>
  readonly times: number[]
  bulk: number
}

interface MailboxExport {
  readonly name: string
  readonly owner: string
  readonly mails: ReadonlySet<Digest>
  readonly oldest: number
  /** When it was taken, about: its newest mail and the longest usual pause after it. */
  readonly taken: number
}

/**
 * What exports tell of the mails in them: for each mail the mailboxes that held it by an export, with until when. Mails
 * and mailboxes nothing is known of are left out.
 */
export function mailboxTraces(
  mails: Iterable<FoundMail>,
): ReadonlyMap<Digest, ReadonlyMap<string, MailboxTrace>> {
  const places = new Map<string, Place>()
  const times = new Map<Digest, number>()
  const placesOf = new Map<Digest, Map<string, boolean>>()
  for (const { digest, time, addresses, bulk, sources } of mails) {
    times.set(digest, time)
    const own = new Map<string, boolean>()
    placesOf.set(digest, own)
    for (const source of sources) {
      const name = placeOf(source)
      const trashed = source.flags?.includes('trashed') === true
      // in the inbox and among deleted mail at once: it is held
      own.set(name, trashed && own.get(name) !== false)
      const place: Place = places.get(name) ?? {
        name,
        mails: new Set(),
        addresses: new Map(),
        times: [],
        bulk: 0,
      }
      places.set(name, place)
      if (place.mails.has(digest)) continue
      place.mails.add(digest)
      place.times.push(time)
      if (bulk) place.bulk++
      for (const address of new Set(addresses.slice(0, MOST_ADDRESSES)))
        place.addresses.set(address, (place.addresses.get(address) ?? 0) + 1)
    }
  }
  const exports = new Map<string, MailboxExport | 'small' | 'nobody'>()
  for (const place of places.values()) exports.set(place.name, exportOf(place))
  const later = successors(
    [...exports.values()].filter((each) => typeof each === 'object'),
    times,
  )

  const traces = new Map<Digest, Map<string, MailboxTrace>>()
  for (const [digest, own] of placesOf) {
    const held = [...own].map(([name, trashed]) => ({ at: exports.get(name), name, trashed }))
    const owners = new Set(held.flatMap(({ at }) => (typeof at === 'object' ? [at.owner] : [])))
    for (const owner of owners) {
      const mine = held.flatMap(({ at, trashed }) =>
        typeof at === 'object' && at.owner === owner ? [{ at, trashed }] : [],
      )
      const last = mine.reduce((a, b) => (b.at.taken >= a.at.taken ? b : a))
      // a place too small to tell whose it is may be another folder of this mailbox
      const doubt = held.some(({ at }) => at === 'small')
      const missing = doubt
        ? []
        : (later.get(mine[0]?.at.name ?? '') ?? []).filter(
            (next) =>
              (times.get(digest) ?? 0) >= next.oldest &&
              mine.every(({ at }) => later.get(at.name)?.includes(next) === true),
          )
      const gone = missing.reduce((first, { taken }) => Math.min(first, taken), Infinity)
      const of = traces.get(digest) ?? new Map<string, MailboxTrace>()
      traces.set(digest, of)
      of.set(owner, {
        seen: last.at.taken,
        trashed: last.trashed,
        ...(gone !== Infinity && { gone }),
      })
    }
  }
  return traces
}

/** Whose mailbox a place is: `small` when it holds too little to tell, `nobody` for journals, pools and lists. */
function exportOf({ name, mails, addresses, times, bulk }: Place): MailboxExport | 'small' | 'nobody' {
  if (mails.size < LEAST_MAILS) return 'small'
  if (bulk > mails.size / 2) return 'nobody'
  const [first, second] = [...addresses].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  if (first === undefined || first[1] < mails.size * OWNERS_SHARE) return 'nobody'
  // two people who only ever write to each other
  if (second !== undefined && second[1] === first[1]) return 'nobody'
  times.sort((a, b) => a - b)
  const pauses = times.map((time, i) => time - (times[i - 1] ?? time)).sort((a, b) => a - b)
  const usual = Math.max(DAY, pauses[Math.floor(pauses.length * 0.95)] ?? 0)
  return {
    name,
    owner: first[0],
    mails,
    oldest: times[0] as number,
    taken: (times.at(-1) as number) + usual,
  }
}

/** For each export the later ones of the same mailbox, or of the same folder of it. */
function successors(
  exports: readonly MailboxExport[],
  times: ReadonlyMap<Digest, number>,
): ReadonlyMap<string, readonly MailboxExport[]> {
  const byOwner = new Map<string, MailboxExport[]>()
  for (const each of exports) {
    const known = byOwner.get(each.owner)
    if (known === undefined) byOwner.set(each.owner, [each])
    else known.push(each)
  }
  const later = new Map<string, readonly MailboxExport[]>()
  for (const own of byOwner.values())
    for (const earlier of own)
      later.set(
        earlier.name,
        own.filter((next) => next.taken > earlier.taken && isSame(earlier, next, times)),
      )
  return later
}

function isSame(earlier: MailboxExport, next: MailboxExport, times: ReadonlyMap<Digest, number>): boolean {
  let [could, both] = [0, 0]
  for (const digest of earlier.mails) {
    if ((times.get(digest) ?? 0) < next.oldest) continue
    could++
    if (next.mails.has(digest)) both++
  }
  return both >= LEAST_COMMON && both >= could * SAME_SHARE
}

/**
 * The file or folder that was given out as one: an archive, an Outlook data file, an mbox; of files with one mail each
 * the folder above the mailbox's own folders.
 */
function placeOf({ file, item, format, folder }: SourceLocation): string {
  if (item !== undefined || format === 'mbox' || format === 'pst') return file
  const parts = file.split(/[/\\]/).slice(0, -1)
  if (format === 'maildir') {
    if (/^(?:cur|new|tmp)$/.test(parts.at(-1) ?? '')) parts.pop()
    if (parts.at(-1)?.startsWith('.') === true) parts.pop()
  }
  const folders = folder?.split('/') ?? []
  while (folders.length > 0 && parts.at(-1) === folders.at(-1)) {
    parts.pop()
    folders.pop()
  }
  return parts.join('/')
}
