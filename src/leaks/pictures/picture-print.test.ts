import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { seededRandom } from '../../testing/seeded-random.ts'
import { GREY_SIDE, nearestPictures, pictureDistance, picturePrint } from './picture-print.ts'

/** A page with some dark blocks on it, as grey bytes; `shift` changes brightness, `noise` each pixel. */
function page(seed: string, shift = 0, noise = 0): Uint8Array {
  const random = seededRandom(seed)
  const grey = new Uint8Array(GREY_SIDE * GREY_SIDE).fill(230)
  for (let block = 0; block < 9; block++) {
    const [x, y, w, h] = [random.below(24), random.below(24), 3 + random.below(10), 2 + random.below(8)]
    for (let row = y; row < Math.min(GREY_SIDE, y + h); row++)
      grey.fill(random.below(160), row * GREY_SIDE + x, row * GREY_SIDE + Math.min(GREY_SIDE, x + w))
  }
  const dust = seededRandom(`${seed} dust`)
  return grey.map((value) =>
    Math.max(0, Math.min(255, value + shift + Math.round((dust.next() - 0.5) * noise))),
  )
}
const print = (grey: Uint8Array): string => picturePrint(grey) ?? ''

describe('prints of pictures', () => {
  it('stay near when the picture is darker and dusty, and are far for other pictures', () => {
    const seeds = [...Array(40).keys()].map((n) => `page ${n}`)
    const prints = seeds.map((seed, n) => ({ print: print(page(seed)), n }))
    for (const [n, seed] of seeds.entries()) {
      const [nearest] = nearestPictures(print(page(seed, -25, 30)), prints)
      assert.equal(nearest?.n, n)
    }
    const far = seeds.slice(1).map((seed) => pictureDistance(print(page('page 0')), print(page(seed))))
    assert.ok(Math.min(...far) > 8, `${Math.min(...far)}`)
  })

  it('are not made of an even surface, nor of another number of bytes', () => {
    assert.equal(picturePrint(new Uint8Array(GREY_SIDE ** 2).fill(255)), undefined)
    assert.throws(() => picturePrint(new Uint8Array(10)), TypeError)
  })
})
