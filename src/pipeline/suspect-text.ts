import { readSuspect } from '../leaks/marking/decode-marks.ts'
import { type MasterTrouble, masterTrouble } from '../leaks/marking/master-text.ts'
import type { SuspectText } from '../leaks/marking/read-places.ts'

/** Milliseconds for one PDF; a document of 500 pages takes 10 s on a slow machine. */
const PDF_PATIENCE = 60_000

/** The text of a suspect file of any kind that can be read here, PDF included, or why not. Never rejects. */
export async function suspectText(bytes: Uint8Array, name: string): Promise<SuspectText | MasterTrouble> {
  if (!Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return readSuspect(bytes, name)
  const { readPdfText } = await import('../enrich/attachments/pdf/pdfjs-thread.ts')
  const { pageText } = await import('../enrich/attachments/pdf/page-text.ts')
  const { pages, outcome, why } = await readPdfText(Uint8Array.from(bytes), PDF_PATIENCE)
  const text = pages.map((page) => pageText(page).text).join('\n')
  if (text.trim() !== '') return { text }
  return outcome === 'failed'
    ? masterTrouble(`this PDF cannot be read: ${why}`, 'if it has a password, save a copy without it')
    : masterTrouble(
        'this PDF has no text, only pictures of pages',
        'read its pages with OCR first: pdftoppm -r 200 -png FILE page, then tesseract page-1.png page',
      )
}
