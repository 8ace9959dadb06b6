import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LinkTrait } from '../../model/link.ts'
import type { LinkSign } from '../../model/link-sign.ts'
import { ordinaryContext } from '../../testing/context-fixture.ts'
import { makeRecord, recordLink } from '../../testing/record-fixture.ts'
import { gateResults } from './all-gates.ts'

const open = (record: ReturnType<typeof makeRecord>, context = ordinaryContext()) =>
  gateResults(record, context)
    .filter((one) => one.open)
    .map((one) => one.gate)

test('an ordinary mail opens no gate', () => {
  assert.deepEqual(open(makeRecord()), [])
})

test('every gate says why it is open or shut', () => {
  for (const { because } of gateResults(makeRecord(), ordinaryContext())) assert.match(because, /\w{3}/)
})

for (const trait of [
  'idn-confusable',
  'idn-mixed-script',
  'userinfo',
  'ip-host',
  'data-url',
  'script-url',
] as readonly LinkTrait[])
  test(`a link with ${trait} is deceptive, in own and forwarded text, not in a signature or a picture`, () => {
    for (const [changes, expected] of [
      [{ region: 'own' }, true],
      [{ region: 'forwarded' }, true],
      [{ region: 'quoted' }, true], // nobody knows the quoted mail
      [{ region: 'signature' }, false],
      [{ origin: 'html-image' }, false],
    ] as const)
      assert.equal(
        open(makeRecord({ links: [recordLink('gate.test', { traits: [trait], ...changes })] })).includes(
          'deceptive-link',
        ),
        expected,
      )
  })

for (const [sign, expected] of [
  [{ kind: 'stop-over', hop: 0, domain: 'between.test', returns: true }, true],
  [{ kind: 'look-alike', hop: 0, host: 'a.test', of: 'b.test', how: 'skeleton' }, true],
  [{ kind: 'look-alike', hop: 0, host: 'a.test', of: 'b.test', how: 'word' }, false],
  [{ kind: 'gateway-inside', before: 0, hop: 1, landing: 'gate.test' }, true],
  [{ kind: 'foreign-wrapper', hop: 0, other: 'organisation', recipient: 'x@y.test' }, true],
  [{ kind: 'foreign-wrapper', hop: 0, other: 'person', recipient: 'x@y.test' }, false],
  [{ kind: 'host-shape', hop: 0, shapes: ['cheap-ending'] }, false],
  [{ kind: 'path-shape', hop: 0, shape: 'token' }, false],
] as readonly (readonly [LinkSign, boolean])[])
  test(`${sign.kind}${'other' in sign ? ` (${sign.other})` : 'how' in sign ? ` (${sign.how})` : ''} ${expected ? 'opens' : 'does not open'} the gate of deceptive links`, () => {
    const record = makeRecord({ links: [recordLink('gate.test')] })
    const found = open(record, ordinaryContext({ signs: [{ link: 0, sign }] }))
    assert.equal(found.includes('deceptive-link'), expected)
  })

test('mail that names an original we do not hold is not accused of inventing it', () => {
  const thread = {
    poses: 'reply',
    because: ['subject'],
    anchors: ['elsewhere@x.test'],
    claims: [],
    baseSubject: 'x',
  } as const
  const gate = gateResults(makeRecord({ thread }), ordinaryContext()).find(
    (one) => one.gate === 'unanchored-thread',
  )
  assert.equal(gate?.open, false)
  assert.equal(gate?.notEvaluated, true)
})
