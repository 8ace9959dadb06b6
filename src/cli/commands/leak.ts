/** `counterfoil leak`: from leaked files to documents, versions, holders, and the mailbox that explains them best. */
import { Command, Option } from 'commander'
import type { LeakTrace } from '../../model/leak-trace.ts'
import type { Store } from '../../model/ports.ts'
import { argument, type CommonOptions, checkOutput, repeatable, withConfig } from '../common-options.ts'
import { openExistingStore } from '../existing-store.ts'
import { EXIT, type ExitCode, Stop } from '../exit.ts'
import { listenForInterrupt } from '../interrupt.ts'
import { readTime } from '../option-values.ts'
import { openOutput } from '../output.ts'
import type { Session, Work } from '../session.ts'

interface TraceOptions extends CommonOptions {
  readonly until?: number
  readonly without?: readonly string[]
  readonly also?: readonly string[]
}

interface RegisterOptions extends CommonOptions {
  readonly holder: string
  readonly from?: number
  readonly until?: number
  readonly deleted?: number
}

const TRACE_EXAMPLES = `
Files may be mail (.eml, .mbox, .msg, .pst), documents, pictures of pages, and plain text: pasted text, or what OCR
made of a scan. Counterfoil runs no other program; make text of a scan before, for example with
  tesseract page.png page            (gives page.txt)
  tesseract page.png page hocr       (gives page.hocr)
and leave it beside the scan: both are read as one. Without it pages are compared by how they look, which finds the
document a straight scan was made from, but not its version.
The first trace reads the mail of the store once more, for fingerprints; later ones read only what is new.

Examples:
  counterfoil leak trace leaked/ --store mail.counterfoil
      everything in a folder as one leak
  counterfoil leak trace memo.pdf excerpt.txt --until 2024-08-10 --store mail.counterfoil
      holdings after that day do not count
  counterfoil leak trace leaked/ --store board.counterfoil --also office.counterfoil
      mail of two houses or mailboxes, scanned apart
  counterfoil leak trace leaked/ --store mail.counterfoil --format json
      all numbers, for a program

Exit codes: 0 done · 1 done, something failed on the way · 2 wrong use · 3 nothing readable · 4 store trouble ·
130 stopped by Ctrl-C`

const REGISTER_EXAMPLES = `
Examples:
  counterfoil leak register dossier.pdf --holder shared-drive --from 2024-02-23 --store mail.counterfoil
  counterfoil leak register print.pdf --holder dov@quillmere.example --from 2024-03-01 --until 2024-04-01 --store mail.counterfoil
  counterfoil leak register memo.pdf --holder dov@quillmere.example --deleted 2024-05-01 --store mail.counterfoil
      by that day dov had no copy any more, not in mail either
  counterfoil leak register scan.pdf --holder archive --from 2024-01-01 --store mail.counterfoil
      its text comes from scan.txt or scan.hocr when that lies beside it

Exit codes: 0 done · 1 done, something failed on the way · 2 wrong use · 3 nothing readable · 4 store trouble`

/** `counterfoil leak trace`. */
export function leakTraceCommand(run: (work: Work) => void): Command {
  return common(
    new Command('trace')
      .description(
        'Trace leaked files: which document, which version, who held it, which mailbox explains all.',
      )
      .argument('<files...>', 'leaked files or folders of them')
      .option(
        '--until <time>',
        'the leak was in other hands by then; holdings after it do not count (default: now)',
        argument((text) => readTime(text, 'until')),
      )
      .option(
        '--without <address>',
        'this holder cannot be the source (repeatable)',
        repeatable((text) => text.toLowerCase()),
      )
      .option(
        '--also <store>',
        'search this store as well; what several hold counts once (repeatable)',
        repeatable((text) => text),
      ),
    ['text', 'json', 'html'],
  )
    .addHelpText('after', TRACE_EXAMPLES)
    .action((files: readonly string[], options: TraceOptions) =>
      run((session) => trace(files, options, session)),
    )
}

/** `counterfoil leak register`. */
export function leakRegisterCommand(run: (work: Work) => void): Command {
  return common(
    new Command('register')
      .description('Add files that were held outside mail: on a drive, on paper.')
      .argument('<files...>', 'files')
      .requiredOption('--holder <address>', 'who held them: an address, or a name for the place')
      .option(
        '--from <time>',
        'held from then on',
        argument((text) => readTime(text, 'since')),
      )
      .option(
        '--until <time>',
        'this copy was not held any more after it',
        argument((text) => readTime(text, 'until')),
      )
      .option(
        '--deleted <time>',
        'by then the holder had no copy any more, not even by mail',
        argument((text) => readTime(text, 'until')),
      ),
    ['text', 'json'],
  )
    .addHelpText('after', REGISTER_EXAMPLES)
    .action((files: readonly string[], options: RegisterOptions) =>
      run((session) => register(files, options, session)),
    )
}

