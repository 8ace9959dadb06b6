/**
 * Runs `counterfoil trace --live` against servers of the test range, by requests and in Chromium, and gives both again
 * from their recordings. Run: node --conditions=counterfoil-source test/e2e/trace-verb.e2e.ts [folder for the recordings]
 * The recordings in test/cli/trace-live.txt were made by this.
 */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { runProgram } from '../../src/cli/program.ts'
import * as library from '../../src/index.ts'
import { browserFollower } from '../../src/net/browser-follower.ts'
import { guardedFetcher } from '../../src/net/guarded-fetcher.ts'
import { startRange } from '../../src/testing/range/range.ts'
import { article, html, type RangeShape, redirect } from '../../src/testing/range/shape.ts'
import { namedChecks } from './checks.ts'

const CHROMIUM = process.env.COUNTERFOIL_CHROMIUM
const kept = process.argv[2]

const NEWS = 'https://news.example/c/1?u=anna%40example.org'
const GATE = 'https://gate.test/k'
const DOCS = 'https://docs.example/d/1'
const SHARE = 'https://share.example/v/2'
const SIGN_IN = 'https://sign-in.test/in'

/** A link over a gate that shows programs nothing, and one whose page leads on by a script to a sign-in. */
const shapes: readonly RangeShape[] = [
  {
    id: 'gate-by-client',
    why: 'a program is shown another page',
    exact: 'http',
    start: NEWS,
    serve: {
      [NEWS]: redirect(302, GATE),
      [GATE]: {
        kind: 'choose',
        cases: [
          { when: { header: { name: 'user-agent', holds: 'curl' } }, reply: html('<p>Nothing here.</p>') },
        ],
        otherwise: html(`<meta http-equiv="refresh" content="0; url=${DOCS}">`),
      },
      [DOCS]: article('Minutes of the autumn meeting'),
    },
    http: { hops: [[NEWS], [GATE, 'http'], [DOCS, 'meta-refresh']], end: 'landing' },
  },
  {
    id: 'script-to-sign-in',
    why: 'the target is in a script, and asks for a password',
    exact: 'browser',
    start: SHARE,
    serve: {
      [SHARE]: html(
        `<!doctype html><title>One moment</title><script>location = atob("${Buffer.from(SIGN_IN).toString('base64')}")</script>`,
      ),
      [SIGN_IN]: html(
        '<!doctype html><title>Sign in</title><h1>Sign in to read the document</h1><form method=post><p>Address <input name=u><p>Password <input type=password name=p><p><button>Go on</button></form>',
      ),
    },
    http: { hops: [[SHARE]], end: 'needs-browser' },
    browser: { hops: [[SHARE], [SIGN_IN, 'script']], end: 'credential-page' },
  },
]

const { check, done } = namedChecks()

const range = await startRange({ shapes })
const folder = mkdtempSync(join(tmpdir(), 'counterfoil-trace-verb-'))
const at = (name: string): string => join(folder, name)

interface Outcome {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
  /** Of the range, by this run. */
  readonly requests: readonly string[]
}

async function trace(...args: readonly string[]): Promise<Outcome> {
  const said = { stdout: '', stderr: '' }
  const stream = (name: keyof typeof said): NodeJS.WriteStream =>
    new Writable({
      write(chunk, _encoding, done) {
        said[name] += String(chunk)
        done()
      },
    }) as unknown as NodeJS.WriteStream
  const before = range.requests.length
  const clock = (): number => Date.now()
  const exit = await runProgram({
    args: [
      'trace',
      ...args,
      ...(args.includes('--live') && CHROMIUM && args.includes('--browser') ? ['--chromium', CHROMIUM] : []),
    ],
    streams: { stdout: stream('stdout'), stderr: stream('stderr'), env: {}, now: () => performance.now() },
    clock,
    loadLibrary: async () => ({
      ...library,
      openLinkAsker: (options) =>
        library.openLinkAsker({
          ...options,
          fetcher: guardedFetcher({ resolver: range.names, clock, allowance: range.allowance }),
          openFollower: (more) =>
            browserFollower({ ...more, resolver: range.names, allowance: range.allowance }),
        }),
    }),
  })
  return { exit, ...said, requests: range.requests.slice(before) }
}

