/** Style texts of an mbox, read as a scan reads it, and kept in a folder outside the repository for the next run. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { styleText } from '../../src/enrich/style/own-text.ts'
import { fileSource } from '../../src/ingest/file-source.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import type { ListText } from './trials.ts'

/** Own verification is not needed here: the lists' archive order is trusted, times come from the last relay. */
export async function listTexts(file: string, folder: string | undefined): Promise<ListText[]> {
  const kept =
    folder &&
    join(folder, `${basename(file)}.${createHash('sha256').update(file).digest('hex').slice(0, 8)}.jsonl`)
  if (kept && existsSync(kept))
    return readFileSync(kept, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as ListText)
  const texts: ListText[] = []
  for await (const item of fileSource().read([file])) {
    if (item.kind !== 'raw-message') continue
    const message = parseMessage(item.bytes)
    const [from] = message.from
    if (!from) continue
    texts.push({
      from: from.address.toLowerCase(),
      name: from.name,
      time: message.received[0]?.date?.time ?? message.date?.time ?? 0,
      subject: message.subject.slice(0, 80),
      text: styleText(message),
    })
    if (texts.length % 5_000 === 0) console.error(`${basename(file)}: ${texts.length} messages read`)
  }
  if (folder && kept) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(kept, texts.map((one) => `${JSON.stringify(one)}\n`).join(''))
  }
  return texts
}
