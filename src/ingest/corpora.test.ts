// Documents and mailboxes of others, read only where they lie beside the project (../shared/corpora, or the folder
// COUNTERFOIL_CORPORA names); they are never part of it. The libraries others use for .msg and .pst are the oracles.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { zstdDecompressSync } from 'node:zlib'
import type { RawMessage, SourceTrouble } from '../model/source.ts'
import { parseMessage } from '../parse/parse-message.ts'
import { ByteWindow } from './byte-window.ts'
import { fileSource } from './file-source.ts'
import { tarEntries } from './tar-entries.ts'

const FOLDER = process.env.COUNTERFOIL_CORPORA ?? join(import.meta.dirname, '../../../shared/corpora')
const DOCUMENTS = join(FOLDER, 'documents/office-and-pdf.tar.zst')

/** The path of a corpus; without it the test says so and is skipped. */
function corpus(context: TestContext, path: string): string | undefined {
  if (existsSync(path)) return path
  console.log(`${context.name}: not run, no ${path}`)
  context.skip('corpora are not beside the project')
  return undefined
}

interface Reading {
  readonly messages: RawMessage[]
  readonly trouble: SourceTrouble[]
}

async function read(input: string): Promise<Reading> {
  const reading: Reading = { messages: [], trouble: [] }
  for await (const item of fileSource().read([input])) {
    if (item.kind === 'raw-message') reading.messages.push(item)
    else if (item.kind === 'source-trouble') reading.trouble.push(item)
  }
  return reading
}

function countBy<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1
  return counts
}

test('corpora: every document of the archive is mail, or named with a reason, and mail is read again alike', async (context) => {
  const path = corpus(context, DOCUMENTS)
  if (path === undefined) return
  const { messages, trouble } = await read(path)
  assert.deepEqual(
    countBy(messages, ({ source }) => source.format),
    { eml: 8, mbox: 13, msg: 36, pst: 11 },
  )
  assert.ok(trouble.every(({ code, detail, next }) => code === 'not-mail' && detail !== '' && next !== ''))
  const places = new Map(messages.map(({ source, bytes }) => [JSON.stringify(source), bytes]))
  assert.equal(places.size, messages.length)
  for await (const { location, raw } of fileSource().readMany(messages.map(({ source }) => source)))
    assert.deepEqual(raw?.bytes, places.get(JSON.stringify(location)), JSON.stringify(location))
})

test('corpora: the suites give as many mails as they have files of mail', async (context) => {
  // the counts of mail files in the readme of the corpora, less those that are no mail (bodies, fragments)
  for (const [name, least] of [
    ['csdmc2010', 4300],
    ['stalwart-mail-parser', 100],
    ['sisimai-bounces', 830],
    ['rspamd-tests', 190],
  ] as const) {
    const path = corpus(context, join(FOLDER, 'suites', `${name}.tar.zst`))
    if (path === undefined) return
    const { messages } = await read(path)
    assert.ok(messages.length >= least, `${name}: ${messages.length}`)
  }
})

/** Files of the archive with this ending, in a folder of their own. */
async function unpackedFiles(context: TestContext, path: string, ending: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-corpora-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  const tar = zstdDecompressSync(readFileSync(path))
  let at = 0
  const window = new ByteWindow(
    {
      async read(into) {
        const part = tar.subarray(at, at + into.length)
        into.set(part)
        at += part.length
        return part.length
      },
      consumed: () => at,
      close: async () => {},
    },
    65_536,
  )
  const files: string[] = []
  for await (const entry of tarEntries(window)) {
    if (entry.kind !== 'file' || !entry.name.endsWith(ending)) continue
    const content = Buffer.alloc(entry.size)
    for (let done = 0; done < content.length; ) done += await entry.content.read(content.subarray(done))
    files.push(join(folder, `${files.length}-${basename(entry.name)}`))
    writeFileSync(files.at(-1)!, content)
  }
  return files
}

