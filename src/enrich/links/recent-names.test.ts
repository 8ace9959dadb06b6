import assert from 'node:assert/strict'
import { it } from 'node:test'
import { linkHost } from '../../parse/links/link-host.ts'
import { recentNames } from './recent-names.ts'

it('compares with the names met last, and forgets those met longest ago', () => {
  const names = recentNames(2)
  const like = (host: string) => names.lookAlike(linkHost(host))?.of
  names.meet('lindenwatch.example')
  names.meet('harborpost.example')
  assert.equal(like('lindenwatch.test'), 'lindenwatch.example')
  names.meet('civicatlas.example')
  assert.equal(like('lindenwatch.test'), 'lindenwatch.example') // of the older generation
  assert.equal(like('lindenwatch.example'), undefined)
  names.meet('civicatlas.example')
  names.meet('brookmeadow.example')
  names.meet('quietriver.example')
  assert.equal(like('lindenwatch.test'), undefined)
  assert.equal(like('civicatlas.test'), 'civicatlas.example')
})
