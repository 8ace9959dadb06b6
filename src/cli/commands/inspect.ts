/** `counterfoil inspect`: the mail as it was read, with byte ranges and no opinion. */
import { Command } from 'commander'
import { addCommonOptions, argument, type CommonOptions, checkOutput, withConfig } from '../common-options.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { openResolver } from '../opened-ports.ts'
import { readCount } from '../option-values.ts'
import { openOutput } from '../output.ts'
import type { Session, Work } from '../session.ts'

interface InspectOptions extends CommonOptions {
  readonly limit: number
}

const EXAMPLES = `
Examples:
  counterfoil inspect letter.eml
  counterfoil inspect archive.mbox --limit 3
      the first three messages of an archive
  counterfoil inspect archive.mbox#123456
      the message at this byte offset, as scan names it
  counterfoil inspect letter.eml --format json
      a JSON document for each message

Exit codes: 0 done · 1 done, something failed on the way · 2 wrong use · 3 input not readable`

export function inspectCommand(run: (work: Work) => void): Command {
  const command = new Command('inspect')
    .summary('show a mail as read: parts, header, authentication, links')
    .description('Show the parts of a mail with their byte ranges, its header, authentication and links.')
    .argument('<file>', 'file of mail, or - for standard input')
    .option(
      '--limit <n>',
      'messages shown of a file that holds several',
      argument((text) => readCount(text, 1, 1_000_000)),
      10,
    )
  return addCommonOptions(command, ['text', 'json'])
    .addHelpText('after', EXAMPLES)
    .action((file: string, options: InspectOptions) => run((session) => inspect(file, options, session)))
}

/** Shows one file; returns the exit code. Throws `Stop`. */
export async function inspect(file: string, given: InspectOptions, session: Session): Promise<ExitCode> {
  const { library, terminal } = session
  const options = withConfig(given)
  checkOutput(options, terminal.interactive, [file])
  const output = openOutput(options.output, terminal)
  try {
    const resolver = await openResolver(options, session)
    const page = { width: terminal.columns ?? 100, color: terminal.colour && options.output === undefined }
    let shown = 0
    let troubled = false
    let more = false
    // One more than shown is asked for, to be able to say that there is more.
    for await (const item of library.inspectFile(file, {
      trustedHosts: options.trustedHosts,
      limit: options.limit + 1,
      ...(options.attachments !== undefined && { attachments: options.attachments }),
      ...(resolver && { resolver }),
    }))
      if (item.kind === 'source-trouble') {
        terminal.trouble(item)
        troubled = true
      } else if (shown === options.limit) more = true
      else {
        if (shown > 0 && options.format === 'text') await output.write('\n')
        await output.write(
          options.format === 'json' ? library.inspectionJson(item) : library.inspectionText(item, page),
        )
        shown++
      }
    terminal.settle()
    if (shown === 0) return EXIT.unreadable
    await output.finish()
    if (more) terminal.note(`the file holds more messages; --limit shows more of them than ${shown}`)
    return troubled ? EXIT.incomplete : EXIT.done
  } finally {
    output.discard()
  }
}
