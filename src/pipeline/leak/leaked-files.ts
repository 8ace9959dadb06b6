/** Reads what leaked: mail of every form, documents, pictures, OCR results (text, hOCR, searchable PDF), pasted text. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { openAttachment } from '../../enrich/attachments/open-attachment.ts'
import { OPEN_LIMITS } from '../../enrich/attachments/open-limits.ts'
import { mailText } from '../../leaks/text/mail-text.ts'
import type { LeakedFile } from '../../leaks/trace-leak.ts'
import type { Source } from '../../model/ports.ts'
import type { SourceTrouble } from '../../model/source.ts'
import { detectType } from '../../parse/attachments/detect-type.ts'
import { parseMessage } from '../../parse/parse-message.ts'
import { digestOf } from '../read-into.ts'
import { type HowItLooks, howItLooks, PATIENCE } from './how-it-looks.ts'
import { mailFiles, textDigest } from './mail-documents.ts'
import { textBeside, textFileBeside } from './text-beside.ts'

/** Files of one trace. Attack: a folder of a million files named by mistake. */
const FILES = 20_000
const MAIL_NAMES = /\.(?:eml|mbox|mbx|emlx|msg|pst|ost)(?:\.gz|\.zst)?$/i
const HEAD = 4_096

/** Everything below the inputs, each file or mail once. Trouble with a file is yielded, never thrown. */
export async function* leakedFiles(
  inputs: readonly string[],
  source: Source,
): AsyncGenerator<LeakedFile | SourceTrouble, void, undefined> {
  let read = 0
  /** Texts of scans that were read with their scan. */
  const taken = new Set<string>()
  const found = inputs.flatMap((input) => [...filesBelow(input)])
  // scans before texts, as a text may belong to a scan
  const texts = new Set(found.flatMap((path) => (typeof path === 'string' && textFileBeside(path)) || []))
  const isText = (path: string | SourceTrouble): boolean => typeof path === 'string' && texts.has(path)
  for (const path of [...found.filter((path) => !isText(path)), ...found.filter(isText)]) {
    if (typeof path !== 'string') {
      yield path
      continue
    }
    if (taken.has(path)) continue
    if (++read > FILES) {
      yield trouble(path, 'too-large', `more than ${FILES} files`, 'trace them in smaller sets')
      return
    }
    yield* leakedFile(path, source, taken)
  }
}

function* filesBelow(input: string): Generator<string | SourceTrouble> {
  try {
    if (!statSync(input).isDirectory()) {
      yield input
      return
    }
    const found = readdirSync(input, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
    if (found.length === 0) yield trouble(input, 'empty', 'the folder holds no file', 'name another folder')
    yield* found
  } catch (error) {
    yield trouble(input, 'not-found', fileReason(error), 'check the path')
  }
}

async function* leakedFile(
  path: string,
  source: Source,
  taken: Set<string>,
): AsyncGenerator<LeakedFile | SourceTrouble, void, undefined> {
  const name = basename(path)
  let bytes: Buffer
  try {
    if (statSync(path).size > OPEN_LIMITS.attachmentBytes && !MAIL_NAMES.test(name)) {
      yield trouble(
        path,
        'too-large',
        `larger than ${OPEN_LIMITS.attachmentBytes / 1e6} MB`,
        'cut it into its documents, or give its text',
      )
      return
    }
    if (MAIL_NAMES.test(name)) {
      yield* leakedMail(path, source)
      return
    }
    bytes = readFileSync(path)
  } catch (error) {
    yield trouble(path, 'unreadable', fileReason(error), 'check the file')
    return
  }
  const type = detectType(bytes.subarray(0, HEAD))
  if (type === 'message/rfc822' || type === 'application/mbox') {
    yield* leakedMail(path, source)
    return
  }
  const opened = await openAttachment(
    { part: '1', name, declaredType: '', bytes },
    { recipients: [], qr: false, patience: PATIENCE },
  )
  const looks = await howItLooks(bytes, opened.mediaType, PATIENCE)
  const beside = looks.withoutText.length > 0 ? textFileBeside(path) : undefined
  const ocr = beside === undefined ? '' : await textBeside(beside)
  if (beside !== undefined && ocr !== '') taken.add(beside)
  yield {
    ...seen(looks, ocr !== ''),
    name: ocr === '' || beside === undefined ? name : `${name}, read from ${basename(beside)}`,
    sha256: digestOf(bytes),
    text: ocr === '' ? opened.text : `${opened.text}\n${ocr}`,
    metadata: opened.metadata,
    issues: [...opened.issues, ...looks.issues],
  }
}

/** @param read its text was read by somebody else. */
function seen(
  { picture, pages, withoutText }: HowItLooks,
  read: boolean,
): Pick<LeakedFile, 'picture' | 'pages' | 'withoutText'> {
  return {
    ...(picture !== undefined && { picture }),
    ...(pages.length > 0 && { pages }),
    ...(withoutText.length > 0 && !read && { withoutText }),
  }
}

async function* leakedMail(
  path: string,
  source: Source,
): AsyncGenerator<LeakedFile | SourceTrouble, void, undefined> {
  let count = 0
  for await (const item of source.read([path])) {
    if (item.kind === 'source-trouble') yield item
    if (item.kind !== 'raw-message') continue
    const message = parseMessage(item.bytes)
    const text = mailText(message)
    const name = count++ === 0 ? basename(path) : `${basename(path)}, mail ${count}`
    yield { name, sha256: textDigest(text), text, message, issues: message.issues }
    for (const file of await mailFiles(message, item.bytes)) {
      const looks = await howItLooks(file.bytes, file.opened.mediaType)
      yield {
        ...seen(looks, false),
        name: `${name}: ${file.name || `part ${file.part}`}`,
        sha256: file.sha256,
        text: file.opened.text,
        metadata: file.opened.metadata,
        issues: [...file.opened.issues, ...looks.issues],
      }
    }
  }
}

/** Why a file could not be read, in words. */
export function fileReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'there is no such file or folder'
  if (code === 'EISDIR') return 'is a folder'
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it'
  return message ?? String(error)
}

const trouble = (file: string, code: SourceTrouble['code'], detail: string, next: string): SourceTrouble => ({
  kind: 'source-trouble',
  code,
  file,
  detail,
  next,
  fatal: true,
})
