import type { AttachmentPower, OpenedAttachment } from '../model/attachment.ts'
import type { AuthenticationFacts } from '../model/authentication.ts'
import type { Message } from '../model/message.ts'
import type { ClientTrait, MessageRecord, RecordLink, TraitValues } from '../model/record.ts'
import type { RawMessage } from '../model/source.ts'
import { messageAsks } from './asks/message-asks.ts'
import { mailContacts } from './contacts/mail-contacts.ts'
import { recordChain } from './links/record-chain.ts'
import { clientTraits } from './senders/client-traits.ts'
import { pathTraits } from './senders/path-traits.ts'
import { styleText } from './style/own-text.ts'
import { LEAST_CHARACTERS } from './style/style-memory.ts'
import { threadFacts } from './threads/thread-facts.ts'

/** Times outside are forged or broken clocks; mail did not exist before 1970, and 2100 is beyond any real clock. */
const EARLIEST = Date.UTC(1980, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)
/** Links kept per record; a mail with more is a newsletter or an attack on the store. */
const LINK_LIMIT = 200
const RECIPIENT_LIMIT = 500
const ISSUE_LIMIT = 50
const FILE_LIMIT = 50

/** Header fields whose place findings point at. */
const SPANNED = new Set([
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'x-mailer',
  'user-agent',
  'content-type',
  'content-language',
  'return-path',
  'dkim-signature',
  'authentication-results',
  'x-originating-ip',
  'thread-index',
  'thread-topic',
])

/**
 * The record of a message: every fact later stages need, none of its text (see `MessageRecord`). Pure.
 */
export function messageRecord(
  raw: Pick<RawMessage, 'source' | 'containerTime' | 'issues'>,
  message: Message,
  authentication: AuthenticationFacts,
  opened: readonly OpenedAttachment[] = [],
): MessageRecord {
  const { time, basis } = orderingTime(message, raw.containerTime)
  const main = message.texts[message.mainText]
  const asked = messageAsks(message)
  const words = styleText(message)
  const bulk = isBulk(message)
  const contacts = mailContacts(message, bulk)
  let own = 0
  for (const region of message.regions) if (region.kind === 'own') own += region.end - region.start
  return {
    kind: 'record',
    version: 5,
    digest: message.digest,
    size: message.size,
    source: raw.source,
    time,
    timeBasis: basis,
    ...(message.date ? { statedTime: message.date.time } : {}),
    ...(message.date?.offset !== undefined ? { statedOffset: message.date.offset } : {}),
    ...(message.messageId ? { messageId: message.messageId.slice(0, 300) } : {}),
    from: message.from[0] ?? { name: '', address: '' },
    ...(message.sender[0] ? { sender: message.sender[0] } : {}),
    replyTo: message.replyTo.slice(0, 20),
    to: message.to.slice(0, RECIPIENT_LIMIT),
    cc: message.cc.slice(0, RECIPIENT_LIMIT),
    bcc: message.bcc.slice(0, RECIPIENT_LIMIT),
    subject: message.subject.slice(0, 1000),
    client: keptTraits(clientTraits(message), raw.source.rebuilt),
    path: pathTraits(message, authentication),
    authentication,
    thread: threadFacts(message),
    links: [...message.links, ...opened.flatMap((one) => one.links)].slice(0, LINK_LIMIT).map(recordLink),
    attachments: message.attachments.map((one) => ({
      part: one.part,
      range: one.range,
      name: one.name.slice(0, 255),
      extension: one.extension,
      declaredType: one.declaredType,
      ...(one.detectedType ? { detectedType: one.detectedType } : {}),
      size: one.size,
      sha256: one.sha256,
      ...openedFacts(
        one.active,
        opened.find((two) => two.part === one.part),
      ),
    })),
    asks: asked.asks,
    ...(words.length >= LEAST_CHARACTERS ? { styleText: words } : {}),
    textLength: main?.text.length ?? 0,
    ownLength: own,
    ...(contacts.length > 0 ? { contacts } : {}),
    bulk,
    issues: [...raw.issues, ...message.issues, ...asked.issues, ...opened.flatMap((one) => one.issues)].slice(
      0,
      ISSUE_LIMIT,
    ),
    spans: spans(message),
  }
}

