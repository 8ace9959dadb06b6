import { deflateSync } from 'node:zlib'

/**
 * Wraps links the way each service does, written from the services' formats and sharing no code with the decoders in
 * `src/parse/links/wrappers`. Customers, recipients and tokens are made up.
 */
export interface WrapEncoder {
  /** Name of the decoder that has to recognise it. */
  readonly wrapper: string
  /** Which format of the service, for the test's title. */
  readonly format: string
  /** True for services that cannot carry every URL: no scheme but https, no port, … */
  readonly accepts?: (target: string) => boolean
  wrap(target: string): string
}

const pct = (text: string): string => encodeURIComponent(text)
const b64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')
const b64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url')
const TENANT = '11111111-2222-3333-4444-555555555555'

const query =
  (before: string, after = '') =>
  (target: string): string =>
    before + pct(target) + after

function entry(
  wrapper: string,
  format: string,
  wrap: (target: string) => string,
  accepts?: (target: string) => boolean,
): WrapEncoder {
  return { wrapper, format, wrap, ...(accepts && { accepts }) }
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

function proofpointV2(target: string): string {
  let out = ''
  for (const byte of Buffer.from(escapeHtml(target), 'utf8')) {
    const c = String.fromCharCode(byte)
    if (/[A-Za-z0-9.]/.test(c)) out += c
    else if (c === '/') out += '_'
    else out += `-${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return `https://urldefense.proofpoint.com/v2/url?u=${out}&d=DwMFaQ&c=CustomerKey123&r=Hashed&m=Mm&s=Ss&e=`
}

const RUN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function proofpointV3(target: string): string {
  let out = ''
  let listed = ''
  let run: string[] = []
  const flush = (): void => {
    while (run.length > 0) {
      const piece = run.slice(0, RUN.length + 1)
      run = run.slice(piece.length)
      listed += piece.join('')
      out += piece.length === 1 ? '*' : `**${RUN[piece.length - 2]}`
    }
  }
  for (const c of target) {
    if (/[A-Za-z0-9\-._~:/?@&=,;]/.test(c)) {
      flush()
      out += c
    } else run.push(c)
  }
  flush()
  return `https://urldefense.com/v3/__${out}__;${b64url(listed)}!!Customer9!tokentoken$`
}

const rest = (target: string): string => target.slice(target.indexOf('://') + 3)
const isSecure = (target: string): boolean => target.startsWith('https://')
const hasPlainHost = (target: string): boolean => {
  const url = new URL(target)
  return (
    url.port === '' &&
    url.username === '' &&
    url.password === '' &&
    /^[a-z0-9.-]+$/.test(url.hostname) &&
    !url.hostname.includes('--') &&
    // Google translates no page of its own translator.
    !url.hostname.endsWith('.translate.goog')
  )
}
const translateHost = (target: string): string => {
  const url = new URL(target)
  const label = url.hostname.split('-').join('--').split('.').join('-')
  const scheme = url.protocol === 'http:' ? '&_x_tr_sch=http' : ''
  const search = url.search === '' ? '?' : `${url.search}&`
  return `https://${label}.translate.goog${url.pathname}${search}_x_tr_sl=auto&_x_tr_tl=en${scheme}${url.hash}`
}

/** Browsers escape a raw apostrophe of a query on the way, so that these services are sent to another spelling. */
const survivesQuery = (target: string): boolean => !target.includes("'")

/** A redirect told by its parameter alone counts only when it leaves its host. */
const leaves =
  (host: string) =>
  (target: string): boolean =>
    new URL(target).hostname !== host

/** Every format that carries its target. */
export const WRAP_ENCODERS: readonly WrapEncoder[] = [
  entry(
    'proofpoint',
    'v1',
    (t) => `https://urldefense.proofpoint.com/v1/url?u=${pct(escapeHtml(t))}&k=Key%3D%3D%0A&r=R&m=M&s=S`,
  ),
  entry('proofpoint', 'v2', proofpointV2),
  entry('proofpoint', 'v3', proofpointV3),
  ...[
    'https://nam02.safelinks.protection.outlook.com/',
    'https://gcc01.safelinks.protection.outlook.com/ap/w-59584e83/',
    'https://usg01.safelinks.protection.office365.us/',
    'https://chn01.safelinks.protection.partner.outlook.cn/',
  ].map((base) =>
    entry(
      'microsoft-safe-links',
      new URL(base).hostname,
      (t) =>
        `${base}?url=${pct(t)}&data=05%7C02%7Canna%40example.org%7Cabcdef%7C${TENANT}%7C0%7C0%7C638%7CUnknown%7CTWFp%3D%3D%7C0%7C%7C%7C&sdata=s%2Bs%3D&reserved=0`,
    ),
  ),
  entry(
    'microsoft-safe-links',
    'Teams',
    (t) =>
      `https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=${pct(t)}&locale=en-us&dest=https%3A%2F%2Fteams.example%2F`,
  ),
  entry('barracuda', 'v1', query('https://linkprotect.cudasvc.com/url?a=', '&c=E,1,token,,&typo=1')),
  entry(
    'cisco-secure-web',
    'token',
    query('https://secure-web.cisco.com/1MadeUpTokenMadeUpToken-MadeUp_Token/'),
  ),
  entry('symantec-clicktime', 'u', query('https://clicktime.symantec.com/3AbCdEfGhIjK?u=')),
  entry('symantec-clicktime', 'a', query('https://clicktime.symantec.com/a/1/tok=?d=abc&u=')),
  entry(
    'trend-micro',
    'clicktime',
    query('https://us01.ctp.trendmicro.com/wis/clicktime/v1/query?url=', '&umid=A1&auth=b2'),
  ),
  entry(
    'trend-micro',
    'appliance',
    query('https://ctp.mail.example.org:443/wis/clicktime/v1/query?url=', '&umid=A1&auth=b2'),
  ),
  entry('fireeye', 'v1', query('https://protect2.fireeye.com/v1/url?k=11-22&q=1&e=33-44&u=')),
  entry('trustwave', 'c', query('https://scanmail.trustwave.com/?c=123&d=tok&u=')),
  entry(
    'sophos',
    'u',
    (t) =>
      `https://us-west-2.protection.sophos.com/?d=example.com&u=${pct(b64(t))}&p=m&i=${b64('customer7')}&t=${b64('sig')}&h=hash`,
  ),
  entry(
    'check-point',
    'avanan',
    (t) => `https://url.avanan.click/v2/___${t}___.${b64('bXQ:customer8:a:o:0123:6:abcd:h:T')}`,
  ),
  entry(
    'check-point',
    'r01',
    (t) => `https://protect.checkpoint.com/v2/r01/___${t}___.${b64('c2u:customer8:c:g:0123:7:abcd:h:T:F')}`,
  ),
  entry(
    'hornetsecurity',
    'u',
    query('https://atpscan.global.hornetsecurity.com/?d=Dd&f=Ff&i=&k=Kk1&m=Mm&n=Nn&r=Rr&s=Ss&u='),
  ),
  entry('vade', 'v4', query('https://protect.vadesecure.com/v4?f=Rk9P&i=SUQ&k=k1&r=Ug&s=abc&u=')),
  entry('edgepilot', 's', query('https://link.edgepilot.com/s/0a1b2c3d/TokenTokenToken?u=')),
  entry('esvalabs', 'u', query('https://urlsand.esvalabs.com/?u=', '&e=1a2b&h=3c4d&f=y&p=y')),
  entry(
    'exclaimer',
    'url',
    query(
      'https://eu.content.exclaimer.net/?url=',
      `&tenantid=${TENANT}&templateid=1&excomponentid=2&excomponenttype=Link&signature=x&v=1`,
    ),
  ),
  entry('titanhq', 'analyse', query('https://linklock.titanhq.com/analyse?url=', '&data=eJxsyk')),
  entry('fortimail', 'appliance', query('https://fortimail.example.org/fmlurlsvc/?fewReq=:B:JV8%2FMCs&url=')),
  entry('securence', 'link', query('https://link.securence.com/link?url=')),
  entry('topsec', 'link', query('https://mail.topsec.com/link?url=')),
  entry('sublime', 'link', query('https://platform.sublime.security/link?url=')),
  entry('google_open_redirect', 'q', query('https://www.google.com/url?sa=D&q=', '&ust=1&usg=AOv')),
  entry(
    'google_open_redirect',
    'url, other country',
    query('https://www.google.co.uk/url?rct=j&sa=t&url=', '&usg=AOv'),
  ),
  entry('google_amp', 'viewer', (t) => `https://www.google.com/amp/${isSecure(t) ? 's/' : ''}${rest(t)}`),
  entry(
    'google_amp_project',
    'cache',
    (t) => `https://x-y.cdn.ampproject.org/c/${isSecure(t) ? 's/' : ''}${rest(t)}`,
  ),
  entry(
    'google_adservices',
    'adurl',
    query('https://www.googleadservices.com/pagead/aclk?sa=L&ai=abc&sig=x&adurl='),
  ),
  entry('doubleclick', 'adurl', query('https://googleads.g.doubleclick.net/aclk?sa=l&ai=abc&adurl=')),
  entry('doubleclick', 'raw', (t) => `https://ad.doubleclick.net/ddm/clk/123456;7890;a?${t}`, survivesQuery),
  entry(
    'doubleclick',
    'escaped mark',
    query('https://adclick.g.doubleclick.net/pcs/click%3Fxai%3Dabc%26sai%3Dx&adurl='),
  ),
  entry('google_meet_redirect', 'dest', query('https://meet.google.com/linkredirect?authuser=0&dest=')),
  entry(
    'google_translate_open_redirect',
    'u',
    query('https://translate.google.com/translate?hl=en&sl=auto&tl=de&u='),
  ),
  entry('google_translate_open_redirect', 'host', translateHost, hasPlainHost),
  entry('google_travel_redirect', 'clk', query('https://www.google.com/travel/clk?pc=abc&url=')),
  entry(
    'google_user_content',
    'proxy',
    query('https://images-opensocial.googleusercontent.com/gadgets/proxy?container=focus&url='),
  ),
  entry('appspot', 'url', query('https://made-up.appspot.com/go?url=')),
  entry(
    'bing_open_redirect',
    'ck/a',
    (t) => `https://www.bing.com/ck/a?!&&p=0123abcd&ptn=3&hsh=3&fclid=x&u=a1${b64url(t)}&ntb=1`,
  ),
  entry(
    'bing_open_redirect',
    'aclick',
    (t) => `https://www.bing.com/aclick?ld=e8&u=${pct(b64(pct(t)))}&rlid=1`,
  ),
  entry(
    'yahoo',
    'RU',
    query('https://r.search.yahoo.com/_ylt=Abc;_ylu=Y29/RV=2/RE=17/RO=10/RU=', '/RK=2/RS=sig-'),
  ),
  entry('duckduckgo', 'uddg', query('https://duckduckgo.com/l/?uddg=', '&rut=ab12')),
  entry('facebook', 'l.php', query('https://l.facebook.com/l.php?u=', '&h=AT0x')),
  entry('instagram', 'u', query('https://l.instagram.com/?u=', '&e=AT0x')),
  entry('linkedin', 'redir', query('https://www.linkedin.com/redir/redirect?url=', '&urlhash=ab&trk=x')),
  entry('linkedin', 'safety', query('https://www.linkedin.com/safety/go?url=', '&trk=x')),
  entry('slack', 'link', query('https://slack-redir.net/link?url=', '&v=3')),
  entry('youtube', 'redirect', query('https://www.youtube.com/redirect?event=x&q=', '&v=abc')),
  entry(
    'youtube_set_sid',
    'continue',
    query('https://accounts.youtube.com/accounts/SetSID?ssdc=1&sidt=x&continue='),
  ),
  entry('vk', 'away', query('https://vk.com/away.php?to=', '&cc_key=')),
  entry('reddit', 'out', query('https://out.reddit.com/t3_abc?url=', '&token=AQAA')),
  entry('steam', 'linkfilter', query('https://steamcommunity.com/linkfilter/?url=')),
  entry('deref_mail', 'mail.com', query('https://deref-mail.com/mail/client/tok/dereferrer/?redirectUrl=')),
  entry('deref_mail', 'gmx', query('https://deref-gmx.net/mail/client/tok/dereferrer/?redirectUrl=')),
  entry('indeed_open_redirect', 'r', query('https://t.indeed.com/r?parentId=x&target=')),
  entry(
    'microsoft_oauth_redirect',
    'authorize',
    query(
      'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=x&scope=y&redirect_uri=',
      '&prompt=none',
    ),
  ),
  entry(
    'aws_ses',
    'L0',
    query('https://abc123.r.eu-west-1.awstrack.me/L0/', '/1/0100019-abc-000000/SignatureXYZ=123'),
  ),
  entry(
    'aws_ses',
    'CL0 on an own host',
    query('https://click.mail.example.org/CL0/', '/1/0100019-abc-000000/SignatureXYZ=123'),
  ),
  entry(
    'postmark',
    '3s',
    (t) => `https://click.pstmrk.it/${isSecure(t) ? '3s' : '3'}/${pct(rest(t))}/abcd/efgh/ijkl`,
  ),
  entry('mailjet', 'lnk', (t) => `https://xyz12.mjt.lu/lnk/AAAABb/1/sig_nature/${b64url(t)}`),
  entry('convertkit', 'click', (t) => `https://click.convertkit-mail.com/abcdefghij/klmnop/${b64url(t)}`),
  entry(
    'mailgun',
    'c',
    (t) =>
      `https://email.mg.example.org/c/${deflateSync(`h=abcd&i=id&l=${pct(t)}&r=anna%40example.org`).toString('base64url')}`,
  ),
  entry('mandrill', 'p', (t) => {
    const inner = JSON.stringify({ u: 30001234, v: 1, url: t, id: 'abc', url_ids: ['d'] })
    return `https://mandrillapp.com/track/click/30001234/example.com?p=${b64url(JSON.stringify({ s: 'sig', v: 1, p: inner }))}`
  }),
  entry(
    'monday_tracker',
    'token',
    (t) =>
      `https://trackingservice.monday.com/tracker/link?token=${b64url('{"alg":"HS256"}')}.${b64url(JSON.stringify({ emailId: 'x', originalUrl: t }))}.c2ln`,
  ),
  entry(
    'wix',
    'w',
    (t) =>
      `https://shoutout.wix.com/so/abc/c?w=LSMOtok.${b64url(JSON.stringify({ u: t, r: 'x', m: 'mail', c: 'y' }))}`,
  ),
  entry(
    'microsoft_dynamics',
    'r',
    (t) =>
      `https://public-eur.mkt.dynamics.com/api/orgs/${TENANT}/r/abc?target=${pct(JSON.stringify({ TargetUrl: pct(t), RedirectOptions: { 1: null } }))}&digest=x%3D&secretVersion=a1`,
  ),
  entry(
    'microsoft',
    'safelink.emails.azure.net',
    query('https://nam.safelink.emails.azure.net/redirect/?destination=', '&p=bT1h'),
  ),
  entry('adobe', 'p1', query('https://t-info.mail.adobe.com/r/?id=h0000001,0000002,0000003&p1=')),
  entry('squarespace', 'r', query('https://engage.squarespace-mail.com/r?m=1&u=', '&w=2&c=3&l=en&s=x')),
  entry('branch_io', 'original_url', (t) => `https://shop.app.link/?%243p=e_sg&%24original_url=${pct(t)}`),
  entry('exactag', 'cl.aspx', query('https://m.exactag.com/cl.aspx?extProvId=5&url=')),
  entry('ppcprotect', 'lpurl', query('https://monitor.ppcprotect.com/v1.0/template?accountId=1&lpurl=')),
  entry('vtiger', 'shorturl', query('https://acme.od2.vtiger.com/shorturl.php?id=1&url=')),
  entry('href_li', 'raw', (t) => `https://href.li/?${t}`, survivesQuery),
  entry('cloudflare', 'browser', (t) => `https://acme.cloudflareaccess.com/browser/${t}`),
  entry(
    'mailchimp',
    'mctx',
    query('https://us7.mailchimp.com/mctx/clicks?url=', '&h=0123&v=1&xid=4567&uid=100000001'),
  ),
  entry(
    'sailthru',
    'click',
    (t) => `https://link.shop.example/click/0123456789abcdef01234567/${b64url(t)}/0123456789abcdefB01234567`,
  ),
  entry(
    'substack',
    'redirect',
    (t) => `https://substack.com/redirect/2/${b64url(JSON.stringify({ e: t, p: 1, s: 2 }))}.c2ln?`,
  ),
  entry(
    'drip',
    'c',
    (t) =>
      `https://t.dripemail2.com/c/${b64url('{"alg":"HS256"}')}.${b64url(JSON.stringify({ aud: 'detour', url: t }))}.c2ln`,
  ),
  entry(
    'activecampaign',
    'link-tracker',
    (t) =>
      `https://acme.lt.acemlnc.com/Prod/link-tracker?redirectUrl=${b64(pct(t))}&sig=x&a=1&account=acme%2Eactivehosted%2Ecom`,
  ),
  entry('emblue', 'cl', (t) => `https://nts.embluemail.com/p/cl?data=QUJD%2BREVG!-!made1,2!-!${pct(t)}`),
  entry('user_com', 'c', query('https://acme.user.com/emails/c/abc/?to=')),
  entry('firebase', 'link', query('https://abc.page.link/?link=', '&apn=x')),
  entry('search_ads', 'link', query('https://clickserve.dartsearch.net/link/click?&ds_a_cid=1&ds_dest_url=')),
  entry('tiktok', 'link', query('https://tiktok.com/link/v2?aid=1&target=')),
  entry('amazon', 'r.html', query('https://www.amazon.com/gp/r.html?C=1&U=', '&H=x')),
  entry('google_web_light', 'u', query('https://googleweblight.com/i?u=')),
  entry(
    'egress-defend',
    'Warning',
    query(
      'https://links.us1.defend.egress.com/Warning?crId=1&Domain=customer.example&Lang=en&@OriginalLink=',
    ),
  ),
  entry('menlo', 'safe', (t) => `https://safe.menlosecurity.com/${t}`),
  entry('urlisolation', 'isolate', (t) => `https://acme.urlisolation.com/${t}`),
  entry('sidekick', 't', query('https://t.sidekickopen90.com/e1t/c/5/tok?si=1&pi=2&t=')),
  entry('criteo', 'cpp', query('https://cat.criteo.com/delivery/ckt.php?cppv=1&maxdest=')),
  entry('awin', 'cread', query('https://www.awin1.com/cread.php?awinmid=1&awinaffid=2&ued=')),
  entry('skimlinks', 'go', query('https://go.skimresources.com/?id=1&xs=1&url=')),
  entry('viglink', 'redirect', query('https://redirect.viglink.com/?key=1&u=')),
  entry('linksynergy', 'deeplink', query('https://click.linksynergy.com/deeplink?id=1&mid=2&murl=')),
  entry('effiliation', 'click', query('https://clk.tradedoubler.com/click?p=1&a=2&url=')),
  entry('twitter', 'redirect', query('https://twitter.com/i/redirect?url=', '&t=1')),
  entry('telegram', 'iv', query('https://t.me/iv?url=', '&rhash=1')),
  entry('medium', 'r', query('https://medium.com/r/?url=')),
  entry('tumblr', 'z', query('https://t.umblr.com/redirect?z=', '&t=x')),
  entry('pinterest', 'offsite', query('https://www.pinterest.com/offsite/?token=1&url=')),
  entry('quora', 'redirect', query('https://www.quora.com/_/redirect?sig=1&url=')),
  entry('zhihu', 'target', query('https://link.zhihu.com/?target=')),
  entry('soundcloud', 'exit', query('https://exit.sc/?url=')),
  entry('disqus', 'url', query('https://disq.us/url?url=')),
  entry('weibo', 'sinaurl', query('https://weibo.cn/sinaurl?u=')),
  entry('baidu', 'target', query('https://www.baidu.com/link?target=')),
  entry('yandex', 'redir', query('https://yandex.ru/redir?url=')),
  entry('anonym_to', 'raw', (t) => `https://anonym.to/?${t}`, survivesQuery),
  entry('hypothesis', 'via', (t) => `https://via.hypothes.is/${t}`),
  entry(
    'generic_desturl',
    'destUrl',
    query('https://www.shop.example/click?destUrl=', '&id=7'),
    leaves('www.shop.example'),
  ),
  entry(
    'generic_logout_redirect',
    'logout',
    query('https://sso.example/app/logout?redirect='),
    leaves('sso.example'),
  ),
]
