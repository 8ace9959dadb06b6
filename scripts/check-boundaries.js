// Fails when a folder imports against the direction of the house plan (ARCHITECTURE.md), opens its own door to the
// network or to files, reads the clock, or throws dice. Text search over import forms, not a parser: it also looks
// into comments, and an import whose target is computed is refused because it cannot be checked.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'

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
  hunt: ['model', 'parse'],
  'mail-writing': [],
  demo: ['model', 'mail-writing'],
  authenticity: ['model', 'parse'],
  leaks: ['model', 'parse'],
  cases: ['model', 'parse', 'hunt'],
  pipeline: ['model', 'parse', 'enrich', 'hunt', 'judge', 'explain', 'authenticity', 'leaks', 'cases'],
  index: ANY,
  testing: ANY,
  cli: ['index', 'model'],
  console: ['index', 'model'],
  work: ['index', 'model'],
}
const MAY_USE_NETWORK = new Set(['net', 'ingest', 'console', 'testing'])
const NETWORK = /^(node:)?(dns|http|https|http2|net|tls|dgram|quic)(\/|$)/
// packages whose purpose is to connect somewhere; mailauth asks DNS unless given a resolver, enrich/auth gives it one
const NETWORK_PACKAGE =
  /^(undici|nodemailer|imapflow|smtp-server|ws|axios|got|node-fetch|postgres|pg|@nats-io\/.*|playwright-core)(\/|$)/
const MAILAUTH = /^mailauth(\/|$)/

/**
 * Files of net that may open connections, and with what. A request made anywhere else would not pass the address
 * rules of guarded-target.ts; new files that connect belong here only after they do.
 */
const CONNECTING = new Map([
  ['net/address-rules.ts', ['net']], // BlockList and isIP; opens nothing
  ['net/dns-resolver.ts', ['dns']],
  ['net/guarded-connection.ts', ['net']],
  ['net/tls-connection.ts', ['net', 'tls']],
  ['net/http-exchange.ts', ['http', 'net']],
  ['net/http2-exchange.ts', ['http2', 'tls']],
  ['net/guarded-fetcher.ts', ['tls']], // the type of a socket
  ['net/forward-proxy.ts', ['net']], // listens on loopback for the browser, connects by guarded-connection.ts
  ['net/browser-process.ts', ['playwright-core']], // the browser, whose only way out is that proxy
  // types only
  ...[
    'browser-profiles',
    'document-gate',
    'frame-trail',
    'page-settling',
    'page-view',
    'page-visit',
    'trace-browser',
  ].map((name) => [`net/${name}.ts`, ['playwright-core']]),
])

/** Facts and opinions are computed from what is handed in. */
const WITHOUT_FILES = new Set([
  'model',
  'parse',
  'enrich',
  'judge',
  'explain',
  'hunt',
  'mail-writing',
  'demo',
  'authenticity',
  'leaks',
])
const FILES = /^(node:)?(fs|sqlite|worker_threads|os|readline|process)(\/|$)/
/** Files that may use one of these nevertheless: below its folder each of them is the only door of its kind. */
const DOORS = new Map([
  // pdf.js can be stopped only together with the thread it runs in
  ['enrich/attachments/pdf/pdfjs-thread.ts', 'node:worker_threads'],
  ['enrich/attachments/pdf/pdfjs-worker.ts', 'node:worker_threads'],
  // the program of the code reader lies in its package as a file
  ['enrich/attachments/image/code-reader.ts', 'node:fs'],
  // what hosts are for lies in lists/, where a person can read and correct it
  ['enrich/links/listed-hosts.ts', 'node:fs'],
  // what goes with requests lies there as well
  ['enrich/asks/request-words.ts', 'node:fs'],
])
/** Ways to run something else or to reach modules unseen. */
const NOBODY = /^(node:)?(child_process|cluster|vm|inspector|repl|wasi)(\/|$)/

