import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { DomainFacts } from '../model/domain-facts.ts'
import { factsLine, factsOf } from './recorded-facts.ts'

const FACTS: DomainFacts = {
  kind: 'domain-facts',
  domain: 'gate.test',
  asked: 7,
  registered: { status: 'known', time: 5, from: 'rdap rdap.registry.test' },
  changed: { status: 'unknown', why: 'the registry does not tell' },
  expires: { status: 'absent', why: 'the registry knows no such domain' },
  registrar: 'Names Ltd',
  certificate: { status: 'unknown', why: 'not asked' },
  lookups: [
    { kind: 'lookup', id: 'dns:A:gate.test', time: 6, status: 'answer', answer: ['192.0.2.2'], from: 'dns' },
  ],
}

test('facts come back from their line as they were', () => {
  assert.deepEqual(factsOf(JSON.parse(factsLine(FACTS))), FACTS)
  const { registrar, ...nameless } = FACTS
  assert.ok(registrar)
  assert.deepEqual(factsOf(JSON.parse(factsLine(nameless))), nameless)
})

test('what is no facts is none', () => {
  const broken: readonly unknown[] = [
    5,
    {},
    { facts: 5 },
    { facts: { ...FACTS, domain: 5 } },
    { facts: { ...FACTS, registrar: 5 } },
    { facts: { ...FACTS, registered: { status: 'known', time: 'soon', from: '' } } },
    { facts: { ...FACTS, certificate: { status: 'old', why: '' } } },
    { facts: { ...FACTS, lookups: [5] } },
    { facts: { ...FACTS, lookups: Array.from({ length: 21 }, () => FACTS.lookups[0]) } },
  ]
  for (const value of broken) assert.equal(factsOf(value), undefined, JSON.stringify(value))
  fc.assert(fc.property(fc.jsonValue(), (value) => factsOf(value) === undefined))
})
