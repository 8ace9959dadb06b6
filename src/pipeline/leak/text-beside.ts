/** What OCR made of a scan, laid beside it: `scan.pdf` and `scan.txt`, or `scan.pdf.hocr`. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { openAttachment } from '../../enrich/attachments/open-attachment.ts'
import { OPEN_LIMITS } from '../../enrich/attachments/open-limits.ts'

const ENDINGS = ['.txt', '.hocr', '.ocr.txt'] as const
const SCAN = /\.(?:pdf|png|jpe?g|tiff?|webp|gif|bmp|avif)$/i

/** The file with the text of a scan; undefined when there is none, or the file is no scan by its name. */
export function textFileBeside(scan: string): string | undefined {
  const ending = SCAN.exec(scan)
  if (ending === null) return undefined
  const stem = scan.slice(0, ending.index)
  return [stem, scan]
    .flatMap((from) => ENDINGS.map((end) => `${from}${end}`))
    .find((file) => existsSync(file))
}

/** The text in such a file; empty when it cannot be read. */
export async function textBeside(file: string): Promise<string> {
  try {
    if (statSync(file).size > OPEN_LIMITS.attachmentBytes) return ''
    const { text } = await openAttachment(
      { part: '1', name: file, declaredType: '', bytes: readFileSync(file) },
      { recipients: [], qr: false },
    )
    return text
  } catch {
    return ''
  }
}
