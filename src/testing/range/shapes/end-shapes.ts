// Where following has to end: at sign-ins in every disguise, at files, at links that do something, at pages that never
// come to an end by themselves.

import type { ChainEnd } from '../../../model/redirect-chain.ts'
import { article, html, type RangeReply, type RangeShape, redirect } from '../shape.ts'

const END = 'https://landing.example/article'
const PASSWORD =
  '<form method=post action=/in><input name=e><input type=password name=p><button>Sign in</button></form>'

const page = (body: string, head = ''): RangeReply =>
  html(`<!doctype html><html><head><title>Shared file</title>${head}</head><body>${body}</body></html>`)

const ends = (
  id: string,
  why: string,
  reply: RangeReply,
  http: ChainEnd,
  browser: ChainEnd,
  serve: RangeShape['serve'] = {},
): RangeShape => ({
  id,
  why,
  exact: http === browser ? 'http' : 'browser',
  start: `https://go.example/${id}`,
  serve: { [`https://go.example/${id}`]: reply, ...serve },
  http: { hops: [[`https://go.example/${id}`]], end: http },
  ...(http === browser ? {} : { browser: { hops: [[`https://go.example/${id}`]], end: browser } }),
})

const script = (code: string): string => `<script>${code}</script>`
const TEXT = `<p>${'The committee met on Tuesday and agreed on the agenda for the autumn. '.repeat(12)}</p>`

