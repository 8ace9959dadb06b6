import type { Digest } from '../../model/bytes.ts'
import type { Document } from '../../model/document.ts'

/** Belief, in items, that a kind of document nobody leaked yet is as attractive as others. */
const UNSEEN_KIND = 0.2

/**
 * How attractive each document was to whoever chose the leaked ones: of kinds that leaked often for their number, 1; of
 * kinds that did not leak, less. A kind is form, media family and length within a factor of eight. What is in a
 * document is not judged: a person knows that better, and can leave documents out.
 */
export function attractionOf(
  documents: Iterable<Pick<Document, 'id' | 'form' | 'mediaType' | 'letters'>>,
  leaked: ReadonlySet<Digest>,
): ReadonlyMap<Digest, number> {
  const kinds = new Map<string, { all: number; out: number }>()
  const kindOf = new Map<Digest, string>()
  for (const { id, form, mediaType, letters } of documents) {
    if (kindOf.has(id)) continue
    const kind = `${form} ${mediaType.split('/')[0]} ${Math.floor(Math.log2(Math.max(1, letters)) / 3)}`
    kindOf.set(id, kind)
    const count = kinds.get(kind) ?? { all: 0, out: 0 }
    count.all++
    if (leaked.has(id)) count.out++
    kinds.set(kind, count)
  }
  const rate = ({ all, out }: { all: number; out: number }): number => (out + UNSEEN_KIND) / (all + 2)
  const best = [...kinds.values()].reduce((most, kind) => Math.max(most, rate(kind)), Number.MIN_VALUE)
  const attraction = new Map<Digest, number>()
  for (const [id, kind] of kindOf)
    attraction.set(id, rate(kinds.get(kind) as { all: number; out: number }) / best)
  return attraction
}
