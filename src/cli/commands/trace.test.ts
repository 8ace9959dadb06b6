/** `trace` as a person runs it, over servers and a browser of our making; no network. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, describe, it } from 'node:test'
import * as library from '../../index.ts'
import type { RedirectChain } from '../../model/redirect-chain.ts'
import type { TracedLink } from '../../model/trace.ts'
import { answeringFetcher, type MadeAnswer } from '../../testing/answering-fetcher.ts'
import { runProgram } from '../program.ts'

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-trace-cli-'))
after(() => rmSync(folder, { recursive: true }))
const at = (name: string): string => join(folder, name)
const mode = (name: string): number => statSync(at(name)).mode & 0o777

const START = 'https://news.example/c/1?u=anna%40example.org'
const GATE = 'https://gate.test/k'
const END = 'https://docs.example/d/1'
const ANSWERS: Readonly<Record<string, MadeAnswer>> = {
  [START]: { to: GATE },
  [GATE]: { page: `<meta http-equiv="refresh" content="0; url=${END}">` },
  [END]: { page: '<p>The minutes.</p>' },
}
const PICTURE = new Uint8Array([0x89, 0x50, 0x4e, 0x47])
const DOCUMENT = '<p>Password</p><script>steal()</script>'

interface World {
  readonly answers?: Readonly<Record<string, MadeAnswer>>
  /** Throws instead of opening this URL. */
  readonly breaks?: string
}

/** A browser of our making: every link is a page that asks for a password. */
function follower(
  visits: string[],
  { breaks }: World,
): NonNullable<library.LinkAskerOptions['openFollower']> {
  return ({ profiles = ['chrome-windows'], keepBody, keepPage }) => ({
    start: async () => ({ version: '156.0', sandboxed: true }),
    close: async () => void visits.push('closed'),
    follow: async (url) => {
      visits.push(url)
      if (url === breaks)
        throw new library.BrowserError('the browser does not answer any more', 'start it again')
      const chains = profiles.map((profile): RedirectChain => {
        const body = new TextEncoder().encode('<script>location="/in"</script>')
        const sha256 = createHash('sha256').update(body).digest('hex')
        keepBody?.(sha256, body)
        keepPage?.({ profile, link: url }, { url: `${url}/in`, screenshot: PICTURE, html: DOCUMENT })
        const exchange = {
          time: 1_771_405_200_000,
          duration: 5,
          method: 'GET',
          status: 200,
          protocol: 'h2',
          requestHeader: [],
          responseHeader: [],
        } as const
        return {
          kind: 'redirect-chain',
          basis: 'browser',
          profile,
          hops: [
            {
              url,
              role: 'stopover',
              because: [],
              exchange: { ...exchange, body: { sha256, size: 31, kept: 31 } },
            },
            { url: `${url}/in`, role: 'landing', because: [], edge: 'script', exchange },
          ],
          end: 'credential-page',
          issues: [],
        }
      })
      return { chains }
    },
  })
}

async function run(
  args: readonly string[],
  world: World = {},
): Promise<{
  exit: number
  stdout: string
  stderr: string
  requests: readonly string[]
  visits: readonly string[]
}> {
  const fetcher = answeringFetcher(world.answers ?? ANSWERS)
  const visits: string[] = []
  const collected = { stdout: '', stderr: '' }
  const stream = (name: keyof typeof collected): NodeJS.WriteStream =>
    new Writable({
      write(chunk, _encoding, done) {
        collected[name] += String(chunk)
        done()
      },
    }) as unknown as NodeJS.WriteStream
  const exit = await runProgram({
    args: ['trace', ...args],
    streams: { stdout: stream('stdout'), stderr: stream('stderr'), env: {}, now: () => 0 },
    clock: () => 1_771_405_200_000,
    loadLibrary: async () => ({
      ...library,
      openLinkAsker: (options) =>
        library.openLinkAsker({ ...options, fetcher, openFollower: follower(visits, world) }),
    }),
  })
  return { exit, ...collected, requests: fetcher.requests.map(({ url }) => url), visits }
}

