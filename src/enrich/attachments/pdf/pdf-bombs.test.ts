import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { IssueCode } from '../../../model/issue.ts'
import { onePage, type PdfObject, textAt, writePdf } from '../../../testing/pdf-writer.ts'
import { openAttachment } from '../open-attachment.ts'
import { openBudget } from '../open-budget.ts'
import { readPages } from './page-tree.ts'
import { noFindings } from './pdf-actions.ts'
import { readPdfFile } from './pdf-file.ts'
import { pdfMetadata } from './pdf-metadata.ts'
import { rawUris, readStructure } from './pdf-structure.ts'

/** Milliseconds; the limit is 1,500, the rest is for a busy machine. */
const MOST_TIME = 8_000
const MOST_GROWTH = 300_000_000
const LURE = '<</Subtype/Link/Rect[0 0 90 90]/A<</S/URI/URI(https://lure.example.org/)>>>>'

const lured = (content: string, more: readonly PdfObject[] = []): Buffer =>
  writePdf(onePage({ content, page: '/Annots[6 0 R]', xObjects: '/X 7 0 R', more: [LURE, ...more] }))

/** Forms that each draw the next one twice: 2^40 in 6 KB. */
const doubling: PdfObject[] = Array.from({ length: 40 }, (_, i) => ({
  dict: `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 4 0 R>>/XObject<</X ${8 + i} 0 R>>>>`,
  data: i < 39 ? '/X Do /X Do' : textAt(1, 1, 'x'),
  deflate: false,
}))

/** `links`: whether the lure must be found. */
const BOMBS: readonly {
  readonly name: string
  readonly bytes: () => Buffer
  readonly codes: readonly IssueCode[]
  readonly links: boolean
}[] = [
  {
    name: '120 MB of operators in 120 KB',
    bytes: () => lured('q '.repeat(60_000_000)),
    // A busy machine gets to the end of its time first.
    codes: ['limit.attachment-size', 'limit.attachment-time'],
    links: true,
  },
  {
    name: '40 MB of text on one page',
    bytes: () => lured(`BT /F 10 Tf 10 10 Td ${'(aaaaaaaaaaaaaaaa) Tj '.repeat(1_800_000)} ET`),
    codes: ['limit.attachment-time', 'limit.attachment-size'],
    links: true,
  },
  {
    name: 'forms that draw each other',
    bytes: () => lured('/X Do', doubling),
    codes: ['limit.attachment-time'],
    links: true,
  },
  { name: 'a million open brackets', bytes: () => lured('['.repeat(1_000_000)), codes: [], links: true },
  {
    name: 'a page tree that contains itself',
    bytes: () => {
      const objects = [...onePage({ page: '/Annots[6 0 R]', more: [LURE] })]
      objects[1] = '<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 1000000000>>'
      return writePdf(objects)
    },
    codes: ['attachment.damaged'], // by pdf.js, which gives up
    links: true,
  },
  {
    name: 'a million pages that are one',
    bytes: () => {
      const objects = [...onePage({ content: textAt(9, 9, 'x'), page: '/Annots[6 0 R]', more: [LURE] })]
      objects[1] = `<</Type/Pages/Kids[${'3 0 R '.repeat(1_000_000)}]/Count 1000000>>`
      return writePdf(objects)
    },
    codes: ['limit.text-size', 'limit.attachment-time', 'limit.attachment-size', 'limit.link-count'],
    links: true,
  },
  {
    name: 'an object stream of 200 MB',
    bytes: () => lured('', [{ dict: '/Type/ObjStm/N 100000000/First 100', data: ' '.repeat(200_000_000) }]),
    // A busy machine gets to the end of its time first.
    codes: ['attachment.damaged', 'limit.attachment-size', 'limit.attachment-time'],
    links: true,
  },
  {
    name: '200,000 nested dictionaries',
    bytes: () => lured('', [`${'<</A '.repeat(200_000)}1${'>>'.repeat(200_000)}`]),
    codes: [],
    links: true,
  },
  {
    name: 'references in a circle',
    bytes: () => lured('', ['8 0 R', '9 0 R', '7 0 R', '<</Length 10 0 R>>stream\nx\nendstream']),
    codes: [],
    links: true,
  },
  {
    name: 'a hundred thousand `stream` without an end',
    bytes: () => Buffer.from(`%PDF-1.4\n1 0 obj${LURE}endobj\n${'2 0 obj<<>>stream\n'.repeat(100_000)}`),
    codes: ['attachment.damaged'],
    links: true,
  },
  {
    name: 'a string without an end, many times',
    bytes: () => Buffer.from(`%PDF-1.4\n1 0 obj${LURE}endobj\n${'/URI('.repeat(400_000)}`),
    codes: ['attachment.damaged'],
    links: true,
  },
  {
    name: 'a million objects',
    bytes: () => Buffer.from(`%PDF-1.4\n1 0 obj${LURE}endobj\n${'2 0 obj 1 endobj\n'.repeat(1_000_000)}`),
    codes: ['attachment.damaged', 'limit.attachment-time'],
    links: true,
  },
  {
    name: 'a hundred thousand links',
    bytes: () =>
      writePdf([
        ...onePage({
          page: `/Annots[${Array.from({ length: 100_000 }, (_, i) => `<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://h${i}.example.org/)>>>>`).join('')}]`,
        }),
      ]),
    codes: ['limit.link-count', 'limit.attachment-time'],
    links: false,
  },
  {
    name: 'a picture of 900 million pixels',
    bytes: () =>
      lured('100 0 0 100 0 0 cm /X Do', [
        {
          dict: '/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 1/ColorSpace/DeviceGray',
          data: Buffer.alloc(30_000_000),
        },
      ]),
    codes: ['limit.attachment-size', 'limit.attachment-time'],
    links: true,
  },
  {
    name: 'filters in filters',
    bytes: () =>
      lured('', [
        {
          dict: `/Filter[${'/FlateDecode'.repeat(10_000)}]/Type/ObjStm/N 1/First 4`,
          data: 'x',
          deflate: false,
        },
      ]),
    codes: ['attachment.damaged'],
    links: true,
  },
]

