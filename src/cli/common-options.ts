/** Options that mean the same everywhere (design §8), and how the command line and the configuration combine. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { readConfig } from './config.ts'
import { EXIT, Stop } from './exit.ts'
import { readHost } from './option-values.ts'
import { samePath } from './output.ts'

export interface CommonOptions {
  readonly config?: string
  readonly store?: string
  readonly zone?: string
  readonly live?: boolean
  readonly attachments?: 'all' | 'documents' | 'none'
  readonly trustHost?: readonly string[]
  readonly format: string
  readonly output?: string
  readonly quiet?: boolean
}

/** A reader of option values as commander wants it: what it throws is shown after the option's name. */
export function argument<T>(read: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return read(text)
    } catch (error) {
      throw new InvalidArgumentError(`It ${(error as Error).message}`)
    }
  }
}

/** Collects a repeatable option. */
export function repeatable<T>(
  read: (text: string) => T,
): (text: string, earlier: readonly T[] | undefined) => T[] {
  const one = argument(read)
  return (text, earlier = []) => [...earlier, one(text)]
}

export const STORE_OPTION: readonly [flags: string, description: string] = [
  '--store <file>',
  'keep what was learned in this file, and go on from what it holds',
]

/** Adds the options every verb over mail has; the last ones in its help. */
export function addCommonOptions(
  command: Command,
  formats: readonly [string, ...string[]],
  ...more: readonly (readonly [flags: string, description: string])[]
): Command {
  for (const [flags, description] of more) command.option(flags, description)
  return command
    .addOption(new Option('--format <format>', 'form of the results').choices(formats).default(formats[0]))
    .option('--output <file>', 'write results to this file instead of standard output')
    .addOption(
      new Option(
        '--trust-host <host>',
        'believe the authentication results of this mail host (repeatable)',
      ).argParser(repeatable(readHost)),
    )
    .addOption(
      new Option(
        '--attachments <depth>',
        'look into all attachments, into documents but not pictures, or into none',
      )
        .choices(['all', 'documents', 'none'])
        .default('all'),
    )
    .option('--zone <file>', 'answer DNS questions from this recorded zone')
    .option('--live', 'ask the network’s DNS too; without it no question leaves this machine')
    .option('--config <file>', 'read settings from this JSON file')
    .option('--quiet', 'no progress and no notes; what goes wrong is still said')
    .option('--no-color', 'no colours')
}

/** The command line over the configuration over the defaults. Throws `Stop` for a configuration that is wrong. */
export function withConfig<T extends CommonOptions>(
  options: T,
): T & { readonly trustedHosts: readonly string[] } {
  if (options.config === undefined) return { ...options, trustedHosts: options.trustHost ?? [] }
  const { trustedHosts = [], ...config } = readConfig(options.config)
  return {
    ...config,
    ...options,
    trustedHosts: [...new Set([...(options.trustHost ?? []), ...trustedHosts])],
  }
}

/** Refuses a page of markup on a screen, and an --output that would overwrite what is read. Throws `Stop`. */
export function checkOutput(options: CommonOptions, interactive: boolean, inputs: readonly string[]): void {
  if (options.format === 'html' && options.output === undefined && interactive)
    throw new Stop(EXIT.wrongUse, {
      what: 'an HTML report is not readable on a terminal',
      next: 'add --output report.html and open that file in a browser',
    })
  const output = options.output
  if (output === undefined) return
  for (const path of [...inputs, options.store, options.config, options.zone])
    if (path !== undefined && samePath(path, output))
      throw new Stop(EXIT.wrongUse, {
        where: output,
        what: 'the results would overwrite a file this command reads',
        next: 'give --output another name',
      })
}
