/** What to ask a source for when what was handed in cannot be checked. */

/** What stands in place of the mail. */
export type PoorCopy =
  | 'picture'
  | 'document'
  | 'text'
  | 'outlook' // made again from the properties that Outlook keeps
  | 'incomplete' // a mail program keeps attachments elsewhere

/** Ways to the raw bytes in the programs most people have; none of them sends anything on. */
const RAW =
  'the mail itself as a file, out of the mailbox it was received in or sent from: Gmail “Show original” and “Download original”, Outlook on the web “Save as” (.eml), Thunderbird “Save as” (.eml), Apple Mail “Save as… Raw Message Source”, Proton and others “Export” or “View headers” with the source'
const CAREFULLY =
  'Not forwarded, which makes a new mail of it. The file holds who received it: look into it (counterfoil leak marks) before it goes further, and agree on a safe way with the source.'

const INSTEAD: Readonly<Record<PoorCopy, string>> = {
  picture: `Ask for ${RAW}. ${CAREFULLY} If only a screen can be had, ask for a recording that shows the mail being opened from its folder and its full header scrolled through; it, too, can be made up. A photograph of a print-out says no more than the print-out.`,
  document: `Ask for ${RAW}. ${CAREFULLY} If there is paper only, ask who printed it from which mailbox, and for the mail from there or from another of its recipients.`,
  text: `Ask for ${RAW}. ${CAREFULLY} A text copied by hand or by the clipboard has nothing left of the header.`,
  outlook: `Ask for the mail as the server holds it: from Outlook on the web “Save as” or “Download” (.eml), from another mail program on the same account by IMAP, or from the administrator an export in MIME (.eml). Another recipient outside of Exchange has it as it was sent. ${CAREFULLY}`,
  incomplete: `Ask for the mail saved anew with its attachments, or ${RAW}. ${CAREFULLY}`,
}

export const betterCopy = (copy: PoorCopy): string => INSTEAD[copy]
