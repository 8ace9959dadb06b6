/** `counterfoil scan`: read mail, learn each sender's past, rank every message, show what deserves an alert. */
import { Command, Option } from 'commander'
import type { Budget, ScanSummary } from '../../model/scan.ts'
import {
  addCommonOptions,
  argument,
  type CommonOptions,
  checkOutput,
  STORE_OPTION,
  withConfig,
} from '../common-options.ts'
import { EXIT, type ExitCode, Stop } from '../exit.ts'
import { commandLine, listenForInterrupt } from '../interrupt.ts'
import { type OpenedPorts, openPorts } from '../opened-ports.ts'
import { readBudget, readCount, readTime } from '../option-values.ts'
import { openOutput } from '../output.ts'
import { scanResults } from '../scan-results.ts'
import type { Session, Work } from '../session.ts'

export interface ScanOptions extends CommonOptions {
  readonly budget?: Budget
  readonly since?: number
  readonly until?: number
  readonly all?: boolean
  readonly jobs?: number
  readonly failOn?: 'alert'
  /** False with --no-text-index. */
  readonly textIndex?: boolean
}

const EXAMPLES = `
Inputs are files and folders in any mix: .eml, folders of them, mbox, Maildir, each also as .gz or .zst;
- is standard input. Nothing in the mail is opened or fetched.

Examples:
  counterfoil scan archive.mbox
      the most suspicious mails of an archive, in plain words
  counterfoil scan ~/Maildir --store mail.counterfoil
      keep what was learned; the next scan reads only what is new
  counterfoil scan archive.mbox.zst --format html --output report.html
      a report to pass on, one file that opens offline
  counterfoil scan archive.mbox --since 2024-06-01 --until 2024-06-13 --budget 5
      learn from all of it, rank these thirteen days (UTC), show at most five alerts
  counterfoil scan new/ --store mail.counterfoil --quiet --fail-on alert
      for a script: exit code 10 when there is an alert

Exit codes: 0 done · 1 done, something failed on the way · 2 wrong use · 3 input not readable ·
4 store trouble · 10 alerts found, with --fail-on alert · 130 stopped by Ctrl-C`

export function scanCommand(run: (work: Work) => void): Command {
  const command = new Command('scan')
    .summary('rank the mail that a trusted sender probably did not write')
    .description('Read mail, learn how each sender writes, and show what they probably did not write.')
    .argument('<input...>', 'file or folder of mail, or - for standard input')
    .option(
      '--budget <budget>',
      'alerts you can read: 20, 5/1000 or 2/day (default: the 20 most suspicious, at most 1 in 500)',
      argument(readBudget),
    )
    .option(
      '--since <time>',
      'rank only mail from this date (UTC) or time on; earlier mail is still learned from',
      argument((text) => readTime(text, 'since')),
    )
    .option(
      '--until <time>',
      'rank only mail before this time; a plain date (UTC) counts in full',
      argument((text) => readTime(text, 'until')),
    )
    .option('--all', 'show every message, ranked, not only what is worth a look')
    .option(
      '--jobs <n>',
      'threads that read mail (default: one for each processor)',
      argument((text) => readCount(text, 1, 64)),
    )
    .option(
      '--no-text-index',
      'keep no words of the mail in the store, and take out those it has; hunt then finds no text',
    )
    .addOption(new Option('--fail-on <level>', 'exit with 10 when there is an alert').choices(['alert']))
  return addCommonOptions(command, ['text', 'json', 'ndjson', 'html'], STORE_OPTION)
    .addHelpText('after', EXAMPLES)
    .action((inputs: string[], options: ScanOptions) => run((session) => scan(inputs, options, session)))
}

/** Runs a scan; returns its exit code. Throws `Stop` and `StoreError`. */
export async function scan(
  inputs: readonly string[],
  given: ScanOptions,
  session: Session,
): Promise<ExitCode> {
  const { library, terminal } = session
  const options = withConfig(given)
  const { since, until } = options
  if (since !== undefined && until !== undefined && since >= until)
    throw new Stop(EXIT.wrongUse, {
      what: 'no time lies between --since and --until',
      next: 'give --since an earlier time than --until; both count in UTC unless they name a zone',
    })
  checkOutput(options, terminal.interactive, inputs)

  const output = openOutput(options.output, terminal)
  const interrupt = listenForInterrupt(terminal)
  let ports: OpenedPorts | undefined
  try {
    const isKept = options.store !== undefined && options.store !== ':memory:'
    const index = !isKept ? 'none' : options.textIndex === false ? 'values' : 'all'
    ports = await openPorts({ ...options, index }, session)
    if (index === 'values') await ports.store.forgetWords()
    const results = scanResults(options, output, session, ports.store, inputs)
    let summary: ScanSummary | undefined
    for await (const event of library.scan({
      inputs,
      store: ports.store,
      ...(ports.reader && { reader: ports.reader }),
      ...(ports.resolver && { resolver: ports.resolver }),
      trustedHosts: options.trustedHosts,
      ...(options.budget && { budget: options.budget }),
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...(options.all && { all: true }),
      index,
      signal: interrupt.signal,
      clock: session.clock,
    })) {
      if (event.kind === 'scan-progress') terminal.progress(event)
      else if (event.kind === 'source-trouble') terminal.trouble(event)
      else if (event.kind === 'scanned-message') {
        interrupt.signal.throwIfAborted()
        await results.message(event)
      } else summary = event
    }
    interrupt.signal.throwIfAborted()
    if (!summary) throw new Error('the scan ended without a summary')
    terminal.settle()
    const { met } = summary.messages
    const { trouble } = summary.coverage
    if (met === 0 && trouble.length > 0) {
      terminal.problem({ what: 'no mail could be read, so there are no results' })
      return EXIT.unreadable
    }
    await results.end(summary)
    await output.finish()
    sayWhatWasKept(options, summary, session)
    if (options.failOn === 'alert' && summary.verdicts.alert > 0) return EXIT.alerts
    return trouble.length > 0 ? EXIT.incomplete : EXIT.done
  } catch (error) {
    terminal.settle()
    const stopped = wasInterrupted(error) ? interrupt.exit() : undefined
    if (stopped === undefined) throw error
    await sayHowToResume(options, session, ports)
    return stopped
  } finally {
    output.discard()
    interrupt.release()
    await ports?.close()
  }
}

function sayWhatWasKept(
  { store, format, all }: ScanOptions,
  summary: ScanSummary,
  { terminal }: Session,
): void {
  const { review } = summary.verdicts
  if (format === 'text' && !all && review > 0)
    terminal.note(`${review} more may be worth a look; --all or --format html shows them`)
  if (store === undefined || store === ':memory:')
    terminal.note('what was learned was not kept; with --store FILE a later scan reads only what is new')
}

function wasInterrupted(error: unknown): boolean {
  const { kind, name } = error as { kind?: unknown; name?: unknown }
  return kind === 'scan-interrupted' || name === 'AbortError'
}

async function sayHowToResume(
  { store }: ScanOptions,
  { terminal, args, env }: Session,
  ports: OpenedPorts | undefined,
): Promise<void> {
  const again = commandLine(args, env)
  if (ports === undefined || store === undefined || store === ':memory:')
    terminal.problem({
      what: 'stopped before the end; nothing was kept',
      next: `start again with a store, then a stopped scan can go on: ${again} --store mail.counterfoil`,
    })
  else {
    const { messages } = await ports.store.counts()
    terminal.problem({
      where: store,
      what: `stopped before the end; this store keeps ${messages.toLocaleString('en')} messages`,
      next: `go on where it stopped with: ${again}`,
    })
  }
}
