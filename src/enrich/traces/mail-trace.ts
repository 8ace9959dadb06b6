import { hash } from 'node:crypto'
import type { OpenedAttachment } from '../../model/attachment.ts'
import type { Link, LinkHost } from '../../model/link.ts'
import type { MailTrace, TracePlace } from '../../model/mail-trace.ts'
import type { HeaderField, Message } from '../../model/message.ts'
import type { ObservableType } from '../../model/ports.ts'
import type { MessageRecord } from '../../model/record.ts'
import { copied } from '../../parse/body/copied-text.ts'
import { decodeWords } from '../../parse/header/encoded-words.ts'
import { offlineChain } from '../../parse/links/offline-chain.ts'
import { partContents } from '../../parse/mime/part-content.ts'
import { type DistinctWords, distinctWords } from '../../parse/words/distinct-words.ts'
import { searchedHtml } from '../../parse/words/searched-text.ts'
import { eachWrittenValue } from '../../parse/words/written-values.ts'

/** Values kept for one mail. Attack: a mail of a million host names fills the index; a newsletter has some hundred. */
const VALUE_LIMIT = 2_000
/** Longest value kept; longer ones cannot be found by anybody who types them. */
const VALUE_LENGTH = 8_000
/** Links whose wrappers are taken off. Attack: a mail of a hundred thousand wrapped links. */
const WRAPPED_LIMIT = 2_000
/** Characters of a mail's texts and files that are searched for values and words. Attack: 100 MB of text. */
const TEXT_LIMIT = 4 << 20
/** Distinct words kept of one mail. Attack: a dictionary; the longest honest mails have some thousand. */
const WORD_LIMIT = 20_000
/** Characters of one header field that are looked through. */
const FIELD_LIMIT = 16_384

/** Fields of long codes, and those whose values the record tells. */
const NOT_READ: ReadonlySet<string> = new Set([
  'from',
  'to',
  'cc',
  'bcc',
  'sender',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'dkim-signature',
  'domainkey-signature',
  'arc-seal',
  'arc-message-signature',
  'x-google-dkim-signature',
  'x-gm-message-state',
  'x-google-smtp-source',
  'x-microsoft-antispam-message-info',
  'x-microsoft-antispam-message-info-original',
  'x-ms-exchange-antispam-messagedata-0',
  'x-ms-exchange-antispam-messagedata-chunkcount',
  'x-forefront-antispam-report',
  'autocrypt',
  'openpgp',
  'face',
  'x-face',
  'thread-index',
  'x-proofpoint-orig-guid',
  'x-proofpoint-guid',
  'x-proofpoint-virus-version',
])
/** A list's own machinery (RFC 2369, RFC 2919), the same in every mail of it: its hosts say enough. */
const LIST_SERVICES: ReadonlySet<string> = new Set([
  'list-archive',
  'list-help',
  'list-id',
  'list-owner',
  'list-post',
  'list-subscribe',
])
const WAY: ReadonlySet<string> = new Set(['received', 'x-received', 'received-spf', 'x-originating-ip'])

/** One for all mail: making its tables anew for each takes as long as filling them. */
const WORDS = distinctWords(WORD_LIMIT)

export interface Traced {
  readonly trace: MailTrace
  /** See `ReadResult.words`; absent when words are not wanted. */
  readonly words?: string
}

/**
 * The trace of a mail and, when wanted, its words. `record` is the record of the same mail: what it holds is not said
 * again. Pure; never throws. Linear in the mail.
 */
export function mailTrace(
  message: Message,
  bytes: Uint8Array,
  opened: readonly OpenedAttachment[],
  record: MessageRecord,
  options: { readonly words: boolean },
): Traced {
  const found = collector(record)
  header(message, found)
  const wrapped = links(message, opened, record, found)
  files(message, bytes, opened, record, found)
  const words = options.words ? WORDS : undefined
  words?.clear()
  texts(message, opened, found, words)
  return {
    trace: {
      kind: 'trace',
      version: 1,
      values: found.values(),
      wrapped,
      attachments: { seen: message.attachments.length, opened: opened.filter((one) => one.complete).length },
      complete: found.isComplete(),
    },
    ...(words ? { words: words.text() } : {}),
  }
}

interface Collector {
  add(place: TracePlace, type: ObservableType, value: string): void
  values(): MailTrace['values']
  isComplete(): boolean
}

