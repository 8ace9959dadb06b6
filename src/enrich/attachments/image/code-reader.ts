import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FoundCode, GreyPicture } from './picture.ts'

type Library = typeof import('zxing-wasm/reader')

/**
 * What telephones read with their camera: the codes that lure mails carry. Bar codes of shops hold no address.
 * On hostile patterns of 1,600 by 1,600 pixels these four take at most 0.2 s.
 */
const FORMATS = ['QRCode', 'MicroQRCode', 'Aztec', 'DataMatrix'] as const
/** Codes kept of one picture. Attack: a sheet of a thousand codes. */
const MOST_CODES = 16

let library: Promise<Library> | undefined

/** The program is read from the package: by default the library would fetch it from a public server. */
async function load(): Promise<Library> {
  const zxing = await import('zxing-wasm/reader')
  const program = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
  const wasmBinary = new Uint8Array(program).buffer
  await zxing.prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  return zxing
}

/** The picture as a file for the library, kept between pictures: memory that need not be collected each time. */
let kept = Buffer.alloc(0)
/** One picture after the other: the library reads the pixels after a wait of its own. */
let last: Promise<unknown> = Promise.resolve()

/** Codes in a picture as it is, also turned, mirrored, inverted, and reduced by the library itself. */
export function readCodes(picture: GreyPicture): Promise<readonly FoundCode[]> {
  const result = last.then(() => readOne(picture))
  last = result.catch(() => {})
  return result
}

async function readOne({ pixels, width, height }: GreyPicture): Promise<readonly FoundCode[]> {
  library ??= load()
  const { readBarcodes } = await library
  // A grey map (PGM): given pixels, the library wants four bytes each and makes one of them again.
  const head = `P5\n${width} ${height}\n255\n`
  const size = head.length + width * height
  if (kept.length < size) kept = Buffer.alloc(size)
  kept.write(head, 'latin1')
  kept.set(pixels.subarray(0, width * height), head.length)
  const found = await readBarcodes(
    new Uint8Array(kept.buffer, kept.byteOffset, size),
    // Turning is for bar codes; these are found at any angle without.
    { formats: [...FORMATS], maxNumberOfSymbols: MOST_CODES, textMode: 'Plain', tryRotate: false },
  )
  const codes: FoundCode[] = []
  for (const { isValid, text, position } of found) {
    if (!isValid || text === '') continue
    const corners = [position.topLeft, position.topRight, position.bottomLeft, position.bottomRight]
    const xs = corners.map(({ x }) => x)
    const ys = corners.map(({ y }) => y)
    codes.push({ text, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] })
  }
  return codes
}
