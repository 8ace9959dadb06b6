import type { TlpLabel } from '../../model/indicator.ts'
import { readHtml } from '../../parse/body/html-reader.ts'
import { shownRuns } from '../../parse/body/shown-runs.ts'
import { sourceOffset } from '../../parse/body/source-offset.ts'

/** A written report as its reader sees it. */
export interface ReportText {
  /** Lines apart by a line end, table cells by a tab. */
  readonly text: string
  /** Offset in the source of a character of `text`. */
  readonly place: (offset: number) => number
  readonly links: readonly ReportLink[]
  /** Offsets of lines that are headings by their markup. */
  readonly headings: ReadonlySet<number>
  /** Stretches of navigation and the like around the report, `[start, end)`, ascending. */
  readonly around: readonly (readonly [start: number, end: number])[]
  readonly stated: StatedFacts
}

export interface ReportLink {
  readonly start: number
  readonly end: number
  readonly href: string
}

/** What the markup states about the report; hostile. */
export interface StatedFacts {
  readonly title?: string
  readonly publisher?: string
  readonly published?: string
  readonly tlp?: TlpLabel
  /** Where the report stands by its own word. */
  readonly url?: string
}

/** Elements around a report whose links are the site's own. */
const AROUND: ReadonlySet<string> = new Set(['nav', 'footer', 'aside', 'header'])
/** Links kept. Attack: a page of nothing but links. */
const LINKS = 20_000

/** The visible text of an HTML report, with its links; what is hidden, scripts, and remarks are left out. */
export function htmlReport(html: string): ReportText {
  let text = ''
  const pieces: string[] = []
  let length = 0
  /** Text offset and source offset where a stretch begins that is copied character by character. */
  const starts: number[] = []
  const sources: number[] = []
  const links: ReportLink[] = []
  const headings = new Set<number>()
  const around: (readonly [number, number])[] = []
  const stated: Record<string, string> = {}
  let blank = false
  let open: { href: string; start: number } | undefined
  let outer = 0
  let outerStart = 0
  let heading = false
  let titleDepth = false
  let article = 0

  const flush = (): void => {
    if (text.length > 65_536) {
      pieces.push(text)
      text = ''
    }
  }
  const put = (part: string, source: number): void => {
    if (part === '') return
    starts.push(length)
    sources.push(source)
    text += part
    length += part.length
    flush()
  }
  let lastChar = 10
  let cellsDue = 0
  let inRow = false
  const mark = (sign: string, source: number): void => {
    put(sign, source)
    lastChar = sign.charCodeAt(sign.length - 1)
    blank = false
  }
  const runs = shownRuns((run) => {
    if (run.lineEnds !== 'none' && length > 0)
      mark(run.lineEnds === 'one' || run.lineEnds === 'one-more' ? '\n' : '\n\n', run.start)
    if (cellsDue > 0) {
      mark('\t'.repeat(Math.min(cellsDue, 100)), run.start)
      cellsDue = 0
    }
    if (heading && lastChar === 10) headings.add(length)
    const at = (i: number): number => sourceOffset(run.start, run.places, i)
    if (run.preformatted) {
      put(run.text, at(0))
      lastChar = run.text.charCodeAt(run.text.length - 1)
      return
    }
    for (const word of run.text.matchAll(/[^ \t\n\f\r]+/g)) {
      const gap = word.index > 0 || blank
      if (gap && lastChar !== 10 && lastChar !== 9) put(' ', at(word.index))
      put(word[0], at(word.index))
      lastChar = 120
      blank = false
    }
    const end = run.text.charCodeAt(run.text.length - 1)
    blank = end === 32 || (end >= 9 && end <= 13)
  })
  readHtml(html, {
    text(run, visible, start, places) {
      if (titleDepth && stated.title === undefined && run.trim() !== '')
        stated.title = run.trim().slice(0, 500)
      runs.text(run, visible, start, places)
    },
    start(element) {
      const { name, attributes } = element
      runs.start(element)
      // Empty cells show nothing, but keep the others in their columns.
      if (name === 'tr') {
        cellsDue = 0
        inRow = false
      } else if (name === 'td' || name === 'th') {
        if (inRow) cellsDue++
        inRow = true
      }
      const of = (key: string): string => attributes.find((one) => one.name === key)?.value ?? ''
      if (name === 'a') {
        const href = of('href').trim()
        open = href === '' || !element.visible ? undefined : { href, start: length }
      } else if (/^h[1-6]$/.test(name)) heading = true
      else if (name === 'article' || name === 'main') article++
      else if (AROUND.has(name) && (name !== 'header' || article === 0)) {
        if (outer++ === 0) outerStart = length
      } else if (name === 'title') titleDepth = true
      else if (name === 'meta')
        readMeta(of('property') || of('name') || of('itemprop'), of('content'), stated)
      else if (name === 'link' && /(?:^|\s)canonical(?:\s|$)/i.test(of('rel'))) stated.url ??= of('href')
      else if (name === 'time' && of('datetime') !== '') stated.time ??= of('datetime')
    },
    end(name, kind, start, end, after) {
      runs.end(name, kind, start, end, after)
      if (name === 'a' && open) {
        if (links.length < LINKS) links.push({ start: open.start, end: length, href: open.href })
        open = undefined
      } else if (/^h[1-6]$/.test(name)) heading = false
      else if (name === 'article' || name === 'main') article = Math.max(0, article - 1)
      else if (AROUND.has(name) && outer > 0) {
        if (--outer === 0) around.push([outerStart, length])
      } else if (name === 'title') titleDepth = false
    },
  })
  if (outer > 0) around.push([outerStart, length])
  readLinkedData(html, stated)
  pieces.push(text)
  return {
    text: pieces.join(''),
    place: placeIn(starts, sources),
    links,
    headings,
    around,
    stated: {
      ...(stated.ogTitle !== undefined || stated.title !== undefined
        ? { title: stated.ogTitle ?? stated.title ?? '' }
        : {}),
      ...(stated.publisher !== undefined && { publisher: stated.publisher }),
      ...((stated.published ?? stated.time) !== undefined && {
        published: stated.published ?? stated.time ?? '',
      }),
      ...(stated.url !== undefined && { url: stated.url }),
    },
  }
}

