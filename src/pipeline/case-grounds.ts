import { caseAssertions } from '../cases/case-assertion.ts'
import { evidenceBytes, openCase } from '../cases/case-folder.ts'
import { type GroundSource, readGrounds } from '../cases/read-grounds.ts'
import type { CaseAssertions, CaseGrounds } from '../model/case-grounds.ts'

export interface ReadAssertions {
  readonly grounds: CaseGrounds
  readonly assertions: CaseAssertions
}

/** What these results and mails give a case to rest on, and what may be said then. Never throws for their content. */
export function assertionsOf(sources: readonly GroundSource[]): ReadAssertions {
  const grounds = readGrounds(sources)
  return { grounds, assertions: caseAssertions(grounds) }
}

/** The same of the evidence of a case that is as it was added. Throws `CaseError`. */
export function caseAssertionsOf(folder: string, { now }: { readonly now: number }): ReadAssertions {
  const found = openCase(folder, { now })
  const gone = new Set(found.withdrawn.map(({ item }) => item))
  const broken = found.issues.some(({ code }) => code.startsWith('case.evidence'))
  const sources = found.evidence.flatMap((one): GroundSource[] => {
    if (gone.has(one.id) || one.duplicateOf !== undefined || !RESULTS.has(one.of)) return []
    // bytes that changed since they were added show nothing any more
    if (
      broken &&
      found.issues.some(
        ({ code, detail }) => code.startsWith('case.evidence') && detail.startsWith(`${one.id}:`),
      )
    )
      return []
    return [{ id: one.id, bytes: evidenceBytes(folder, one), isMail: one.of === 'message' }]
  })
  return assertionsOf(sources)
}

/** Kinds of evidence that results of our own verbs enter as. */
const RESULTS: ReadonlySet<string> = new Set(['message', 'chain', 'sighting', 'note'])
