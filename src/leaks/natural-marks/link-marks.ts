// What rewritten and personal links say of the mailbox they were written for.
import { unwrapLink } from '../../parse/links/wrappers/unwrap-link.ts'
import { isPersonalParameter } from '../known-marks/personal-links.ts'
import { addressOf, type MarkList } from './mark-list.ts'

/** Wrappers in wrappers that are taken off. Attack: a link wrapped a thousand times. */
const LAYERS = 6
/** Links of one file that are read. */
const MOST_LINKS = 2_000
/** Reads marks out of the links of a file. Nothing is fetched. */
export function linkMarks(links: readonly string[], marks: MarkList): void {
  for (const [i, href] of links.slice(0, MOST_LINKS).entries()) {
    const place = `link ${i + 1}`
    let next: string | undefined = href
    for (let layer = 0; next !== undefined && layer < LAYERS; layer++) {
      const url = readUrl(next)
      if (url === undefined) break
      const unwrapped = unwrapLink(url)
      if (unwrapped === undefined) {
        parameterMarks(url, place, marks)
        break
      }
      const { facts, target } = unwrapped
      const recipient = facts.recipient === undefined ? undefined : addressOf(facts.recipient)
      if (recipient !== undefined)
        marks.add('wrapper-recipient', `${facts.product}: ${recipient}`, place, recipient)
      if (facts.tenant !== undefined) marks.add('wrapper-tenant', `${facts.product}: ${facts.tenant}`, place)
      if (facts.role === 'tracker' && target === undefined)
        marks.add('mail-service-id', `${facts.product}: ${url.pathname}${url.search}`, place)
      parameterMarks(url, place, marks)
      next = target
    }
  }
}

function parameterMarks(url: URL, place: string, marks: MarkList): void {
  let count = 0
  for (const [name, value] of url.searchParams) {
    if (count++ > 100) break // attack: a query of a million parameters
    const address = addressOf(value)
    if (address !== undefined) marks.add('unsubscribe-address', `${name}=${address}`, place, address)
    else if (isPersonalParameter(name, value))
      marks.add('mail-service-id', `${url.hostname} ${name}=${value}`, place)
  }
}

function readUrl(href: string): URL | undefined {
  try {
    return new URL(href)
  } catch {
    return undefined
  }
}
