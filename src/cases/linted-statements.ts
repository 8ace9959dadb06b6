import { CaseError } from './case-error.ts'
import type { CaseContent } from './case-file.ts'
import { lintStatements, type Remark, type Statement } from './statement-linter.ts'

/** A sentence that cannot stand in a report, with what to change. */
export class RefusedSentence extends CaseError {
  readonly remarks: readonly Remark[]
  constructor(text: string, remarks: readonly Remark[]) {
    const [first] = remarks
    super(
      'refused',
      undefined,
      `this sentence cannot stand in a report: “${first?.quoted ?? text.slice(0, 80)}” (${remarks.map(({ rule }) => rule).join(', ')})`,
      remarks.map(({ words }) => words).join(' '),
    )
    this.remarks = remarks
  }
}

/** Sentences of our own that a report would print: those that are held to the rules of analytic language. */
export function ownStatements(content: CaseContent): readonly (Statement & { readonly id: string })[] {
  const gone = new Set(content.withdrawn.map(({ item }) => item))
  return [
    ...content.judgements.map(({ id, text, evidence }) => ({ id, text, evidence })),
    ...content.claims
      .filter(({ speaker, state }) => speaker === undefined && state !== 'rejected')
      .map(({ id, text, label, supporting }) => ({ id, text, label, evidence: supporting })),
    ...content.timeline
      .filter(({ label }) => label === 'observed' || label === 'assessed')
      .map(({ id = '', text, label, items }) => ({ id, text, label, evidence: items })),
    ...content.notes
      .filter(({ of }) => of !== 'dissent')
      .map(({ id, text, items }) => ({ id, text, evidence: items })),
  ].filter(({ id }) => !gone.has(id))
}

/** Throws `RefusedSentence` when the sentence breaks a rule, alone or beside what the case says already. */
export function lint(content: CaseContent, statement: Statement): void {
  const before = ownStatements(content)
  const remarks = lintStatements([...before, statement]).filter((one) => one.statement === before.length)
  if (remarks.length > 0) throw new RefusedSentence(statement.text, remarks)
}
