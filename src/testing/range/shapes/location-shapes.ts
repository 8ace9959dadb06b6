// Redirects by status and Location: RFC 9110 §15.4 and §10.2.2, and what clients do beyond it.
import { article, html, type RangeShape, redirect } from '../shape.ts'

const END = 'https://landing.example/article'
const end = { [END]: article('Minutes of the autumn meeting') }

const plainStatus = (status: number): RangeShape => ({
  id: `status-${status}`,
  why: `${status} with an absolute Location`,
  exact: 'http',
  start: `https://go.example/status-${status}`,
  serve: { [`https://go.example/status-${status}`]: redirect(status, END), ...end },
  http: {
    hops: [
      [`https://go.example/status-${status}`, undefined, 'stopover'],
      [END, 'http', 'landing'],
    ],
    end: 'landing',
  },
})

/** A redirect whose Location is written oddly, and where that leads. */
const oddLocation = (id: string, why: string, location: string, target: string): RangeShape => ({
  id,
  why,
  exact: 'http',
  start: `https://go.example/${id}/start?a=1`,
  serve: {
    [`https://go.example/${id}/start?a=1`]: redirect(302, location),
    [withoutUserinfo(target)]: article(id),
  },
  http: {
    hops: [[`https://go.example/${id}/start?a=1`], [target, 'http', 'landing']],
    end: 'landing',
  },
})

function withoutUserinfo(target: string): string {
  const url = new URL(target)
  url.username = ''
  url.password = ''
  url.hash = ''
  return url.href
}

/** A redirect that leads nowhere: the answer itself is the end. */
const staysThere = (id: string, why: string, status: number, location: string | undefined): RangeShape => ({
  id,
  why,
  exact: 'http',
  start: `https://go.example/${id}`,
  serve: {
    [`https://go.example/${id}`]: {
      kind: 'answer',
      status,
      header: location === undefined ? [] : [['Location', location]],
      body: '',
    },
    ...end,
  },
  http: { hops: [[`https://go.example/${id}`, undefined, 'landing']], end: 'landing' },
})

const forty = Array.from({ length: 40 }, (_, index) => `https://go.example/forty/${index}`)
const growing = Array.from({ length: 80 }, (_, index) => `https://go.example/growing/${'x'.repeat(index)}`)

const ofMany = (urls: readonly string[]): RangeShape['serve'] =>
  Object.fromEntries(urls.slice(0, -1).map((url, index) => [url, redirect(302, urls[index + 1] ?? '')]))

const refusedScheme = (id: string, location: string): RangeShape => ({
  id,
  why: `a server sends its reader to ${location.slice(0, location.indexOf(':'))}:`,
  exact: 'http',
  start: `https://go.example/${id}`,
  serve: { [`https://go.example/${id}`]: redirect(302, location) },
  http: {
    hops: [[`https://go.example/${id}`], [new URL(location).href, 'http']],
    end: 'refused-scheme',
  },
})

