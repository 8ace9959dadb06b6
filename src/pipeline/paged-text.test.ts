import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CaseError } from '../cases/case-error.ts'
import type { CaseContent } from '../cases/case-file.ts'
import { readingArticle } from '../cases/read-article.ts'
import { onePage, type PdfObject, textAt, writePdf } from '../testing/pdf-writer.ts'
import { joinedPages, pagedText } from './paged-text.ts'

const ACTING = { person: 'ana', tool: 'counterfoil test', time: Date.UTC(2026, 10, 23) }
const EMPTY: CaseContent = {
  kind: 'case',
  version: 1,
  name: 'harbour',
  title: 'Harbour',
  created: 0,
  tlp: 'amber',
  attackVersion: '18.1',
  evidence: [],
  claims: [],
  hypotheses: [],
  cells: [],
  judgements: [],
  timeline: [],
  actors: [],
  techniques: [],
  notes: [],
  people: [],
  withdrawn: [],
  gaps: [],
}

/** A document of pages of lines, 12 points high, 14 points apart. */
function pdfOf(pages: readonly (readonly string[])[]): Buffer {
  const kids = pages.map((_, at) => `${4 + 2 * at} 0 R`).join(' ')
  const objects: PdfObject[] = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
  ]
  for (const [at, lines] of pages.entries())
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents ${5 + 2 * at} 0 R/Resources<</Font<</F 3 0 R>>>>>>`,
      {
        dict: '',
        data: lines
          .map((line, row) =>
            line === '' ? '' : textAt(50, 740 - 14 * row, line.replace(/[\\()]/g, '\\$&')),
          )
          .join(''),
      },
    )
  return writePdf(objects)
}

const PAGES = [
  [
    'Papers of the harbour office were mailed',
    'to newsrooms on Monday.',
    '',
    '"We did not send these papers to any-',
    'body," said Mara Lund, a spokeswoman for',
    'the harbour office.',
    '',
    'Northgate Labs, a security firm, said that the',
  ],
  [
    'mail was part of a wider campaign.',
    '',
    'The embassy denied on Tuesday that its',
    'government had any role in the leak.',
  ],
]

test('the text of a PDF becomes evidence beside it, and each claim has its page and its bytes there', async () => {
  const bytes = pdfOf(PAGES)
  const paged = await pagedText(bytes, 'article.pdf')
  assert.ok(paged)
  assert.equal(paged.missing, undefined)
  assert.deepEqual(
    paged.pages.map(({ page }) => page),
    [1, 2],
  )
  const published = Date.UTC(2026, 7, 14) // a Friday
  const { content, files, log } = readingArticle(
    EMPTY,
    { bytes, name: 'article.pdf', of: 'article', how: 'saved by Ana', time: published, tlp: 'green' },
    ACTING,
    paged,
  )
  const [pdf, text] = content.evidence
  assert.deepEqual([pdf?.id, text?.id, text?.madeFrom, text?.tlp], ['E1', 'E2', 'E1', 'green'])
  assert.match(text?.how ?? '', /^taken out of E1 by counterfoil test/)
  assert.equal(files?.length, 2)
  assert.equal(log.filter(({ what }) => what === 'claim proposed').length, 3)
  const extracted = Buffer.from(files?.[1]?.bytes ?? [])
  assert.deepEqual(
    content.claims.map(({ speaker, text: words, readIn, supporting, said }) => [
      speaker?.split(',')[0],
      words,
      readIn?.evidence,
      readIn?.page,
      supporting,
      extracted.subarray(readIn?.range.start, readIn?.range.end).toString('utf8'),
      said,
    ]),
    [
      [
        'Mara Lund',
        // The hyphen of the line end stays: nothing is reworded.
        'We did not send these papers to any-body',
        'E2',
        1,
        ['E1'],
        '"We did not send these papers to any-body," said Mara Lund, a spokeswoman for the harbour office.',
        undefined,
      ],
      [
        'Northgate Labs',
        'the mail was part of a wider campaign',
        'E2',
        1,
        ['E1'],
        'Northgate Labs, a security firm, said that the mail was part of a wider campaign.',
        undefined,
      ],
      [
        'embassy',
        'Denied: its government had any role in the leak',
        'E2',
        2,
        ['E1'],
        'The embassy denied on Tuesday that its government had any role in the leak.',
        Date.UTC(2026, 7, 11),
      ],
    ],
  )
  // The same file again is not read twice.
  assert.throws(
    () => readingArticle(content, { bytes, name: 'b.pdf', of: 'article', how: 'again' }, ACTING, paged),
    /is in the case as E1, and was read already/,
  )
})

test('a PDF that holds no text is refused with what to do, and no PDF is left to others', async () => {
  await assert.rejects(pagedText(writePdf(onePage({ content: '0 0 10 10 re f' })), 'scan.pdf'), (error) => {
    assert.ok(error instanceof CaseError)
    assert.match(error.next, /OCR/)
    return true
  })
  await assert.rejects(
    pagedText(
      writePdf(onePage({ content: textAt(50, 700, 'x') }), {
        encryption: { method: 'aes-256', password: 'secret' },
      }),
      'locked.pdf',
    ),
    /cannot be read/,
  )
  assert.equal(await pagedText(Buffer.from('Plain text.'), 'a.txt'), undefined)
})

test('columns, headings and indents part paragraphs; a sentence over a page is whole', () => {
  const line = (text: string, left: number, base: number, right: number, height = 12) => ({
    runs: [],
    words: [],
    text,
    rect: [left, base - 3, right, base - 3 + height] as const,
  })
  const page = (number: number, lines: readonly ReturnType<typeof line>[]) => ({ number, lines, text: '' })
  const { text, pages } = joinedPages([
    page(1, [
      line('A headline', 50, 750, 200, 24),
      line('The first sentence is', 50, 720, 300),
      line('short.', 50, 706, 90),
      line('The next begins', 62, 692, 300),
      line('and goes on', 50, 678, 300),
      line('in the other column.', 320, 720, 560),
    ]),
    page(2, []),
    page(3, [line('All of it is said.', 50, 750, 300)]),
  ])
  assert.equal(
    text,
    'A headline\n\nThe first sentence is short.\n\nThe next begins and goes on in the other column.\n\nAll of it is said.',
  )
  assert.deepEqual(
    pages.map(({ page: number, start }) => [number, text.slice(start, start + 5)]),
    [
      [1, 'A hea'],
      [3, 'All o'],
    ],
  )
})
