/**
 * A process of its own that writes sample batches into a store, for tests that kill it or let several write at
 * once. Arguments: module, exported opener, location, first sample, batches, size of a batch. Says `saved N` after
 * each batch.
 */
import { writeSync } from 'node:fs'
import type { Store } from '../model/ports.ts'
import { sampleResults } from './store-samples.ts'

const [, , module = '', opener = '', location = '', first = '0', batches = '0', size = '0'] = process.argv
const loaded = (await import(module)) as Record<string, (location: string) => Promise<Store>>
const open = loaded[opener]
if (!open) throw new TypeError(`${module} does not export ${opener}`)
const store = await open(location)
for (let batch = 0; batch < Number(batches); batch++) {
  const from = Number(first) + batch * Number(size)
  await store.saveMessages(sampleResults(from, from + Number(size)))
  // Unbuffered: what was said before a kill was said.
  writeSync(1, `saved ${batch + 1}\n`)
}
await store.close()
