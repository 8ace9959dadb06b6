/**
 * In which scans a printer's yellow dots are still seen: see README.md.
 *   node --conditions=counterfoil-source bench/authenticity/printer-dots.ts [DPI…]
 * Made-up pages of A4 with writing, with dots of 0.1 mm on a grid of 2.54 mm that lies a little askew, kept as PNG and
 * as JPEG of several qualities; then pages without dots.
 */
import sharp, { type Sharp } from 'sharp'
import { printerDots } from '../../src/leaks/inspect/printer-dots.ts'
import { seededRandom } from '../../src/testing/seeded-random.ts'

interface Page {
  readonly width: number
  readonly height: number
  readonly pixels: Buffer
}

/** A page with writing; `strength` is the blue a dot lacks, 0 for no dots. */
function page(dpi: number, strength: number, seed: string): Page {
  const width = Math.round(8.27 * dpi)
  const height = Math.round(11.69 * dpi)
  const { next } = seededRandom(seed)
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < pixels.length; at += 3) {
    const noise = Math.floor(next() * 6)
    pixels[at] = 250 - noise
    pixels[at + 1] = 248 - noise
    pixels[at + 2] = 243 - Math.floor(next() * 6)
  }
  for (let top = dpi; top < height - dpi; top += Math.round(dpi * 0.17))
    for (let left = dpi; left < width - dpi; left += Math.round(dpi * (0.03 + next() * 0.05)))
      for (let y = top; y < top + dpi * 0.08; y++)
        for (let x = left; x < left + Math.max(1, dpi * 0.012); x++) {
          const at = (y * width + x) * 3
          pixels.fill(40, at, at + 3)
        }
  if (strength === 0) return { width, height, pixels }
  const code = Array.from({ length: 120 }, () => next() < 0.33)
  const grid = dpi * 0.1
  const size = (0.1 / 25.4) * dpi
  for (let row = 0; row * grid < height; row++)
    for (let column = 0; column * grid < width; column++) {
      if (!code[(row % 8) * 15 + (column % 15)]) continue
      const middleX = column * grid + row * grid * 0.004
      const middleY = row * grid - column * grid * 0.004
      for (let y = Math.floor(middleY - size); y <= middleY + size + 1; y++)
        for (let x = Math.floor(middleX - size); x <= middleX + size + 1; x++) {
          if (x < 0 || y < 0 || x >= width || y >= height) continue
          const cover = Math.max(0, Math.min(1, size / 2 + 0.5 - Math.hypot(x - middleX, y - middleY)))
          const at = (y * width + x) * 3 + 2
          pixels[at] = Math.max(0, pixels[at]! - strength * cover)
        }
    }
  return { width, height, pixels }
}

const FORMS: readonly (readonly [name: string, keep: (picture: Sharp) => Sharp])[] = [
  ['PNG', (picture) => picture.png({ compressionLevel: 1 })],
  ['JPEG 95, full colour', (picture) => picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' })],
  ['JPEG 85', (picture) => picture.jpeg({ quality: 85 })],
  ['JPEG 70', (picture) => picture.jpeg({ quality: 70 })],
]

async function seen({ width, height, pixels }: Page, keep: (picture: Sharp) => Sharp): Promise<string> {
  const kept = await keep(sharp(pixels, { raw: { width, height, channels: 3 } })).toBuffer()
  const found = printerDots({ width, height, pixels: await sharp(kept).raw().toBuffer() })
  return found === undefined ? 'none' : found === 'too-many' ? found : `seen, ${found.dots} dots`
}

const densities = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [150, 200, 300, 600]
for (const dpi of densities)
  for (const strength of [60, 30, 0]) {
    const made = page(dpi, strength, `${dpi} ${strength}`)
    const told: string[] = []
    for (const [name, keep] of FORMS) told.push(`${name}: ${await seen(made, keep)}`)
    console.log(
      `${dpi} dpi, ${strength === 0 ? 'no dots' : `${strength} of 255 less blue`}: ${told.join('; ')}`,
    )
  }