/** Powers that make opening a file dangerous by itself; a form or a picture from outside does not. */
const ACTS: ReadonlySet<AttachmentPower> = new Set([
  'macro',
  'script',
  'launch',
  'embedded-program',
  'auto-open',
  'external-data',
])

function openedFacts(
  active: boolean,
  opened: OpenedAttachment | undefined,
): Pick<MessageRecord['attachments'][number], 'active' | 'opened'> {
  if (!opened) return { active }
  const { encrypted, powers, metadata, files, complete } = opened
  return {
    active: active || powers.some((one) => ACTS.has(one)) || files.some((one) => one.active),
    opened: {
      encrypted,
      powers,
      metadata,
      files: files
        .slice(0, FILE_LIMIT)
        .map(({ path, sha256, mediaType, active }) => ({ path, sha256, mediaType, active })),
      complete,
    },
  }
}

/** Traits that show how the body was written, and how the header was; of a rebuilt part they would show our hand. */
const TRAITS_OF: Readonly<
  Record<NonNullable<RawMessage['source']['rebuilt']>[number], readonly ClientTrait[]>
> = {
  body: ['mime-shape', 'content-type-shape', 'boundary-shape', 'text-encoding', 'header-order'],
  header: ['header-order', 'header-extras', 'date-format', 'zone', 'from-shape'],
}

function keptTraits(
  traits: TraitValues<ClientTrait>,
  rebuilt: RawMessage['source']['rebuilt'],
): TraitValues<ClientTrait> {
  if (rebuilt === undefined) return traits
  const dropped = new Set<string>(rebuilt.flatMap((part) => TRAITS_OF[part]))
  return Object.fromEntries(Object.entries(traits).filter(([trait]) => !dropped.has(trait)))
}

function recordLink(link: Message['links'][number]): RecordLink {
  const chain = recordChain(link)
  return {
    origin: link.origin,
    part: link.part,
    range: link.range,
    ...(link.place ? { place: link.place } : {}),
    href: link.href.slice(0, 2000),
    ...(link.url && link.url !== link.href ? { url: link.url.slice(0, 2000) } : {}),
    ...(link.target ? { target: link.target } : {}),
    text: link.text === link.href ? '' : link.text,
    ...(link.textHost ? { textHost: link.textHost } : {}),
    nested: link.nested.flatMap((one) => (one.target ? [one.target] : [])).slice(0, 8),
    ...(chain ? { chain } : {}),
    region: link.region,
    visible: link.visible,
    traits: link.traits,
  }
}

/**
 * The time that orders history: what the receiving side stamped, as the sender can write anything into `Date`.
 * The top-most Received field is the last the receiving side wrote.
 */
function orderingTime(
  message: Message,
  containerTime: number | undefined,
): { readonly time: number; readonly basis: MessageRecord['timeBasis'] } {
  const sane = (time: number | undefined): time is number =>
    time !== undefined && time >= EARLIEST && time < LATEST
  for (const hop of message.received)
    if (sane(hop.date?.time)) return { time: hop.date.time, basis: 'received' }
  if (sane(message.date?.time)) return { time: message.date.time, basis: 'date' }
  if (sane(containerTime)) return { time: containerTime, basis: 'container' }
  return { time: 0, basis: 'none' }
}

function isBulk(message: Message): boolean {
  for (const { key, value } of message.header) {
    if (key === 'list-unsubscribe' || key === 'list-id' || key === 'feedback-id') return true
    if (key === 'precedence' && /^(bulk|list|junk)/i.test(value)) return true
    if (key === 'auto-submitted' && !/^no\b/i.test(value)) return true
  }
  return false
}

function spans(message: Message): MessageRecord['spans'] {
  const found: Record<string, [number, number]> = {}
  for (const { key, range } of message.header)
    if (SPANNED.has(key) && !(key in found)) found[key] = [range.start, range.end]
  const oldest = message.received.at(-1)
  const field = oldest ? message.header[oldest.field] : undefined
  if (field) found.received = [field.range.start, field.range.end]
  return found
}
