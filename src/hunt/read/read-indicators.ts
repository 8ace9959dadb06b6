import type { OpenedAttachment } from '../../model/attachment.ts'
import type { IndicatorSet, IndicatorSource } from '../../model/indicator.ts'
import type { IssueCode } from '../../model/issue.ts'
import { csvLayout, readCsv } from './csv-indicators.ts'
import { indicatorCollector } from './indicator-collector.ts'
import { readJson } from './json-feed.ts'
import { listShare, readList } from './plain-list.ts'
import { READ_LIMITS } from './read-limits.ts'
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
  _options: ReadIndicatorsOptions = {},
): Promise<IndicatorSet> {
  const first = firstCharacter(bytes)
  if (first === '{' || first === '[') {
    const json = readJson(bytes)
    if (!json.ok) return nothing({ name, format: 'stix' }, json.code, json.why, json.line)
    if (isStix(json.value)) return readStix(json.value, { name, format: 'stix' })
    return nothing({ name, format: 'stix' }, 'intel.unreadable', 'JSON that is neither STIX nor MISP')
  }
  const kept = bytes.subarray(0, READ_LIMITS.bytes)
  const set = readText(kept, name)
  if (kept.length === bytes.length) return set
  const detail = `Only the first ${READ_LIMITS.bytes} of ${bytes.length} bytes are read`
  return { ...set, issues: [...set.issues, { code: 'limit.intel-size', detail }] }
}

function readText(bytes: Uint8Array, name: string): IndicatorSet {
  const layout = csvLayout(bytes)
  const list = listShare(bytes)
  if (layout !== undefined && (list.share < 0.9 || layout.header >= 0))
    return readCsv(bytes, { name, format: 'csv' }, layout)
  return readList(bytes, { name, format: 'list' })
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
