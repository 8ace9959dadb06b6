import type { OpenedAttachment } from '../../model/attachment.ts'
import type { IndicatorSet, IndicatorSource } from '../../model/indicator.ts'
import type { IssueCode } from '../../model/issue.ts'
import { type CsvLayout, csvLayout, readCsv } from './csv-indicators.ts'
import { byteCounter, feedText } from './feed-text.ts'
import { indicatorCollector } from './indicator-collector.ts'
import { readJson } from './json-feed.ts'
import { isMisp, readMisp } from './misp-event.ts'
import { isOpenIoc, readOpenIoc } from './open-ioc.ts'
import { listShare, readList } from './plain-list.ts'
import { READ_LIMITS } from './read-limits.ts'
import { readReport } from './read-report.ts'
import { htmlReport, plainReport, type ReportText } from './report-text.ts'
import { isStix, readStix } from './stix-bundle.ts'

export interface ReadIndicatorsOptions {
  /**
   * Opens a PDF or an office document (`openAttachment` of `src/enrich/attachments`). Without it a report in such a
   * form is not read, and an issue says so.
   */
  readonly openDocument?: (bytes: Uint8Array, name: string) => Promise<OpenedAttachment>
}

/**
 * Indicators of a file or answer: STIX, MISP, OpenIOC, a table, a list, or a written report; which, is told from its
 * content, the name only decides between text that could be several of them. Never rejects because of content: what
 * cannot be read, or is left out, stands in `issues`, with the line in its text where there is one.
 * @param name path or URL, as it was given; part of each indicator's id.
 */
export async function readIndicators(
  bytes: Uint8Array,
  name: string,
  options: ReadIndicatorsOptions = {},
): Promise<IndicatorSet> {
  const first = firstCharacter(bytes)
  if (first === '{' || first === '[') {
    const set = readObjects(bytes, name)
    if (set !== undefined) return set
  }
  if (isDocument(bytes)) return readDocument(bytes, name, options)
  const kept = bytes.subarray(0, READ_LIMITS.bytes)
  const set = first === '<' ? readMarkup(kept, name) : readText(kept, name)
  if (kept.length === bytes.length) return set
  return withIssue(
    set,
    'limit.intel-size',
    `Only the first ${READ_LIMITS.bytes} of ${bytes.length} bytes are read`,
  )
}

/** JSON; undefined when the text only begins like it. */
function readObjects(bytes: Uint8Array, name: string): IndicatorSet | undefined {
  const json = readJson(bytes)
  if (!json.ok) {
    // `[TLP:AMBER] Notes`, `[1] …`: a text that begins with a bracket; nothing in it looks like JSON.
    const start = feedText(bytes.subarray(0, 400)).text.trim()
    if (json.code === 'intel.unreadable' && !/^\{\s*(?:"|\}|$)|^\[\s*(?:[\]{["]|$)/.test(start))
      return undefined
    return nothing(
      { name, format: start.includes('"Event"') ? 'misp' : 'stix' },
      json.code,
      json.why,
      json.line,
    )
  }
  if (isStix(json.value)) return readStix(json.value, { name, format: 'stix' })
  if (isMisp(json.value)) return readMisp(json.value, { name, format: 'misp' })
  return nothing({ name, format: 'stix' }, 'intel.unreadable', 'JSON that is neither STIX nor MISP')
}

const isDocument = (bytes: Uint8Array): boolean => {
  const start = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1')
  return (
    start.includes('%PDF-') ||
    start.startsWith('PK\u0003\u0004') ||
    start.startsWith('\u00d0\u00cf\u0011\u00e0') ||
    start.startsWith('{\\rtf')
  )
}

async function readDocument(
  bytes: Uint8Array,
  name: string,
  options: ReadIndicatorsOptions,
): Promise<IndicatorSet> {
  const source: IndicatorSource = { name, format: 'report' }
  if (options.openDocument === undefined)
    return nothing(source, 'intel.unreadable', 'No reader for documents was handed in')
  const opened = await options.openDocument(bytes, name)
  const { title, author, company, created } = opened.metadata
  const publisher = company ?? author
  const report: ReportText = {
    ...plainReport(opened.text),
    stated: {
      ...(title !== undefined && title.trim().length > 3 && { title }),
      ...(publisher !== undefined && publisher.trim() !== '' && { publisher }),
    },
  }
  // Links of a document have no place in its text; they stand behind it, as what the reader can click on.
  const ends = { start: report.text.length, end: report.text.length }
  const links = opened.links.filter(({ href }) => href !== '').map(({ href }) => ({ ...ends, href }))
  const set = readReport({ ...report, links }, source, {})
  const dated =
    created === undefined
      ? set
      : {
          ...set,
          indicators: set.indicators.map((each) =>
            each.published === undefined ? { ...each, published: created } : each,
          ),
        }
  return { ...dated, issues: [...set.issues, ...opened.issues.slice(0, READ_LIMITS.issuesOfCode)] }
}

