import { basename } from 'node:path'
import { simpleParser } from 'mailparser'
import { readChecked } from './reader-check.ts'
import type { Difference, Suite, SuiteFiles, SuiteResult } from './suite.ts'
import { share, tally } from './suite.ts'
import { scriptScheme, urlsOfDocument } from './url-oracle.ts'

/**
 * What is expected of the reader, which renders nothing: every address that runs or carries script (`javascript:`,
 * `vbscript:`, `data:`) and that a browser's tree of the mail's HTML holds in an attribute or style is among our
 * links, with the trait that says so. HTML is decoded by mailparser and built into a tree by parse5.
 */
async function payloads(files: SuiteFiles): Promise<SuiteResult> {
  const rows = tally('wooyun script addresses')
  let wanted = 0
  let found = 0
  for (const name of files.names.filter((each) => each.endsWith('.eml'))) {
    const bytes = files.read(name)
    const label = basename(name, '.eml')
    const { message, broken } = readChecked(bytes)
    const differences: Difference[] = broken.map((what) => ({ case: label, what }))
    const parsed = await simpleParser(bytes, {
      skipImageLinks: true,
      skipTextToHtml: true,
      skipHtmlToText: true,
    })
    const expected = urlsOfDocument(parsed.html || '').filter(({ url }) => scriptScheme(url) !== undefined)
    const squeeze = (url: string) => url.replace(/\s+/g, '').slice(0, 200)
    const ours = new Set(
      message?.links
        .filter(({ traits }) => traits.includes('script-url') || traits.includes('data-url'))
        .map(({ href }) => squeeze(href)),
    )
    for (const { element, attribute, url } of expected) {
      wanted++
      if (ours.has(squeeze(url))) found++
      else differences.push({ case: `${label} ${element} ${attribute}`, what: url.slice(0, 80) })
    }
    rows.add(differences)
  }
  rows.note(`addresses with script found: ${share(found, wanted)}`)
  return rows.result()
}

export const wooyun: Suite = {
  archive: 'wooyun-xss-eml.tar.zst',
  run: async (files) => [await payloads(files)],
}
