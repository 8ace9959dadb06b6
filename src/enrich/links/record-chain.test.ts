import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RecordLink } from '../../model/record.ts'
import { linkHost } from '../../parse/links/link-host.ts'
import { offlineChain } from '../../parse/links/offline-chain.ts'
import { recordLink } from '../../testing/record-fixture.ts'
import { chainOf, recordChain } from './record-chain.ts'

const kept = (url: string): RecordLink => {
  const chain = recordChain({ scheme: new URL(url).protocol.slice(0, -1), url })
  return recordLink('x.example', {
    href: url,
    target: linkHost(new URL(url).hostname),
    ...(chain ? { chain } : {}),
  })
}
const SAFE =
  'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.harbour.example%2Fplan%3Fa%3D1&data=05%7C01%7Cbruno%40desk.example%7Cab%7C6f1e2c3d-0000-4000-8000-000000000001%7C0%7C0&sdata=x&reserved=0'

describe('recordChain', () => {
  it('keeps nothing for a link that is no wrapper’s', () => {
    assert.equal(recordChain({ scheme: 'https', url: 'https://harbour.example/' }), undefined)
    assert.equal(recordChain({ scheme: 'mailto', url: 'mailto:a@b.example' }), undefined)
    assert.equal(recordChain({ scheme: '' }), undefined)
  })
  it('gives the offline chain back', () => {
    for (const url of [SAFE, 'https://harbour.example/', 'https://www.google.com/url?q=https://a.example/b'])
      assert.deepEqual(chainOf(kept(url)), { ...offlineChain(url), issues: [] })
  })
  it('cuts what is between harder than the end, and still names hosts', () => {
    const long = `https://end.example/${'a'.repeat(9_000)}`
    const twice = `https://www.google.com/url?q=${encodeURIComponent(`https://www.google.de/url?q=${encodeURIComponent(long)}`)}`
    const hops = recordChain({ scheme: 'https', url: twice })?.hops ?? []
    assert.deepEqual(
      hops.map(({ url }) => url?.length),
      [undefined, 500, 2_000],
    )
    assert.equal(hops[2]?.target?.host, 'end.example')
  })
})
