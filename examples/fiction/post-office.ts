// Carries the example mail: picks the sender's device, writes the hops, the authentication results and the signature
// that this way leaves behind, and keeps what was sent so that others can answer it.
import { layOutBody, type Paragraph, type ShownMail } from '../../src/testing/client-body.ts'
import { dkimTestKey } from '../../src/testing/dkim-sign.ts'
import {
  type BuiltAttachment,
  type BuiltHop,
  buildMessage,
  type MessageSpec,
  messageIdOf,
} from '../../src/testing/message-builder.ts'
import { type SeededRandom, seededRandom } from '../../src/testing/seeded-random.ts'
import { day, offsetAt } from './calendar.ts'
import {
  BORDER,
  type Device,
  DOMAINS,
  isHome,
  LIST_ADDRESS,
  LIST_HOST,
  LIST_IP,
  type MailDomain,
  type Person,
  written,
} from './people.ts'

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** What a person decides when writing. */
export interface Letter {
  readonly from: Person
  /** Addresses as written in the field. */
  readonly to: readonly string[]
  readonly cc?: readonly string[]
  readonly subject: string
  /** Milliseconds. */
  readonly time: number
  readonly paragraphs: readonly Paragraph[]
  readonly signed?: boolean
  /** The mail answered: quoted and named in the thread fields. */
  readonly answers?: Sent
  readonly quotes?: boolean
  /** The mail passed on; named in the thread fields where the program does so. */
  readonly forwards?: ShownMail & { readonly messageId?: string }
  readonly attachments?: readonly BuiltAttachment[]
  readonly calendar?: MessageSpec['calendar']
  /** Instead of one of the person's own. */
  readonly device?: Device
  /** Another person at the keyboard, named in Sender. */
  readonly writtenBy?: Person
  /** Sent through the mailing list. */
  readonly viaList?: boolean
  readonly header?: MessageSpec['header']
  readonly replyTo?: string
  /** Finished HTML, for mail that no person typed. */
  readonly html?: string
  readonly text?: string
}

/** A mail on its way into the mailbox. */
export interface Sent {
  readonly letter: Letter
  readonly messageId: string
  readonly references: readonly string[]
  /** Time at the border, milliseconds. */
  readonly time: number
  readonly bytes: Uint8Array
}

export interface PostOffice {
  send(letter: Letter): Sent
  /** All mail in the order it came in. */
  delivered(): readonly Sent[]
}

/** Programs that name the original of a forward in References. */
const NAMES_ORIGINAL: ReadonlySet<string> = new Set(['thunderbird', 'outlook', 'owa'])

const addressIn = (field: string): string => /<([^>]+)>$/.exec(field)?.[1] ?? field

function deviceFor(person: Person, time: number, random: SeededRandom): Device {
  const usable = person.devices.filter(
    (device) =>
      (device.from === undefined || time >= day(device.from)) &&
      (device.until === undefined || time < day(device.until)),
  )
  let left = random.next() * usable.reduce((sum, device) => sum + device.weight, 0)
  for (const device of usable) {
    left -= device.weight
    if (left < 0) return device
  }
  return usable.at(-1) ?? (person.devices[0] as Device)
}

function domainOf(address: string): MailDomain {
  const name = address.slice(address.indexOf('@') + 1)
  const found = DOMAINS[name]
  if (!found) throw new TypeError(`no mail domain for ${address}`)
  return found
}

/** Oldest hop: how the writing program handed the mail to its provider. */
function handingHop(device: Device, domain: MailDomain, time: number, random: SeededRandom): BuiltHop[] {
  const { place } = device
  const offset = offsetAt(place.zone, time)
  const id = random.letters(ALPHANUMERIC, 11)
  switch (device.handing) {
    case 'browser':
      return [{ by: domain.submit, with: 'HTTP', id, time, offset: 0 }]
    case 'exchange': {
      const server = `EX${random.below(9)}.${domain.idHost}`
      return [{ from: server, ip: 'fe80::1', by: server, with: 'mapi', id: '15.20.7', time, offset: 0 }]
    }
    default:
      return [
        {
          from: place.helo,
          ip: place.ip,
          ...(place.reverse === undefined ? {} : { reverse: place.reverse }),
          by: domain.submit,
          with: 'ESMTPSA',
          id,
          time,
          offset: isHome(`x@${domain.domain}`) ? offset : 0,
        },
      ]
  }
}

function arrivalHop(
  relay: { readonly name: string; readonly ip: string },
  time: number,
  recipient: string | undefined,
  random: SeededRandom,
): BuiltHop {
  return {
    from: relay.name,
    reverse: relay.name,
    ip: relay.ip,
    by: BORDER,
    with: 'ESMTPS',
    id: random.letters(ALPHANUMERIC, 10),
    ...(recipient === undefined ? {} : { for: recipient }),
    time,
    offset: 0,
  }
}

