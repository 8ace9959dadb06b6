/** Ctrl-C and SIGTERM: once to stop in good order, twice to stop at once. */
import { EXIT, type ExitCode } from './exit.ts'
import type { Terminal } from './terminal.ts'

export interface Interrupt {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal
  /** Exit code owed to the signal that came, if one came. */
  readonly exit: () => ExitCode | undefined
  /** Gives the signals back to Node. */
  release(): void
}

export function listenForInterrupt(
  terminal: Terminal,
  stopping: string = 'stopping after the messages at hand',
): Interrupt {
  const controller = new AbortController()
  let owed: ExitCode | undefined
  const on = (signal: 'SIGINT' | 'SIGTERM'): void => {
    const code = signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated
    // Temporary output goes in its own exit hook; the store is safe at any moment, as every write is a transaction.
    if (owed !== undefined) process.exit(code)
    owed = code
    terminal.note(`${stopping}; Ctrl-C again stops at once`)
    controller.abort()
  }
  process.on('SIGINT', on)
  process.on('SIGTERM', on)
  return {
    signal: controller.signal,
    exit: () => owed,
    release() {
      process.off('SIGINT', on)
      process.off('SIGTERM', on)
    },
  }
}

/** The command line again, quoted for a POSIX shell, as the person can type it. */
export function commandLine(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string {
  return [programName(env), ...args.map(shellQuote)].join(' ')
}

/** The program as it was called. */
export function programName(env: Readonly<Record<string, string | undefined>>): string {
  return env.npm_lifecycle_event === 'npx' ? 'npx counterfoil' : 'counterfoil'
}

/** One option with each of its values, quoted for a POSIX shell. */
export function quotedOptions(name: string, values: readonly string[]): string {
  return values.map((value) => `${name} ${shellQuote(value)}`).join(' ')
}

function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
