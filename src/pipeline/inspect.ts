import { openAttachments } from '../enrich/attachments/open-attachments.ts'
import { alteration, authenticate, statedAuthentication } from '../enrich/auth/authenticate.ts'
import type { Source } from '../model/ports.ts'
import type { Inspection } from '../model/scan.ts'
import type { RawMessage, SourceTrouble } from '../model/source.ts'
import { parseMessage } from '../parse/parse-message.ts'
import type { ReadOptions } from '../pipeline.ts'
import { concerns, fileTarget, isExactly, isMeant } from './locate.ts'

/** Reads one raw message into what `inspect` shows: no past, no opinion. */
export async function inspectMessage(raw: RawMessage, options: ReadOptions = {}): Promise<Inspection> {
  const message = parseMessage(raw.bytes)
  const { trustedHosts = [], relays = [], resolver } = options
  const altered = alteration(raw.source)
  const authentication =
    resolver && !altered
      ? (await authenticate(message, { bytes: raw.bytes, trustedHosts, relays, resolver })).facts
      : statedAuthentication(message, trustedHosts, relays, altered)
  return {
    kind: 'inspection',
    source: raw.source,
    message: {
      ...message,
      // What is shown of a text is in the text, and as JSON several times as long.
      texts: message.texts.map(({ shown: _, ...text }) => text),
      issues: [...raw.issues, ...message.issues],
    },
    bytes: raw.bytes,
    authentication,
    opened: await openAttachments(message, raw.bytes, options.attachments ?? 'all'),
  }
}

/**
 * The messages of a file, as `inspect` shows them; `FILE#OFFSET` or `FILE#ITEM` names one. Trouble with the file is yielded, never
 * thrown. Stops after `limit` messages.
 */
export async function* inspectSource(
  source: Source,
  target: string,
  options: ReadOptions & { readonly limit?: number } = {},
): AsyncGenerator<Inspection | SourceTrouble, void, undefined> {
  const meant = fileTarget(target)
  const { file, place } = meant
  let shown = 0
  let met = 0
  for await (const item of source.read([file])) {
    if (item.kind === 'source-trouble' && concerns(meant, item)) yield item
    if (item.kind !== 'raw-message') continue
    met++
    if (!isMeant(meant, item.source)) continue
    yield await inspectMessage(item, options)
    shown++
    if (shown >= (options.limit ?? Infinity) || isExactly(meant, item.source)) return
  }
  if (place !== undefined && shown === 0 && met > 0)
    yield {
      kind: 'source-trouble',
      code: 'not-found',
      file,
      ...(/^\d{1,15}$/.test(place) ? { offset: Number(place) } : { item: place }),
      detail: /^\d+$/.test(place) ? `no message begins at byte ${place}` : 'no such item with mail in it',
      next: 'Take the place as a scan of this file prints it, FILE#OFFSET.',
      fatal: true,
    }
}
