import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { linearRegex } from './linear-regex.ts'

test('what a linear engine cannot do is refused in words', () => {
  for (const [source, words] of [
    ['(?=a)b', 'lookahead'],
    ['(?<!a)b', 'lookbehind'],
    ['(a)\\1', 'backreference'],
    ['(?>a)b', 'atomic'],
    ['a++', 'possessive'],
    ['(?R)', 'recursion'],
    ['(', 'missing'],
    ['a{1001}', 'repeat'],
    ['(a{1000}){1000}', 'repeat'],
    ['(?:a?){900}(?:b?){900}', 'too large'],
    [`${'('.repeat(3000)}a${')'.repeat(3000)}`, 'deep'],
    ['a'.repeat(10_001), 'longer'],
  ] as const) {
    const regex = linearRegex(source)
    assert.equal(regex.kind, 'refused', source.slice(0, 30))
    assert.match(regex.kind === 'refused' ? regex.because : '', new RegExp(words), source.slice(0, 30))
  }
})

test('catastrophic expressions of other engines take linear time', () => {
  const start = performance.now()
  for (const source of ['(a+)+$', '(a|aa)+$', '(.*a){20}b', '(?:a?){400}a{400}b']) {
    const regex = linearRegex(source)
    assert.ok(regex.kind === 'regex', source)
    assert.equal(regex.found(`${'a'.repeat(16_000)}!`), false, source)
  }
  assert.ok(performance.now() - start < 10_000)
})

test('the same answer as the engine of the language where both can', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '(?:a|b)',
    '(?:ab)?',
    'a*',
    'b+',
    '^',
    '$',
    'a{1,2}',
  )
  fc.assert(
    fc.property(
      fc.array(atom, { maxLength: 5 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }),
      (atoms, text) => {
        const source = atoms.join('')
        const regex = linearRegex(source)
        assert.ok(regex.kind === 'regex', source)
        assert.equal(regex.found(text), new RegExp(source).test(text), `${source} on ${text}`)
      },
    ),
    { numRuns: 2000 },
  )
})

test('a text that is too long for a large expression is cut, and it is said', () => {
  const large = linearRegex('(?:a?){500}b')
  assert.ok(large.kind === 'regex')
  const said: string[] = []
  assert.equal(
    large.found(`${'c'.repeat(100_000)}b`, (what) => said.push(what)),
    false,
  )
  assert.equal(said.length, 1)
  const small = linearRegex('b$')
  assert.ok(small.kind === 'regex')
  assert.equal(
    small.found(`${'c'.repeat(1_000_000)}b`, (what) => said.push(what)),
    true,
  )
  assert.equal(said.length, 1)
})

test('never throws, whatever is given', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (source) => {
      const regex = linearRegex(source)
      if (regex.kind === 'regex') regex.found('some text\ud800')
    }),
    { numRuns: 1000 },
  )
})
