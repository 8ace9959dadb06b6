import type { ScanReport, ScanSummary } from '../model/scan.ts'
import { coverageGaps } from './coverage-words.ts'
import { type Html, html } from './html.ts'
import { ISSUE_WORDS } from './issue-words.ts'
import { countText, durationText } from './layout.ts'
import { summaryRows } from './summary-words.ts'
import { LEVEL_MEANINGS, NO_ALL_CLEAR } from './words.ts'

/** Entries of each list; inputs with thousands of troubles exist. */
const MAX_LISTED = 200

/** Counts, coverage and timings, in the words the terminal uses. */
export function summaryHtml({ summary, inputs }: ScanReport): Html {
  const { timings } = summary
  const gaps = coverageGaps(summary)
  const row = (label: string, text: Html): Html => html`<div><dt>${label}</dt><dd>${text}</dd></div>`
  return html`
<section id="summary" aria-labelledby="summary-title">
<h2 id="summary-title">Summary and coverage</h2>
<dl class="facts">
${summaryRows(summary).map(({ label, text }) => row(label, html`${text}`))}
${row('Time', html`${durationText(timings.total)} (reading ${durationText(timings.reading)}, judging ${durationText(timings.judging)}, ranking ${durationText(timings.ranking)})`)}
${row('Version', html`<span class="exact">${{ exact: `${summary.version}, rules ${summary.rules}` }}</span>`)}
${row('Inputs', html`<ul class="plain">${inputs.slice(0, MAX_LISTED).map((input) => html`<li class="exact">${{ exact: input }}</li>`)}${more(inputs.length)}</ul>`)}
</dl>
<h3>What could not be evaluated</h3>
${
  gaps.length === 0
    ? html`<p>Everything this version can check was able to run.</p>`
    : html`<ul>${gaps.slice(0, MAX_LISTED).map(({ what, why, messages }) => html`<li><strong>${what}</strong>: ${why} <span class="hint">(${countText(messages, 'message')})</span></li>`)}${more(gaps.length)}</ul>`
}
${issuesHtml(summary)}
${troubleHtml(summary)}
${hostsHtml(summary)}
<h3>What the words mean</h3>
<dl class="facts">
${row('Alert', html`${LEVEL_MEANINGS.alert}`)}
${row('Review', html`${LEVEL_MEANINGS.review}`)}
${row('None', html`${LEVEL_MEANINGS.none}`)}
${row('Unknown', html`${LEVEL_MEANINGS.unknown}`)}
</dl>
<p>${NO_ALL_CLEAR}</p>
</section>`
}

function more(count: number): Html | undefined {
  return count > MAX_LISTED ? html`<li>and ${count - MAX_LISTED} more</li>` : undefined
}

function issuesHtml({ coverage }: ScanSummary): Html | undefined {
  if (coverage.issues.length === 0) return undefined
  return html`<h3>What could not be read as written</h3>
<ul>${coverage.issues.map(({ code, messages }) => html`<li>${ISSUE_WORDS[code]} <span class="hint">(<span class="exact">${{ exact: code }}</span>, ${countText(messages, 'message')})</span></li>`)}</ul>`
}

function troubleHtml({ coverage }: ScanSummary): Html | undefined {
  if (coverage.trouble.length === 0) return undefined
  return html`<h3>Trouble with the input</h3>
<ul>${coverage.trouble
    .slice(0, MAX_LISTED)
    .map(
      ({ file, offset, detail, next }) =>
        html`<li><span class="exact">${{ exact: offset === undefined ? file : `${file}#${offset}` }}</span>: ${{ exact: detail }}. ${{ exact: next }}</li>`,
    )}${more(coverage.trouble.length)}</ul>`
}

function hostsHtml({ coverage }: ScanSummary): Html | undefined {
  if (coverage.trustedHosts.length === 0) return undefined
  const words = {
    configured: 'you named it',
    inferred: 'taken for your receiving host by its place in the header',
  }
  return html`<h3>Whose checks were believed</h3>
<ul>${coverage.trustedHosts
    .slice(0, MAX_LISTED)
    .map(
      ({ host, because, messages }) =>
        html`<li><span class="exact">${{ exact: host }}</span>: ${words[because]} <span class="hint">(${countText(messages, 'message')})</span></li>`,
    )}${more(coverage.trustedHosts.length)}</ul>`
}
