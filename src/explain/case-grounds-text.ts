import type { Case } from '../model/case.ts'
import type { CaseAssertions, CaseGrounds } from '../model/case-grounds.ts'
import { CONSISTENCY_WORDS } from './case-words.ts'
import { jsonText } from './json-text.ts'
import { countText, cutText } from './layout.ts'
import { type Page, startPage, type TextOptions } from './page.ts'

const MAX_VALUE = 500
const cut = (text: string): string => cutText(text, MAX_VALUE)
const refs = (items: readonly string[]): string => (items.length === 0 ? '' : ` [${items.join(', ')}]`)

interface Both {
  readonly grounds: CaseGrounds
  readonly assertions: CaseAssertions
}

/** Whether there is something a case could rest on, and what. */
export function groundsText({ grounds, assertions }: Both, options: TextOptions): string {
  const page = startPage(options)
  putGrounds(page, { grounds, assertions })
  return page.toString()
}

function putGrounds(page: Page, { grounds, assertions }: Both): void {
  page.heading(assertions.grounded ? 'There is ground for a case' : 'There is no ground for a case')
  for (const sentence of assertions.why) page.text(cut(sentence), { mark: '• ', indent: 2 })
  if (!assertions.grounded)
    page.text('Alerts are mails to read and to ask about, by another channel. They alone carry no case.', {
      indent: 2,
    })
  for (const { item, why } of grounds.unread) page.text(`${cut(item)}: ${why}`, { mark: '• ', indent: 2 })
}

/** What may be said, one thing a line, for a person to take or to leave. */
export function assertionsText({ grounds, assertions }: Both, options: TextOptions): string {
  const page = startPage(options)
  const { judgements, notes, gaps, cells } = assertions
  putGrounds(page, { grounds, assertions })
  if (!assertions.grounded) return page.toString()
  if (judgements.length > 0) page.heading('Judgements')
  for (const { text, confidence, basis, evidence } of judgements)
    page.text(
      `${cut(text)}${confidence === undefined ? '' : ` Confidence: ${confidence} (${cut(basis ?? '')}).`}${refs(evidence)}`,
      { mark: '• ', indent: 2 },
    )
  if (notes.length > 0) page.heading('For the sections of the report')
  for (const { text, items } of notes) page.text(`${cut(text)}${refs(items)}`, { mark: '• ', indent: 2 })
  if (gaps.length > 0) page.heading('Not seen')
  for (const gap of gaps) page.text(cut(gap), { mark: '• ', indent: 2 })
  const against = cells.filter(({ value }) => value === 'I')
  if (against.length > 0) page.heading('What speaks against the standing hypotheses')
  for (const { standing, item, value, why } of against)
    page.text(`${standing}: ${item} is ${CONSISTENCY_WORDS[value]}, as ${why}`, { mark: '• ', indent: 2 })
  page.gap()
  page.text(`${countText(cells.length, 'cell')} of the matrix besides.`, { indent: 2 })
  return page.toString()
}

/** Both as one JSON document. Values are raw. */
export const assertionsJson = (both: Both): string =>
  `${jsonText({ type: 'case-assertions', ...both }, true)}\n`

/** What entered of it: sentences in full, the rest by its number. */
export function enteredText(before: Case | undefined, after: Case, options: TextOptions): string {
  const page = startPage(options)
  const fresh = <T extends { readonly id: string; readonly text: string }>(
    now: readonly T[],
    then: readonly T[] = [],
  ): readonly T[] => now.slice(then.length)
  for (const { id, text } of [
    ...fresh(after.judgements, before?.judgements),
    ...fresh(after.notes, before?.notes),
  ])
    page.field(id, cut(text), { indent: 2, at: 8 })
  const cells = after.cells.length - (before?.cells.length ?? 0)
  const gaps = after.gaps.length - (before?.gaps.length ?? 0)
  if (after.custody.length === (before?.custody.length ?? 0)) {
    page.text('All that is proposed is in the case already.', { indent: 2 })
    return page.toString()
  }
  page.text(
    `Besides ${countText(cells, 'cell')} of the matrix and ${countText(gaps, 'gap')}; counterfoil case show tells all.`,
    { indent: 2 },
  )
  return page.toString()
}
