import { refusal } from '../cases/case-error.ts'
import type { PagedText } from '../cases/read-article.ts'
import type { PageText } from '../enrich/attachments/pdf/page-text.ts'

/** Milliseconds for one PDF; a document of 500 pages takes 10 s on a slow machine. */
const PATIENCE = 60_000

/**
 * The text of an article that is a PDF, page by page; undefined for everything else, which is text by itself. Rejects
 * with `CaseError` when nothing of it can be read, and says in `missing` what could not.
 */
export async function pagedText(bytes: Uint8Array, name: string): Promise<PagedText | undefined> {
  if (!Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return undefined
  const { readPdfText } = await import('../enrich/attachments/pdf/pdfjs-thread.ts')
  const { pageText } = await import('../enrich/attachments/pdf/page-text.ts')
  const { pages, outcome, why } = await readPdfText(Uint8Array.from(bytes), PATIENCE)
  const made = joinedPages(pages.map((page) => ({ number: page.number, ...pageText(page) })))
  if (made.text.trim() === '')
    throw outcome === 'failed'
      ? refusal(
          `${name}: this PDF cannot be read: ${why.slice(0, 200)}`,
          'if it has a password, save a copy without it; add the file itself as evidence, too',
        )
      : refusal(
          `${name}: this PDF has no text, only pictures of pages`,
          'read its pages with OCR first (pdftoppm -r 200 -png FILE page, then tesseract page-1.png page), and give that text',
        )
  const read = pages.length
  const missing =
    outcome === 'done'
      ? undefined
      : outcome === 'failed'
        ? `after page ${read} nothing could be read: ${why.slice(0, 200)}`
        : `only the first ${read} pages were read: ${outcome === 'more' ? 'it is longer than is read' : `the rest takes too much ${outcome}`}`
  return { ...made, ...(missing !== undefined && { missing }) }
}

interface NumberedPage extends PageText {
  readonly number: number
}

/**
 * Lines of pages put together to paragraphs, with the offset at which each page begins. Every character is one of the
 * file: a hyphen at the end of a line stays. A sentence that goes on over the page is not cut.
 */
export function joinedPages(pages: readonly NumberedPage[]): Pick<PagedText, 'text' | 'pages'> {
  const parts: string[] = []
  const starts: { page: number; start: number }[] = []
  let length = 0
  let before = ''
  for (const { number, lines } of pages) {
    const paragraphs = paragraphsOf(lines)
    const [first] = paragraphs
    if (first === undefined) continue
    const gap = length === 0 ? '' : goesOn(before, first) ? between(before) : '\n\n'
    const text = gap + paragraphs.join('\n\n')
    starts.push({ page: number, start: length + gap.length })
    parts.push(text)
    length += text.length
    before = paragraphs.at(-1) ?? ''
  }
  return { text: parts.join(''), pages: starts }
}

const ENDS = /[.!?…:;][”’"')\]]{0,2}$/
const goesOn = (before: string, next: string): boolean => !ENDS.test(before) && /^\p{Ll}/u.test(next)
/** `docu-` and `ments` are put together without a blank; whether the hyphen belongs there nobody can tell. */
const between = (before: string): string => (/\p{L}-$/u.test(before) ? '' : ' ')

type Line = PageText['lines'][number]
const heightOf = ({ rect }: Line): number => Math.max(1, rect[3] - rect[1])

function paragraphsOf(lines: readonly Line[]): readonly string[] {
  const down = lines
    .slice(1)
    .map((line, index) => (lines[index]?.rect[1] ?? 0) - line.rect[1])
    .filter((one) => one > 0)
    .sort((a, b) => a - b)
  const leading = down[Math.floor(down.length / 2)] ?? 0
  const right = Math.max(0, ...lines.map(({ rect }) => rect[2]))
  const left = Math.min(...lines.map(({ rect }) => rect[0]))
  const paragraphs: string[] = []
  let text = ''
  for (const [index, line] of lines.entries()) {
    const last = lines[index - 1]
    const words = line.text.trim()
    if (last !== undefined && (text === '' || endsParagraph(last, line, text, { leading, left, right }))) {
      if (text !== '') paragraphs.push(text)
      text = words
    } else text += text === '' ? words : between(text) + words
  }
  if (text !== '') paragraphs.push(text)
  return paragraphs
}

/** Whether a paragraph ends between two lines: by the space below, size, indent, or a short last line. */
function endsParagraph(
  line: Line,
  next: Line,
  text: string,
  { leading, left, right }: { readonly leading: number; readonly left: number; readonly right: number },
): boolean {
  const down = line.rect[1] - next.rect[1]
  const height = heightOf(line)
  // A new column, or a line beside: the sentence may go on.
  if (down <= 0) return ENDS.test(text)
  if (down > 1.35 * leading || Math.abs(heightOf(next) - height) > 0.15 * height) return true
  if (next.rect[0] - line.rect[0] > 0.8 * height && ENDS.test(text)) return true
  return line.rect[2] < right - 0.15 * (right - left) && ENDS.test(text)
}
