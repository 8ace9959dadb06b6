import type { Digest } from '../../model/bytes.ts'
import type { Holding, HoldingWay } from '../../model/holding.ts'
import type { Mailbox } from '../../model/message.ts'
import type { MessageRecord } from '../../model/record.ts'
import type { MailboxTrace } from './mailbox-exports.ts'

/** Holders told of one mail. Attack: a mail with a million addresses in To. */
const HOLDERS = 2_000

/**
 * Who holds what because of one mail: the sender and all named recipients hold its text (`text`, when the mail has one)
 * and its attachments from the time of the mail on. An address that forwards or lists mail stands for its unknown
 * members: `list`. Until when is known only of mailboxes that were exported more than once (`exported`).
 */
export function holdingsOfRecord(
  record: MessageRecord,
  text?: Digest,
  exported?: ReadonlyMap<string, MailboxTrace>,
): readonly Holding[] {
  const holders = new Map<string, HoldingWay>()
  const add = (mailbox: Mailbox, way: HoldingWay): void => {
    const holder = mailbox.address.toLowerCase()
    if (holder !== '' && !holders.has(holder) && holders.size < HOLDERS) holders.set(holder, way)
  }
  add(record.from, 'sent')
  if (record.sender !== undefined) add(record.sender, 'sent')
  for (const mailbox of [...record.to, ...record.cc, ...record.bcc])
    add(mailbox, record.bulk ? 'list' : 'received')
  const known = new Map(
    [...(exported ?? [])].map(([holder, { seen, gone, trashed }]) => [
      holder,
      {
        seen,
        ...(gone !== undefined && gone > record.time && { until: gone }),
        ...(trashed && { trashed: true as const }),
      },
    ]),
  )
  const documents = new Set<Digest>(record.attachments.map(({ sha256 }): Digest => `sha256:${sha256}`))
  if (text !== undefined) documents.add(text)
  return [...documents].flatMap((document) =>
    [...holders].map(
      ([holder, way]): Holding => ({
        kind: 'holding',
        document,
        holder,
        way,
        from: record.time,
        message: record.digest,
        ...known.get(holder),
      }),
    ),
  )
}
