import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chainOf, knowledgeOf } from '../../testing/chain-fixture.ts'
import { assignRoles } from './assign-roles.ts'
import { stopOvers } from './stop-overs.ts'

const of = (hops: Parameters<typeof chainOf>[0], knowledge = knowledgeOf()) =>
  stopOvers(assignRoles(chainOf(hops), knowledge), knowledge)

describe('stopOvers', () => {
  it('finds the host in between, and that the way ends where the text says', () => {
    assert.deepEqual(
      of(['https://gate.test/x', 'https://news.example/a'], knowledgeOf({ shown: 'www.news.example' })),
      [{ kind: 'stop-over', hop: 0, domain: 'gate.test', returns: true }],
    )
    assert.deepEqual(of(['https://gate.test/x', 'https://news.example/a']), [
      { kind: 'stop-over', hop: 0, domain: 'gate.test', returns: false },
    ])
  })
  it('names each domain once', () => {
    const hops = [
      'https://a.gate.test/',
      'https://b.gate.test/',
      'https://other.test/',
      'https://end.example/',
    ]
    assert.deepEqual(
      of(hops).map(({ hop, domain }) => [hop, domain]),
      [
        [0, 'gate.test'],
        [2, 'other.test'],
      ],
    )
  })
  it('is silent for a direct link and a known way', () => {
    assert.deepEqual(of(['https://news.example/a']), [])
    assert.deepEqual(of(['https://bit.ly/abc', 'https://news.example/a']), [])
  })
})
