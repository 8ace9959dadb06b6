/**
 * The click counter whose URLs look so, or undefined. Customers of mail services run these under their own names
 * (`click.example.org/ls/click?upn=…`), which no list can hold. Anybody can copy a shape: it may explain a host that is
 * the sender's own, and never makes an unknown host a known one.
 */
export function trackerShape(url: string): string | undefined {
  const parsed = URL.parse(url)
  if (parsed === null) return undefined
  const { pathname, searchParams } = parsed
  for (const [shape, path, parameter] of SHAPES)
    if (path.test(pathname) && (parameter === undefined || searchParams.has(parameter))) return shape
  return undefined
}

const SHAPES: readonly (readonly [shape: string, path: RegExp, parameter?: string])[] = [
  ['sendgrid', /^\/(?:ls|wf|uni|ss)\/(?:click|c)\b/],
  ['mailchimp', /^\/track\/click$/, 'u'],
  ['mandrill', /^\/track\/click\/\d{1,12}\//],
  ['hubspot', /^\/(?:e3t\/)?Ct[ac]\//],
  ['ses', /^\/(?:CL0|L0)\//],
  ['mailgun', /^\/c\/eJ[\w-]{20}/],
  ['sparkpost', /^\/f\/a\/[\w-]{10}/],
  ['activecampaign', /^\/lt\.php$/],
  ['marketo', /^\/[\w-]{4,80}={0,2}$/, 'mkt_tok'],
  ['salesforce', /^\/$/, 'qs'],
  ['sendinblue', /^\/(?:mk\/cl|tr\/cl)\//],
  ['sailthru', /^\/click\/[0-9a-f.]{6,40}\//],
  ['mailjet', /^\/lnk\/[\w-]{6}/],
  ['klaviyo', /^\/ls\/click$/, 'upn'],
  ['responsys', /^\/pub\/cc$/],
  ['dotdigital', /^\/[0-9A-Z]{3,6}-[0-9A-Z]{3,8}-[0-9A-Z]{3,8}-[0-9A-Z]{3,8}-\d\/c\.aspx$/],
  ['customer-io', /^\/e\/c\/eyJ/],
  ['iterable', /^\/(?:u\/click|e\/encryptedUnsubscribe|s\/c)\b/],
]
