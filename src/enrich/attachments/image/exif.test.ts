import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readExif } from './exif.ts'

/** One directory at offset 8 with one text entry (Model) of this length whose text stands behind it. */
function block(order: 'II' | 'MM', text: string, at?: number): Buffer {
  const bytes = Buffer.alloc(26 + text.length)
  const u16 = (value: number, place: number): number =>
    order === 'II' ? bytes.writeUInt16LE(value, place) : bytes.writeUInt16BE(value, place)
  const u32 = (value: number, place: number): number =>
    order === 'II' ? bytes.writeUInt32LE(value, place) : bytes.writeUInt32BE(value, place)
  bytes.write(order)
  u16(42, 2)
  u32(8, 4)
  u16(1, 8)
  u16(0x0110, 10)
  u16(2, 12)
  u32(text.length, 14)
  u32(at ?? 26, 18)
  bytes.write(text, 26, 'latin1')
  return bytes
}

test('both byte orders, with and without the name in front', () => {
  for (const order of ['II', 'MM'] as const) {
    assert.deepEqual(readExif(block(order, 'Camera 9\0')), { camera: 'Camera 9' })
    const named = Buffer.concat([Buffer.from('Exif\0\0'), block(order, 'Camera 9\0')])
    assert.deepEqual(readExif(named), { camera: 'Camera 9' })
  }
})

test('values outside of the block and circles are left out', () => {
  assert.deepEqual(readExif(block('II', 'Camera 9', 5_000_000)), {})
  const circle = block('II', 'Camera 9')
  circle.writeUInt16LE(0x8769, 10) // the directory of the camera is this one again
  circle.writeUInt32LE(8, 18)
  assert.deepEqual(readExif(circle), {})
})

test('any bytes are read without a throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (tail, little) => {
      const head = little ? [0x49, 0x49, 42, 0, 8, 0, 0, 0] : [0x4d, 0x4d, 0, 42, 0, 0, 0, 8]
      readExif(Buffer.from([...head, ...tail]))
      readExif(Buffer.from(tail))
    }),
  )
})
