import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { linkHost } from '../../parse/links/link-host.ts'
import { hostShapes, isRandomLabel } from './host-shapes.ts'

const of = (host: string, listed?: Parameters<typeof hostShapes>[1]): string =>
  hostShapes(linkHost(host), listed).join(' ')

describe('hostShapes', () => {
  it('tells the forms of names made for one use', () => {
    assert.equal(of('check-short-panel.example'), 'three-words')
    assert.equal(of('check-short-panel.live'), 'three-words cheap-ending')
    assert.equal(of('a.b.c.d.example.org'), 'many-labels')
    assert.equal(of('x7k2q9m4.example.org'), 'random-label')
    assert.equal(of('news.example.org', 'dynamic-dns'), 'dynamic-dns')
    assert.equal(of('news.example.org', 'free-host'), 'free-host')
    assert.equal(of('news.example.org', 'courier'), '')
  })
  it('says nothing about everyday names, addresses and single labels', () => {
    for (const host of [
      'www.example.org',
      'two-words.example',
      '192.0.2.7',
      '[2001:db8::1]',
      'intranet',
      'bücher.example',
    ])
      assert.equal(of(host), '', host)
  })
  it('takes a host of a hundred thousand labels', () => {
    assert.equal(
      hostShapes(linkHost(`${'a.'.repeat(100_000)}example.org`), undefined).includes('many-labels'),
      true,
    )
  })
})

describe('isRandomLabel', () => {
  it('tells drawn labels from words of several languages', () => {
    for (const drawn of ['a1b2c3d4', 'xk3j9qz7', 'qwrtzpsdfg', 'bq11v59f', 'kjhgfdswq'])
      assert.ok(isRandomLabel(drawn), drawn)
    const words = [
      'kernel',
      'nachtschicht',
      'rechtsanwalt',
      'strengths',
      'przedszkole',
      'downloads',
      'server2024',
      'web3company',
      'chrzaszcz',
      'lightspeed',
      'ip-192-0-2-7',
    ]
    for (const word of words) assert.ok(!isRandomLabel(word), word)
  })
})
