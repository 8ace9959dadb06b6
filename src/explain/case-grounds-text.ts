import type { CaseAssertions, CaseGrounds } from '../model/case-grounds.ts'
import { CONSISTENCY_WORDS } from './case-words.ts'
import { jsonText } from './json-text.ts'
import { countText, cutText } from './layout.ts'
import { startPage, type TextOptions } from './page.ts'

const MAX_VALUE = 500
const cut = (text: string): string => cutText(text, MAX_VALUE)
const refs = (items: readonly string[]): string => (items.length === 0 ? '' : ` [${items.join(', ')}]`)

/** Whether there is something a case could rest on, and what. */
export function groundsText(
  { grounds, assertions }: { readonly grounds: CaseGrounds; readonly assertions: CaseAssertions },
  options: TextOptions,
): string {
  const page = startPage(options)
  page.heading(assertions.grounded ? 'There is ground for a case' : 'There is no ground for a case')
  for (const sentence of assertions.why) page.text(cut(sentence), { mark: '• ', indent: 2 })
  if (!assertions.grounded)
    page.text('Alerts are mails to read and to ask about, by another channel. They alone carry no case.', {
      indent: 2,
    })
  for (const { item, why } of grounds.unread) page.text(`${cut(item)}: ${why}`, { mark: '• ', indent: 2 })
  return page.toString()
}

/** What may be said, one thing a line, for a person to take or to leave. */
export function assertionsText(
  { grounds, assertions }: { readonly grounds: CaseGrounds; readonly assertions: CaseAssertions },
  options: TextOptions,
): string {
  const page = startPage(options)
  const { judgements, notes, gaps, cells, missing } = assertions
  page.text(groundsText({ grounds, assertions }, options).trimEnd())
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
  page.text(
    `${countText(cells.length, 'cell')} of the matrix and ${countText(missing.length, 'piece')} of expected evidence besides.`,
    { indent: 2 },
  )
  return page.toString()
}

/** Both as one JSON document. Values are raw. */
export const assertionsJson = (both: {
  readonly grounds: CaseGrounds
  readonly assertions: CaseAssertions
}): string => `${jsonText({ type: 'case-assertions', ...both }, true)}\n`
