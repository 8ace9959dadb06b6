import type { Evidence } from '../../model/evidence.ts'
import type { LinkHost } from '../../model/link.ts'
import type { Mailbox } from '../../model/message.ts'
import type { MessageRecord, RecordAttachment } from '../../model/record.ts'
import type { ObservedData, ObservedObject, ObservedPlace } from './observed-data.ts'

const QUOTE_LIMIT = 300
/** Schemes whose URLs name nothing outside the mail. */
const INNER_SCHEME = /^(?:cid|mid|data|about|blob):/i

/**
 * Types and properties the objects of a mail can have. What a pattern asks beyond it can never be found in records,
 * which a hunt has to say (`unheldPaths`).
 */
export const MAIL_OBJECT_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'email-message': [
    'type',
    'is_multipart',
    'date',
    'from_ref',
    'sender_ref',
    'to_refs',
    'cc_refs',
    'bcc_refs',
    'message_id',
    'subject',
    'additional_header_fields',
    'body_multipart',
    'raw_email_ref',
  ],
  'email-addr': ['type', 'value', 'display_name'],
  url: ['type', 'value'],
  'domain-name': ['type', 'value'],
  'ipv4-addr': ['type', 'value'],
  'ipv6-addr': ['type', 'value'],
  file: ['type', 'name', 'size', 'hashes', 'mime_type', 'content_ref', 'extensions'],
  artifact: ['type', 'mime_type', 'hashes'],
}
/** Header fields whose value a record holds; asking for another one cannot be answered. */
export const MAIL_HEADER_FIELDS: readonly string[] = ['reply-to', 'in-reply-to', 'references']

type Group = 'email-message' | 'email-addr' | 'url' | 'domain-name' | 'ip' | 'file' | 'artifact'
const GROUP_OF: Readonly<Record<string, Group>> = {
  'email-message': 'email-message',
  'email-addr': 'email-addr',
  url: 'url',
  'domain-name': 'domain-name',
  'ipv4-addr': 'ip',
  'ipv6-addr': 'ip',
  file: 'file',
  artifact: 'artifact',
}

/**
 * A mail as observed data: seen once, at the record's time; its key is the digest. Objects are made when a pattern
 * asks for their type. Identifiers are `type--place`, unique inside the mail only.
 */
export function observedMail(record: MessageRecord): ObservedData {
  const groups = new Map<Group, readonly ObservedObject[]>()
  const group = (name: Group): readonly ObservedObject[] => {
    const known = groups.get(name)
    if (known) return known
    const made = MAKERS[name](record)
    groups.set(name, made)
    return made
  }
  let byId: Map<string, ObservedObject> | undefined
  return {
    key: record.digest,
    first: record.time,
    last: record.time,
    count: 1,
    objects: (type) => {
      const name = Object.hasOwn(GROUP_OF, type) ? GROUP_OF[type] : undefined
      if (!name) return []
      const all = group(name)
      return name === 'ip' ? all.filter((one) => one.type === type) : all
    },
    object: (id) => {
      byId ??= new Map(
        (['email-addr', 'file', 'artifact'] as const).flatMap((name) =>
          group(name).map((one) => [one.id, one] as const),
        ),
      )
      return byId.get(id)
    },
  }
}

const MAKERS: Readonly<Record<Group, (record: MessageRecord) => readonly ObservedObject[]>> = {
  'email-message': (record) => [messageObject(record)],
  'email-addr': (record) =>
    placedMailboxes(record).map(({ mailbox, id, place }) => ({
      id,
      type: 'email-addr',
      properties: {
        type: 'email-addr',
        value: mailbox.address,
        ...(mailbox.name ? { display_name: mailbox.name } : {}),
      },
      seen: headerPlace(record, place, mailbox.address),
    })),
  url: urlObjects,
  'domain-name': (record) => hostObjects(record, false),
  ip: (record) => hostObjects(record, true),
  file: (record) => record.attachments.flatMap((one, i) => fileObjects(one, i)),
  artifact: (record) => [
    {
      id: 'artifact--mail',
      type: 'artifact',
      properties: {
        type: 'artifact',
        mime_type: 'message/rfc822',
        hashes: { 'SHA-256': record.digest.slice(7) },
      },
      seen: { place: 'message' },
    },
    ...record.attachments.map((one, i) => ({
      id: `artifact--${i}`,
      type: 'artifact',
      properties: { type: 'artifact', mime_type: mediaType(one), hashes: { 'SHA-256': one.sha256 } },
      seen: attachmentPlace(one),
    })),
  ],
}

