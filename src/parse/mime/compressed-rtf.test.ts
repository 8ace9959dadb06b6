import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compressRtf } from '../../testing/tnef-writer.ts'
import { decompressRtf } from './compressed-rtf.ts'

const LIMIT = 1 << 20

test('the example of [MS-OXRTFCP] §3.1', () => {
  const compressed = Buffer.from(
    '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
    'hex',
  )
  const { bytes, invalid, cut } = decompressRtf(compressed, LIMIT)
  assert.equal(bytes.toString('latin1'), '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n')
  assert.deepEqual({ invalid, cut }, { invalid: false, cut: false })
})

test('the example whose reference reads what it writes, [MS-OXRTFCP] §3.2', () => {
  const compressed = Buffer.from('1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0', 'hex')
  const { bytes, invalid } = decompressRtf(compressed, LIMIT)
  assert.equal(bytes.toString('latin1'), '{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}')
  assert.equal(invalid, false)
})

test('stored without compression', () => {
  const head = Buffer.alloc(16)
  head.writeUInt32LE(5 + 12, 0)
  head.writeUInt32LE(5, 4)
  head.writeUInt32LE(0x414c454d, 8)
  assert.equal(decompressRtf(Buffer.concat([head, Buffer.from('{\\rtf}')]), LIMIT).bytes.toString(), '{\\rtf')
})

test('what is no such stream, breaks off, or is too long', () => {
  assert.equal(decompressRtf(Buffer.from('nothing'), LIMIT).invalid, true)
  assert.equal(decompressRtf(Buffer.alloc(40), LIMIT).invalid, true)
  const whole = compressRtf(`{\\rtf1 ${'A quick fox. '.repeat(100)}}`)
  const half = decompressRtf(whole.subarray(0, 40), LIMIT)
  assert.equal(half.invalid, true)
  assert.ok(half.bytes.toString('latin1').startsWith('{\\rtf1 A quick'))
  const short = decompressRtf(whole, 100)
  assert.deepEqual([short.bytes.length, short.cut], [100, true])
})

test('property: any text comes back, and any bytes give at most nine times as many', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\\par ', '{', '}', ' ', 'x'), maxLength: 2000 })
  fc.assert(
    fc.property(text, (written) => {
      const { bytes, invalid } = decompressRtf(compressRtf(written), LIMIT)
      assert.equal(bytes.toString('latin1'), written)
      assert.equal(invalid, false)
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      const head = compressRtf('').subarray(0, 16)
      head.writeUInt32LE(0xffffffff, 4)
      const { bytes } = decompressRtf(Buffer.concat([head, noise]), LIMIT)
      assert.ok(bytes.length <= noise.length * 9)
    }),
  )
})
