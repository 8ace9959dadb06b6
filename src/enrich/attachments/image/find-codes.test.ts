import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type CodeModules, codeModules, codePixels } from '../../../testing/code-writer.ts'
import { openBudget } from '../open-budget.ts'
import { OPEN_LIMITS } from '../open-limits.ts'
import { findCodes } from './find-codes.ts'
import type { GreyPicture } from './picture.ts'

const LURE = 'https://pay.example.org/small'
let modules: CodeModules
before(async () => {
  modules = await codeModules(LURE)
})

/** A page of one shade with the code on it, each module `scale` pixels wide, between two shades. */
function page(
  width: number,
  height: number,
  at: readonly [number, number],
  scale: number,
  [dark, light]: readonly [number, number] = [0, 255],
): GreyPicture {
  const { side, pixels } = codePixels(modules, scale)
  const whole = new Uint8Array(width * height).fill(light)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      whole[(at[1] + y) * width + at[0] + x] = (pixels[y * side + x] ?? 0) < 128 ? dark : light
  return { pixels: whole, width, height }
}

const neverLate = (): void => assert.fail('there is no clock')

describe('codes in a picture', () => {
  it('small ones on a large page are found piece by piece, with their place', async () => {
    for (const at of [
      [2_700, 2_900],
      [1_000, 1_000],
      [40, 1_700],
    ] as const) {
      const [code] = await findCodes(page(3_200, 3_200, at, 2), openBudget(undefined), neverLate)
      assert.equal(code?.text, LURE)
      const size = (modules.side + 8) * 2
      const [left = 0, top = 0, right = 0, bottom = 0] = code?.box ?? []
      assert.ok(left >= at[0] && right <= at[0] + size, `${left} to ${right}`)
      assert.ok(top >= at[1] && bottom <= at[1] + size, `${top} to ${bottom}`)
    }
  })

  it('faint ones are found when there is time, and else that is said', async () => {
    const faint = page(800, 800, [100, 100], 4, [128, 134])
    const [code] = await findCodes(faint, openBudget(undefined), neverLate)
    assert.equal(code?.text, LURE)
    const nothing = page(800, 800, [100, 100], 4, [128, 128])
    assert.deepEqual(await findCodes(nothing, openBudget(undefined), neverLate), [])
  })

  it('without time for another try that is said', async () => {
    let late = 0
    let now = 0
    const budget = openBudget(() => now)
    now = OPEN_LIMITS.wallTime - 100
    const grey = new Uint8Array(800 * 800).map((_, i) => 120 + (i % 20))
    const found = await findCodes({ pixels: grey, width: 800, height: 800 }, budget, () => late++)
    assert.deepEqual([found, late], [[], 1])
    const large = new Uint8Array(2_000 * 2_000).map((_, i) => (i % 20) * 12)
    const none = await findCodes({ pixels: large, width: 2_000, height: 2_000 }, budget, () => late++)
    assert.deepEqual([none, late], [[], 2])
  })

  it('too small to be one is not looked at', async () => {
    const dot = { pixels: new Uint8Array(19 * 500), width: 19, height: 500 }
    assert.deepEqual(await findCodes(dot, openBudget(undefined), neverLate), [])
  })
})
