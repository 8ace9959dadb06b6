// Carries the mail: picks the sender's device, writes the hops, results and signature that this way leaves behind, and
// puts a copy into every mailbox that is kept: one for each recipient, and what the sender's own folder holds.
import { layOutBody, type Paragraph, type ShownMail } from '../mail-writing/client-body.ts'
import { type DkimTestKey, dkimTestKey } from '../mail-writing/dkim-sign.ts'
import {
  type BuiltAttachment,
  type BuiltHop,
  buildMessage,
  type MessageSpec,
  messageIdOf,
} from '../mail-writing/message-builder.ts'
import { type SeededRandom, seededRandom } from '../mail-writing/seeded-random.ts'
import { offsetAt } from './calendar.ts'
import { type Device, domainOf, type MailDomain, type Person, written } from './cast.ts'

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** What a person decides when writing. */
export interface Letter {
  readonly from: Person
  readonly to: readonly Person[]
  readonly cc?: readonly Person[]
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
  readonly header?: MessageSpec['header']
  readonly replyTo?: string
  /** Addresses whose copy was taken away afterwards; the sender's stands for the Sent folder. */
  readonly clearedBy?: readonly string[]
}

export interface Copy {
  readonly mailbox: string
  readonly folder: 'Inbox' | 'Sent'
  /** Milliseconds, when it came there. */
  readonly time: number
  readonly bytes: Uint8Array
}

export interface Sent {
  readonly letter: Letter
  readonly messageId: string
  readonly references: readonly string[]
}

export interface PostOffice {
  send(letter: Letter): Sent
  /** What lies in the mailboxes, in the order it came. */
  copies(): readonly Copy[]
  sent(): readonly Sent[]
}

/** Programs that name the original of a forward in References. */
const NAMES_ORIGINAL: ReadonlySet<string> = new Set(['thunderbird', 'outlook', 'owa'])

function deviceFor(person: Person, time: number, random: SeededRandom): Device {
  const usable = person.devices.filter(
    ({ from, until }) => (from === undefined || time >= from) && (until === undefined || time < until),
  )
  let left = random.next() * usable.reduce((sum, { weight }) => sum + weight, 0)
  for (const device of usable) {
    left -= device.weight
    if (left < 0) return device
  }
  return usable.at(-1) ?? (person.devices[0] as Device)
}

/** The clock on the wall of whoever writes at this time. */
export const zoneAt = (person: Person, time: number): Device['place']['zone'] =>
  (
    person.devices.find(
      ({ from, until }) => (from === undefined || time >= from) && (until === undefined || time < until),
    ) ?? (person.devices[0] as Device)
  ).place.zone

/** Oldest hop: how the writing program handed the mail to its provider. */
function handingHop(device: Device, domain: MailDomain, time: number, random: SeededRandom): BuiltHop {
  const { place } = device
  const id = random.letters(ALPHANUMERIC, 11)
  if (device.handing === 'browser') return { by: domain.submit, with: 'HTTP', id, time, offset: 0 }
  if (device.handing === 'exchange') {
    const server = `EX${random.below(9)}.${domain.idHost}`
    return { from: server, ip: 'fe80::1', by: server, with: 'mapi', id: '15.20.7', time, offset: 0 }
  }
  return {
    from: place.helo,
    ip: place.ip,
    ...(place.reverse === undefined ? {} : { reverse: place.reverse }),
    by: domain.submit,
    with: 'ESMTPSA',
    id,
    time,
    offset: 0,
  }
}

