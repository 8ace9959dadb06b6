import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { knownNames } from '../../parse/links/look-alike.ts'
import { recipientNeedles } from '../../parse/links/recipient-in-url.ts'
import { chainOf, gatewayFacts, knowledgeOf } from '../../testing/chain-fixture.ts'
import { assignRoles } from './assign-roles.ts'
import { linkSigns } from './link-signs.ts'

const of = (hops: Parameters<typeof chainOf>[0], knowledge = knowledgeOf()) =>
  linkSigns(
    assignRoles(chainOf(hops), knowledge),
    knowledge,
    recipientNeedles(['bruno@recipient.example']),
    knownNames(['harborpost.example']),
  )

describe('linkSigns', () => {
  it('tells all there is to see on one chain', () => {
    assert.deepEqual(
      of(
        [
          { url: 'https://wrap.test/?x', wrapper: gatewayFacts({ recipient: 'dora@third.example' }) },
          'https://check-short-panel.live/PhyQfkFX',
          'https://harborpost-login.example/#bruno@recipient.example',
        ],
        knowledgeOf({ shown: 'www.harborpost.example' }),
      ).map((sign) => ('hop' in sign ? `${sign.kind} ${sign.hop}` : sign.kind)),
      [
        'stop-over 1',
        'foreign-wrapper 0',
        'other-landing',
        'recipient-carried 2',
        'host-shape 1',
        'path-shape 1',
        'look-alike 2',
      ],
    )
  })
  it('says nothing of a plain link, nor of looks of hosts that are linked here', () => {
    assert.deepEqual(of(['https://news.example/a']), [])
    const linked = knowledgeOf({ linked: { 'check-short-panel.live': 1 } })
    assert.deepEqual(of(['https://check-short-panel.live/PhyQfkFX'], linked), [])
  })
})
