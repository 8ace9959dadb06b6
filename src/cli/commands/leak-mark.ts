/** `counterfoil leak mark` makes one marked copy for each recipient; `leak decode` says which copy a text came from. */
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Command, Option } from 'commander'
import type { MarkPlan } from '../../model/mark.ts'
import { canAsk } from '../confirm.ts'
import { EXIT, type ExitCode, Stop } from '../exit.ts'
import { readMarkKey } from '../mark-key.ts'
import { type Ask, reviewPlaces } from '../mark-review.ts'
import {
  checkUnchanged,
  type Master,
  madeKey,
  places,
  printCopies,
  readDocument,
  readFile,
  readInput,
  readList,
  readPlan,
  refuseSame,
  writeCopies,
  writeWhole,
  wrongUse,
} from '../marked-files.ts'
import { openOutput } from '../output.ts'
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
