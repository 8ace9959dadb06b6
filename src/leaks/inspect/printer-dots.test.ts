import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { seededRandom } from '../../testing/seeded-random.ts'
import { inspectMarks } from './inspect-marks.ts'
import { type ColourPicture, printerDots } from './printer-dots.ts'

const WIDTH = 900
const HEIGHT = 1_270

/** A page of A4 at about 110 dots per inch with lines of writing on it, on paper of a tint. */
function page(tint: readonly [number, number, number] = [250, 249, 244]): ColourPicture {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 3)
  const { next } = seededRandom('page')
  for (let at = 0; at < WIDTH * HEIGHT; at++)
    for (let colour = 0; colour < 3; colour++)
      pixels[at * 3 + colour] = tint[colour]! - Math.floor(next() * 4)
  const picture = { width: WIDTH, height: HEIGHT, pixels }
  for (let y = 200; y < 1_100; y += 40)
    for (let x = 150; x < 800; x += 14 + Math.floor(next() * 6))
      for (let line = 0; line < 12; line++) paint(picture, x, y + line, [40, 40, 40], 3)
  return picture
}

function paint(
  { width, height, pixels }: ColourPicture,
  x: number,
  y: number,
  colour: readonly [number, number, number],
  size = 2,
): void {
  for (let dy = 0; dy < (size === 3 ? 1 : size); dy++)
    for (let dx = 0; dx < size; dx++)
      if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height)
        pixels.set(colour, ((y + dy) * width + x + dx) * 3)
}

const YELLOW = [248, 246, 190] as const

/** Dots at a third of the places of a grid of 15 by 8, the same all over the page, which lies a little askew. */
function withDots(picture: ColourPicture, spacing = 20): ColourPicture {
  const { next } = seededRandom('serial number')
  const code = Array.from({ length: 15 * 8 }, () => next() < 0.33)
  for (let row = 0; row * spacing < HEIGHT; row++)
    for (let column = 0; column * spacing < WIDTH; column++)
      if (code[(row % 15) * 8 + (column % 8)])
        paint(
          picture,
          Math.round(column * spacing + row * 0.2),
          Math.round(row * spacing - column * 0.2),
          YELLOW,
        )
  return picture
}

const png = ({ width, height, pixels }: ColourPicture): Promise<Buffer> =>
  sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()

test('a repeated pattern of small yellow dots is seen, on white and on tinted paper', () => {
  for (const tint of [
    [252, 252, 250],
    [250, 246, 228],
  ] as const) {
    const found = printerDots(withDots(page(tint)))
    assert.ok(found !== undefined && found !== 'too-many')
    assert.ok(found.dots > 500 && found.inPattern > 150, JSON.stringify(found))
  }
})

test('a page without dots, specks, marked words, a printing screen and a drawing are no pattern', () => {
  const { next } = seededRandom('specks')
  const specks = page()
  for (let at = 0; at < 900; at++)
    paint(specks, Math.floor(next() * WIDTH), Math.floor(next() * HEIGHT), YELLOW)
  const marked = page()
  for (let y = 400; y < 415; y++) for (let x = 150; x < 700; x++) paint(marked, x, y, [250, 240, 120], 3)
  const screen = page()
  for (let y = 600; y < 1_000; y += 4) for (let x = 300; x < 800; x += 4) paint(screen, x, y, YELLOW)
  const corner = page()
  for (let y = 0; y < 200; y += 20) for (let x = 0; x < 200; x += 20) paint(corner, x, y, YELLOW)
  const blank = { width: 900, height: 900, pixels: new Uint8Array(900 * 900 * 3).fill(255) }
  for (const [name, picture] of Object.entries({ plain: page(), specks, marked, corner, blank }))
    assert.equal(printerDots(picture), undefined, name)
  assert.notEqual(typeof printerDots(screen), 'object', 'a screen is too fine or too much')
})

test('a scan with dots is told of, as PNG and as JPEG, and one without says that none were seen', async () => {
  const dotted = withDots(page())
  for (const bytes of [
    await png(dotted),
    await sharp(await png(dotted))
      .jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
      .toBuffer(),
  ]) {
    const { marks, notRead } = await inspectMarks(bytes, 'scan')
    const mark = marks.find(({ code }) => code === 'image.printer-dots')
    assert.match(mark?.value ?? '', /small yellow dots/)
    assert.equal(mark?.cleaned, 'no')
    assert.ok(!notRead.some((line) => /printer dots/.test(line)))
  }
  const clean = await inspectMarks(await png(page()), 'scan.png')
  assert.ok(!clean.marks.some(({ code }) => code === 'image.printer-dots'))
  assert.ok(clean.notRead.some((line) => /not seen\. That does not show that there is none/.test(line)))
})

test('where dots were not looked for, it is said', async () => {
  const small = await sharp({ create: { width: 300, height: 200, channels: 3, background: 'white' } })
    .png()
    .toBuffer()
  assert.ok(
    (await inspectMarks(small, 'x.png')).notRead.some((line) => /dots were not looked for/.test(line)),
  )
  const broken = (await inspectMarks((await png(page())).subarray(0, 900), 'x.png')).notRead
  assert.ok(
    broken.some((line) => /dots were not looked for/.test(line)),
    broken.join('\n'),
  )
})

test('pages of a PDF are looked at, too', async () => {
  const scan = await sharp(await png(withDots(page())))
    .jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
    .toBuffer()
  const pdf = Buffer.concat([
    Buffer.from(
      `%PDF-1.7\n1 0 obj\n<< /Type /XObject /Subtype /Image /Width ${WIDTH} /Height ${HEIGHT} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${scan.length} >>\nstream\n`,
      'latin1',
    ),
    scan,
    Buffer.from('\nendstream\nendobj\n%%EOF\n', 'latin1'),
  ])
  const { marks, notRead } = await inspectMarks(pdf, 'x.pdf')
  const mark = marks.find(({ code }) => code === 'image.printer-dots')
  assert.match(mark?.part ?? '', /picture at byte/)
  assert.ok(notRead.some((line) => /printer dots in the pictures.*1 a pattern found/.test(line)))
})

test('a screenshot is told by its size, its name and what programs write', async () => {
  const shot = await sharp({ create: { width: 1_170, height: 2_532, channels: 3, background: 'white' } })
    .png()
    .toBuffer()
  const values = (await inspectMarks(shot, '/home/x/Screenshot_2024-06-13.png')).marks
    .filter(({ code }) => code === 'image.screenshot')
    .map(({ value }) => value)
  assert.equal(values.length, 2)
  assert.match(values[0]!, /1170 × 2532/)
  assert.match(values[1]!, /file’s name/)
  const photo = await sharp({ create: { width: 1_080, height: 1_920, channels: 3, background: 'white' } })
    .withExif({ IFD0: { Make: 'Northlight', Model: 'N-7' } })
    .jpeg()
    .toBuffer()
  const { marks, warnings } = await inspectMarks(photo, 'x.jpg')
  assert.ok(!marks.some(({ code }) => code === 'image.screenshot'))
  assert.ok(warnings.some((line) => /What a screenshot shows is not judged here/.test(line)))
})
