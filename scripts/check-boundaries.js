// Fails when a folder imports against the direction of the house plan (ARCHITECTURE.md) or opens its own door to
// the network. Text search over import lines: it does not see the global fetch, which only src/net may name.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

const ANY = null
/** @type {Record<string, string[] | null>} */
const MAY_IMPORT = {
  model: [],
  parse: ['model'],
  judge: ['model'],
  explain: ['model'],
  store: ['model'],
  net: ['model'],
  ingest: ['model'],
  enrich: ['model', 'parse'],
  pipeline: ['model', 'parse', 'enrich', 'judge', 'explain'],
  index: ANY,
  testing: ANY,
  cli: ['index', 'model'],
  console: ['index', 'model'],
  work: ['index', 'model'],
}
const NETWORK = /^(node:)?(dns|http|https|http2|net|tls|dgram)(\/|$)/
const MAY_USE_NETWORK = new Set(['net', 'ingest', 'console', 'testing'])
const MAY_READ_CLOCK = new Set(['cli', 'console', 'work', 'testing'])

const top = (file) => relative('src', file).split('/')[0].replace(/\.ts$/, '')
let bad = 0
const fail = (text) => {
  bad++
  console.error(text)
}
let seen = 0
for (const name of readdirSync('src', { recursive: true })) {
  const file = join('src', String(name))
  if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
  seen++
  const from = top(file)
  if (!(from in MAY_IMPORT)) {
    fail(`${file}: add "${from}" to MAY_IMPORT`)
    continue
  }
  const text = readFileSync(file, 'utf8')
  for (const [, spec] of text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)) {
    if (NETWORK.test(spec) && !MAY_USE_NETWORK.has(from))
      fail(`${file}: ${spec}: take a Resolver or Fetcher argument instead`)
    if (!spec.startsWith('.')) continue
    const to = top(normalize(join(dirname(file), spec)))
    const allowed = MAY_IMPORT[from]
    if (to !== from && allowed && !allowed.includes(to)) fail(`${file}: ${from} may not import ${to}`)
  }
  if (!MAY_READ_CLOCK.has(from) && /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/.test(text))
    fail(`${file}: only cli, console and work read the clock; take a Clock argument`)
  if (from !== 'net' && from !== 'testing' && /\bfetch\(/.test(text)) fail(`${file}: only net may fetch`)
}
if (seen === 0) fail('no source file found: run from the repository root')
process.exit(bad ? 1 : 0)
