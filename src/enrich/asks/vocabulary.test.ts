import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ALL_LANGUAGES } from './all-languages.ts'
import { oneEdit, slotsOf } from './vocabulary.ts'

test('choices between words are slots, choices inside a word are multiplied out', () => {
  assert.deepEqual(slotsOf('{new,other} {bank,account}'), [
    ['new', 'other'],
    ['bank', 'account'],
  ])
  assert.deepEqual(slotsOf('{gift,store}{card,cards} of'), [
    ['giftcard', 'giftcards', 'storecard', 'storecards'],
    ['of'],
  ])
  assert.deepEqual(slotsOf('to {my ,}own'), [['to'], ['my', ''], ['own']])
})

test('one letter wrong: missing, doubled, changed with its neighbour', () => {
  const wrong = oneEdit('word')
  assert.ok(wrong.includes('wod') && wrong.includes('woord') && wrong.includes('wrod'))
  assert.ok(!wrong.includes('word') && !wrong.includes('ord'))
})

test('braces of every list are closed and do not nest', () => {
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string')
      for (const phrase of value.split('|')) {
        let depth = 0
        for (const letter of phrase) {
          if (letter === '{') depth++
          else if (letter === '}') depth--
          assert.ok(depth === 0 || depth === 1, `${path}: ${phrase}`)
        }
        assert.equal(depth, 0, `${path}: ${phrase}`)
      }
    else if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`)
  }
  for (const one of ALL_LANGUAGES) walk(one, one.language)
})
