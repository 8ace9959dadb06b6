import { type Finding, SEVERITIES } from '../model/finding.ts'

/** Strongest first; findings of the same severity keep their order. */
export function strongestFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))
}

const isWarning = (step: string): boolean => step.startsWith('Do not ')

/**
 * What to do next, each sentence once, warnings first, then in the order of the findings: several findings often lead to
 * the same step, and mostly end in the same advice.
 */
export function nextSteps(findings: readonly Finding[]): readonly string[] {
  const said = new Set<string>()
  const steps: string[] = []
  for (const { next } of findings) {
    const fresh = next
      .trim()
      .split(/(?<=[.!?])\s+/)
      .filter((sentence) => {
        const key = sentence.replace(/\s+/g, ' ').toLowerCase()
        if (key === '' || said.has(key)) return false
        said.add(key)
        return true
      })
    if (fresh.length > 0) steps.push(fresh.join(' '))
  }
  // What must not be done comes before what takes time.
  return steps.sort((a, b) => Number(isWarning(b)) - Number(isWarning(a)))
}
