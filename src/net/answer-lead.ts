import type { ByteRange } from '../model/bytes.ts'
import type { FetchAnswer } from '../model/fetch.ts'
import type { PageLeads, PageReader } from '../model/page-leads.ts'
import type { ChainEnd, EdgeKind, Onward } from '../model/redirect-chain.ts'
import { headerValue, headerValues } from './header-fields.ts'
import { locationLead, locationText } from './redirect-rules.ts'
import { type ReferrerPolicy, referrerPolicy } from './referrer.ts'

/** Where an answer leads, or why it leads nowhere. `onward`: what was seen and is not followed. */
export type AnswerLead =
  | {
      readonly kind: 'lead'
      readonly edge: EdgeKind
      readonly url: URL
      readonly evidence?: ByteRange
      /** What the page lets the next host know of it; told for pages, not for redirects. */
      readonly referrer?: ReferrerPolicy
      readonly onward: readonly Onward[]
    }
  | {
      readonly kind: 'end'
      readonly end: ChainEnd
      readonly onward: readonly Onward[]
      /** For an interstitial: what about the page makes it one. */
      readonly seen?: string
    }

/** A page that waits longer (seconds) does not redirect: it ends a session, or shows news. */
const LONGEST_DELAY = 60
/** A page with less visible text (characters without white space) is a gate, not something to read. */
const THIN_PAGE = 200
/** A page of one link and little more asks its reader to press it. */
const LINK_PAGE = 600
const MOST_ONWARD = 20

/** Types that browsers show instead of saving. */
const SHOWN =
  /^(?:text\/|image\/|audio\/|video\/|application\/(?:xhtml\+xml|xml|json|pdf|javascript|ld\+json)$|multipart\/)/
const HTML = /^(?:text\/html|application\/xhtml\+xml)$/

/** Reads one answer. Scripts are not run, nothing is requested. */
export function answerLead(from: URL, answer: FetchAnswer, reader: PageReader): AnswerLead {
  const { exchange, trouble } = answer
  const { status, responseHeader: header } = exchange
  if (status === undefined) return { kind: 'end', end: trouble?.end ?? 'network-error', onward: [] }

  const location = locationLead(status, header, from)
  if (location.kind === 'location')
    return {
      kind: 'lead',
      edge: 'http',
      url: location.url,
      onward: location.others.map((url) => ({
        edge: 'http',
        url: url.href,
        why: 'a second Location that says something else; browsers refuse such an answer',
      })),
    }
  // Browsers show an error instead of the page.
  if (location.kind === 'invalid') return { kind: 'end', end: 'network-error', onward: [] }
  const onward: Onward[] =
    location.kind === 'ignored'
      ? [{ edge: 'http', url: location.url.href, why: `clients do not follow a Location of ${status}` }]
      : []
  const page = isHtml(answer) ? reader.page(answer.body, charsetOf(header)) : undefined
  const end = (reason: ChainEnd, seen?: string): AnswerLead => ({
    kind: 'end',
    end: reason,
    onward: onward.slice(0, MOST_ONWARD),
    ...(seen === undefined ? {} : { seen }),
  })
  const lead = (edge: EdgeKind, url: URL, evidence?: ByteRange): AnswerLead => ({
    kind: 'lead',
    edge,
    url,
    referrer: referrerPolicy(header, page?.referrers ?? []),
    onward: onward.slice(0, MOST_ONWARD),
    ...(evidence === undefined ? {} : { evidence }),
  })

  if (status === 401 && headerValue(header, 'www-authenticate') !== undefined) return end('credential-page')
  // Nothing is shown, so nothing leads on (HTML Standard, navigate).
  if (status === 204 || status === 205 || status === 304) return end(trouble?.end ?? 'landing')
  if (isDownload(answer)) return end('download')

  const refresh = headerRefresh(from, header, reader, onward)
  if (page === undefined) {
    if (refresh !== undefined) return lead('refresh-header', refresh)
    return end(trouble?.end ?? 'landing')
  }
  const base = baseOf(page, from)
  if (page.password) {
    if (refresh !== undefined)
      onward.push({ edge: 'refresh-header', url: refresh.href, why: 'the page asks for a password' })
    return end('credential-page')
  }
  if (refresh !== undefined) return lead('refresh-header', refresh)
  const meta = metaRefresh(page, base, onward)
  if (meta?.place === 'document') return lead('meta-refresh', meta.url, meta.evidence)
  const running = runningLeads(page, base, onward)
  if (meta !== undefined) return lead('meta-refresh', meta.url, meta.evidence)
  if (trouble !== undefined) return end(trouble.end)
  if (running) return end('needs-browser')
  const only = onlyLink(page, base)
  if (only !== undefined) {
    onward.push({ edge: 'user-action', ...only, why: 'a person has to press the only link of the page' })
    return end('interstitial', 'a page of little text whose only link leads to another host')
  }
  return end('landing')
}

function headerRefresh(
  from: URL,
  header: FetchAnswer['exchange']['responseHeader'],
  reader: PageReader,
  onward: Onward[],
): URL | undefined {
  for (const value of headerValues(header, 'refresh')) {
    const refresh = reader.refresh(locationText(value))
    if (refresh?.target === undefined) continue
    const url = URL.parse(refresh.target, from.href)
    if (url === null || url.protocol === 'javascript:') continue
    if (refresh.delay <= LONGEST_DELAY) return url
    onward.push({
      edge: 'refresh-header',
      url: url.href,
      delay: refresh.delay,
      why: 'waits too long to be a redirect',
    })
    return undefined
  }
  return undefined
}

/**
 * The first refresh of the document that can be read decides (HTML Standard: only one per document, and none to a
 * script). Without one, a refresh for readers without scripts counts, as that is what we are.
 */
