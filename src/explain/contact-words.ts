import type { ContactContext, KnownContact, RecordContact } from '../model/contact.ts'
import type { MessageRecord } from '../model/record.ts'
import type { Judgement } from '../model/verdict.ts'
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
      ? `in only 1 mail, on ${dayText(firstSeen)}`
      : `in ${countText(messages, 'mail')} since ${dayText(firstSeen)}, last on ${dayText(lastSeen)}`
  return `${KIND_WORDS[kind]} ${cutText(number, MAX_SHOWN)}: ${span} (mail ${shortDigest(last.digest)})`
}

/** Contacts of the mail itself that are warned of; as many as a context tells. */
const MAX_WARNED = 3

/** What is said where no earlier mail gave a way to ask. */
export const NO_CONTACT =
  'None: no phone number or second address of theirs was seen before this mail, or not long and often enough to rely on. Use one from your own address book or papers.'

/**
 * Ways to ask the sender of a held mail: what was known before it (maybe nothing) and what it gives itself; undefined
 * for mail that is not held, where nobody has to be asked.
 */
export function contactsToAsk(
  { held, contacts, findings }: Pick<Judgement, 'held' | 'contacts' | 'findings'>,
  record: Pick<MessageRecord, 'contacts'>,
): ContactContext | undefined {
  if (!held && !contacts) return undefined
  // Whoever poses as somebody known often gives that person's true address, which is the one to ask at.
  const counted = new Set(
    findings.flatMap(({ evidence }) =>
      evidence.flatMap((one) => (one.kind === 'statistic' ? one.profile : [])),
    ),
  )
  const given = contacts ? contacts.unknown : (record.contacts ?? [])
  const unknown = given.filter(({ value }) => !counted.has(value)).slice(0, MAX_WARNED)
  return { known: contacts?.known ?? [], unknown }
}

/** What such a list is called. */
export const CHANNELS_HEADING = 'Channels you already had'

/** What to say above the list: whose contacts they are. Hostile text. */
export function contactsHeading({ known }: ContactContext, sender: string): string {
  const of = known[0]?.of
  if (of === undefined) return CHANNELS_HEADING
  return `${CHANNELS_HEADING}, from earlier mail of ${of === sender.toLowerCase() ? 'this sender' : of}`
}

/** Contacts this mail brings along; undefined when it brings none that are new. Hostile text. */
export function unknownContactsText({ known, unknown }: ContactContext): string | undefined {
  if (unknown.length === 0) return undefined
  const given = unknown.map(
    ({ kind, shown, value }) => `${KIND_WORDS[kind]} ${cutText(shown ?? value, MAX_SHOWN)}`,
  )
  const them = given.length === 1 ? 'it' : 'them'
  const earlier = known.length === 0 ? 'and whoever wrote it may answer there' : 'and no earlier one did'
  return `Do not use ${given.join(', ')} to ask: this mail itself gives ${them}, ${earlier}.`
}
