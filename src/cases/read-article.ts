import { addingEvidence, type EvidenceInput } from './add-evidence.ts'
import type { Acting, CaseChange } from './case-change.ts'
import { CaseError, refusal } from './case-error.ts'
import type { CaseContent } from './case-file.ts'
import { LONGEST_NAME } from './case-items.ts'
import { addingClaims } from './case-statements.ts'
import { proposedClaims } from './propose-claims.ts'

/** The text of an article whose own bytes are no text, as somebody extracted it. */
export interface PagedText {
  readonly text: string
  /** Where in the text each page begins that has any; pages from 1. */
  readonly pages: readonly { readonly page: number; readonly start: number }[]
  /** What could not be read of it, in words. */
  readonly missing?: string
}

/**
 * The change that adds an article and proposes what it says that somebody said. Of an article that is no text (`paged`)
 * the extracted text becomes evidence of its own beside it, so that the bytes a claim points at are kept and can be
 * checked; the claim names the page and rests on the article as well. Throws `CaseError`.
 */
export function readingArticle(
  content: CaseContent,
  article: EvidenceInput,
  acting: Acting,
  paged?: PagedText,
): CaseChange {
  const added = addingEvidence(content, [article], acting)
  const original = added.content.evidence.at(-1)
  if (original === undefined) throw refusal(`${article.name}: it was not added`, 'add it once more')
  const same = original.duplicateOf
  const texts = new Set(
    [same, ...content.evidence.filter(({ madeFrom }) => madeFrom === same).map(({ id }) => id)].filter(
      (id) => id !== undefined,
    ),
  )
  if (same !== undefined && content.claims.some(({ readIn }) => readIn && texts.has(readIn.evidence)))
    throw new CaseError(
      'refused',
      article.name,
      `this article is in the case as ${same}, and was read already`,
      'decide about its claims: counterfoil case add-claims --ask',
    )
  if (paged === undefined) {
    const proposed = addingClaims(added.content, proposedClaims(article.bytes, original))
    return { ...added, content: proposed.content, log: [...added.log, ...proposed.log] }
  }
  const bytes = Buffer.from(paged.text.toWellFormed())
  const { of, tlp, grade } = article
  const text = addingEvidence(
    added.content,
    [
      {
        bytes,
        name: `${article.name.slice(0, LONGEST_NAME - 4)}.txt`,
        of,
        title: `Text of ${original.id} (${original.name.slice(0, 200)})`,
        how: `taken out of ${original.id} by ${acting.tool}: characters as the file has them, lines joined to paragraphs, pictures left out${paged.missing === undefined ? '' : `; ${paged.missing}`}`,
        madeFrom: original.id,
        ...(tlp && { tlp }),
        ...(grade && { grade }),
      },
    ],
    acting,
  )
  const read = text.content.evidence.at(-1) ?? original
  const claims = proposedClaims(bytes, { ...original, id: read.id, name: read.name }, paged.pages)
  const proposed = addingClaims(
    text.content,
    claims.map((claim) => ({ ...claim, supporting: [original.id] })),
  )
  return {
    content: proposed.content,
    files: [...(added.files ?? []), ...(text.files ?? [])],
    log: [...added.log, ...text.log, ...proposed.log],
  }
}