const MAY_READ_CLOCK = new Set(['cli', 'console', 'work', 'testing'])
const CLOCK =
  /\bDate\.now\b|\bnew Date(?!\w)\s*(?:\(\s*\)|[^\s(\w])|\bperformance\.(?:now|timeOrigin)\b|\bprocess\.(?:hrtime|uptime)\b|\bTemporal\.Now\b/
const DICE = /\bMath\.random\b|\brandom(?:UUID|Bytes|Int|FillSync|Fill)\s*\(|\bgetRandomValues\b/
const NETWORK_GLOBAL = /\bfetch\s*\(|\bglobalThis\.fetch\b|\b(?:WebSocket|EventSource|XMLHttpRequest)\s*\(/
const HIDDEN_MODULE = /\bgetBuiltinModule\b|\bprocess\.binding\b|\beval\s*\(|\bnew Function\s*\(/
const WAITING = /\basync\s*(?:function\b|\(|\w+\s*=>|\*)|\bawait\s+[\w(`'"[{]|\bnew Promise\b|\bPromise\./

const SPECIFIERS = [
  /\b(?:from|import)\s*['"]([^'"\n]+)['"]/g, // import x from 'y', export … from 'y', import 'y'
  /\b(?:import|require|require\.resolve|import\.meta\.resolve)\s*\(\s*['"]([^'"\n]+)['"]/g,
  /\bnew URL\(\s*['"](\.[^'"\n]+\.[cm]?[jt]s)['"]/g, // a worker's script
]
const COMPUTED = /\b(?:import|require)\s*\(\s*(?!['"])[^)\s]/

const top = (root, file) =>
  relative(root, file)
    .split(sep)[0]
    .replace(/\.[cm]?[jt]s$/, '')

/**
 * @param {string} root folder that holds the top folders of the plan
 * @returns {string[]} one line for each violation
 */
export function boundaryViolations(root) {
  /** @type {string[]} */
  const found = []
  let seen = 0
  for (const name of readdirSync(root, { recursive: true }).map(String).sort()) {
    const file = join(root, name)
    if (!/\.[cm]?[jt]sx?$/.test(file) || /\.test\.[cm]?[jt]sx?$/.test(file)) continue
    seen++
    const from = top(root, file)
    const fail = (text) => found.push(`${file}: ${text}`)
    if (!(from in MAY_IMPORT)) {
      fail(`add "${from}" to MAY_IMPORT`)
      continue
    }
    const text = readFileSync(file, 'utf8')
    const specifiers = new Set(
      SPECIFIERS.flatMap((form) => [...text.matchAll(form)].map((match) => match[1])),
    )
    for (const spec of specifiers) {
      if (spec.startsWith('.')) {
        const target = normalize(join(dirname(file), spec))
        const to = top(root, target)
        const allowed = MAY_IMPORT[from]
        if (to === '..') {
          // index alone reads package.json, for the version
          if (from !== 'index' && from !== 'testing') fail(`${spec}: outside ${root}`)
        } else if (to !== from && allowed && !allowed.includes(to)) fail(`${from} may not import ${to}`)
        continue
      }
      if (/^(?:file:|data:|https?:|\/|#|counterfoil(?:\/|$))/.test(spec))
        fail(`${spec}: import the file by its relative path`)
      if ((NETWORK.test(spec) || NETWORK_PACKAGE.test(spec)) && !MAY_USE_NETWORK.has(from))
        fail(`${spec}: take a Resolver or Fetcher argument instead`)
      if (MAILAUTH.test(spec) && from !== 'enrich' && from !== 'testing')
        fail(`${spec}: only enrich/auth calls mailauth, with our resolver`)
      if (from === 'net' && (NETWORK.test(spec) || NETWORK_PACKAGE.test(spec))) {
        const may = CONNECTING.get(relative(root, file).split(sep).join('/')) ?? []
        if (!may.includes(spec.replace(/^node:/, '').split('/')[0]))
          fail(`${spec}: below net only the files of CONNECTING connect, behind the address rules`)
      }
      const door = DOORS.get(relative(root, file).split(sep).join('/'))
      if (FILES.test(spec) && WITHOUT_FILES.has(from) && spec !== door)
        fail(`${spec}: ${from} works on what it is given`)
      if (NOBODY.test(spec) && from !== 'testing') fail(`${spec}: nothing here runs other programs or code`)
    }
    if (COMPUTED.test(text)) fail('an import with a computed target cannot be checked: name it')
    if (HIDDEN_MODULE.test(text) && from !== 'testing') fail('modules and code are reached by import only')
    if (CLOCK.test(text) && !MAY_READ_CLOCK.has(from))
      fail('only cli, console and work read the clock; take a Clock argument')
    if (DICE.test(text) && WITHOUT_FILES.has(from))
      fail(`${from} gives the same result every time: no random numbers`)
    if (NETWORK_GLOBAL.test(text) && from !== 'testing')
      fail('nobody calls fetch, which knows no address rules: take a Fetcher')
    if (from === 'judge' && WAITING.test(text)) fail('judge is synchronous: take the answer as an argument')
  }
  if (seen === 0) found.push(`no source file found in ${root}: run from the repository root`)
  return found
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = boundaryViolations('src')
  for (const line of found) console.error(line)
  process.exitCode = found.length > 0 ? 1 : 0
}
