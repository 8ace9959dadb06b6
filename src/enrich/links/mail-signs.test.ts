import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MessageRecord, RecordLink } from '../../model/record.ts'
import { linkHost } from '../../parse/links/link-host.ts'
import { makeRecord, recordLink } from '../../testing/record-fixture.ts'
import { senderHistory } from '../senders/sender-history.ts'
import { recordChain } from './record-chain.ts'

/** A link as the reader would record it. */
function link(url: string, changes: Partial<RecordLink> = {}): RecordLink {
  const chain = recordChain({ scheme: 'https', url })
  return recordLink('x.example', {
    href: url,
    target: linkHost(new URL(url).hostname),
    ...(chain ? { chain } : {}),
    ...changes,
  })
}
const safeLink = (target: string, recipient: string, tenant = '6f1e2c3d-0000-4000-8000-000000000001') =>
  `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(target)}&data=05%7C01%7C${encodeURIComponent(recipient)}%7Cab%7C${tenant}%7C0%7C0%7C638&sdata=x&reserved=0`

const mail = (links: readonly RecordLink[], changes: Partial<MessageRecord> = {}): MessageRecord =>
  makeRecord({ links, ...changes })

/** What is seen on one mail after others were learned. */
function signs(record: MessageRecord, before: readonly MessageRecord[] = []) {
  const history = senderHistory()
  for (const one of before) history.learn(one)
  return (history.context(record).signs ?? []).map(({ sign }) => sign)
}
const kinds = (...given: Parameters<typeof signs>) => signs(...given).map(({ kind }) => kind)

describe('signs of a mail', () => {
  it('sees nothing on links to known places, nor on an ordinary new one', () => {
    assert.deepEqual(kinds(mail([])), [])
    assert.deepEqual(kinds(mail([link('https://harbour.example/plan')])), [])
  })

  it('does not call a wrapped link deceptive that leads where its text says', () => {
    const shown = { text: 'www.harbour.example', textHost: linkHost('www.harbour.example') }
    const traits = ['text-host-differs'] as const
    const wrapped = safeLink('https://www.harbour.example/plan', 'desk@news.example')
    assert.deepEqual(kinds(mail([link(wrapped, { ...shown, traits })])), [])
    const elsewhere = safeLink('https://gate.test/plan', 'desk@news.example')
    assert.deepEqual(signs(mail([link(elsewhere, { ...shown, traits })])), [
      { kind: 'other-landing', shown: 'harbour.example', landing: 'gate.test' },
    ])
  })

  it('tells a wrapper made for others from one made for somebody on the mail or in its thread', () => {
    const to = (recipient: string) => mail([link(safeLink('https://harbour.example/', recipient))])
    assert.deepEqual(kinds(to('desk@news.example')), [])
    assert.deepEqual(kinds(to('Anna@Example.org')), [])
    assert.deepEqual(signs(to('mara@elsewhere.test')), [
      {
        kind: 'foreign-wrapper',
        hop: 0,
        other: 'organisation',
        recipient: 'mara@elsewhere.test',
        tenant: '6f1e2c3d-0000-4000-8000-000000000001',
      },
    ])
    const first = mail([], { messageId: 'first@x', cc: [{ name: 'Mara', address: 'mara@elsewhere.test' }] })
    const answer = mail([link(safeLink('https://harbour.example/', 'mara@elsewhere.test'))], {
      thread: { poses: 'reply', because: ['subject'], anchors: ['first@x'], claims: [], baseSubject: 'x' },
    })
    assert.deepEqual(kinds(answer, [first]), [])
  })

  it('leaves out what is quoted from a mail that is here', () => {
    const quoted = link(safeLink('https://harbour.example/', 'mara@elsewhere.test'), { region: 'quoted' })
    const thread = {
      poses: 'reply',
      because: ['subject'],
      anchors: ['first@y'],
      claims: [],
      baseSubject: 'x',
    } as const
    assert.deepEqual(kinds(mail([quoted], { thread })), ['foreign-wrapper'])
    assert.deepEqual(kinds(mail([quoted], { thread }), [mail([], { messageId: 'first@y' })]), [])
  })

  it('learns whose a tenant is from mail that was learned', () => {
    const tenant = '6f1e2c3d-0000-4000-8000-0000000000ff'
    const bare = `https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fharbour.example%2F&data=05%7C01%7C%7Cab%7C${tenant}%7C0%7C0%7C638&sdata=x&reserved=0`
    const chain = recordChain({ scheme: 'https', url: bare })
    assert.equal(chain?.hops[0]?.wrapper?.tenant, tenant)
    assert.deepEqual(kinds(mail([link(bare)])), [])
    const told = mail([link(safeLink('https://harbour.example/', 'mara@elsewhere.test', tenant))])
    assert.deepEqual(kinds(mail([link(bare)]), [told]), ['foreign-wrapper'])
    const own = mail([link(safeLink('https://harbour.example/', 'boss@example.org', tenant))])
    assert.deepEqual(kinds(mail([link(bare)]), [told, own]), [])
  })

  it('compares new hosts with established names, with the sender’s, and with the one shown', () => {
    const known = ['anna', 'bert', 'carl'].map((name) =>
      mail([link('https://lindenwatch.example/')], {
        from: { name, address: `${name}@${name}house.example` },
      }),
    )
    const like = (url: string, before: readonly MessageRecord[], changes: Partial<RecordLink> = {}) =>
      signs(mail([link(url, changes)]), before).filter(({ kind }) => kind === 'look-alike')
    assert.deepEqual(like('https://1indenwatch.example/', []), [])
    assert.deepEqual(like('https://1indenwatch.example/', known), [
      {
        kind: 'look-alike',
        hop: 0,
        host: '1indenwatch.example',
        of: 'lindenwatch.example',
        how: 'skeleton',
      },
    ])
    assert.equal(like('https://example.org.login.test/', []).length, 1)
    assert.equal(
      like('https://harborpost.test/', [], {
        traits: ['text-host-differs'],
        textHost: linkHost('harborpost.example'),
      }).length,
      1,
    )
  })

  it('tells of a reader who is carried along, once, and not by the wrapper of their own gateway', () => {
    const carried = (url: string) => signs(mail([link(url, { traits: ['recipient-in-url'] })]))
    assert.deepEqual(carried('https://gate.test/in?who=desk%40news.example'), [
      { kind: 'recipient-carried', hop: 0, domain: 'gate.test', encoded: false },
    ])
    assert.deepEqual(carried(safeLink('https://gate.test/in', 'desk@news.example')), [])
    assert.deepEqual(
      carried(safeLink('https://gate.test/in?t=ZGVza0BuZXdzLmV4YW1wbGU', 'desk@news.example')),
      [{ kind: 'recipient-carried', hop: 1, domain: 'gate.test', encoded: true }],
    )
  })

  it('looks at forty links, keeps twenty signs, and says each once', () => {
    const many = Array.from({ length: 200 }, (_, n) =>
      link(safeLink('https://harbour.example/', `r${n}@elsewhere.test`)),
    )
    assert.equal(signs(mail(many)).length, 20)
    const same = Array.from({ length: 9 }, (_, n) =>
      link(safeLink(`https://harbour.example/${n}`, 'mara@elsewhere.test')),
    )
    assert.equal(signs(mail(same)).length, 1)
  })
})

