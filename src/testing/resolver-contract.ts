import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lookup } from '../model/lookup.ts'
import type { Resolver } from '../model/ports.ts'

/** What a resolver under test must know: given in the form of a zone file, `null` for absent. */
export const CONTRACT_ZONE: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> = {
  'text.example.test': { TXT: ['v=spf1 -all', 'second record'] },
  'host.example.test': { A: ['192.0.2.1', '192.0.2.2'], AAAA: ['2001:db8::1'], TXT: null },
  'example.test': { MX: [{ exchange: 'mx.example.test', priority: 10 }], NS: ['ns.example.test'] },
  '1.2.0.192.in-addr.arpa': { PTR: ['host.example.test'] },
  'alias.example.test': { CNAME: ['host.example.test'] },
  'absent.example.test': null,
}

/** A name the resolver under test gets no answer for. */
export const UNANSWERED = 'unanswered.example.test'

/**
 * What every `Resolver` does. `make` gives one that answers as `CONTRACT_ZONE` says, and for `UNANSWERED` fails to
 * find out.
 */
export function resolverContract(name: string, make: () => Promise<Resolver> | Resolver): void {
  const has = (what: string, check: (resolver: Resolver) => Promise<void>): void => {
    test(`${name}: ${what}`, async () => check(await make()))
  }

  has('answers in the common form', async (resolver) => {
    const answer = async (host: string, type: Parameters<Resolver['resolve']>[1]): Promise<unknown> => {
      const lookup = await resolver.resolve(host, type)
      assert.equal(lookup.status, 'answer', `${type} ${host}`)
      return lookup.answer
    }
    assert.deepEqual(await answer('text.example.test', 'TXT'), ['v=spf1 -all', 'second record'])
    assert.deepEqual(await answer('host.example.test', 'A'), ['192.0.2.1', '192.0.2.2'])
    assert.deepEqual(await answer('host.example.test', 'AAAA'), ['2001:db8::1'])
    assert.deepEqual(await answer('example.test', 'MX'), [{ exchange: 'mx.example.test', priority: 10 }])
    assert.deepEqual(await answer('example.test', 'NS'), ['ns.example.test'])
    assert.deepEqual(await answer('1.2.0.192.in-addr.arpa', 'PTR'), ['host.example.test'])
    assert.deepEqual(await answer('alias.example.test', 'CNAME'), ['host.example.test'])
  })

  has('takes names in any case and with the root dot, under one id', async (resolver) => {
    for (const host of ['text.example.test', 'TEXT.Example.test.']) {
      const lookup = await resolver.resolve(host, 'TXT')
      assert.equal(lookup.id, 'dns:TXT:text.example.test')
      assert.equal(lookup.status, 'answer')
    }
  })

  has('tells absent from unknown', async (resolver) => {
    const absent = await resolver.resolve('absent.example.test', 'TXT')
    assert.equal(absent.status, 'absent')
    assert.equal('answer' in absent, false)
    assert.equal((await resolver.resolve('host.example.test', 'TXT')).status, 'absent')
    const unknown = await resolver.resolve(UNANSWERED, 'TXT')
    assert.equal(unknown.status, 'unknown')
    assert.ok((unknown.error ?? '').length > 0)
  })

  has('gives lookups that are plain dated data', async (resolver) => {
    for (const host of ['text.example.test', 'absent.example.test', UNANSWERED]) {
      const lookup = await resolver.resolve(host, 'TXT')
      assert.equal(lookup.kind, 'lookup')
      assert.ok(Number.isFinite(lookup.time))
      assert.ok(lookup.from === 'zone-file' || lookup.from === 'dns')
      assert.deepEqual(JSON.parse(JSON.stringify(lookup)) as Lookup, lookup)
    }
  })

  has('never rejects, whatever the name', async (resolver) => {
    for (const host of [
      '',
      '.',
      '..',
      '__proto__',
      'constructor',
      'a'.repeat(300),
      'ä.example.test',
      'a b',
      '\u0000',
      '-',
      `${'a'.repeat(64)}.test`,
    ])
      assert.notEqual((await resolver.resolve(host, 'TXT')).status, 'answer', host)
  })

  has('answers the same question many times at once', async (resolver) => {
    const lookups = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        resolver.resolve(index % 2 ? 'text.example.test' : 'host.example.test', index % 2 ? 'TXT' : 'A'),
      ),
    )
    assert.ok(lookups.every(({ status }) => status === 'answer'))
  })
}
