import { type BrowserOptions, openBrowser } from './browser-process.ts'

/** Milliseconds a page of ours takes at most; the largest reports take two seconds. */
const PATIENCE = 60_000

/**
 * A page of ours as PDF, printed by Chromium on A4. The page gets no network and no scripts. Rejects with
 * `BrowserError` when there is no browser.
 */
export async function printPage(html: string, options: BrowserOptions = {}): Promise<Uint8Array> {
  const process = await openBrowser(options)
  try {
    const context = await process.browser.newContext({ offline: true, javaScriptEnabled: false })
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    await page.setContent(html, { waitUntil: 'load' })
    return await page.pdf({ format: 'A4', preferCSSPageSize: true, tagged: true, outline: true })
  } finally {
    await process.close()
  }
}
