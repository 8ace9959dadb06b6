import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Link } from '../../model/link.ts'
import { threadTime } from '../../testing/thread-time.ts'
import type { DecodedText } from '../decoded-text.ts'
import { findLinks } from './find-links.ts'
import { LIMITS } from './link-limits.ts'

const decoded = (text: string, mediaType: string): DecodedText => ({
  part: '1',
  mediaType,
  charset: 'utf-8',
  text,
  attached: false,
  rangeOf: (start, end) => ({ start, end }),
})

const inHtml = (html: string, recipients: readonly string[] = []): readonly Link[] =>
  findLinks({ texts: [decoded(html, 'text/html')], regions: new Map(), recipients }).links
const inText = (text: string, recipients: readonly string[] = []): readonly Link[] =>
  findLinks({ texts: [decoded(text, 'text/plain')], regions: new Map(), recipients }).links

/** The only link of an HTML. */
function one(html: string, recipients: readonly string[] = []): Link {
  const links = inHtml(html, recipients)
  assert.equal(links.length, 1, JSON.stringify(links.map(({ href }) => href)))
  return links[0] as Link
}

test('reads an anchor: place, target, text', () => {
  const html = '<p>Go to <a class=x href="https://a.example.org/p?x=1&amp;y=2"> the <b>new</b>\n site </a>.'
  const link = one(html)
  assert.equal(link.origin, 'html-anchor')
  assert.equal(html.slice(link.range.start, link.range.end), 'https://a.example.org/p?x=1&amp;y=2')
  assert.equal(link.href, 'https://a.example.org/p?x=1&y=2')
  assert.equal(link.url, 'https://a.example.org/p?x=1&y=2')
  assert.equal(link.text, 'the new site')
  assert.deepEqual(link.target, {
    host: 'a.example.org',
    domain: 'example.org',
    icannDomain: 'example.org',
    isIp: false,
  })
  assert.equal(link.visible, true)
  assert.deepEqual(link.traits, [])
})

test('takes the text of anchors as browsers nest them', () => {
  const cases: readonly (readonly [html: string, texts: readonly string[]])[] = [
    ['<a href=https://a.test>one<a href=https://b.test>two</a>three', ['one', 'two']],
    ['<p><a href=https://a.test>one</p><p>two</a>', ['one two']],
    ['<a href=https://a.test>one', ['one']],
    ['<table><tr><td><a href=https://a.test>one</td><td>two</td></tr></table>', ['one']],
    [
      '<a href=https://a.test>x<table><tr><td>y<a href=https://b.test>in</a>z</td></tr></table>w</a>',
      ['x yz w', 'in'],
    ],
    ['<a href=https://a.test><img src=cid:1 alt="Pay  now"></a>', ['Pay now']],
    ['<a href=https://a.test>a<br>b&nbsp;c</a>', ['a b c']],
    ['<a href=https://a.test>seen<span style="display:none">not seen</span></a>', ['seen']],
    ['<area href=https://a.test alt="Map">', ['Map']],
    ['<button formaction=https://a.test>Send</button>', ['Send']],
    ['<input type=submit formaction=https://a.test value=Send>', ['Send']],
  ]
  for (const [html, texts] of cases)
    assert.deepEqual(
      inHtml(html).map(({ text }) => text),
      texts,
      html,
    )
})

