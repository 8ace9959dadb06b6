import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import type { ByteReader } from './byte-reader.ts'
import { type Compression, UnpackFailure, unpacked } from './unpacked-bytes.ts'

interface Counted extends ByteReader {
  closed: number
}

function memory(bytes: Uint8Array, step = 1 << 20): Counted {
  let at = 0
  return {
    closed: 0,
    async read(into) {
      const part = bytes.subarray(at, at + Math.min(into.length, step))
      into.set(part)
      at += part.length
      return part.length
    },
    consumed: () => at,
    async close() {
      this.closed++
    },
  }
}

async function readAll(reader: ByteReader, step = 10_000): Promise<{ text: string; failure?: unknown }> {
  const parts: Buffer[] = []
  try {
    for (;;) {
      const part = Buffer.alloc(step)
      const count = await reader.read(part)
      if (count === 0) return { text: Buffer.concat(parts).toString('latin1') }
      parts.push(part.subarray(0, count))
    }
  } catch (failure) {
    return { text: Buffer.concat(parts).toString('latin1'), failure }
  } finally {
    await reader.close()
  }
}

function failureCode({ failure }: { failure?: unknown }): string | undefined {
  return failure instanceof UnpackFailure ? failure.code : failure === undefined ? undefined : String(failure)
}

/** Letters that hardly shrink, the same in every run (xorshift). */
function text(length: number, seed: number): string {
  const letters = Buffer.alloc(length)
  let state = seed
  for (let at = 0; at < length; at++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    letters[at] = 97 + ((state >>> 8) % 26)
  }
  return letters.toString('latin1')
}

const SKIPPABLE = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3])
const PACK: Record<Compression, (data: string) => Buffer> = {
  gzip: (data) => gzipSync(data),
  zstd: (data) => zstdCompressSync(data),
}

for (const kind of ['gzip', 'zstd'] as const) {
  test(`${kind}: all members come out, wherever the reads fall`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ maxLength: 200 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 70 }),
        async (members, inStep, outStep, padding) => {
          const latin = members.map((member) => Buffer.from(member).toString('latin1'))
          const packed = Buffer.concat([...latin.map(PACK[kind]), Buffer.alloc(padding)])
          const { text, failure } = await readAll(unpacked(memory(packed, inStep), kind), outStep)
          assert.equal(failureCode({ failure }), undefined)
          assert.equal(text, Buffer.from(latin.join('')).toString('latin1'))
        },
      ),
      { numRuns: 150 },
    )
  })

  test(`${kind}: a cut file gives what is before the cut, and says so`, async () => {
    const one = text(300_000, 1)
    const packed = PACK[kind](one)
    const read = await readAll(unpacked(memory(packed.subarray(0, packed.length - 40)), kind))
    assert.equal(failureCode(read), 'truncated')
    assert.ok(one.startsWith(read.text))
    assert.ok(read.text.length > 100_000, String(read.text.length))
  })

  test(`${kind}: damage in the middle costs nothing before it, in large and small files`, async () => {
    for (const length of [2_000, 600_000]) {
      const whole = [text(length, 2), text(length, 3)]
      const [one, two] = whole.map(PACK[kind])
      const packed = Buffer.concat([one!, two!])
      packed.fill(0xff, one!.length + 4, one!.length + 200)
      const sources: Counted[] = []
      const again = async (): Promise<Counted> => {
        const source = memory(packed)
        sources.push(source)
        return source
      }
      const read = await readAll(unpacked(await again(), kind, again))
      assert.equal(failureCode(read), 'corrupt')
      assert.ok(read.text.startsWith(whole[0]!), `${length}: ${read.text.length}`)
      assert.ok(whole.join('').startsWith(read.text))
      assert.ok(sources.length > 1 && sources.every(({ closed }) => closed > 0))
    }
  })

  test(`${kind}: bytes behind the end that are not packed are damage, after everything else`, async () => {
    const packed = Buffer.concat([PACK[kind]('a'.repeat(5000)), Buffer.from('left over')])
    const read = await readAll(unpacked(memory(packed), kind, async () => memory(packed)))
    assert.deepEqual([failureCode(read), read.text.length], ['corrupt', 5000])
  })

  test(`${kind}: closing early leaves nothing behind`, async () => {
    const source = memory(PACK[kind](text(3_000_000, 4)), 1000)
    const reader = unpacked(source, kind)
    await reader.read(Buffer.alloc(10))
    await reader.close()
    assert.equal(source.closed, 1)
  })

  test(`${kind}: the error of the file below comes through`, async () => {
    const source = memory(PACK[kind](text(1_000_000, 5)), 1000)
    const failing: ByteReader = {
      ...source,
      read: async (into) => {
        if (source.consumed() > 200_000) throw Object.assign(new Error('disk'), { code: 'EIO' })
        return source.read(into)
      },
    }
    const read = await readAll(unpacked(failing, kind))
    assert.match(String(read.failure), /disk/)
    assert.ok(read.text.length > 100_000)
  })
}

test('zstd: zeros in the place of a frame are padding, in a frame they are a loss', async () => {
  const whole = text(500_000, 6)
  const packed = PACK.zstd(whole)
  const padded = Buffer.concat([packed, Buffer.alloc(100_000)])
  assert.deepEqual(await readAll(unpacked(memory(padded), 'zstd')), { text: whole })
  const holed = Buffer.concat([packed.subarray(0, 200_000), Buffer.alloc(200_000)])
  const read = await readAll(unpacked(memory(holed), 'zstd', async () => memory(holed)))
  assert.notEqual(failureCode(read), undefined)
})

test('zstd: skippable frames are skipped', async () => {
  const packed = Buffer.concat([
    SKIPPABLE,
    PACK.zstd('one '),
    SKIPPABLE,
    SKIPPABLE,
    PACK.zstd('two'),
    SKIPPABLE,
  ])
  for (const step of [1, 5, 1000])
    assert.deepEqual(await readAll(unpacked(memory(packed, step), 'zstd')), { text: 'one two' })
})

test('zstd: a window beyond the limit is told apart from damage', async () => {
  // magic, descriptor without single segment, window descriptor of 2^41 bytes
  const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xf8, 0x01, 0x00, 0x00])
  assert.equal(failureCode(await readAll(unpacked(memory(frame), 'zstd'))), 'window')
})
