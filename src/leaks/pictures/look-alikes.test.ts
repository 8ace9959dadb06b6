import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { seededRandom } from '../../testing/seeded-random.ts'
import { type HeldPage, heldPage, lookAlikes } from './look-alikes.ts'
import { type GreyPage, likeness, pageCells, pagePrint } from './page-print.ts'

const [WIDTH, HEIGHT] = [300, 420]

/** A page of lines of words as bars; `slope` turns it, `noise` is dust, `grey` the colour of the paper. */
function page(
  seed: string,
  {
    slope = 0,
    noise = 0,
    grey = 250,
    move = 0,
  }: { slope?: number; noise?: number; grey?: number; move?: number } = {},
): GreyPage {
  const random = seededRandom(seed)
  const pixels = new Uint8Array(WIDTH * HEIGHT).fill(grey)
  for (let y = 40; y < HEIGHT - 40; ) {
    const lines = 2 + random.below(7)
    for (let line = 0; line < lines && y < HEIGHT - 40; line++, y += 9) {
      const end = line === lines - 1 ? 60 + random.below(180) : 250 + random.below(15)
      for (let x = 35; x < end; ) {
        const word = 6 + random.below(26)
        for (let i = x; i < Math.min(end, x + word); i++)
          for (let j = 0; j < 4; j++) {
            const row = Math.round(y + j + move + (i - WIDTH / 2) * slope)
            if (row >= 0 && row < HEIGHT) pixels[row * WIDTH + i] = 70
          }
        x += word + 4
      }
    }
    y += 9
  }
  const dust = seededRandom(`${seed} dust`)
  return {
    width: WIDTH,
    height: HEIGHT,
    pixels: pixels.map((value) => Math.max(0, Math.min(255, value + (dust.next() - 0.5) * noise))),
  }
}
const print = (seed: string, more?: Parameters<typeof page>[1]): string => pagePrint(page(seed, more)) ?? ''
const names = Array.from({ length: 30 }, (_, n) => `page ${n}`)

describe('prints of pages', () => {
  it('stay alike when a page is darker, dusty, turned and moved, and differ between pages of one form', () => {
    const held = names.map((name) => pageCells(print(name)))
    for (const [n, name] of names.entries()) {
      const scan = pageCells(print(name, { slope: 0.012, noise: 40, grey: 215, move: 7 }))
      assert.ok(scan)
      const alike = held.map((cells) => (cells ? likeness(scan, cells) : -1))
      assert.ok((alike[n] ?? 0) > 0.85, `${name}: ${alike[n]}`)
      const other = Math.max(...alike.filter((_, m) => m !== n))
      assert.ok(other < (alike[n] ?? 0) - 0.1, `${name}: ${alike[n]} and ${other}`)
    }
  })

  it('are not made of blank pages, photographs, nor of pictures too small for a page', () => {
    const blank = { width: WIDTH, height: HEIGHT, pixels: new Uint8Array(WIDTH * HEIGHT).fill(240) }
    assert.equal(pagePrint(blank), undefined)
    assert.equal(pagePrint({ width: 20, height: 20, pixels: new Uint8Array(400) }), undefined)
    const dusk = blank.pixels.map((_, at) => (Math.floor(at / WIDTH) < HEIGHT * 0.35 ? 230 : 40 + (at % 90)))
    assert.equal(pagePrint({ ...blank, pixels: dusk }), undefined)
    assert.equal(pageCells('0123'), undefined)
  })
})

describe('pages that look alike', () => {
  const held = (document: number, at: number, seed: string): HeldPage => {
    const found = heldPage(document, at, print(seed))
    assert.ok(found)
    return found
  }
  const leaked = (at: number, seed: string): { page: number; print: string } => ({
    page: at,
    print: print(seed, { slope: -0.008, noise: 30 }),
  })

  it('are grouped by the documents they lead to', () => {
    const library = [held(0, 1, 'a'), held(0, 2, 'b'), held(1, 1, 'c'), held(2, 1, 'd'), held(3, 5, 'd')]
    const found = lookAlikes([leaked(1, 'b'), leaked(2, 'a'), leaked(3, 'd'), leaked(4, 'nobody')], library)
    assert.deepEqual(
      found.map(({ pages, documents }) => [
        pages.map(({ leaked: number, held: at }) => [number, [...at]]),
        documents.map(({ document }) => document).sort(),
      ]),
      [
        [
          [
            [1, [[0, 2]]],
            [2, [[0, 1]]],
          ],
          [0],
        ],
        [
          [
            [
              3,
              [
                [2, 1],
                [3, 5],
              ],
            ],
          ],
          [2, 3],
        ],
      ],
    )
  })

  it('tell nothing when they are a form that everybody uses', () => {
    const forms = Array.from({ length: 20 }, (_, n) => held(n, 1, 'form'))
    assert.deepEqual(lookAlikes([leaked(1, 'form')], forms), [])
    assert.deepEqual(lookAlikes([{ page: 1, print: 'none' }], forms), [])
  })
})
