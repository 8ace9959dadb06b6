import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chainOf, knowledgeOf } from '../../testing/chain-fixture.ts'
import { assignRoles } from './assign-roles.ts'
import { courierToUnseen } from './courier-to-unseen.ts'

const of = (hops: readonly string[], knowledge = knowledgeOf()) =>
  courierToUnseen(assignRoles(chainOf(hops), knowledge), knowledge)
const google = 'https://www.google.com/url?q=x'

describe('courierToUnseen', () => {
  it('names the courier and the landing', () => {
    assert.deepEqual(of([google, 'https://a.evil.test/']), {
      kind: 'courier-to-unseen',
      hop: 0,
      courier: 'google.com',
      landing: 'evil.test',
    })
    assert.equal(of(['https://bit.ly/x', google, 'https://evil.test/'])?.hop, 1)
  })
  it('counts a site that is trusted here as a courier', () => {
    assert.equal(
      of(
        ['https://partner.example/out', 'https://evil.test/'],
        knowledgeOf({ linked: { 'partner.example': 4 } }),
      )?.courier,
      'partner.example',
    )
  })
  it('is silent for a landing that is linked here, shown, own, or not known', () => {
    assert.equal(
      of([google, 'https://old.example/'], knowledgeOf({ linked: { 'old.example': 1 } })),
      undefined,
    )
    assert.equal(of([google, 'https://new.example/'], knowledgeOf({ shown: 'new.example' })), undefined)
    assert.equal(of([google, 'https://x.sender.example/']), undefined)
    assert.equal(of([google]), undefined)
    assert.equal(of(['https://evil.test/']), undefined)
  })
})
