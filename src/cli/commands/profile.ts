/** `counterfoil profile`: how one correspondent writes, told as a person would tell it. */
import { Command, Option } from 'commander'
import { type CommonOptions, checkOutput, withConfig } from '../common-options.ts'
import { openExistingStore } from '../existing-store.ts'
import { EXIT, type ExitCode, Stop } from '../exit.ts'
import { openOutput } from '../output.ts'
import type { Session, Work } from '../session.ts'

const EXAMPLES = `
Counted over the mail that was learned from; held mail is listed and teaches nothing.

Examples:
  counterfoil profile edda@example.org --store mail.counterfoil
  counterfoil profile edda@example.org --store mail.counterfoil --format json
      all numbers, for a program

Exit codes: 0 done · 2 wrong use · 3 no mail of this address · 4 store trouble`

export function profileCommand(run: (work: Work) => void): Command {
  return new Command('profile')
    .summary('tell how one correspondent writes, and what would stand out')
    .description('Tell how one correspondent writes, with the numbers behind it, and what would stand out.')
    .argument('<address>', 'mail address of the correspondent')
    .option('--store <file>', 'the store that scan keeps')
    .addOption(
      new Option('--format <format>', 'form of the results').choices(['text', 'json']).default('text'),
    )
    .option('--output <file>', 'write results to this file instead of standard output')
    .option('--config <file>', 'read settings from this JSON file')
    .option('--quiet', 'no progress and no notes; what goes wrong is still said')
    .option('--no-color', 'no colours')
    .addHelpText('after', EXAMPLES)
    .action((address: string, options: CommonOptions) => run((session) => profile(address, options, session)))
}

/** Shows one profile; returns the exit code. Throws `Stop` and `StoreError`. */
export async function profile(address: string, given: CommonOptions, session: Session): Promise<ExitCode> {
  const { library, terminal } = session
  const options = withConfig(given)
  checkOutput(options, terminal.interactive, [])
  const output = openOutput(options.output, terminal)
  try {
    const store = await openExistingStore(options.store, 'profile', session)
    try {
      const found = await library.profile(address, store)
      const page = { width: terminal.columns ?? 100, color: terminal.colour && options.output === undefined }
      await output.write(
        options.format === 'json' ? library.profileJson(found) : library.profileText(found, page),
      )
      await output.finish()
      return EXIT.done
    } catch (error) {
      if (!(error instanceof library.UnknownCorrespondent)) throw error
      const { message, nearest, mentions } = error
      throw new Stop(EXIT.unreadable, {
        what: mentions > 0 ? `${message} (${mentions})` : message,
        next:
          nearest.length > 0
            ? `the nearest it knows: ${nearest.map((one) => `${one.address} (${one.messages})`).join(', ')}`
            : 'scan mail of this address into the store first',
        cause: error,
      })
    } finally {
      await store.close()
    }
  } finally {
    output.discard()
  }
}
