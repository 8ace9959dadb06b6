/**
 * The thread in which pdf.js reads the text of one PDF after the other. It exists to be killed: pdf.js runs for
 * minutes, or takes gigabytes, on documents built for that (measured in pdf-text.test.ts). It gets bytes and gives
 * strings with places; it has no canvas, no network and no way to compile code from text.
 */
import { registerHooks } from 'node:module'
import { parentPort } from 'node:worker_threads'
import type { PdfTextAnswer, PdfTextRequest } from './pdf-text-protocol.ts'

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
/** Predefined CMaps, without which Chinese, Japanese and Korean text cannot be told; a folder of the package. */
const cMapUrl = new URL('../../cmaps/', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')).pathname

const answer = (message: PdfTextAnswer): void => port.postMessage(message)

async function readText({ bytes, maxPages, maxCharacters }: PdfTextRequest): Promise<void> {
  const task = pdfjs.getDocument({
    data: bytes,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    stopAtErrors: false,
    verbosity: 0,
    cMapUrl,
    cMapPacked: true,
  })
  try {
    const document = await task.promise
    let characters = 0
    let number = 1
    for (; number <= Math.min(document.numPages, maxPages) && characters < maxCharacters; number++) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent({ includeMarkedContent: false })
      const pieces: PdfTextAnswer & { kind: 'page' } = { kind: 'page', number, texts: [], places: [] }
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
    answer({ kind: 'done', more: number <= document.numPages })
  } catch (error) {
    answer({
      kind: 'failed',
      why: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    })
  } finally {
    await task.destroy()
  }
}

port.on('message', (request: PdfTextRequest) => void readText(request))
answer({ kind: 'ready' })