function metaRefresh(
  page: PageLeads,
  base: URL,
  onward: Onward[],
): { place: 'document' | 'noscript'; url: URL; evidence: ByteRange } | undefined {
  let decided = false
  let noscript: { place: 'noscript'; url: URL; evidence: ByteRange } | undefined
  let found: { place: 'document'; url: URL; evidence: ByteRange } | undefined
  for (const { value, place, range } of page.refreshes) {
    const url = value.target === undefined ? base : URL.parse(value.target, base.href)
    if (url === null || url.protocol === 'javascript:') continue
    const tell = (why: string): void =>
      void onward.push({ edge: 'meta-refresh', url: url.href, evidence: range, delay: value.delay, why })
    if (place === 'conditional-comment') tell('only Internet Explorer reads it')
    else if (place === 'template') tell('in a template that only a script would use')
    else if (place === 'document') {
      if (decided) tell('an earlier refresh of the page counts')
      else if (value.target !== undefined && value.delay > LONGEST_DELAY)
        tell('waits too long to be a redirect')
      else if (value.target !== undefined) found = { place, url, evidence: range }
      decided = true
    } else if (value.target === undefined || value.delay > LONGEST_DELAY) continue
    else if (noscript === undefined) noscript = { place, url, evidence: range }
  }
  if (found !== undefined && noscript !== undefined)
    onward.push({
      edge: 'meta-refresh',
      url: noscript.url.href,
      evidence: noscript.evidence,
      why: 'only for readers without scripts',
    })
  return found ?? noscript
}

/** Notes what only a browser would do; true when one of these probably takes the reader away. */
function runningLeads(page: PageLeads, base: URL, onward: Onward[]): boolean {
  const thin = page.textLength < THIN_PAGE
  let likely = false
  for (const script of page.scripts) {
    const url = script.target === undefined ? null : URL.parse(script.target, base.href)
    const obscure =
      script.how === 'hides-text' || script.how === 'writes-page' || script.how === 'rewrites-history'
    if (obscure && !thin) continue
    likely = true
    onward.push({
      edge: script.how === 'submits-form' ? 'form' : 'script',
      ...(url === null ? {} : { url: url.href }),
      evidence: script.range,
      why: SCRIPT_WORDS[script.how],
    })
  }
  if (page.externalScripts > 0 && thin) {
    likely = true
    onward.push({ edge: 'script', why: 'the page is nearly empty and loads scripts, which are not run here' })
  }
  for (const frame of page.frames) {
    const url = URL.parse(frame.source, base.href)
    if (!frame.fills && !thin) continue
    likely = true
    onward.push({
      edge: 'frame',
      ...(url === null ? {} : { url: url.href }),
      evidence: frame.range,
      why: frame.fills ? 'a frame takes the whole page' : 'the page is nearly empty but for a frame',
    })
  }
  const submits = page.scripts.some(({ how }) => how === 'submits-form')
  for (const form of page.forms) {
    if (!submits && !(thin && form.fields === 0)) continue
    const url = URL.parse(form.action, base.href)
    likely = true
    onward.push({
      edge: 'form',
      ...(url === null ? {} : { url: url.href }),
      evidence: form.range,
      why: submits
        ? `a script may send this ${form.method} form`
        : 'the page is nearly empty but for a form to send',
    })
  }
  return likely
}

const SCRIPT_WORDS: Readonly<Record<PageLeads['scripts'][number]['how'], string>> = {
  navigates: 'a script may lead on; none is run here',
  'opens-window': 'a script may open a window; none is run here',
  'submits-form': 'a script may send a form; none is run here',
  'rewrites-history': 'a script may change the address; none is run here',
  'writes-page': 'a script writes the page; none is run here',
  'hides-text': 'a script unpacks what it does; none is run here',
}

/** The one link of a page that is hardly anything else. */
function onlyLink(page: PageLeads, base: URL): { url: string; evidence: ByteRange } | undefined {
  if (page.textLength > LINK_PAGE || page.forms.some(({ fields }) => fields > 0)) return undefined
  let only: { url: string; evidence: ByteRange } | undefined
  for (const { href, range } of page.links) {
    const url = URL.parse(href, base.href)
    if (url === null || !/^https?:$/.test(url.protocol)) continue
    url.hash = ''
    if (only !== undefined && only.url !== url.href) return undefined
    only ??= { url: url.href, evidence: range }
  }
  return only !== undefined && new URL(only.url).host !== base.host ? only : undefined
}

function baseOf(page: PageLeads, from: URL): URL {
  const base = page.base === undefined ? null : URL.parse(page.base, from.href)
  return base !== null && /^https?:$/.test(base.protocol) ? base : from
}

function isDownload({ exchange }: FetchAnswer): boolean {
  const disposition = headerValue(exchange.responseHeader, 'content-disposition')
  if (disposition !== undefined && /^\s*attachment\b/i.test(disposition)) return true
  return exchange.mediaType !== undefined && !SHOWN.test(exchange.mediaType)
}

/** By its type; without one, by its first bytes (MIME Sniffing §7.1, as far as HTML is concerned). */
function isHtml({ exchange, body }: FetchAnswer): boolean {
  if (exchange.mediaType !== undefined) return HTML.test(exchange.mediaType)
  if (headerValue(exchange.responseHeader, 'x-content-type-options')?.trim().toLowerCase() === 'nosniff')
    return false
  const head = Buffer.from(body.subarray(0, 512)).toString('latin1')
  return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<\0?(?:!|[a-z]|\?xml)/i.test(head)
}

const charsetOf = (header: FetchAnswer['exchange']['responseHeader']): string | undefined =>
  /;\s{0,20}charset\s{0,5}=\s{0,5}"?([\w:.-]{1,40})/i.exec(headerValue(header, 'content-type') ?? '')?.[1]
