import assert from 'node:assert/strict'
import { it } from 'node:test'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { inflate } from './inflate.ts'

const content = Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7 + (i >> 5)) & 0xff))

it('unpacks all three forms', () => {
  for (const [form, packed] of [
    ['deflate', deflateRawSync(content)],
    ['zlib', deflateSync(content)],
    ['gzip', Buffer.concat([gzipSync(content.subarray(0, 20_000)), gzipSync(content.subarray(20_000))])],
  ] as const)
    for (const declared of [undefined, 0, content.length]) {
      const { bytes, end } = inflate(packed, form, 100_000, declared)
      assert.deepEqual([bytes.equals(content), end], [true, 'done'], `${form} ${declared}`)
    }
})

it('stops at the limit, whatever is declared, and keeps what came before', () => {
  const packed = deflateRawSync(content)
  for (const declared of [undefined, 10, content.length, 4_000_000_000]) {
    const { bytes, end } = inflate(packed, 'deflate', 30_000, declared)
    assert.deepEqual([bytes.equals(content.subarray(0, 30_000)), end], [true, 'limit'], String(declared))
  }
  assert.equal(inflate(packed, 'deflate', 100_000, 10).bytes.equals(content), true)
})

it('keeps the beginning of a broken stream', () => {
  const packed = deflateRawSync(content)
  const cut = inflate(packed.subarray(0, packed.length >> 1), 'deflate', 100_000, content.length)
  assert.equal(cut.end, 'damaged')
  assert.ok(cut.bytes.length > 0)
  assert.ok(cut.bytes.equals(content.subarray(0, cut.bytes.length)))
  assert.deepEqual(inflate(Buffer.alloc(0), 'deflate', 10), { bytes: Buffer.alloc(0), end: 'damaged' })
  assert.equal(inflate(Buffer.alloc(100, 0xff), 'zlib', 1_000).end, 'damaged')
})
