// Ways that only a running page shows. The HTTP tracer says where it has to stop, and guesses nothing.

import type { EdgeKind } from '../../../model/redirect-chain.ts'
import { article, type ExpectedHop, html, type RangeReply, type RangeShape, redirect } from '../shape.ts'

const END = 'https://landing.example/article'
const end = { [END]: article('Minutes of the autumn meeting') }

const page = (body: string): RangeReply =>
  html(`<!doctype html><html><head><title>One moment</title></head><body>${body}</body></html>`)

/** A page that needs a browser, and how the browser gets from it to the landing. */
const runs = (
  id: string,
  why: string,
  reply: RangeReply,
  edge: EdgeKind,
  more: {
    readonly serve?: RangeShape['serve']
    readonly between?: readonly ExpectedHop[]
    readonly fragment?: string
    readonly target?: string
  } = {},
): RangeShape => {
  const start = `https://go.example/${id}${more.fragment ?? ''}`
  return {
    id,
    why,
    exact: 'browser',
    start,
    serve: { [`https://go.example/${id}`]: reply, ...more.serve, ...end },
    http: { hops: [[start]], end: 'needs-browser' },
    browser: { hops: [[start], ...(more.between ?? []), [more.target ?? END, edge]], end: 'landing' },
  }
}

const script = (id: string, why: string, code: string, more: Parameters<typeof runs>[4] = {}): RangeShape =>
  runs(id, why, page(`<script>${code}</script>`), 'script', more)

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const codes = (text: string): string => [...text].map((c) => c.charCodeAt(0)).join(',')
const FORM_END = 'https://landing.example/form'