function messageObject(record: MessageRecord): ObservedObject {
  const refs = (place: string, list: readonly Mailbox[]): string[] => placed(place, list).map(({ id }) => id)
  const replyTo = record.replyTo.map(({ address }) => address)
  const { anchors } = record.thread
  const properties = {
    type: 'email-message',
    is_multipart: record.attachments.length > 0 || (record.client['mime-shape'] ?? '').includes('multipart'),
    // getters: few patterns ask for these, and making them takes longer than all the rest
    get date(): string | undefined {
      return statedDate(record)
    },
    from_ref: refs('from', [record.from])[0],
    sender_ref: record.sender && refs('sender', [record.sender])[0],
    get to_refs(): string[] {
      return refs('to', record.to)
    },
    get cc_refs(): string[] {
      return refs('cc', record.cc)
    },
    get bcc_refs(): string[] {
      return refs('bcc', record.bcc)
    },
    message_id: record.messageId,
    subject: record.subject,
    additional_header_fields: {
      ...(replyTo.length > 0 ? { 'Reply-To': replyTo } : {}),
      ...(anchors.length > 0 ? { 'In-Reply-To': anchors.at(-1), References: [...anchors] } : {}),
    },
    body_multipart: record.attachments.map((one, i) => ({
      content_type: one.declaredType,
      content_disposition: 'attachment',
      body_raw_ref: `file--${i}`,
    })),
    raw_email_ref: 'artifact--mail',
  }
  return {
    id: 'email-message--0',
    type: 'email-message',
    properties,
    seenProperty: (name) => messagePlace(record, name),
  }
}

function messagePlace(record: MessageRecord, property: string): ObservedPlace | undefined {
  switch (property) {
    case 'subject':
      return headerPlace(record, 'subject', record.subject)
    case 'message_id':
      return headerPlace(record, 'message-id', record.messageId ?? '')
    case 'date':
      return headerPlace(record, 'date', statedDate(record) ?? '')
    case 'from_ref':
      return headerPlace(record, 'from', record.from.address)
    case 'sender_ref':
      return headerPlace(record, 'sender', record.sender?.address ?? '')
    case 'to_refs':
    case 'cc_refs':
    case 'bcc_refs':
      return headerPlace(record, property.slice(0, -'_refs'.length), '')
    case 'additional_header_fields':
      return record.replyTo.length > 0
        ? headerPlace(record, 'reply-to', record.replyTo.map(({ address }) => address).join(', '))
        : headerPlace(record, 'references', '')
    default:
      return undefined
  }
}

function statedDate(record: MessageRecord): string | undefined {
  const time = record.statedTime ?? (record.timeBasis === 'none' ? undefined : record.time)
  return time === undefined ? undefined : isoTime(time)
}

/** Times outside what a STIX timestamp can say are left out. */
function isoTime(time: number): string | undefined {
  return time >= -62_135_596_800_000 && time < 253_402_300_800_000 ? new Date(time).toISOString() : undefined
}

interface PlacedMailbox {
  readonly mailbox: Mailbox
  readonly id: string
  readonly place: string
}

function placedMailboxes(record: MessageRecord): readonly PlacedMailbox[] {
  return [
    ...placed('from', [record.from]),
    ...placed('sender', record.sender ? [record.sender] : []),
    ...placed('reply-to', record.replyTo),
    ...placed('to', record.to),
    ...placed('cc', record.cc),
    ...placed('bcc', record.bcc),
  ]
}

function placed(place: string, list: readonly Mailbox[]): readonly PlacedMailbox[] {
  return list
    .filter(({ address }) => address !== '')
    .map((mailbox, i) => ({ mailbox, place, id: `email-addr--${place}-${i}` }))
}

function urlObjects(record: MessageRecord): readonly ObservedObject[] {
  const objects: ObservedObject[] = []
  const seen = new Set<string>()
  for (const link of record.links) {
    const place = linkPlace(link, 'link')
    // as written, too, where the parser changes it: a report may quote either
    for (const value of [link.url ?? link.href, link.href]) {
      if (seen.has(value) || INNER_SCHEME.test(value)) continue
      seen.add(value)
      objects.push({
        id: `url--${objects.length}`,
        type: 'url',
        properties: { type: 'url', value },
        seen: place,
      })
    }
  }
  return objects
}

