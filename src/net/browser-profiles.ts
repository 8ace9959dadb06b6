import type { BrowserContextOptions } from 'playwright-core'
import { type ClientProfileId, chromeBrands, clientProfile } from './client-profiles.ts'

/** How a page sees the client that opens it; everything a page can ask for says the same. */
export interface BrowserProfile {
  readonly id: ClientProfileId
  readonly context: BrowserContextOptions
  /** Parameters of Emulation.setUserAgentOverride; `userAgentMetadata` is what client hints say. */
  readonly override: {
    readonly userAgent: string
    readonly acceptLanguage: string
    readonly platform: string
    readonly userAgentMetadata?: {
      readonly brands: { brand: string; version: string }[]
      readonly fullVersionList: { brand: string; version: string }[]
      readonly platform: string
      readonly platformVersion: string
      readonly architecture: string
      readonly bitness: string
      readonly model: string
      readonly mobile: boolean
    }
  }
}

/** Profiles that are browsers. The engine stays Chromium's, which a page that looks closely can tell from Safari's. */
export const BROWSER_PROFILE_IDS: readonly ClientProfileId[] = ['chrome-windows', 'safari-iphone']

const LANGUAGES = 'en-US,en'
/** Most frequent among readers of English; that of a server would be no reader's. */
const TIME_ZONE = 'America/New_York'

/** The profile for a Chromium of this version; undefined for profiles that are no browser. */
export function browserProfile(id: string, version: string): BrowserProfile | undefined {
  const profile = clientProfile(id)
  if (profile === undefined || !BROWSER_PROFILE_IDS.includes(profile.id)) return undefined
  const common = {
    acceptDownloads: false,
    ignoreHTTPSErrors: false,
    locale: 'en-US',
    timezoneId: TIME_ZONE,
    permissions: [],
    serviceWorkers: 'allow',
    userAgent: profile.userAgent,
  } as const
  if (profile.id === 'safari-iphone')
    return {
      id: profile.id,
      context: {
        ...common,
        permissions: [],
        viewport: { width: 390, height: 664 },
        screen: { width: 390, height: 844 },
        deviceScaleFactor: 3,
        isMobile: true,
        hasTouch: true,
      },
      override: { userAgent: profile.userAgent, acceptLanguage: LANGUAGES, platform: 'iPhone' },
    }
  const major = Number(/Chrome\/(\d+)/.exec(profile.userAgent)?.[1] ?? 0)
  const brands = brandList(chromeBrands(major))
  const full = version.startsWith(`${major}.`) ? version : `${major}.0.0.0`
  return {
    id: profile.id,
    context: {
      ...common,
      permissions: [],
      viewport: { width: 1536, height: 730 },
      screen: { width: 1536, height: 864 },
      deviceScaleFactor: 1.25,
      isMobile: false,
      hasTouch: false,
    },
    override: {
      userAgent: profile.userAgent,
      acceptLanguage: LANGUAGES,
      platform: 'Win32',
      userAgentMetadata: {
        brands,
        fullVersionList: brands.map(({ brand, version: own }) => ({
          brand,
          version: own === String(major) ? full : `${own}.0.0.0`,
        })),
        platform: 'Windows',
        platformVersion: '19.0.0',
        architecture: 'x86',
        bitness: '64',
        model: '',
        mobile: false,
      },
    },
  }
}

/** `"A";v="1", "B";v="2"` as a list. */
const brandList = (field: string): { brand: string; version: string }[] =>
  [...field.matchAll(/"([^"]{1,60})";v="(\d{1,10})"/g)].map((match) => ({
    brand: match[1] ?? '',
    version: match[2] ?? '',
  }))
