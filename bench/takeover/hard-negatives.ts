/** Honest mail that looks odd: the header of the owner, changed as life changes it. */
import type { Mailbox } from '../../src/model/message.ts'
import type { Dice } from './random.ts'
import { fieldOf, insertBehind, putTogether, type RawField, takeApart, withValue } from './raw-header.ts'

export const HARD_NEGATIVES = [
  'new-phone', // another program and network, lent from a colleague's mail
  'client-update', // the same program, some versions later
  'travel', // the zone and the network of another place
  'assistant', // a colleague sends on behalf: Sender names them
  'first-partner', // somebody nobody here wrote to yet
  'list-rewrite', // a list tags the subject, adds a footer and breaks the signature
] as const
export type HardNegative = (typeof HARD_NEGATIVES)[number]

const ZONES = ['+0900', '+0800', '+0530', '+0300', '+0200', '+0100', '+0000', '-0300', '-0500', '-0700']
/** Networks of hotels and phones; documentation and shared ranges would be a tell, so plain public ones are thrown. */
const NETWORKS = ['81.', '91.', '110.', '124.', '151.', '178.', '187.', '202.', '212.', '219.']

export function hardNegative(
  kind: HardNegative,
  mail: Uint8Array,
  given: { readonly listAddress: string; readonly assistant: Mailbox; readonly dice: Dice },
): Uint8Array {
  const { fields, body } = takeApart(mail)
  const { dice } = given
  switch (kind) {
    case 'new-phone':
    case 'first-partner':
      return mail
    case 'client-update':
      return putTogether({ fields: updated(fields, dice), body })
    case 'travel':
      return putTogether({ fields: travelled(fields, dice), body })
    case 'assistant': {
      const { name, address } = given.assistant
      // A list that puts its own bounce address into Sender leaves no trace of it.
      if (fieldOf(fields, 'sender')) return mail
      const sender = name && /^[\w .-]+$/.test(name) ? `${name} <${address}>` : address
      return putTogether({ fields: insertBehind(fields, ['from'], { name: 'Sender', value: sender }), body })
    }
    case 'list-rewrite':
      return rewritten(fields, body, given.listAddress)
  }
}

/** Version numbers behind a program's name grow. */
function updated(fields: readonly RawField[], dice: Dice): RawField[] {
  const grow = (text: string): string =>
    text.replace(
      /(\b|\/)(\d{1,3})((?:\.\d+)+)/g,
      (_whole, before, major, rest) =>
        `${before}${Number(major) + 1 + dice.below(12)}${rest.replace(/\d+/g, (n: string) => String(dice.below(Number(n) + 9)))}`,
    )
  return fields.map((one) =>
    one.key === 'user-agent' || one.key === 'x-mailer' || one.key === 'x-mimeole'
      ? { ...one, value: grow(one.value) }
      : one,
  )
}

/** The stated zone is another, and so is the address the mail was handed in from. */
function travelled(fields: readonly RawField[], dice: Dice): RawField[] {
  const date = fieldOf(fields, 'date')
  const stated = date ? Date.parse(date.value.replace(/\([^)]*\)/g, '')) : Number.NaN
  const zone = dice.pick(ZONES)
  let moved: RawField[] = [...fields]
  if (date && !Number.isNaN(stated)) {
    const minutes = (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3)))
    const local = new Date(stated + minutes * 60_000).toUTCString()
    const short = / \d \w{3} /.test(date.value) ? local.replace(/, 0/, ', ') : local
    moved = withValue(moved, 'date', short.replace('GMT', zone))
  }
  const last = moved.findLastIndex((one) => one.key === 'received')
  if (last < 0) return moved
  const address = `${dice.pick(NETWORKS)}${dice.below(256)}.${dice.below(256)}.${1 + dice.below(254)}`
  return moved.map((one, index) =>
    index === last || one.key === 'x-originating-ip'
      ? {
          ...one,
          value: one.value.replace(/\[(?!10\.|192\.168\.|127\.)\d+\.\d+\.\d+\.\d+\]/, `[${address}]`),
        }
      : one,
  )
}

function rewritten(fields: readonly RawField[], body: string, listAddress: string): Uint8Array {
  const name = listAddress.split('@')[0] ?? 'list'
  const subject = fieldOf(fields, 'subject')?.value.trim() ?? ''
  const tagged = /^re:/i.test(subject)
    ? subject.replace(/^re:\s*/i, `Re: [${name}] `)
    : `[${name}] ${subject}`
  const changed = withValue(fields, 'subject', tagged).map((one) =>
    one.key === 'authentication-results' || one.key === 'arc-authentication-results'
      ? { ...one, value: one.value.replace(/\bdkim=pass/g, 'dkim=fail') }
      : one,
  )
  // A footer goes under plain text only; other bodies are left as they are, as lists do.
  const plain = /text\/plain/i.test(fieldOf(fields, 'content-type')?.value ?? 'text/plain')
  const encoded = /base64/i.test(fieldOf(fields, 'content-transfer-encoding')?.value ?? '')
  const footer = `_______________________________________________\n${name} mailing list\n${listAddress}\n`
  return putTogether({ fields: changed, body: plain && !encoded ? `${body}${footer}` : body })
}
