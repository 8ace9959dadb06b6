import { type Html, html, rawHtml } from './html.ts'
import { REPORT_STYLES } from './html-styles.ts'
import { dateText } from './layout.ts'

/**
 * The page may load nothing, run nothing, send nothing and frame nothing (CSP Level 3). Even if an escape were
 * missed, no script would run and no request would leave.
 */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

export interface PageParts {
  readonly title: Html
  readonly heading: string
  /** Milliseconds since the epoch. */
  readonly generated: number
  readonly main: Html
  /** What the page is, before its date; default: report. */
  readonly kind?: string
  /** Rules of this page beside those of all. A constant of the program. */
  readonly styles?: string
}

/** A whole report page: one file that opens offline and asks nobody for anything. */
export function pageHtml({
  title,
  heading,
  generated,
  main,
  kind = 'Report',
  styles = '',
}: PageParts): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${rawHtml(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${rawHtml(REPORT_STYLES + styles)}</style>
</head>
<body>
<header class="masthead">
<p class="brand">Counterfoil</p>
<h1>${heading}</h1>
<p>${kind} of ${dateText(generated)}</p>
</header>
<main>
${main}
</main>
<footer>
<p>Addresses of web pages are written so that no program opens them: hxxps instead of the usual beginning, [.] instead of a dot. Characters that cannot be seen are written as ⟨U+202E⟩, with their Unicode number. Bytes are counted from 0 in the raw mail.</p>
</footer>
</body>
</html>
`
  return page.html
}
