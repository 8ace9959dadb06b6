/**
 * Texts to trace in: list mail with its attachments, and files. Read once and kept in a folder outside the repository
 * (default /tmp/counterfoil-leaks), one JSON line for each text.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { openAttachment } from '../../src/enrich/attachments/open-attachment.ts'
import { fileSource } from '../../src/ingest/file-source.ts'
import { mailText } from '../../src/leaks/text/mail-text.ts'
import { partContents } from '../../src/parse/mime/part-content.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'

export interface CorpusText {
  readonly name: string
  readonly kind: 'mail' | 'attachment' | 'file'
  readonly text: string
}

const FOLDER = process.env.LEAKS_CACHE ?? '/tmp/counterfoil-leaks'

/** Texts of a mailbox: each mail, and with `attachments` each file it carries. */
export function mailTexts(path: string, attachments: boolean): Promise<readonly CorpusText[]> {
  return kept(`${path} ${attachments}`, async (add) => {
    for await (const item of fileSource().read([path])) {
      if (item.kind !== 'raw-message') continue
      const message = parseMessage(item.bytes)
      const name = message.digest.slice(7, 23)
      add({ name, kind: 'mail', text: mailText(message) })
      if (!attachments || message.attachments.length === 0) continue
      const contents = partContents(item.bytes, message.parts)
      for (const attachment of message.attachments) {
        const part = message.parts.find(({ path }) => path === attachment.part)
        if (part === undefined) continue
        const opened = await openAttachment(
          {
            part: part.path,
            name: attachment.name,
            declaredType: attachment.declaredType,
            bytes: contents.decoded(part).bytes,
          },
          { recipients: [], qr: false },
        )
        add({ name: `${name}/${attachment.name}`, kind: 'attachment', text: opened.text })
      }
    }
  })
}

/** Texts of all files below a folder, opened as attachments. */
export function fileTexts(folder: string): Promise<readonly CorpusText[]> {
  return kept(`${folder} files`, async (add) => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
    for (const file of files) {
      const opened = await openAttachment(
        { part: '1', name: basename(file), declaredType: '', bytes: readFileSync(file) },
        { recipients: [], qr: false, clock: () => performance.now() },
      )
      add({ name: file, kind: 'file', text: opened.text })
    }
  })
}

async function kept(
  key: string,
  read: (add: (text: CorpusText) => void) => Promise<void>,
): Promise<readonly CorpusText[]> {
  const file = join(FOLDER, `${createHash('sha256').update(key).digest('hex').slice(0, 12)}.ndjson`)
  if (existsSync(file))
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as CorpusText)
  const texts: CorpusText[] = []
  await read((text) => texts.push(text))
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(file, texts.map((text) => `${JSON.stringify(text)}\n`).join(''))
  console.error(`${key}: ${texts.length} texts read`)
  return texts
}
