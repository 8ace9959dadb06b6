/** The files around marked copies: document, plan, list, copies. Everything here throws `Stop`. */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { MarkedCopyRecord, MarkPlan } from '../model/mark.ts'
import { EXIT, type ExitCode, Stop, systemReason } from './exit.ts'
import type { Library } from './library.ts'
import { makeMarkKey } from './mark-key.ts'
import { samePath } from './output.ts'
import type { Session } from './session.ts'

/** Larger files are no documents; reading one whole would fill the memory. */
const MAX_FILE = 256 * 1024 * 1024

export type Master = Parameters<Library['markPlanJson']>[1]

/** Where plan and key lie: beside the document, unless said otherwise. */
export function places(
  file: string,
  { plan, key }: { readonly plan?: string; readonly key?: string },
): { readonly plan: string; readonly key: string } {
  return { plan: plan ?? `${file}.marks.json`, key: key ?? `${file}.marks.key` }
}

export const wrongUse = (where: string | undefined, what: string, next: string): Stop =>
  new Stop(EXIT.wrongUse, where === undefined ? { what, next } : { where, what, next })

export function refuseSame(output: string | undefined, read: readonly (string | undefined)[]): void {
  if (output !== undefined && read.some((path) => path !== undefined && samePath(path, output)))
    throw wrongUse(
      output,
      'the results would overwrite a file this command reads',
      'give --output another name',
    )
}

/** The bytes of a file; what cannot be read ends the command with this exit code. */
export function readFile(path: string, exit: ExitCode): Uint8Array {
  try {
    if (statSync(path).size > MAX_FILE)
      throw new Stop(exit, {
        where: path,
        what: 'it is larger than 256 MB',
        next: 'give the document itself',
      })
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Stop) throw error
    throw new Stop(exit, { where: path, what: systemReason(error), next: 'check the path', cause: error })
  }
}

export function readInput(): Uint8Array {
  const bytes = readFileSync(0)
  if (bytes.length > MAX_FILE)
    throw new Stop(EXIT.unreadable, {
      where: '-',
      what: 'it is larger than 256 MB',
      next: 'give the text itself',
    })
  return bytes
}

export function readDocument(
  file: string,
  library: Library,
): { readonly master: Master; readonly document: string } {
  const bytes = readFile(file, EXIT.unreadable)
  const master = library.readMarkMaster(bytes, file)
  if ('kind' in master) throw new Stop(EXIT.unreadable, { where: file, what: master.what, next: master.next })
  return { master, document: library.sha256Hex(bytes) }
}

export function readPlan(path: string, master: Master, document: string, library: Library): MarkPlan {
  const plan = library.readMarkPlan(
    Buffer.from(readFile(path, EXIT.wrongUse)).toString('utf8'),
    master,
    document,
  )
  if (plan.kind === 'master-trouble') throw wrongUse(path, plan.what, plan.next)
  return plan
}

export function readList(path: string, library: Library): readonly string[] {
  const { recipients, wrong } = library.readRecipients(
    Buffer.from(readFile(path, EXIT.wrongUse)).toString('utf8'),
  )
  if (wrong.length > 0)
    throw wrongUse(
      `${path}:${wrong[0]!.line}`,
      `this recipient ${wrong[0]!.why}`,
      'correct the list; nothing was made',
    )
  if (recipients.length === 0) throw wrongUse(path, 'nobody is in this list', 'write one recipient a line')
  return recipients
}

/** A new key for a plan without copies; one with copies needs the key they were made with. */
export function madeKey(path: string, plan: MarkPlan, bytes: number): Uint8Array {
  if (plan.copies.length > 0)
    throw wrongUse(
      path,
      'the key is missing, and copies were made with it',
      'restore it, or begin a new plan with --plan FILE',
    )
  return makeMarkKey(path, bytes)
}

