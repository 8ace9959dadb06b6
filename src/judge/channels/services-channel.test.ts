import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ServiceUse } from '../../model/sender.ts'
import { ordinaryContext } from '../../testing/context-fixture.ts'
import { makeRecord } from '../../testing/record-fixture.ts'
import { servicesChannel } from './services-channel.ts'

const use = (given: Partial<ServiceUse> = {}): ServiceUse => ({
  role: 'shortener',
  host: 'short.example',
  link: 0,
  bySender: 0,
  byAnybody: 10,
  ...given,
})
const drift = (services: readonly ServiceUse[], messages = 100): number =>
  servicesChannel.measure(makeRecord(), ordinaryContext({ services, messages, organisationMessages: 5000 }))
    .drift

test('no service, no surprise', () => {
  assert.equal(drift([]), 0)
})

test('the less the sender, and then everybody, uses such a service, the greater the surprise', () => {
  assert.ok(drift([use()]) > drift([use({ bySender: 1 })]))
  assert.ok(drift([use({ bySender: 1 })]) > drift([use({ bySender: 50 })]))
  assert.ok(drift([use({ byAnybody: 0 })]) > drift([use({ byAnybody: 1000 })]))
})

test('a sender with a long past surprises more than one hardly known', () => {
  assert.ok(drift([use()], 1000) > drift([use()], 10))
})

test('the least usual of several counts, in any order', () => {
  const common = use({ role: 'courier', bySender: 40, byAnybody: 2000 })
  assert.equal(drift([common, use()]), drift([use()]))
  assert.equal(drift([use(), common]), drift([use()]))
})
