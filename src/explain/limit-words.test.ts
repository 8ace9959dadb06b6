import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Explanation } from '../model/scan.ts'
import type { StyleReading } from '../model/style.ts'
import { EXPLANATION } from '../testing/scan-fixture.ts'
import { limitsOf } from './limit-words.ts'

/** Everything was able to run, and a gate is open. */
const complete: Explanation = {
  ...EXPLANATION,
  record: { ...EXPLANATION.record, timeBasis: 'received', bulk: false },
  context: { ...EXPLANATION.context, style: { kind: 'style', score: 0, n: 20, components: {}, habits: [] } },
  judgement: {
    ...EXPLANATION.judgement,
    held: true,
    gates: [{ gate: 'new-link-domain', open: true, because: 'a.test was never linked here before' }],
    channels: [{ channel: 'links', drift: 3, tail: 0.01, n: 100, because: [] }],
    models: [
      { model: 'takeover', strength: 9, chance: 0.01, tail: 0.001, n: 100 },
      { model: 'session-rider', strength: 0, chance: 1, tail: 1, n: 100 },
    ],
  },
}
const judged = (changes: Partial<Explanation['judgement']>): readonly string[] =>
  limitsOf({ ...complete, judgement: { ...complete.judgement, ...changes } })

test('where every check ran, no limit is named', () => assert.deepEqual(limitsOf(complete), []))

test('each limit is named with its reason', () => {
  const style: StyleReading = {
    kind: 'style',
    score: 0,
    n: 5,
    components: {},
    habits: [],
    abstained: 'few-texts',
  }
  assert.match(
    limitsOf({ ...complete, context: { ...complete.context, style } }).join(),
    /words were not compared.*fewer than eight earlier texts.*\(5 texts known\)/,
  )
  const { style: _, ...context } = complete.context
  const silent = { channel: 'style', drift: 0, n: 0, because: [], notEvaluated: 'no occasion' } as const
  assert.match(
    limitsOf({ ...complete, context, judgement: { ...complete.judgement, channels: [silent] } }).join(),
    /words were not compared.*no occasion/,
  )
  const unasked = { strength: 0, chance: 1, n: 0, notEvaluated: 'fewer than 10 earlier mails of this sender' }
  assert.deepEqual(
    judged({
      models: [
        { model: 'takeover', ...unasked },
        { model: 'session-rider', ...unasked },
      ],
    }),
    [
      'Could not be told: another hand at this account or somebody in the owner’s open session (fewer than 10 earlier mails of this sender).',
    ],
  )
  assert.match(judged({ gates: [], held: false }).join(), /^No reason to rank it/)
  assert.match(
    judged({ channels: [{ channel: 'path', drift: 1, n: 12, because: [] }] }).join(),
    /small past: .*way the mail took \(12 earlier mails/,
  )
  assert.match(judged({ held: false }).join(), /about one in ten/)
  assert.match(
    limitsOf({ ...complete, record: { ...complete.record, timeBasis: 'none', bulk: true } }).join('|'),
    /states no time.*\|.*through a list/,
  )
  const gate = {
    gate: 'unanchored-thread',
    open: false,
    because: 'names earlier mail',
    notEvaluated: true,
  } as const
  assert.match(
    judged({ gates: [...complete.judgement.gates, gate] }).join(),
    /Could not be checked: it names earlier mail\./,
  )
})
