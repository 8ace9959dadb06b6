// Refresh header and <meta http-equiv=refresh> (HTML Standard, shared declarative refresh steps), pages and codings.
import {
  article,
  type Coding,
  type ExpectedChain,
  html,
  type RangeReply,
  type RangeShape,
  redirect,
} from '../shape.ts'

const END = 'https://landing.example/article'
const end = { [END]: article('Minutes of the autumn meeting') }

/** A page that leads on by itself. */
const leads = (id: string, why: string, reply: RangeReply, more: Partial<RangeShape> = {}): RangeShape => ({
  id,
  why,
  exact: 'http',
  start: `https://go.example/${id}`,
  serve: { [`https://go.example/${id}`]: reply, ...end },
  http: {
    hops: [
      [`https://go.example/${id}`, undefined, 'stopover'],
      [END, 'meta-refresh', 'landing'],
    ],
    end: 'landing',
  },
  ...more,
})

/** A page that only looks as if it did. */
const stays = (id: string, why: string, reply: RangeReply, browser?: ExpectedChain): RangeShape => ({
  id,
  why,
  exact: 'http',
  start: `https://go.example/${id}`,
  serve: { [`https://go.example/${id}`]: reply, ...end },
  http: { hops: [[`https://go.example/${id}`, undefined, 'landing']], end: 'landing' },
  ...(browser === undefined ? {} : { browser }),
})

const meta = (content: string): string => `<meta http-equiv="refresh" content="${content}">`
const page = (head: string): string =>
  `<!doctype html><html><head><title>One moment</title>${head}</head><body>`

const headerRefresh = (id: string, why: string, value: string): RangeShape =>
  leads(id, why, html(page(''), ['Refresh', value]), {
    http: { hops: [[`https://go.example/${id}`], [END, 'refresh-header', 'landing']], end: 'landing' },
  })

const coded = (id: string, why: string, ...coding: readonly Coding[]): RangeShape =>
  leads(id, why, {
    kind: 'answer',
    status: 200,
    header: [
      ['Content-Type', 'text/html'],
      ['Content-Encoding', coding.map((one) => (one === 'raw-deflate' ? 'deflate' : one)).join(', ')],
    ],
    body: page(meta(`0; url=${END}`)),
    coding,
  })

