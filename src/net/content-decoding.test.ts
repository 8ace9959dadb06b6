import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { decodeContent } from './content-decoding.ts'

const PACK = [
  ['gzip', (bytes: Uint8Array) => gzipSync(bytes)],
  ['x-gzip', (bytes: Uint8Array) => gzipSync(bytes)],
  ['deflate', (bytes: Uint8Array) => deflateSync(bytes)],
  ['deflate', (bytes: Uint8Array) => deflateRawSync(bytes)],
  ['br', (bytes: Uint8Array) => brotliCompressSync(bytes)],
  ['zstd', (bytes: Uint8Array) => zstdCompressSync(bytes)],
] as const

test('takes off what was put on, in any order of codings', async () => {
  const layers = fc.array(fc.constantFrom(...PACK), { maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 5_000 }), layers, async (bytes, codings) => {
      let packed: Uint8Array = bytes
      for (const [, pack] of codings) packed = pack(packed)
      const {
        bytes: out,
        cut,
        failed,
      } = await decodeContent(packed, codings.map(([name]) => name.toUpperCase()).join(' , '), 1e6, true)
      assert.deepEqual([Buffer.from(out), cut, failed], [Buffer.from(bytes), false, undefined])
    }),
  )
})

test('gives what came of a packed body that was cut, and says that of a whole one', async () => {
  const text = Buffer.from(
    Array.from({ length: 200_000 }, (_, i) => `line ${(i * 7919) % 100_003}\n`).join(''),
  )
  for (const [name, pack] of PACK) {
    const half = pack(text)
    const cut = half.subarray(0, Math.floor(half.length * 0.7))
    const partial = await decodeContent(cut, name, 1e7, false)
    assert.ok(partial.bytes.length > 0 && partial.failed === undefined, name)
    assert.deepEqual(Buffer.from(partial.bytes), text.subarray(0, partial.bytes.length), name)
  }
})

test('never gives more than the limit, whatever the layers grow to', async () => {
  for (const [name, pack] of PACK) {
    const bomb = pack(Buffer.alloc(30e6))
    const once = await decodeContent(bomb, name, 100_000, true)
    assert.deepEqual([once.bytes.length, once.cut], [100_000, true], name)
    const twice = await decodeContent(gzipSync(pack(Buffer.alloc(30e6))), `${name}, gzip`, 100_000, true)
    assert.ok(twice.bytes.length <= 100_000 && twice.cut, name)
  }
})

test('never rejects on any bytes', async () => {
  const name = fc.constantFrom(
    'gzip',
    'deflate',
    'br',
    'zstd',
    'identity',
    '',
    'compress',
    ',,',
    'gzip,gzip,gzip,gzip',
  )
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), name, fc.boolean(), async (bytes, coding, whole) => {
      const { bytes: out } = await decodeContent(bytes, coding, 1_000, whole)
      assert.ok(out.length <= 1_000)
    }),
  )
})
