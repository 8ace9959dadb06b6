import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileWhere } from './compile-where.ts'
import { queryContinuation, queryGuide } from './query-guide.ts'

test('every field of the guide can be asked as its example says, with its operators', () => {
  const { fields, behaviours } = queryGuide()
  assert.ok(fields.length > 80 && behaviours.length > 15)
  for (const { name, example, operators } of fields) {
    const compiled = compileWhere(example, { now: 0 })
    assert.equal(compiled.kind, 'compiled-where', example)
    assert.ok(operators.length > 0, name)
  }
  const host = fields.find(({ name }) => name === 'links.host')
  assert.deepEqual([host?.group, host?.several, host?.type], ['links', true, 'host'])
  assert.equal(fields.find(({ name }) => name === 'from')?.group, undefined)
  for (const { where } of behaviours) assert.equal(compileWhere(where, { now: 0 }).kind, 'compiled-where')
})

test('the beginning of a query goes on', () => {
  const texts = (begun: string): readonly string[] => queryContinuation(begun).items.map(({ text }) => text)
  assert.deepEqual(texts('links[ho'), ['host', 'text-host', 'nested-host'])
  assert.deepEqual(texts('links.hos'), ['links.host'])
  assert.ok(texts('subject ').includes('has'))
  assert.deepEqual(texts('ask = cred'), ['credential'])
  assert.deepEqual(texts('from = a@example.org '), ['and', 'or'])
  assert.equal(queryContinuation('bulk and links.hos').from, 9)
  assert.ok(texts('').includes('from.domain'))
})
