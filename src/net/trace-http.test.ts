import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, suite, test } from 'node:test'
import type { RedirectChain } from '../model/redirect-chain.ts'
import { pageReader } from '../parse/links/page-leads.ts'
import { allowLoopback, refusedAttempts } from '../testing/deny-network.ts'
import { type Range, rangeDomain, rangeRole, startRange } from '../testing/range/range.ts'
import type { ExpectedChain, RangeShape } from '../testing/range/shape.ts'
import { SHAPES } from '../testing/range/shapes.ts'
import { guardedFetcher } from './guarded-fetcher.ts'
import { type TraceHttpOptions, traceHttp } from './trace-http.ts'

allowLoopback()

let range: Range
before(async () => {
  range = await startRange()
})
after(() => range.close())

const sites = { registeredDomain: rangeDomain, isPublicSuffix: (host: string) => !host.includes('.') }
const clock = (): number => Date.now()

function optionsFor(shape: RangeShape | undefined): TraceHttpOptions {
  return {
    fetcher: guardedFetcher({
      resolver: range.names,
      clock,
      allowance: range.allowance,
      rates: { perHost: 100_000, overall: 100_000 },
    }),
    clock,
    reader: pageReader,
    sites,
    roleOf: rangeRole,
    limits: { ...shape?.limits },
  }
}

/** What was found, in the form of what is expected: roles only where one is expected. */
function found(chain: RedirectChain, expected: ExpectedChain): ExpectedChain {
  return {
    hops: chain.hops.map((hop, index) => {
      const role = expected.hops[index]?.[2]
      return role === undefined ? [hop.url, hop.edge] : [hop.url, hop.edge, hop.role]
    }),
    end: chain.end,
  }
}

const padded = ({ hops, end }: ExpectedChain): ExpectedChain => ({
  hops: hops.map(([url, edge, role]) => (role === undefined ? [url, edge] : [url, edge, role])),
  end,
})

suite('shapes of the range', { concurrency: 8 }, () => {
  for (const { id, why } of SHAPES)
    test(`${id}: ${why}`, async () => {
      const shape = range.shapes.find((one) => one.id === id)
      assert.ok(shape)
      const chain = await traceHttp(shape.start, optionsFor(shape))
      const said = chain.hops.map(({ exchange }) => exchange?.error ?? exchange?.status)
      assert.deepEqual(found(chain, shape.http), padded(shape.http), JSON.stringify(said))
      assert.doesNotThrow(() => JSON.stringify(chain))
    })
})

suite('the listener nobody may reach', () => {
  test('was not reached by any shape, and nothing else was tried', () => {
    assert.deepEqual(range.canary.seen, [])
    assert.deepEqual(
      refusedAttempts().filter((what) => !what.startsWith('fetch')),
      [],
    )
  })

  test('sees a connection when there is one', async () => {
    for (const host of ['127.0.0.1', '127.1.2.3'])
      await new Promise<void>((done, fail) => {
        const socket = connect(range.canary.port, host, () => socket.resume())
        socket.on('error', fail)
        socket.on('close', () => done())
      })
    assert.deepEqual(range.canary.seen, ['127.0.0.1 as 127.0.0.1', '127.1.2.3 as 127.1.2.3'])
  })
})