test('finds targets in every attribute that has them', () => {
  const cases: readonly (readonly [html: string, origin: Link['origin'], hrefs: readonly string[]])[] = [
    ['<form action=https://x.test>', 'html-form', ['https://x.test']],
    ['<isindex action=https://x.test>', 'html-form', ['https://x.test']],
    ['<a folder="https://x.test">x</a>', 'html-other', ['https://x.test']],
    [
      '<svg><a><set attributeName=href to="javascript:a()"/><animate from="0" values="1;https://x.test; data:,b">',
      'html-other',
      ['javascript:a()', 'https://x.test', 'data:,b'],
    ],
    ['<img src=https://x.test/a.png>', 'html-image', ['https://x.test/a.png']],
    [
      '<img srcset="https://x.test/1 1x, https://x.test/2 2x">',
      'html-image',
      ['https://x.test/1', 'https://x.test/2'],
    ],
    ['<td background=https://x.test/b>', 'html-image', ['https://x.test/b']],
    ['<div style="background:url( \'https://x.test/u\' )">', 'html-image', ['https://x.test/u']],
    [
      '<a ping="https://x.test/1 https://x.test/2">x</a>',
      'html-other',
      ['https://x.test/1', 'https://x.test/2'],
    ],
    ['<meta http-equiv=Refresh content="0; URL=\'https://x.test/r\'">', 'html-refresh', ['https://x.test/r']],
    ['<meta http-equiv=refresh content="5;https://x.test/r">', 'html-refresh', ['https://x.test/r']],
    ['<link rel=stylesheet href=https://x.test/s>', 'html-other', ['https://x.test/s']],
    ['<iframe src=https://x.test/f></iframe>', 'html-other', ['https://x.test/f']],
    ['<object data=https://x.test/o></object>', 'html-other', ['https://x.test/o']],
    ['<svg><a xlink:href=https://x.test/v>t</a></svg>', 'html-anchor', ['https://x.test/v']],
    [
      '<style>@import "https://x.test/i"; .a{background:url(https://x.test/u)}</style>',
      'html-other',
      ['https://x.test/u', 'https://x.test/i'],
    ],
    [
      '<!--[if mso]><v:roundrect href="https://x.test/m">Go</v:roundrect><![endif]-->',
      'html-anchor',
      ['https://x.test/m'],
    ],
    [
      '<script>var a = "<a href=https://no.test>"</script><a href=https://x.test>y</a>',
      'html-anchor',
      ['https://x.test'],
    ],
    ['<!-- <a href=https://no.test> --><a href=https://x.test>y</a>', 'html-anchor', ['https://x.test']],
    [
      '<a href="cid:1"><a href="#top"><a href=""><a href=https://x.test>y</a>',
      'html-anchor',
      ['https://x.test'],
    ],
  ]
  for (const [html, origin, hrefs] of cases) {
    const links = inHtml(html)
    assert.deepEqual(
      links.map(({ href }) => href),
      hrefs,
      html,
    )
    for (const link of links) {
      assert.equal(link.origin, origin, html)
      assert.ok(html.slice(link.range.start, link.range.end).includes(link.href), html)
    }
  }
})

test('decodes escapes in the addresses of styles', () => {
  const html = '<div style="background:url(\'\\68 ttps://x.test/\\)a\\0 \')">'
  const link = one(html)
  assert.equal(link.href, 'https://x.test/)a\ufffd')
  assert.equal(html.slice(link.range.start, link.range.end), '\\68 ttps://x.test/\\)a\\0')
})

test('resolves relative targets against base, and has no host without it', () => {
  assert.deepEqual(
    inHtml('<base href="https://b.example.org/dir/"><a href="p?q">x</a>').map(({ url }) => url),
    ['https://b.example.org/dir/', 'https://b.example.org/dir/p?q'],
  )
  const alone = one('<a href="p?q">x</a>')
  assert.equal(alone.url, undefined)
  assert.equal(alone.target, undefined)
  assert.equal(alone.scheme, '')
})

test('says what the reader cannot see', () => {
  const hidden = [
    '<div style="display:none"><a href=https://x.test>y</a></div>',
    '<div style="DISPLAY : none !important"><p><a href=https://x.test>y</a></div>',
    '<div style="d\\69splay:none"><a href=https://x.test>y</a></div>',
    '<a hidden href=https://x.test>y</a>',
    '<span style="visibility:hidden"><a href=https://x.test>y</a></span>',
    '<span style="font-size:0"><a href=https://x.test>y</a></span>',
    '<span style="font-size:1px"><a href=https://x.test>y</a></span>',
    '<div style="opacity:0"><a href=https://x.test>y</a></div>',
    '<div style="max-height:0;overflow:hidden"><a href=https://x.test>y</a></div>',
    '<div style="position:absolute;left:-9999px"><a href=https://x.test>y</a></div>',
    '<div style="background:#fff"><a style="color:white" href=https://x.test>y</a></div>',
    '<table bgcolor="#FFFFFF"><tr><td><font color="#ffffff"><a href=https://x.test>y</a>',
    '<style>.pre{display:none}</style><div class="a pre"><a href=https://x.test>y</a></div>',
    '<a href=https://x.test><span style="display:none">y</span></a>',
    '<a href=https://x.test><img width=1 height=1></a>',
    '<a href=https://x.test></a>',
    '<template><a href=https://x.test>y</a></template>',
  ]
  for (const html of hidden) assert.equal(one(html).visible, false, html)
  const seen = [
    '<div style="display:none">a</div><a href=https://x.test>y</a>',
    '<p style="display:none">a<div><a href=https://x.test>y</a></div>',
    '<td style="font-size:0"><a style="font-size:14px" href=https://x.test>y</a></td>',
    '<div style="visibility:hidden"><a style="visibility:visible" href=https://x.test>y</a></div>',
    '<div style="background:#fff url(cid:1)"><a style="color:#fff" href=https://x.test>y</a></div>',
    '<style>@media print{.pre{display:none}}</style><div class="pre"><a href=https://x.test>y</a></div>',
    '<table><tr><td style="display:none">a<td><a href=https://x.test>y</a></table>',
    '<span style="display:none"></span><a href=https://x.test>y</a>',
    '<b style="display:none">a</b><a href=https://x.test><img src=cid:1></a>',
  ]
  for (const html of seen) assert.equal(one(html).visible, true, html)
})

