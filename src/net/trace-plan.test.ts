import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { oneTimePurpose } from './one-time-links.ts'
import { personalTokens, stripTokens } from './personal-tokens.ts'
import { tracePlan } from './trace-plan.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64url')
const tokens = (url: string) =>
  personalTokens(new URL(url)).map(({ kind, place, address }) => [kind, place, address])

test('names what in a URL is personal', () => {
  for (const [url, ...expected] of [
    ['https://x.example/?to=anna@example.org', ['address', 'query:to', 'anna@example.org']],
    ['https://x.example/?to=anna%40example.org', ['address', 'query:to', 'anna@example.org']],
    ['https://x.example/b/anna=example.org', ['address', 'path:1', 'anna=example.org']],
    [`https://x.example/?e=${base64('anna@example.org')}`, ['coded-address', 'query:e', 'anna@example.org']],
    [
      `https://x.example/${base64('u=anna@example.org&n=5')}`,
      ['coded-address', 'path:0', 'anna@example.org'],
    ],
    [`https://x.example/#${base64('anna@example.org')}`, ['coded-address', 'fragment', 'anna@example.org']],
    [
      `https://x.example/?${base64('anna@example.org')}`,
      ['coded-address', `query:${base64('anna@example.org')}`, 'anna@example.org'],
    ],
    [
      `https://x.example/?h=${Buffer.from('anna@example.org').toString('hex')}`,
      ['coded-address', 'query:h', 'anna@example.org'],
    ],
    ['https://x.example/t/0f8fad5b-d9cb-469f-a165-70867728950e', ['uuid', 'path:1', undefined]],
    ['https://x.example/?mc_eid=abc123', ['tracking-parameter', 'query:mc_eid', undefined]],
    [
      'https://x.example/?t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl',
      ['signed-token', 'query:t', undefined],
    ],
    ['https://x.example/c/kX93hf02LmQpZw81', ['random', 'path:1', undefined]],
  ] as const)
    assert.deepEqual(tokens(url), expected, url)
})

test('leaves ordinary addresses of pages alone', () => {
  for (const url of [
    'https://x.example/',
    'https://x.example/2026/11/minutes-of-the-autumn-meeting.html?page=2&lang=en#section-3',
    'https://x.example/internationalization/documentation',
    'https://x.example/article/20261123120000',
    'https://x.example/?utm_source=newsletter&q=hello+world',
    'https://x.example/Product/LongCategoryName/index',
  ])
    assert.deepEqual(tokens(url), [], url)
})

test('takes tokens out and keeps the rest', () => {
  for (const [url, stripped] of [
    ['https://x.example/?a=1&fbclid=zzz&b=2', 'https://x.example/?a=1&b=2'],
    ['https://x.example/?fbclid=zzz', 'https://x.example/'],
    ['https://x.example/?to=anna@example.org&a=1', 'https://x.example/?to=someone%40example.com&a=1'],
    ['https://x.example/c/kX93hf02LmQpZw81/x', 'https://x.example/c/aA00aa00AaAaAa00/x'],
    [
      `https://x.example/?e=${base64('anna@example.org')}`,
      `https://x.example/?e=${base64('someone@example.com')}`,
    ],
  ] as const)
    assert.equal(stripTokens(new URL(url))?.href, stripped, url)
  assert.equal(stripTokens(new URL('https://x.example/a?b=c')), undefined)
})

