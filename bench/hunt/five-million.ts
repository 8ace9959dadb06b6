/**
 * Exact and suffix search over a generated store of five million URL rows:
 * `node bench/hunt/five-million.ts FILE [ROWS]`. The rows are written straight into the tables, in the order of their
 * keys; the store is then asked as always. An existing FILE is used again.
 */
import { existsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { openStore } from '../../src/index.ts'
import { type Posting, piecesOf } from '../../src/store/posting-list.ts'

const [file, rowsText = '5000000'] = process.argv.slice(2)
if (file === undefined) {
  console.error('usage: node bench/hunt/five-million.ts FILE [ROWS]')
  process.exit(2)
}
const ROWS = Number(rowsText)
const LINKS = 50
const HOSTS = Math.floor(ROWS / 20)
const messages = Math.ceil(ROWS / LINKS)

/** `www` and three more below each of a quarter as many domains. */
const host = (n: number): string => {
  const domain = `d${(n >> 2).toString(36)}.example`
  return `${['www', 'mail', 'login', 'x1'][n & 3]!}.${domain}`
}
const url = (n: number): string => `https://${host(n % HOSTS)}/a/${n.toString(36)}/page?id=${n}`

if (!existsSync(file)) {
  const started = performance.now()
  await (await openStore(file)).close()
  const database = new DatabaseSync(file)
  database.exec('PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -200000; BEGIN')
  database.exec("INSERT INTO record_block (id, lines, live, size, data) VALUES (1, 1, 1, 0, x'')")
  const message = database.prepare(
    'INSERT INTO message (id, digest, time, tie, sender, version, block, line, reading) VALUES (?, ?, ?, ?, 0, 3, 1, 0, 1)',
  )
  for (let n = 1; n <= messages; n++) {
    const digest = Buffer.alloc(32)
    digest.writeUInt32BE(Math.imul(n, 2_654_435_761) >>> 0, 0)
    digest.writeUInt32BE(n, 4)
    message.run(n, digest, 1.5e12 + n * 60_000, digest.readUIntBE(0, 6))
  }
  const value = database.prepare('INSERT INTO value (type, key, id) VALUES (?, ?, ?)')
  const insertLast = database.prepare('INSERT INTO posting (value, data) VALUES (?, ?)')
  const insertPiece = database.prepare('INSERT INTO posting_piece (value, first, data) VALUES (?, ?, ?)')
  let postings = 0
  /** Messages in ascending order. */
  const observe = (id: number, messages: readonly number[]): void => {
    const list = messages.map((message): Posting => ({ message, places: 1 << 4 }))
    const pieces = piecesOf(list)
    for (const [index, { first, data }] of pieces.entries())
      if (index === pieces.length - 1) insertLast.run(id, data)
      else insertPiece.run(id, first, data)
    postings += list.length
  }
  let id = 1
  const key = (name: string): string => `${name.split('.').reverse().join('.')}.`
  const hosts = Array.from({ length: HOSTS }, (_, n) => n).sort((a, b) =>
    key(host(a)) < key(host(b)) ? -1 : 1,
  )
  for (const n of hosts) {
    value.run(0, key(host(n)), id)
    const seen = new Set<number>()
    for (let at = n; at < ROWS; at += HOSTS) seen.add(1 + Math.floor(at / LINKS))
    observe(
      id,
      [...seen].sort((a, b) => a - b),
    )
    id++
  }
  const urls = Array.from({ length: ROWS }, (_, n) => n)
  const keys = urls.map(url)
  urls.sort((a, b) => (keys[a]! < keys[b]! ? -1 : 1))
  for (const n of urls) {
    value.run(1, keys[n]!, id)
    observe(id, [1 + Math.floor(n / LINKS)])
    id++
  }
  database.prepare("UPDATE next_id SET id = ? WHERE of = 'posting'").run(postings)
  database.exec('COMMIT')
  database.close()
  console.log(`written in ${((performance.now() - started) / 1000).toFixed(0)} s`)
}
console.log(
  `${ROWS} URL rows, ${HOSTS} hosts, ${messages} messages, ${(statSync(file).size / 1e6).toFixed(0)} MB`,
)

const store = await openStore(file)
async function measure(name: string, ask: (n: number) => Promise<number>): Promise<void> {
  const times: number[] = []
  let found = 0
  for (let round = 0; round < 201; round++) {
    const n = Math.floor((round * 7_919_993) % ROWS)
    const started = performance.now()
    found += await ask(n)
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  console.log(
    `${name}: median ${times[100]!.toFixed(2)} ms, slowest of 201 ${times[200]!.toFixed(2)} ms, ${found} found`,
  )
}
const count = async (query: Parameters<typeof store.seen>[0][number]): Promise<number> =>
  (await store.seen([query]))[0]!.seen.length
await measure('exact URL', (n) => count({ type: 'url', value: url(n), match: 'exact', limit: 1000 }))
await measure('exact host', (n) =>
  count({ type: 'host', value: host(n % HOSTS), match: 'exact', limit: 1000 }),
)
await measure('host suffix', (n) =>
  count({
    type: 'host',
    value: host(n % HOSTS)
      .split('.')
      .slice(1)
      .join('.'),
    match: 'suffix',
    limit: 1000,
  }),
)
await measure('absent URL', (n) =>
  count({ type: 'url', value: `https://nowhere${n}.example/`, match: 'exact', limit: 9 }),
)
await measure('suffix of everything, first 1,000', () =>
  count({ type: 'host', value: 'example', match: 'suffix', limit: 1000 }),
)
await store.close()
