import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomTarget } from '../../../testing/link-targets.ts'
import { seededRandom } from '../../../testing/seeded-random.ts'
import { WRAP_ENCODERS } from '../../../testing/wrap-encoders.ts'
import { offlineChain, WRAPPER_DEPTH } from '../offline-chain.ts'
import { ALL_WRAPPERS, ANY_HOST_WRAPPERS } from './all-wrappers.ts'
import { hintedHost } from './hinted-host.ts'
import { unwrapLink } from './unwrap-link.ts'
import { WRAPPER_COVERAGE } from './wrapper-coverage.ts'

const unwrap = (url: string) => unwrapLink(new URL(url))

for (const { wrapper, format, wrap, accepts } of WRAP_ENCODERS)
  test(`unwraps ${wrapper} (${format})`, () => {
    const random = seededRandom(`${wrapper} ${format}`)
    const targets = [
      'https://www.example.org/a/b?c=d&e=f#g',
      'http://example.com/',
      ...Array.from({ length: 60 }, () => randomTarget(random)),
    ]
    let tried = 0
    for (const target of targets) {
      if (accepts && !accepts(target)) continue
      tried++
      const wrapped = wrap(target)
      const found = unwrap(wrapped)
      assert.equal(found?.target, target, wrapped)
      assert.equal(found?.facts.wrapper, wrapper)
      assert.equal(found?.facts.decoded, 'exact')
    }
    assert.ok(tried > 2)
  })

test('1,000 random targets come back exactly out of up to four random wrappers', () => {
  const random = seededRandom('nested wrappers')
  for (let i = 0; i < 1_000; i++) {
    const target = randomTarget(random)
    let url = target
    const used: string[] = []
    for (let depth = 1 + random.below(4); depth > 0; depth--) {
      const encoder = random.pick(WRAP_ENCODERS)
      if (encoder.accepts && !encoder.accepts(url)) continue
      url = encoder.wrap(url)
      used.unshift(encoder.wrapper)
    }
    const chain = offlineChain(url)
    assert.equal(chain.hops.at(-1)?.url, target, url)
    assert.deepEqual(
      chain.hops.slice(0, -1).map(({ wrapper }) => wrapper?.wrapper),
      used,
      url,
    )
    assert.equal(chain.end, 'offline')
  }
})

/** Spellings seen in mail that the encoders above do not write. */
const SPELLINGS: readonly (readonly [wrapped: string, target: string])[] = [
  // ampersands left from HTML
  [
    'https://urldefense.proofpoint.com/v1/url?u=http://www.example.org/&amp;k=abc&amp;r=x',
    'http://www.example.org/',
  ],
  [
    'https://eur02.safelinks.protection.outlook.com/?amp;data=1&amp;url=https%3A%2F%2Fexample.org%2F',
    'https://example.org/',
  ],
  // v2 whose ampersands were never HTML
  [
    'https://urldefense.proofpoint.com/v2/url?u=http-3A__links.example.org_ctt-3Fkn-3D3-26ms-3DMz&d=x&c=y',
    'http://links.example.org/ctt?kn=3&ms=Mz',
  ],
  ['https://urldefense.proofpoint.com/v2/url?u=http-3A__a.example_x-26amp-3By&d=x', 'http://a.example/x&y'],
  // v3 from the vendor's own documentation, hosts changed; and one slash lost on the way
  [
    'https://urldefense.com/v3/__https://example.com:443/search?q=a*test&gs=ps__;Kw!-612Flbf0JvQ3kNJkRi5Jg!Ue6tQ$',
    'https://example.com/search?q=a+test&gs=ps',
  ],
  ['https://urldefense.com/v3/__https:/example.com/a**Bb__;JSUlJQ!!x!y$', 'https://example.com/a%%%b'],
  // a list that is too short leaves the stars
  ['https://urldefense.com/v3/__https://example.com/a*b*c__;Kw!!x!y$', 'https://example.com/a+b*c'],
  [
    'https://protect.checkpoint.com/v2/r05/___https:/example.org/a___.YXBzMTphY21lOmM6bzox',
    'https://example.org/a',
  ],
  [
    'https://protect.checkpoint.com/v2/r01/___https%3A//example.org/_a_.py___.YzJ1OmFjbWU6YzpvOjE',
    'https://example.org/_a_.py',
  ],
  // bytes that are no UTF-8 arrive as they were
  ['https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F%E9%2541', 'https://example.org/%E9%41'],
  [
    'https://adclick.g.doubleclick.net/pcs/click%3Fxai%3Dabc%26sai%3Dx%26adurl=https://example.org/x',
    'https://example.org/x',
  ],
  // `+` is a space in a query
  ['https://www.google.com/url?q=https://example.org/a+b', 'https://example.org/a%20b'],
  ['https://www.google.de/url?q=//example.org/x', 'https://example.org/x'],
  ['https://www.google.com/url?q=example.org/x', 'http://example.org/x'],
  [
    'https://translate.google.com.br/translate?sl=auto&u=https%3A%2F%2Fexample.org%2F',
    'https://example.org/',
  ],
  // the victim's address behind the gateway's link goes along
  [
    'https://www.google.com/url?q=https%3A%2F%2Fexample.org%2F#anna@example.com',
    'https://example.org/#anna@example.com',
  ],
  ['https://bücher.safelinks.protection.outlook.com/?URL=http%3a%2f%2fexample.org', 'http://example.org/'],
  [
    'https://lh3.googleusercontent.com/meips/abc=s0-d#https://example.org/logo.png',
    'https://example.org/logo.png',
  ],
]
for (const [wrapped, target] of SPELLINGS)
  test(`reads ${wrapped.slice(0, 90)}`, () => assert.equal(unwrap(wrapped)?.target, target))