function hostObjects(record: MessageRecord, addresses: boolean): readonly ObservedObject[] {
  const objects: ObservedObject[] = []
  const known = new Set<string>()
  const add = (value: string, seen: ObservedPlace): void => {
    if (value === '' || known.has(value)) return
    known.add(value)
    const type = !addresses ? 'domain-name' : value.includes(':') ? 'ipv6-addr' : 'ipv4-addr'
    objects.push({ id: `${type}--${objects.length}`, type, properties: { type, value }, seen })
  }
  const host = (one: LinkHost | undefined, seen: () => ObservedPlace): void => {
    if (one && one.isIp === addresses && one.host !== '') add(one.host.replace(/^\[|\]$/g, ''), seen())
  }
  for (const link of record.links) {
    host(link.target, () => linkPlace(link, 'link'))
    host(link.textHost, () => linkPlace(link, 'link-text'))
    for (const nested of link.nested) host(nested, () => linkPlace(link, 'link-nested'))
  }
  if (addresses) return objects
  for (const { mailbox, place } of placedMailboxes(record)) {
    const domain = mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1)
    if (domain !== mailbox.address) add(domain, headerPlace(record, place, mailbox.address))
  }
  for (const name of record.path.route?.split(' ') ?? []) add(name, headerPlace(record, 'received', name))
  add(record.path['return-path'] ?? '', headerPlace(record, 'return-path', record.path['return-path'] ?? ''))
  for (const { method, domain = '' } of record.authentication.results)
    if (method === 'dkim') add(domain, headerPlace(record, 'dkim', domain))
  return objects
}

function fileObjects(one: RecordAttachment, i: number): readonly ObservedObject[] {
  const seen = attachmentPlace(one)
  const inner = (one.opened?.files ?? []).map(
    (file, j): ObservedObject => ({
      id: `file--${i}-${j}`,
      type: 'file',
      properties: {
        type: 'file',
        name: file.path.slice(file.path.lastIndexOf('/') + 1),
        hashes: { 'SHA-256': file.sha256 },
        mime_type: file.mediaType,
      },
      seen: { ...seen, place: 'attachment-file' },
    }),
  )
  const metadata = one.opened?.metadata
  const info = {
    ...(metadata?.title ? { Title: metadata.title } : {}),
    ...(metadata?.author ? { Author: metadata.author } : {}),
    ...(metadata?.program ? { Producer: metadata.program } : {}),
  }
  const pdf = mediaType(one) === 'application/pdf'
  return [
    {
      id: `file--${i}`,
      type: 'file',
      properties: {
        type: 'file',
        ...(one.name ? { name: one.name } : {}),
        size: one.size,
        hashes: { 'SHA-256': one.sha256 },
        mime_type: mediaType(one),
        content_ref: `artifact--${i}`,
        extensions: {
          ...(pdf && metadata
            ? {
                'pdf-ext': {
                  document_info_dict: info,
                  ...(metadata.pdfId ? { pdfid0: metadata.pdfId[0], pdfid1: metadata.pdfId[1] } : {}),
                },
              }
            : {}),
          ...(inner.length > 0 ? { 'archive-ext': { contains_refs: inner.map(({ id }) => id) } } : {}),
        },
      },
      seen,
    },
    ...inner,
  ]
}

function mediaType(one: RecordAttachment): string {
  return one.detectedType ?? one.declaredType
}

/** Header fields by which a place is found, where they have another name. */
const FIELD_OF: Readonly<Record<string, string>> = { dkim: 'dkim-signature' }

function headerPlace(record: MessageRecord, place: string, quoted: string): ObservedPlace {
  const span = record.spans[FIELD_OF[place] ?? place]
  if (!span) return { place }
  const evidence: Evidence = {
    kind: 'bytes',
    part: '0',
    range: { start: span[0], end: span[1] },
    quoted: quoted.slice(0, QUOTE_LIMIT),
  }
  return { place, evidence }
}

function linkPlace(
  link: Pick<MessageRecord['links'][number], 'part' | 'range' | 'href'>,
  place: string,
): ObservedPlace {
  const { part, range, href } = link
  return { place, evidence: { kind: 'bytes', part, range, quoted: href.slice(0, QUOTE_LIMIT) } }
}

function attachmentPlace({ part, range, name }: RecordAttachment): ObservedPlace {
  return { place: 'attachment', evidence: { kind: 'bytes', part, range, quoted: name.slice(0, QUOTE_LIMIT) } }
}
