import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { WrapperFacts } from '../../model/redirect-chain.ts'
import { chainOf, gatewayFacts } from '../../testing/chain-fixture.ts'
import { toldTenants } from './told-tenants.ts'

const of = (facts: Partial<WrapperFacts>, role: 'gateway' | 'stopover' = 'gateway') =>
  toldTenants(
    chainOf([{ url: 'https://wrap.test/?x', role, wrapper: gatewayFacts(facts) }, 'https://end.example/']),
  )

it('tells the customer from a wrapper that names tenant and recipient', () => {
  assert.deepEqual(of({ tenant: 'T1', recipient: 'Bruno@mail.recipient.example' }), [
    { wrapper: 'some-gateway', tenant: 'T1', owner: 'recipient.example' },
  ])
  assert.deepEqual(of({ tenant: 'T1' }), [])
  assert.deepEqual(of({ recipient: 'bruno@recipient.example' }), [])
  assert.deepEqual(of({ tenant: 'T1', recipient: 'bruno' }), [])
  assert.deepEqual(of({ tenant: 'T1', recipient: 'bruno@' }), [])
  assert.deepEqual(of({ tenant: 'T1', recipient: 'bruno@recipient.example' }, 'stopover'), [])
})
