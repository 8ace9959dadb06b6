import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decompressedRtf } from './compressed-rtf.ts'

// [MS-OXRTFCP] §4.1: simple, and one that reads on beyond what it writes
const SIMPLE = Buffer.from(
  '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
  'hex',
)
const CROSSING = Buffer.from('1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0', 'hex')

test('the examples of the specification', () => {
  assert.equal(
    decompressedRtf(SIMPLE, 1000)?.toString('latin1'),
    '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
  )
  assert.equal(decompressedRtf(CROSSING, 1000)?.toString('latin1'), '{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}')
})

test('text that was not compressed, a limit, and what is none', () => {
  const plain = Buffer.concat([Buffer.alloc(16), Buffer.from('{\\rtf1 a}')])
  plain.writeUInt32LE(9, 4)
  plain.write('MELA', 8)
  assert.equal(decompressedRtf(plain, 1000)?.toString('latin1'), '{\\rtf1 a}')
  assert.equal(decompressedRtf(SIMPLE, 6)?.toString('latin1'), '{\\rtf1')
  assert.equal(decompressedRtf(Buffer.alloc(10), 1000), undefined)
  assert.equal(decompressedRtf(Buffer.alloc(40), 1000), undefined)
})

test('any bytes give at most what the limit allows', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const source = Buffer.concat([SIMPLE.subarray(0, 16), bytes])
      source.writeUInt32LE(0xffffffff, 4)
      const rtf = decompressedRtf(source, 200)
      assert.ok(rtf !== undefined && rtf.length <= 200)
    }),
  )
})
