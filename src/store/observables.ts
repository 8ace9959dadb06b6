import type { LinkHost } from '../model/link.ts'
import { type MailTrace, TRACE_PLACES } from '../model/mail-trace.ts'
import type { Mailbox } from '../model/message.ts'
import type { ObservableType } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'

/** Where in a message a value can stand. Stores keep a set of them as bits by index: append only, at most 31. */
export const OBSERVABLE_PLACES = [
  'from',
  'to',
  'cc',
  'received', // a host in the trace; without a mail trace its registered domain
  'link',
  'link-text',
  'message-id',
  // from here on a set takes two bytes
  'reference', // In-Reply-To, References
  'dkim', // d= of a signature
  'return-path', // the envelope sender; without a mail trace its registered domain
  'link-nested',
  'attachment',
  'reply-to',
  'sender',
  'bcc',
  'claim', // named as writer of a quoted or forwarded block
  'header', // another header field
  'wrapped', // behind the wrapper of a link
  'text', // written in a text, not as a link
  'packed', // a file inside an attachment
  'attachment-text', // written in an attachment
] as const
export type ObservablePlace = (typeof OBSERVABLE_PLACES)[number]

/** Schemes whose URLs name nothing outside the mail, and are new in every mail. */
const INNER_SCHEMES = /^(cid|mid|data|about|blob):/i
const HAS_SCHEME = /^[a-z][a-z0-9+.-]{0,30}:/i

/**
 * Every value of a record and its trace worth hunting for, in the places it stands; the same value and place may come
 * several times. A pure function of both, so that a store can take the values of an outdated record out again: when
 * it changes, a migration must rebuild the index of existing stores. Hosts of mail addresses are not listed on
 * their own: `findObservables` for a host answers from the addresses too.
 */
export function observables(
  record: MessageRecord,
  add: (type: ObservableType, value: string, place: ObservablePlace) => void,
  trace?: MailTrace,
): void {
  const put: typeof add = (type, value, place) => {
    if (value) add(type, value, place)
  }
  const mailboxes = (list: readonly Mailbox[], place: ObservablePlace): void => {
    for (const one of list) put('address', one.address, place)
  }
  const host = (one: LinkHost | undefined, place: ObservablePlace): void => {
    if (one) put(one.isIp ? 'ip' : 'host', one.host, place)
  }

  mailboxes([record.from], 'from')
  if (record.sender) mailboxes([record.sender], 'sender')
  mailboxes(record.replyTo, 'reply-to')
  mailboxes(record.to, 'to')
  mailboxes(record.cc, 'cc')
  mailboxes(record.bcc, 'bcc')
  for (const { from } of record.thread.claims) {
    const address = from === undefined ? undefined : claimedAddress(from)
    if (address) put('address', address, 'claim')
  }

  // A trace has the exact names; beside them a registered domain would be a host that no mail came from.
  if (!trace) {
    put('host', record.path['return-path'] ?? '', 'return-path')
    for (const name of record.path.route?.split(' ') ?? []) put('host', name, 'received')
  }
  put('host', record.path['dkim-domain'] ?? '', 'dkim')
  for (const result of record.authentication.results)
    if (result.method === 'dkim') put('host', result.domain ?? '', 'dkim')

  put('message-id', record.messageId ?? '', 'message-id')
  for (const anchor of record.thread.anchors) put('message-id', anchor, 'reference')

  for (const link of record.links) {
    const url = link.url ?? link.href
    if (HAS_SCHEME.test(url) && !INNER_SCHEMES.test(url)) put('url', url, 'link')
    host(link.target, 'link')
    host(link.textHost, 'link-text')
    for (const nested of link.nested) host(nested, 'link-nested')
  }
  for (const one of record.attachments) {
    put('sha256', one.sha256, 'attachment')
    put('file-name', one.name, 'attachment')
    for (const { path, sha256 } of one.opened?.files ?? []) {
      put('sha256', sha256, 'packed')
      put('file-name', path.slice(path.lastIndexOf('/') + 1), 'packed')
    }
  }
  if (!trace) return
  for (const place of TRACE_PLACES)
    for (const [type, values] of Object.entries(trace.values[place] ?? {}))
      for (const value of values) put(type as ObservableType, value, place)
}

/** The address in `Name <local@domain>` or a bare `local@domain`. */
function claimedAddress(from: string): string | undefined {
  const close = from.lastIndexOf('>')
  const open = from.lastIndexOf('<', close)
  const inner = (open >= 0 && close > open ? from.slice(open + 1, close) : from).trim()
  return inner.includes('@') && !/\s/.test(inner) ? inner : undefined
}
