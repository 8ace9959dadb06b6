/**
 * Habits of the program that wrote a mail, as short categorical values. The choice follows Gascon et al. (RAID
 * 2018) and our measurement of never-seen values (shared/reference/methods.md §3.1): header order, zone, mailer,
 * Date format, MIME shape and encodings tell two users of one domain apart; none does alone.
 */
import type { HeaderField, Message, Part } from '../../model/message.ts'
import type { ClientTrait, TraitValues } from '../../model/record.ts'
import { registeredDomain } from './registered-domain.ts'
import { tokenShape } from './token-shape.ts'

/**
 * Fields the sending program itself writes on every mail. Fields that depend on the message (Cc, In-Reply-To,
 * References) or that relays and lists add are left out, or the order would change with every thread.
 */
const ORDERED = new Set([
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'content-language',
  'user-agent',
  'x-mailer',
])

/** Fields only some programs write; their presence is a habit, their value is not looked at. */
const EXTRAS = new Set([
  'accept-language',
  'autocrypt',
  'content-disposition',
  'content-language',
  'disposition-notification-to',
  'face',
  'importance',
  'openpgp',
  'organization',
  'priority',
  'sender',
  'thread-index',
  'thread-topic',
  'user-agent',
  'x-android-message-id',
  'x-apple-mail-remote-attachments',
  'x-enigmail-version',
  'x-face',
  'x-gm-message-state',
  'x-google-smtp-source',
  'x-identity-key',
  'x-mailer',
  'x-mimeole',
  'x-ms-exchange-messagesentrepresentingtype',
  'x-ms-has-attach',
  'x-msmail-priority',
  'x-originating-ip',
  'x-pgp-key',
  'x-priority',
  'x-universally-unique-identifier',
  'x-ymail-osg',
])

const cut = (text: string, length = 80): string => (text.length > length ? text.slice(0, length) : text)

/** Client traits of a message; a trait that cannot be told is absent. Pure, linear in the header. */
export function clientTraits(message: Message): TraitValues<ClientTrait> {
  const traits: Partial<Record<ClientTrait, string>> = {}
  const field = (key: string): HeaderField | undefined => message.header.find((one) => one.key === key)

  const order: string[] = []
  const extras: string[] = []
  for (const { key } of message.header) {
    if (ORDERED.has(key) && !order.includes(key)) order.push(key)
    if (EXTRAS.has(key) && !extras.includes(key)) extras.push(key)
  }
  traits['header-order'] = order.join(' ')
  traits['header-extras'] = extras.sort().join(' ') || 'none'

  const named = field('x-mailer')?.value ?? field('user-agent')?.value
  const at = message.messageId?.lastIndexOf('@') ?? -1
  const idHost = message.messageId && at >= 0 ? message.messageId.slice(at + 1).toLowerCase() : undefined
  const idLocal = message.messageId && at >= 0 ? message.messageId.slice(0, at) : message.messageId
  const mailer = mailerFamily(named, idHost, message)
  traits.mailer = mailer.family
  if (mailer.version) traits['mailer-version'] = cut(mailer.version)
  if (idLocal !== undefined)
    traits['message-id-shape'] = idHost === 'mail.gmail.com' ? 'gmail' : cut(tokenShape(idLocal))
  if (idHost) traits['message-id-host'] = registeredDomain(idHost)

  if (message.date) {
    traits['date-format'] = dateShape(message.date.text)
    if (message.date.offset !== undefined) traits.zone = zoneText(message.date.offset)
  }

  const text = firstText(message.root)
  traits['mime-shape'] = cut(mimeShape(message.root, 0))
  if (text) {
    traits['text-encoding'] =
      `${text.encoding}/${(text.contentType.parameters.charset ?? 'none').toLowerCase()}`
    const written = text.header.find((one) => one.key === 'content-type')?.value
    traits['content-type-shape'] = written ? cut(contentTypeShape(written)) : 'none'
  }
  const boundary = message.root.contentType.parameters.boundary
  if (boundary) traits['boundary-shape'] = cut(tokenShape(boundary))
  const language = field('content-language')?.value
  if (language) traits.language = cut(language.toLowerCase(), 20)

  const from = field('from')
  if (from) traits['from-shape'] = cut(fromShape(from.value, message.from[0]?.name ?? ''))
  return traits
}

