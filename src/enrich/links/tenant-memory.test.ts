import assert from 'node:assert/strict'
import { it } from 'node:test'
import { chainOf, gatewayFacts } from '../../testing/chain-fixture.ts'
import { tenantMemory } from './tenant-memory.ts'

const told = (tenant: string, recipient: string) =>
  chainOf([
    {
      url: 'https://gateway.example/x',
      role: 'gateway',
      wrapper: gatewayFacts({ tenant, recipient }),
    },
    'https://end.example/',
  ])

it('learns who is behind a tenant, at most sixteen', () => {
  const memory = tenantMemory()
  assert.equal(memory.owners('some-gateway', 't1').size, 0)
  memory.learn(told('t1', 'bruno@desk.example'))
  memory.learn(told('t1', 'mara@mail.desk.example'))
  assert.deepEqual([...memory.owners('some-gateway', 't1')], ['desk.example'])
  assert.equal(memory.owners('other-gateway', 't1').size, 0)
  for (let n = 0; n < 30; n++) memory.learn(told('t1', `x@owner${n}.example`))
  assert.equal(memory.owners('some-gateway', 't1').size, 16)
})
