import type { CleanedFile, LeakMark, MarkInspection, MarkMeaning } from '../model/leak-mark.ts'
import { countText, cutText, numberText, sizeText } from './layout.ts'
import { type Page, startPage, type TextOptions } from './page.ts'

const MEANING_WORDS: Readonly<Record<MarkMeaning, string>> = {
  person: 'Who wrote, changed or owns it',
  recipient: 'Whose copy it is',
  copy: 'Which copy, or family of copies, it is',
  device: 'Which device or program made it',
  place: 'Where it was, on earth or in which folder',
  organisation: 'Which organisation it belongs to',
  time: 'When it was made, changed or sent',
  hidden: 'What goes along unseen',
}

/** Marks told of one meaning; the rest is counted. */
const MAX_LISTED = 40
const MAX_VALUE = 200

/** Everything found in a file, by what it can lead to; what no tool can see; what to do next. */
export function marksText(inspection: MarkInspection, options: TextOptions): string {
  const page = startPage(options)
  const set = { indent: 0, at: 12 }
  page.field('File', { exact: inspection.file }, set)
  page.field('Type', `${inspection.mediaType}, ${sizeText(inspection.size)}`, set)
  page.field('SHA-256', { exact: inspection.sha256 }, set)
  page.field(
    'Marks',
    inspection.marks.length === 0 ? 'none found by what was looked for' : numberText(inspection.marks.length),
    set,
  )
  for (const [meaning, words] of Object.entries(MEANING_WORDS) as [MarkMeaning, string][]) {
    const marks = inspection.marks.filter(({ means }) => means === meaning)
    if (marks.length === 0) continue
    page.heading(words)
    for (const mark of marks.slice(0, MAX_LISTED)) markLine(page, mark)
    if (marks.length > MAX_LISTED)
      page.text(`and ${countText(marks.length - MAX_LISTED, 'more mark')}`, { style: 'faint' })
  }
  page.heading('What this does not show')
  for (const warning of inspection.warnings) page.text(warning, { mark: '• ' })
  for (const why of inspection.notRead.slice(0, MAX_LISTED))
    page.text(`not looked into: ${cutText(why, MAX_VALUE)}`, { mark: '• ', style: 'caution' })
  page.heading('Next step')
  page.text(
    inspection.cleaning.possible
      ? 'Make a cleaned rewrite with --clean FILE, look at it yourself, and keep the original where nobody else gets it. A cleaned file is one with fewer marks, not one without.'
      : inspection.cleaning.instead,
  )
  return page.toString()
}

function markLine(page: Page, { code, part, range, value, more, cleaned }: LeakMark): void {
  page.text([cutText(value, MAX_VALUE), ' ', { exact: `(${code})` }], { mark: '• ' })
  const place = [
    ...(part === undefined ? [] : [cutText(part, 120)]),
    ...(range === undefined
      ? []
      : [range.end - range.start > 1 ? `bytes ${range.start}–${range.end - 1}` : `byte ${range.start}`]),
    ...(more === undefined ? [] : [`and ${countText(more, 'more time')}`]),
    ...(cleaned === 'no' ? ['not taken away by --clean'] : []),
  ].join(', ')
  if (place !== '') page.text({ exact: place }, { indent: 2, style: 'faint' })
}

/** What a cleaned rewrite no longer has, and what a second look still found in it. */
export function cleanedText(cleaned: CleanedFile, path: string, options: TextOptions): string {
  const page = startPage(options)
  page.heading('The cleaned rewrite')
  const set = { indent: 0, at: 12 }
  page.field('Written to', { exact: path }, set)
  page.field('Size', sizeText(cleaned.bytes.length), set)
  for (const { code, count } of cleaned.removed)
    page.field('Taken away', [{ exact: code }, `, ${numberText(count)}`], set)
  for (const change of cleaned.changes) page.field('Changed', change, set)
  if (cleaned.left.length === 0)
    page.field('Left', 'a second look found no mark of those that are looked for', set)
  for (const mark of cleaned.left.slice(0, MAX_LISTED))
    page.field(
      'LEFT',
      [
        cutText(mark.value, MAX_VALUE),
        ' ',
        { exact: `(${mark.code}${mark.part === undefined ? '' : `, ${cutText(mark.part, 120)}`})` },
      ],
      { ...set, style: 'caution' },
    )
  if (cleaned.left.length > MAX_LISTED)
    page.field('LEFT', `and ${countText(cleaned.left.length - MAX_LISTED, 'more mark')}`, {
      ...set,
      style: 'caution',
    })
  page.gap()
  page.text('Wording and layout are as they were, and can still tell whose copy it was.')
  return page.toString()
}
