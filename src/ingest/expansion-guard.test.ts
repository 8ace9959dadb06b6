import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zstdCompressSync } from 'node:zlib'
import type { ByteReader } from './byte-reader.ts'
import { ExpansionExceeded, expansionGuard } from './expansion-guard.ts'
import { unpacked } from './unpacked-bytes.ts'

function memory(bytes: Uint8Array): ByteReader {
  let at = 0
  return {
    async read(into) {
      const part = bytes.subarray(at, at + into.length)
      into.set(part)
      at += part.length
      return part.length
    },
    consumed: () => at,
    close: async () => {},
  }
}

async function lengthOf(reader: ByteReader): Promise<number> {
  const into = Buffer.alloc(100_000)
  let length = 0
  for (let count = await reader.read(into); count > 0; count = await reader.read(into)) length += count
  return length
}

test('a file that shrank a thousandfold is read up to the free amount, any other to its end', async () => {
  const bomb = zstdCompressSync(Buffer.alloc(20_000_000))
  assert.ok(bomb.length < 20_000)
  const guarded = expansionGuard(unpacked(memory(bomb), 'zstd'), 5_000_000)
  await assert.rejects(lengthOf(guarded), ExpansionExceeded)
  await guarded.close()
  assert.equal(await lengthOf(expansionGuard(unpacked(memory(bomb), 'zstd'), 20_000_000)), 20_000_000)

  const mail = Buffer.alloc(20_000_000)
  for (let at = 0; at < mail.length; at += 1000) mail.writeUInt32LE((at * 2654435761) % 2 ** 32, at)
  const guardedMail = expansionGuard(unpacked(memory(zstdCompressSync(mail)), 'zstd'), 5_000_000)
  assert.equal(await lengthOf(guardedMail), 20_000_000)
})
