import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cookieJar } from './cookie-jar.ts'
import { readCookieDate, readSetCookie } from './set-cookie.ts'

const sites = {
  registeredDomain: (host: string) => host,
  isPublicSuffix: (host: string) => !host.includes('.'),
}

test('reads dates as clients do (RFC 6265 §5.1.1)', () => {
  const nine = Date.UTC(2021, 5, 9, 10, 18, 14)
  for (const text of [
    'Wed, 09 Jun 2021 10:18:14 GMT',
    'Wednesday, 09-Jun-21 10:18:14 GMT',
    'Wed Jun  9 10:18:14 2021',
    '9 jun 2021 10:18:14',
    '10:18:14 June 09 2021',
    'x 09 June 2021;10:18:14 +0500',
  ])
    assert.equal(readCookieDate(text), nine, text)
  assert.equal(readCookieDate('1 Jan 70 0:0:0'), 0)
  for (const text of [
    '',
    'yesterday',
    '30 Feb 2021 10:00:00',
    '1 Jan 1500 10:00:00',
    '1 Jan 2021 25:00:00',
    '1 Jan 2021',
  ])
    assert.equal(readCookieDate(text), undefined, text)
})

test('reads names, values and attributes', () => {
  assert.deepEqual(
    readSetCookie(' a = b c ; Path=/x; SECURE; HttpOnly; domain=.Example.ORG; SameSite=Strict; Max-Age=5'),
    {
      name: 'a',
      value: 'b c',
      path: '/x',
      secure: true,
      domain: 'example.org',
      sameSite: 'strict',
      maxAge: 5,
    },
  )
  assert.deepEqual(readSetCookie('novalue'), { name: '', value: 'novalue', secure: false })
  assert.deepEqual(readSetCookie('a=b=c; path=relative; max-age=x; expires=never'), {
    name: 'a',
    value: 'b=c',
    secure: false,
  })
  for (const bad of ['', '=', ' ; Secure', 'a=\x01', `a=${'x'.repeat(5000)}`, '__Host-a'])
    assert.equal(readSetCookie(bad), undefined, bad.slice(0, 20))
  assert.equal(readSetCookie('a=b; max-age=99999999999')?.maxAge, 400 * 86_400)
})

test('what is written is read back, whatever stands around', () => {
  const token = fc.stringMatching(/^[a-zA-Z0-9_-]{1,20}$/)
  fc.assert(
    fc.property(token, token, fc.constantFrom('', ' ', '\t '), fc.boolean(), (name, value, gap, secure) => {
      const read = readSetCookie(
        `${gap}${name}${gap}=${gap}${value}${gap};${gap}Path=/${secure ? `;${gap}Secure` : ''}`,
      )
      assert.deepEqual(read, { name, value, path: '/', secure })
    }),
  )
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (line) => void readSetCookie(line)))
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (line) => void readCookieDate(line)))
})

test('a cookie never goes to a host that does not share its registered domain', () => {
  const host = fc.constantFrom(
    'a.example',
    'x.a.example',
    'y.x.a.example',
    'b.example',
    'ba.example',
    'a.example.test',
  )
  const domain = fc.constantFrom('', 'a.example', 'x.a.example', 'example', 'b.example', 'test', 'a.example.')
  fc.assert(
    fc.property(host, host, domain, (from, to, named) => {
      const jar = cookieJar(sites)
      jar.take(new URL(`https://${from}/`), [`k=v${named === '' ? '' : `; Domain=${named}`}`], 0)
      const sent = jar.field(new URL(`https://${to}/`), false, 1)
      const allowed =
        from === to || (named !== '' && named.includes('.') && from.endsWith(named) && to.endsWith(named))
      if (sent !== undefined) assert.ok(allowed, `${from} -> ${to} (${named})`)
      if (from === to && named === '') assert.equal(sent, 'k=v')
    }),
  )
})

test('a jar stays small', () => {
  const jar = cookieJar(sites)
  const url = new URL('https://a.example/')
  for (let i = 0; i < 1_000; i++) jar.take(url, [`k${i}=v`], i)
  const sent = jar.field(url, false, 2_000)?.split('; ') ?? []
  assert.equal(sent.length, 50)
  assert.ok(sent.includes('k999=v'))
})

test('strict cookies stay away from pages of others; secure ones are not replaced in the open', () => {
  const jar = cookieJar(sites)
  jar.take(new URL('https://a.example/'), ['s=1; SameSite=Strict', 't=1; Secure'], 0)
  jar.take(new URL('http://a.example/'), ['t=2'], 1)
  assert.equal(jar.field(new URL('https://a.example/'), true, 2), 't=1')
  assert.equal(jar.field(new URL('https://a.example/'), false, 2), 's=1; t=1')
  assert.equal(jar.field(new URL('http://a.example/'), false, 2), 's=1')
})