/** Minutes east of UTC as `+0330`. */
export function zoneText(offset: number): string {
  const size = Math.abs(offset)
  const digits = String(Math.floor(size / 60)).padStart(2, '0') + String(size % 60).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${digits}`
}

function mailerFamily(
  named: string | undefined,
  idHost: string | undefined,
  message: Message,
): { readonly family: string; readonly version?: string } {
  if (named) {
    const plain = named.slice(0, 200)
    // Browser-like agents name the real program last: `Mozilla/5.0 (…) Gecko/… Thunderbird/115.3.1`.
    if (plain.startsWith('Mozilla/')) {
      const products = [...plain.matchAll(/([A-Za-z][\w-]*)\/(\d+)/g)]
      const last = products.at(-1)
      const system = /\((X11|Windows|Macintosh|Android|iPhone)/.exec(plain)?.[1]
      if (last?.[1]) return { family: last[1], version: `${last[1]}/${last[2]}${system ? ` ${system}` : ''}` }
    }
    const family = /^[^\d(/[]*/
      .exec(plain)?.[0]
      .trim()
      .replace(/[\s,;:v-]+$/, '')
    return { family: cut(family || plain, 40), version: cut(plain, 60) }
  }
  if (!idHost) return { family: 'unnamed' }
  if (idHost === 'mail.gmail.com') return { family: 'Gmail' }
  if (/(^|\.)outlook\.com$/.test(idHost)) return { family: 'Outlook' }
  if (/(^|\.)mail\.yahoo\.com$/.test(idHost)) return { family: 'Yahoo Mail' }
  if (/(^|\.)icloud\.com$|(^|\.)me\.com$/.test(idHost)) return { family: 'iCloud' }
  if (message.messageId?.includes('JavaMail')) return { family: 'JavaMail' }
  return { family: 'unnamed' }
}

/** `Thu, 13 Jun 2024 09:12:00 +0000 (UTC)` → `Www, 99 Mmm 9999 99:99:99 +9999 (XXX)`; one-digit days stay apart. */
function dateShape(text: string): string {
  return cut(text, 60)
    .replace(/\d/g, '9')
    .replace(/[+-]9/g, '+9')
    .replace(/[A-Za-z]+/g, (word) =>
      word.length === 3 && /^[A-Z][a-z]/.test(word) ? 'Mmm' : word === 'GMT' ? 'GMT' : 'X',
    )
}

function firstText(root: Part): Part | undefined {
  let part: Part | undefined = root
  // The first leaf a reader would see; attachments come after it in every common client.
  while (part && part.kind === 'multipart') part = part.children[0]
  return part?.kind === 'leaf' ? part : undefined
}

/** Tree of media types down to the text, without attachments, at most three levels: `alternative(plain,html)`. */
function mimeShape(part: Part, depth: number): string {
  const name = part.contentType.mediaType.replace(/^(text|multipart)\//, '')
  if (part.kind !== 'multipart' || depth > 2) return name
  const children = part.children.filter(
    (child) => child.kind === 'multipart' || child.contentType.mediaType.startsWith('text/'),
  )
  const shown = name === 'mixed' || name === 'signed' ? children.slice(0, 1) : children.slice(0, 4)
  return `${name}(${shown.map((child) => mimeShape(child, depth + 1)).join(',')})`
}

/** Content-Type as written, without the values that change with every mail. */
function contentTypeShape(value: string): string {
  return value.replace(/\s+/g, ' ').replace(/\b(boundary|name|filename)\*?\d*\*?=("[^"]*"|[^;\s]*)/gi, '$1=')
}

function fromShape(value: string, name: string): string {
  const style = value.startsWith('"')
    ? 'quoted'
    : value.startsWith('=?')
      ? 'encoded'
      : value.includes('<')
        ? 'plain'
        : 'bare'
  return `${style} ${name}`
}
