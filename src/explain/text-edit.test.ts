import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { applyEdits, mergeEdits } from './text-edit.ts'

const edits = [
  { at: 1, length: 2, with: 'XYZ' },
  { at: 4, length: 1, with: '' },
]

test('replaces in order', () => {
  assert.equal(applyEdits('abcdef', edits), 'aXYZdf')
})

test('an edit belongs to the stretch it starts in', () => {
  assert.equal(applyEdits('abcdef', edits, 0, 2), 'aXYZ')
  assert.equal(applyEdits('abcdef', edits, 2, 6), 'df')
})

test('merging sorts by place', () => {
  assert.deepEqual(mergeEdits([edits[1]!], [edits[0]!]), edits)
})

test('stretches joined give the same as the whole', () => {
  const plan = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 4 }), fc.string({ maxLength: 4 })),
  )
  fc.assert(
    fc.property(
      fc.string({ minLength: 60, maxLength: 60 }),
      plan,
      fc.array(fc.integer({ min: 0, max: 60 })),
      (text, steps, cuts) => {
        let at = 0
        const list = steps.flatMap(([gap, length, replacement]) => {
          at += gap
          const edit = { at, length, with: replacement }
          at += length
          return at <= 60 ? [edit] : []
        })
        const places = [0, ...cuts, 60].sort((a, b) => a - b)
        const joined = places.slice(1).map((to, index) => applyEdits(text, list, places[index], to))
        assert.equal(joined.join(''), applyEdits(text, list))
      },
    ),
  )
})
