import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as library from '../index.ts'
import type { MarkPlan } from '../model/mark.ts'
import { reviewPlaces } from './mark-review.ts'

const TEXT =
  'We began with a survey, although the cellar was dry. It showed that the boxes are damp, and they don’t last.\n\nThe staff often helped the schools, and we discussed the main tasks with the office. Finally, the archive was kept dry.\n'
const master = library.readMarkMaster(Buffer.from(TEXT), 'memo.txt')
if ('kind' in master) throw new Error(master.what)
const fresh = library.newMarkPlan(master, '0'.repeat(64))

async function answered(
  answers: readonly string[],
  plan: MarkPlan = fresh,
): Promise<{ plan: MarkPlan; finished: boolean; shown: string }> {
  const left = [...answers]
  let shown = ''
  const result = await reviewPlaces(plan, {
    library,
    master: master as Exclude<typeof master, { kind: string }>,
    ask: async () => left.shift(),
    show: (text) => {
      shown += `${text}\n`
    },
    page: { width: 80, color: false },
  })
  return { ...result, shown }
}
const decisions = (plan: MarkPlan): string =>
  plan.places
    .filter(({ layer }) => layer === 'wording')
    .map(({ decision }) => decision[0])
    .join('')

describe('review of places', () => {
  it('shows each sentence in both forms and keeps the answers', async () => {
    const { plan, finished, shown } = await answered(['y', 'n', 'y', 'q'])
    assert.equal(finished, false)
    assert.match(decisions(plan), /^arao+$/)
    assert.match(shown, /now {2}We \[began\] with a survey/)
    assert.match(shown, /or {3}We \[started\] with a survey/)
  })
  it('goes on with what is open, back, and later', async () => {
    const first = await answered(['y', 'q'])
    const { plan } = await answered(['n', 'b', 'y', 's', 'n', 'q'], first.plan)
    assert.match(decisions(plan), /^aaoro+$/)
  })
  it('takes the end of the input as an end', async () => assert.equal((await answered([])).finished, false))
  it('decides a kind at once, and asks for signs by kind', async () => {
    const wording = fresh.places.filter(({ layer }) => layer === 'wording').length
    const { plan, finished } = await answered([
      ...Array.from({ length: wording }, () => 'Y'),
      ...Array.from({ length: 9 }, () => 'y'),
    ])
    assert.equal(finished, true)
    assert.ok(plan.places.every(({ decision }) => decision === 'accepted'))
  })
  it('takes an edited form, and refuses one that cannot be written', async () => {
    const { plan, shown } = await answered(['e', 'began', 'e', 'set out', 'q'])
    assert.match(shown, /cannot be used: both forms are the same/)
    assert.equal(plan.places[0]?.alternative, 'set out')
    assert.equal(plan.places[0]?.decision, 'accepted')
  })
})
