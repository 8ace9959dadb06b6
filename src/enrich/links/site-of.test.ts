import assert from 'node:assert/strict'
import { it } from 'node:test'
import { linkHost } from '../../parse/links/link-host.ts'
import { readLists } from './listed-hosts.ts'
import { siteOf } from './site-of.ts'

const lists = readLists([
  ['free-hosts', 'free-host', '.free.test\n.zone.cloud.test\n.github.io\nsites.portal.test\n'],
  ['couriers', 'courier', '.share.test\n'],
])
const of = (host: string): string => siteOf(linkHost(host), `https://${host}/`, lists)

it('names what one owner holds', () => {
  assert.equal(of('www.example.org'), 'example.org')
  assert.equal(of('somebody.free.test'), 'somebody.free.test')
  assert.equal(of('a.b.somebody.free.test'), 'somebody.free.test')
  assert.equal(of('free.test'), 'free.test')
  assert.equal(of('a.vm1.zone.cloud.test'), 'vm1.zone.cloud.test')
  assert.equal(of('docs.cloud.test'), 'cloud.test')
  assert.equal(of('a.somebody.github.io'), 'somebody.github.io')
  assert.equal(of('sites.portal.test'), 'portal.test')
  assert.equal(of('tenant.share.test'), 'share.test')
})