for (const { name, bytes, codes, links } of BOMBS)
  test(`bomb: ${name}`, async (t) => {
    const file = bytes()
    const before = process.memoryUsage().rss
    const start = Date.now()
    const result = await openAttachment(
      { part: '2', name: 'bomb.pdf', declaredType: 'application/pdf', bytes: file },
      { recipients: [], clock: Date.now },
    )
    const took = Date.now() - start
    const growth = process.memoryUsage().rss - before
    t.diagnostic(`${took} ms, ${Math.round(growth / 1e6)} MB, ${result.issues.map(({ code }) => code)}`)
    assert.ok(took < MOST_TIME, `${took} ms`)
    assert.ok(growth < MOST_GROWTH, `${growth} bytes`)
    if (links)
      assert.ok(
        result.links.some(({ url }) => url === 'https://lure.example.org/'),
        JSON.stringify(result.issues),
      )
    if (codes.length > 0) {
      assert.ok(
        result.issues.some(({ code }) => codes.includes(code)),
        JSON.stringify(result.issues),
      )
      if (name !== 'a hundred thousand links') assert.equal(result.complete, false)
    }
  })

test('the thread of pdf.js is there again after it was killed', async () => {
  const open = (bytes: Buffer): ReturnType<typeof openAttachment> =>
    openAttachment({ part: '2', name: 'a.pdf', declaredType: '', bytes }, { recipients: [], qr: false })
  const plain = writePdf(onePage({ content: textAt(9, 9, 'after the bomb') }))
  const bomb = lured('/X Do', doubling)
  const [first, second, third] = await Promise.all([open(bomb), open(plain), open(plain)])
  assert.ok(first.issues.some(({ code }) => code === 'limit.attachment-time'))
  assert.deepEqual([second.text, third.text], ['after the bomb', 'after the bomb'])
})

test('changed bytes anywhere never make our own reader throw', () => {
  const files = [
    writePdf(
      onePage({
        page: '/Annots[6 0 R]',
        catalog: '/AcroForm<</Fields[6 0 R]/XFA 7 0 R>>',
        more: [LURE, { dict: '', data: '<script>x</script>' }],
      }),
      { trailer: '/Info<</Title(x)/CreationDate(D:20240101)>>' },
    ),
    writePdf(onePage({ page: '/Annots[6 0 R]', more: [LURE] }), { packed: true }),
    writePdf(onePage({ page: '/Annots[6 0 R]', more: [LURE] }), { encryption: { method: 'aes-128' } }),
    writePdf(onePage({ page: '/Annots[6 0 R]', more: [LURE] }), { encryption: { method: 'aes-256' } }),
  ]
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    put: fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc
        .constantFrom('<<', '>>', '[', '(', 'R', ' 3 0 R', 'endobj', 'stream\n', '/Kids', '-1', '99999999999')
        .map((text) => Buffer.from(text)),
    ),
  })
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(change, { minLength: 1, maxLength: 8 }),
      (file, changes) => {
        const bytes = Buffer.from(file)
        for (const { at, put } of changes) Buffer.from(put).copy(bytes, Math.floor(at * bytes.length))
        const budget = openBudget(undefined)
        const read = readPdfFile(bytes, budget)
        const { pages } = readPages(read, budget)
        readStructure(read, pages, noFindings(), budget)
        pdfMetadata(read, pages.length)
        rawUris(bytes)
      },
    ),
    { numRuns: 600 },
  )
})
