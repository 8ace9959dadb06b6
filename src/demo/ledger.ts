// What was sent as part of what is hidden.
import { isoTime } from './calendar.ts'
import type { Sent } from './post-office.ts'
import type { HiddenMail, Part } from './truth.ts'

export type Note = (part: Part, sent: Sent) => Sent

/** Keeps what was sent as part of the operation. */
export function ledger(): { readonly mails: HiddenMail[]; readonly note: Note } {
  const mails: HiddenMail[] = []
  return {
    mails,
    note(part, sent) {
      const { letter, messageId } = sent
      const to = [...letter.to, ...(letter.cc ?? [])].map(({ address }) => address)
      mails.push({
        part,
        messageId,
        from: letter.from.address,
        to,
        subject: letter.subject,
        time: isoTime(letter.time),
      })
      return sent
    },
  }
}
