/**
 * Organisations that do not exist, and what a thief took from one mailbox of each. Written without a look at the guilt
 * model: groups work on matters, papers go round, people forward and delete, and thieves choose in different ways.
 */
import type { Digest } from '../../src/model/bytes.ts'
import type { Document } from '../../src/model/document.ts'
import type { Holding } from '../../src/model/holding.ts'
import { seededRandom } from '../../src/testing/seeded-random.ts'

export interface Breach {
  readonly holders: number
  readonly documents: readonly Document[]
  /** What is known of holdings: some is not. */
  readonly known: readonly Holding[]
  /** Documents that came out. With several: versions that cannot be told apart. */
  readonly leaked: readonly (readonly Digest[])[]
  readonly source: string
  /** When the mailbox was read. */
  readonly access: number
  readonly published: number
  /** No other mailbox held, at that time, as many of the leaked items as the true one. */
  readonly unique: boolean
}

const DAY = 86_400_000

export function breach(seed: string, people: number): Breach {
  const random = seededRandom(seed)
  const { below, chance, pick } = random
  const names = Array.from({ length: people }, (_, i) => `p${i}@campaign.example`)
  const groups = Array.from({ length: Math.max(3, Math.round(people / (3 + below(5)))) }, () => {
    const size = 2 + below(Math.min(14, people - 1))
    return Array.from({ length: size }, () => pick(names))
  })
  const busy = names.map(() => 0.3 + random.next())
  const days = 200 + below(400)
  const documents: Document[] = []
  const truth = new Map<string, Map<Digest, { from: number; until: number }>>()
  const known: Holding[] = []
  const matter = new Map<Digest, number>()
  const juicy = new Map<Digest, number>()
  const hold = (holder: string, document: Digest, from: number): void => {
    const held = truth.get(holder) ?? new Map<Digest, { from: number; until: number }>()
    truth.set(holder, held)
    if (held.has(document)) return
    // a part is deleted within weeks; the store does not know
    held.set(document, { from, until: chance(0.06) ? from + (1 + below(60)) * DAY : Infinity })
    // blind copies and what went another way
    if (!chance(0.05)) known.push({ kind: 'holding', document, holder, way: 'received', from })
  }
  const count = 300 + below(1_200)
  for (let i = 0; i < count; i++) {
    const g = below(groups.length)
    const group = groups[g] as readonly string[]
    const from = below(days * 24) * (DAY / 24)
    const versions = chance(0.15) ? 2 + below(3) : 1
    const attached = chance(0.35)
    for (let v = 0; v < versions; v++) {
      const id: Digest = `sha256:${random.hex(64)}`
      documents.push({
        kind: 'document',
        id,
        form: attached ? 'attachment' : 'mail-text',
        name: `paper ${i}.${v}`,
        mediaType: attached ? 'application/pdf' : 'text/plain',
        size: 1_000,
        place: { kind: 'mail', message: id, part: '1' },
        letters: Math.round(300 * 2 ** (random.next() * 8)),
      })
      matter.set(id, g)
      juicy.set(id, (attached ? 1 : 0.25) * random.next() ** 2)
      const time = from + v * (1 + below(5)) * DAY
      const author = pick(group)
      hold(author, id, time)
      for (const [n, name] of names.entries())
        if (name !== author && group.includes(name) && chance(Math.min(0.95, 0.45 + 0.4 * (busy[n] ?? 1))))
          hold(name, id, time)
      while (chance(0.25)) hold(pick(names), id, time + below(20) * DAY) // forwarded
    }
  }

  let source = pick(names)
  while ((truth.get(source)?.size ?? 0) < 5) source = pick(names)
  // now and then the thief sat on the server, where all papers lie
  const server = chance(0.08)
  const times = new Map<Digest, number>()
  for (const held of truth.values())
    for (const [id, { from }] of held) times.set(id, Math.min(from, times.get(id) ?? Infinity))
  const access = (0.35 + 0.65 * random.next()) * days * DAY
  const published = access + (5 + below(90)) * DAY
  const sentAt = (id: Digest): number =>
    server ? (times.get(id) ?? 0) : (truth.get(source)?.get(id)?.from ?? Infinity)
  const everything = new Map(documents.map(({ id }) => [id, { from: 0, until: Infinity }]))
  const inSight = server ? everything : (truth.get(source) as Map<Digest, { from: number; until: number }>)
  const seen = [...inSight]
    .filter(([id, { until }]) => sentAt(id) <= access && access < until)
    .map(([id]) => id)
  const wanted = Math.min(seen.length, 3 + below(25))
  const way = pick(['juicy', 'matter', 'newest', 'all-attachments'] as const)
  const favourite = matter.get(pick(seen.length > 0 ? seen : documents.map(({ id }) => id)))
  const fromOf = new Map([...(truth.get(source) ?? [])].map(([id, { from }]) => [id, from]))
  const appeal = (id: Digest): number => {
    const base = (juicy.get(id) ?? 0) + 0.02
    const key = -Math.log(1 - random.next()) / base // weighted draw without putting back
    if (way === 'matter') return matter.get(id) === favourite ? key : key + 1e4
    if (way === 'newest') return key * (1 + (access - (fromOf.get(id) ?? 0)) / (30 * DAY))
    if (way === 'all-attachments')
      return documents.find((each) => each.id === id)?.form === 'attachment' ? key : key + 1e4
    return key
  }
  const taken = seen
    .map((id) => [appeal(id), id] as const)
    .sort(([a], [b]) => a - b)
    .slice(0, wanted)
    .map(([, id]) => id)
  // something from elsewhere: another hand, a guess, a paper that was public
  const noise = Math.max(0, Math.round(taken.length * pick([0, 0, 0.05, 0.1, 0.2])))
  for (let i = 0; i < noise; i++) taken.push(pick(documents).id)
  const leaked = [...new Set(taken)].map((id) => {
    const index = documents.findIndex((each) => each.id === id)
    const paper = documents[index]?.name.split('.')[0]
    if (!chance(0.3)) return [id]
    return documents.filter(({ name }) => name.split('.')[0] === paper).map((each) => each.id)
  })
  const covers = (name: string): number => {
    const held = truth.get(name)
    return taken.filter((id) => {
      const each = held?.get(id)
      return each !== undefined && each.from <= access && access < each.until
    }).length
  }
  const own = covers(source)
  return {
    holders: people,
    documents,
    known,
    leaked,
    source: server ? 'server' : source,
    access,
    published,
    unique: !server && names.every((name) => name === source || covers(name) < own),
  }
}
