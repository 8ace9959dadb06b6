// Servers that tell clients apart, and cookies (RFC 6265bis). What is expected holds for current Chrome on Windows.
import { article, type Header, html, type RangeReply, type RangeShape, redirect } from '../shape.ts'

const END = 'https://landing.example/article'
const DECOY = 'https://decoy.example/news'
const end = { [END]: article('Minutes of the autumn meeting'), [DECOY]: article('Nothing to see') }

const when = (name: string, holds: string, reply: RangeReply, otherwise: RangeReply): RangeReply => ({
  kind: 'choose',
  cases: [{ when: { header: { name, holds } }, reply }],
  otherwise,
})

const cloak = (id: string, why: string, reply: RangeReply): RangeShape => ({
  id,
  why,
  exact: 'http',
  start: `https://go.example/${id}`,
  serve: { [`https://go.example/${id}`]: reply, ...end },
  http: { hops: [[`https://go.example/${id}`], [END, 'http']], end: 'landing' },
})

/** The first host gives a cookie and sends on; whoever comes with it is let in. */
const cookie = (
  id: string,
  why: string,
  setCookie: readonly string[],
  target: string,
  admitted: boolean,
  holds: string = 'k=v',
): RangeShape => ({
  id,
  why,
  exact: 'http',
  start: `https://a.cookie.example/${id}`,
  serve: {
    [`https://a.cookie.example/${id}`]: redirect(
      302,
      target,
      ...setCookie.map((value): readonly [string, string] => ['Set-Cookie', value]),
    ),
    [target]: when('cookie', holds, redirect(302, END), redirect(302, DECOY)),
    ...end,
  },
  http: {
    hops: [[`https://a.cookie.example/${id}`], [target, 'http'], [admitted ? END : DECOY, 'http']],
    end: 'landing',
  },
})

/** A page that hides itself, before a host that only lets in readers who come from nowhere. */
const hidesOrigin = (id: string, why: string, header: Header, head: string): RangeShape => ({
  id,
  why,
  exact: 'http',
  start: `https://go.example/${id}`,
  serve: {
    [`https://go.example/${id}`]: html(
      `<!doctype html><head>${head}<meta http-equiv=refresh content="0; url=https://hop.example/${id}">`,
      ...header,
    ),
    [`https://hop.example/${id}`]: when('referer', 'go.example', redirect(302, DECOY), redirect(302, END)),
    ...end,
  },
  http: {
    hops: [[`https://go.example/${id}`], [`https://hop.example/${id}`, 'meta-refresh'], [END, 'http']],
    end: 'landing',
  },
})

export const CLIENT_SHAPES: readonly RangeShape[] = [
  cloak(
    'cloak-user-agent',
    'only a desktop browser gets the real way',
    when('user-agent', 'Windows NT 10.0', redirect(302, END), redirect(302, DECOY)),
  ),
  cloak(
    'cloak-scanner',
    'scanners are known by their name',
    when('user-agent', 'curl', redirect(302, DECOY), redirect(302, END)),
  ),
  cloak(
    'cloak-language',
    'only readers of a language',
    when('accept-language', 'en', redirect(302, END), redirect(302, DECOY)),
  ),
  cloak(
    'cloak-fetch-metadata',
    'a browser that says nothing of its request is none',
    when('sec-fetch-mode', 'navigate', redirect(302, END), redirect(302, DECOY)),
  ),
  cloak(
    'cloak-client-hints',
    'nor one without client hints',
    when('sec-ch-ua-platform', 'Windows', redirect(302, END), redirect(302, DECOY)),
  ),
  {
    id: 'cloak-referer',
    why: 'a page sends on and the next host looks where its reader comes from',
    exact: 'http',
    start: 'https://go.example/cloak-referer',
    serve: {
      'https://go.example/cloak-referer': html(
        '<meta http-equiv=refresh content="0; url=https://hop.example/cloak-referer">',
      ),
      'https://hop.example/cloak-referer': when(
        'referer',
        'https://go.example/',
        redirect(302, END),
        redirect(302, DECOY),
      ),
      ...end,
    },
    http: {
      hops: [
        ['https://go.example/cloak-referer'],
        ['https://hop.example/cloak-referer', 'meta-refresh'],
        [END, 'http'],
      ],
      end: 'landing',
    },
  },
  hidesOrigin(
    'referrer-header',
    'a page that keeps quiet where its reader comes from',
    [['Referrer-Policy', 'no-referrer']],
    '',
  ),
  hidesOrigin('referrer-meta', 'the same in the page', [], '<meta name=referrer content=never>'),
  cookie('cookie-host', 'a cookie goes back to its host', ['k=v'], 'https://a.cookie.example/in-1', true),
  cookie('cookie-host-only', 'not to a host below', ['k=v'], 'https://b.a.cookie.example/in-2', false),
  cookie(
    'cookie-domain',
    'with Domain to hosts beside',
    ['k=v; Domain=cookie.example'],
    'https://b.cookie.example/in-3',
    true,
  ),
  cookie(
    'cookie-domain-dot',
    'a dot before Domain is dropped',
    ['k=v; Domain=.Cookie.Example'],
    'https://b.cookie.example/in-4',
    true,
  ),
  cookie(
    'cookie-foreign',
    'a Domain that is not its own is refused',
    ['k=v; Domain=landing.example'],
    'https://b.cookie.example/in-5',
    false,
  ),
  cookie(
    'cookie-public-suffix',
    'a public suffix as Domain is refused',
    ['k=v; Domain=example'],
    'https://b.cookie.example/in-6',
    false,
  ),
  cookie('cookie-path', 'only below its path', ['k=v; Path=/deep'], 'https://a.cookie.example/deeper', false),
  cookie(
    'cookie-path-below',
    'below its path it goes',
    ['k=v; Path=/deep'],
    'https://a.cookie.example/deep/in',
    true,
  ),
  cookie(
    'cookie-secure',
    'Secure: not without encryption',
    ['k=v; Secure'],
    'http://a.cookie.example/in-7',
    false,
  ),
  cookie(
    'cookie-expired',
    'taken back by Expires',
    ['k=v', 'k=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
    'https://a.cookie.example/in-8',
    false,
  ),
  cookie(
    'cookie-max-age',
    'taken back by Max-Age',
    ['k=v', 'k=v; Max-Age=0; Expires=Fri, 01 Jan 2100 00:00:00 GMT'],
    'https://a.cookie.example/in-9',
    false,
  ),
  cookie(
    'cookie-replaced',
    'the same name is the same cookie',
    ['k=old', 'k=v'],
    'https://a.cookie.example/in-10',
    true,
  ),
  cookie(
    'cookie-prefix',
    '__Host- with Domain is refused',
    ['__Host-k=v; Secure; Path=/; Domain=cookie.example'],
    'https://b.cookie.example/in-11',
    false,
  ),
  cookie(
    'cookie-several',
    'several go in one header, longer paths first',
    ['a=1; Path=/', 'b=2; Path=/several'],
    'https://a.cookie.example/several/in',
    true,
    'b=2; a=1',
  ),
  {
    id: 'cookie-check',
    why: 'a cookie is set and the same URL asked for again: no loop',
    exact: 'http',
    start: 'https://a.cookie.example/check',
    serve: {
      'https://a.cookie.example/check': when(
        'cookie',
        'seen=1',
        redirect(302, END),
        redirect(302, '/check', ['Set-Cookie', 'seen=1']),
      ),
      ...end,
    },
    http: {
      hops: [['https://a.cookie.example/check'], ['https://a.cookie.example/check', 'http'], [END, 'http']],
      end: 'landing',
    },
  },
]
