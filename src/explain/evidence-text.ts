import type { Digest } from '../model/bytes.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Mailbox } from '../model/message.ts'
import type { SourceLocation } from '../model/source.ts'
import { countText, numberText, rangeText } from './layout.ts'

/**
 * Where a mail lies, to be copied: `/mail/board.mbox#123456` (byte offset after decompression), in an archive
 * `/mail/export.zip#Sent.mbox#123456` or `/mail/export.zip#a/b.eml`. Hostile text.
 */
export function sourceText(source: SourceLocation): string {
  return `${source.file}#${placeText(source)}`
}

/** The place inside the file: offset, item, or both where an item can hold several mails. Hostile text. */
export function placeText({ item, format, offset }: SourceLocation): string {
  if (item === undefined) return String(offset)
  return format === 'mbox' ? `${item}#${offset}` : item
}

/** The place with its folder and packing, for people. */
export function sourceDetail(source: SourceLocation): string {
  const folder = source.folder === undefined || source.folder === '' ? '' : `, folder ${source.folder}`
  const labels = source.labels === undefined ? '' : `, labels ${source.labels.join(', ')}`
  const packed = source.compression === undefined ? '' : `, packed with ${source.compression}`
  const rebuilt =
    source.rebuilt === undefined ? '' : `, ${source.rebuilt.join(' and ')} rebuilt from Outlook properties`
  const incomplete = source.incomplete === undefined ? '' : ', without what the mail program keeps elsewhere'
  return `${sourceText(source)}${folder}${labels}${packed}${rebuilt}${incomplete}`
}

/** The first 16 hex digits: enough to name one mail, and what `counterfoil explain` takes. */
export function shortDigest(digest: Digest): string {
  return digest.slice('sha256:'.length, 'sha256:'.length + 16)
}

/** `Name <address>`, or whichever there is. Hostile text. */
export function mailboxText(mailbox: Mailbox): string {
  if (mailbox.address === '') return mailbox.name === '' ? '(unreadable)' : mailbox.name
  return mailbox.name === '' ? mailbox.address : `${mailbox.name} <${mailbox.address}>`
}

/** At most `most` addresses, then how many more. Hostile text. */
export function mailboxesText(mailboxes: readonly Mailbox[], most: number): string {
  if (mailboxes.length === 0) return '(nobody named)'
  const rest = mailboxes.length - most
  const shown = mailboxes.slice(0, most).map(mailboxText).join(', ')
  return rest > 0 ? `${shown} and ${numberText(rest)} more` : shown
}

/** Where a piece of evidence is found, without the value. */
export function evidencePlace(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'bytes': {
      const part = evidence.range.of === evidence.part ? '' : `part ${evidence.part}, `
      const other = evidence.message === undefined ? '' : `mail ${shortDigest(evidence.message)}, `
      return `${other}${part}${rangeText(evidence.range)}`
    }
    case 'lookup':
      return `recorded answer ${evidence.lookup}`
    case 'statistic':
      return `${evidence.profile === 'organisation' ? 'whole organisation' : evidence.profile}, counted over ${countText(evidence.n, 'earlier message')}`
  }
}

/** The value the evidence shows. Hostile text for bytes and lookups. */
export function evidenceValue(evidence: Evidence): string {
  if (evidence.kind !== 'statistic') return evidence.quoted
  const value = typeof evidence.value === 'number' ? numberText(evidence.value) : evidence.value
  return `${evidence.name}: ${value}`
}

/** Place and value in one sentence. Hostile text. */
export function evidenceText(evidence: Evidence): string {
  return evidence.kind === 'statistic'
    ? `${evidenceValue(evidence)} (${evidencePlace(evidence)})`
    : `${evidencePlace(evidence)}: “${evidenceValue(evidence)}”`
}
