import { adobeCampaign } from './adobe-campaign.ts'
import { checkPoint } from './check-point.ts'
import { ciscoSecureWeb } from './cisco-secure-web.ts'
import { gateways } from './gateways.ts'
import {
  doubleClick,
  googleAmp,
  googleAmpCache,
  googleRedirects,
  googleTranslateHost,
  googleUserContent,
} from './google.ts'
import { mandrill, microsoftDynamics, monday, wix } from './json-trackers.ts'
import { microsoftSafeLinks } from './microsoft-safe-links.ts'
import { mimecast } from './mimecast.ts'
import { opaqueWrappers } from './opaque-gateways.ts'
import { awsSes, convertKit, mailgun, mailjet, postmark } from './path-trackers.ts'
import { activeCampaign, drip, emBlue, sailthru, substack } from './payload-trackers.ts'
import { plainTargets } from './plain-targets.ts'
import { proofpoint } from './proofpoint.ts'
import { genericDestUrl, genericLogout } from './query-redirects.ts'
import { bing, duckDuckGo, yahoo } from './search-engines.ts'
import { siteRedirectors } from './site-redirectors.ts'
import { sophos } from './sophos.ts'
import { trackers } from './trackers.ts'
import type { Wrapper } from './wrapper.ts'

/** Every rewritten link we know, the more particular before the more general of the same host. */
export const ALL_WRAPPERS: readonly Wrapper[] = [
  microsoftSafeLinks,
  proofpoint,
  checkPoint,
  ciscoSecureWeb,
  mimecast,
  sophos,
  ...gateways,
  googleAmp,
  googleAmpCache,
  googleTranslateHost,
  googleUserContent,
  doubleClick,
  ...googleRedirects,
  bing,
  yahoo,
  duckDuckGo,
  ...siteRedirectors,
  awsSes,
  postmark,
  mailjet,
  convertKit,
  mailgun,
  mandrill,
  monday,
  wix,
  microsoftDynamics,
  adobeCampaign,
  sailthru,
  substack,
  drip,
  activeCampaign,
  emBlue,
  ...trackers,
  ...plainTargets,
  ...opaqueWrappers,
]

/** Told by their shape on any host; asked last. */
export const ANY_HOST_WRAPPERS: readonly Wrapper[] = [genericDestUrl, genericLogout]
