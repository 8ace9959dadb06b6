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