export const SCRIPT_SHAPES: readonly RangeShape[] = [
  script('script-location', 'the plainest', `location = "${END}"`),
  script('script-href', 'through href', `window.location.href = '${END}'`),
  script('script-replace', 'leaves no trace in the history', `location.replace("${END}")`),
  script('script-assign', 'through a method', `document.location.assign("${END}")`),
  script('script-brackets', 'without a dot', `window["loc" + "ation"]["hr" + "ef"] = "${END}"`),
  script(
    'script-delayed',
    'after a while, when a hasty scanner is gone',
    `setTimeout(function () { location = "${END}" }, 700)`,
  ),
  script(
    'script-split',
    'the target in pieces',
    `var a = "https://", b = "landing", c = ".example/"; location.href = a + b + c + "article"`,
  ),
  script('script-base64', 'the target encoded', `location.href = atob("${base64(END)}")`),
  script(
    'script-codes',
    'the code itself encoded',
    `eval(String.fromCharCode(${codes(`location="${END}"`)}))`,
  ),
  script(
    'script-escaped',
    'percent-escapes',
    `eval(unescape("${[...`location="${END}"`].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('')}"))`,
  ),
  script(
    'script-reversed',
    'written backwards',
    `location = "${[...END].reverse().join('')}".split("").reverse().join("")`,
  ),
  script(
    'script-history',
    'a new address in the bar first',
    `history.pushState({}, "", "/script-history/inbox"); location.replace("${END}")`,
    {
      between: [['https://go.example/script-history/inbox', 'script']],
    },
  ),
  script('script-window-open', 'a window of its own', `window.open("${END}", "_self")`),
  script(
    'script-click',
    'a link pressed by a script',
    `var a = document.createElement("a"); a.href = "${END}"; document.body.appendChild(a); a.click()`,
  ),
  runs(
    'script-writes-meta',
    'a refresh written by a script',
    page(`<script>document.write('<me' + 'ta http-equiv="refresh" content="0; url=${END}">')</script>`),
    'meta-refresh',
  ),
  script(
    'script-fetch',
    'the target asked for separately',
    'fetch("/script-fetch/where").then(function (r) { return r.json() }).then(function (j) { location = j.to })',
    {
      serve: {
        'https://go.example/script-fetch/where': {
          kind: 'answer',
          status: 200,
          header: [['Content-Type', 'application/json']],
          body: JSON.stringify({ to: END }),
        },
      },
    },
  ),
  runs(
    'script-cookie',
    'set by the page, wanted by the server',
    page('<script>document.cookie = "human=1"; location.reload()</script>'),
    'http',
    {
      serve: {
        'https://go.example/script-cookie': {
          kind: 'choose',
          cases: [{ when: { header: { name: 'cookie', holds: 'human=1' } }, reply: redirect(302, END) }],
          otherwise: page('<script>document.cookie = "human=1"; location.reload()</script>'),
        },
      },
      between: [['https://go.example/script-cookie', 'script']],
    },
  ),
  runs(
    'script-onload',
    'in an attribute',
    html(`<!doctype html><title>x</title><body onload="location='${END}'">`),
    'script',
  ),
  runs(
    'script-external',
    'in a file of its own',
    page('<script src="/script-external/x.js"></script>'),
    'script',
    {
      serve: {
        'https://go.example/script-external/x.js': {
          kind: 'answer',
          status: 200,
          header: [['Content-Type', 'text/javascript']],
          body: `location = "${END}"`,
        },
      },
    },
  ),
  runs(
    'script-timer-text',
    'a countdown',
    page(
      `<p id=n>3</p><script>var n = 3, t = setInterval(function () { if (--n === 0) { clearInterval(t); location.href = "${END}" } }, 200)</script>`,
    ),
    'script',
  ),
  runs(
    'fragment-state',
    'the target after the #, which no server sees',
    page('<script>location = atob(location.hash.slice(1))</script>'),
    'fragment',
    {
      fragment: `#${base64(END)}`,
    },
  ),
  runs(
    'script-service-worker',
    'a worker answers the next request itself',
    page(
      '<script>navigator.serviceWorker.register("/script-service-worker.js", { scope: "/script-service-worker" }).then(function () { return navigator.serviceWorker.ready }).then(function () { location = "/script-service-worker/next" })</script>',
    ),
    'http',
    {
      serve: {
        'https://go.example/script-service-worker.js': {
          kind: 'answer',
          status: 200,
          header: [['Content-Type', 'text/javascript']],
          body: `self.addEventListener("activate", function (e) { e.waitUntil(self.clients.claim()) }); self.addEventListener("fetch", function (e) { if (e.request.mode === "navigate") e.respondWith(Response.redirect("${END}", 302)) })`,
        },
      },
      between: [['https://go.example/script-service-worker/next', 'script']],
    },
  ),
  runs(
    'form-post',
    'a form that submits itself; the server takes only POST',
    page(
      `<form method=post action="${FORM_END}"><input type=hidden name=t value=1></form><script>document.forms[0].submit()</script>`,
    ),
    'form',
    {
      target: FORM_END,
      serve: {
        [FORM_END]: {
          kind: 'choose',
          cases: [{ when: { method: 'POST', body: 't=1' }, reply: article('posted') }],
          otherwise: { kind: 'answer', status: 405, header: [], body: '' },
        },
      },
    },
  ),
  runs(
    'form-get',
    'the same with GET',
    page(
      '<form action="https://landing.example/form-get"><input type=hidden name=t value=1></form><script>document.forms[0].submit()</script>',
    ),
    'form',
    {
      target: 'https://landing.example/form-get?t=1',
      serve: { 'https://landing.example/form-get?t=1': article('got') },
    },
  ),
  runs(
    'frame-full',
    'the page is only a frame around another',
    html(
      `<!doctype html><title>x</title><style>iframe{position:fixed;inset:0;width:100%;height:100%;border:0}</style><iframe src="${END}" width="100%" height="100%"></iframe>`,
    ),
    'frame',
  ),
  runs(
    'frameset',
    'the old way of the same',
    html(`<html><frameset rows="100%,*"><frame src="${END}"></frameset></html>`),
    'frame',
  ),
  runs(
    'frame-data',
    'a frame whose document stands in its address',
    page(
      `<iframe width="100%" height="100%" src="data:text/html;base64,${base64(`<script>top.location = "${END}"</script><a href="${END}" target=_top>on</a>`)}"></iframe><script>setTimeout(function () { location = "${END}" }, 400)</script>`,
    ),
    'script',
  ),
  runs(
    'script-blob',
    'a page made by a script',
    page(
      `<script>var b = new Blob(['<script>location = "${END}"<' + '/script>'], { type: "text/html" }); location = URL.createObjectURL(b)</script>`,
    ),
    'script',
    {
      between: [['blob:https://go.example/*', 'script']],
    },
  ),
]
