/** Readings that are offered with every case, so that none is forgotten. Short name and sentence. */
export const STANDING_HYPOTHESES: readonly { readonly standing: string; readonly text: string }[] = [
  {
    standing: 'outside-account',
    text: 'Somebody took over the account of a trusted outside correspondent, reached a mailbox here through it, and took the material from that mailbox.',
  },
  {
    standing: 'other-mailbox',
    text: 'Another mailbox here was entered, in another way or by somebody else, and the material was taken from there.',
  },
  {
    standing: 'third-party',
    text: 'The material was taken from a third party who held a copy: a vendor, a law firm, a provider.',
  },
  {
    standing: 'insider',
    text: 'Somebody with rightful access passed the material on.',
  },
  {
    standing: 'device-or-backup',
    text: 'The material was taken from a device, a backup or a shared folder of somebody who had received it, without any mailbox being entered.',
  },
  {
    standing: 'fabricated',
    text: 'The material is made up, altered, or mixed with material of another origin.',
  },
  {
    standing: 'no-intrusion',
    text: 'What was seen has ordinary reasons, and nothing was taken from anybody.',
  },
]
