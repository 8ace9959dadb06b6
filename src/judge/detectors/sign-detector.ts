import type { Evidence } from '../../model/evidence.ts'
import type { LinkSign } from '../../model/link-sign.ts'
import type { RecordLink } from '../../model/record.ts'
import { defanged, quote } from '../quoting.ts'
import { ASK, type Detector, type Facts, type Found, LEAVE_LINK } from './detector.ts'

type SignOf<K extends LinkSign['kind']> = Extract<LinkSign, { kind: K }>

/** What a detector of signs says; evidence and advice are the same for all. */
export interface SignWords extends Pick<Found, 'severity' | 'seen' | 'why' | 'innocent'> {
  /** Place whose earlier links are counted as evidence. */
  readonly unseen?: string
}

/**
 * A detector that speaks where a kind of sign is on a link (`enrich/links`). `none` is what it says otherwise. The bytes
 * of the link are the evidence: what is inside it stands there, wrapped.
 */
export function signDetector<K extends LinkSign['kind']>(
  { id, kind, none }: { readonly id: string; readonly kind: K; readonly none: string },
  words: (sign: SignOf<K>, link: RecordLink, facts: Facts) => SignWords,
): Detector {
  return {
    id,
    channel: 'links',
    detect(facts) {
      const { record, context } = facts
      const all = (context.signs ?? []).filter(({ sign }) => sign.kind === kind)
      const first = all[0]
      if (!first) return none
      const link = record.links[first.link]
      if (!link) return 'the link is no longer in the record'
      const { unseen, seen, ...said } = words(first.sign as SignOf<K>, link, facts)
      const place: Evidence = {
        kind: 'bytes',
        part: link.part,
        range: link.range,
        quoted: link.href.slice(0, 300),
      }
      return {
        ...said,
        seen: `${seen}${all.length > 1 ? `, and ${all.length - 1} more like it` : ''}.`,
        next: `${LEAVE_LINK} ${ASK}`,
        evidence:
          unseen === undefined
            ? [place]
            : [
                place,
                {
                  kind: 'statistic',
                  profile: 'organisation',
                  name: `mails that link ${unseen}`,
                  value: 0,
                  n: context.organisationMessages,
                },
              ],
      }
    },
  }
}

/** How the link itself is called: its host, and the words the reader sees. */
export function linkName({ target, href, text }: RecordLink): string {
  return `${defanged(target?.host ?? href)}${text ? ` (the reader sees “${quote(text)}”)` : ''}`
}

/** Beginning of a sentence about a link to a host, which stands at the `hop` of its chain. */
export function linkTo(link: RecordLink, hop: number, host: string): string {
  if (hop > 0) return `A link, ${linkName(link)}, leads on to ${defanged(host)}`
  return `A link leads to ${defanged(host)}${link.text ? ` (the reader sees “${quote(link.text)}”)` : ''}`
}

/** Host at a hop of the link's chain. */
export function hostAt({ target, chain, href }: RecordLink, hop: number): string {
  return (hop === 0 ? target : chain?.hops[hop]?.target)?.host ?? href
}
