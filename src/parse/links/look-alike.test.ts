import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { threadTime } from '../../testing/thread-time.ts'
import { linkHost } from './link-host.ts'
import { knownNames, lookAlike } from './look-alike.ts'

const known = knownNames([
  'lindenwatch.example',
  'harborpost.example',
  'civicatlas.org',
  'brook.test',
  'acme.test',
])
const of = (host: string): string | undefined => {
  const found = lookAlike(linkHost(host), known)
  return found && `${found.how} ${found.of}`
}

describe('lookAlike', () => {
  it('sees the same shape', () => {
    assert.equal(of('lindenwatch.example'), undefined)
    assert.equal(of('1indenwatch.example'), 'skeleton lindenwatch.example')
    assert.equal(of('lindenvvatch.example'), 'skeleton lindenwatch.example')
    assert.equal(of('www.lindеnwatch.example'), 'skeleton lindenwatch.example') // Cyrillic е
  })
  it('sees one edit, also under another ending', () => {
    assert.equal(of('harbopost.example'), 'edit harborpost.example')
    assert.equal(of('harborpots.example'), 'edit harborpost.example')
    assert.equal(of('llndenwatch.example'), 'edit lindenwatch.example')
    assert.equal(of('linden-watch.example'), 'edit lindenwatch.example')
    assert.equal(of('www.civicatlass.test'), 'edit civicatlas.org')
    assert.equal(of('acne.test'), undefined)
  })
  it('sees another ending', () => {
    assert.equal(of('civicatlas.test'), 'ending civicatlas.org')
    assert.equal(of('acme.example'), undefined)
  })
  it('sees a word put in, before or behind', () => {
    assert.equal(of('brook-login.example'), 'word brook.test')
    assert.equal(of('securebrook.example'), 'word brook.test')
    assert.equal(of('lindenthewatch.example'), 'word lindenwatch.example')
    assert.equal(of('lin-den-watch.example'), 'word lindenwatch.example')
    assert.equal(of('harborpostkiosk.example'), 'word harborpost.example')
    assert.equal(of('brookside.example'), undefined)
  })
  it('sees a name as label of somebody else', () => {
    assert.equal(of('civicatlas.org.evil.example'), 'label civicatlas.org')
    assert.equal(of('www.civicatlas-org.evil.example'), 'label civicatlas.org')
    assert.equal(of('harborpost.evil.example'), 'label harborpost.example')
    assert.equal(of('login-harborpost.evil.example'), 'label harborpost.example')
    assert.equal(of('civicatlas.github.io'), 'label civicatlas.org')
    assert.equal(of('acme.evil.example'), undefined)
    assert.equal(of('harborpost-fans.evil.example'), undefined)
  })
  it('leaves unrelated names, addresses and sub-domains of known names alone', () => {
    for (const host of ['example.org', 'news.civicatlas.org', '192.0.2.1', 'intranet', 'com', 'civicatlas'])
      assert.equal(of(host), undefined, host)
  })
  it('stays fast for hostile hosts and crowded names', () => {
    const start = threadTime()
    const crowd = knownNames(
      Array.from({ length: 2_000 }, (_, i) => `crowded${String.fromCharCode(97 + (i % 26))}${i}.test`),
    )
    lookAlike(linkHost(`${'x-'.repeat(100_000)}.example.org`), crowd)
    lookAlike(linkHost(`${'the'.repeat(20)}.example`), crowd)
    for (let i = 0; i < 1_000; i++) lookAlike(linkHost(`crowdeda${i}x.example`), crowd)
    assert.ok(threadTime() - start < 5_000)
  })
})
