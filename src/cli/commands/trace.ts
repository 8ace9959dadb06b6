/** `counterfoil trace`: where a link leads, hop by hop, and what each hop is for. */
import { Command } from 'commander'
import type { TraceReport } from '../../model/trace.ts'
import {
  addCommonOptions,
  argument,
  type CommonOptions,
  checkOutput,
  STORE_OPTION,
  withConfig,
} from '../common-options.ts'
import { openExistingStore } from '../existing-store.ts'
import { EXIT, type ExitCode, Stop } from '../exit.ts'
import { readCount } from '../option-values.ts'
import { openOutput } from '../output.ts'
import type { Session, Work } from '../session.ts'

interface TraceCommandOptions extends CommonOptions {
  readonly link?: number
  readonly all?: boolean
}

const EXAMPLES = `
<target> is a URL (defanged spellings will do), a file holding one mail, FILE#OFFSET, or with --store the digest or
Message-ID of a mail.

Examples:
  counterfoil trace 'hxxps://news[.]example/a?b=c'
      one link, as far as its own text tells; nothing is asked
  counterfoil trace letter.eml
      every link of a mail, the most interesting first
  counterfoil trace 3f9c21ab --store mail.counterfoil --link 2
      the second of them, against what was linked before this mail

Exit codes: 0 done · 1 done, something failed on the way · 2 wrong use · 3 mail not found or not readable ·
4 store trouble · 130 stopped by Ctrl-C`

export function traceCommand(run: (work: Work) => void): Command {
  const command = new Command('trace')
    .summary('show where a link leads, hop by hop, and what each hop is for')
    .description(
      'Show where a link, or every link of a mail, leads: hop by hop, with the role of each hop and why it has it.',
    )
    .argument('<target>', 'URL, mail file, or digest of a mail')
    .option(
      '--link <n>',
      'only this link of the mail, by the number trace shows',
      argument((text) => readCount(text, 1, 100_000)),
    )
    .option('--all', 'addresses that load without a click (pictures and the like), too')
  return addCommonOptions(command, ['text', 'json', 'ndjson', 'html'], STORE_OPTION)
    .addHelpText('after', EXAMPLES)
    .action((target: string, options: TraceCommandOptions) =>
      run((session) => trace(target, options, session)),
    )
}

/** Traces one target; returns the exit code. Throws `Stop` and `StoreError`. */
export async function trace(target: string, given: TraceCommandOptions, session: Session): Promise<ExitCode> {
  const { library, terminal } = session
  const options = withConfig(given)
  checkOutput(options, terminal.interactive, [target])
  const output = openOutput(options.output, terminal)
  const store =
    options.store === undefined ? undefined : await openExistingStore(options.store, 'trace', session)
  try {
    const report = await library
      .trace(target, {
        ...(store && { store }),
        trustedHosts: options.trustedHosts,
        ...(options.attachments !== undefined && { attachments: options.attachments }),
        ...(options.link !== undefined && { only: [options.link] }),
        ...(options.all && { all: true }),
      })
      .catch((error: unknown) => {
        throw asStop(error, session)
      })
    await output.write(rendered(report, options, session))
    await output.finish()
    return EXIT.done
  } finally {
    output.discard()
    await store?.close()
  }
}

function rendered(
  report: TraceReport,
  { format, output }: CommonOptions,
  { library, terminal }: Session,
): string {
  switch (format) {
    case 'json':
      return library.traceJson(report)
    case 'ndjson':
      return library.traceNdjson(report)
    default:
      return library.traceText(report, {
        width: terminal.columns ?? 100,
        color: terminal.colour && output === undefined,
      })
  }
}

function asStop(error: unknown, { library }: Session): unknown {
  if (!(error instanceof library.ExplainTrouble)) return error
  return new Stop(error.code === 'ambiguous' ? EXIT.wrongUse : EXIT.unreadable, {
    what: error.message,
    next: error.next,
    cause: error,
  })
}
