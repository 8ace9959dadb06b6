import type { QueryContinuation, QueryField, QueryGuide } from '../model/query-guide.ts'
import { jsonText } from './json-text.ts'
import { cutText } from './layout.ts'
import { type Page, startPage, type TextOptions } from './page.ts'

/** Where meanings stand. */
const COLUMN = 28
/** Characters of a query that are said again. */
const BEGUN = 160

/** What can be asked of mail: each field with its type and an example, then the behaviours. */
export function queryGuideText({ fields, behaviours }: QueryGuide, options: TextOptions): string {
  const page = startPage(options)
  page.text(['What --where can ask; ', { exact: 'docs/hunt-language.md' }, ' tells more.'])
  page.heading('The mail and its judgement')
  for (const field of fields) if (field.group === undefined) fieldText(page, field)
  for (const [group, its] of Map.groupBy(fields, ({ group }) => group)) {
    if (group === undefined) continue
    page.heading(group)
    for (const field of its) fieldText(page, field)
  }
  page.heading('What --behaviour can ask')
  for (const { name, meaning } of behaviours) page.field(name, meaning, { at: COLUMN })
  return page.toString()
}

function fieldText(page: Page, { name, type, several, meaning, example, words }: QueryField): void {
  const values = words ? ` One of: ${words.join(', ')}.` : ''
  // Examples are to be copied, so their hosts stay as they are written.
  page.field(
    { exact: name },
    [`${type}${several ? ', several' : ''}. ${meaning}${values} Example: `, { exact: example }],
    { at: COLUMN },
  )
}

/** What may follow the beginning of a query. */
export function queryContinuationText(
  { begun, from, items }: QueryContinuation,
  options: TextOptions,
): string {
  const page = startPage(options)
  const shown = cutText(begun, BEGUN)
  const typed = begun.slice(from)
  if (items.length === 0) {
    page.text(['Nothing known can follow: ', { exact: shown }])
    return page.toString()
  }
  page.text(
    typed === ''
      ? ['What may follow: ', { exact: shown }]
      : [`What “${cutText(typed, BEGUN)}” may become in: `, { exact: shown }],
  )
  for (const { text, meaning } of items)
    if (meaning === '') page.text([{ exact: text }], { indent: 2 })
    else page.field({ exact: text }, meaning, { indent: 2, at: COLUMN + 2 })
  return page.toString()
}

/** Both as one JSON object. */
export function queryGuideJson(guide: QueryGuide | QueryContinuation): string {
  const { kind, ...rest } = guide
  return `${jsonText({ type: kind, ...rest }, true)}\n`
}
