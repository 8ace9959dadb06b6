import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { leakRegister, leakText, leakTrace, openStore, scan } from '../../index.ts'
import type { LeakTrace, RegisteredFile } from '../../model/leak-trace.ts'
import type { Store } from '../../model/ports.ts'
import { pageLines, scannedPdf, scanOf, textPdf } from '../../testing/page-fixtures.ts'
import { seededRandom } from '../../testing/seeded-random.ts'

const random = seededRandom('pages of a leak')
const pages = (count: number): readonly (readonly string[])[] =>
  Array.from({ length: count }, () => pageLines(random))
const REPORT = pages(3)
const OTHERS = Array.from({ length: 3 }, () => pages(2))
const SCANNED = pages(2)

function mail(n: number, name: string, bytes: Uint8Array): string {
  return `From dov@quillmere.example Mon Jan  1 00:00:00 2024\nFrom: dov@quillmere.example\nTo: ann${n}@quillmere.example\nDate: Mon, ${5 + n} Feb 2024 09:00:00 +0000\nSubject: paper ${n}\nMessage-ID: <p${n}@quillmere.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHere it is\n--b\nContent-Type: application/pdf; name="${name}"\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(bytes).toString('base64')}\n--b--\n`
}

async function house(context: TestContext): Promise<{ readonly store: Store; readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-pages-'))
  const held = await Promise.all(SCANNED.map((lines, n) => scanOf(lines, { seed: `held ${n}`, turn: -0.4 })))
  const files: readonly (readonly [string, Buffer])[] = [
    ['report.pdf', textPdf(REPORT)],
    ['scanned.pdf', await scannedPdf(held)],
    ...OTHERS.map((lines, n) => [`other-${n}.pdf`, textPdf(lines)] as const),
  ]
  writeFileSync(join(folder, 'house.mbox'), files.map(([name, bytes], n) => mail(n, name, bytes)).join('\n'))
  const store = await openStore(':memory:')
  for await (const _ of scan({ inputs: [join(folder, 'house.mbox')], store })) {
    // Only the store's state matters here.
  }
  mkdirSync(join(folder, 'leaked'))
  context.after(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })
  return { store, folder }
}

