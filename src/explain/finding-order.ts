import { type Finding, SEVERITIES } from '../model/finding.ts'

/** Strongest first; findings of the same severity keep their order. */
export function strongestFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))
}

/** What to do next, each step once, in the order of the findings: several findings often lead to the same step. */
export function nextSteps(findings: readonly Finding[]): readonly string[] {
  const steps = new Map<string, string>()
  for (const { next } of findings) {
    const key = next.trim().replace(/\s+/g, ' ').toLowerCase()
    if (key !== '' && !steps.has(key)) steps.set(key, next.trim())
  }
  return [...steps.values()]
}