describe('trace by requests', () => {
  it('asks nothing without leave, and leaves no recording', async () => {
    const { exit, stderr, requests } = await run([START, '--live', '--record', at('none.trace')])
    assert.equal(exit, 2)
    assert.deepEqual(requests, [])
    assert.match(stderr, /What would be requested[\s\S]*anna@example\.org[\s\S]*nothing was requested/)
    assert.equal(existsSync(at('none.trace')), false)
  })

  it('keeps what came back, and says the same again from it', async () => {
    const recording = at('visit.trace')
    const live = await run([START, '--live', '--yes', '--record', recording, '--har', at('visit.har')])
    assert.equal(live.exit, 0, live.stderr)
    assert.equal(live.requests.length, 3)
    assert.match(live.stdout, /STOP-OVER: gate\[\.\]test/)
    assert.match(live.stderr, /visit\.trace keeps what came back/)
    assert.equal(mode('visit.trace'), 0o600)
    assert.equal(mode('visit.har'), 0o600)
    const again = await run([START, '--replay', recording])
    assert.equal(again.stdout, live.stdout)
    assert.deepEqual([again.exit, again.requests], [0, []])
  })

  it('tells of a place that cannot be written before anything is requested', async () => {
    const { exit, stderr, requests } = await run([START, '--live', '--yes', '--record', at('no/where.trace')])
    assert.equal(exit, 2)
    assert.deepEqual(requests, [])
    assert.match(
      stderr,
      /where\.trace: cannot be written: no such file or folder\n {2}what to do: give --record/,
    )
  })

  it('shows what was seen as one client only, and that clients are treated differently', async () => {
    const answers = { ...ANSWERS, [`curl ${START}`]: { to: END } }
    const { stdout } = await run([START, '--live', '--yes', '--compare', '--format', 'json'], { answers })
    const { links } = JSON.parse(stdout) as { links: (TracedLink & { findings: { title: string }[] })[] }
    assert.deepEqual(
      links[0]?.findings.map(({ title }) => title),
      ['stop-over', 'clients are treated differently'],
    )
    const hidden = { [START]: { page: 'x' }, [`safari-iphone ${START}`]: { to: GATE }, [GATE]: { to: END } }
    const text = (await run([START, '--live', '--yes', '--compare'], { answers: hidden })).stdout
    assert.match(text.replace(/\s+/g, ' '), /Seen as safari-iphone only: gate\[\.\]test \(hop 2\)/)
  })

  it('says when a link could not be followed to its end', async () => {
    const { exit, stdout, stderr } = await run([START, '--live', '--yes'], {
      answers: { [START]: { to: GATE } },
    })
    assert.equal(exit, 1)
    assert.match(stderr, /could not be followed to its end: no such host/)
    assert.match(stdout, /gate\[\.\]test/)
  })
})

