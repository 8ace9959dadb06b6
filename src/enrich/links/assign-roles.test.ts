import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chainOf, gatewayFacts, knowledgeOf } from '../../testing/chain-fixture.ts'
import { assignRoles } from './assign-roles.ts'
import { readLists } from './listed-hosts.ts'

const head = '# source: Somebody\n# date: 2026-01-02\n'
const lists = readLists([
  ['gateways', 'gateway', `${head}wrap.test\n`],
  ['shorteners', 'shortener', `${head}s.test\n`],
  ['trackers', 'tracker', `${head}count.test\n`],
  ['couriers', 'courier', `${head}portal.test/url\nshare.test\n`],
  ['identity-providers', 'identity', `${head}login.test\n`],
  ['free-hosts', 'free-host', `${head}.free.test\n`],
])
type Parts = Parameters<typeof chainOf>[0]
const roles = (hops: Parts, knowledge = knowledgeOf(), more: Parameters<typeof chainOf>[1] = {}): string =>
  assignRoles(chainOf(hops, more), knowledge, lists)
    .hops.map(({ role }) => role)
    .join(' ')

describe('assignRoles', () => {
  it('calls an unknown host in between a stop-over, also when the landing is what is shown', () => {
    assert.equal(roles(['https://gate.test/x', 'https://news.example/a']), 'stopover landing')
    assert.equal(
      roles(
        ['https://gate.test/x', 'https://news.example/a'],
        knowledgeOf({ shown: 'www.news.example', linked: { 'news.example': 50 } }),
      ),
      'stopover landing',
    )
  })
  it('takes lists and decoders for the known kinds', () => {
    assert.equal(
      roles([
        { url: 'https://eu.wrap.test/?u=1', wrapper: gatewayFacts() },
        'https://s.test/abc',
        'https://x.count.test/c/1',
        'https://www.portal.test/url?q=1',
        'https://login.test/authorize',
        'https://end.example/',
      ]),
      'gateway shortener tracker courier identity landing',
    )
  })
  it('believes no list about a free host in between, but names it', () => {
    const { hops } = assignRoles(
      chainOf(['https://a.free.test/', 'https://end.example/']),
      knowledgeOf(),
      lists,
    )
    assert.equal(hops[0]?.role, 'stopover')
    assert.deepEqual(
      hops[0]?.because.map(({ kind }) => kind),
      ['position', 'history', 'list'],
    )
  })
  it('tells the customers of a provider of free names apart', () => {
    const linked = knowledgeOf({ linked: { 'free.test': 40 } })
    assert.equal(roles(['https://a.free.test/', 'https://end.example/'], linked), 'stopover landing')
    assert.equal(roles(['https://a.free.test/', 'https://b.free.test/']), 'stopover landing')
    assert.equal(roles(['https://a.free.test/', 'https://www.a.free.test/']), 'landing landing')
  })
  it('leaves the landing open when the last hop only passes on', () => {
    assert.equal(roles(['https://s.test/abc']), 'shortener')
    assert.equal(roles(['https://www.portal.test/url?x']), 'courier')
    assert.equal(roles(['https://s.test/abc'], knowledgeOf(), { end: 'landing', basis: 'http' }), 'landing')
    assert.equal(roles(['https://share.test/file']), 'landing')
    assert.equal(
      roles([{ url: 'https://wrap.test/x', wrapper: gatewayFacts({ decoded: 'opaque' }) }], knowledgeOf(), {
        end: 'opaque-wrapper',
      }),
      'gateway',
    )
  })
  it('spares what belongs to the sender, the recipient, the text or the landing, and what was linked before', () => {
    const via = (host: string, knowledge = knowledgeOf()) =>
      roles([`https://${host}/r`, 'https://end.example/'], knowledge)
    assert.equal(via('go.sender.example'), 'courier landing')
    assert.equal(via('go.recipient.example'), 'courier landing')
    assert.equal(via('shown.example', knowledgeOf({ shown: 'www.shown.example' })), 'courier landing')
    assert.equal(via('old.example', knowledgeOf({ linked: { 'old.example': 3 } })), 'courier landing')
    assert.equal(via('www.end.example'), 'landing landing')
    assert.equal(
      roles(['https://end.example/out', 'https://gate.test/', 'https://end.example/']),
      'courier stopover landing',
    )
  })
  it('never takes the form of a click counter for knowledge of a host', () => {
    const counter = '/ls/click?upn=u001.abc'
    assert.equal(roles([`https://gate.test${counter}`, 'https://end.example/']), 'stopover landing')
    assert.equal(roles([`https://url7.sender.example${counter}`, 'https://end.example/']), 'tracker landing')
  })
  it('nor a decoder that goes by the form, unless a list or the mail knows the host', () => {
    const wrapper = gatewayFacts({ wrapper: 'sendgrid', role: 'tracker' })
    const via = (host: string, knowledge = knowledgeOf()) =>
      roles([{ url: `https://${host}/ls/click?upn=x`, wrapper }, 'https://end.example/'], knowledge)
    assert.equal(via('gate.test'), 'stopover landing')
    assert.equal(via('x.count.test'), 'tracker landing')
    assert.equal(via('url7.sender.example'), 'tracker landing')
    assert.equal(via('mail.old.example', knowledgeOf({ linked: { 'old.example': 2 } })), 'tracker landing')
    assert.equal(roles([{ url: 'https://gate.test/ls/click?upn=x', wrapper }]), 'landing')
  })
  it('does not believe that a host is a wrapper because it carries a URL', () => {
    const wrapper = gatewayFacts({ wrapper: 'nested-url', role: 'courier' })
    assert.equal(
      roles([{ url: 'https://gate.test/?u=https://end.example/', wrapper }, 'https://end.example/']),
      'stopover landing',
    )
  })
  it('keeps what a tracer saw on a page', () => {
    const seen = [{ kind: 'page', seen: 'captcha' }] as const
    assert.equal(
      roles([{ url: 'https://gate.test/', role: 'interstitial', because: seen }, 'https://end.example/']),
      'interstitial landing',
    )
  })
  it('says why', () => {
    const { hops } = assignRoles(
      chainOf(['https://s.test/abc', 'https://old.example/x', 'https://end.example/']),
      knowledgeOf({ bySender: { 'old.example': 2 }, linked: { 'old.example': 9 } }),
      lists,
    )
    assert.deepEqual(
      hops.map(({ because }) => because),
      [
        [{ kind: 'list', list: 'shorteners', entry: 's.test', source: 'Somebody', date: '2026-01-02' }],
        [{ kind: 'history', statistic: 'earlier mails of the sender that link it', n: 2 }],
        [{ kind: 'position', position: 'last' }],
      ],
    )
  })
  it('takes hops without a host, and a chain without hops', () => {
    assert.equal(roles([]), '')
    const { target: _, ...bare } = chainOf(['https://x.test/']).hops[0] as NonNullable<
      ReturnType<typeof chainOf>['hops'][0]
    >
    assert.deepEqual(
      assignRoles({ ...chainOf([]), hops: [bare, bare] }, knowledgeOf(), lists).hops.map(({ role }) => role),
      ['stopover', 'landing'],
    )
  })
})
