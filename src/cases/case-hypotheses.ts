import type { Consistency, Hypothesis } from '../model/case.ts'
import type { CaseChange } from './case-change.ts'
import { refusal } from './case-error.ts'
import type { CaseContent } from './case-file.ts'
import { adding, digestOf, knownItems, nextId, requiredText } from './case-items.ts'

/** Adds hypotheses. Throws `CaseError` for one that stands there already. */
export function addingHypotheses(
  content: CaseContent,
  inputs: readonly Pick<Hypothesis, 'text' | 'standing'>[],
  missing: readonly string[] = [],
): CaseChange {
  const hypotheses = [...content.hypotheses]
  for (const input of inputs) {
    const text = requiredText(input.text, 'the hypothesis')
    const same = hypotheses.find((one) => one.text === text)
    if (same) throw refusal(`this is ${same.id} already`, 'counterfoil case show lists the hypotheses')
    hypotheses.push({
      kind: 'hypothesis',
      id: nextId('H', hypotheses),
      text,
      ...(input.standing !== undefined && { standing: input.standing }),
      missing: missing.map((one) => requiredText(one, 'what is missing')),
    })
  }
  return adding(content, { hypotheses }, 'hypothesis added', hypotheses.slice(content.hypotheses.length))
}

/** Adds what one would expect if a hypothesis were true, and what is not there. */
export function expecting(content: CaseContent, hypothesis: string, missing: readonly string[]): CaseChange {
  const [id] = knownItems(content, [hypothesis], ['H'])
  const words = missing.map((one) => requiredText(one, 'what is missing'))
  const hypotheses = content.hypotheses.map((one) =>
    one.id === id ? { ...one, missing: [...new Set([...one.missing, ...words])] } : one,
  )
  return adding(
    content,
    { hypotheses },
    'missing evidence noted',
    hypotheses.filter((one) => one.id === id),
  )
}

/** Says how an item goes with a hypothesis. The last word counts; earlier ones are in the log. */
export function weighing(
  content: CaseContent,
  cell: {
    readonly hypothesis: string
    readonly item: string
    readonly value: Consistency
    readonly why: string
  },
): CaseChange {
  const [hypothesis = ''] = knownItems(content, [cell.hypothesis], ['H'])
  const [item = ''] = knownItems(content, [cell.item], ['E', 'C'])
  const why = requiredText(cell.why, 'the reason')
  const made = { kind: 'cell' as const, hypothesis, item, value: cell.value, why }
  const cells = content.cells.filter((one) => one.hypothesis !== hypothesis || one.item !== item)
  return {
    content: { ...content, cells: [...cells, made] },
    log: [
      {
        what: `${item} weighed against ${hypothesis}: ${cell.value}`,
        item: hypothesis,
        digest: digestOf(made),
      },
    ],
  }
}
