/** Prints pages as PDF with an installed Chromium that has no way out. */
import { type BrowserOptions, openBrowser } from './browser-process.ts'

export interface PdfPrinter {
  /** The PDF of a page on A4. Scripts do not run, and nothing is loaded from anywhere. */
  print(html: string): Promise<Uint8Array>
  close(): Promise<void>
}

/** Milliseconds for one page. Attack: a page whose layout never ends. */
const PATIENCE = 60_000

/** Starts the browser. Rejects with `BrowserError` when there is none or it does not start. */
export async function openPdfPrinter(options: BrowserOptions = {}): Promise<PdfPrinter> {
  const { browser, close } = await openBrowser(options)
  return {
    async print(html) {
      const context = await browser.newContext({
        javaScriptEnabled: false,
        offline: true,
        serviceWorkers: 'block',
      })
      try {
        const page = await context.newPage()
        page.setDefaultTimeout(PATIENCE)
        await page.setContent(html, { waitUntil: 'load', timeout: PATIENCE })
        return await page.pdf({
          format: 'A4',
          preferCSSPageSize: true,
          printBackground: true,
          margin: MARGIN,
        })
      } finally {
        await context.close()
      }
    },
    close,
  }
}

const MARGIN = { top: '20mm', bottom: '20mm', left: '22mm', right: '22mm' }
