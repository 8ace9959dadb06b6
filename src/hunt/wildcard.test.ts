import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wildcard } from './wildcard.ts'

test('runs, single characters and both ends', () => {
  for (const [pattern, text, fits] of [
    ['%@example.org', 'anna@example.org', true],
    ['%@example.org', 'anna@example.org.test', false],
    ['_at', 'cat', true],
    ['_at', 'at', false],
    ['_', '😀', true],
    ['a%a', 'a', false],
    ['%', '', true],
    ['', '', true],
    ['', 'a', false],
    ['%b%b%', 'ab', false],
    ['100!%', '100!', true],
  ] as const)
    assert.equal(wildcard(pattern, '%', '_').matches(text), fits, `${pattern} ~ ${text}`)
})

test('the same answer as a plain definition by recursion', () => {
  const naive = (pattern: string, text: string): boolean => {
    if (pattern === '') return text === ''
    if (pattern[0] === '%')
      return naive(pattern.slice(1), text) || (text !== '' && naive(pattern, text.slice(1)))
    return (
      text !== '' && (pattern[0] === '_' || pattern[0] === text[0]) && naive(pattern.slice(1), text.slice(1))
    )
  }
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '%', '_'), maxLength: 8 })
  fc.assert(
    fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }), (pattern, text) => {
      assert.equal(wildcard(pattern, '%', '_').matches(text), naive(pattern, text))
    }),
    { numRuns: 3000 },
  )
})

test('a hostile pattern over a long text ends soon', () => {
  const start = performance.now()
  assert.equal(wildcard('%a'.repeat(500), '%', '_').matches(`${'a'.repeat(20_000)}b`), false)
  assert.equal(wildcard(`%${'a'.repeat(500)}b%`, '%', '_').matches('a'.repeat(10_000)), false)
  assert.ok(performance.now() - start < 2000)
})
