/** What a command is given: the library, the terminal, and the command line it came from. */
import type { ExitCode } from './exit.ts'
import type { Library } from './library.ts'
import type { Terminal } from './terminal.ts'

export interface Session {
  readonly library: Library
  readonly terminal: Terminal
  /** As typed, without the program's name. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds since the epoch. */
  readonly clock: () => number
}

/** A command ready to run, as parsed from the command line. */
export type Work = (session: Session) => Promise<ExitCode>
