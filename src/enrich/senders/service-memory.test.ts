import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MessageRecord, RecordLink } from '../../model/record.ts'
import { makeRecord } from '../../testing/record-fixture.ts'
import { senderHistory } from './sender-history.ts'
import { countServices, linkedServices, type ServiceCounts, serviceUses } from './service-memory.ts'

const link = (url: string, given: Partial<RecordLink> = {}): RecordLink => {
  const { hostname } = new URL(url)
  const domain = hostname.split('.').slice(-2).join('.')
  return {
    origin: 'html-anchor',
    part: '1',
    range: { start: 0, end: url.length },
    href: url,
    target: { host: hostname, domain, icannDomain: domain, isIp: false },
    text: '',
    nested: [],
    region: 'own',
    visible: true,
    traits: [],
    ...given,
  }
}
const mail = (links: readonly RecordLink[], given: Partial<MessageRecord> = {}): MessageRecord =>
  makeRecord({ links, ...given })

test('each kind of service once, with the link that uses it', () => {
  const uses = linkedServices(
    mail([
      link('https://example.org/page'),
      link('https://bit.ly/3xample'),
      link('https://tinyurl.com/example'),
      link('https://docs.google.com/document/d/1'),
    ]),
    true,
  )
  assert.deepEqual(
    uses.map(({ role, host, link: index }) => [role, host, index]),
    [
      ['shortener', 'bit.ly', 1],
      ['courier', 'docs.google.com', 3],
    ],
  )
})

test('what somebody else wrote and what no reader clicks is not the writer\u2019s use', () => {
  const elsewhere = [
    link('https://bit.ly/3xample', { region: 'quoted' }),
    link('https://bit.ly/3xample', { region: 'signature' }),
    link('https://bit.ly/3xample', { origin: 'html-image' }),
  ]
  assert.deepEqual(serviceUses(linkedServices(mail(elsewhere), true), undefined, new Map()), [])
  // Nobody knows who wrote a quote of a mail that is not here.
  assert.equal(serviceUses(linkedServices(mail(elsewhere), false), undefined, new Map()).length, 1)
})

test('counts of the sender and of everybody are those before the mail', () => {
  const own: ServiceCounts = new Map()
  const all: ServiceCounts = new Map([['shortener', 7]])
  const one = mail([link('https://bit.ly/3xample')])
  const first = serviceUses(linkedServices(one, true), own, all)
  assert.deepEqual(
    first.map(({ bySender, byAnybody }) => [bySender, byAnybody]),
    [[0, 7]],
  )
  countServices(first, own)
  countServices(first, all)
  assert.deepEqual(
    serviceUses(linkedServices(one, true), own, all).map(({ bySender, byAnybody }) => [bySender, byAnybody]),
    [[1, 8]],
  )
})

test('a history tells who used such a service before, and held mail teaches none', () => {
  const history = senderHistory()
  const from = (address: string, time: number): MessageRecord =>
    mail([link('https://bit.ly/3xample')], { from: { name: '', address }, time })
  history.learn(from('ada@example.org', 1000))
  history.hold(from('ada@example.org', 2000))
  const counts = (address: string) =>
    history.context(from(address, 3000)).services.map(({ bySender, byAnybody }) => [bySender, byAnybody])
  assert.deepEqual(counts('ada@example.org'), [[1, 1]])
  assert.deepEqual(counts('bo@example.org'), [[0, 1]])
})
