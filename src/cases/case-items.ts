import { hash } from 'node:crypto'
import type { CaseChange } from './case-change.ts'
import { refusal } from './case-error.ts'
import type { CaseContent } from './case-file.ts'

/** What sentences may refer to. */
export type ItemPrefix = 'E' | 'C' | 'H' | 'J' | 'V' | 'A' | 'N' | 'T'

/** Characters of one sentence or reason. Attack: an article of megabytes in a claim. */
export const LONGEST_TEXT = 4_000
/** Characters of a name. */
export const LONGEST_NAME = 300

const NAMES: Readonly<Record<ItemPrefix, string>> = {
  E: 'evidence',
  C: 'claim',
  H: 'hypothesis',
  J: 'judgement',
  V: 'event',
  A: 'statement about an actor',
  N: 'note',
  T: 'technique',
}

/** Everything in a case that has an id. */
export function itemsOf(content: CaseContent): readonly { readonly id: string }[] {
  const { evidence, claims, hypotheses, judgements, timeline, actors, techniques, notes } = content
  const events = timeline.flatMap(({ id }) => (id === undefined ? [] : [{ id }]))
  return [evidence, claims, hypotheses, judgements, events, actors, techniques, notes].flat()
}

/** The next free id: numbers are never given twice, as items are never taken out. */
export function nextId(prefix: ItemPrefix, items: readonly { readonly id?: string }[]): string {
  return `${prefix}${Math.max(0, ...items.map(({ id = '' }) => Number(id.slice(1)) || 0)) + 1}`
}

/** Ids as people write them (`e1, C2`), each once. Throws `CaseError` for one that is not in the case. */
export function knownItems(
  content: CaseContent,
  ids: readonly string[],
  prefixes: readonly ItemPrefix[],
): readonly string[] {
  const known = new Set(itemsOf(content).map(({ id }) => id))
  const gone = new Set(content.withdrawn.map(({ item }) => item))
  const kinds = prefixes.map((prefix) => `${NAMES[prefix]} (${prefix}1, …)`).join(' or ')
  return [
    ...new Set(
      ids.map((one) => {
        const id = one.trim().toUpperCase()
        if (!prefixes.some((prefix) => id.startsWith(prefix)))
          throw refusal(`“${one.slice(0, 40)}” is not what is asked for here`, `name ${kinds}`)
        if (!known.has(id))
          throw refusal(`there is no ${id} in this case`, 'counterfoil case show lists what there is')
        if (gone.has(id)) throw refusal(`${id} was withdrawn`, 'counterfoil case show lists what there is')
        return id
      }),
    ),
  ]
}

/** A text that is there and not too long. Throws `CaseError`. */
export function requiredText(text: string, what: string, longest: number = LONGEST_TEXT): string {
  const trimmed = text.trim()
  if (trimmed === '') throw refusal(`${what} is empty`, 'say it in a sentence')
  if (trimmed.length > longest)
    throw refusal(`${what} has ${trimmed.length} characters, more than ${longest}`, 'say it shorter')
  return trimmed.toWellFormed()
}

/** A change that adds one item to one list of the case, logged with a hash over the item. */
export function adding(
  content: CaseContent,
  changed: Partial<CaseContent>,
  what: string,
  items: readonly { readonly id?: string }[],
): CaseChange {
  return {
    content: { ...content, ...changed },
    log: items.map((item) => ({
      what,
      ...(item.id !== undefined && { item: item.id }),
      digest: digestOf(item),
    })),
  }
}

/** Hash of an item as it was entered. */
export const digestOf = (item: object): string => `sha256:${hash('sha256', JSON.stringify(item))}`
