/**
 * What the links of real mail show: roles of their hops, how many wrapped links could be read, and signs by kind. By
 * hand: `node_modules/.bin/node bench/links/signs.ts [--share 0.6] [--show KIND] STORE…`, with stores that
 * `counterfoil scan … --store STORE` made. Each store is replayed as one organisation; `--show` prints the signs of a
 * kind, defanged, for reading.
 */
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { assignRoles } from '../../src/enrich/links/assign-roles.ts'
import { chainOf } from '../../src/enrich/links/record-chain.ts'
import { payloadLinks } from '../../src/enrich/senders/payload-links.ts'
import { senderDomains } from '../../src/enrich/senders/record-parties.ts'
import { openStore } from '../../src/index.ts'
import type { LinkSign } from '../../src/model/link-sign.ts'
import type { MessageRecord } from '../../src/model/record.ts'
import type { RedirectChain } from '../../src/model/redirect-chain.ts'
import { emptyPast, replay } from '../../src/pipeline/replay.ts'

const { values, positionals } = parseArgs({
  options: { share: { type: 'string', default: '1' }, show: { type: 'string' } },
  allowPositionals: true,
})
const share = Number(values.share)
if (positionals.length === 0 || !(share > 0 && share <= 1)) {
  console.error('usage: node bench/links/signs.ts [--share 0.6] [--show KIND] STORE…')
  process.exit(2)
}

interface Counts {
  readonly name: string
  mails: number
  links: number
  wrapped: number
  /** By how much of the outermost wrapper, and of all, could be read. */
  readonly read: Map<string, number>
  readonly wrappers: Map<string, number>
  readonly roles: Map<string, number>
  readonly signs: Map<string, number>
}

const add = (map: Map<string, number>, key: string): void => {
  map.set(key, (map.get(key) ?? 0) + 1)
}

/** A sign without its hosts, as far as kinds differ. */
function kindOf(sign: LinkSign): string {
  switch (sign.kind) {
    case 'foreign-wrapper':
      return `foreign-wrapper, ${sign.other}`
    case 'look-alike':
      return `look-alike, ${sign.how}`
    case 'path-shape':
      return `path-shape, ${sign.shape}`
    case 'host-shape':
      return `host-shape, ${sign.shapes.join(' + ')}`
    default:
      return sign.kind
  }
}

function countLinks(
  record: MessageRecord,
  anchored: boolean,
  linked: Map<string, number>,
  counts: Counts,
): void {
  const own = new Set(senderDomains(record))
  const met: string[] = []
  for (const [, link] of payloadLinks(record, anchored)) {
    counts.links++
    const knowledge = {
      senderDomains: own,
      recipientDomains: new Set<string>(),
      people: new Set<string>(),
      ...(link.textHost ? { shown: link.textHost } : {}),
      usedBefore: (domain: string) => ({ bySender: 0, byAnybody: linked.get(domain) ?? 0 }),
      tenantOwners: () => new Set<string>(),
    }
    const chain = assignRoles(chainOf(link), knowledge)
    for (const { role, target } of chain.hops) {
      add(counts.roles, role)
      if (target) met.push(target.domain)
    }
    if (link.chain) countWrapped(chain, counts)
  }
  for (const domain of met) add(linked, domain)
}

function countWrapped({ hops, end }: RedirectChain, counts: Counts): void {
  counts.wrapped++
  const worst = hops.reduce<'exact' | 'hint' | 'opaque'>((so, { wrapper }) => {
    const decoded = wrapper?.decoded ?? 'exact'
    return so === 'opaque' || decoded === 'opaque' ? 'opaque' : so === 'hint' ? so : decoded
  }, 'exact')
  add(counts.read, end === 'offline' || end === 'opaque-wrapper' ? worst : end)
  for (const { wrapper } of hops) if (wrapper) add(counts.wrappers, `${wrapper.wrapper} (${wrapper.decoded})`)
}

async function count(location: string): Promise<Counts> {
  const counts: Counts = {
    name: basename(location).replace(/\.[^.]*$/, ''),
    mails: 0,
    links: 0,
    wrapped: 0,
    read: new Map(),
    wrappers: new Map(),
    roles: new Map(),
    signs: new Map(),
  }
  const linked = new Map<string, number>()
  const store = await openStore(location)
  const most = Math.floor((await store.counts()).messages * share)
  for await (const { record, context } of replay(emptyPast(), store)) {
    if (counts.mails >= most) break
    counts.mails++
    countLinks(record, context.thread.resolved > 0, linked, counts)
    // A mail counts once for each kind.
    for (const kind of new Set((context.signs ?? []).map(({ sign }) => kindOf(sign)))) add(counts.signs, kind)
    if (values.show !== undefined)
      for (const { link, sign } of context.signs ?? [])
        if (sign.kind === values.show)
          console.error(
            `${counts.name} ${record.digest.slice(7, 19)} ${JSON.stringify({ ...sign, region: record.links[link]?.region, poses: record.thread.poses }).replace(/\./g, '[.]')}`,
          )
  }
  await store.close()
  return counts
}

const all: Counts[] = []
for (const location of positionals) all.push(await count(location))

function table(title: string, cell: (counts: Counts, key: string) => string, keys: readonly string[]): void {
  console.log(`\n| ${[title, ...all.map(({ name }) => name)].join(' | ')} |`)
  console.log(`| ${['---', ...all.map(() => '---:')].join(' | ')} |`)
  for (const key of keys) console.log(`| ${[key, ...all.map((counts) => cell(counts, key))].join(' | ')} |`)
}
const keysOf = (of: (counts: Counts) => ReadonlyMap<string, number>): readonly string[] =>
  [...new Set(all.flatMap((counts) => [...of(counts).keys()]))].sort()
const percent = (n: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * n) / whole).toFixed(1)} %`

table('', ({ mails, links, wrapped }, key) => String({ mails, links, wrapped }[key]), [
  'mails',
  'links',
  'wrapped',
])
table(
  'role of a hop',
  ({ roles }, key) => String(roles.get(key) ?? 0),
  keysOf(({ roles }) => roles),
)
table(
  'wrapped links read',
  ({ read, wrapped }, key) => `${read.get(key) ?? 0} (${percent(read.get(key) ?? 0, wrapped)})`,
  keysOf(({ read }) => read),
)
table(
  'wrapper',
  ({ wrappers }, key) => String(wrappers.get(key) ?? 0),
  keysOf(({ wrappers }) => wrappers),
)
table(
  'sign, mails of 10,000',
  ({ signs, mails }, key) =>
    `${signs.get(key) ?? 0} (${((10_000 * (signs.get(key) ?? 0)) / mails).toFixed(1)})`,
  keysOf(({ signs }) => signs),
)
