/** One rewriter and what becomes of its links here. */
export interface CoverageEntry {
  /** Its name in the checklist, or ours when the checklist has none. */
  readonly name: string
  /** Name of our decoder. */
  readonly wrapper: string
  readonly state: 'decoded' | 'opaque'
  /** For opaque ones why, for decoded ones what of them stays opaque. */
  readonly note?: string
}

const decoded = (name: string, wrapper: string = name, note?: string): CoverageEntry => ({
  name,
  wrapper,
  state: 'decoded',
  ...(note !== undefined && { note }),
})
const opaque = (name: string, note: string, wrapper: string = name): CoverageEntry => ({
  name,
  wrapper,
  state: 'opaque',
  note,
})

const KEY = "the link holds a key into the sender service's own store"
const CIPHER = 'the link holds ciphertext under a key of the service'
const UNPUBLISHED =
  'no published format; a target in a parameter of the usual names is read, anything else stated opaque'

const ASSUMED = 'name of the parameter not confirmed by a sample or a document'
const UNKNOWN = 'no published format and no sample: named by its host, never decoded'

/**
 * Every rewriter of the checklist (the enum `encoders` in the published API description of Sublime, July 2026) and
 * every other one we know: decoded, or opaque and why.
 */
export const WRAPPER_COVERAGE: readonly CoverageEntry[] = [
  // checklist
  decoded('adobe', 'adobe', 'Campaign links without p1 hold a key'),
  decoded('appspot', 'appspot', ASSUMED),
  decoded('aws_ses'),
  decoded('azure_safelink', 'microsoft-safe-links'),
  opaque('azurecomm', UNKNOWN),
  decoded('barracuda'),
  decoded('bing_open_redirect'),
  decoded('branch_io', 'branch_io', 'short links hold a key'),
  decoded('checkpoint', 'check-point'),
  decoded('cisco', 'cisco-secure-web', 'links without a URL behind the token hold a key'),
  decoded('cloudflare'),
  decoded('convertkit'),
  decoded('deref_mail'),
  decoded('doubleclick', 'doubleclick', 'links without a target hold a key'),
  decoded('edgepilot'),
  decoded('esvalabs'),
  decoded('exactag', 'exactag', ASSUMED),
  decoded('exclaimer'),
  decoded('facebook'),
  decoded('fireeye'),
  decoded('fortimail'),
  decoded('generic_desturl'),
  decoded('generic_logout_redirect'),
  opaque('go_acoustic', KEY),
  decoded('google_adservices'),
  decoded('google_amp'),
  decoded('google_amp_project'),
  decoded('google_meet_redirect'),
  opaque('google_notifications', CIPHER),
  decoded('google_open_redirect'),
  opaque('google_tag_manager', 'the target is in a script that the container number names'),
  decoded('google_translate_open_redirect'),
  decoded('google_travel_redirect'),
  decoded('google_user_content'),
  decoded('href_li'),
  decoded('indeed_open_redirect', 'indeed_open_redirect', ASSUMED),
  opaque('inky', `${CIPHER}; domain= is a hint`),
  decoded('instagram'),
  decoded('mailchimp', 'mailchimp', 'links of list-manage.com hold a key'),
  decoded('mailgun', 'mailgun', 'newer tokens are ciphertext'),
  decoded('mailjet'),
  decoded('mandrill'),
  opaque('messagegears', UNKNOWN),
  decoded('microsoft'),
  decoded('microsoft_dynamics'),
  decoded('microsoft_oauth_redirect'),
  decoded('monday_tracker'),
  decoded('postmark'),
  decoded('ppcprotect', 'ppcprotect', ASSUMED),
  decoded('proofpoint'),
  opaque('pylonlinks', UNKNOWN),
  decoded('securence', 'securence', UNPUBLISHED),
  decoded('sophos'),
  opaque('sqclick', UNKNOWN),
  decoded('squarespace'),
  decoded('sublime', 'sublime', UNPUBLISHED),
  decoded('titanhq'),
  decoded('topsec', 'topsec', UNPUBLISHED),
  decoded('trend_micro', 'trend-micro'),
  decoded('vtiger', 'vtiger', UNPUBLISHED),
  decoded('wix'),
  decoded('yahoo'),
  decoded('youtube_set_sid'),
  // beyond it: gateways
  decoded('symantec-clicktime'),
  decoded('trustwave'),
  decoded('hornetsecurity', 'hornetsecurity', 'links without u hold ciphertext'),
  decoded('vade', 'vade', ASSUMED),
  decoded('egress-defend', 'egress-defend', ASSUMED),
  decoded('menlo'),
  decoded('urlisolation', 'urlisolation', ASSUMED),
  opaque('mimecast', `${KEY}; domain= is a hint`),
  opaque('intermedia', CIPHER),
  opaque('darktrace', CIPHER),
  opaque('mailanyone', CIPHER),
  opaque('mailguard', CIPHER),
  opaque('abnormal', UNKNOWN),
  // trackers
  decoded('sailthru'),
  decoded('substack', 'substack', 'older links hold a key'),
  decoded('drip'),
  decoded('activecampaign'),
  decoded('emblue'),
  decoded('user_com'),
  decoded('firebase', 'firebase', 'short links hold a key'),
  decoded('search_ads'),
  decoded('tiktok'),
  decoded('amazon'),
  decoded('google_web_light'),
  decoded('sidekick', 'sidekick', 'newer links hold a key'),
  decoded('criteo', 'criteo', ASSUMED),
  decoded('awin'),
  decoded('skimlinks'),
  decoded('viglink'),
  decoded('linksynergy'),
  decoded('effiliation'),
  opaque('sendgrid', CIPHER),
  opaque('hubspot', CIPHER),
  opaque('klaviyo', CIPHER),
  opaque('salesforce-marketing-cloud', CIPHER),
  opaque('constant-contact', KEY),
  opaque('campaign-monitor', KEY),
  opaque('marketo', KEY),
  opaque('pardot', KEY),
  opaque('govdelivery', KEY),
  // redirectors
  decoded('duckduckgo'),
  decoded('linkedin'),
  decoded('slack'),
  decoded('youtube'),
  decoded('vk'),
  decoded('reddit'),
  decoded('steam'),
  decoded('twitter'),
  decoded('telegram'),
  decoded('medium'),
  decoded('tumblr'),
  decoded('pinterest'),
  decoded('quora'),
  decoded('zhihu'),
  decoded('soundcloud'),
  decoded('disqus'),
  decoded('weibo'),
  decoded('baidu', 'baidu', 'result links hold a key'),
  decoded('yandex', 'yandex', 'counted links hold a key'),
  decoded('anonym_to'),
  decoded('hypothesis'),
]
