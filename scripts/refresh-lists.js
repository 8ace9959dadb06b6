// Takes the lists of hosts over from a folder that holds copies of their sources, and prints what changed.
//
//   node scripts/refresh-lists.js FOLDER [--date YYYY-MM-DD] [--check]
//
// FOLDER has the sub-folders `misp-warninglists` (MISP/misp-warninglists, CC0-1.0: one JSON file per list, .json or
// .json.zst) and `sublime` (sublime-security/static-files, MIT). Nothing is fetched. The section `# source: Counterfoil`
// of each file in lists/ is written by hand and survives; its lines `-host` keep a host of the sources out. With
// --check nothing is written, and the exit code is 1 when something would change.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { zstdDecompressSync } from 'node:zlib'
import { parse } from 'tldts'

const MISP = { name: 'MISP warninglists', licence: 'CC0-1.0', folder: 'misp-warninglists' }
const SUBLIME = { name: 'Sublime Security static-files', licence: 'MIT', folder: 'sublime' }
const OWN = 'Counterfoil'

/** What is true of a zone that hands out names: the Public Suffix List (in tldts) knows it as one. */
const isProviderZone = (host) => {
  const found = parse(host, { allowPrivateDomains: true })
  return found.isPrivate === true && found.publicSuffix === host
}
/** A whole site for each customer: names below count, the provider's own does not. */
const below = (host) => `.${host}`
const dotted = (raw) => raw.startsWith('.')

/**
 * In order of precedence: a host stands in one list only. `keep` sees the entry as the source has it.
 * @type {{ list: string, from: { source: typeof MISP, file: string, keep?: (raw: string) => boolean, as?: (host: string) => string }[] }[]}
 */
const PLAN = [
  { list: 'gateways', from: [] },
  { list: 'identity-providers', from: [] },
  { list: 'trackers', from: [{ source: SUBLIME, file: 'bulk_mailer_url_root_domains.txt' }] },
  {
    list: 'link-pages',
    from: [
      { source: MISP, file: 'link-in-bio.json' },
      { source: SUBLIME, file: 'social_landing_hosts.txt' },
    ],
  },
  {
    list: 'shorteners',
    from: [
      { source: MISP, file: 'url-shortener.json' },
      { source: SUBLIME, file: 'url_shorteners.txt' },
    ],
  },
  {
    list: 'dynamic-dns',
    from: [
      { source: MISP, file: 'dynamic-dns.json', keep: (raw) => isProviderZone(raw.slice(1)), as: below },
    ],
  },
  {
    list: 'free-hosts',
    from: [
      { source: MISP, file: 'lots-project.json', keep: dotted, as: below },
      { source: SUBLIME, file: 'free_subdomain_hosts.txt', as: below },
    ],
  },
  {
    list: 'couriers',
    from: [
      { source: MISP, file: 'lots-project.json', keep: (raw) => !dotted(raw) },
      { source: SUBLIME, file: 'free_file_hosts.txt' },
      { source: SUBLIME, file: 'self_service_creation_platform_domains.txt' },
    ],
  },
]

const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/

function sourceLines(folder, { source, file }) {
  const path = join(folder, source.folder, file)
  const packed = !existsSync(path) && existsSync(`${path}.zst`)
  const bytes = packed ? zstdDecompressSync(readFileSync(`${path}.zst`)) : readFileSync(path)
  const text = bytes.toString('utf8')
  return file.endsWith('.json') ? JSON.parse(text).list : text.split('\n')
}

