/**
 * Sessions at the command line as text that can be read and run:
 *
 *   # Prose stands before a command, each line after a hash sign.
 *   $ counterfoil scan letter.eml
 *   lines of standard output, where [..] stands for anything in a line
 *   [...]
 *   the line above stands for any number of lines
 *   stderr> lines of standard error
 *   exit 3
 *
 *   -- letter.eml --
 *   content of a file that lies in the folder of the session
 *
 * Without an exit line the command must end with 0. The commands run in a POSIX shell. An output line that looks
 * like one of the marks above stands behind a backslash. Blank lines at the end of an output do not count.
 */

export interface TranscriptCommand {
  readonly kind: 'command'
  readonly line: string
  readonly expected: readonly string[]
}

export interface Transcript {
  readonly steps: readonly (
    | { readonly kind: 'prose'; readonly lines: readonly string[] }
    | TranscriptCommand
  )[]
  readonly files: readonly { readonly name: string; readonly content: string }[]
}

const FILE = /^-- (\S+) --$/
const MARK = /^(\$ |# |#$|stderr>|exit \d+$|-- \S+ --$|\\)/

export function readTranscript(text: string): Transcript {
  const lines = text.split('\n')
  const filesStart = lines.findIndex((line) => FILE.test(line))
  const session = filesStart < 0 ? lines : lines.slice(0, filesStart)
  const steps: Transcript['steps'][number][] = []
  for (let at = 0; at < session.length; ) {
    const line = session[at]!
    const isCommand = line.startsWith('$ ')
    const isProse = /^#( |$)/.test(line)
    let end = at + 1
    if (isCommand) {
      while (end < session.length && !/^(\$ |# |#$)/.test(session[end]!)) end++
      steps.push({ kind: 'command', line: line.slice(2), expected: withoutEnd(session.slice(at + 1, end)) })
    } else if (isProse) {
      while (end < session.length && /^#( |$)/.test(session[end]!)) end++
      steps.push({ kind: 'prose', lines: session.slice(at, end) })
    } else if (line !== '') throw new Error(`line ${at + 1} is neither prose nor a command: ${line}`)
    at = end
  }
  return { steps, files: filesStart < 0 ? [] : readFiles(lines.slice(filesStart)) }
}

function readFiles(lines: readonly string[]): Transcript['files'] {
  const files: { name: string; content: string[] }[] = []
  for (const line of lines) {
    const name = FILE.exec(line)?.[1]
    if (name !== undefined) files.push({ name, content: [] })
    else files.at(-1)!.content.push(line)
  }
  // The line end before the next file belongs to the content; the blank line in front of it is the author's.
  return files.map(({ name, content }) => ({ name, content: content.join('\n') }))
}

export function writeTranscript({ steps, files }: Transcript): string {
  const blocks = steps.map((step) =>
    step.kind === 'prose'
      ? `${step.lines.join('\n')}\n`
      : `${[`$ ${step.line}`, ...step.expected].join('\n')}\n\n`,
  )
  return `${blocks.join('').trimEnd()}\n${files.length > 0 ? '\n' : ''}${files.map(({ name, content }) => `-- ${name} --\n${content}`).join('\n')}`
}

/** What a command gave, in the lines a transcript holds. */
export function outcomeLines(stdout: string, stderr: string, exit: number | string): string[] {
  const lines = withoutEnd(stdout.split('\n')).map((line) => (MARK.test(line) ? `\\${line}` : line))
  if (stderr !== '') lines.push(...withoutEnd(stderr.split('\n')).map((line) => `stderr> ${line}`.trimEnd()))
  if (exit !== 0) lines.push(`exit ${exit}`)
  return lines.map((line) => line.trimEnd())
}

function withoutEnd(lines: readonly string[]): readonly string[] {
  let end = lines.length
  while (end > 0 && lines[end - 1] === '') end--
  return lines.slice(0, end)
}

function lineMatches(expected: string, actual: string): boolean {
  const pieces = expected.split('[..]')
  if (pieces.length === 1) return expected === actual
  const [first, last] = [pieces[0]!, pieces.at(-1)!]
  if (!actual.startsWith(first) || !actual.endsWith(last) || actual.length < first.length + last.length)
    return false
  let at = first.length
  for (const piece of pieces.slice(1, -1)) {
    const found = actual.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return at <= actual.length - last.length
}

/** Whether the output is what was expected, wild cards honoured. */
export function outcomeMatches(expected: readonly string[], actual: readonly string[]): boolean {
  // reach[j]: the expected lines so far can stand for the first j actual lines.
  let reach = actual.map(() => false)
  reach = [true, ...reach]
  for (const line of expected) {
    const first = reach.indexOf(true)
    reach =
      line === '[...]'
        ? reach.map((_, j) => first >= 0 && j >= first)
        : reach.map((_, j) => j > 0 && reach[j - 1]! && lineMatches(line, actual[j - 1]!))
  }
  return reach.at(-1)!
}

/** Both sides aligned: `=` the expected line matches, `-` only expected, `+` only there. */
export function alignOutcome(
  expected: readonly string[],
  actual: readonly string[],
): readonly { readonly mark: '=' | '-' | '+'; readonly line: string }[] {
  const common = Array.from({ length: expected.length + 1 }, () =>
    new Array<number>(actual.length + 1).fill(0),
  )
  for (let i = expected.length - 1; i >= 0; i--)
    for (let j = actual.length - 1; j >= 0; j--)
      common[i]![j] = lineMatches(expected[i]!, actual[j]!)
        ? common[i + 1]![j + 1]! + 1
        : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  const aligned: { mark: '=' | '-' | '+'; line: string }[] = []
  let [i, j] = [0, 0]
  while (i < expected.length || j < actual.length) {
    if (i < expected.length && j < actual.length && lineMatches(expected[i]!, actual[j]!)) {
      aligned.push({ mark: '=', line: expected[i]! })
      i++
      j++
    } else if (j >= actual.length || (i < expected.length && common[i + 1]![j]! >= common[i]![j + 1]!))
      aligned.push({ mark: '-', line: expected[i++]! })
    else aligned.push({ mark: '+', line: actual[j++]! })
  }
  return aligned
}

/** The expected lines brought up to date: what still matches keeps its wild cards. */
export function updateExpected(expected: readonly string[], actual: readonly string[]): readonly string[] {
  if (outcomeMatches(expected, actual)) return expected
  return alignOutcome(expected, actual)
    .filter(({ mark }) => mark !== '-')
    .map(({ line }) => line)
}
