import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DatedFact, DomainFacts } from '../../model/domain-facts.ts'
import { chainOf } from '../../testing/chain-fixture.ts'
import { freshHosts } from './fresh-host.ts'

const DAY = 86_400_000
const MAIL = Date.UTC(2026, 1, 17, 12)
const unknown: DatedFact = { status: 'unknown', why: 'not asked' }
const facts = (registered: DatedFact, domain: string = 'gate.test'): DomainFacts => ({
  kind: 'domain-facts',
  domain,
  asked: MAIL + 400 * DAY,
  registered,
  changed: unknown,
  expires: unknown,
  certificate: unknown,
  lookups: [],
})
const at = (time: number): DatedFact => ({ status: 'known', time, from: 'rdap r.test' })
const chain = chainOf(['https://news.example/', 'https://a.gate.test/', 'https://gate.test/'])

test('a domain is fresh up to 30 days before the mail, and a day after', () => {
  const days = (time: number) =>
    freshHosts(chain, [facts(at(time))], MAIL).map((sign) =>
      sign.kind === 'fresh-host' ? [sign.hop, sign.days, sign.before] : [],
    )
  assert.deepEqual(days(MAIL - 9 * DAY), [[1, 9, 'mail']])
  assert.deepEqual(days(MAIL), [[1, 0, 'mail']])
  assert.deepEqual(days(MAIL - 31 * DAY + 1), [[1, 30, 'mail']])
  assert.deepEqual(days(MAIL - 31 * DAY), [])
  assert.deepEqual(days(MAIL + DAY), [[1, -1, 'mail']])
  assert.deepEqual(days(MAIL + DAY + 1), [])
})

test('without a mail the time of asking counts, and what is not known is no sign', () => {
  const one = facts(at(MAIL + 390 * DAY))
  assert.deepEqual(freshHosts(chain, [one], undefined), [
    {
      kind: 'fresh-host',
      hop: 1,
      domain: 'gate.test',
      registered: MAIL + 390 * DAY,
      from: 'rdap r.test',
      days: 10,
      before: 'asked',
    },
  ])
  assert.deepEqual(freshHosts(chain, [facts(unknown), facts(at(MAIL), 'other.test')], MAIL), [])
})
