import { type ParameterFormat, parameterWrapper } from './parameter-wrapper.ts'
import type { Wrapper } from './wrapper.ts'

const tracker = (format: Omit<ParameterFormat, 'role'>): Wrapper =>
  parameterWrapper({ role: 'tracker', ...format })

/** Counters of clicks and advertisements that write the target into one query parameter. */
export const trackers: readonly Wrapper[] = [
  tracker({
    wrapper: 'microsoft',
    product: 'Microsoft service mail',
    hosts: ['safelink.emails.azure.net', 'emails.azure.net', 'click.email.microsoftemail.com'],
    parameters: ['destination', 'url'],
    opaque: /^\/redirect/,
  }),
  // The newer links; those of list-manage.com hold a key.
  tracker({
    wrapper: 'mailchimp',
    product: 'Mailchimp',
    hosts: ['mailchimp.com'],
    path: /^\/mctx\/clicks/,
    parameters: ['url'],
    tenant: 'uid',
    opaque: /^\/mctx\/clicks/,
  }),
  tracker({
    wrapper: 'user_com',
    product: 'User.com',
    hosts: ['user.com'],
    path: /^\/emails\/c\//,
    parameters: ['to'],
    opaque: /^\/emails\/c\//,
  }),
  tracker({
    wrapper: 'firebase',
    product: 'Firebase Dynamic Links',
    hosts: ['page.link'],
    parameters: ['link', 'ofl', 'afl', 'ifl'],
    opaque: /^\/./,
  }),
  tracker({
    wrapper: 'search_ads',
    product: 'Google Search Ads 360',
    hosts: ['clickserve.dartsearch.net'],
    parameters: ['ds_dest_url'],
    opaque: /^\/link/,
  }),
  tracker({
    wrapper: 'squarespace',
    product: 'Squarespace Email Campaigns',
    hosts: ['squarespace-mail.com'],
    parameters: ['u'],
    opaque: /^\/r$/,
  }),
  tracker({
    wrapper: 'branch_io',
    product: 'Branch',
    hosts: ['app.link', 'test-app.link', 'branch.io', 'bnc.lt'],
    parameters: ['$original_url', '$fallback_url', '$desktop_url', '$canonical_url'],
    opaque: /^\/[^?]{6,}/,
  }),
  tracker({
    wrapper: 'exactag',
    product: 'Exactag',
    hosts: ['exactag.com'],
    parameters: ['url', 'tc'],
    opaque: /^\/cl\.aspx/,
  }),
  tracker({
    wrapper: 'ppcprotect',
    product: 'Lunio (PPC Protect)',
    hosts: ['ppcprotect.com'],
    parameters: ['lpurl', 'url', 'u', 'redirect', 'dest'],
    opaque: /^\/v\d/,
  }),
  tracker({
    wrapper: 'vtiger',
    product: 'Vtiger CRM',
    hosts: ['vtiger.com', 'od2.vtiger.com'],
    parameters: ['url', 'redirecturl', 'link', 'u'],
    opaque: /trackaccess|shorturl/i,
  }),
  tracker({
    wrapper: 'sidekick',
    product: 'HubSpot Sales (Sidekick)',
    hosts: [
      'sidekickopen90.com',
      'sidekickopen01.com',
      'sidekickopen.com',
      'signauxsept.com',
      'signauxdeux.com',
    ],
    parameters: ['t', 'url'],
    opaque: /^\/(?:e1t|s3t|e2t)\//,
  }),
  tracker({
    wrapper: 'criteo',
    product: 'Criteo',
    hosts: ['criteo.com'],
    parameters: ['maxdest', 'r', 'dest'],
  }),
  tracker({
    wrapper: 'awin',
    product: 'Awin',
    hosts: ['awin1.com'],
    parameters: ['ued', 'p'],
    opaque: /^\/(?:cread|awclick)/,
  }),
  tracker({
    wrapper: 'skimlinks',
    product: 'Skimlinks',
    hosts: ['go.skimresources.com', 'go.redirectingat.com'],
    parameters: ['url'],
  }),
  tracker({
    wrapper: 'viglink',
    product: 'Sovrn',
    hosts: ['redirect.viglink.com'],
    parameters: ['u', 'out'],
  }),
  tracker({
    wrapper: 'linksynergy',
    product: 'Rakuten Advertising',
    hosts: ['click.linksynergy.com'],
    parameters: ['murl', 'rd_parm1'],
    opaque: /./,
  }),
  tracker({
    wrapper: 'effiliation',
    product: 'Tradedoubler',
    hosts: ['clk.tradedoubler.com', 'clkuk.tradedoubler.com'],
    parameters: ['url'],
  }),
]
