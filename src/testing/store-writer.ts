import { writeSync } from 'node:fs'
import type { Store } from '../model/ports.ts'
import { sampleResults } from './store-samples.ts'

/**
 * The main function of a process that writes sample batches into a store, for tests that kill it or let several
 * write at once. Arguments: location, first sample, batches, size of a batch. Says `saved N` after each batch.
 */
export async function writeSamples(
  open: (location: string) => Promise<Store>,
  [location = '', first = '', batches = '', size = '']: readonly string[],
): Promise<void> {
  const store = await open(location)
  for (let batch = 0; batch < Number(batches); batch++) {
    const from = Number(first) + batch * Number(size)
    await store.saveMessages(sampleResults(from, from + Number(size)))
    // Unbuffered: what was said before a kill was said.
    writeSync(1, `saved ${batch + 1}\n`)
  }
  await store.close()
}
