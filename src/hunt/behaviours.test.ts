import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ALL_DETECTORS } from '../judge/detectors/all-detectors.ts'
import { BEHAVIOURS, behaviourNamed } from './behaviours.ts'
import { huntQuery, readSavedHunt } from './saved-hunt.ts'
import { compileWhere } from './where/compile-where.ts'
import { FINDING_IDS } from './where/judgement-fields.ts'
import { parseWhere } from './where/parse-where.ts'

test('the ids of findings are those of the detectors', () => {
  assert.deepEqual([...FINDING_IDS], ALL_DETECTORS.map(({ id }) => id).sort())
})

test('every behaviour is a query that can be asked, with words for a person', () => {
  for (const { name, where, meaning, innocent } of BEHAVIOURS) {
    assert.match(name, /^[a-z]+(?:-[a-z]+)*$/)
    const compiled = compileWhere(where, { now: 0 })
    assert.equal(compiled.kind, 'compiled-where', `${name}: ${JSON.stringify(compiled)}`)
    for (const words of [meaning, innocent]) assert.match(words, /^[A-Z].{30,}\.$/)
  }
  assert.equal(new Set(BEHAVIOURS.map(({ name }) => name)).size, BEHAVIOURS.length)
  for (const name of ['fake-forward', 'stop-over', 'foreign-tenant', 'new-client'])
    assert.ok(behaviourNamed(name), name)
})

test('a saved hunt is checked with all its errors at once', () => {
  const good = {
    kind: 'saved-hunt',
    name: 'wrapped-links',
    where: 'bulk',
    behaviours: ['stop-over', 'new-client'],
    created: 5,
  }
  const reading = readSavedHunt(good)
  assert.deepEqual(reading, { kind: 'hunt', hunt: good })
  assert.equal(huntQuery({ where: 'bulk' }), 'bulk')
  const query = huntQuery({ where: 'bulk or held', behaviours: ['stop-over', 'new-client'] })
  assert.equal(query, '(bulk or held) and ((finding = link.stop-over) or (finding = sender.client-drift))')
  assert.equal(parseWhere(query).kind, 'where')

  const bad = readSavedHunt({
    kind: 'x',
    name: 'A b',
    where: 'subjet = x',
    behaviours: ['stopover'],
    extra: 1,
  })
  assert.ok(bad.kind === 'error')
  assert.deepEqual(
    bad.errors.map(({ field }) => field),
    ['extra', 'kind', 'name', 'created', 'where', 'behaviours'],
  )
  assert.match(bad.errors[4]?.hint ?? '', /subject/)
  assert.match(bad.errors[5]?.hint ?? '', /stop-over/)
  for (const data of [
    null,
    5,
    [],
    'x',
    {},
    { kind: 'saved-hunt', name: 'a', created: 1 },
    { ...good, where: 5 },
    { ...good, behaviours: [Symbol.iterator] },
  ])
    assert.equal(readSavedHunt(data).kind, 'error')
})
