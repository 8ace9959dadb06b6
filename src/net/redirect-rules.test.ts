import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { locationLead, locationText, redirectMethod } from './redirect-rules.ts'

const from = new URL('https://a.example/dir/page?q=1#part')
const lead = (status: number, ...values: readonly string[]) =>
  locationLead(
    status,
    values.map((value) => ['Location', value] as const),
    from,
  )

test('follows the statuses that clients follow', () => {
  for (const status of [300, 301, 302, 303, 307, 308])
    assert.equal(lead(status, '/x').kind, 'location', `${status}`)
  for (const status of [304, 305, 306, 309, 399])
    assert.equal(lead(status, '/x').kind, 'ignored', `${status}`)
  for (const status of [100, 200, 201, 404, 503]) assert.equal(lead(status, '/x').kind, 'none', `${status}`)
})

test('changes the method as the Fetch Standard says', () => {
  for (const [status, get, post] of [
    [300, 'GET', 'POST'],
    [301, 'GET', 'GET'],
    [302, 'GET', 'GET'],
    [303, 'GET', 'GET'],
    [307, 'GET', 'POST'],
    [308, 'GET', 'POST'],
  ] as const) {
    assert.equal(redirectMethod(status, 'GET'), get)
    assert.equal(redirectMethod(status, 'POST'), post)
  }
})

test('resolves like the URL parser, and hands the fragment on', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (written) => {
      const found = lead(302, written)
      assert.ok(found.kind === 'location')
      const expected = new URL(written, from)
      if (!written.includes('#')) expected.hash = '#part'
      assert.equal(found.url.href, expected.href)
    }),
  )
})

test('never throws, and gives a URL or says why not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999 }),
      fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }),
      (status, values) => {
        const found = lead(status, ...values.map((one) => Buffer.from(one, 'utf8').toString('latin1')))
        if (found.kind === 'location') assert.ok(URL.canParse(found.url.href))
      },
    ),
  )
})

test('reads bytes as UTF-8 where all of them can be, else escapes each', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const bytes = Buffer.from(text, 'utf8').toString('latin1')
      assert.equal(locationText(bytes), text.replace(/^[ \t]+|[ \t]+$/g, ''))
    }),
  )
  assert.equal(locationText('/k\xe4se'), '/k%E4se')
})

test('tells of other Locations in one answer', () => {
  const found = lead(302, '/first', '/second', '/first')
  assert.ok(found.kind === 'location')
  assert.equal(found.url.pathname, '/first')
  assert.deepEqual(
    found.others.map(({ pathname }) => pathname),
    ['/second'],
  )
})
