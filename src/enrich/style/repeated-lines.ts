/** Shorter lines recur by themselves, and are habits. */
const LEAST_LENGTH = 20

/**
 * A style text without the lines of `seen`, in which its own long lines are then entered with `learn`. What stands
 * in many mails of a sender in the same words is a footer, a notice or a template: anybody who sends from the
 * account, or copies a mail, has it.
 */
export function withoutRepeats(text: string, seen: Set<string>, learn: boolean): string {
  let repeats = false
  const lines = text.split('\n')
  const kept = lines.filter((line) => {
    if (line.length < LEAST_LENGTH) return true
    if (seen.has(line)) {
      repeats = true
      return false
    }
    if (learn) seen.add(line)
    return true
  })
  return repeats ? kept.join('\n') : text
}