describe('places behind a gateway’s wrapper', () => {
  const domains = (record: MessageRecord, before: readonly MessageRecord[] = []) => {
    const history = senderHistory()
    for (const one of before) history.learn(one)
    return history.context(record).links.map(({ domain, byAnybody, nested }) => [domain, byAnybody, nested])
  }
  it('are asked about in its stead, and are learned', () => {
    const wrapped = mail([link(safeLink('https://www.harbour.example/plan', 'desk@news.example'))])
    assert.deepEqual(domains(wrapped), [['harbour.example', 0, false]])
    assert.deepEqual(domains(wrapped, [mail([link('https://harbour.example/')])]), [
      ['harbour.example', 1, false],
    ])
    assert.deepEqual(domains(mail([link('https://harbour.example/')]), [wrapped]), [
      ['harbour.example', 1, false],
    ])
  })
  it('do not hide a host that only looks like a gateway, nor one whose target cannot be read', () => {
    const forged = link('https://gate.test/x', {
      chain: {
        end: 'offline',
        hops: [
          {
            wrapper: { wrapper: 'fortimail', product: 'F', role: 'gateway', decoded: 'exact', layers: [] },
          },
          { url: 'https://harbour.example/', target: linkHost('harbour.example') },
        ],
      },
    })
    assert.deepEqual(domains(mail([forged])), [
      ['gate.test', 0, false],
      ['harbour.example', 0, true],
    ])
    const opaque = link('https://protect.gateway.example/s/abc', {
      chain: {
        end: 'opaque-wrapper',
        hops: [
          {
            wrapper: { wrapper: 'mimecast', product: 'M', role: 'gateway', decoded: 'opaque', layers: [] },
          },
        ],
      },
    })
    assert.deepEqual(domains(mail([opaque])), [['gateway.example', 0, false]])
  })
})
