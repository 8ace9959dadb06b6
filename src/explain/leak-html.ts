import type { LeakTrace } from '../model/leak-trace.ts'
import { type Html, html, rawHtml } from './html.ts'
import { REPORT_STYLES } from './html-styles.ts'
import { leakBlocks } from './leak-blocks.ts'

/** A trace as one HTML page that loads nothing. All text in it is defanged and escaped. */
export function leakHtml(trace: LeakTrace): string {
  const parts: Html[] = []
  let points: Html[] = []
  const flush = (): void => {
    if (points.length > 0) parts.push(html`<ul>${points}</ul>`)
    points = []
  }
  for (const block of leakBlocks(trace)) {
    if (block.kind === 'point') {
      points.push(html`<li><bdi>${block.text}</bdi></li>`)
      continue
    }
    flush()
    if (block.kind === 'heading') parts.push(html`<h2><bdi>${block.text}</bdi></h2>`)
    else if (block.style === 'strong') parts.push(html`<p><strong>${block.text}</strong></p>`)
    else parts.push(html`<p>${block.text}</p>`)
  }
  flush()
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Counterfoil: trace of a leak</title>
<style>${rawHtml(REPORT_STYLES)}</style>
</head>
<body>
<main>
<h1>Trace of a leak</h1>
${parts}
</main>
</body>
</html>
`.html
}
