import type { OpenBudget } from '../open-budget.ts'
import type { PdfFile } from './pdf-file.ts'
import { isKeyed, itemsOf, type Keyed, nameOf, type PdfValue } from './pdf-value.ts'

type Rect = readonly [left: number, bottom: number, right: number, top: number]

export interface PdfPage {
  /** From 1. */
  readonly number: number
  readonly dict: Keyed
  readonly resources: Keyed | undefined
  /** Visible part, in the page's own units. */
  readonly view: Rect
  /** 0, 90, 180 or 270, clockwise. */
  readonly rotate: number
}

/** Pages whose annotations are read. Attack: a tree of a million pages that all are the same object. */
const MOST_PAGES = 5_000

/** Keys a page takes from the nodes above (ISO 32000-1 §7.7.3.4). */
const INHERITED = ['MediaBox', 'CropBox', 'Rotate', 'Resources'] as const
type Inherited = Partial<Record<(typeof INHERITED)[number], PdfValue>>

/**
 * The pages in order. Nodes are visited once, so a tree that contains itself ends. Without a usable tree every page
 * object of the file is taken, in file order.
 * @returns `stated`: /Count of the root, which may be a lie.
 */
export function readPages(
  file: PdfFile,
  budget: OpenBudget,
): { readonly pages: readonly PdfPage[]; readonly stated: number | undefined; readonly more: boolean } {
  const pages: PdfPage[] = []
  const seen = new Set<Keyed>()
  const root = file.catalog && file.get(file.catalog, 'Pages')
  const count = isKeyed(root) ? file.get(root, 'Count') : undefined
  const stack: { readonly value: PdfValue | undefined; readonly inherited: Inherited }[] = []
  if (isKeyed(root)) stack.push({ value: root, inherited: {} })
  let more = false

  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    budget.work()
    const node = file.resolve(top.value)
    if (!isKeyed(node) || seen.has(node)) continue
    seen.add(node)
    const inherited: Inherited = { ...top.inherited }
    for (const key of INHERITED) {
      const value = file.get(node, key)
      if (value !== undefined && value !== null) inherited[key] = value
    }
    const kids = itemsOf(file.get(node, 'Kids'))
    if (kids.length > 0 && nameOf(file.get(node, 'Type')) !== 'Page') {
      for (let i = kids.length - 1; i >= 0; i--) stack.push({ value: kids[i], inherited })
      budget.work(kids.length)
      continue
    }
    if (nameOf(file.get(node, 'Type')) === 'Pages' && !node.map.has('Contents')) continue
    if (pages.length >= MOST_PAGES) {
      more = true
      break
    }
    pages.push(pageOf(file, node, inherited, pages.length + 1))
  }
  if (pages.length === 0)
    for (const { value, current } of file.everyObject()) {
      if (!current || !isKeyed(value) || nameOf(value.map.get('Type')) !== 'Page') continue
      if (pages.length >= MOST_PAGES) {
        more = true
        break
      }
      pages.push(pageOf(file, value, Object.fromEntries(value.map), pages.length + 1))
    }
  return { pages, stated: typeof count === 'number' ? count : undefined, more }
}

const LETTER: Rect = [0, 0, 612, 792]

function pageOf(file: PdfFile, dict: Keyed, inherited: Inherited, number: number): PdfPage {
  const media = rectOf(file, inherited.MediaBox) ?? LETTER
  const crop = rectOf(file, inherited.CropBox) ?? media
  const both: Rect = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ]
  const rotate = file.resolve(inherited.Rotate)
  const resources = file.resolve(inherited.Resources)
  return {
    number,
    dict,
    resources: isKeyed(resources) ? resources : undefined,
    view: both[2] > both[0] && both[3] > both[1] ? both : media,
    rotate: typeof rotate === 'number' ? (((Math.round(rotate / 90) * 90) % 360) + 360) % 360 : 0,
  }
}

/** Four numbers in any order of corners (§7.9.5). */
export function rectOf(file: PdfFile, value: PdfValue | undefined): Rect | undefined {
  const items = itemsOf(file.resolve(value))
    .slice(0, 4)
    .map((item) => file.resolve(item))
  const [a, b, c, d] = items
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number')
    return undefined
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
}

/** A rectangle of the page as a reader sees it: points from the top left corner of the turned page. */
export function boxOnPage(page: PdfPage, rect: Rect): readonly [number, number, number, number] {
  const [x0, y0, x1, y1] = page.view
  const [left, bottom, right, top] = rect
  switch (page.rotate) {
    case 90:
      return rounded(bottom - y0, left - x0, top - y0, right - x0)
    case 180:
      return rounded(x1 - right, bottom - y0, x1 - left, top - y0)
    case 270:
      return rounded(y1 - top, x1 - right, y1 - bottom, x1 - left)
    default:
      return rounded(left - x0, y1 - top, right - x0, y1 - bottom)
  }
}

function rounded(
  left: number,
  top: number,
  right: number,
  bottom: number,
): readonly [number, number, number, number] {
  const tenth = (value: number): number => Math.round(value * 10) / 10
  return [tenth(left), tenth(top), tenth(right), tenth(bottom)]
}