/** An office that opens with a seed: the same letters in the same order give the same bytes. */
export function openPostOffice(
  seed: string,
  domains: ReadonlyMap<string, MailDomain>,
  keepers: ReadonlySet<string>,
): PostOffice {
  const all: Sent[] = []
  const copies: Copy[] = []
  const began = new Map<string, number>()
  const keys = new Map<string, DkimTestKey>()
  const keyOf = ({ domain, selector }: MailDomain): DkimTestKey => {
    const key = keys.get(domain) ?? dkimTestKey(domain, selector)
    keys.set(domain, key)
    return key
  }
  const send = (letter: Letter): Sent => {
    const random = seededRandom(`${seed} letter ${all.length}`)
    const writer = letter.writtenBy ?? letter.from
    const device = letter.device ?? deviceFor(writer, letter.time, random)
    const domain = domains.get(domainOf(letter.from.address))
    if (!domain) throw new TypeError(`no mail domain for ${letter.from.address}`)
    const offset = offsetAt(device.place.zone, letter.time)
    const references = letter.answers
      ? [...letter.answers.references, letter.answers.messageId].slice(-6)
      : letter.forwards?.messageId !== undefined && NAMES_ORIGINAL.has(device.client)
        ? [letter.forwards.messageId]
        : []
    const quoted = letter.answers && letter.quotes !== false ? shown(letter.answers, offset) : undefined
    const laidOut = layOutBody(device.client, {
      paragraphs: letter.paragraphs,
      ...(letter.signed && writer.signature.length > 0 ? { signature: writer.signature } : {}),
      ...(quoted === undefined ? {} : { reply: quoted }),
      ...(letter.forwards === undefined ? {} : { forward: letter.forwards }),
    })
    const providerMade = device.handing !== 'submission' || device.client === 'newsletter'
    const threadStarted = began.get(references[0] ?? '')
    const spec: MessageSpec = {
      client: device.client,
      ...(device.version === undefined ? {} : { clientVersion: device.version }),
      seed: `${seed} ${all.length}`,
      from: written(letter.from),
      ...(letter.writtenBy === undefined ? {} : { sender: written(letter.writtenBy) }),
      to: letter.to.map(written),
      ...(letter.cc === undefined || letter.cc.length === 0 ? {} : { cc: letter.cc.map(written) }),
      ...(letter.replyTo === undefined ? {} : { replyTo: letter.replyTo }),
      subject: letter.subject,
      date: { time: letter.time, offset },
      ...(providerMade ? { messageIdHost: domain.idHost } : {}),
      ...(letter.answers === undefined ? {} : { inReplyTo: letter.answers.messageId }),
      references,
      ...(threadStarted === undefined ? {} : { threadStarted }),
      ...(letter.forwards?.messageId === undefined ? {} : { forwardedMessageId: letter.forwards.messageId }),
      text: laidOut.text,
      ...(laidOut.html === undefined ? {} : { html: laidOut.html }),
      ...(letter.calendar === undefined ? {} : { calendar: letter.calendar }),
      ...(letter.attachments === undefined ? {} : { attachments: letter.attachments }),
      ...(letter.header === undefined ? {} : { header: letter.header }),
    }
    const messageId = messageIdOf(spec) as string
    began.set(messageId, threadStarted ?? letter.time)
    const sent: Sent = { letter, messageId, references }
    all.push(sent)

    const cleared = new Set(letter.clearedBy)
    const arrival = letter.time + (2 + random.below(9)) * 1000
    const handed = handingHop(device, domain, letter.time + 1000, random)
    const hop = random.letters(ALPHANUMERIC, 10)
    for (const { address } of [...letter.to, ...(letter.cc ?? [])]) {
      if (!keepers.has(address) || cleared.has(address) || address === letter.from.address) continue
      copies.push({
        mailbox: address,
        folder: 'Inbox',
        time: arrival,
        bytes: buildMessage({
          ...spec,
          ...delivery(address, domain, letter, { arrival, handed, hop, key: keyOf(domain) }),
        }),
      })
    }
    // what a program puts into Sent has been nowhere yet; the name in Sender keeps it
    if (keepers.has(writer.address) && !cleared.has(writer.address) && device.client !== 'script')
      copies.push({ mailbox: writer.address, folder: 'Sent', time: letter.time, bytes: buildMessage(spec) })
    return sent
  }
  return {
    send,
    copies: () => copies.toSorted((a, b) => a.time - b.time),
    sent: () => all,
  }
}

/** What the way to one recipient adds. */
function delivery(
  address: string,
  domain: MailDomain,
  { from, time }: Letter,
  {
    arrival,
    handed,
    hop,
    key,
  }: { readonly arrival: number; readonly handed: BuiltHop; readonly hop: string; readonly key: DkimTestKey },
): Partial<MessageSpec> {
  const inside = domainOf(address) === domain.domain
  const border = `mx1.${domainOf(address)}`
  const common = { deliveredTo: address, returnPath: from.address }
  if (inside)
    return {
      ...common,
      received: [{ ...handed, for: address }],
      authenticationResults: `${domain.submit}; auth=pass (login) smtp.auth=${from.address}`,
    }
  return {
    ...common,
    received: [
      {
        from: domain.relay,
        reverse: domain.relay,
        ip: domain.relayIp,
        by: border,
        with: 'ESMTPS',
        id: hop,
        for: address,
        time: arrival,
        offset: 0,
      },
      handed,
    ],
    authenticationResults:
      `${border}; dkim=pass header.d=${domain.domain} header.s=${domain.selector}; ` +
      `spf=pass smtp.mailfrom=${from.address}; dmarc=pass header.from=${domain.domain}`,
    dkim: {
      key,
      time: time + 1000,
      fields: ['from', 'to', 'subject', 'date', 'message-id'],
    },
  }
}

/** A sent mail as its reader sees it when answering: what is longer than a greeting. */
export function shown({ letter }: Sent, offset: number): ShownMail {
  return {
    name: letter.from.name,
    address: letter.from.address,
    to: letter.to.map(written).join('; '),
    subject: letter.subject,
    time: letter.time,
    offset,
    paragraphs: letter.paragraphs.filter((one) => typeof one !== 'string' || one.length > 30).slice(0, 2),
  }
}

/** One file of mails with LF line ends (mboxrd): separator line, mail, empty line. */
export function mboxrd(copies: readonly Copy[]): Uint8Array {
  const pieces = copies.map(({ time, bytes }) => {
    const [day, month, date, year, clock] = asctime(time)
    const text = Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n')
    return `From MAILER ${day} ${month} ${date} ${clock} ${year}\n${text.replace(/^(>*From )/gm, '>$1')}\n`
  })
  return Buffer.from(pieces.join(''), 'latin1')
}

function asctime(time: number): readonly string[] {
  const [day = '', date = '', month = '', year = '', clock = ''] = new Date(time)
    .toUTCString()
    .replace(',', '')
    .split(' ')
  return [day, month, date.replace(/^0/, ' '), year, clock]
}