function placeIn(starts: readonly number[], sources: readonly number[]): (offset: number) => number {
  return (offset) => {
    let low = 0
    let high = starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    if (low === 0) return 0
    return (sources[low - 1] ?? 0) + offset - (starts[low - 1] ?? 0)
  }
}

const META: ReadonlyMap<string, string> = new Map([
  ['og:title', 'ogTitle'],
  ['og:site_name', 'publisher'],
  ['application-name', 'publisher'],
  ['article:publisher_name', 'publisher'],
  ['dc.publisher', 'publisher'],
  ['citation_publisher', 'publisher'],
  ['article:published_time', 'published'],
  ['datepublished', 'published'],
  ['date', 'published'],
  ['dc.date', 'published'],
  ['dcterms.created', 'published'],
  ['citation_date', 'published'],
  ['pubdate', 'published'],
  ['og:url', 'url'],
])

function readMeta(name: string, content: string, stated: Record<string, string>): void {
  const key = META.get(name.trim().toLowerCase())
  if (key !== undefined && content.trim() !== '') stated[key] ??= content.trim().slice(0, 500)
}

/** Facts of schema.org in the page (`application/ld+json`), by the few members that are asked for. */
function readLinkedData(html: string, stated: Record<string, string>): void {
  let at = 0
  for (let blocks = 0; blocks < 20; blocks++) {
    const open = html.indexOf('application/ld+json', at)
    if (open < 0) return
    const start = html.indexOf('>', open)
    const end = start < 0 ? -1 : html.indexOf('</', start)
    if (end < 0) return
    at = end
    const block = html.slice(start + 1, Math.min(end, start + 100_000))
    const member = (name: string): string | undefined =>
      new RegExp(`"${name}"\\s{0,10}:\\s{0,10}"([^"]{1,300})"`).exec(block)?.[1]
    const published = member('datePublished')
    const headline = member('headline')
    const publisher =
      /"publisher"\s{0,10}:\s{0,10}\{[^{}]{0,500}?"name"\s{0,10}:\s{0,10}"([^"]{1,200})"/.exec(block)?.[1]
    if (published !== undefined) stated.published ??= published
    if (headline !== undefined) stated.ogTitle ??= headline
    if (publisher !== undefined) stated.publisher ??= publisher
  }
}

/** A text or Markdown report: as it stands. */
export function plainReport(text: string): ReportText {
  const headings = new Set<number>()
  const stated: Record<string, string> = {}
  let at = 0
  const front = /^---\r?\n((?:[^\n]*\n){1,40}?)---\r?\n/.exec(text.slice(0, 8_000))?.[1]
  if (front !== undefined)
    for (const line of front.split('\n')) {
      const [, key = '', value = ''] = /^([\w-]{1,40})\s?:\s?(.{1,300})$/.exec(line.trim()) ?? []
      const plain = value.replace(/^(["'])(.*)\1$/, '$2')
      if (key !== '') stated[key.toLowerCase()] ??= plain
    }
  for (const line of text.split('\n')) {
    if (/^\s{0,3}#{1,6}\s/.test(line)) headings.add(at)
    at += line.length + 1
  }
  const publisher = stated.publisher ?? stated.organization ?? stated.author ?? stated.authors
  return {
    text,
    place: (offset) => offset,
    links: [],
    headings,
    around: [],
    stated: {
      ...(stated.title !== undefined && { title: stated.title }),
      ...(publisher !== undefined && { publisher }),
      ...(stated.date !== undefined && { published: stated.date }),
      ...(stated.url !== undefined && { url: stated.url }),
    },
  }
}