test('links text outside anchors as mail clients do', () => {
  const html = '<p>See &lt;https://a.example.org/x?b=1&amp;c=2&gt; and www.example.com.</p>'
  const [first, second] = inHtml(html)
  assert.equal(first?.href, 'https://a.example.org/x?b=1&c=2')
  assert.equal(html.slice(first?.range.start, first?.range.end), 'https://a.example.org/x?b=1&amp;c=2')
  assert.equal(second?.href, 'www.example.com')
  assert.equal(second?.url, 'http://www.example.com/')
  assert.equal(inHtml('<a href=https://x.test>https://y.test</a>').length, 1)
})

const traits = (href: string, text = 'x', recipients: readonly string[] = []): readonly string[] =>
  one(`<a href="${href.replaceAll('"', '&quot;')}">${text}</a>`, recipients).traits

test('tells the static traits', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64url')
  const to = ['Anna@Example.org']
  const cases: readonly (readonly [href: string, text: string, expected: readonly string[]])[] = [
    ['https://evil.test/', 'https://www.example.org/login', ['text-host-differs']],
    ['https://www.example.org/', 'example.org/login', []],
    ['https://login.example.org/', 'www.example.org', []],
    ['https://examp1e.org/', 'example.org', ['text-host-differs', 'text-host-lookalike']],
    ['https://exarnple.org/', 'example.org', ['text-host-differs', 'text-host-lookalike']],
    ['https://example.org.evil.test/', 'example.org', ['text-host-differs', 'text-host-lookalike']],
    ['https://example-login.org/', 'example.org', ['text-host-differs', 'text-host-lookalike']],
    ['https://bücher.example/', 'x', ['idn']],
    ['https://ехаmple.test/', 'x', ['idn', 'idn-mixed-script', 'idn-confusable']],
    ['https://раура.test/', 'x', ['idn', 'idn-confusable']],
    ['https://日本語かな.test/', 'x', ['idn']],
    ['https://user:pass@evil.test/', 'x', ['userinfo']],
    ['https://example.org@evil.test/', 'x', ['userinfo']],
    ['http://192.0.2.1/', 'x', ['ip-host']],
    ['http://3221225985/', 'x', ['ip-host']],
    ['http://0xc0.0.2.1/', 'x', ['ip-host']],
    ['http://0300.0.02.01/', 'x', ['ip-host']],
    ['http://[2001:db8::1]/', 'x', ['ip-host']],
    ['https://a.test/?u=https://evil.test/', 'x', ['nested-url']],
    ['https://a.test/?u=https%3A%2F%2Fevil.test%2F', 'x', ['nested-url']],
    ['https://a.test/r/http:/evil.test/', 'x', ['nested-url']],
    ['https://a.test/?u=//evil.test/', 'x', ['nested-url']],
    ['https://a.test/#https://evil.test/', 'x', ['nested-url']],
    ['https://a.test/?u=https%253A%252F%252Fevil.test', 'x', ['nested-url-encoded']],
    [`https://a.test/?u=${base64('https://evil.test/abc')}`, 'x', ['nested-url-encoded']],
    [`https://a.test/${base64('{"u":"https://evil.test/abc"}')}`, 'x', ['nested-url-encoded']],
    [`https://a.test/?u=${Buffer.from('http://evil.test').toString('hex')}`, 'x', ['nested-url-encoded']],
    ['https://a.test/?u=https://a.test/', 'x', []],
    ['https://a.test:8443/', 'x', ['port']],
    ['https://a.test:443/', 'x', []],
    ['https://a.test/?e=anna@example.org', 'x', ['recipient-in-url']],
    ['https://a.test/#anna%40example.org', 'x', ['recipient-in-url']],
    ['https://a.test/20240305-hanna@example.org/', 'x', []],
    ['https://a.test/anna@example.organisation', 'x', []],
    [`https://a.test/#${base64('anna@example.org')}`, 'x', ['recipient-in-url']],
    [`https://a.test/?t=${base64('id=7&mail=Anna@Example.org&x=1')}`, 'x', ['recipient-in-url']],
    [`https://a.test/${Buffer.from('anna@example.org').toString('hex')}`, 'x', ['recipient-in-url']],
    ['data:text/html;base64,PGI+', 'x', ['data-url']],
    ['javascript:alert(1)', 'x', ['script-url']],
    ['java\nscript:alert(1)', 'x', ['script-url', 'control-characters']],
    ['https://a.t\u200best/', 'x', ['control-characters']],
    ['https://a.test/\tx', 'x', ['control-characters']],
    ['https://a.test/?x=%0d%0a', 'x', ['control-characters']],
    ['mailto:anna@example.org', 'anna@example.org', []],
  ]
  for (const [href, text, expected] of cases) assert.deepEqual(traits(href, text, to), expected, href)
})

