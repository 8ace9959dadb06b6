import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { HOP_ROLES } from '../../model/redirect-chain.ts'
import { linkHost } from '../../parse/links/link-host.ts'
import { knownNames } from '../../parse/links/look-alike.ts'
import { recipientNeedles } from '../../parse/links/recipient-in-url.ts'
import { chainOf, gatewayFacts, knowledgeOf } from '../../testing/chain-fixture.ts'
import { assignRoles } from './assign-roles.ts'
import { linkSigns } from './link-signs.ts'

const label = fc.oneof(
  fc.stringMatching(/^[a-z0-9-]{1,20}$/),
  fc.constantFrom('login', 'bit', 'google', 'xn--', '__proto__', 'constructor', 'pages'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)
const host = fc
  .tuple(
    fc.array(label, { maxLength: 6 }),
    fc.constantFrom('.test', '.duckdns.org', '.pages.dev', 'bit.ly', '', '.'),
  )
  .map(([labels, end]) => labels.join('.') + end)
const hop = fc.record({
  host,
  path: fc.oneof(fc.webPath(), fc.string({ unit: 'binary', maxLength: 40 })),
  scheme: fc.constantFrom('https://', 'http://', '//', ''),
  facts: fc.option(
    fc.record({
      wrapper: fc.constantFrom('sendgrid', 'some-gateway', 'nested-url'),
      role: fc.constantFrom(...HOP_ROLES),
      recipient: fc.string({ unit: 'binary', maxLength: 30 }),
    }),
  ),
})

it('gives every hop one role and reasons, and reads signs, whatever the chain holds', () => {
  const names = knownNames(['harborpost.example', 'constructor', '__proto__.test', ''])
  fc.assert(
    fc.property(fc.array(hop, { maxLength: 6 }), fc.option(host), (hops, shown) => {
      const knowledge = knowledgeOf(shown === null ? {} : { shown })
      const chain = {
        ...chainOf([]),
        hops: hops.map((one) => ({
          url: `${one.scheme}${one.host}/${one.path}`,
          target: linkHost(one.host),
          role: 'landing' as const,
          because: [],
          ...(one.facts && { wrapper: gatewayFacts(one.facts) }),
        })),
      }
      const roled = assignRoles(chain, knowledge)
      assert.equal(roled.hops.length, hops.length)
      for (const { role, because } of roled.hops) {
        assert.ok(HOP_ROLES.includes(role))
        assert.ok(because.length > 0)
      }
      assert.deepEqual(assignRoles(roled, knowledge).hops, roled.hops)
      for (const sign of linkSigns(roled, knowledge, recipientNeedles(['a@b.example']), names))
        if ('hop' in sign) assert.ok(sign.hop >= 0 && sign.hop < hops.length)
    }),
    { numRuns: 500 },
  )
})
