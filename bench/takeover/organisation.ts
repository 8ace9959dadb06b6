/**
 * A mailing list taken as an organisation: its records, read once by the product and kept in a store of the product
 * under a temporary folder, and the raw bytes of its mails, read from the mbox when asked for.
 */
import { hash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  globSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fileSource, openStore, threadReader } from '../../src/index.ts'
import type { MessageRecord } from '../../src/model/record.ts'
import { digestOf, readInto } from '../../src/pipeline/read-into.ts'

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url))

export interface Organisation {
  readonly name: string
  /** In time order. */
  readonly records: readonly MessageRecord[]
  /** Relays the product's survey found in this mailbox. */
  readonly relays: readonly string[]
  /** The mail's own bytes; throws when the mbox does not hold what was read. */
  raw(record: MessageRecord): Uint8Array
  close(): void
}

/**
 * Opens a list from its unpacked mbox, reading it first when the reader's source or the mbox changed since the last
 * time. `share` cuts the records to the first part of the list: what is not asked for is never looked at.
 */
export async function openOrganisation(
  name: string,
  mbox: string,
  options: { readonly cache: string; readonly share: number; readonly jobs: number },
): Promise<Organisation> {
  const location = await readOnce(mbox, options)
  const store = await openStore(location)
  const all: MessageRecord[] = []
  const wanted = Math.floor((await store.counts()).messages * options.share)
  for await (const record of store.messages()) {
    if (all.length >= wanted) break
    all.push(record)
  }
  const relays = JSON.parse((await store.setting('relays')) ?? '[]') as string[]
  await store.close()
  const handle = openSync(mbox, 'r')
  return {
    name,
    records: all,
    relays,
    raw(record) {
      const { offset, length } = record.source
      const bytes = Buffer.alloc(length)
      readSync(handle, bytes, 0, length, offset)
      const mail = mboxMail(bytes)
      if (digestOf(mail) !== record.digest)
        throw new Error(`${mbox} at ${offset} is not the mail that was read`)
      return mail
    },
    close: () => closeSync(handle),
  }
}

/** The mail of an mboxrd entry: separator, quoting and the blank line behind it removed. */
function mboxMail(entry: Buffer): Uint8Array {
  const text = entry.toString('latin1')
  const body = text.slice(text.indexOf('\n') + 1).replace(/(^|\n)>(>*From )/g, '$1$2')
  return Buffer.from(body.endsWith('\n\n') ? body.slice(0, -1) : body, 'latin1')
}

/** Version of everything that makes a record. */
export function readerVersion(): string {
  // What only compares with the past makes no record, and is what is tuned here.
  const judgesOnly =
    /(history|memory|profiles|identity|payload-links|cohort|model|likeness|mismatch|fused|habit-ratio|contacts|profile-view)[^/]*\.ts$/
  const files = globSync(
    ['parse/**/*.ts', 'enrich/**/*.ts', 'model/**/*.ts', 'ingest/**/*.ts', 'pipeline.ts'],
    {
      cwd: SOURCE,
    },
  )
  const kept = files.filter((file) => !file.endsWith('.test.ts') && !judgesOnly.test(file)).sort()
  const learned = join(SOURCE, '../lists/request-words.txt')
  return hash(
    'sha256',
    [...kept.map((file) => join(SOURCE, file)), learned]
      .map((file) => `${file}\n${readFileSync(file, 'utf8')}`)
      .join('\n'),
  )
}

async function readOnce(
  mbox: string,
  options: { readonly cache: string; readonly jobs: number },
): Promise<string> {
  const { size, mtimeMs } = statSync(mbox)
  const key = hash('sha256', JSON.stringify([readerVersion(), mbox, size, mtimeMs])).slice(0, 16)
  mkdirSync(options.cache, { recursive: true })
  const location = join(options.cache, `${basename(mbox)}.${key}.counterfoil`)
  if (existsSync(location)) return location
  const temporary = `${location}.${process.pid}`
  const store = await openStore(temporary)
  const reader = threadReader({ jobs: options.jobs })
  const totals = { met: 0, added: 0, repeated: 0 }
  const started = Date.now()
  for await (const event of readInto(totals, { inputs: [mbox], source: fileSource(), store, reader }))
    if (event.kind === 'source-trouble') console.error(`${event.file}: ${event.detail}`)
  await reader.close()
  await store.close()
  renameSync(temporary, location)
  console.error(`${mbox}: ${totals.added} mails read in ${((Date.now() - started) / 1000).toFixed(0)} s`)
  return location
}
