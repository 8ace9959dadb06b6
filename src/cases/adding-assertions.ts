import type { CaseAssertions } from '../model/case-grounds.ts'
import { addingGap, addingNote } from './case-annotations.ts'
import type { CaseContent } from './case-file.ts'
import type { CaseChange } from './case-folder.ts'
import { weighing } from './case-hypotheses.ts'
import { addingJudgement } from './case-statements.ts'

/**
 * The change that enters what was proposed. What a person has weighed or said stays: cells that are filled, sentences
 * that stand there, and hypotheses that are not in the case are passed over. Throws `CaseError`.
 */
export function addingAssertions(content: CaseContent, proposed: CaseAssertions): CaseChange {
  let current = content
  const log: CaseChange['log'][number][] = []
  const take = (change: CaseChange): void => {
    current = change.content
    log.push(...change.log)
  }
  const gone = new Set(content.withdrawn.map(({ item }) => item))
  const hypothesisOf = (standing: string): string | undefined =>
    content.hypotheses.find((one) => one.standing === standing && !gone.has(one.id))?.id
  const filled = new Set(content.cells.map(({ hypothesis, item }) => `${hypothesis} ${item}`))
  for (const { standing, item, value, why } of proposed.cells) {
    const hypothesis = hypothesisOf(standing)
    if (hypothesis !== undefined && !filled.has(`${hypothesis} ${item}`))
      take(weighing(current, { hypothesis, item, value, why }))
  }
  for (const judgement of proposed.judgements)
    if (!content.judgements.some(({ text }) => text === judgement.text))
      take(addingJudgement(current, judgement))
  for (const note of proposed.notes)
    if (!content.notes.some(({ text }) => text === note.text)) take(addingNote(current, note))
  for (const gap of proposed.gaps) if (!content.gaps.includes(gap)) take(addingGap(current, gap))
  return { content: current, log }
}
