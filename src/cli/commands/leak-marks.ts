/** `counterfoil leak marks`: what in a file would give its source away, and a rewrite without it. */
import { closeSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs'
import { Command, Option } from 'commander'
import { EXIT, type ExitCode, Stop, systemReason } from '../exit.ts'
import { openOutput, samePath } from '../output.ts'
import type { Session, Work } from '../session.ts'

interface LeakMarksOptions {
  readonly clean?: string
  readonly format: string
  readonly output?: string
}

/** A document larger than this is not read into memory. */
const MAX_FILE_BYTES = 512 * 1024 * 1024

const EXAMPLES = `
Documents (docx, xlsx, pptx, odt …, old doc, xls, ppt, and rtf), PDF, pictures, scans, mails, Outlook items, HTML and
text. Nothing in the file is run or fetched.

Examples:
  counterfoil leak marks memo.docx
      authors, editing sessions, comments, hidden text, printer, template, pictures with their place …
  counterfoil leak marks memo.docx --clean memo-clean.docx
      write it again without them, and look a second time

Exit codes: 0 done · 1 no cleaned rewrite could be made · 2 wrong use · 3 input not readable`

/** The sub-command, for the verb that carries it. */
export function leakMarksCommand(run: (work: Work) => void): Command {
  return new Command('marks')
    .summary('what in a file could identify the copy or its source')
    .description(
      'Show everything in a file that could identify the copy or its source, before it is published.',
    )
    .argument('<file>', 'the file to look into')
    .option('--clean <file>', 'write the file again without the marks that can be taken away')
    .addOption(
      new Option('--format <format>', 'form of the results').choices(['text', 'json']).default('text'),
    )
    .option('--output <file>', 'write results to this file instead of standard output')
    .option('--quiet', 'no progress and no notes; what goes wrong is still said')
    .option('--no-color', 'no colours')
    .helpOption('--help', 'print this help')
    .addHelpText('after', EXAMPLES)
    .action((file: string, options: LeakMarksOptions) => run((session) => leakMarks(file, options, session)))
}

/** Inspects one file; returns the exit code. Throws `Stop`. */
export async function leakMarks(
  file: string,
  options: LeakMarksOptions,
  session: Session,
): Promise<ExitCode> {
  const { library, terminal } = session
  for (const path of [options.clean, options.output])
    if (path !== undefined && samePath(path, file))
      throw new Stop(EXIT.wrongUse, {
        where: path,
        what: 'this would overwrite the file that is looked into',
        next: 'give another name, and keep the original',
      })
  const bytes = content(file)
  const output = openOutput(options.output, terminal)
  const page = { width: terminal.columns ?? 100, color: terminal.colour && options.output === undefined }
  try {
    const inspection = await library.inspectMarks(bytes, file)
    const made = options.clean === undefined ? undefined : await library.cleanCopy(bytes, file)
    const cleaned =
      made === undefined || typeof made === 'string' || options.clean === undefined
        ? undefined
        : { file: made, path: options.clean }
    if (cleaned !== undefined) save(cleaned.path, cleaned.file.bytes)
    if (options.format === 'json') await output.write(library.marksJson(inspection, cleaned))
    else {
      await output.write(library.marksText(inspection, page))
      if (cleaned !== undefined)
        await output.write(`\n${library.cleanedText(cleaned.file, cleaned.path, page)}`)
    }
    await output.finish()
    if (typeof made !== 'string') return EXIT.done
    terminal.problem({ where: file, what: 'no cleaned rewrite was made', next: made })
    return EXIT.incomplete
  } finally {
    output.discard()
  }
}

function content(file: string): Uint8Array {
  try {
    const about = statSync(file)
    if (!about.isFile() || about.size > MAX_FILE_BYTES)
      throw new Stop(EXIT.unreadable, {
        where: file,
        what: about.isFile() ? `larger than ${MAX_FILE_BYTES / 1024 / 1024} MB` : 'not a file',
        next: 'give one document, picture, mail or text',
      })
    return readFileSync(file)
  } catch (error) {
    if (error instanceof Stop) throw error
    throw new Stop(EXIT.unreadable, {
      where: file,
      what: systemReason(error),
      next: 'check the path',
      cause: error,
    })
  }
}

/** Never over something that is there: the original may be the only one. */
function save(path: string, bytes: Uint8Array): void {
  let handle: number | undefined
  try {
    handle = openSync(path, 'wx', 0o600)
    for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done)
  } catch (error) {
    if (handle !== undefined) unlinkSync(path)
    throw new Stop(EXIT.wrongUse, {
      where: path,
      what: `the cleaned file cannot be written: ${(error as NodeJS.ErrnoException).code === 'EEXIST' ? 'it is there already' : systemReason(error)}`,
      next: 'give --clean a new name in a folder you can write to',
      cause: error,
    })
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}
