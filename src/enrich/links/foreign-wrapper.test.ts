import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { WrapperFacts } from '../../model/redirect-chain.ts'
import { chainOf, gatewayFacts, knowledgeOf } from '../../testing/chain-fixture.ts'
import { assignRoles } from './assign-roles.ts'
import { foreignWrappers } from './foreign-wrapper.ts'

const of = (facts: Partial<WrapperFacts>, knowledge = knowledgeOf()) =>
  foreignWrappers(
    assignRoles(
      chainOf([{ url: 'https://wrap.test/?x', wrapper: gatewayFacts(facts) }, 'https://end.example/']),
      knowledge,
    ),
    knowledge,
  ).map(({ other }) => other)

describe('foreignWrappers', () => {
  it('knows the people on the mail, in any letter case', () => {
    assert.deepEqual(of({ recipient: 'Bruno@Recipient.example' }), [])
    assert.deepEqual(of({ recipient: 'anna@sender.example' }), [])
  })
  it('tells another person of the same organisation from another organisation', () => {
    assert.deepEqual(of({ recipient: 'carla@recipient.example' }), ['person'])
    assert.deepEqual(of({ recipient: 'carla@mail.sender.example' }), ['person'])
    assert.deepEqual(of({ recipient: 'dora@third.example' }), ['organisation'])
    assert.deepEqual(of({ recipient: 'eve@recipient.example.third.test' }), ['organisation'])
  })
  it('judges by the tenant alone only when earlier mail told whose it is', () => {
    const knowledge = knowledgeOf({
      tenants: { T1: 'recipient.example', T2: 'third.example', T3: 'sender.example' },
    })
    assert.deepEqual(of({ tenant: 'T1' }, knowledge), [])
    assert.deepEqual(of({ tenant: 'T2' }, knowledge), ['organisation'])
    assert.deepEqual(of({ tenant: 'T3' }, knowledge), [])
    assert.deepEqual(of({ tenant: 'T4' }, knowledge), [])
    assert.deepEqual(of({ tenant: 'T2', recipient: 'bruno@recipient.example' }, knowledge), [])
  })
  it('is silent about wrappers that tell nobody, and those of other kinds', () => {
    assert.deepEqual(of({}), [])
    assert.deepEqual(of({ role: 'tracker', recipient: 'dora@third.example' }), [])
    assert.deepEqual(of({ recipient: 'not an address' }), [])
  })
})
