/**
 * The output contract. Results go to stdout (or to --output), everything said about the work goes to stderr.
 * Colour and width only where a person looks; plain when piped, with NO_COLOR, --no-color or TERM=dumb.
 * Messages start in lower case with `counterfoil:`, the next line says what to do.
 */
import { relative, sep } from 'node:path'
import type { ScanProgress } from '../model/scan.ts'
import type { SourceTrouble } from '../model/source.ts'
import { createProgress } from './progress.ts'

/** Lines of one kind of trouble shown in full: a folder of 100,000 pictures must not bury the rest. */
const TROUBLE_LINES = 10

export interface Terminal {
  /** Results may be coloured. */
  readonly colour: boolean
  /** Columns to lay results out in; undefined when they are not for a terminal. */
  readonly columns: number | undefined
  /** True when a person looks at stdout. */
  readonly interactive: boolean
  /** Writes results to stdout. Rejects with the system's error: EPIPE when nobody reads any more. */
  write(text: string): Promise<void>
  /** Something good to know; silent with --quiet. */
  note(text: string): void
  /** Text to be read before the work goes on, as the library sets it; shown on stderr even with --quiet. */
  show(text: string): void
  /** Something wrong; said even with --quiet. */
  problem(problem: { where?: string | undefined; what: string; next?: string | undefined }): void
  /** Like `problem`, for inputs; goes quiet when one kind repeats. */
  trouble(trouble: SourceTrouble): void
  progress(progress: ScanProgress): void
  /** Ends the progress display and says how much trouble was not shown. */
  settle(): void
}

export interface Streams {
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds that never run backwards. */
  readonly now: () => number
}

export interface TerminalOptions {
  readonly quiet?: boolean
  /** False with --no-color. */
  readonly colour?: boolean
}

/** Streams that have their listener: one verb can run others on the same streams, and Node warns of the eleventh. */
const heard = new WeakSet<NodeJS.WriteStream>()

export function openTerminal(streams: Streams, options: TerminalOptions = {}): Terminal {
  const { stdout, stderr, env } = streams
  const quiet = options.quiet === true
  const plain = options.colour === false || env.TERM === 'dumb' || (env.NO_COLOR ?? '') !== ''
  // Each write reports its own error; without a listener Node would end the process on the first.
  // one verb can run others, on the same streams
  for (const stream of [stdout, stderr])
    if (!heard.has(stream)) {
      stream.on('error', () => {})
      heard.add(stream)
    }
  const bar = createProgress(
    {
      isTTY: stderr.isTTY === true && env.TERM !== 'dumb',
      get columns() {
        return stderr.columns || 80
      },
      write: (text) => stderr.write(text),
    },
    streams.now,
  )
  const say = (text: string): void => {
    bar.clear()
    stderr.write(`${text}\n`)
  }
  const told = new Map<SourceTrouble['code'], number>()

  const terminal: Terminal = {
    colour: stdout.isTTY === true && !plain,
    columns: stdout.isTTY === true ? stdout.columns || 80 : undefined,
    interactive: stdout.isTTY === true,
    write(text) {
      if (stdout.isTTY) bar.clear()
      return new Promise((resolve, reject) =>
        stdout.write(text, (error) => (error ? reject(error) : resolve())),
      )
    },
    note(text) {
      if (!quiet) say(`counterfoil: ${visible(text)}`)
    },
    show(text) {
      say(text.trimEnd())
    },
    problem({ where, what, next }) {
      const place = where === undefined ? '' : `${visible(shortPath(where))}: `
      say(`counterfoil: ${place}${visible(what)}${next ? `\n  what to do: ${visible(next)}` : ''}`)
    },
    trouble({ code, file, item, offset, detail, next }) {
      const count = (told.get(code) ?? 0) + 1
      told.set(code, count)
      if (count > TROUBLE_LINES) return
      const place = item === undefined ? file : `${file}#${item}`
      const where = offset === undefined ? place : `${place}, byte ${offset}`
      terminal.problem({ where, what: detail, next })
    },
    progress(progress) {
      if (!quiet) bar.update(progress)
    },
    settle() {
      bar.clear()
      for (const [code, count] of told)
        if (count > TROUBLE_LINES)
          say(
            `counterfoil: ${count - TROUBLE_LINES} more of this kind (${code}) were not shown; the results list all`,
          )
      told.clear()
    },
  }
  return terminal
}

/** As the person would type it from here. */
export function shortPath(path: string): string {
  const near = relative(process.cwd(), path)
  return path === '-' || near === '' || near.startsWith(`..${sep}`) || near === '..' ? path : near
}

/** Operator messages quote file names, and a file name can carry escape sequences or hide itself (bidi, zero width). */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu,
    (character) => `⟨U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`,
  )
}