test('finds a URL and the recipient under every encoding', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64')
  const url64 = (text: string): string => Buffer.from(text).toString('base64url')
  const rot13 = (text: string): string =>
    text.replace(/[a-z]/gi, (c) => String.fromCharCode(c.charCodeAt(0) + (c.toLowerCase() < 'n' ? 13 : -13)))
  const backwards = (text: string): string => [...text].reverse().join('')
  const jwt = (claims: object): string =>
    `${url64('{"alg":"HS256","typ":"JWT"}')}.${url64(JSON.stringify(claims))}.c2lnbmF0dXJlLXNpZ25hdHVyZQ`
  const target = 'https://evil.test/a?b=c&d=~~~'
  const escaped = encodeURIComponent(target)
  const cases: readonly (readonly [value: string, encoding: string, url: string])[] = [
    [base64('https://evil.test/a???b'), 'percent+base64', 'https://evil.test/a???b'],
    [url64('https://evil.test/a?b=~~~~'), 'base64url', 'https://evil.test/a?b=~~~~'],
    [Buffer.from(target).toString('hex'), 'hex', target],
    [`id-${Buffer.from(target).toString('hex')}`, 'hex', target],
    [rot13('https://evil.test/a'), 'rot13', 'https://evil.test/a'],
    [rot13(escaped), 'percent+rot13+percent', target],
    [backwards('https://evil.test/a?b=c'), 'reversed', 'https://evil.test/a?b=c'],
    [backwards(target), 'percent+reversed', target],
    [base64(backwards('https://evil.test/a')), 'base64+reversed', 'https://evil.test/a'],
    [base64(rot13('https://evil.test/abc')), 'base64+rot13', 'https://evil.test/abc'],
    [jwt({ sub: 'x'.repeat(200), url: target }), 'jwt', target],
    [base64(base64('https://evil.test/abcdef')), 'base64+base64', 'https://evil.test/abcdef'],
  ]
  for (const [value, encoding, url] of cases) {
    const coded = encoding.startsWith('percent') ? encodeURIComponent(value) : value
    const { nested } = one(`<a href="https://a.test/go?u=${coded.replaceAll('&', '&amp;')}&amp;x=1">x</a>`)
    assert.deepEqual(
      nested.map((found) => [found.encoding, found.url]),
      [[encoding, url]],
      value,
    )
  }
  const address = 'anna@example.org'
  for (const value of [
    rot13(address),
    backwards(address),
    base64(rot13(address)),
    encodeURIComponent(rot13(`https://evil.test/?m=${address}`)),
    jwt({ sub: 'x'.repeat(300), email: address }),
    url64(url64(`mail=${address}`)),
    encodeURIComponent(encodeURIComponent(backwards(address))),
    Buffer.from(address).toString('hex').toUpperCase(),
  ])
    assert.ok(traits(`https://a.test/?t=${value}`, 'x', [address]).includes('recipient-in-url'), value)
  assert.deepEqual(traits(`https://a.test/?t=${rot13('hanna@example.org')}`, 'x', [address]), [])
})

test('reads endless encoded values in linear time', () => {
  for (const fill of [
    'uggc',
    'ptth',
    'aHR0',
    'aHR0cHM6Ly9a',
    '.eyJhbGci',
    'eyJ.',
    '68747470',
    'aHR0cHM6Ly9a%',
    'uggc%',
    '&u=ptth',
    '/aHR0cHM6Ly9h',
  ])
    for (const head of ['https://a.test/', 'https://a.test/?u=', 'https://a.test/?u=uggc%3A&x=']) {
      const href = head + fill.repeat(8_000 / fill.length)
      const started = process.cpuUsage()
      for (let i = 0; i < 10; i++)
        one(`<a href="${href.replaceAll('&', '&amp;')}">x</a>`, ['anna@example.org'])
      const { user, system } = process.cpuUsage(started)
      assert.ok((user + system) / 1_000 < 400, `${head} ${fill}: ${(user + system) / 1_000} ms for ten`)
    }
})

