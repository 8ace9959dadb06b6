import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { LimitReached, openBudget } from '../open-budget.ts'
import { OPEN_LIMITS } from '../open-limits.ts'
import { decodeFilters } from './pdf-filters.ts'
import type { PdfValue } from './pdf-value.ts'

const name = (value: string): PdfValue => ({ kind: 'name', name: value })
const dict = (entries: Record<string, PdfValue>): PdfValue => ({
  kind: 'dict',
  map: new Map(Object.entries(entries)),
})
const list = (...items: PdfValue[]): PdfValue => ({ kind: 'array', items })
const decode = (data: Uint8Array, filter: PdfValue, parms?: PdfValue): ReturnType<typeof decodeFilters> =>
  decodeFilters(Buffer.from(data), filter, parms, (value) => value, openBudget(undefined))

test('the example of LZW in the standard (ISO 32000-1 §7.4.4.2)', () => {
  const { data, complete } = decode(Buffer.from('800b6050220c0c8501', 'hex'), name('LZWDecode'))
  assert.deepEqual([...data], [45, 45, 45, 45, 45, 65, 45, 45, 45, 66])
  assert.equal(complete, true)
})

test('LZW over several code lengths, against an encoder of the test', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(65, 66, 67), { minLength: 1, maxLength: 6_000 }), (bytes) => {
      assert.deepEqual([...decode(lzw(bytes), name('LZW')).data], bytes)
    }),
    { numRuns: 40 },
  )
})

function lzw(bytes: readonly number[]): Buffer {
  const out: number[] = []
  let hold = 0n
  let held = 0n
  let bits = 9n
  const put = (code: number): void => {
    hold = (hold << bits) | BigInt(code)
    held += bits
    while (held >= 8n) {
      out.push(Number((hold >> (held - 8n)) & 255n))
      held -= 8n
    }
    hold &= (1n << held) - 1n
  }
  let table = new Map<string, number>()
  let next = 258
  put(256)
  let known = ''
  const code = (text: string): number => (text.length === 1 ? text.charCodeAt(0) : (table.get(text) ?? -1))
  for (const byte of bytes) {
    const longer = known + String.fromCharCode(byte)
    if (longer.length === 1 || table.has(longer)) {
      known = longer
      continue
    }
    put(code(known))
    table.set(longer, next++)
    if (next === 511 || next === 1023 || next === 2047) bits++
    if (next === 4094) {
      put(256)
      table = new Map()
      next = 258
      bits = 9n
    }
    known = String.fromCharCode(byte)
  }
  put(code(known))
  // The reader has added one entry more than the table holds.
  if (next + 1 === 511 || next + 1 === 1023 || next + 1 === 2047) bits++
  put(257)
  if (held > 0n) out.push(Number((hold << (8n - held)) & 255n))
  return Buffer.from(out)
}

test('hexadecimal, base 85 and run lengths, one after the other', () => {
  const hex = Buffer.from('48 65 6C6c 6F2>')
  assert.equal(decode(hex, name('ASCIIHexDecode')).data.toString(), 'Hello ')
  assert.equal(decode(Buffer.from('87cURD]i,"Ebo80~>'), name('A85')).data.toString(), 'Hello World!')
  assert.equal(decode(Buffer.from('z87~>'), name('ASCII85Decode')).data.toString('latin1'), '\0\0\0\0H')
  const runs = Buffer.from([1, 0x34, 0x31, 254, 0x34, 128, 9])
  assert.equal(decode(runs, name('RunLengthDecode')).data.toString(), '41444')
  assert.equal(decode(runs, list(name('RL'), name('AHx'))).data.toString(), 'AD@')
})

test('PNG and TIFF predictors are undone', () => {
  const rows = Buffer.from([
    ...[0, 1, 2, 3], // none
    ...[1, 1, 1, 1], // sub: 1 2 3
    ...[2, 1, 1, 1], // up: 2 3 4
    ...[3, 1, 1, 1], // average: 2 3 4
    ...[4, 1, 1, 1], // paeth: 3 4 5
  ])
  const parms = dict({ Predictor: 15, Columns: 3 })
  const { data } = decode(deflateSync(rows), name('FlateDecode'), parms)
  assert.deepEqual([...data], [1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5])
  const tiff = dict({ Predictor: 2, Columns: 2, Colors: 2 })
  assert.deepEqual(
    [...decode(deflateSync(Buffer.from([1, 2, 1, 1, 5, 5, 1, 1])), name('Fl'), tiff).data],
    [1, 2, 2, 3, 5, 5, 6, 6],
  )
})

test('pictures stay coded, what stands before them is undone', () => {
  const decoded = decode(Buffer.from('4142>'), list(name('AHx'), name('DCTDecode')))
  assert.deepEqual([decoded.data.toString(), decoded.picture, decoded.complete], ['AB', 'DCTDecode', true])
})

test('cut off and damaged data give what came before', () => {
  const plain = Buffer.concat(
    Array.from({ length: 600 }, (_, i) => createHash('sha256').update(`${i}`).digest()),
  )
  const packed = deflateSync(plain)
  const cut = decode(packed.subarray(0, packed.length - 10), name('FlateDecode'))
  assert.ok(cut.data.length > 0 && plain.subarray(0, cut.data.length).equals(cut.data))
  const broken = Buffer.from(deflateSync(Buffer.concat([Buffer.from('x'.repeat(50_000)), plain, plain])))
  broken.fill(0xff, 12_000, 12_300)
  const half = decode(broken, name('FlateDecode'))
  assert.equal(half.complete, false)
  assert.ok(half.data.length >= 1_000 && half.data.subarray(0, 1_000).equals(Buffer.from('x'.repeat(1_000))))
})

test('a bomb gives its beginning and is said to be one', () => {
  const bomb = deflateSync(Buffer.alloc(OPEN_LIMITS.streamBytes + 1_000_000))
  const { data, bomb: isBomb, complete } = decode(bomb, name('FlateDecode'))
  assert.deepEqual([isBomb, complete], [true, false])
  assert.ok(data.length > 0 && data.length <= 4_000_000)
  const runs = Buffer.alloc(1_000_000, 129)
  assert.equal(decode(runs, name('RunLengthDecode')).bomb, true)
})

test('many streams below the limit of one end at the limit of all', () => {
  const budget = openBudget(undefined)
  const packed = deflateSync(Buffer.alloc(20_000_000))
  assert.throws(() => {
    for (let i = 0; i < 20; i++) decodeFilters(packed, name('FlateDecode'), undefined, (v) => v, budget)
  }, LimitReached)
})
