import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { Digest } from '../model/bytes.ts'
import type { Holding } from '../model/holding.ts'
import type { StoredDocument } from '../model/ports.ts'
import { type MakeStore, save, withStore } from './store-harness.ts'
import { sampleDigest, sampleRecord } from './store-samples.ts'

const id = (n: number): Digest => `sha256:${n.toString(16).padStart(64, '0')}`

function document(n: number, more: Partial<StoredDocument> = {}): StoredDocument {
  return {
    document: {
      kind: 'document',
      id: id(n),
      form: 'attachment',
      name: `paper ${n} \u202e`,
      mediaType: 'application/pdf',
      size: 10 + n,
      place: { kind: 'mail', message: sampleDigest(n), part: '2' },
      letters: 100 * n,
    },
    pieces: Uint32Array.from([0xffffffff, 7 * n, 7 * n, 0]),
    ...more,
  }
}
/** Pieces may come back in another order. */
const plain = ({ pieces, ...rest }: StoredDocument): unknown => ({ ...rest, pieces: [...pieces.toSorted()] })

/** Documents for tracing leaks, and who was registered to hold them. */
export function documentsContract(makeStore: MakeStore): void {
  const test = withStore(makeStore)
  const all = async (documents: AsyncIterable<StoredDocument>): Promise<unknown[]> => {
    const found: unknown[] = []
    for await (const one of documents) found.push(plain(one))
    return found
  }

  describe('documents', () => {
    test('of mails are kept once, and the mail counts as traced', async (store) => {
      const records = [sampleRecord(1), sampleRecord(2), sampleRecord(3)]
      await save(store, records)
      assert.deepEqual(
        [...(await store.untracedMessages())].sort(),
        records.map(({ digest }) => digest).sort(),
      )
      const mails = [
        { message: sampleDigest(1), text: id(1), documents: [document(1), document(2)] },
        { message: sampleDigest(2), documents: [document(2, { picture: '0123456789abcdef' })] },
      ]
      for (let times = 0; times < 2; times++) {
        await store.saveDocuments(mails)
        assert.deepEqual(await all(store.documents()), [document(1), document(2)].map(plain))
        assert.deepEqual(await store.untracedMessages(), [sampleDigest(3)])
        assert.deepEqual([...(await store.mailTexts())], [[sampleDigest(1), id(1)]])
      }
      await save(store, records)
      assert.deepEqual(await store.untracedMessages(), [sampleDigest(3)])
    })

    test('come back in the order in which they were added, pictures and empty ones included', async (store) => {
      await save(store, [sampleRecord(1)])
      const many = Array.from({ length: 700 }, (_, n) =>
        document(
          n + 1,
          n % 2 === 0
            ? { pieces: new Uint32Array(0), picture: 'fedcba9876543210', pages: [{ page: 2, print: '0f7' }] }
            : {},
        ),
      )
      await store.saveDocuments([{ message: sampleDigest(1), documents: many }])
      assert.deepEqual(await all(store.documents()), many.map(plain))
    })

    test('of a mail that is not held are refused whole', async (store) => {
      await save(store, [sampleRecord(1)])
      await assert.rejects(
        store.saveDocuments([
          { message: sampleDigest(1), documents: [document(1)] },
          { message: sampleDigest(9), documents: [document(2)] },
        ]),
        TypeError,
      )
      assert.deepEqual(await all(store.documents()), [])
      assert.deepEqual(await store.untracedMessages(), [sampleDigest(1)])
    })

    test('registered again are replaced by a reading with more letters only', async (store) => {
      const read = (letters: number): StoredDocument => {
        const { document: facts, ...rest } = document(5)
        return { ...rest, document: { ...facts, letters }, pieces: Uint32Array.from([letters]) }
      }
      await store.registerDocument(read(0), [])
      await store.registerDocument(read(80), [])
      await store.registerDocument(read(7), [])
      assert.deepEqual(await all(store.documents()), [plain(read(80))])
    })

    test('are registered with who held them, safely again and with a later end', async (store) => {
      const held = (holder: string, from: number, until?: number): Holding => ({
        kind: 'holding',
        document: id(5),
        holder,
        way: 'registered',
        from,
        ...(until !== undefined && { until }),
      })
      await store.registerDocument(document(5), [held('drive', 10), held('ann@example.org', 20, 30)])
      await store.registerDocument(document(5), [held('drive', 10, 40)])
      assert.deepEqual(await store.registeredHoldings(), [
        held('drive', 10, 40),
        held('ann@example.org', 20, 30),
      ])
      assert.deepEqual(await all(store.documents()), [plain(document(5))])
      await assert.rejects(store.registerDocument(document(6), [held('drive', 0.5)]), TypeError)
      assert.deepEqual(await all(store.documents()), [plain(document(5))])
    })
  })
}
