/** `counterfoil explain`: why each gate, channel and detector spoke about one message, or kept silent. */
import { Command } from 'commander'
import type { Explanation } from '../../model/scan.ts'
import {
  addCommonOptions,
  type CommonOptions,
  checkOutput,
  repeatable,
  STORE_OPTION,
  withConfig,
} from '../common-options.ts'
import { EXIT, type ExitCode, Stop } from '../exit.ts'
import { type OpenedPorts, openPorts, type PortOptions } from '../opened-ports.ts'
import { openOutput } from '../output.ts'
import type { Session, Work } from '../session.ts'

interface ExplainOptions extends CommonOptions {
  readonly history?: readonly string[]
}

const EXAMPLES = `
<message> is a file holding one mail, a Message-ID, or the digest that scan shows (its first characters will do).
Without --store or --history nothing is known of the sender's past, and most checks can only say so.

Examples:
  counterfoil explain 3f9c21ab --store mail.counterfoil
      a message the store holds
  counterfoil explain letter.eml --store mail.counterfoil
      a new mail, against the past the store holds
  counterfoil explain letter.eml --history archive.mbox
      the same without a store: learn from this mail first

Exit codes: 0 done · 1 done, something failed on the way · 2 wrong use · 3 message not found or not readable ·
4 store trouble`

export function explainCommand(run: (work: Work) => void): Command {
  const command = new Command('explain')
    .summary('show what every check saw in one message, and why it did or did not speak')
    .description(
      'Show for one message what every gate, channel and detector saw, and why it did or did not speak.',
    )
    .argument('<message>', 'file, Message-ID or digest')
    .option('--history <path>', 'learn from this mail first (repeatable)', repeatable(readPath))
  return addCommonOptions(command, ['text', 'json'], STORE_OPTION)
    .addHelpText('after', EXAMPLES)
    .action((target: string, options: ExplainOptions) => run((session) => explain(target, options, session)))
}

function readPath(text: string): string {
  if (text === '') throw new Error('takes a path, not an empty text')
  return text
}

/** Explains one message; returns the exit code. Throws `Stop` and `StoreError`. */
export async function explain(target: string, given: ExplainOptions, session: Session): Promise<ExitCode> {
  const { library, terminal } = session
  const options = withConfig(given)
  const inputs = options.history ?? []
  checkOutput(options, terminal.interactive, [target, ...inputs])
  const output = openOutput(options.output, terminal)
  try {
    const ports = await openPorts(options, session)
    try {
      let troubled = false
      if (inputs.length > 0)
        for await (const event of library.scan({
          inputs,
          store: ports.store,
          trustedHosts: options.trustedHosts,
          ...(ports.reader && { reader: ports.reader }),
          ...(ports.resolver && { resolver: ports.resolver }),
        }))
          if (event.kind === 'scan-progress') terminal.progress(event)
          else if (event.kind === 'source-trouble') {
            terminal.trouble(event)
            troubled = true
          }
      terminal.settle()
      const explanation = await explanationOf(target, options, ports, session)
      const page = { width: terminal.columns ?? 100, color: terminal.colour && options.output === undefined }
      await output.write(
        options.format === 'json'
          ? library.explanationJson(explanation)
          : library.explanationText(explanation, page),
      )
      await output.finish()
      return troubled ? EXIT.incomplete : EXIT.done
    } finally {
      await ports.close()
    }
  } finally {
    output.discard()
  }
}

async function explanationOf(
  target: string,
  { trustedHosts, attachments }: Pick<PortOptions, 'trustedHosts' | 'attachments'>,
  { store, resolver }: OpenedPorts,
  { library }: Session,
): Promise<Explanation> {
  try {
    return await library.explain(target, {
      store,
      trustedHosts,
      ...(attachments !== undefined && { attachments }),
      ...(resolver && { resolver }),
    })
  } catch (error) {
    if (!(error instanceof library.ExplainTrouble)) throw error
    throw new Stop(error.code === 'ambiguous' ? EXIT.wrongUse : EXIT.unreadable, {
      what: error.message,
      next: error.next,
      cause: error,
    })
  }
}