function collector(record: MessageRecord): Collector {
  const places = new Map<TracePlace, Map<ObservableType, Set<string>>>()
  /** What stands in the record's links: said again only from another kind of place. */
  const linked = new Set<string>()
  for (const { url, href, target, textHost } of record.links) {
    linked.add(url ?? href)
    if (target) linked.add(target.host)
    if (textHost) linked.add(textHost.host)
  }
  let count = 0
  let complete = true
  let last:
    | { readonly place: TracePlace; readonly type: ObservableType; readonly values: Set<string> }
    | undefined
  const valuesOf = (place: TracePlace, type: ObservableType): Set<string> => {
    // Most come in runs of one kind.
    if (last?.place === place && last.type === type) return last.values
    const types = places.get(place) ?? new Map<ObservableType, Set<string>>()
    const values = types.get(type) ?? new Set<string>()
    places.set(place, types.set(type, values))
    last = { place, type, values }
    return values
  }
  return {
    add(place, type, value) {
      if (value === '') return
      if (value.length > VALUE_LENGTH || (place === 'text' && linked.has(value))) {
        if (value.length > VALUE_LENGTH) complete = false
        return
      }
      const values = valuesOf(place, type)
      if (values.has(value)) return
      if (count >= VALUE_LIMIT) complete = false
      else {
        count++
        values.add(value)
      }
    },
    values() {
      const all: Partial<Record<TracePlace, Partial<Record<ObservableType, readonly string[]>>>> = {}
      for (const [place, types] of places) {
        const its: Partial<Record<ObservableType, readonly string[]>> = {}
        for (const [type, values] of types) its[type] = [...values]
        all[place] = its
      }
      return all
    },
    isComplete: () => complete,
  }
}