const require = createRequire(import.meta.url)
const plain = (text: string | undefined): string =>
  (text ?? '').replaceAll('\0', '').replace(/\s+/g, ' ').trim()

interface LibraryPst {
  readonly PSTFile: new (path: string) => { getRootFolder(): LibraryFolder; close(): void }
}
interface LibraryFolder {
  readonly displayName: string
  getNextChild(): {
    readonly descriptorNodeId: { toNumber(): number }
    readonly subject: string
    readonly body: string
  } | null
  getSubFolders(): readonly LibraryFolder[]
}

test('corpora: data files against pst-extractor', async (context) => {
  const path = corpus(context, DOCUMENTS)
  if (path === undefined) return
  const { PSTFile } = require('pst-extractor') as LibraryPst
  const { error } = console
  context.after(() => {
    console.error = error
  })
  console.error = () => {}
  for (const file of await unpackedFiles(context, path, '.pst')) {
    const theirs = new Map<string, string>()
    const walk = (folder: LibraryFolder): void => {
      for (let child = folder.getNextChild(); child !== null; child = folder.getNextChild())
        theirs.set(String(child.descriptorNodeId.toNumber()), `${plain(child.subject)}\n${plain(child.body)}`)
      let below: readonly LibraryFolder[] = []
      try {
        below = folder.getSubFolders()
      } catch {
        // it throws for search folders
      }
      for (const inner of below) walk(inner)
    }
    const pst = new PSTFile(file)
    walk(pst.getRootFolder())
    pst.close()
    const { messages, trouble } = await read(file)
    assert.deepEqual(trouble, [])
    const ours = new Map(
      messages.map(({ source, bytes }) => {
        const { subject, texts } = parseMessage(bytes)
        const text = texts.find(({ mediaType, attached }) => mediaType === 'text/plain' && !attached)?.text
        return [source.item ?? '', `${plain(subject)}\n${plain(text)}`]
      }),
    )
    assert.deepEqual(ours, theirs, basename(file))
  }
})

interface LibraryMsg {
  readonly default: new (
    bytes: ArrayBuffer,
  ) => {
    getFileData(): {
      readonly subject?: string
      readonly body?: string
      readonly attachments?: readonly { readonly innerMsgContent?: true }[]
    }
    getAttachment(index: number): { readonly content: Uint8Array }
  }
}

test('corpora: message files against msgreader', async (context) => {
  const path = corpus(context, DOCUMENTS)
  if (path === undefined) return
  const MsgReader = (require('@kenjiuno/msgreader') as LibraryMsg).default
  let compared = 0
  for (const file of await unpackedFiles(context, path, '.msg')) {
    const { messages } = await read(file)
    const [message] = messages
    if (message === undefined) continue
    const bytes = readFileSync(file)
    const reader = new MsgReader(Uint8Array.from(bytes).buffer)
    const theirs = reader.getFileData()
    const ours = parseMessage(message.bytes)
    // without being told a code page it reads 8-bit text as windows-1252
    const unsure = /[^\x20-\x7e\s]/.test(`${theirs.subject}${theirs.body}`)
    if (!unsure) {
      assert.equal(plain(ours.subject), plain(theirs.subject), basename(file))
      if (plain(theirs.body) !== '') {
        const text = ours.texts.find(
          ({ mediaType, attached }) => mediaType === 'text/plain' && !attached,
        )?.text
        assert.equal(plain(text), plain(theirs.body), basename(file))
      }
      compared++
    }
    const sizes = (theirs.attachments ?? []).flatMap((one, index) =>
      one.innerMsgContent ? [] : [reader.getAttachment(index).content.length],
    )
    const found = ours.attachments.map(({ size }) => size)
    for (const size of sizes)
      assert.ok(found.includes(size), `${basename(file)}: attachment of ${size} bytes`)
  }
  assert.ok(compared >= 25, String(compared))
})
