import { readFileSync } from 'node:fs'

/** What a list says its hosts are. The last three are no roles of a hop: they tell who may have put the page there. */
export type ListedRole =
  | 'gateway'
  | 'tracker'
  | 'shortener'
  | 'courier'
  | 'identity'
  | 'free-host'
  | 'dynamic-dns'
  | 'link-page'

/** The files in `lists/`, and what their hosts are. */
const LISTS: readonly (readonly [list: string, role: ListedRole])[] = [
  ['gateways', 'gateway'],
  ['identity-providers', 'identity'],
  ['trackers', 'tracker'],
  ['link-pages', 'link-page'],
  ['shorteners', 'shortener'],
  ['dynamic-dns', 'dynamic-dns'],
  ['free-hosts', 'free-host'],
  ['couriers', 'courier'],
]

/** One line of a list. */
export interface ListedHost {
  readonly role: ListedRole
  /** Name of the list, without folder and ending. */
  readonly list: string
  /** As it stands there: `host`, `.host` (only names below it), `host/prefix`. */
  readonly entry: string
  readonly source: string
  /** When the entry was taken over from its source, YYYY-MM-DD. */
  readonly date: string
}

/** All entries of one host, the most specific first. */
export interface HostEntries {
  /** For URLs whose path and query begin so, longest first. */
  readonly paths: readonly { readonly prefix: string; readonly listed: ListedHost }[]
  /** For the host itself and all below. */
  readonly whole: ListedHost | undefined
  /** For names below the host only. */
  readonly below: ListedHost | undefined
}

/**
 * Entries by host. Reads the text of a list: `# source: …`, `# date: …` open a section, other lines with # are
 * remarks, `-host` keeps a host out of what is taken over and says nothing here. An entry that stands twice counts once,
 * as the earlier list has it.
 */
export function readLists(
  texts: Iterable<readonly [list: string, role: ListedRole, text: string]>,
): ReadonlyMap<string, HostEntries> {
  const hosts = new Map<string, HostEntries>()
  for (const [list, role, text] of texts) {
    let source = ''
    let date = ''
    for (const raw of text.split('\n')) {
      const line = raw.trim()
      if (line.startsWith('# source: ')) source = line.slice('# source: '.length)
      else if (line.startsWith('# date: ')) date = line.slice('# date: '.length)
      if (line === '' || line.startsWith('#') || line.startsWith('-')) continue
      addEntry(hosts, { role, list, entry: line, source, date })
    }
  }
  return hosts
}

function addEntry(hosts: Map<string, HostEntries>, listed: ListedHost): void {
  const { entry } = listed
  const slash = entry.indexOf('/')
  const isBelow = entry.startsWith('.')
  const host = entry.slice(isBelow ? 1 : 0, slash < 0 ? undefined : slash)
  const known = hosts.get(host) ?? { paths: [], whole: undefined, below: undefined }
  if (slash >= 0) {
    const prefix = entry.slice(slash)
    if (known.paths.some((path) => path.prefix === prefix)) return
    const paths = [...known.paths, { prefix, listed }].sort((a, b) => b.prefix.length - a.prefix.length)
    hosts.set(host, { ...known, paths })
  } else if (isBelow) hosts.set(host, { ...known, below: known.below ?? listed })
  else hosts.set(host, { ...known, whole: known.whole ?? listed })
}

let loaded: ReadonlyMap<string, HostEntries> | undefined

/**
 * The lists that come with Counterfoil, read once, when first asked for. They lie in `lists/` of the package: three
 * folders up, from `src/enrich/links` as from `dist/enrich/links`. Throws when a list is missing: the installation is
 * broken then, and silence would call every shortener unknown.
 */
export function listedHosts(): ReadonlyMap<string, HostEntries> {
  loaded ??= readLists(
    LISTS.map(
      ([list, role]) =>
        [list, role, readFileSync(new URL(`../../../lists/${list}.txt`, import.meta.url), 'utf8')] as const,
    ),
  )
  return loaded
}