async function traced(
  { store, folder }: { readonly store: Store; readonly folder: string },
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<LeakTrace> {
  const leaked = join(folder, 'leaked')
  for (const [name, content] of Object.entries(files)) writeFileSync(join(leaked, name), content)
  for await (const item of leakTrace({ inputs: [leaked], store, until: Date.UTC(2024, 5, 1) }))
    if (item.kind === 'leak-trace') return item
  throw new Error('nothing was traced')
}
const told = (trace: LeakTrace): unknown =>
  trace.items.map(({ name, found, versions: [first] }) => [
    name,
    found,
    first?.document.name,
    first?.by,
    first?.pages,
  ])

describe('pages nobody read', () => {
  it('lead from a scan to the text PDF and to the scan they were made from', async (context) => {
    const at = await house(context)
    const trace = await traced(at, {
      'a-photo.jpg': await scanOf(REPORT[1] ?? [], { dpi: 150, turn: 1.1 }),
      'b-copy.pdf': await scannedPdf([
        await scanOf(SCANNED[0] ?? [], { dpi: 120, turn: 0.8, seed: 'leak 1' }),
        await scanOf(SCANNED[1] ?? [], { dpi: 90, turn: -1, seed: 'leak 2' }),
      ]),
      'c-mixed.pdf': await scannedPdf([
        await scanOf(REPORT[0] ?? [], { seed: 'leak 3' }),
        await scanOf(OTHERS[2]?.[1] ?? [], { seed: 'leak 4' }),
      ]),
      'd-stranger.jpg': await scanOf(pageLines(seededRandom('nobody wrote this'))),
    })
    assert.deepEqual(told(trace), [
      ['a-photo.jpg', 'version', 'report.pdf', 'page', [[1, 2]]],
      [
        'b-copy.pdf',
        'version',
        'scanned.pdf',
        'page',
        [
          [1, 1],
          [2, 2],
        ],
      ],
      ['c-mixed.pdf, page 1', 'version', 'report.pdf', 'page', [[1, 1]]],
      ['c-mixed.pdf, page 2', 'version', 'other-2.pdf', 'page', [[2, 2]]],
      ['d-stranger.jpg', 'none', undefined, undefined, undefined],
    ])
    for (const { versions } of trace.items)
      for (const { likeness = 1 } of versions) assert.ok(likeness > 0.85, `${likeness}`)
    const text = leakText(trace, { width: 300, color: false }).replace(/\s+/g, ' ')
    for (const words of [
      'page 1 is like page 2; likeness 0.9',
      'compared by how it looks, which does not tell versions apart by a word',
      'No text on page 1, and nothing held here looks the same: run OCR',
    ])
      assert.ok(text.includes(words), words)
  })

  it('are read when OCR text lies beside them, as one leaked thing', async (context) => {
    const at = await house(context)
    const words = (REPORT[1] ?? []).join('\n')
    const trace = await traced(at, {
      'photo.jpg': await scanOf(REPORT[1] ?? [], { dpi: 150, turn: 4 }),
      'photo.txt': words.replace('a', 'o').slice(0, 900),
      // a text of its own beside a PDF that has text
      'report.pdf': textPdf([REPORT[0] ?? []]),
      'report.txt': (OTHERS[0]?.[0] ?? []).join('\n'),
    })
    assert.deepEqual(
      trace.items.map(({ name, versions: [first] }) => [name, first?.document.name, first?.by]),
      [
        ['photo.jpg, read from photo.txt', 'report.pdf', 'part'],
        ['report.pdf', 'report.pdf', 'part'],
        ['report.txt', 'other-0.pdf', 'part'],
      ],
    )
  })

  it('do not tell drafts apart that look the same', async (context) => {
    const at = await house(context)
    const draft = REPORT.map((lines) => lines.map((line) => line.replace('t', 's')))
    const file = join(at.folder, 'draft.pdf')
    writeFileSync(file, textPdf(draft))
    for await (const _ of leakRegister({ store: at.store, files: [file], holder: 'drive', from: 0 })) {
      // Only the store's state matters here.
    }
    const trace = await traced(at, { 'scan.jpg': await scanOf(draft[2] ?? []) })
    const [item] = trace.items
    assert.equal(item?.found, 'versions')
    assert.deepEqual(item?.versions.map(({ document }) => document.name).sort(), ['draft.pdf', 'report.pdf'])
    assert.deepEqual(
      item?.versions.map(({ share }) => share),
      [0.5, 0.5],
    )
  })

  it('of a registered scan are read again when its text came later', async (context) => {
    const at = await house(context)
    const lines = pageLines(seededRandom('an old letter'))
    const [file, text] = [join(at.folder, 'letter.pdf'), join(at.folder, 'letter.hocr')]
    writeFileSync(file, await scannedPdf([await scanOf(lines)]))
    const register = async (): Promise<RegisteredFile> => {
      for await (const item of leakRegister({ store: at.store, files: [file], holder: 'drive', from: 0 }))
        if (item.kind === 'registered-file') return item
      throw new Error('nothing was registered')
    }
    const before = await register()
    assert.deepEqual([before.letters, before.pages, before.readFrom], [0, 1, undefined])
    writeFileSync(
      text,
      `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title></title></head><body>${lines.map((line) => `<p>${line}</p>`).join('')}</body></html>`,
    )
    const after = await register()
    assert.ok(after.letters > 1_000)
    assert.equal(after.readFrom, 'letter.hocr')
    const trace = await traced(at, { 'quote.txt': lines.slice(4, 12).join(' ') })
    assert.deepEqual(
      trace.items.map(({ found, versions: [first] }) => [found, first?.document.name, first?.by]),
      [['version', 'letter.pdf', 'part']],
    )
  })
})