function readMarkup(bytes: Uint8Array, name: string): IndicatorSet {
  const start = Buffer.from(bytes.subarray(0, 4_096)).toString('utf8')
  if (isOpenIoc(start)) {
    const source: IndicatorSource = { name, format: 'openioc' }
    if (bytes.length > READ_LIMITS.treeBytes)
      return nothing(source, 'limit.intel-size', `${bytes.length} bytes are more than are read of XML`)
    return readOpenIoc(bytes, source)
  }
  if (/<stix:STIX_Package|stix\.mitre\.org/.test(start))
    return nothing(
      { name, format: 'stix' },
      'intel.unreadable',
      'STIX 1 in XML is not read; ask for STIX 2.1',
    )
  if (
    /<(?:!doctype html|html|head|body|article|div|p|h[1-6]|table|ul|main|section|meta|title)[\s>]/i.test(
      start,
    )
  )
    return readProse(bytes, name, true)
  return readText(bytes, name)
}

function readText(bytes: Uint8Array, name: string): IndicatorSet {
  const list = listShare(bytes)
  const isReport = /\.(?:md|markdown|html?|eml)$/i.test(name)
  const layout = isReport ? undefined : csvLayout(bytes)
  if (layout !== undefined && isTable(layout, list.share, name))
    return readCsv(bytes, { name, format: 'csv' }, layout)
  if (!isReport && list.lines > 0 && list.share >= 0.75) return readList(bytes, { name, format: 'list' })
  return readProse(bytes, name, false)
}

/** Prose has commas and bars too: a table without a name that says so has columns that say what they are. */
function isTable(layout: CsvLayout, listShareOfLines: number, name: string): boolean {
  if (/\.(?:csv|tsv)$/i.test(name)) return true
  if (layout.header >= 0 && layout.columns.length > 1) return layout.regular >= 0.9
  return listShareOfLines < 0.75 ? layout.regular >= 0.95 && layout.columns.length > 1 : false
}

function readProse(bytes: Uint8Array, name: string, markup: boolean): IndicatorSet {
  const kept = bytes.subarray(0, READ_LIMITS.reportBytes)
  const decoded = feedText(kept)
  const count = byteCounter(decoded)
  const lines = lineCounter(decoded.text)
  const report = markup ? htmlReport(decoded.text) : plainReport(decoded.text)
  const set = readReport(
    report,
    { name, format: 'report' },
    {
      range: (start, end) => ({ start: count(start), end: count(end) }),
      line: lines,
    },
  )
  if (kept.length === bytes.length) return set
  return withIssue(
    set,
    'limit.intel-size',
    `Only the first ${READ_LIMITS.reportBytes} of ${bytes.length} bytes are read`,
  )
}

function lineCounter(text: string): (offset: number) => number {
  const ends: number[] = []
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at)
  return (offset) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low + 1
  }
}

function withIssue(set: IndicatorSet, code: IssueCode, detail: string): IndicatorSet {
  return { ...set, issues: [...set.issues, { code, detail }] }
}

/** A set of no indicators that says why. */
function nothing(source: IndicatorSource, code: IssueCode, why: string, line?: number): IndicatorSet {
  const collector = indicatorCollector(source)
  collector.issue(code, why, line)
  return collector.finish()
}

/** The first character that is no white space, past a byte order mark; in UTF-16 as well. */
function firstCharacter(bytes: Uint8Array): string {
  for (let i = 0; i < Math.min(bytes.length, 4_096); i++) {
    const c = bytes[i] ?? 0
    if (c > 32 && c !== 0xef && c !== 0xbb && c !== 0xbf && c !== 0xfe && c !== 0xff)
      return String.fromCharCode(c)
  }
  return ''
}
