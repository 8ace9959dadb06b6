import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tokenShape } from './token-shape.ts'

test('tokens of one generator share a shape', () => {
  assert.equal(tokenShape('20240613091200.4711-2-anna'), tokenShape('20231224180001.9902-1-kurt'))
  assert.equal(
    tokenShape('5f0c1ab2-77de-4c1a-9b0f-00aa11bb22cc'),
    tokenShape('0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d'),
  )
})

test('tokens of different generators do not', () => {
  const shapes = [
    '20240613091200.4711-2-anna',
    '5f0c1ab2-77de-4c1a-9b0f-00aa11bb22cc',
    'CAMn3xQ+bdk9',
    '1718270000.12',
    'ABCDEF0123@',
  ].map(tokenShape)
  assert.equal(new Set(shapes).size, shapes.length)
})

test('a huge token is cut, not followed', () => {
  assert.ok(tokenShape('-'.repeat(1_000_000)).length <= 200)
})
