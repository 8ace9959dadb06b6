import { hash } from 'node:crypto'
import type { Source, Store } from '../model/ports.ts'
import { ExplainTrouble, targetRecord } from './explain-message.ts'

/**
 * The raw bytes of a mail the store knows, read again from where it lies. `target` as for `explainMessage`. Rejects with
 * `ExplainTrouble` when it is not there any more, or is not the same mail any more, and with `StoreError`.
 */
export async function storedMail(
  target: string,
  store: Store,
  source: Source,
): Promise<{ readonly bytes: Uint8Array; readonly name: string; readonly digest: string }> {
  const { digest } = await targetRecord(target, store, source)
  const places = await store.sources(digest)
  for (const place of places) {
    const raw = await source.readAt(place)
    if (raw !== undefined && `sha256:${hash('sha256', raw.bytes)}` === digest)
      return { bytes: raw.bytes, name: `${place.file}#${place.item ?? place.offset}`, digest }
  }
  throw new ExplainTrouble(
    'unreadable',
    `the mail ${digest.slice(7, 23)} is not where it was any more${places[0] ? `: ${places[0].file}` : ''}`,
    'put the file back to its place; the store keeps facts, and no mail',
  )
}
