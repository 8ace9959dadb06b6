import { type ParameterFormat, parameterWrapper } from './parameter-wrapper.ts'
import type { Wrapper } from './wrapper.ts'

const gateway = (format: Omit<ParameterFormat, 'role'>): Wrapper =>
  parameterWrapper({ role: 'gateway', ...format })

/** Mail security products that write the target into one query parameter. */
export const gateways: readonly Wrapper[] = [
  gateway({
    wrapper: 'barracuda',
    product: 'Barracuda Link Protection',
    hosts: ['linkprotect.cudasvc.com', 'linkprotect.barracudanetworks.com'],
    parameters: ['a'],
    opaque: /^\/url/,
  }),
  gateway({
    wrapper: 'symantec-clicktime',
    product: 'Symantec (Broadcom) Click-time Protection',
    hosts: ['clicktime.symantec.com', 'clicktime.cloud.postoffice.net', 'clicktime.broadcom.com'],
    parameters: ['u'],
    recipient: 'e',
    opaque: /^\/./,
  }),
  gateway({
    wrapper: 'trend-micro',
    product: 'Trend Micro Email Security',
    hosts: ['trendmicro.com', 'trendmicro.eu', 'trendmicro.co.jp', 'tmes.trendmicro.com'],
    paths: ['wis'],
    path: /\/clicktime\/|\/wis\/|\/ctp/,
    parameters: ['url'],
    opaque: /\/clicktime\//,
  }),
  gateway({
    wrapper: 'fireeye',
    product: 'Trellix (FireEye) Email Security',
    hosts: ['fireeye.com', 'trellix.com'],
    path: /\/url$/,
    parameters: ['u'],
    opaque: /^\/v1\/url/,
  }),
  gateway({
    wrapper: 'trustwave',
    product: 'Trustwave MailMarshal',
    hosts: ['scanmail.trustwave.com'],
    parameters: ['u'],
    opaque: /^\//,
  }),
  gateway({
    wrapper: 'hornetsecurity',
    product: 'Hornetsecurity ATP',
    hosts: ['atpscan.global.hornetsecurity.com', 'seclinks.cloud-security.net', 'atpscan.hornetsecurity.com'],
    parameters: ['u', 'url'],
    opaque: /^\//,
  }),
  gateway({
    wrapper: 'vade',
    product: 'Vade Secure',
    hosts: ['vadesecure.com', 'vadesecure.global', 'vade.host'],
    path: /^\/v\d+|\/url/,
    parameters: ['u', 'url'],
    opaque: /^\/v\d+$/,
  }),
  gateway({
    wrapper: 'edgepilot',
    product: 'EdgePilot (AppRiver, OpenText)',
    hosts: ['link.edgepilot.com', 'link.zixcentral.com', 'link.edgepilot.eu'],
    parameters: ['u'],
    opaque: /^\/[su]\//,
  }),
  gateway({
    wrapper: 'esvalabs',
    product: 'Libraesva URLSand',
    hosts: ['urlsand.esvalabs.com', 'urlsand.com', 'urlsand.libraesva.com'],
    parameters: ['u'],
    opaque: /^\/$/,
  }),
  gateway({
    wrapper: 'exclaimer',
    product: 'Exclaimer signatures',
    hosts: ['content.exclaimer.net'],
    parameters: ['url'],
    tenant: 'tenantid',
  }),
  gateway({
    wrapper: 'titanhq',
    product: 'TitanHQ Link Lock',
    hosts: ['linklock.titanhq.com', 'linklock.spamtitan.com'],
    parameters: ['url'],
    opaque: /^\/analyse/,
  }),
  gateway({
    wrapper: 'fortimail',
    product: 'Fortinet FortiMail',
    hosts: ['fortimailcloud.com', 'fortimail.com'],
    paths: ['fmlurlsvc'],
    path: /^\/fmlurlsvc/,
    parameters: ['url'],
    opaque: /^\/fmlurlsvc/,
  }),
  gateway({
    wrapper: 'securence',
    product: 'Securence Link Protection',
    hosts: ['securence.com'],
    parameters: ['url', 'u', 'redirect'],
    opaque: /^\/(?:link|url|r|click)/,
  }),
  gateway({
    wrapper: 'topsec',
    product: 'Topsec Managed Email Security',
    hosts: ['topsec.com', 'topsec.ie'],
    parameters: ['url', 'u', 'link'],
    opaque: /^\/(?:link|url|r|click)/,
  }),
  gateway({
    wrapper: 'sublime',
    product: 'Sublime Security',
    hosts: ['sublime.security', 'sublimesecurity.com'],
    parameters: ['url', 'u', 'href'],
    opaque: /\/(?:link|click)/,
  }),
  gateway({
    wrapper: 'egress-defend',
    product: 'Egress (KnowBe4) Defend',
    hosts: ['defend.egress.com'],
    parameters: ['originallink', '@originallink', 'url'],
    tenant: 'domain',
    opaque: /^\//,
  }),
]
