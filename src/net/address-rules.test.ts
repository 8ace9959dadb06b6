import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { forbiddenAddress, forbiddenName, forbiddenPort, hostAddress, sameAddress } from './address-rules.ts'

test('refuses every special-purpose range at its first and last address', () => {
  for (const [first, last] of [
    ['0.0.0.0', '0.255.255.255'],
    ['10.0.0.0', '10.255.255.255'],
    ['100.64.0.0', '100.127.255.255'],
    ['127.0.0.0', '127.255.255.255'],
    ['169.254.0.0', '169.254.255.255'],
    ['172.16.0.0', '172.31.255.255'],
    ['192.0.0.0', '192.0.0.255'],
    ['192.0.2.0', '192.0.2.255'],
    ['192.88.99.0', '192.88.99.255'],
    ['192.168.0.0', '192.168.255.255'],
    ['198.18.0.0', '198.19.255.255'],
    ['198.51.100.0', '198.51.100.255'],
    ['203.0.113.0', '203.0.113.255'],
    ['224.0.0.0', '239.255.255.255'],
    ['240.0.0.0', '255.255.255.255'],
    ['::', '::1'],
    ['::1.2.3.4', '::ffff'],
    ['::ffff:0:0:0', '::ffff:0:ffff:ffff'],
    ['64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff'],
    ['100::', '100::ffff:ffff:ffff:ffff'],
    ['2001::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['4000::', 'fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ] as const)
    for (const address of [first, last]) assert.ok(forbiddenAddress(address), address)
})

test('passes the neighbours of the ranges', () => {
  for (const address of [
    '1.0.0.0',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2001:200::1',
    '2003::1',
    '2606:4700::1111',
    '2a00::1',
  ])
    assert.equal(forbiddenAddress(address), undefined, address)
})

test('judges IPv4 inside IPv6 by what is inside', () => {
  const parts = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
  fc.assert(
    fc.property(parts, (numbers) => {
      const inner = numbers.join('.')
      const hex = Buffer.from(numbers).toString('hex')
      for (const prefix of ['::ffff:', '64:ff9b::']) {
        const refused = forbiddenAddress(inner) !== undefined
        for (const written of [`${prefix}${inner}`, `${prefix}${hex.slice(0, 4)}:${hex.slice(4)}`])
          assert.equal(forbiddenAddress(written) !== undefined, refused, written)
        assert.ok(sameAddress(`${prefix}${inner}`, inner))
      }
    }),
  )
})

test('reads every spelling of an address that a URL can hold', () => {
  const part = (value: number, form: number): string =>
    form === 0 ? String(value) : form === 1 ? `0${value.toString(8)}` : `0x${value.toString(16)}`
  fc.assert(
    fc.property(
      fc.nat(0xffffff),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }),
      fc.boolean(),
      (low, count, forms, dot) => {
        const value = 0x7f000000 + low
        // The last part holds what the parts before it leave.
        const parts = Array.from({ length: count - 1 }, (_, i) => (value >>> (24 - 8 * i)) & 255)
        const rest = value % 2 ** (8 * (5 - count))
        const host = [...parts, rest].map((one, i) => part(one, forms[i] ?? 0)).join('.') + (dot ? '.' : '')
        const address = hostAddress(new URL(`http://${host}/`).hostname)
        assert.ok(address !== undefined && forbiddenAddress(address)?.startsWith('loopback'), host)
      },
    ),
  )
})

test('takes nothing for public that is no address', () => {
  for (const text of [
    '',
    'x',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '::g',
    '1.2.3.4%eth0',
    'fe80::1%eth0',
    '2a00::1%1',
  ])
    assert.ok(forbiddenAddress(text), text)
  fc.assert(fc.property(fc.string(), (text) => void forbiddenAddress(text)))
})

test('does not ask for names that stay inside', () => {
  for (const name of [
    'localhost',
    'LOCALHOST.',
    'a.localhost',
    'printer.local',
    'x.internal',
    'a.onion',
    'h.home.arpa',
  ])
    assert.ok(forbiddenName(name), name)
  for (const name of ['localhost.example', 'notlocalhost', 'local.example', 'example.org'])
    assert.equal(forbiddenName(name), undefined, name)
  assert.ok(forbiddenPort(25) && forbiddenPort(6667) && !forbiddenPort(80) && !forbiddenPort(8443))
})
