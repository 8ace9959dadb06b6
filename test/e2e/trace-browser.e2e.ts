/**
 * Runs every shape of the test range through the browser tracer, and checks that nothing gets past the proxy.
 * Run: node --conditions=counterfoil-source test/e2e/trace-browser.e2e.ts [shape …]
 */
import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import type { RedirectChain } from '../../src/model/redirect-chain.ts'
import { browserFollower } from '../../src/net/browser-follower.ts'
import { BrowserError, openBrowser } from '../../src/net/browser-process.ts'
import type { ProxyRecord } from '../../src/net/forward-proxy.ts'
import { rateGate } from '../../src/net/request-rates.ts'
import { type KeptPage, type TraceBrowserOptions, traceBrowser } from '../../src/net/trace-browser.ts'
import { pageReader } from '../../src/parse/links/page-leads.ts'
import { rangeDomain, rangeRole, startRange } from '../../src/testing/range/range.ts'
import { type ExpectedChain, html, type RangeShape } from '../../src/testing/range/shape.ts'
import { namedChecks } from './checks.ts'

const CHROMIUM = process.env.COUNTERFOIL_CHROMIUM
const AT_ONCE = 3
const chosen = new Set(process.argv.slice(2))

const { check, done } = namedChecks()

const clock = (): number => Date.now()
const range = await startRange()
const browser = await openBrowser({
  ...(CHROMIUM === undefined ? {} : { executable: CHROMIUM }),
  authorities: range.allowance.authorities,
})

const base: TraceBrowserOptions = {
  process: browser,
  resolver: range.names,
  clock,
  reader: pageReader,
  sites: { registeredDomain: rangeDomain, isPublicSuffix: (host) => !host.includes('.') },
  roleOf: rangeRole,
  gate: rateGate(clock, { perHost: 1e6, overall: 1e6 }),
  allowance: range.allowance,
}

/** What was found, in the form of what is expected: roles only where one is expected, `*` for what always differs. */
function found(chain: RedirectChain, expected: ExpectedChain): ExpectedChain {
  return {
    hops: chain.hops.map(({ url, edge, role }, index) => {
      const wanted = expected.hops[index]
      const star = wanted?.[0].endsWith('*') && url.startsWith(wanted[0].slice(0, -1))
      const shown = star ? (wanted?.[0] ?? url) : url
      return wanted?.[2] === undefined ? [shown, edge] : [shown, edge, role]
    }),
    end: chain.end,
  }
}

const padded = ({ hops, end }: ExpectedChain): ExpectedChain => ({
  hops: hops.map(([url, edge, role]) => (role === undefined ? [url, edge] : [url, edge, role])),
  end,
})

async function shapeCheck(shape: RangeShape): Promise<void> {
  const { id, start, limits = {} } = shape
  const expected = shape.browser ?? shape.http
  await check(`${id}: ${shape.why}`, async () => {
    const chain = await traceBrowser(start, { ...base, limits: { ...limits } })
    const said = chain.hops.map(({ exchange }) => exchange?.error ?? exchange?.status)
    assert.deepEqual(
      found(chain, expected),
      padded(expected),
      `${JSON.stringify(said)}
found  ${JSON.stringify(found(chain, expected))}
wanted ${JSON.stringify(padded(expected))}`,
    )
  })
}

/** Everything a page can try to get out by another way than the proxy, at a listener that tells. */
const escapes = (host: string, tcp: number, udp: number): string => `<!doctype html><title>Escapes</title>
<link rel=dns-prefetch href="//${host}:${tcp}"><link rel=preconnect href="http://${host}:${tcp}">
<link rel=prefetch href="http://${host}:${tcp}/p"><link rel=stylesheet href="http://${host}:${tcp}/s.css">
<script type=speculationrules>{"prefetch":[{"source":"list","urls":["http://${host}:${tcp}/sp"]}],"prerender":[{"source":"list","urls":["http://${host}:${tcp}/pr"]}]}</script>
<img src="http://${host}:${tcp}/i.png"><iframe src="http://${host}:${tcp}/f"></iframe>
<iframe src="file:///etc/passwd"></iframe><iframe src="chrome://version"></iframe>
<video src="http://${host}:${tcp}/v"></video><object data="http://${host}:${tcp}/o"></object>
<script>{
  const quiet = (run) => { try { Promise.resolve(run()).catch(() => 0) } catch {} };
  quiet(() => fetch("http://${host}:${tcp}/x", { mode: "no-cors" }));
  quiet(() => navigator.sendBeacon("http://${host}:${tcp}/b", "x"));
  quiet(() => new WebSocket("ws://${host}:${tcp}/w"));
  quiet(() => new WebSocket("wss://${host}:${tcp}/w"));
  quiet(() => new EventSource("http://${host}:${tcp}/e"));
  quiet(() => new WebTransport("https://${host}:${udp}/t").ready);
  quiet(() => window.open("http://${host}:${tcp}/open"));
  quiet(() => new Worker(URL.createObjectURL(new Blob(['fetch("http://${host}:${tcp}/worker")']))));
  quiet(async () => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: ["stun:${host}:${udp}", "turn:${host}:${tcp}?transport=tcp", "turn:${host}:${udp}"], username: "u", credential: "c" }] });
    peer.createDataChannel("d");
    await peer.setLocalDescription(await peer.createOffer());
    peer.addIceCandidate({ candidate: "candidate:1 1 udp 2122260223 127.0.0.1 ${udp} typ host", sdpMid: "0", sdpMLineIndex: 0 });
  });
}</script><p>${'A page with enough text to be read as one. '.repeat(10)}`

