import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chainOf, knowledgeOf } from '../../testing/chain-fixture.ts'
import { assignRoles } from './assign-roles.ts'
import { otherLanding } from './other-landing.ts'

const of = (hops: readonly string[], shown?: string) => {
  const knowledge = knowledgeOf(shown === undefined ? {} : { shown })
  return otherLanding(assignRoles(chainOf(hops), knowledge), knowledge)
}

describe('otherLanding', () => {
  it('compares the text with the end, not with the wrapper', () => {
    assert.deepEqual(of(['https://urldefense.com/v3/x', 'https://evil.test/'], 'www.bank.example'), {
      kind: 'other-landing',
      shown: 'bank.example',
      landing: 'evil.test',
    })
    assert.equal(
      of(['https://urldefense.com/v3/x', 'https://login.bank.example/'], 'bank.example'),
      undefined,
    )
  })
  it('takes a shortener under another name for the end', () => {
    assert.deepEqual(of(['https://bit.ly/abc'], 'bank.example'), {
      kind: 'other-landing',
      shown: 'bank.example',
      landing: 'bit.ly',
    })
  })
  it('is silent when no host is shown, the landing is unknown, or a hop on the way is shown', () => {
    assert.equal(of(['https://evil.test/']), undefined)
    assert.equal(of(['https://urldefense.com/v3/x'], 'bank.example'), undefined)
    assert.equal(of(['https://urldefense.com/v3/x', 'https://evil.test/'], 'urldefense.com'), undefined)
  })
})
