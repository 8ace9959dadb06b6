import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { type MakeStore, save, withStore } from './store-harness.ts'
import { sampleRecord } from './store-samples.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const words = (found: Uint8Array | undefined): string | undefined =>
  found === undefined ? undefined : new TextDecoder().decode(found)

/** Space of one run: empty at the start, seen by nobody else, gone at the end. */
export function scratchContract(makeStore: MakeStore): void {
  const test = withStore(makeStore)

  describe('scratch space', () => {
    test('what was put last under a key is there, byte for byte', async (store) => {
      const scratch = await store.scratch()
      assert.equal(scratch.get('a'), undefined)
      scratch.put('a', bytes('first'))
      scratch.put('b', new Uint8Array(0))
      scratch.put('a', bytes('second'))
      const large = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7) & 0xff)
      scratch.put('ключ\u0000 with odd signs', large)
      assert.equal(words(scratch.get('a')), 'second')
      assert.deepEqual([...(scratch.get('b') ?? [1])], [])
      assert.deepEqual(scratch.get('ключ\u0000 with odd signs'), large)
      assert.equal(scratch.get('ключ'), undefined)
      scratch.close()
    })

    test('two scratch spaces know nothing of each other, and the store nothing of them', async (store) => {
      await save(store, [sampleRecord(1)])
      const before = await store.counts()
      const [first, second] = [await store.scratch(), await store.scratch()]
      first.put('a', bytes('first'))
      assert.equal(second.get('a'), undefined)
      second.put('a', bytes('second'))
      assert.equal(words(first.get('a')), 'first')
      first.close()
      assert.equal(words(second.get('a')), 'second')
      second.close()
      const third = await store.scratch()
      assert.equal(third.get('a'), undefined)
      third.close()
      assert.deepEqual(await store.counts(), before)
    })

    test('the store can be written while scratch space is in use', async (store) => {
      const scratch = await store.scratch()
      scratch.put('a', bytes('kept'))
      assert.equal(await save(store, [sampleRecord(1), sampleRecord(2)]), 2)
      assert.equal(words(scratch.get('a')), 'kept')
      scratch.close()
    })

    test('closing twice is harmless, using closed scratch space is a mistake', async (store) => {
      const scratch = await store.scratch()
      scratch.put('a', bytes('first'))
      scratch.close()
      scratch.close()
      assert.throws(() => scratch.get('a'), TypeError)
      assert.throws(() => scratch.put('a', bytes('again')), TypeError)
    })
  })
}
