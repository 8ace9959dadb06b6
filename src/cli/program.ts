/** The command line as a whole: parses it, runs one command, and turns whatever happens into an exit code. */
import { existsSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { StoreError } from '../model/ports.ts'
import { caseCommand } from './commands/case.ts'
import { demoCommand } from './commands/demo.ts'
import { doctorCommand } from './commands/doctor.ts'
import { explainCommand } from './commands/explain.ts'
import { huntCommand } from './commands/hunt.ts'
import { inspectCommand } from './commands/inspect.ts'
import { leakRegisterCommand, leakTraceCommand } from './commands/leak.ts'
import { leakMarkCommands } from './commands/leak-mark.ts'
import { leakMarksCommand } from './commands/leak-marks.ts'
import { profileCommand } from './commands/profile.ts'
import { reviewCommand } from './commands/review.ts'
import { scanCommand } from './commands/scan.ts'
import { traceCommand } from './commands/trace.ts'
import { verifyCommand } from './commands/verify.ts'
import { EXIT, type ExitCode, Stop, systemReason } from './exit.ts'
import { commandLine } from './interrupt.ts'
import type { Library } from './library.ts'
import type { Work } from './session.ts'
import { openTerminal, type Streams, type Terminal, type TerminalOptions, visible } from './terminal.ts'
import { programVersion } from './version.ts'

export interface ProgramInput {
  /** As typed, without the program's name. */
  readonly args: readonly string[]
  readonly streams: Streams
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  readonly loadLibrary: () => Promise<Library>
}

/** Runs one command line to its end. Never rejects: what went wrong is on stderr and in the exit code. */
export async function runProgram({ args, streams, clock, loadLibrary }: ProgramInput): Promise<ExitCode> {
  const terminal = openTerminal(streams, terminalOptions(args))
  let work: Work | undefined
  try {
    const runVerb = (verbArgs: readonly string[]): Promise<ExitCode> =>
      runProgram({ args: verbArgs, streams, clock, loadLibrary })
    const choose = (chosen: Work): void => {
      work = chosen
    }
    await program(args, terminal, streams, choose, runVerb).parseAsync(args, { from: 'user' })
    if (!work) return EXIT.wrongUse
    return await work({ library: await loadLibrary(), terminal, args, env: streams.env, clock })
  } catch (error) {
    terminal.settle()
    return exitFor(error, terminal)
  }
}

/** Needed before the command line is parsed, as errors in it are already printed by these rules. */
function terminalOptions(args: readonly string[]): TerminalOptions {
  const end = args.indexOf('--')
  const options = end < 0 ? args : args.slice(0, end)
  return { quiet: options.includes('--quiet'), colour: !options.includes('--no-color') }
}

function program(
  args: readonly string[],
  terminal: Terminal,
  { stdout, stderr }: Streams,
  run: (work: Work) => void,
  runVerb: (args: readonly string[]) => Promise<ExitCode>,
): Command {
  const width = (stream: NodeJS.WriteStream): number =>
    stream.isTTY ? Math.min(stream.columns || 80, 110) : 110
  const root = new Command('counterfoil')
    .description(
      'Finds mail from a trusted, authenticated account that its owner did not write, and shows the evidence.',
    )
    .version(programVersion(), '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .addHelpText(
      'after',
      '\nExample:\n  counterfoil scan archive.mbox\n\nEach verb has its own help: counterfoil scan --help',
    )
  /** `scan`, or `case add` for a verb below another. */
  const hasVerb = (verb: string): boolean => {
    let found: Command | undefined = root
    for (const name of verb.split(' ')) found = found?.commands.find((command) => command.name() === name)
    return found !== undefined
  }
  for (const command of [
    scanCommand,
    inspectCommand,
    explainCommand,
    traceCommand,
    profileCommand,
    huntCommand,
    reviewCommand,
    verifyCommand,
    caseCommand,
    doctorCommand,
    (chosen: (work: Work) => void) => demoCommand(chosen, { has: hasVerb, run: runVerb }),
  ]) {
    root.addCommand(command(run).helpOption('--help', 'print this help'))
  }
  // The verb has sub-commands of its own; more are added here.
  const leak = new Command('leak')
    .summary('trace a leaked document, or protect the source of one')
    .description('Trace a leaked document, or protect the source of one.')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .addCommand(leakTraceCommand(run).helpOption('--help', 'print this help'))
    .addCommand(leakRegisterCommand(run).helpOption('--help', 'print this help'))
    .addCommand(leakMarksCommand(run))
  for (const part of leakMarkCommands(run)) leak.addCommand(part)
  root.addCommand(leak)
  for (const command of [root, ...root.commands, ...root.commands.flatMap((one) => one.commands)])
    command
      .exitOverride()
      .allowExcessArguments(false)
      .showSuggestionAfterError()
      .configureOutput({
        writeOut: (text) => stdout.write(text),
        writeErr: (text) => stderr.write(text),
        getOutHelpWidth: () => width(stdout),
        getErrHelpWidth: () => width(stderr),
        outputError: (text) => sayWrongUse(text, command, args, terminal),
      })
  return root
}

/** Commander's own words for wrong use, in our form and with a way out. */
function sayWrongUse(text: string, command: Command, args: readonly string[], terminal: Terminal): void {
  const [first = '', ...rest] = text.trim().split('\n')
  const what = [first.replace(/^error: /, ''), ...rest].join(' ')
  const verb = verbOf(command)
  const target = args.find((argument) => !argument.startsWith('-'))
  const isUnknownVerb = !command.parent && target !== undefined && existsSync(target)
  terminal.problem({
    what,
    next: isUnknownVerb
      ? `to scan it: ${commandLine(['scan', target], {})}`
      : `${verb} --help shows what it takes`,
  })
}

function verbOf(command: Command): string {
  return command.parent ? `${verbOf(command.parent)} ${command.name()}` : command.name()
}

function exitFor(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError)
    // Asked for help or version is done; help shown because nothing was asked is wrong use.
    return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse
  if (error instanceof Stop) {
    terminal.problem({ where: error.where, what: error.message, next: error.next })
    return error.exit
  }
  if (error instanceof StoreError) {
    // Its message names the store already.
    terminal.problem({ what: error.message, next: error.next })
    return EXIT.storeTrouble
  }
  const { code, syscall } = error as NodeJS.ErrnoException
  // Who reads our results has read enough (`| head`): nothing is wrong.
  if (code === 'EPIPE') return EXIT.done
  if (code !== undefined && syscall === 'write') {
    terminal.problem({
      what: `the results could not be written: ${systemReason(error)}`,
      next: 'make room, and run the same again',
    })
    return EXIT.incomplete
  }
  terminal.problem({
    what: `this is a bug in counterfoil: ${error instanceof Error ? error.message : String(error)}`,
    next: 'report it with the lines below; they hold no mail, but look them over for file names',
  })
  if (error instanceof Error && error.stack)
    for (const line of error.stack.split('\n').slice(1)) terminal.problem({ what: visible(line.trim()) })
  return EXIT.incomplete
}
