import { loadSharp } from '../image/load-sharp.ts'
import type { GreyPicture } from '../image/picture.ts'
import type { OpenBudget } from '../open-budget.ts'
import type { ImageSource } from './page-content.ts'
import type { PdfFile } from './pdf-file.ts'
import { decodeFilters } from './pdf-filters.ts'
import { isKeyed, itemsOf, nameOf, type PdfValue, stringOf } from './pdf-value.ts'

/** Pixels of one picture. Attack: a picture of 100,000 by 100,000 pixels in 1 bit, 12 MB of zeros deflated to 12 KB. */
const MOST_PIXELS = 20_000_000
/** A code has no use for more; larger JPEGs are reduced while they are decoded. */
const JPEG_SIDE = 3_200
/** Seconds after which libvips stops by itself, long enough for a busy machine. */
const DECODE_SECONDS = 5

export type DecodedImage = GreyPicture | 'needs-pdfjs' | 'too-large' | 'damaged'

/**
 * A picture of a PDF as shades of grey (ISO 32000-1 §8.9): flat data of 1 to 16 bits in grey, RGB, CMYK, indexed and
 * spot colours, stencil masks, JPEG through libvips, soft masks laid over white. `needs-pdfjs` for fax, JBIG2 and
 * JPEG 2000, whose decoders pdf.js has.
 */
export async function decodeImage(
  file: PdfFile,
  source: ImageSource,
  budget: OpenBudget,
): Promise<DecodedImage> {
  const base = await decodeBase(file, source, budget)
  if (typeof base === 'string') return base
  const mask = file.resolve(source.map.get('SMask'))
  if (!isKeyed(mask) || mask.kind !== 'stream') return base
  const alpha = await decodeBase(file, { map: mask.map, stream: mask, resources: undefined }, budget)
  return typeof alpha === 'string' ? base : onWhite(base, alpha)
}

/** Attack: a black rectangle whose transparency is the code. */
function onWhite(base: GreyPicture, alpha: GreyPicture): GreyPicture {
  // The finer of the two decides; the other is sampled.
  const { width, height } = alpha.width * alpha.height > base.width * base.height ? alpha : base
  const pixels = new Uint8Array(width * height)
  const baseX = columns(width, base.width)
  const alphaX = columns(width, alpha.width)
  for (let y = 0; y < height; y++) {
    const baseRow = Math.floor((y * base.height) / height) * base.width
    const alphaRow = Math.floor((y * alpha.height) / height) * alpha.width
    for (let x = 0, to = y * width; x < width; x++, to++) {
      const cover = alpha.pixels[alphaRow + (alphaX[x] ?? 0)] ?? 255
      const grey = base.pixels[baseRow + (baseX[x] ?? 0)] ?? 0
      pixels[to] = cover === 255 ? grey : (grey * cover + 255 * (255 - cover)) / 255
    }
  }
  return { pixels, width, height }
}

/** For each of `to` columns the one of `from` that lies at the same place. */
const columns = (to: number, from: number): Uint32Array =>
  Uint32Array.from({ length: to }, (_, x) => Math.floor((x * from) / to))

async function decodeBase(file: PdfFile, source: ImageSource, budget: OpenBudget): Promise<DecodedImage> {
  const get = (key: string): PdfValue | undefined => file.resolve(source.map.get(key))
  const width = get('Width')
  const height = get('Height')
  if (typeof width !== 'number' || typeof height !== 'number') return 'damaged'
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) return 'damaged'
  if (width * height > MOST_PIXELS) return 'too-large'
  const decoded = source.stream
    ? file.decode(source.stream)
    : decodeFilters(
        source.raw ?? Buffer.alloc(0),
        source.map.get('Filter'),
        source.map.get('DecodeParms'),
        file.resolve,
        budget,
      )
  if (decoded.picture === 'DCTDecode') return jpeg(decoded.data, budget)
  if (decoded.picture !== undefined) return 'needs-pdfjs'
  if (decoded.data.length === 0) return 'damaged'
  budget.work((width * height) >> 2)
  const mask = get('ImageMask') === true
  const bitsValue = get('BitsPerComponent')
  const bits = mask ? 1 : typeof bitsValue === 'number' ? bitsValue : 8
  if (![1, 2, 4, 8, 16].includes(bits)) return 'damaged'
  const colors = mask ? GREY : colorSpace(file, source, get('ColorSpace'))
  const decode = itemsOf(get('Decode')).map((item) => file.resolve(item))
  const inverted = typeof decode[0] === 'number' && typeof decode[1] === 'number' && decode[0] > decode[1]
  return flat(decoded.data, width, height, bits, colors, inverted)
}

/** How samples become brightness. */
interface Colors {
  readonly components: number
  /** `additive`: 0 is dark; `subtractive`: 0 is light; a palette gives the brightness of each index. */
  readonly kind: 'additive' | 'subtractive' | 'palette'
  readonly palette?: Uint8Array
}
const GREY: Colors = { components: 1, kind: 'additive' }

