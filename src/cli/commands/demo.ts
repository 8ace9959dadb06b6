/** `counterfoil demo`: makes up a campaign with an operation hidden in it, and shows each verb at work on it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { argument } from '../common-options.ts'
import { CASE_REPORT } from '../demo-case-steps.ts'
import { fillDemoFolder, openDemoFolder, readTruth } from '../demo-folder.ts'
import { type DemoPlace, newPlace } from '../demo-place.ts'
import { DEMO_STEPS } from '../demo-steps.ts'
import { truthText } from '../demo-truth.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { commandLine } from '../interrupt.ts'
import { readCount } from '../option-values.ts'
import type { Session, Work } from '../session.ts'

/** What the program lends this verb: its other verbs. */
export interface Verbs {
  /** `case add` for a verb below another. */
  has(verb: string): boolean
  /** Runs a command line, given without the program's name, to its end. */
  run(args: readonly string[]): Promise<ExitCode>
}

export interface DemoOptions {
  readonly seed: number
  readonly folder: string
  readonly only?: boolean
}

const EXAMPLES = `
Everything in it is made up: people, hosts, newsrooms, papers. Nothing is sent, and nobody is asked.

Examples:
  counterfoil demo
      make a campaign in the folder counterfoil-demo, and see what is found in it
  counterfoil demo --seed 7 --folder seven
      other people, other times, another hidden operation, somebody of the staff, or nothing at all
  counterfoil demo --seed 7 --folder seven --only-files
      just the files, to try for yourself; truth.json tells what is hidden in them

Exit codes: 0 done · 1 done, something failed on the way · 2 wrong use · 130 stopped by Ctrl-C`

const LARGEST_SEED = 999_999_999

export function demoCommand(run: (work: Work) => void, verbs: Verbs): Command {
  return new Command('demo')
    .summary('see all of it at work on a made-up campaign')
    .description(
      'Make up a campaign with a year of mail in six mailboxes, and show on it what each verb does. At the end it says what was hidden.',
    )
    .option(
      '--seed <n>',
      'which campaign',
      argument((text) => readCount(text, 1, LARGEST_SEED)),
      1,
    )
    .option('--folder <folder>', 'write it to this new folder', 'counterfoil-demo')
    .option('--only-files', 'write the campaign and show nothing')
    .option('--quiet', 'no progress and no notes; what goes wrong is still said')
    .option('--no-color', 'no colours')
    .addHelpText('after', EXAMPLES)
    .action(({ seed, folder, onlyFiles }: DemoOptions & { readonly onlyFiles?: boolean }) =>
      run((session) => demo({ seed, folder, ...(onlyFiles && { only: true }) }, verbs, session)),
    )
}

/** Shows the demonstration; returns the exit code. Throws `Stop`. */
export async function demo(
  { seed, folder, only }: DemoOptions,
  verbs: Verbs,
  session: Session,
): Promise<ExitCode> {
  const { library, terminal, env, args } = session
  openDemoFolder(folder)
  const campaign = library.makeCampaign(seed)
  await fillDemoFolder(folder, campaign, library)
  await terminal.write(
    `A made-up campaign was written to ${folder}: ${campaign.mails.toLocaleString('en')} mails of a year in six mailboxes,\nthree newsrooms, what others published, and the answers of every server. All of it is fiction.\n`,
  )
  if (only) return EXIT.done

  const passedOn = ['--no-color', '--quiet'].filter((option) => args.includes(option))
  let exit: ExitCode = EXIT.done
  let place = newPlace(folder, campaign.border)
  for (const { verb, says, args: argsOf, learn } of DEMO_STEPS) {
    if (!verbs.has(verb)) continue
    const line = argsOf(place)
    if (line === undefined) continue
    await terminal.write(`${says === '' ? '' : `\n${says}\n`}\n$ ${commandLine(line, env)}\n\n`)
    const ended = await verbs.run([...line, ...passedOn.filter((option) => !line.includes(option))])
    if (ended === EXIT.interrupted || ended === EXIT.terminated) return ended
    if (ended !== EXIT.done) exit = EXIT.incomplete
    place = learn?.(place, session) ?? place
  }
  await terminal.write(
    `\nWhat was hidden (truth.json, which no step before this one has read)\n\n${truthText(readTruth(folder), place.alerts, library.defang)}\n${endText(place, env)}`,
  )
  return exit
}

/** Where the report lies, and how to open it. */
function endText(place: DemoPlace, env: Session['env']): string {
  const made = place.assertions?.grounded === true && existsSync(join(place.folder, CASE_REPORT))
  const report = join(place.folder, made ? CASE_REPORT : 'report.html')
  const opener = OPENERS[process.platform] ?? 'xdg-open'
  return `${
    made
      ? `The report of the case lies in ${report}.`
      : `No case was made: nothing carries one. The alerts, to be read and asked about, lie in ${report}.`
  } Open it with a browser:\n\n$ ${commandLine([report], env).replace(/^.*?counterfoil/, opener)}\n`
}

/** The command that opens a file with the program for it. */
const OPENERS: Readonly<Record<string, string>> = { darwin: 'open', win32: 'start' }
