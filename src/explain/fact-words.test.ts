import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DatedFact, DomainFacts } from '../model/domain-facts.ts'
import type { Lookup } from '../model/lookup.ts'
import { distanceText, domainFactsText } from './fact-words.ts'

const DAY = 86_400_000
const MAIL = Date.UTC(2026, 1, 17, 12)
const unknown = (why: string): DatedFact => ({ status: 'unknown', why })
const known = (time: number): DatedFact => ({ status: 'known', time, from: 'rdap r.test' })
const lookup = (type: string, status: Lookup['status'], answer?: unknown): Lookup => ({
  kind: 'lookup',
  id: `dns:${type}:gate.test`,
  time: MAIL,
  status,
  from: 'dns',
  ...(answer === undefined ? {} : { answer }),
  ...(status === 'unknown' ? { error: 'timeout' } : {}),
})
const facts = (more: Partial<DomainFacts>): DomainFacts => ({
  kind: 'domain-facts',
  domain: 'gate.test',
  asked: MAIL + 3 * DAY,
  registered: unknown('no RDAP server is known for .test'),
  changed: unknown('the registry does not tell'),
  expires: unknown('the registry does not tell'),
  certificate: unknown('no certificate of it was seen'),
  lookups: ['A', 'AAAA', 'NS', 'MX'].map((type) => lookup(type, 'absent')),
  ...more,
})

test('distances are told in days, then in years, and to the right side', () => {
  for (const [days, said] of [
    [0, 'less than a day before the mail'],
    [0.9, 'less than a day before the mail'],
    [1, '1 day before the mail'],
    [9.5, '9 days before the mail'],
    [730, '730 days before the mail'],
    [731, '2 years before the mail'],
    [6_000, '16 years before the mail'],
    [-0.5, '1 day after the mail'],
    [-400, '400 days after the mail'],
  ] as const)
    assert.equal(distanceText(MAIL - days * DAY, MAIL, 'the mail'), said)
})

test('every fact is told, and every one that is missing with its reason', () => {
  assert.equal(
    domainFactsText(
      facts({
        registered: known(MAIL - 9 * DAY),
        changed: known(MAIL - 2 * DAY),
        registrar: 'Names Ltd',
        certificate: known(MAIL - 8 * DAY),
        lookups: [
          lookup('A', 'answer', ['192.0.2.1', '192.0.2.2']),
          lookup('AAAA', 'answer', ['2001:db8::1', '2001:db8::2', '2001:db8::3']),
          lookup('NS', 'answer', ['a.ns.test']),
          lookup('MX', 'unknown'),
        ],
      }),
      MAIL,
    ),
    'gate.test: registered 9 days before the mail (8 February 2026 at Names Ltd); registration changed 2 days before the mail; certificate valid since 8 days before the mail; lies at 192.0.2.1, 192.0.2.2, 2001:db8::1, 2001:db8::2 and 1 more; has 1 name server; its mail servers are unknown (timeout).',
  )
  assert.equal(
    domainFactsText(facts({}), MAIL),
    'gate.test: when it was registered is unknown (no RDAP server is known for .test); the name itself has no address; has no name server; has no mail server.',
  )
  assert.equal(
    domainFactsText(facts({ registered: { status: 'absent', why: 'no such domain' }, lookups: [] }), MAIL),
    'gate.test: not registered (no such domain); its addresses, name servers and mail servers are unknown.',
  )
  assert.match(
    domainFactsText(facts({ lookups: [lookup('A', 'absent'), lookup('AAAA', 'unknown')] }), MAIL),
    /its addresses are unknown \(timeout\); its name servers are unknown; its mail servers are unknown\./,
  )
})

test('without a mail it is measured from the look; later than the mail tells nothing of then', () => {
  assert.match(
    domainFactsText(facts({ registered: known(MAIL) }), undefined),
    /registered 3 days before this look/,
  )
  assert.match(
    domainFactsText(facts({ registered: known(MAIL + 400 * DAY) }), MAIL),
    /registered 400 days after the mail \(.*\), so who had the name then is not told/,
  )
})
