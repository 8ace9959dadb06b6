// Which held pages leaked pages look like, and which documents that makes.
import type { DocumentPage, PagePrint } from '../../model/document.ts'
import { likeness, type PageCells, pageCells } from './page-print.ts'

export type LeakedPage = DocumentPage

/** A page of what is held. */
export interface HeldPage {
  /** Number of the document. */
  readonly document: number
  readonly page: number
  readonly cells: PageCells
}

/** Leaked pages that look like pages of the same documents. */
export interface LookAlike {
  /** Each leaked page, with the page of each document it looks like. */
  readonly pages: readonly { readonly leaked: number; readonly held: ReadonlyMap<number, number> }[]
  /** Best first; what looks about as much the same belongs here, too. */
  readonly documents: readonly { readonly document: number; readonly likeness: number }[]
}

/**
 * Pages look the same from here on; and from a little lower on when no page of another document comes near. Of 68
 * scanned pages of one house 5 % came to less than 0.83 with their own page, and none to more than 0.74 with another.
 */
export const SAME_PAGE = 0.85
const SAME_ALONE = { likeness: 0.78, ahead: 0.12 } as const
/** Pages about as much alike as the best are not told apart: versions of a text, forms filled in. */
const AS_ALIKE = 0.05
/** Held pages compared closely, after a first look at all. */
const CLOSELY = 64
/** A page that looks like pages of more documents is a form or a cover, and tells nothing. */
const MOST_DOCUMENTS = 12

/** A held page ready for comparing; undefined for what is no print. */
export function heldPage(document: number, page: number, print: PagePrint): HeldPage | undefined {
  const cells = pageCells(print)
  return cells && { document, page, cells }
}

/** Groups leaked pages by the documents they look like; pages that look like none are left out. */
export function lookAlikes(leaked: readonly LeakedPage[], held: readonly HeldPage[]): readonly LookAlike[] {
  const groups = new Map<string, { pages: LookAlike['pages'][number][]; sums: Map<number, number> }>()
  for (const { page, print } of leaked) {
    const best = bestOfDocuments(print, held)
    if (best.size === 0 || best.size > MOST_DOCUMENTS) continue
    const key = [...best.keys()].sort((a, b) => a - b).join(' ')
    const group = groups.get(key) ?? { pages: [], sums: new Map<number, number>() }
    groups.set(key, group)
    group.pages.push({ leaked: page, held: new Map([...best].map(([of, { page: at }]) => [of, at])) })
    for (const [of, { alike }] of best) group.sums.set(of, (group.sums.get(of) ?? 0) + alike)
  }
  return [...groups.values()].map(({ pages, sums }) => ({
    pages,
    documents: [...sums]
      .map(([document, sum]) => ({ document, likeness: sum / pages.length }))
      .sort((a, b) => b.likeness - a.likeness || a.document - b.document),
  }))
}

function bestOfDocuments(
  print: PagePrint,
  held: readonly HeldPage[],
): ReadonlyMap<number, { readonly page: number; readonly alike: number }> {
  const found = new Map<number, { page: number; alike: number }>()
  const mine = pageCells(print)
  if (mine === undefined) return found
  const close = held
    .map((each) => ({ each, alike: likeness(mine, each.cells, 0) }))
    .filter(({ alike }) => alike > SAME_PAGE / 3)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, CLOSELY)
    .map(({ each }) => ({ each, alike: likeness(mine, each.cells) }))
  const first = close.reduce<(typeof close)[number] | undefined>(
    (best, each) => (best === undefined || each.alike > best.alike ? each : best),
    undefined,
  )
  if (first === undefined || first.alike < SAME_ALONE.likeness) return found
  const next = close.reduce(
    (most, { each, alike }) => (each.document === first.each.document ? most : Math.max(most, alike)),
    -1,
  )
  if (first.alike < SAME_PAGE && next > first.alike - SAME_ALONE.ahead) return found
  for (const { each, alike } of close) {
    if (alike < first.alike - AS_ALIKE || (alike < SAME_PAGE && each.document !== first.each.document))
      continue
    if ((found.get(each.document)?.alike ?? -1) < alike) found.set(each.document, { page: each.page, alike })
  }
  return found
}
