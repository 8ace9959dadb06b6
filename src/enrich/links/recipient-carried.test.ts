import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { recipientNeedles } from '../../parse/links/recipient-in-url.ts'
import { chainOf, knowledgeOf } from '../../testing/chain-fixture.ts'
import { recipientCarried } from './recipient-carried.ts'

const bruno = 'bruno@recipient.example'
const of = (...hops: string[]) => recipientCarried(chainOf(hops), knowledgeOf(), recipientNeedles([bruno]))

describe('recipientCarried', () => {
  it('finds the address in the last hop, and whether it can be read there', () => {
    assert.equal(of(`https://evil.test/#${bruno}`)?.encoded, false)
    assert.equal(of(`https://evil.test/?e=${encodeURIComponent(bruno)}`)?.encoded, false)
    assert.equal(of(`https://evil.test/${Buffer.from(bruno).toString('base64url')}`)?.encoded, true)
    assert.equal(of(`https://evil.test/?x=${Buffer.from(bruno).toString('hex')}`)?.encoded, true)
    assert.deepEqual(of('https://wrap.test/', `https://a.evil.test/#${bruno}`), {
      kind: 'recipient-carried',
      hop: 1,
      domain: 'evil.test',
      encoded: false,
    })
  })
  it('is silent about other addresses, other hops, and the two organisations themselves', () => {
    assert.equal(of('https://evil.test/#carla@recipient.example'), undefined)
    assert.equal(of(`https://wrap.test/?r=${bruno}`, 'https://end.example/'), undefined)
    assert.equal(of(`https://portal.recipient.example/?u=${bruno}`), undefined)
    assert.equal(of(`https://www.sender.example/?u=${bruno}`), undefined)
    const linked = knowledgeOf({ linked: { 'archive.example': 3 } })
    const archive = chainOf([`https://archive.example/${bruno}/1`])
    assert.equal(recipientCarried(archive, linked, recipientNeedles([bruno])), undefined)
    assert.equal(recipientCarried(archive, knowledgeOf(), recipientNeedles([bruno]))?.encoded, false)
    assert.equal(recipientCarried(chainOf([]), knowledgeOf(), recipientNeedles([bruno])), undefined)
  })
})
