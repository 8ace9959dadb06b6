import type { Finding } from '../model/finding.ts'
import type { LinkHost } from '../model/link.ts'
import type { RecordLink } from '../model/record.ts'
import type { ReportMessage } from '../model/scan.ts'
import { defangEdits } from './defang.ts'
import { editedHtml, type Html, html } from './html.ts'
import { countText, numberText, rangeText, wholeCharacters } from './layout.ts'
import { printableEdits } from './printable.ts'
import { applyEdits, mergeEdits } from './text-edit.ts'
import { LINK_ORIGIN_WORDS, LINK_TRAIT_WORDS, REGION_WORDS } from './words.ts'

/** Links shown; the rest is counted. */
const MAX_LINKS = 8
/** UTF-16 units of a URL shown. Attack: a data: link of megabytes. */
const MAX_URL = 1_500
/** Other hosts marked inside one URL. */
const MAX_NESTED = 20

type UrlPiece = 'plain' | 'user' | 'domain' | 'nested'

/** Numbers of the findings whose evidence lies on the link. */
function findingsOn(link: RecordLink, findings: readonly Finding[]): readonly number[] {
  return findings.flatMap((finding, at) =>
    finding.evidence.some(
      (item) =>
        item.kind === 'bytes' &&
        item.message === undefined &&
        item.part === link.part &&
        item.range.of === link.range.of &&
        item.range.start < link.range.end &&
        item.range.end > link.range.start,
    )
      ? [at + 1]
      : [],
  )
}

/**
 * The links that findings rest on or that carry a trait worth a warning, each with its real domain set off; nothing
 * when there is none. All addresses are text, defanged.
 */
export function linksHtml(
  report: ReportMessage,
  findings: readonly Finding[],
  alert: string,
): Html | undefined {
  const all = report.scanned.record.links
  const chosen = all
    .map((link) => ({ link, on: findingsOn(link, findings) }))
    .filter(({ link, on }) => on.length > 0 || link.traits.length > 0)
    .sort((a, b) => b.on.length - a.on.length)
  if (chosen.length === 0) return undefined
  const shown = chosen.slice(0, MAX_LINKS)
  const left = all.length - shown.length
  return html`<section>
<h4>${shown.length === 1 ? 'The link' : 'The links'}</h4>
${shown.map(({ link, on }) => linkHtml(link, on, findings, alert))}
${left > 0 ? html`<p class="hint">${countText(left, 'other link')} in this mail.</p>` : undefined}
</section>`
}

function linkHtml(
  link: RecordLink,
  on: readonly number[],
  findings: readonly Finding[],
  alert: string,
): Html {
  const notes = on.map(
    (number) =>
      html`<li><a class="ref" href="#${alert}-f${number}">Finding ${number}</a>: ${findings[number - 1]?.seen}</li>`,
  )
  const traits = link.traits.map((trait) => html`<li>${capital(LINK_TRAIT_WORDS[trait])}.</li>`)
  const shown =
    link.text === ''
      ? html`<span class="none">${link.origin === 'text' ? 'the address itself' : 'no text'}</span>`
      : html`<bdi>${link.text}</bdi>`
  return html`<div class="link">
<dl class="hosts">
<div><dt>The reader sees</dt><dd><p class="shown">${shown}</p>${hostHtml(link.textHost, 'names the domain')}</dd></div>
<div><dt>It leads to</dt><dd>${hostHtml(link.target, 'domain') ?? html`<p class="none">no web address</p>`}</dd></div>
${link.nested.length > 0 ? html`<div><dt>It carries inside</dt><dd>${link.nested.slice(0, MAX_NESTED).map((host) => hostHtml(host, 'domain'))}</dd></div>` : undefined}
</dl>
<p class="url"><span class="label">Full address:</span> ${urlHtml(link)}</p>
<p class="hint">${capital(LINK_ORIGIN_WORDS[link.origin])}, in ${REGION_WORDS[link.region]}${link.visible ? '' : ', where a reader cannot see it'}; part ${link.part}, ${rangeText(link.range)}.</p>
${traits.length + notes.length > 0 ? html`<ul class="notes">${traits}${notes}</ul>` : undefined}
</div>`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function hostHtml(host: LinkHost | undefined, label: string): Html | undefined {
  if (!host) return undefined
  if (host.isIp)
    return html`<p class="host"><span class="label">IP address</span> <strong>${host.host}</strong></p>`
  return html`<p class="host"><span class="label">${label}</span> <strong>${host.domain}</strong></p>`
}

/** The URL with user, registered domain and hosts inside it set off. */
function urlHtml(link: RecordLink): Html {
  const whole = link.url ?? link.href
  const url = whole.slice(0, wholeCharacters(whole, MAX_URL))
  const edits = mergeEdits(printableEdits(url), defangEdits(url))
  const pieces = urlPieces(url, link).map(({ start, end, kind }) => {
    const text = editedHtml(applyEdits(url, edits, start, end))
    if (kind === 'plain') return text
    if (kind === 'domain') return html`<strong class="domain">${text}</strong>`
    if (kind === 'user') return html`<span class="user">${text}</span>`
    return html`<em class="nested">${text}</em>`
  })
  const cut =
    whole.length > url.length
      ? html`<span class="gap">… ${numberText(whole.length - url.length)} more characters</span>`
      : undefined
  return html`${pieces}${cut}`
}

/** Cuts the URL into its pieces by the URL Standard's order: scheme, user, host, rest. */
function urlPieces(
  url: string,
  link: RecordLink,
): readonly { readonly start: number; readonly end: number; readonly kind: UrlPiece }[] {
  const marks: { start: number; end: number; kind: UrlPiece }[] = []
  const scheme = url.indexOf('://')
  const authority = scheme < 0 ? url.length : scheme + 3
  const rest = url.slice(authority).search(/[/?#\\]/)
  const authorityEnd = rest < 0 ? url.length : authority + rest
  const at = url.lastIndexOf('@', authorityEnd - 1)
  const hostStart = at >= authority ? at + 1 : authority
  if (at >= authority) marks.push({ start: authority, end: at, kind: 'user' })
  if (link.target) {
    const { host, domain } = link.target
    const found = url.slice(hostStart, authorityEnd).toLowerCase().indexOf(host)
    if (found >= 0) {
      const end = hostStart + found + host.length
      marks.push({ start: end - domain.length, end, kind: 'domain' })
    }
  }
  const tail = url.toLowerCase()
  for (const { host } of link.nested.slice(0, MAX_NESTED)) {
    const found = host === '' ? -1 : tail.indexOf(host, authorityEnd)
    if (found >= 0) marks.push({ start: found, end: found + host.length, kind: 'nested' })
  }
  marks.sort((a, b) => a.start - b.start)
  const pieces: { start: number; end: number; kind: UrlPiece }[] = []
  let place = 0
  for (const mark of marks) {
    if (mark.start < place) continue
    if (mark.start > place) pieces.push({ start: place, end: mark.start, kind: 'plain' })
    pieces.push(mark)
    place = mark.end
  }
  if (place < url.length) pieces.push({ start: place, end: url.length, kind: 'plain' })
  return pieces
}
