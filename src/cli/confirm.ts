/** Asks a person, where one is there to be asked. */
import { createInterface } from 'node:readline/promises'

/** True when a person reads stderr and can answer. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

/**
 * Asks a question that only `y` or `yes` answers with yes; the end of the input is no. Rejects with AbortError when the
 * signal comes. The terminal stays in its ordinary mode, so that Ctrl-C is the same signal as everywhere.
 */
export async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
  try {
    const answer = await Promise.race([lines.question(`${question} [y/N] `, { signal }), closed])
    signal.throwIfAborted()
    return /^\s*y(?:es)?\s*$/i.test(answer)
  } finally {
    lines.close()
  }
}

export interface Questions {
  /** The next line, or undefined at the end of the input. Rejects with AbortError when the signal comes. */
  ask(question: string, signal: AbortSignal): Promise<string | undefined>
  close(): void
}

/** Several questions one after the other; what was typed ahead answers the next. */
export function openQuestions(): Questions {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  const ahead: string[] = []
  let ended = false
  let waiting: (() => void) | undefined
  const wake = (): void => waiting?.()
  lines.on('line', (line) => {
    ahead.push(line)
    wake()
  })
  lines.once('close', () => {
    ended = true
    wake()
  })
  return {
    async ask(question, signal) {
      process.stderr.write(question)
      signal.addEventListener('abort', wake)
      try {
        while (ahead.length === 0 && !ended && !signal.aborted)
          await new Promise<void>((resolve) => {
            waiting = resolve
          })
      } finally {
        signal.removeEventListener('abort', wake)
      }
      signal.throwIfAborted()
      return ahead.shift()
    },
    close: () => lines.close(),
  }
}
