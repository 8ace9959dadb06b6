import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Observable, ObservableQuery } from '../model/ports.ts'
import { collect, hostQuery, MANY, type MakeStore, plainRecord, save, withStore } from './store-harness.ts'
import {
  sampleDigest,
  sampleFinding,
  sampleHost,
  sampleJudgement,
  sampleLink,
  sampleLookup,
  sampleRecord,
  sampleResults,
} from './store-samples.ts'

/** Values are found by whole labels; no content does harm. */
export function observablesContract(makeStore: MakeStore): void {
  const test = withStore(makeStore)

  describe('observables', () => {
    test('a host suffix matches whole labels only', async (store) => {
      const hosts = ['example.org', 'www.example.org', 'ample.org', 'a.b.example.org', 'example.org.test']
      const more = ['notexample.org', 'example-x.org', 'example.orgx', 'www.ample.org', 'xn--exmple-cua.org']
      const all = [...hosts, ...more]
      await save(
        store,
        all.map((host, n) => plainRecord(n, { links: [sampleLink('', { target: sampleHost(host) })] })),
      )
      const find = async (value: string, match: 'exact' | 'suffix'): Promise<readonly string[]> =>
        (await store.findObservables(hostQuery(value, match))).map((one) => one.value).toSorted()
      assert.deepEqual(await find('example.org', 'suffix'), [
        'a.b.example.org',
        'example.org',
        'www.example.org',
      ])
      for (const spelling of ['.example.org', '*.example.org', 'EXAMPLE.org.', ' example.org '])
        assert.equal((await find(spelling, 'suffix')).length, 3, spelling)
      assert.deepEqual(await find('ample.org', 'suffix'), ['ample.org', 'www.ample.org'])
      assert.deepEqual(await find('b.example.org', 'suffix'), ['a.b.example.org'])
      assert.deepEqual(await find('example.org', 'exact'), ['example.org'])
      assert.deepEqual(await find('Example.ORG.', 'exact'), ['example.org'])
      assert.deepEqual(await find('exämple.org', 'exact'), ['xn--exmple-cua.org'])
      assert.deepEqual(await find('test', 'suffix'), ['example.org.test'])
      for (const nothing of ['', '.', 'xample.org', 'example', 'www', '%', 'example.or_'])
        assert.deepEqual(await find(nothing, 'suffix'), [], nothing)
    })

    it('a suffix search finds what a plain comparison of labels finds', async () => {
      const label = fc.constantFrom('a', 'ab', 'b', 'a-b', 'example', 'xn--a', '0', 'ü')
      const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'))
      const ascii = (name: string): string => name.replaceAll('ü', 'xn--tda')
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(host, { minLength: 1, maxLength: 8 }),
          host,
          async (hosts, wanted) => {
            const { store, dispose } = await makeStore()
            try {
              await save(
                store,
                hosts.map((one, n) =>
                  plainRecord(n, {
                    links: [sampleLink('', { target: { ...sampleHost(one), isIp: false } })],
                  }),
                ),
              )
              const found = await store.findObservables(hostQuery(wanted, 'suffix'))
              const expected = hosts.map(ascii).filter((one) => `.${one}`.endsWith(`.${ascii(wanted)}`))
              assert.deepEqual(found.map((one) => one.value).toSorted(), [...new Set(expected)].toSorted())
            } finally {
              await dispose()
            }
          },
        ),
        { numRuns: 25 },
      )
    })

    test('a host is also seen in mail addresses, an address in every place', async (store) => {
      const record = plainRecord(1, {
        from: { name: 'Ann', address: 'Ann@Mail.Example.org' },
        sender: { name: '', address: 'ann@mail.example.org' },
        to: [
          { name: '', address: 'bob@example.org' },
          { name: '', address: 'BOB@example.org' },
        ],
        cc: [{ name: '', address: 'carol@bücher.example' }],
        thread: {
          ...sampleRecord(1).thread,
          anchors: [],
          claims: [
            { kind: 'quoted', from: 'Eve <eve@example.net>', part: '1', start: 0, end: 9 },
            { kind: 'quoted', from: 'no address here', part: '1', start: 10, end: 19 },
          ],
        },
      })
      await save(store, [record])
      const find = async (query: Partial<ObservableQuery> & { value: string }): Promise<readonly string[]> =>
        (await store.findObservables({ type: 'address', match: 'exact', limit: 100, ...query }))
          .map((one) => `${one.place} ${one.value}`)
          .toSorted()
      assert.deepEqual(await find({ value: 'ann@MAIL.example.org' }), [
        'from ann@mail.example.org',
        'sender ann@mail.example.org',
      ])
      assert.deepEqual(await find({ value: 'bob@example.org' }), ['to bob@example.org'])
      assert.deepEqual(await find({ value: '@example.org', match: 'suffix' }), [
        'from ann@mail.example.org',
        'sender ann@mail.example.org',
        'to bob@example.org',
      ])
      assert.deepEqual(await find({ value: 'bob@example.org', match: 'suffix' }), ['to bob@example.org'])
      assert.deepEqual(await find({ type: 'host', value: 'example.org' }), ['to example.org'])
      assert.deepEqual(await find({ type: 'host', value: 'example.org', match: 'suffix' }), [
        'from mail.example.org',
        'sender mail.example.org',
        'to example.org',
      ])
      assert.deepEqual(await find({ type: 'host', value: 'bücher.example' }), ['cc xn--bcher-kva.example'])
      assert.deepEqual(await find({ value: 'carol@xn--bcher-kva.example' }), [
        'cc carol@xn--bcher-kva.example',
      ])
      assert.deepEqual(await find({ value: 'eve@example.net' }), ['claim eve@example.net'])
      assert.deepEqual(await find({ value: 'ob@example.org', match: 'suffix' }), [])
    })

    test('the other types are found by their whole value', async (store) => {
      const url = 'https://files.example.com/a?b=%C3%BC#c'
      const sha256 = 'ab'.repeat(32)
      const record = plainRecord(1, {
        messageId: 'Own.Id@mx.example.org',
        thread: { ...sampleRecord(1).thread, anchors: ['earlier@example.org'], claims: [] },
        path: {
          'return-path': 'bounce.test',
          route: 'relay.test example.net',
          'dkim-domain': 'signer.test',
        },
        links: [
          sampleLink(url, { textHost: sampleHost('bank.example'), nested: [sampleHost('inner.test')] }),
          sampleLink('http://0x7f.1/x', { url: 'http://127.0.0.1/x', target: sampleHost('127.0.0.1') }),
          sampleLink('http://[2001:db8::1]/', { target: sampleHost('[2001:db8::1]') }),
          sampleLink('cid:logo@example.org'),
          sampleLink('/relative'),
        ],
        attachments: [
          {
            part: '2',
            range: { start: 0, end: 9 },
            name: 'a.html',
            extension: 'html',
            declaredType: 'text/html',
            size: 9,
            sha256,
            active: true,
          },
        ],
      })
      await save(store, [record])
      const places = async (type: ObservableQuery['type'], value: string): Promise<readonly string[]> =>
        (await store.findObservables({ type, value, match: 'exact', limit: 10 })).map((one) => one.place)
      assert.deepEqual(await places('url', url), ['link'])
      assert.deepEqual(await places('url', 'HTTPS://FILES.example.com/a?b=ü#c'), ['link'])
      assert.deepEqual(await places('url', 'http://127.0.0.1/x'), ['link'])
      assert.deepEqual(await places('url', 'cid:logo@example.org'), [])
      assert.deepEqual(await places('ip', '127.0.0.1'), ['link'])
      assert.deepEqual(await places('ip', '2001:DB8:0::1'), ['link'])
      assert.deepEqual(await places('host', '127.0.0.1'), [])
      assert.deepEqual(await places('host', 'bank.example'), ['link-text'])
      assert.deepEqual(await places('host', 'inner.test'), ['link-nested'])
      assert.deepEqual(await places('host', 'relay.test'), ['received'])
      assert.deepEqual(await places('host', 'signer.test'), ['dkim'])
      assert.deepEqual(await places('host', 'bounce.test'), ['return-path'])
      assert.deepEqual(await places('message-id', '<Own.Id@mx.example.org>'), ['message-id'])
      assert.deepEqual(await places('message-id', 'own.id@mx.example.org'), [])
      assert.deepEqual(await places('message-id', 'earlier@example.org'), ['reference'])
      assert.deepEqual(await places('sha256', `sha256:${sha256.toUpperCase()}`), ['attachment'])
      for (const type of ['url', 'ip', 'message-id', 'sha256'] as const)
        await assert.rejects(
          store.findObservables({ type, value: 'example.org', match: 'suffix', limit: 1 }),
          TypeError,
        )
    })

    test('no more than the limit, each value and place of a message once', async (store) => {
      const link = sampleLink('https://www.example.com/')
      await save(
        store,
        Array.from({ length: MANY }, (_, n) => plainRecord(n, { links: [link, link, link] })),
      )
      const find = (limit: number): Promise<readonly Observable[]> =>
        store.findObservables({ type: 'host', value: 'example.com', match: 'suffix', limit })
      assert.equal((await find(1e6)).length, MANY)
      assert.equal((await find(7)).length, 7)
      assert.deepEqual(await find(0), [])
    })

    test('a Message-ID finds the messages that carry it, not those that answer', async (store) => {
      const messageId = `"odd id"' OR 1=1 --\u0000\u{1f4ee}@example.org`
      await save(store, [
        plainRecord(1, { messageId }),
        plainRecord(2, { messageId }),
        plainRecord(3, { thread: { ...sampleRecord(1).thread, anchors: [messageId] } }),
      ])
      assert.deepEqual(await store.findMessageId(messageId), [sampleDigest(1), sampleDigest(2)])
      assert.deepEqual(await store.findMessageId(`<${messageId}>`), [sampleDigest(1), sampleDigest(2)])
      assert.deepEqual(await store.findMessageId('none@example.org'), [])
    })
  })

  describe('hostile content', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
        .map((codes) => String.fromCharCode(...codes)),
      fc.constantFrom(
        "'",
        '"; DROP TABLE message; --',
        '\0',
        '\ud800',
        '\udc00x',
        '\n',
        '@',
        '.',
        '..',
        '📮',
        '%',
        '\u2028',
        '__proto__',
      ),
    )

    it('any text in any field is stored and given back', async () => {
      await fc.assert(
        fc.asyncProperty(hostile, hostile, hostile, async (one, two, three) => {
          const { store, dispose } = await makeStore()
          try {
            const record = sampleRecord(1, {
              subject: one,
              messageId: two,
              from: { name: two, address: `${one}@${two}` },
              to: [{ name: three, address: three }],
              replyTo: [{ name: one, address: `@${one}` }],
              client: { mailer: three, 'header-order': one },
              path: { route: `${one} ${two}`, 'dkim-domain': three },
              thread: { ...sampleRecord(1).thread, anchors: [one, three] },
              links: [
                sampleLink(one, { text: two }),
                sampleLink(`http:${three}`, { target: { ...sampleHost(one), domain: two } }),
              ],
            })
            await store.saveMessages([{ record, lookups: [] }])
            assert.deepEqual(await store.message(record.digest), record)
            assert.equal(
              (await collect(store.historyBefore(Number.MAX_SAFE_INTEGER, { sender: record.from.address })))
                .length,
              1,
            )
            const { address } = record.from
            const found = await store.findObservables({
              type: 'address',
              value: address,
              match: 'exact',
              limit: 9,
            })
            // Typed queries are trimmed; an address that begins or ends in white space is no use to anybody.
            if (address === address.trim())
              assert.ok(
                found.some((seen) => seen.place === 'from'),
                JSON.stringify(address),
              )
            const judgement = sampleJudgement(record, { rules: one, findings: [sampleFinding(two)] })
            await store.saveJudgements([judgement])
            assert.deepEqual((await store.judgement(record.digest))?.judgement, judgement)
            await store.saveSetting(one, two)
            await store.saveSetting(`${one}x`, three)
            assert.equal(await store.setting(one), two)
            const lookup = sampleLookup(1, { id: one, answer: [two, { [three]: one }], error: three })
            await store.saveLookups([lookup])
            assert.deepEqual(await store.lookup(one), JSON.parse(JSON.stringify(lookup)))
          } finally {
            await dispose()
          }
        }),
        { numRuns: 60 },
      )
    })

    test('huge values are kept, and found by their whole self', async (store) => {
      const host = `${'a'.repeat(200_000)}.example.com`
      const url = `https://www.example.com/${'p'.repeat(3_000_000)}`
      const other = `${url}q`
      const record = sampleRecord(1, {
        subject: 'ü'.repeat(2_000_000),
        to: Array.from({ length: 5000 }, (_, n) => ({ name: `Name ${n}`, address: `a${n}@many.test` })),
        links: [sampleLink(url), sampleLink(other), sampleLink('', { target: sampleHost(host) })],
      })
      const results = [...sampleResults(2, 10), { record, lookups: [] }, ...sampleResults(10, 20)]
      assert.equal(await store.saveMessages(results), 19)
      assert.deepEqual(await store.message(record.digest), record)
      assert.deepEqual(await store.message(sampleDigest(9)), sampleRecord(9))
      assert.deepEqual(await store.message(sampleDigest(10)), sampleRecord(10))
      const count = async (query: Omit<ObservableQuery, 'limit'>): Promise<number> =>
        (await store.findObservables({ ...query, limit: 1e5 })).length
      assert.equal(await count({ type: 'url', value: url, match: 'exact' }), 1)
      assert.equal(await count({ type: 'url', value: other, match: 'exact' }), 1)
      assert.equal(await count({ type: 'url', value: url.slice(0, -1), match: 'exact' }), 0)
      assert.equal(await count({ type: 'host', value: host, match: 'exact' }), 1)
      assert.equal(await count({ type: 'host', value: `a${host}`, match: 'exact' }), 0)
      assert.equal(await count({ type: 'host', value: 'many.test', match: 'suffix' }), 1)
      assert.equal(await count({ type: 'address', value: 'many.test', match: 'suffix' }), 5000)
    })
  })
}