test('tells customer and recipient', () => {
  const facts = (url: string) => {
    const { tenant, recipient } = unwrap(url)?.facts ?? {}
    return [tenant, recipient]
  }
  const guid = '0a1b2c3d-2222-3333-4444-555555555555'
  assert.deepEqual(
    facts(
      `https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example&data=05|02|anna%40example.org|m|${guid}|0|0`,
    ),
    [guid, 'anna@example.org'],
  )
  assert.deepEqual(
    facts('https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example&data=rubbish'),
    [undefined, undefined],
  )
  assert.deepEqual(facts('https://urldefense.com/v3/__https://a.example__;!!Customer9!x$'), [
    'Customer9',
    undefined,
  ])
  assert.deepEqual(facts('https://protect.checkpoint.com/v2/___https://a.example___.YzJ1OmFjbWU6YzpvOjE'), [
    'acme',
    undefined,
  ])
  assert.deepEqual(
    facts(
      'https://clicktime.cloud.postoffice.net/clicktime.php?U=https%3A%2F%2Fa.example&E=anna%40example.org',
    ),
    [undefined, 'anna@example.org'],
  )
})

/** Keys into a vendor's store: named, and never guessed. */
const OPAQUE: readonly (readonly [url: string, wrapper: string, decoded: 'opaque' | 'hint'])[] = [
  ['https://protect-us.mimecast.com/s/AbCdEf?domain=example.org', 'mimecast', 'hint'],
  ['https://url.uk.m.mimecastprotect.com/s/AbCdEfGh', 'mimecast', 'opaque'],
  ['https://url.emailprotection.link/?bTokenTokenToken~~', 'intermedia', 'opaque'],
  ['https://shared.outlook.inky.com/link?domain=example.org&t=h.eJx', 'inky', 'hint'],
  ['https://us01.l.antigena.com/l/TokenToken', 'darktrace', 'opaque'],
  ['https://u123.ct.sendgrid.net/ls/click?upn=u001.token', 'sendgrid', 'opaque'],
  ['https://links.shop.example/ls/click?upn=u001.token', 'sendgrid', 'opaque'],
  ['https://d1.eu.hubspotlinks.com/Ctc/abc', 'hubspot', 'opaque'],
  ['https://trk.klclick.com/ls/click?upn=abc', 'klaviyo', 'opaque'],
  ['https://shop.us1.list-manage.com/track/click?u=abc&id=d&e=f', 'mailchimp', 'opaque'],
  ['https://cl.s7.exct.net/?qs=abc', 'salesforce-marketing-cloud', 'opaque'],
  ['https://email.mg.example.org/c/eJwrongzlib', 'mailgun', 'opaque'],
  ['https://atpscan.global.hornetsecurity.com/?d=Dd&f=Ff&k=Kk', 'hornetsecurity', 'opaque'],
  ['https://urldefense.com/v3/__https://a.example/cut', 'proofpoint', 'opaque'],
  ['https://us-west-2.protection.sophos.com/?d=example.org&u=!!', 'sophos', 'hint'],
]
for (const [url, wrapper, decoded] of OPAQUE)
  test(`says that ${wrapper} is ${decoded}: ${url}`, () => {
    const found = unwrap(url)
    assert.equal(found?.target, undefined)
    assert.equal(found?.facts.wrapper, wrapper)
    assert.equal(found?.facts.decoded, decoded)
    const chain = offlineChain(url)
    assert.equal(chain.end, 'opaque-wrapper')
    assert.equal(chain.hops.length, 1)
  })