/** A copy made again has to be the copy that was made: else plan, key or this program differ, and every name is wrong. */
export function checkUnchanged(
  plan: MarkPlan,
  master: Master,
  key: Uint8Array,
  path: string,
  library: Library,
): void {
  const first = plan.copies[0]
  if (!first) return
  if (library.sha256Hex(library.markedCopy(master, plan, key, first.recipient)) !== first.sha256)
    throw wrongUse(
      path,
      'the plan or the key is not the one the copies were made with',
      'restore both as they were; with others every answer would be wrong',
    )
}

/** Writes a file that is complete or as it was. */
export function writeWhole(path: string, text: string): void {
  const partial = `${path}.${process.pid}.partial`
  try {
    writeFileSync(partial, text, { mode: 0o600 })
    renameSync(partial, path)
  } catch (error) {
    throw new Stop(EXIT.wrongUse, {
      where: path,
      what: `it cannot be written: ${systemReason(error)}`,
      next: 'give another place with --plan FILE',
      cause: error,
    })
  }
}

/** Writes a copy for everybody who has none yet, and tells all copies and the new ones. */
export function writeCopies(
  file: string,
  folder: string,
  recipients: readonly string[],
  input: {
    readonly plan: MarkPlan
    readonly master: Master
    readonly key: Uint8Array
    readonly time: number
  },
  library: Library,
  { terminal }: Session,
): { readonly all: readonly MarkedCopyRecord[]; readonly fresh: readonly MarkedCopyRecord[] } {
  const { plan, master, key, time } = input
  const earlier = new Set(plan.copies.map(({ recipient }) => library.sameRecipient(recipient)))
  const fresh: MarkedCopyRecord[] = []
  const newcomers = recipients.filter((recipient) => !earlier.has(library.sameRecipient(recipient)))
  const names = library.markedCopyNames(basename(file), [
    ...plan.copies.map(({ recipient }) => recipient),
    ...newcomers,
  ])
  let at = ''
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const [i, recipient] of newcomers.entries()) {
      const name = names[plan.copies.length + i]!
      at = join(folder, name)
      const bytes = library.markedCopy(master, plan, key, recipient)
      const sha256 = library.sha256Hex(bytes)
      // A run that was stopped left the same bytes; anything else there is not ours.
      if (!existsSync(at)) writeFileSync(at, bytes, { flag: 'wx', mode: 0o600 })
      else if (library.sha256Hex(readFileSync(at)) !== sha256)
        throw wrongUse(
          at,
          'another file stands where a copy should go',
          'give a new folder with --copies FOLDER',
        )
      fresh.push({ recipient, file: name, sha256, time })
    }
  } catch (error) {
    if (error instanceof Stop) throw error
    throw new Stop(EXIT.wrongUse, {
      where: at || folder,
      what: `the copies cannot be written: ${systemReason(error)}`,
      next: 'make room or give another folder with --copies FOLDER, and run the same again',
      cause: error,
    })
  }
  if (newcomers.length < recipients.length)
    terminal.note(
      `${recipients.length - newcomers.length} of the list got a copy before; theirs were not made again`,
    )
  return { all: [...plan.copies, ...fresh], fresh }
}

/** A PDF beside each copy. Those that are there stay: printing them again gives other bytes. */
export async function printCopies(
  folder: string,
  copies: readonly MarkedCopyRecord[],
  html: (recipient: string) => string | undefined,
  library: Library,
): Promise<void> {
  let at = folder
  try {
    const printer = await library.openPdfPrinter()
    try {
      for (const { recipient, file } of copies) {
        at = join(folder, `${file}.pdf`)
        const page = html(recipient)
        if (page === undefined || existsSync(at)) continue
        writeFileSync(at, await printer.print(page), { flag: 'wx', mode: 0o600 })
      }
    } finally {
      await printer.close()
    }
  } catch (error) {
    const isBrowser = error instanceof library.BrowserError
    throw new Stop(EXIT.incomplete, {
      where: at,
      what: `the copies are made, but not their PDF: ${isBrowser ? error.message : systemReason(error)}`,
      next: isBrowser ? error.next : 'print them yourself, or run the same again',
      cause: error,
    })
  }
}
