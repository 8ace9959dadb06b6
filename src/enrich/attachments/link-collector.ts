import type { ByteRange } from '../../model/bytes.ts'
import type { Issue } from '../../model/issue.ts'
import type { Link } from '../../model/link.ts'
import { LIMITS } from '../../parse/links/link-limits.ts'
import { knownFacts, readLink } from '../../parse/links/read-link.ts'
import type { RecipientNeedles } from '../../parse/links/recipient-in-url.ts'
import { OPEN_LIMITS } from './open-limits.ts'
import type { FoundLink } from './opener.ts'

/**
 * Takes the links of one attachment as they are found and reads host, traits and nested URLs. Repetitions beyond
 * `linkRepeat` are left out; past `links` only links to new hosts are kept (parse's `linkHostCount`), so that
 * filling up hides nothing. `limit.link-count` is raised only when a link was left out that is told nowhere else.
 */
export function linkCollector(
  part: string,
  recipients: RecipientNeedles,
): {
  add(found: FoundLink, range: ByteRange, place: Link['place']): void
  finish(): { readonly links: readonly Link[]; readonly issues: readonly Issue[] }
} {
  const links: Link[] = []
  const hosts = new Set<string>()
  /** How often each kept link was met. */
  const repeats = new Map<string, number>()
  let extra = 0
  let dropped = 0
  let cut = 0
  let unreadable = 0
  let firstUnreadable = ''

  return {
    add(found, range, place) {
      const href = shortened(found.href.trim())
      if (href === '') return
      const text = (found.text ?? '')
        .slice(0, 4 * LIMITS.textLength)
        .replace(/\s+/g, ' ')
        .trim()
      const shown = text.slice(0, LIMITS.textLength)
      const key = `${found.origin} ${href} ${shown}`
      const times = repeats.get(key) ?? 0
      if (times >= OPEN_LIMITS.linkRepeat) return
      const full = links.length >= OPEN_LIMITS.links
      if (full && times > 0) return
      // Reading host and traits of what is not kept would be the work that the limit is for.
      if (full && extra >= LIMITS.linkHostCount) {
        dropped++
        return
      }
      const visible = found.visible ?? true
      const facts = readLink(
        {
          origin: found.origin,
          start: range.start,
          end: range.end,
          href,
          prefix: found.prefix,
          text: shown,
          visible,
        },
        found.base,
        recipients,
      )
      const host = facts.target?.host ?? ''
      if (full) {
        if (host === '' || hosts.has(host)) {
          dropped++
          return
        }
        extra++
      }
      hosts.add(host)
      repeats.set(key, times + 1)
      if (href.length < found.href.trim().length && !isData(href)) cut++
      if (facts.url === undefined && facts.scheme !== '') {
        unreadable++
        if (firstUnreadable === '') firstUnreadable = href.slice(0, 80)
      }
      links.push({
        kind: 'link',
        origin: found.origin,
        part,
        range,
        ...(place !== undefined && { place }),
        href,
        text: shown,
        region: found.region ?? 'own',
        visible,
        ...knownFacts(facts),
      })
    },
    finish() {
      const issues: Issue[] = []
      if (dropped > 0)
        issues.push({
          code: 'limit.link-count',
          detail: `${links.length} links kept; ${dropped} further ones only counted`,
        })
      if (cut > 0)
        issues.push({
          code: 'limit.text-size',
          detail: `${cut} link targets longer than ${LIMITS.hrefLength} characters were cut`,
        })
      if (unreadable > 0)
        issues.push({
          code: 'link.unreadable',
          detail: `Not a URL to browsers: ${firstUnreadable}${unreadable > 1 ? ` (and ${unreadable - 1} more)` : ''}`,
        })
      return { links, issues }
    },
  }
}

const isData = (href: string): boolean => /^data:/i.test(href)

const shortened = (href: string): string =>
  href.slice(0, isData(href) ? LIMITS.dataLength : LIMITS.hrefLength)