/** An office that opens with a seed: the same letters in the same order give the same bytes. */
export function openPostOffice(seed: string): PostOffice {
  const all: Sent[] = []
  return {
    send(letter) {
      const random = seededRandom(`${seed} letter ${all.length}`)
      const writer = letter.writtenBy ?? letter.from
      const device = letter.device ?? deviceFor(writer, letter.time, random)
      const domain = domainOf(letter.from.address)
      const offset = offsetAt(device.place.zone, letter.time)
      const references = letter.answers
        ? [...letter.answers.references, letter.answers.messageId].slice(-6)
        : letter.forwards?.messageId !== undefined && NAMES_ORIGINAL.has(device.client)
          ? [letter.forwards.messageId]
          : []

      const began = all.find((one) => one.messageId === references[0])?.letter.time
      const quoted = letter.answers && letter.quotes !== false ? shown(letter.answers, offset) : undefined
      const body = {
        paragraphs: letter.paragraphs,
        ...(letter.signed && writer.signature.length > 0 ? { signature: writer.signature } : {}),
        ...(quoted === undefined ? {} : { reply: quoted }),
        ...(letter.forwards === undefined ? {} : { forward: letter.forwards }),
      }
      const hasLink = letter.paragraphs.some((paragraph) => typeof paragraph !== 'string')
      const plain = device.plain === true && !hasLink
      const laidOut = letter.html === undefined ? layOutBody(device.client, body) : undefined

      const recipients = [...letter.to, ...(letter.cc ?? [])].map(addressIn)
      const recipient = recipients.find(isHome)
      const home = isHome(letter.from.address)
      const time = letter.time + (2 + random.below(9)) * 1000
      const hops = handingHop(device, domain, letter.time + 1000, random)
      const results: string[] = []
      if (home) results.push(`${domain.submit}; auth=pass (login) smtp.auth=${letter.from.address}`)
      else {
        const relay = letter.viaList
          ? { name: LIST_HOST, ip: LIST_IP }
          : { name: domain.relay, ip: domain.relayIp }
        if (letter.viaList)
          hops.unshift({
            from: domain.relay,
            ip: domain.relayIp,
            by: LIST_HOST,
            with: 'ESMTPS',
            id: random.letters(ALPHANUMERIC, 8),
            for: LIST_ADDRESS,
            time: time - 1000,
          })
        hops.unshift(arrivalHop(relay, time, letter.viaList ? undefined : recipient, random))
        const envelope = letter.viaList ? `basin-forum-bounces@${LIST_HOST}` : letter.from.address
        results.push(
          `${BORDER}; dkim=pass header.d=${domain.domain} header.s=${domain.selector}; ` +
            `spf=pass smtp.mailfrom=${envelope}; dmarc=pass header.from=${domain.domain}`,
        )
      }

      const browserMade = device.handing !== 'submission' || device.client === 'newsletter'
      const spec: MessageSpec = {
        client: device.client,
        ...(device.version === undefined ? {} : { clientVersion: device.version }),
        seed: `${seed} ${all.length}`,
        from: written(letter.from),
        ...(letter.writtenBy === undefined ? {} : { sender: written(letter.writtenBy) }),
        to: letter.to,
        ...(letter.cc === undefined ? {} : { cc: letter.cc }),
        ...(letter.replyTo === undefined ? {} : { replyTo: letter.replyTo }),
        subject: letter.subject,
        date: { time: letter.time, offset },
        ...(browserMade ? { messageIdHost: domain.idHost } : {}),
        ...(letter.answers === undefined ? {} : { inReplyTo: letter.answers.messageId }),
        references,
        ...(began === undefined ? {} : { threadStarted: began }),
        ...(letter.forwards?.messageId === undefined
          ? {}
          : { forwardedMessageId: letter.forwards.messageId }),
        received: hops,
        returnPath: letter.viaList ? `basin-forum-bounces@${LIST_HOST}` : letter.from.address,
        authenticationResults: results,
        ...(home
          ? {}
          : {
              dkim: {
                key: dkimTestKey(domain.domain, domain.selector),
                time: letter.time + 1000,
                fields: ['from', 'to', 'subject', 'date', 'message-id'],
              },
            }),
        ...(letter.viaList
          ? {
              relayHeader: [
                ['Sender', `basin-forum-bounces@${LIST_HOST}`],
                ['List-Id', `Basin Forum <basin-forum.${LIST_HOST}>`],
                ['List-Post', `<mailto:${LIST_ADDRESS}>`],
                ['Precedence', 'list'],
              ] as const,
            }
          : {}),
        ...(letter.text !== undefined ? { text: letter.text } : laidOut ? { text: laidOut.text } : {}),
        ...(letter.html !== undefined
          ? { html: letter.html }
          : laidOut?.html !== undefined && !plain
            ? { html: laidOut.html }
            : {}),
        ...(letter.calendar === undefined ? {} : { calendar: letter.calendar }),
        ...(letter.attachments === undefined ? {} : { attachments: letter.attachments }),
        ...(letter.header === undefined ? {} : { header: letter.header }),
        lineEnd: '\r\n',
      }
      const sent: Sent = {
        letter,
        messageId: messageIdOf(spec) as string,
        references,
        time: home ? letter.time + 1000 : time,
        bytes: buildMessage(spec),
      }
      all.push(sent)
      return sent
    },
    delivered: () => all.toSorted((a, b) => a.time - b.time || (a.messageId < b.messageId ? -1 : 1)),
  }
}

/** A sent mail as its reader sees it when answering: the first paragraphs only, as most people trim. */
export function shown(sent: Sent, offset: number): ShownMail {
  const { letter } = sent
  return {
    name: letter.from.name,
    address: letter.from.address,
    to: letter.to.join('; '),
    subject: letter.subject,
    time: letter.time,
    offset,
    paragraphs: letter.paragraphs.filter(isBodyText).slice(0, 1),
  }
}

/** Longer than a greeting or closing. */
const isBodyText = (paragraph: Paragraph): boolean =>
  (typeof paragraph === 'string' ? paragraph : paragraph.map(String).join('')).length > 30
