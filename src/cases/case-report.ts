import type { Case, CaseEvidence } from '../model/case.ts'
import type { CaseFacts, CaseReport } from '../model/case-report.ts'
import { TLP_LABELS, type TlpLabel } from '../model/indicator.ts'
import { actorActivity } from './actor-activity.ts'
import { timelineOf } from './case-timeline.ts'
import { type MatrixItem, weighHypotheses } from './competing-hypotheses.ts'
import { pseudonymiser } from './pseudonyms.ts'

export interface ReportOptions {
  /** Milliseconds. */
  readonly generated: number
  readonly tool: string
  /** For readers outside: what is marked above `most` is left out, and with `people` names are replaced. */
  readonly redact?: { readonly most: TlpLabel; readonly people: boolean }
}

/** True when a marking is stricter than another. */
export const isStricter = (one: TlpLabel, other: TlpLabel): boolean =>
  TLP_LABELS.indexOf(one) > TLP_LABELS.indexOf(other)

/**
 * The case as a report shows it: without what was withdrawn, rejected, waits for a person, or may not be told. A
 * sentence that has nothing left to rest on goes with its evidence; both are counted. Pure.
 */
export function caseReport(found: Case, facts: CaseFacts, options: ReportOptions): CaseReport {
  const { generated, tool, redact } = options
  const gone = new Set(found.withdrawn.map(({ item }) => item))
  const proposed = found.claims.filter(({ id, state }) => state === 'proposed' && !gone.has(id)).length
  for (const { id, state } of found.claims) if (state !== 'accepted') gone.add(id)
  const all = without(found, facts, gone)
  const withheld = new Set(gone)
  if (redact) for (const { id, tlp } of all.case.evidence) if (isStricter(tlp, redact.most)) withheld.add(id)
  const { case: kept, facts: keptFacts } = redact ? without(all.case, all.facts, withheld) : all
  const count = (one: Case): number =>
    one.evidence.length +
    one.claims.length +
    one.judgements.length +
    one.timeline.length +
    one.techniques.length +
    one.actors.length
  const report: CaseReport = {
    kind: 'case-report',
    case: kept,
    facts: keptFacts,
    matrix: matrixOf(kept),
    timeline: timelineOf(kept, keptFacts),
    activity: actorActivity(kept, keptFacts),
    generated,
    tool,
    tlp: redact ? redact.most : markingOf(found),
    head: found.custody.at(-1)?.hash ?? '',
    proposed,
  }
  if (!redact) return report
  const withheldCount = count(all.case) - count(kept)
  if (!redact.people) return { ...report, redaction: { withheld: withheldCount, most: redact.most } }
  const { replaced, people } = pseudonymiser(report)
  return { ...replaced, redaction: { people, withheld: withheldCount, most: redact.most } }
}

/** The highest marking of the case and its evidence. */
export function markingOf({ tlp, evidence }: Pick<Case, 'tlp' | 'evidence'>): TlpLabel {
  return evidence.reduce((most, one) => (isStricter(one.tlp, most) ? one.tlp : most), tlp)
}

/** The matrix over every item somebody weighed. */
export function matrixOf({ hypotheses, evidence, claims, cells }: Case): CaseReport['matrix'] {
  const weighed = new Set(cells.map(({ item }) => item))
  const items: MatrixItem[] = []
  const add = (id: string, grade: CaseEvidence['grade']): void => {
    if (weighed.has(id)) items.push({ id, ...(grade && { grade }) })
  }
  for (const { id, grade } of evidence) add(id, grade)
  for (const { id, readIn, supporting } of claims)
    add(id, evidence.find((one) => one.id === (readIn?.evidence ?? supporting[0]))?.grade)
  return weighHypotheses(hypotheses, items, cells)
}

/** The case without these items, what rests on nothing else, and references to them. */
function without(
  found: Case,
  facts: CaseFacts,
  removed: ReadonlySet<string>,
): { readonly case: Case; readonly facts: CaseFacts } {
  const gone = new Set(removed)
  // The text of an article that may not be told may not be told either.
  for (const { id, madeFrom } of found.evidence)
    if (madeFrom !== undefined && gone.has(madeFrom)) gone.add(id)
  const left = (items: readonly string[]): readonly string[] => items.filter((item) => !gone.has(item))
  const stands = (items: readonly string[]): boolean => items.length === 0 || left(items).length > 0
  const claims = found.claims.filter((claim) => {
    const { id, readIn, supporting } = claim
    const grounds = [...(readIn ? [readIn.evidence] : []), ...supporting]
    if (!gone.has(id) && stands(grounds)) return true
    gone.add(id)
    return false
  })
  const judgements = found.judgements.filter(({ id, evidence }) => {
    if (!gone.has(id) && stands(evidence)) return true
    gone.add(id)
    return false
  })
  const there = (one: { readonly id?: string; readonly items: readonly string[] }): boolean =>
    !gone.has(one.id ?? '') && stands(one.items)
  const cut = <T extends { readonly items: readonly string[] }>(one: T): T => ({
    ...one,
    items: left(one.items),
  })
  const kept: Case = {
    ...found,
    evidence: found.evidence.filter(({ id }) => !gone.has(id)),
    claims: claims.map(({ denies, readIn, ...claim }) => ({
      ...claim,
      supporting: left(claim.supporting),
      contradicting: left(claim.contradicting),
      ...(denies !== undefined && !gone.has(denies) && { denies }),
      ...(readIn && !gone.has(readIn.evidence) && { readIn }),
    })),
    hypotheses: found.hypotheses.filter(({ id }) => !gone.has(id)),
    cells: found.cells.filter(({ hypothesis, item }) => !gone.has(hypothesis) && !gone.has(item)),
    judgements: judgements.map((one) => ({ ...one, evidence: left(one.evidence) })),
    timeline: found.timeline.filter(there).map(cut),
    actors: found.actors.filter(there).map(cut),
    techniques: found.techniques.filter(there).map(cut),
    notes: found.notes.filter(there).map(cut),
  }
  const told = ({ evidence }: { readonly evidence: string }): boolean => !gone.has(evidence)
  return {
    case: kept,
    facts: {
      mails: facts.mails.filter(told),
      chains: facts.chains.filter(told),
      sightings: facts.sightings.filter(told),
      logs: facts.logs.filter(told),
      unread: facts.unread.filter(told),
    },
  }
}
