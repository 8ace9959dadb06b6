import type { CaseReport } from '../model/case-report.ts'
import {
  accountSection,
  actionsSection,
  analysisSections,
  attackSection,
  bottomLine,
  documentSection,
  evidenceSection,
  gapsSection,
  indicatorSection,
  matrixSection,
  scopeSection,
  timelineSection,
} from './case-html-sections.ts'
import { CASE_STYLES, ONE_PAGE_STYLES } from './case-html-styles.ts'
import { tlpText } from './case-words.ts'
import { type Html, html } from './html.ts'
import { pageHtml } from './html-page.ts'
import { countText } from './layout.ts'

export interface CaseHtmlOptions {
  /** Bottom line, the main events, hypotheses, actions and gaps, on one sheet. */
  readonly onePage?: boolean
}

/**
 * The report of a case as one HTML file: opens offline, makes no request, runs nothing, prints. Every sentence with a
 * claim in it links to its evidence. Sections follow an incident report: bottom line first, then what it rests on.
 */
export function caseHtml(report: CaseReport, options: CaseHtmlOptions = {}): string {
  const { title } = report.case
  const page = pageHtml({
    title: html`${title}, ${tlpText(report.tlp)}`,
    heading: title,
    generated: report.generated,
    styles: options.onePage ? CASE_STYLES + ONE_PAGE_STYLES : CASE_STYLES,
    main: options.onePage ? onePage(report) : whole(report),
  })
  // On one sheet, and where something is left out, a reference may have nothing to lead to. Values cannot hold a `<`.
  const there = new Set([...page.matchAll(/ id="([\w-]+)"/g)].map(([, id]) => id))
  return page.replace(/<a href="#([\w-]+)">([^<]*)<\/a>/g, (whole, id, words) =>
    there.has(id) ? whole : words,
  )
}

function whole(report: CaseReport): Html {
  return html`${marking(report)}
${bottomLine(report)}
${scopeSection(report)}
${timelineSection(report)}
${evidenceSection(report)}
${analysisSections(report)}
${accountSection(report)}
${documentSection(report)}
${matrixSection(report)}
${attackSection(report)}
${indicatorSection(report)}
${actionsSection(report)}
${gapsSection(report)}
${custodyHtml(report)}
${marking(report)}`
}

function onePage(report: CaseReport): Html {
  return html`${marking(report)}
${bottomLine(report, 5)}
${timelineSection(report, 8)}
${matrixSection(report, true)}
${actionsSection(report, true)}
${gapsSection(report, true)}
<p class="hint">The whole report names the evidence behind each sentence, with its hash.</p>
${custodyHtml(report)}`
}

function marking({ tlp, redaction }: CaseReport): Html {
  const withheld =
    redaction && redaction.withheld > 0
      ? ` ${countText(redaction.withheld, 'item')} with a higher marking ${redaction.withheld === 1 ? 'is' : 'are'} left out, with what rests on ${redaction.withheld === 1 ? 'it' : 'them'} alone.`
      : ''
  return html`<p class="marking"><strong>${tlpText(tlp)}</strong> (Traffic Light Protocol 2.0).${redaction === undefined ? undefined : html`${redaction.people === undefined ? '' : ` This is the version for others: ${countText(redaction.people, 'person or address', 'people and addresses')} stand under pseudonyms.`}${withheld}`}</p>`
}

function custodyHtml({ case: found, head, tool }: CaseReport): Html {
  return html`<p class="hint">Written by ${tool}. The custody log has ${countText(found.custody.length, 'entry', 'entries')}; its last hash is <span class="exact">${{ exact: head }}</span>. Whoever notes it can tell later whether the end of the log was cut off.</p>`
}