test('names nested hosts from outside in', () => {
  const inner = encodeURIComponent(`https://b.test/?v=${encodeURIComponent('https://c.test/')}`)
  assert.deepEqual(
    one(`<a href="https://a.test/?u=${inner}">x</a>`).nested.map(({ target, encoding }) => [
      target?.host,
      encoding,
    ]),
    [
      ['b.test', 'percent'],
      ['c.test', 'percent+percent'],
    ],
  )
})

test('reads a share on another computer as a link to it', () => {
  assert.equal(one('<a href="\\\\evil.test\\share\\x">x</a>').target?.host, 'evil.test')
  assert.equal(one('<a href="file://evil.test/share">x</a>').target?.host, 'evil.test')
})

test('keeps what the URL parser refuses, with an issue', () => {
  const { links, issues } = findLinks({
    texts: [decoded('<a href="http://[bad/">x</a>', 'text/html')],
    regions: new Map(),
    recipients: [],
  })
  assert.equal(links[0]?.href, 'http://[bad/')
  assert.equal(links[0]?.url, undefined)
  assert.deepEqual(
    issues.map(({ code }) => code),
    ['link.unreadable'],
  )
})

test('puts each link into its region', () => {
  const text = 'https://a.test/\n> https://b.test/\n'
  const { links } = findLinks({
    texts: [decoded(text, 'text/plain')],
    regions: new Map([
      [
        0,
        [
          { kind: 'own', start: 0, end: 16 },
          { kind: 'quoted', start: 16, end: text.length },
        ],
      ],
    ]),
    recipients: [],
  })
  assert.deepEqual(
    links.map(({ region }) => region),
    ['own', 'quoted'],
  )
})

test('limits leave a mark and filling up hides no new host', () => {
  const many = Array.from({ length: LIMITS.linkCount + 50 }, (_, i) => `<a href=https://a.test/${i}>x</a>`)
  const { links, issues } = findLinks({
    texts: [decoded(`${many.join('')}<a href=https://evil.test/>x</a>`, 'text/html')],
    regions: new Map(),
    recipients: [],
  })
  assert.equal(links.length, LIMITS.linkCount + 1)
  assert.equal(links.at(-1)?.target?.host, 'evil.test')
  assert.deepEqual(
    issues.map(({ code }) => code),
    ['limit.link-count'],
  )
  assert.equal(inHtml('<a href=https://a.test>x</a>'.repeat(100)).length, LIMITS.linkRepeat)
  const long = one(`<a href="https://a.test/${'x'.repeat(20_000)}">x</a>`)
  assert.equal(long.href.length, LIMITS.hrefLength)
  const picture = one(`<img src="data:image/png;base64,${'A'.repeat(20_000)}">`)
  assert.equal(picture.href.length, LIMITS.dataLength)
  assert.ok(picture.range.end - picture.range.start > 20_000)
})

const PIECES =
  '<a href=|<a href="|">|>|</a>|http://|https://a.test/|www.|example.org|mailto:a@b.test|javascript:|<img src=|<td>|<table>|</td>|<div style="|display:none|url(|)|<style>|</style>|<!--[if mso]>|<![endif]-->|&amp;|&#x|%|%2F|#|?|@|:|[|]|(| |\n|"|\'|\\\\|srcset=|<meta http-equiv=refresh content="0;url=|<base href=|\u{1f600}|ä|\u200b|xn--|..|//'.split(
    '|',
  )

