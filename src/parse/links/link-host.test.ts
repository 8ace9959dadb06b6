import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mixesScripts } from './idn-traits.ts'
import { linkHost } from './link-host.ts'
import { isOneEdit } from './one-edit.ts'
import { asciiDouble, skeleton } from './skeleton.ts'

test('names the owner of a host with and without the private section', () => {
  const cases: readonly (readonly [host: string, name: string, domain: string, icann: string])[] = [
    ['www.example.org', 'www.example.org', 'example.org', 'example.org'],
    ['WWW.Example.CO.UK', 'www.example.co.uk', 'example.co.uk', 'example.co.uk'],
    ['a.b.github.io', 'a.b.github.io', 'b.github.io', 'github.io'],
    ['github.io', 'github.io', 'github.io', 'github.io'],
    ['bücher.example', 'xn--bcher-kva.example', 'xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['example.org.', 'example.org', 'example.org', 'example.org'],
    ['localhost', 'localhost', 'localhost', 'localhost'],
    ['not a host', 'not a host', 'not a host', 'not a host'],
    ['', '', '', ''],
  ]
  for (const [host, name, domain, icannDomain] of cases)
    assert.deepEqual(linkHost(host), { host: name, domain, icannDomain, isIp: false }, host)
})

test('knows addresses in every spelling of the URL parser', () => {
  for (const host of ['192.0.2.1', '3221225985', '0xC0000201', '0300.0.2.1', '192.0.513'])
    assert.deepEqual(
      linkHost(host),
      { host: '192.0.2.1', domain: '192.0.2.1', icannDomain: '192.0.2.1', isIp: true },
      host,
    )
  for (const host of ['[2001:db8::1]', '2001:DB8:0::1']) assert.equal(linkHost(host).host, '[2001:db8::1]')
})

test('takes any text, and gives the same answer again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      assert.deepEqual(linkHost(text), linkHost(text))
      assert.equal(typeof skeleton(text), 'string')
    }),
  )
})

test('skeletons of names that look alike are equal', () => {
  const alike = [
    ['example', 'ехаmрlе'],
    ['microsoft', 'rnicrosoft'],
    ['paypal', 'раураӏ'.replace('ӏ', 'l')],
    ['google', 'g00gle'],
    ['apple', 'ａｐｐｌｅ'],
    ['anna', 'a\u200bnna'],
    ['jose', 'José'],
    ['lodz', 'Łódź'],
    ['viadrina', 'vıadrına'],
    ['wave', 'vvave'],
  ]
  for (const [a = '', b = ''] of alike) assert.equal(skeleton(a), skeleton(b), `${a} ${b}`)
  for (const [a = '', b = ''] of [
    ['mail', 'mall'],
    ['example', 'sample'],
    ['мир', 'mup'],
  ])
    assert.notEqual(skeleton(a), skeleton(b))
})

test('a label has an ASCII double only when it cannot be told apart', () => {
  assert.equal(asciiDouble('раура'), 'paypa')
  for (const honest of ['münchen', 'røde', 'москва', 'пример', '日本', 'example', 'łódź'])
    assert.equal(asciiDouble(honest), undefined, honest)
})

test('scripts mix only when they are not written together', () => {
  for (const mixed of ['gооgle', 'αbc', 'пaper']) assert.equal(mixesScripts(mixed), true, mixed)
  for (const one of ['google', 'москва', 'münchen', '日本語かなカナabc', '한국hangul', 'a1-2', '中文abc'])
    assert.equal(mixesScripts(one), false, one)
})

test('one edit', () => {
  for (const [a, b] of [
    ['example', 'exmple'],
    ['example', 'examplee'],
    ['example', 'exbmple'],
    ['example', 'exapmle'],
  ] as const) {
    assert.equal(isOneEdit(a, b), true)
    assert.equal(isOneEdit(b, a), true)
  }
  for (const [a, b] of [
    ['example', 'example'],
    ['example', 'exmpel'],
    ['ab', 'abcd'],
  ] as const)
    assert.equal(isOneEdit(a, b), false)
})