function colorSpace(file: PdfFile, source: ImageSource, value: PdfValue | undefined): Colors {
  const named = nameOf(value)
  if (named !== undefined) {
    const spaces = source.resources && file.get(source.resources, 'ColorSpace')
    const own = isKeyed(spaces) ? file.get(spaces, named) : undefined
    if (own !== undefined && own !== null && nameOf(own) === undefined) return colorSpace(file, source, own)
    return deviceSpace(nameOf(own) ?? named)
  }
  const items = itemsOf(value)
  const family = nameOf(file.resolve(items[0])) ?? ''
  switch (family) {
    case 'ICCBased': {
      const profile = file.resolve(items[1])
      const n = isKeyed(profile) ? file.get(profile, 'N') : undefined
      return n === 1
        ? GREY
        : n === 4
          ? { components: 4, kind: 'subtractive' }
          : { components: 3, kind: 'additive' }
    }
    case 'Indexed':
    case 'I': {
      const inner = file.resolve(items[1])
      const base =
        nameOf(inner) === 'Indexed' || nameOf(file.resolve(itemsOf(inner)[0])) === 'Indexed'
          ? GREY // not allowed (§8.6.6.3), and would not end
          : colorSpace(file, source, inner)
      const table = file.resolve(items[3])
      const bytes =
        isKeyed(table) && table.kind === 'stream'
          ? file.decode(table).data
          : Buffer.from(stringOf(table)?.bytes ?? '', 'latin1')
      const palette = new Uint8Array(256)
      for (let i = 0; i < 256; i++) palette[i] = brightness(bytes, i * base.components, base)
      return { components: 1, kind: 'palette', palette }
    }
    case 'Separation':
      return { components: 1, kind: 'subtractive' }
    case 'DeviceN':
      return {
        components: Math.min(32, Math.max(1, itemsOf(file.resolve(items[1])).length)),
        kind: 'subtractive',
      }
    case 'CalRGB':
    case 'Lab':
      return { components: 3, kind: 'additive' }
    default:
      return deviceSpace(family)
  }
}

function deviceSpace(name: string): Colors {
  if (name === 'DeviceRGB' || name === 'RGB') return { components: 3, kind: 'additive' }
  if (name === 'DeviceCMYK' || name === 'CMYK') return { components: 4, kind: 'subtractive' }
  return GREY
}

/** Brightness of one colour from samples of 8 bits (Rec. 601 weights in 1/256). */
function brightness(samples: ArrayLike<number>, at: number, { components, kind }: Colors): number {
  const first = samples[at] ?? 0
  if (components < 3) return kind === 'subtractive' ? 255 - first : first
  const mixed = (first * 77 + (samples[at + 1] ?? 0) * 150 + (samples[at + 2] ?? 0) * 29) >> 8
  if (kind === 'additive') return mixed
  return components === 4 ? ((255 - (samples[at + 3] ?? 0)) * (255 - mixed)) >> 8 : 255 - first
}

/** Larger pictures are sampled: a code fine enough to be lost by that is too fine for a camera. */
const LONGEST_SIDE = 3_200

function flat(
  data: Buffer,
  width: number,
  height: number,
  bits: number,
  colors: Colors,
  inverted: boolean,
): GreyPicture {
  const { components, palette } = colors
  const step = Math.ceil(Math.max(width, height) / LONGEST_SIDE)
  const wide = Math.ceil(width / step)
  const high = Math.ceil(height / step)
  const pixels = new Uint8Array(wide * high).fill(255)
  const rowBytes = Math.ceil((width * components * bits) / 8)
  // Samples as 8 bits; a palette's index stays what it is.
  const scale = palette || bits >= 8 ? 1 : 255 / ((1 << bits) - 1)
  const row = new Uint8Array(width * components)
  const turn = inverted ? 255 : 0
  for (let y = 0; y < high; y++) {
    const from = y * step * rowBytes
    if (from >= data.length) break
    samplesOf(data, from, bits, scale, row)
    let to = y * wide
    if (components === 3 && colors.kind === 'additive') {
      for (let at = 0; at < row.length; at += step * 3)
        pixels[to++] =
          (((row[at] ?? 0) * 77 + (row[at + 1] ?? 0) * 150 + (row[at + 2] ?? 0) * 29) >> 8) ^ turn
      continue
    }
    for (let at = 0; at < row.length; at += step * components) {
      const light = palette ? (palette[row[at] ?? 0] ?? 0) : brightness(row, at, colors)
      pixels[to++] = light ^ turn
    }
  }
  return { pixels, width: wide, height: high }
}

/** Unpacks one row to 8 bits a sample; of 16 bits the upper eight. */
function samplesOf(data: Buffer, from: number, bits: number, scale: number, row: Uint8Array): void {
  if (bits >= 8) {
    const step = bits >> 3
    if (step === 1) {
      row.set(data.subarray(from, from + row.length))
      row.fill(0, Math.max(0, Math.min(row.length, data.length - from)))
    } else for (let i = 0; i < row.length; i++) row[i] = data[from + i * step] ?? 0
    return
  }
  const mask = (1 << bits) - 1
  for (let i = 0, bit = 0; i < row.length; i++, bit += bits)
    row[i] = (((data[from + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & mask) * scale
}

async function jpeg(data: Buffer, budget: OpenBudget): Promise<DecodedImage> {
  const sharp = await loadSharp()
  try {
    const { data: pixels, info } = await sharp(data, { limitInputPixels: MOST_PIXELS, failOn: 'none' })
      .timeout({ seconds: DECODE_SECONDS })
      .resize({ width: JPEG_SIDE, height: JPEG_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true })
    budget.inflated(pixels.length)
    return { pixels, width: info.width, height: info.height }
  } catch (error) {
    if (error instanceof Error && error.name === 'LimitReached') throw error
    return 'damaged'
  }
}
