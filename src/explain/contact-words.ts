import type { ContactContext, KnownContact, RecordContact } from '../model/contact.ts'
import { shortDigest } from './evidence-text.ts'
import { countText, cutText, dayText } from './layout.ts'

/** UTF-16 units of one contact. Attack: an address of kilobytes. */
const MAX_SHOWN = 100

const KIND_WORDS: Readonly<Record<RecordContact['kind'], string>> = { phone: 'phone', address: 'mail' }

/** `phone +49 30 23125 000: in 12 mails since 3 May 2019, last on 4 May 2024 (mail 3f9c21ab00112233)`. Hostile text. */
export function knownContactText(contact: KnownContact): string {
  const { kind, value, shown, messages, firstSeen, lastSeen, last } = contact
  const number = kind === 'phone' && value.startsWith('+') && !shown.startsWith('+') ? value : shown
  const span =
    messages === 1
      ? `in 1 mail, on ${dayText(firstSeen)}`
      : `in ${countText(messages, 'mail')} since ${dayText(firstSeen)}, last on ${dayText(lastSeen)}`
  return `${KIND_WORDS[kind]} ${cutText(number, MAX_SHOWN)}: ${span} (mail ${shortDigest(last.digest)})`
}

/** What to say above the list: whose contacts they are. Hostile text. */
export function contactsHeading({ known }: ContactContext, sender: string): string {
  const of = known[0]?.of
  return of === undefined || of === sender.toLowerCase()
    ? 'Channels you already had, from earlier mail of this sender'
    : `Channels you already had, from earlier mail of ${of}`
}

/** Contacts this mail brings along; undefined when it brings none that are new. Hostile text. */
export function unknownContactsText({ unknown }: ContactContext): string | undefined {
  if (unknown.length === 0) return undefined
  const given = unknown.map(
    ({ kind, shown, value }) => `${KIND_WORDS[kind]} ${cutText(shown ?? value, MAX_SHOWN)}`,
  )
  return `Not to be used to ask: ${given.join(', ')}. This mail gives ${given.length === 1 ? 'it' : 'them'}, and no earlier one did.`
}
