import type { Mailbox, Message } from '../../model/message.ts'

/** Attack: a Cc field with a million names, each a look-up for every word. */
const MAILBOXES = 100
const NAME_LENGTH = 200
const WORD = /[\p{L}\p{M}]+/gu

/**
 * The words of the names in a mail's own header (From, Sender, Reply-To, To, Cc), lower case: display names, and
 * what stands before the @ when it is split into words.
 */
export function headerNames(message: Message): ReadonlySet<string> {
  const names = new Set<string>()
  const { from, sender, replyTo, to, cc } = message
  const boxes: Mailbox[] = []
  for (const field of [from, sender, replyTo, to, cc]) boxes.push(...field.slice(0, MAILBOXES))
  for (const { name, address } of boxes.slice(0, MAILBOXES)) {
    add(names, name, 2)
    add(names, address.slice(0, Math.max(0, address.lastIndexOf('@'))), 3)
  }
  return names
}

function add(names: Set<string>, text: string, least: number): void {
  for (const word of text.slice(0, NAME_LENGTH).normalize('NFKC').toLowerCase().match(WORD) ?? [])
    if (word.length >= least) names.add(word)
}
