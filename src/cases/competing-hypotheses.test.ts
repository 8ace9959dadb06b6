import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Hypothesis, MatrixCell } from '../model/case.ts'
import { type MatrixItem, weighHypotheses, weightOf } from './competing-hypotheses.ts'

const hypothesis = (id: string): Hypothesis => ({ kind: 'hypothesis', id, text: id, missing: [] })
const THREE = ['H1', 'H2', 'H3'].map(hypothesis)

/** `E1 CIN`: what E1 says of H1, H2, H3; a dot for nothing. */
function cells(...rows: readonly string[]): readonly MatrixCell[] {
  return rows.flatMap((row) => {
    const [item = '', values = ''] = row.split(' ')
    return [...values].flatMap((value, index) =>
      value === '.' ? [] : [{ kind: 'cell', hypothesis: `H${index + 1}`, item, value } as MatrixCell],
    )
  })
}
const items = (...ids: readonly string[]): readonly MatrixItem[] =>
  ids.map((id) => ({ id, grade: { source: 'A', information: 1 } }))

test('least inconsistent first; what is consistent counts nothing', () => {
  const { ranks, first, fragile } = weighHypotheses(
    THREE,
    items('E1', 'E2', 'E3', 'E4'),
    cells('E1 CCC', 'E2 CIN', 'E3 NIC', 'E4 CCI'),
  )
  assert.deepEqual(
    ranks.map(({ hypothesis: { id }, rank, inconsistency }) => [id, rank, inconsistency]),
    [
      ['H1', 1, 0],
      ['H3', 2, 1],
      ['H2', 3, 2],
    ],
  )
  assert.deepEqual(first, ['H1'])
  // Without E4 nothing speaks against H3 any more.
  assert.equal(fragile, true)
})

test('hypotheses nothing tells apart stand first together', () => {
  const result = weighHypotheses(THREE, items('E1', 'E2'), cells('E1 CCI', 'E2 CC.'))
  assert.deepEqual(result.first, ['H1', 'H2'])
  assert.deepEqual(
    result.ranks.map(({ rank }) => rank),
    [1, 1, 3],
  )
  assert.deepEqual(result.ranks[2]?.open, ['E2'])
})

test('what says the same of all tells nothing; what divides them tells most', () => {
  const { items: told } = weighHypotheses(THREE, items('E1', 'E2', 'E3'), cells('E1 CCC', 'E2 CIN', 'E3 CCI'))
  assert.deepEqual(
    told.map(({ diagnosticity }) => Math.round(diagnosticity * 100)),
    [0, 100, 67],
  )
})

test('a poor source outweighs no good one', () => {
  const graded: readonly MatrixItem[] = [
    { id: 'E1', grade: { source: 'E', information: 5 } },
    { id: 'E2', grade: { source: 'E', information: 5 } },
    { id: 'E3', grade: { source: 'A', information: 1 } },
  ]
  const { first } = weighHypotheses(THREE.slice(0, 2), graded, cells('E1 IC', 'E2 IC', 'E3 CI'))
  assert.deepEqual(first, ['H1'])
  assert.ok(weightOf({ source: 'A', information: 6 }) > weightOf({ source: 'A', information: 4 }))
  assert.equal(weightOf(undefined), 0.5)
})

test('any matrix: ranks follow scores, and leaving out an item that says the same of all changes nothing', () => {
  const value = fc.constantFrom('C', 'I', 'N', 'A', '.')
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value, value), { maxLength: 8 }), (rows) => {
      const ids = rows.map((_, index) => `E${index}`)
      const result = weighHypotheses(
        THREE,
        items(...ids),
        cells(...rows.map((row, index) => `E${index} ${row.join('')}`)),
      )
      for (const [index, one] of result.ranks.entries()) {
        const before = result.ranks[index - 1]
        assert.ok(before === undefined || before.inconsistency <= one.inconsistency)
        assert.equal(one.inconsistency, one.inconsistent.length)
      }
      for (const [index, row] of rows.entries())
        if (row.every((one) => one === row[0])) assert.equal(result.items[index]?.without, undefined)
    }),
  )
})