async function escapeChecks(): Promise<void> {
  const datagrams: string[] = []
  const udp = createSocket('udp4', (message) => void datagrams.push(message.toString('latin1').slice(0, 20)))
  await new Promise<void>((done) => udp.bind(0, '127.0.0.1', () => done()))
  const tcp = range.canary.port
  const start = 'https://escape.example/page'
  // The name is public when the page is loaded and private from then on.
  const page =
    escapes('127.0.0.1', tcp, udp.address().port) + escapes('rebound.example', tcp, udp.address().port)
  const own = await startRange({
    shapes: [
      {
        id: 'escape',
        why: 'all ways out',
        exact: 'browser',
        start,
        names: { 'rebound.example': { kind: 'addresses', turns: [['127.0.0.1']] } },
        serve: { [start]: html(page) },
        http: { hops: [[start]], end: 'landing' },
      },
    ],
  })
  const chromium = await openBrowser({
    ...(CHROMIUM === undefined ? {} : { executable: CHROMIUM }),
    authorities: own.allowance.authorities,
  })
  try {
    await check('a page that tries every way out reaches nobody: all of it came to the proxy', async () => {
      const records: ProxyRecord[] = []
      const chain = await traceBrowser(start, {
        ...base,
        process: chromium,
        resolver: own.names,
        allowance: own.allowance,
        limits: { quiet: 1_500 },
        keepRecords: (all) => records.push(...all),
      })
      assert.equal(chain.hops[0]?.exchange?.status, 200, JSON.stringify(chain.end))
      assert.deepEqual(range.canary.seen, [])
      assert.deepEqual(own.canary.seen, [])
      assert.deepEqual(datagrams, [])
      // A page that never tried would prove nothing.
      const refused = records.filter(({ outcome }) => outcome === 'refused-address')
      assert.ok(refused.filter(({ host }) => host === '127.0.0.1').length >= 5, JSON.stringify(records))
      assert.ok(refused.some(({ host }) => host === 'rebound.example'))
      for (const path of ['/x', '/i.png', '/f', '/worker'])
        assert.ok(
          refused.some(({ url }) => url === `http://127.0.0.1:${tcp}${path}`),
          path,
        )
      assert.ok(
        refused.some(({ kind, host }) => kind === 'tunnel' && host === 'rebound.example'),
        'WebSocket',
      )
    })
  } finally {
    await chromium.close()
    await own.close()
    udp.close()
  }
}