export const END_SHAPES: readonly RangeShape[] = [
  ends('sign-in', 'asks for a password', page(PASSWORD), 'credential-page', 'credential-page'),
  {
    id: 'sign-in-on-the-way',
    why: 'a page that asks for a password and leads on by itself later is where it ends',
    exact: 'http',
    start: 'https://go.example/sign-in-on-the-way',
    serve: {
      'https://go.example/sign-in-on-the-way': redirect(302, 'https://login.example/in'),
      'https://login.example/in': page(PASSWORD, `<meta http-equiv=refresh content="20; url=${END}">`),
      [END]: article('Minutes of the autumn meeting'),
    },
    http: {
      hops: [
        ['https://go.example/sign-in-on-the-way', undefined, 'stopover'],
        ['https://login.example/in', 'http', 'landing'],
      ],
      end: 'credential-page',
    },
  },
  ends(
    'sign-in-first-step',
    'asks for the name first, as the big providers do',
    page(`${TEXT}<form><input name=loginfmt placeholder="Email or phone"><button>Next</button></form>`),
    'landing',
    'credential-page',
  ),
  ends(
    'sign-in-masked',
    'a text field that only looks like one for passwords',
    page(`${TEXT}<form><input name=k1 style="-webkit-text-security:disc"><button>Open</button></form>`),
    'landing',
    'credential-page',
  ),
  ends(
    'sign-in-clobbered',
    'names that hide what a look at the document asks for',
    page(
      `<img name=querySelectorAll><img name=body><img name=documentElement><img name=querySelector><img name=doctype>` +
        `<form id=f><input name=shadowRoot><input name=localName><input name=nodeType></form>${PASSWORD}`,
    ),
    'credential-page',
    'credential-page',
  ),
  ends(
    'sign-in-far-down',
    'behind tens of thousands of elements',
    page(`<div style="height:40px;overflow:hidden">${'<i></i>'.repeat(30_000)}</div>${PASSWORD}`),
    'credential-page',
    'credential-page',
  ),
  ends(
    'sign-in-late',
    'the form comes when a hasty look is over',
    page(
      `<div id=d>One moment</div>${script(`setTimeout(function () { document.getElementById("d").innerHTML = atob("${Buffer.from(PASSWORD).toString('base64')}") }, 9000)`)}`,
    ),
    'needs-browser',
    'credential-page',
  ),
  ends(
    'sign-in-shadow',
    'inside an open shadow tree',
    page(
      `${TEXT}<div id=d></div>${script(`document.getElementById("d").attachShadow({ mode: "open" }).innerHTML = "<input type=pass" + "word>"`)}`,
    ),
    'landing',
    'credential-page',
  ),
  ends(
    'sign-in-frame',
    'in a frame of another site that takes half of the window',
    page(`${TEXT}<iframe src="https://login.example/framed" width="500" height="300"></iframe>`),
    'landing',
    'credential-page',
    { 'https://login.example/framed': page(PASSWORD) },
  ),
  ends(
    'sign-in-basic',
    'the server itself asks',
    { kind: 'answer', status: 401, header: [['WWW-Authenticate', 'Basic realm="files"']], body: 'no' },
    'credential-page',
    'credential-page',
  ),
  ends(
    'check-before',
    'a check that only a person passes',
    page('<h1>Are you a person?</h1><div class="g-recaptcha" data-sitekey=x></div>'),
    'landing',
    'interstitial',
  ),
  ends(
    'file-attached',
    'a page that is to be saved',
    html('<p>hello', ['Content-Disposition', 'attachment; filename="a.html"']),
    'download',
    'download',
  ),
  ends(
    'file-type',
    'a type that is not shown',
    { kind: 'answer', status: 200, header: [['Content-Type', 'application/zip']], body: 'PK' },
    'download',
    'download',
  ),
  {
    id: 'file-smuggled',
    why: 'a script makes the file in the page (HTML smuggling)',
    exact: 'browser',
    start: 'https://go.example/file-smuggled',
    serve: {
      'https://go.example/file-smuggled': page(
        script(
          'var a = document.createElement("a"); a.href = URL.createObjectURL(new Blob(["PK"], { type: "application/zip" })); a.download = "invoice.zip"; document.body.append(a); a.click()',
        ),
      ),
    },
    http: { hops: [['https://go.example/file-smuggled']], end: 'needs-browser' },
    browser: {
      hops: [['https://go.example/file-smuggled'], ['blob:https://go.example/*', 'download']],
      end: 'download',
    },
  },
  {
    id: 'does-something',
    why: 'leads to a link that unsubscribes: it is not opened',
    exact: 'http',
    start: 'https://go.example/does-something',
    serve: { 'https://go.example/does-something': redirect(302, 'https://news.example/unsubscribe?u=7') },
    http: {
      hops: [['https://go.example/does-something'], ['https://news.example/unsubscribe?u=7', 'http']],
      end: 'one-time-link',
    },
  },
  {
    id: 'does-something-by-script',
    why: 'a script leads there',
    exact: 'browser',
    start: 'https://go.example/does-something-by-script',
    serve: {
      'https://go.example/does-something-by-script': page(
        script('location = "https://news.example/unsubscribe?u=7"'),
      ),
    },
    http: { hops: [['https://go.example/does-something-by-script']], end: 'needs-browser' },
    browser: {
      hops: [
        ['https://go.example/does-something-by-script'],
        ['https://news.example/unsubscribe?u=7', 'script'],
      ],
      end: 'one-time-link',
    },
  },
  {
    id: 'script-to-app',
    why: 'a script asks for a program of the reader',
    exact: 'browser',
    start: 'https://go.example/script-to-app',
    serve: {
      'https://go.example/script-to-app': page(script('location = "ms-word:ofe|u|https://go.example/x.doc"')),
    },
    http: { hops: [['https://go.example/script-to-app']], end: 'needs-browser' },
    browser: {
      hops: [['https://go.example/script-to-app'], ['ms-word:ofe|u|https://go.example/x.doc', 'script']],
      end: 'refused-scheme',
    },
  },
  {
    id: 'script-to-private',
    why: 'a script leads to a private address',
    exact: 'browser',
    start: 'https://go.example/script-to-private',
    serve: {
      'https://go.example/script-to-private': page(script('location = "http://127.0.0.1:{canary}/x"')),
    },
    http: { hops: [['https://go.example/script-to-private']], end: 'needs-browser' },
    browser: {
      hops: [['https://go.example/script-to-private'], ['http://127.0.0.1:{canary}/x', 'script']],
      end: 'refused-address',
    },
  },
  {
    id: 'form-to-private',
    why: 'a form is sent to a private address',
    exact: 'browser',
    start: 'https://go.example/form-to-private',
    serve: {
      'https://go.example/form-to-private': page(
        `<form method=post action="http://127.0.0.1:{canary}/x"><input type=hidden name=a value=1></form>${script('document.forms[0].submit()')}`,
      ),
    },
    http: { hops: [['https://go.example/form-to-private']], end: 'needs-browser' },
    browser: {
      hops: [['https://go.example/form-to-private'], ['http://127.0.0.1:{canary}/x', 'form']],
      end: 'refused-address',
    },
  },
  ends(
    'window-of-its-own',
    'a window nobody asked for is not opened',
    page(`${TEXT}${script(`window.open("${END}")`)}`),
    'needs-browser',
    'landing',
  ),
  {
    id: 'blob-for-ever',
    why: 'each document makes the next itself, so no server is asked: the number of hops has to end it',
    exact: 'browser',
    start: 'https://go.example/blob-for-ever',
    limits: { hops: 6 },
    serve: {
      'https://go.example/blob-for-ever': page(
        `<script id=s>function on() { var b = new Blob(["<!doctype html><title>x</title><script id=s>" + document.getElementById("s").textContent + "<\\/script>"], { type: "text/html" }); location = URL.createObjectURL(b) } setTimeout(on, 10)</script>`,
      ),
    },
    http: { hops: [['https://go.example/blob-for-ever']], end: 'needs-browser' },
    browser: {
      hops: [
        ['https://go.example/blob-for-ever'],
        ...Array.from({ length: 5 }, () => ['blob:https://go.example/*', 'script'] as const),
      ],
      end: 'hop-limit',
    },
  },
  {
    id: 'script-half-minute',
    why: 'a script that outwaits those who look',
    exact: 'browser',
    start: 'https://go.example/script-half-minute',
    serve: {
      'https://go.example/script-half-minute': page(
        script(`setTimeout(function () { location = "${END}" }, 30000)`),
      ),
      [END]: article('Minutes of the autumn meeting'),
    },
    http: { hops: [['https://go.example/script-half-minute']], end: 'needs-browser' },
    browser: { hops: [['https://go.example/script-half-minute'], [END, 'script']], end: 'landing' },
  },
  {
    id: 'script-dialog',
    why: 'asks its reader first, who says nothing',
    exact: 'browser',
    start: 'https://go.example/script-dialog',
    serve: {
      'https://go.example/script-dialog': page(
        script(
          `alert("a"); if (!confirm("b")) { onbeforeunload = function () { return "c" }; location = "${END}" }`,
        ),
      ),
      [END]: article('Minutes of the autumn meeting'),
    },
    http: { hops: [['https://go.example/script-dialog']], end: 'needs-browser' },
    browser: { hops: [['https://go.example/script-dialog'], [END, 'script']], end: 'landing' },
  },
  {
    id: 'script-navigation',
    why: 'through the Navigation API',
    exact: 'browser',
    start: 'https://go.example/script-navigation',
    serve: {
      'https://go.example/script-navigation': page(script(`navigation.navigate("${END}")`)),
      [END]: article('Minutes of the autumn meeting'),
    },
    http: { hops: [['https://go.example/script-navigation']], end: 'needs-browser' },
    browser: { hops: [['https://go.example/script-navigation'], [END, 'script']], end: 'landing' },
  },
  {
    id: 'script-worker',
    why: 'a worker thread knows the target',
    exact: 'browser',
    start: 'https://go.example/script-worker',
    serve: {
      'https://go.example/script-worker': page(
        script(
          `var w = new Worker(URL.createObjectURL(new Blob(['postMessage("${END}")']))); w.onmessage = function (e) { location = e.data }`,
        ),
      ),
      [END]: article('Minutes of the autumn meeting'),
    },
    http: { hops: [['https://go.example/script-worker']], end: 'needs-browser' },
    browser: { hops: [['https://go.example/script-worker'], [END, 'script']], end: 'landing' },
  },
  {
    id: 'script-prerendered',
    why: 'the next page is made ready before it is gone to',
    exact: 'browser',
    start: 'https://go.example/script-prerendered',
    serve: {
      'https://go.example/script-prerendered': page(
        `<script type=speculationrules>{"prerender":[{"source":"list","urls":["/script-prerendered/next"],"eagerness":"immediate"}]}</script>${script('setTimeout(function () { location = "/script-prerendered/next" }, 2500)')}`,
      ),
      'https://go.example/script-prerendered/next': article('made ready'),
    },
    http: { hops: [['https://go.example/script-prerendered']], end: 'needs-browser' },
    browser: {
      hops: [
        ['https://go.example/script-prerendered'],
        ['https://go.example/script-prerendered/next', 'script'],
      ],
      end: 'landing',
    },
  },
]