test('reads the host an opaque link names, where it names one', () => {
  const hint = (url: string) => hintedHost(new URL(url), unwrap(url)?.facts.wrapper ?? '')
  assert.equal(hint('https://protect-us.mimecast.com/s/AbCdEf?domain=Example.org'), 'example.org')
  assert.equal(
    hint('https://shared.outlook.inky.com/link?domain=https%3A%2F%2Fexample.org%2Fa&t=h.eJx'),
    'example.org',
  )
  assert.equal(hint('https://us-west-2.protection.sophos.com/?d=example.org&u=!!'), 'example.org')
  assert.equal(hint('https://url.uk.m.mimecastprotect.com/s/AbCdEfGh'), undefined)
  assert.equal(hint('https://protect-us.mimecast.com/s/AbCdEf?domain=%00%ff'), undefined)
})

test('takes nothing off what is no wrapper', () => {
  for (const url of [
    'https://example.org/?url=https://evil.test/',
    'https://www.google.com/search?q=https://example.org/',
    'https://notgoogle.com/url?q=https://example.org/',
    'https://google.com.evil.test/url?q=https://example.org/',
    'https://safelinks.protection.outlook.com.evil.test/?url=https://example.org/',
    'https://docs.trendmicro.com/all/ent/help.html?url=https://example.org/',
    'https://www.linkedin.com/in/anna?url=https://example.org/',
    'https://urldefense.com/',
    'https://www.mimecast.com/products/',
    'https://www.adobe.com/products?url=https://example.org/',
    'https://u123.ct.sendgrid.net/wf/open?upn=u001.token',
    'https://x1.mjt.lu/img2/a/b/content',
    'https://nts.embluemail.com/p/op?data=abc!-!def',
    'https://shop.example/l0/picture.png',
    'https://shop.example/lnk/a/b/c',
    'mailto:anna@example.org',
    'data:text/html,https://example.org',
    'https://www.google.com/url?q=javascript:alert(1)',
    'https://shop.example/logout?redirect=https://shop.example/',
  ])
    assert.equal(unwrap(url), undefined, url)
})

test('marks the limit of nesting, a loop, and what is no URL', () => {
  let url = 'https://example.org/'
  for (let i = 0; i <= WRAPPER_DEPTH; i++) url = `https://href.li/?${url}`
  const deep = offlineChain(url)
  assert.equal(deep.end, 'hop-limit')
  assert.equal(deep.hops.length, WRAPPER_DEPTH + 1)
  assert.equal(deep.issues.length, 1)

  const fits = offlineChain(url.slice('https://href.li/?'.length))
  assert.equal(fits.end, 'offline')
  assert.deepEqual(fits.issues, [])
  assert.equal(fits.hops.at(-1)?.url, 'https://example.org/')

  const broken = offlineChain('http://')
  assert.equal(broken.issues[0]?.code, 'link.unreadable')
  assert.equal(broken.hops.length, 1)
})

test('a chain has roles, reasons and edges', () => {
  const { hops, end } = offlineChain(
    'https://linklock.titanhq.com/analyse?url=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fexample.org%252F',
  )
  assert.equal(end, 'offline')
  assert.deepEqual(
    hops.map(({ role, edge, because, target }) => [role, edge, because[0]?.kind, target?.domain]),
    [
      ['gateway', undefined, 'wrapper', 'titanhq.com'],
      ['courier', 'wrapper', 'wrapper', 'facebook.com'],
      ['landing', 'wrapper', 'position', 'example.org'],
    ],
  )
})

