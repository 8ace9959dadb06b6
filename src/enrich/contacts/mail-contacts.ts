import type { RecordContact } from '../../model/contact.ts'
import type { Message } from '../../model/message.ts'
import { ownStretches } from './own-stretches.ts'
import { findPhoneNumbers } from './phone-numbers.ts'
import { findAddresses } from './written-addresses.ts'

/** Contacts kept of one mail. Attack: a mail full of numbers fills the store, and pushes the true one out. */
const CONTACT_LIMIT = 5
const SHOWN_LENGTH = 40
/** What stands before an address that is given as one's own. */
const LABEL = /(?:e-?mail|mail|correo|courriel|email|e)[ *_]{0,3}[:：][ *_<]{0,4}$/i
const LABEL_LENGTH = 24
/** Shorter words of a name are in too many addresses. */
const NAME_WORD = 3
/** Words of a name that are looked for. Attack: a name of ten thousand words against thousands of addresses. */
const NAME_WORDS = 6
const NAME_LENGTH = 200
/** Addresses of machines, which reach nobody. */
const MACHINE =
  /^(?:no-?reply|do-?not-?reply|mailer-daemon|bounces?|unsubscribe|listserv|majordomo|postmaster)\b|[-+](?:request|unsubscribe|subscribe|owner|bounces?|help|leave|join)@|unsubscribe/

/**
 * Phone numbers and other addresses that a mail gives for its sender, those of its signature first. An address counts
 * where it stands in the signature and either bears the sender's name or is said to be an address (`E-mail: …`): most
 * others are of third persons. HTML of bulk mail is not read. Pure, linear in the text.
 */
export function mailContacts(message: Message, bulk: boolean): readonly RecordContact[] {
  const main = message.texts[message.mainText]
  if (!main || (bulk && main.mediaType.includes('html'))) return []
  const named = new Set(
    [...message.from, ...message.sender, ...message.to, ...message.cc, ...message.bcc].map(({ address }) =>
      address.toLowerCase(),
    ),
  )
  const bearsName = senderNames(message)
  const found = new Map<string, RecordContact>()
  const add = (contact: RecordContact): void => {
    const known = found.get(contact.value)
    if (!known || (known.where === 'text' && contact.where === 'signature')) found.set(contact.value, contact)
  }
  for (const { text, where, at } of ownStretches(message)) {
    const place = (start: number, end: number): Pick<RecordContact, 'part' | 'start' | 'end'> => ({
      part: main.part,
      start: at(start),
      end: at(end - 1) + 1,
    })
    for (const { value, shown, start, end } of findPhoneNumbers(text))
      add({
        kind: 'phone',
        value,
        ...(shown !== value ? { shown: shown.slice(0, SHOWN_LENGTH) } : {}),
        where,
        ...place(start, end),
      })
    if (where === 'signature')
      for (const { value, start, end } of findAddresses(text))
        if (
          !named.has(value) &&
          !MACHINE.test(value) &&
          (bearsName(value) || LABEL.test(text.slice(Math.max(0, start - LABEL_LENGTH), start)))
        )
          add({ kind: 'address', value, where, ...place(start, end) })
  }
  return [...found.values()]
    .sort((a, b) => Number(b.where === 'signature') - Number(a.where === 'signature') || a.start - b.start)
    .slice(0, CONTACT_LIMIT)
}

/** Tells whether an address holds a word of the sender's name in its local part, or has that of their address. */
function senderNames({ from }: Message): (address: string) => boolean {
  const [sender] = from
  if (!sender) return () => false
  const name = sender.name.slice(0, NAME_LENGTH).toLowerCase().normalize('NFKD')
  const words = (name.match(/[a-z]+/g) ?? []).filter((word) => word.length >= NAME_WORD).slice(0, NAME_WORDS)
  const own = sender.address.toLowerCase().split('@')[0] ?? ''
  return (address) => {
    const local = address.slice(0, address.lastIndexOf('@'))
    return local === own || words.some((word) => local.includes(word))
  }
}
