import type { Digest } from '../../model/bytes.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { Indicator } from '../../model/indicator.ts'
import type { MailTrace } from '../../model/mail-trace.ts'
import type { MessageRecord, RecordLink } from '../../model/record.ts'
import { offlineChain } from '../../parse/links/offline-chain.ts'
import { holdsPath } from './distinctive-path.ts'

/** Places shown of one value in one message. */
const EVIDENCE_LIMIT = 3
const QUOTED_LENGTH = 300

/** Header fields that hold the values of a place, by the name under which a record knows their bytes. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  from: ['from'],
  sender: ['sender'],
  'reply-to': ['reply-to'],
  to: ['to'],
  cc: ['cc'],
  'message-id': ['message-id'],
  reference: ['in-reply-to', 'references'],
  dkim: ['dkim-signature'],
  'return-path': ['return-path'],
}

/** The bytes that hold a value; `more` when further places of the mail do. */
export interface FoundEvidence {
  readonly evidence: readonly Evidence[]
  readonly more: boolean
}

export interface Found extends FoundEvidence {
  /** As it stands in the mail. */
  readonly seen: string
}

/**
 * The bytes of a message that hold a value, as far as its record knows them; without any the place alone has to tell.
 * `matches` tells whether a host of a link is meant.
 */
export function evidenceOf(
  record: MessageRecord,
  value: string,
  places: readonly string[],
  matches: (host: string) => boolean,
): FoundEvidence {
  const evidence: Evidence[] = []
  let more = false
  const add = (part: string, range: RecordLink['range'], quoted: string): void => {
    if (evidence.length >= EVIDENCE_LIMIT) more = true
    else
      evidence.push({
        kind: 'bytes',
        message: record.digest as Digest,
        part,
        range,
        quoted: quoted.slice(0, QUOTED_LENGTH),
      })
  }
  const has = (place: string): boolean => places.includes(place)
  if (has('link') || has('link-text') || has('link-nested') || has('wrapped'))
    for (const link of record.links) {
      if (more) break
      if (
        (link.url ?? link.href) === value ||
        (link.target && matches(link.target.host)) ||
        (link.textHost && matches(link.textHost.host)) ||
        link.nested.some(({ host }) => matches(host)) ||
        (has('wrapped') && leadsTo(link, (url, host) => url === value || matches(host)))
      )
        add(link.part, link.range, link.href)
    }
  for (const [place, fields] of Object.entries(FIELDS))
    if (has(place))
      for (const field of fields) {
        const span = record.spans[field]
        if (span) add('0', { start: span[0], end: span[1] }, value)
      }
  if (has('claim'))
    for (const { from, part, range } of record.thread.claims)
      if (range && from?.toLowerCase().includes(value.toLowerCase())) add(part, range, from)
  if (has('attachment') || has('packed'))
    for (const one of record.attachments) {
      const inside = one.opened?.files.find(
        ({ path, sha256 }) => sha256 === value || path.toLowerCase().endsWith(value.toLowerCase()),
      )
      const isNamed = one.sha256 === value || one.name.toLowerCase() === value.toLowerCase()
      // Only the trace knows md5 and sha1: of a single file they can only be its own.
      const isOnly = record.attachments.length === 1 && /^(?:[0-9a-f]{32}|[0-9a-f]{40})$/.test(value)
      if (isNamed || inside || isOnly)
        add(one.part, one.range, inside ? `${one.name} / ${inside.path}` : one.name)
    }
  return { evidence, more }
}

/** Whether a link leads to a URL or host behind its wrappers. */
function leadsTo(link: RecordLink, isMeant: (url: string, host: string) => boolean): boolean {
  const { hops } = offlineChain(link.url ?? link.href)
  return hops.slice(1).some(({ url, target }) => isMeant(url, target?.host ?? ''))
}

/** The first URL of a message that holds a path, and where it stands; undefined when none does. */
export function pathFound(
  record: MessageRecord,
  trace: MailTrace | undefined,
  path: string,
): (Found & { readonly places: readonly string[] }) | undefined {
  for (const link of record.links) {
    const url = link.url ?? link.href
    if (holdsPath(url, path))
      return {
        seen: url,
        places: ['link'],
        evidence: [
          {
            kind: 'bytes',
            message: record.digest,
            part: link.part,
            range: link.range,
            quoted: link.href.slice(0, QUOTED_LENGTH),
          },
        ],
        more: false,
      }
  }
  for (const [place, types] of Object.entries(trace?.values ?? {}))
    for (const url of types?.url ?? [])
      if (holdsPath(url, path))
        return { seen: url, places: [place], ...evidenceOf(record, url, [place], () => false) }
  return undefined
}

/** Whether a host is the one an indicator asks for, or below it. */
export function hostMatcher(indicator: Indicator, value: string): (host: string) => boolean {
  const bare = value.toLowerCase()
  return (host) => host === bare || host === indicator.value || host === `[${bare}]`
}
