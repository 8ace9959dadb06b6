/** What the parts of the store contract share: making stores, and small values to fill and ask them with. */
import { it } from 'node:test'
import type { ObservableQuery, Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import { sampleDigest, sampleRecord } from './store-samples.ts'

export interface MadeStore {
  readonly store: Store
  /** Another handle on the same data, while the first may still be open; absent where that cannot be. */
  readonly reopen?: () => Promise<Store>
  /** A program that runs `writeSamples` (store-writer.ts) on the same data; absent where no other process can. */
  readonly elsewhere?: { readonly program: string; readonly location: string }
  /** Closes and removes everything. */
  dispose(): Promise<void>
}

/** Gives a new empty store each time. */
export type MakeStore = () => Promise<MadeStore>

/** More than any implementation reads in one step, so that paging is crossed. */
export const MANY = 300

/** Registers a test that gets a new store, which is removed afterwards. */
export function withStore(
  makeStore: MakeStore,
): (title: string, test: (store: Store) => Promise<void>) => void {
  return (title, test) => {
    it(title, async () => {
      const made = await makeStore()
      try {
        await test(made.store)
      } finally {
        await made.dispose()
      }
    })
  }
}

/** Version 0 was never released: it stands for any version older than the one at hand. */
export const olderVersion: Partial<MessageRecord> = { version: 0 } as unknown as Partial<MessageRecord>

/** A sample whose only observables are those the test gives it. */
export function plainRecord(n: number, more: Partial<MessageRecord>): MessageRecord {
  const { messageId: _, ...record } = sampleRecord(n)
  return {
    ...record,
    from: { name: '', address: '' },
    to: [],
    cc: [],
    path: {},
    authentication: { ...record.authentication, results: [] },
    thread: { ...record.thread, anchors: [] },
    links: [],
    ...more,
  }
}

export function hostQuery(value: string, match: 'exact' | 'suffix'): ObservableQuery {
  return { type: 'host', value, match, limit: 1000 }
}

export function save(store: Store, records: readonly MessageRecord[]): Promise<number> {
  return store.saveMessages(records.map((record) => ({ record, lookups: [] })))
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

export function byTimeAndDigest(a: MessageRecord, b: MessageRecord): number {
  return a.time - b.time || (a.digest < b.digest ? -1 : 1)
}

/** In an order that is neither by time nor by digest, and always the same. */
export function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item, n) => ({ item, key: sampleDigest(`shuffle ${n}`) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item)
}
