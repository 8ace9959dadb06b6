/** `counterfoil leak mark` makes one marked copy for each recipient; `leak decode` says which copy a text came from. */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Command, Option } from 'commander'
import type { MarkedCopyRecord, MarkPlan } from '../../model/mark.ts'
import { canAsk } from '../confirm.ts'
import { EXIT, type ExitCode, Stop, systemReason } from '../exit.ts'
import type { Library } from '../library.ts'
import { makeMarkKey, readMarkKey } from '../mark-key.ts'
import { type Ask, reviewPlaces } from '../mark-review.ts'
import { openOutput, samePath } from '../output.ts'
import type { Session, Work } from '../session.ts'

interface FileOptions {
  readonly plan?: string
  readonly key?: string
  readonly format: 'text' | 'json'
  readonly output?: string
}

interface MarkOptions extends FileOptions {
  readonly recipients?: string
  readonly copies?: string
  readonly propose?: boolean
  readonly review?: boolean
  readonly pdf?: boolean
}

interface DecodeOptions extends FileOptions {
  readonly master: string
  readonly recipients?: string
}

/** Larger files are no documents; reading one whole would fill the memory. */
const MAX_FILE = 256 * 1024 * 1024

const MARK_EXAMPLES = `
FILE is .docx, .odt, .html, .md or .txt. Each copy differs from FILE only at places you approve: here another word of
the same sense, there a comma. Which form stands where follows from a secret key and the recipient; wording survives
copying, OCR and retyping. Quotations, names, headings, links and code are never touched.
A PDF cannot be marked. --pdf prints the copies of HTML and text; export those of DOCX, ODT and Markdown with your own
program. The wording stays in it.

A mark names a copy, not a person. Tell the people who get copies that copies are marked.

LIST has one recipient a line: an address or a name. Beside FILE are kept FILE.marks.json (the plan: your decisions and
who got a copy) and FILE.marks.key (the key). Keep both, and keep the key to yourself.

Examples:
  counterfoil leak mark memo.docx --recipients board.txt
      asks about each place, then makes the copies in memo.docx.copies
  counterfoil leak mark memo.docx --propose
      only writes the plan; set "decision" to "accepted" in it where you agree
  counterfoil leak mark memo.docx --recipients board.txt --plan memo.docx.marks.json
      makes the copies by that plan without asking

Exit codes: 0 done · 1 done, something failed on the way · 2 wrong use · 3 FILE is not readable`

const DECODE_EXAMPLES = `
SUSPECT is a document, a mail (.eml), a PDF, or text: copied, retyped, or what OCR made of a scan; - is text on
standard input. Counterfoil runs no other program; read a scan before, for example with
  pdftoppm -r 200 -png scan.pdf page ; tesseract page-1.png page

Examples:
  counterfoil leak decode posted.txt --master memo.docx
  counterfoil leak decode scan.txt --master memo.docx --format json

Exit codes: 0 done, whether a copy is named or not · 2 wrong use · 3 a file is not readable`

/** For the verb `leak`: `leak mark` and `leak decode`. */
export function leakMarkCommands(run: (work: Work) => void): readonly Command[] {
  const mark = new Command('mark')
    .description('Make one copy of a document for each recipient, each with marks of its own.')
    .argument('<file>', 'the document')
    .option('--recipients <list>', 'text file with one recipient a line')
    .option('--propose', 'write the plan with all proposals and make no copies')
    .option('--review', 'ask again about places that are still open')
    .option('--pdf', 'a PDF of each copy too, by an installed Chromium (HTML and plain text only)')
    .option('--copies <folder>', 'where the copies go (default: FILE.copies)')
  const decode = new Command('decode')
    .description('Say which marked copy a file or text came from, or that it cannot be told.')
    .argument('<suspect>', 'the leaked file or text')
    .requiredOption('--master <file>', 'the document the copies were made from')
    .option('--recipients <list>', 'everybody who got a copy (default: those in the plan)')
  for (const [command, examples] of [
    [mark, MARK_EXAMPLES],
    [decode, DECODE_EXAMPLES],
  ] as const)
    command
      .option('--plan <file>', 'approved places and copies made (default: FILE.marks.json)')
      .option('--key <file>', 'the key of the copies (default: FILE.marks.key)')
      .addOption(
        new Option('--format <format>', 'form of the results').choices(['text', 'json']).default('text'),
      )
      .option('--output <file>', 'write results to this file instead of standard output')
      .option('--quiet', 'no notes; what goes wrong is still said')
      .option('--no-color', 'no colours')
      .addHelpText('after', examples)
      .helpOption('--help', 'print this help')
  mark.action((file: string, options: MarkOptions) => run((session) => markCopies(file, options, session)))
  decode.action((suspect: string, options: DecodeOptions) =>
    run((session) => decodeCopy(suspect, options, session)),
  )
  return [mark, decode]
}