test('never throws, and every range lies in its text', () => {
  const soup = fc.oneof(
    fc.array(fc.constantFrom(...PIECES), { maxLength: 50 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  )
  fc.assert(
    fc.property(soup, fc.constantFrom('text/html', 'text/plain'), (text, mediaType) => {
      const { links } = findLinks({
        texts: [decoded(text, mediaType)],
        regions: new Map(),
        recipients: ['a@b.test'],
      })
      for (const { range, href } of links) {
        assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length)
        assert.notEqual(href, '')
      }
    }),
    { numRuns: 5_000 },
  )
})

test('hostile megabytes are read in under a second', () => {
  const mega = 1_000_000
  const fill = (piece: string): string => piece.repeat(Math.ceil(mega / piece.length))
  const html = [
    '<div>'.repeat(100_000),
    '<'.repeat(100_000),
    fill('<a href=http://a.test/>'),
    fill('<a href="'),
    fill('<td><a href=x>'),
    fill('<b hidden><div>'),
    `<a ${fill('b=c ')}>`,
    `<a ${Array.from({ length: 100_000 }, (_, i) => `b${i}=c`).join(' ')}>`,
    fill('<!--[if mso]>'),
    fill('<style>'),
    `<style>${fill('.a{display:none}')}</style>`,
    `<style>${fill('@media{')}`,
    `<div style="${fill('background:url(')}">`,
    `<div style="${fill('/*')}">`,
    `<div style="color:${fill(' ')}x">`,
    `<script>${fill('<!--<script>')}`,
    `<script>${fill('</script')}`,
    `<img srcset="${fill('a,')}">`,
    fill('&amp'),
    `<a href="${fill('&notit')}">`,
    fill('http://'),
    fill('&lt;http://'),
    fill('<p>'),
    fill('<li><b>'),
    `${'<div>'.repeat(600)}${fill('</span>')}`,
  ]
  const plain = [
    fill('http://'),
    fill('http://a.test/('),
    fill('http://a.test/\n'),
    fill('<http://'),
    `${fill('<http://a')}\n`,
    fill('a.b.'),
    fill('www.'),
    fill('a:'),
    fill('mailto:'),
    fill('('),
    '.'.repeat(mega),
    fill('http://a.test/?u=http%253A//b.test/&'),
    `http://a.test/${fill('%25')}`,
    `http://a.test/${fill('aHR0cDovL2IudGVzdC8')}`,
  ]
  for (const [mediaType, texts] of [
    ['text/html', html],
    ['text/plain', plain],
  ] as const)
    for (const text of texts) {
      const from = threadTime()
      findLinks({ texts: [decoded(text, mediaType)], regions: new Map(), recipients: ['a@b.test'] })
      const took = threadTime() - from
      assert.ok(took < 1_000, `${mediaType} ${text.slice(0, 30)}: ${Math.round(took)} ms`)
    }
})

test('text in plain mail: what a client links and what it does not', () => {
  const cases: readonly (readonly [text: string, hrefs: readonly string[]])[] = [
    ['See https://example.org/a. Then', ['https://example.org/a']],
    ['(https://example.org/a_(b))', ['https://example.org/a_(b)']],
    ['"https://example.org/a",', ['https://example.org/a']],
    ['https://example.org/a?b=c,d;e!', ['https://example.org/a?b=c,d;e']],
    ['<https://example.org/x>', ['https://example.org/x']],
    ['<https://example.org/long/\n  path/more>', ['https://example.org/long/path/more']],
    ['a < b <http://x.test and more> c', ['http://x.test']],
    ['请访问https://example.org/路径。谢谢', ['https://example.org/路径']],
    ['ftp://files.example.org/a', ['ftp://files.example.org/a']],
    ['mailto:anna@example.org.', ['mailto:anna@example.org']],
    ['www.example.org/x.', ['www.example.org/x']],
    ['www.example.nosuchsuffix', []],
    ['at example.org, or example.co.uk/path?x.', ['example.org', 'example.co.uk/path?x']],
    ['example.com:8080/x', ['example.com:8080/x']],
    ['anna@example.org', []],
    ['xhttp://example.org', []],
    ['hxxp://example.org http:// http:///', []],
    ['v1.2.3 1.2.3.4 3.14 e.g. i.e. etc.', []],
    ['foo.bar() obj.name self.id this.data x.is', []],
    ['readme.md foo.py main.rs lib.so a.c image.bb conf.inc run.sh Makefile.am configure.ac', []],
    ['src/foo.pl drivers/net/foo.cc a/b.md', []],
    ['System.Net fixed.The done.So it.In', []],
    ['std::foo.com->bar name=example.com a_b.com', []],
    ['base.sk ad.u.net i.mx8 attr.mls.cat -.BR kobj.sd adap.nr chip.info multi-user.target eth0.network', []],
    ['foo.info/bar t.me/abc bit.ly/abc', ['foo.info/bar', 't.me/abc', 'bit.ly/abc']],
  ]
  for (const [text, hrefs] of cases)
    assert.deepEqual(
      inText(text).map(({ href }) => href),
      hrefs,
      text,
    )
})
