import type { HopRole } from '../../../model/redirect-chain.ts'
import { queryValue } from './query-value.ts'
import { opaqueLink, type Wrapper } from './wrapper.ts'

/** Wrappers whose links hold only a key or ciphertext: said, never guessed. `hint` is the parameter that names the host. */
function opaque(
  wrapper: string,
  product: string,
  role: HopRole,
  hosts: readonly string[],
  path?: RegExp,
  more?: { readonly hint?: string; readonly tenant?: string; readonly paths?: readonly string[] },
): Wrapper {
  const self: Wrapper = {
    wrapper,
    product,
    role,
    hosts,
    ...(more?.paths && { paths: more.paths }),
    unwrap(url) {
      // A service's own pages are none of its links.
      if (
        path
          ? !path.test((url.pathname + url.search).slice(0, 256))
          : url.pathname.length < 6 && url.search.length < 6
      )
        return undefined
      const tenant = more?.tenant === undefined ? undefined : queryValue(url.search, [more.tenant])
      const hint = more?.hint === undefined ? undefined : queryValue(url.search, [more.hint])
      return opaqueLink(self, tenant ? { tenant } : {}, hint ? 'hint' : 'opaque')
    },
  }
  return self
}

export const opaqueWrappers: readonly Wrapper[] = [
  opaque('intermedia', 'Intermedia LinkSafe', 'gateway', ['url.emailprotection.link']),
  opaque(
    'inky',
    'INKY Phish Fence',
    'gateway',
    ['outlook.inky.com', 'inky.com', 'inkyphishfence.com'],
    /^\/link\?/,
    { hint: 'domain' },
  ),
  opaque('darktrace', 'Darktrace / EMAIL (Antigena)', 'gateway', ['antigena.com'], /^\/l\//),
  opaque('mailanyone', 'FuseMail / N-able link scanner', 'gateway', ['link.mailanyone.net'], /^\/scanner/),
  opaque('mailguard', 'MailGuard', 'gateway', ['console.mailguard.com.au'], /^\/ras\//),
  opaque(
    'abnormal',
    'Abnormal Security',
    'gateway',
    ['abnormalsecurity.com', 'abnormal.ai'],
    /^\/(?:l|link|click|u|url)\//,
  ),
  opaque(
    'sendgrid',
    'Twilio SendGrid',
    'tracker',
    ['sendgrid.net'],
    /^\/(?:uni\/)?(?:ls|wf)\/(?:click|unsubscribe)/,
    {
      paths: ['ls', 'wf'],
    },
  ),
  opaque(
    'hubspot',
    'HubSpot',
    'tracker',
    ['hubspotlinks.com', 'hubspotlinksstarter.com', 'hs-sites.com', 'hubspotemail.net', 'hubspotfree.net'],
    /^\/(?:Ctc|e3t|e2t|events)\//i,
    { paths: ['e3t', 'e2t', 'ctc'] },
  ),
  opaque(
    'klaviyo',
    'Klaviyo',
    'tracker',
    ['klclick.com', 'klclick1.com', 'klclick2.com', 'klclick3.com', 'klaviyomail.com'],
    /^\/(?:l|ls|f|c|u)\//,
  ),
  opaque(
    'salesforce-marketing-cloud',
    'Salesforce Marketing Cloud',
    'tracker',
    ['exct.net', 'exacttarget.com', 'sfmc-content.com'],
    /[?&]qs=/,
  ),
  opaque(
    'mailchimp',
    'Mailchimp',
    'tracker',
    ['list-manage.com', 'list-manage1.com', 'list-manage2.com', 'campaign-archive.com'],
    /^\/track\/click/,
    { tenant: 'u' },
  ),
  opaque(
    'go_acoustic',
    'Acoustic Campaign',
    'tracker',
    ['acoustic.co', 'mkt4728.com'],
    /\/ctt\?|^\/(?:ctt|a\/)/,
    { paths: ['ctt'] },
  ),
  opaque('azurecomm', 'Azure Communication Services', 'tracker', ['azurecomm.net']),
  opaque(
    'google_notifications',
    'Google notifications',
    'tracker',
    ['notifications.google.com', 'notifications.googleapis.com', 'c.gle'],
    /^\/(?:g\/|email\/redirect|.{12})/,
  ),
  opaque('google_tag_manager', 'Google Tag Manager', 'tracker', ['googletagmanager.com']),
  opaque('messagegears', 'MessageGears', 'tracker', ['messagegears.net', 'messagegears.com', 'mgrs.net']),
  opaque('pylonlinks', 'Pylon', 'tracker', ['pylonlinks.com']),
  opaque('sqclick', 'sqclick', 'tracker', ['sqclick.com']),
  opaque('constant-contact', 'Constant Contact', 'tracker', ['rs6.net'], /^\/(?:tn\.jsp|on\.jsp)/),
  opaque(
    'campaign-monitor',
    'Campaign Monitor',
    'tracker',
    ['cmail1.com', 'cmail2.com', 'cmail19.com', 'cmail20.com', 'createsend1.com', 'createsend.com'],
    /^\/t\//,
  ),
  opaque('marketo', 'Adobe Marketo Engage', 'tracker', ['mktoweb.com', 'mkto-sj.com', 'mktdns.com'], /^\/./),
  opaque('pardot', 'Salesforce Account Engagement', 'tracker', ['pardot.com'], /^\/(?:e|l)\//),
  opaque(
    'govdelivery',
    'Granicus govDelivery',
    'tracker',
    ['lnks.gd', 'govdelivery.com'],
    /^\/(?:l\/|track)/,
  ),
]
