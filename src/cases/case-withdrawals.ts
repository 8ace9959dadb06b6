import type { CaseChange } from './case-change.ts'
import { refusal } from './case-error.ts'
import type { CaseContent } from './case-file.ts'
import { digestOf, itemsOf, knownItems, requiredText } from './case-items.ts'

/** Takes something back. It stays in the case and out of reports. Throws `CaseError`. */
export function withdrawing(content: CaseContent, item: string, why: string): CaseChange {
  const [id = ''] = knownItems(content, [item], ['E', 'C', 'H', 'J', 'V', 'A', 'N', 'T'])
  const made = { kind: 'withdrawal' as const, item: id, why: requiredText(why, 'the reason') }
  const resting = itemsOf(content).length === 0 ? [] : restingOn(content, id)
  if (resting.length > 0)
    throw refusal(
      `${resting.slice(0, 10).join(', ')} rest${resting.length === 1 ? 's' : ''} on ${id} alone`,
      'withdraw what rests on it first',
    )
  return {
    content: { ...content, withdrawn: [...content.withdrawn, made] },
    log: [{ what: `withdrawn: ${made.why}`, item: id, digest: digestOf(made) }],
  }
}

/** What would stand without any ground if this were gone. */
function restingOn(content: CaseContent, id: string): readonly string[] {
  const gone = new Set([id, ...content.withdrawn.map(({ item }) => item)])
  const rows = [
    ...content.judgements.map(({ id: own, evidence }) => [own, evidence] as const),
    ...content.claims
      .filter(({ label }) => label === 'observed' || label === 'assessed')
      .map(({ id: own, supporting }) => [own, supporting] as const),
    ...content.timeline.map(({ id: own = '', items }) => [own, items] as const),
    ...content.techniques.map(({ id: own, items }) => [own, items] as const),
    ...content.actors.map(({ id: own, items }) => [own, items] as const),
  ]
  return rows.flatMap(([own, items]) =>
    !gone.has(own) && items.includes(id) && items.every((item) => gone.has(item)) ? [own] : [],
  )
}
