import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chainOf, gatewayFacts, knowledgeOf } from '../../testing/chain-fixture.ts'
import { assignRoles } from './assign-roles.ts'
import { gatewayInside } from './gateway-inside.ts'

const gateway = { url: 'https://urldefense.com/v3/x', wrapper: gatewayFacts() }
const of = (hops: Parameters<typeof chainOf>[0], knowledge = knowledgeOf()) =>
  gatewayInside(assignRoles(chainOf(hops), knowledge), knowledge)

describe('gatewayInside', () => {
  it('finds a wrapper behind a shortener, before an unknown landing', () => {
    assert.deepEqual(of(['https://bit.ly/x', gateway, 'https://evil.test/']), {
      kind: 'gateway-inside',
      before: 0,
      hop: 1,
      landing: 'evil.test',
    })
    assert.equal(of([gateway, 'https://bit.ly/x', gateway, 'https://evil.test/'])?.before, 1)
    assert.equal(of(['https://gate.test/x', gateway, 'https://evil.test/'])?.before, 0)
  })
  it('is silent where the wrapper stands outermost, behind a click counter, or the landing is known', () => {
    assert.equal(of([gateway, 'https://bit.ly/x', 'https://evil.test/']), undefined)
    assert.equal(of([gateway, gateway, 'https://evil.test/']), undefined)
    assert.equal(of(['https://x.list-manage.com/c', gateway, 'https://evil.test/']), undefined)
    assert.equal(of(['https://bit.ly/x', gateway, 'https://www.sender.example/']), undefined)
    assert.equal(of(['https://bit.ly/x', gateway]), undefined)
  })
})