/** @returns {{ head: string[], own: string[], sections: Map<string, { date: string, entries: string[] }> }} */
function readList(text) {
  const head = []
  const own = []
  const sections = new Map()
  /** @type {{ date: string, entries: string[] } | undefined} */
  let section
  let inOwn = false
  for (const line of text.split('\n')) {
    const source = line.match(/^# source: (.+)$/)?.[1]
    if (source !== undefined) {
      inOwn = source === OWN
      section = { date: '', entries: [] }
      sections.set(source, section)
    }
    if (inOwn) own.push(line)
    else if (section === undefined) head.push(line)
    else if (line.startsWith('# date: ')) section.date = line.slice(8)
    if (section && line !== '' && !line.startsWith('#')) section.entries.push(line)
  }
  const trimmed = (lines) => lines.join('\n').trim().split('\n')
  return { head: trimmed(head), own: trimmed(own), sections }
}

/**
 * New text of each list.
 * @param {string} folder copies of the sources
 * @param {string} date of these copies, YYYY-MM-DD
 * @param {Map<string, string>} now text of each list as it is
 * @returns {Map<string, string>}
 */
export function refreshedLists(folder, date, now) {
  const files = new Map([...now].map(([list, text]) => [list, readList(text)]))
  const bare = (entry) => entry.replace(/^\./, '')
  const taken = new Set() // own entries of any list come before those of any source
  for (const { sections } of files.values())
    for (const entry of sections.get(OWN)?.entries ?? []) if (!entry.startsWith('-')) taken.add(bare(entry))
  const covered = (host) => {
    for (let rest = host; rest.includes('.'); rest = rest.slice(rest.indexOf('.') + 1))
      if (taken.has(rest)) return true
    return false
  }
  const result = new Map()
  for (const { list, from } of PLAN) {
    const file = files.get(list)
    if (file === undefined) throw new Error(`lists/${list}.txt is missing`)
    const unwanted = new Set(
      (file.sections.get(OWN)?.entries ?? []).filter((entry) => entry.startsWith('-')).map((e) => e.slice(1)),
    )
    const found = new Map(from.map(({ source }) => [source, new Set()]))
    for (const part of from)
      for (const line of sourceLines(folder, part)) {
        const raw = line.trim().toLowerCase()
        const host = bare(raw)
        if (!HOST.test(host) || unwanted.has(host) || (part.keep && !part.keep(raw)) || covered(host))
          continue
        taken.add(host)
        found.get(part.source).add(part.as ? part.as(host) : host)
      }
    const lines = [...file.head, '', ...file.own]
    for (const [source, entries] of found) {
      const sorted = [...entries].sort()
      const before = file.sections.get(source.name)
      const same = before !== undefined && before.entries.join('\n') === sorted.join('\n')
      const head = [
        `# source: ${source.name}`,
        `# date: ${same ? before.date : date}`,
        `# licence: ${source.licence}`,
      ]
      if (sorted.length > 0) lines.push('', ...head, ...sorted)
    }
    result.set(list, `${lines.join('\n')}\n`)
  }
  return result
}

function difference(before, after) {
  const entries = (text) => new Set(text.split('\n').filter((line) => line !== '' && !line.startsWith('#')))
  const [a, b] = [entries(before), entries(after)]
  return [
    ...[...b].filter((e) => !a.has(e)).map((e) => `+ ${e}`),
    ...[...a].filter((e) => !b.has(e)).map((e) => `- ${e}`),
  ]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const args = process.argv.slice(2)
  const check = args.includes('--check')
  const at = args.indexOf('--date')
  const date = at < 0 ? new Date().toISOString().slice(0, 10) : args[at + 1]
  const folder = args.find((arg, i) => !arg.startsWith('--') && (at < 0 || i !== at + 1))
  if (folder === undefined || !/^\d{4}-\d\d-\d\d$/.test(date ?? '')) {
    console.error('usage: node scripts/refresh-lists.js FOLDER [--date YYYY-MM-DD] [--check]')
    process.exit(2)
  }
  const path = (list) => join('lists', `${list}.txt`)
  const now = new Map(PLAN.map(({ list }) => [list, readFileSync(path(list), 'utf8')]))
  let changed = 0
  for (const [list, text] of refreshedLists(folder, date, now)) {
    const before = now.get(list)
    if (text === before) continue
    changed++
    console.log(`${path(list)}:`)
    for (const line of difference(before, text)) console.log(`  ${line}`)
    if (!check) writeFileSync(path(list), text)
  }
  console.log(changed === 0 ? 'Nothing changed.' : `${changed} lists ${check ? 'would change' : 'changed'}.`)
  if (check && changed > 0) process.exitCode = 1
}