test('every name of the checklist is covered, and every format told as decoded has an encoder', () => {
  const known = new Set([...ALL_WRAPPERS, ...ANY_HOST_WRAPPERS].map(({ wrapper }) => wrapper))
  const encoded = new Set(WRAP_ENCODERS.map(({ wrapper }) => wrapper))
  const opaque = new Set(OPAQUE.map(([, wrapper]) => wrapper))
  assert.equal(WRAPPER_COVERAGE.length, new Set(WRAPPER_COVERAGE.map(({ name }) => name)).size)
  for (const { name, wrapper, state } of WRAPPER_COVERAGE) {
    assert.ok(known.has(wrapper), `${name}: no wrapper ${wrapper}`)
    if (state === 'decoded') assert.ok(encoded.has(wrapper), `${name}: no encoder for ${wrapper}`)
  }
  for (const name of CHECKLIST)
    assert.ok(
      WRAPPER_COVERAGE.some((entry) => entry.name === name),
      name,
    )
  for (const wrapper of known)
    assert.ok(
      WRAPPER_COVERAGE.some((entry) => entry.wrapper === wrapper),
      `${wrapper} is not in the table`,
    )
  assert.ok(opaque.size > 10)
})

/** The enum of rewriters in the published API description of Sublime (platform and multi-tenancy, July 2026). */
const CHECKLIST = (
  'adobe appspot aws_ses azure_safelink azurecomm barracuda bing_open_redirect branch_io checkpoint cisco cloudflare convertkit ' +
  'deref_mail doubleclick edgepilot esvalabs exactag exclaimer facebook fireeye fortimail generic_desturl generic_logout_redirect ' +
  'go_acoustic google_adservices google_amp google_amp_project google_meet_redirect google_notifications google_open_redirect ' +
  'google_tag_manager google_translate_open_redirect google_travel_redirect google_user_content href_li indeed_open_redirect inky ' +
  'instagram mailchimp mailgun mailjet mandrill messagegears microsoft microsoft_dynamics microsoft_oauth_redirect monday_tracker ' +
  'postmark ppcprotect proofpoint pylonlinks securence sophos sqclick squarespace sublime titanhq topsec trend_micro vtiger wix ' +
  'yahoo youtube_set_sid'
).split(' ')

test('never throws, and takes linear time, on damaged and endless wrappers', () => {
  const random = seededRandom('damaged wrappers')
  for (let i = 0; i < 4_000; i++) {
    const target = randomTarget(random)
    const encoder = random.pick(WRAP_ENCODERS)
    let url = encoder.accepts && !encoder.accepts(target) ? target : encoder.wrap(target)
    for (let edits = 1 + random.below(4); edits > 0; edits--) {
      const at = 8 + random.below(url.length)
      const piece = random.pick([
        '',
        '%',
        '&',
        '=',
        '*',
        '__;',
        '___',
        '\u0000',
        '%00',
        '#',
        '?',
        '/',
        '\ud800',
        '%ff',
        'https://',
        '|',
      ])
      url = url.slice(0, at) + piece + url.slice(at + random.below(6))
    }
    const chain = offlineChain(url)
    assert.ok(chain.hops.length >= 1 && chain.hops.length <= WRAPPER_DEPTH + 1)
  }
  const fills = [
    'a',
    '*',
    '**A',
    '%',
    '%2',
    '%25',
    '&',
    '&u=',
    '__;',
    '__;aaaa',
    '___',
    '___.',
    '=',
    '|',
    '/',
    '.',
    '&amp;',
    '&#x',
    '-26amp-3B',
    'https://',
    '+',
    '"\\',
  ]
  const heads = [
    'https://urldefense.com/v3/__https://a.example/',
    'https://urldefense.proofpoint.com/v2/url?u=http-3A__a.example_',
    'https://nam02.safelinks.protection.outlook.com/?url=https://a.example/',
    'https://protect.checkpoint.com/v2/___https://a.example/',
    'https://mandrillapp.com/track/click/1/a?p=',
    'https://a-b.translate.goog/?',
    'https://shop.example/c/eJ',
    'https://href.li/?',
    'https://shop.example/logout?',
    'https://google.com/',
  ]
  for (const head of heads)
    for (const fill of fills) {
      // The best of three in CPU time: the machine may be busy with other things.
      const time = (length: number): number => {
        const url = head + fill.repeat(length / fill.length)
        let best = Number.POSITIVE_INFINITY
        for (let i = 0; i < 3; i++) {
          const started = process.cpuUsage()
          offlineChain(url)
          const { user, system } = process.cpuUsage(started)
          best = Math.min(best, (user + system) / 1_000)
        }
        return best
      }
      time(20_000)
      // Eight times the length takes about eight times as long; squares would take 64 times.
      assert.ok(time(800_000) < 40 * Math.max(time(100_000), 5), `${head} ${fill}`)
    }
})