function common(command: Command, formats: readonly string[]): Command {
  return command
    .option('--store <file>', 'the store that scan keeps')
    .addOption(new Option('--format <format>', 'form of the results').choices(formats).default('text'))
    .option('--output <file>', 'write results to this file instead of standard output')
    .option('--config <file>', 'read settings from this JSON file')
    .option('--quiet', 'no progress and no notes; what goes wrong is still said')
    .option('--no-color', 'no colours')
}

/** Traces leaked files; returns the exit code. Throws `Stop` and `StoreError`. */
export async function trace(
  files: readonly string[],
  given: TraceOptions,
  session: Session,
): Promise<ExitCode> {
  const { library, terminal, clock } = session
  const options = withConfig(given)
  checkOutput(options, terminal.interactive, files)
  const output = openOutput(options.output, terminal)
  const interrupt = listenForInterrupt(terminal)
  try {
    const stores = [await openExistingStore(options.store, 'leak trace', session)]
    try {
      for (const other of options.also ?? [])
        stores.push(await openExistingStore(other, 'leak trace', session))
      const [store, ...also] = stores as [Store, ...Store[]]
      let found: LeakTrace | undefined
      let failed = false
      for await (const item of library.leakTrace({
        inputs: files,
        store,
        also,
        until: options.until ?? clock(),
        ...(options.without && { without: options.without }),
        signal: interrupt.signal,
      }))
        if (item.kind === 'leak-progress') {
          if (item.read === item.of) terminal.note(`${item.of} mails were read for tracing`)
        } else if (item.kind === 'source-trouble') {
          failed = true
          terminal.trouble(item)
        } else found = item
      if (found === undefined)
        throw new Stop(EXIT.unreadable, {
          what: 'no leaked file could be read',
          next: 'name files or folders that can be opened',
        })
      const page = { width: terminal.columns ?? 100, color: terminal.colour && options.output === undefined }
      await output.write(
        options.format === 'json'
          ? library.leakJson(found)
          : options.format === 'html'
            ? library.leakHtml(found)
            : library.leakText(found, page),
      )
      await output.finish()
      return failed ? EXIT.incomplete : EXIT.done
    } finally {
      for (const each of stores) await each.close()
    }
  } catch (error) {
    terminal.settle()
    const stopped = (error as { name?: unknown }).name === 'AbortError' ? interrupt.exit() : undefined
    if (stopped === undefined) throw error
    terminal.problem({
      what: 'stopped before the end; there are no results, and mail that was read stays read',
    })
    return stopped
  } finally {
    output.discard()
    interrupt.release()
  }
}

/** Registers files held outside mail; returns the exit code. Throws `Stop` and `StoreError`. */
export async function register(
  files: readonly string[],
  given: RegisterOptions,
  session: Session,
): Promise<ExitCode> {
  const { library, terminal } = session
  const options = withConfig(given)
  checkOutput(options, terminal.interactive, files)
  if (options.from === undefined && options.deleted === undefined)
    throw new Stop(EXIT.wrongUse, {
      what: 'leak register needs a time',
      next: 'add --from TIME, when they were held first, or --deleted TIME, when the last copy was gone',
    })
  for (const [name, end] of [
    ['--until', options.until],
    ['--deleted', options.deleted],
  ] as const)
    if (end !== undefined && options.from !== undefined && end <= options.from)
      throw new Stop(EXIT.wrongUse, { what: `${name} lies before --from`, next: 'check the two times' })
  const output = openOutput(options.output, terminal)
  try {
    const store = await openExistingStore(options.store, 'leak register', session)
    try {
      const page = { width: terminal.columns ?? 100, color: terminal.colour && options.output === undefined }
      let [done, failed, unread] = [0, 0, 0]
      for await (const item of library.leakRegister({
        files,
        store,
        holder: options.holder,
        ...(options.from !== undefined && { from: options.from }),
        ...(options.until !== undefined && { until: options.until }),
        ...(options.deleted !== undefined && { deleted: options.deleted }),
      }))
        if (item.kind === 'source-trouble') {
          failed++
          terminal.trouble(item)
        } else {
          done++
          if (item.letters === 0 && item.issues.length > 0) unread++
          await output.write(
            options.format === 'json' ? library.registeredJson(item) : library.registeredText(item, page),
          )
        }
      await output.finish()
      return done === 0 ? EXIT.unreadable : failed + unread > 0 ? EXIT.incomplete : EXIT.done
    } finally {
      await store.close()
    }
  } finally {
    output.discard()
  }
}
