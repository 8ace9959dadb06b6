/**
 * The thread in which pdf.js reads one PDF after the other: its text, and pictures whose coding only pdf.js undoes.
 * It exists to be killed: pdf.js runs for minutes, or takes gigabytes, on documents built for that (measured in
 * pdf-bombs.test.ts). It gets bytes and gives strings and pixels; it has no canvas, no network and no way to compile
 * code from text.
 */
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { type Matrix, multiply } from './matrix.ts'
import type { PdfjsAnswer, PdfjsRequest, PictureAnswer, TextAnswer } from './pdfjs-protocol.ts'

// pdf.js takes a native canvas if one is installed: 16 MB, and native code in front of hostile files.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@napi-rs/canvas') throw new Error('nothing is drawn here')
    return next(specifier, context)
  },
})
const bare = globalThis as unknown as Record<string, unknown>
for (const door of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) bare[door] = undefined
// Named at the top of pdf.js, used for drawing only.
for (const name of ['DOMMatrix', 'Path2D', 'ImageData']) bare[name] ??= class {}
for (const method of ['log', 'info', 'warn', 'error'] as const) console[method] = () => {}

const port = parentPort
if (port === null) throw new Error('This file is the script of a worker thread')
const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
type Document = Awaited<ReturnType<typeof pdfjs.getDocument>['promise']>
type Page = Awaited<ReturnType<Document['getPage']>>

const folder = (name: string): string =>
  fileURLToPath(new URL(`../../${name}/`, import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')))

const answer = (message: PdfjsAnswer): void => port.postMessage(message)

async function read(request: PdfjsRequest): Promise<void> {
  const task = pdfjs.getDocument({
    data: request.bytes,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    stopAtErrors: false,
    verbosity: 0,
    // Predefined CMaps, without which Chinese, Japanese and Korean text cannot be told.
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    // Decoders of fax, JBIG2 and JPEG 2000.
    wasmUrl: folder('wasm'),
    ...(request.kind === 'pictures' && { maxImageSize: request.maxPixels }),
  })
  try {
    const document = await task.promise
    const more =
      request.kind === 'text'
        ? await readText(document, request.maxPages, request.maxCharacters)
        : await readPictures(document, request.pages)
    answer({ kind: 'done', more })
  } catch (error) {
    answer({
      kind: 'failed',
      why: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    })
  } finally {
    await task.destroy()
  }
}

/** @returns true when there are pages beyond the limits. */
async function readText(document: Document, maxPages: number, maxCharacters: number): Promise<boolean> {
  let characters = 0
  let number = 1
  for (; number <= Math.min(document.numPages, maxPages) && characters < maxCharacters; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent({ includeMarkedContent: false })
    const pieces: TextAnswer = { kind: 'page', number, texts: [], places: [] }
    for (const item of items) {
      if (!('str' in item)) continue
      characters += item.str.length
      const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[]
      pieces.texts.push(item.str)
      pieces.places.push(x, y, item.width, item.height, Math.atan2(b, a), item.hasEOL ? 1 : 0)
    }
    answer(pieces)
    page.cleanup()
  }
  return number <= document.numPages
}

/** Pictures drawn on a page, with the matrix in force. Attack: one picture drawn a million times. */
const MOST_PICTURES = 50

async function readPictures(document: Document, numbers: readonly number[]): Promise<boolean> {
  let left = MOST_PICTURES
  for (const number of numbers) {
    if (number > document.numPages) continue
    const page = await document.getPage(number)
    const { fnArray, argsArray } = await page.getOperatorList()
    const { OPS } = pdfjs
    let matrix: Matrix = [1, 0, 0, 1, 0, 0]
    const saved: Matrix[] = []
    for (const [index, operator] of fnArray.entries()) {
      const args = (argsArray[index] ?? []) as readonly unknown[]
      if (operator === OPS.save || operator === OPS.paintFormXObjectBegin) saved.push(matrix)
      if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) matrix = saved.pop() ?? matrix
      if (operator === OPS.transform) matrix = multiply(args as unknown as Matrix, matrix)
      if (operator === OPS.paintFormXObjectBegin && Array.isArray(args[0]))
        matrix = multiply(args[0] as unknown as Matrix, matrix)
      const drawn =
        operator === OPS.paintImageXObject
          ? await objectOf(page, args[0])
          : operator === OPS.paintInlineImageXObject || operator === OPS.paintImageMaskXObject
            ? await maskOf(page, args[0])
            : undefined
      const grey = drawn && greyOf(drawn)
      if (grey === undefined) continue
      if (left-- === 0) return true
      answer({ kind: 'picture', number, matrix, ...grey })
    }
    page.cleanup()
  }
  return false
}

interface Raw {
  readonly width: number
  readonly height: number
  /** 1: one bit a pixel, 2: RGB, 3: RGBA (pdf.js ImageKind). */
  readonly kind: number
  readonly data: Uint8Array
}

const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' &&
  value !== null &&
  'data' in value &&
  ArrayBuffer.isView(value.data) &&
  'width' in value &&
  'height' in value

/** Pictures arrive behind the operators that draw them. */
function objectOf(page: Page, id: unknown): Promise<Raw | undefined> {
  if (typeof id !== 'string') return Promise.resolve(undefined)
  const objects = id.startsWith('g_') ? page.commonObjs : page.objs
  return new Promise((resolve) => {
    objects.get(id, (value: unknown) => resolve(isRaw(value) ? value : undefined))
  })
}

async function maskOf(page: Page, value: unknown): Promise<Raw | undefined> {
  if (typeof value !== 'object' || value === null) return undefined
  const { data, width, height } = value as { data?: unknown; width?: number; height?: number }
  const found = typeof data === 'string' ? await objectOf(page, data) : isRaw(value) ? value : undefined
  return (
    found && { ...found, width: width ?? found.width, height: height ?? found.height, kind: found.kind ?? 1 }
  )
}

function greyOf({
  width,
  height,
  kind,
  data,
}: Raw): Pick<PictureAnswer, 'width' | 'height' | 'pixels'> | undefined {
  const pixels = new Uint8Array(width * height)
  if (kind === 1) {
    const row = (width + 7) >> 3
    if (data.length < row * height) return undefined
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        pixels[y * width + x] = ((data[y * row + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0 ? 0 : 255
    return { width, height, pixels }
  }
  const channels = kind === 3 ? 4 : 3
  if (data.length < width * height * channels) return undefined
  for (let i = 0, at = 0; i < pixels.length; i++, at += channels)
    pixels[i] = ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8
  return { width, height, pixels }
}

port.on('message', (request: PdfjsRequest) => void read(request))
answer({ kind: 'ready' })
