import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { domainRange, mailRange, observableKey, observableValue } from './observable-key.ts'

describe('keys of observables', () => {
  it('turn hosts and addresses round by label', () => {
    assert.equal(observableKey('host', 'WWW.Example.com.'), 'com.example.www.')
    assert.equal(observableKey('host', 'bücher.example'), 'example.xn--bcher-kva.')
    assert.equal(observableKey('host', 'a。b.example'), 'example.b.a.')
    assert.equal(observableKey('address', 'Ann@Mail.Example.com'), 'com.example.mail.@ann')
    assert.equal(observableKey('address', 'a@b@example.com'), 'com.example.@a@b')
    assert.equal(observableKey('address', 'nobody'), '@nobody')
    assert.equal(observableKey('ip', '[2001:DB8::1]'), '6:20010db8000000000000000000000001')
  })

  it('give the value back', () => {
    const label = fc.stringMatching(/^[a-z0-9-]{1,8}$/)
    const host = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'))
    const local = fc.stringMatching(/^[a-z0-9.@+ "]{0,12}$/)
    fc.assert(
      fc.property(host, local, (name, user) => {
        assert.equal(observableValue('host', observableKey('host', name)), name)
        const address = `${user}@${name}`
        assert.equal(observableValue('address', observableKey('address', address)), address)
      }),
    )
    for (const address of ['nobody', 'a@', '@example.com', '@'])
      assert.equal(observableValue('address', observableKey('address', address)), address)
  })

  it('of everything below a domain lie in its range, and nothing else', () => {
    const label = fc.constantFrom('a', 'b', 'ab', 'a-', '-', '0', 'a0', '_')
    const host = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'))
    const bytes = (text: string): Buffer => Buffer.from(text)
    fc.assert(
      fc.property(host, host, (name, domain) => {
        const inside = (
          key: string,
          { from, below }: { readonly from: string; readonly below: string },
        ): boolean => bytes(key).compare(bytes(from)) >= 0 && bytes(key).compare(bytes(below)) < 0
        const belongs = name === domain || name.endsWith(`.${domain}`)
        assert.equal(inside(observableKey('host', name), domainRange(domain)), belongs)
        assert.equal(inside(observableKey('address', `x@${name}`), domainRange(domain)), belongs)
        assert.equal(inside(observableKey('address', `x@${name}`), mailRange(domain)), name === domain)
        assert.equal(inside(observableKey('host', name), mailRange(domain)), false)
      }),
      { numRuns: 500 },
    )
  })

  it('stay short, tell long values apart, and cost time in proportion', () => {
    const long = 'x'.repeat(5_000_000)
    const keys = [
      long,
      `${long}y`,
      `${'.'.repeat(5_000_000)}`,
      'é.'.repeat(300_000),
      '\ud800'.repeat(1_000_000),
    ]
    for (const type of ['host', 'url', 'address', 'message-id'] as const) {
      const made = keys.map((value) => observableKey(type, value))
      for (const key of made) assert.ok(key.length <= 1024 && key.isWellFormed(), type)
      assert.equal(new Set(made).size, keys.length, type)
    }
  })
})