/** What can hold a value at all, defanged or not, or has to be decoded first. */
const MAY_HOLD = /[.:[({]|=\?/
/** Fields of one kind repeat from mail to mail: those of a list, of a relay, of a program. Longer ones hardly do. */
const REPEATED_LENGTH = 512
const REPEATED = 2_000
type Written = readonly { readonly type: ObservableType; readonly value: string }[]
const repeated = { plain: new Map<string, Written>(), service: new Map<string, Written>() }

/** The values written in a field that is none of the mail's way. */
function fieldValues(text: string, kind: 'plain' | 'service'): Written {
  const kept = repeated[kind]
  const known = kept.get(text)
  if (known) return known
  const values: { readonly type: ObservableType; readonly value: string }[] = []
  eachWrittenValue(text, { plainLinks: kind === 'plain' }, (type, value) => {
    if (kind === 'service' ? type === 'host' : type !== 'ip' || !isInner(value)) values.push({ type, value })
  })
  if (text.length <= REPEATED_LENGTH) {
    if (kept.size >= REPEATED) kept.clear()
    kept.set(
      copied(text),
      values.map(({ type, value }) => ({ type, value: copied(value) })),
    )
  }
  return values
}

function header(message: Message, found: Collector): void {
  const read = (fields: readonly HeaderField[], all: boolean): void => {
    for (const { key, value } of fields) {
      if ((all && NOT_READ.has(key)) || !MAY_HOLD.test(value)) continue
      // A field read as one token at a time, as hosts in brackets are no defanging here.
      const text = value.includes('=?')
        ? decodeWords(value.slice(0, FIELD_LIMIT))
        : value.slice(0, FIELD_LIMIT)
      const isService = LIST_SERVICES.has(key)
      if (all && WAY.has(key))
        eachWrittenValue(text, { plainLinks: false }, (type, one) => {
          if (type !== 'ip' || !isInner(one)) found.add('received', type, one)
        })
      else
        for (const one of fieldValues(text, isService ? 'service' : 'plain'))
          found.add('header', one.type, one.value)
    }
  }
  read(message.header, true)
  for (const { helo, reverse, by, ip, for: recipient } of message.received) {
    for (const name of [helo, reverse, by])
      if (name !== undefined) found.add('received', 'host', hostOf(name))
    if (ip !== undefined && !isInner(ip)) found.add('received', 'ip', ip)
    if (recipient?.includes('@')) found.add('received', 'address', recipient.toLowerCase())
  }
  const returnPath = message.header.find((one) => one.key === 'return-path')?.value
  const envelope = returnPath?.replace(/^.*<|>.*$/g, '').trim()
  if (envelope?.includes('@')) found.add('return-path', 'address', envelope.toLowerCase())
  const ownHost = message.messageId?.slice(message.messageId.lastIndexOf('@') + 1)
  if (ownHost !== undefined && ownHost !== message.messageId) found.add('message-id', 'host', hostOf(ownHost))
  for (const one of [...message.from, ...message.sender, ...message.replyTo, ...message.to, ...message.cc])
    if (one.name.includes('.'))
      eachWrittenValue(one.name, { plainLinks: true }, (type, value) => found.add('header', type, value))
  eachWrittenValue(message.subject, { plainLinks: true }, (type, value) => found.add('text', type, value))
  // Mails carried along: their own senders and ways.
  for (const part of message.parts)
    if (
      part.path !== '0' &&
      part.kind !== 'message' &&
      part.header.some(({ key }) => key === 'from' || key === 'received')
    )
      read(
        part.header.filter(
          ({ key }) => key !== 'dkim-signature' && key !== 'arc-seal' && key !== 'arc-message-signature',
        ),
        false,
      )
}

/**
 * Addresses of inner networks (RFC 1918, RFC 4193, RFC 6598, loopback, link-local), and Google's way of writing its
 * own (10.0.0.0/8 in 6to4, new in every mail): they are many, and name nothing outside.
 */
function isInner(ip: string): boolean {
  return /^(?:10\.|127\.|0\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|2002:a[0-9a-f]{2}:)/i.test(
    ip,
  )
}

/** A name as trace fields give it: an address literal is no host and told elsewhere. */
function hostOf(name: string): string {
  const bare = name.trim().toLowerCase()
  return bare === '' || bare.startsWith('[') || /^[\d.]+$|[\s:@]/.test(bare) ? '' : bare
}

/** Adds what the record leaves out of the links, and what wrappers lead to; counts the wrapped ones. */
function links(
  message: Message,
  opened: readonly OpenedAttachment[],
  record: MessageRecord,
  found: Collector,
): MailTrace['wrapped'] {
  const host = (place: TracePlace, one: LinkHost | undefined): void => {
    if (one) found.add(place, one.isIp ? 'ip' : 'host', one.host)
  }
  const looked = new Set<string>()
  let seen = 0
  let decoded = 0
  let index = 0
  const read = (link: Link): void => {
    const url = link.url ?? link.href
    // Kept by the record, unless it was too long or came too late.
    if ((index++ >= record.links.length || url.length > 2000) && /^[a-z][a-z0-9+.-]{0,30}:/i.test(url)) {
      found.add('link', 'url', url)
      host('link', link.target)
      host('link', link.textHost)
    }
    for (const nested of link.nested) {
      found.add('link-nested', 'url', nested.url)
      host('link-nested', nested.target)
    }
    if (!/^https?:/i.test(url) || looked.has(url) || looked.size >= WRAPPED_LIMIT) return
    looked.add(url)
    const { hops, end } = offlineChain(url)
    if (hops.length < 2 && end !== 'opaque-wrapper') return
    seen++
    if (end !== 'opaque-wrapper') decoded++
    for (const hop of hops.slice(1)) {
      found.add('wrapped', 'url', hop.url)
      host('wrapped', hop.target)
    }
  }
  for (const link of message.links) read(link)
  for (const one of opened) for (const link of one.links) read(link)
  return { seen, decoded }
}

function files(
  message: Message,
  bytes: Uint8Array,
  opened: readonly OpenedAttachment[],
  record: MessageRecord,
  found: Collector,
): void {
  if (message.attachments.length === 0) return
  const contents = partContents(bytes, message.parts)
  const parts = new Map(message.parts.map((part) => [part.path, part]))
  for (const { part: path } of message.attachments) {
    const part = parts.get(path)
    if (!part) continue
    const content = contents.decoded(part).bytes
    // Feeds still name files by these.
    found.add('attachment', 'md5', hash('md5', content, 'hex'))
    found.add('attachment', 'sha1', hash('sha1', content, 'hex'))
  }
  for (const one of opened) {
    const kept = record.attachments.find(({ part }) => part === one.part)?.opened?.files.length ?? 0
    for (const { path, sha256 } of one.files.slice(kept)) {
      found.add('packed', 'sha256', sha256)
      found.add('packed', 'file-name', path.slice(path.lastIndexOf('/') + 1))
    }
  }
}

function texts(
  message: Message,
  opened: readonly OpenedAttachment[],
  found: Collector,
  words: DistinctWords | undefined,
): void {
  let left = TEXT_LIMIT
  const read = (text: string, place: TracePlace, plainLinks: boolean): void => {
    const kept = text.slice(0, left)
    left -= kept.length
    eachWrittenValue(kept, { plainLinks }, (type, value) => found.add(place, type, value))
    words?.read(kept)
  }
  read(message.subject, 'text', false)
  for (const { mediaType, text, attached } of message.texts) {
    const place: TracePlace = attached ? 'attachment-text' : 'text'
    if (mediaType === 'text/html') {
      const { text: shown, aside } = searchedHtml(text.slice(0, left))
      read(shown, place, false)
      eachWrittenValue(aside.slice(0, left), { plainLinks: true }, (type, value) =>
        found.add(place, type, value),
      )
    } else read(text, place, false)
  }
  for (const one of opened) read(one.text, 'attachment-text', true)
}