describe('trace with facts about hosts', () => {
  const IANA = 'https://data.iana.org/rdap/dns.json'
  const rdap = (domain: string): string => `https://rdap.registry.example/v1/domain/${domain}`
  const registered = (date: string): MadeAnswer => ({
    page: JSON.stringify({
      objectClassName: 'domain',
      events: [{ eventAction: 'registration', eventDate: date }],
      entities: [{ roles: ['registrar'], vcardArray: ['vcard', [['fn', {}, 'text', 'Names Ltd']]] }],
    }),
  })
  const world = {
    answers: {
      ...ANSWERS,
      [IANA]: {
        page: JSON.stringify({
          publication: '2026-01-01T00:00:00Z',
          services: [[['test', 'example'], ['https://rdap.registry.example/v1/']]],
        }),
      },
      [rdap('news.example')]: registered('2009-03-01T00:00:00Z'),
      [rdap('gate.test')]: registered('2026-02-09T00:00:00Z'),
    },
  } satisfies World
  const zone = at('zone.json')
  writeFileSync(
    zone,
    JSON.stringify({
      'news.example': { A: ['192.0.2.1'], AAAA: [], NS: ['ns.news.example'], MX: [] },
      'gate.test': { A: ['192.0.2.2'], AAAA: ['2001:db8::2'], NS: ['a.ns.test', 'b.ns.test'], MX: [] },
    }),
  )

  it('tells how old hosts are, what is not known and why, and the same again from the recording', async () => {
    const recording = at('facts.trace')
    const live = await run(
      [START, '--live', '--yes', '--facts', '--zone', zone, '--record', recording],
      world,
    )
    assert.equal(live.exit, 0, live.stderr)
    assert.deepEqual(live.requests.slice(3), [
      IANA,
      rdap('news.example'),
      rdap('gate.test'),
      rdap('docs.example'),
    ])
    const said = live.stderr.replace(/\s+/g, ' ')
    assert.match(
      said,
      /About news\[\.\]example.*data\[\.\]iana\[\.\]org is asked which registry.*not which link/,
    )
    const text = live.stdout.replace(/\s+/g, ' ')
    assert.match(text, /gate\[\.\]test: registered 9 days before this look \(9 February 2026 at Names Ltd\)/)
    assert.match(text, /lies at 192\[\.\]0\[\.\]2\[\.\]2 and .*; has 2 name servers; has no mail server/)
    assert.match(text, /news\[\.\]example: registered 16 years before/)
    assert.match(text, /docs\[\.\]example: when it was registered is unknown \(no such host\)/)
    assert.match(text, /fresh host What was seen gate\[\.\]test \(hop 2\) was registered 9 days before/)
    const again = await run([START, '--replay', recording, '--facts'])
    assert.equal(again.stdout, live.stdout)
    assert.deepEqual([again.exit, again.requests], [0, []])
    assert.doesNotMatch(readFileSync(recording, 'utf8'), /vcard/)
    const html = await run([START, '--replay', recording, '--facts', '--format', 'html'])
    assert.match(html.stdout, /gate\[\.\]test: registered 9 days before this look/)
    const json = await run([START, '--replay', recording, '--facts', '--format', 'json'])
    const { links } = JSON.parse(json.stdout) as { links: [TracedLink & { facts: library.DomainFacts[] }] }
    assert.deepEqual(
      links[0].facts.map(({ domain, registered }) => [domain, registered.status]),
      [
        ['news.example', 'known'],
        ['gate.test', 'known'],
        ['docs.example', 'unknown'],
      ],
    )
  })

  it('measures from the time of the mail', async () => {
    const letter = at('dated.eml')
    writeFileSync(
      letter,
      `From: a@sender.example\r\nTo: b@recipient.example\r\nDate: Tue, 10 Feb 2026 12:00:00 +0000\r\nContent-Type: text/html\r\n\r\n<a href="${GATE}">x</a>\r\n`,
    )
    const { stdout } = await run([letter, '--live', '--yes', '--facts', '--zone', zone], world)
    assert.match(stdout.replace(/\s+/g, ' '), /gate\[\.\]test: registered 1 day before the mail/)
  })

  it('asks nobody about hosts without being told to, and nothing that was not recorded', async () => {
    const recording = at('plain.trace')
    const live = await run([START, '--live', '--yes', '--record', recording], world)
    assert.equal(live.requests.length, 3)
    const { stdout, exit } = await run([START, '--replay', recording, '--facts'])
    assert.equal(exit, 0)
    assert.match(
      stdout.replace(/\s+/g, ' '),
      /gate\[\.\]test: when it was registered is unknown \(not recorded\)/,
    )
  })

  it('says what IANA did not tell', async () => {
    const { [IANA]: _, ...answers } = world.answers
    const { stdout } = await run([START, '--live', '--yes', '--facts', '--zone', zone], { answers })
    assert.match(
      stdout.replace(/\s+/g, ' '),
      /unknown \(which registry to ask is not known: data\[\.\]iana\[\.\]org could not be asked/,
    )
  })
})

describe('trace in a browser', () => {
  it('says what the browser does, keeps last pages for their owner, and replays the visit', async () => {
    const recording = at('browser.trace')
    const live = await run([
      'https://go.example/x',
      ...['--live', '--yes', '--browser', '--pages', at('seen'), '--record', recording],
    ])
    assert.equal(live.exit, 0, live.stderr)
    assert.match(live.stderr, /Chromium 156\.0 opens each link: scripts run/)
    assert.match(live.stderr.replace(/\s+/g, ' '), /document of each last page are kept in .*seen\./)
    assert.deepEqual(live.visits, ['https://go.example/x', 'closed'])
    assert.deepEqual(live.requests, [])
    assert.match(live.stdout, /asks for a password; nothing was typed/)
    assert.match(live.stdout, /redirect by a script/)
    assert.equal(mode('seen'), 0o700)
    const names = readdirSync(at('seen')).sort()
    // A document that ends in .html would run at a double click.
    assert.deepEqual(names, ['link-1-chrome-windows.html.txt', 'link-1-chrome-windows.png'])
    for (const name of names) assert.equal(mode(join('seen', name)), 0o600)
    assert.equal(readFileSync(at('seen/link-1-chrome-windows.html.txt'), 'utf8'), DOCUMENT)
    const picture = createHash('sha256').update(PICTURE).digest('hex')
    assert.ok(live.stdout.replace(/\s/g, '').includes(picture))
    const again = await run([
      'https://go.example/x',
      ...['--replay', recording, '--browser', '--pages', at('seen-again'), '--har', at('browser.har')],
    ])
    assert.equal(again.stdout, live.stdout)
    assert.deepEqual([again.exit, again.visits], [0, []])
    assert.deepEqual(readdirSync(at('seen-again')).sort(), names)
    assert.match(readFileSync(at('browser.har'), 'utf8'), /"encoding": "base64"/)
    const other = await run(['https://go.example/x', '--replay', recording])
    assert.equal(other.exit, 1)
    assert.match(other.stderr, /replay with the options.*--browser/)
  })

  it('goes on with the other links when a page breaks the browser', async () => {
    const letter = at('letter.eml')
    const links = ['https://one.test/', 'https://two.test/'].map((url) => `<a href="${url}">x</a>`).join(' ')
    writeFileSync(
      letter,
      `From: a@sender.example\r\nTo: b@recipient.example\r\nContent-Type: text/html\r\n\r\n${links}\r\n`,
    )
    const { exit, stdout, stderr, visits } = await run(
      [letter, '--live', '--yes', '--browser', '--format', 'ndjson'],
      { breaks: 'https://one.test/' },
    )
    assert.equal(exit, 1)
    assert.deepEqual(visits, ['https://one.test/', 'https://two.test/', 'closed'])
    const ends = stdout
      .trimEnd()
      .split('\n')
      .slice(0, -1)
      .map((line) => (JSON.parse(line) as TracedLink).chain.end)
    assert.deepEqual(ends, ['time-limit', 'credential-page'])
    assert.match(stderr, /1 of 2 links could not be followed/)
  })

  it('names what to install when there is no browser', async () => {
    const errors: string[] = []
    const stderr = new Writable({
      write(chunk, _encoding, done) {
        errors.push(String(chunk))
        done()
      },
    }) as unknown as NodeJS.WriteStream
    const exit = await runProgram({
      args: ['trace', START, '--live', '--yes', '--browser', '--chromium', '/nowhere/chromium'],
      streams: { stdout: stderr, stderr, env: {}, now: () => 0 },
      clock: () => 0,
      loadLibrary: async () => library,
    })
    assert.equal(exit, 2)
    assert.match(
      errors.join(''),
      /\/nowhere\/chromium is not there\n {2}what to do: install Chromium \(Debian: apt-get install chromium\).*--chromium/,
    )
  })

  for (const [args, said] of [
    [['--facts'], /--facts has no meaning when nothing is asked/],
    [['--browser'], /--browser has no meaning when nothing is asked/],
    [['--live', '--pages', 'x'], /--pages has no meaning without --browser/],
    [['--replay', 'x', '--browser', '--chromium', 'y'], /--chromium has no meaning without --live/],
    [
      ['--live', '--browser', '--profile', 'curl'],
      /curl is no browser\n.*chrome-windows, safari-iphone with/,
    ],
    [['--live', '--record', 'x', '--har', 'x'], /two results would be written to the same file/],
    [['--live', '--yes', '--browser', '--pages', folder], /something in this folder already\n.*--pages/],
  ] as const)
    it(`refuses ${args.join(' ').replace(folder, 'a folder in use')}`, async () => {
      writeFileSync(at('held'), '')
      const { exit, stderr, requests, visits } = await run([START, ...args])
      assert.equal(exit, 2, stderr)
      assert.match(stderr, said)
      assert.deepEqual([requests, visits.filter((url) => url !== 'closed')], [[], []])
    })
})