/** The verb with what is here. */
export function leakCommand(run: (work: Work) => void): Command {
  const command = new Command('leak')
    .summary('make marked copies of a document, and tell from a leaked text which copy it was')
    .description('Marked copies of documents, and what a leaked text says about the copy it came from.')
  for (const part of leakMarkCommands(run)) command.addCommand(part)
  return command
}

/** Makes the copies; returns the exit code. Throws `Stop`. */
export async function markCopies(file: string, options: MarkOptions, session: Session): Promise<ExitCode> {
  const { library, terminal, clock } = session
  const { plan: planPath, key: keyPath } = places(file, options)
  const folder = options.copies ?? `${file}.copies`
  refuseSame(options.output, [file, planPath, keyPath, options.recipients])
  const { master, document } = readDocument(file, library)
  const known = existsSync(planPath) ? readPlan(planPath, master, document, library) : undefined
  let plan = known ?? library.newMarkPlan(master, document)
  const save = (next: MarkPlan): void => {
    plan = next
    writeWhole(planPath, library.markPlanJson(next, master))
  }
  if (options.propose) {
    if (known)
      throw wrongUse(planPath, 'there is a plan already', 'use it, or give another place with --plan FILE')
    save(plan)
    terminal.note(
      `${plan.places.length} places proposed in ${planPath}; set "decision" to "accepted" where both forms are fine`,
    )
    return EXIT.done
  }
  if (options.pdf && master.format !== 'html' && master.format !== 'text')
    throw wrongUse(
      file,
      'only HTML and plain text can be printed here as their author sees them',
      'run without --pdf, and export the copies with the program you write with; the wording marks stay in the PDF',
    )
  if (options.recipients === undefined)
    throw wrongUse(
      undefined,
      'it is not said who gets a copy',
      'add --recipients LIST, a text file with one recipient a line',
    )
  const recipients = readList(options.recipients, library)
  const isDecided = plan.places.some(({ decision }) => decision === 'accepted')
  if (!isDecided || options.review) {
    if (plan.copies.length > 0)
      throw wrongUse(
        planPath,
        'copies were made by this plan, so its places cannot change any more',
        'run without --review, or begin a new plan with --plan FILE',
      )
    if (!canAsk())
      throw wrongUse(
        file,
        'no place is approved yet, and there is nobody to ask here',
        `run it in a terminal, or write the plan with --propose, approve places in it, and run with --plan`,
      )
    const reviewed = await askAuthor(plan, master, session)
    save(reviewed.plan)
    if (!reviewed.finished) {
      terminal.note(`what was said is kept in ${planPath}; go on with --review`)
      return EXIT.done
    }
  }
  const accepted = plan.places.filter(({ decision }) => decision === 'accepted')
  if (accepted.length === 0)
    throw wrongUse(
      planPath,
      'no place is approved, so all copies would be alike',
      'approve places with --review',
    )
  const key = existsSync(keyPath) ? readMarkKey(keyPath) : madeKey(keyPath, plan, library.MARK_KEY_BYTES)
  checkUnchanged(plan, master, key, planPath, library)
  if (known === undefined) save(plan)
  const made = writeCopies(file, folder, recipients, { plan, master, key, time: clock() }, library, session)
  save({ ...plan, copies: [...plan.copies, ...made.fresh] })
  if (options.pdf)
    await printCopies(
      folder,
      made.all,
      (recipient) => library.printableCopy(master, plan, key, recipient),
      library,
    )
  const summary = {
    folder,
    copies: made.all,
    accepted,
    needed: library.markPlacesNeeded(made.all.length),
    plan: planPath,
    key: keyPath,
  }
  const output = openOutput(options.output, terminal)
  try {
    const page = { width: terminal.columns ?? 100, color: terminal.colour && options.output === undefined }
    await output.write(
      options.format === 'json' ? library.markedCopiesJson(summary) : library.markedCopiesText(summary, page),
    )
    await output.finish()
  } finally {
    output.discard()
  }
  return EXIT.done
}

