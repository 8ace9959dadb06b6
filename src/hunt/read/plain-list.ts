import type { IndicatorSet, IndicatorSource, TlpLabel } from '../../model/indicator.ts'
import { tlpOf } from '../tlp.ts'
import { feedLines } from './feed-text.ts'
import { indicatorCollector } from './indicator-collector.ts'
import { hostValue, type NormalValue, valueByForm } from './indicator-value.ts'
import { READ_LIMITS } from './read-limits.ts'

const COMMENT = /^(?:#|\/\/|;|!|--\s)/
/** Lines of a block of remarks that are kept as context. */
const BLOCK_LINES = 6

/**
 * Reads a list of one value on each line: plain, with bullets, as a hosts file, as filter rules of ad blockers and
 * proxies, or in the manner of maltrail (`host`, `ip:port`, `/path`, a remark behind it). Remarks that stand above a
 * block, and the one on the line, become its context; a date in them its date. Ranges count bytes of the file.
 */
export function readList(bytes: Uint8Array, source: IndicatorSource): IndicatorSet {
  const collector = indicatorCollector(source)
  let remarks: string[] = []
  let fresh = false
  let tlp: TlpLabel | undefined
  for (const line of feedLines(bytes, READ_LIMITS.valueLength * 2)) {
    if (line.cut) {
      collector.issue(
        'limit.intel-value',
        `a line of ${line.end - line.start} bytes is left out`,
        line.number,
      )
      continue
    }
    const text = line.text.trim()
    if (text === '') continue
    if (COMMENT.test(text)) {
      const remark = text.replace(/^[#/;!\s-]+/, '')
      if (!fresh) remarks = []
      fresh = true
      if (remark !== '' && remarks.length < BLOCK_LINES) remarks.push(remark)
      if (/^tlp/i.test(remark)) tlp = tlpOf(remark)
      continue
    }
    fresh = false
    const entry = readEntry(text)
    if (entry === undefined) {
      collector.issue(
        'intel.value-invalid',
        `no value can be made out in ‹${text.slice(0, 60)}›`,
        line.number,
      )
      continue
    }
    const context = [entry.remark, ...remarks].filter((each) => each !== '').join('. ')
    const goesOn = collector.add(entry.value, {
      wording: entry.wording,
      line: line.number,
      range: { start: line.start, end: line.end },
      published: dateOf(remarks),
      tlp,
      context,
    })
    if (!goesOn) break
  }
  return collector.finish(tlp === undefined ? {} : {})
}

interface Entry {
  readonly value: NormalValue
  readonly wording: string
  readonly remark: string
}

const HOSTS_FILE = /^(?:0\.0\.0\.0|127\.0\.0\.1|::1?|::)\s+(?=\S)/
const FILTER_RULE = /^\|\|([^\s/^$|]+)\^?(?:\$\S*)?$/
const DNSMASQ = /^(?:address|server|local)=\/([^/\s]+)\/\S*$/
const BULLET = /^(?:[-*•‣–—▪·>]|\d{1,4}[.)])\s+/

/** The value of a line and what is remarked behind it; undefined when there is none. */
export function readEntry(text: string): Entry | undefined {
  const rule = FILTER_RULE.exec(text)?.[1] ?? DNSMASQ.exec(text)?.[1]
  if (rule !== undefined) {
    const value = hostValue(`*.${rule}`)
    return value && { value, wording: rule, remark: '' }
  }
  // Runs of blanks are one: what follows must not look at each of them again.
  const bare = text
    .replace(/[^\S\t]+/g, ' ')
    .replace(HOSTS_FILE, '')
    .replace(BULLET, '')
  const whole = valueByForm(bare)
  if (whole !== undefined && !/\s/.test(bare)) return { value: whole, wording: bare, remark: '' }
  // Defanged with spaces: `evil [.] example`.
  const remarkAt = bare.search(/ (?:#|\/\/|;|--|—|–|\(|- )|\t|, |;/)
  const first = remarkAt < 0 ? bare : bare.slice(0, remarkAt)
  const value = valueByForm(first) ?? valueByForm(first.split(/\s/, 1)[0] ?? '')
  if (value === undefined) return undefined
  const wording = valueByForm(first) === undefined ? (first.split(/\s/, 1)[0] ?? '') : first
  const remark = bare.slice(wording.length).replace(/^[\s#;,/(–—-]+/, '')
  return { value, wording, remark: remark.replace(/\)$/, '') }
}

/** A date in the remarks, as `# Reference: https://… (2018-06-12 …)`; not one that is part of a URL. */
function dateOf(remarks: readonly string[]): number | undefined {
  for (const remark of remarks) {
    const found = /(?:^|[\s(])(\d{4})-(\d\d)-(\d\d)(?=$|[\s),])/.exec(remark)?.[0]
    const milliseconds = found === undefined ? Number.NaN : Date.parse(found.replace(/^[\s(]+/, ''))
    if (Number.isFinite(milliseconds)) return milliseconds
  }
  return undefined
}

/**
 * The share of lines, remarks left out, that a list would have: a value, with at most a short remark behind. Looks at
 * the first lines only.
 */
export function listShare(bytes: Uint8Array): { readonly lines: number; readonly share: number } {
  let lines = 0
  let values = 0
  for (const { text } of feedLines(bytes.subarray(0, 256 << 10), 4_096)) {
    const line = text.trim()
    if (line === '' || COMMENT.test(line)) continue
    lines++
    const entry = readEntry(line)
    if (entry !== undefined && (entry.remark.length <= 120 || /^\S+\s+(?:#|\/\/)/.test(line))) values++
    if (lines >= 500) break
  }
  return { lines, share: lines === 0 ? 0 : values / lines }
}