export const LOCATION_SHAPES: readonly RangeShape[] = [
  ...[301, 302, 303, 307, 308].map(plainStatus),
  {
    id: 'status-300-location',
    why: '300 may be followed (RFC 9110 §15.4.1): Firefox does, Chromium shows the page',
    exact: 'http',
    start: 'https://go.example/status-300-location',
    serve: { 'https://go.example/status-300-location': redirect(300, END), ...end },
    http: { hops: [['https://go.example/status-300-location'], [END, 'http']], end: 'landing' },
    browser: { hops: [['https://go.example/status-300-location']], end: 'landing' },
  },
  staysThere('status-300-bare', '300 without a Location is a page', 300, undefined),
  staysThere('status-304', '304 answers a question nobody asked; its Location is not followed', 304, END),
  staysThere('status-305', '305 is not followed (RFC 9110 §15.4.6)', 305, END),
  staysThere('status-306', '306 is reserved (RFC 9110 §15.4.7)', 306, END),
  staysThere('status-201', 'Location of 201 names what was made, and is not followed', 201, END),
  staysThere('location-missing', '302 without Location is a page', 302, undefined),
  staysThere('location-empty', 'an empty Location is none for browsers', 302, ''),
  oddLocation(
    'location-relative',
    'a path relative to the request',
    '../x/./y?b=2',
    'https://go.example/x/y?b=2',
  ),
  oddLocation('location-absolute-path', 'a path from the root', '/root/z', 'https://go.example/root/z'),
  oddLocation('location-query', 'only a query', '?b=2', 'https://go.example/location-query/start?b=2'),
  oddLocation('location-host', 'scheme left out', '//hop.example/host', 'https://hop.example/host'),
  oddLocation(
    'location-backslash',
    'browsers read \\ as /',
    'https:\\\\hop.example\\back',
    'https://hop.example/back',
  ),
  oddLocation(
    'location-one-slash',
    'one slash is enough',
    'https:/hop.example/one',
    'https://go.example/hop.example/one',
  ),
  oddLocation(
    'location-upper',
    'scheme and host in upper case',
    'HTTPS://HOP.EXAMPLE/Upper',
    'https://hop.example/Upper',
  ),
  oddLocation(
    'location-blanks',
    'blanks around it',
    ' \t https://hop.example/blanks \t ',
    'https://hop.example/blanks',
  ),
  oddLocation(
    'location-tab',
    'a tab inside the host is dropped',
    'https://ho\tp.example/tab',
    'https://hop.example/tab',
  ),
  oddLocation(
    'location-space',
    'a space inside is escaped',
    'https://hop.example/a b',
    'https://hop.example/a%20b',
  ),
  oddLocation(
    'location-non-ascii',
    'UTF-8 in the path, as browsers read it',
    'https://hop.example/käse',
    'https://hop.example/k%C3%A4se',
  ),
  oddLocation(
    'location-idn',
    'an IDN written in UTF-8',
    'https://bücher.example/x',
    'https://xn--bcher-kva.example/x',
  ),
  oddLocation(
    'location-fullwidth',
    'full-width letters and an ideographic full stop are the plain name (UTS 46)',
    'https://ｈｏｐ。example/wide',
    'https://hop.example/wide',
  ),
  oddLocation(
    'location-userinfo',
    'the genuine name stands before the @, the real host after',
    'https://landing.example:x@hop.example/user',
    'https://landing.example:x@hop.example/user',
  ),
  oddLocation(
    'location-dot',
    'a host with the root dot',
    'https://hop.example./dot',
    'https://hop.example./dot',
  ),
  {
    id: 'location-latin1',
    why: 'bytes that are not UTF-8 are escaped one by one',
    exact: 'http',
    start: 'https://go.example/latin1',
    serve: {
      'https://go.example/latin1': {
        kind: 'raw',
        bytes: 'HTTP/1.1 302 Found\r\nLocation: https://hop.example/k\\xe4se\r\nContent-Length: 0\r\n\r\n',
      },
      'https://hop.example/k%E4se': article('latin1'),
    },
    http: { hops: [['https://go.example/latin1'], ['https://hop.example/k%E4se', 'http']], end: 'landing' },
  },
  {
    id: 'location-several',
    why: 'different Locations: clients take the first or refuse, filters may take the last',
    exact: 'http',
    start: 'https://go.example/several',
    serve: {
      'https://go.example/several': {
        kind: 'answer',
        status: 302,
        header: [
          ['Location', 'https://hop.example/first'],
          ['Location', END],
        ],
        body: '',
      },
      'https://hop.example/first': article('first'),
      ...end,
    },
    http: { hops: [['https://go.example/several'], ['https://hop.example/first', 'http']], end: 'landing' },
    browser: { hops: [['https://go.example/several']], end: 'network-error' },
  },
  {
    id: 'location-repeated',
    why: 'the same Location twice is one',
    exact: 'http',
    start: 'https://go.example/repeated',
    serve: {
      'https://go.example/repeated': {
        kind: 'answer',
        status: 302,
        header: [
          ['Location', END],
          ['location', END],
        ],
        body: '',
      },
      ...end,
    },
    http: { hops: [['https://go.example/repeated'], [END, 'http']], end: 'landing' },
  },
  {
    id: 'location-invalid',
    why: 'a Location no URL parser takes ends the way',
    exact: 'http',
    start: 'https://go.example/invalid',
    serve: { 'https://go.example/invalid': redirect(302, 'https://[::hop]/') },
    http: { hops: [['https://go.example/invalid']], end: 'network-error' },
  },
  {
    id: 'location-in-ok',
    why: 'a Location beside 200 is not followed',
    exact: 'http',
    start: 'https://go.example/in-ok',
    serve: {
      'https://go.example/in-ok': html('<title>x</title><p>Hello', ['Location', END]),
      ...end,
    },
    http: { hops: [['https://go.example/in-ok']], end: 'landing' },
  },
  {
    id: 'fragment-inherited',
    why: 'the fragment of the link goes on through a redirect without one (RFC 9110 §10.2.2)',
    exact: 'http',
    start: 'https://go.example/fragment#cmVhZGVy',
    serve: {
      'https://go.example/fragment': redirect(302, 'https://hop.example/fragment'),
      'https://hop.example/fragment': redirect(302, END),
      ...end,
    },
    http: {
      hops: [
        ['https://go.example/fragment#cmVhZGVy'],
        ['https://hop.example/fragment#cmVhZGVy', 'http', 'stopover'],
        [`${END}#cmVhZGVy`, 'http', 'landing'],
      ],
      end: 'landing',
    },
  },
  {
    id: 'fragment-replaced',
    why: 'a fragment in Location takes the place of the old one',
    exact: 'http',
    start: 'https://go.example/fragment-replaced#old',
    serve: { 'https://go.example/fragment-replaced': redirect(302, `${END}#new`), ...end },
    http: { hops: [['https://go.example/fragment-replaced#old'], [`${END}#new`, 'http']], end: 'landing' },
  },
  {
    id: 'stopover',
    why: 'the trick of 2024: a hop of nobody between a tracker and the genuine page',
    exact: 'http',
    start: 'https://track.example/c/1',
    serve: {
      'https://track.example/c/1': redirect(302, 'https://hop.example/v/1'),
      'https://hop.example/v/1': redirect(302, END),
      ...end,
    },
    http: {
      hops: [
        ['https://track.example/c/1', undefined, 'tracker'],
        ['https://hop.example/v/1', 'http', 'stopover'],
        [END, 'http', 'landing'],
      ],
      end: 'landing',
    },
  },
  {
    id: 'known-roles',
    why: 'gateway, shortener and courier on the way are named by what they are for',
    exact: 'http',
    start: 'https://gate.example/?u=1',
    serve: {
      'https://gate.example/?u=1': redirect(302, 'https://short.example/a1'),
      'https://short.example/a1': redirect(301, 'https://share.example/out?to=1'),
      'https://share.example/out?to=1': redirect(303, 'https://www.landing.example/'),
      'https://www.landing.example/': redirect(308, END),
      ...end,
    },
    http: {
      hops: [
        ['https://gate.example/?u=1', undefined, 'gateway'],
        ['https://short.example/a1', 'http', 'shortener'],
        ['https://share.example/out?to=1', 'http', 'courier'],
        ['https://www.landing.example/', 'http', 'landing'],
        [END, 'http', 'landing'],
      ],
      end: 'landing',
    },
  },
  {
    id: 'downgrade',
    why: 'from https to http and back: what is in between can be read and changed by others',
    exact: 'http',
    start: 'https://go.example/downgrade',
    serve: {
      'https://go.example/downgrade': redirect(302, 'http://hop.example/downgrade'),
      'http://hop.example/downgrade': redirect(302, END),
      ...end,
    },
    http: {
      hops: [['https://go.example/downgrade'], ['http://hop.example/downgrade', 'http'], [END, 'http']],
      end: 'landing',
    },
  },
  {
    id: 'upgrade',
    why: 'from http to https of the same host',
    exact: 'http',
    start: 'http://landing.example/upgrade',
    serve: {
      'http://landing.example/upgrade': redirect(301, 'https://landing.example/upgrade'),
      'https://landing.example/upgrade': article('upgrade'),
    },
    http: {
      hops: [
        ['http://landing.example/upgrade', undefined, 'landing'],
        ['https://landing.example/upgrade', 'http', 'landing'],
      ],
      end: 'landing',
    },
  },
  {
    id: 'forty-hops',
    why: 'longer than any browser follows (Chromium 20, curl 50)',
    exact: 'http',
    start: 'https://go.example/forty/0',
    serve: { ...ofMany([...forty, END]), ...end },
    http: {
      hops: [...forty.map((url, index) => [url, index === 0 ? undefined : 'http'] as const), [END, 'http']],
      end: 'landing',
    },
    browser: {
      hops: forty.slice(0, 21).map((url, index) => [url, index === 0 ? undefined : 'http'] as const),
      end: 'hop-limit',
    },
  },
  {
    id: 'growing',
    why: 'every hop is new, so no loop is seen: the number of hops has to end it',
    exact: 'http',
    start: 'https://go.example/growing/',
    serve: ofMany(growing),
    limits: { hops: 30 },
    http: {
      hops: growing.slice(0, 30).map((url, index) => [url, index === 0 ? undefined : 'http'] as const),
      end: 'hop-limit',
    },
    browser: {
      hops: growing.slice(0, 21).map((url, index) => [url, index === 0 ? undefined : 'http'] as const),
      end: 'hop-limit',
    },
  },
  {
    id: 'loop-self',
    why: 'a URL that leads to itself',
    exact: 'http',
    start: 'https://go.example/loop-self',
    serve: { 'https://go.example/loop-self': redirect(302, '/loop-self') },
    http: { hops: [['https://go.example/loop-self'], ['https://go.example/loop-self', 'http']], end: 'loop' },
  },
  {
    id: 'loop-two',
    why: 'two hosts that lead to each other',
    exact: 'http',
    start: 'https://go.example/loop-two',
    serve: {
      'https://go.example/loop-two': redirect(302, 'https://hop.example/loop-two'),
      'https://hop.example/loop-two': redirect(302, 'https://go.example/loop-two'),
    },
    http: {
      hops: [
        ['https://go.example/loop-two'],
        ['https://hop.example/loop-two', 'http'],
        ['https://go.example/loop-two', 'http'],
      ],
      end: 'loop',
    },
  },
  {
    id: 'redirect-with-page',
    why: 'the page of a redirect says another place; nobody sees it',
    exact: 'http',
    start: 'https://go.example/with-page',
    serve: {
      'https://go.example/with-page': {
        kind: 'answer',
        status: 302,
        header: [
          ['Location', END],
          ['Content-Type', 'text/html'],
          ['Refresh', '0; url=https://hop.example/never'],
        ],
        body: '<meta http-equiv=refresh content="0; url=https://hop.example/never">',
      },
      ...end,
    },
    http: { hops: [['https://go.example/with-page'], [END, 'http']], end: 'landing' },
  },
  {
    id: 'early-hints',
    why: 'interim answers before the redirect (RFC 8297)',
    exact: 'http',
    start: 'https://go.example/early-hints',
    serve: {
      'https://go.example/early-hints': {
        kind: 'raw',
        bytes:
          'HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n' +
          `HTTP/1.1 302 Found\r\nLocation: ${END}\r\nContent-Length: 0\r\n\r\n`,
      },
      ...end,
    },
    http: { hops: [['https://go.example/early-hints'], [END, 'http']], end: 'landing' },
  },
  {
    id: 'http-1-0',
    why: 'an old server that ends its answer by closing',
    exact: 'http',
    start: 'http://go.example/http-1-0',
    serve: {
      'http://go.example/http-1-0': {
        kind: 'raw',
        bytes: `HTTP/1.0 302 Moved\r\nLocation: ${END}\r\n\r\nmoved`,
      },
      ...end,
    },
    http: { hops: [['http://go.example/http-1-0'], [END, 'http']], end: 'landing' },
  },
  {
    id: 'case-of-names',
    why: 'header names in any case',
    exact: 'http',
    start: 'http://go.example/case',
    serve: {
      'http://go.example/case': {
        kind: 'raw',
        bytes: `HTTP/1.1 302\r\nlOcAtIoN:${END}\r\ncontent-length: 0\r\n\r\n`,
      },
      ...end,
    },
    http: { hops: [['http://go.example/case'], [END, 'http']], end: 'landing' },
  },
  refusedScheme('to-data', 'data:text/html,<script>location="https://hop.example/"</script>'),
  refusedScheme('to-javascript', 'javascript:location="https://hop.example/"'),
  refusedScheme('to-blob', 'blob:https://go.example/8a0e8a30-6d1c-4f70-9f5f-0a7a3c1d2e4f'),
  refusedScheme('to-file', 'file:///etc/hostname'),
  refusedScheme('to-ftp', 'ftp://hop.example/x'),
  refusedScheme('to-mailto', 'mailto:somebody@example.org'),
  refusedScheme('to-app', 'intent://hop.example/#Intent;scheme=https;end'),
]