/** Pages that do harm to whoever looks at them, and what is kept of pages. */
async function pageChecks(): Promise<void> {
  const at = (path: string): string => `https://page.example/${path}`
  const pages: Readonly<Record<string, string>> = {
    'sign-in':
      '<!doctype html><title>x</title><form><input type=password></form><script>document.body.append("made by a script")</script>',
    crash: '<!doctype html><title>x</title><p>wait',
    hang: '<!doctype html><title>x</title><p>text<script>setTimeout(function () { for (;;); }, 20)</script>',
    flood:
      '<!doctype html><title>x</title><p>text<script>setInterval(function () { for (let i = 0; i < 300; i++) history.pushState({}, "", "#" + Math.random()) }, 1)</script>',
    schedule:
      '<!doctype html><title>x</title><p>text<script>for (let i = 0; i < 3000; i++) { const m = document.createElement("meta"); m.httpEquiv = "refresh"; m.content = (70 + i) + ";url=/x" + i; document.head.append(m) }</script>',
  }
  const own = await startRange({
    shapes: Object.entries(pages).map(([id, body]) => ({
      id,
      why: id,
      exact: 'browser' as const,
      start: at(id),
      serve: { [at(id)]: html(body) },
      http: { hops: [[at(id)]], end: 'landing' as const },
    })),
  })
  const kept: KeptPage[] = []
  const follower = browserFollower({
    ...base,
    resolver: own.names,
    allowance: own.allowance,
    browser: CHROMIUM === undefined ? {} : { executable: CHROMIUM },
    profiles: ['chrome-windows', 'safari-iphone'],
    keepPage: (_chain, page) => kept.push(page),
  })
  const chromium = await openBrowser({
    ...(CHROMIUM === undefined ? {} : { executable: CHROMIUM }),
    authorities: own.allowance.authorities,
  })
  const options = { ...base, process: chromium, resolver: own.names, allowance: own.allowance }
  const limits = { chainTime: 20_000, pageTime: 3_000 }
  try {
    await check(
      'several clients in one browser; picture and document of a sign-in are kept, and it says why',
      async () => {
        const { chains, diverges } = await follower.follow(at('sign-in'))
        assert.deepEqual(
          chains.map(({ end, profile }) => [end, profile]),
          [
            ['credential-page', 'chrome-windows'],
            ['credential-page', 'safari-iphone'],
          ],
        )
        assert.equal(diverges, undefined)
        assert.deepEqual(chains[0]?.hops[0]?.because.at(-1), { kind: 'page', seen: 'a password field' })
        assert.equal(kept.length, 2)
        for (const { url, html: text = '', screenshot } of kept) {
          assert.equal(url, at('sign-in'))
          assert.match(text, /made by a script/)
          assert.equal(Buffer.from(screenshot ?? []).toString('latin1', 1, 4), 'PNG')
        }
      },
    )
    await check('a page that crashes is said so, and the browser goes on', async () => {
      const crashing = traceBrowser(at('crash'), {
        ...options,
        keepRecords: () => undefined,
        reader: pageReader,
        limits: { ...limits, quiet: 60_000 },
      })
      for (;;) {
        const page = chromium.browser.contexts()[0]?.pages()[0]
        if (page?.url() === at('crash')) {
          const session = await page.context().newCDPSession(page)
          void session.send('Page.crash').catch(() => undefined)
          break
        }
        await new Promise((done) => setTimeout(done, 2))
      }
      const { end, hops } = await crashing
      assert.deepEqual([end, hops.at(-1)?.exchange?.error], ['network-error', 'the page crashed'])
    })
    await check(
      'a trace during which the network process died is traced again, its page kept once',
      async () => {
        const pages: KeptPage[] = []
        const tracing = traceBrowser(at('crash'), {
          ...options,
          limits: { ...limits, quiet: 60_000 },
          keepPage: (page) => pages.push(page),
        })
        while (chromium.browser.contexts()[0]?.pages()[0]?.url() !== at('crash'))
          await new Promise((done) => setTimeout(done, 2))
        const network = await chromium.networkProcess()
        assert.ok(network !== undefined)
        process.kill(network, 'SIGKILL')
        const { end, issues } = await tracing
        assert.deepEqual(
          [end, issues.map(({ code }) => code), pages.length],
          ['landing', ['trace.network-process'], 1],
        )
      },
    )
    for (const id of ['hang', 'flood', 'schedule'])
      await check(`a page that does harm ends in time: ${id}`, async () => {
        const began = clock()
        const { hops } = await traceBrowser(at(id), { ...options, limits, keepPage: () => undefined })
        assert.equal(hops[0]?.url, at(id))
        assert.ok(hops.length <= 2 && (hops.at(-1)?.onward?.length ?? 0) <= 40)
        assert.ok(clock() - began < 40_000, `${clock() - began} ms`)
      })
    await check('a browser that ends during a trace is an error that says what to do', async () => {
      const tracing = traceBrowser(at('crash'), { ...options, limits: { ...limits, quiet: 60_000 } })
      const failing = assert.rejects(tracing, (error) => error instanceof BrowserError && error.next !== '')
      while (chromium.browser.contexts().length === 0) await new Promise((done) => setTimeout(done, 2))
      await chromium.browser.close()
      await failing
    })
  } finally {
    await follower.close()
    await chromium.close().catch(() => undefined)
    await own.close()
  }
}

try {
  if (chosen.size === 0 || chosen.has('escape')) await escapeChecks()
  if (chosen.size === 0 || chosen.has('pages')) await pageChecks()
  const shapes = range.shapes.filter(({ id }) => chosen.size === 0 || chosen.has(id))
  let next = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (;;) {
        const shape = shapes[next++]
        if (shape === undefined) return
        await shapeCheck(shape)
      }
    }),
  )
  if (chosen.size === 0)
    await check('a trace beside one that ends the network process ends as it does alone', async () => {
      const [broken, beside] = await Promise.all(
        ['coding-many', 'bomb-twice'].map((id) =>
          traceBrowser(`https://go.example/${id}`, { ...base, limits: {} }),
        ),
      )
      // Chromium 156 dies of thirty layers of coding; of one that does not, this asks nothing.
      assert.equal(broken?.end, 'network-error')
      assert.equal(beside?.end, 'size-limit')
    })
  await check('no connection came to the address nobody may reach', async () => {
    assert.deepEqual(range.canary.seen, [])
  })
  // Refused by the dead end, whatever it was: known are update and account services of Chromium's maker, and single
  // connections to a host of a trace that was just ended.
  const strays = new Set(browser.strays.map((line) => line.split('?', 1)[0]))
  console.log(`wanted outside of the traces and refused: ${[...strays].join(', ') || 'nothing'}`)
} finally {
  await browser.close()
  await range.close()
}
done()
