import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { refererField, referrerPolicy } from './referrer.ts'

const page = new URL('https://a.example/dir/page?q=1#part')

test('says to the next host what the policy allows (Referrer Policy §8.3)', () => {
  const whole = 'https://a.example/dir/page?q=1'
  const origin = 'https://a.example/'
  const none = undefined
  for (const [policy, same, cross, open] of [
    ['no-referrer', none, none, none],
    ['no-referrer-when-downgrade', whole, whole, none],
    ['same-origin', whole, none, none],
    ['origin', origin, origin, origin],
    ['strict-origin', origin, origin, none],
    ['origin-when-cross-origin', whole, origin, origin],
    ['strict-origin-when-cross-origin', whole, origin, none],
    ['unsafe-url', whole, whole, whole],
  ] as const) {
    assert.equal(refererField(page, new URL('https://a.example/x'), policy), same, policy)
    assert.equal(refererField(page, new URL('https://b.example/x'), policy), cross, policy)
    assert.equal(refererField(page, new URL('http://b.example/x'), policy), open, policy)
  }
})

test('the last known word counts, the page before its header', () => {
  const header = [
    ['referrer-policy', 'no-referrer, unknown'],
    ['Referrer-Policy', ' ORIGIN '],
  ] as const
  assert.equal(referrerPolicy(header, []), 'origin')
  assert.equal(referrerPolicy(header, ['never', 'nonsense']), 'no-referrer')
  assert.equal(referrerPolicy([], ['']), 'strict-origin-when-cross-origin')
  assert.equal(referrerPolicy([], ['constructor']), 'strict-origin-when-cross-origin')
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(fc.string()),
      (value, metas) => void referrerPolicy([['referrer-policy', value]], metas),
    ),
  )
})

test('never tells fragment, user or password', () => {
  const policy = fc.constantFrom('unsafe-url' as const, 'no-referrer-when-downgrade' as const)
  fc.assert(
    fc.property(policy, (one) => {
      const field = refererField(new URL('https://u:secret@a.example/#secret'), page, one)
      assert.equal(field, 'https://a.example/')
    }),
  )
})