/** Reads the marks of a suspect file; returns the exit code. Throws `Stop`. */
export async function decodeCopy(
  suspect: string,
  options: DecodeOptions,
  { library, terminal }: Session,
): Promise<ExitCode> {
  const { plan: planPath, key: keyPath } = places(options.master, options)
  refuseSame(options.output, [suspect, options.master, planPath, keyPath, options.recipients])
  const { master, document } = readDocument(options.master, library)
  if (!existsSync(planPath))
    throw wrongUse(planPath, 'there is no plan', 'give the plan the copies were made by: --plan FILE')
  const plan = readPlan(planPath, master, document, library)
  const key = readMarkKey(keyPath)
  checkUnchanged(plan, master, key, planPath, library)
  const listed = options.recipients === undefined ? [] : readList(options.recipients, library)
  const marked = plan.copies.map(({ recipient }) => recipient)
  const known = new Set(marked.map(library.sameRecipient))
  const recipients = [
    ...marked,
    ...listed.filter((recipient) => !known.has(library.sameRecipient(recipient))),
  ]
  if (recipients.length === 0)
    throw wrongUse(
      planPath,
      'no copies were made by this plan',
      'give everybody who got one with --recipients LIST',
    )
  const bytes = suspect === '-' ? readInput() : readFile(suspect, EXIT.unreadable)
  const read = await library.suspectText(bytes, suspect === '-' ? 'input.txt' : suspect)
  if ('kind' in read) throw new Stop(EXIT.unreadable, { where: suspect, what: read.what, next: read.next })
  const decoding = library.decodeMarks({
    master,
    plan,
    key,
    recipients,
    suspect: read,
    sha256: library.sha256Hex(bytes),
  })
  const output = openOutput(options.output, terminal)
  try {
    const page = { width: terminal.columns ?? 100, color: terminal.colour && options.output === undefined }
    await output.write(
      options.format === 'json'
        ? library.markDecodingJson(decoding)
        : library.markDecodingText(decoding, page),
    )
    await output.finish()
  } finally {
    output.discard()
  }
  return EXIT.done
}

type Master = Parameters<Library['markPlanJson']>[1]

function places(file: string, { plan, key }: FileOptions): { readonly plan: string; readonly key: string } {
  return { plan: plan ?? `${file}.marks.json`, key: key ?? `${file}.marks.key` }
}

const wrongUse = (where: string | undefined, what: string, next: string): Stop =>
  new Stop(EXIT.wrongUse, where === undefined ? { what, next } : { where, what, next })

function refuseSame(output: string | undefined, read: readonly (string | undefined)[]): void {
  if (output !== undefined && read.some((path) => path !== undefined && samePath(path, output)))
    throw wrongUse(
      output,
      'the results would overwrite a file this command reads',
      'give --output another name',
    )
}

function readFile(path: string, exit: ExitCode): Uint8Array {
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

function readInput(): Uint8Array {
  const bytes = readFileSync(0)
  if (bytes.length > MAX_FILE)
    throw new Stop(EXIT.unreadable, {
      where: '-',
      what: 'it is larger than 256 MB',
      next: 'give the text itself',
    })
  return bytes
}

function readDocument(
  file: string,
  library: Library,
): { readonly master: Master; readonly document: string } {
  const bytes = readFile(file, EXIT.unreadable)
  const master = library.readMarkMaster(bytes, file)
  if ('kind' in master) throw new Stop(EXIT.unreadable, { where: file, what: master.what, next: master.next })
  return { master, document: library.sha256Hex(bytes) }
}

function readPlan(path: string, master: Master, document: string, library: Library): MarkPlan {
  const plan = library.readMarkPlan(
    Buffer.from(readFile(path, EXIT.wrongUse)).toString('utf8'),
    master,
    document,
  )
  if (plan.kind === 'master-trouble') throw wrongUse(path, plan.what, plan.next)
  return plan
}

function readList(path: string, library: Library): readonly string[] {
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

function madeKey(path: string, plan: MarkPlan, bytes: number): Uint8Array {
  if (plan.copies.length > 0)
    throw wrongUse(
      path,
      'the key is missing, and copies were made with it',
      'restore it, or begin a new plan with --plan FILE',
    )
  return makeMarkKey(path, bytes)
}

/** A copy made again has to be the copy that was made: else plan, key or this program differ, and every name is wrong. */
function checkUnchanged(
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
function writeWhole(path: string, text: string): void {
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

async function askAuthor(
  plan: MarkPlan,
  master: Master,
  { library, terminal }: Session,
): Promise<{ readonly plan: MarkPlan; readonly finished: boolean }> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  let closed = false
  const end = new Promise<undefined>((resolve) =>
    lines.once('close', () => {
      closed = true
      resolve(undefined)
    }),
  )
  const ask: Ask = (question) => (closed ? end : Promise.race([lines.question(question), end]))
  // Ctrl-C ends the questions; what was said until then is kept.
  const stop = (): void => lines.close()
  process.once('SIGINT', stop)
  try {
    const page = { width: terminal.columns ?? 100, color: terminal.colour }
    return await reviewPlaces(plan, { library, master, ask, show: (text) => terminal.show(text), page })
  } finally {
    process.off('SIGINT', stop)
    lines.close()
  }
}

function writeCopies(
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
async function printCopies(
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