export const REFRESH_SHAPES: readonly RangeShape[] = [
  headerRefresh('refresh-header', 'the usual spelling', `0; url=${END}`),
  headerRefresh('refresh-header-delay', 'after five seconds', `5;URL=${END}`),
  headerRefresh('refresh-header-bare', 'without url=', `0,${END}`),
  headerRefresh('refresh-header-quotes', 'in quotes, with more behind', `0; url='${END}' x`),
  headerRefresh('refresh-header-relative', 'host left out of the scheme', '0; url=//landing.example/article'),
  {
    id: 'refresh-header-not-found',
    why: 'an error page leads on as well',
    exact: 'http',
    start: 'https://go.example/refresh-header-not-found',
    serve: {
      'https://go.example/refresh-header-not-found': {
        kind: 'answer',
        status: 404,
        header: [
          ['Content-Type', 'text/html'],
          ['Refresh', `0; url=${END}`],
        ],
        body: 'Not found',
      },
      ...end,
    },
    http: {
      hops: [['https://go.example/refresh-header-not-found'], [END, 'refresh-header']],
      end: 'landing',
    },
  },
  leads(
    'refresh-header-first',
    'the header comes before the page',
    html(page(meta('0; url=https://hop.example/no')), ['Refresh', `0; url=${END}`]),
    {
      http: { hops: [['https://go.example/refresh-header-first'], [END, 'refresh-header']], end: 'landing' },
      // Chromium takes the last of those that wait the least, against the HTML Standard.
      browser: {
        hops: [['https://go.example/refresh-header-first'], ['https://hop.example/no', 'meta-refresh']],
        end: 'landing',
      },
    },
  ),
  leads('meta-plain', 'the usual spelling', html(page(meta(`0; url=${END}`)))),
  leads('meta-delay', 'after three seconds', html(page(meta(`3;url=${END}`)))),
  leads('meta-fraction', 'a fraction of a second', html(page(meta(`0.5; url=${END}`)))),
  leads('meta-no-prefix', 'without url=', html(page(meta(`0; ${END}`)))),
  leads('meta-comma', 'a comma instead of the semicolon', html(page(meta(`0, url=${END}`)))),
  leads('meta-space', 'only a space', html(page(meta(`0 url=${END}`)))),
  leads('meta-quotes', 'the target in quotes inside', html(page(meta(`0; url='${END}' and more`)))),
  leads('meta-quote-open', 'a quote that is never closed', html(page(meta(`0; url='${END}`)))),
  leads(
    'meta-unquoted',
    'attributes without quotes',
    html(page(`<META content=0;URL=${END} HTTP-EQUIV=Refresh>`)),
  ),
  leads(
    'meta-entities',
    'every letter a character reference',
    html(page(meta(`0; ${[...`url=${END}`].map((c) => `&#x${c.charCodeAt(0).toString(16)};`).join('')}`))),
  ),
  leads(
    'meta-blanks',
    'line ends and tabs around and inside',
    html(page(meta(` \n 0 ;\n\t url \n =\t ${END} \n`))),
  ),
  leads(
    'meta-line-break-inside',
    'line ends inside the URL are dropped',
    html(page(meta(`0; url=https://landing.exam\nple/arti\ncle`))),
  ),
  leads(
    'meta-base',
    'relative to <base>',
    html(page(`<base href="https://landing.example/x/y">${meta('0; url=../article')}`)),
  ),
  leads(
    'meta-in-body',
    'in the body it counts as well',
    html(`<title>x</title><p>Wait<div>${meta(`0; url=${END}`)}`),
  ),
  leads(
    'meta-first',
    'the first one counts; Chromium takes the last of those that wait the least',
    html(page(meta(`0; url=${END}`) + meta('0; url=https://hop.example/no'))),
    {
      browser: {
        hops: [['https://go.example/meta-first'], ['https://hop.example/no', 'meta-refresh']],
        end: 'landing',
      },
    },
  ),
  leads(
    'meta-bad-first',
    'one that cannot be read does not count',
    html(page(meta('now; url=https://hop.example/no') + meta(`0; url=${END}`))),
  ),
  leads('meta-no-type', 'no Content-Type: browsers look at the bytes', {
    kind: 'answer',
    status: 200,
    header: [],
    body: page(meta(`0; url=${END}`)),
  }),
  leads('meta-xhtml', 'as XHTML', {
    kind: 'answer',
    status: 200,
    header: [['Content-Type', 'application/xhtml+xml']],
    body: `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title><meta http-equiv="refresh" content="0; url=${END}"/></head><body/></html>`,
  }),
  leads('meta-utf16', 'a page in UTF-16 with a byte order mark', {
    kind: 'answer',
    status: 200,
    header: [['Content-Type', 'text/html']],
    body: `\ufeff${page(meta(`0; url=${END}`))}`,
    charset: 'utf16le',
  }),
  leads('meta-latin1', 'a page without charset, in a single-byte one', {
    kind: 'answer',
    status: 200,
    header: [['Content-Type', 'text/html']],
    body: page(`<p>Käse${meta(`0; url=${END}`)}`),
    charset: 'latin1',
  }),
  leads(
    'meta-noscript',
    'only for readers without scripts: two ways through one page',
    html(page(`<noscript>${meta(`0; url=${END}`)}</noscript>`)),
    {
      browser: { hops: [['https://go.example/meta-noscript']], end: 'landing' },
    },
  ),
  stays(
    'meta-long-delay',
    'half an hour is the end of a session, not a redirect',
    html(`${page(meta(`1800; url=${END}`))}<p>Hello`),
  ),
  stays('meta-itself', 'without a target the page loads itself again', html(`${page(meta('30'))}<p>Hello`)),
  stays(
    'meta-comment',
    'in a comment it is text',
    html(`${page(`<!-- ${meta(`0; url=${END}`)} -->`)}<p>Hello`),
  ),
  stays(
    'meta-conditional',
    'in a comment for Internet Explorer',
    html(`${page(`<!--[if IE]>${meta(`0; url=${END}`)}<![endif]-->`)}<p>Hello`),
  ),
  stays(
    'meta-textarea',
    'shown as text, not read',
    html(`${page('')}<textarea>${meta(`0; url=${END}`)}</textarea>`),
  ),
  stays(
    'meta-template',
    'in a template nobody uses',
    html(`${page(`<template>${meta(`0; url=${END}`)}</template>`)}<p>Hello`),
  ),
  stays('meta-plain-text', 'in text/plain it is text', {
    kind: 'answer',
    status: 200,
    header: [
      ['Content-Type', 'text/plain'],
      ['X-Content-Type-Options', 'nosniff'],
    ],
    body: page(meta(`0; url=${END}`)),
  }),
  stays(
    'meta-script',
    'a script address is not followed (HTML Standard)',
    html(`${page(meta('0; url=javascript:location=1'))}<p>Hello`),
  ),
  coded('coding-gzip', 'the page packed once', 'gzip'),
  coded('coding-deflate', 'deflate with its header (RFC 9110 §8.4.1.2)', 'deflate'),
  coded('coding-raw-deflate', 'deflate without its header, as some servers do', 'raw-deflate'),
  coded('coding-br', 'Brotli (RFC 7932)', 'br'),
  coded('coding-zstd', 'Zstandard (RFC 8878)', 'zstd'),
  coded('coding-twice', 'packed twice', 'gzip', 'br'),
  {
    id: 'meta-loop',
    why: 'a page that refreshes to itself',
    exact: 'http',
    start: 'https://go.example/meta-loop',
    serve: { 'https://go.example/meta-loop': html(page(meta('0; url=/meta-loop'))) },
    http: {
      hops: [['https://go.example/meta-loop'], ['https://go.example/meta-loop', 'meta-refresh']],
      end: 'loop',
    },
  },
  {
    id: 'meta-to-data',
    why: 'a page sends its reader to a document inside the URL',
    exact: 'http',
    start: 'https://go.example/meta-to-data',
    serve: { 'https://go.example/meta-to-data': html(page(meta('0; url=data:text/html,hello'))) },
    http: {
      hops: [['https://go.example/meta-to-data'], ['data:text/html,hello', 'meta-refresh']],
      end: 'refused-scheme',
    },
  },
  {
    id: 'mixed-kinds',
    why: 'Location, header and page in one chain, fragment only through Location',
    exact: 'http',
    start: 'http://short.example/mixed#f',
    serve: {
      'http://short.example/mixed': redirect(301, 'https://go.example/mixed'),
      'https://go.example/mixed': html(page(''), ['Refresh', '1; url=https://hop.example/mixed']),
      'https://hop.example/mixed': html(page(meta(`0; url=${END}`))),
      ...end,
    },
    http: {
      hops: [
        ['http://short.example/mixed#f', undefined, 'shortener'],
        ['https://go.example/mixed#f', 'http', 'stopover'],
        ['https://hop.example/mixed', 'refresh-header', 'stopover'],
        [END, 'meta-refresh', 'landing'],
      ],
      end: 'landing',
    },
  },
]
