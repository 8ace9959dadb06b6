import type { GreyPicture } from './picture.ts'

/** How much stronger than brightness a colour must vary to be tried as well. */
const STRONGER = 2

/**
 * The picture as shades of grey: by brightness (Rec. 601), and by one colour channel where that varies far more.
 * Attack: a code in two colours of the same brightness, which a camera still tells apart.
 */
export function strongestGrey(
  data: Uint8Array,
  width: number,
  height: number,
  channels: number,
): readonly GreyPicture[] {
  const size = width * height
  if (channels < 3)
    return [{ pixels: channels === 1 ? data : data.filter((_, i) => i % channels === 0), width, height }]
  const grey = new Uint8Array(size)
  const sums = [0, 0, 0, 0]
  const squares = [0, 0, 0, 0]
  for (let i = 0, at = 0; i < size; i++, at += channels) {
    const red = data[at] ?? 0
    const green = data[at + 1] ?? 0
    const blue = data[at + 2] ?? 0
    const bright = (red * 77 + green * 150 + blue * 29) >> 8
    grey[i] = bright
    // Every fourth pixel tells enough about how much the colours vary.
    if ((i & 3) !== 0) continue
    const values = [red, green, blue, bright]
    for (let c = 0; c < 4; c++) {
      const value = values[c] ?? 0
      sums[c] = (sums[c] ?? 0) + value
      squares[c] = (squares[c] ?? 0) + value * value
    }
  }
  const count = Math.max(1, Math.ceil(size / 4))
  const [red = 0, green = 0, blue = 0, bright = 0] = sums.map(
    (sum, c) => (squares[c] ?? 0) / count - (sum / count) ** 2,
  )
  const best = Math.max(red, green, blue)
  const pictures: GreyPicture[] = [{ pixels: grey, width, height }]
  if (best > STRONGER * bright && best > 25) {
    const channel = [red, green, blue].indexOf(best)
    const pixels = new Uint8Array(size)
    for (let i = 0, at = channel; i < size; i++, at += channels) pixels[i] = data[at] ?? 0
    pictures.push({ pixels, width, height })
  }
  return pictures
}