const mode = (name: string): number => statSync(at(name)).mode & 0o777

try {
  await check('by requests: followed, recorded, and given again without a request', async () => {
    const live = await trace(NEWS, '--live', '--yes', '--record', at('visit.trace'))
    assert.equal(live.exit, 0, live.stderr)
    assert.deepEqual(live.requests, [`GET ${NEWS}`, `GET ${GATE}`, `GET ${DOCS}`])
    assert.match(live.stdout, /STOP-OVER: gate\[\.\]test/)
    assert.equal(mode('visit.trace'), 0o600)
    const again = await trace(NEWS, '--replay', at('visit.trace'))
    assert.deepEqual([again.exit, again.stdout, again.requests], [0, live.stdout, []])
  })
  await check('as every client: the one that is shown another page is told', async () => {
    const live = await trace(NEWS, '--live', '--yes', '--compare', '--record', at('compare.trace'))
    assert.equal(live.exit, 0, live.stderr)
    assert.match(live.stdout, /curl: its\s+chain\s+had\s+ended\s+before/)
    const again = await trace(NEWS, '--replay', at('compare.trace'), '--compare')
    assert.deepEqual([again.exit, again.stdout, again.requests], [0, live.stdout, []])
  })
  await check('by requests, a script is the end, and the browser is named', async () => {
    const { stdout, requests } = await trace(SHARE, '--live', '--yes')
    assert.deepEqual(requests, [`GET ${SHARE}`])
    assert.match(stdout, /--browser does/)
  })
  await check('in Chromium: the script leads on, the sign-in is the end, its page is kept', async () => {
    const live = await trace(
      SHARE,
      ...['--live', '--yes', '--browser', '--pages', at('seen'), '--record', at('browser.trace')],
    )
    assert.equal(live.exit, 0, live.stderr)
    assert.match(live.stderr, /Chromium \d+\.[\d.]+ opens each link/)
    assert.match(live.stdout, /redirect by a script\n {2}2\. [a-z ]+: sign-in\[\.\]test/)
    assert.match(live.stdout, /asks for a password; nothing was typed/)
    const documents = live.requests.filter((line) => !line.endsWith('/favicon.ico'))
    assert.deepEqual(documents, [`GET ${SHARE}`, `GET ${SIGN_IN}`])
    assert.deepEqual(readdirSync(at('seen')).sort(), [
      'link-1-chrome-windows.html.txt',
      'link-1-chrome-windows.png',
    ])
    const picture = readFileSync(at('seen/link-1-chrome-windows.png'))
    assert.equal(picture.subarray(1, 4).toString('latin1'), 'PNG')
    assert.match(readFileSync(at('seen/link-1-chrome-windows.html.txt'), 'utf8'), /type="?password/)
    for (const name of ['seen/link-1-chrome-windows.png', 'browser.trace']) assert.equal(mode(name), 0o600)
    const again = await trace(SHARE, '--replay', at('browser.trace'), '--browser', '--pages', at('again'))
    assert.deepEqual([again.exit, again.stdout, again.requests], [0, live.stdout, []])
    assert.deepEqual(readFileSync(at('again/link-1-chrome-windows.png')), picture)
  })
  await check('nothing reached the address nobody may reach', async () => {
    assert.deepEqual(range.canary.seen, [])
  })
  if (kept !== undefined) {
    mkdirSync(kept, { recursive: true })
    // The range lies on loopback addresses, which no reader of a transcript should take for what is asked in earnest.
    for (const name of ['compare.trace', 'browser.trace'])
      writeFileSync(join(kept, name), readFileSync(at(name), 'utf8').replaceAll('127.77.0.', '192.0.2.'))
  }
} finally {
  await range.close()
  rmSync(folder, { recursive: true, force: true })
}
done()
