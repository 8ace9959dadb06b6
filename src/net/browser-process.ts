import { createHash, X509Certificate } from 'node:crypto'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { openDeadEnd } from './forward-proxy.ts'

export interface BrowserOptions {
  /** Path of Chromium or Chrome; default: the first of `BROWSER_PLACES` that is there. */
  readonly executable?: string
  /** Certificates to trust besides those of the system, PEM. For tests only, together with a `TestAllowance`. */
  readonly authorities?: readonly string[]
}

/** A running Chromium. Traces take turns in it or share it; each has an empty profile of its own. */
export interface TraceBrowserProcess {
  readonly kind: 'browser-process'
  readonly browser: Browser
  /** As it says of itself, e.g. `156.0.8078.79`. */
  readonly version: string
  /** False when it runs as root, where Chromium has no sandbox: a page that breaks out of it is root. */
  readonly sandboxed: boolean
  /**
   * What the process wanted to send outside of any trace, as first lines of requests; all of it was refused. Its
   * maker's update and account services are among it whatever the switches say.
   */
  readonly strays: readonly string[]
  /**
   * The process through which all its traces speak; another number later says that it died and was started again.
   * Undefined when there is none, as between the two.
   */
  networkProcess(): Promise<number | undefined>
  /** One more of its kind, by the same options. Rejects with `BrowserError`. */
  another(): Promise<TraceBrowserProcess>
  close(): Promise<void>
}

/** Operator trouble: no browser, or one that does not start. Says what to do. */
export class BrowserError extends Error {
  override readonly name: string = 'BrowserError'
  readonly next: string
  constructor(message: string, next: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.next = next
  }
}

/** Where Chromium and Chrome are installed by the usual packages. */
export const BROWSER_PLACES: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Features of Chromium that are off. The last list counts, so this one has what playwright turns off, and: a renderer
 * kept ready for the next site, which costs a process for every page and changes nothing a page can see; parts of a
 * reader's window that nobody looks at; and questions to its maker.
 */
const FEATURES_OFF: readonly string[] = [
  ...[
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsUpgrades',
    'HttpsFirstBalancedModeAutoEnable',
    'LensOverlay',
    'MediaRouter',
    'PaintHolding',
    'ThirdPartyStoragePartitioning',
    'AvoidCorsURLLoaderRestartOnRedirect',
    'TcpPortRandomizationWin',
    'OptimizationHints',
    'NetworkTimeServiceQuerying',
    'AimEnabled',
    'PreconnectToSearch',
  ],
  'SpareRendererForSitePerProcess',
  'Translate',
  'DialMediaRouteProvider',
  'CertificateTransparencyComponentUpdater',
  'AutofillServerCommunication',
  'SegmentationPlatform',
  'OptimizationGuideModelDownloading',
]

/** Ways out of Chromium that do not lead through a proxy, or that nobody asked for; all are closed. */
const SWITCHES: readonly string[] = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-pings',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--disable-default-apps',
  '--dns-prefetch-disable',
  // An error page would ask again and again.
  '--disable-auto-reload',
  // Names are for the proxy to resolve. Whatever tries on its own finds none.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  // WebRTC speaks UDP past the proxy, tells addresses of this host, and asks neighbours by mDNS.
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  // Servers cloak from browsers that say they are driven.
  '--disable-blink-features=AutomationControlled',
  '--mute-audio',
]

/** What playwright adds and we do not want. */
const UNWANTED: readonly string[] = [
  // Pages would see that they are watched, and could open windows.
  '--enable-automation',
  '--disable-popup-blocking',
  // Attack: a page that changes its address, or leaves itself, thousands of times a second.
  '--disable-ipc-flooding-protection',
  // Attack: shaders, for a compiler that Chromium's makers call unsafe for strangers' pages.
  '--enable-unsafe-swiftshader',
]

/**
 * Starts Chromium without a window and with an empty profile in a temporary folder. The process itself has no way
 * out: its proxy refuses everything; each trace brings one of its own. Throws `BrowserError`.
 */
export async function openBrowser(options: BrowserOptions = {}): Promise<TraceBrowserProcess> {
  const executable = options.executable ?? BROWSER_PLACES.find((place) => existsSync(place))
  if (executable === undefined || !existsSync(executable))
    throw new BrowserError(
      executable === undefined ? 'no Chromium was found' : `${executable} is not there`,
      'install Chromium (Debian: apt-get install chromium), or give its path with --chromium',
    )
  const { chromium } = await playwright()
  const deadEnd = await openDeadEnd()
  const keys = (options.authorities ?? []).map(publicKeyDigest)
  // As root Chromium starts only without its sandbox; `sandboxed` tells, so that a person can be warned.
  const root = process.getuid?.() === 0
  try {
    const browser = await chromium.launch({
      executablePath: executable,
      headless: true,
      chromiumSandbox: !root,
      ignoreDefaultArgs: [...UNWANTED],
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      proxy: { server: deadEnd.url, bypass: '<-loopback>' },
      args: [
        ...SWITCHES,
        `--disable-features=${FEATURES_OFF.join(',')}`,
        ...(keys.length === 0 ? [] : [`--ignore-certificate-errors-spki-list=${keys.join(',')}`]),
      ],
    })
    const session = await browser.newBrowserCDPSession()
    const networkProcess = async (): Promise<number | undefined> => {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo')
      return processInfo.find(({ type }) => type === 'network.mojom.NetworkService')?.id
    }
    await begun(networkProcess)
    return {
      kind: 'browser-process',
      browser,
      version: browser.version(),
      sandboxed: !root,
      strays: deadEnd.asked,
      networkProcess,
      another: () => openBrowser(options),
      close: async () => {
        await browser.close()
        await deadEnd.close()
      },
    }
  } catch (error) {
    await deadEnd.close()
    throw new BrowserError(
      `${executable} does not start: ${firstLine(error)}`,
      'start it by hand to see why',
      error,
    )
  }
}

/** On a busy machine Chromium answers before its network process runs; one that begins late is not one that died. */
async function begun(networkProcess: () => Promise<number | undefined>): Promise<void> {
  for (let tries = 0; tries < 100 && (await networkProcess()) === undefined; tries++)
    await new Promise((done) => setTimeout(done, 50))
}

/** What opening a browser needs, as far as it is here. Starts nothing, never rejects. */
export interface BrowserParts {
  /** Path of the Chromium that would be started. */
  readonly executable?: string
  /** Version of playwright-core. */
  readonly playwright?: string
}

export async function browserParts(places: readonly string[] = BROWSER_PLACES): Promise<BrowserParts> {
  const executable = places.find(isExecutable)
  const version = await playwrightVersion()
  return {
    ...(executable !== undefined && { executable }),
    ...(version !== undefined && { playwright: version }),
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Loading it is the proof that it works. */
async function playwrightVersion(): Promise<string | undefined> {
  try {
    await playwright()
    const { version } = createRequire(import.meta.url)('playwright-core/package.json') as {
      version?: unknown
    }
    return String(version ?? 'of unknown version').slice(0, 40)
  } catch {
    return undefined
  }
}

async function playwright(): Promise<typeof import('playwright-core')> {
  try {
    return await import('playwright-core')
  } catch (error) {
    throw new BrowserError('playwright-core is not installed', 'npm install playwright-core', error)
  }
}

/** SHA-256 of the public key, base64. */
const publicKeyDigest = (pem: string): string =>
  createHash('sha256')
    .update(new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]?.slice(0, 200) ?? ''
