import type { Issue } from '../../model/issue.ts'
import type { Link } from '../../model/link.ts'
import type { TextRegion, TextRegionKind } from '../../model/message.ts'
import { copied } from '../body/copied-text.ts'
import type { DecodedText } from '../decoded-text.ts'
import { type HtmlPlaces, htmlPlaces } from './html-places.ts'
import { LIMITS } from './link-limits.ts'
import type { LinkPlace } from './link-place.ts'
import { readLink } from './read-link.ts'
import { type RecipientNeedles, recipientNeedles } from './recipient-in-url.ts'
import { eachTextLink } from './text-places.ts'

export interface FindLinksInput {
  readonly texts: readonly DecodedText[]
  /** Index into `texts` → regions of that text; a text without regions counts as the sender's own. */
  readonly regions: ReadonlyMap<number, readonly TextRegion[]>
  /** Addresses of this mail's recipients. */
  readonly recipients: readonly string[]
}

/**
 * Every link in the texts, in order of place, with the facts that target and text alone tell. Targets that stay
 * inside the mail (`cid:`, `#…`) are left out. Never throws; limits leave issues: `limit.link-count` (too many
 * links, or too many of the same), `limit.text-size` (a target was cut), `html.truncated` (elements nested too
 * deep), `link.unreadable` (an address the URL parser refuses; the first one is named).
 */
export function findLinks(input: FindLinksInput): FoundLinks {
  const finder = linkFinder(input.recipients)
  for (const [index, text] of input.texts.entries()) finder.add(text, input.regions.get(index))
  return finder.found()
}

export interface FoundLinks {
  readonly links: readonly Link[]
  readonly issues: readonly Issue[]
}

/** Finds the links of one message, text by text. */
export interface LinkFinder {
  /** Takes the next text; `places` when its HTML was read already. */
  add(text: DecodedText, regions: readonly TextRegion[] | undefined, places?: HtmlPlaces): void
  found(): FoundLinks
}

/** The same as `findLinks` for texts that come one by one; `recipients` as there. */
export function linkFinder(to: readonly string[]): LinkFinder {
  const links: Link[] = []
  const issues: Issue[] = []
  let recipients: RecipientNeedles | undefined
  const hosts = new Set<string>()
  let extra = 0
  let dropped = 0
  let repeated = 0
  let cut = 0
  let unreadable = 0
  let firstUnreadable: Issue | undefined

  const add: LinkFinder['add'] = (text, regions, read = readPlaces(text)) => {
    const { places, base, tooDeep } = read
    if (tooDeep)
      issues.push({
        code: 'html.truncated',
        detail: `Elements of part ${text.part} are nested too deep; what is hidden inside is not told`,
      })
    const regionAt = regionFinder(regions)
    const repeats = new Map<string, number>()
    const facts = new Map<string, ReturnType<typeof readLink>>()
    for (const written of places) {
      const key = `${written.origin} ${written.href} ${written.text}`
      const times = (repeats.get(key) ?? 0) + 1
      repeats.set(key, times)
      if (times > LIMITS.linkRepeat) {
        repeated++
        continue
      }
      const place = shortened(written)
      if (place !== written && !isData(written.href)) cut++
      let link = facts.get(key)
      if (!link) {
        recipients ??= recipientNeedles(to)
        link = readLink(place, base, recipients)
        facts.set(key, link)
      }
      const host = link.target?.host ?? ''
      if (links.length >= LIMITS.linkCount) {
        if (host === '' || hosts.has(host) || extra >= LIMITS.linkHostCount) {
          dropped++
          continue
        }
        extra++
      }
      hosts.add(host)
      const start = Math.min(Math.max(place.start, 0), text.text.length)
      const end = Math.min(Math.max(place.end, start), text.text.length)
      const range = text.rangeOf(start, end)
      if (link.url === undefined && link.scheme !== '') {
        unreadable++
        firstUnreadable ??= {
          code: 'link.unreadable',
          range,
          detail: `Not a URL to browsers: ${place.href.slice(0, 80)}`,
        }
      }
      const { url, target, textHost, nested, traits } = link
      const whole: { -readonly [K in keyof Link]?: Link[K] } = {
        kind: 'link',
        origin: place.origin,
        part: text.part,
        range,
        href: copied(place.href),
        text: copied(place.text),
        region: regionAt(start),
        visible: place.visible,
        scheme: link.scheme,
      }
      if (url !== undefined) whole.url = url
      if (target !== undefined) whole.target = target
      if (textHost !== undefined) whole.textHost = textHost
      whole.nested = nested
      whole.traits = traits
      links.push(whole as Link)
    }
  }

  const found = (): FoundLinks => {
    // A link told once is not lost by being written again; thousands of times are no mail, and are said.
    if (dropped > 0 || repeated > LIMITS.linkCount)
      issues.push({
        code: 'limit.link-count',
        detail: `${links.length} links kept; ${repeated} repetitions and ${dropped} further links only counted`,
      })
    if (cut > 0)
      issues.push({
        code: 'limit.text-size',
        detail: `${cut} link targets longer than ${LIMITS.hrefLength} characters were cut`,
      })
    if (firstUnreadable)
      issues.push(
        unreadable === 1
          ? firstUnreadable
          : { ...firstUnreadable, detail: `${firstUnreadable.detail} (and ${unreadable - 1} more)` },
      )
    return { links, issues }
  }
  return { add, found }
}

function readPlaces(text: DecodedText): HtmlPlaces {
  if (isHtml(text.mediaType)) return htmlPlaces(text.text)
  const places: LinkPlace[] = []
  eachTextLink(text.text, ({ start, end, href, prefix }) => {
    const shown = href.slice(0, LIMITS.textLength)
    places.push({ origin: 'text', start, end, href, prefix, text: shown, visible: true })
  })
  return { places, base: undefined, tooDeep: false }
}

/** `text/html`, and the XHTML types a mail client shows the same way. */
const isHtml = (mediaType: string): boolean => mediaType === 'text/html' || mediaType.includes('html')

const isData = (href: string): boolean => /^data:/i.test(href)

function shortened(place: LinkPlace): LinkPlace {
  const limit = isData(place.href) ? LIMITS.dataLength : LIMITS.hrefLength
  return place.href.length > limit ? { ...place, href: place.href.slice(0, limit) } : place
}

/** Looks up regions by position; positions mostly ascend, so the last answer is tried first. */
function regionFinder(regions: readonly TextRegion[] | undefined): (position: number) => TextRegionKind {
  let last = 0
  return (position) => {
    if (!regions || regions.length === 0) return 'own'
    const near = regions[last]
    if (!near || near.start > position) last = 0
    while (last + 1 < regions.length && (regions[last]?.end ?? 0) <= position) last++
    return regions[last]?.kind ?? 'own'
  }
}