test('an address never survives stripping, however it is written', () => {
  const name = fc.stringMatching(/^[a-z]{2,8}\.[a-z]{2,8}$/)
  const write = fc.constantFrom(
    (text: string) => text,
    (text: string) => encodeURIComponent(text),
    (text: string) => Buffer.from(text).toString('base64url'),
    (text: string) => Buffer.from(text).toString('hex'),
  )
  const place = fc.constantFrom(
    (text: string) => `https://x.example/a/${text}/b`,
    (text: string) => `https://x.example/?a=1&e=${text}`,
    (text: string) => `https://x.example/a#${text}`,
  )
  fc.assert(
    fc.property(name, write, place, (local, written, placed) => {
      const address = `${local}@example.org`
      const url = new URL(placed(written(address)))
      assert.equal(personalTokens(url)[0]?.address, address, url.href)
      const stripped = stripTokens(url)?.href ?? ''
      for (const form of [
        address,
        encodeURIComponent(address),
        base64(address),
        Buffer.from(address).toString('hex'),
      ])
        assert.ok(!stripped.includes(form), stripped)
    }),
  )
})

test('marks links that do something, in several languages', () => {
  for (const [path, purpose] of [
    ['/unsubscribe?u=1', 'unsubscribe'],
    ['/list/abmelden', 'unsubscribe'],
    ['/d%C3%A9sinscription', 'unsubscribe'],
    ['/auth?action=resetPassword', 'reset'],
    ['/passwort-zurücksetzen', 'reset'],
    ['/restablecer/1', 'reset'],
    ['/confirm-email/abc', 'confirm'],
    ['/bestätigen', 'confirm'],
    ['/verifyEmail?oobCode=1', 'verify'],
    ['/x?mode=magic_link', 'sign'],
    ['/Signing/?ti=1&a=e-sign', 'sign'],
    ['/team/accept_invite', 'accept'],
    ['/account/delete', 'delete'],
  ] as const)
    assert.equal(oneTimePurpose(new URL(`https://x.example${path}`)), purpose, path)
  for (const path of [
    '/',
    '/news/how-to-reset-your-router',
    '/signature/design',
    '/confirmed-cases',
    '/acceptable-use',
    '/resettlement',
  ])
    assert.equal(oneTimePurpose(new URL(`https://x.example${path}`)), undefined, path)
})

test('says what would be asked of whom, and asks nothing', () => {
  const plan = tracePlan([
    'https://user:secret@x.example:8443/a?mc_eid=1#f',
    'http://2130706433/',
    'https://x.example/unsubscribe',
    'mailto:anna@example.org',
    'https://x.example:25/',
    'http://printer.local/',
    'not a link',
  ])
  assert.deepEqual(plan.hosts, ['x.example:8443'])
  assert.equal(plan.notOpened, 6)
  assert.deepEqual(plan.requests[0], {
    link: 'https://user:secret@x.example:8443/a?mc_eid=1#f',
    url: 'https://x.example:8443/a?mc_eid=1',
    of: 'x.example:8443',
    encrypted: true,
    tokens: [{ kind: 'tracking-parameter', place: 'query:mc_eid', value: '1' }],
    stripped: 'https://user:secret@x.example:8443/a#f',
  })
  assert.deepEqual(
    plan.requests.slice(1).map(({ refused }) => refused),
    [
      'the address is loopback (RFC 1122)',
      'opening it may do something (unsubscribe)',
      'neither http nor https',
      'port 25 is not for the web',
      'the name names a neighbour in the local network (RFC 6762)',
      'not a URL',
    ],
  )
  const bold = tracePlan(['https://x.example/unsubscribe?mc_eid=1'], { openAnyway: true, stripTokens: true })
  assert.equal(bold.requests[0]?.url, 'https://x.example/unsubscribe')
})

test('any text gives a plan, quickly', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string()),
      (link) => void tracePlan([link]),
    ),
  )
  const began = process.cpuUsage()
  for (const url of [
    `https://x.example/?${'a=b&'.repeat(200_000)}`,
    `https://x.example/${'a.'.repeat(300_000)}@`,
    `https://x.example/?q=${'reset-'.repeat(100_000)}`,
    `https://x.example/?q=${'a'.repeat(8_000)}@${'b.'.repeat(3_000)}`,
  ])
    tracePlan([url])
  assert.ok(process.cpuUsage(began).user < 2_000_000)
})
